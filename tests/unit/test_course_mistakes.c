/*
 * One test a kind of mistake that a course can have: each must be found, on its line, and said in
 * words that its author can act on.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/utf8.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	sample_course_write(box);
	box->data = *state; /* the row of the table */
	*state = box;
	return 0;
}

/* Loads the course, which must fail; the problems are the caller's. */
static struct problems problems_of(struct sandbox *box)
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct course *course = course_load(box->root, &problems, &err);
	size_t at;

	assert_null(course);
	assert_int_equal(err.code, ERROR_COURSE);
	assert_contains(err.message, problems.count == 1 ? "1 mistake" : " mistakes");
	assert_true(problems.count > 0);
	for (size_t i = 0; i < problems.count; i++)
		if (!utf8_is_valid(problems.items[i].message, strlen(problems.items[i].message),
				   &at))
			fail_msg("not UTF-8: %s", problems.items[i].message);
	return problems;
}

/* The course must have exactly one problem: in this file, on this line, with these words. */
static void expect_problem(struct sandbox *box, const char *file, int line, const char *words,
			   const char *more_words)
{
	struct problems problems = problems_of(box);
	struct buffer all = BUFFER_INIT;
	const struct problem *p = problems.items;

	problems_write(&problems, &all);
	if (problems.count != 1)
		fail_msg("%zu problems:\n%s", problems.count, all.data);
	assert_string_equal(p->file, file);
	if (p->line != line)
		fail_msg("line %d, should be %d: %s", p->line, line, p->message);
	assert_contains(p->message, "expected");
	assert_contains(p->message, "found");
	assert_contains(p->message, words);
	if (more_words)
		assert_contains(p->message, more_words);
	problems_clear(&problems);
	buffer_clear(&all);
}

/* ---- mistakes that a change to one file's text makes ---------------------------------------- */

struct mistake {
	const char *name;
	const char *file;
	const char *old, *new; /* what is put in the place of what */
	int line;
	const char *words, *more_words; /* of the message */
};

#define FIRST_JSON FIRST "/topic.json"
#define SECOND_JSON SECOND "/topic.json"
#define THIRD_JSON THIRD "/topic.json"

