#include "rustgym/base/file.h"
#include "rustgym/base/utf8.h"
#include "rustgym/ui/text.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 3000, LENGTH_MAX = 200 };

/* ---- cleaning ------------------------------------------------------------------------------- */

static void check(const char *bytes, size_t len, bool colour, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	text_clean(bytes, len, colour, &out);
	assert_string_equal(out.data, expected);
	assert_int_equal(out.len, strlen(expected)); /* no NUL in it */
	buffer_clear(&out);
}

/* The bytes may hold a NUL, so a literal's size counts. */
#define CLEANS(bytes, expected) check(bytes, sizeof(bytes) - 1, false, expected)
#define CLEANS_IN_COLOUR(bytes, expected) check(bytes, sizeof(bytes) - 1, true, expected)
#define CLEANS_ALWAYS(bytes, expected)                                                             \
	do {                                                                                       \
		CLEANS(bytes, expected);                                                           \
		CLEANS_IN_COLOUR(bytes, expected);                                                 \
	} while (0)

static void plain_text_stays(void **state)
{
	(void)state;
	CLEANS_ALWAYS("", "");
	CLEANS_ALWAYS("two\nlines\n", "two\nlines\n");
	CLEANS_ALWAYS("gr\xc3\xbc\xc3\x9f \xe6\x97\xa5 \xf0\x9f\xa6\x80",
		      "gr\xc3\xbc\xc3\x9f \xe6\x97\xa5 \xf0\x9f\xa6\x80");
}

static void titles_and_clipboards_are_not_set(void **state)
{
	(void)state;
	CLEANS_ALWAYS("a\x1b]0;title\ab", "ab");
	CLEANS_ALWAYS("a\x1b]0;title\x1b\\b", "ab");
	CLEANS_ALWAYS("a\x1b]52;c;cm0gLXJmIC8=\ab", "ab");
	CLEANS_ALWAYS("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb");
	/* one that never ends takes the rest of its line, not more */
	CLEANS_ALWAYS("a\x1b]0;title", "a");
	CLEANS_ALWAYS("a\x1b]0;title\nnext\n", "a\nnext\n");
	CLEANS_ALWAYS("a\x1b]0;title\x1b[2Jb", "ab");
	CLEANS_ALWAYS("a\x1b]0;title\x1b", "a");
}

static void the_cursor_and_the_screen_stay(void **state)
{
	(void)state;
	CLEANS_ALWAYS("a\x1b[2Jb\x1b[Hc\x1b[10;20Hd\x1b[1Ae\x1b[Kf", "abcdef");
	CLEANS_ALWAYS("a\x1b[?1049hb\x1b[?25lc\x1b[?2004hd", "abcd");
	CLEANS_ALWAYS("a\x1b[6nb\x1b[cc\x1b[>0qd", "abcd");
	CLEANS_ALWAYS("a\x1b[1;5rb\x1b[!pc\x1b[8;10;10td", "abcd");
	CLEANS_ALWAYS("a\x1b[?31mb\x1b[>4;1mc\x1b[38:5:1md",
		      "abcd"); /* ends in m, sets no colour */
}

static void strings_for_the_terminal_go(void **state)
{
	(void)state;
	CLEANS_ALWAYS("a\x1bP+q544e\x1b\\b", "ab");
	CLEANS_ALWAYS("a\x1b_apc\x1b\\b\x1b^pm\x1b\\c\x1bXsos\x1b\\d", "abcd");
	CLEANS_ALWAYS("a\x1bPunended", "a");
	CLEANS_ALWAYS("a\x1b_unended\nb", "a\nb");
}

static void short_sequences_go(void **state)
{
	(void)state;
	CLEANS_ALWAYS("a\x1b"
		      "cb",
		      "ab");
	CLEANS_ALWAYS("a\x1b(0b\x1b)Bc\x1b#8d\x1b%Ge", "abcde");
	CLEANS_ALWAYS("a\x1b"
		      "7b\x1b"
		      "8c\x1b=d\x1b>e\x1bMf\x1bNg",
		      "abcdefg");
}

