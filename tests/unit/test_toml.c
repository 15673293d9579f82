#include "rustgym/base/buffer.h"
#include "rustgym/base/toml.h"
#include "support.h"

#include <string.h>

static struct json *parsed(const char *text)
{
	struct error err = ERROR_INIT;
	struct json *json = toml_read(text, strlen(text), NULL, &err);

	if (!json)
		fail_msg("%s", err.message);
	return json;
}

/* Reading these bytes must fail on that line with a message that has these words. */
static void refused_bytes(const char *text, size_t len, int line, const char *words)
{
	struct error err = ERROR_INIT;
	int at = -1;

	assert_null(toml_read(text, len, &at, &err));
	assert_contains(err.message, words);
	assert_int_equal(err.code, ERROR_COURSE);
	assert_int_equal(at, line);
	for (const char *c = err.message; *c; c++)
		if ((unsigned char)*c < 0x20)
			fail_msg("the message has the control character 0x%02x", *c);
}

static void refused(const char *text, int line, const char *words)
{
	refused_bytes(text, strlen(text), line, words);
}

static void reads_a_list_of_tables_with_their_lines(void **state)
{
	struct json *json = parsed("format_version = 1\n"
				   "\n"
				   "[[exercises]]\n"
				   "name = \"one\"\n"
				   "test = false\n"
				   "hint = \"\"\"\n"
				   "two\n"
				   "[[exercises]] is no table here\"\"\"\n"
				   "\n"
				   "[[exercises]]\n"
				   "name = 'two'\n");
	const struct json_value *list = json_get(json_root(json), "exercises");
	const struct json_value *first = json_first(list), *second = json_next(first);

	(void)state;
	assert_int_equal((int)json_get_number(json_root(json), "format_version", 0), 1);
	assert_int_equal(json_count(list), 2);
	assert_string_equal(json_get_string(first, "name"), "one");
	assert_false(json_bool(json_get(first, "test"), true));
	assert_string_equal(json_get_string(first, "hint"), "two\n[[exercises]] is no table here");
	assert_int_equal(json_line(json, json_get(first, "test")), 5);
	assert_int_equal(json_line(json, first), 3);
	assert_int_equal(json_line(json, json_get(second, "name")), 11);
	json_free(json);
}

static void reads_dotted_names_inline_tables_and_dates(void **state)
{
	struct json *json = parsed("[lints.rust]\n"
				   "unsafe_code = { level = \"deny\", priority = -1 }\n"
				   "[package]\n"
				   "edition.workspace = true\n"
				   "born = 1979-05-27\n"
				   "share = 0.5\n");
	const struct json_value *root = json_root(json), *package = json_get(root, "package");
	const struct json_value *lint = json_get(json_get(json_get(root, "lints"), "rust"),
						 "unsafe_code");

	(void)state;
	assert_string_equal(json_get_string(lint, "level"), "deny");
	assert_true(json_get_number(lint, "priority", 0) == -1);
	assert_true(json_bool(json_get(json_get(package, "edition"), "workspace"), false));
	assert_int_equal(json_type(json_get(package, "born")), JSON_NULL);
	assert_true(json_get_number(package, "share", 0) == 0.5);
	json_free(json);
}

static void line_ends_of_windows_and_a_byte_order_mark_make_no_difference(void **state)
{
	struct json *json = parsed("\xef\xbb\xbf"
				   "a = '''\r\nb\r\nc'''\r\n");

	(void)state;
	assert_string_equal(json_get_string(json_root(json), "a"), "b\nc");
	json_free(json);
}

static void an_empty_text_is_an_empty_table(void **state)
{
	struct json *json = parsed("# nothing\n");

	(void)state;
	assert_int_equal(json_type(json_root(json)), JSON_OBJECT);
	assert_int_equal(json_count(json_root(json)), 0);
	json_free(json);
}

static void a_mistake_has_its_line(void **state)
{
	(void)state;
	refused("a = 1\nb = \n", 2, "expected valid TOML");
	refused("a = 1\n\na = 2\n", 3, "expected valid TOML");
	refused("a = \"\x1b[31m", 1, "expected valid TOML");
	refused("[[a]\n", 1, "expected valid TOML");
}

static void bytes_that_are_no_text_are_refused(void **state)
{
	(void)state;
	refused("a = 1\nb = \"\xff\"\n", 2, "UTF-8");
	refused_bytes("a = 1\nb = 2\0c = 3\n", 17, 2, "NUL");
	refused("a = \"x\\u0000y\"\n", 1, "NUL");
	refused("b = 1\n\"x\\u0000y\" = 1\n", 2, "NUL");
}

static void nesting_is_limited(void **state)
{
	enum { DEEP = 100000 };
	struct buffer text = BUFFER_INIT;
	struct error err = ERROR_INIT;

	(void)state;
	buffer_add_string(&text, "a = ");
	for (int i = 0; i < DEEP; i++)
		buffer_add_char(&text, '[');
	assert_null(toml_read(text.data, text.len, NULL, &err));
	buffer_reset(&text);
	for (int i = 0; i < DEEP; i++)
		buffer_add_string(&text, "a.");
	buffer_add_string(&text, "a = 1\n");
	assert_null(toml_read(text.data, text.len, NULL, &err));
	buffer_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_list_of_tables_with_their_lines),
		cmocka_unit_test(reads_dotted_names_inline_tables_and_dates),
		cmocka_unit_test(line_ends_of_windows_and_a_byte_order_mark_make_no_difference),
		cmocka_unit_test(an_empty_text_is_an_empty_table),
		cmocka_unit_test(a_mistake_has_its_line),
		cmocka_unit_test(bytes_that_are_no_text_are_refused),
		cmocka_unit_test(nesting_is_limited),
	};

	return run_group(tests);
}
