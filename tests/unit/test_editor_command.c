#include "rustgym/base/buffer.h"
#include "session/editor_command.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What rustgym looks at. Only "bin" of the sandbox is in PATH. */
static const char *const variables[] = {
	"VISUAL", "EDITOR",   "NVIM",      "INSIDE_EMACS", "TERM_PROGRAM", "CURSOR_TRACE_ID",
	"TMUX",   "ZED_TERM", "TMUX_PANE", "ZELLIJ",       "DISPLAY",      "WAYLAND_DISPLAY",
};

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		unsetenv(variables[i]);
	setenv("PATH", sandbox_path(box, "bin"), 1);
	*state = box;
	return 0;
}

static void install(struct sandbox *box, const char *name)
{
	char *path = memory_format("bin/%s", name);

	sandbox_write(box, path, "");
	assert_int_equal(chmod(sandbox_path(box, "%s", path), 0755), 0);
	free(path);
}

struct wanted {
	const char *editor, *where; /* the settings; NULL: the default */
	int line, column;
	enum editor_room room;
};

/* Returns the words with bars between them, and the window's sign: "vim|+4|/a.rs" or "[code]|/a.rs". */
static const char *made(struct sandbox *box, struct wanted wanted)
{
	struct config config = {0};
	const struct editor_place place = {"/w/a.rs", wanted.line, wanted.column};
	struct editor_command command;
	struct error err = ERROR_INIT;
	struct buffer out = BUFFER_INIT;
	const char *bin = sandbox_path(box, "bin/"), *text;

	for (size_t i = 0; i < CONFIG_COUNT; i++)
		config.values[i] = memory_copy_string(config_settings[i].fallback);
	if (wanted.editor)
		free(config.values[CONFIG_EDITOR]),
			config.values[CONFIG_EDITOR] = memory_copy_string(wanted.editor);
	if (wanted.where)
		free(config.values[CONFIG_EDITOR_IN]),
			config.values[CONFIG_EDITOR_IN] = memory_copy_string(wanted.where);
	if (editor_command_make(&config, &place, wanted.room, &command, &err)) {
		assert_int_not_equal(err.code, 0);
		buffer_add_string(&out, err.message);
	} else {
		if (command.window)
			buffer_add_string(&out, "window: ");
		for (size_t i = 0; i < command.argv.count; i++) {
			const char *word = command.argv.items[i];
			bool ours = string_has_prefix(word, bin);
			buffer_addf(&out, "%s%s", i ? "|" : "", ours ? word + strlen(bin) : word);
		}
		editor_command_clear(&command);
	}
	config_clear(&config);
	text = arena_string(&box->arena, out.data);
	buffer_clear(&out);
	return text;
}

/* Without a place, and at 4:7. */
#define assert_made(box, expected, editor, where)                                                  \
	assert_string_equal(made(box, (struct wanted){editor, where, 0, 0, ROOM_BELOW}), expected)
#define assert_placed(box, expected, editor)                                                       \
	assert_string_equal(made(box, (struct wanted){editor, NULL, 4, 7, ROOM_BELOW}), expected)

static const struct wanted nothing;

static void each_known_editor_gets_the_place(void **state)
{
	static const struct {
		const char *name, *expected;
	} known[] = {
		{"vi", "vi|+4|/w/a.rs"},
		{"vim", "vim|+call cursor(4,7)|/w/a.rs"},
		{"vim.basic", "vim.basic|+call cursor(4,7)|/w/a.rs"},
		{"nvim", "nvim|+call cursor(4,7)|/w/a.rs"},
		{"emacs", "emacs|+4:7|/w/a.rs"},
		{"emacsclient", "window: emacsclient|+4:7|/w/a.rs"},
		{"nano", "nano|+4,7|/w/a.rs"},
		{"hx", "hx|/w/a.rs:4:7"},
		{"helix", "helix|/w/a.rs:4:7"},
		{"kak", "kak|+4:7|/w/a.rs"},
		{"micro", "micro|+4:7|/w/a.rs"},
		{"code", "window: code|--goto|/w/a.rs:4:7"},
		{"cursor", "window: cursor|--goto|/w/a.rs:4:7"},
		{"zed", "window: zed|/w/a.rs:4:7"},
		{"zeditor", "window: zeditor|/w/a.rs:4:7"},
		{"subl", "window: subl|/w/a.rs:4:7"},
		{"kate", "window: kate|--line|4|--column=7|/w/a.rs"},
		{"myed", "myed|/w/a.rs"},
	};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		install(box, known[i].name);
		assert_placed(box, known[i].expected, known[i].name);
	}
	assert_made(box, "vim|/w/a.rs", "vim", NULL); /* no error is known */
	assert_string_equal(made(box, (struct wanted){"vim", NULL, 4, 0, false}),
			    "vim|+call cursor(4,1)|/w/a.rs");
	assert_made(box, "window: code|/w/a.rs", "code", NULL);
}

