/*
 * What workspaces say of their progress, three of them between lines of "---": however they are merged,
 * and how often, it is the same.
 */
#include "fuzz.h"
#include "rustgym/workspace/progress_merge.h"
#include "rustgym/workspace/progress_text.h"

#include <stdlib.h>
#include <string.h>

#define MARK "\n---\n"

static const char *const machines[] = {"00000000000000aa", "00000000000000bb", "00000000000000cc"};

/* One workspace's, afresh each time. False when that is no progress. */
static bool read_one(const char *text, int which, struct progress *progress)
{
	const char *end;

	*progress = (struct progress)PROGRESS_INIT;
	for (int i = 0; i < which; i++) {
		const char *next = strstr(text, MARK);
		if (!next)
			return false;
		text = next + strlen(MARK);
	}
	end = strstr(text, MARK);
	if (progress_text_read(text, end ? (size_t)(end - text) : strlen(text), progress, NULL)) {
		progress_clear(progress);
		return false;
	}
	progress_claim(progress, machines[which]);
	return true;
}

static void merge_one(const char *text, int which, struct progress *into)
{
	struct progress one;

	if (read_one(text, which, &one))
		progress_merge(into, &one);
	progress_clear(&one);
}

/* Merged in this order, "0120" for instance. */
static char *merged(const char *text, const char *order)
{
	struct progress all = PROGRESS_INIT;
	char *out;

	for (const char *which = order; *which; which++)
		merge_one(text, *which - '0', &all);
	out = progress_text(&all, true);
	progress_clear(&all);
	return out;
}

/* The last two are merged with each other before. */
static char *merged_apart(const char *text)
{
	struct progress all = PROGRESS_INIT, others = PROGRESS_INIT;
	char *out;

	merge_one(text, 1, &others);
	merge_one(text, 2, &others);
	merge_one(text, 0, &all);
	progress_merge(&all, &others);
	out = progress_text(&all, true);
	progress_clear(&all);
	progress_clear(&others);
	return out;
}

static void check_readable(const char *text)
{
	struct progress progress = PROGRESS_INIT;
	char *again;

	CHECK(progress_text_read(text, strlen(text), &progress, NULL) == 0);
	again = progress_text(&progress, true);
	CHECK(strcmp(again, text) == 0);
	free(again);
	progress_clear(&progress);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const orders[] = {"021", "102",    "120",    "201",
					     "210", "001122", "0120120"};
	char *text = fuzz_text(data, size), *first = merged(text, "012"), *other;

	check_readable(first);
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		other = merged(text, orders[i]);
		CHECK(strcmp(other, first) == 0);
		free(other);
	}
	other = merged_apart(text);
	CHECK(strcmp(other, first) == 0);
	free(other);
	free(first);
	free(text);
	return 0;
}
