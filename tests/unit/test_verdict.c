#include "rustgym/toolchain/verdict.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static const struct exercise exercise = {.name = "parcel"};

static void add_diagnostic(struct verdict *verdict, enum level level, const char *code,
			   const char *rendered)
{
	struct diagnostic d = {.level = level,
			       .code = memory_copy_string(code),
			       .message = memory_copy_string("a message"),
			       .rendered = memory_copy_string(rendered)};

	diagnostics_add(&verdict->diagnostics, &d);
}

static void add_test(struct verdict *verdict, const char *name, enum test_outcome outcome)
{
	struct test_results *tests = &verdict->tests;

	tests->items = memory_resize(tests->items, tests->count + 1, sizeof(*tests->items));
	tests->items[tests->count++] = (struct test_result){
		.name = memory_copy_string(name), .outcome = outcome, .message = NULL};
}

/* The test that was added last panicked with this, as libtest shows it. */
static void panicked_with(struct verdict *verdict, const char *message)
{
	struct test_results *tests = &verdict->tests;

	tests->items[tests->count - 1].message = memory_format(
		"thread 'x' (7) panicked at src/x.rs:1:2:\n%s", message);
}

static void check_topics(const struct verdict *verdict, const char *expected)
{
	char *topics = verdict_topics(verdict);

	assert_string_equal(topics, expected);
	free(topics);
}

static void starts_empty(void **state)
{
	struct verdict *verdict = verdict_new(&exercise);

	(void)state;
	assert_ptr_equal(verdict->exercise, &exercise);
	assert_string_equal(verdict->output, "");
	assert_null(verdict->reason);
	assert_int_equal(verdict->diagnostics.count, 0);
	assert_int_equal(verdict->tests.count, 0);
	check_topics(verdict, "");
	verdict_free(verdict);
	verdict_free(NULL);
}

static void outcomes_have_names(void **state)
{
	(void)state;
	assert_string_equal(outcome_name(OUTCOME_PASSED), "passed");
	assert_string_equal(outcome_name(OUTCOME_FAILED), "failed");
	assert_string_equal(outcome_name(OUTCOME_UNVERIFIED), "unverified");
}

static void topics_are_what_fails(void **state)
{
	struct verdict *verdict = verdict_new(&exercise);

	(void)state;
	add_diagnostic(verdict, LEVEL_WARNING, "unused_variables", "1\n");
	add_diagnostic(verdict, LEVEL_ERROR, "E0382", "2\n");
	add_diagnostic(verdict, LEVEL_ERROR, NULL, "3\n");
	add_diagnostic(verdict, LEVEL_ERROR, "clippy::eq_op", "4\n");
	add_test(verdict, "tests::passes", TEST_PASSED);
	add_test(verdict, "tests::fails", TEST_FAILED);
	add_test(verdict, "tests::waits", TEST_IGNORED);
	add_test(verdict, "tests::hangs", TEST_UNFINISHED);
	add_test(verdict, "tests::fails_too", TEST_FAILED);
	check_topics(verdict, "E0382 clippy::eq_op tests::fails tests::fails_too");
	verdict_free(verdict);
}

static void each_topic_is_there_once(void **state)
{
	struct verdict *verdict = verdict_new(&exercise);

	(void)state;
	add_diagnostic(verdict, LEVEL_ERROR, "E0382", "here\n");
	add_diagnostic(verdict, LEVEL_ERROR, "E0499", "there\n");
	add_diagnostic(verdict, LEVEL_ERROR, "E0382", "elsewhere\n");
	add_test(verdict, "same", TEST_FAILED);
	add_test(verdict, "same", TEST_FAILED);
	check_topics(verdict, "E0382 E0499 same");
	verdict_free(verdict);
}

static void what_is_still_to_do_is_no_topic(void **state)
{
	struct verdict *verdict = verdict_new(&exercise);

	(void)state;
	add_test(verdict, "untouched", TEST_FAILED);
	panicked_with(verdict, "not yet implemented: the weight of a parcel\n");
	add_test(verdict, "bare", TEST_FAILED);
	panicked_with(verdict, "not yet implemented");
	add_test(verdict, "tried", TEST_FAILED);
	panicked_with(verdict, "assertion failed: is \"not yet implemented\" a state?\n");
	add_test(verdict, "silent", TEST_FAILED);
	check_topics(verdict, "tried silent");
	verdict_free(verdict);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starts_empty),
		cmocka_unit_test(outcomes_have_names),
		cmocka_unit_test(topics_are_what_fails),
		cmocka_unit_test(each_topic_is_there_once),
		cmocka_unit_test(what_is_still_to_do_is_no_topic),
	};

	return run_group(tests);
}
