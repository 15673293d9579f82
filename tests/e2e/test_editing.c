/* `e`: the learner's editor, which is a script that records its arguments. */
#include "emulator.h"
#include "mini_course.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Writes a script, and returns VISUAL=its path. It records its arguments, then does the rest. */
static const char *editor_that(struct place *place, const char *name, const char *rest)
{
	const char *path = place_path(place, "bin/%s", name);

	write_file(path, place_text(place,
				    "#!/bin/sh\nprintf '%%s\\n' \"$@\" >'%s.new'\n"
				    "mv '%s.new' '%s'\nfor file; do :; done\n%s",
				    place_path(place, "said"), place_path(place, "said"),
				    place_path(place, "said"), rest));
	assert_int_equal(chmod(path, 0755), 0);
	return place_text(place, "VISUAL=%s", path);
}

static struct emulator *watch_with(struct place *place, const char *folder, const char *visual)
{
	static const char *const watch[] = {"watch", NULL};
	const char *const env[] = {visual, "TMUX", "ZELLIJ", "NVIM", "TERM_PROGRAM", NULL};
	struct emulator_options options = {
		.folder = folder, .argv = watch, .env = env, .rows = 40, .columns = 100};

	return emulator_start(place, &options);
}

static bool is_said(void *data)
{
	return read_text(data, place_path(data, "said")) != NULL;
}

/* Waits for what the editor was called with, and forgets it. */
static void assert_called(struct place *place, const char *expected)
{
	assert_true(wait_until(is_said, place, SOON_S));
	assert_string_equal(read_text(place, place_path(place, "said")), expected);
	remove_file(place_path(place, "said"));
}

