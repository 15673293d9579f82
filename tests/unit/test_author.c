#include "author/author.h"
#include "author/targets.h"
#include "rustgym/base/file.h"
#include "rustgym/toolchain/toolchain.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>

#define HINTS_SECOND "hints/01_start/02_second"
#define HINTS_THIRD "hints/02_more/01_third"

/* It may be anywhere in the file. At the end it moves no line. */
#define HEADER "// Task: fix `f`.\n// Read: <https://a.example/#a>\n"

static const char three[] = "pub fn f() -> i32 {\n    0\n}\n\n#[cfg(test)]\nmod tests {\n    "
			    "#[test]\n    fn a() {}\n}\n" HEADER;

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	sample_course_write(box);
	sandbox_write(box, SECOND "/three.rs", three);
	sandbox_write(box, SECOND "/Cargo.toml",
		      "[[test]]\nname = \"three\"\npath = \"three.rs\"\n");
	sandbox_write(box, HINTS_SECOND "/three.md", "## A\na\n## B\nb\n## C\nc\n");
	sandbox_write(box, HINTS_SECOND "/three.rs", three);
	sandbox_write(box, HINTS_SECOND "/three.wrong.rs", three);
	sandbox_write(box, SECOND "/topic.json",
		      sandbox_replaced(box, sample_second, "\"minutes\": 1", "\"minutes\": 3"));
	box->data = sample_course_load(box);
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;

	course_free(box->data);
	sandbox_free(box);
	return 0;
}

static struct answers found(void **state, const char *name)
{
	struct sandbox *box = *state;
	struct answers answers;
	struct error err = ERROR_INIT;

	if (answers_find(box->root, course_find(box->data, name), &answers, &err))
		fail_msg("%s", err.message);
	return answers;
}

static void answers_of_a_file_are_files(void **state)
{
	static const char *const others[] = {
		"three.wrong.rs.orig", "three.wrong.x.rs",  "three.wrong.1.rs~", "three.wrong",
		"three.wrongs.rs",     "three.wrong.1x.rs", "three.rs.bak",      "three_wrong.rs",
		"threes.wrong.rs",     "xthree.wrong.rs",   "three.wrong..rs",   "two.wrong.rs"};
	struct sandbox *box = *state;
	struct answers answers;

	sandbox_write(box, HINTS_SECOND "/three.wrong.1.rs", "");
	sandbox_write(box, HINTS_SECOND "/three.wrong.12.rs", "");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		const char *path = arena_format(&box->arena, HINTS_SECOND "/%s", others[i]);
		sandbox_write(box, path, "");
	}
	answers = found(state, "three");
	assert_string_equal(answers.solution, sandbox_path(box, HINTS_SECOND "/three.rs"));
	assert_int_equal(answers.wrong.count, 3);
	assert_true(
		strings_contain(&answers.wrong, sandbox_path(box, HINTS_SECOND "/three.wrong.rs")));
	assert_true(strings_contain(&answers.wrong,
				    sandbox_path(box, HINTS_SECOND "/three.wrong.1.rs")));
	assert_true(strings_contain(&answers.wrong,
				    sandbox_path(box, HINTS_SECOND "/three.wrong.12.rs")));
	answers_clear(&answers);
	answers_clear(&answers);
}

static void answers_of_a_folder_are_folders(void **state)
{
	struct sandbox *box = *state;
	struct answers answers;

	sandbox_write(box, HINTS_THIRD "/pack/src/lib.rs", "");
	sandbox_write(box, HINTS_THIRD "/pack.wrong.1/src/lib.rs", "");
	sandbox_write(box, HINTS_THIRD "/pack.wrong.1/Cargo.toml", "");
	sandbox_write(box, HINTS_THIRD "/pack.wrong.2/Cargo.toml", "");
	sandbox_write(box, HINTS_THIRD "/pack.wrong.rs", "");
	sandbox_write(box, HINTS_THIRD "/pack.md", "");
	answers = found(state, "pack");
	assert_string_equal(answers.solution, sandbox_path(box, HINTS_THIRD "/pack"));
	assert_int_equal(answers.wrong.count, 2);
	assert_string_equal(answers.wrong.items[0], sandbox_path(box, HINTS_THIRD "/pack.wrong.1"));
	assert_string_equal(answers.wrong.items[1], sandbox_path(box, HINTS_THIRD "/pack.wrong.2"));
	answers_clear(&answers);
}

