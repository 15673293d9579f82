/* A remembered verdict: whatever is in its file, it is none, or one that can be shown and kept. */
#include "fuzz.h"
#include "rustgym/app/json_report.h"
#include "rustgym/app/verdict_cache.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/report.h"

#include <stdlib.h>
#include <string.h>

enum { INPUTS = 0x1234 };

static void check_shown(const struct verdict *verdict, const struct style *style)
{
	struct buffer out = BUFFER_INIT;

	report_verdict(verdict, true, style, &out);
	fuzz_check_printable(out.data, out.len, style->colour ? ANY_COLOURS : NO_ESCAPES);
	buffer_clear(&out);
}

/* What is kept is what is recalled. */
static void check_kept(const struct verdict *verdict, const struct exercise *exercise)
{
	char *before = json_verdict(verdict, NULL), *after;
	struct verdict *again;

	verdict_cache_store(fuzz_folder(), "parcel", verdict, INPUTS);
	again = verdict_cache_recall(fuzz_folder(), "parcel", exercise, INPUTS);
	if (verdict->outcome != OUTCOME_UNVERIFIED) {
		CHECK(again);
		after = json_verdict(again, NULL);
		CHECK(strcmp(before, after) == 0);
		free(after);
	}
	verdict_free(again);
	free(before);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct topic topic = {
		.dir = "01_b", .title = "B", .path = "exercises/01_a/01_b"};
	static const struct exercise exercise = {.name = "parcel",
						 .title = "P",
						 .path = "exercises/01_a/01_b/parcel.rs",
						 .topic = &topic,
						 .prints = "p\n"};
	struct style style = fuzz_style(size ? data[size - 1] : 0);
	struct verdict *verdict;

	fuzz_write("verdicts/parcel.json", data, size);
	verdict = verdict_cache_recall(fuzz_folder(), "parcel", &exercise, INPUTS);
	if (verdict) {
		check_shown(verdict, &style);
		check_kept(verdict, &exercise);
	}
	verdict_free(verdict);
	return 0;
}
