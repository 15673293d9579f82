/*
 * Reads an exercise's files from disk, in the form in which a snapshot holds them.
 */
#ifndef RUSTGYM_EXERCISE_FILES_H
#define RUSTGYM_EXERCISE_FILES_H

#include "rustgym/base/error.h"
#include "rustgym/base/file_set.h"
#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"

#include <stdint.h>

struct exercise_files {
	struct file_set set;
	struct strings left; /* paths of entries that exist but were not read */
	struct strings said; /* one sentence for each of these, which says why */
};

#define EXERCISE_FILES_INIT                                                                        \
	{                                                                                          \
		FILE_SET_INIT, STRINGS_INIT, STRINGS_INIT                                          \
	}

/*
 * Returns the folder that the paths of a file_set are relative to, as a path from the root. The
 * caller frees it.
 */
char *exercise_folder(const struct exercise *exercise);

/*
 * All of an exercise's files below root: none when it is absent. Of a folder what can't be read (more
 * than FILE_COURSE_MAX bytes, a device...) is left; of one file that is ERROR_IO, also
 * when it is a link. Clutter is passed over; links are read as links.
 */
int exercise_files_read(const char *root, const struct exercise *exercise,
			struct exercise_files *files, struct error *err);
void exercise_files_clear(struct exercise_files *files);

/*
 * Returns a hash of the names and contents of the files. It leaves the lock file out, because cargo writes
 * it when it likes.
 */
uint64_t exercise_files_hash(const struct exercise *exercise, const struct file_set *files);

/* Adds one file to such a hash, which begins with FILE_HASH_START. */
uint64_t exercise_file_hash(uint64_t hash, const struct file_set_item *file);

#endif
