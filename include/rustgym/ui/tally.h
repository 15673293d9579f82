/*
 * Draws what a check of all exercises has judged so far: how many, how many pass or fail, which ones fail,
 * and a mark for each exercise in the order of the course.
 */
#ifndef RUSTGYM_TALLY_H
#define RUSTGYM_TALLY_H

#include "rustgym/base/buffer.h"
#include "rustgym/course/course.h"
#include "rustgym/ui/style.h"

/* In the order in which `check` lists them: what fails after it was done comes first. */
enum judged {
	JUDGED_NOT_YET,
	JUDGED_FAILS_NOW, /* it was done */
	JUDGED_UNVERIFIED,
	JUDGED_FAILS,
	JUDGED_PASSES,
	JUDGED_UNBEGUN, /* it fails as it was handed out */
	JUDGED_COUNT,
};

struct tally {
	const struct course *course;
	const enum judged *marks; /* one for each exercise of the course */
	unsigned seconds;         /* since it began */
};

/* Appends the page. What is needed most comes first, because a small screen shows only that. */
void tally_draw(const struct tally *tally, const struct style *style, struct buffer *out);

#endif
