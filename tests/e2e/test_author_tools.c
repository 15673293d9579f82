/* The author's commands: `dev new`, `dev check`, `dev stats`. */
#include "emulator.h"
#include "harness.h"
#include "mini_course.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/lock.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TOPIC "mini/exercises/01_start/01_small/topic.json"
#define MANIFEST "mini/exercises/01_start/01_small/Cargo.toml"
#define PAGE "mini/exercises/01_start/01_small/README.md"
#define PHASE "mini/exercises/01_start/Cargo.toml"

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

/* ---- dev new -------------------------------------------------------------------------------- */

static void each_mark_is_named(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);
	struct answer made = rustgym(place, mini, "dev", "new", "01_small", "mini_fourth");
	struct answer check;

	assert_answer(made, 0, "mini_fourth");
	check = rustgym(place, mini, "dev", "check", "mini_fourth");
	assert_answer(check, 4, "FILL-IN");
	assert_contains(check.out, "exercises/01_start/01_small/mini_fourth.rs:1:");
	for (int line = 3; line <= 6; line++) /* the task, the link, what to do */
		if (line != 5)
			assert_contains(check.out,
					place_text(place, "01_small/mini_fourth.rs:%d:", line));
	assert_contains(check.out, "exercises/01_start/01_small/mini_fourth.rs:12:");
	assert_contains(check.out, "mini_fourth.md:1:"); /* the lesson */
	assert_contains(check.out, "mini_fourth.md:4:"); /* its example */
	assert_contains(check.out, "mini_fourth.md:9:");
	assert_contains(check.out, "mini_fourth.md:26:"); /* the question after the pass */
	assert_contains(check.out, "hints/01_start/01_small/mini_fourth.rs:6:");
	assert_contains(check.out, "mini_fourth.wrong.rs:1:");
	assert_contains(check.out, "mini_fourth.wrong.rs:2:");
	for (int line = 35; line <= 38; line++) /* title, shape, skills, uses */
		assert_contains(check.out,
				place_text(place, "topic.json:%d: expected the author's", line));
	assert_contains(check.out, "topic.json:40: expected the author's"); /* the link */
	/* what is not written yet disturbs nobody else */
	assert_answer(rustgym(place, mini, "dev", "check", "mini_second"), 0, "0 problems");
}

static void a_topic_gets_a_page(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);

	remove_file(place_path(place, PAGE));
	assert_answer(rustgym(place, mini, "dev", "check", "mini_first"), 4,
		      "topic.json: expected a page for the topic Small things");
	assert_answer(rustgym(place, mini, "dev", "new", "01_small", "mini_fourth"), 0,
		      "01_small/README.md");
	assert_answer(rustgym(place, mini, "dev", "check", "mini_first"), 4,
		      "exercises/01_start/01_small/README.md:3: expected the author's text");
}

/* The text of one of mini_second's files. */
static const char *second(struct place *place, const char *suffix)
{
	return read_text(place, mini_hints(place, "mini_second", suffix));
}

static void fill_entry(struct place *place, const char *test)
{
	const char *topic = place_path(place, TOPIC);

	replace_in_file(place, topic, "\"title\": \"FILL-IN\",\n", "\"title\": \"Twice\",\n");
	replace_in_file(place, topic, "\"shape\": \"FILL-IN\"", "\"shape\": \"complete\"");
	replace_in_file(place, topic, "\"skills\": [\"FILL-IN\"]", "\"skills\": [\"1.1.1\"]");
	replace_in_file(place, topic, "      \"uses\": [\"FILL-IN\"],\n", "");
	replace_in_file(place, topic, "\"title\": \"FILL-IN\"", "\"title\": \"The Book\"");
	replace_in_file(place, topic, "rust-lang.org/FILL-IN", "rust-lang.org/book/");
	replace_in_file(place, topic, test,
			strncmp(test, "tests::", 7) == 0 ? "tests::doubles" : "doubles");
}

