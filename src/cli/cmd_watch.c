#include "command.h"
#include "rustgym/session/watch.h"

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	return watch_run(app, arguments_get(arguments, "json") != NULL, err);
}

static const struct option options[] = {
	{"json", NULL, "events as JSON, one a line; commands are read from standard input"},
	{NULL, NULL, NULL},
};

const struct command cmd_watch = {
	.name = "watch",
	.synopsis = "[--json]",
	.summary = "verify the current exercise at every save and move on (the default)",
	.details = "Keys: n next, h hint, l list, r run again, e editor, q quit, ? all keys.\n"
		   "In a pipe, with --plain or TERM=dumb it prints lines instead of a screen.",
	.options = options,
	.needs_course = true,
	.run = run,
};
