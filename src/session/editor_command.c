#include "editor_command.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/program.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- known editors ------------------------------------------------------------------------------ */

enum opens {
	OPENS_HERE,    /* in our terminal */
	OPENS_WINDOW,  /* a window of its own */
	OPENS_DISPLAY, /* a window of its own, if there is a display */
};

struct known_editor {
	const char *names;    /* separated by spaces */
	const char *words[4]; /* they follow the command; the file is one of them */
	enum opens opens;
};

static const struct known_editor known_editors[] = {
	{"vi nvi joe jmacs mg", {"+{line}", "{file}"}, OPENS_HERE},
	{"vim nvim", {"+call cursor({line},{column})", "{file}"}, OPENS_HERE},
	{"gvim mvim", {"+call cursor({line},{column})", "{file}"}, OPENS_WINDOW},
	{"nano pico", {"+{line},{column}", "{file}"}, OPENS_HERE},
	{"hx helix", {"{file}:{line}:{column}"}, OPENS_HERE},
	{"kak micro", {"+{line}:{column}", "{file}"}, OPENS_HERE},
	{"emacs", {"+{line}:{column}", "{file}"}, OPENS_DISPLAY},
	{"emacsclient gedit gnome-text-editor", {"+{line}:{column}", "{file}"}, OPENS_WINDOW},
	{"code code-insiders codium cursor windsurf",
	 {"--goto", "{file}:{line}:{column}"},
	 OPENS_WINDOW},
	{"zed zeditor subl", {"{file}:{line}:{column}"}, OPENS_WINDOW},
	{"kate", {"--line", "{line}", "--column={column}", "{file}"}, OPENS_WINDOW},
};

/* Of an editor that nobody knows; only the file follows. */
static const struct known_editor unknown_editor = {"", {"{file}"}, OPENS_HERE};

/* Returns whether the space-separated list has the name, whose length is `len`. */
static bool is_named(const char *names, const char *name, size_t len)
{
	for (const char *at = names; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == len && strncmp(at, name, len) == 0)
			return true;
	return false;
}

/* Returns whether the command is the name of a vi, and nothing else. */
static bool is_vi(const char *command)
{
	const char *slash = strrchr(command, '/'), *name = slash ? slash + 1 : command;

	return is_named("vi vim nvim", name, strlen(name));
}

/* Debian has vim.basic, and others have emacs.sh or code.cmd. */
static const struct known_editor *find_known(const char *program)
{
	const char *slash = strrchr(program, '/'), *name = slash ? slash + 1 : program;

	if (strcmp(name, "vim.tiny") == 0)
		name = "vi"; /* it does not know `call` */
	for (size_t i = 0; i < sizeof(known_editors) / sizeof(*known_editors); i++)
		if (is_named(known_editors[i].names, name, strcspn(name, ".")))
			return &known_editors[i];
	return &unknown_editor;
}

