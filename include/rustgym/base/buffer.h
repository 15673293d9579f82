/*
 * A growing sequence of bytes. A NUL always follows it; `len` does not count the NUL.
 *
 * `struct buffer b = BUFFER_INIT;` is empty and owns nothing. buffer_clear frees the memory.
 * buffer_reset empties the buffer and keeps the memory. buffer_detach returns the memory, which the
 * caller frees.
 */
#ifndef RUSTGYM_BUFFER_H
#define RUSTGYM_BUFFER_H

#include <stddef.h>

struct buffer {
	char *data; /* never NULL: "" when empty */
	size_t len, capacity;
};

extern char buffer_empty[1];

#define BUFFER_INIT                                                                                \
	{                                                                                          \
		buffer_empty, 0, 0                                                                 \
	}

void buffer_init(struct buffer *buffer);
void buffer_reserve(struct buffer *buffer, size_t room);
void buffer_add(struct buffer *buffer, const void *data, size_t len);
void buffer_add_string(struct buffer *buffer, const char *text);
void buffer_add_char(struct buffer *buffer, char c);
void buffer_add_repeated(struct buffer *buffer, const char *text, size_t times);
void buffer_addf(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buffer_remove_head(struct buffer *buffer, size_t len);
void buffer_truncate(struct buffer *buffer, size_t len);
void buffer_reset(struct buffer *buffer);
char *buffer_detach(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);

#endif