static void words_are_as_in_a_shell(void **state)
{
	struct sandbox *box = *state;

	install(box, "code");
	install(box, "emacs");
	install(box, "my ed");
	assert_placed(box, "window: code|--wait|-n|--goto|/w/a.rs:4:7", "  code  --wait -n ");
	assert_string_equal(
		made(box, (struct wanted){"'my ed' \"a b\" '' '\\x' c\\\"d", NULL, 4, 0, false}),
		"my ed|a b||\\x|c\"d|/w/a.rs");
	assert_string_equal(made(box, (struct wanted){"vi 'x", NULL, 4, 0, false}),
			    "the editor's command has no end: vi 'x");
	setenv("EDITOR", " ", 1);
	assert_true(strstr(made(box, nothing), "no editor is set") != NULL);
	assert_true(strstr(made(box, nothing), "`:config editor code` sets one") != NULL);
}

static void the_user_says_where_the_place_goes(void **state)
{
	struct sandbox *box = *state;

	install(box, "myed");
	install(box, "code");
	assert_placed(box, "myed|+4|/w/a.rs", "myed +{line} {file}");
	assert_placed(box, "myed|-p/w/a.rs@4.7|{x}|-r", "myed -p{file}@{line}.{column} {x} -r");
	assert_made(box, "myed|+1|/w/a.rs", "myed +{line} {file}", NULL);
	/* over the table */
	assert_placed(box, "window: code|/w/a.rs|4", "code {file} {line}");
}

static void a_link_is_the_editor_that_it_leads_to(void **state)
{
	struct sandbox *box = *state;
	char *link = memory_copy_string(sandbox_path(box, "bin/editor"));

	install(box, "vim.tiny");
	assert_int_equal(symlink("vim.tiny", link), 0);
	assert_placed(box, "editor|+4|/w/a.rs", "editor");
	assert_placed(box, "vim.tiny|+4|/w/a.rs", "vim.tiny"); /* it does not know `call` */
	free(link);
}

static void the_setting_comes_first(void **state)
{
	struct sandbox *box = *state;

	install(box, "vi");
	install(box, "nano");
	install(box, "kak");
	install(box, "code");
	setenv("TERM_PROGRAM", "vscode", 1);
	assert_placed(box, "window: code|--goto|/w/a.rs:4:7", NULL);
	setenv("EDITOR", "kak", 1);
	assert_placed(box, "kak|+4:7|/w/a.rs", NULL);
	setenv("VISUAL", "nano", 1);
	assert_placed(box, "nano|+4,7|/w/a.rs", NULL);
	setenv("VISUAL", "", 1);
	assert_placed(box, "kak|+4:7|/w/a.rs", NULL);
	assert_placed(box, "vi|+4|/w/a.rs", "vi");
}

static void a_terminal_in_an_editor_is_its_sign(void **state)
{
	struct sandbox *box = *state;

	assert_true(strstr(made(box, nothing), "no editor is set") != NULL);
	setenv("ZED_TERM", "true", 1);
	assert_true(strstr(made(box, nothing), "the editor zed is not there") != NULL);
	install(box, "zeditor"); /* its name on some systems */
	assert_placed(box, "window: zeditor|/w/a.rs:4:7", NULL);
	unsetenv("ZED_TERM");
	setenv("TERM_PROGRAM", "vscode", 1);
	install(box, "codium");
	assert_placed(box, "window: codium|--goto|/w/a.rs:4:7", NULL);
	install(box, "code");
	install(box, "cursor");
	assert_placed(box, "window: code|--goto|/w/a.rs:4:7", NULL);
	setenv("CURSOR_TRACE_ID", "1", 1);
	assert_placed(box, "window: cursor|--goto|/w/a.rs:4:7", NULL);
	install(box, "emacsclient");
	setenv("INSIDE_EMACS", "29.1,term", 1);
	assert_placed(box, "window: emacsclient|+4:7|/w/a.rs", NULL);
	install(box, "nvim");
	setenv("NVIM", "/run/nvim.1", 1);
	assert_placed(box,
		      "window: nvim|--server|/run/nvim.1|--remote-expr|execute(['tab drop ' . "
		      "fnameescape('/w/a.rs'), 'call cursor(4, 7)'])",
		      NULL);
	assert_made(box,
		    "window: nvim|--server|/run/nvim.1|--remote-expr|execute(['tab drop ' . "
		    "fnameescape('/w/a.rs')])",
		    NULL, NULL);
}

