#include "rustgym/event/output.h"
#include "reopen.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEPT_MAX = 256 * 1024 * 1024 }; /* bytes; a reader that is this far behind counts as gone */

struct output {
	uv_poll_t poll;
	int fd;
	bool is_terminal; /* the bytes pass the gate */
	bool owned;       /* `fd` must be closed */
	bool waits;       /* a write may block, so there is a poll handle */
	int flags;        /* the flags to restore on a shared descriptor; -1: none */
	bool finished;    /* it failed or is closing: nothing more is written */
	struct buffer kept;
	struct output_handler handler;
};

static void open_descriptor(struct output *output, int fd)
{
	struct stat st;

	output->fd = fd;
	output->flags = -1;
	output->is_terminal = isatty(fd);
	if (fstat(fd, &st) < 0 ||
	    !(output->is_terminal || S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)))
		return; /* a regular file takes all bytes */
	output->waits = output->owned = true;
	output->fd = S_ISSOCK(st.st_mode) ? -1 : reopen(fd, O_WRONLY);
	if (output->fd >= 0)
		return;
	output->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	output->flags = fcntl(fd, F_GETFL);
}

static void fail(struct output *output, int number)
{
	struct error err = ERROR_INIT;

	output->finished = true;
	buffer_clear(&output->kept);
	if (output->waits && !uv_is_closing((uv_handle_t *)&output->poll))
		uv_poll_stop(&output->poll);
	if (number == EPIPE)
		error_set(&err, ERROR_READER_GONE, "%s", "");
	else
		error_errno(&err, number, "standard output can't be written");
	if (output->handler.failed)
		output->handler.failed(&err, output->handler.data);
}

/* Writes as many bytes as possible now. Returns false after an error. */
static bool write_kept(struct output *output)
{
	size_t put = 0;

	while (put < output->kept.len) {
		ssize_t took = write(output->fd, output->kept.data + put, output->kept.len - put);
		if (took < 0 && errno == EINTR)
			continue;
		if (took < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			break;
		if (took < 0) {
			fail(output, errno);
			return false;
		}
		put += (size_t)took;
	}
	buffer_remove_head(&output->kept, put);
	return true;
}

static void on_writable(uv_poll_t *poll, int status, int events)
{
	struct output *output = poll->data;

	(void)status, (void)events;
	if (!write_kept(output) || output->kept.len)
		return;
	uv_poll_stop(poll);
	if (output->handler.drained)
		output->handler.drained(output->handler.data);
}

struct output *output_start(uv_loop_t *loop, int fd, const struct output_handler *handler)
{
	struct output *output = memory_new(sizeof(*output));

	buffer_init(&output->kept);
	output->handler = *handler;
	open_descriptor(output, fd);
	if (output->waits && uv_poll_init(loop, &output->poll, output->fd) < 0)
		output->waits = false;
	output->poll.data = output;
	return output;
}

/* Begins to write what was added. `waited`: something was kept before. */
static void write_added(struct output *output, bool waited)
{
	if (waited && output->kept.len > KEPT_MAX)
		fail(output, ETIMEDOUT);
	else if (!waited && write_kept(output) && output->kept.len && output->waits)
		uv_poll_start(&output->poll, UV_WRITABLE, on_writable);
}

void output_add(struct output *output, const char *bytes, size_t len)
{
	bool waited = output->kept.len > 0;

	if (output->finished)
		return;
	if (output->is_terminal)
		gate_pass(bytes, len, &output->kept);
	else
		buffer_add(&output->kept, bytes, len);
	write_added(output, waited);
}

void output_order(struct output *output, const struct buffer *order)
{
	bool waited = output->kept.len > 0;

	if (output->finished || !output->is_terminal)
		return;
	gate_pass_order(order->data, order->len, &output->kept);
	write_added(output, waited);
}

bool output_is_full(const struct output *output)
{
	return output->kept.len > 0;
}

void output_finish(struct output *output, int patience_ms)
{
	struct pollfd writable = {.fd = output->fd, .events = POLLOUT};

	while (output->kept.len) {
		int ready = poll(&writable, 1, patience_ms);

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0 || !write_kept(output))
			break;
	}
	buffer_reset(&output->kept);
	if (output->waits && !uv_is_closing((uv_handle_t *)&output->poll))
		uv_poll_stop(&output->poll);
}

static void free_output(struct output *output)
{
	if (output->flags >= 0)
		fcntl(output->fd, F_SETFL, output->flags);
	if (output->owned)
		close(output->fd);
	buffer_clear(&output->kept);
	free(output);
}

static void closed(uv_handle_t *handle)
{
	free_output(handle->data);
}

void output_close(struct output *output, int patience_ms)
{
	if (!output)
		return;
	output_finish(output, patience_ms);
	output->finished = true;
	if (output->waits)
		uv_close((uv_handle_t *)&output->poll, closed);
	else
		free_output(output);
}
