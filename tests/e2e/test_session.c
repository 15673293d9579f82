/* A session: each saved text gets its verdict, one that is gone is said, and nobody waits for a reader. */
#include "conversation.h"
#include "editor.h"
#include "emulator.h"
#include "mini_course.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const names[] = {"mini_first", "mini_second", "mini_third"};

/* ---- many texts at once ---------------------------------------------------------------------- */

/* The next event of a kind says: about which exercise. */
static const char *hear_about(struct conversation *c, const char *event)
{
	const struct json_value *said = conversation_hear(c, event, SOON_S);

	return place_text(c->place, "%s", json_get_string(said, "exercise"));
}

/* All events come at once when it goes on, the current exercise's last. */
static void save_all_at_once(struct place *place, struct conversation *c)
{
	assert_int_equal(kill(c->pid, SIGSTOP), 0);
	for (size_t i = 3; i-- > 0;)
		save_text(mini_exercise(place, names[i]), mini_solution(names[i]),
			  (enum save)(i % SAVE_STYLES));
	assert_int_equal(kill(c->pid, SIGCONT), 0);
}

static void each_of_many_saved_texts_gets_a_verdict(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c = conversation_start(place, mini, NULL);
	const struct json_value *v;
	bool judged[3] = {false};

	conversation_verdict(c, "mini_first", SOON_S);
	save_all_at_once(place, c);
	for (int i = 0; i < 3; i++) {
		v = conversation_hear(c, "verdict", SOON_S);
		assert_string_equal(json_get_string(v, "outcome"), "passed");
		if (i == 0) /* where the learner is */
			assert_string_equal(json_get_string(v, "exercise"), "mini_first");
		for (size_t k = 0; k < 3; k++)
			judged[k] |= strcmp(json_get_string(v, "exercise"), names[k]) == 0;
	}
	assert_true(judged[0] && judged[1] && judged[2]);
	save_text(mini_exercise(place, "mini_second"), mini_start("mini_second"), SAVE_PLAIN);
	v = conversation_verdict(c, "mini_second", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "failed");
	assert_int_equal(conversation_end(c), 0);
}

