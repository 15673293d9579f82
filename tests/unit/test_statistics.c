#include "rustgym/history/message.h"
#include "rustgym/history/statistics.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ONE, TWO, THREE, PACK, COUNT };

#define HOUR INT64_C(3600)
#define DAY (24 * HOUR)
#define NOON (INT64_C(1800000000) / DAY * DAY + 12 * HOUR) /* of some day in 2027 */

struct fixture {
	struct course *course;
	struct progress progress;
	struct snapshots logs[COUNT];
	struct statistics statistics;
};

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct fixture *f = memory_new(sizeof(*f));

	setenv("TZ", "UTC", 1);
	tzset();
	sample_course_write(box);
	f->course = sample_course_load(box);
	f->progress = (struct progress)PROGRESS_INIT;
	box->data = f;
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct fixture *f = box->data;

	statistics_clear(&f->statistics);
	for (int i = 0; i < COUNT; i++)
		snapshots_clear(&f->logs[i]);
	progress_clear(&f->progress);
	course_free(f->course);
	free(f);
	sandbox_free(box);
	return 0;
}

static struct fixture *fixture_of(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static void log_entry(struct fixture *f, int exercise, int64_t time, const char *message,
		      const char *errors)
{
	struct snapshots *log = &f->logs[exercise];

	log->items = memory_grow(log->items, log->count, sizeof(*log->items));
	log->items[log->count++] = (struct snapshot){
		.time = time,
		.message = memory_copy_string(message),
		.errors = memory_copy_string(errors),
	};
}

static struct progress_entry *entry_of(struct fixture *f, int exercise)
{
	return progress_entry(&f->progress, f->course->exercises[exercise].name);
}

static const struct statistics *made(struct fixture *f, int64_t now)
{
	statistics_clear(&f->statistics);
	statistics_make(f->course, &f->progress, f->logs, now, &f->statistics);
	return &f->statistics;
}

static void without_a_history_all_is_nothing(void **state)
{
	const struct statistics *s = made(fixture_of(state), NOON);

	assert_int_equal(s->since, 0);
	assert_int_equal(s->days, 0);
	assert_int_equal(s->all.exercises, 4);
	assert_int_equal(s->all.seconds, 0);
	assert_int_equal(s->all.begun, 0);
	assert_int_equal(s->all.left_s, (5 + 240 + 1 + 20) * 60);
	assert_int_equal(s->forecast, 0);
	assert_int_equal(s->error_count, 0);
}

/* Two exercises by turns: the time belongs to the one that was saved at its end. */
static void a_pause_above_five_minutes_counts_as_five(void **state)
{
	struct fixture *f = fixture_of(state);
	const struct statistics *s;

	log_entry(f, ONE, NOON, MESSAGE_HANDED_OUT, NULL); /* opens it */
	log_entry(f, ONE, NOON + 120, "failed, 9 ms", NULL);
	log_entry(f, TWO, NOON + 120 + 300, "saved", NULL);             /* exactly five */
	log_entry(f, ONE, NOON + 420 + 301, "failed, 9 ms", NULL);      /* counts as 300 */
	log_entry(f, ONE, NOON + 721 + 5 * HOUR, "passed, 1 ms", NULL); /* so does this */
	s = made(f, NOON + DAY);
	assert_int_equal(s->exercises[ONE].seconds, 120 + 300 + 300);
	assert_int_equal(s->exercises[TWO].seconds, 300);
	assert_int_equal(s->all.seconds, 1020);
	assert_int_equal(s->phases[0].seconds, 1020);
	assert_int_equal(s->phases[1].seconds, 0);
	assert_int_equal(s->since, NOON);
	assert_int_equal(s->days, 1);
	assert_int_equal(s->all.begun, 2);
}

/* The learner of a workspace whose first stamp is a verdict has worked before it, too. */
static void the_first_stamp_counts_as_five_minutes(void **state)
{
	struct fixture *f = fixture_of(state);

	log_entry(f, THREE, NOON, "failed, 9 ms", NULL);
	assert_int_equal(made(f, NOON + 60)->all.seconds, 300);
}

static void what_commands_record_is_no_work(void **state)
{
	struct fixture *f = fixture_of(state);
	const struct statistics *s;

	log_entry(f, ONE, NOON, "before update", NULL);
	log_entry(f, TWO, NOON, "before update", NULL);
	log_entry(f, THREE, NOON, MESSAGE_HANDED_OUT, NULL);
	s = made(f, NOON + 60);
	assert_int_equal(s->all.seconds, 0);
	assert_int_equal(s->days, 0);
}

static void days_are_those_of_the_learner(void **state)
{
	struct fixture *f = fixture_of(state);
	const struct statistics *s;
	int64_t midnight = NOON + 12 * HOUR;

	log_entry(f, ONE, midnight - 60, "failed, 9 ms", NULL);
	log_entry(f, ONE, midnight + 60, "passed, 9 ms", NULL);
	log_entry(f, TWO, midnight - 6 * DAY, "saved",
		  NULL); /* seven days ago, and not among them */
	entry_of(f, ONE)->passed_at = midnight + 60;
	s = made(f, midnight + DAY - 1);
	assert_int_equal(s->days, 3);
	assert_int_equal(s->week[6].begin, midnight);
	assert_int_equal(s->week[6].seconds, 120);
	assert_int_equal(s->week[5].seconds, 300);
	assert_int_equal(s->week[0].seconds, 300);
	assert_int_equal(s->week_passed, 1);
	setenv("TZ", "EST5",
	       1); /* there it is the same evening, and the first one was a day before */
	tzset();
	s = made(f, midnight + DAY - 1);
	assert_int_equal(s->days, 2);
	assert_int_equal(s->week[5].seconds, 420);
	assert_int_equal(s->week[6].seconds, 0);
}

static void tries_and_hints_come_from_progress(void **state)
{
	struct fixture *f = fixture_of(state);
	const struct statistics *s;

	entry_of(f, TWO)->attempts = 4;
	entry_of(f, TWO)->hints = 2;
	entry_of(f, THREE)->passed_at = NOON;
	s = made(f, NOON);
	assert_int_equal(s->phases[0].tries, 5); /* a pass is one, too */
	assert_int_equal(s->phases[0].hints, 2);
	assert_int_equal(s->phases[0].done, 1);
	assert_int_equal(s->phases[0].begun, 2);
	assert_int_equal(s->phases[0].left_s, 245 * 60);
	assert_int_equal(s->skills[0].tries, 4); /* 1.1.1: one, two */
	assert_int_equal(s->skills[0].exercises, 2);
	assert_int_equal(s->skills[1].exercises, 3); /* 1.1.2: two, three, pack */
	assert_int_equal(s->skills[1].done, 1);
}

static void errors_are_counted_by_verdicts(void **state)
{
	struct fixture *f = fixture_of(state);
	const struct statistics *s;

	log_entry(f, ONE, NOON, "failed, 9 ms", "E0382 E0499");
	log_entry(f, TWO, NOON, "failed, 9 ms", "unused_mut");
	log_entry(f, TWO, NOON, "failed, 9 ms", "E0499");
	s = made(f, NOON);
	assert_int_equal(s->error_count, 3);
	assert_string_equal(s->errors[0].name, "E0499");
	assert_int_equal(s->errors[0].count, 2);
	assert_string_equal(s->errors[1].name, "E0382");
	assert_string_equal(s->errors[2].name, "unused_mut");
}

static void a_forecast_comes_after_a_week(void **state)
{
	struct fixture *f = fixture_of(state);
	const struct statistics *s;

	log_entry(f, PACK, NOON, "passed, 9 ms", NULL);
	entry_of(f, PACK)->passed_at = NOON;
	assert_int_equal(made(f, NOON + 7 * DAY - 1)->forecast, 0);
	s = made(f, NOON + 7 * DAY); /* 20 planned minutes in a week; 246 are left */
	assert_in_range(s->forecast - s->now, 80 * DAY, 87 * DAY);
	s = made(f, NOON + 28 * DAY); /* as much in four weeks */
	assert_in_range(s->forecast - s->now, 320 * DAY, 345 * DAY);
	assert_int_equal(made(f, NOON + 29 * DAY)->forecast, 0); /* nothing in four weeks */
	entry_of(f, ONE)->passed_at = NOON + 29 * DAY;
	entry_of(f, TWO)->passed_at = NOON + 29 * DAY;
	entry_of(f, THREE)->passed_at = NOON + 29 * DAY;
	assert_int_equal(made(f, NOON + 29 * DAY)->forecast, 0); /* all is done */
}

static void what_is_due_is_counted(void **state)
{
	struct fixture *f = fixture_of(state);

	entry_of(f, ONE)->passed_at = NOON;
	entry_of(f, TWO)->passed_at = NOON + 1;
	assert_int_equal(made(f, NOON + 3 * DAY)->due, 1);
}

/* A clock that was wrong once must not count for ever. */
static void a_stamp_of_the_future_is_not_in_the_week(void **state)
{
	struct fixture *f = fixture_of(state);
	const struct statistics *s;

	log_entry(f, ONE, NOON + 400 * DAY, "passed, 9 ms", NULL);
	s = made(f, NOON);
	assert_int_equal(s->week[6].seconds, 0);
	assert_int_equal(s->all.seconds, 300);
	assert_int_equal(s->forecast, 0);
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURSE(without_a_history_all_is_nothing),
		COURSE(a_pause_above_five_minutes_counts_as_five),
		COURSE(the_first_stamp_counts_as_five_minutes),
		COURSE(what_commands_record_is_no_work),
		COURSE(days_are_those_of_the_learner),
		COURSE(tries_and_hints_come_from_progress),
		COURSE(errors_are_counted_by_verdicts),
		COURSE(a_forecast_comes_after_a_week),
		COURSE(what_is_due_is_counted),
		COURSE(a_stamp_of_the_future_is_not_in_the_week),
	};

	return run_group(tests);
}