static void there_may_be_no_answers(void **state)
{
	struct answers answers = found(state, "pack");

	assert_null(answers.solution);
	assert_int_equal(answers.wrong.count, 0);
	answers_clear(&answers);
}

/* What is wrong with the exercise's files, as text. */
static const char *problems_with(void **state, const char *name, const char *docs,
				 const struct plain_words *words)
{
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;
	struct answers answers = found(state, name);
	struct buffer out = BUFFER_INIT;
	const char *text;

	author_check_files(&(struct text_check){box->data, docs, words},
			   course_find(box->data, name), &answers, &problems);
	problems_write(&problems, &out);
	text = arena_string(&box->arena, out.data);
	buffer_clear(&out);
	problems_clear(&problems);
	answers_clear(&answers);
	return text;
}

static const char *problems_of(void **state, const char *name)
{
	return problems_with(state, name, NULL, NULL);
}

static void what_is_complete_has_no_problem(void **state)
{
	assert_string_equal(problems_of(state, "three"), "");
}

static void marks_must_be_filled_in(void **state)
{
	struct sandbox *box = *state;
	const char *text;

	sandbox_write(box, HINTS_SECOND "/three.md", "## A\na\n## B\n" AUTHOR_MARK "\n## C\nc\n");
	sandbox_write(box, HINTS_SECOND "/three.rs",
		      sandbox_replaced(box, three, "    0\n", "    " AUTHOR_MARK "\n"));
	sandbox_write(box, HINTS_SECOND "/three.wrong.rs",
		      sandbox_replaced(box, three, "pub fn", AUTHOR_MARK));
	text = problems_of(state, "three");
	assert_contains(text, HINTS_SECOND "/three.md:4: ");
	assert_contains(text, HINTS_SECOND "/three.rs:2: ");
	assert_contains(text, HINTS_SECOND "/three.wrong.rs:1: ");
	sandbox_write(box, SECOND "/three.rs", sandbox_replaced(box, three, "}\n\n", AUTHOR_MARK));
	assert_contains(problems_of(state, "three"), SECOND "/three.rs:3: ");
}

static void answers_must_be_there(void **state)
{
	struct sandbox *box = *state;

	file_remove(sandbox_path(box, HINTS_SECOND "/three.rs"), NULL);
	file_remove(sandbox_path(box, HINTS_SECOND "/three.wrong.rs"), NULL);
	assert_contains(problems_of(state, "three"), "expected a reference solution");
	assert_contains(problems_of(state, "three"), "expected at least one wrong answer "
						     "(three.wrong.rs)");
	assert_contains(problems_of(state, "pack"), "(pack.wrong/)");
}

static void answers_keep_the_tests(void **state)
{
	struct sandbox *box = *state;
	const char *changed = sandbox_replaced(box, three, "fn a() {}", "fn a() { }");
	const char *text;

	sandbox_write(box, HINTS_SECOND "/three.rs", changed);
	text = problems_of(state, "three");
	assert_contains(text, HINTS_SECOND "/three.rs:5: expected the same tests");
	assert_lacks(text, "three.wrong.rs");
	sandbox_write(box, HINTS_SECOND "/three.wrong.rs", "pub fn f() -> i32 {\n    0\n}\n");
	assert_contains(problems_of(state, "three"),
			HINTS_SECOND "/three.wrong.rs: expected the same tests");
	/* above the tests everything may differ */
	sandbox_write(box, HINTS_SECOND "/three.rs",
		      sandbox_replaced(box, three, "    0", "    1"));
	sandbox_write(box, HINTS_SECOND "/three.wrong.rs", three);
	assert_string_equal(problems_of(state, "three"), "");
}

/* An editor's line ends change no test. */
static void line_ends_do_not_count(void **state)
{
	struct sandbox *box = *state;
	struct buffer text = BUFFER_INIT;

	for (const char *c = three; *c; c++)
		buffer_addf(&text, "%s%c", *c == '\n' ? "\r" : "", *c);
	sandbox_write(box, HINTS_SECOND "/three.rs", text.data);
	assert_string_equal(problems_of(state, "three"), "");
	sandbox_write(box, HINTS_SECOND "/three.rs", three);
	sandbox_write(box, SECOND "/three.rs", text.data);
	assert_string_equal(problems_of(state, "three"), "");
	buffer_clear(&text);
}

