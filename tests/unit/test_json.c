#include "rustgym/base/buffer.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/utf8.h"
#include "support.h"

#include <cjson/cJSON.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static struct json *parsed(const char *text)
{
	struct error err = ERROR_INIT;
	struct json *json = json_parse(text, strlen(text), NULL, &err);

	if (!json)
		fail_msg("%s", err.message);
	return json;
}

/* Parsing these bytes must fail on that line with a message that has these words. */
static void refused_bytes(const char *text, size_t len, int line, const char *words)
{
	struct error err = ERROR_INIT;
	int at = -1;
	size_t bad;

	assert_null(json_parse(text, len, &at, &err));
	assert_contains(err.message, words);
	assert_int_equal(err.code, ERROR_COURSE);
	assert_int_equal(at, line);
	if (!utf8_is_valid(err.message, strlen(err.message), &bad))
		fail_msg("the message is cut inside a character: %s", err.message);
	for (const char *c = err.message; *c; c++)
		if ((unsigned char)*c < 0x20)
			fail_msg("the message has the control character 0x%02x", *c);
}

static void refused(const char *text, int line, const char *words)
{
	refused_bytes(text, strlen(text), line, words);
}

/* ---- reading -------------------------------------------------------------------------------- */

static void reads_values_of_every_type(void **state)
{
	struct json *json = parsed(
		"{\"s\": \"t\\u00e4\\n\", \"n\": -1.5e2, \"b\": true, \"z\": null,"
		" \"a\": [1, 2, 3], \"o\": {\"in\": \"side\"}}");
	const struct json_value *root = json_root(json);
	double number = 0;

	(void)state;
	assert_int_equal(json_type(root), JSON_OBJECT);
	assert_int_equal(json_count(root), 6);
	assert_string_equal(json_get_string(root, "s"), "t\xc3\xa4\n");
	assert_true(json_number(json_get(root, "n"), &number));
	assert_true(number == -150);
	assert_true(json_bool(json_get(root, "b"), false));
	assert_int_equal(json_type(json_get(root, "z")), JSON_NULL);
	assert_int_equal(json_type(json_get(root, "a")), JSON_ARRAY);
	assert_int_equal(json_count(json_get(root, "a")), 3);
	assert_string_equal(json_get_string(json_get(root, "o"), "in"), "side");
	assert_string_equal(json_name(json_first(root)), "s");
	assert_string_equal(json_name(json_next(json_first(root))), "n");
	json_free(json);
}

static void what_is_not_there_reads_as_the_fallback(void **state)
{
	struct json *json = parsed("{\"s\": \"text\", \"n\": 5, \"a\": [1]}");
	const struct json_value *root = json_root(json);
	double number = 7;

	(void)state;
	assert_null(json_get(root, "absent"));
	assert_null(json_get(root, "S"));
	assert_null(json_get(NULL, "s"));
	assert_null(json_get(json_get(root, "a"), "s"));
	assert_null(json_get_string(root, "n"));
	assert_null(json_string(NULL));
	assert_false(json_number(json_get(root, "s"), &number));
	assert_false(json_number(NULL, &number));
	assert_true(number == 7);
	assert_true(json_get_number(root, "s", 3) == 3);
	assert_true(json_get_number(root, "n", 3) == 5);
	assert_true(json_bool(json_get(root, "n"), true));
	assert_false(json_bool(NULL, false));
	assert_null(json_first(NULL));
	assert_int_equal(json_count(NULL), 0);
	assert_int_equal(json_count(json_get(root, "s")), 0);
	json_free(json);
	json_free(NULL);
}

static void names_its_types(void **state)
{
	(void)state;
	assert_string_equal(json_type_name(JSON_NULL), "null");
	assert_string_equal(json_type_name(JSON_BOOL), "true or false");
	assert_string_equal(json_type_name(JSON_NUMBER), "a number");
	assert_string_equal(json_type_name(JSON_STRING), "a string");
	assert_string_equal(json_type_name(JSON_ARRAY), "an array");
	assert_string_equal(json_type_name(JSON_OBJECT), "an object");
}

