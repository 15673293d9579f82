#include "rustgym/ui/rust_colour.h"
#include "rustgym/ui/text.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static const struct style plain = {false, true, 80}, coloured = {true, true, 80};

static char *draw(const char *text, const struct style *style)
{
	struct buffer out = BUFFER_INIT;

	rust_colour_draw(text, style, &out);
	return buffer_detach(&out);
}

static void check(const char *text, const char *expected)
{
	char *drawn = draw(text, &coloured);

	assert_string_equal(drawn, expected);
	free(drawn);
}

#define KEYWORD(text) "\x1b[35m" text "\x1b[0m"
#define STRING(text) "\x1b[33m" text "\x1b[0m"
#define LIFETIME(text) "\x1b[34m" text "\x1b[0m"
#define MACRO(text) "\x1b[1m" text "\x1b[0m"
#define COMMENT(text) "\x1b[36m" text "\x1b[0m"

static void each_kind_has_its_colour(void **state)
{
	(void)state;
	check("let mut a = 1;", KEYWORD("let mut ") "a = " STRING("1") ";");
	check("fn f<'a>(x: &'a str)",
	      KEYWORD("fn ") "f<" LIFETIME("'a") ">(x: &" LIFETIME("'a ") "str)");
	check("println!(\"{n} let\");", MACRO("println!") "(" STRING("\"{n} let\"") ");");
	check("a != b", "a != b");
	check("x // let it be\nlet", "x " COMMENT("// let it be") "\n" KEYWORD("let"));
	check("/// a page\nmod m;", COMMENT("/// a page") "\n" KEYWORD("mod ") "m;");
	check("'x' \"y\" r#\"z\"#", STRING("'x' \"y\" r#\"z\"#"));
	check("letter lets fn_", "letter lets fn_");
}

/* Each line begins and ends without a colour, so that lines can be drawn one by one. */
static void a_colour_ends_with_the_line(void **state)
{
	(void)state;
	check("\"a\nb\"", STRING("\"a") "\n" STRING("b\""));
	check("/* one\n\n two */ x", COMMENT("/* one") "\n\n " COMMENT("two */ ") "x");
}

static void what_does_not_compile_is_coloured_as_well(void **state)
{
	static const char *const texts[] = {
		"\"never ends", "/* never ends", "'", "r#", "r#\"x", "let",
		"b'",           "\xff\xfe",      "!", "a!", "//",    "\\",
		"0x1fu8!"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char *drawn = draw(texts[i], &coloured), *same = draw(texts[i], &plain);
		struct buffer clean = BUFFER_INIT, expected = BUFFER_INIT;

		assert_string_equal(same, texts[i]);
		text_clean(drawn, strlen(drawn), false, &clean);
		text_clean(texts[i], strlen(texts[i]), false, &expected);
		assert_string_equal(clean.data, expected.data);
		buffer_clear(&clean);
		buffer_clear(&expected);
		free(drawn);
		free(same);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_has_its_colour),
		cmocka_unit_test(a_colour_ends_with_the_line),
		cmocka_unit_test(what_does_not_compile_is_coloured_as_well),
	};

	return run_group(tests);
}