/* ---- a folder ------------------------------------------------------------------------------- */

static void write_pack(struct sandbox *box)
{
	sandbox_write(box, THIRD "/pack/src/lib.rs", "pub fn a() {}\n" HEADER);
	sandbox_write(box, HINTS_THIRD "/pack.md", "## A\na\n## B\nb\n## C\nc\n");
	sandbox_write(box, HINTS_THIRD "/pack/src/lib.rs", "pub fn a() {}\n");
	sandbox_write(box, HINTS_THIRD "/pack.wrong/src/lib.rs", "pub fn b() {}\n");
	sandbox_write(box, THIRD "/topic.json",
		      sandbox_replaced(box, sample_third, "\"minutes\": 20", "\"minutes\": 5"));
	course_free(box->data);
	box->data = sample_course_load(box);
}

static void marks_in_a_folder_are_found_in_every_text(void **state)
{
	struct sandbox *box = *state;
	const char *text;

	write_pack(box);
	assert_string_equal(problems_of(state, "pack"), "");
	sandbox_write(box, THIRD "/pack/tests/proof.rs",
		      "#[test]\nfn f() {}\n// " AUTHOR_MARK "\n");
	sandbox_write(box, THIRD "/pack/notes.sql", "-- " AUTHOR_MARK "\n\n-- " AUTHOR_MARK "\n");
	sandbox_write(box, HINTS_THIRD "/pack/src/lib.rs", "\n// " AUTHOR_MARK "\n");
	sandbox_write_bytes(box, THIRD "/pack/picture.png", "\xff\xfe" AUTHOR_MARK, 9);
	text = problems_of(state, "pack");
	assert_contains(text, THIRD "/pack/tests/proof.rs:3: ");
	assert_contains(text, THIRD "/pack/notes.sql:1: ");
	assert_contains(text, THIRD "/pack/notes.sql:3: ");
	assert_contains(text, HINTS_THIRD "/pack/src/lib.rs:2: ");
	assert_lacks(text, "picture.png");
}

static void an_answer_has_only_what_the_learner_edits(void **state)
{
	struct sandbox *box = *state;

	write_pack(box);
	sandbox_write(box, HINTS_THIRD "/pack.wrong/tests/proof.rs", "");
	assert_contains(problems_of(state, "pack"),
			HINTS_THIRD "/pack.wrong/tests/proof.rs: expected only files that the "
				    "learner edits");
}

/* ---- the entry ------------------------------------------------------------------------------ */

static void load_third(struct sandbox *box, const char *old, const char *new)
{
	sandbox_write(box, SECOND "/topic.json", sandbox_replaced(box, sample_second, old, new));
	course_free(box->data);
	box->data = sample_course_load(box);
}

static void minutes_are_plausible(void **state)
{
	struct sandbox *box = *state;

	load_third(box, "\"minutes\": 1,", "\"minutes\": 9,");
	assert_string_equal(problems_of(state, "three"), "");
	load_third(box, "\"minutes\": 1,", "\"minutes\": 10,");
	assert_contains(problems_of(state, "three"),
			SECOND "/topic.json:9: expected about 3 minutes");
}

/* A hundred and fifty words of the linked section are a minute. */
static void minutes_count_the_linked_section(void **state)
{
	struct sandbox *box = *state;
	struct buffer page = BUFFER_INIT;
	const char *docs = sandbox_path(box, "docs");

	buffer_add_string(&page, "<h2 id=\"a\">A</h2>\n<p>");
	buffer_add_repeated(&page, "word ", 1500);
	buffer_add_string(&page, "</p>\n<h3 id=\"b\">B</h3>\n<p>short</p>\n<h2>C</h2> more");
	sandbox_write(box, "docs/book/index.html", page.data);
	buffer_clear(&page);
	sandbox_write(box, SECOND "/three.rs",
		      arena_format(&box->arena, "//! Read: <https://doc.rust-lang.org/book/#a>\n%s",
				   three));
	assert_contains(problems_with(state, "three", docs, NULL), SECOND
			"/topic.json:9: expected about 13 minutes for 27 words to read, 1503 "
			"in the linked section");
	assert_lacks(problems_with(state, "three", NULL, NULL), "minutes");
	sandbox_write(box, SECOND "/three.rs",
		      arena_format(&box->arena, "//! Read: <https://doc.rust-lang.org/book/#b>\n%s",
				   three));
	assert_lacks(problems_with(state, "three", docs, NULL), "minutes");
}

