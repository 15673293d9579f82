#include "rustgym/app/record.h"
#include "rustgym/history/history.h"
#include "rustgym/history/message.h"
#include "rustgym/workspace/progress_file.h"
#include "sample_course.h"

#include <stdlib.h>

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct app *app = memory_new(sizeof(*app));

	sample_course_write(box);
	app->course = sample_course_load(box);
	box->data = app;
	*state = box;
	return workspace_at(box->root, &app->workspace, NULL);
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct app *app = box->data;

	app_close(app);
	free(app);
	sandbox_free(box);
	return 0;
}

static struct app *app_in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static const struct exercise *named(void **state, const char *name)
{
	return name ? course_find(app_in(state)->course, name) : NULL;
}

static struct verdict *verdict_of(void **state, const char *name, enum outcome outcome)
{
	struct verdict *verdict = verdict_new(named(state, name));

	verdict->outcome = outcome;
	return verdict;
}

static void fail_test(struct verdict *verdict, const char *name)
{
	struct test_results *tests = &verdict->tests;

	tests->items = memory_resize(tests->items, tests->count + 1, sizeof(*tests->items));
	tests->items[tests->count++] = (struct test_result){
		.name = memory_copy_string(name), .outcome = TEST_FAILED, .message = NULL};
}

static void add_error(struct verdict *verdict, const char *code)
{
	struct diagnostic d = {.level = LEVEL_ERROR,
			       .code = memory_copy_string(code),
			       .message = memory_copy_string("wrong"),
			       .rendered = memory_format("wrong: %s", code ? code : "no code")};

	diagnostics_add(&verdict->diagnostics, &d);
}

/* Enters the verdict and frees it. Whether the current exercise moved; where to is checked. */
static bool record(void **state, struct verdict *verdict, bool advance, const char *next_name)
{
	struct app *app = app_in(state);
	struct progress progress = PROGRESS_INIT;
	const struct exercise *next;
	struct error err = ERROR_INIT;
	bool moved;

	if (record_verdict(app, verdict, (struct record_options){.advance = advance, .tried = true},
			   &progress, &moved, &next, &err))
		fail_msg("%s", err.message);
	assert_int_equal(progress_commit(&app->workspace, &progress, NULL), 0);
	assert_ptr_equal(next, named(state, next_name));
	progress_clear(&progress);
	verdict_free(verdict);
	return moved;
}

static struct progress loaded(void **state)
{
	struct progress progress;

	assert_int_equal(progress_load(&app_in(state)->workspace, &progress, NULL), 0);
	return progress;
}

static void choose(void **state, const char *name)
{
	struct app *app = app_in(state);
	struct progress progress;

	assert_int_equal(progress_begin(&app->workspace, &progress, NULL), 0);
	progress_set_current(&progress, name);
	assert_int_equal(progress_commit(&app->workspace, &progress, NULL), 0);
	progress_clear(&progress);
}

static void assert_current(void **state, const char *name)
{
	struct progress progress = loaded(state);

	if (name)
		assert_string_equal(progress.current, name);
	else
		assert_null(progress.current);
	progress_clear(&progress);
}

static void a_pass_moves_on(void **state)
{
	struct progress progress;

	assert_true(record(state, verdict_of(state, "one", OUTCOME_PASSED), true, "two"));
	progress = loaded(state);
	assert_true(progress_passed(&progress, "one"));
	assert_true(progress_find(&progress, "one")->passed_at > 0);
	assert_int_equal(progress_find(&progress, "one")->attempts, 0);
	progress_clear(&progress);
	assert_current(state, "two");
}

static void without_advance_it_stays(void **state)
{
	struct progress progress;

	choose(state, "one");
	assert_false(record(state, verdict_of(state, "one", OUTCOME_PASSED), false, NULL));
	progress = loaded(state);
	assert_true(progress_passed(&progress, "one"));
	progress_clear(&progress);
	assert_current(state, "one");
}

static void only_a_pass_of_the_current_one_moves_on(void **state)
{
	choose(state, "two");
	assert_false(record(state, verdict_of(state, "three", OUTCOME_PASSED), true, NULL));
	assert_false(record(state, verdict_of(state, "one", OUTCOME_PASSED), true, NULL));
	assert_current(state, "two");
	assert_false(record(state, verdict_of(state, "two", OUTCOME_FAILED), true, NULL));
	assert_current(state, "two");
	assert_true(record(state, verdict_of(state, "two", OUTCOME_PASSED), true, "pack"));
	assert_current(state, "pack");
}

static void the_last_pass_moves_to_nothing(void **state)
{
	choose(state, "pack");
	assert_true(record(state, verdict_of(state, "pack", OUTCOME_PASSED), true, "one"));
	assert_true(record(state, verdict_of(state, "one", OUTCOME_PASSED), true, "two"));
	assert_true(record(state, verdict_of(state, "two", OUTCOME_PASSED), true, "three"));
	assert_true(record(state, verdict_of(state, "three", OUTCOME_PASSED), true, NULL));
	assert_current(state, NULL);
}

