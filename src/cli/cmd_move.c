/* The commands next, back and goto choose the current exercise. */
#include "command.h"
#include "rustgym/ui/report.h"
#include "rustgym/workspace/progress_file.h"

static int move_to(struct app *app, struct progress *progress, const struct exercise *exercise,
		   struct error *err)
{
	struct buffer out = BUFFER_INIT;
	int result;

	progress_set_current(progress, exercise->name);
	result = progress_commit(&app->workspace, progress, err);
	if (!result) {
		report_exercise(exercise, &app->style, &out);
		result = app_print(&out, err);
	}
	buffer_clear(&out);
	return result;
}

static int run_next(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	const struct exercise *current = NULL, *next = NULL;
	int result = progress_begin(&app->workspace, &progress, err);

	(void)arguments;
	if (!result)
		result = app_exercise(app, &progress, NULL, &current, err);
	if (!result)
		next = app_next_pending(app, &progress, current);
	if (!result && !next)
		result = error_set(err, ERROR_USAGE,
				   "all exercises are done, so there is no next one");
	if (!result)
		result = move_to(app, &progress, next, err);
	progress_clear(&progress);
	return result;
}

static int run_back(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	const struct exercise *current = NULL;
	int result = progress_begin(&app->workspace, &progress, err);

	(void)arguments;
	if (!result)
		result = app_exercise(app, &progress, NULL, &current, err);
	if (!result && !current)
		current = &app->course->exercises[app->course->count]; /* all are done */
	if (!result && current == app->course->exercises)
		result = error_set(err, ERROR_USAGE, "%s is the first exercise of the course",
				   current->name);
	if (!result)
		result = move_to(app, &progress, current - 1, err);
	progress_clear(&progress);
	return result;
}

static int run_goto(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	const struct exercise *exercise = NULL;
	int result;

	if (!arguments_name(arguments))
		return error_set(err, ERROR_USAGE, "goto needs a name; `rustgym list` shows them");
	result = progress_begin(&app->workspace, &progress, err);
	if (!result)
		result = app_exercise(app, &progress, arguments_name(arguments), &exercise, err);
	if (!result)
		result = move_to(app, &progress, exercise, err);
	progress_clear(&progress);
	return result;
}

const struct command cmd_next = {
	.name = "next",
	.group = GROUP_MOVE,
	.synopsis = "",
	.summary = "go to the next exercise that is not done",
	.needs_course = true,
	.reviews = true,
	.run = run_next,
};

const struct command cmd_back = {
	.name = "back",
	.group = GROUP_MOVE,
	.synopsis = "",
	.summary = "go to the exercise before the current one",
	.needs_course = true,
	.reviews = true,
	.run = run_back,
};

const struct command cmd_goto = {
	.name = "goto",
	.group = GROUP_MOVE,
	.synopsis = "NAME",
	.summary = "make an exercise the current one",
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = run_goto,
};
