/*
 * When an exercise that passed comes back for a review.
 *
 * It comes 3, 10, 30, 90 and then again and again 270 days after the last success. A review that went
 * well goes on to the next interval, one with many failures or a hint back to the one before. A review
 * that was ended without a pass begins anew with three days. An exercise that fails now does not come
 * back: it is work of its own.
 */
#ifndef RUSTGYM_REVIEW_H
#define RUSTGYM_REVIEW_H

#include "rustgym/workspace/progress.h"

enum review_outcome {
	REVIEW_WENT_WELL, /* passed without a hint and with few failures */
	REVIEW_WAS_HARD,  /* passed with hints or many failures */
	REVIEW_WAS_ENDED, /* begun, and ended without a pass */
};

/* Returns the time in seconds since 1970. 0: it does not come back. `entry` may be NULL. */
int64_t review_due_at(const struct progress_entry *entry);
bool review_is_due(const struct progress_entry *entry, int64_t now);

/* Judges a passed copy by its attempts and hints. */
enum review_outcome review_judge(const struct progress_entry *copy);

/* Enters a review that has ended. */
void review_enter(struct progress_entry *entry, enum review_outcome outcome, int64_t now);

#endif
