#include "command.h"

#include <stdlib.h>
#include <string.h>

static void overview(const struct app *app, struct buffer *out)
{
	buffer_add_string(
		out,
		"usage: rustgym [-C FOLDER] [--plain] [--trust] [--trust-owner] [COMMAND]\n\n");
	for (size_t i = 0; commands[i]; i++) {
		if (commands[i]->hidden)
			continue;
		buffer_add_string(out, "  ");
		style_addf(out, &app->style, INK_BOLD, "%-10s", commands[i]->name);
		buffer_addf(out, " %s\n", commands[i]->summary);
	}
	buffer_add_string(
		out,
		"\nWithout a command, rustgym runs `watch`. `rustgym help COMMAND` explains "
		"a command.\n"
		"With --trust, the code of this course may run, and rustgym remembers that. "
		"RUSTGYM_TRUST=1\nallows it while it is set. With --trust-owner, rustgym works in "
		"a folder of another user.\n"
		"Exit status: 0 done or passed, 1 the exercise failed, 2 wrong usage,\n"
		"3 something is missing on this machine, 4 the course is invalid, "
		"5 a file can't be\nread or written.\n");
}

static void about(const struct app *app, const struct command *command, struct buffer *out)
{
	buffer_addf(out, "usage: rustgym %s%s%s\n\n%s\n", command->name,
		    *command->synopsis ? " " : "", command->synopsis, command->summary);
	if (command->details)
		buffer_addf(out, "\n%s\n", command->details);
	if (command->runs_code)
		buffer_add_string(out,
				  "\nIt runs code of the course, and asks first if you have not "
				  "said yet that you trust it;\n`--trust` or RUSTGYM_TRUST=1 "
				  "says so.\n");
	if (command->options)
		buffer_add_char(out, '\n');
	for (const struct option *o = command->options; o && o->name; o++) {
		style_addf(out, &app->style, INK_BOLD, "  --%s%s%s", o->name,
			   o->value && *o->value != '[' ? " " : "", o->value ? o->value : "");
		buffer_addf(out, "  %s\n", o->help);
	}
}

/* "dev check" may be one argument or two. */
static const struct command *named(const struct arguments *arguments)
{
	struct buffer name = BUFFER_INIT;
	const struct command *found = NULL;

	for (size_t i = 0; i < arguments->operand_count; i++)
		buffer_addf(&name, "%s%s", i ? " " : "", arguments->operands[i]);
	for (size_t i = 0; commands[i] && !found; i++)
		if (strcmp(commands[i]->name, name.data) == 0)
			found = commands[i];
	buffer_clear(&name);
	return found;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	const struct command *command = named(arguments);
	struct buffer out = BUFFER_INIT;
	int result;

	if (arguments->operand_count && !command)
		return error_set(err, ERROR_USAGE,
				 "there is no command `%.40s`; see `rustgym help`",
				 arguments->operands[0]);
	if (command)
		about(app, command, &out);
	else
		overview(app, &out);
	result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

static int run_version(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct buffer out = BUFFER_INIT;
	int result;

	(void)app, (void)arguments;
	buffer_add_string(&out, "rustgym " RUSTGYM_VERSION "\n");
	result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

const struct command cmd_help = {
	.name = "help",
	.synopsis = "[COMMAND]",
	.summary = "show all commands, or explain one of them",
	.operands_max = 2,
	.run = run,
};

const struct command cmd_version = {
	.name = "version",
	.synopsis = "",
	.summary = "show the version (--version does the same)",
	.run = run_version,
};