static void every_text_must_be_plain(void **state)
{
	struct sandbox *box = *state;
	struct problems none = PROBLEMS_INIT;
	struct plain_words *words;
	const char *said;

	sandbox_write(box, "exercises/plain_words.json",
		      "{ \"avoid\": [{ \"words\": [\"mend\"], \"write\": \"fix\" }],\n"
		      "  \"task_verbs\": [\"fix\"] }\n");
	words = plain_words_load(box->data, &none);
	sandbox_write(box, SECOND "/three.rs", "// mend\n");
	sandbox_write(box, HINTS_SECOND "/three.md", "## A\nmend\n## B\nb\n## C\nc\n");
	sandbox_write(box, HINTS_SECOND "/three.wrong.rs",
		      arena_format(&box->arena, "\n// mend\n%s", three));
	said = problems_with(state, "three", NULL, words);
	assert_contains(said, SECOND "/three.rs:1: expected plain words, found \"mend\"");
	assert_contains(said, HINTS_SECOND "/three.md:2: expected plain words");
	assert_contains(said, HINTS_SECOND "/three.wrong.rs:2: expected plain words");
	assert_contains(said, "expected one line \"Task:\" in the header of three");
	plain_words_free(words);
}

static void marks_of_the_entry_have_their_lines(void **state)
{
	struct sandbox *box = *state;
	const char *text;

	load_third(box, "\"skills\": [\"1.1.2\"],",
		   "\"skills\": [\"" AUTHOR_MARK "\"],\n\"shape\": \"" AUTHOR_MARK
		   "\",\n\"uses\": [\"1.1.1\", \"" AUTHOR_MARK "\"],");
	text = problems_of(state, "three");
	assert_contains(text, SECOND "/topic.json:8: expected the author's text");
	assert_contains(text, SECOND "/topic.json:9: expected the author's text");
	assert_contains(text, SECOND "/topic.json:10: expected the author's text");
	assert_int_equal(course_find(box->data, "three")->shape, SHAPE_NONE);
	assert_int_equal(course_find(box->data, "three")->skills.count, 0);
	assert_int_equal(course_find(box->data, "three")->uses.count, 1);
}

static void links_have_their_form(void **state)
{
	struct sandbox *box = *state;
	const char *text;

	sandbox_write(box, HINTS_SECOND "/three.md",
		      "## A\n<http://a.example/>\n## B\n[b](https://b.example/x y)\n"
		      "## C\n<https://c.example/>\n");
	text = problems_of(state, "three");
	assert_contains(text, HINTS_SECOND "/three.md:2: expected a link that begins with https");
	assert_contains(text, HINTS_SECOND "/three.md:4: expected a link without blanks");
	assert_lacks(text, "three.md:6");
}

static void editors_need_a_target(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, SECOND "/Cargo.toml", "[package]\nname = \"x\"\n");
	assert_contains(problems_of(state, "three"), "expected a target with path = \"three.rs\"");
	file_remove(sandbox_path(box, SECOND "/Cargo.toml"), NULL);
	assert_contains(problems_of(state, "three"), SECOND "/Cargo.toml: expected the topic's "
							    "package");
}