static struct mistake mistakes[] = {
	/* the roadmap */
	{"roadmap: an unknown field", ROADMAP, "\"format\": 1,",
	 "\"format\": 1, \"colour\": \"red\",", 2, "unknown field \"colour\"",
	 "title, version, edition"},
	{"roadmap: a format of the future", ROADMAP, "\"format\": 1,", "\"format\": 2,", 2,
	 "expected format 1, found 2", "newer rustgym"},
	{"roadmap: no format", ROADMAP, "  \"format\": 1,\n", "", 1, "\"format\" (a number)",
	 "add it"},
	{"roadmap: an edition that isn't", ROADMAP, "\"2024\"", "\"2023\"", 5, "2018, 2021 or 2024",
	 "\"2023\""},
	{"roadmap: a toolchain that is a path", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"toolchain\": \"../tc\",", 6, "a channel like stable",
	 "\"../tc\""},
	{"roadmap: a toolchain of half a date", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"toolchain\": \"nightly-2026-1-31\",", 6,
	 "a channel like stable", "\"nightly-2026-1-31\""},
	{"roadmap: a toolchain of one number", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"toolchain\": \"85\",", 6, "a channel like stable", "\"85\""},
	{"roadmap: a toolchain of four numbers", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"toolchain\": \"1.85.0.1\",", 6, "a channel like stable",
	 "\"1.85.0.1\""},
	{"roadmap: a toolchain that is an option", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"toolchain\": \"+stable\",", 6, "a channel like stable",
	 "\"+stable\""},
	{"roadmap: a toolchain with a path after it", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"toolchain\": \"stable/../../tc\",", 6,
	 "a channel like stable", "\"stable/../../tc\""},
	{"roadmap: a Rust that is a word", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"rust\": \"stable\",", 6, "a release like 1.85", "\"stable\""},
	{"roadmap: a Rust of one number", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"rust\": \"1\",", 6, "a release like 1.85", "\"1\""},
	{"roadmap: a Rust that is a number", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"rust\": 1.94,", 6, "expected rust to be a string",
	 "found a number"},
	{"roadmap: a title that is a number", ROADMAP, "\"A course\"", "5", 3,
	 "expected title to be a string", "found a number"},
	{"roadmap: an empty title", ROADMAP, "\"A course\"", "\"\"", 3, "title to be 1 to 80",
	 "found 0"},
	{"roadmap: a control character", ROADMAP, "\"A course\"", "\"A \\u001b[2Jcourse\"", 3,
	 "control character", "title"},
	{"roadmap: a title of control characters only", ROADMAP, "\"A course\"",
	 "\"\xe2\x80\xae\xc2\x9b\"", 3, "title to be 1 to 80", NULL},
	{"roadmap: a skill's id with a control character", ROADMAP, "\"The second skill\"\n  }",
	 "\"The second skill\",\n    \"x\xe2\x80\xae\": \"t\"\n  }", 21,
	 "a skill's id without control characters", NULL},
	{"roadmap: a phase twice", ROADMAP, "\"dir\": \"02_more\"", "\"dir\": \"01_start\"", 13,
	 "each folder once", "\"01_start\""},
	{"roadmap: a topic twice", ROADMAP, "[\"01_third\"]", "[\"01_third\",\n\"01_third\"]", 16,
	 "each folder once", "\"01_third\""},
	{"roadmap: an unknown field at its end", ROADMAP, "\"The second skill\"\n  }",
	 "\"The second skill\"\n  },\n  \"x\": 1", 22, "unknown field \"x\"", NULL},
	{"roadmap: a phase without a title", ROADMAP, "      \"title\": \"More\",\n", "", 12,
	 "\"title\" (a string)", "found nothing"},
	{"roadmap: an unknown field of a phase", ROADMAP, "\"title\": \"More\",",
	 "\"title\": \"More\", \"topic\": [],", 14, "unknown field \"topic\"",
	 "dir, title, topics"},
	{"roadmap: a phase's folder without a number", ROADMAP, "\"02_more\"", "\"more\"", 13,
	 "a folder's name like 01_first_steps", "\"more\""},
	{"roadmap: a phase's folder that leaves the course", ROADMAP, "\"02_more\"", "\"../..\"",
	 13, "a folder's name like 01_first_steps", "\"../..\""},
	{"roadmap: a topic's folder that leaves its phase", ROADMAP, "[\"01_third\"]",
	 "[\n\"01_third/../../..\"]", 16, "a folder's name like 01_first_steps", NULL},
	{"roadmap: a topic that is no string", ROADMAP, "[\"01_third\"]", "[\"01_third\",\n7]", 16,
	 "a topic to be a string", "found a number"},
	{"roadmap: a topic that isn't there", ROADMAP, "[\"01_third\"]",
	 "[\"01_third\",\n\"02_gone\"]", 16, "exercises/02_more/02_gone", "nothing there"},
	{"roadmap: a skill's title that is no string", ROADMAP, "\"The second skill\"",
	 "\"The second skill\",\n    \"1.1.3\": []", 21, "a skill's title to be a string",
	 "an array"},
	{"roadmap: a syntax error", ROADMAP, "\"format\": 1,", "\"format\": 1", 3, "valid JSON",
	 "comma"},
	{"roadmap: a field twice", ROADMAP, "\"edition\": \"2024\",",
	 "\"edition\": \"2024\",\n  \"edition\": \"2021\",", 6, "\"edition\" twice", "remove one"},

	/* a topic */
	{"topic: an unknown field", FIRST_JSON, "\"first_build_s\": 7,", "\"firstbuild\": 7,", 3,
	 "unknown field \"firstbuild\"",
	 "title, kind, builder, package, files, first_build_s, exercises"},
	{"topic: a builder that isn't", SECOND_JSON, "\"rustc\"", "\"make\"", 3, "rustc or cargo",
	 "\"make\""},
	{"topic: a time that is no whole number", FIRST_JSON, "\"first_build_s\": 7,",
	 "\"first_build_s\": 7.5,", 3, "whole number from 0 to 3600", "7.5"},
	{"topic: a syntax error", SECOND_JSON, "\"builder\": \"rustc\",",
	 "\"builder\": \"rustc\",,", 3, "valid JSON", NULL},
	{"topic: not closed", SECOND_JSON, "    }\n  ]\n}\n", "    }\n", 13, "end of the file",
	 "not closed"},
	{"topic: text after its end", SECOND_JSON, "  ]\n}\n", "  ]\n}\n}\n", 15, "valid JSON",
	 "'}'"},
	{"topic: a NUL in a string", SECOND_JSON, "\"Second things\"", "\"Second\\u0000things\"", 2,
	 "\\u0000", "remove it"},