/* Most people who work in nvim have it in $EDITOR. No second nvim opens inside its terminal. */
static void a_vi_in_the_terminal_of_nvim_is_that_nvim(void **state)
{
	static const char host[] = "window: nvim|--server|/run/nvim.1|--remote-expr|execute(['tab "
				   "drop ' . fnameescape('/w/a.rs')])";
	struct sandbox *box = *state;

	install(box, "nvim");
	install(box, "vim");
	install(box, "nano");
	setenv("NVIM", "/run/nvim.1", 1);
	setenv("EDITOR", sandbox_path(box, "bin/nvim"), 1);
	assert_made(box, host, NULL, NULL);
	setenv("VISUAL", "vim", 1);
	assert_made(box, host, NULL, NULL);
	setenv("VISUAL", "nano", 1);
	assert_made(box, "nano|/w/a.rs", NULL, NULL);
	setenv("VISUAL", "vim -R", 1);
	assert_made(box, "vim|-R|/w/a.rs", NULL, NULL);
	assert_made(box, "vim|/w/a.rs", "vim", NULL); /* the setting is meant as it is */
}

static void emacs_opens_a_window_where_there_is_a_display(void **state)
{
	struct sandbox *box = *state;

	install(box, "emacs");
	install(box, "emacsclient");
	assert_placed(box, "emacs|+4:7|/w/a.rs", "emacs");
	setenv("WAYLAND_DISPLAY", "wayland-0", 1);
	assert_placed(box, "window: emacs|+4:7|/w/a.rs", "emacs");
	assert_placed(box, "emacs|-nw|+4:7|/w/a.rs", "emacs -nw");
	assert_placed(box, "emacsclient|-t|+4:7|/w/a.rs", "emacsclient -t");
}

static void the_user_says_where_it_opens(void **state)
{
	struct sandbox *box = *state;

	install(box, "vi");
	install(box, "code");
	install(box, "tmux");
	install(box, "zellij");
	assert_made(box, "window: vi|/w/a.rs", "vi", "window");
	assert_made(box, "code|/w/a.rs", "code", "terminal");
	assert_made(box, "vi|/w/a.rs", "vi", "split"); /* nothing can be split */
	setenv("TMUX", "/tmp/tmux,1,0", 1);
	assert_made(box, "vi|/w/a.rs", "vi", NULL); /* not unless it was said */
	assert_made(box, "window: tmux|split-window|-v|-c|/w|--|vi|/w/a.rs", "vi", "split");
	setenv("TMUX_PANE", "%3", 1);
	assert_string_equal(made(box, (struct wanted){"vi", "split", 4, 7, ROOM_BESIDE}),
			    "window: tmux|split-window|-h|-t|%3|-c|/w|--|vi|+4|/w/a.rs");
	assert_string_equal(made(box, (struct wanted){"vi", "split", 4, 7, ROOM_NONE}),
			    "window: tmux|new-window|-a|-c|/w|--|vi|+4|/w/a.rs");
	assert_made(box, "window: code|/w/a.rs", "code", "split"); /* it has a window already */
	unsetenv("TMUX");
	setenv("ZELLIJ", "0", 1);
	assert_made(box,
		    "window: zellij|run|--close-on-exit|--direction|down|--cwd|/w|--|vi|/w/a.rs",
		    "vi", "split");
	assert_string_equal(
		made(box, (struct wanted){"vi", "split", 4, 7, ROOM_NONE}),
		"window: zellij|run|--close-on-exit|--floating|--cwd|/w|--|vi|+4|/w/a.rs");
}

static void a_small_screen_is_not_split(void **state)
{
	(void)state;
	assert_int_equal(editor_room(160, 10), ROOM_BESIDE);
	assert_int_equal(editor_room(80, 24), ROOM_BELOW);
	assert_int_equal(editor_room(80, 12), ROOM_NONE);
}

static void a_missing_editor_is_said(void **state)
{
	struct sandbox *box = *state;

	assert_made(box,
		    "the editor nowhere is not there; `rustgym config editor COMMAND` sets another",
		    "nowhere -x", NULL);
	install(box, "vi");
	setenv("TMUX", "x", 1);
	assert_true(strstr(made(box, (struct wanted){"vi", "split", 0, 0, ROOM_BELOW}), "tmux") !=
		    NULL);
}

#define EDITOR(test) cmocka_unit_test_setup_teardown(test, setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EDITOR(each_known_editor_gets_the_place),
		EDITOR(words_are_as_in_a_shell),
		EDITOR(the_user_says_where_the_place_goes),
		EDITOR(a_link_is_the_editor_that_it_leads_to),
		EDITOR(the_setting_comes_first),
		EDITOR(a_terminal_in_an_editor_is_its_sign),
		EDITOR(a_vi_in_the_terminal_of_nvim_is_that_nvim),
		EDITOR(emacs_opens_a_window_where_there_is_a_display),
		EDITOR(the_user_says_where_it_opens),
		cmocka_unit_test(a_small_screen_is_not_split),
		EDITOR(a_missing_editor_is_said),
	};

	return run_group(tests);
}
