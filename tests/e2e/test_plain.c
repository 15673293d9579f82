/* `watch` without a screen: said in words, and commanded by letters. */
#include "editor.h"
#include "emulator.h"
#include "mini_course.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A watch on pipes. What it says goes to a file. */
struct spoken {
	struct place *place;
	pid_t pid;
	int in;
	const char *awaited;
};

static struct spoken start(struct place *place, const char *folder)
{
	struct spoken s = {.place = place};
	struct strings env = STRINGS_INIT;
	int ends[2];

	clean_environment(place, NULL, &env);
	write_file(place_path(place, "heard"), "");
	assert_int_equal(pipe(ends), 0);
	s.pid = fork();
	if (s.pid == 0) {
		const char *program = program_path();
		char *argv[] = {memory_copy_string(program), memory_copy_string("watch"), NULL};
		dup2(ends[0], 0);
		dup2(open(place_path(place, "heard"), O_WRONLY | O_APPEND), 1);
		dup2(1, 2);
		close(ends[0]);
		close(ends[1]);
		if (chdir(folder) < 0)
			_exit(126);
		execve(argv[0], argv, env.items);
		_exit(127);
	}
	close(ends[0]);
	s.in = ends[1];
	place_remember(place, s.pid);
	strings_clear(&env);
	return s;
}

static bool was_heard(void *data)
{
	struct spoken *s = data;
	const char *text = read_text(s->place, place_path(s->place, "heard"));

	return text && strstr(text, s->awaited);
}

/* Waits until the text was said, then forgets all that was said. */
static void hear(struct spoken *s, const char *text)
{
	s->awaited = text;
	if (!wait_until(was_heard, s, SOON_S))
		fail_msg("\"%s\" was not said:\n%s", text,
			 read_text(s->place, place_path(s->place, "heard")));
	for (const char *at = read_text(s->place, place_path(s->place, "heard")); *at; at++)
		assert_true(*at == '\n' || (*at >= ' ' && *at < 0x7f)); /* words, and no signs */
}

static void say(struct spoken *s, const char *line)
{
	assert_int_equal(truncate(place_path(s->place, "heard"), 0), 0);
	assert_int_equal(write(s->in, line, strlen(line)), strlen(line));
}

/* A command that takes long says so, and how far it is. */
static void a_long_command_is_no_silence(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct spoken s;

	mini_run_deadline(place, "600");
	write_file(mini_exercise(place, "mini_third"), mini_runs_for_ever);
	s = start(place, mini);
	hear(&s, "Failed: mini_first: ");
	say(&s, "check\n");
	hear(&s, "The command runs; c cancels it.");
	hear(&s, "2 of 3 exercises are checked.");
	say(&s, "c\n");
	hear(&s, "Cancelled.");
	say(&s, "q\n");
	assert_int_equal(wait_for_exit(place, s.pid, SOON_S), 0);
	close(s.in);
}

static void letters_do_what_keys_do(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct spoken s = start(place, mini);

	hear(&s, "Type a letter and Enter");
	hear(&s, "mini_first: Change a number, exercise 1 of 3, topic Small things 1 of 3.");
	hear(&s, "Failed: mini_first: ");
	hear(&s, "Error, mini_first.rs line 3, E0384: cannot assign twice");
	say(&s, "v\n");
	hear(&s, "error[E0384]");
	say(&s, "?\n");
	hear(&s, "r  check again");
	hear(&s, "as in: list --pending");
	say(&s, ":list --pending\n"); /* as on the screen */
	hear(&s, "0 of 3 done");
	say(&s, "h\n");
	hear(&s, "No hint is open yet");
	say(&s, "o\n");
	hear(&s, "look at `let`");
	say(&s, "j\n");
	hear(&s, "There is no other error.");
	say(&s, "n\n");
	hear(&s, "Failed: mini_second: 1 of 2 tests fails");
	hear(&s, "Failed test, tests::doubles, mini_second.rs line 9: ");
	hear(&s, "Left is 3, right is 6.");
	hear(&s, "A hint fits doubles: h says it.");
	say(&s, "p\n");
	hear(&s, "Failed: mini_first: ");
	say(&s, "g 3\n");
	hear(&s, "Line 1 should be: yes. It is: no.");
	say(&s, "l\n");
	hear(&s, "0 of 3 done");
	say(&s, "y\n");
	hear(&s, "exercises/01_start/01_small/mini_third.rs");
	say(&s, "history mini_first\n"); /* any command of the program */
	hear(&s, "as handed out");
	say(&s, "Z\n");
	hear(&s, "? says all of them");
	say(&s, "goto mini_first\n");
	hear(&s, "Failed: mini_first: ");
	write_file(first, mini_solution("mini_first"));
	hear(&s, "Passed: mini_first, 1 test");
	hear(&s, "Next: mini_second");
	hear(&s, "Now it fails: mini_second: 1 of 2 tests fails.");
	hear(&s, "Failed test, tests::doubles, mini_second.rs line 9: ");
	hear(&s, "mini_first took ");
	say(&s, "x\n");
	hear(&s, "x once more resets mini_first");
	say(&s, "y\n");
	hear(&s, "mini_second.rs");
	assert_string_equal(read_text(place, first), mini_solution("mini_first"));
	say(&s, "x\nx\n");
	hear(&s, "was reset");
	say(&s, "q\n");
	assert_int_equal(wait_for_exit(place, s.pid, SOON_S), 0);
	close(s.in);
}