static void a_file_filled_in_is_proved(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);

	assert_answer(rustgym(place, mini, "dev", "new", "01_small", "mini_fourth"), 0,
		      "topic.json");
	write_file(mini_exercise(place, "mini_fourth"),
		   place_text(place, MINI_HEADER "%s", mini_start("mini_second")));
	write_file(mini_hints(place, "mini_fourth", ".rs"), mini_solution("mini_second"));
	write_file(mini_hints(place, "mini_fourth", ".wrong.rs"), second(place, ".wrong.rs"));
	write_file(mini_hints(place, "mini_fourth", ".md"), second(place, ".md"));
	fill_entry(place, "tests::says_in_its_name_what_is_wanted");
	assert_answer(rustgym(place, mini, "dev", "check", "mini_fourth"), 0,
		      "1 exercise, 3 variants, 0 problems");
	assert_answer(rustgym(place, mini, "dev", "check", "--jobs", "2"), 0,
		      "4 exercises, 12 variants (3 unchanged since they were proved), 0 problems");
}

static void a_folder_filled_in_is_proved(void **state)
{
	static const char tests[] = "use mini_pack::double;\n\n#[test]\nfn doubles() {\n"
				    "    assert_eq!(double(3), 6);\n}\n";
	struct place *place = *state;
	const char *mini = mini_complete_course(place);
	const char *folder = place_path(place, "mini/exercises/01_start/01_small/mini_pack");
	struct answer check;

	assert_answer(rustgym(place, mini, "dev", "new", "01_small", "mini_pack", "--folder"), 0,
		      "mini_pack/tests/specification.rs");
	assert_contains(read_text(place, place_path(place, PHASE)),
			"exclude = [\"01_small/mini_pack\"]");
	check = rustgym(place, mini, "dev", "check", "mini_pack");
	assert_answer(check, 4, "mini_pack/src/lib.rs:1: expected the author's text");
	assert_contains(check.out, "mini_pack/tests/specification.rs:3:");
	assert_contains(check.out, "mini_pack.wrong/src/lib.rs:2:");
	write_file(place_text(place, "%s/src/lib.rs", folder),
		   MINI_HEADER "pub fn double(n: u32) -> u32 {\n    n\n}\n");
	write_file(place_text(place, "%s/tests/specification.rs", folder), tests);
	write_file(mini_hints(place, "mini_pack", "/src/lib.rs"),
		   "pub fn double(n: u32) -> u32 {\n    n * 2\n}\n");
	write_file(mini_hints(place, "mini_pack", ".wrong/src/lib.rs"),
		   "// Wrong: adds.\n// Rejected by: doubles\npub fn double(n: u32) -> u32 {\n"
		   "    n + 2\n}\n");
	write_file(mini_hints(place, "mini_pack", ".md"),
		   MINI_LESSON "## A\n\na\n\n## B\n\nb\n\n## C\n\nc\n\n## on doubles\n\nd\n");
	fill_entry(place, "says_in_its_name_what_is_wanted");
	assert_answer(rustgym(place, mini, "dev", "check", "mini_pack"), 0,
		      "1 exercise, 3 variants, 0 problems");
}

/* What was there before is there after, to the byte. */
static void what_fails_leaves_nothing(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);
	const char *topic = place_path(place, TOPIC);
	const char *manifest = read_text(place, place_path(place, MANIFEST));
	const char *before;

	remove_file(place_path(place, PAGE));
	/* an entry can't go after the last ] */
	replace_in_file(place, topic, "  ]\n}\n", "  ],\n  \"$schema\": \"[]\"\n}\n");
	before = read_text(place, topic);
	assert_answer(rustgym(place, mini, "dev", "new", "01_small", "mini_fourth"), 4,
		      "move \"exercises\" to the end");
	assert_string_equal(read_text(place, topic), before);
	assert_false(file_exists(place_path(place, PAGE)));
	assert_string_equal(read_text(place, place_path(place, MANIFEST)), manifest);
	assert_false(file_exists(mini_exercise(place, "mini_fourth")));
	assert_false(file_exists(mini_hints(place, "mini_fourth", ".md")));
	write_file(mini_hints(place, "mini_fifth", ".rs"), "fn mine() {}\n");
	assert_answer(rustgym(place, mini, "dev", "new", "01_small", "mini_fifth"), 2,
		      "exists already; it was left as it is");
	assert_string_equal(read_text(place, mini_hints(place, "mini_fifth", ".rs")),
			    "fn mine() {}\n");
	assert_false(file_exists(mini_hints(place, "mini_fifth", ".md")));
}