static void a_failure_is_an_attempt(void **state)
{
	struct verdict *verdict = verdict_of(state, "three", OUTCOME_FAILED);
	struct progress progress;

	fail_test(verdict, "tests::a");
	fail_test(verdict, "tests::b");
	assert_false(record(state, verdict, true, NULL));
	assert_false(record(state, verdict_of(state, "three", OUTCOME_FAILED), true, NULL));
	verdict = verdict_of(state, "three", OUTCOME_FAILED);
	fail_test(verdict, "tests::b");
	assert_false(record(state, verdict, true, NULL));
	progress = loaded(state);
	assert_int_equal(progress_find(&progress, "three")->attempts, 3);
	assert_string_equal(progress_find(&progress, "three")->failing, "tests::b");
	assert_false(progress_passed(&progress, "three"));
	progress_clear(&progress);
}

static void a_failure_without_topics_forgets_the_old_ones(void **state)
{
	struct verdict *verdict = verdict_of(state, "three", OUTCOME_FAILED);
	struct progress progress;

	fail_test(verdict, "tests::a");
	record(state, verdict, true, NULL);
	record(state, verdict_of(state, "three", OUTCOME_FAILED), true, NULL);
	progress = loaded(state);
	assert_null(progress_find(&progress, "three")->failing);
	progress_clear(&progress);
}

static void a_pass_forgets_what_failed(void **state)
{
	struct verdict *verdict = verdict_of(state, "three", OUTCOME_FAILED);
	struct progress progress;

	fail_test(verdict, "tests::a");
	record(state, verdict, true, NULL);
	record(state, verdict_of(state, "three", OUTCOME_PASSED), true, NULL);
	progress = loaded(state);
	assert_null(progress_find(&progress, "three")->failing);
	assert_int_equal(progress_find(&progress, "three")->attempts, 1);
	progress_clear(&progress);
}

static void what_passed_once_has_passed(void **state)
{
	struct progress progress;
	int64_t first;

	record(state, verdict_of(state, "two", OUTCOME_PASSED), false, NULL);
	progress = loaded(state);
	first = progress_find(&progress, "two")->passed_at;
	progress_clear(&progress);
	record(state, verdict_of(state, "two", OUTCOME_FAILED), false, NULL);
	record(state, verdict_of(state, "two", OUTCOME_PASSED), false, NULL);
	progress = loaded(state);
	assert_true(progress_find(&progress, "two")->passed_at == first);
	progress_clear(&progress);
}

static void assert_standing(void **state, enum progress_standing standing)
{
	struct progress progress = loaded(state);

	assert_int_equal(progress_standing(&progress, "one"), standing);
	assert_int_equal(progress_done(&progress, "one"), standing == PROGRESS_DONE);
	progress_clear(&progress);
}

static void what_was_done_can_fail_now(void **state)
{
	assert_standing(state, PROGRESS_PENDING);
	record(state, verdict_of(state, "one", OUTCOME_FAILED), false, NULL);
	assert_standing(state, PROGRESS_PENDING);
	record(state, verdict_of(state, "one", OUTCOME_PASSED), false, NULL);
	assert_standing(state, PROGRESS_DONE);
	record(state, verdict_of(state, "one", OUTCOME_FAILED), false, NULL);
	assert_standing(state, PROGRESS_FAILS_NOW);
	record(state, verdict_of(state, "one", OUTCOME_UNVERIFIED), false, NULL);
	assert_standing(state, PROGRESS_FAILS_NOW);
	record(state, verdict_of(state, "one", OUTCOME_PASSED), false, NULL);
	assert_standing(state, PROGRESS_DONE);
}

static void the_date_of_the_first_pass_stays(void **state)
{
	struct progress progress = PROGRESS_INIT;

	progress_entry(&progress, "one")->passed_at = 42;
	record_pass(&progress, named(state, "one"));
	assert_int_equal(progress_find(&progress, "one")->passed_at, 42);
	record_pass(&progress, named(state, "two"));
	assert_true(progress_find(&progress, "two")->passed_at > 42);
	assert_null(progress.current);
	progress_clear(&progress);
}

static void what_is_unverified_changes_nothing(void **state)
{
	struct progress progress;

	choose(state, "one");
	assert_false(record(state, verdict_of(state, "one", OUTCOME_UNVERIFIED), true, NULL));
	progress = loaded(state);
	assert_null(progress_find(&progress, "one"));
	assert_string_equal(progress.current, "one");
	progress_clear(&progress);
}

static void nothing_is_durable_before_the_commit(void **state)
{
	struct app *app = app_in(state);
	struct verdict *verdict = verdict_of(state, "one", OUTCOME_PASSED);
	struct progress progress = PROGRESS_INIT, before;
	const struct exercise *next;
	bool moved;

	assert_int_equal(record_verdict(app, verdict,
					(struct record_options){.advance = true, .tried = true},
					&progress, &moved, &next, NULL),
			 0);
	assert_non_null(progress.lock);
	assert_true(progress_passed(&progress, "one"));
	before = loaded(state);
	assert_false(progress_passed(&before, "one"));
	progress_clear(&before);
	progress_abort(&progress);
	progress_clear(&progress);
	before = loaded(state);
	assert_false(progress_passed(&before, "one"));
	progress_clear(&before);
	verdict_free(verdict);
}

