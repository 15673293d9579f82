#include "rustgym/app/pending_snapshots.h"
#include "rustgym/base/file.h"
#include "sample_course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
	struct workspace workspace;
	struct course *course;
	struct history *history;
	struct pending_snapshots *pending;
	uv_loop_t loop;
	int failures;
};

static void count_failure(const char *why, void *data)
{
	(void)why;
	++*(int *)data;
}

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct fixture *f = memory_new(sizeof(*f));

	unsetenv("RUSTGYM_CACHE");
	sample_course_write(box);
	f->course = sample_course_load(box);
	assert_int_equal(workspace_at(box->root, &f->workspace, NULL), 0);
	assert_int_equal(history_open(&f->workspace, f->course, &f->history, NULL), 0);
	assert_int_equal(uv_loop_init(&f->loop), 0);
	f->pending = pending_snapshots_new(
		&(struct pending_snapshots_options){.history = f->history,
						    .loop = &f->loop,
						    .rest_ms = 1,
						    .failed = count_failure,
						    .data = &f->failures});
	box->data = f;
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct fixture *f = box->data;

	pending_snapshots_close(f->pending);
	assert_true(loop_finish(&f->loop));
	assert_int_equal(uv_loop_close(&f->loop), 0);
	pending_snapshots_free(f->pending);
	history_free(f->history);
	course_free(f->course);
	workspace_clear(&f->workspace);
	free(f);
	sandbox_free(box);
	return 0;
}

static void take(struct fixture *f, struct pending_snapshots *pending)
{
	const struct exercise *one = course_find(f->course, "one");
	struct exercise_files files = EXERCISE_FILES_INIT;

	assert_int_equal(exercise_files_read(f->workspace.root, one, &files, NULL), 0);
	pending_snapshots_take(pending, one, &files);
	assert_int_equal(files.set.count, 0);
}

/* "one" is saved with a text, and its verification starts. */
static void save(void **state, const char *text)
{
	struct sandbox *box = *state;
	struct fixture *f = box->data;

	sandbox_write(box, FIRST "/one.rs", text);
	take(f, f->pending);
}

static void judge(void **state, enum outcome outcome)
{
	struct fixture *f = ((struct sandbox *)*state)->data;
	struct verdict *verdict = verdict_new(course_find(f->course, "one"));

	verdict->outcome = outcome;
	verdict->ms.total = 7;
	pending_snapshots_verdict(f->pending, verdict);
	verdict_free(verdict);
}

/* The messages and texts of one's snapshots, but for the first. */
static const char *recorded(void **state)
{
	struct sandbox *box = *state;
	struct fixture *f = box->data;
	const struct exercise *one = course_find(f->course, "one");
	struct snapshots list = SNAPSHOTS_INIT;
	const char *text = "";

	assert_true(loop_finish(&f->loop)); /* which waits for the worker */
	assert_int_equal(f->failures, 0);
	assert_int_equal(history_list(f->history, one, &list, NULL), 0);
	for (size_t i = 1; i < list.count; i++) {
		struct file_set files = FILE_SET_INIT;
		assert_int_equal(history_read(f->history, one, (int)i + 1, &files, NULL), 0);
		text = arena_format(&box->arena, "%s%s: %s", text, list.items[i].message,
				    files.items[0].bytes);
		file_set_clear(&files);
	}
	snapshots_clear(&list);
	return text;
}

static void a_file_that_is_gone_by_the_verdict_is_recorded(void **state)
{
	save(state, "deletes itself\n");
	unlink(sandbox_path(*state, FIRST "/one.rs"));
	judge(state, OUTCOME_FAILED);
	assert_string_equal(recorded(state), "failed, 7 ms: deletes itself\n");
}

static void a_verdict_is_about_what_was_verified(void **state)
{
	save(state, "verified\n");
	sandbox_write(*state, FIRST "/one.rs", "saved since\n");
	judge(state, OUTCOME_PASSED);
	assert_string_equal(recorded(state), "passed, 7 ms: verified\n");
}

static void what_a_newer_save_replaced_is_recorded_too(void **state)
{
	save(state, "first\n");
	save(state, "second\n");
	save(state, "third\n");
	judge(state, OUTCOME_PASSED);
	assert_string_equal(recorded(state), "saved: first\nsaved: second\npassed, 7 ms: third\n");
}

static void what_takes_long_is_saved_first(void **state)
{
	struct fixture *f = ((struct sandbox *)*state)->data;

	save(state, "first\n");
	save(state, "second\n");
	pending_snapshots_flush(f->pending);
	pending_snapshots_flush(f->pending);
	assert_string_equal(recorded(state), "saved: first\nsaved: second\n");
	judge(state, OUTCOME_FAILED);
	assert_string_equal(recorded(state), "saved: first\nfailed, 7 ms: second\n");
	save(state, "third\n");
	pending_snapshots_flush(f->pending);
	save(state, "fourth\n");
	judge(state, OUTCOME_PASSED);
	assert_string_equal(recorded(state), "saved: first\nfailed, 7 ms: second\nsaved: third\n"
					     "passed, 7 ms: fourth\n");
}

