/*
 * Files in memory: what a snapshot holds, what the course hands out. Sorted by path, bytewise.
 */
#ifndef RUSTGYM_FILE_SET_H
#define RUSTGYM_FILE_SET_H

#include <stdbool.h>
#include <stddef.h>

/* Of an exercise: a path is relative to its folder, or the base name of its one file. */
struct file_set_item {
	char *path;
	char *bytes; /* followed by a NUL that is not counted */
	size_t len;
	bool runnable;
	bool link; /* a symbolic link; the bytes are where it leads */
};

struct file_set {
	struct file_set_item *items;
	size_t count, capacity;
};

#define FILE_SET_INIT                                                                              \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

/* Copies path and bytes; what the path had before goes. Borrowed until the next call that adds. */
struct file_set_item *file_set_add(struct file_set *set, const char *path, const void *bytes,
				   size_t len);

/* NULL when there is none. */
const struct file_set_item *file_set_find(const struct file_set *set, const char *path);

bool file_set_equal(const struct file_set *a, const struct file_set *b);
void file_set_clear(struct file_set *set);

#endif