	/* an exercise's fields */
	{"exercise: an unknown field", FIRST_JSON, "\"minutes\": 5,",
	 "\"minutes\": 5, \"hours\": 1,", 9, "unknown field \"hours\"",
	 "name, title, shape, skills, uses, minutes"},
	{"exercise: no name", SECOND_JSON, "      \"name\": \"three\",\n", "", 5,
	 "\"name\" (a string), found nothing", "add it"},
	{"exercise: a name with a capital", SECOND_JSON, "\"three\"", "\"Three\"", 6, "a-z, 0-9, _",
	 "\"Three\""},
	{"exercise: a name that leaves the folder", SECOND_JSON, "\"three\"", "\"../three\"", 6,
	 "a-z, 0-9, _", "\"../three\""},
	{"exercise: a name that is too long", SECOND_JSON, "\"three\"",
	 "\"a23456789_123456789_123456789_123\"", 6, "1 to 32 characters", "rename it"},
	{"exercise: a name that is empty", SECOND_JSON, "\"three\"", "\"\"", 6,
	 "1 to 32 characters", NULL},
	{"exercise: no file", SECOND_JSON, "\"three\"", "\"thre\"", 6, SECOND "/thre.rs",
	 "nothing there"},
	{"exercise: a title that is too long", SECOND_JSON, "\"Number three\"",
	 "\"123456789 123456789 123456789 123456789 "
	 "123456789 123456789 123456789 123456789 1\"",
	 7, "title to be 1 to 80", "found 81"},
	{"exercise: minutes as a string", SECOND_JSON, "\"minutes\": 1,", "\"minutes\": \"1\",", 9,
	 "minutes to be a number", "found a string"},
	{"exercise: minutes out of range", SECOND_JSON, "\"minutes\": 1,", "\"minutes\": 0,", 9,
	 "minutes to be a whole number from 1 to 240", "found 0"},
	{"exercise: endless minutes", SECOND_JSON, "\"minutes\": 1,", "\"minutes\": 1e999,", 9,
	 "whole number from 1 to 240", "found inf"},
	{"exercise: that is no object", SECOND_JSON, "  \"exercises\": [",
	 "  \"exercises\": [\n    \"zero\",", 5, "an exercise to be an object", "found a string"},

	/* skills */
	{"skills: an unknown one", SECOND_JSON, "[\"1.1.2\"]", "[\n\"1.1.9\"]", 9,
	 "a skill that roadmap.json lists", "\"1.1.9\""},
	{"skills: one twice", SECOND_JSON, "[\"1.1.2\"]", "[\"1.1.2\",\n\"1.1.2\"]", 9,
	 "each entry of skills once", "\"1.1.2\" twice"},
	{"skills: none", SECOND_JSON, "[\"1.1.2\"]", "[]", 8, "skills to have at least one", NULL},
	{"skills: a string", SECOND_JSON, "[\"1.1.2\"]", "\"1.1.2\"", 8, "skills to be an array",
	 "found a string"},
	{"skills: a number among them", SECOND_JSON, "[\"1.1.2\"]", "[\"1.1.2\", 5]", 8,
	 "an entry of skills to be", "found a number"},

	/* links */
	{"links: none", SECOND_JSON,
	 "[{ \"title\": \"Book\", \"url\": \"https://doc.rust-lang.org/book/\" }]", "[]", 10,
	 "at least one link", NULL},
	{"links: no title", SECOND_JSON, "\"title\": \"Book\", ", "", 10, "\"title\" (a string)",
	 "found nothing"},
	{"links: an unknown field", SECOND_JSON, "\"title\": \"Book\", ",
	 "\"title\": \"Book\", \"href\": \"x\", ", 10, "unknown field \"href\"", "title, url"},
	{"links: without encryption", SECOND_JSON, "https://", "http://", 10,
	 "begins with https://", "\"http://doc"},
	{"links: with a space", SECOND_JSON, "rust-lang.org/book/", "rust-lang.org/the book/", 10,
	 "begins with https://", NULL},

