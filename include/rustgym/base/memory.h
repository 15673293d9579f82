/*
 * Allocates memory. If there is none, the program ends, so callers need not check for NULL.
 *
 * An arena allocates memory that lives until arena_clear; a single piece of it is never freed. Use
 * it for data that is loaded once and freed as a whole, like a course.
 */
#ifndef RUSTGYM_MEMORY_H
#define RUSTGYM_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

_Noreturn void memory_exhausted(void); /* prints a message and aborts */

void *memory_new(size_t size); /* zeroed; free() it */
void *memory_resize(void *old, size_t count, size_t size);
/*
 * Makes room for one item more than `count` in an array that only this function has enlarged. The
 * room doubles, so that adding n items one by one takes time linear in n.
 */
void *memory_grow(void *items, size_t count, size_t size);
char *memory_copy_string(const char *text);      /* returns NULL for NULL */
char *memory_copy(const char *data, size_t len); /* NUL-terminated */
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *memory_format_args(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

struct arena_block;

struct arena {
	struct arena_block *blocks;
};

void *arena_new(struct arena *arena, size_t size);  /* zeroed, aligned for any type */
void *arena_room(struct arena *arena, size_t size); /* not zeroed, aligned for any type */
char *arena_string(struct arena *arena, const char *text);
char *arena_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void arena_clear(struct arena *arena);

#endif
