/*
 * Files in memory, sorted by path (bytewise). Snapshots and the course's files have this form.
 */
#ifndef RUSTGYM_FILE_SET_H
#define RUSTGYM_FILE_SET_H

#include <stdbool.h>
#include <stddef.h>

/*
 * For an exercise, `path` is relative to the exercise's folder. An exercise of one file has its
 * base name here.
 */
struct file_set_item {
	char *path;
	char *bytes; /* followed by a NUL that is not counted */
	size_t len;
	bool runnable;
	bool link; /* a symbolic link; `bytes` is its target */
};

struct file_set {
	struct file_set_item *items;
	size_t count, capacity;
};

#define FILE_SET_INIT                                                                              \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

/*
 * Copies `path` and `bytes` into the set, and replaces an item with the same path. The result is
 * borrowed and valid until the next call of file_set_add.
 */
struct file_set_item *file_set_add(struct file_set *set, const char *path, const void *bytes,
				   size_t len);

/* NULL: no item has this path. */
const struct file_set_item *file_set_find(const struct file_set *set, const char *path);

bool file_set_equal(const struct file_set *a, const struct file_set *b);
void file_set_clear(struct file_set *set);

#endif
