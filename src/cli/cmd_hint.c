#include "command.h"
#include "rustgym/app/advice.h"
#include "rustgym/base/gate.h"
#include "rustgym/workspace/progress_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct buffer out = BUFFER_INIT;
	const struct exercise *exercise = NULL;
	unsigned rung = 0;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result && progress.notice)
		gate_say("rustgym: %s\n", progress.notice);
	if (!result)
		result = arguments_number(arguments, "rung", 1, 99, &rung, err);
	if (!result)
		result = app_exercise(app, &progress, arguments_name(arguments), &exercise, err);
	if (!result && !exercise)
		result = error_set(err, ERROR_USAGE,
				   "all exercises are done; name one for its hints");
	/* a number or the beginning of a name may have found another one than was meant */
	if (!result && arguments_name(arguments) &&
	    strcmp(arguments_name(arguments), exercise->name) != 0)
		buffer_addf(&out, "%s: %s\n\n", exercise->name, exercise->title);
	if (!result && arguments_get(arguments, "opened"))
		result = advice_opened(app, exercise, &progress, &out, err);
	else if (!result)
		result = advice_next(app, exercise, (int)rung,
				     arguments_get(arguments, "all") != NULL, &out, err);
	if (!result)
		result = app_print(&out, err);
	buffer_clear(&out);
	progress_clear(&progress);
	return result;
}

static const struct option options[] = {
	{"rung", "N", "show hint N, and do not count it as seen"},
	{"opened", NULL, "show the hints that are open, and open none"},
	{"all", NULL, "show all hints at once"},
	{NULL, NULL, NULL},
};

const struct command cmd_hint = {
	.name = "hint",
	.group = GROUP_STUCK,
	.synopsis = "[NAME] [--opened] [--rung N] [--all]",
	.summary = "show the next hint; a hint about the current failure comes first",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