/* The end of what can be typed is not the end of watching. */
static void a_closed_pipe_goes_on_watching(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct spoken s = start(place, mini);

	close(s.in);
	hear(&s, "Failed: mini_first: ");
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	hear(&s, "Passed: mini_first");
	assert_int_equal(kill(s.pid, SIGTERM), 0);
	assert_int_equal(wait_for_exit(place, s.pid, SOON_S), 0);
}

static void e_opens_the_editor_on_a_simple_terminal(void **state)
{
	static const char *const watch[] = {"watch", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place), *script = place_path(place, "vi");
	const char *const env[] = {"TERM=dumb", place_text(place, "VISUAL=%s", script), NULL};
	struct emulator_options options = {
		.folder = mini, .argv = watch, .env = env, .rows = 60, .columns = 100};
	struct emulator *e;

	write_file(script, "#!/bin/sh\necho \"editing $1 $2\"\nread line\necho \"typed $line\"\n"
			   "sed -i 's/let n/let mut n/' \"$2\"\n");
	assert_int_equal(chmod(script, 0755), 0);
	e = emulator_start(place, &options);
	emulator_wait(e, "Error, mini_first.rs line 3, E0384", SOON_S);
	emulator_type(e, "e\n");
	emulator_wait(e, "editing +3 ", SOON_S);
	emulator_type(e, "quit\n"); /* the editor's, not ours */
	emulator_wait(e, "typed quit", SOON_S);
	emulator_wait(e, "Passed: mini_first", SOON_S);
	assert_null(memchr(emulator_bytes(e)->data, '\x1b', emulator_bytes(e)->len));
	emulator_type(e, "\x1a"); /* stopped, and sent to the background it goes on there */
	emulator_wait_stopped(e, SOON_S);
	emulator_continue(e);
	emulator_type(e, "l\n");
	emulator_wait(e, "1 of 3 done", SOON_S);
	emulator_type(e, "\x04");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

static bool is_checked(void *data)
{
	const char *text = read_text(data, place_path(data, "heard"));

	return text && strstr(text, "Passed: mini_first");
}

/* A job in the background whose standard input is the terminal is not stopped, and takes no line. */
static void the_background_is_not_stopped(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *script = place_path(place, "shell");
	struct emulator_options options = {.folder = mini, .rows = 40, .columns = 100};
	static const char *const watch[] = {"watch", NULL};
	const char *const env[] = {place_text(place, "VISUAL=%s", script), "TERM=dumb", NULL};
	struct emulator *e;

	/* the editor starts another watch in a group of its own, which is in the background */
	write_file(
		script,
		place_text(
			place,
			"#!/bin/bash\nset -m\ncd '%s/other/mini'\n'%s' watch >'%s' 2>&1 </dev/tty &\n"
			"echo ready\nread line\necho \"typed $line\"\nread line\nkill $!\nwait\n",
			place->root, program_path(), place_path(place, "heard")));
	assert_int_equal(chmod(script, 0755), 0);
	assert_int_equal(mkdir(place_path(place, "other"), 0755), 0);
	assert_int_equal(system(place_text(place, "cp -r '%s' '%s/other/'", mini, place->root)), 0);
	options.argv = watch;
	options.env = env;
	e = emulator_start(place, &options);
	emulator_wait(e, "Failed: mini_first", SOON_S);
	emulator_type(e, "e\n");
	emulator_wait(e, "ready", SOON_S);
	emulator_type(e, "q\n");
	emulator_wait(e, "typed q", SOON_S);
	write_file(place_path(place, "other/mini/exercises/01_start/01_small/mini_first.rs"),
		   mini_solution("mini_first"));
	assert_true(wait_until(is_checked, place, SOON_S));
	emulator_type(e, "\n");
	emulator_type(e, "\x04");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

static void colours_are_chosen(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *const force[] = {"CLICOLOR_FORCE=1", NULL};
	const char *const none[] = {"CLICOLOR_FORCE=1", "NO_COLOR=1", NULL};
	const char *const list[] = {"list", NULL};
	struct call call = {.folder = mini};

	assert_lacks(rustgym(place, mini, "list").out, "\x1b[");
	assert_contains(rustgym(place, mini, "list", "--color=always").out, "\x1b[");
	assert_contains(rustgym(place, mini, "--color=always", "list").out, "\x1b[");
	assert_lacks(rustgym(place, mini, "--plain", "--color=always", "list").out, "\x1b[");
	call.env = force;
	assert_contains(call_with(place, &call, list).out, "\x1b[");
	call.env = none;
	assert_lacks(call_with(place, &call, list).out, "\x1b[");
	assert_contains(rustgym(place, mini, "list", "--color", "always").out, "\x1b[");
	assert_contains(rustgym(place, mini, "--color", "always", "list").out, "\x1b[");
	assert_answer(rustgym(place, mini, "list", "--colour=always"), 2, "did you mean --color?");
	assert_answer(rustgym(place, mini, "--colour=always"), 2, "did you mean --color?");
	assert_answer(rustgym(place, mini, "--plian", "list"), 2, "did you mean --plain?");
	assert_answer(rustgym(place, mini, "list", "--color", "pink"), 2, "=auto, =always");
	assert_answer(rustgym(place, mini, "list", "--color=pink"), 2, "=auto, =always or =never");
	assert_answer(rustgym(place, mini, "--color"), 2, "=auto, =always or =never");
	assert_contains(rustgym(place, mini, "help").out, "--color=auto|always|never");
	assert_contains(rustgym(place, mini, "help", "--man").out, "\\-\\-color=auto|always|never");
}

static void a_simple_terminal_shows_whole_words(void **state)
{
	static const char *const watch[] = {"watch", NULL};
	static const char *const env[] = {"TERM=dumb", NULL};
	struct place *place = *state;
	struct emulator_options options = {
		.folder = mini_course(place), .argv = watch, .env = env, .rows = 40, .columns = 40};
	struct emulator *e = emulator_start(place, &options);

	emulator_wait(e, "\ncannot assign twice to immutable", SOON_S);
	emulator_type(e, "q\n");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* A terminal would break these lines in the middle of a word. */
static void a_message_breaks_between_words(void **state)
{
	static const char *const hnt[] = {"hnt", NULL};
	struct place *place = *state;
	struct emulator_options options = {
		.folder = mini_course(place), .argv = hnt, .rows = 10, .columns = 40};
	struct emulator *e = emulator_start(place, &options);

	assert_int_equal(emulator_wait_exit(e, SOON_S), 2);
	emulator_look(e);
	assert_string_equal(emulator_line(e, 0), "rustgym: there is no command `hnt`; did");
	assert_string_equal(emulator_line(e, 1), "you mean `hint`? `rustgym help` lists");
	assert_string_equal(emulator_line(e, 2), "all");
}

static void the_end_of_a_topic_says_what_was_reached(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct spoken s = start(place, mini);

	hear(&s, "Failed: mini_first: ");
	save_text(first, "fn", SAVE_RENAME); /* each text is one try */
	hear(&s, "mini_first.rs line 1: expected");
	save_text(first, mini_solution("mini_first"), SAVE_RENAME);
	hear(&s, "mini_first took ");
	save_text(mini_exercise(place, "mini_second"), mini_solution("mini_second"), SAVE_RENAME);
	hear(&s, "mini_second took ");
	assert_lacks(read_text(place, place_path(place, "heard")), "is done: ");
	save_text(mini_exercise(place, "mini_third"), mini_solution("mini_third"), SAVE_RENAME);
	hear(&s, "The topic Small things is done: ");
	hear(&s,
	     "1 min, 4 tries, 0 hints in all. Hardest was mini_first: 2 tries, 0 hints; skill ");
	say(&s, "q\n");
	assert_int_equal(wait_for_exit(place, s.pid, SOON_S), 0);
	close(s.in);
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(letters_do_what_keys_do),
		in_a_place(a_long_command_is_no_silence),
		in_a_place(the_end_of_a_topic_says_what_was_reached),
		in_a_place(a_closed_pipe_goes_on_watching),
		in_a_place(e_opens_the_editor_on_a_simple_terminal),
		in_a_place(the_background_is_not_stopped),
		in_a_place(colours_are_chosen),
		in_a_place(a_simple_terminal_shows_whole_words),
		in_a_place(a_message_breaks_between_words),
	};

	return run_group(tests);
}
