#include "rustgym/base/gate.h"
#include "rustgym/ui/screen.h"
#include "rustgym/ui/text.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 400 };

/* A frame as a terminal of those rows would show it. */
struct shown {
	size_t count;
	char *lines[LINES_MAX]; /* without colours */
	bool erased_late;       /* a line was cleared after something had been written on it */
};

static struct screen screen_of(const char *body, int columns, int rows)
{
	static const char *const keys[] = {"n next", NULL};

	return (struct screen){.place = "Ownership > parcel",
			       .state = "",
			       .stamp = "",
			       .body = body,
			       .keys = keys,
			       .done = 3,
			       .total = 10,
			       .columns = columns,
			       .rows = rows};
}

static void read_line(const char *line, struct shown *shown)
{
	struct buffer clean = BUFFER_INIT;
	const char *erase = strstr(line, "\x1b[K");

	assert_non_null(erase);
	for (; erase; erase = strstr(erase + 3, "\x1b[K")) {
		struct buffer before = BUFFER_INIT;
		text_clean(line, (size_t)(erase - line), false, &before);
		shown->erased_late |= before.len > 0;
		buffer_clear(&before);
	}
	assert_null(strstr(line, "\x1b[J"));
	text_clean(line, strlen(line), false, &clean);
	assert_true(shown->count < LINES_MAX);
	shown->lines[shown->count++] = buffer_detach(&clean);
}

static struct shown draw(struct screen *screen, const struct style *style)
{
	struct buffer out = BUFFER_INIT;
	struct shown shown = {0};
	char *at, *end;

	screen_draw(screen, style, &out);
	assert_int_equal(strncmp(out.data, "\x1b[?2026h\x1b[H", 11), 0);
	for (at = out.data; (end = strstr(at, "\r\n")); at = end + 2) {
		*end = '\0';
		read_line(at, &shown);
	}
	assert_non_null(strstr(at, "\x1b[?2026l"));
	read_line(at, &shown);
	buffer_clear(&out);
	return shown;
}

static void shown_clear(struct shown *shown)
{
	for (size_t i = 0; i < shown->count; i++)
		free(shown->lines[i]);
	*shown = (struct shown){0};
}

static const struct style plain = {false, false, 80}, rich = {true, true, 80};

static void assert_line(const struct shown *shown, size_t index, const char *expected)
{
	size_t len = strlen(shown->lines[index]);

	while (len && shown->lines[index][len - 1] == ' ')
		len--;
	assert_int_equal(len, strlen(expected));
	assert_int_equal(strncmp(shown->lines[index], expected, len), 0);
}

static void has_a_header_a_body_and_a_footer(void **state)
{
	struct screen screen = screen_of("first\nsecond\n", 40, 8);
	struct shown shown;

	(void)state;
	screen.state = "checking";
	screen.stamp = "12:00";
	shown = draw(&screen, &plain);
	assert_int_equal(shown.count, 8);
	assert_line(&shown, 0, "Ownership > parcel           3/10 [#...]");
	assert_line(&shown, 1, "checking                           12:00");
	assert_line(&shown, 2, "first");
	assert_line(&shown, 3, "second");
	assert_line(&shown, 4, "");
	assert_line(&shown, 6, "");
	assert_line(&shown, 7, "n next  ? keys  q quit");
	shown_clear(&shown);
}

static void a_wider_header_says_more(void **state)
{
	struct screen screen = screen_of("x\n", 60, 8);
	struct shown shown = draw(&screen, &plain);

	(void)state;
	assert_contains(shown.lines[0], "Ownership > parcel  ");
	assert_contains(shown.lines[0], "  3 of 10 [####");
	shown_clear(&shown);
	screen.columns = 28; /* no room for any bar */
	shown = draw(&screen, &plain);
	assert_line(&shown, 0, "Ownership > parcel      3/10");
	shown_clear(&shown);
	screen.columns = 80;
	screen.here_done = 1;
	screen.here_total = 4;
	shown = draw(&screen, &plain);
	assert_contains(shown.lines[0], "1 of 4 here - 3 of 10 [####..........] 30%");
	shown_clear(&shown);
}

