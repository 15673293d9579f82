/* A test program's report, in which the tests themselves may print anything. */
#include "fuzz.h"
#include "rustgym/app/json_report.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/ui/report.h"
#include "rustgym/workspace/progress.h"

#include <stdlib.h>
#include <string.h>

static void check_results(const struct test_results *results)
{
	size_t outcomes = 0;

	for (enum test_outcome outcome = TEST_PASSED; outcome <= TEST_UNFINISHED; outcome++)
		outcomes += libtest_count(results, outcome);
	CHECK(outcomes == results->count);
	for (size_t i = 0; i < results->count; i++) {
		CHECK(results->items[i].name);
		CHECK(!results->items[i].message || *results->items[i].message);
	}
}

static void check_shown(struct verdict *verdict)
{
	struct style plain = {.width = 80},
		     coloured = {.colour = true, .unicode = true, .width = 80};
	struct buffer out = BUFFER_INIT;
	char *text = json_verdict(verdict, "verdict");
	struct json *json = json_parse(text, strlen(text), NULL, NULL);

	CHECK(json && !strchr(text, '\n'));
	json_free(json);
	free(text);
	report_verdict(verdict, true, &plain, &out);
	fuzz_check_printable(out.data, out.len, NO_ESCAPES);
	buffer_reset(&out);
	report_verdict(verdict, true, &coloured, &out);
	fuzz_check_printable(out.data, out.len, ANY_COLOURS);
	buffer_clear(&out);
}

/* What the hints are chosen by goes into progress.json. */
static void check_kept(const struct verdict *verdict)
{
	char *topics = verdict_topics(verdict), *field = NULL;
	size_t at;

	progress_set_text(&field, topics);
	CHECK(!field || utf8_is_valid(field, strlen(field), &at));
	free(field);
	free(topics);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct exercise exercise = {.name = "some"};
	static const struct strings names = STRINGS_INIT;
	struct verdict *verdict = verdict_new(&exercise);

	free(verdict->output);
	verdict->output = fuzz_text(data, size);
	libtest_read(verdict->output, strlen(verdict->output), &verdict->tests);
	libtest_sort(&verdict->tests, &names);
	check_results(&verdict->tests);
	verdict->outcome = OUTCOME_FAILED;
	verdict->step = STEP_TEST;
	free(verdict->reason);
	verdict->reason = memory_copy_string("a test fails");
	check_shown(verdict);
	check_kept(verdict);
	verdict_free(verdict);
	return 0;
}
