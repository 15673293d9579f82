#include "rustgym/event/key.h"
#include "rustgym/event/terminal.h"
#include "support.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* Decodes all of it; the keys are separated by blanks, printable ones stand for themselves. */
static void check(const char *bytes, size_t len, const int *keys, size_t count)
{
	size_t at = 0, n = 0;

	while (at < len) {
		int key = -1;
		size_t took = key_decode(bytes + at, len - at, &key);

		assert_in_range(took, 1, len - at);
		if (n == count || key != keys[n])
			fail_msg("key %zu at %zu is 0x%x", n, at, key);
		at += took;
		n++;
	}
	assert_int_equal(n, count);
}

#define CHECK(bytes, ...)                                                                          \
	do {                                                                                       \
		const int keys[] = {__VA_ARGS__};                                                  \
		check(bytes, sizeof(bytes) - 1, keys, sizeof(keys) / sizeof(*keys));               \
	} while (0)

static void letters_are_themselves(void **state)
{
	(void)state;
	CHECK("hq? ", 'h', 'q', '?', ' ');
	CHECK("\r\x03\x0c\x1a\x7f", KEY_ENTER, KEY_INTERRUPT, KEY_REDRAW, KEY_SUSPEND, 0x7f);
	CHECK("[A", '[', 'A');
}

static void arrows_and_pages_in_both_dialects(void **state)
{
	(void)state;
	CHECK("\x1b[A\x1bOA\x1b[B\x1bOB", KEY_UP, KEY_UP, KEY_DOWN, KEY_DOWN);
	CHECK("\x1b[5~\x1b[6~", KEY_PAGE_UP, KEY_PAGE_DOWN);
	CHECK("\x1b[H\x1bOH\x1b[1~", KEY_HOME, KEY_HOME, KEY_HOME);
	CHECK("\x1b[F\x1bOF\x1b[4~", KEY_END, KEY_END, KEY_END);
}

static void escape_alone_is_a_key(void **state)
{
	(void)state;
	CHECK("\x1b", KEY_ESCAPE);
	CHECK("q\x1b", 'q', KEY_ESCAPE);
}

/* An unknown sequence is one unknown key, not the letters in it: they would be commands. */
static void unknown_sequences_are_passed_over_whole(void **state)
{
	(void)state;
	CHECK("\x1b[Eq", KEY_UNKNOWN, 'q');
	CHECK("\x1bOPq", KEY_UNKNOWN, 'q');
	CHECK("\x1b[15~q", KEY_UNKNOWN, 'q');
	CHECK("\x1b[1;5Aq", KEY_UNKNOWN, 'q');
	CHECK("\x1b[?62;c", KEY_UNKNOWN);
	CHECK("\x1b[<0;10;20Mq", KEY_UNKNOWN, 'q');
	CHECK("\x1b[24;80Rq", KEY_UNKNOWN, 'q');
	CHECK("\x1bxq", KEY_UNKNOWN, 'q');
}

static void a_sequence_that_is_cut_short_takes_the_rest(void **state)
{
	(void)state;
	CHECK("\x1b[", KEY_UNKNOWN);
	CHECK("\x1bO", KEY_UNKNOWN);
	CHECK("\x1b[1;", KEY_UNKNOWN);
	CHECK("\x1b[5", KEY_UNKNOWN);
}

static void pastes_are_bracketed(void **state)
{
	(void)state;
	CHECK("\x1b[200~q\x1b[201~n", KEY_PASTE_BEGIN, 'q', KEY_PASTE_END, 'n');
	CHECK("\x1b[Iq\x1b[O", KEY_FOCUS_GAINED, 'q', KEY_FOCUS_LOST);
}

/* Whatever comes, it is taken in bounds and to the end. */
static void any_bytes_are_taken(void **state)
{
	unsigned seed = 1;
	char bytes[64];

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t len = 0, at = 0;

		for (; len < sizeof(bytes); len++) {
			seed = seed * 1103515245 + 12345;
			bytes[len] =
				"\x1b[O;~AZ01\xff\0q"[seed >> 16 & 0xf ? (seed >> 20) % 12 : 0];
		}
		while (at < len) {
			int key = -1;
			size_t took = key_decode(bytes + at, len - at, &key);
			assert_in_range(took, 1, len - at);
			assert_true(key >= 0);
			at += took;
		}
	}
}

/* ---- on a pseudo-terminal ------------------------------------------------------------------- */

/* A child whose terminal we hold the other end of; it tells every key that reaches it. */
struct screen {
	int master, slave, keys;
	pid_t child;
	struct termios before;
	struct buffer shown, told;
	const char *awaited;
};

struct child {
	struct terminal *terminal;
	int keys;
};

