/*
 * An exercise's files, read from disk as a snapshot holds them.
 */
#ifndef RUSTGYM_EXERCISE_FILES_H
#define RUSTGYM_EXERCISE_FILES_H

#include "rustgym/base/error.h"
#include "rustgym/base/file_set.h"
#include "rustgym/base/strings.h"
#include "rustgym/course/course.h"

struct exercise_files {
	struct file_set set;
	struct strings left; /* paths: there, but not read */
	struct strings said; /* of each a sentence */
};

#define EXERCISE_FILES_INIT                                                                        \
	{                                                                                          \
		FILE_SET_INIT, STRINGS_INIT, STRINGS_INIT                                          \
	}

/* The folder that the paths of a file_set are relative to, itself relative to the root: free() it. */
char *exercise_folder(const struct exercise *exercise);

/*
 * All of an exercise's files below root: none when it is absent. Of a folder what can't be read (more
 * than FILE_COURSE_MAX bytes, a device...) is left; of one file that is ERROR_IO. Clutter is passed
 * over; links are read as links, but for the one file, which may be kept elsewhere.
 */
int exercise_files_read(const char *root, const struct exercise *exercise,
			struct exercise_files *files, struct error *err);
void exercise_files_clear(struct exercise_files *files);

#endif
