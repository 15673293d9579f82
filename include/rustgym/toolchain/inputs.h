/*
 * All that a verdict depends on, as one number: as long as it is the same, so is the verdict.
 *
 * That is the exercise's files and its entry in the course; what else is in its topic and, outside of
 * any topic, in its phase (Cargo.toml, Cargo.lock, .cargo, a crate that exercises share); the settings
 * of cargo, clippy and rustfmt in the folders above; the toolchain; the deadlines; the environment, as
 * far as tools read it or the exercise names it; and rustgym itself. What belongs to other exercises
 * counts only where this one names it, so that one edit doesn't make everything new.
 */
#ifndef RUSTGYM_INPUTS_H
#define RUSTGYM_INPUTS_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/toolchain.h"

#include <stdbool.h>
#include <stdint.h>

/* Borrowed: the course and the toolchain. */
struct inputs {
	const struct course *course;
	uint64_t common; /* of what all exercises depend on */
};

void inputs_init(struct inputs *inputs, const struct course *course,
		 const struct toolchain *toolchain, unsigned compile_s, unsigned run_s);

/*
 * False when it can't be known: a file can't be read, a link leads away, or a path in a source leads
 * out of the phase.
 */
bool inputs_hash(const struct inputs *inputs, const struct exercise *exercise, uint64_t *hash);

/*
 * The same for an exercise over which an answer is laid: the path of a file, or of a folder. NULL: over
 * which nothing is.
 */
bool inputs_hash_answer(const struct inputs *inputs, const struct exercise *exercise,
			const char *answer_or_null, uint64_t *hash);

#endif
