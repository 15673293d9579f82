/* The first and the last half of what a child prints. A child that prints for ever does not fill the memory. */
#ifndef RUSTGYM_KEPT_OUTPUT_H
#define RUSTGYM_KEPT_OUTPUT_H

#include "rustgym/base/buffer.h"

struct kept_output {
	struct buffer head, tail;
	size_t half;    /* bytes */
	size_t dropped; /* bytes between the two */
};

/* Keeps at most about `limit` bytes; kept_output_clear frees them. */
void kept_output_init(struct kept_output *kept, size_t limit);
void kept_output_clear(struct kept_output *kept);

void kept_output_add(struct kept_output *kept, const char *bytes, size_t len);

/*
 * Joins the halves, with a line between them that says how many bytes were dropped. Nothing may be added
 * after that. The buffer belongs to `kept`.
 */
struct buffer *kept_output_join(struct kept_output *kept);

#endif