static void keys_that_do_not_fit_go_but_not_the_last_two(void **state)
{
	static const char *const keys[] = {"h hint", "e edit", "l list", NULL};
	struct screen screen = screen_of("x\n", 30, 8);
	struct shown shown;

	(void)state;
	screen.keys = keys;
	shown = draw(&screen, &plain);
	assert_line(&shown, 7, "h hint  ? keys  q quit");
	shown_clear(&shown);
	screen.in_view = true;
	shown = draw(&screen, &plain);
	assert_line(&shown, 7, "h hint  ? keys  q back");
	shown_clear(&shown);
	screen.in_view = false;
	screen.columns = 16;
	screen.body = "1\n2\n3\n4\n5\n6\n7\n8\n"; /* there is more, but no room to say so */
	shown = draw(&screen, &plain);
	assert_line(&shown, 7, "? keys  q quit");
	shown_clear(&shown);
	screen.columns = 24;
	shown = draw(&screen, &plain); /* the first key, and not that there is more */
	assert_line(&shown, 7, "h hint  ? keys  q quit");
	shown_clear(&shown);
	screen.columns = 60;
	screen.typed = ":goto par_";
	shown = draw(&screen, &plain);
	assert_line(&shown, 7, ":goto par_");
	shown_clear(&shown);
}

static void shows_whether_there_is_more(void **state)
{
	struct screen screen = screen_of("1\n2\n3\n4\n5\n", 40, 6);
	struct shown shown = draw(&screen, &plain);

	(void)state;
	assert_line(&shown, 2, "1");
	assert_line(&shown, 4, "3");
	assert_contains(shown.lines[5], "more below");
	shown_clear(&shown);
	screen.scroll = 2;
	shown = draw(&screen, &plain);
	assert_line(&shown, 2, "3");
	assert_line(&shown, 4, "5");
	assert_lacks(shown.lines[5], "more below");
	assert_int_equal(screen.scroll, 2);
	shown_clear(&shown);
}

static void paths_become_links(void **state)
{
	struct screen screen = screen_of(
		"in exercises/a/b_1.rs:3:4 and exercises/x, "
		"exercises/../c.rs, myexercises/d.rs \x1b[4mexercises/e.rs\x1b[0m\n",
		120, 8);
	struct buffer out = BUFFER_INIT;

	(void)state;
	screen_draw(&screen, &plain, &out);
	assert_lacks(out.data, "\x1b]8");
	buffer_reset(&out);
	screen.links = "file://host/home/";
	screen_draw(&screen, &plain, &out);
	assert_contains(out.data, "in \x1b]8;;file://host/home/exercises/a/b_1.rs\x1b\\"
				  "exercises/a/b_1.rs\x1b]8;;\x1b\\:3:4 and exercises/x, "
				  "exercises/../c.rs, myexercises/d.rs");
	assert_contains(out.data, "\x1b[4m\x1b]8;;file://host/home/exercises/e.rs\x1b\\");
	assert_int_equal(gate_refused_at(out.data, out.len), out.len);
	buffer_clear(&out);
}

/* The path is in sight: in the body, or else in row 3, which is empty otherwise. */
static void the_path_is_in_sight(void **state)
{
	static const char path[] = "exercises/01_one/02_two/three.rs";
	static const char body[] = "one\n--> exercises/01_one/02_two/three.rs:1\n3\n4\n5\n6\n7\n"
				   "8\n9\n10\n11\n12\n13\n14\n15\n";
	static const struct {
		const char *body;
		size_t scroll;
		int columns, rows;
		const char *row;
	} cases[] = {
		{"words\n", 0, 80, 16, path},
		{body, 0, 80, 16, ""},   /* it is there */
		{body, 2, 80, 16, path}, /* it is above */
		{"words\n", 0, 32, 16, path},
		{"words\n", 0, 31, 16, ".../01_one/02_two/three.rs"},
		{"words\n", 0, 18, 16, ".../three.rs"},
		{"words\n", 0, 11, 16, ""},
		{"words\n", 0, 80, 15, "words"}, /* it would take a row of the body */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct screen screen = screen_of(cases[i].body, cases[i].columns, cases[i].rows);
		struct shown shown;

		screen.path = path;
		screen.scroll = cases[i].scroll;
		shown = draw(&screen, &plain);
		assert_line(&shown, 2, cases[i].row);
		shown_clear(&shown);
	}
}