static void tell_key(int key, void *data)
{
	struct child *child = data;

	dprintf(child->keys, "%d ", key);
	if (key == 't')
		terminal_set_title(child->terminal, "one\x1b]0;x\a\n\xe2\x80\xae: passed");
	if (key == 'b')
		terminal_call(child->terminal, CALL_BELL, "one: passed");
	if (key == 'd')
		terminal_call(child->terminal, CALL_DESKTOP, "one: passed");
	if (key == 'y')
		terminal_copy(child->terminal, "/w/a.rs");
	if (key == 'q')
		terminal_close(child->terminal);
}

static void ignore_redraw(void *data)
{
	(void)data;
}

static void live_on_terminal(const char *name, int keys)
{
	struct child child = {.keys = keys};
	struct terminal_handler handler = {
		.key = tell_key, .redraw = ignore_redraw, .data = &child};
	uv_loop_t loop;
	int fd;

	setsid();
	fd = open(name, O_RDWR);
	if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) < 0)
		_exit(2);
	dup2(fd, 0);
	dup2(fd, 1);
	uv_loop_init(&loop);
	if (terminal_start(&loop, &handler, &child.terminal, NULL))
		_exit(3);
	uv_run(&loop, UV_RUN_DEFAULT);
	_exit(uv_loop_close(&loop) == 0 ? 0 : 4);
}

static void take(int fd, struct buffer *into)
{
	char bytes[4096];
	ssize_t got = read(fd, bytes, sizeof(bytes));

	if (got > 0)
		buffer_add(into, bytes, (size_t)got);
}

/* Reads what the child shows and tells until one of them has the awaited text. */
static bool has_come(void *data)
{
	struct screen *screen = data;
	struct pollfd fds[2] = {{.fd = screen->master, .events = POLLIN},
				{.fd = screen->keys, .events = POLLIN}};

	poll(fds, 2, 0);
	if (fds[0].revents & POLLIN)
		take(screen->master, &screen->shown);
	if (fds[1].revents & POLLIN)
		take(screen->keys, &screen->told);
	return strstr(screen->shown.data, screen->awaited) ||
	       strstr(screen->told.data, screen->awaited);
}

static void await(struct screen *screen, const char *text)
{
	screen->awaited = text;
	if (!wait_until(has_come, screen))
		fail_msg("\"%s\" did not come; told were %s", text, screen->told.data);
}

static void type(struct screen *screen, const char *bytes)
{
	size_t len = strlen(bytes);

	assert_int_equal(write(screen->master, bytes, len), len);
}

