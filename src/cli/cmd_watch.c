#include "command.h"
#include "rustgym/session/watch.h"

enum { COMMANDS_MAX = 100 };

extern const struct command cmd_watch, cmd_review;

int command_watch(struct app *app, bool json, struct error *err)
{
	const char *names[COMMANDS_MAX + 1] = {0};
	const struct watch_options options = {
		.json = json, .commands = names, .complete = command_complete};
	size_t count = 0;

	for (size_t i = 0; commands[i] && count < COMMANDS_MAX; i++)
		if (!commands[i]->hidden && commands[i] != &cmd_watch && commands[i] != &cmd_review)
			names[count++] = commands[i]->name;
	return watch_run(app, &options, err);
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	return command_watch(app, arguments_get(arguments, "json") != NULL, err);
}

static const struct option options[] = {
	{"json", NULL, "print events as JSON, one a line, and read commands from standard input"},
	{NULL, NULL, NULL},
};

const struct command cmd_watch = {
	.name = "watch",
	.group = GROUP_START,
	.synopsis = "[--json]",
	.summary = "check an exercise each time that you save it (the default)",
	.details =
		"The keys: n next, h hint, L lesson, i page of the topic, s solution, l list, r check\n"
		"again, e editor, : any command, q quit, ? all keys. In a pipe, with --plain or with TERM=dumb, it\n"
		"prints lines and draws no screen.",
	.options = options,
	.needs_course = true,
	.reviews = true,
	.runs_code = true,
	.run = run,
};
