/*
 * Memory that is there or the program ends: the callers need no branch for NULL.
 *
 * An arena hands out memory that lives as long as the arena; nothing in it is freed alone. Data
 * that is loaded once and dropped as a whole (a course) lives in one.
 */
#ifndef RUSTGYM_MEMORY_H
#define RUSTGYM_MEMORY_H

#include <stddef.h>

_Noreturn void memory_exhausted(void); /* says so and aborts */

void *memory_new(size_t size); /* zeroed; free() it */
void *memory_resize(void *old, size_t count, size_t size);
char *memory_copy_string(const char *text);      /* NULL gives NULL */
char *memory_copy(const char *data, size_t len); /* NUL-terminated */
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

struct arena_block;

struct arena {
	struct arena_block *blocks;
};

void *arena_new(struct arena *arena, size_t size); /* zeroed, aligned for any type */
void *arena_room(struct arena *arena,
		 size_t size); /* the same, but with whatever was there before */
char *arena_string(struct arena *arena, const char *text);
char *arena_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void arena_clear(struct arena *arena);

#endif
