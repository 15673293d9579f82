#include "rustgym/event/terminal.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/key.h"
#include "rustgym/event/output.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/*
 * ENTER: the title is put aside, alternate screen, no cursor, marked pastes, reports of the focus, and none
 * of the mouse: a killed editor may have left them on. LEAVE reverts this. A terminal that cannot put a title
 * aside is left without one: ours would be a lie.
 */
#define NO_MOUSE "\x1b[?1003l\x1b[?1002l\x1b[?1000l"
#define ENTER "\x1b[22;2t\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1004h" NO_MOUSE
#define LEAVE                                                                                      \
	"\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[0m\x1b]2;\a\x1b[23;2t"

#define MOUSE_ON "\x1b[?1000h\x1b[?1006h"
#define MOUSE_OFF "\x1b[?1006l\x1b[?1000l"

struct terminal {
	uv_tty_t input;
	struct output *output;
	uv_signal_t resized, stopped;
	struct terminal_handler handler;
	int handles;
	bool held; /* raw mode and alternate screen are on */
	bool owes; /* a frame was dropped, because the terminal had not taken the last one */
	bool pasting;
	bool mouse;       /* it is watched */
	bool looked_away; /* the window has lost the focus, and the terminal said so */
	char *title;      /* NULL: none was set */
	char bytes[256];
	size_t kept; /* number of bytes of a key sequence whose rest has not arrived yet */
};

enum { PATIENCE_MS = 500 }; /* ms for a terminal that takes nothing, at the end */

bool terminal_is_usable(void)
{
	const char *term = getenv("TERM");

	return uv_guess_handle(STDIN_FILENO) == UV_TTY &&
	       uv_guess_handle(STDOUT_FILENO) == UV_TTY && term && *term &&
	       strcmp(term, "dumb") != 0;
}

void terminal_size(int *columns, int *rows)
{
	struct winsize size;

	*columns = 80;
	*rows = 24;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_row) {
		*columns = size.ws_col;
		*rows = size.ws_row;
	}
}

/* ---- crashes --------------------------------------------------------------------------------- */

static void on_crash(int number)
{
	struct pollfd writable = {.fd = STDOUT_FILENO, .events = POLLOUT};
	ssize_t ignored = poll(&writable, 1, PATIENCE_MS) > 0
				  ? write(STDOUT_FILENO, LEAVE, sizeof(LEAVE) - 1)
				  : 0;

	(void)ignored;
	uv_tty_reset_mode();
	signal(number, SIG_DFL);
	raise(number);
}

static void restore_on_crash(void)
{
	static const int numbers[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		signal(numbers[i], on_crash);
}

/* ---- keys ----------------------------------------------------------------------------------- */

static void on_stopped(uv_signal_t *signal, int number);

/* If an editor has the terminal, it was stopped by the same key, and gets the terminal back. */
static void suspend(struct terminal *terminal)
{
	bool ours = terminal->held;

	terminal_release(terminal);
	uv_signal_stop(&terminal->stopped);
	/* of our own accord the whole job stops, so that a script that called us stops, too */
	kill(ours ? 0 : getpid(), SIGTSTP);
	/* We were continued, or never stopped because there is no shell that would continue us. */
	uv_signal_start(&terminal->stopped, on_stopped, SIGTSTP);
	if (ours)
		terminal_acquire(terminal);
}

/*
 * Returns whether the rest of a key is still to come. A single ESC is the key Esc, except in a paste, or if
 * the buffer was full.
 */
static bool waits_for_more(const struct terminal *terminal, const char *bytes, size_t len)
{
	if (len == 1 && bytes[0] == KEY_ESCAPE)
		return terminal->pasting ||
		       bytes + len == terminal->bytes + sizeof(terminal->bytes);
	return key_is_cut_short(bytes, len);
}

static void on_bytes(uv_stream_t *stream, ssize_t got, const uv_buf_t *read)
{
	struct terminal *terminal = stream->data;
	const char *bytes = terminal->bytes;
	size_t at = 0, len = terminal->kept + (size_t)(got > 0 ? got : 0);

	(void)read;
	if (got < 0) { /* the terminal is gone */
		uv_read_stop(stream);
		terminal->handler.key(KEY_INTERRUPT, terminal->handler.data);
		return;
	}
	terminal->kept = 0;
	while (at < len && !uv_is_closing((uv_handle_t *)stream)) {
		int key, row = 0;
		size_t size;

		if (waits_for_more(terminal, bytes + at, len - at)) {
			terminal->kept = len - at;
			memmove(terminal->bytes, bytes + at, terminal->kept);
			return;
		}
		size = key_decode(bytes + at, len - at, &key);
		if (key == KEY_UNKNOWN && terminal->mouse)
			key = key_decode_mouse(bytes + at, size, &row);
		at += size;
		if (key == KEY_PASTE_BEGIN || key == KEY_PASTE_END)
			terminal->pasting = key == KEY_PASTE_BEGIN;
		else if (terminal->pasting && terminal->handler.paste)
			terminal->handler.paste(key, terminal->handler.data);
		else if (terminal->pasting)
			continue;
		else if (key == KEY_FOCUS_GAINED || key == KEY_FOCUS_LOST)
			terminal->looked_away = key == KEY_FOCUS_LOST;
		else if (key == KEY_SUSPEND)
			suspend(terminal);
		else if (key == KEY_CLICK && terminal->handler.click)
			terminal->handler.click(row, terminal->handler.data);
		else
			terminal->handler.key(key, terminal->handler.data);
	}
}

static void allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *out)
{
	struct terminal *terminal = handle->data;

	(void)suggested;
	*out = uv_buf_init(terminal->bytes + terminal->kept,
			   (unsigned)(sizeof(terminal->bytes) - terminal->kept));
}

