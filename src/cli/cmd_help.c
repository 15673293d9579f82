#include "command.h"
#include "man_page.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"
#include "rustgym/workspace/progress_file.h"

#include <stdlib.h>
#include <string.h>

/* ---- the width ----------------------------------------------------------------------------------- */

enum { HANGING = 6 }; /* columns before what does not stand beside its name */

/* Appends what stands from a column on, or below it if there is too little room beside it. */
static void add_beside(const struct app *app, const char *text, size_t column, struct buffer *out)
{
	size_t width = style_prose_width(&app->style);

	if (column * 2 > width) {
		column = HANGING;
		buffer_add_char(out, '\n');
		buffer_add_repeated(out, " ", column);
	}
	text_fill(text, width, column, out);
	buffer_add_char(out, '\n');
}

/* Returns the length of a line's beginning that stays as it is: its indent, and a word before a gap. */
static size_t head_of(const char *line)
{
	size_t indent = strspn(line, " ");
	const char *gap = indent ? strstr(line + indent, "  ") : NULL;

	return gap ? (size_t)(gap - line) + strspn(gap, " ") : indent;
}

static void add_line(const struct app *app, const char *line, struct buffer *out)
{
	size_t head = head_of(line);

	if (text_width(line) <= style_prose_width(&app->style)) {
		buffer_add_string(out, line);
		buffer_add_char(out, '\n');
	} else {
		buffer_add(out, line, head);
		add_beside(app, line + head, head, out);
	}
}

static bool is_prose(const char *line)
{
	return *line && *line != ' ' && *line != '\n';
}

/* Appends a text whose paragraphs are filled. Lines with an indent stay lines. */
static void add_text(const struct app *app, const char *text, struct buffer *out)
{
	while (*text) {
		struct buffer line = BUFFER_INIT;
		bool prose = is_prose(text);
		size_t len = strcspn(text, "\n");

		buffer_add(&line, text, len);
		text += len + (text[len] == '\n');
		while (prose && is_prose(text)) {
			len = strcspn(text, "\n");
			buffer_addf(&line, " %.*s", (int)len, text);
			text += len + (text[len] == '\n');
		}
		add_line(app, line.data, out);
		buffer_clear(&line);
	}
}

/* Appends where the learner is; nothing outside of a course, or if its progress has to be repaired first. */
static void add_position(struct app *app, struct buffer *out)
{
	struct progress progress = PROGRESS_INIT;
	const struct exercise *now = NULL;
	struct buffer text = BUFFER_INIT;
	size_t done;

	if (!app_look(app) || progress_examine(&app->workspace) == PROGRESS_DAMAGED ||
	    progress_load(&app->workspace, &progress, NULL)) {
		progress_clear(&progress);
		return;
	}
	done = report_count_done(app->course, &progress);
	if (app_exercise(app, &progress, NULL, &now, NULL) == 0)
		buffer_addf(&text, "%s: %zu of %zu exercises done%s%s.\n\n", app->course->title,
			    done, app->course->count, now ? "; the current one is " : "",
			    now ? now->name : "");
	add_text(app, text.data, out);
	buffer_clear(&text);
	progress_clear(&progress);
}

/* ---- commands and options ------------------------------------------------------------------------ */

static void add_command(const struct app *app, const struct command *command, struct buffer *out)
{
	buffer_add_string(out, "  ");
	style_addf(out, &app->style, INK_BOLD, "%-12s", command->name);
	buffer_add_char(out, ' ');
	add_beside(app, command->summary, 15, out);
}

static void add_group(const struct app *app, enum command_group group, struct buffer *out)
{
	static const char *const titles[GROUP_COUNT] = {
		[GROUP_START] = "Start here",    [GROUP_STUCK] = "When you are stuck",
		[GROUP_MOVE] = "Move",           [GROUP_CODE] = "Your code",
		[GROUP_PROGRESS] = "Progress",   [GROUP_SETUP] = "Set up",
		[GROUP_AUTHORS] = "For authors", [GROUP_MORE] = "More",
	};
	bool any = false;

	for (size_t i = 0; commands[i]; i++) {
		if (commands[i]->group != group || commands[i]->hidden)
			continue;
		if (!any) {
			style_add(out, &app->style, INK_BOLD, titles[group]);
			buffer_add_char(out, '\n');
		}
		any = true;
		add_command(app, commands[i], out);
	}
	if (any)
		buffer_add_char(out, '\n');
}

static char *option_form(const struct option *o)
{
	return memory_format("--%s%s%s", o->name, o->value && !strchr("[=", *o->value) ? " " : "",
			     o->value ? o->value : "");
}

