#include "rustgym/base/control.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

/* ESC, C0, C1, directions, zero width, separators, tags: each alone, and what it leaves of "a" and "b". */
static const char *const controls[] = {
	"\x01",         "\b",           "\x7f",         "\xc2\x80",     "\xc2\x9b",
	"\xc2\x9d",     "\xc2\x9f",     "\xc2\xad",     "\xd8\x9c",     "\xe1\xa0\x8e",
	"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e", "\xe2\x80\x8f",
	"\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaa", "\xe2\x80\xae", "\xe2\x81\xa0",
	"\xe2\x81\xa6", "\xe2\x81\xa9", "\xef\xbb\xbf", "\xef\xbf\xb9", "\xf3\xa0\x80\x81",
};

enum { CONTROLS = sizeof(controls) / sizeof(*controls) };

static void each_is_found_and_removed(void **state)
{
	(void)state;
	for (size_t i = 0; i < CONTROLS; i++) {
		char *text = memory_format("a%sb", controls[i]);

		assert_true(control_is_in(text));
		control_remove(text, true);
		assert_string_equal(text, "ab");
		assert_false(control_is_in(text));
		free(text);
	}
}

static void letters_of_all_scripts_stay(void **state)
{
	static const char text[] =
		"caf\xc3\xa9 \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe6\x97\xa5 \xf0\x9f\xa6\x80 "
		"e\xcc\x81 \xc2\xa0.";
	char *copy = memory_copy_string(text);

	(void)state;
	assert_false(control_is_in(text));
	control_remove(copy, false);
	assert_string_equal(copy, text);
	free(copy);
}

static void removes(const char *text, bool colour, const char *left)
{
	char *copy = memory_copy_string(text);

	control_remove(copy, colour);
	assert_string_equal(copy, left);
	free(copy);
}

static void sequences_go_as_a_whole(void **state)
{
	(void)state;
	removes("a\x1b]52;c;c2VjcmV0\ab", false, "ab");
	removes("a\x1b]8;;http://x\x1b\\b", false, "ab");
	removes("a\x1b[2Jb\x1bPq\x1b\\c\x1b"
		"7d",
		false, "abcd");
	removes("a\x1b[31mb\x1b[0m", false, "ab");
	removes("a\x1b[31mb\x1b[0m", true, "a\x1b[31mb\x1b[0m");
	removes("a\x1b[?1049hb", true, "ab");
	removes("a\x1b", true, "a");
	removes("\x1b\x1b[31mx", false, "x");
}

static void lines_stay_and_returns_become_lines(void **state)
{
	char line[] = "a\tb\r\nc\rd\n";

	(void)state;
	removes("a\tb\r\nc\rd\n", false, "a\tb\nc\nd\n");
	control_remove_in_line(line);
	assert_string_equal(line, "a b c d ");
}

static void other_bytes_are_no_text(void **state)
{
	(void)state;
	removes("a\x9b"
		"31mb\xff",
		true, "a?31mb?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_found_and_removed),
		cmocka_unit_test(letters_of_all_scripts_stay),
		cmocka_unit_test(sequences_go_as_a_whole),
		cmocka_unit_test(lines_stay_and_returns_become_lines),
		cmocka_unit_test(other_bytes_are_no_text),
	};

	return run_group(tests);
}
