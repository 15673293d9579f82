/*
 * Says what was reached with several exercises that are done: the effort, and which of them was the hardest.
 */
#ifndef RUSTGYM_REACHED_H
#define RUSTGYM_REACHED_H

#include "rustgym/base/buffer.h"
#include "rustgym/course/course.h"
#include "rustgym/workspace/progress.h"

#include <stddef.h>
#include <stdint.h>

struct reached {
	const struct course *course;
	const struct progress *progress;
	size_t first, count; /* indexes of the course's exercises */
	int64_t seconds;     /* of work on them; 0: unknown */
};

/* Appends "45 min, 8 tries, 1 hint", or only the tries and hints. */
void reached_add_effort(const struct reached *reached, struct buffer *out);

/*
 * Appends "two: 4 tries, 1 hint; skill 1.1.2 The second skill", about the exercise with the most tries and hints
 * together. Appends nothing for a single exercise, or if each passed at the first try without a hint.
 */
void reached_add_hardest(const struct reached *reached, struct buffer *out);

#endif