	/* the contract */
	{"contract: none", SECOND_JSON,
	 ",\n      \"fails\": { \"tests\": [\"tests::a\", \"tests::b\"] }", "", 5,
	 "\"fails\" (an object), found nothing", "add it"},
	{"contract: two kinds", SECOND_JSON, "{ \"tests\": [\"tests::a\", \"tests::b\"] }",
	 "{ \"tests\": [\"tests::a\"], \"code\": \"E0382\" }", 11,
	 "exactly one of code, lint, tests, panic, output, message", "found 2 fields"},
	{"contract: empty", SECOND_JSON, "{ \"tests\": [\"tests::a\", \"tests::b\"] }", "{}", 11,
	 "exactly one of code", "found 0 fields"},
	{"contract: a code that isn't", FIRST_JSON, "\"E0384\"", "\"E384\"", 11,
	 "an error code like E0382", "\"E384\""},
	{"contract: a lint that isn't", FIRST_JSON, "{ \"code\": \"E0384\" }",
	 "{ \"lint\": \"Bad Lint\" }", 11, "a lint like clippy::needless_return", "\"Bad Lint\""},
	{"contract: tests as a string", SECOND_JSON, "[\"tests::a\", \"tests::b\"]", "\"tests::a\"",
	 11, "tests to be an array", "found a string"},
	{"contract: a test twice", SECOND_JSON, "\"tests::b\"", "\"tests::a\"", 11,
	 "each entry of tests once", "\"tests::a\" twice"},
	{"contract: panic as an array", FIRST_JSON, "{ \"code\": \"E0384\" }",
	 "{ \"panic\": [\"a\"] }", 11, "panic to be a string", "found an array"},

	/* steps, requires */
	{"steps: an unknown one", FIRST_JSON, "[\"run\", \"fmt\"]", "[\"run\",\n\"deploy\"]", 22,
	 "a step out of build, test, run, doctest, clippy, fmt", "found deploy"},
	{"steps: one twice", FIRST_JSON, "[\"run\", \"fmt\"]", "[\"run\", \"fmt\",\n\"run\"]", 22,
	 "each once", "found run"},
	{"steps: that are no strings", FIRST_JSON, "[\"run\", \"fmt\"]", "[\"run\", null]", 21,
	 "a step out of", "found null"},
	{"requires: an unknown kind", FIRST_JSON, "\"tool:docker\"", "\"docker\"", 22,
	 "service:NAME, tool:NAME or target:NAME", "\"docker\""},
	{"requires: a shell's words", FIRST_JSON, "\"tool:docker\"", "\"tool:$(reboot)\"", 22,
	 "service:NAME, tool:NAME or target:NAME", NULL},

	/* shape, uses */
	{"shape: an unknown one", FIRST_JSON, "\"design\"", "\"puzzle\"", 16,
	 "a shape out of repair, complete, design, diagnose", "\"puzzle\""},
	{"uses: a skill that roadmap.json does not list", FIRST_JSON, "\"uses\": [\"1.1.1\"]",
	 "\"uses\": [\"1.1.1\", \"9.9.9\"]", 16, "a skill that roadmap.json lists", "\"9.9.9\""},
	{"uses: none", FIRST_JSON, "\"uses\": [\"1.1.1\"]", "\"uses\": []", 16,
	 "uses to have at least one entry", NULL},

	/* was */
	{"was: no name of an exercise", FIRST_JSON, "\"minutes\": 240,",
	 "\"minutes\": 240, \"was\": [\"../one\"],", 17, "an exercise's former name", "\"../one\""},

	/* files */
	{"files: one that leaves the folder", THIRD_JSON, "\"src/lib.rs\"",
	 "\"../../../roadmap.json\"", 11, "a relative path that stays in the folder",
	 "\"../../../roadmap.json\""},
	{"files: an absolute one", THIRD_JSON, "\"src/lib.rs\"", "\"/etc/passwd\"", 11,
	 "a relative path that stays in the folder", "\"/etc/passwd\""},
	{"files: with a backslash", THIRD_JSON, "\"src/lib.rs\"", "\"src\\\\lib.rs\"", 11,
	 "a relative path that stays in the folder", NULL},
	{"files: one that isn't there", THIRD_JSON, "\"src/lib.rs\"", "\"src/main.rs\"", 11,
	 THIRD "/pack/src/main.rs", "nothing there"},
	{"files: a folder among them", THIRD_JSON, "\"src/lib.rs\"", "\"src\"", 11,
	 THIRD "/pack/src", "a folder"},
	{"files: none", THIRD_JSON, "[\"Cargo.toml\", \"src/lib.rs\"]", "[]", 11,
	 "files to have at least one entry", NULL},
	{"files: of an exercise that is a file", SECOND_JSON, "\"minutes\": 1,",
	 "\"minutes\": 1, \"files\": [\"a.rs\"],", 6, SECOND "/three", "nothing there"},
};