static void a_document_may_be_any_value(void **state)
{
	static const char *const documents[] = {"5", " \"x\" ", "null", "[]", "{}", "\n[\n]\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
		struct json *json = parsed(documents[i]);
		assert_non_null(json_root(json));
		json_free(json);
	}
}

/* ---- lines ---------------------------------------------------------------------------------- */

/*
 * Every number in the text is the line it stands on, every string "L<line>" too; whatever the
 * layout, json_line must say the same.
 */
static void check_lines(struct json *json, const struct json_value *value)
{
	const char *text = json_string(value);
	double number;

	if (text && text[0] == 'L')
		assert_int_equal(json_line(json, value), atoi(text + 1));
	if (json_number(value, &number))
		assert_int_equal(json_line(json, value), (int)number);
	for (value = json_first(value); value; value = json_next(value))
		check_lines(json, value);
}

static void every_value_knows_its_line(void **state)
{
	static const char *const documents[] = {
		"{\n\"a\": 2,\n\"b\": [3,\n4,\n{\"c\":\n6}]}",
		"{\"a\": 1, \"b\": 1, \"c\": {\"d\": [1, 1, {\"e\": 1}]}}",
		"\n\n{\"a\"\n:\n5\n,\"b\"\n: 7}",
		"[1,\n[],\n{},\n[[]],\n5,\n\"L6\"]",
		"{\"[1, 2\": 1,\n\"]}\": [\"L2\"],\n\"a\\\"\": 3,\n\"\\\\\": 4,\n\"x:\": \"L5\"}",
		"{\"a\": \"x: y, z\",\n\"b\": 2,\n\"c\": \"\\\\\",\n\"d\": \"\\\"\",\n\"e\": 5}",
		"{\r\n\"a\": 2,\r\n\"b\": 3\r\n}\r\n",
		"[true,\nfalse,\nnull,\n4,true,4,\n5e0,5\n]",
		"[\"L1\"\n,\"L2\",\"L2\"\n\n,\"L4\"]",
		"{\"\": \"L1\",\n\" \": \"L2\",\n\"\\u0022\": \"L3\"}",
		"[{\"a\":1},{\"a\":1},\n{\"a\":2,\"b\":{\"a\":2,\n\"b\":3}},3]",
		"[\"\xe2\x82\xac\",\n\"\xf0\x9f\xa6\x80\",2]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
		struct json *json = parsed(documents[i]);
		check_lines(json, json_root(json));
		json_free(json);
	}
}

static void an_object_stands_where_it_opens(void **state)
{
	struct json *json = parsed("\n{\n\"a\":\n{\n\"b\": []\n}\n}");
	const struct json_value *root = json_root(json), *a = json_get(root, "a");

	(void)state;
	assert_int_equal(json_line(json, root), 2);
	assert_int_equal(json_line(json, a), 4);
	assert_int_equal(json_line(json, json_get(a, "b")), 5);
	assert_int_equal(json_line(json, NULL), 1);
	json_free(json);
}

/* ---- mistakes ------------------------------------------------------------------------------- */

static void syntax_errors_have_a_line(void **state)
{
	(void)state;
	refused("{\n\"a\": 1\n\"b\": 2\n}", 3, "valid JSON");
	refused("{\n\"a\": 1,\n}", 3, "valid JSON");
	refused("[1,\n2,\n,3]", 3, "valid JSON");
	refused("{\n\n'a': 1}", 3, "valid JSON");
	refused("{\"a\": tru}", 1, "valid JSON");
	refused("{\"a\": 1}\n\n{\"b\": 2}", 3, "valid JSON");
	refused("{}\nx", 2, "valid JSON");
	refused("// comment\n{}", 1, "valid JSON");
	refused("{\n\"a\": \"b\\q\"\n}", 2, "valid JSON");
	refused("{\n\"a\": \"\\ud800\"\n}", 2, "valid JSON");
}

