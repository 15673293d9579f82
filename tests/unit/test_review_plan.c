#include "rustgym/workspace/progress_merge.h"
#include "rustgym/workspace/progress_text.h"
#include "rustgym/workspace/review.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define DAY INT64_C(86400)

static void it_comes_back_at_growing_intervals(void **state)
{
	static const int days[] = {3, 10, 30, 90, 270, 270};
	struct progress_entry entry = {.passed_at = 1000};
	int64_t since = 1000;

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		int64_t due = since + days[i] * DAY;

		assert_int_equal(review_due_at(&entry), due);
		assert_false(review_is_due(&entry, due - 1));
		assert_true(review_is_due(&entry, due));
		since = due + 7;
		review_enter(&entry, REVIEW_WENT_WELL, since);
	}
}

static void a_hard_review_comes_back_sooner(void **state)
{
	struct progress_entry entry = {.passed_at = 1000, .reviewed_at = 2000, .reviews = 2};

	(void)state;
	review_enter(&entry, REVIEW_WAS_HARD, 5000);
	assert_int_equal(review_due_at(&entry), 5000 + 10 * DAY);
	review_enter(&entry, REVIEW_WAS_HARD, 6000);
	review_enter(&entry, REVIEW_WAS_HARD, 7000);
	assert_int_equal(review_due_at(&entry), 7000 + 3 * DAY);
	entry.reviews = 4;
	review_enter(&entry, REVIEW_WAS_ENDED, 8000);
	assert_int_equal(review_due_at(&entry), 8000 + 3 * DAY);
}

static void only_what_is_done_comes_back(void **state)
{
	struct progress_entry entry = {.passed_at = 0};

	(void)state;
	assert_int_equal(review_due_at(NULL), 0);
	assert_false(review_is_due(&entry, INT64_MAX));
	entry.passed_at = 1000;
	entry.fails = true;
	assert_false(review_is_due(&entry, INT64_MAX));
}

/* The number comes from a file. */
static void an_impossible_number_of_reviews_does_no_harm(void **state)
{
	struct progress_entry entry = {.passed_at = 1000, .reviews = 1000000};

	(void)state;
	assert_int_equal(review_due_at(&entry), 1000 + 270 * DAY);
	entry.reviews = -5;
	assert_int_equal(review_due_at(&entry), 1000 + 3 * DAY);
}

static void hints_and_many_failures_make_it_hard(void **state)
{
	struct progress_entry copy = {.attempts = 4};

	(void)state;
	assert_int_equal(review_judge(&copy), REVIEW_WENT_WELL);
	copy.attempts = 5;
	assert_int_equal(review_judge(&copy), REVIEW_WAS_HARD);
	copy = (struct progress_entry){.hints = 1};
	assert_int_equal(review_judge(&copy), REVIEW_WAS_HARD);
}

/* ---- between workspaces ------------------------------------------------------------------------ */

static struct progress with_review(int64_t at, int reviews)
{
	struct progress progress = PROGRESS_INIT;
	struct progress_entry *entry = progress_entry(&progress, "one");

	entry->passed_at = 1000;
	entry->reviewed_at = at;
	entry->reviews = reviews;
	return progress;
}

static void assert_merged(struct progress into, struct progress from, int64_t at, int reviews)
{
	progress_merge(&into, &from);
	assert_int_equal(progress_find(&into, "one")->reviewed_at, at);
	assert_int_equal(progress_find(&into, "one")->reviews, reviews);
	progress_clear(&into);
	progress_clear(&from);
}

static void the_last_review_counts(void **state)
{
	(void)state;
	assert_merged(with_review(5000, 3), with_review(6000, 0), 6000, 0);
	assert_merged(with_review(6000, 0), with_review(5000, 3), 6000, 0);
	assert_merged(with_review(5000, 3), with_review(5000, 1), 5000, 1);
	assert_merged(with_review(5000, 1), with_review(5000, 3), 5000, 1);
	assert_merged(with_review(0, 0), with_review(5000, 3), 5000, 3);
}

static void workspaces_tell_each_other_of_reviews(void **state)
{
	struct progress told = with_review(5000, 3), heard = PROGRESS_INIT;
	char *text = progress_text(&told, true);

	(void)state;
	assert_int_equal(progress_text_read(text, strlen(text), &heard, NULL), 0);
	assert_int_equal(progress_find(&heard, "one")->reviewed_at, 5000);
	assert_int_equal(progress_find(&heard, "one")->reviews, 3);
	free(text);
	progress_clear(&told);
	progress_clear(&heard);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_comes_back_at_growing_intervals),
		cmocka_unit_test(a_hard_review_comes_back_sooner),
		cmocka_unit_test(only_what_is_done_comes_back),
		cmocka_unit_test(an_impossible_number_of_reviews_does_no_harm),
		cmocka_unit_test(hints_and_many_failures_make_it_hard),
		cmocka_unit_test(the_last_review_counts),
		cmocka_unit_test(workspaces_tell_each_other_of_reviews),
	};

	return run_group(tests);
}
