#include "rustgym/ui/style.h"
#include "rustgym/ui/text.h"
#include "support.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const struct style plain = {false, false, 80}, rich = {true, true, 80};
static const struct style unicode = {false, true, 80}, ascii_colour = {true, false, 80};

static void check_bar(const struct style *style, size_t done, size_t total, int width,
		      const char *expected)
{
	struct buffer out = BUFFER_INIT;

	style_bar(&out, style, done, total, width);
	assert_string_equal(out.data, expected);
	buffer_clear(&out);
}

static void inks_end_where_they_began(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (enum ink ink = INK_BOLD; ink <= INK_UNDERLINE; ink++) {
		buffer_reset(&out);
		style_add(&out, &rich, ink, "text");
		assert_int_equal(strncmp(out.data, "\x1b[", 2), 0);
		assert_contains(out.data, "mtext\x1b[0m");
		buffer_reset(&out);
		style_add(&out, &plain, ink, "text");
		assert_string_equal(out.data, "text");
	}
	buffer_reset(&out);
	style_addf(&out, &rich, INK_RED, "%d %s", 7, "seven");
	assert_string_equal(out.data, "\x1b[31m7 seven\x1b[0m");
	buffer_clear(&out);
}

static void long_texts_are_whole(void **state)
{
	struct buffer text = BUFFER_INIT, out = BUFFER_INIT;

	(void)state;
	buffer_add_repeated(&text, "\xe6\x97\xa5", 3000);
	style_addf(&out, &plain, INK_RED, "a%sb", text.data);
	assert_int_equal(out.len, text.len + 2);
	assert_int_equal(memcmp(out.data + 1, text.data, text.len), 0);
	buffer_clear(&out);
	buffer_clear(&text);
}

static void marks_have_two_forms(void **state)
{
	(void)state;
	assert_string_equal(style_mark(&unicode, "\xe2\x9c\x93", "ok"), "\xe2\x9c\x93");
	assert_string_equal(style_mark(&ascii_colour, "\xe2\x9c\x93", "ok"), "ok");
}

static void a_bar_shows_how_far(void **state)
{
	(void)state;
	check_bar(&plain, 0, 10, 12, "[..........]");
	check_bar(&plain, 5, 10, 12, "[#####.....]");
	check_bar(&plain, 10, 10, 12, "[##########]");
	check_bar(&plain, 9, 100, 12, "[#.........]"); /* the first one shows */
	check_bar(&plain, 99, 100, 12, "[#########.]");
}

static void a_bar_of_nothing_is_full(void **state)
{
	(void)state;
	check_bar(&plain, 0, 0, 12, "[##########]");
}

static void a_bar_is_never_more_than_full(void **state)
{
	(void)state;
	check_bar(&plain, 11, 10, 12, "[##########]");
	check_bar(&plain, SIZE_MAX, 1, 12, "[##########]");
}

static void a_bar_is_as_wide_as_asked(void **state)
{
	static const struct style *const styles[] = {&plain, &rich, &unicode, &ascii_colour};

	(void)state;
	for (size_t s = 0; s < sizeof(styles) / sizeof(*styles); s++)
		for (int width = 4; width < 50; width++)
			for (size_t done = 0; done <= 7; done++) {
				struct buffer out = BUFFER_INIT;
				style_bar(&out, styles[s], done, 7, width);
				assert_int_equal(text_width(out.data), width);
				buffer_clear(&out);
			}
}

static void a_bar_of_no_width_does_no_harm(void **state)
{
	(void)state;
	for (int width = -5; width < 4; width++) {
		struct buffer out = BUFFER_INIT;
		style_bar(&out, &unicode, 1, 2, width);
		assert_true(text_width(out.data) < 5);
		buffer_reset(&out);
		style_bar(&out, &plain, 1, 2, width);
		assert_true(text_width(out.data) < 5);
		buffer_clear(&out);
	}
}

/* What is detected when standard output is a file. */
static struct style detected(bool plainly)
{
	int kept = dup(STDOUT_FILENO), null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	struct style style;

	fflush(stdout);
	dup2(null, STDOUT_FILENO);
	style = style_detect(plainly, COLOUR_AUTO);
	dup2(kept, STDOUT_FILENO);
	close(kept);
	close(null);
	return style;
}

static void a_page_of_watch_says_its_width(void **state)
{
	(void)state;
	setenv("RUSTGYM_PAGE", "132", 1);
	assert_int_equal(detected(false).width, 132);
	assert_true(style_is_seen());
	setenv("RUSTGYM_PAGE", "-5", 1);
	assert_int_equal(detected(false).width, 80);
	unsetenv("RUSTGYM_PAGE");
}

