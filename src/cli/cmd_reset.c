#include "command.h"
#include "revision.h"
#include "rustgym/app/record.h"

#include <stdio.h>
#include <unistd.h>

extern const struct command cmd_undo;

static int reset_one(struct app *app, const char *name, struct history_change *change,
		     struct buffer *out, struct error *err)
{
	struct revision revision;
	int result = revision_open(app, name, "reset it", &revision, err);

	if (!result && revision.number != HISTORY_PRESENT)
		result = error_set(
			err, ERROR_USAGE,
			"reset brings back the exercise as you got it; `rustgym restore %s` brings back a snapshot",
			name);
	if (!result)
		result = history_reset(revision.history, revision.exercise, change, err);
	if (!result)
		result = record_change(app, revision.history, change, err);
	if (!result && change->first_seen)
		buffer_addf(
			out,
			"%s is as rustgym saw it first%s. rustgym can't find out here whether it is as it was handed out.",
			revision.exercise->path, change->changed ? "" : " already");
	else if (!result)
		buffer_addf(out, "%s is as it was %s%s.", revision.exercise->path,
			    revision.exercise->stage > 1 ? "when this stage began" : "handed out",
			    change->changed ? "" : " already");
	if (!result && change->changed)
		buffer_addf(out, " `rustgym undo %s` brings yours back.", revision.exercise->name);
	if (!result)
		buffer_add_char(out, '\n');
	revision_close(&revision);
	return result;
}

/* ---- reset --all ----------------------------------------------------------------------------- */

static int ask(const struct app *app, struct error *err)
{
	struct buffer question = BUFFER_INIT;
	char answer[16] = "";
	int result;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(
			err, ERROR_USAGE,
			"reset --all asks you first, but there is no terminal here; --yes does without the question");
	buffer_addf(&question, "Reset all %zu exercises, so that they are as you got them? [y/N] ",
		    app->course->count);
	result = app_print(&question, err);
	buffer_clear(&question);
	if (result)
		return result;
	if (!fgets(answer, sizeof(answer), stdin) || (answer[0] != 'y' && answer[0] != 'Y'))
		return error_set(err, ERROR_FAILED, "nothing was changed");
	return 0;
}

/*
 * Resets all exercises in one action, so that one undo reverts it. An exercise that cannot be reset
 * does not stop the others.
 */
static int reset_each(struct app *app, struct history *history, struct history_change *change,
		      struct error *err)
{
	int result = 0;

	history_group_begin(history);
	for (size_t i = 0; i < app->course->count; i++) {
		struct error why = ERROR_INIT;
		int failed;

		if (app->course->exercises[i].stage > 1)
			continue; /* its package is reset to how the first stage began */
		failed = history_reset(history, &app->course->exercises[i], change, &why);

		if (failed && !result)
			result = error_set(err, failed, "%s", why.message);
	}
	history_group_end(history);
	return result;
}

static int reset_all(struct app *app, struct history_change *change, struct buffer *out,
		     struct error *err)
{
	struct history *history = NULL;
	int recorded, result = history_open(&app->workspace, app->course, &history, err);

	if (!result)
		result = reset_each(app, history, change, err);
	recorded = record_change(app, history, change, result ? NULL : err);
	if (change->changed)
		buffer_addf(out,
			    "%zu of %zu exercises were changed and are as they were handed out. "
			    "`rustgym undo` brings yours back.\n",
			    change->exercises.count, app->course->count);
	else if (!result)
		buffer_addf(out, "All %zu exercises are as they were handed out already.\n",
			    app->course->count);
	if (change->first_seen)
		buffer_add_string(
			out,
			"If neither an installed course nor git has the text of the course, an exercise is as rustgym saw it first.\n");
	history_free(history);
	return result ? result : recorded;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct history_change change = HISTORY_CHANGE_INIT;
	struct buffer out = BUFFER_INIT;
	bool all = arguments_get(arguments, "all") != NULL;
	int result = 0;

	if (arguments_get(arguments, "undo") && !all)
		return cmd_undo.run(app, arguments, err);
	if (all && (arguments_name(arguments) || arguments_get(arguments, "undo")))
		return error_set(err, ERROR_USAGE, "--all goes with neither a NAME nor --undo");
	if (all && !arguments_get(arguments, "yes"))
		result = ask(app, err);
	if (result)
		return result;
	result = all ? reset_all(app, &change, &out, err)
		     : reset_one(app, arguments_name(arguments), &change, &out, err);
	revision_say_left(&change, &out);
	if (out.len && app_print(&out, result ? NULL : err) && !result)
		result = err->code;
	history_change_clear(&change);
	buffer_clear(&out);
	return result;
}

static const struct option options[] = {
	{"all", NULL, "reset all exercises; it asks you first"},
	{"yes", NULL, "with --all: do not ask"},
	{"undo", NULL, "the same as `rustgym undo`"},
	{NULL, NULL, NULL},
};

const struct command cmd_reset = {
	.name = "reset",
	.group = GROUP_CODE,
	.synopsis = "[NAME] [--all [--yes]] [--undo]",
	.summary = "bring back an exercise as you got it; nothing is lost",
	.details =
		"It also removes files that you added to an exercise that is a folder. `rustgym undo`\n"
		"brings back everything.",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
