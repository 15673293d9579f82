#include "command.h"
#include "rustgym/history/history.h"

/* A session runs this command as a process of its own, because packing takes seconds. */
static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct history *history = NULL;
	int result = history_open(&app->workspace, NULL, &history, err);

	(void)arguments;
	if (!result)
		result = history_tidy(history, HISTORY_LOOSE_MAX, err);
	history_free(history);
	return result;
}

const struct command cmd_tidy = {
	.name = "tidy",
	.synopsis = "",
	.summary = "pack the history; `watch` also does this by itself",
	.hidden = true,
	.needs_course = true,
	.run = run,
};