static void is_found(void **state)
{
	struct sandbox *box = *state;
	const struct mistake *m = box->data;

	sandbox_write(box, m->file,
		      sandbox_replaced(box, sandbox_read(box, m->file, NULL), m->old, m->new));
	expect_problem(box, m->file, m->line, m->words, m->more_words);
}

/* ---- mistakes on the disk ------------------------------------------------------------------- */

static void no_roadmap(void **state)
{
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;

	unlink(sandbox_path(box, ROADMAP));
	assert_null(course_load(box->root, &problems, &err));
	assert_int_equal(err.code, ERROR_IO);
	assert_contains(err.message, "no exercises/roadmap.json");
	assert_contains(err.message, box->root);
	problems_clear(&problems);
}

static void no_topic_file(void **state)
{
	struct sandbox *box = *state;

	unlink(sandbox_path(box, SECOND_JSON));
	{
		struct problems problems = problems_of(box);
		assert_int_equal(problems.count, 1);
		assert_string_equal(problems.items[0].file, SECOND_JSON);
		assert_contains(problems.items[0].message, "No such file");
		problems_clear(&problems);
	}
}

static void a_document_of_another_type(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, SECOND_JSON, "[]");
	expect_problem(box, SECOND_JSON, 1, "an object, found an array", "begin with {");
	sandbox_write(box, SECOND_JSON, sample_second);
	sandbox_write(box, ROADMAP, "null");
	expect_problem(box, ROADMAP, 1, "an object, found null", NULL);
}

static void invalid_utf8(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, SECOND_JSON,
		      sandbox_replaced(box, sample_second, "Number three", "Number \xff three"));
	expect_problem(box, SECOND_JSON, 7, "expected UTF-8", "0xff");
}

static void nesting_too_deep(void **state)
{
	struct sandbox *box = *state;
	struct buffer deep = BUFFER_INIT;

	buffer_add_string(&deep, "{\n\"title\":\n");
	buffer_add_repeated(&deep, "[", 1000000);
	sandbox_write(box, SECOND_JSON, deep.data);
	buffer_clear(&deep);
	expect_problem(box, SECOND_JSON, 3, "at most 200 levels of nesting", "found more");
}

static void a_topic_of_a_hundred_megabytes(void **state)
{
	struct sandbox *box = *state;

	assert_int_equal(truncate(sandbox_path(box, SECOND_JSON), 100 << 20), 0);
	{
		struct problems problems = problems_of(box);
		assert_int_equal(problems.count, 1);
		assert_string_equal(problems.items[0].file, SECOND_JSON);
		assert_contains(problems.items[0].message, "larger than 4096 KiB");
		problems_clear(&problems);
	}
}

static void an_exercise_of_a_hundred_megabytes(void **state)
{
	struct sandbox *box = *state;

	assert_int_equal(truncate(sandbox_path(box, SECOND "/three.rs"), 100 << 20), 0);
	expect_problem(box, SECOND_JSON, 6, SECOND "/three.rs to be at most 1024 KiB",
		       "found 102400 KiB");
}

/* Moves something out of the course and puts a link in its place. */
static void replace_by_link(struct sandbox *box, const char *relative)
{
	assert_int_equal(rename(sandbox_path(box, "%s", relative), sandbox_path(box, "elsewhere")),
			 0);
	assert_int_equal(symlink(sandbox_path(box, "elsewhere"), sandbox_path(box, "%s", relative)),
			 0);
}

static void a_link_for_an_exercise(void **state)
{
	struct sandbox *box = *state;

	replace_by_link(box, SECOND "/three.rs");
	expect_problem(box, SECOND_JSON, 6, SECOND "/three.rs to be a real file",
		       "found a symbolic link");
}

static void a_link_for_an_exercises_folder(void **state)
{
	struct sandbox *box = *state;

	replace_by_link(box, THIRD "/pack");
	expect_problem(box, THIRD_JSON, 5, THIRD "/pack to be a real file or folder",
		       "found a symbolic link");
}

static void a_link_for_a_topic(void **state)
{
	struct sandbox *box = *state;

	replace_by_link(box, SECOND);
	expect_problem(box, ROADMAP, 10, SECOND " to be a real file or folder",
		       "found a symbolic link");
}

