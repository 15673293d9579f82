#include "rustgym/app/verdict_cache.h"
#include "rustgym/base/file.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { INPUTS = 0x1234 };

static const struct exercise exercise = {.name = "parcel"};
static const struct exercise another = {.name = "pallet"};

static struct verdict *verdict_of(enum outcome outcome)
{
	struct verdict *verdict = verdict_new(&exercise);

	verdict->outcome = outcome;
	verdict->step = STEP_CLIPPY;
	verdict->hash = UINT64_C(0xfedcba9876543210);
	if (outcome != OUTCOME_PASSED)
		verdict->reason = memory_copy_string("it does not compile");
	return verdict;
}

/* Keeps a verdict of that kind on INPUTS. */
static void keep(struct sandbox *box, enum outcome outcome)
{
	struct verdict *verdict = verdict_of(outcome);

	verdict_cache_store(box->root, "parcel", verdict, INPUTS);
	verdict_free(verdict);
}

static bool is_recalled(struct sandbox *box, const struct exercise *e, uint64_t inputs)
{
	struct verdict *verdict = verdict_cache_recall(box->root, "parcel", e, inputs);
	bool recalled = verdict != NULL;

	verdict_free(verdict);
	return recalled;
}

static void a_verdict_is_recalled_on_the_same_inputs(void **state)
{
	struct sandbox *box = *state;
	struct verdict *verdict;

	assert_false(is_recalled(box, &exercise, INPUTS));
	keep(box, OUTCOME_FAILED);
	verdict = verdict_cache_recall(box->root, "parcel", &exercise, INPUTS);
	assert_non_null(verdict);
	assert_ptr_equal(verdict->exercise, &exercise);
	assert_int_equal(verdict->outcome, OUTCOME_FAILED);
	assert_int_equal(verdict->step, STEP_CLIPPY);
	assert_true(verdict->hash == UINT64_C(0xfedcba9876543210));
	assert_string_equal(verdict->reason, "it does not compile");
	verdict_free(verdict);
	assert_false(is_recalled(box, &exercise, INPUTS + 1));
	assert_false(is_recalled(box, &another, INPUTS));
}

static void the_last_verdict_counts(void **state)
{
	struct sandbox *box = *state;
	struct verdict *verdict = verdict_of(OUTCOME_PASSED);

	keep(box, OUTCOME_FAILED);
	verdict_cache_store(box->root, "parcel", verdict, INPUTS + 1);
	verdict_free(verdict);
	assert_false(is_recalled(box, &exercise, INPUTS));
	verdict = verdict_cache_recall(box->root, "parcel", &exercise, INPUTS + 1);
	assert_non_null(verdict);
	assert_int_equal(verdict->outcome, OUTCOME_PASSED);
	assert_null(verdict->reason);
	verdict_free(verdict);
}

static void what_cannot_be_relied_on_is_not_kept(void **state)
{
	struct sandbox *box = *state;

	keep(box, OUTCOME_UNVERIFIED);
	assert_false(is_recalled(box, &exercise, INPUTS));
	keep(box, OUTCOME_PASSED);
	assert_true(is_recalled(box, &exercise, INPUTS));
}

/* What json_verdict leaves out, because only rustgym itself asks. */
static void how_it_ended_is_recalled(void **state)
{
	struct sandbox *box = *state;
	struct verdict *verdict = verdict_of(OUTCOME_FAILED);

	verdict->deadline = verdict->transient = true;
	verdict_cache_store(box->root, "parcel.wrong", verdict, INPUTS);
	verdict_free(verdict);
	assert_null(verdict_cache_recall(box->root, "parcel", &exercise, INPUTS));
	verdict = verdict_cache_recall(box->root, "parcel.wrong", &exercise, INPUTS);
	assert_non_null(verdict);
	assert_true(verdict->deadline && verdict->transient && !verdict->wrong_output);
	verdict_free(verdict);
	verdict = verdict_of(OUTCOME_FAILED);
	verdict->wrong_output = true;
	verdict_cache_store(box->root, "parcel.wrong", verdict, INPUTS);
	verdict_free(verdict);
	verdict = verdict_cache_recall(box->root, "parcel.wrong", &exercise, INPUTS);
	assert_true(verdict->wrong_output && !verdict->deadline && !verdict->transient);
	verdict_free(verdict);
}

/* Cut anywhere, or with any byte changed, it is read as it was or not at all, and never crashes. */
static void a_damaged_file_is_as_good_as_none(void **state)
{
	static const char path[] = "verdicts/parcel.json";
	struct sandbox *box = *state;
	const char *whole;
	char *damaged;
	size_t len;

	keep(box, OUTCOME_FAILED);
	whole = sandbox_read(box, path, &len);
	assert_non_null(whole);
	for (size_t cut = 0; cut + 2 < len; cut++) {
		sandbox_write_bytes(box, path, whole, cut);
		assert_false(is_recalled(box, &exercise, INPUTS));
	}
	damaged = memory_copy(whole, len);
	for (size_t i = 0; i < len; i++) {
		damaged[i] ^= 0x15;
		sandbox_write_bytes(box, path, damaged, len);
		is_recalled(box, &exercise, INPUTS);
		damaged[i] ^= 0x15;
	}
	sandbox_write(box, path, "[]");
	assert_false(is_recalled(box, &exercise, INPUTS));
	free(damaged);
	keep(box, OUTCOME_FAILED);
	assert_true(is_recalled(box, &exercise, INPUTS));
}

/* A folder stands where the file should: nothing is remembered, nothing else happens. */
static void what_cannot_be_written_is_not_remembered(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, "verdicts/parcel.json/in_the_way", "");
	keep(box, OUTCOME_PASSED);
	assert_false(is_recalled(box, &exercise, INPUTS));
	assert_non_null(sandbox_read(box, "verdicts/parcel.json/in_the_way", NULL));
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(a_verdict_is_recalled_on_the_same_inputs),
		in_sandbox(the_last_verdict_counts),
		in_sandbox(what_cannot_be_relied_on_is_not_kept),
		in_sandbox(how_it_ended_is_recalled),
		in_sandbox(a_damaged_file_is_as_good_as_none),
		in_sandbox(what_cannot_be_written_is_not_remembered),
	};

	return run_group(tests);
}