static void what_is_cut_off_by_the_end_goes(void **state)
{
	(void)state;
	CLEANS_ALWAYS("a\x1b", "a");
	CLEANS_ALWAYS("a\x1b[", "a");
	CLEANS_ALWAYS("a\x1b[31", "a");
	CLEANS_ALWAYS("a\x1b[31;", "a");
	CLEANS_ALWAYS("a\x1b]", "a");
	CLEANS_ALWAYS("a\x1b(", "a");
	CLEANS_ALWAYS("a\x1bP\x1b", "a");
	CLEANS_ALWAYS("a\xe6\x97", "a\xef\xbf\xbd\xef\xbf\xbd");
}

static void a_broken_sequence_takes_no_text_with_it(void **state)
{
	(void)state;
	CLEANS_ALWAYS("a\x1b\nb", "a\nb");
	CLEANS_ALWAYS("a\x1b[3\nb", "a\nb");
	CLEANS_ALWAYS("a\x1b\x1b[2Jb", "ab");
	CLEANS_ALWAYS("a\x1b[3\x1b[2Jb", "ab");
	CLEANS_ALWAYS("a\x1b\xc3\xa4"
		      "b",
		      "a\xc3\xa4"
		      "b");
	CLEANS_ALWAYS("a\x1b\0text\n", "atext\n");
	CLEANS_ALWAYS("a\x1b[3\0m\n", "am\n");
}

static void control_characters_go(void **state)
{
	(void)state;
	CLEANS_ALWAYS("a\0b\ac\bd\x0b"
		      "e\x0c"
		      "f\x0e"
		      "g\x7fh",
		      "abcdefgh");
	/* C1 in UTF-8 goes; as a bare byte it is not UTF-8 */
	CLEANS_ALWAYS("a\xc2\x9b"
		      "2Jb\xc2\x85"
		      "c",
		      "a2Jbc");
	CLEANS_ALWAYS("a\x9b"
		      "2Jb",
		      "a\xef\xbf\xbd"
		      "2Jb");
	CLEANS_ALWAYS("a\xc2\x9d"
		      "0;title\xc2\x9c"
		      "b",
		      "a0;titleb");
}

static void directions_can_not_be_turned(void **state)
{
	(void)state;
	CLEANS_ALWAYS("a\xe2\x80\xae"
		      "b\xe2\x80\xac"
		      "c\xe2\x81\xa6"
		      "d\xe2\x81\xa9"
		      "e",
		      "abcde");
	CLEANS_ALWAYS("a\xe2\x80\x8e"
		      "b\xe2\x80\x8f"
		      "c\xd8\x9c"
		      "d",
		      "abcd");
	CLEANS_ALWAYS("\xd7\xa9\xd7\x9c", "\xd7\xa9\xd7\x9c"); /* Hebrew itself may be written */
}