/* Debian's `editor` is a link to the editor that was chosen for the machine. */
static const struct known_editor *find_linked(const char *program)
{
	const struct known_editor *known = find_known(program);
	char *path = known == &unknown_editor ? program_find(program) : NULL;
	char *real = path ? realpath(path, NULL) : NULL;

	if (real)
		known = find_known(real);
	free(real);
	free(path);
	return known;
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

/* Emacs opens a window unless it is told not to. */
static bool has_window(const struct known_editor *known, const struct strings *words)
{
	static const char no_window[] = "-nw --no-window-system --no-windows -t -tty --tty";

	if (known->opens == OPENS_HERE)
		return false;
	for (size_t i = 1; i < words->count; i++)
		if (is_named(no_window, words->items[i], strlen(words->items[i])))
			return false;
	return known->opens == OPENS_WINDOW || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
}

/* ---- words -------------------------------------------------------------------------------------- */

/* Splits as a shell does, but expands nothing. Returns false if a quote does not end. */
static bool split(const char *command, struct strings *words)
{
	struct buffer word = BUFFER_INIT;
	bool inside = false; /* a word has begun; it may be empty, as '' is */
	char quote = '\0';

	for (; *command; command++) {
		if (quote ? *command == quote : *command == '\'' || *command == '"') {
			quote = quote ? '\0' : *command;
			inside = true;
		} else if (*command == ' ' && !quote) {
			if (inside)
				strings_add(words, word.data);
			buffer_reset(&word);
			inside = false;
		} else {
			command += *command == '\\' && quote != '\'' && command[1];
			buffer_add_char(&word, *command);
			inside = true;
		}
	}
	if (inside)
		strings_add(words, word.data);
	buffer_clear(&word);
	return !quote;
}

/* Adds the word with the place in it. */
static void add_placed(const char *word, const struct editor_place *place, struct strings *argv)
{
	struct buffer out = BUFFER_INIT;

	while (*word) {
		if (string_has_prefix(word, "{file}")) {
			buffer_add_string(&out, place->file);
			word += strlen("{file}");
		} else if (string_has_prefix(word, "{line}")) {
			buffer_addf(&out, "%d", place->line > 0 ? place->line : 1);
			word += strlen("{line}");
		} else if (string_has_prefix(word, "{column}")) {
			buffer_addf(&out, "%d", place->column > 0 ? place->column : 1);
			word += strlen("{column}");
		} else {
			buffer_add_char(&out, *word++);
		}
	}
	strings_add(argv, out.data);
	buffer_clear(&out);
}

static bool says_file(const struct strings *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (strstr(words->items[i], "{file}"))
			return true;
	return false;
}

/* ---- the terminal's own sign -------------------------------------------------------------------- */

/* An nvim that runs us in its terminal opens the file in a tab, or goes to where it is open. */
static void add_nvim(const struct editor_place *place, struct strings *words)
{
	struct buffer out = BUFFER_INIT;

	strings_add_all(words, (const char *const[]){"nvim", "--server", getenv("NVIM"),
						     "--remote-expr", NULL});
	buffer_add_string(&out, "execute(['tab drop ' . fnameescape('");
	for (const char *c = place->file; *c; c++)
		buffer_addf(&out, *c == '\'' ? "''" : "%c", *c);
	buffer_add_string(&out, "')");
	if (place->line > 0)
		buffer_addf(&out, ", 'call cursor(%d, %d)'", place->line,
			    place->column > 0 ? place->column : 1);
	buffer_add_string(&out, "])");
	strings_add(words, out.data);
	buffer_clear(&out);
}

/* Returns the first of these programs that is there, or the first of all. */
static const char *first_program(const char *const *names)
{
	for (size_t i = 0; names[i]; i++) {
		char *path = program_find(names[i]);

		free(path);
		if (path)
			return names[i];
	}
	return names[0];
}

/* Returns the editor in whose terminal we run, or NULL. */
static const char *host_editor(void)
{
	static const char *const codes[] = {"code", "code-insiders", "codium", "cursor", NULL};
	static const char *const zeds[] = {"zed", "zeditor", NULL};
	const char *terminal = getenv("TERM_PROGRAM");

	if (is_set("INSIDE_EMACS"))
		return "emacsclient";
	if (terminal && strcmp(terminal, "vscode") == 0)
		return is_set("CURSOR_TRACE_ID") ? "cursor" : first_program(codes);
	return is_set("ZED_TERM") ? first_program(zeds) : NULL;
}

/* ---- the command -------------------------------------------------------------------------------- */

/* Returns the value of $VISUAL or $EDITOR, or NULL. */
static const char *users_editor(void)
{
	static const char *const variables[] = {"VISUAL", "EDITOR"};

	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
		const char *value = getenv(variables[i]);
		if (value && value[strspn(value, " ")])
			return value;
	}
	return NULL;
}

/* Names an editor that is there. */
static int tell_unset(struct error *err)
{
	static const char *const names[] = {"code", "zed", "hx",    "nvim", "micro",
					    "nano", "vim", "emacs", "vi",   NULL};

	return error_set(
		err, ERROR_USAGE,
		"no editor is set. `:config editor %s` sets one for this course. Another way "
		"is $EDITOR, before you start rustgym",
		first_program(names));
}

static int add_editor(const struct config *config, const struct editor_place *place,
		      struct editor_command *command, struct error *err)
{
	const char *setting = config->values[CONFIG_EDITOR], *users = users_editor(), *text;
	const struct known_editor *known;
	struct strings words = STRINGS_INIT;
	int result = 0;

