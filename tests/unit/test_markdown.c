#include "rustgym/base/file.h"
#include "rustgym/base/utf8.h"
#include "rustgym/ui/markdown.h"
#include "rustgym/ui/text.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static const struct style plain = {false, false, 40}, rich = {true, true, 40};

static void check_at(const char *text, const struct style *style, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	markdown_draw(text, style, &out);
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

#define DRAWS(text, expected) check_at(text, &plain, expected)
#define DRAWS_RICH(text, expected) check_at(text, &rich, expected)

/* ---- blocks --------------------------------------------------------------------------------- */

static void nothing_draws_nothing(void **state)
{
	(void)state;
	DRAWS("", "");
	DRAWS("\n \n\n", "");
}

static void paragraphs_are_filled(void **state)
{
	(void)state;
	DRAWS("one\ntwo\n\nthree", "one two\n\nthree\n");
	DRAWS("A sentence that is a little longer than forty columns are wide.",
	      "A sentence that is a little longer than\nforty columns are wide.\n");
	DRAWS("first  \nsecond", "first\nsecond\n");
	DRAWS("before\n\n---\n\nafter", "before\n\n--------------------\n\nafter\n");
}

static void headings_stand_alone(void **state)
{
	(void)state;
	DRAWS("# One\ntext\n## Two\n", "One\n\ntext\n\nTwo\n");
	DRAWS_RICH("# One", "\x1b[1mOne\x1b[0m\n");
	DRAWS_RICH("# A `b` c", "\x1b[1mA \x1b[36mb\x1b[0m\x1b[1m c\x1b[0m\n");
}

static void lists_have_marks(void **state)
{
	(void)state;
	DRAWS("- one\n- two\n", " * one\n * two\n");
	DRAWS_RICH("- one\n", " \xe2\x80\xa2 one\n");
	DRAWS("text\n\n- one\n\nafter", "text\n\n * one\n\nafter\n");
	DRAWS("- one that is long enough for a second line of its own\n",
	      " * one that is long enough for a second\n   line of its own\n");
	DRAWS("- one\n\n  more of it\n- two", " * one\n   more of it\n * two\n");
}

static void ordered_lists_count(void **state)
{
	(void)state;
	DRAWS("1. one\n2. two\n", "1. one\n2. two\n");
	DRAWS("0. zero\n1. one\n", "0. zero\n1. one\n");
	DRAWS("9. a\n1. b\n1. c\n", "9. a\n10. b\n11. c\n");
	DRAWS("100. words that are long enough for two lines\n",
	      "100. words that are long enough for two\n   lines\n");
}

static void lists_nest(void **state)
{
	(void)state;
	DRAWS("- one\n  - inner\n    1. deep\n  - next\n- two\n",
	      " * one\n    * inner\n      1. deep\n    * next\n * two\n");
}

static void lists_nest_without_end(void **state)
{
	struct buffer text = BUFFER_INIT, out = BUFFER_INIT;

	(void)state;
	for (size_t depth = 0; depth < 100; depth++)
		buffer_add_string(&text, "- ");
	buffer_add_string(&text, "deep\n\nafter\n");
	markdown_draw(text.data, &plain, &out);
	assert_contains(out.data, "deep\n");
	assert_contains(out.data, "after\n");
	buffer_clear(&out);
	buffer_clear(&text);
}

/* ---- code ----------------------------------------------------------------------------------- */

static void code_keeps_its_lines(void **state)
{
	(void)state;
	DRAWS("```rust\nfn main() {\n    one  two\n}\n```\n",
	      "    fn main() {\n        one  two\n    }\n");
	DRAWS("before\n```\ncode\n```\nafter", "before\n\n    code\n\nafter\n");
	DRAWS("    indented\n", "    indented\n");
	DRAWS("```\na\n\nb\n```\n", "    a\n\n    b\n");
	DRAWS("```\n*not* `md` <b>\n```\n", "    *not* `md` <b>\n");
	DRAWS("- item\n  ```\n  code\n  ```\n", " * item\n       code\n");
	DRAWS_RICH("```text\na\n```\n", "    \x1b[36ma\x1b[0m\n");
	DRAWS_RICH("```\nlet a\n```\n", "    \x1b[35mlet \x1b[0ma\n");
	DRAWS_RICH("```rust\nlet a\n```\n", "    \x1b[35mlet \x1b[0ma\n");
}

static void long_code_goes_on_below(void **state)
{
	(void)state;
	DRAWS("```\nasync fn hours(depot: String) -> Option<String> {\n    depot\n}\n```\n",
	      "    async fn hours(depot: String) ->\n"
	      "        Option<String> {\n"
	      "        depot\n"
	      "    }\n");
	DRAWS("```\n    let far = [\"a word\", \"and a word\"];\n```\n",
	      "        let far = [\"a word\", \"and a\n"
	      "            word\"];\n");
	DRAWS("- item\n  ```\n  |x| one + two + three + four + five + six\n  ```\n",
	      " * item\n"
	      "       |x| one + two + three + four +\n"
	      "           five + six\n");
	DRAWS_RICH("```text\none two three four five six seven eight\n```\n",
		   "    \x1b[36mone two three four five six seven\x1b[0m\n"
		   "        \x1b[36meight\x1b[0m\n");
}

static void a_long_comment_stays_a_comment(void **state)
{
	static const struct style wide = {false, false, 50}, narrow = {false, false, 30};
	struct buffer out = BUFFER_INIT;

	(void)state;
	markdown_draw("```\n/// Returns the number of pallets for all parcels of a van.\n"
		      "let n = 1;  // a number that is larger than the one before\n"
		      "let url = \"https://a.example/with/a/long/path/in/it\";\n```\n",
		      &wide, &out);
	assert_string_equal(out.data, "    /// Returns the number of pallets for all\n"
				      "    /// parcels of a van.\n"
				      "    let n = 1;  // a number that is larger than\n"
				      "                // the one before\n"
				      "    let url = \"https://a.example/with/a/long/path/\n"
				      "        in/it\";\n");
	buffer_reset(&out);
	markdown_draw(
		"```\n{\n    let number = 1; // one\n    let m = 1; // a number of parcels\n}\n```\n",
		&narrow, &out);
	assert_string_equal(out.data,
			    "    {\n        let number = 1; // one\n"
			    "        // a number of parcels\n        let m = 1;\n    }\n");
	buffer_clear(&out);
}

/* ---- inline --------------------------------------------------------------------------------- */

static void inline_code_is_marked(void **state)
{
	(void)state;
	DRAWS("call `f(x)` now", "call `f(x)` now\n");
	DRAWS_RICH("call `f(x)` now", "call \x1b[36mf(x)\x1b[0m now\n");
}

static void emphasis_shows_in_colour(void **state)
{
	(void)state;
	DRAWS("*a* **b**", "a b\n");
	DRAWS_RICH("*a* **b**", "\x1b[3ma\x1b[0m \x1b[1mb\x1b[0m\n");
	DRAWS_RICH("**a *b* c**", "\x1b[1ma \x1b[3mb\x1b[0m\x1b[1m c\x1b[0m\n");
}

static void links_say_where_to(void **state)
{
	(void)state;
	DRAWS("[Book](https://a.b/c)", "Book (https://a.b/c)\n");
	DRAWS("<https://a.b/c>", "https://a.b/c\n");
	DRAWS("see https://a.b/c now", "see https://a.b/c now\n");
	DRAWS("[https://a.b/c](https://a.b/c)", "https://a.b/c\n");
	DRAWS("[a](https://x.y/1) [b](https://x.y/2)", "a (https://x.y/1) b (https://x.y/2)\n");
}

static void long_links_are_whole(void **state)
{
	struct buffer text = BUFFER_INIT, expected = BUFFER_INIT;

	(void)state;
	buffer_add_string(&text, "[a](https://x.y/");
	buffer_add_repeated(&text, "\xc3\xa4", 600);
	buffer_add_string(&text, ")");
	buffer_add_string(&expected, "a\n(https://x.y/");
	buffer_add_repeated(&expected, "\xc3\xa4", 600);
	buffer_add_string(&expected, ")\n");
	DRAWS(text.data, expected.data);
	buffer_clear(&expected);
	buffer_clear(&text);
}

/* ---- what holds for any text ---------------------------------------------------------------- */

static void no_escape_gets_through(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	markdown_draw("# a\x1b[2J\n`b\x1b]0;t\a`\n\n```\nc\x1b[?1049h\n```\n"
		      "[d\x1b[31m](http://e\x1b[H/)\n\n- f\xc2\x9b\x7f\x01\n",
		      &plain, &out);
	assert_null(strchr(out.data, '\x1b'));
	for (const char *at = out.data; *at; at++)
		assert_true((unsigned char)*at >= 0x20 || *at == '\n');
	buffer_clear(&out);
}

static void entities_are_characters(void **state)
{
	(void)state;
	DRAWS("a &lt; b &amp;&amp; c &quot;d&quot;&nbsp;e", "a < b && c \"d\" e\n");
	DRAWS("&#65;&#x42; &rarr; &mdash; &hellip;", "AB \xe2\x86\x92 \xe2\x80\x94 \xe2\x80\xa6\n");
	DRAWS("`&lt;` &bogus; &unknownn;", "`&lt;` &bogus; &unknownn;\n");
	DRAWS("&#xd800; &#x110000; &#0;", "\xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd\n");
}

static void entities_make_no_escape(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	markdown_draw("a &#27;[2J &#x1b; [x](http://y/&#27;) b\n", &rich, &out);
	assert_lacks(out.data, "\x1b[2J");
	buffer_clear(&out);
}

static const char everything[] =
	"# A heading of which there is so much that it does not fit on one line\n\n"
	"Some text, `with code`, *emphasis*, **more** and a [link](https://doc.rust-lang.org/).\n"
	"And more of it, so that the paragraph has several lines to fill and to break.\n\n"
	"- a list that has an item with more than one line of text in it, so it goes on\n"
	"  - and another one in it that is about as long, so that it breaks as well\n"
	"    12. and a third one, with numbers in front, to be sure it does there too\n"
	"    13. the next\n\n"
	"> a quotation that is not short either, and which should be drawn as text is\n\n"
	"1. first, with enough words to need another line under the first of them\n"
	"2. second\n";

static void plain_lines_are_ascii(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	markdown_draw(everything, &plain, &out);
	for (const char *at = out.data; *at; at++)
		assert_true(*at == '\n' || (*at >= 0x20 && *at < 0x7f));
	buffer_clear(&out);
}

/* Fails for a line wider than width that could have been broken. */
static void check_widths(const char *text, size_t width)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = memory_copy(text, len);
		const char *words = line + strspn(line, " *0123456789.");
		bool one_word = !strchr(words, ' ');
		bool fits = one_word || text_width(line) <= width;
		free(line);
		assert_true(fits);
		text += len + (text[len] == '\n');
	}
}

