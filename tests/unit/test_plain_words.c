#include "author/plain_words.h"
#include "author/prose.h"
#include "sample_course.h"

#include <string.h>

#define WORDS "exercises/plain_words.json"

static const char sample_words[] =
	"{ \"avoid\": [\n"
	"  { \"words\": [\"mend\", \"mends\"], \"write\": \"fix\" },\n"
	"  { \"words\": [\"list\"], \"unless\": [\"price list\"], \"write\": \"array\" },\n"
	"  { \"words\": [\"^of\", \"^* who\"], \"write\": \"the subject first\" },\n"
	"  { \"words\": [\"what\"], \"in_questions\": false, \"write\": \"the noun\" },\n"
	"  { \"words\": [\"so many\"], \"write\": \"the number\" }\n"
	"], \"task_verbs\": [\"fix\", \"add\"] }\n";

/* What is said of a file with this text. */
static const char *said_of(struct sandbox *box, const char *file, const char *text)
{
	struct problems problems = PROBLEMS_INIT;
	struct buffer out = BUFFER_INIT;
	struct plain_words *words;
	struct course *course;
	const char *said;

	sandbox_write(box, WORDS, sample_words);
	course = sample_course_load(box);
	words = plain_words_load(course, &problems);
	assert_non_null(words);
	plain_words_check(words, file, text, &problems);
	problems_write(&problems, &out);
	said = arena_string(&box->arena, out.data);
	buffer_clear(&out);
	problems_clear(&problems);
	plain_words_free(words);
	course_free(course);
	return said;
}

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	sample_course_write(box);
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	sandbox_free(*state);
	return 0;
}

static void a_finding_has_its_line_and_a_remedy(void **state)
{
	assert_string_equal(said_of(*state, "a.md", "One.\n\nWe mend it,\nand it Mends us.\n"),
			    "a.md:3: expected plain words, found \"mend\"; write fix\n"
			    "a.md:4: expected plain words, found \"Mends\"; write fix\n");
	assert_string_equal(said_of(*state, "a.md", "They are so\nmany.\n"),
			    "a.md:1: expected plain words, found \"so many\"; write the number\n");
}

static void only_whole_words_are_found(void **state)
{
	assert_string_equal(said_of(*state, "a.md",
				    "To amend or to mending, to re-mend, mend_it, mendé: also "
				    "many, so. Many."),
			    "");
}

static void code_is_no_prose(void **state)
{
	assert_string_equal(said_of(*state, "a.md",
				    "A `list` and ``a ` mend``.\n\n```rust\nlet list = mend();\n"
				    "```\n\n~~~~\nlist\n~~~\nlist\n~~~~\n\n"
				    "[a](https://a.example/list) <https://a.example/mend>\n"),
			    "");
	assert_string_equal(said_of(*state, "a.rs",
				    "let list = \"mend // mend\"; let c = '\"';\n"
				    "/// Adds `list`.\nlet mend = r#\"mend\" // list\"#;\n"),
			    "");
	/* a mark that closes nothing opens nothing */
	assert_contains(said_of(*state, "a.md", "A ` b.\n\nWe mend `c`.\n"), "a.md:3: ");
}

static void comments_of_each_language_are_prose(void **state)
{
	const char *said = said_of(*state, "src/a.rs",
				   "//! mend 1\nfn f() {\n    g(); // mend 3\n    /* x\n     * "
				   "mend 5 */\n    let a = \"//\"; /// mend 6\n}\n");

	assert_contains(said, "src/a.rs:1: ");
	assert_contains(said, "src/a.rs:3: ");
	assert_contains(said, "src/a.rs:5: ");
	assert_contains(said, "src/a.rs:6: ");
	said = said_of(*state, "Cargo.toml", "a = \"# mend\" # mend 1\nmend = 2\n# mend 3\n");
	assert_contains(said, "Cargo.toml:1: ");
	assert_contains(said, "Cargo.toml:3: ");
	assert_lacks(said, "Cargo.toml:2: ");
	said = said_of(*state, "a.sql", "select '-- mend'; -- mend 1\n");
	assert_contains(said, "a.sql:1: ");
	assert_string_equal(said_of(*state, "a.png", "mend"), "");
}

