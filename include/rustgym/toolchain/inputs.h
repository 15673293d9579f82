/*
 * Computes a hash of everything that a verdict depends on. While the hash is the same, the verdict
 * is the same.
 *
 * It covers the exercise's files and its entry in the course; the other files of its topic; the
 * files of its phase outside of topics (Cargo.toml, Cargo.lock, .cargo, a crate that exercises
 * share); the settings of cargo, clippy and rustfmt in the folders above; the toolchain; the
 * deadlines; the environment variables that the tools read or the exercise names; and rustgym
 * itself. The files of another exercise count only if this exercise names them, so that an edit of
 * one exercise does not invalidate the verdicts of the others.
 */
#ifndef RUSTGYM_INPUTS_H
#define RUSTGYM_INPUTS_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/toolchain.h"

#include <stdbool.h>
#include <stdint.h>

/* The course and the toolchain are borrowed. */
struct inputs {
	const struct course *course;
	uint64_t common; /* hash of the inputs that all exercises share */
};

void inputs_init(struct inputs *inputs, const struct course *course,
		 const struct toolchain *toolchain, unsigned compile_s, unsigned run_s);

/*
 * Returns false if the hash cannot be computed: a file cannot be read, an entry is a link, or a
 * path in a source leads out of the phase.
 */
bool inputs_hash(const struct inputs *inputs, const struct exercise *exercise, uint64_t *hash);

/*
 * Computes the hash for an exercise with a base and then an answer copied over it. Each is the path
 * of a file or a folder; NULL means none.
 */
bool inputs_hash_answer(const struct inputs *inputs, const struct exercise *exercise,
			const char *base_or_null, const char *answer_or_null, uint64_t *hash);

#endif
