/*
 * Reads and writes whole files.
 */
#ifndef RUSTGYM_FILE_H
#define RUSTGYM_FILE_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FILE_SOURCE_MAX = 1024 * 1024,     /* bytes: the largest source file of an exercise */
	FILE_COURSE_MAX = 4 * 1024 * 1024, /* bytes: the largest JSON or hint file of a course */
};

/*
 * Appends the file's bytes to `out`. ERROR_IO: the file has more than `max` bytes, is a folder or a
 * device, does not exist, or cannot be read. err->message says which.
 */
int file_read(const char *path, size_t max, struct buffer *out, struct error *err);
int file_read_open(int fd, const char *path, size_t max, struct buffer *out, struct error *err);

/*
 * Writes a whole file. After a crash or a power cut, `path` has the old content or the new content,
 * and a reader never sees a part. To do this, the function writes and syncs a temporary file,
 * renames it to `path`, and syncs the folder. An existing file's permissions are kept. The error
 * message says that nothing was changed.
 *
 * The temporary file is made in the nearest folder FILE_TEMPORARY in or above path's folder, and is
 * marked as in use (lock_mark). If there is no such folder, or it is on another file system, the
 * temporary file is made beside `path`. A killed process leaves it there, because file_sweep cannot
 * know who made it.
 */
#define FILE_TEMPORARY ".rustgym/tmp"
int file_write(const char *path, const void *data, size_t len, struct error *err);

/*
 * Writes a file that can be made again. It does not wait for the disk: a power cut can leave an
 * empty file.
 */
int file_write_cache(const char *path, const void *data, size_t len, struct error *err);

/* Waits until the file's content is on the disk. ERROR_IO. */
int file_sync(const char *path, struct error *err);

/* Makes or replaces a symbolic link at `path` that points to `to`, as safely as file_write. */
int file_write_link(const char *path, const char *to, struct error *err);

/* Deletes the files in folder/FILE_TEMPORARY, except those that a living process is writing. */
void file_sweep(const char *folder);

/* Makes the folder and all missing folders above it. */
int file_make_folder(const char *path, struct error *err);

/* Copies a regular file, or a folder with everything below it. Symbolic links are an error. */
int file_copy(const char *from, const char *to, struct error *err);

/*
 * Deletes a file, or a folder with everything below it. Does not follow links. A missing file is no
 * error.
 */
int file_remove(const char *path, struct error *err);

bool file_exists(const char *path);
bool file_is_folder(const char *path);

/*
 * Calls `visit` for every regular file below the folder, sorted by name, with the path relative to
 * the folder. Skips clutter (path_is_clutter) and does not follow links. Stops at the first result
 * that is not 0, and returns it.
 */
typedef int (*file_visit)(const char *relative, void *data, struct error *err);
int file_walk(const char *folder, file_visit visit, void *data, struct error *err);

/*
 * Copies a file to `to`. If `from` is a folder, copies the files that file_walk visits over the
 * folder `to`. Makes the folders that are missing.
 */
int file_lay(const char *from, const char *to, struct error *err);

/* FNV-1a with 64 bits. It detects changed content. It does not protect against an attacker. */
#define FILE_HASH_START UINT64_C(0xcbf29ce484222325)
uint64_t file_hash(uint64_t hash, const void *data, size_t len);

#endif