static int setup(void **state)
{
	struct screen *screen = memory_new(sizeof(*screen));
	int ends[2];

	*state = screen;
	buffer_init(&screen->shown);
	buffer_init(&screen->told);
	screen->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (screen->master < 0 || grantpt(screen->master) || unlockpt(screen->master) ||
	    pipe(ends) < 0)
		return -1;
	screen->slave = open(ptsname(screen->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	tcgetattr(screen->slave, &screen->before);
	screen->keys = ends[0];
	screen->child = fork();
	if (screen->child == 0)
		live_on_terminal(ptsname(screen->master), ends[1]);
	close(ends[1]);
	await(screen, "\x1b[?1049h"); /* raw from here on */
	return 0;
}

static int teardown(void **state)
{
	struct screen *screen = *state;

	if (screen->child > 0) {
		kill(screen->child, SIGKILL);
		waitpid(screen->child, NULL, 0);
	}
	close(screen->master);
	close(screen->slave);
	close(screen->keys);
	buffer_clear(&screen->shown);
	buffer_clear(&screen->told);
	free(screen);
	return 0;
}

/* Lets the child quit, which it must be able to. */
static void quit(struct screen *screen)
{
	int status = -1;

	type(screen, "q");
	await(screen, "113 ");
	assert_int_equal(waitpid(screen->child, &status, 0), screen->child);
	screen->child = 0;
	assert_int_equal(status, 0);
}

static void keys_arrive_as_they_are_typed(void **state)
{
	struct screen *screen = *state;

	type(screen, "h");
	await(screen, "104 ");
	type(screen, "\x1b[A");
	type(screen, "\x03");
	await(screen, " 3 ");
	quit(screen);
	assert_string_equal(screen->told.data, "104 1114112 3 113 "); /* KEY_UP between them */
}

static void the_terminal_is_given_back(void **state)
{
	struct screen *screen = *state;
	struct termios during, after;

	tcgetattr(screen->slave, &during);
	assert_int_equal(during.c_lflag & (ICANON | ECHO | ISIG), 0);
	quit(screen);
	await(screen, "\x1b[?1049l");
	assert_contains(screen->shown.data, "\x1b[?25h");
	tcgetattr(screen->slave, &after);
	assert_int_equal(after.c_lflag, screen->before.c_lflag);
	assert_int_equal(after.c_iflag, screen->before.c_iflag);
	assert_int_equal(after.c_oflag, screen->before.c_oflag);
}

/* What is pasted is no command; and the paste's end is seen wherever a read cuts it in two. */
static void pastes_of_any_length_are_dropped(void **state)
{
	struct screen *screen = *state;
	struct buffer paste = BUFFER_INIT;

	for (size_t len = 230; len < 270; len++) {
		buffer_reset(&paste);
		buffer_add_string(&paste, "\x1b[200~");
		buffer_add_repeated(&paste, "q", len);
		buffer_add_string(&paste, "\x1b[201~n");
		buffer_reset(&screen->told);
		type(screen, paste.data);
		await(screen, "110 ");
		assert_string_equal(screen->told.data, "110 ");
	}
	buffer_clear(&paste);
	quit(screen);
}

/* Slow lines deliver a key's sequence in pieces. */
static void a_sequence_in_pieces_is_one_key(void **state)
{
	struct screen *screen = *state;
	int left = 1;

	type(screen, "\x1b[");
	for (int i = 0; i < 1000 && left; i++) /* the first piece has been read */
		if (ioctl(screen->slave, FIONREAD, &left) < 0)
			left = 0;
	type(screen, "A");
	type(screen, "n");
	await(screen, "110 ");
	assert_string_equal(screen->told.data, "1114112 110 ");
	quit(screen);
}

static size_t count_of(const struct screen *screen, const char *text)
{
	size_t count = 0;

	for (const char *at = screen->shown.data; (at = strstr(at, text)); at++)
		count++;
	return count;
}

/* The title is cleaned, written once, and the one before is there again at the end. */
static void a_title_is_lent(void **state)
{
	struct screen *screen = *state;

	await(screen, "\x1b[22;2t\x1b[?1049h");
	type(screen, "ttt");
	await(screen, "\x1b]2;rustgym: one : passed\a");
	quit(screen);
	await(screen, "\x1b]2;\a\x1b[23;2t"); /* where it cannot be put aside, none is left */
	assert_int_equal(count_of(screen, "\x1b]2;rustgym"), 1);
	assert_null(strstr(strstr(screen->shown.data, "\x1b[23;2t"), "\x1b]2;"));
}

/* Only somebody who looks away is called, and only if the terminal says so. */
static void who_looks_away_is_called(void **state)
{
	struct screen *screen = *state;

	type(screen, "bd\x1b[I"
		     "bd");
	type(screen, "\x1b[O"
		     "b\x1b[Ib\x1b[O"
		     "d");
	await(screen, "100 98 98 100 ");
	quit(screen);
	await(screen, "\x1b[?1049l");
	assert_string_equal(screen->told.data, "98 100 98 100 98 98 100 113 ");
	assert_int_equal(count_of(screen, "\x1b]9;rustgym: one: passed\a"), 1);
	assert_int_equal(count_of(screen, "\a"), 3); /* and the bell, and the title that goes */
}

static void a_path_is_copied(void **state)
{
	struct screen *screen = *state;

	type(screen, "y");
	await(screen, "\x1b]52;c;L3cvYS5ycw==\a");
	quit(screen);
}

int main(void)
{
	/* what the terminal's children find out about it */
	setenv("TERM", "xterm-256color", 1);
	unsetenv("TMUX");
	unsetenv("STY");
	unsetenv("ZELLIJ");
	unsetenv("VTE_VERSION");

	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_are_themselves),
		cmocka_unit_test(arrows_and_pages_in_both_dialects),
		cmocka_unit_test(escape_alone_is_a_key),
		cmocka_unit_test(unknown_sequences_are_passed_over_whole),
		cmocka_unit_test(a_sequence_that_is_cut_short_takes_the_rest),
		cmocka_unit_test(pastes_are_bracketed),
		cmocka_unit_test(any_bytes_are_taken),
		cmocka_unit_test_setup_teardown(keys_arrive_as_they_are_typed, setup, teardown),
		cmocka_unit_test_setup_teardown(the_terminal_is_given_back, setup, teardown),
		cmocka_unit_test_setup_teardown(pastes_of_any_length_are_dropped, setup, teardown),
		cmocka_unit_test_setup_teardown(a_sequence_in_pieces_is_one_key, setup, teardown),
		cmocka_unit_test_setup_teardown(a_title_is_lent, setup, teardown),
		cmocka_unit_test_setup_teardown(who_looks_away_is_called, setup, teardown),
		cmocka_unit_test_setup_teardown(a_path_is_copied, setup, teardown),
	};

	return run_group(tests);
}
