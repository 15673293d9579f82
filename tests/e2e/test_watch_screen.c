/* `watch` as a person sees it: the course to its end, and every key. */
#include "editor.h"
#include "emulator.h"
#include "mini_course.h"
#include "rustgym/course/course.h"
#include "rustgym/toolchain/libtest.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void quit(struct emulator *e)
{
	emulator_type(e, "\x03"); /* from every view */
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

/* The verdict on mini_first: after it nothing changes the screen by itself. */
static void wait_for_first(struct emulator *e)
{
	emulator_wait(e, "error[E0384]", SOON_S);
	emulator_wait(e, "about 5 minutes", SOON_S);
}

/* The exercise is the one that is shown, and it fails. */
static void wait_for_failure(struct emulator *e, const char *name, int seconds)
{
	emulator_wait_line(e, 0, name, seconds);
	emulator_wait_line(e, 1, "\xe2\x9c\x97 ", seconds);
}

static const char *passed(struct place *place, const char *name)
{
	return place_text(place, "\xe2\x9c\x93 %s passed", name);
}

/* ---- the whole course ----------------------------------------------------------------------- */

static struct course *load(const char *root)
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct course *course = course_load(root, &problems, &err);

	if (!course)
		fail_msg("%s", err.message);
	problems_clear(&problems);
	return course;
}

/* "missing_docs", which the compiler writes as missing-docs where it repeats the command line. */
static void wait_for_lint(struct place *place, struct emulator *screen, const char *lint)
{
	char *written = arena_string(&place->arena, lint);

	if (emulator_shows(screen, lint))
		return;
	for (char *at = written; *at; at++)
		*at = *at == '_' ? '-' : *at;
	emulator_wait(screen, written, SOON_S);
}

static bool shows_a_code(struct place *place, struct emulator *screen, const struct exercise *e)
{
	for (size_t i = 0; i < e->fails.count; i++)
		if (emulator_shows(screen, place_text(place, "error[%s]", e->fails.items[i])))
			return true;
	return false;
}

/* What the screen must show of the way it fails. */
static void wait_for_contract(struct place *place, struct emulator *screen,
			      const struct exercise *e)
{
	emulator_wait_line(screen, 0, e->name, SOON_S);
	wait_for_failure(screen, e->name, BUILD_S);
	switch (e->contract) {
	case CONTRACT_CODE:
		emulator_wait(screen, "error[", SOON_S);
		assert_true(shows_a_code(place, screen, e));
		break;
	case CONTRACT_TESTS:
		for (size_t i = 0; i < e->fails.count; i++)
			emulator_wait(screen,
				      place_text(place, "\xe2\x9c\x97 %s",
						 libtest_short_name(e->fails.items[i])),
				      SOON_S);
		break;
	case CONTRACT_OUTPUT:
		emulator_wait(screen, "it should print", SOON_S);
		emulator_wait(screen,
			      place_text(place, "%.*s", (int)strcspn(e->fails.items[0], "\n"),
					 e->fails.items[0]),
			      SOON_S);
		break;
	case CONTRACT_LINT:
		emulator_wait(screen, "clippy refuses it: ", SOON_S);
		wait_for_lint(place, screen, e->fails.items[0]);
		break;
	case CONTRACT_PANIC:
	case CONTRACT_MESSAGE:
		emulator_wait(screen, e->fails.items[0], SOON_S);
		break;
	case CONTRACT_NONE:
	case CONTRACT_COUNT:
		fail();
	}
}

static void to_the_end_of_the_course(void **state)
{
	static const char *const watch[] = {"watch", NULL};
	struct place *place = *state;
	const char *work = make_workspace(place, course_path());
	struct course *course = load(work);
	struct emulator_options options = {
		.folder = work, .argv = watch, .rows = 300, .columns = 160};
	struct emulator *screen = emulator_start(place, &options);
	struct answer list;

	for (size_t i = 0; i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];

		if (i)
			emulator_type(screen, "n");
		wait_for_contract(place, screen, e);
		emulator_wait_line(screen, 0, place_text(place, " %zu of %zu ", i, course->count),
				   SOON_S);
		save_solution(place, course_path(), work, e, (i + 1) % SAVE_STYLES);
		emulator_wait(screen, passed(place, e->name), BUILD_S);
		emulator_wait(screen,
			      i + 1 < course->count ? place_text(place, "Next: %s", e[1].name)
						    : "All exercises are done.",
			      SOON_S);
	}
	emulator_wait_line(screen, 0,
			   place_text(place, "%zu of %zu ", course->count, course->count), SOON_S);
	emulator_type(screen, "nnn");
	emulator_type(screen, "l");
	emulator_wait(screen, "Exercises", SOON_S);
	emulator_type(screen, "ff"); /* only those that fail now */
	emulator_wait(screen, "only: fails now  0 found", SOON_S);
	quit(screen);
	list = rustgym(place, work, "list");
	assert_answer(list, 0, place_text(place, "%zu of %zu done", course->count, course->count));
	assert_lacks(list.out, "\xc2\xb7 "); /* no "· ": nothing is pending */
	assert_answer(
		rustgym(place, work, "list", "--json"), 0,
		place_text(place, "\"done\":%zu,\"total\":%zu", course->count, course->count));
	course_free(course);
}

/* ---- the first save ------------------------------------------------------------------------- */

static void every_way_to_save_is_seen(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	for (int i = 0; i < 2 * SAVE_STYLES; i++) {
		const char *word = place_text(place, "round %d", i);
		save_text(path, place_text(place, "fn main() {\n    println!(\"%s\");\n}\n", word),
			  (enum save)(i % SAVE_STYLES));
		emulator_wait(e, place_text(place, "it prints        %s", word), SOON_S);
		wait_for_failure(e, "mini_third", SOON_S);
	}
	save_text(path, mini_solution("mini_third"), SAVE_BACKUP);
	emulator_wait(e, passed(place, "mini_third"), SOON_S);
	quit(e);
}

/* ---- keys ----------------------------------------------------------------------------------- */

static void keys_show_pages(void **state)
{
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, mini_course(place));

	wait_for_first(e);
	emulator_wait_alternate(e, true, SOON_S);
	emulator_wait_line(e, -1, "q quit", SOON_S);
	emulator_type(e, "h");
	emulator_wait(e, "0 of 3 open", SOON_S);
	emulator_wait_gone(e, "error[E0384]", SOON_S);
	assert_true(
		emulator_shows(e, "E0384: cannot assign twice")); /* above the hints, in short */
	emulator_type(e, "\x1b");
	wait_for_first(e);
	emulator_type(e, "l");
	emulator_wait(e, "Small things  0 of 3", SOON_S);
	emulator_wait(e, "mini_third", SOON_S);
	emulator_type(e, "?");
	emulator_wait(e, "Watching by", SOON_S);
	emulator_wait(e, "Ctrl-Z", SOON_S);
	emulator_type(e, "\x1b"); /* back to the list */
	emulator_wait_gone(e, "Watching by", SOON_S);
	emulator_wait(e, "mini_third", SOON_S);
	emulator_type(e, "\x1b");
	wait_for_first(e);
	emulator_wait_line(e, -1, "w why", SOON_S);
	emulator_type(e, "n");
	emulator_wait(e, "\xe2\x9c\x97 doubles", SOON_S);
	emulator_wait_line(e, 0, "mini_second", SOON_S);
	emulator_wait_line(e, -1, ": more", SOON_S);
	assert_null(strstr(emulator_line(e, -1), "w why")); /* tests have no error code */
	emulator_type(e, "r");
	emulator_wait(e, "1 of 2 tests fails", SOON_S);
	quit(e);
}

