#include "command.h"
#include "rustgym/app/advice.h"
#include "rustgym/workspace/progress_file.h"

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct buffer out = BUFFER_INIT;
	const struct exercise *exercise = NULL;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result)
		result = app_exercise(app, &progress, arguments_name(arguments), &exercise, err);
	if (!result && !exercise)
		result = error_set(err, ERROR_USAGE,
				   "all exercises are done; name one for its lesson");
	if (!result)
		result = advice_lesson(app, exercise, &out, err);
	if (!result)
		result = app_print(&out, err);
	buffer_clear(&out);
	progress_clear(&progress);
	return result;
}

const struct command cmd_lesson = {
	.name = "lesson",
	.group = GROUP_STUCK,
	.synopsis = "[NAME]",
	.summary = "show the lesson of an exercise: a few sentences with an example",
	.details =
		"`watch` shows it on the first screen of an exercise that you have not changed yet, and\n"
		"later with L.",
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
