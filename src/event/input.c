#include "rustgym/event/input.h"
#include "reopen.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum {
	LINE_MAX_BYTES = 64 * 1024,
	OURS_AGAIN_MS = 1000, /* until the terminal is looked at again */
};

struct input {
	uv_poll_t poll;
	uv_timer_t again;
	int fd;
	bool terminal;
	enum { INPUT_READS, INPUT_PAUSES, INPUT_ENDED } state;
	int handles;
	struct buffer line;
	struct input_handler handler;
};

static void on_readable(uv_poll_t *poll, int status, int events);

static void read_on(uv_timer_t *timer)
{
	struct input *input = timer->data;

	if (input->state == INPUT_READS)
		uv_poll_start(&input->poll, UV_READABLE, on_readable);
}

static bool is_ours(const struct input *input)
{
	struct termios modes;

	if (!input->terminal)
		return true;
	return tcgetpgrp(input->fd) == getpgrp() && tcgetattr(input->fd, &modes) == 0 &&
	       modes.c_lflag & ICANON;
}

static void end(struct input *input)
{
	input->state = INPUT_ENDED;
	uv_poll_stop(&input->poll);
	uv_timer_stop(&input->again);
	input->handler.ended(input->terminal, input->handler.data);
}

static void take(struct input *input, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && !uv_is_closing((uv_handle_t *)&input->poll); i++) {
		if (bytes[i] != '\n') {
			if (input->line.len < LINE_MAX_BYTES)
				buffer_add_char(&input->line, bytes[i]);
			continue;
		}
		input->handler.line(input->line.data, input->handler.data);
		buffer_reset(&input->line);
	}
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
	struct input *input = poll->data;
	char bytes[4096];
	ssize_t got;

	(void)status, (void)events;
	if (!is_ours(input)) {
		uv_poll_stop(poll);
		uv_timer_start(&input->again, read_on, OURS_AGAIN_MS, 0);
		return;
	}
	got = read(input->fd, bytes, sizeof(bytes));
	if (got > 0)
		take(input, bytes, (size_t)got);
	else if (got == 0 || (errno != EAGAIN && errno != EINTR))
		end(input);
}

struct input *input_start(uv_loop_t *loop, int fd, const struct input_handler *handler)
{
	struct input *input;
	struct stat st;
	bool terminal = isatty(fd);
	int own;

	if (fstat(fd, &st) < 0 || !(terminal || S_ISFIFO(st.st_mode)))
		return NULL;
	own = reopen(fd, O_RDONLY);
	if (own < 0)
		return NULL;
	input = memory_new(sizeof(*input));
	input->fd = own;
	input->terminal = terminal;
	input->handler = *handler;
	buffer_init(&input->line);
	if (uv_poll_init(loop, &input->poll, own) < 0) {
		close(own);
		free(input);
		return NULL;
	}
	uv_timer_init(loop, &input->again);
	input->poll.data = input->again.data = input;
	input->handles = 2;
	if (terminal)
		signal(SIGTTIN, SIG_IGN); /* a read in the background fails instead */
	uv_poll_start(&input->poll, UV_READABLE, on_readable);
	return input;
}

void input_pause(struct input *input, bool pause)
{
	if (!input || input->state == INPUT_ENDED)
		return;
	input->state = pause ? INPUT_PAUSES : INPUT_READS;
	if (pause)
		uv_poll_stop(&input->poll);
	else
		uv_poll_start(&input->poll, UV_READABLE, on_readable);
}

static void closed(uv_handle_t *handle)
{
	struct input *input = handle->data;

	if (--input->handles)
		return;
	close(input->fd);
	buffer_clear(&input->line);
	free(input);
}

void input_close(struct input *input)
{
	if (!input)
		return;
	uv_close((uv_handle_t *)&input->poll, closed);
	uv_close((uv_handle_t *)&input->again, closed);
}
