#include "man_page.h"
#include "command.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>
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

/* An empty line begins a paragraph at the same depth. */
static void add_roff_details(const char *details, struct buffer *out)
{
	buffer_add_string(out, ".IP\n");
	while (*details) {
		size_t len = strcspn(details, "\n");
		char *line = memory_copy(details, len);

		if (len)
			add_roff(line, out);
		else
			buffer_add_string(out, ".IP");
		buffer_add_char(out, '\n');
		free(line);
		details += len + (details[len] == '\n');
	}
}

static void add_roff_settings(struct buffer *out)
{
	buffer_add_string(out, ".SH SETTINGS\n"
			       "`rustgym config KEY VALUE` changes one of these, `rustgym config` "
			       "shows them all.\n");
	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		const struct config_setting *s = &config_settings[i];

		buffer_addf(out, ".TP\n.B %s\n", s->name);
		add_roff(s->meaning, out);
		buffer_add_string(out, " (");
		add_roff(s->accepts, out);
		if (*s->fallback)
			buffer_addf(out, "; without a setting: %s", s->fallback);
		buffer_add_string(out, ").\n");
	}
}

struct entry {
	const char *name, *meaning; /* NULL ends a list */
};

static const struct entry variables[] = {
	{"VISUAL, EDITOR", "your editor, if the setting editor is empty."},
	{"PAGER, GIT_PAGER", "what shows a long page, or a difference."},
	{"NO_COLOR, CLICOLOR_FORCE", "no colours at all; colours in pipes, too."},
	{"RUSTGYM_TRUST", "1: the code of the course may run, as long as this is set."},
	{"RUSTGYM_CACHE", "the folder of the build products, if not .rustgym/cache/."},
	{"RUSTGYM_COURSE", "the folder of the installed course."},
	{"XDG_CONFIG_HOME, XDG_STATE_HOME",
	 "where your own settings are, and your answers on trust."},
	{NULL, NULL},
};

static const struct entry statuses[] = {
	{"0", "the command is done, or the exercise passed."},
	{"1", "the exercise failed."},
	{"2", "the command was used in a wrong way."},
	{"3", "something is missing on this machine; the message says what fixes it."},
	{"4", "the course is invalid; the message names the file."},
	{"5", "a file could not be read or written."},
	{NULL, NULL},
};

static void add_roff_list(const char *title, const struct entry *entries, struct buffer *out)
{
	buffer_addf(out, ".SH %s\n", title);
	for (const struct entry *e = entries; e->name; e++) {
		buffer_addf(out, ".TP\n.B %s\n", e->name);
		add_roff(e->meaning, out);
		buffer_add_char(out, '\n');
	}
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
	if (command->details)
		add_roff_details(command->details, out);
	for (const struct option *o = command->options; o && o->name; o++) {
		buffer_add_string(out, ".RS\n");
		add_roff_option(o, out);
		buffer_add_string(out, ".RE\n");
	}
}

void man_page_write(struct buffer *out)
{
	buffer_add_string(
		out,
		".TH RUSTGYM 1 \"\" \"rustgym " RUSTGYM_VERSION "\"\n"
		".SH NAME\nrustgym \\- learn Rust by exercises that are checked at each save\n"
		".SH SYNOPSIS\n.B rustgym\n[OPTION...] [COMMAND]\n"
		".SH DESCRIPTION\nWithout a command, rustgym runs\n.BR watch :\nit shows the "
		"current exercise, checks it each time that you save it, and moves on when it "
		"passes. There, ? shows all keys.\n.PP\nNAME is the name of an exercise, "
		"its beginning (if no other name begins so), its number in the list, or the path "
		"of its file. Without NAME, a command is about the current exercise.\n"
		".SH OPTIONS\n.TP\n.B \\-C FOLDER\nwork in that folder\n");
	for (const struct option *o = common_options; o->name; o++)
		add_roff_option(o, out);
	buffer_add_string(
		out, ".TP\n.B \\-h, \\-\\-help\nshow all commands; after a command: explain it\n"
		     ".TP\n.B \\-V, \\-\\-version\nshow the version\n");
	buffer_add_string(out, ".SH COMMANDS\n");
	for (size_t i = 0; commands[i]; i++)
		if (!commands[i]->hidden)
			add_roff_command(commands[i], out);
	add_roff_settings(out);
	add_roff_list("ENVIRONMENT", variables, out);
	add_roff_list("EXIT STATUS", statuses, out);
	buffer_add_string(
		out, ".SH FILES\n.TP\n.I .rustgym/\nin the folder of the exercises: progress, the "
		     "history of your work, build products.\n"
		     ".TP\n.I ~/.config/rustgym/config.json\nyour own settings.\n");
}