static void quit(struct emulator *e)
{
	emulator_type(e, "\x03"); /* from every view */
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

static void wait_for_first(struct emulator *e)
{
	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_wait_line(e, 1, "checked ", SOON_S);
}

static void opens_at_the_first_error_and_then_the_next(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct emulator *e = watch_with(place, mini, editor_that(place, "vim", ""));

	wait_for_first(e);
	emulator_type(e, "e");
	assert_called(place, place_text(place, "+call cursor(3,5)\n%s\n", first));
	emulator_wait_alternate(e, true, SOON_S);
	write_file(first, "\n\npub fn count() -> u32 {\n    m\n}\n");
	emulator_wait(e, "E0425", SOON_S);
	emulator_type(e, "e");
	assert_called(place, place_text(place, "+call cursor(4,5)\n%s\n", first));
	emulator_wait_alternate(e, true, SOON_S);
	write_file(first, mini_solution("mini_first"));
	emulator_wait(e, "mini_second.rs:9", SOON_S); /* the failed test of the next one */
	emulator_type(e, "e");
	assert_called(place, place_text(place, "+call cursor(9,1)\n%s\n",
					mini_exercise(place, "mini_second")));
	emulator_wait_alternate(e, true, SOON_S); /* the editor has given the terminal back */
	quit(e);
}

/* The editor has the terminal, a save is judged and kept, and nothing is drawn. */
static bool first_is_done(void *data)
{
	struct place *place = data;
	struct answer list = rustgym(place, place_path(place, "mini"), "list", "--json");

	return strstr(list.out, "\"done\":1,") != NULL;
}

static void a_save_is_judged_while_the_editor_is_open(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *seen;
	struct emulator *e = watch_with(
		place, mini,
		editor_that(place, "vi",
			    "sed -i 's/let n/let mut n/' \"$file\"\necho saved\nread line\n"));
	size_t lent;

	wait_for_first(e);
	emulator_type(e, "e");
	emulator_wait_alternate(e, false, SOON_S);
	emulator_wait(e, "saved", SOON_S);
	lent = emulator_bytes(e)->len;
	assert_true(wait_until(first_is_done, place, SOON_S));
	assert_answer(rustgym(place, mini, "history", "mini_first"), 0, "passed");
	emulator_look(e);
	seen = emulator_bytes(e)->data + lent;
	assert_null(strchr(seen, '\x1b'));
	assert_true(emulator_is_cooked(e));
	emulator_type(e, "\n");
	emulator_wait_alternate(e, true, SOON_S);
	emulator_wait(e, "mini_first passed", SOON_S);
	quit(e);
}

/* The message says how: nobody has to start rustgym again. */
static void an_editor_can_be_set_in_watch(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	const char *visual = editor_that(place, "code", "");
	struct emulator *e;

	e = watch_with(place, mini, "VISUAL");
	wait_for_first(e);
	emulator_type(e, "e");
	emulator_wait(e, "no editor is set", SOON_S);
	emulator_type(e, place_text(place, ":config editor %s\r", strchr(visual, '=') + 1));
	emulator_wait(e, "Done.", SOON_S);
	assert_null(strstr(emulator_text(e), "no editor is set"));
	emulator_type(e, "e");
	assert_called(place, place_text(place, "--goto\n%s:3:5\n", first));
	quit(e);
}

/* The message that names the setting says what to do now, not what to do before the next start. */
static void a_setting_counts_from_the_next_save_on(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	assert_answer(rustgym(place, mini, "config", "run_deadline_s", "1"), 0, NULL);
	write_file(mini_exercise(place, "mini_first"),
		   "pub fn count() -> u32 {\n    loop {}\n}\n\n#[test]\nfn ends() {\n    "
		   "assert_eq!(count(), 2);\n}\n");
	emulator_wait(e, "still running after 1 s", SOON_S);
	quit(e);
}

static void an_editor_that_fails_is_said(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = watch_with(place, mini, editor_that(place, "ed", "exit 3\n"));
	const struct buffer *bytes;
	const char *at;

	wait_for_first(e);
	emulator_type(e, "e");
	emulator_wait(e, "the editor ed failed: its exit status is 3", SOON_S);
	emulator_wait_alternate(e, true, SOON_S);
	editor_that(place, "ed", "printf '\\033[?1002h' >/dev/tty\nkill -9 $$\n");
	emulator_type(e, "e");
	emulator_wait(e, "the editor ed was ended by signal 9", SOON_S);
	bytes = emulator_bytes(e);
	at = memmem(bytes->data, bytes->len, "\x1b[?1002h", 8);
	assert_non_null(at);
	assert_non_null(strstr(at, "\x1b[?1002l")); /* as the editor itself would have said */
	quit(e);
	e = watch_with(place, mini, "VISUAL=/nowhere/vim");
	wait_for_first(e);
	emulator_type(e, "e");
	emulator_wait(e, "the editor /nowhere/vim is not there", SOON_S);
	quit(e);
	write_file(place_path(place, "bin/broken"), "#!/nowhere/interpreter\n");
	assert_int_equal(chmod(place_path(place, "bin/broken"), 0755), 0);
	e = watch_with(place, mini,
		       place_text(place, "VISUAL=%s", place_path(place, "bin/broken")));
	wait_for_first(e);
	emulator_type(e, "e");
	emulator_wait(e, "bin/broken can't be started", SOON_S);
	emulator_wait_alternate(e, true, SOON_S);
	quit(e);
}

/* An editor with a window of its own leaves the screen as it is, and may be open for long. */
static void a_window_does_not_block_the_screen(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *closes = place_path(place, "closes");
	const char *rest = place_text(place, "until [ -e '%s' ]; do sleep 0.05; done\nexit 7\n",
				      closes);
	struct emulator *e = watch_with(place, mini, editor_that(place, "code", rest));

	wait_for_first(e);
	emulator_type(e, "e");
	assert_called(place,
		      place_text(place, "--goto\n%s:3:5\n", mini_exercise(place, "mini_first")));
	emulator_wait(e, "opening mini_first.rs:3 with code", SOON_S);
	emulator_wait_line(e, 1, "it does not compile", SOON_S); /* still the verdict */
	emulator_type(e, "?");
	emulator_wait(e, "Watching by", SOON_S);
	assert_null(strstr(emulator_text(e), "opening"));
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len, "\x1b[?1049l", 8));
	write_file(closes, "");
	emulator_wait(e, "the editor code failed: its exit status is 7", SOON_S);
	remove_file(closes);
	emulator_type(e, "e"); /* it goes on when rustgym has ended */
	assert_called(place,
		      place_text(place, "--goto\n%s:3:5\n", mini_exercise(place, "mini_first")));
	quit(e);
	assert_true(count_processes(place_path(place, "bin/code")) > 0);
	write_file(closes, "");
	assert_nobody_mentions(place_path(place, "bin/code"));
}

