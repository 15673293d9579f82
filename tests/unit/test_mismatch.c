#include "support.h"
#include "ui/mismatch.h"

#include "rustgym/base/buffer.h"

#include <stdlib.h>
#include <string.h>

static const struct style plain = {false, false, 60}, rich = {true, true, 60};

static char *drawn(const char *left, const char *right, const struct style *style)
{
	const struct mismatch mismatch = {.left_name = "left",
					  .right_name = "right",
					  .left = left,
					  .right = right,
					  .left_len = strlen(left),
					  .right_len = strlen(right),
					  .indent = 2};
	struct buffer out = BUFFER_INIT;

	mismatch_draw(&mismatch, style, &out);
	return buffer_detach(&out);
}

static void check(const char *left, const char *right, const char *expected)
{
	char *text = drawn(left, right, &plain);

	assert_string_equal(text, expected);
	free(text);
}

static void a_mark_is_below_the_first_difference(void **state)
{
	(void)state;
	check("12", "13", "  left   12\n  right  13\n          ^ differs from character 2 on\n");
	check("\"abc\"", "\"abd\"",
	      "  left   \"abc\"\n  right  \"abd\"\n            ^ differs from character 3 on\n");
	check("Some(1)", "None",
	      "  left   Some(1)\n  right  None\n         ^ differs from character 1 on\n");
	check("\"\xc3\xa4pfel\"", "\"\xc3\xa4pfle\"",
	      "  left   \"\xc3\xa4pfel\"\n  right  \"\xc3\xa4pfle\"\n"
	      "             ^ differs from character 4 on\n");
}

static void a_difference_inside_a_character_is_before_it(void **state)
{
	(void)state;
	check("\"\xc3\xa4\"", "\"\xc3\xb6\"",
	      "  left   \"\xc3\xa4\"\n  right  \"\xc3\xb6\"\n"
	      "          ^ differs from character 1 on\n");
}

/* A long value without parts is broken into rows. */
static void a_value_that_is_cut_follows_whole_when_asked_for(void **state)
{
	static const char left[] = "a name of a street that is long and goes on and on for ever";
	static const char right[] = "a name of a street that is long and goes on and on and on.";
	const struct mismatch mismatch = {.left_name = "left",
					  .right_name = "right",
					  .left = left,
					  .right = right,
					  .left_len = strlen(left),
					  .right_len = strlen(right),
					  .indent = 2,
					  .whole = true};
	const struct style narrow = {false, false, 40};
	struct buffer out = BUFFER_INIT;

	(void)state;
	mismatch_draw(&mismatch, &narrow, &out);
	assert_contains(out.data, "  left, whole:\n    a name of a street that is long and\n"
				  "    goes on and on for ever\n  right, whole:\n");
	buffer_clear(&out);
	out = (struct buffer)BUFFER_INIT;
	mismatch_draw(&mismatch, &(struct style){false, false, 100}, &out);
	assert_lacks(out.data, "whole");
	buffer_clear(&out);
}

static void one_that_ends_early_is_marked_there(void **state)
{
	(void)state;
	check("12", "123", "  left   12\n  right  123\n           ^ differs from character 3 on\n");
	check("", "1", "  left   (empty)\n  right  1\n         ^ differs from character 1 on\n");
}

static void equal_values_are_said_to_be_equal(void **state)
{
	(void)state;
	check("7", "7", "  left   7\n  right  7\n  both are equal\n");
	check("[1, 2]", "[1, 2]", "  left   [1, 2]\n  right  [1, 2]\n  both are equal\n");
}

static void texts_are_compared_line_by_line(void **state)
{
	(void)state;
	check("\"a\\nb\\nc\"", "\"a\\nx\\nc\"",
	      "  line 2 differs:\n  left   b\n  right  x\n"
	      "         ^ differs from character 1 on\n");
	check("a\nb\n", "a\nb\nc",
	      "  line 3 differs:\n  left   (empty)\n  right  c\n"
	      "         ^ differs from character 1 on\n");
	check("\"a\"", "\"a\\nb\"", "  line 2 differs:\n  left   (nothing more)\n  right  b\n");
	check("\"a\\\\n\"", "\"a\\nb\"", /* an escaped backslash is no line end */
	      "  line 1 differs:\n  left   a\\\\n\n  right  a\n"
	      "          ^ differs from character 2 on\n");
}

static void long_lists_are_compared_item_by_item(void **state)
{
	struct buffer left = BUFFER_INIT, right = BUFFER_INIT;
	char *text;

	(void)state;
	buffer_add_char(&left, '[');
	buffer_add_char(&right, '[');
	for (int i = 0; i < 200; i++) {
		buffer_addf(&left, "%s(%d, \"x, y\")", i ? ", " : "", i);
		buffer_addf(&right, "%s(%d, \"x, y\")", i ? ", " : "", i == 150 ? 7 : i);
	}
	buffer_add_char(&left, ']');
	buffer_add_char(&right, ']');
	text = drawn(left.data, right.data, &plain);
	assert_string_equal(text, "  item 151 differs:\n  left   (150, \"x, y\")\n"
				  "  right  (7, \"x, y\")\n"
				  "          ^ differs from character 2 on\n");
	free(text);
	buffer_clear(&left);
	buffer_clear(&right);
}

static void a_long_value_is_shown_around_the_difference(void **state)
{
	char left[301], right[301];
	char *text;

	(void)state;
	memset(left, 'a', 300);
	memset(right, 'a', 300);
	left[300] = right[300] = '\0';
	right[200] = 'b';
	text = drawn(left, right, &plain);
	assert_contains(text, "  left   ..aaaaaaaaaaaaaaaaaaaa");
	assert_contains(text, "\n  right  ..aaaaaaaaaaaaaaaabaaaaaaaa");
	assert_contains(text, "..\n                           ^ differs from character 201 on\n");
	free(text);
}

static void hostile_values_are_cleaned(void **state)
{
	char *text = drawn("\x1b]0;title\x07"
			   "a\x1b[2J",
			   "\xff\xfe\x80", &rich);

	(void)state;
	assert_lacks(text, "\x1b]");
	assert_lacks(text, "\x1b[2J");
	free(text);
	free(drawn("[", "[]", &plain));
	free(drawn("\"", "\"\\n", &plain));
	free(drawn("[\"", "[(((", &plain));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_is_below_the_first_difference),
		cmocka_unit_test(a_difference_inside_a_character_is_before_it),
		cmocka_unit_test(one_that_ends_early_is_marked_there),
		cmocka_unit_test(a_value_that_is_cut_follows_whole_when_asked_for),
		cmocka_unit_test(equal_values_are_said_to_be_equal),
		cmocka_unit_test(texts_are_compared_line_by_line),
		cmocka_unit_test(long_lists_are_compared_item_by_item),
		cmocka_unit_test(a_long_value_is_shown_around_the_difference),
		cmocka_unit_test(hostile_values_are_cleaned),
	};

	return run_group(tests);
}
