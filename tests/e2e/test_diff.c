/* What one changed: `diff` and `solution`, in a pipe and on a terminal. */
#include "emulator.h"
#include "mini_course.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Three snapshots of mini_first: as handed out, "two", "three"; "four" is on disk. */
static const char *with_history(struct place *place)
{
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");

	assert_answer(rustgym(place, mini, "diff"), 0, "saw it first"); /* records the start */
	write_file(first, "two\n");
	assert_answer(rustgym(place, mini, "reset"), 0, NULL);
	write_file(first, "three\n");
	assert_answer(rustgym(place, mini, "reset"), 0, NULL);
	write_file(first, "four\n");
	return mini;
}

static void shows_what_changed_since_the_start(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct answer diff = rustgym(place, mini, "diff");

	assert_answer(diff, 0, "mini_first is as rustgym saw it first.");
	assert_string_equal(diff.out, "");
	replace_in_file(place, first, "let n", "let mut n");
	diff = rustgym(place, mini, "diff");
	assert_answer(diff, 0, "-    let n = 1;\n+    let mut n = 1;\n");
	assert_contains(diff.out, "--- a/exercises/01_start/01_small/mini_first.rs\tthe start\n");
	assert_lacks(diff.out, "\x1b");
	assert_answer(rustgym(place, mini, "diff", "mini_second"), 0, "saw it first");
}

static void shows_what_changed_between_attempts(void **state)
{
	struct place *place = *state;
	const char *mini = with_history(place);

	assert_answer(rustgym(place, mini, "diff", "mini_first", "@2", "@3"), 0, "-two\n+three\n");
	assert_answer(rustgym(place, mini, "diff", "@3", "@2"), 0, "-three\n+two\n");
	assert_answer(rustgym(place, mini, "diff", "mini_first@2"), 0, "-two\n+four\n");
	assert_answer(rustgym(place, mini, "diff", "mini_first@2", "mini_first@3"), 0, "+three\n");
	assert_answer(rustgym(place, mini, "diff", "@2", "@2"), 0, "@2 and @2 are equal");
	assert_answer(rustgym(place, mini, "diff", "@0"), 0, "+four\n");
	assert_answer(rustgym(place, mini, "diff", "@9"), 2, "mini_first@9");
	assert_answer(rustgym(place, mini, "diff", "@1", "@2", "@3"), 2, "at most two");
	assert_answer(rustgym(place, mini, "diff", "mini_first", "mini_third"), 2, "at most two");
	assert_answer(rustgym(place, mini, "diff", "mini_first@2", "mini_third@0"), 2,
		      "two exercises");
}

static void the_solution_is_for_who_has_passed(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");

	assert_answer(rustgym(place, mini, "solution"), 2, "mini_first has not passed yet");
	assert_answer(rustgym(place, mini, "diff", "--solution"), 2, "--spoil");
	assert_answer(rustgym(place, mini, "solution", "--spoil"), 0, "let mut n");
	assert_answer(rustgym(place, mini, "diff", "--solution", "--spoil"), 0, "+    let mut n");
	assert_answer(rustgym(place, mini, "diff", "--spoil"), 2, "--solution");
	assert_answer(rustgym(place, mini, "diff", "@1", "@2", "--solution"), 2, "second snapshot");
	write_file(first, mini_solution("mini_first"));
	assert_answer(rustgym(place, mini, "run"), 0, "passed");
	assert_answer(rustgym(place, mini, "solution", "mini_first"), 0,
		      "==> the reference: mini_first.rs\npub fn count()");
	assert_answer(rustgym(place, mini, "diff", "mini_first", "--solution"), 0,
		      "now and the reference are equal");
	remove_file(mini_hints(place, "mini_first", ".rs"));
	assert_answer(rustgym(place, mini, "solution", "mini_first"), 4, "no reference solution");
}

/* First what differs, with the lines around it, then all of the reference. */
static void the_solution_says_what_differs(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct answer solution = rustgym(place, mini, "solution", "--spoil");

	assert_answer(solution, 0,
		      "Lines that begin with - are only in yours, those with + only in "
		      "the reference.");
	assert_contains(solution.out, "\n pub fn count() -> u32 {\n-    let n = 1;\n"
				      "+    let mut n = 1;\n     n += 1;\n     n\n }\n");
	assert_true(strstr(solution.out, "+    let mut n") <
		    strstr(solution.out, "==> the reference: mini_first.rs\npub fn count()"));
	assert_lacks(solution.out, "\x1b");
	write_file(first, mini_solution("mini_first"));
	solution = rustgym(place, mini, "solution", "--spoil");
	assert_answer(solution, 0, "mini_first.rs: yours and the reference are equal.");
	assert_lacks(solution.out, "\n-");
}