static void scroll_is_put_in_bounds(void **state)
{
	struct screen screen = screen_of("1\n2\n3\n4\n5\n", 40, 6);
	struct shown shown;

	(void)state;
	screen.scroll = 1000;
	shown = draw(&screen, &plain);
	assert_int_equal(screen.scroll, 2);
	assert_line(&shown, 4, "5");
	shown_clear(&shown);
	screen.body = "short\n";
	screen.scroll = 1;
	shown = draw(&screen, &plain);
	assert_int_equal(screen.scroll, 0);
	assert_line(&shown, 2, "short");
	shown_clear(&shown);
	screen.body = "";
	screen.scroll = SIZE_MAX;
	shown = draw(&screen, &plain);
	assert_int_equal(screen.scroll, 0);
	shown_clear(&shown);
}

static void long_lines_are_wrapped(void **state)
{
	struct screen screen = screen_of("abcdefghijklmnop", 10, 7);
	struct shown shown = draw(&screen, &plain);

	(void)state;
	assert_line(&shown, 2, "abcdefghij");
	assert_line(&shown, 3, "klmnop");
	shown_clear(&shown);
}

/* Between two rows that one word fills there is no line end: a terminal copies it as one. */
static void an_address_in_two_rows_can_be_copied(void **state)
{
	struct screen screen = screen_of("see\n\x1b[4mhttps://a.b/c-d/e-f\x1b[0m\nmore\n", 12, 9);
	struct buffer out = BUFFER_INIT;

	(void)state;
	screen_draw(&screen, &plain, &out);
	assert_contains(out.data, "\r\n\x1b[K\x1b[4mhttps://a.b/c-d/e-f\x1b[0m\x1b[0m\x1b[K"
				  "\x1b[0m\r\n\x1b[Kmore");
	buffer_reset(&out);
	screen.scroll = 2; /* its second row is the first one that is shown */
	screen.rows = 5;
	screen_draw(&screen, &plain, &out);
	assert_contains(out.data, "\x1b[0m\r\n\x1b[Kc-d/e-f\x1b[0m\x1b[0m\r\n\x1b[Kmore");
	buffer_reset(&out);
	screen.body = "https://a.b/c-d/"; /* the last row has no room for the rest */
	screen.scroll = 0;
	screen.rows = 2;
	screen_draw(&screen, &plain, &out);
	assert_contains(out.data, "https://a.b/\x1b[0m\x1b[?2026l");
	buffer_clear(&out);
}

static void a_body_without_a_last_line_end_is_whole(void **state)
{
	struct screen screen = screen_of("1\n2\n3\n4", 40, 6);
	struct shown shown;

	(void)state;
	screen.scroll = 9;
	shown = draw(&screen, &plain);
	assert_line(&shown, 4, "4");
	assert_int_equal(screen.scroll, 1);
	shown_clear(&shown);
}