static void what_is_not_closed_is_said_so(void **state)
{
	(void)state;
	refused("{\n\"a\": [1, 2\n", 3, "not closed");
	refused("{\n\"a\": 1\n", 3, "not closed");
	refused("[\n[", 2, "not closed");
	refused("", 1, "end of the file");
	refused("\n\n", 3, "end of the file");
	refused("{\n\"a\":", 2, "end of the file");
}

static void a_string_that_never_ends_is_refused(void **state)
{
	(void)state;
	refused("{\n\"a\": \"b\n}\n", 2, "expected");
	refused("[\"abc\\", 1, "expected");
}

static void the_message_shows_whole_characters(void **state)
{
	(void)state;
	refused("{\n\xe2\x80\x9ctitle\xe2\x80\x9d: 1}", 2, "valid JSON"); /* typographer's quotes */
	refused("{\xf0\x9f\xa6\x80}", 1, "valid JSON");
	refused("{\n\x1b[2J}", 2, "valid JSON");
}

static void a_name_twice_is_refused(void **state)
{
	(void)state;
	refused("{\n\"a\": 1,\n\"b\": 2,\n\"a\": 3\n}", 4, "\"a\" twice");
	refused("[\n{\"a\": 1},\n{\"x\": {\n\"q\": 1, \"q\": 2}}]", 4, "\"q\" twice");
	refused("{\"a\": 1, \"\\u0061\": 2}", 1, "\"a\" twice");
	json_free(parsed("{\"a\": {\"a\": 1}, \"A\": 2, \"b\": [{\"a\": 1}, {\"a\": 1}]}"));
}

static void nesting_is_limited(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct json *json;

	(void)state;
	buffer_add_repeated(&text, "[", JSON_DEPTH_MAX);
	buffer_add_repeated(&text, "]", JSON_DEPTH_MAX);
	json = parsed(text.data);
	json_free(json);

	buffer_reset(&text);
	buffer_add_repeated(&text, "{\"a\":\n", JSON_DEPTH_MAX);
	buffer_add_string(&text, "[");
	refused(text.data, JSON_DEPTH_MAX + 1, "levels of nesting");

	buffer_reset(&text);
	buffer_add_repeated(&text, "[", 5000000);
	refused(text.data, 1, "levels of nesting");
	buffer_clear(&text);
	json_free(parsed("\"[[[[ {{{{ in a string\""));
}

static void nul_is_refused(void **state)
{
	(void)state;
	refused_bytes("{\n\"a\": 1}\0", 11, 2, "NUL");
	refused_bytes("{\n\0\"a\": 1}", 11, 2, "NUL");
	refused_bytes("{\n\"a\0b\": 1}", 12, 2, "NUL");
	refused_bytes("{\n\"a\": \"b\0c\"}", 14, 2, "NUL");
	refused("{\n\"a\": \"b\\u0000c\"}", 2, "\\u0000");
	refused("{\n\"a\": \"\\\\\\u0000\"}", 2, "\\u0000");
	refused("{\"\\u0000\": 1}", 1, "\\u0000");
}

static void an_escaped_backslash_is_no_escape(void **state)
{
	struct json *json = parsed("[\"\\\\u0000\", \"u0000\"]");

	(void)state;
	assert_string_equal(json_string(json_first(json_root(json))), "\\u0000");
	json_free(json);
}

static void only_utf8_is_read(void **state)
{
	(void)state;
	refused("{\n\"a\": \"\xff\"}", 2, "0xff");
	refused("{\n\"a\":\n\"\xc3\"}", 3, "0xc3");
	refused("{\"a\": \"\xed\xa0\x80\"}", 1, "UTF-8");
	refused("{\"a\": \"\xc0\x80\"}", 1, "UTF-8");
	refused_bytes("{\0\"\0a\0", 6, 1, "NUL"); /* UTF-16 without a mark */
	refused_bytes("\xff\xfe{\0}\0", 6, 1, "UTF-8");
}