/* As after a kill between two files: called again, it goes on. */
static void what_was_killed_goes_on(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);
	const char *topic = place_path(place, TOPIC), *before = read_text(place, topic);
	const char *whole;

	assert_answer(rustgym(place, mini, "dev", "new", "01_small", "mini_fourth"), 0, NULL);
	whole = read_text(place, topic);
	write_file(topic, before);
	remove_file(mini_hints(place, "mini_fourth", ".wrong.rs"));
	assert_answer(rustgym(place, mini, "dev", "check"), 0, "3 exercises");
	assert_answer(rustgym(place, mini, "dev", "new", "01_small", "mini_fourth"), 0,
		      ".wrong.rs");
	assert_string_equal(read_text(place, topic), whole);
	assert_true(file_exists(mini_hints(place, "mini_fourth", ".wrong.rs")));
}

static void new_names_are_checked(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);

	assert_answer(rustgym(place, mini, "dev", "new", "01_small", "mini_first"), 2, "already");
	assert_answer(rustgym(place, mini, "dev", "new", "09_none", "mini_fifth"), 2, "no topic");
	assert_answer(rustgym(place, mini, "dev", "new", "01_small", "Mini"), 2, "a-z");
	assert_answer(rustgym(place, mini, "dev", "new", "01_small"), 2, "usage");
}

/* ---- dev check: one thing wrong each -------------------------------------------------------- */

/* The names say in which file, and what the check must say about it. */
static const struct fault {
	const char *exercise, *suffix; /* suffix NULL: the exercise itself; "topic": topic.json */
	const char *old, *new;
	const char *says;
} faults[] = {
	{"mini_first", "topic", "E0384", "E0382", "E0384"},
	{"mini_second", "topic", "tests::doubles", "tests::leaves_zero", "tests::doubles"},
	{"mini_third", "topic", "\"no\\n\"", "\"perhaps\\n\"", "perhaps"},
	{"mini_first", NULL, "let n", "let mut n", "E0384"},
	{"mini_third", ".rs", "println!(\"yes\");", "let unused = 1;\n    println!(\"yes\");",
	 "mini_third.rs:2: the solution passes with a warning"},
	{"mini_second", ".rs", "n * 2", "n * 3", "solution"},
	{"mini_second", ".rs", "n * 2", "n   *   2", "rustfmt"},
	{"mini_second", ".rs", "super::double(0), 0", "super::double(1), 2", "the same tests"},
	{"mini_second", ".wrong.rs", "n + 2", "n * 2", "mini_second.wrong.rs"},
	{"mini_second", ".wrong.rs", "super::double(3), 6", "super::double(3), 5",
	 "the same tests"},
	{"mini_second", ".md", "## Second rung\n\nmultiply\n", "", "at least 3 rungs"},
	{"mini_second", ".md", "multiply\n", "\n", "expected text under \"Second rung\""},
	{"mini_second", ".wrong.rs", "// Wrong: somebody may think so.\n", "",
	 "mini_second.wrong.rs:1: expected in the first line a comment \"Wrong: why"},
	{"mini_second", ".wrong.rs", "// Rejected by: tests::doubles\n", "",
	 "mini_second.wrong.rs:2: expected what rejects this answer below \"Wrong:\", found "
	 "something else; write: // Rejected by: tests::doubles, tests::leaves_zero"},
	{"mini_second", ".wrong.rs", "by: tests::doubles", "by: tests::halves",
	 "mini_second.wrong.rs:2: expected tests::halves to reject this answer, found that these "
	 "do: tests::doubles, tests::leaves_zero"},
	{"mini_second", ".wrong.rs", "n + 2", "m + 2",
	 "expected tests::doubles to reject this answer, found that these do: E0425"},
	{"mini_third", ".wrong.rs", "by: output", "by: panic", "these do: output"},
	{"mini_first", ".wrong.rs", "let mut n = 1;", "let n = 1;", "these do: E0384"},
	{"mini_first", ".md", "## on E0384", "## on E0383",
	 "mini_first.md: expected a section \"## on E0384\", which the untouched exercise"},
	{"mini_second", ".md", "## on tests::doubles", "## on tests::triples",
	 "mini_second.md:18: expected a test of the exercise, a lint or an error's code, found "
	 "tests::triples"},
	{"mini_second", ".md", "## on tests::doubles", "## on E77",
	 "mini_second.md:18: expected the code of an error, found E77"},
	{"mini_second", "topic", "      \"shape\": \"complete\",\n", "",
	 "topic.json:14: expected \"shape\" of mini_second to be"},
	{"mini_first", "topic", "\"minutes\": 5", "\"minutes\": 50",
	 "topic.json:10: expected about 4 "
	 "minutes"},
	{"mini_first", "topic", "https://doc.rust-lang.org/book/", "https://doc.rust-lang.org/b k/",
	 "topic.json:11: expected a url"},
	{"mini_first", ".md", "look at `let`", "<http://a.example/>",
	 "mini_first.md:8: expected a link that begins with https://"},
};