static void names_of_what_rejects_are_no_prose(void **state)
{
	const char *said = said_of(
		*state, "a.wrong.rs",
		"// Wrong: mends it.\n// Rejected by: tests::mend, mend\nfn f() {}\n");

	assert_contains(said, "a.wrong.rs:1: ");
	assert_lacks(said, "a.wrong.rs:2: ");
}

static void a_longer_phrase_can_be_allowed(void **state)
{
	assert_string_equal(said_of(*state, "a.md", "The price list is long.\n"), "");
	assert_string_equal(said_of(*state, "a.md", "The price list is a list.\n"),
			    "a.md:1: expected plain words, found \"list\"; write array\n");
}

static void the_beginning_of_a_sentence_is_known(void **state)
{
	const char *said = said_of(
		*state, "a.md",
		"Of two, one. Two of one, e.g. of it.\n\nOf\nthree.\n- Of four\n"
		"## Of five\nDone! (Of six.)\n`a`. Of seven: Of eight\n`x` Of it: of nine\n");

	assert_contains(said, "a.md:1: ");
	assert_contains(said, "a.md:3: ");
	assert_contains(said, "a.md:5: ");
	assert_contains(said, "a.md:6: ");
	assert_contains(said, "a.md:7: ");
	assert_contains(said, "a.md:8: ");
	assert_lacks(said, "a.md:9: ");
	assert_string_equal(
		said_of(*state, "a.rs", "// One thing\nlet a = 1;\n// Of it\n"),
		"a.rs:3: expected plain words, found \"Of\"; write the subject first\n");
	assert_contains(said_of(*state, "a.md", "Those who wait. All those who wait.\n"),
			"found \"Those who\"");
}

static void a_question_can_be_allowed(void **state)
{
	const char *said = said_of(*state, "a.md",
				   "What is\nit? It is what it is. Say what.\n\nWhat is it\n\n"
				   "Why?\n");

	assert_string_equal(said, "a.md:2: expected plain words, found \"what\"; write the noun\n"
				  "a.md:2: expected plain words, found \"what\"; write the noun\n"
				  "a.md:4: expected plain words, found \"What\"; write the noun\n");
}

static void a_course_can_do_without(void **state)
{
	struct problems problems = PROBLEMS_INIT;
	struct course *course = sample_course_load(*state);

	assert_null(plain_words_load(course, &problems));
	assert_int_equal(problems.count, 0);
	course_free(course);
}

static void a_mistake_in_the_file_is_said(void **state)
{
	static const struct {
		const char *old, *new, *said;
	} mistakes[] = {
		{"[\"mend\", \"mends\"]", "\"mend\"", WORDS ":2: expected \"words\""},
		{", \"write\": \"fix\"", "", WORDS ":2: expected \"write\""},
		{"[\"price list\"]", "[1]", WORDS ":3: expected \"unless\""},
		{"\"task_verbs\"", "\"verbs\"", WORDS ":1: expected the lists"},
		{"] }", "", WORDS ":"},
	};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
		struct problems problems = PROBLEMS_INIT;
		struct buffer out = BUFFER_INIT;
		struct course *course = sample_course_load(box);
		sandbox_write(
			box, WORDS,
			sandbox_replaced(box, sample_words, mistakes[i].old, mistakes[i].new));
		assert_null(plain_words_load(course, &problems));
		problems_write(&problems, &out);
		assert_contains(out.data, mistakes[i].said);
		buffer_clear(&out);
		problems_clear(&problems);
		course_free(course);
	}
}

static void words_are_counted_without_blocks_of_code(void **state)
{
	(void)state;
	assert_int_equal(prose_words("One two, `a b` - three.\n\n```\nfour five\n```\n* six\n"), 5);
	assert_int_equal(prose_words("## Über uns\n1. [eins](https://a.example/x)\n"), 4);
	assert_int_equal(prose_words(" \n\n"), 0);
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURSE(a_finding_has_its_line_and_a_remedy),
		COURSE(only_whole_words_are_found),
		COURSE(code_is_no_prose),
		COURSE(comments_of_each_language_are_prose),
		COURSE(names_of_what_rejects_are_no_prose),
		COURSE(a_longer_phrase_can_be_allowed),
		COURSE(the_beginning_of_a_sentence_is_known),
		COURSE(a_question_can_be_allowed),
		COURSE(a_course_can_do_without),
		COURSE(a_mistake_in_the_file_is_said),
		cmocka_unit_test(words_are_counted_without_blocks_of_code),
	};

	return run_group(tests);
}
