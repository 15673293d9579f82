#include "rustgym/command.h"
#include "rustgym/history.h"

static int reset(struct history *history, const struct exercise *exercise, struct buffer *out,
		 struct error *err)
{
	bool changed = false;
	int result = history_reset(history, exercise, &changed, err);

	if (!result && changed)
		buffer_addf(
			out,
			"%s is as it was handed out. `rustgym reset --undo %s` brings yours back.\n",
			exercise->path, exercise->name);
	else if (!result)
		buffer_addf(out, "%s is as it was handed out already.\n", exercise->path);
	return result;
}

static int undo(struct history *history, const struct exercise *exercise, struct buffer *out,
		struct error *err)
{
	int result = history_undo_reset(history, exercise, err);

	if (!result)
		buffer_addf(out,
			    "%s is as it was before. `rustgym reset --undo %s` takes that back.\n",
			    exercise->path, exercise->name);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct history *history = NULL;
	struct buffer out = BUFFER_INIT;
	const struct exercise *exercise = NULL;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result)
		result = app_exercise(app, &progress, arguments_name(arguments), &exercise, err);
	if (!result && !exercise)
		result = error_set(err, ERROR_USAGE,
				   "all exercises are done; name one to reset it");
	if (!result)
		result = history_open(&app->workspace, app->course, &history, err);
	if (!result)
		result = (arguments_get(arguments, "undo") ? undo : reset)(history, exercise, &out,
									   err);
	if (!result)
		result = app_print(&out, err);
	history_free(history);
	buffer_clear(&out);
	progress_clear(&progress);
	return result;
}

static const struct option options[] = {
	{"undo", NULL, "bring back what the last reset replaced"},
	{NULL, NULL, NULL},
};

const struct command cmd_reset = {
	.name = "reset",
	.synopsis = "[NAME] [--undo]",
	.summary = "put an exercise back to how it was handed out; nothing is lost",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.run = run,
};