static const char *path_of(struct place *place, const struct fault *f)
{
	if (!f->suffix)
		return mini_exercise(place, f->exercise);
	return strcmp(f->suffix, "topic") == 0 ? place_path(place, TOPIC)
					       : mini_hints(place, f->exercise, f->suffix);
}

static void each_fault_is_found(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);

	assert_answer(rustgym(place, mini, "dev", "check"), 0, "0 problems");
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		const struct fault *f = &faults[i];
		const char *path = path_of(place, f);
		const char *before = read_text(place, path);

		print_message("# fault %zu: %s%s\n", i, f->exercise, f->suffix ? f->suffix : "");
		replace_in_file(place, path, f->old, f->new);
		assert_answer(rustgym(place, mini, "dev", "check", f->exercise), 4, f->says);
		write_file(path, before);
	}
	assert_answer(rustgym(place, mini, "dev", "check"), 0,
		      "9 variants (9 unchanged since they were proved), 0 problems");
}

static void what_is_missing_is_found(void **state)
{
	static const struct {
		const char *suffix, *says;
	} missing[] = {{".md", "expected the hints of mini_second"},
		       {".rs", "expected a reference solution"},
		       {".wrong.rs", "expected at least one wrong answer"}};
	struct place *place = *state;
	const char *mini = mini_complete_course(place);

	for (size_t i = 0; i < 3; i++) {
		const char *path = mini_hints(place, "mini_second", missing[i].suffix);
		const char *before = read_text(place, path);

		remove_file(path);
		assert_answer(rustgym(place, mini, "dev", "check", "mini_second"), 4,
			      missing[i].says);
		write_file(path, before);
	}
	replace_in_file(place, place_path(place, MANIFEST), "path = \"mini_second.rs\"",
			"path = \"mini_first.rs\"");
	assert_answer(rustgym(place, mini, "dev", "check", "mini_second"), 4,
		      "expected a target with path = \"mini_second.rs\"");
}