static void a_byte_order_mark_is_passed_over(void **state)
{
	struct json *json = parsed("\xef\xbb\xbf{\n\"a\": 2}");

	(void)state;
	check_lines(json, json_root(json));
	json_free(json);
	refused("\xef\xbb\xbf{\n\"a\" 2}", 2, "valid JSON");
	refused("\xef\xbb\xbf", 1, "end of the file");
}

static void only_len_bytes_are_read(void **state)
{
	struct json *json = json_parse("[1, 2]garbage", 6, NULL, NULL);

	(void)state;
	assert_non_null(json);
	assert_int_equal(json_count(json_root(json)), 2);
	json_free(json);
}

static void numbers_out_of_range_are_none(void **state)
{
	static const char text[] = "{\"a\":1e300,\"b\":-1,\"c\":7.9,\"d\":\"7\",\"e\":-1e300,"
				   "\"f\":9007199254740992}";
	struct json *json = json_parse(text, sizeof(text) - 1, NULL, NULL);
	const struct json_value *root = json_root(json);

	(void)state;
	assert_int_equal(json_get_count(root, "a"), 0);
	assert_int_equal(json_get_count(root, "b"), 0);
	assert_int_equal(json_get_count(root, "c"), 7);
	assert_int_equal(json_get_count(root, "d"), 0);
	assert_int_equal(json_get_count(root, "e"), 0);
	assert_int_equal(json_get_count(root, "absent"), 0);
	assert_int_equal(json_get_whole(root, "a", UINT64_C(1) << 53), 0);
	assert_true(json_get_whole(root, "f", UINT64_C(1) << 53) == UINT64_C(1) << 53);
	json_free(json);
}

/* The session parses progress while its history does: each thread has its own trees. */
static void *parse_again_and_again(void *wrong)
{
	static const char text[] =
		"{\"a\": [1, 2, 3, {\"b\": \"some text\"}], \"c\": null, \"d\": 7}";

	for (int i = 0; i < 3000; i++) {
		struct json *json = json_parse(text, sizeof(text) - 1, NULL, NULL);
		cJSON *own = cJSON_CreateObject();

		cJSON_AddStringToObject(own, "name", "value");
		if (!json || json_get_number(json_root(json), "d", 0) != 7)
			*(bool *)wrong = true;
		cJSON_Delete(own);
		json_free(json);
	}
	return NULL;
}

static void threads_parse_at_the_same_time(void **state)
{
	pthread_t threads[4];
	bool wrong[4] = {false, false, false, false};

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(
			pthread_create(&threads[i], NULL, parse_again_and_again, &wrong[i]), 0);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < 4; i++)
		assert_false(wrong[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_values_of_every_type),
		cmocka_unit_test(what_is_not_there_reads_as_the_fallback),
		cmocka_unit_test(names_its_types),
		cmocka_unit_test(a_document_may_be_any_value),
		cmocka_unit_test(every_value_knows_its_line),
		cmocka_unit_test(an_object_stands_where_it_opens),
		cmocka_unit_test(syntax_errors_have_a_line),
		cmocka_unit_test(what_is_not_closed_is_said_so),
		cmocka_unit_test(a_string_that_never_ends_is_refused),
		cmocka_unit_test(the_message_shows_whole_characters),
		cmocka_unit_test(a_name_twice_is_refused),
		cmocka_unit_test(nesting_is_limited),
		cmocka_unit_test(nul_is_refused),
		cmocka_unit_test(an_escaped_backslash_is_no_escape),
		cmocka_unit_test(only_utf8_is_read),
		cmocka_unit_test(a_byte_order_mark_is_passed_over),
		cmocka_unit_test(only_len_bytes_are_read),
		cmocka_unit_test(numbers_out_of_range_are_none),
		cmocka_unit_test(threads_parse_at_the_same_time),
	};

	return run_group(tests);
}