static void add_option(const struct app *app, const char *form, const char *help, size_t width,
		       struct buffer *out)
{
	style_addf(out, &app->style, INK_BOLD, "  %-*s", (int)width, form);
	buffer_add_string(out, "  ");
	add_beside(app, help, width + 4, out);
}

/* `first` is a form that comes before the options, and its help; or NULL. */
static void add_options(const struct app *app, const struct option *options,
			const char *const *first, struct buffer *out)
{
	size_t width = 0;

	for (int pass = 0; pass < 2; pass++) {
		if (pass && first)
			add_option(app, first[0], first[1], width, out);
		for (const struct option *o = options; o && o->name; o++) {
			char *form = option_form(o);

			if (pass)
				add_option(app, form, o->help, width, out);
			else if (strlen(form) > width)
				width = strlen(form);
			free(form);
		}
	}
}

static void overview(struct app *app, struct buffer *out)
{
	static const char *const folder[] = {"-C FOLDER", "work in that folder"};

	add_text(app,
		 "usage: rustgym [OPTION...] [COMMAND]\n\n"
		 "Learn Rust by exercises: rustgym checks a file each time that you save it.\n\n",
		 out);
	add_position(app, out);
	for (int group = GROUP_START; group < GROUP_AUTHORS; group++)
		add_group(app, (enum command_group)group, out);
	add_group(app, GROUP_MORE, out);
	add_text(
		app,
		"Examples\n"
		"  rustgym                     the same as `rustgym watch`\n"
		"  rustgym hint                the next hint for the current exercise\n"
		"  rustgym goto 42             an exercise by its number, its name, or how it begins\n"
		"\n"
		"`rustgym help COMMAND` says more about a command, `rustgym help dev` is for authors.\n"
		"\n"
		"Everywhere\n",
		out);
	add_options(app, common_options, folder, out);
	add_text(
		app,
		"RUSTGYM_TRUST=1 does the same as --trust while it is set.\n"
		"\n"
		"Exit status: 0 done or passed, 1 the exercise failed, 2 wrong usage, 3 something is\n"
		"missing on this machine, 4 the course is invalid, 5 a file can't be read or written.\n",
		out);
}

static void authors(const struct app *app, struct buffer *out)
{
	add_text(
		app,
		"Tools for authors of exercises. CONTRIBUTING.md tells how an exercise is made.\n\n",
		out);
	add_group(app, GROUP_AUTHORS, out);
	add_text(app,
		 "In a clone of rustgym there are more: `./gym test`, `./gym mutants`, "
		 "`./gym fuzz`, `./gym soak`\n(`./gym --help` explains them).\n",
		 out);
}

static void about(const struct app *app, const struct command *command, struct buffer *out)
{
	struct buffer text = BUFFER_INIT;

	buffer_addf(&text, "usage: rustgym %s%s%s\n\n%s\n", command->name,
		    *command->synopsis ? " " : "", command->synopsis, command->summary);
	if (command->details)
		buffer_addf(&text, "\n%s\n", command->details);
	if (command->runs_code)
		buffer_add_string(&text,
				  "\nIt runs code of the course, and asks first if you have not "
				  "said yet that you trust it; `--trust` or RUSTGYM_TRUST=1 says "
				  "so.\n");
	if (command->options)
		buffer_add_char(&text, '\n');
	add_text(app, text.data, out);
	add_options(app, command->options, NULL, out);
	buffer_clear(&text);
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

	if (arguments_get(arguments, "man"))
		man_page_write(&out);
	else if (arguments->operand_count == 1 && strcmp(arguments->operands[0], "dev") == 0)
		authors(app, &out);
	else if (command)
		about(app, command, &out);
	else if (!arguments->operand_count)
		overview(app, &out);
	else
		return command_unknown(arguments->operands[0],
				       arguments->operand_count > 1 ? arguments->operands[1] : NULL,
				       err);
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

static const struct option options[] = {
	{"man", NULL, "print the man page"},
	{NULL, NULL, NULL},
};

const struct command cmd_help = {
	.name = "help",
	.group = GROUP_SETUP,
	.synopsis = "[COMMAND] [--man]",
	.options = options,
	.summary = "show all commands, or explain one of them",
	.operands_max = 2,
	.run = run,
};

const struct command cmd_version = {
	.name = "version",
	.group = GROUP_SETUP,
	.synopsis = "",
	.summary = "show the version (--version does the same)",
	.run = run_version,
};
