#include "command.h"
#include "rustgym/app/handed_out.h"
#include "rustgym/app/review_copy.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/report.h"
#include "rustgym/workspace/progress_file.h"
#include "rustgym/workspace/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	MOST = 5, /* exercises of one review */
	DAY_S = 24 * 3600,
};

/* ---- what comes back, and when ------------------------------------------------------------------ */

static void add_when(int64_t at, int64_t now, struct buffer *out)
{
	int64_t days = (at - now + DAY_S - 1) / DAY_S;

	if (at <= now)
		buffer_add_string(out, "due now");
	else
		buffer_addf(out, "in %d day%s", (int)days, days == 1 ? "" : "s");
}

static int64_t due_at(const struct exercise *e, const struct progress *progress)
{
	return e->stage ? 0 : review_due_at(progress_find(progress, e->name));
}

static void list_all(const struct app *app, const struct progress *progress, int64_t now,
		     struct buffer *out)
{
	size_t width = 0;

	for (size_t i = 0; i < app->course->count; i++)
		if (due_at(&app->course->exercises[i], progress) &&
		    strlen(app->course->exercises[i].name) > width)
			width = strlen(app->course->exercises[i].name);
	for (size_t i = 0; i < app->course->count; i++) {
		const struct exercise *e = &app->course->exercises[i];
		struct buffer when = BUFFER_INIT;

		if (!due_at(e, progress))
			continue;
		add_when(due_at(e, progress), now, &when);
		buffer_addf(out, "%-12s  %-*s  %s\n", when.data, (int)width, e->name, e->title);
		buffer_clear(&when);
	}
	if (!out->len)
		buffer_add_string(out,
				  "Nothing comes back yet: an exercise is due three days after "
				  "its pass.\n");
}

/* Says that nothing is due, and what comes next. */
static void say_nothing(const struct app *app, const struct progress *progress, int64_t now,
			struct buffer *out)
{
	const struct exercise *first = NULL;

	for (size_t i = 0; i < app->course->count; i++) {
		const struct exercise *e = &app->course->exercises[i];

		if (due_at(e, progress) &&
		    (!first || due_at(e, progress) < due_at(first, progress)))
			first = e;
	}
	if (!first) {
		list_all(app, progress, now, out);
		return;
	}
	buffer_addf(out, "Nothing is due for a review. The next one is %s, ", first->name);
	add_when(due_at(first, progress), now, out);
	buffer_addf(out, "; `rustgym review %s` brings it back now.\n", first->name);
}

/* ---- the review --------------------------------------------------------------------------------- */

/* Returns whether there are copies that have not passed yet. */
static bool is_under_way(const struct app *app)
{
	struct problems problems = PROBLEMS_INIT;
	struct course *copies = course_load_review(app->workspace.root, &problems, NULL);
	struct progress progress = PROGRESS_INIT;
	struct workspace review;
	bool open = false;

	workspace_turn_to_review(&app->workspace, &review);
	open = copies && progress_load(&review, &progress, NULL) == 0 &&
	       report_count_done(copies, &progress) < copies->count;
	progress_clear(&progress);
	workspace_clear(&review);
	course_free(copies);
	problems_clear(&problems);
	return open;
}

static int pick_named(const struct app *app, const struct progress *progress, const char *name,
		      const struct exercise **picked, struct error *err)
{
	int result = app_exercise(app, progress, name, picked, err);

	if (result)
		return result;
	if ((*picked)->stage)
		return error_set(
			err, ERROR_USAGE,
			"%s is a stage of a project, and builds on what you wrote before; it "
			"does not come back",
			(*picked)->name);
	if (!progress_done(progress, (*picked)->name))
		return error_set(
			err, ERROR_USAGE,
			"%s is not done, so there is nothing to review; `rustgym goto %s` goes "
			"there",
			(*picked)->name, (*picked)->name);
	return 0;
}

