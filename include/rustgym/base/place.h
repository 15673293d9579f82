/*
 * An open folder, and what is done below it. A path is relative to it, and no link is followed on the
 * way or at its end: whatever somebody else puts there meanwhile, nothing outside of the folder is
 * read, written, moved or deleted. A path with an empty part, "." or ".." is refused.
 *
 * A file is written in FILE_TEMPORARY of this folder first, as file_write does.
 */
#ifndef RUSTGYM_PLACE_H
#define RUSTGYM_PLACE_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/file_set.h"
#include "rustgym/base/strings.h"

#include <stdbool.h>
#include <sys/stat.h>

struct place {
	char *folder; /* for messages */
	int fd;
};

/* ERROR_IO. The folder itself is the caller's to trust: links that lead to it are followed. */
int place_open(const char *folder, struct place *place, struct error *err);
void place_close(struct place *place);

/* As lstat: false with errno. */
bool place_examine(const struct place *place, const char *path, struct stat *st);

/* Appends a regular file's bytes; as file_read does, but a link is an error, too. */
int place_read(const struct place *place, const char *path, size_t max, struct buffer *out,
	       struct error *err);

/* Where a link leads. */
int place_read_link(const struct place *place, const char *path, struct buffer *out,
		    struct error *err);

/* Adds the names in a folder, without "." and ".."; of one that is absent none. */
int place_list(const struct place *place, const char *path, struct strings *names,
	       struct error *err);

/* The same for the place itself. */
int place_list_root(const struct place *place, struct strings *names, struct error *err);

/*
 * Puts item's bytes, or its link, at path, whole or not at all, and makes the folders on the way. A
 * file keeps its permissions, but for those to be run, which are the item's.
 */
int place_put(const struct place *place, const char *path, const struct file_set_item *item,
	      struct error *err);

/* The same for what can be made again: it does not wait for the disk. */
int place_put_cache(const struct place *place, const char *path, const struct file_set_item *item,
		    struct error *err);

/*
 * Copies a file, or a folder with the regular files below it, from one place to another. Clutter
 * (path_is_clutter) is left out, and so is what is neither a file nor a folder. Does not wait for the
 * disk: the copy is of no use if it is cut short.
 */
int place_copy(const struct place *from, const char *path, const struct place *to, const char *copy,
	       struct error *err);

/* Adds each regular file below a folder to the set, with its path below it; of one that is absent none. */
int place_collect(const struct place *place, const char *folder, struct file_set *set,
		  struct error *err);

/* Deletes a file or a link; absent is no error. */
int place_remove(const struct place *place, const char *path, struct error *err);

/* Deletes the folders that path is in, as far as they are empty, up to `top`, which stays. */
void place_remove_empty(const struct place *place, const char *path, const char *top);

/* Deletes a file, or a folder with everything below it; absent is no error. */
int place_remove_all(const struct place *place, const char *path, struct error *err);

/* Deletes a folder that has only folders in it, at any depth. */
void place_remove_hollow(const struct place *place, const char *path);

/* Moves a file or a folder to where nothing is. The folders on the way are made. */
int place_move(const struct place *place, const char *from, const char *to, struct error *err);

#endif