/* ---- orders ----------------------------------------------------------------------------------- */

static void send_title(struct terminal *terminal)
{
	struct buffer order = BUFFER_INIT;

	if (!terminal->title || !terminal->held)
		return;
	order_add_title(terminal->title, &order);
	if (order.len)
		output_order(terminal->output, &order);
	buffer_clear(&order);
}

void terminal_set_title(struct terminal *terminal, const char *text)
{
	if (terminal->title && strcmp(text, terminal->title) == 0)
		return;
	free(terminal->title);
	terminal->title = memory_copy_string(text);
	send_title(terminal);
}

void terminal_call(struct terminal *terminal, enum terminal_call how, const char *text)
{
	struct buffer order = BUFFER_INIT;

	if (!terminal->held || !terminal->looked_away)
		return;
	order_add_call(how, text, &order);
	output_order(terminal->output, &order);
	buffer_clear(&order);
}

void terminal_copy(struct terminal *terminal, const char *text)
{
	struct buffer order = BUFFER_INIT;

	if (!terminal->held)
		return;
	order_add_clipboard(text, &order);
	output_order(terminal->output, &order);
	buffer_clear(&order);
}

/* ---- taking and releasing the terminal ------------------------------------------------------- */

/* libuv reads without blocking. An editor on the same terminal expects to block. */
static void set_blocking(bool blocking)
{
	int flags = fcntl(STDIN_FILENO, F_GETFL);

	if (flags >= 0)
		fcntl(STDIN_FILENO, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

void terminal_release(struct terminal *terminal)
{
	if (!terminal->held)
		return;
	terminal->held = false;
	uv_read_stop((uv_stream_t *)&terminal->input);
	output_add(terminal->output, LEAVE, sizeof(LEAVE) - 1);
	output_finish(terminal->output, PATIENCE_MS);
	uv_tty_set_mode(&terminal->input, UV_TTY_MODE_NORMAL);
	set_blocking(true);
}

void terminal_acquire(struct terminal *terminal)
{
	if (terminal->held)
		return;
	terminal->held = true;
	terminal->pasting = false;
	terminal->kept = 0;
	/* without this, setting RAW again has no effect */
	uv_tty_set_mode(&terminal->input, UV_TTY_MODE_NORMAL);
	uv_tty_set_mode(&terminal->input, UV_TTY_MODE_RAW);
	set_blocking(false);
	output_add(terminal->output, ENTER, sizeof(ENTER) - 1);
	if (terminal->mouse)
		output_add(terminal->output, MOUSE_ON, sizeof(MOUSE_ON) - 1);
	terminal->looked_away = false;
	send_title(terminal);
	uv_read_start((uv_stream_t *)&terminal->input, allocate, on_bytes);
	terminal->handler.redraw(terminal->handler.data);
}

void terminal_watch_mouse(struct terminal *terminal, bool on)
{
	if (terminal->mouse == on)
		return;
	terminal->mouse = on;
	if (terminal->held && on)
		output_add(terminal->output, MOUSE_ON, sizeof(MOUSE_ON) - 1);
	else if (terminal->held)
		output_add(terminal->output, MOUSE_OFF, sizeof(MOUSE_OFF) - 1);
}

static void on_resized(uv_signal_t *signal, int number)
{
	struct terminal *terminal = signal->data;

	(void)number;
	if (terminal->held)
		terminal->handler.redraw(terminal->handler.data);
}

static void on_stopped(uv_signal_t *signal, int number)
{
	(void)number;
	suspend(signal->data);
}

static void on_drained(void *data)
{
	struct terminal *terminal = data;

	if (terminal->held && terminal->owes)
		terminal->handler.redraw(terminal->handler.data);
}

int terminal_start(uv_loop_t *loop, const struct terminal_handler *handler, struct terminal **out,
		   struct error *err)
{
	struct terminal *terminal = memory_new(sizeof(*terminal));
	const struct output_handler output = {.drained = on_drained, .data = terminal};
	int status = uv_tty_init(loop, &terminal->input, STDIN_FILENO, 0);

	*out = NULL;
	if (status < 0) {
		free(terminal);
		return error_set(err, ERROR_ENVIRONMENT, "the terminal can't be used: %s",
				 uv_strerror(status));
	}
	terminal->handler = *handler;
	terminal->output = output_start(loop, STDOUT_FILENO, &output);
	terminal->input.data = terminal->resized.data = terminal;
	terminal->stopped.data = terminal;
	terminal->handles = 3;
	uv_signal_init(loop, &terminal->resized);
	uv_signal_init(loop, &terminal->stopped);
	uv_signal_start(&terminal->resized, on_resized, SIGWINCH);
	uv_signal_start(&terminal->stopped, on_stopped, SIGTSTP);
	restore_on_crash();
	*out = terminal;
	terminal_acquire(terminal);
	return 0;
}

void terminal_write(struct terminal *terminal, const struct buffer *frame)
{
	if (!terminal->held)
		return;
	terminal->owes = output_is_full(terminal->output);
	if (!terminal->owes)
		output_add(terminal->output, frame->data, frame->len);
}

static void closed(uv_handle_t *handle)
{
	struct terminal *terminal = handle->data;

	if (--terminal->handles)
		return;
	free(terminal->title);
	free(terminal);
}

void terminal_close(struct terminal *terminal)
{
	if (!terminal)
		return;
	terminal_release(terminal);
	output_close(terminal->output, 0);
	uv_tty_reset_mode();
	uv_close((uv_handle_t *)&terminal->input, closed);
	uv_close((uv_handle_t *)&terminal->resized, closed);
	uv_close((uv_handle_t *)&terminal->stopped, closed);
}
