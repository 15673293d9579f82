/*
 * An exercise's files as they are on disk: whether they changed, and what is in them.
 */
#ifndef RUSTGYM_SOURCE_H
#define RUSTGYM_SOURCE_H

#include "rustgym/base/error.h"
#include "rustgym/course/course.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source {
	uint64_t hash;   /* of all names and contents */
	uint64_t edited; /* of those of the learner's files */
	size_t size;     /* bytes, all files together */
	bool has_main, has_tests;
	bool has_allocator; /* its own, by #[global_allocator] */
};

struct exercise_files;

/*
 * root: the folder that exercise->path is in. ERROR_IO, and a hash of 0, when a file that the learner
 * edits is absent or can't be read.
 */
int source_read(const char *root, const struct exercise *exercise, struct source *source,
		struct error *err);

/* The same of files that were read already (exercise_files_read): a snapshot is of the same bytes. */
int source_look(const char *root, const struct exercise *exercise,
		const struct exercise_files *files, struct source *source, struct error *err);

#endif
