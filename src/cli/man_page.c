#include "man_page.h"
#include "command.h"

#include <string.h>

/* Appends a text as roff: a hyphen stays one, and no line is a request. */
static void add_roff(const char *text, struct buffer *out)
{
	for (bool start = true; *text; text++) {
		if (start && (*text == '.' || *text == '\''))
			buffer_add_string(out, "\\&");
		if (*text == '-')
			buffer_add_string(out, "\\-");
		else if (*text == '\\')
			buffer_add_string(out, "\\e");
		else
			buffer_add_char(out, *text);
		start = *text == '\n';
	}
}

static void add_roff_option(const struct option *o, struct buffer *out)
{
	buffer_add_string(out, ".TP\n.B \\-\\-");
	add_roff(o->name, out);
	if (o->value && !strchr("[=", *o->value))
		buffer_add_char(out, ' ');
	if (o->value)
		add_roff(o->value, out);
	buffer_add_char(out, '\n');
	add_roff(o->help, out);
	buffer_add_char(out, '\n');
}

static void add_roff_command(const struct command *command, struct buffer *out)
{
	buffer_add_string(out, ".TP\n.B ");
	add_roff(command->name, out);
	if (*command->synopsis)
		buffer_add_char(out, ' ');
	add_roff(command->synopsis, out);
	buffer_add_char(out, '\n');
	add_roff(command->summary, out);
	buffer_add_string(out, ".\n");
	for (const struct option *o = command->options; o && o->name; o++) {
		buffer_add_string(out, ".RS\n");
		add_roff_option(o, out);
		buffer_add_string(out, ".RE\n");
	}
}

void man_page_write(struct buffer *out)
{
	buffer_add_string(
		out, ".TH RUSTGYM 1 \"\" \"rustgym " RUSTGYM_VERSION "\"\n"
		     ".SH NAME\nrustgym \\- learn Rust by exercises that are checked at each save\n"
		     ".SH SYNOPSIS\n.B rustgym\n[OPTION...] [COMMAND]\n"
		     ".SH DESCRIPTION\nWithout a command, rustgym runs\n.BR watch :\nit shows the "
		     "current exercise, checks it each time that you save it, and moves on when it "
		     "passes.\n.SH OPTIONS\n.TP\n.B \\-C FOLDER\nwork in that folder\n");
	for (const struct option *o = common_options; o->name; o++)
		add_roff_option(o, out);
	buffer_add_string(out, ".SH COMMANDS\n");
	for (size_t i = 0; commands[i]; i++)
		if (!commands[i]->hidden)
			add_roff_command(commands[i], out);
	buffer_add_string(
		out,
		".SH EXIT STATUS\n"
		"0 done or passed, 1 the exercise failed, 2 wrong usage, 3 something is missing "
		"on this machine, 4 the course is invalid, 5 a file can't be read or written.\n"
		".SH FILES\n.TP\n.I .rustgym/\nin the folder of the exercises: progress, the "
		"history of your work, build products.\n"
		".TP\n.I ~/.config/rustgym/config.json\nyour own settings.\n");
}