/* ---- on a terminal -------------------------------------------------------------------------- */

static struct emulator *start(struct place *place, const char *folder, int columns,
			      const char *const *argv, const char *const *env)
{
	return emulator_start(place, &(struct emulator_options){.folder = folder,
								.argv = argv,
								.env = env,
								.rows = 40,
								.columns = columns});
}

static void stands_side_by_side_where_there_is_room(void **state)
{
	static const char *const argv[] = {"solution", "--spoil", NULL};
	static const char *const env[] = {"PAGER=cat", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e = start(place, mini, 130, argv, env);

	emulator_wait(e, "the reference: mini_first.rs", SOON_S);
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	assert_contains(emulator_line(e, 0), "yours: mini_first.rs");
	assert_contains(emulator_line(e, 0), "the reference: mini_first.rs");
	assert_true(emulator_shows(e, "| "));
	assert_true(emulator_shows(e, "| is a changed line, < only yours has"));
	e = start(place, mini, 100, argv, env);
	emulator_wait(e, "==> the reference: mini_first.rs", SOON_S);
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* Between words, and not where the row ends. */
static void a_long_line_of_the_solution_is_broken(void **state)
{
	static const char *const argv[] = {"solution", "--spoil", NULL};
	static const char *const env[] = {"PAGER=cat", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place), *solution = mini_hints(place, "mini_first", ".rs");
	struct emulator *e;

	write_file(solution, place_text(place,
					"// The number is allowed to change later, for it "
					"grows.\n\n%s",
					mini_solution("mini_first")));
	e = start(place, mini, 40, argv, env);
	emulator_wait(e, "==> the reference: mini_first.rs", SOON_S);
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	assert_contains(emulator_text(e), "\n// The number is allowed to change\n  later, for it "
					  "grows.\n\npub fn count()");
}

/* In `watch` the output of a command is a pipe, and a person reads it. */
static void a_view_of_watch_is_for_a_person(void **state)
{
	static const char *const argv[] = {"watch", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place), *first = mini_exercise(place, "mini_first");
	struct emulator *e = start(place, mini, 100, argv, NULL);

	emulator_wait_line(e, 1, "it does not compile", SOON_S);
	write_file(first, place_text(place, "%s// mine\n", mini_solution("mini_first")));
	emulator_wait(e, "mini_first passed", SOON_S);
	emulator_type(e, "d");
	emulator_wait(e, "+// mine", SOON_S);
	assert_true(emulator_shows(e, "--- a/mini_first.rs"));
	assert_false(emulator_shows(e, "diff --git"));
	emulator_type(e, "s");
	emulator_wait(e, "-// mine", SOON_S);
	emulator_wait(e, "==> the reference: mini_first.rs", SOON_S);
	emulator_resize(e, 40, 130); /* now there is room for both */
	emulator_wait(e, "is a changed line, < only yours has", SOON_S);
	emulator_resize(e, 40, 100);
	emulator_wait_gone(e, "is a changed line, < only yours has", SOON_S);
	emulator_wait(e, "-// mine", SOON_S);
	emulator_type(e, "\x1b");
	emulator_wait(e, "Next: ", SOON_S);
	emulator_type(e, "q");
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
}

/* Rust in colours on a terminal; with NO_COLOR the signs are explained in words. */
static void colours_are_for_a_terminal_that_has_them(void **state)
{
	static const char *const argv[] = {"diff", NULL};
	static const char *const env[] = {"PAGER=cat", "GIT_PAGER=cat", NULL};
	static const char *const none[] = {"PAGER=cat", "GIT_PAGER=cat", "NO_COLOR=1", NULL};
	struct place *place = *state;
	const char *mini = mini_course(place);
	struct emulator *e;

	assert_answer(rustgym(place, mini, "diff"), 0, "saw it first"); /* records the start */
	replace_in_file(place, mini_exercise(place, "mini_first"), "let n", "let mut n");
	e = start(place, mini, 100, argv, env);
	emulator_wait(e, "+    let mut n = 1;", SOON_S);
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	assert_non_null(strstr(emulator_bytes(e)->data, "\x1b[35mpub fn \x1b[0m"));
	assert_false(emulator_shows(e, "Lines that begin with -"));
	e = start(place, mini, 100, argv, none);
	emulator_wait(e, "+    let mut n = 1;", SOON_S);
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	assert_true(emulator_shows(
		e, "Lines that begin with - are only in the start, those with + only in now."));
}

/* A pager of the test's own: it says who it is, then shows what it is given. */
static const char *make_pager(struct place *place, const char *name)
{
	const char *path = place_path(place, "%s", name);

	write_file(path, place_text(place, "#!/bin/sh\necho \"$*: this is %s\"\ncat\n", name));
	assert_int_equal(chmod(path, 0755), 0);
	return path;
}

static void assert_pager(struct place *place, const char *mini, const char *const *env,
			 const char *said)
{
	static const char *const argv[] = {"diff", NULL};
	struct emulator *e = start(place, mini, 100, argv, env);

	emulator_wait(e, "+four", SOON_S);
	assert_int_equal(emulator_wait_exit(e, SOON_S), 0);
	assert_contains(emulator_text(e), said);
}

static void asks_gits_pager_first(void **state)
{
	struct place *place = *state;
	const char *mini = with_history(place), *config = place_path(place, "gitconfig");
	const char *usual = place_text(place, "PAGER=%s", make_pager(place, "usual"));
	const char *gits = place_text(place, "GIT_PAGER=%s", make_pager(place, "by-env"));
	const char *global = place_text(place, "GIT_CONFIG_GLOBAL=%s", config);
	const char *core = make_pager(place, "by-core");

	assert_pager(place, mini, (const char *const[]){usual, global, NULL}, "this is usual");
	write_file(config, place_text(place, "[core]\n\tpager = \"%s --theme 'a b'\"\n", core));
	assert_pager(place, mini, (const char *const[]){usual, global, NULL},
		     "--theme a b: this is by-core");
	assert_pager(place, mini, (const char *const[]){usual, global, gits, NULL},
		     "this is by-env");
	write_file(config, place_text(place, "[core]\n\tpager = \"%s | cat\"\n", core));
	assert_pager(place, mini, (const char *const[]){usual, global, NULL}, "this is usual");
}

static void shows_it_in_the_learners_tool(void **state)
{
	struct place *place = *state;
	const char *mini = with_history(place), *config = place_path(place, "gitconfig");
	const char *global = place_text(place, "GIT_CONFIG_GLOBAL=%s", config);
	const char *tmp = place_path(place, "tmp"), *seen = place_path(place, "seen");
	const char *const env[] = {global, place_text(place, "TMPDIR=%s", tmp), NULL};
	const struct call call = {.folder = mini, .env = env};

	assert_int_equal(mkdir(tmp, 0700), 0);
	write_file(config, "");
	assert_answer(call_with(place, &call, (const char *const[]){"diff", "--tool", NULL}), 3,
		      "git config --global diff.tool");
	write_file(config, place_text(place,
				      "[diff]\n\ttool = mine\n[difftool \"mine\"]\n"
				      "\tcmd = cat \\\"$LOCAL\\\" \\\"$REMOTE\\\" > '%s'\n",
				      seen));
	assert_answer(
		call_with(place, &call, (const char *const[]){"diff", "@2", "@3", "--tool", NULL}),
		0, NULL);
	assert_string_equal(read_text(place, seen), "two\nthree\n");
	assert_int_equal(rmdir(tmp), 0); /* nothing is left in it */
}

/* An editor that saves with CRLF, or git's autocrlf, changes no line. */
static void line_ends_are_no_change(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *path = mini_exercise(place, "mini_third");
	struct answer diff;

	assert_answer(rustgym(place, mini, "run", "mini_third"), 1, NULL);
	write_file(path, "fn main() {\r\n    println!(\"yes\");\r\n}\r\n");
	diff = rustgym(place, mini, "diff", "mini_third");
	assert_answer(diff, 0, "+    println!(\"yes\");");
	assert_contains(diff.out, "\n fn main() {");
	assert_contains(diff.out, "\n }");
	write_file(path, "fn main() {\r\n    println!(\"no\");\r\n}\r\n");
	diff = rustgym(place, mini, "diff", "mini_third");
	assert_answer(diff, 0, NULL);
	assert_string_equal(diff.out, "");
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(shows_what_changed_since_the_start),
		in_a_place(shows_what_changed_between_attempts),
		in_a_place(the_solution_is_for_who_has_passed),
		in_a_place(the_solution_says_what_differs),
		in_a_place(stands_side_by_side_where_there_is_room),
		in_a_place(a_long_line_of_the_solution_is_broken),
		in_a_place(a_view_of_watch_is_for_a_person),
		in_a_place(colours_are_for_a_terminal_that_has_them),
		in_a_place(asks_gits_pager_first),
		in_a_place(line_ends_are_no_change),
		in_a_place(shows_it_in_the_learners_tool),
	};

	return run_group(tests);
}