/* Every size: exactly that many rows, none wider than the columns, nothing erased after writing. */
static void fits_any_terminal(void **state)
{
	struct buffer body = BUFFER_INIT;

	(void)state;
	for (int i = 0; i < 300; i++)
		buffer_addf(&body, "%d \x1b[31mtext\x1b[0m \xe6\x97\xa5\xe6\x9c\xac and more %d\n",
			    i, i * i);
	for (int rows = 1; rows < 30; rows++)
		for (int columns = 1; columns < 100; columns += columns < 12 ? 1 : 13) {
			const struct style *style = (rows + columns) % 2 ? &plain : &rich;
			struct screen screen = screen_of(columns > 1 ? body.data : "abc\n", columns,
							 rows);
			struct shown shown;

			screen.scroll = (size_t)(rows * columns);
			screen.state = "a status that is wider than many a terminal";
			shown = draw(&screen, style);
			assert_int_equal(shown.count, rows);
			assert_false(shown.erased_late);
			for (size_t i = 0; i < shown.count; i++)
				assert_true(text_width(shown.lines[i]) <= (size_t)columns);
			shown_clear(&shown);
		}
	buffer_clear(&body);
}

static void the_smallest_show_where_one_is(void **state)
{
	static const int sizes[][2] = {{1, 1}, {2, 3}, {5, 2}, {3, 1}, {80, 1}, {80, 4}};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct screen screen = screen_of("x\n", sizes[i][0], sizes[i][1]);
		struct shown shown = draw(&screen, &plain);
		assert_int_equal(shown.count, sizes[i][1]);
		if (sizes[i][0] >= 80)
			assert_contains(shown.lines[0], "Ownership > parcel");
		if (sizes[i][1] > 1)
			assert_line(&shown, 1, "x");
		shown_clear(&shown);
	}
}

static void colour_is_reset_in_each_row(void **state)
{
	struct screen screen = screen_of("\x1b[31mred without end\nplain\n", 8, 10);
	struct buffer out = BUFFER_INIT;

	(void)state;
	screen_draw(&screen, &rich, &out);
	for (char *at = out.data, *end; (end = strstr(at, "\r\n")); at = end + 2) {
		assert_true(end - at >= 4);
		assert_int_equal(strncmp(end - 4, "\x1b[0m", 4), 0);
	}
	assert_contains(out.data, "\x1b[0m\x1b[?2026l");
	buffer_clear(&out);
}

static void plain_frames_have_no_colour(void **state)
{
	struct screen screen = screen_of("body\n", 40, 8);
	struct buffer out = BUFFER_INIT;

	(void)state;
	screen_draw(&screen, &plain, &out);
	for (const char *at = out.data; (at = strstr(at, "\x1b[")); at += 2)
		assert_true(strncmp(at, "\x1b[0m", 4) == 0 || !strchr("0123456789", at[2]));
	buffer_clear(&out);
}

static void more_done_than_there_is_does_no_harm(void **state)
{
	struct screen screen = screen_of("body\n", 40, 8);
	struct shown shown;

	(void)state;
	screen.done = 11;
	shown = draw(&screen, &plain);
	assert_contains(shown.lines[0], "11/10");
	shown_clear(&shown);
	screen.done = screen.total = 0;
	shown = draw(&screen, &plain);
	assert_contains(shown.lines[0], "0 of 0");
	shown_clear(&shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_a_header_a_body_and_a_footer),
		cmocka_unit_test(a_wider_header_says_more),
		cmocka_unit_test(keys_that_do_not_fit_go_but_not_the_last_two),
		cmocka_unit_test(shows_whether_there_is_more),
		cmocka_unit_test(paths_become_links),
		cmocka_unit_test(the_path_is_in_sight),
		cmocka_unit_test(scroll_is_put_in_bounds),
		cmocka_unit_test(long_lines_are_wrapped),
		cmocka_unit_test(an_address_in_two_rows_can_be_copied),
		cmocka_unit_test(a_body_without_a_last_line_end_is_whole),
		cmocka_unit_test(fits_any_terminal),
		cmocka_unit_test(the_smallest_show_where_one_is),
		cmocka_unit_test(colour_is_reset_in_each_row),
		cmocka_unit_test(plain_frames_have_no_colour),
		cmocka_unit_test(more_done_than_there_is_does_no_harm),
	};

	return run_group(tests);
}
