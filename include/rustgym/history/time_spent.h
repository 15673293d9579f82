/* How much time the learner's work took. statistics.h says how that is known. */
#ifndef RUSTGYM_TIME_SPENT_H
#define RUSTGYM_TIME_SPENT_H

#include "rustgym/course/course.h"
#include "rustgym/history/history.h"

#include <stdint.h>

/* Seconds of work on an exercise, on all of its topic, and on the whole course; 0: unknown. */
struct time_spent {
	int64_t exercise, topic, course;
};

/* Reads all snapshots, because time belongs to the exercise that was saved at its end. */
int time_spent_read(struct history *history, const struct course *course,
		    const struct exercise *exercise, struct time_spent *time, struct error *err);

#endif