/* What no exercise shows by itself: only a check of all looks at it. */
static void the_whole_course_is_looked_at(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place), *topic = place_path(place, TOPIC);
	const char *roadmap = place_path(place, "mini/exercises/roadmap.json");

	replace_in_file(place, topic, "\"shape\": \"design\"", "\"shape\": \"complete\"");
	assert_answer(rustgym(place, mini, "dev", "check"), 4,
		      "topic.json: expected an exercise of the shape design among the 3");
	assert_answer(rustgym(place, mini, "dev", "check", "mini_third"), 0, "0 problems");
	replace_in_file(place, topic,
			"\"shape\": \"complete\",\n      \"skills\": [\"1.1.1\"],\n"
			"      \"minutes\": 5,\n      \"links\": [{ \"title\": \"The "
			"Book\", \"url\": \"https://doc.rust-lang.org/book/\" }],\n"
			"      \"fails\": { \"output\"",
			"\"shape\": \"design\",\n      \"skills\": [\"1.1.0\"],\n      \"uses\": "
			"[\"1.1.9\"],\n      \"minutes\": 5,\n      \"links\": [{ \"title\": \"The "
			"Book\", \"url\": \"https://doc.rust-lang.org/book/\" }],\n"
			"      \"fails\": { \"output\"");
	replace_in_file(place, roadmap, "\"1.1.1\": \"The only skill\"",
			"\"1.1.0\": \"First\", \"1.1.1\": \"Then\", \"1.1.9\": \"Last\"");
	assert_answer(rustgym(place, mini, "dev", "check"), 0,
		      "1 skill is used that no exercise teaches yet: 1.1.9");
	replace_in_file(place, topic, "\"skills\": [\"1.1.1\"]",
			"\"uses\": [\"1.1.0\"], \"skills\": [\"1.1.1\"]");
	assert_answer(rustgym(place, mini, "dev", "check", "mini_first"), 4,
		      "topic.json:9: expected mini_first to use only what is taught before it");
}

/* ---- dev check: what is proved -------------------------------------------------------------- */

static void assert_cached(struct place *place, const char *mini, const char *part)
{
	assert_answer(rustgym(place, mini, "dev", "check"), 0, part);
}

static void what_was_proved_is_not_proved_again(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);
	const char *wrong = mini_hints(place, "mini_second", ".wrong.rs");

	assert_cached(place, mini, "9 variants, 0 problems");
	assert_cached(place, mini, "9 variants (9 unchanged");
	replace_in_file(place, wrong, "n + 2", "n + 4"); /* one variant */
	assert_cached(place, mini, "9 variants (8 unchanged");
	replace_in_file(place, mini_exercise(place, "mini_second"), "    n\n", "    n + 0\n");
	replace_in_file(place, mini_exercise(place, "mini_second"), "    n + 0\n", "    n\n");
	assert_cached(place, mini, "9 variants (9 unchanged"); /* as it was */
	replace_in_file(place, mini_exercise(place, "mini_third"), "\"no\"", "\"no\" ");
	assert_cached(place, mini, "9 variants (6 unchanged"); /* all of one exercise */
	assert_answer(rustgym(place, mini, "dev", "check", "--no-cache"), 0, "9 variants, 0");
	/* a contract is an input, too; and what is wrong is not remembered */
	replace_in_file(place, place_path(place, TOPIC), "\"no\\n\"", "\"none\\n\"");
	assert_answer(rustgym(place, mini, "dev", "check", "mini_third"), 4, "found: it prints");
	assert_answer(rustgym(place, mini, "dev", "check", "mini_third"), 4, "found: it prints");
}

/* In a place of its own git has no settings but these. */
static int git(struct place *place, const char *mini, const char *first, const char *second,
	       const char *third)
{
	const char *const argv[] = {"/usr/bin/env", "git",         "-C",  mini,
				    "-c",           "user.name=A", "-c",  "user.email=a@a.example",
				    first,          second,        third, NULL};

	return call_program(place, &(struct call){0}, argv).status;
}