	/* who works in nvim mostly has it in $EDITOR, too, and wants no other one inside of it */
	if (!*setting && is_set("NVIM") && (!users || is_vi(users))) {
		add_nvim(place, &command->argv);
		command->window = true;
		return 0;
	}
	text = *setting ? setting : users ? users : host_editor();
	if (!text)
		return tell_unset(err);
	if (!split(text, &words) || !words.count) {
		result = error_set(err, ERROR_USAGE, "the editor's command has no end: %s", text);
		goto done;
	}
	known = find_linked(words.items[0]);
	command->window = has_window(known, &words);
	for (size_t i = 0; i < words.count; i++)
		add_placed(words.items[i], place, &command->argv);
	if (says_file(&words))
		goto done;
	if (place->line <= 0)
		strings_add(&command->argv, place->file);
	else
		for (size_t i = 0; i < 4 && known->words[i]; i++)
			add_placed(known->words[i], place, &command->argv);
done:
	strings_clear(&words);
	return result;
}

/* Replaces the program's name by its path. */
static int find_program(struct strings *argv, struct error *err)
{
	char *path = program_find(argv->items[0]);

	if (!path)
		return error_set(err, ERROR_ENVIRONMENT,
				 "the editor %.200s is not there; `rustgym config editor COMMAND` "
				 "sets another",
				 argv->items[0]);
	free(argv->items[0]);
	argv->items[0] = path;
	return 0;
}

enum editor_room editor_room(int columns, int rows)
{
	enum {
		WIDE = 140, /* columns: both halves have 70 */
		HIGH = 20, /* rows: an editor that is still open below has taken its half already */
	};

	return columns >= WIDE ? ROOM_BESIDE : rows >= HIGH ? ROOM_BELOW : ROOM_NONE;
}

static void add_tmux(enum editor_room room, struct strings *words)
{
	static const char *const ways[][4] = {
		[ROOM_BESIDE] = {"tmux", "split-window", "-h", NULL},
		[ROOM_BELOW] = {"tmux", "split-window", "-v", NULL},
		[ROOM_NONE] = {"tmux", "new-window", "-a", NULL},
	};

	strings_add_all(words, ways[room]);
	if (room != ROOM_NONE &&
	    is_set("TMUX_PANE")) { /* a new window takes the pane from there itself */
		strings_add(words, "-t");
		strings_add(words, getenv("TMUX_PANE"));
	}
}

static void add_zellij(enum editor_room room, struct strings *words)
{
	strings_add_all(words, (const char *const[]){"zellij", "run", "--close-on-exit", NULL});
	if (room == ROOM_NONE) {
		strings_add(words, "--floating");
		return;
	}
	strings_add(words, "--direction");
	strings_add(words, room == ROOM_BESIDE ? "right" : "down");
}

/* Lets the terminal's multiplexer open the command beside the screen, if one is there. */
static int open_in_split(struct editor_command *command, const char *file, enum editor_room room,
			 struct error *err)
{
	struct strings split = STRINGS_INIT;
	char *folder = path_parent(file);

	if (is_set("TMUX")) {
		add_tmux(room, &split);
		strings_add_all(&split, (const char *const[]){"-c", folder, "--", NULL});
	} else if (is_set("ZELLIJ")) {
		add_zellij(room, &split);
		strings_add_all(&split, (const char *const[]){"--cwd", folder, "--", NULL});
	}
	free(folder);
	if (!split.count)
		return 0;
	command->window = true;
	command->program = split.count;
	for (size_t i = 0; i < command->argv.count; i++)
		strings_add(&split, command->argv.items[i]);
	strings_clear(&command->argv);
	command->argv = split;
	return find_program(&command->argv, err);
}

int editor_command_make(const struct config *config, const struct editor_place *place,
			enum editor_room room, struct editor_command *command, struct error *err)
{
	const char *where = config->values[CONFIG_EDITOR_IN];
	int result;

	*command = (struct editor_command){.argv = STRINGS_INIT};
	result = add_editor(config, place, command, err);
	if (!result)
		result = find_program(&command->argv, err);
	if (!result && strcmp(where, "window") == 0)
		command->window = true;
	else if (!result && strcmp(where, "terminal") == 0)
		command->window = false;
	else if (!result && strcmp(where, "split") == 0 && !command->window)
		result = open_in_split(command, place->file, room, err);
	if (result)
		editor_command_clear(command);
	return result;
}

void editor_command_clear(struct editor_command *command)
{
	strings_clear(&command->argv);
}