static void targets_have_names_of_their_own(void **state)
{
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;

	sandbox_write(box, FIRST "/Cargo.toml",
		      "[package]\nname = \"first\"\n[[bin]]\nname = \"one\"\npath = \"one.rs\"\n"
		      "\n[[bin]]\npath = \"two.rs\"\nname   = \"two\"\n[lib]\nname = \"one\"\n");
	targets_check(box->data, &problems);
	assert_int_equal(problems.count, 0);
	sandbox_write(
		box, SECOND "/Cargo.toml",
		"[[test]]\nname = \"three\"\npath = \"three.rs\"\n[[test]]\nname = \"two\"\n");
	targets_check(box->data, &problems);
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.items[0].file, SECOND "/Cargo.toml");
	assert_int_equal(problems.items[0].line, 5);
	assert_contains(problems.items[0].message, FIRST "/Cargo.toml:9 too");
	problems_clear(&problems);
	sandbox_write(box, FIRST "/Cargo.toml", "[[bin]]\nname = \"three\"\n");
	file_remove(sandbox_path(box, SECOND "/Cargo.toml"), NULL);
	targets_check(box->data, &problems);
	assert_int_equal(problems.count, 1);
	assert_contains(problems.items[0].message,
			"expected only the exercise " SECOND "/three.rs");
	problems_clear(&problems);
}

static void each_package_of_a_phase_has_a_name(void **state)
{
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;

	sandbox_write(box, FIRST "/Cargo.toml", "[package]\nname = \"one\"\n");
	sandbox_write(box, SECOND "/Cargo.toml", "[package]\nname = \"two\"\n");
	sandbox_write(box, SECOND "/pack/Cargo.toml",
		      "[package]\nversion = \"1.0.0\"\nname = \"one\"\n");
	sandbox_write(box, THIRD "/Cargo.toml", "[package]\nname = \"two\"\n");
	/* two versions of one crate, which a folder exercise brings along */
	sandbox_write(box, THIRD "/pack/vendor/a-1/Cargo.toml", "[package]\nname = \"a\"\n");
	sandbox_write(box, THIRD "/pack/vendor/a-2/Cargo.toml", "[package]\nname = \"a\"\n");
	targets_check(box->data, &problems);
	assert_int_equal(problems.count, 1); /* the third topic is in another phase */
	assert_string_equal(problems.items[0].file, SECOND "/pack/Cargo.toml");
	assert_int_equal(problems.items[0].line, 3);
	assert_contains(problems.items[0].message, FIRST "/Cargo.toml:2 too");
	problems_clear(&problems);
}

static void what_cargo_refuses_is_told(void **state)
{
	static const char manifest[] = "[package]\nname = \"one\"\n[lib]\npath = \"one.rs\"\n";
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;
	char cargo[] = "cargo";
	const struct toolchain toolchain = {.cargo = cargo};

	sandbox_write(box, "exercises/01_start/Cargo.toml",
		      "[workspace]\nmembers = [\"01_first\", \"02_second\"]\n");
	sandbox_write(box, FIRST "/Cargo.toml", manifest);
	sandbox_write(box, FIRST "/one.rs", "");
	sandbox_write(box, SECOND "/one.rs", "");
	sandbox_write(box, SECOND "/Cargo.toml",
		      sandbox_replaced(box, manifest, "\"one\"", "\"two\""));
	targets_ask_cargo(box->data, &toolchain, &problems);
	assert_int_equal(problems.count, 0);
	sandbox_write(box, SECOND "/Cargo.toml", manifest);
	targets_ask_cargo(box->data, &toolchain, &problems);
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.items[0].file, "exercises/01_start/Cargo.toml");
	assert_contains(problems.items[0].message, "expected a workspace that cargo accepts");
	problems_clear(&problems);
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURSE(answers_of_a_file_are_files),
		COURSE(answers_of_a_folder_are_folders),
		COURSE(there_may_be_no_answers),
		COURSE(what_is_complete_has_no_problem),
		COURSE(marks_must_be_filled_in),
		COURSE(answers_must_be_there),
		COURSE(answers_keep_the_tests),
		COURSE(line_ends_do_not_count),
		COURSE(marks_in_a_folder_are_found_in_every_text),
		COURSE(an_answer_has_only_what_the_learner_edits),
		COURSE(minutes_are_plausible),
		COURSE(minutes_count_the_linked_section),
		COURSE(every_text_must_be_plain),
		COURSE(marks_of_the_entry_have_their_lines),
		COURSE(links_have_their_form),
		COURSE(editors_need_a_target),
		COURSE(targets_have_names_of_their_own),
		COURSE(each_package_of_a_phase_has_a_name),
		COURSE(what_cargo_refuses_is_told),
	};

	return run_group(tests);
}