/* Two checks in one folder of build products would delete each other's copies. */
static void one_check_at_a_time(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place);
	const char *path = place_text(place, "%s/dev-check.lock", getenv("E2E_CACHE"));
	struct lock *lock;
	struct error err = ERROR_INIT;

	assert_answer(rustgym(place, mini, "dev", "check", "mini_second"), 4, "3 variants");
	if (lock_take(path, 0, &lock, NULL, &err))
		fail_msg("%s", err.message);
	assert_answer(rustgym(place, mini, "dev", "check", "--no-cache", "mini_second"), 3,
		      "another `dev check` still works in");
	lock_release(lock);
	assert_answer(rustgym(place, mini, "dev", "check", "--no-cache", "mini_second"), 4,
		      "3 variants");
}

static void only_what_changed_is_proved(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);

	assert_answer(rustgym(place, mini, "dev", "check", "--changed"), 3,
		      "is in no git repository");
	assert_int_equal(git(place, mini, "init", "-q", NULL), 0);
	assert_answer(rustgym(place, mini, "dev", "check", "--changed"), 2,
		      "git knows no commit \"HEAD\"");
	assert_int_equal(git(place, mini, "add", ".", NULL), 0);
	assert_int_equal(git(place, mini, "commit", "-qm", "first"), 0);
	assert_answer(rustgym(place, mini, "dev", "check", "--changed"), 0,
		      "0 exercises, 0 variants");
	replace_in_file(place, mini_exercise(place, "mini_second"), "    n\n", "    n + 0\n");
	write_file(
		mini_hints(place, "mini_third", ".wrong.1.rs"),
		"// Wrong: loud.\n// Rejected by: output\nfn main() {\n    println!(\"YES\");\n}\n");
	assert_answer(rustgym(place, mini, "dev", "check", "--changed"), 0,
		      "2 exercises, 7 variants");
	assert_int_equal(git(place, mini, "add", ".", NULL), 0);
	assert_int_equal(git(place, mini, "commit", "-qm", "second"), 0);
	assert_answer(rustgym(place, mini, "dev", "check", "--changed"), 0, "0 exercises");
	assert_answer(rustgym(place, mini, "dev", "check", "--changed=HEAD~1"), 0, "2 exercises");
	assert_answer(rustgym(place, mini, "dev", "check", "--changed=--output=x"), 2,
		      "git knows no commit");
	assert_answer(rustgym(place, mini, "dev", "check", "--changed", "mini_first"), 2,
		      "leave the names out");
}

static void programs_read_it(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);
	const struct json_value *root, *variant;
	struct answer check;
	struct json *json;

	check = rustgym(place, mini, "dev", "check", "--json", "mini_second");
	assert_int_equal(check.status, 0);
	assert_schema(place, "dev-check", check.out);
	json = json_parse(check.out, strlen(check.out), NULL, NULL);
	assert_non_null(json);
	root = json_first(json_get(json_root(json), "exercises"));
	assert_string_equal(json_get_string(root, "name"), "mini_second");
	assert_string_equal(json_get_string(root, "shape"), "complete");
	assert_int_equal(json_count(json_get(root, "variants")), 3);
	variant = json_next(json_next(json_first(json_get(root, "variants"))));
	assert_string_equal(json_get_string(variant, "kind"), "wrong");
	assert_string_equal(json_get_string(variant, "outcome"), "failed");
	assert_string_equal(json_string(json_first(json_get(variant, "rejected_by"))),
			    "tests::doubles");
	assert_int_equal(json_count(json_get(json_root(json), "problems")), 0);
	json_free(json);
	replace_in_file(place, mini_hints(place, "mini_second", ".md"), "multiply\n", "\n");
	check = rustgym(place, mini, "dev", "check", "--json", "mini_second");
	assert_int_equal(check.status, 4);
	assert_schema(place, "dev-check", check.out);
	assert_contains(check.out, "\"line\":10,\"message\":\"expected text under");
	assert_contains(check.out, "\"cached\":true");
}

/* What needs a deadline's time is remembered as well as the rest. */
static void a_deadline_rejects_and_is_remembered(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);

	mini_run_deadline(place, "1");
	write_file(mini_hints(place, "mini_third", ".wrong.rs"),
		   place_text(place, "// Wrong: never ends.\n// Rejected by: deadline\n%s",
			      mini_runs_for_ever));
	assert_answer(rustgym(place, mini, "dev", "check", "mini_third"), 0, "3 variants, 0");
	assert_answer(rustgym(place, mini, "dev", "check", "mini_third"), 0, "(3 unchanged");
}

