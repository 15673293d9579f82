/*
 * Whole files: read at once, written at once or not at all.
 */
#ifndef RUSTGYM_FILE_H
#define RUSTGYM_FILE_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FILE_SOURCE_MAX = 1024 * 1024,     /* bytes: an exercise's source */
	FILE_COURSE_MAX = 4 * 1024 * 1024, /* bytes: a course's JSON or hint */
};

/*
 * Appends the file's bytes to out. More than max bytes, a folder or a device is an error
 * (ERROR_IO); so is a file that isn't there (then err->message says so).
 */
int file_read(const char *path, size_t max, struct buffer *out, struct error *err);

/*
 * Puts data at path so that a reader, a crash or a power cut sees the old file or the new one, whole: a
 * temporary file is written, synced and renamed, and the folder is synced. Keeps the permissions of a
 * file that was there. The message of a failure says that nothing was changed.
 *
 * The temporary file is in FILE_TEMPORARY of the nearest folder above path that has it, and is marked
 * as in use. Elsewhere, and on another file system, it is beside path; a killed writer leaves it there,
 * since nobody could know whose it is.
 */
#define FILE_TEMPORARY ".rustgym/tmp"
int file_write(const char *path, const void *data, size_t len, struct error *err);

/*
 * The same for what can be made again: nobody waits for the disk, so that a power cut can leave an
 * empty file.
 */
int file_write_cache(const char *path, const void *data, size_t len, struct error *err);

/* Returns when what was written there without waiting for the disk is durable. ERROR_IO. */
int file_sync(const char *path, struct error *err);

/* The same for a symbolic link. */
int file_write_link(const char *path, const char *to, struct error *err);

/* Deletes the files in FILE_TEMPORARY of this folder that no living process writes. */
void file_sweep(const char *folder);

/* The folder and all above it that are missing. */
int file_make_folder(const char *path, struct error *err);

/* Copies a regular file or a folder with all below it; symbolic links are refused. */
int file_copy(const char *from, const char *to, struct error *err);

/* Deletes a file or a folder with all below it, following no link; absent is no error. */
int file_remove(const char *path, struct error *err);

bool file_exists(const char *path);
bool file_is_folder(const char *path);

/*
 * Calls visit for every regular file below folder, in the order of their names, with the path
 * relative to folder. Clutter (path_is_clutter) is passed over, links are not followed. Stops at,
 * and returns, the first result that is not 0.
 */
typedef int (*file_visit)(const char *relative, void *data, struct error *err);
int file_walk(const char *folder, file_visit visit, void *data, struct error *err);

/*
 * Copies a file, or lays the files below a folder, those that file_walk visits, over another folder;
 * the folders on the way are made.
 */
int file_lay(const char *from, const char *to, struct error *err);

/* FNV-1a, 64 bits: tells whether content changed, promises nothing against an adversary. */
#define FILE_HASH_START UINT64_C(0xcbf29ce484222325)
uint64_t file_hash(uint64_t hash, const void *data, size_t len);

#endif