static void the_keyboards_signals_are_the_editors(void **state)
{
	struct place *place = *state;
	struct emulator *e = watch_with(
		place, mini_course(place),
		editor_that(
			place, "vi",
			"trap 'echo interrupted' INT\necho open\nuntil read line; do :; done\n"));

	wait_for_first(e);
	emulator_type(e, "e");
	emulator_wait(e, "open", SOON_S);
	emulator_type(e, "\x03");
	emulator_wait(e, "interrupted", SOON_S);
	emulator_type(e, "\x1a"); /* both stop, and the shell has the terminal */
	emulator_wait_stopped(e, SOON_S);
	emulator_continue(e);
	emulator_type(e, "\n");
	emulator_wait_alternate(e, true, SOON_S);
	wait_for_first(e);
	quit(e);
}

static void a_signal_waits_for_the_editor(void **state)
{
	struct place *place = *state;
	struct emulator *e = watch_with(
		place, mini_course(place),
		editor_that(place, "vi", "echo open\nread line\necho bye\n"));

	wait_for_first(e);
	emulator_type(e, "e");
	emulator_wait(e, "open", SOON_S);
	emulator_signal(e, SIGTERM);
	emulator_type(e, "\n");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

/* Only where the learner asked for it. The multiplexer is a script, too. */
static void a_split_is_opened_beside_the_screen(void **state)
{
	static const char *const watch[] = {"watch", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	const char *visual = editor_that(place, "vi", "");
	const char *const env[] = {
		visual, "TMUX=/nowhere/socket,1,0", "TMUX_PANE=%7",
		place_text(place, "PATH=%s:%s", place_path(place, "bin"), getenv("PATH")), NULL};
	struct emulator_options options = {
		.folder = mini, .argv = watch, .env = env, .rows = 40, .columns = 100};
	struct emulator *e;

	editor_that(place, "tmux", "");
	e = emulator_start(place, &options);
	wait_for_first(e);
	emulator_type(e, "e");
	assert_called(place, place_text(place, "+3\n%s\n", first));
	emulator_wait_alternate(e, true, SOON_S);
	emulator_type(e, "y"); /* tmux does not hand the terminal's sequence on */
	assert_called(place, place_text(place, "set-buffer\n-w\n--\n%s\n", first));
	quit(e);
	assert_answer(rustgym(place, mini, "config", "editor_in", "split"), 0, NULL);
	e = emulator_start(place, &options);
	wait_for_first(e);
	emulator_type(e, "e");
	assert_called(place,
		      place_text(place, "split-window\n-v\n-t\n%%7\n-c\n%s\n--\n%s\n+3\n%s\n",
				 place_path(place, "mini/exercises/01_start/01_small"),
				 place_path(place, "bin/vi"), first));
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len, "\x1b[?1049l", 8));
	editor_that(place, "tmux", "exit 1\n"); /* as when there is no room */
	emulator_type(e, "e");
	emulator_wait(e, "tmux, which opens a split for vi, failed: its exit status is 1", SOON_S);
	quit(e);
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(opens_at_the_first_error_and_then_the_next),
		in_a_place(a_save_is_judged_while_the_editor_is_open),
		in_a_place(an_editor_can_be_set_in_watch),
		in_a_place(a_setting_counts_from_the_next_save_on),
		in_a_place(an_editor_that_fails_is_said),
		in_a_place(a_window_does_not_block_the_screen),
		in_a_place(the_keyboards_signals_are_the_editors),
		in_a_place(a_signal_waits_for_the_editor),
		in_a_place(a_split_is_opened_beside_the_screen),
	};

	return run_group(tests);
}