static void the_screen_shows_each_of_them(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_wait(e, "about 5 minutes", SOON_S);
	emulator_signal(e, SIGSTOP);
	emulator_wait_stopped(e, SOON_S);
	save_text(mini_exercise(place, "mini_third"), mini_solution("mini_third"), SAVE_PLAIN);
	save_text(mini_exercise(place, "mini_first"), "fn x() -> u8 { \"\" }\n", SAVE_PLAIN);
	emulator_continue(e);
	emulator_wait(e, "\xe2\x9c\x93 mini_third passed", SOON_S);
	emulator_wait(e, "error[E0308]", SOON_S); /* what the learner works on stays */
	emulator_wait_line(e, 0, "mini_first", SOON_S);
	save_text(mini_exercise(place, "mini_first"), mini_solution("mini_first"), SAVE_PLAIN);
	emulator_wait(e, "\xe2\x9c\x93 mini_first passed", SOON_S);
	emulator_wait_gone(e, "mini_third passed", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* At the start the current exercise is checked without being asked for: who saves another looks at that. */
static void what_is_saved_during_the_first_check_is_shown(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *const env[] = {own_cache(place)[0], NULL};
	static const char *const watch[] = {"watch", NULL};
	struct emulator_options options = {
		.folder = mini, .argv = watch, .env = env, .rows = 60, .columns = 120};
	struct emulator *e;

	write_file(mini_exercise(place, "mini_third"), mini_compiles_for_ever);
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	assert_answer(rustgym(place, mini, "config", "compile_deadline_s", "3"), 0, NULL);
	e = emulator_start(place, &options);
	assert_true(wait_until(mini_is_compiling, place, SOON_S));
	save_text(mini_exercise(place, "mini_first"), "fn x() -> u8 { \"\" }\n", SAVE_PLAIN);
	emulator_wait(e, "error[E0308]", SOON_S);
	emulator_wait_line(e, 0, "mini_first", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* The first of them is interrupted by a move, the second has waited: neither is lost. */
static void a_move_between_loses_no_saved_text(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c;

	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	assert_answer(rustgym(place, mini, "config", "compile_deadline_s", "600"), 0, NULL);
	c = conversation_start(place, mini, own_cache(place));
	conversation_verdict(c, "mini_third", SOON_S);
	save_text(mini_exercise(place, "mini_third"), mini_compiles_for_ever, SAVE_RENAME);
	assert_string_equal(hear_about(c, "started"), "mini_third");
	assert_true(wait_until(mini_is_compiling, place, SOON_S));
	save_text(mini_exercise(place, "mini_second"), mini_solution("mini_second"), SAVE_RENAME);
	assert_contains(json_get_string(conversation_hear(c, "note", SOON_S), "text"),
			"mini_second waits");
	conversation_say(c, "{\"do\":\"goto\",\"exercise\":\"mini_first\"}");
	assert_string_equal(hear_about(c, "started"), "mini_first");
	assert_string_equal(hear_about(c, "verdict"), "mini_first");
	assert_string_equal(hear_about(c, "verdict"), "mini_second");
	assert_string_equal(hear_about(c, "started"), "mini_third");
	save_text(mini_exercise(place, "mini_third"), mini_solution("mini_third"), SAVE_RENAME);
	assert_string_equal(hear_about(c, "verdict"), "mini_third");
	assert_int_equal(conversation_end(c), 0);
}

static void what_a_passing_trouble_decided_is_checked_again(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");
	struct conversation *c;

	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	mini_run_deadline(place, "1");
	c = conversation_start(place, mini, NULL);
	conversation_verdict(c, "mini_third", SOON_S);
	for (int i = 0; i < 3; i++) {
		save_text(path, mini_runs_for_ever, (enum save)(i % SAVE_STYLES));
		assert_contains(
			json_get_string(conversation_verdict(c, "mini_third", SOON_S), "reason"),
			"1 s");
	}
	assert_int_equal(conversation_end(c), 0);
}

/* ---- a text that is gone --------------------------------------------------------------------- */

static void expect_gone(struct conversation *c, const char *name)
{
	const struct json_value *v = conversation_verdict(c, name, SOON_S);

	assert_string_equal(json_get_string(v, "outcome"), "unverified");
	assert_contains(json_get_string(v, "reason"),
			place_text(c->place, "rustgym reset %s", name));
}

static void expect_back(struct conversation *c, const char *name)
{
	const struct json_value *v = conversation_verdict(c, name, BUILD_S);

	assert_string_equal(json_get_string(v, "outcome"), "failed");
}

static void move(struct conversation *c, const char *name, const char *from, const char *to)
{
	assert_int_equal(rename(from, to), 0);
	expect_gone(c, name);
	assert_int_equal(rename(to, from), 0);
	expect_back(c, name);
}

static void a_text_that_goes_is_said_and_checked_when_it_is_back(void **state)
{
	static const char *const ways[] = {"inotify", "poll"};
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");
	const char *topic = place_path(place, "mini/exercises/01_start/01_small");

	for (size_t i = 0; i < 2; i++) {
		const char *const env[] = {place_text(place, "RUSTGYM_WATCH=%s", ways[i]), NULL};
		struct conversation *c = conversation_start(place, mini, env);

		conversation_verdict(c, "mini_first", SOON_S);
		remove_file(path);
		expect_gone(c, "mini_first");
		save_text(path, mini_start("mini_first"), SAVE_PLAIN);
		expect_back(c, "mini_first");
		move(c, "mini_first", path, place_text(place, "%s.old", path));
		move(c, "mini_first", path, place_path(place, "outside.rs"));
		move(c, "mini_first", topic, place_path(place, "away"));
		move(c, "mini_first", place_path(place, "mini/exercises/01_start"),
		     place_path(place, "away"));
		assert_int_equal(conversation_end(c), 0);
	}
}

static void so_is_a_folder(void **state)
{
	struct place *place = *state;
	const char *work = make_workspace(place, course_path()), *topic, *folder, *file;
	struct conversation *c;

	topic = place_text(place, "%s/exercises/01_fundamentals/01_getting_started", work);
	folder = place_text(place, "%s/package_version", topic);
	file = place_text(place, "%s/src/main.rs", folder);
	assert_answer(rustgym(place, work, "goto", "package_version"), 0, NULL);
	c = conversation_start(place, work, NULL);
	conversation_verdict(c, "package_version", BUILD_S);
	move(c, "package_version", file, place_path(place, "main.rs"));
	move(c, "package_version", folder, place_path(place, "away"));
	move(c, "package_version", topic, place_path(place, "away"));
	assert_int_equal(conversation_end(c), 0);
}

/* ---- nobody reads ---------------------------------------------------------------------------- */

struct ending {
	pid_t pid;
	int status;
};

static bool ended(void *data)
{
	struct ending *ending = data;

	return waitpid(ending->pid, &ending->status, WNOHANG) == ending->pid;
}

/* More than a terminal that nobody reads takes. */
static void fill_terminal(struct emulator *e)
{
	for (int i = 0; i < 200; i++)
		emulator_type(e, i % 2 ? "l" : "?");
}

static void a_terminal_that_nobody_reads_blocks_nobody(void **state)
{
	static const char *const watch[] = {"watch", NULL};
	static const int signals[] = {SIGTERM, SIGHUP};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator_options options = {
		.folder = mini, .argv = watch, .rows = 100, .columns = 200, .alone = true};

	for (size_t i = 0; i < 2; i++) {
		struct emulator *e = emulator_start(place, &options);
		struct ending ending = {emulator_pid(e), 0};

		emulator_wait(e, "about 5 minutes", SOON_S);
		fill_terminal(e);
		save_text(mini_exercise(place, "mini_third"),
			  place_text(place, "fn main() {\n    println!(\"%zu\");\n}\n", i),
			  SAVE_PLAIN);
		assert_answer(rustgym(place, mini, "hint", "mini_first"), 0, "hint");
		assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, "mini_third");
		assert_answer(rustgym(place, mini, "goto", "mini_first"), 0, "mini_first");
		emulator_signal(e, signals[i]);
		assert_true(wait_until(ended, &ending, SOON_S));
	}
}

static void a_terminal_that_is_read_again_shows_what_is_so(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	emulator_wait(e, "about 5 minutes", SOON_S);
	fill_terminal(e);
	save_text(mini_exercise(place, "mini_first"), mini_solution("mini_first"), SAVE_PLAIN);
	emulator_wait_line(e, 1, "passed", SOON_S); /* the list stays */
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

static void a_pipe_that_nobody_reads_blocks_nobody(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct conversation *c = conversation_start(place, mini, NULL);

	conversation_verdict(c, "mini_first", SOON_S);
	for (int i = 0; i < 300; i++) /* some 300 KiB of answers */
		conversation_say(c, "{\"do\":\"list\"}");
	save_text(mini_exercise(place, "mini_third"), mini_solution("mini_third"), SAVE_PLAIN);
	assert_answer(rustgym(place, mini, "hint", "mini_first"), 0, "hint");
	assert_int_equal(kill(c->pid, SIGTERM), 0);
	assert_int_equal(wait_for_exit(place, c->pid, SOON_S), 0);
}

static void fill_pipe(int fd)
{
	char bytes[4096] = {0};

	fcntl(fd, F_SETFL, O_NONBLOCK);
	while (write(fd, bytes, sizeof(bytes)) > 0)
		;
	while (write(fd, bytes, 1) > 0)
		;
	fcntl(fd, F_SETFL, 0);
}

static bool has_passed(void *data)
{
	struct place *place = data;
	const char *text = read_text(place, place_path(place, "mini/.rustgym/progress.json"));

	return text && strstr(text, "passed_at");
}

static void a_run_that_nobody_reads_holds_nothing(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct strings env = STRINGS_INIT;
	int ends[2];
	pid_t pid;

	save_text(mini_exercise(place, "mini_first"), mini_solution("mini_first"), SAVE_PLAIN);
	clean_environment(place, NULL, &env);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	fill_pipe(ends[1]);
	pid = fork();
	if (pid == 0) {
		if (chdir(mini) == 0 && dup2(ends[1], 1) == 1)
			execle(program_path(), "rustgym", "run", (char *)NULL, env.items);
		_exit(127);
	}
	place_remember(place, pid);
	strings_clear(&env);
	assert_true(wait_until(has_passed, place, SOON_S));
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, "mini_third");
	assert_int_equal(kill(pid, SIGTERM), 0);
	assert_int_equal(wait_for_exit(place, pid, SOON_S), 128 + SIGTERM);
	close(ends[0]);
	close(ends[1]);
}

/* A reader that is slow loses nothing. */
static void a_pipe_that_is_read_late_has_it_all(void **state)
{
	struct place *place = *state;
	struct conversation *c = conversation_start(place, mini_course(place), NULL);

	conversation_verdict(c, "mini_first", SOON_S);
	for (int i = 0; i < 300; i++)
		conversation_say(c, "{\"do\":\"list\"}");
	for (int i = 0; i < 300; i++)
		conversation_hear(c, "list", SOON_S);
	assert_int_equal(conversation_end(c), 0);
}

/* ---- done, and fails now --------------------------------------------------------------------- */

static void assert_state(struct place *place, const char *mini, const char *name, const char *state)
{
	struct answer list = rustgym(place, mini, "list", "--json");
	struct json *json = json_parse(list.out, strlen(list.out), NULL, NULL);
	const struct json_value *e = json_first(json_get(json_root(json), "exercises"));

	assert_schema(place, "list", list.out);
	while (strcmp(json_get_string(e, "name"), name) != 0)
		e = json_next(e);
	if (strcmp(json_get_string(e, "state"), state) != 0)
		fail_msg("%s is \"%s\", not \"%s\"", name, json_get_string(e, "state"), state);
	json_free(json);
}

static void what_was_done_can_fail_now(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");

	assert_answer(rustgym(place, mini, "run", "mini_first"), 1, NULL); /* seen as handed out */
	assert_state(place, mini, "mini_first", "pending");
	save_text(path, mini_solution("mini_first"), SAVE_PLAIN);
	assert_answer(rustgym(place, mini, "run", "mini_first"), 0, "passed");
	assert_state(place, mini, "mini_first", "done");
	assert_answer(rustgym(place, mini, "reset", "mini_first"), 0, "handed out");
	assert_state(place, mini, "mini_first", "fails_now");
	assert_answer(rustgym(place, mini, "list"), 0, "fails now");
	assert_answer(rustgym(place, mini, "list"), 0, "0 of 3 done");
	assert_answer(rustgym(place, mini, "undo", "mini_first"), 0, NULL);
	assert_state(place, mini, "mini_first", "done");
	assert_answer(rustgym(place, mini, "redo", "mini_first"), 0, NULL);
	assert_state(place, mini, "mini_first", "fails_now");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	assert_answer(rustgym(place, mini, "next"), 0, "mini_first"); /* it is the first to do */
	save_text(path, mini_solution("mini_first"), SAVE_PLAIN);
	assert_answer(rustgym(place, mini, "check"), 1, "1 of 3");
	assert_state(place, mini, "mini_first", "done");
	save_text(path, mini_start("mini_first"), SAVE_PLAIN);
	assert_answer(rustgym(place, mini, "check"), 1, "0 of 3");
	assert_state(place, mini, "mini_first", "fails_now");
	assert_state(place, mini, "mini_second", "pending");
}

static void the_bar_counts_what_passes_now(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");
	struct emulator *e = emulator_watch(place, mini);

	emulator_wait(e, "about 5 minutes", SOON_S);
	save_text(path, mini_solution("mini_first"), SAVE_PLAIN);
	emulator_wait_line(e, 0, " 1 of 3 ", SOON_S);
	save_text(path, mini_start("mini_first"), SAVE_PLAIN);
	emulator_wait_line(e, 0, " 0 of 3 ", SOON_S);
	emulator_type(e, "l");
	emulator_wait(e, "fails now", SOON_S);
	emulator_type(e, "qq"); /* out of the list, then out of the program */
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

static void a_move_in_another_terminal_is_followed(void **state)
{
	static const char *const ways[] = {"inotify", "poll"};
	struct place *place = *state;
	const char *mini = mini_course(place);

	for (size_t i = 0; i < 2; i++) {
		const char *const env[] = {place_text(place, "RUSTGYM_WATCH=%s", ways[i]), NULL};
		struct conversation *c;

		assert_answer(rustgym(place, mini, "goto", "mini_first"), 0, NULL);
		c = conversation_start(place, mini, env);
		conversation_verdict(c, "mini_first", SOON_S);
		assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
		assert_string_equal(hear_about(c, "advanced"), "mini_third");
		assert_string_equal(hear_about(c, "verdict"), "mini_third");
		assert_answer(rustgym(place, mini, "next"), 0, "mini_first");
		assert_string_equal(hear_about(c, "advanced"), "mini_first");
		assert_string_equal(hear_about(c, "verdict"), "mini_first");
		assert_int_equal(conversation_end(c), 0);
	}
}

/* ---- very many errors ------------------------------------------------------------------------ */

static size_t count_frames(struct emulator *e)
{
	static const char begin[] = "\x1b[?2026h";
	size_t count = 0;

	for (const char *at = emulator_bytes(e)->data; (at = strstr(at, begin)); at++)
		count++;
	return count;
}

/*
 * A reader that is as fast as the compiler draws each error that is in sight: at most a frame for each of the
 * 60 rows. Below them nothing is drawn any more.
 */
static void three_thousand_errors_are_few_frames(void **state)
{
	enum { ROWS = 60, OTHERS = 20 };
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct buffer text = BUFFER_INIT;
	struct emulator *e = emulator_watch(place, mini);
	size_t before;

	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_wait(e, "about 5 minutes", SOON_S);
	before = count_frames(e);
	buffer_add_string(&text, "fn main() {\n");
	for (int i = 0; i < 3000; i++)
		buffer_addf(&text, "    let _n%d: u8 = \"\";\n", i);
	buffer_add_string(&text, "}\n");
	save_text(mini_exercise(place, "mini_third"), text.data, SAVE_RENAME);
	buffer_clear(&text);
	emulator_wait_line(e, 0, "mini_third", SOON_S);
	emulator_wait(e, "3000 errors", SOON_S);
	assert_in_range(count_frames(e) - before, 1, ROWS + OTHERS);
	emulator_type(e, "\x1b[F");
	emulator_wait(e, ":3001:", SOON_S);
	emulator_wait(e, "about 5 minutes", SOON_S);
	emulator_type(e, "\x1b[H?");
	emulator_wait(e, "Watching by", SOON_S);
	assert_in_range(count_frames(e) - before, 1, ROWS + 2 * OTHERS);
	emulator_type(e, "qq");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(each_of_many_saved_texts_gets_a_verdict),
		in_a_place(the_screen_shows_each_of_them),
		in_a_place(what_is_saved_during_the_first_check_is_shown),
		in_a_place(a_move_between_loses_no_saved_text),
		in_a_place(what_a_passing_trouble_decided_is_checked_again),
		in_a_place(a_text_that_goes_is_said_and_checked_when_it_is_back),
		in_a_place(so_is_a_folder),
		in_a_place(a_terminal_that_nobody_reads_blocks_nobody),
		in_a_place(a_terminal_that_is_read_again_shows_what_is_so),
		in_a_place(a_pipe_that_nobody_reads_blocks_nobody),
		in_a_place(a_run_that_nobody_reads_holds_nothing),
		in_a_place(a_pipe_that_is_read_late_has_it_all),
		in_a_place(what_was_done_can_fail_now),
		in_a_place(the_bar_counts_what_passes_now),
		in_a_place(a_move_in_another_terminal_is_followed),
		in_a_place(three_thousand_errors_are_few_frames),
	};

	return run_group(tests);
}
