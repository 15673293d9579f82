#include "author/header_check.h"
#include "author/topic_check.h"
#include "rustgym/base/file.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>

#define WORDS "exercises/plain_words.json"
#define READ "//! Read: <https://doc.rust-lang.org/book/#a>\n"

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	sample_course_write(box);
	sandbox_write(box, WORDS,
		      "{ \"avoid\": [{ \"words\": [\"mend\"], \"write\": \"fix\" }],\n"
		      "  \"task_verbs\": [\"fix\", \"add\", \"keep\"] }\n");
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	sandbox_free(*state);
	return 0;
}

static const char *said_of(struct sandbox *box, struct problems *problems)
{
	struct buffer out = BUFFER_INIT;
	const char *said;

	problems_write(problems, &out);
	said = arena_string(&box->arena, out.data);
	buffer_clear(&out);
	problems_clear(problems);
	return said;
}

/* ---- the header ----------------------------------------------------------------------------- */

static const char *header_of(struct sandbox *box, const char *name, const char *file,
			     const char *text)
{
	struct problems problems = PROBLEMS_INIT;
	struct plain_words *words;
	struct course *course;

	sandbox_write(box, file, text);
	course = sample_course_load(box);
	words = plain_words_load(course, &problems);
	header_check(course, course_find(course, name), words, &problems);
	plain_words_free(words);
	course_free(course);
	return said_of(box, &problems);
}

static const char *header_of_three(struct sandbox *box, const char *text)
{
	return header_of(box, "three", SECOND "/three.rs", text);
}

static void a_header_has_a_task_and_a_section_to_read(void **state)
{
	const char *said = header_of_three(*state, "//! Nothing.\n\npub fn f() {}\n");

	assert_string_equal(header_of_three(*state, "//! A story.\n//!\n//! Task: fix `f`.\n" READ),
			    "");
	assert_contains(said, SECOND "/three.rs: expected one line \"Task:\" in the header of "
				     "three, found 0");
	assert_contains(said, "expected one line \"Read:\"");
	said = header_of_three(*state, "//! Task: fix `f`.\n" READ "// Task: fix `g`.\n" READ);
	assert_contains(said, "\"Task:\" in the header of three, found 2");
	assert_contains(said, "\"Read:\" in the header of three, found 2");
	/* what is in the code is none */
	assert_contains(header_of_three(*state, "const A: &str = \"Task: fix\";\nTask: fix\n" READ),
			"\"Task:\" in the header of three, found 0");
}

static void what_is_read_is_a_section(void **state)
{
	static const char *const links[] = {"<https://doc.rust-lang.org/book/>",
					    "<https://doc.rust-lang.org/book/#>", "the book"};

	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		struct sandbox *box = *state;
		const char *text = arena_format(&box->arena, "//! Task: fix `f`.\n//! Read: %s\n",
						links[i]);
		assert_contains(header_of_three(box, text),
				SECOND "/three.rs:2: expected after \"Read:\" a link to a section");
	}
}

static void a_task_has_one_verb(void **state)
{
	static const char *const good[] = {"fix `f` and `g`.", "Add the word and the sign.",
					   "fix `f`. Keep both `if`s.",
					   "fix `f`, so that\n//! it counts and adds."};
	static const char *const two[] = {"fix `f` and keep `g`.", "fix `f`, add `g`.",
					  "fix `f`\n//! and then keep `g`."};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_string_equal(
			header_of_three(box,
					arena_format(&box->arena, "//! Task: %s\n" READ, good[i])),
			"");
	for (size_t i = 0; i < sizeof(two) / sizeof(*two); i++)
		assert_contains(header_of_three(box, arena_format(&box->arena,
								  "//! Task: %s\n" READ, two[i])),
				SECOND "/three.rs:1: expected one verb in the task");
	assert_contains(header_of_three(box, "//! Task: the function `f`.\n" READ),
			"expected after \"Task:\" a verb");
	assert_contains(header_of_three(box, "//! Task:\n" READ),
			"expected after \"Task:\" a verb");
}

static void a_folder_has_one_header_in_any_file(void **state)
{
	struct sandbox *box = *state;

	assert_string_equal(header_of(box, "pack", THIRD "/pack/Cargo.toml",
				      "# A story.\n#\n# Task: fix it.\n"
				      "# Read: <https://doc.rust-lang.org/book/#a>\n"
				      "[package]\nname = \"pack\"\n"),
			    "");
	assert_contains(header_of(box, "pack", THIRD "/pack/src/lib.rs", "//! Task: fix it.\n"),
			"\"Task:\" in the header of pack, found 2");
}

static void the_link_of_a_header_is_found(void **state)
{
	struct sandbox *box = *state;
	struct course *course = sample_course_load(box);
	char *link = header_link(course, course_find(course, "three"));

	assert_null(link);
	sandbox_write(box, SECOND "/three.rs", "//! Task: fix it.\n" READ);
	link = header_link(course, course_find(course, "three"));
	assert_string_equal(link, "https://doc.rust-lang.org/book/#a");
	free(link);
	course_free(course);
}