static void without_a_history_nothing_is_held(void **state)
{
	struct fixture *f = ((struct sandbox *)*state)->data;
	struct pending_snapshots *pending = pending_snapshots_new(
		&(struct pending_snapshots_options){.history = NULL});
	struct verdict *verdict = verdict_new(course_find(f->course, "one"));

	take(f, pending);
	assert_null(pending_snapshots_files(pending, course_find(f->course, "one")));
	pending_snapshots_flush(pending);
	pending_snapshots_verdict(pending, verdict);
	pending_snapshots_close(pending);
	pending_snapshots_free(pending);
	pending_snapshots_free(NULL);
	verdict_free(verdict);
}

struct reading {
	const struct exercise *exercise;
	size_t snapshots;
	int done;
};

static void count_snapshots(struct history *history, void *data)
{
	struct reading *reading = data;
	struct snapshots log = SNAPSHOTS_INIT;

	if (history_log(history, reading->exercise, &log, NULL) == 0)
		reading->snapshots = log.count;
	snapshots_clear(&log);
}

static void count_done(void *data)
{
	((struct reading *)data)->done++;
}

static void what_is_read_has_what_was_to_be_recorded(void **state)
{
	struct fixture *f = ((struct sandbox *)*state)->data;
	struct reading reading = {.exercise = course_find(f->course, "one")};
	const struct pending_read read = {count_snapshots, count_done, &reading};

	save(state, "first\n");
	save(state, "second\n");
	judge(state, OUTCOME_PASSED);
	pending_snapshots_read(f->pending, &read);
	recorded(state);
	assert_int_equal(reading.done, 1);
	assert_int_equal(reading.snapshots, 3); /* the first is what was handed out */
}

static void a_reading_does_not_delay_the_end(void **state)
{
	struct fixture *f = ((struct sandbox *)*state)->data;
	struct reading reading = {.exercise = course_find(f->course, "one")};
	const struct pending_read read = {count_snapshots, count_done, &reading};

	save(state, "first\n");
	judge(state, OUTCOME_PASSED);
	pending_snapshots_read(f->pending, &read);
	pending_snapshots_close(f->pending);
	assert_string_equal(recorded(state), "passed, 7 ms: first\n");
	assert_int_equal(reading.done, 1);
	assert_int_equal(reading.snapshots, 0);
	pending_snapshots_free(f->pending);
	f->pending = NULL;
}

/* Progress enters the history at a pass, not at each failed attempt. */
static void progress_is_recorded_at_a_pass(void **state)
{
	struct sandbox *box = *state;
	struct fixture *f = box->data;

	sandbox_write(box, ".rustgym/progress.json", "{\"format\":1,\"exercises\":{}}");
	save(state, "first\n");
	judge(state, OUTCOME_FAILED);
	assert_true(loop_finish(&f->loop));
	assert_false(history_has_progress(&f->workspace));
	save(state, "second\n");
	judge(state, OUTCOME_PASSED);
	assert_true(loop_finish(&f->loop));
	assert_true(history_has_progress(&f->workspace));
}

/* Somebody else has the lock of the history: the call returns, and the worker waits. */
static void nobody_waits_for_the_disk(void **state)
{
	struct sandbox *box = *state;
	struct lock *lock;

	assert_int_equal(
		lock_take(sandbox_path(box, ".rustgym/history.lock"), 0, &lock, NULL, NULL), 0);
	save(state, "first\n");
	judge(state, OUTCOME_PASSED);
	lock_release(lock);
	assert_string_equal(recorded(state), "passed, 7 ms: first\n");
}

static bool is_loaded(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[4096];
	bool found = false;

	while (maps && fgets(line, sizeof(line), maps))
		found = found || strstr(line, "rustgym-history");
	if (maps)
		fclose(maps);
	return found;
}

static bool is_unloaded(void *data)
{
	(void)data;
	return !is_loaded();
}

static void the_history_rests_when_nobody_works(void **state)
{
	struct fixture *f = ((struct sandbox *)*state)->data;

	save(state, "first\n");
	judge(state, OUTCOME_PASSED);
	assert_true(loop_until(&f->loop, is_unloaded, NULL));
	save(state, "second\n");
	judge(state, OUTCOME_PASSED);
	assert_string_equal(recorded(state), "passed, 7 ms: first\npassed, 7 ms: second\n");
}

#define in_course(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_course(a_file_that_is_gone_by_the_verdict_is_recorded),
		in_course(a_verdict_is_about_what_was_verified),
		in_course(what_a_newer_save_replaced_is_recorded_too),
		in_course(what_takes_long_is_saved_first),
		in_course(without_a_history_nothing_is_held),
		in_course(what_is_read_has_what_was_to_be_recorded),
		in_course(a_reading_does_not_delay_the_end),
		in_course(progress_is_recorded_at_a_pass),
		in_course(nobody_waits_for_the_disk),
		in_course(the_history_rests_when_nobody_works),
	};

	return run_group(tests);
}
