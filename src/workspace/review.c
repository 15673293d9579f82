#include "rustgym/workspace/review.h"

enum {
	DAY_S = 24 * 3600,
	FAILURES_FEW = 4,
};

static const int intervals[] = {3, 10, 30, 90, 270}; /* days */
enum { LAST = sizeof(intervals) / sizeof(*intervals) - 1 };

int64_t review_due_at(const struct progress_entry *entry)
{
	int64_t since;
	int step;

	if (!entry || !entry->passed_at || entry->fails)
		return 0;
	since = entry->reviewed_at > entry->passed_at ? entry->reviewed_at : entry->passed_at;
	step = entry->reviews < 0 ? 0 : entry->reviews > LAST ? LAST : entry->reviews;
	return since + (int64_t)intervals[step] * DAY_S;
}

bool review_is_due(const struct progress_entry *entry, int64_t now)
{
	int64_t at = review_due_at(entry);

	return at && at <= now;
}

enum review_outcome review_judge(const struct progress_entry *copy)
{
	return copy->hints || copy->attempts > FAILURES_FEW ? REVIEW_WAS_HARD : REVIEW_WENT_WELL;
}

void review_enter(struct progress_entry *entry, enum review_outcome outcome, int64_t now)
{
	entry->reviewed_at = now;
	if (outcome == REVIEW_WENT_WELL)
		entry->reviews += entry->reviews < LAST;
	else if (outcome == REVIEW_WAS_HARD)
		entry->reviews -= entry->reviews > 0;
	else
		entry->reviews = 0;
}
