/*
 * Statistics of the learner's work: how long, how often, at which exercises, with which errors.
 *
 * Nobody stops the time. The snapshots of the history have stamps: the time between two of them was spent
 * on the exercise of the later one, and a pause of more than five minutes counts as five. The text as
 * handed out is recorded when an exercise is first checked. It starts a pause, and counts for nothing.
 *
 * Days are those of the learner's time zone.
 */
#ifndef RUSTGYM_STATISTICS_H
#define RUSTGYM_STATISTICS_H

#include "rustgym/course/course.h"
#include "rustgym/history/history.h"
#include "rustgym/workspace/progress.h"

#include <stdbool.h>
#include <stdint.h>

enum { STATISTICS_PAUSE_S = 5 * 60, STATISTICS_WEEK = 7 };

/* The work on one exercise, or on several. */
struct work {
	size_t exercises, done;
	size_t begun;              /* exercises on which the learner has worked */
	int64_t seconds;           /* of work */
	int64_t planned_s, left_s; /* as the course plans it: of all exercises, of those not done */
	int64_t tries, hints;      /* progress_tries; opened rungs */
};

struct error_count {
	char *name; /* "E0382", "clippy::box_vec", "message" (see message.h) */
	size_t count;
};

struct work_day {
	int64_t begin;
	int64_t seconds;
	bool worked; /* also if it took less than a second */
};

struct statistics {
	const struct course *course; /* borrowed */
	int64_t now, since;          /* since: the first stamp; 0: there is none */
	struct work all;
	struct work *phases, *skills, *exercises; /* indexed as in the course */
	struct error_count *errors;               /* the most frequent one first */
	size_t error_count;
	size_t days;                           /* days with work */
	struct work_day week[STATISTICS_WEEK]; /* the last one is today */
	size_t week_passed;                    /* exercises that passed first in these days */
	size_t due;                            /* exercises that wait for a review */
	/*
	 * when all is done if the learner goes on as in the last four weeks; 0: there is less than a
	 * week of work, nothing passed in these weeks, or all is done
	 */
	int64_t forecast;
};

/* `logs` are the snapshots of each exercise of the course. The caller clears `statistics`. */
void statistics_make(const struct course *course, const struct progress *progress,
		     const struct snapshots *logs, int64_t now, struct statistics *statistics);

/* Reads the logs, and makes the statistics of them. */
int statistics_read(struct history *history, const struct course *course,
		    const struct progress *progress, int64_t now, struct statistics *statistics,
		    struct error *err);

void statistics_clear(struct statistics *statistics);

#endif