static void what_is_not_utf8_is_marked(void **state)
{
	(void)state;
	CLEANS_ALWAYS("\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd");
	CLEANS_ALWAYS("a\xc0\xaf"
		      "b",
		      "a\xef\xbf\xbd\xef\xbf\xbd"
		      "b");                                                    /* overlong */
	CLEANS_ALWAYS("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"); /* surrogate */
	CLEANS_ALWAYS("\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	CLEANS("\xe6\x1b[31m\x97\xa5", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

static void tabs_become_spaces(void **state)
{
	(void)state;
	CLEANS_ALWAYS("\ta", "        a");
	CLEANS_ALWAYS("ab\tc", "ab      c");
	CLEANS_ALWAYS("12345678\tc", "12345678        c");
	CLEANS_ALWAYS("ab\n\tc", "ab\n        c");
	CLEANS_ALWAYS("\xe6\x97\xa5\tc", "\xe6\x97\xa5      c"); /* two columns wide */
	CLEANS_ALWAYS("\x1b[2J\tc", "        c");
	CLEANS_ALWAYS("e\xcc\x81\tc", "e\xcc\x81       c"); /* combining: one column in all */
}

static void carriage_returns_end_the_line(void **state)
{
	(void)state;
	CLEANS_ALWAYS("a\r\nb", "a\nb");
	CLEANS_ALWAYS("50%\r100%\r\n", "50%\n100%\n");
	CLEANS_ALWAYS("a\r", "a\n");
	CLEANS_ALWAYS("ab\r\tc", "ab\n        c");
}

static void colours_pass_where_they_may(void **state)
{
	(void)state;
	CLEANS("\x1b[1;31mred\x1b[0m", "red");
	CLEANS_IN_COLOUR("\x1b[1;31mred\x1b[mplain", "\x1b[1;31mred\x1b[mplain\x1b[0m");
	CLEANS_IN_COLOUR("\x1b[38;2;255;255;255mx\x1b[0m", "\x1b[38;2;255;255;255mx\x1b[0m\x1b[0m");
}

static void colours_end_with_their_line(void **state)
{
	(void)state;
	CLEANS_IN_COLOUR("\x1b[31mred\nplain\n", "\x1b[31mred\x1b[0m\nplain\n");
	CLEANS_IN_COLOUR("\x1b[31mred\r\nplain\n", "\x1b[31mred\x1b[0m\nplain\n");
	CLEANS_IN_COLOUR("\x1b[7munended", "\x1b[7munended\x1b[0m");
}

static void an_endless_colour_goes(void **state)
{
	struct buffer text = BUFFER_INIT;

	(void)state;
	buffer_add_string(&text, "a\x1b[");
	buffer_add_repeated(&text, "1;", 100000);
	buffer_add_string(&text, "31mb");
	check(text.data, text.len, true, "ab");
	buffer_clear(&text);
}

/* ---- cleaning: what holds for any bytes ----------------------------------------------------- */

static uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Bytes of which many belong together: what is hostile is rarely uniform noise. */
static size_t random_bytes(uint32_t *seed, char *bytes)
{
	static const char *const parts[] = {
		"\x1b[",    "\x1b]",        "\x1b",     "31m",
		"\x1b\\",   "\x1b[0;1m",    "\n",       "\r",
		"\t",       "\xe6\x97\xa5", "\xcc\x81", "\xf0\x9f\xa6\x80",
		"\xc2\x9b", "\xe2\x80\xae", "m",        ";"};
	size_t len = 0, wanted = next_random(seed) % LENGTH_MAX;

	while (len < wanted) {
		uint32_t choice = next_random(seed) % 32;
		if (choice < 16) {
			memcpy(bytes + len, parts[choice], strlen(parts[choice]));
			len += strlen(parts[choice]);
		} else {
			bytes[len++] = (char)(next_random(seed) >> 8);
		}
	}
	return len;
}

/* The length of the colour sequence at text, or 0. */
static size_t colour_length(const char *text)
{
	size_t len;

	if (strncmp(text, "\x1b[", 2) != 0)
		return 0;
	len = 2 + strspn(text + 2, "0123456789;");
	return text[len] == 'm' ? len + 1 : 0;
}

static bool is_harmless(const char *text, bool colour)
{
	while (*text) {
		size_t len = colour ? colour_length(text) : 0;
		if (!len && *text != '\n' && ((unsigned char)*text < 0x20 || *text == 0x7f))
			return false;
		text += len ? len : 1;
	}
	return true;
}

static void nothing_harmful_is_ever_left(void **state)
{
	char bytes[LENGTH_MAX + 16];
	uint32_t seed = 20240501;
	size_t at;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		size_t len = random_bytes(&seed, bytes);
		struct buffer plain = BUFFER_INIT, coloured = BUFFER_INIT, again = BUFFER_INIT;

		text_clean(bytes, len, false, &plain);
		text_clean(bytes, len, true, &coloured);
		text_clean(plain.data, plain.len, false, &again);
		assert_true(is_harmless(plain.data, false));
		assert_true(is_harmless(coloured.data, true));
		assert_true(utf8_is_valid(plain.data, plain.len, &at));
		assert_true(utf8_is_valid(coloured.data, coloured.len, &at));
		assert_int_equal(plain.len, strlen(plain.data));
		assert_string_equal(again.data, plain.data);
		assert_int_equal(text_width(coloured.data), text_width(plain.data));
		buffer_clear(&again);
		buffer_clear(&coloured);
		buffer_clear(&plain);
	}
}

/* ---- measuring ------------------------------------------------------------------------------ */

static void width_is_in_columns(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("abc"), 3);
	assert_int_equal(text_width("gr\xc3\xbc\xc3\x9f"), 4);
	assert_int_equal(text_width("\xe6\x97\xa5\xe6\x9c\xac"), 4);
	assert_int_equal(text_width("e\xcc\x81"), 1);
	assert_int_equal(text_width("\xf0\x9f\xa6\x80"), 2);
	assert_int_equal(text_width("\x1b[1;31mabc\x1b[0m"), 3);
	assert_int_equal(text_width("\xe2\x80\x8b"), 0); /* zero-width space */
	assert_int_equal(text_width("\xff"), 1);
}

static void check_fit(const char *text, size_t width, bool unicode, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	text_fit(text, width, unicode, &out);
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

static void fit_fills_or_cuts(void **state)
{
	(void)state;
	check_fit("ab", 4, true, "ab  ");
	check_fit("abcd", 4, true, "abcd");
	check_fit("abcde", 4, true, "abc\xe2\x80\xa6");
	check_fit("abcde", 4, false, "ab..");
	check_fit("whole words if it can", 14, true, "whole words\xe2\x80\xa6  ");
	check_fit("whole words if it can", 15, false, "whole words..  ");
	check_fit("a longerword", 8, true,
		  "a longe\xe2\x80\xa6"); /* half of the room is not wasted */
	check_fit("abc", 1, true, "\xe2\x80\xa6");
	check_fit("abc", 1, false, " ");
	check_fit("abc", 0, true, "");
	check_fit("", 2, true, "  ");
	check_fit("\xe6\x97\xa5\xe6\x9c\xac", 3, true, "\xe6\x97\xa5\xe2\x80\xa6");
	check_fit("\xe6\x97\xa5\xe6\x9c\xac", 2, true, "\xe2\x80\xa6 ");
	check_fit("\x1b[31mabcde\x1b[0m", 4, true, "\x1b[31mabc\xe2\x80\xa6\x1b[0m");
}

/* Clean text of all widths: what text_fit and the wrapping are given. */
static void random_text(uint32_t *seed, bool colour, struct buffer *out)
{
	char bytes[LENGTH_MAX + 16];
	size_t len = random_bytes(seed, bytes);

	text_clean(bytes, len, colour, out);
}

static void fit_is_exact_for_any_text(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
		size_t width = next_random(&seed) % 60, at;
		bool unicode = next_random(&seed) % 2;

		random_text(&seed, round % 2, &text);
		text_fit(text.data, width, unicode, &out);
		assert_int_equal(text_width(out.data), width);
		assert_true(utf8_is_valid(out.data, out.len, &at));
		buffer_clear(&out);
		buffer_clear(&text);
	}
}

/* ---- wrapping ------------------------------------------------------------------------------- */

static size_t widest_line(const char *text)
{
	size_t widest = 0;

	while (*text) {
		size_t len = strcspn(text, "\n"), width;
		char *line = memory_copy(text, len);
		width = text_width(line);
		widest = width > widest ? width : widest;
		free(line);
		text += len + (text[len] == '\n');
	}
	return widest;
}

/* text without what wrapping may put in, to see that nothing else changed. */
static char *without(const char *text, const char *unwanted)
{
	struct buffer out = BUFFER_INIT;

	for (; *text; text++)
		if (!strchr(unwanted, *text))
			buffer_add_char(&out, *text);
	return buffer_detach(&out);
}

static void check_wrap(const char *text, size_t width, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	text_wrap(text, width, &out);
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

static void wrap_cuts_at_the_width(void **state)
{
	(void)state;
	check_wrap("", 3, "");
	check_wrap("abc", 3, "abc");
	check_wrap("abcdefg", 3, "abc\ndef\ng");
	check_wrap("ab\ncdefg\n", 3, "ab\ncde\nfg\n");
	check_wrap("a\xe6\x97\xa5\xe6\x9c\xac", 3, "a\xe6\x97\xa5\n\xe6\x9c\xac");
	check_wrap("abe\xcc\x81"
		   "d",
		   3, "abe\xcc\x81\nd");
	check_wrap("\n\n", 3, "\n\n");
}

static void wrap_keeps_all_text_within_the_width(void **state)
{
	uint32_t seed = 99;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
		size_t width = 2 + next_random(&seed) % 40;
		char *before, *after;

		random_text(&seed, round % 2, &text);
		text_wrap(text.data, width, &out);
		assert_true(widest_line(out.data) <= width);
		before = without(text.data, "\n");
		after = without(out.data, "\n");
		assert_string_equal(before, after);
		free(before);
		free(after);
		buffer_clear(&out);
		buffer_clear(&text);
	}
}

static void check_fill(const char *text, size_t width, size_t indent, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	buffer_add_repeated(&out, "-", indent);
	text_fill(text, width, indent, &out);
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

static void fill_breaks_between_words(void **state)
{
	(void)state;
	check_fill("", 10, 0, "");
	check_fill("one two", 10, 0, "one two");
	check_fill("one two three", 10, 0, "one two\nthree");
	check_fill("one two three", 7, 0, "one two\nthree");
	check_fill("one  two   three", 40, 0, "one two three");
	check_fill("one\ntwo three", 40, 0, "one\ntwo three");
	check_fill("\x1b[31mone\x1b[0m two three", 7, 0, "\x1b[31mone\x1b[0m two\nthree");
}

static void fill_keeps_a_number_and_its_unit(void **state)
{
	(void)state;
	check_fill("planned work 45 min", 16, 0, "planned work\n45 min");
	check_fill("of all (~64 %) done", 12, 0, "of all\n(~64 %) done");
	check_fill("about 49 h 05 min of", 14, 0, "about\n49 h 05 min of");
	check_fill("about 49 h 05 min of", 8, 0, "about\n49 h\n05 min\nof");
	check_fill("3 h 06 min", 6, 0, "3 h\n06 min");
	check_fill("4 parcels", 6, 0, "4\nparcels");  /* they do not fit */
	check_fill("1 2 3 4 5", 3, 0, "1 2\n3 4\n5"); /* no units */
}

/* Takes all rows, with a bar between two of them. */
static void check_rows(const char *text, size_t width, const char *expected)
{
	struct buffer out = BUFFER_INIT;
	const char *begin = text;

	while (*text) {
		const char *row = text;
		size_t len = text_take_row(begin, &text, width);

		buffer_add(&out, row, len);
		buffer_add_string(&out, *text ? "|" : "");
	}
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

static void a_row_ends_between_words(void **state)
{
	(void)state;
	check_rows("say it too. Try\nonce", 10, "say it|too. Try|once");
	check_rows("  an indent of two", 10, "  an|indent of|two");
	check_rows("exactly ten chars", 11, "exactly ten|chars");
	check_rows("aaaaaaaaaaaaaaa", 6, "aaaaaa|aaaaaa|aaa");
	check_rows("a-dashed-word-that-is-long", 12, "a-dashed-|word-that-|is-long");
	check_rows("see https://a.b/c-d", 15, "see|https://a.b/c-d"); /* whole on its own row */
	check_rows("  exercises/01_start/ch01-02.html?q=1&r", 20,
		   "  exercises/|01_start/ch01-|02.html?q=1&r");
	check_rows("\xe6\x97\xa5\xe6\x9c\xac", 1, "\xe6\x97\xa5|\xe6\x9c\xac");
	check_rows("\x1b[31mred and\x1b[0m more", 8, "\x1b[31mred and\x1b[0m|more");
}

/* A terminal joins full rows again when the address is copied. */
static void an_address_that_fits_no_row_fills_them(void **state)
{
	(void)state;
	check_rows("https://a.b/c-d/e-f-g", 16, "https://a.b/c-d/|e-f-g");
	check_rows("https://a.b/c-d/e-f-g", 14, "https://a.b/c-|d/e-f-g");
	check_rows("\x1b[4mhttps://a.b/c-d/e\x1b[0m", 13, "\x1b[4mhttps://a.b/c|-d/e\x1b[0m");
	check_rows("https://a.b/c-d/efghij", 9, "https://a|.b/c-d/ef|ghij");
	check_rows("see https://a.b/c-d", 16, "see|https://a.b/c-d");
	check_rows("see https://a.b/c-d/e-f", 13, "see|https://a.b/c|-d/e-f");
}

static void a_word_without_end_is_no_address(void **state)
{
	struct buffer word = BUFFER_INIT;

	(void)state;
	buffer_add_string(&word, "see https://a.b/");
	buffer_add_repeated(&word, "c", 3000);
	assert_true(text_in_address(word.data, word.data + 4));
	assert_true(text_in_address(word.data, word.data + 2000));
	assert_false(text_in_address(word.data, word.data + 2100));
	assert_false(text_in_address(word.data, word.data));
	buffer_clear(&word);
}

static void fit_cuts_between_words(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	text_fit("two words, three", 12, true, &out);
	assert_string_equal(out.data, "two words\xe2\x80\xa6  ");
	buffer_reset(&out);
	text_fit("\x1b[1mtwo words", 7, false, &out);
	assert_string_equal(out.data, "\x1b[1mtwo..  \x1b[0m");
	buffer_reset(&out);
	text_fit("one_long_word", 6, true, &out);
	assert_string_equal(out.data, "one_l\xe2\x80\xa6");
	buffer_clear(&out);
}

static void fill_counts_what_stands_before_the_first_line(void **state)
{
	(void)state;
	check_fill("one two three", 10, 3, "---one two\n   three");
	check_fill("one two three", 9, 3, "---one\n   two\n   three");
	check_fill("one\ntwo", 9, 3, "---one\n   two");
}

static void a_word_wider_than_the_line_has_one_of_its_own(void **state)
{
	(void)state;
	check_fill("a https://example.org/ b", 10, 0, "a\nhttps://example.org/\nb");
	check_fill("https://example.org/ b", 10, 3, "---https://example.org/\n   b");
}

static void fill_keeps_lines_of_words_within_the_width(void **state)
{
	uint32_t seed = 4711;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
		size_t indent = next_random(&seed) % 5,
		       width = indent + 12 + next_random(&seed) % 40;
		char *before, *after;

		for (int word = 0; word < 20; word++) {
			static const char *const pieces[] = {"a", "\xe6\x97\xa5", "e\xcc\x81",
							     "bc"};
			for (uint32_t n = next_random(&seed) % 7; n; n--)
				buffer_add_string(&text, pieces[next_random(&seed) % 4]);
			buffer_add_string(&text, next_random(&seed) % 9 ? " " : "\n");
		}
		buffer_add_repeated(&out, " ", indent);
		text_fill(text.data, width, indent, &out);
		assert_true(widest_line(out.data) <= width);
		before = without(text.data, " \n");
		after = without(out.data, " \n");
		assert_string_equal(before, after);
		free(before);
		free(after);
		buffer_clear(&out);
		buffer_clear(&text);
	}
}

static void a_line_stays_one(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	buffer_add_string(&out, "before\n");
	text_line("3%\r9%\r\nd\x1b[31me\tf\xff", 17, &out);
	assert_string_equal(out.data, "before\n3% 9% de      f\xef\xbf\xbd");
	buffer_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_stays),
		cmocka_unit_test(titles_and_clipboards_are_not_set),
		cmocka_unit_test(the_cursor_and_the_screen_stay),
		cmocka_unit_test(strings_for_the_terminal_go),
		cmocka_unit_test(short_sequences_go),
		cmocka_unit_test(what_is_cut_off_by_the_end_goes),
		cmocka_unit_test(a_broken_sequence_takes_no_text_with_it),
		cmocka_unit_test(control_characters_go),
		cmocka_unit_test(directions_can_not_be_turned),
		cmocka_unit_test(what_is_not_utf8_is_marked),
		cmocka_unit_test(tabs_become_spaces),
		cmocka_unit_test(carriage_returns_end_the_line),
		cmocka_unit_test(colours_pass_where_they_may),
		cmocka_unit_test(colours_end_with_their_line),
		cmocka_unit_test(an_endless_colour_goes),
		cmocka_unit_test(nothing_harmful_is_ever_left),
		cmocka_unit_test(a_line_stays_one),
		cmocka_unit_test(width_is_in_columns),
		cmocka_unit_test(fit_fills_or_cuts),
		cmocka_unit_test(fit_is_exact_for_any_text),
		cmocka_unit_test(wrap_cuts_at_the_width),
		cmocka_unit_test(wrap_keeps_all_text_within_the_width),
		cmocka_unit_test(fill_breaks_between_words),
		cmocka_unit_test(fill_keeps_a_number_and_its_unit),
		cmocka_unit_test(a_row_ends_between_words),
		cmocka_unit_test(an_address_that_fits_no_row_fills_them),
		cmocka_unit_test(a_word_without_end_is_no_address),
		cmocka_unit_test(fit_cuts_between_words),
		cmocka_unit_test(fill_counts_what_stands_before_the_first_line),
		cmocka_unit_test(a_word_wider_than_the_line_has_one_of_its_own),
		cmocka_unit_test(fill_keeps_lines_of_words_within_the_width),
	};

	return run_group(tests);
}