/* If an exercise was solved before rustgym came, rustgym knows no other text of it. */
static void say_solved(struct app *app, struct history *history,
		       const struct exercise *const *exercises, size_t count)
{
	size_t solved = 0;

	for (size_t i = 0; i < count; i++)
		solved += handed_out_is_untouched(app, history, exercises[i]);
	if (!solved || app->course->kind == COURSE_OWN)
		return;
	free(app->notice);
	app->notice = memory_format(
		"%zu of %zu copies begin%s with your solution, because rustgym never saw another "
		"text; delete what you wrote, and solve %s again",
		solved, count, solved == 1 ? "s" : "", solved == 1 ? "it" : "them");
}

/* Lays copies of what is due, or of the named exercise. *count is 0 if nothing is due. */
static int lay(struct app *app, const struct arguments *arguments, const struct progress *progress,
	       size_t *count, struct error *err)
{
	const char *name = arguments_name(arguments);
	size_t most = arguments_get(arguments, "all") ? SIZE_MAX : MOST;
	struct history *history = NULL;
	const struct exercise **picked = review_pick(app, progress, (int64_t)time(NULL), most,
						     count);
	int result = 0;

	if (name) {
		result = pick_named(app, progress, name, &picked[0], err);
		*count = 1;
	}
	if (!result && *count)
		result = history_open(&app->workspace, app->course, &history, err);
	if (!result && *count)
		result = review_lay(app, history, picked, *count, err);
	if (!result && *count)
		say_solved(app, history, picked, *count);
	history_free(history);
	free(picked);
	return result;
}

static int begin(struct app *app, const struct arguments *arguments,
		 const struct progress *progress, struct buffer *out, struct error *err)
{
	const char *name = arguments_name(arguments);
	size_t count = 1;
	bool under_way = is_under_way(app);
	int result = 0;

	if (under_way && name)
		return error_set(
			err, ERROR_USAGE,
			"a review is under way: `rustgym review` goes on with it, and `rustgym "
			"review --end` ends it");
	if (!under_way)
		result = lay(app, arguments, progress, &count, err);
	if (!result && !count) {
		say_nothing(app, progress, (int64_t)time(NULL), out);
		return 0;
	}
	if (!result)
		result = app_turn_to_review(app, err);
	if (!result && !under_way)
		result = review_begin(app, err);
	return result ? result : command_watch(app, arguments_get(arguments, "json") != NULL, err);
}

static int end(struct app *app, struct buffer *out, struct error *err)
{
	size_t ended;
	int result = app_turn_to_review(app, err);

	if (!result)
		result = review_end(app, &ended, err);
	if (!result && ended)
		buffer_addf(out,
			    "The review is over, and its copies are gone. %zu exercise%s in "
			    "three days.\n",
			    ended,
			    ended == 1 ? " that you began comes back"
				       : "s that you began come back");
	else if (!result)
		buffer_add_string(out, "The review is over, and its copies are gone.\n");
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct buffer out = BUFFER_INIT;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result && progress.notice)
		gate_say("rustgym: %s\n", progress.notice);
	if (!result && arguments_get(arguments, "list"))
		list_all(app, &progress, (int64_t)time(NULL), &out);
	else if (!result && arguments_get(arguments, "end"))
		result = end(app, &out, err);
	else if (!result)
		result = begin(app, arguments, &progress, &out, err);
	if (!result && out.len)
		result = app_print(&out, err);
	buffer_clear(&out);
	progress_clear(&progress);
	return result;
}

static const struct option options[] = {
	{"all", NULL, "all exercises that are due, not only the five that wait longest"},
	{"end", NULL, "end the review that is under way, and delete its copies"},
	{"list", NULL, "only tell which exercises come back, and when"},
	{"json", NULL, "print events as JSON, as `watch --json` does"},
	{NULL, NULL, NULL},
};

const struct command cmd_review = {
	.name = "review",
	.group = GROUP_PROGRESS,
	.synopsis = "[NAME] [--all] [--end] [--list] [--json]",
	.summary = "do exercises again that you passed some time ago",
	.details =
		"An exercise comes back 3, 10, 30, 90 and 270 days after its last success; sooner again\n"
		"if it took hints or many tries. It comes as a copy in the folder review/, as it was handed\n"
		"out: what you passed stays as it is. `watch` shows the copies; q leaves them, and the next\n"
		"`review` goes on. With --review, other commands are about the copies: `rustgym hint\n"
		"--review`.",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.runs_code = true,
	.run = run,
};