static void what_is_no_terminal_has_no_colour(void **state)
{
	(void)state;
	setenv("TERM", "xterm-256color", 1);
	unsetenv("NO_COLOR");
	assert_false(detected(false).colour);
	assert_int_equal(detected(false).width, 80);
	assert_false(detected(true).colour);
	assert_false(detected(true).unicode);
}

/* The same when it is a pseudo-terminal of so many columns. */
static struct style detected_on_terminal(bool plainly, unsigned short columns)
{
	int kept = dup(STDOUT_FILENO), master = posix_openpt(O_RDWR | O_NOCTTY), slave;
	struct winsize size = {.ws_col = columns, .ws_row = 24};
	struct style style;

	fflush(stdout);
	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
		abort();
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	ioctl(master, TIOCSWINSZ, &size);
	dup2(slave, STDOUT_FILENO);
	style = style_detect(plainly, COLOUR_AUTO);
	dup2(kept, STDOUT_FILENO);
	close(kept);
	close(slave);
	close(master);
	return style;
}

static void a_terminal_says_how_wide_it_is(void **state)
{
	(void)state;
	setenv("TERM", "xterm-256color", 1);
	assert_int_equal(detected_on_terminal(false, 132).width, 132);
	assert_int_equal(detected_on_terminal(true, 1).width, 1);
	assert_int_equal(detected_on_terminal(false, 0).width, 80);
}

static void a_terminal_has_colour_unless_it_is_unwanted(void **state)
{
	(void)state;
	setenv("TERM", "xterm-256color", 1);
	unsetenv("NO_COLOR");
	assert_true(detected_on_terminal(false, 80).colour);
	assert_false(detected_on_terminal(true, 80).colour);
	setenv("NO_COLOR", "1", 1);
	assert_false(detected_on_terminal(false, 80).colour);
	setenv("NO_COLOR", "", 1); /* set to nothing it says nothing */
	assert_true(detected_on_terminal(false, 80).colour);
	setenv("TERM", "dumb", 1);
	assert_false(detected_on_terminal(false, 80).colour);
	unsetenv("TERM");
	assert_false(detected_on_terminal(false, 80).colour);
}

/* In a file, too. */
static void colour_can_be_chosen(void **state)
{
	(void)state;
	setenv("TERM", "xterm-256color", 1);
	unsetenv("NO_COLOR");
	assert_false(detected(false).colour);
	setenv("CLICOLOR_FORCE", "1", 1);
	assert_true(detected(false).colour);
	assert_false(detected(true).colour);
	assert_false(style_detect(false, COLOUR_NEVER).colour);
	setenv("NO_COLOR", "1", 1);
	assert_false(detected(false).colour);
	assert_true(style_detect(false, COLOUR_ALWAYS).colour);
	assert_false(style_detect(true, COLOUR_ALWAYS).colour);
	unsetenv("NO_COLOR");
	setenv("CLICOLOR_FORCE", "0", 1);
	assert_false(detected(false).colour);
	unsetenv("CLICOLOR_FORCE");
	assert_true(detected_on_terminal(false, 80).colour);
	setenv("CLICOLOR", "0", 1);
	assert_false(detected_on_terminal(false, 80).colour);
	unsetenv("CLICOLOR");
}

static void unicode_is_the_locales(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C"));
	assert_false(style_detect(false, COLOUR_AUTO).unicode);
	if (setlocale(LC_ALL, "C.UTF-8")) { /* not everywhere */
		assert_true(style_detect(false, COLOUR_AUTO).unicode);
		assert_false(style_detect(true, COLOUR_AUTO).unicode);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(inks_end_where_they_began),
		cmocka_unit_test(long_texts_are_whole),
		cmocka_unit_test(marks_have_two_forms),
		cmocka_unit_test(a_bar_shows_how_far),
		cmocka_unit_test(a_bar_of_nothing_is_full),
		cmocka_unit_test(a_bar_is_never_more_than_full),
		cmocka_unit_test(a_bar_is_as_wide_as_asked),
		cmocka_unit_test(a_bar_of_no_width_does_no_harm),
		cmocka_unit_test(a_page_of_watch_says_its_width),
		cmocka_unit_test(what_is_no_terminal_has_no_colour),
		cmocka_unit_test(a_terminal_says_how_wide_it_is),
		cmocka_unit_test(a_terminal_has_colour_unless_it_is_unwanted),
		cmocka_unit_test(colour_can_be_chosen),
		cmocka_unit_test(unicode_is_the_locales),
	};

	return run_group(tests);
}