static void a_link_for_a_phase(void **state)
{
	struct sandbox *box = *state;

	replace_by_link(box, "exercises/02_more");
	expect_problem(box, ROADMAP, 13, "exercises/02_more to be a real file or folder",
		       "found a symbolic link");
}

static void a_link_for_a_topic_file(void **state)
{
	struct sandbox *box = *state;

	replace_by_link(box, SECOND_JSON);
	expect_problem(box, SECOND_JSON, 0, "a real file", "found a symbolic link");
}

static void a_link_for_a_learners_file(void **state)
{
	struct sandbox *box = *state;

	replace_by_link(box, THIRD "/pack/src/lib.rs");
	expect_problem(box, THIRD_JSON, 11, THIRD "/pack/src/lib.rs to be a real file",
		       "found a symbolic link");
}

/* The file itself is a real one, but the way to it leaves the folder. */
static void a_link_on_the_way_to_a_learners_file(void **state)
{
	struct sandbox *box = *state;

	replace_by_link(box, THIRD "/pack/src");
	expect_problem(box, THIRD_JSON, 11, THIRD "/pack/src to be a real file or folder",
		       "found a symbolic link");
}

static void a_file_for_a_phase(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, ROADMAP,
		      sandbox_replaced(box, sample_roadmap, "\"02_more\"", "\"02_file\""));
	sandbox_write(box, "exercises/02_file", "not a folder");
	{
		struct problems problems = problems_of(box);
		assert_string_equal(problems.items[0].file, ROADMAP);
		assert_int_equal(problems.items[0].line, 13);
		assert_contains(problems.items[0].message, "exercises/02_file to be a folder");
		problems_clear(&problems);
	}
}

static void a_file_for_a_topic(void **state)
{
	static const char *const contents[] = {"", "not a folder"};
	struct sandbox *box = *state;

	sandbox_write(box, ROADMAP,
		      sandbox_replaced(box, sample_roadmap, "[\"01_third\"]",
				       "[\"01_third\",\n\"02_file\"]"));
	for (size_t i = 0; i < 2; i++) {
		sandbox_write(box, "exercises/02_more/02_file", contents[i]);
		expect_problem(box, ROADMAP, 16, "exercises/02_more/02_file to be a folder",
			       "found a file");
	}
}

static void a_folder_for_a_file(void **state)
{
	struct sandbox *box = *state;

	unlink(sandbox_path(box, SECOND "/three.rs"));
	sandbox_write(box, SECOND "/three.rs/lib.rs", "");
	expect_problem(box, SECOND_JSON, 6, SECOND "/three.rs to be a file", "found a folder");
}

static void a_pipe_for_a_file(void **state)
{
	struct sandbox *box = *state;

	unlink(sandbox_path(box, SECOND "/three.rs"));
	assert_int_equal(mkfifo(sandbox_path(box, SECOND "/three.rs"), 0600), 0);
	expect_problem(box, SECOND_JSON, 6, SECOND "/three.rs to be a file or a folder",
		       "found neither");
	unlink(sandbox_path(box, SECOND_JSON));
	assert_int_equal(mkfifo(sandbox_path(box, SECOND_JSON), 0600), 0);
	{
		struct problems problems = problems_of(box);
		assert_contains(problems.items[0].message, "not a regular file");
		problems_clear(&problems);
	}
}

static void a_name_twice_in_a_topic(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(
		box, FIRST_JSON,
		sandbox_replaced(box, sample_first, "\"name\": \"two\"", "\"name\": \"one\""));
	expect_problem(box, FIRST_JSON, 14, "name once in the course, found \"one\"",
		       FIRST "/one.rs");
}

static void a_name_twice_in_the_course(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, SECOND_JSON,
		      sandbox_replaced(box, sample_second, "\"three\"", "\"one\""));
	sandbox_write(box, SECOND "/one.rs", "");
	expect_problem(box, SECOND_JSON, 6, "name once in the course, found \"one\"",
		       FIRST "/one.rs");
}

