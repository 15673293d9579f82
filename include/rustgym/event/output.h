/*
 * Writes to standard output without waiting for its reader. The reader may be gone or stopped: a
 * terminal whose ssh connection was lost, or a pipe that nobody reads. Bytes that cannot be written
 * at once are kept and written later.
 */
#ifndef RUSTGYM_OUTPUT_H
#define RUSTGYM_OUTPUT_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <uv.h>

struct output_handler {
	void (*drained)(void *data); /* called when all kept bytes are written; may be NULL */
	void (*failed)(const struct error *err,
		       void *data); /* called once, when the reader is gone; may be NULL */
	void *data;
};

struct output;

/* Writes to the descriptor `fd`, which is borrowed. */
struct output *output_start(uv_loop_t *loop, int fd, const struct output_handler *handler);

void output_add(struct output *output, const char *bytes, size_t len);

/* Writes an order (gate.h), if this is a terminal. */
void output_order(struct output *output, const struct buffer *order);

/*
 * Returns whether bytes are kept. A caller that draws whole frames skips a frame then, since nobody
 * would see it.
 */
bool output_is_full(const struct output *output);

/*
 * Waits until all kept bytes are written. It gives up when the reader has taken nothing for
 * patience_ms milliseconds; then the kept bytes are dropped.
 */
void output_finish(struct output *output, int patience_ms);

/* Calls output_finish, and frees the output after the loop has closed its handle. NULL is fine. */
void output_close(struct output *output, int patience_ms);

#endif
