#include "command.h"
#include "rustgym/app/advice.h"
#include "rustgym/app/handed_out.h"
#include "rustgym/app/json_report.h"
#include "rustgym/app/pending_snapshots.h"
#include "rustgym/app/record.h"
#include "rustgym/base/gate.h"
#include "rustgym/event/loop.h"
#include "rustgym/history/placed.h"
#include "rustgym/toolchain/verify.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"
#include "rustgym/workspace/progress_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct run {
	struct app *app;
	struct history *history; /* NULL: it cannot be opened */
	const struct pending_snapshots *pending;
	struct verdict *verdict;
};

static void done(struct verdict *verdict, void *data)
{
	((struct run *)data)->verdict = verdict;
}

static char *tests_handed_out(const struct exercise *exercise, void *data)
{
	struct run *run = data;
	struct error err = ERROR_INIT;
	char *root = handed_out_tree(run->app, run->history, exercise,
				     pending_snapshots_files(run->pending, exercise), &err);

	if (err.code)
		gate_say("rustgym: %s\n", err.message);
	return root;
}

static void note(const char *text, void *data)
{
	struct buffer clean = BUFFER_INIT;

	(void)data;
	text_clean(text, strlen(text), false, &clean);
	gate_say("%s\n", clean.data);
	buffer_clear(&clean);
}

/* Verifies one exercise on a loop of its own. */
static int verify_now(struct app *app, const struct toolchain *toolchain,
		      const struct exercise *exercise, bool notes, struct history *history,
		      const struct pending_snapshots *pending, struct verdict **verdict,
		      struct error *err)
{
	struct run run = {.app = app, .history = history, .pending = pending};
	uv_loop_t loop;
	struct verifier_options options = {
		.loop = &loop,
		.toolchain = toolchain,
		.course = app->course,
		.cache = app->workspace.cache,
		.columns = isatty(STDOUT_FILENO) ? app->style.width : 0,
		.compile_s = config_seconds(&app->config, CONFIG_COMPILE_S),
		.run_s = config_seconds(&app->config, CONFIG_RUN_S),
		.cores = app_cores(),
	};
	struct verify_request request = {.exercise = exercise,
					 .note = notes ? note : NULL,
					 .handed_out = tests_handed_out,
					 .done = done,
					 .data = &run};
	struct verifier *verifier;

	if (loop_open(&loop, err))
		return ERROR_ENVIRONMENT;
	verifier = verifier_new(&options);
	verification_start(verifier, &request);
	uv_run(&loop, UV_RUN_DEFAULT);
	uv_loop_close(&loop);
	verifier_free(verifier);
	*verdict = run.verdict;
	return 0;
}

static int print_verdict(struct app *app, const struct verdict *verdict, bool json,
			 const struct exercise *next, struct error *err)
{
	struct buffer out = BUFFER_INIT;
	struct style style = app->style;
	bool polish = strcmp(app->config.values[CONFIG_POLISH], "on") == 0;
	int result;

	if (json) {
		struct buffer question = BUFFER_INIT;
		char *text;
		advice_go_on(app, verdict->exercise, &question);
		text = json_verdict_with_offers(verdict, NULL, question.data);
		buffer_addf(&out, "%s\n", text);
		free(text);
		buffer_clear(&question);
	} else {
		if (!style_is_seen())
			style.width = STYLE_UNSEEN;
		report_verdict(verdict, polish, &style, &out);
		if (verdict->outcome == OUTCOME_PASSED) {
			buffer_add_char(&out, '\n');
			advice_after_pass(app, verdict->exercise, &out);
			buffer_addf(&out, "\n`rustgym solution %s` shows the solution.\n",
				    verdict->exercise->name);
		}
		if (next) {
			buffer_add_string(&out, "\nnext: ");
			report_exercise(next, &app->style, &out);
		}
	}
	result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

/*
 * Restores the course's own files if the history can be opened. Returns the history, which the
 * caller frees, or NULL.
 */
static struct history *prepare(struct app *app, const struct exercise *exercise)
{
	struct history *history = NULL;
	struct buffer names = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (history_open(&app->workspace, app->course, &history, &err) ||
	    history_restore_course_files(history, exercise, &names, &err))
		gate_say("rustgym: %s\n", err.message);
	if (names.len)
		gate_say("rustgym: put back as the course has them (`rustgym undo %s` brings "
			 "yours back):\n%s",
			 exercise->name, names.data);
	buffer_clear(&names);
	return history;
}

/* Called if the verdict cannot be recorded. The verdict is the same. */
static void complain(const char *why, void *data)
{
	(void)data;
	gate_say("rustgym: %s\n", why);
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct toolchain toolchain = {0};
	struct history *history = NULL;
	struct pending_snapshots *pending = NULL;
	struct verdict *verdict = NULL;
	const struct exercise *exercise = NULL, *next = NULL;
	bool json = arguments_get(arguments, "json") != NULL, moved = false;
	struct exercise_files files = EXERCISE_FILES_INIT;
	struct record_options options = {.advance = true};
	int recorded, result = progress_load(&app->workspace, &progress, err);

	if (!result && progress.notice)
		gate_say("rustgym: %s\n", progress.notice);
	if (!result)
		result = app_exercise(app, &progress, arguments_name(arguments), &exercise, err);
	if (!result && !exercise)
		result = error_set(err, ERROR_USAGE,
				   "all exercises are done; name one to run it again");
	if (!result)
		result = app_toolchain(app, &toolchain, err);
	if (result)
		goto done;
	app_say_old_toolchain(app, &toolchain);
	history = prepare(app, exercise);
	pending = pending_snapshots_new(
		&(struct pending_snapshots_options){.history = history, .failed = complain});
	/* if the files cannot be read, the verdict says why */
	if (exercise_files_read(app->workspace.root, exercise, &files, NULL) == 0)
		pending_snapshots_take(pending, exercise, &files);
	result = verify_now(app, &toolchain, exercise, !json, history, pending, &verdict, err);
	if (result)
		goto done;
	progress_clear(&progress);
	options.tried = !handed_out_is_untouched(app, history, exercise) &&
			!placed_is(&app->workspace, exercise, verdict->hash);
	recorded = record_verdict(app, verdict, options, &progress, &moved, &next, err);
	if (!recorded && verdict->outcome != OUTCOME_UNVERIFIED)
		recorded = progress_commit_soon(&app->workspace, &progress, err);
	/* releases the lock before printing, because printing may block */
	progress_abort(&progress);
	result = print_verdict(app, verdict, json, next, err);
	if (!recorded && verdict->outcome != OUTCOME_UNVERIFIED)
		recorded = progress_sync(&app->workspace, err);
	result = result ? result : recorded;
	if (!result)
		pending_snapshots_verdict(pending, verdict);
	if (!result && verdict->outcome != OUTCOME_PASSED)
		result = verdict->outcome == OUTCOME_FAILED ? ERROR_FAILED : ERROR_ENVIRONMENT;
done:
	verdict_free(verdict);
	exercise_files_clear(&files);
	pending_snapshots_free(pending);
	history_free(history);
	toolchain_clear(&toolchain);
	progress_clear(&progress);
	return result;
}

static const struct option options[] = {
	{"json", NULL, "print the result as one JSON object"},
	{NULL, NULL, NULL},
};

const struct command cmd_run = {
	.name = "run",
	.group = GROUP_START,
	.synopsis = "[NAME] [--json]",
	.summary = "check an exercise once",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.runs_code = true,
	.run = run,
};