static void all_mistakes_are_found_at_once(void **state)
{
	static const struct {
		const char *file;
		int line;
		const char *words;
	} expected[] = {
		{ROADMAP, 5, "2018, 2021 or 2024"},
		{FIRST_JSON, 9, "minutes to be a whole number"},
		{FIRST_JSON, 21, "unknown field \"stepps\""},
		{SECOND_JSON, 2, "valid JSON"},
		{THIRD_JSON, 10, "an error code"},
		{THIRD_JSON, 11, "stays in the folder"},
	};
	struct sandbox *box = *state;
	struct problems problems;
	const char *text;

	sandbox_write(box, ROADMAP, sandbox_replaced(box, sample_roadmap, "\"2024\"", "\"1999\""));
	text = sandbox_replaced(box, sample_first, "\"minutes\": 5", "\"minutes\": -5");
	sandbox_write(box, FIRST_JSON, sandbox_replaced(box, text, "\"steps\"", "\"stepps\""));
	sandbox_write(box, SECOND_JSON,
		      sandbox_replaced(box, sample_second, "\"Second things\"", "Second"));
	text = sandbox_replaced(box, sample_third, "\"E0499\"", "\"E499\"");
	sandbox_write(box, THIRD_JSON, sandbox_replaced(box, text, "\"src/lib.rs\"", "\"../x\""));
	problems = problems_of(box);
	assert_int_equal(problems.count, sizeof(expected) / sizeof(*expected));
	for (size_t i = 0; i < problems.count; i++) {
		assert_string_equal(problems.items[i].file, expected[i].file);
		assert_int_equal(problems.items[i].line, expected[i].line);
		assert_contains(problems.items[i].message, expected[i].words);
	}
	problems_clear(&problems);
}

/* What a message quotes of a hostile file must not reach the terminal as an escape sequence. */
static void quotes_no_control_characters(void **state)
{
	struct sandbox *box = *state;
	struct problems problems;

	sandbox_write(box, SECOND_JSON,
		      sandbox_replaced(box, sample_second, "\"builder\": \"rustc\"",
				       "\"\\u001b[2J\": 1, \"builder\": \"\\u001b]0;x\\u0007\""));
	problems = problems_of(box);
	assert_int_equal(problems.count, 2);
	for (size_t i = 0; i < problems.count; i++)
		for (const char *c = problems.items[i].message; *c; c++)
			if ((unsigned char)*c < 0x20 || *c == 0x7f)
				fail_msg("0x%02x in a message", (unsigned char)*c);
	problems_clear(&problems);
}

/* What a message quotes is cut between characters. */
static void quotes_whole_characters(void **state)
{
	struct sandbox *box = *state;
	struct problems problems;

	sandbox_write(
		box, SECOND_JSON,
		sandbox_replaced(box, sample_second, "\"rustc\"",
				 "\"x\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"
				 "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"
				 "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\""));
	problems = problems_of(box); /* it looks for UTF-8 */
	problems_clear(&problems);
}

#define MISTAKES (sizeof(mistakes) / sizeof(*mistakes))
#define on_disk(test)                                                                              \
	{                                                                                          \
#test, test, setup, sandbox_teardown, NULL                                         \
	}

int main(void)
{
	static const struct CMUnitTest others[] = {
		on_disk(no_roadmap),
		on_disk(no_topic_file),
		on_disk(a_document_of_another_type),
		on_disk(invalid_utf8),
		on_disk(nesting_too_deep),
		on_disk(a_topic_of_a_hundred_megabytes),
		on_disk(an_exercise_of_a_hundred_megabytes),
		on_disk(a_link_for_an_exercise),
		on_disk(a_link_for_an_exercises_folder),
		on_disk(a_link_for_a_topic),
		on_disk(a_link_for_a_phase),
		on_disk(a_link_for_a_topic_file),
		on_disk(a_link_for_a_learners_file),
		on_disk(a_link_on_the_way_to_a_learners_file),
		on_disk(a_file_for_a_phase),
		on_disk(a_file_for_a_topic),
		on_disk(a_folder_for_a_file),
		on_disk(a_pipe_for_a_file),
		on_disk(a_name_twice_in_a_topic),
		on_disk(a_name_twice_in_the_course),
		on_disk(all_mistakes_are_found_at_once),
		on_disk(quotes_no_control_characters),
		on_disk(quotes_whole_characters),
	};
	static struct CMUnitTest tests[MISTAKES + sizeof(others) / sizeof(*others)];

	for (size_t i = 0; i < MISTAKES; i++)
		tests[i] = (struct CMUnitTest){mistakes[i].name, is_found, setup, sandbox_teardown,
					       &mistakes[i]};
	memcpy(tests + MISTAKES, others, sizeof(others));
	return run_group(tests);
}