/* ---- the topic ------------------------------------------------------------------------------ */

static const char *topic_of(struct sandbox *box, size_t topic)
{
	struct problems problems = PROBLEMS_INIT;
	struct course *course = sample_course_load(box);
	struct text_check check = {.course = course, .words = plain_words_load(course, &problems)};

	topic_check(&check, &course->phases[0].topics[topic], &problems);
	plain_words_free((struct plain_words *)check.words);
	course_free(course);
	return said_of(box, &problems);
}

static void write_page(struct sandbox *box, const char *head, size_t words)
{
	struct buffer text = BUFFER_INIT;

	buffer_add_string(&text, head);
	buffer_add_repeated(&text, "word ", words);
	sandbox_write(box, SECOND "/README.md", text.data);
	buffer_clear(&text);
}

static void a_topic_needs_a_page(void **state)
{
	struct sandbox *box = *state;

	assert_contains(topic_of(box, 1), SECOND "/topic.json: expected a page for the topic "
						 "Second things, a README.md beside topic.json");
	write_page(box, "# A\n", 250);
	assert_string_equal(topic_of(box, 1), "");
}

static void a_page_has_its_length(void **state)
{
	struct sandbox *box = *state;

	write_page(box, "# A\n", 199); /* with the title 200 */
	assert_string_equal(topic_of(box, 1), "");
	write_page(box, "# A\n", 198);
	assert_contains(topic_of(box, 1), SECOND "/README.md: expected 200 to 500 words without "
						 "blocks of code, found 199; make it longer");
	write_page(box, "# A\n```\nmany words of code\n```\n", 499);
	assert_string_equal(topic_of(box, 1), "");
	write_page(box, "# A\n", 500);
	assert_contains(topic_of(box, 1), "found 501; make it shorter");
}

static void a_page_has_a_title_and_plain_words(void **state)
{
	struct sandbox *box = *state;
	const char *said;

	write_page(box, "No title\n\n" AUTHOR_MARK " and mend.\n<http://a.example/>\n", 250);
	said = topic_of(box, 1);
	assert_contains(said, SECOND "/README.md:1: expected a title in the first line (# Second "
				     "things)");
	assert_contains(said, SECOND "/README.md:3: expected the author's text");
	assert_contains(said, SECOND "/README.md:3: expected plain words, found \"mend\"");
	assert_contains(said, SECOND "/README.md:4: expected a link that begins with https");
}

/* Three exercises, each with its start. */
static void write_starts(struct sandbox *box, const char *const *fails, const char *const *texts)
{
	struct buffer topic = BUFFER_INIT;

	buffer_add_string(&topic, "{ \"title\": \"T\", \"exercises\": [");
	for (size_t i = 0; i < 3; i++) {
		const char *path = arena_format(&box->arena, SECOND "/e%zu.rs", i);
		sandbox_write(box, path, texts[i]);
		buffer_addf(&topic,
			    "%s{ \"name\": \"e%zu\", \"title\": \"E\", \"skills\": [\"1.1.2\"], "
			    "\"minutes\": 5, \"links\": [{ \"title\": \"Book\", \"url\": "
			    "\"https://doc.rust-lang.org/book/\" }], \"fails\": %s }",
			    i ? ", " : "", i, fails[i]);
	}
	buffer_add_string(&topic, "] }");
	sandbox_write(box, SECOND "/topic.json", topic.data);
	buffer_clear(&topic);
}

static void few_exercises_start_with_nothing(void **state)
{
	static const char tests[] = "{ \"tests\": [\"tests::a\"] }",
			  code[] = "{ \"code\": \"E0432\" }";
	static const char *const fails[] = {tests, code, "{ \"code\": \"E0382\" }"};
	static const char *const texts[] = {
		"fn f() {\n    todo!()\n}\n#[cfg(test)]\nmod tests {}\n", "",
		"fn g() { todo!() }\n"};
	static const char *const fewer[] = {
		"fn f() {}\n#[cfg(test)]\nmod tests {\n    fn a() { todo!() }\n}\n", "", ""};
	struct sandbox *box = *state;

	write_page(box, "# A\n", 250);
	write_starts(box, fails, texts);
	assert_contains(topic_of(box, 1),
			SECOND "/topic.json: expected at most a third of the topic's 3 exercises "
			       "to start with E0432 or todo!(), found 2");
	write_starts(box, fails, fewer);
	assert_string_equal(topic_of(box, 1), "");
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURSE(a_header_has_a_task_and_a_section_to_read),
		COURSE(what_is_read_is_a_section),
		COURSE(a_task_has_one_verb),
		COURSE(a_folder_has_one_header_in_any_file),
		COURSE(the_link_of_a_header_is_found),
		COURSE(a_topic_needs_a_page),
		COURSE(a_page_has_its_length),
		COURSE(a_page_has_a_title_and_plain_words),
		COURSE(few_exercises_start_with_nothing),
	};

	return run_group(tests);
}