static void lines_are_no_wider_than_the_style(void **state)
{
	(void)state;
	for (int width = 1; width < 140; width++) {
		const struct style narrow = {false, false, width};
		struct buffer out = BUFFER_INIT;
		markdown_draw(everything, &narrow, &out);
		check_widths(out.data, width < 88 ? (size_t)width : 88);
		buffer_clear(&out);
	}
}

static void colour_changes_no_layout(void **state)
{
	for (int width = 10; width < 100; width += 7) {
		const struct style bare = {false, true, width}, inked = {true, true, width};
		/* inline code is in backquotes where it has no colour: leave it out here */
		const char *text = "# Heading *with* some\n\nText **bold** and *more* text, a "
				   "[link](https://a.b/) and\n\n- items of a list\n- of two\n";
		struct buffer a = BUFFER_INIT, b = BUFFER_INIT, cleaned = BUFFER_INIT;

		(void)state;
		markdown_draw(text, &bare, &a);
		markdown_draw(text, &inked, &b);
		text_clean(b.data, b.len, false, &cleaned);
		assert_string_equal(cleaned.data, a.data);
		buffer_clear(&cleaned);
		buffer_clear(&b);
		buffer_clear(&a);
	}
}

static void is_utf8_at_any_width(void **state)
{
	(void)state;
	for (int width = 1; width < 60; width++) {
		const struct style narrow = {true, true, width};
		struct buffer out = BUFFER_INIT;
		size_t at;
		markdown_draw(
			"\xe6\x97\xa5\xe6\x9c\xac gr\xc3\xbc\xc3\x9f \xff e\xcc\x81 `\xe6\x97\xa5`\n",
			&narrow, &out);
		assert_true(utf8_is_valid(out.data, out.len, &at));
		buffer_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_draws_nothing),
		cmocka_unit_test(paragraphs_are_filled),
		cmocka_unit_test(headings_stand_alone),
		cmocka_unit_test(lists_have_marks),
		cmocka_unit_test(ordered_lists_count),
		cmocka_unit_test(lists_nest),
		cmocka_unit_test(lists_nest_without_end),
		cmocka_unit_test(code_keeps_its_lines),
		cmocka_unit_test(long_code_goes_on_below),
		cmocka_unit_test(a_long_comment_stays_a_comment),
		cmocka_unit_test(inline_code_is_marked),
		cmocka_unit_test(emphasis_shows_in_colour),
		cmocka_unit_test(links_say_where_to),
		cmocka_unit_test(long_links_are_whole),
		cmocka_unit_test(no_escape_gets_through),
		cmocka_unit_test(entities_are_characters),
		cmocka_unit_test(entities_make_no_escape),
		cmocka_unit_test(plain_lines_are_ascii),
		cmocka_unit_test(lines_are_no_wider_than_the_style),
		cmocka_unit_test(colour_changes_no_layout),
		cmocka_unit_test(is_utf8_at_any_width),
	};

	return run_group(tests);
}