/* While something runs, what is on the screen is true. */
static void an_old_verdict_is_called_old(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_third");
	struct emulator *e;

	mini_run_deadline(place, "600");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	e = emulator_watch(place, mini);
	emulator_wait_line(e, 0, "mini_third", SOON_S);
	wait_for_failure(e, "mini_third", SOON_S);
	assert_false(emulator_shows(e, "before this save"));
	write_file(file, mini_runs_for_ever);
	emulator_wait(e, "before this save", SOON_S);
	emulator_wait_line(e, 1, "running", SOON_S);
	emulator_resize(e, 24, 80);
	emulator_wait_line(e, 1, "is stopped after 600 s of work  (c cancels)", SOON_S);
	assert_null(strstr(emulator_line(e, 1), "checked")); /* that was the old one */
	emulator_type(e, "h");                               /* another view, and back */
	emulator_wait(e, "0 of 3 open", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait(e, "before this save", SOON_S);
	emulator_type(e, "c");
	emulator_wait_line(e, 1, "cancelled: r or a save checks again", SOON_S);
	emulator_wait(e, "before this save", SOON_S); /* it still says nothing about this text */
	assert_nobody_mentions(place_text(place, "%s/cache/out/mini_third/program", place->root));
	emulator_type(e, "r");
	emulator_wait_line(e, 1, "running", SOON_S);
	write_file(file, mini_solution("mini_third"));
	emulator_wait(e, "mini_third passed", SOON_S);
	emulator_wait_gone(e, "before this save", SOON_S);
	quit(e);
}

/* Begins mini_third with a program that ends when there is a file `go`. Returns the path of that file. */
static const char *write_a_program_that_waits(struct place *place)
{
	const char *go = place_path(place, "go");

	write_file(mini_exercise(place, "mini_third"),
		   place_text(place,
			      "fn main() {\n"
			      "    while !std::path::Path::new(\"%s\").exists() {\n"
			      "        std::hint::spin_loop();\n"
			      "    }\n"
			      "}\n",
			      go));
	mini_run_deadline(place, "600");
	return go;
}

/* A check says what is judged while it runs, and can be cancelled. */
static void a_check_shows_what_is_judged(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e;

	write_a_program_that_waits(place);
	e = emulator_watch(place, mini);
	wait_for_first(e);
	emulator_type(e, ":check\r");
	emulator_wait(e, "Checking all exercises: 2 of 3", SOON_S);
	emulator_wait(e, "\xc2\xb7 2 not begun", SOON_S);
	emulator_wait(e, "\xc2\xb7\xc2\xb7\xe2\x95\x8c\n", SOON_S); /* a mark for each */
	emulator_wait_line(e, -1, "c cancel", SOON_S);
	emulator_type(e, "\x1b");
	wait_for_first(e);
	emulator_type(e, ":version\r");
	emulator_wait_line(e, 1, "`rustgym check` still runs: :check shows it", SOON_S);
	emulator_type(e, "d"); /* it only reads */
	emulator_wait(e, "as rustgym saw it first", SOON_S);
	emulator_type(e, "\x1b");
	wait_for_first(e);
	emulator_type(e, ":check\r");
	emulator_wait(e, "Checking all exercises: 2 of 3", SOON_S);
	emulator_type(e, "c");
	emulator_wait(e, "`rustgym check` is cancelled. It had judged 2 of 3 exercises.", SOON_S);
	wait_for_first(e);
	assert_nobody_mentions(place_text(place, "%s/cache/out/mini_third/program", place->root));
	quit(e);
}

/* A learner who has gone elsewhere stays there, and is told how the check ended. */
static void the_end_of_a_check_takes_no_page_away(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *go = write_a_program_that_waits(place);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	emulator_type(e, ":check\r");
	emulator_wait(e, "Checking all exercises: 2 of 3", SOON_S);
	emulator_type(e, "?");
	emulator_wait(e, "Watching by", SOON_S);
	write_file(go, "");
	emulator_wait(e, "`rustgym check` has ended: 0 of 3 pass", SOON_S);
	assert_true(emulator_shows(e, "Watching by"));
	emulator_type(e, ":check\r"); /* remembered, and so at once */
	emulator_wait(e, "3 not begun: mini_first, mini_second and 1 more", SOON_S);
	emulator_wait(e, "0 of 3 pass (3 unchanged since the last check)", SOON_S);
	assert_false(emulator_shows(e, "checking ")); /* no row of a bar */
	quit(e);
}

/* How many tests have ended, and which one runs. */
static void the_tests_are_counted_while_they_run(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e;

	mini_run_deadline(place, "600");
	write_file(mini_exercise(place, "mini_second"),
		   "#[cfg(test)]\nmod tests {\n    #[test]\n    fn ends() {}\n\n    #[test]\n"
		   "    fn goes_on() {\n        loop {\n            std::hint::spin_loop();\n"
		   "        }\n    }\n}\n");
	assert_answer(rustgym(place, mini, "goto", "mini_second"), 0, NULL);
	e = emulator_watch(place, mini);
	emulator_wait_line(e, 1, "running, 1 of 2 tests done, now goes_on", SOON_S);
	emulator_type(e, "c");
	emulator_wait_line(e, 1, "cancelled", SOON_S);
	quit(e);
}

static void findings_are_walked_through(void **state)
{
	static const char text[] =
		"pub fn count() -> u32 {\n    let n: u8 = \"one\";\n    let m: u8 = "
		"\"two\";\n    u32::from(n + m)\n}\n";
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	save_text(mini_exercise(place, "mini_first"), text, SAVE_PLAIN);
	emulator_wait(e, "\xe2\x96\xb8 1/2", SOON_S);
	emulator_wait(e, "  2/2  E0308  :3:17  mismatched types", SOON_S);
	assert_true(emulator_shows(e, "let n: u8"));
	assert_false(emulator_shows(e, "let m: u8"));
	emulator_type(e, "j");
	emulator_wait(e, "\xe2\x96\xb8 2/2", SOON_S);
	emulator_wait(e, "let m: u8", SOON_S);
	assert_false(emulator_shows(e, "let n: u8"));
	emulator_type(e, "j"); /* there is no third one */
	emulator_type(e, "v");
	emulator_wait(e, "let n: u8", SOON_S);
	emulator_wait(e, "let m: u8", SOON_S);
	emulator_type(e, "vkk");
	emulator_wait(e, "\xe2\x96\xb8 1/2", SOON_S);
	emulator_type(e, "/mismatched\r");
	emulator_wait_gone(e, "/mismatched", SOON_S);
	emulator_type(e, "/nowhere\r");
	emulator_wait_line(e, 1, "not found", SOON_S);
	quit(e);
}

/* The key line has no key that does nothing now. */
static void the_keys_do_something(void **state)
{
	static const char two_errors[] =
		"pub fn double(n: u32) -> u32 {\n    let m: u8 = \"one\";\n    k\n}\n";
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_second");
	struct emulator *e;

	assert_answer(rustgym(place, mini, "goto", "mini_second"), 0, NULL);
	e = emulator_watch(place, mini);
	emulator_wait(e, "1 of 2 tests fails", SOON_S);
	emulator_wait_line(e, -1, "h hint  e edit  n next", SOON_S);
	assert_null(strstr(emulator_line(e, -1), "w why")); /* a test has no code */
	assert_null(strstr(emulator_line(e, -1), "j/k"));
	save_text(file, two_errors, SAVE_RENAME);
	emulator_wait_line(e, -1, "h hint  e edit  j/k errors  n next  l list  w why", SOON_S);
	emulator_type(e, "w");
	emulator_wait_gone(e, "E0308", SOON_S);
	emulator_wait(e, "E0425", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait(e, "E0308", SOON_S);
	emulator_type(e, "jw"); /* the open error is explained */
	emulator_wait_gone(e, "E0425", SOON_S);
	emulator_wait(e, "E0308", SOON_S);
	emulator_type(e, "h");
	emulator_wait_line(e, -1, "Right one more  Left back", SOON_S);
	emulator_type(e, "\x1b[C\x1b[C\x1b[C");
	emulator_wait(e, "3 of 3 open", SOON_S);
	emulator_wait_line(e, -1, "Left back", SOON_S);
	assert_null(strstr(emulator_line(e, -1), "Right"));
	emulator_type(e, "\x1b[D");
	emulator_wait_line(e, -1, "Right next hint", SOON_S);
	save_text(file, mini_solution("mini_second"), SAVE_RENAME);
	emulator_wait_line(e, -1, "n next  Right",
			   SOON_S); /* the view stays, and the next one is near */
	emulator_type(e, "\x1b");
	emulator_wait(e, "Next: mini_third", SOON_S);
	emulator_wait_line(e, -1, "e edit mini_third", SOON_S);
	quit(e);
}

static void a_pass_that_is_saved_again_tells_what_is_next(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	save_text(path, mini_solution("mini_first"), SAVE_PLAIN);
	emulator_wait(e, "Next: mini_second", SOON_S);
	save_text(path, "fn", SAVE_PLAIN);
	emulator_wait_gone(e, "Next: mini_second", SOON_S);
	save_text(path, mini_solution("mini_first"), SAVE_RENAME);
	emulator_wait(e, passed(place, "mini_first"), SOON_S);
	emulator_wait(e, "Next: mini_second", SOON_S);
	quit(e);
}

/* The next exercise is judged as it is now, not as the course handed it out; and it is no try. */
static void a_pass_names_the_first_error_of_the_next_one(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");
	struct emulator *e;

	write_file(mini_exercise(place, "mini_second"),
		   "pub fn double(n: u32) -> u32 {\n    m\n}\n");
	e = emulator_watch(place, mini);
	wait_for_first(e);
	save_text(path, mini_solution("mini_first"), SAVE_PLAIN);
	emulator_wait(e, "mini_second.rs:2:5 E0425: cannot find value `m` in this scope", SOON_S);
	assert_true(emulator_shows(e, "Next: mini_second"));
	emulator_wait(e, " min, 1 try, 0 hints", SOON_S); /* as `stats` counts the time */
	save_text(path, "fn", SAVE_PLAIN);                /* what was said after the pass goes */
	emulator_wait_gone(e, "E0425", SOON_S);
	/* errors are shown before the verdict, and the next save would interrupt it */
	emulator_wait_line(e, 1, "try ", SOON_S);
	write_file(mini_exercise(place, "mini_second"), mini_start("mini_second"));
	emulator_wait(e, "1 of 2 tests fails", SOON_S);
	save_text(path, mini_solution("mini_first"), SAVE_RENAME);
	emulator_wait(e, passed(place, "mini_first"), SOON_S);
	emulator_wait(e, "mini_second.rs:9 doubles: left is 3, right is 6", SOON_S);
	assert_false(emulator_shows(e, "E0425"));
	emulator_type(e, "n");
	emulator_wait_line(e, 0, "mini_second", SOON_S);
	emulator_wait(e, "try 1", SOON_S); /* the save */
	quit(e);
}

/* A try is a text that the learner saved: to look at an exercise, or to check it again, is none. */
static void only_a_saved_text_is_a_try(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *progress = place_text(place, "%s/.rustgym/progress.json", mini);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	emulator_wait_line(e, 1, "checked", SOON_S);
	assert_null(strstr(emulator_line(e, 1), "try"));
	/* as an editor does that opens a file for writing to show it */
	write_file(mini_exercise(place, "mini_second"), mini_start("mini_second"));
	emulator_wait(e, "1 of 2 tests fails", SOON_S);
	emulator_wait_line(e, 1, "checked", SOON_S);
	emulator_type(e, "p");
	wait_for_first(e);
	emulator_type(e, "n");
	emulator_wait(e, "1 of 2 tests fails", SOON_S);
	emulator_wait_line(e, 1, "checked", SOON_S);
	emulator_type(e, "r");
	quit(e);
	assert_answer(rustgym(place, mini, "run"), 1, NULL);
	assert_lacks(read_text(place, progress), "attempts");
	write_file(mini_exercise(place, "mini_first"), "fn");
	assert_answer(rustgym(place, mini, "run", "mini_first"), 1, NULL);
	assert_contains(read_text(place, progress), "\"attempts\":\t1");
}

/* Waits until the verdict on the present text is entered, which is not the one on a pass. */
static void wait_for_fault(struct emulator *e, const char *fault)
{
	emulator_wait(e, fault, SOON_S);
	emulator_wait_line(e, 1, "checked", SOON_S);
}

/* Another process changes the text beneath a session, which sees a saved file. */
static void what_rustgym_puts_there_is_no_try(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_first");
	const char *progress = place_text(place, "%s/.rustgym/progress.json", mini);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	emulator_wait_line(e, 1, "checked", SOON_S);
	write_file(file, "fn one(");
	wait_for_fault(e, "unclosed delimiter");
	emulator_wait_line(e, 1, "try 1", SOON_S);
	write_file(file, "fn two() -> i32 { true }");
	wait_for_fault(e, "mismatched types");
	emulator_wait_line(e, 1, "try 2", SOON_S);
	assert_answer(rustgym(place, mini, "restore", "mini_first@2"), 0, NULL);
	wait_for_fault(e, "unclosed delimiter");
	assert_answer(rustgym(place, mini, "undo"), 0, NULL);
	wait_for_fault(e, "mismatched types");
	assert_answer(rustgym(place, mini, "redo"), 0, NULL);
	wait_for_fault(e, "unclosed delimiter");
	assert_answer(rustgym(place, mini, "reset"), 0, NULL);
	wait_for_fault(e, "E0384");
	emulator_type(e, ":undo\r");
	emulator_wait(e, "undid reset of mini_first", SOON_S);
	emulator_type(e, "q");
	wait_for_fault(e, "unclosed delimiter");
	assert_answer(rustgym(place, mini, "run"), 1, NULL);
	assert_contains(read_text(place, progress), "\"attempts\":\t2");
	write_file(file, "fn three() -> i32 { true }");
	wait_for_fault(e, "mismatched types");
	emulator_wait_line(e, 1, "try 3", SOON_S);
	quit(e);
	assert_contains(read_text(place, progress), "\"attempts\":\t3");
}

/* A pasted name is text of the line that is typed. Its line end is no Enter, and its letters are no keys. */
static void a_paste_is_text_and_no_command(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	emulator_type(e, "\x1b[200~q\x1b[201~");
	emulator_type(e, ":goto \x1b[200~mini_\rthird\r\x1b[201~");
	emulator_wait(e, ":goto mini_third", SOON_S);
	assert_true(emulator_shows(e, "mini_first"));
	emulator_type(e, "\r");
	emulator_wait_line(e, 0, "mini_third", SOON_S);
	emulator_type(e, "l/\x1b[200~second\x1b[201~");
	emulator_wait(e, "/second", SOON_S);
	emulator_type(e, "\x1b\x1b");
	quit(e);
}

/* A page with one sentence would take the verdict away for nothing. */
static void what_cannot_be_explained_is_said_above_the_verdict(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_first");
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	write_file(file, "fn one(");
	wait_for_fault(e, "unclosed delimiter");
	emulator_wait_line(e, 1, "try 1", SOON_S);
	emulator_type(e, "w");
	emulator_wait(e, "there is no error code to explain now", SOON_S);
	assert_true(emulator_shows(e, "unclosed delimiter"));
	quit(e);
}

static void the_task_is_that_of_the_saved_file(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	write_file(first, "//! Task: count.\nfn");
	emulator_wait(e, "Task: count.", SOON_S);
	write_file(first, "//! Task: count to two.\nfn");
	emulator_wait(e, "Task: count to two.", SOON_S);
	quit(e);
}

static void a_command_can_be_typed(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	emulator_type(e, ":g");
	emulator_wait_line(e, -1, "Tab: goto", SOON_S);
	emulator_type(e, "\tmini_s\t");
	emulator_wait_line(e, -1, ":goto mini_second", SOON_S);
	emulator_type(e, "\r");
	emulator_wait_line(e, 0, "mini_second", SOON_S);
	wait_for_failure(e, "mini_second", SOON_S);
	emulator_type(e, ":3\r"); /* a number of the list */
	emulator_wait_line(e, 0, "mini_third", SOON_S);
	emulator_type(e, ":2\r");
	emulator_wait_line(e, 0, "mini_second", SOON_S);
	emulator_type(e, ":config edi");
	emulator_wait_line(e, -1, "Tab: editor editor_in", SOON_S);
	emulator_type(e, "\tmini"); /* an editor is no exercise */
	emulator_wait_line(e, -1, ":config editormini_   Enter does it", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait_line(e, -1, "q quit", SOON_S);
	emulator_type(e, ":list --pen\t");
	emulator_wait_line(e, -1, ":list --pending _", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait_line(e, -1, "q quit", SOON_S);
	emulator_type(e, ":lst\r");
	emulator_wait_line(e, 1, "there is no command lst; did you mean list?", SOON_S);
	emulator_type(e, ":wq\r");
	emulator_wait_line(e, 1, "there is no command wq; Tab lists them all", SOON_S);
	emulator_type(e, ":1\r"); /* an exercise by its number */
	wait_for_failure(e, "mini_first", SOON_S);
	emulator_type(e, ":n\r"); /* a letter is the key, as in the plain mode */
	wait_for_failure(e, "mini_second", SOON_S);
	emulator_type(e, ":?\r");
	emulator_wait(e, "Watching by", SOON_S);
	emulator_type(e, "/K\xc3\xb6ln");
	emulator_wait_line(e, -1, "/K\xc3\xb6ln_", SOON_S);
	emulator_type(e, "\x7f\x7f\x7f");
	emulator_wait_line(e, -1, "/K_", SOON_S);
	emulator_type(e, " two words\x17");
	emulator_wait_line(e, -1, "/K two _", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait_line(e, -1, "q back", SOON_S);
	emulator_type(e, "q");
	emulator_wait_line(e, -1, "q quit", SOON_S);
	emulator_type(e, ":list\r");
	emulator_wait(e, "Small things  0 of 3", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait_gone(e, "Small things  0 of 3", SOON_S);
	emulator_type(e, ":version\r");
	emulator_wait(e, "rustgym 0.", SOON_S);
	emulator_type(e, ":diff mini_first\r"); /* a program of its own, without a terminal */
	emulator_wait(e, "as rustgym saw it first", SOON_S);
	emulator_type(e, ":quit");
	emulator_wait_line(e, -1, ":quit_", SOON_S);
	emulator_type(e, "\x1b"); /* left */
	emulator_wait_line(e, -1, "q back", SOON_S);
	emulator_type(e, ":quit\x7f\x7f\x7f\x7f\x7f"); /* taken back */
	emulator_wait_line(e, -1, "q back", SOON_S);
	emulator_type(e, ":\x1b[A"); /* the one before */
	emulator_wait_line(e, -1, ":diff mini_first_", SOON_S);
	emulator_type(e, "\x15qu\t");
	emulator_wait_line(e, -1, ":quit _", SOON_S);
	emulator_type(e, "\x15quitt\r");
	emulator_wait_line(e, 1, "there is no command quitt; did you mean quit?", SOON_S);
	emulator_type(e, ":q\r"); /* as in vi */
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
	emulator_wait(e, "0 of 3 exercises done. `rustgym` goes on with mini_second.", SOON_S);
}

static void paths_are_links_where_the_terminal_knows_them(void **state)
{
	static const char *const watch[] = {"watch", NULL}, *const vte[] = {"VTE_VERSION=7000",
									    NULL};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator_options options = {
		.folder = mini, .argv = watch, .env = vte, .rows = 60, .columns = 120};
	struct emulator *e = emulator_start(place, &options);

	wait_for_first(e);
	assert_non_null(strstr(emulator_bytes(e)->data, "\x1b]8;;file://"));
	assert_non_null(strstr(emulator_bytes(e)->data,
			       "exercises/01_start/01_small/mini_first.rs\x1b]8;;\x1b\\"));
	quit(e);
	e = emulator_watch(place, mini);
	wait_for_first(e);
	assert_null(strstr(emulator_bytes(e)->data, "\x1b]8"));
	quit(e);
}

static void the_mouse_works_in_the_list(void **state)
{
	static const char wheel_down[] = "\x1b[<65;5;5M", released[] = "\x1b[<0;5;8m";
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	emulator_type(e, wheel_down); /* means nothing here */
	emulator_type(e, "l");
	emulator_wait(e, "\xe2\x96\xb8   1 \xe2\x96\xb6 current    mini_first", SOON_S);
	emulator_type(e, wheel_down);
	emulator_wait(e, "\xe2\x96\xb8   3 \xc2\xb7 pending    mini_third", SOON_S);
	emulator_type(e, "\x1b[<0;5;9M");
	emulator_type(e, released);
	emulator_wait(e, "\xe2\x96\xb8   2 \xc2\xb7 pending    mini_second", SOON_S);
	emulator_type(e, "\x1b[<0;5;9M"); /* a second time: go there */
	emulator_wait_line(e, 0, "mini_second", SOON_S);
	wait_for_failure(e, "mini_second", SOON_S);
	quit(e);
}

static void the_list_is_worked_with(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_first");
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	emulator_type(e, "l");
	emulator_wait(e, "current    mini_first", SOON_S);
	emulator_type(e, "/sayit");
	emulator_wait(e, "0 found", SOON_S);
	emulator_type(e, "\x7f\x7f it"); /* the title, in two words */
	emulator_wait(e, "1 found", SOON_S);
	emulator_wait_gone(e, "mini_second", SOON_S);
	emulator_type(e, "\r\r"); /* ends the typing, then goes there */
	emulator_wait_line(e, 0, "mini_third", SOON_S);
	emulator_type(e, "p");
	emulator_wait_line(e, 0, "mini_second", SOON_S);
	emulator_type(e, "l\x1b[D"); /* folds the topic */
	emulator_wait_gone(e, "mini_first", SOON_S);
	emulator_type(e, "\x1b[C");
	emulator_wait(e, "mini_first", SOON_S);
	/* A reset asks. */
	write_file(file, mini_solution("mini_first"));
	emulator_wait(e, "done       mini_first", SOON_S);
	emulator_type(e, "f");
	emulator_wait(e, "only: pending  2 found", SOON_S);
	emulator_wait_line(e, -1, "Esc all  f only: pending", SOON_S);
	emulator_type(e, "fff\x1b[H\x1b[B\x1b[Bx");
	emulator_wait_line(e, 1, "x resets mini_first", SOON_S);
	emulator_type(e, "j");
	emulator_wait_gone(e, "x resets", SOON_S);
	assert_string_equal(read_text(place, file), mini_solution("mini_first"));
	emulator_type(e, "kxx");
	emulator_wait(e, "fails now  mini_first", SOON_S);
	assert_string_equal(read_text(place, file), mini_start("mini_first"));
	emulator_type(e, "q");
	wait_for_first(e);
	quit(e);
	/* nothing of this was a try */
	assert_lacks(read_text(place, place_text(place, "%s/.rustgym/progress.json", mini)),
		     "attempts");
}

/* Keys are about the row of the cursor, and their answers are in sight. */
static void the_list_is_about_its_cursor(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	emulator_type(e, "lG");
	emulator_wait(e, "\xe2\x96\xb8   3 \xc2\xb7 pending    mini_third", SOON_S);
	emulator_type(e, "d");
	emulator_wait(e, "mini_third is as rustgym saw it first.", SOON_S);
	emulator_wait_line(e, -1, "q back", SOON_S);
	emulator_type(e, "q"); /* back to the list, where it was */
	emulator_wait(e, "\xe2\x96\xb8   3 \xc2\xb7 pending    mini_third", SOON_S);
	emulator_resize(e, 8, 80); /* what is said above the list is out of sight */
	emulator_wait_gone(e, "Exercises", SOON_S);
	emulator_type(e, "xx");
	emulator_wait_line(e, 1, "mini_third was as you began it: there was nothing to reset",
			   SOON_S);
	emulator_wait(e, "\xe2\x96\xb8   3 \xc2\xb7 pending    mini_third", SOON_S);
	emulator_type(e, "k"); /* it goes with the next key */
	emulator_wait_line(e, 1, "it does not compile", SOON_S);
	emulator_resize(e, 60, 120);
	emulator_type(e, "/q");
	emulator_wait_line(e, -1, "/q_   0 found   Enter takes it, Esc shows all", SOON_S);
	emulator_wait(e, "Nothing matches.", SOON_S);
	emulator_type(e, "\r");
	emulator_wait_line(e, -1, "q back", SOON_S);
	emulator_type(e, "q");
	wait_for_first(e);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* Only the right arrow and Enter open a hint. Everything else can be done as often as one likes. */
static void hints_do_not_burn(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_second");
	struct emulator *e;

	assert_answer(rustgym(place, mini, "goto", "mini_second"), 0, NULL);
	e = emulator_watch(place, mini);
	emulator_wait(e, "1 of 2 tests fails", SOON_S);
	for (int i = 0; i < 3; i++) {
		emulator_type(e, "h");
		emulator_wait(e, "0 of 3 open", SOON_S);
		emulator_wait(e, "three doubled is six", SOON_S); /* it fits what fails now */
		emulator_type(e, "h\x1b[D\x1b[D");
		emulator_type(e, "\x1b");
		emulator_wait(e, "1 of 2 tests fails", SOON_S);
	}
	emulator_type(e, "h");
	emulator_wait(e, "0 of 3 open", SOON_S);
	emulator_type(e, "\x1b[C");
	emulator_wait(e, "what is double?", SOON_S);
	emulator_type(e, "\r");
	emulator_wait(e, "multiply", SOON_S);
	emulator_wait_gone(e, "what is double?", SOON_S);
	emulator_type(e, "\x1b[D");
	emulator_wait(e, "what is double?", SOON_S);
	emulator_type(e, "\x1b[D");
	emulator_wait(e, "three doubled is six", SOON_S);
	emulator_wait(e, "2 of 3 open", SOON_S);
	/* A save leaves them open, and the first row tells the verdict. */
	write_file(file, "pub fn double(n: u32) -> u32 {\n    m\n}\n");
	emulator_wait_line(e, 1, "it does not compile", SOON_S);
	emulator_wait(e, "2 of 3 open", SOON_S);
	emulator_wait_gone(e, "three doubled is six", SOON_S); /* another failure */
	write_file(file, mini_start("mini_second"));
	emulator_wait_line(e, 1, "1 of 2 tests fails", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait(e, "\xe2\x9c\x97 doubles", SOON_S);
	emulator_type(e, "h");
	emulator_wait(e, "fits what fails now", SOON_S); /* it is there again */
	assert_false(emulator_shows(e, "assert_eq!"));
	emulator_resize(e, 40, 150); /* beside the failure */
	emulator_wait(e, "assert_eq!(super::double(3), 6)", SOON_S);
	emulator_wait(e, "\xe2\x94\x82 Hints  2 of 3 open", SOON_S);
	emulator_resize(e, 60, 120);
	emulator_wait_gone(e, "assert_eq!", SOON_S);
	write_file(file, mini_solution("mini_second"));
	emulator_wait_line(e, 1, "passed", SOON_S);
	quit(e);
	assert_answer(rustgym(place, mini, "hint", "--opened", "mini_second"), 0, "multiply");
	assert_lacks(rustgym(place, mini, "hint", "--opened", "mini_second").out, "n * 2");
}

/* The learner went back to a done exercise, and saves another one. */
static void a_done_exercise_is_not_the_next_one(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	emulator_wait(e, "Next: mini_second", SOON_S);
	emulator_type(e, "np");
	emulator_wait_line(e, 0, "mini_first", SOON_S);
	emulator_wait_line(e, 1, "mini_first passed", SOON_S);
	write_file(mini_exercise(place, "mini_second"), mini_solution("mini_second"));
	emulator_wait_line(e, 1, "mini_second passed", SOON_S);
	emulator_wait(e, "Next: mini_third", SOON_S);
	quit(e);
}

static void the_last_exercise_has_no_next_one(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e;

	write_file(mini_exercise(place, "mini_first"), mini_solution("mini_first"));
	write_file(mini_exercise(place, "mini_second"), mini_solution("mini_second"));
	assert_answer(rustgym(place, mini, "check"), 1, "2 of 3");
	e = emulator_watch(place, mini);
	emulator_wait_line(e, 0, "mini_third", SOON_S);
	emulator_wait_line(e, 1, "something else than it should", SOON_S);
	emulator_wait_line(e, -1, "h hint  e edit  l list  : more  p back", SOON_S);
	emulator_type(e, "n");
	emulator_wait(e, "no other exercise is left to do", SOON_S);
	write_file(mini_exercise(place, "mini_third"), mini_solution("mini_third"));
	emulator_wait(e, "All exercises are done.", SOON_S);
	emulator_wait_line(e, -1, "S stats  s solution  d diff  e edit  l list", SOON_S);
	quit(e);
}

static void n_at_the_end_says_it_once(void **state)
{
	static const char *const names[] = {"mini_first", "mini_second", "mini_third"};
	struct place *place = *state;
	const char *mini = mini_course(place), *text, *first;
	struct emulator *e;

	for (size_t i = 0; i < 3; i++)
		write_file(mini_exercise(place, names[i]), mini_solution(names[i]));
	assert_answer(rustgym(place, mini, "check"), 0, "3 of 3");
	e = emulator_watch(place, mini);
	emulator_wait(e, "All exercises are done.", SOON_S);
	emulator_wait_line(e, -1, "l list  S stats  p back  : more  ? keys  q quit", SOON_S);
	emulator_type(e, "nnn?");
	emulator_wait(e, "Watching by", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait_gone(e, "Watching by", SOON_S);
	text = emulator_text(e);
	first = strstr(text, "All exercises are done.");
	assert_non_null(first);
	assert_null(strstr(first + 1, "All exercises are done."));
	quit(e);
}

static void long_output_scrolls(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e;

	write_file(
		mini_exercise(place, "mini_third"),
		"fn main() {\n    for i in 0..150 {\n        println!(\"line {i}.\");\n    }\n}\n");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	e = emulator_watch(place, mini);
	emulator_wait(e, "line 0.", SOON_S);
	emulator_wait_line(e, -1, "\xe2\x86\x93 more", SOON_S);
	assert_false(emulator_shows(e, "line 149."));
	emulator_type(e, "\x1b[B");
	emulator_wait_line(e, 3, "it prints", SOON_S);
	emulator_type(e, "\x1b[A");
	emulator_wait_line(e, 3, "line 1 differs:", SOON_S);
	emulator_type(e, "\x1b[6~");
	emulator_wait_gone(e, "line 0.", SOON_S);
	emulator_type(e, "\x1b[5~");
	emulator_wait(e, "line 0.", SOON_S);
	emulator_type(e, " ");
	emulator_wait_gone(e, "line 0.", SOON_S);
	emulator_type(e, "\x1b[F");
	emulator_wait(e, "line 149.", SOON_S);
	emulator_wait_gone(e, "\xe2\x86\x93 more", SOON_S);
	emulator_type(e, "\x1b[B\x1b[B\x1b[B\x1b[6~\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A");
	emulator_wait_line(e, -1, "\xe2\x86\x93 more", SOON_S);
	emulator_type(e, "\x1b[H");
	emulator_wait_line(e, 3, "line 1 differs:", SOON_S);
	quit(e);
}

static void strange_input_does_nothing(void **state)
{
	static const char *const strange[] = {
		"zXYZ123;,.-_#'+*",
		"\x1b[99~\x1b[1;5A\x1b[Z\x1bOP\x1b[200",
		"m\x1b[",
		"A\x1b[<0;10;10M\x1b[M !!",
		"\x1b]0;title\x07\x1bP\x1b\\",
		"\xc3\xa9\xe2\x82\xac\xf0\x9f\xa6\x80\xff\xfe\x80",
		"\x01\x02\x04\x05\x06\x07\x08\t\n\x0b\x0e\x7f",
	};
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, mini_course(place));

	wait_for_first(e);
	for (size_t i = 0; i < sizeof(strange) / sizeof(*strange); i++)
		emulator_type(e, strange[i]);
	emulator_type(e, "?");
	emulator_wait(e, "Watching by", SOON_S);
	emulator_wait_line(e, 0, "mini_first", SOON_S);
	emulator_type(e, "qq"); /* the l of the title opened the list */
	wait_for_first(e);
	assert_null(strstr(emulator_title(e), "title"));
	quit(e);
}

static void a_paste_is_no_command(void **state)
{
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, mini_course(place));

	wait_for_first(e);
	emulator_paste(e, "fn question() { let mut n = 1; quit(n); } // he likes lists");
	emulator_type(e, "?");
	emulator_wait(e, "Watching by", SOON_S);
	emulator_wait_line(e, 0, "mini_first", SOON_S);
	quit(e);
}

static void the_editor_gets_the_terminal(void **state)
{
	static const char *const watch[] = {"watch", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place), *script = place_path(place, "editor");
	const char *const env[] = {place_text(place, "EDITOR=%s --wait", script), "VISUAL", NULL};
	struct emulator_options options = {
		.folder = mini, .argv = watch, .env = env, .rows = 40, .columns = 100};
	struct emulator *e;

	write_file(script, "#!/bin/sh\n"
			   "echo \"editing with $1: $2\"\n"
			   "read line || exit 1\n"
			   "sed -i 's/let n/let mut n/' \"$2\"\n");
	assert_int_equal(chmod(script, 0755), 0);
	e = emulator_start(place, &options);
	wait_for_first(e);
	emulator_type(e, "e");
	emulator_wait(e, "editing with --wait: ", SOON_S);
	assert_true(emulator_is_cooked(e));
	emulator_type(e, "go\n");
	emulator_wait(e, passed(place, "mini_first"), SOON_S);
	emulator_wait_alternate(e, true, SOON_S);
	quit(e);
}

static size_t count_bytes(struct emulator *e, const char *text)
{
	const struct buffer *bytes = emulator_bytes(e);
	size_t count = 0;

	for (const char *at = bytes->data;
	     (at = memmem(at, bytes->len - (size_t)(at - bytes->data), text, strlen(text))); at++)
		count++;
	return count;
}

struct expected_bytes {
	struct emulator *e;
	const char *text;
};

static bool bytes_came(void *data)
{
	struct expected_bytes *expected = data;

	emulator_look(expected->e);
	return count_bytes(expected->e, expected->text) == 1;
}

/* Waits until the bytes were written once. */
static void wait_bytes(struct emulator *e, const char *text)
{
	struct expected_bytes expected = {e, text};

	if (!wait_until(bytes_came, &expected, SOON_S))
		fail_msg("\"%s\" was written %zu times", text + 1, count_bytes(e, text));
}

/* What a window's title tells, and that the one before is there again. */
static void the_title_tells_the_state(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_first");
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	wait_bytes(e, "\x1b]2;rustgym: mini_first: checking\a");
	wait_bytes(e, "\x1b]2;rustgym: mini_first: does not compile\a");
	write_file(path, mini_solution("mini_first"));
	emulator_wait(e, passed(place, "mini_first"), SOON_S);
	wait_bytes(e, "\x1b]2;rustgym: mini_first: passed\a");
	emulator_type(e, "n");
	emulator_wait(e, "1 of 2 tests fails", SOON_S);
	wait_bytes(e, "\x1b]2;rustgym: mini_second: fails\a");
	emulator_type(e, "y");
	emulator_wait(e, "copied: exercises/01_start/01_small/mini_second.rs", SOON_S);
	emulator_wait_line(e, 1, "1 of 2 tests fails", SOON_S); /* still the verdict */
	wait_bytes(e, "\x1b]52;c;");
	quit(e);
	wait_bytes(e, "\x1b[22;2t");
	wait_bytes(e, "\x1b]2;\a\x1b[23;2t"); /* also where no title can be put aside */
	wait_bytes(e, "\x1b[?1004l");
}

/* A check of over 5 s calls who has looked away meanwhile, and nobody else. */
static void a_long_check_calls_who_looked_away(void **state)
{
	static const char *const notify[] = {"desktop", "bell", "off"};
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_third");

	mini_run_deadline(place, "6");
	assert_answer(rustgym(place, mini, "goto", "mini_third"), 0, NULL);
	write_file(file, mini_runs_for_ever);
	for (size_t i = 0; i < 3; i++) {
		static const char *const watch[] = {"watch", NULL};
		const char *const env[] = {"VTE_VERSION", "TMUX", "STY", "ZELLIJ", NULL};
		struct emulator_options options = {
			.folder = mini, .argv = watch, .env = env, .rows = 40, .columns = 100};
		struct emulator *e;
		size_t bells;

		assert_answer(rustgym(place, mini, "config", "notify", notify[i]), 0, NULL);
		e = emulator_start(place, &options);
		emulator_wait_line(e, 1, "is stopped after 6 s", SOON_S);
		emulator_type(e, "\x1b[O");
		wait_for_failure(e, "mini_third", SOON_S);
		bells = count_bytes(e, "\a") - count_bytes(e, "\x1b]2;");
		assert_int_equal(count_bytes(e, "\x1b]9;rustgym: mini_third: fails\a"), i == 0);
		assert_int_equal(bells, i < 2);
		quit(e);
	}
}

/* ---- leaving -------------------------------------------------------------------------------- */

static void leaves_on_ctrl_c(void **state)
{
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, mini_course(place));

	wait_for_first(e);
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

static void leaves_on_signals(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
	struct place *place = *state;
	const char *mini = mini_course(place);

	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct emulator *e = emulator_watch(place, mini);
		wait_for_first(e);
		emulator_signal(e, signals[i]);
		emulator_wait_exit(e, SOON_S);
		emulator_assert_restored(e);
	}
}

/* While it compiles, too. */
static void leaves_at_once(void **state)
{
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, mini_course(place));

	emulator_wait_alternate(e, true, SOON_S);
	emulator_type(e, "rrq");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

static void a_crash_restores_too(void **state)
{
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, mini_course(place));

	wait_for_first(e);
	emulator_signal(e, SIGSEGV);
	assert_int_not_equal(emulator_wait_exit(e, SOON_S), 0);
	emulator_assert_restored(e);
}

static void stops_and_comes_back(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = emulator_watch(place, mini);

	wait_for_first(e);
	for (int round = 0; round < 3; round++) {
		emulator_type(e, "\x1a");
		emulator_wait_stopped(e, SOON_S);
		emulator_assert_restored(e);
		emulator_continue(e);
		emulator_wait_alternate(e, true, SOON_S);
		wait_for_first(e);
		emulator_type(e, "?");
		emulator_wait(e, "Watching by", SOON_S);
		emulator_type(e, "\x1b");
		emulator_wait_gone(e, "Watching by", SOON_S);
	}
	emulator_type(e, "\x1a");
	emulator_wait_stopped(e, SOON_S);
	/* SIGTERM would not end what is stopped */
	assert_answer(rustgym(place, mini, "watch"), 3, "suspended. `fg` in its terminal");
	save_text(mini_exercise(place, "mini_first"), mini_solution("mini_first"), SAVE_RENAME);
	emulator_continue(e);
	emulator_wait(e, passed(place, "mini_first"), SOON_S); /* what was saved meanwhile */
	quit(e);
}

static void there_may_be_no_shell_to_stop_to(void **state)
{
	static const char *const watch[] = {"watch", NULL};
	struct place *place = *state;
	struct emulator_options options = {.folder = mini_course(place),
					   .argv = watch,
					   .rows = 40,
					   .columns = 100,
					   .alone = true};
	struct emulator *e = emulator_start(place, &options);

	wait_for_first(e);
	emulator_type(e, "\x1a");
	emulator_type(e, "?");
	emulator_wait(e, "Watching by", SOON_S);
	emulator_wait_alternate(e, true, SOON_S);
	quit(e);
}

/* ---- sizes ---------------------------------------------------------------------------------- */

static void any_size_will_do(void **state)
{
	static const int sizes[][2] = {{5, 20}, {1, 1}, {60, 200}, {2, 3},
				       {4, 80}, {3, 2}, {24, 80}};
	struct place *place = *state;
	struct emulator *e = emulator_watch(place, mini_course(place));

	wait_for_first(e);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		size_t before;

		emulator_look(e);
		before = emulator_bytes(e)->len;
		emulator_resize(e, sizes[i][0], sizes[i][1]);
		emulator_type(e, "\x0c");
		while (emulator_bytes(e)->len == before)
			emulator_wait_alternate(e, true, SOON_S), emulator_look(e);
		if (sizes[i][0] >= 5 && sizes[i][1] >= 20)
			emulator_wait_line(e, 0, "mini_first", SOON_S);
		emulator_type(e, "hl\x1b[B\x1b[6~\x1b[A?");
	}
	emulator_wait(e, "Watching by", SOON_S);
	emulator_type(e, "qq"); /* to the list, and out of it */
	wait_for_first(e);
	emulator_wait_line(e, -1, "q quit", SOON_S);
	quit(e);
}

/* A split beside the screen makes it narrow in the middle of a lesson. */
static void a_lesson_is_filled_again(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e;

	write_file(place_path(place, "mini/hints/01_start/01_small/mini_first.md"),
		   "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike "
		   "november oscar papa quebec romeo\n\n## Look\n\nThere.\n");
	e = emulator_watch(place, mini);
	emulator_wait(e, "mike november\noscar papa", SOON_S);
	assert_true(emulator_shows(e, "do the task in its first lines. Each\ntime that"));
	emulator_resize(e, 40, 50);
	emulator_wait(e, ", and\ndo the task in its first lines. Each time that you\nsave", SOON_S);
	emulator_wait(e, "hotel\nindia juliett kilo lima mike november oscar papa", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* Pages are laid out for the width that there is, as the lesson is. */
static void a_page_is_filled_again(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);
	struct emulator *e;

	e = emulator_watch(place, mini);
	emulator_wait_line(e, 1, "it does not compile", SOON_S);
	emulator_type(e, "i");
	emulator_wait(e, "can hold. A small number is a number", SOON_S);
	emulator_wait_line(e, 2, "exercises/01_start/01_small/mini_first.rs", SOON_S);
	emulator_resize(e, 40, 34);
	emulator_wait(e, "A small number is a number that a\nsmall type can hold.", SOON_S);
	emulator_type(e, "?");
	emulator_wait(e, "hints: there Right\n", SOON_S);
	emulator_resize(e, 60, 100);
	emulator_wait(e, "hints: there Right opens one more, and Left goes back", SOON_S);
	quit(e);
}

static void starts_in_any_size(void **state)
{
	static const char *const watch[] = {"watch", NULL};
	struct place *place = *state;
	struct emulator_options options = {
		.folder = mini_course(place), .argv = watch, .rows = 1, .columns = 1};
	struct emulator *e = emulator_start(place, &options);

	emulator_wait_alternate(e, true, SOON_S);
	emulator_resize(e, 40, 100);
	wait_for_first(e);
	emulator_wait_line(e, 0, "mini_first", SOON_S);
	quit(e);
}

/* ---- plain ---------------------------------------------------------------------------------- */

static void is_plain_when_asked(void **state)
{
	static const char *const plain[] = {"--plain", "watch", NULL}, *const watch[] = {"watch",
											 NULL};
	static const char *const dumb[] = {"TERM=dumb", NULL}, *const none[] = {"NO_COLOR=1", NULL};
	struct place *place = *state;
	struct emulator_options options = {
		.folder = mini_course(place), .argv = plain, .rows = 40, .columns = 100};
	struct emulator *e = emulator_start(place, &options);

	emulator_wait(e, "E0384", SOON_S);
	assert_null(memchr(emulator_bytes(e)->data, '\x1b', emulator_bytes(e)->len));
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	options.argv = watch;
	options.env = dumb;
	e = emulator_start(place, &options);
	emulator_wait(e, "E0384", SOON_S);
	assert_null(memchr(emulator_bytes(e)->data, '\x1b', emulator_bytes(e)->len));
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	options.env = none;
	e = emulator_start(place, &options);
	emulator_wait(e, "error[E0384]", SOON_S);
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len, "\x1b[31", 4));
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len, "\x1b[38", 4));
	assert_null(memmem(emulator_bytes(e)->data, emulator_bytes(e)->len, "\x1b[1m", 4));
	quit(e);
}

/* A hint, a title and a message of rustc are spelled in ASCII. */
static void another_locale_gets_no_utf8(void **state)
{
	static const char *const watch[] = {"watch", NULL}, *const c[] = {"LC_ALL=C", NULL};
	static const char *const plain[] = {"--plain", "watch", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator_options options = {
		.folder = mini, .argv = watch, .env = c, .rows = 40, .columns = 100};
	struct emulator *e;

	write_file(mini_hints(place, "mini_first", ".md"),
		   "## First rung\n\n\xe2\x80\x9clook\xe2\x80\x9d \xe2\x80\x94 at "
		   "K\xc3\xb6ln \xe2\x86\x92 \xe6\x97\xa5\n\n## Second rung\n\nb\n\n"
		   "## Third rung\n\nc\n");
	write_file(mini_exercise(place, "mini_first"), "fn f() -> u32 {\n    na\xc3\xafve\n}\n");
	e = emulator_start(place, &options);
	emulator_wait(e, "cannot find value `na?ve` in this scope", SOON_S);
	emulator_type(e, "h\x1b[C");
	emulator_wait(e, "\"look\" -- at K?ln -> ?", SOON_S);
	for (size_t i = 0; i < emulator_bytes(e)->len; i++)
		assert_true((unsigned char)emulator_bytes(e)->data[i] < 0x80);
	quit(e);
	options.argv = plain;
	e = emulator_start(place, &options);
	emulator_wait(e, "cannot find value `na?ve` in this scope", SOON_S);
	for (size_t i = 0; i < emulator_bytes(e)->len; i++)
		assert_true((unsigned char)emulator_bytes(e)->data[i] < 0x80);
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

/* ---- the history ---------------------------------------------------------------------------- */

/* Three texts to walk through: what was handed out, "second", "third". */
static struct emulator *walk(struct place *place, int rows, int columns)
{
	static const char *const history[] = {"history", "mini_first", NULL};
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct emulator_options options = {
		.folder = mini, .argv = history, .rows = rows, .columns = columns};

	assert_answer(rustgym(place, mini, "reset", "mini_first"), 0, "already");
	write_file(first, "second \x1b[31m\n");
	assert_answer(rustgym(place, mini, "reset", "mini_first"), 0, NULL);
	write_file(first, "third\n");
	assert_answer(rustgym(place, mini, "restore", "mini_first@2"), 0, NULL);
	return emulator_start(place, &options);
}

static void the_history_is_walked_through(void **state)
{
	struct emulator *e = walk(*state, 30, 120);

	emulator_wait(e, "+third", SOON_S);
	emulator_type(e, "j");
	emulator_wait(e, "+second", SOON_S);
	emulator_wait_gone(e, "+third", SOON_S);
	emulator_type(e, "\x1b[B");
	emulator_wait_gone(e, "+second", SOON_S);
	assert_true(emulator_shows(e, "as handed out"));
	emulator_type(e, "j"); /* below the oldest there is nothing */
	emulator_type(e, "kk");
	emulator_wait(e, "+third", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

static void the_history_fits_a_narrow_screen(void **state)
{
	struct emulator *e = walk(*state, 12, 40);

	emulator_wait(e, "+third", SOON_S);
	assert_true(strstr(emulator_line(e, 1), "before restore") != NULL);
	emulator_resize(e, 30, 120);
	emulator_wait(e, "as handed out", SOON_S);
	emulator_resize(e, 3, 10);
	emulator_wait_gone(e, "as handed out", SOON_S);
	emulator_resize(e, 12, 40);
	emulator_wait(e, "+third", SOON_S);
	emulator_type(e, "\x03");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(every_way_to_save_is_seen),
		in_a_place(keys_show_pages),
		in_a_place(an_old_verdict_is_called_old),
		in_a_place(the_tests_are_counted_while_they_run),
		in_a_place(a_check_shows_what_is_judged),
		in_a_place(the_end_of_a_check_takes_no_page_away),
		in_a_place(findings_are_walked_through),
		in_a_place(the_keys_do_something),
		in_a_place(a_pass_that_is_saved_again_tells_what_is_next),
		in_a_place(a_pass_names_the_first_error_of_the_next_one),
		in_a_place(only_a_saved_text_is_a_try),
		in_a_place(what_rustgym_puts_there_is_no_try),
		in_a_place(a_paste_is_text_and_no_command),
		in_a_place(what_cannot_be_explained_is_said_above_the_verdict),
		in_a_place(the_task_is_that_of_the_saved_file),
		in_a_place(a_command_can_be_typed),
		in_a_place(paths_are_links_where_the_terminal_knows_them),
		in_a_place(the_mouse_works_in_the_list),
		in_a_place(the_list_is_worked_with),
		in_a_place(the_list_is_about_its_cursor),
		in_a_place(hints_do_not_burn),
		in_a_place(the_last_exercise_has_no_next_one),
		in_a_place(a_done_exercise_is_not_the_next_one),
		in_a_place(n_at_the_end_says_it_once),
		in_a_place(long_output_scrolls),
		in_a_place(strange_input_does_nothing),
		in_a_place(a_paste_is_no_command),
		in_a_place(the_editor_gets_the_terminal),
		in_a_place(the_title_tells_the_state),
		in_a_place(a_long_check_calls_who_looked_away),
		in_a_place(leaves_on_ctrl_c),
		in_a_place(leaves_on_signals),
		in_a_place(leaves_at_once),
		in_a_place(a_crash_restores_too),
		in_a_place(stops_and_comes_back),
		in_a_place(there_may_be_no_shell_to_stop_to),
		in_a_place(any_size_will_do),
		in_a_place(a_lesson_is_filled_again),
		in_a_place(a_page_is_filled_again),
		in_a_place(starts_in_any_size),
		in_a_place(is_plain_when_asked),
		in_a_place(another_locale_gets_no_utf8),
		in_a_place(to_the_end_of_the_course),
		in_a_place(the_history_is_walked_through),
		in_a_place(the_history_fits_a_narrow_screen),
	};

	return run_group(tests);
}
