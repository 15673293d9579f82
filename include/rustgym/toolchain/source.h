/*
 * Reads an exercise's files, to find out whether they changed and what they contain.
 */
#ifndef RUSTGYM_SOURCE_H
#define RUSTGYM_SOURCE_H

#include "rustgym/base/error.h"
#include "rustgym/course/course.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source {
	uint64_t hash;   /* of all files (exercise_files_hash) */
	uint64_t edited; /* of the names and contents of the learner's files */
	size_t size;     /* bytes, all files together */
	bool has_main, has_tests;
	bool is_idle;       /* one file, whose main does nothing (rust_main.h) */
	bool has_examples;  /* in the documentation */
	bool has_allocator; /* the source defines one with #[global_allocator] */
};

struct exercise_files;

/*
 * `root` is the folder that exercise->path is relative to. ERROR_IO: a file that the learner edits
 * is missing or cannot be read. Then the hash is 0.
 */
int source_read(const char *root, const struct exercise *exercise, struct source *source,
		struct error *err);

/*
 * Does the same with files that exercise_files_read has read already. A snapshot can then record
 * the same bytes.
 */
int source_look(const char *root, const struct exercise *exercise,
		const struct exercise_files *files, struct source *source, struct error *err);

#endif
