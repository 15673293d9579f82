/*
 * Standard output that nobody may read: a terminal whose ssh connection was dropped, a pipe whose
 * reader has stopped. What it does not take at once is kept and written when it takes more, so that
 * the loop never waits for a reader.
 */
#ifndef RUSTGYM_OUTPUT_H
#define RUSTGYM_OUTPUT_H

#include "rustgym/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <uv.h>

struct output_handler {
	void (*drained)(void *data); /* nothing is kept any more; may be NULL */
	void (*failed)(const struct error *err,
		       void *data); /* once: the reader is gone; may be NULL */
	void *data;
};

struct output;

/* Writes to this descriptor, which is borrowed. */
struct output *output_start(uv_loop_t *loop, int fd, const struct output_handler *handler);

void output_add(struct output *output, const char *bytes, size_t len);

/* Whether something is kept: who draws whole frames leaves out those that nobody would see. */
bool output_is_full(const struct output *output);

/*
 * Waits until nothing is kept, but no longer than patience_ms after the reader took something last;
 * then what is kept is dropped.
 */
void output_finish(struct output *output, int patience_ms);

/* The same, and frees it after the loop has closed its handle. NULL is fine. */
void output_close(struct output *output, int patience_ms);

#endif
