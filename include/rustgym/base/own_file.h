/*
 * The user's own files, which hold for all courses: settings and answers. They are in the folders that
 * the XDG base directories name, outside of any course, so that nobody who hands over a folder can put
 * something there.
 */
#ifndef RUSTGYM_OWN_FILE_H
#define RUSTGYM_OWN_FILE_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/lock.h"

#include <stdbool.h>
#include <sys/stat.h>

enum own_kind {
	OWN_CONFIG, /* $XDG_CONFIG_HOME, else ~/.config */
	OWN_STATE,  /* $XDG_STATE_HOME, else ~/.local/state */
	OWN_CACHE,  /* $XDG_CACHE_HOME, else ~/.cache */
};

/*
 * Returns the path of rustgym's file of this name, which the caller frees. NULL: neither the variable
 * nor HOME is set.
 */
char *own_file_path(enum own_kind kind, const char *name);

/*
 * Appends the file's bytes; *found is false if it is missing or empty. ERROR_IO: the file cannot be read, or the
 * file or its folder belongs to another user or can be written by others.
 */
int own_file_read(const char *path, bool *found, struct buffer *out, struct error *err);

/*
 * Writes the file as file_write does, with the mode 0600 if it is new. Makes the missing folders, with
 * the mode 0700. A link to a file of the user stays a link.
 */
int own_file_write(const char *path, const void *data, size_t len, struct error *err);

/* Keeps other processes from changing the file meanwhile. lock_release ends it. */
int own_file_lock(const char *path, struct lock **lock, struct error *err);

/*
 * Says why somebody else could have written a file or a folder: "belongs to another user". `other` is
 * a second owner who may. NULL: nobody else could.
 */
const char *own_file_fault(const struct stat *st, uid_t other);

#endif
