#include "command.h"
#include "rustgym/session/watch.h"

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	return watch_run(app, arguments_get(arguments, "json") != NULL, err);
}

static const struct option options[] = {
	{"json", NULL, "print events as JSON, one a line, and read commands from standard input"},
	{NULL, NULL, NULL},
};

const struct command cmd_watch = {
	.name = "watch",
	.synopsis = "[--json]",
	.summary = "check an exercise each time that you save it (the default)",
	.details =
		"The keys: n next, h hint, L lesson, i page of the topic, s solution, l list, r check\n"
		"again, e editor, q quit, ? all keys. In a pipe, with --plain or with TERM=dumb, it\n"
		"prints lines and draws no screen.",
	.options = options,
	.needs_course = true,
	.reviews = true,
	.runs_code = true,
	.run = run,
};