static void a_current_exercise_that_is_gone_is_the_first_pending(void **state)
{
	choose(state, "of_an_older_course");
	assert_true(record(state, verdict_of(state, "one", OUTCOME_PASSED), true, "two"));
	assert_current(state, "two");
}

static void a_snapshot_says_the_outcome(void **state)
{
	struct verdict *verdict = verdict_of(state, "one", OUTCOME_PASSED);
	char *message;

	verdict->ms.total = 123;
	message = record_message(verdict);
	assert_string_equal(message, "passed, 123 ms");
	free(message);
	verdict_free(verdict);
}

/* Statistics are read from there. */
static void a_snapshot_names_what_failed(void **state)
{
	struct sandbox *box = *state;
	struct app *app = app_in(state);
	const struct exercise *one = course_find(app->course, "one");
	struct verdict *verdict = verdict_of(state, "one", OUTCOME_FAILED);
	struct snapshots list = SNAPSHOTS_INIT;
	struct history *history = NULL;
	struct error err = ERROR_INIT;
	char *message;

	add_error(verdict, "E0382");
	add_error(verdict, "unused_mut");
	add_error(verdict, "E0382");
	add_error(verdict, NULL);
	fail_test(verdict, "tests::adds");
	fail_test(verdict, "adds");
	verdict->ms.total = 81;
	message = record_message(verdict);
	assert_int_equal(history_open(&app->workspace, app->course, &history, &err), 0);
	sandbox_write(box, FIRST "/one.rs", "fn main() { /* fixed */ }\n");
	for (int i = 0; i < 2; i++) /* of a new text, and of one that was kept before */
		assert_int_equal(
			history_snapshot(history, one, NULL, i ? message : MESSAGE_SAVED, &err), 0);
	assert_int_equal(history_list(history, one, &list, &err), 0);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[1].message, "failed, 81 ms");
	assert_string_equal(list.items[1].errors, "E0382 unused_mut message");
	assert_string_equal(list.items[1].tests, "tests::adds adds");
	assert_int_equal(list.items[1].added, 1);
	assert_null(list.items[0].errors);
	assert_null(list.items[0].tests);
	snapshots_clear(&list);
	history_free(history);
	free(message);
	verdict_free(verdict);
}

static void assert_ending(struct verdict *verdict, const char *word)
{
	char *message = record_message(verdict), *errors = message_errors(message);

	if (word)
		assert_string_equal(errors, word);
	else
		assert_null(errors);
	free(errors);
	free(message);
}

static void a_snapshot_names_a_failure_without_a_code(void **state)
{
	struct verdict *verdict = verdict_of(state, "one", OUTCOME_FAILED);

	verdict->step = STEP_TEST;
	assert_ending(verdict, NULL);
	verdict->step = STEP_RUN;
	assert_ending(verdict, "panic");
	verdict->wrong_output = true;
	assert_ending(verdict, "output");
	verdict->deadline = true;
	assert_ending(verdict, "deadline");
	verdict->outcome = OUTCOME_PASSED;
	assert_ending(verdict, NULL);
	verdict_free(verdict);
}

static void the_line_of_earlier_versions_is_read(void **state)
{
	static const char old[] =
		"failed, 9 ms\n\nfailing E0382 clippy::box_vec tests::a b E12\nlines +1 -0\n";
	char *errors = message_errors(old), *tests = message_tests(old);

	(void)state;
	assert_string_equal(errors, "E0382 clippy::box_vec");
	assert_string_equal(tests, "tests::a b E12");
	free(errors);
	free(tests);
	assert_null(message_errors("passed, 9 ms\n\nlines +1 -0\n"));
	assert_null(message_tests("failed, 9 ms\n\nerrors E0382\nlines +1 -0\n"));
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURSE(a_pass_moves_on),
		COURSE(without_advance_it_stays),
		COURSE(only_a_pass_of_the_current_one_moves_on),
		COURSE(the_last_pass_moves_to_nothing),
		COURSE(a_failure_is_an_attempt),
		COURSE(a_failure_without_topics_forgets_the_old_ones),
		COURSE(a_pass_forgets_what_failed),
		COURSE(what_passed_once_has_passed),
		COURSE(what_was_done_can_fail_now),
		COURSE(the_date_of_the_first_pass_stays),
		COURSE(what_is_unverified_changes_nothing),
		COURSE(nothing_is_durable_before_the_commit),
		COURSE(a_current_exercise_that_is_gone_is_the_first_pending),
		COURSE(a_snapshot_says_the_outcome),
		COURSE(a_snapshot_names_what_failed),
		COURSE(a_snapshot_names_a_failure_without_a_code),
		cmocka_unit_test(the_line_of_earlier_versions_is_read),
	};

	return run_group(tests);
}
