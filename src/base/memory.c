#include "rustgym/base/memory.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void memory_exhausted(void)
{
	fputs("rustgym: out of memory\n", stderr);
	abort();
}

static void *or_die(void *memory)
{
	if (!memory)
		memory_exhausted();
	return memory;
}

void *memory_new(size_t size)
{
	return or_die(calloc(1, size ? size : 1));
}

void *memory_resize(void *old, size_t count, size_t size)
{
	size_t total = count * size;

	if (size && count > SIZE_MAX / size)
		memory_exhausted();
	return or_die(realloc(old, total > 0 ? total : 1));
}

void *memory_grow(void *items, size_t count, size_t size)
{
	bool full = (count & (count - 1)) == 0; /* 0, 1, 2, 4, 8... */

	if (count > SIZE_MAX / 2)
		memory_exhausted();
	return full ? memory_resize(items, count ? 2 * count : 1, size) : items;
}

char *memory_copy(const char *data, size_t len)
{
	char *copy = memory_new(len + 1);

	if (len)
		memcpy(copy, data, len);
	return copy;
}

char *memory_copy_string(const char *text)
{
	return text ? memory_copy(text, strlen(text)) : NULL;
}

char *memory_format_args(const char *format, va_list args)
{
	va_list again;
	int len;
	char *text;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = memory_new((size_t)(len < 0 ? 0 : len) + 1);
	vsnprintf(text, (size_t)(len < 0 ? 0 : len) + 1, format, args);
	return text;
}

char *memory_format(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = memory_format_args(format, args);
	va_end(args);
	return text;
}

enum { ARENA_BLOCK = 64 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	max_align_t data[];
};

void *arena_room(struct arena *arena, size_t size)
{
	const size_t align = sizeof(max_align_t);
	size_t need = (size + align - 1) / align * align;
	struct arena_block *block = arena->blocks;
	char *memory;

	if (!block || block->size - block->used < need) {
		size_t room = need > ARENA_BLOCK ? need : ARENA_BLOCK;
		block = or_die(malloc(sizeof(*block) + room));
		block->used = 0;
		block->size = room;
		block->next = arena->blocks;
		arena->blocks = block;
	}
	memory = (char *)block->data + block->used;
	block->used += need;
	return memory;
}

void *arena_new(struct arena *arena, size_t size)
{
	return memset(arena_room(arena, size), 0, size);
}

char *arena_string(struct arena *arena, const char *text)
{
	size_t len = strlen(text);
	char *copy = arena_room(arena, len + 1);

	memcpy(copy, text, len + 1);
	return copy;
}

/* First tries to format into the rest of the block, which usually has enough room. */
char *arena_format(struct arena *arena, const char *format, ...)
{
	struct arena_block *block = arena->blocks;
	size_t room = block ? block->size - block->used : 0;
	char *text = block ? (char *)block->data + block->used : NULL;
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, room, format, args);
	va_end(args);
	if (len >= 0 && (size_t)len < room)
		return arena_room(arena, (size_t)len + 1);
	text = arena_room(arena, (size_t)(len < 0 ? 0 : len) + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)(len < 0 ? 0 : len) + 1, format, args);
	va_end(args);
	return text;
}

void arena_clear(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;
		free(arena->blocks);
		arena->blocks = next;
	}
}
