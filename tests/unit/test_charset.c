#include "rustgym/base/charset.h"
#include "rustgym/base/gate.h"
#include "rustgym/ui/text.h"
#include "support.h"

#include <locale.h>
#include <string.h>

#define QUOTED "\xe2\x80\x9cwait\xe2\x80\xa6\xe2\x80\x9d" /* curly quotes, an ellipsis */

static int in_c(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C") ? 0 : -1;
}

static int in_utf8(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C");
	speak_utf8();
	return 0;
}

static void check(const char *text, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	charset_add(text, strlen(text), &out);
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

static void utf8_stays(void **state)
{
	in_utf8(state);
	check(QUOTED, QUOTED);
	assert_null(charset_spelling(0x2026));
	assert_int_equal(text_width(QUOTED), 7);
}

static void ascii_is_all_that_c_has(void **state)
{
	(void)state;
	check("plain \x1b[31mred\x1b[0m\n", "plain \x1b[31mred\x1b[0m\n");
	check(QUOTED, "\"wait...\"");
	check("\xe2\x80\x98"
	      "a\xe2\x80\x99 \xe2\x80\x93 \xe2\x80\x94 \xe2\x86\x92 \xe2\x80\xa2",
	      "'a' - -- -> *");
	check("\xe2\x94\x8c\xe2\x94\x80\xe2\x94\x90\xe2\x94\x82", "+-+|");
	check("K\xc3\xb6ln \xe6\x97\xa5 \xf0\x9f\xa6\x80", "K?ln ? ?");
	check("e\xcc\x81", "e"); /* a combining accent */
}

/* The width is that of the text that is written. */
static void widths_are_those_of_the_spelling(void **state)
{
	static const char text[] = QUOTED " \xe6\x97\xa5 \xe2\x86\x92";
	struct buffer fitted = BUFFER_INIT, out = BUFFER_INIT;

	(void)state;
	assert_int_equal(text_width(text), strlen("\"wait...\" ? ->"));
	text_fit(text, 20, false, &fitted);
	gate_pass(fitted.data, fitted.len, &out);
	assert_string_equal(out.data, "\"wait...\" ? ->      ");
	buffer_clear(&fitted);
	buffer_clear(&out);
}

static void a_title_is_spelled_too(void **state)
{
	static const char order[] = "\x1b]2;rustgym " QUOTED "\a";
	struct buffer out = BUFFER_INIT;

	(void)state;
	gate_pass_order(order, strlen(order), &out);
	assert_string_equal(out.data, "\x1b]2;rustgym \"wait...\"\a");
	buffer_clear(&out);
}

static void latin_1_has_its_letters(void **state)
{
	(void)state;
	if (!setlocale(LC_ALL, "en_US.ISO-8859-1") && !setlocale(LC_ALL, "en_US.ISO8859-1"))
		return; /* not everywhere */
#ifdef __STDC_ISO_10646__
	check("K\xc3\xb6ln " QUOTED, "K\xf6ln \"wait...\"");
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_stays),
		cmocka_unit_test_setup_teardown(ascii_is_all_that_c_has, in_c, in_utf8),
		cmocka_unit_test_setup_teardown(widths_are_those_of_the_spelling, in_c, in_utf8),
		cmocka_unit_test_setup_teardown(a_title_is_spelled_too, in_c, in_utf8),
		cmocka_unit_test_setup_teardown(latin_1_has_its_letters, in_c, in_utf8),
	};

	return run_group(tests);
}
