#include "rustgym/ui/side_by_side.h"
#include "rustgym/ui/text.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static char *draw(const char *left, const char *right, bool colour, int width)
{
	struct style style = {colour, true, width};
	struct side_by_side sides = {"yours", "reference", left, right, false};
	struct buffer out = BUFFER_INIT;

	side_by_side_draw(&sides, &style, &out);
	return buffer_detach(&out);
}

static void lines_stand_opposite_what_they_became(void **state)
{
	char *text = draw("same\nlet x = 1;\nonly left\nend\n",
			  "same\n// new\nlet x = 2;\nend\nlast\n", false, 33);

	(void)state;
	assert_string_equal(text, "yours             reference\n"
				  "same              same\n"
				  "                > // new\n"
				  "let x = 1;      | let x = 2;\n"
				  "only left       <\n"
				  "end               end\n"
				  "                > last\n");
	free(text);
}

static void long_lines_are_folded_in_their_half(void **state)
{
	char *text = draw("abcdefghijkl\n", "abcdefghijkl\n", false, 23);

	(void)state;
	assert_string_equal(text, "yours        reference\n"
				  "abcdefghij   abcdefghij\n"
				  "kl           kl\n");
	free(text);
}

static void further_rows_are_indented(void **state)
{
	char *text = draw("  // the answer of the\n", "  | A | B => the_answer\n", false, 43);

	(void)state;
	assert_string_equal(text, "yours                  reference\n"
				  "  // the answer of   <\n"
				  "    the              <\n"
				  "                     >   | A | B =>\n"
				  "                     >       the_answer\n");
	free(text);
}

static void wide_characters_keep_the_columns(void **state)
{
	char *text = draw("\xe6\x97\xa5\xe6\x9c\xac x\n", "\xe6\x97\xa5\xe6\x9c\xac y\n", false,
			  23);

	(void)state;
	assert_contains(text, "\n\xe6\x97\xa5\xe6\x9c\xac x     | \xe6\x97\xa5\xe6\x9c\xac y\n");
	free(text);
}

static void an_ink_goes_on_in_the_next_row(void **state)
{
	char *text = draw("abcdefghijkl\n", "", true, 23);

	(void)state;
	assert_contains(text, "\n\x1b[31mabcdefghij\x1b[0m <\n\x1b[31mkl\x1b[0m");
	free(text);
}

/* Each row, and each half of it, ends without an ink. */
static void inks_stay_in_their_half(void **state)
{
	char *text = draw("let abcdefghij = \"\x1b[31m\";\n", "let mut abcdefghij = 2;\n", true,
			  63);
	bool on = false;

	(void)state;
	assert_contains(text, "\x1b[7;32m");
	for (const char *c = text; *c; c++) {
		if (*c == '\x1b')
			on = strncmp(c, "\x1b[0m", 4) != 0;
		assert_false(on && (*c == '\n' || strncmp(c, " | ", 3) == 0));
	}
	assert_contains(text, "^[[31m");
	free(text);
}

static void equal_lines_far_from_a_change_are_counted(void **state)
{
	char *text = draw("1\n2\n3\n4\n5\n6\nold\n7\n8\n9\n10\n11\n12\n13\n14\nx\n",
			  "1\n2\n3\n4\n5\n6\nnew\n7\n8\n9\n10\n11\n12\n13\n14\ny\n", false, 23);

	(void)state;
	assert_contains(text, "reference\n\u2504\u2504 3 equal lines\n4            4\n");
	assert_contains(text, "9            9\n\u2504\u2504 2 equal lines\n12 ");
	free(text);
}

static void words_are_kept_whole(void **state)
{
	char *text = draw("let one = two;\n", "let one = two;\n", false, 23);

	(void)state;
	assert_string_equal(text, "yours        reference\n"
				  "let one =    let one =\n"
				  "two;         two;\n");
	free(text);
}

/* A wide character needs two columns. If a half has only one, the row is too wide, and it gets no spaces. */
static void the_narrowest_screen_draws_wide_characters_too(void **state)
{
	char *text = draw("\u65e5 \u672c\n", "", false, 1);

	(void)state;
	assert_contains(text, "\u65e5 <\n\u672c <");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_stand_opposite_what_they_became),
		cmocka_unit_test(long_lines_are_folded_in_their_half),
		cmocka_unit_test(further_rows_are_indented),
		cmocka_unit_test(wide_characters_keep_the_columns),
		cmocka_unit_test(an_ink_goes_on_in_the_next_row),
		cmocka_unit_test(inks_stay_in_their_half),
		cmocka_unit_test(equal_lines_far_from_a_change_are_counted),
		cmocka_unit_test(words_are_kept_whole),
		cmocka_unit_test(the_narrowest_screen_draws_wide_characters_too),
	};

	return run_group(tests);
}