/* The bar says how far it is, what was found, and what is proved; nothing of it stays. */
static void a_terminal_shows_how_far_it_is(void **state)
{
	static const int widths[] = {100, 34};
	struct place *place = *state;
	const char *mini = mini_complete_course(place);

	replace_in_file(place, mini_hints(place, "mini_second", ".wrong.rs"), "by: tests::doubles",
			"by: tests::halves");
	for (size_t i = 0; i < 2; i++) {
		struct emulator_options options = {
			.folder = mini,
			.argv = (const char *const[]){"dev", "check", "--no-cache", "--jobs", "1",
						      "mini_second", NULL},
			.rows = 24,
			.columns = widths[i],
		};
		struct emulator *e = emulator_start(place, &options);
		assert_int_equal(emulator_wait_exit(e, SOON_S), 4);
		emulator_look(e);
		assert_contains(emulator_bytes(e)->data, "proving");
		assert_contains(emulator_bytes(e)->data, " 1/3  mini_second.");
		assert_contains(emulator_bytes(e)->data, " 3/3, 1 problem");
		assert_false(emulator_shows(e, "proving"));
		assert_true(emulator_shows(e, "1 problem"));
	}
}

/* ---- dev stats ------------------------------------------------------------------------------ */

static void figures_are_counted(void **state)
{
	struct place *place = *state;
	const char *mini = mini_complete_course(place);
	struct answer stats = rustgym(place, mini, "dev", "stats", "--json");
	const struct json_value *root;
	struct json *json;

	assert_int_equal(stats.status, 0);
	assert_schema(place, "dev-stats", stats.out);
	json = json_parse(stats.out, strlen(stats.out), NULL, NULL);
	assert_non_null(json);
	root = json_root(json);
	assert_int_equal(json_get_count(root, "exercises"), 3);
	assert_int_equal(json_get_count(root, "lines"), 13 + 16 + 3 + 9);
	assert_int_equal(json_get_count(root, "wrong_answers"), 3);
	assert_int_equal(json_get_count(root, "rungs"), 9);
	assert_int_equal(json_get_count(root, "on"), 2);
	assert_int_equal(json_get_count(root, "minutes"), 15);
	assert_int_equal(json_get_count(root, "skills_taught"), 1);
	assert_int_equal(json_get_count(root, "skills"), 1);
	assert_int_equal(json_get_count(json_get(root, "shapes"), "design"), 1);
	root = json_first(json_get(root, "phases"));
	assert_string_equal(json_get_string(root, "name"), "01_start");
	assert_string_equal(json_get_string(json_first(json_get(root, "topics")), "name"),
			    "01_small");
	json_free(json);
	stats = rustgym(place, mini, "--plain", "dev", "stats");
	assert_answer(stats, 0, "  01_small");
	assert_contains(stats.out, "1/1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(each_mark_is_named),
		in_a_place(a_topic_gets_a_page),
		in_a_place(a_file_filled_in_is_proved),
		in_a_place(a_folder_filled_in_is_proved),
		in_a_place(what_fails_leaves_nothing),
		in_a_place(what_was_killed_goes_on),
		in_a_place(new_names_are_checked),
		in_a_place(each_fault_is_found),
		in_a_place(what_is_missing_is_found),
		in_a_place(the_whole_course_is_looked_at),
		in_a_place(what_was_proved_is_not_proved_again),
		in_a_place(one_check_at_a_time),
		in_a_place(only_what_changed_is_proved),
		in_a_place(programs_read_it),
		in_a_place(a_deadline_rejects_and_is_remembered),
		in_a_place(a_terminal_shows_how_far_it_is),
		in_a_place(figures_are_counted),
	};

	return run_group(tests);
}
