#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/progress_file.h"
#include "rustgym/workspace/progress_merge.h"
#include "rustgym/workspace/progress_text.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILE_NAME ".rustgym/progress.json"

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct workspace *workspace = memory_new(sizeof(*workspace));

	box->data = workspace;
	*state = box;
	return workspace_at(box->root, workspace, NULL);
}

static int teardown(void **state)
{
	struct sandbox *box = *state;

	workspace_clear(box->data);
	free(box->data);
	sandbox_free(box);
	return 0;
}

static const struct workspace *workspace_in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static struct progress begun(const struct workspace *workspace)
{
	struct progress progress;
	struct error err = ERROR_INIT;

	if (progress_begin(workspace, &progress, &err))
		fail_msg("%s", err.message);
	return progress;
}

static struct progress loaded(const struct workspace *workspace)
{
	struct progress progress;
	struct error err = ERROR_INIT;

	if (progress_load(workspace, &progress, &err))
		fail_msg("%s", err.message);
	return progress;
}

static void commit(const struct workspace *workspace, struct progress *progress)
{
	struct error err = ERROR_INIT;

	if (progress_commit(workspace, progress, &err))
		fail_msg("%s", err.message);
	progress_clear(progress);
}

static void starts_empty(void **state)
{
	struct progress progress = loaded(workspace_in(state));

	assert_int_equal(progress.count, 0);
	assert_null(progress.current);
	assert_null(progress.notice);
	assert_null(progress_find(&progress, "one"));
	assert_false(progress_passed(&progress, "one"));
	progress_clear(&progress);
	progress_clear(&progress);
}

static void comes_back_as_it_was_committed(void **state)
{
	const struct workspace *workspace = workspace_in(state);
	struct progress progress = begun(workspace);
	struct progress_entry *entry = progress_entry(&progress, "three");
	const struct progress_entry *found;

	entry->passed_at = INT64_C(4102444800); /* beyond 2038 */
	entry->hints = 3;
	entry = progress_entry(&progress, "one");
	entry->attempts = 7;
	progress_set_text(&entry->failing, "E0382 tests::\xc3\xa4\n\"quoted\"");
	progress_set_text(&entry->explained, "E0382");
	progress_set_current(&progress, "three");
	commit(workspace, &progress);

	progress = loaded(workspace);
	assert_int_equal(progress.count, 2);
	assert_string_equal(progress.entries[0].name, "one"); /* sorted */
	assert_string_equal(progress.current, "three");
	found = progress_find(&progress, "three");
	assert_true(found->passed_at == INT64_C(4102444800));
	assert_int_equal(found->hints, 3);
	assert_int_equal(found->attempts, 0);
	assert_null(found->failing);
	found = progress_find(&progress, "one");
	assert_int_equal(found->attempts, 7);
	assert_string_equal(found->failing, "E0382 tests::\xc3\xa4\n\"quoted\"");
	assert_string_equal(found->explained, "E0382");
	assert_true(progress_passed(&progress, "three"));
	assert_false(progress_passed(&progress, "one"));
	progress_clear(&progress);
}

static void the_current_one_can_be_taken_back(void **state)
{
	const struct workspace *workspace = workspace_in(state);
	struct progress progress = begun(workspace);

	progress_set_current(&progress, "one");
	progress_set_current(&progress, progress.current); /* of itself */
	assert_string_equal(progress.current, "one");
	commit(workspace, &progress);
	progress = begun(workspace);
	assert_string_equal(progress.current, "one");
	progress_set_current(&progress, NULL);
	commit(workspace, &progress);
	progress = loaded(workspace);
	assert_null(progress.current);
	progress_clear(&progress);
}

static void entries_stay_sorted_and_single(void **state)
{
	static const char *const names[] = {"m", "a", "z", "m", "b", "a_b", "a"};
	static const char *const sorted[] = {"a", "a_b", "b", "m", "z"};
	struct progress progress = PROGRESS_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		progress_entry(&progress, names[i])->attempts++;
	assert_int_equal(progress.count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(progress.entries[i].name, sorted[i]);
	assert_int_equal(progress_find(&progress, "m")->attempts, 2);
	assert_null(progress_find(&progress, "aa"));
	progress_clear(&progress);
}

static void an_aborted_transaction_changes_nothing(void **state)
{
	const struct workspace *workspace = workspace_in(state);
	struct progress progress = begun(workspace);

	progress_entry(&progress, "one")->passed_at = 1;
	progress_abort(&progress);
	progress_abort(&progress);
	progress_clear(&progress);
	progress = begun(workspace); /* the lock was let go */
	assert_int_equal(progress.count, 0);
	progress_clear(&progress);
	progress = begun(workspace); /* by clear, too */
	progress_clear(&progress);
}

/* What another process does: many small transactions on an entry of its own and a shared one. */
static int many_transactions(const struct workspace *workspace, const char *own, int count)
{
	for (int i = 0; i < count; i++) {
		struct progress progress;
		if (progress_begin(workspace, &progress, NULL))
			return 1;
		progress_entry(&progress, own)->attempts++;
		progress_entry(&progress, "shared")->attempts++;
		if (progress_commit(workspace, &progress, NULL))
			return 1;
		progress_clear(&progress);
	}
	return 0;
}

static ino_t inode_of_file(void **state)
{
	struct stat st;

	assert_int_equal(stat(sandbox_path(*state, FILE_NAME), &st), 0);
	return st.st_ino;
}

/* A file that is written anew has another inode: the old one is there until it is replaced. */
static void what_has_not_changed_is_not_written(void **state)
{
	struct progress progress = begun(workspace_in(state));
	ino_t before;

	progress_entry(&progress, "one")->hints = 3;
	commit(workspace_in(state), &progress);
	before = inode_of_file(state);
	progress = begun(workspace_in(state));
	progress_entry(&progress, "one")->hints = 3;
	commit(workspace_in(state), &progress);
	assert_int_equal(inode_of_file(state), before);
	progress = begun(workspace_in(state));
	progress_entry(&progress, "one")->hints = 2;
	commit(workspace_in(state), &progress);
	assert_int_not_equal(inode_of_file(state), before);
}

static void several_processes_lose_nothing(void **state)
{
	enum { PROCESSES = 3, EACH = 25 };
	const struct workspace *workspace = workspace_in(state);
	static const char *const names[PROCESSES] = {"a", "b", "c"};
	struct progress progress;
	pid_t pids[PROCESSES];

	for (int i = 0; i < PROCESSES; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			_exit(many_transactions(workspace, names[i], EACH));
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status = -1;
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	progress = loaded(workspace);
	assert_null(progress.notice);
	for (int i = 0; i < PROCESSES; i++)
		assert_int_equal(progress_find(&progress, names[i])->attempts, EACH);
	assert_int_equal(progress_find(&progress, "shared")->attempts, PROCESSES * EACH);
	progress_clear(&progress);
}

/* A reader beside writers sees one whole state after the other. */
static void a_reader_never_sees_half_a_file(void **state)
{
	const struct workspace *workspace = workspace_in(state);
	pid_t pid = fork();
	int status = -1, last = 0;
	bool ended = false;

	if (pid == 0)
		_exit(many_transactions(workspace, "writer", 40));
	while (!ended) {
		struct progress progress;
		const struct progress_entry *entry;

		ended = waitpid(pid, &status, WNOHANG) == pid;
		progress = loaded(workspace);
		assert_null(progress.notice);
		entry = progress_find(&progress, "writer");
		assert_true((entry ? entry->attempts : 0) >= last);
		last = entry ? entry->attempts : 0;
		progress_clear(&progress);
	}
	assert_int_equal(status, 0);
	assert_int_equal(last, 40);
}

static void a_damaged_file_is_kept_aside(void **state)
{
	static const char *const damaged[] = {
		"",
		"{",
		"not JSON at all",
		"[]",
		"null",
		"5",
		"{\"format\": 1}",
		"{\"format\": 1, \"exercises\": []}",
		"{\"format\": 2, \"exercises\": {}}",
		"{\"exercises\": {}}",
		"{\"format\": 1, \"exercises\": {\"a\": {\"attempts\": 1}},}",
		"{\"format\": 1, \"exercises\": {\"\xff\": {}}}",
	};
	struct sandbox *box = *state;
	const struct workspace *workspace = workspace_in(state);

	for (size_t i = 0; i < sizeof(damaged) / sizeof(*damaged); i++) {
		const char *aside = arena_format(&box->arena, ".rustgym/progress.damaged-%zu.json",
						 i + 1);
		struct progress progress;

		sandbox_write(box, FILE_NAME, damaged[i]);
		progress = loaded(workspace);
		assert_int_equal(progress.count, 0);
		assert_contains(progress.notice, aside);
		assert_contains(progress.notice, "rustgym check");
		progress_clear(&progress);
		assert_string_equal(sandbox_read(box, aside, NULL), damaged[i]);
		assert_false(file_exists(sandbox_path(box, FILE_NAME)));
		progress = loaded(workspace); /* said once */
		assert_null(progress.notice);
		progress_clear(&progress);
	}
}

static void after_damage_work_goes_on(void **state)
{
	struct sandbox *box = *state;
	const struct workspace *workspace = workspace_in(state);
	struct progress progress;

	sandbox_write(box, FILE_NAME, "{\"format\": 1, \"exercises\": {\"a\"");
	progress = begun(workspace);
	assert_non_null(progress.notice);
	progress_entry(&progress, "one")->passed_at = 5;
	commit(workspace, &progress);
	progress = loaded(workspace);
	assert_null(progress.notice);
	assert_true(progress_passed(&progress, "one"));
	progress_clear(&progress);
}

static void odd_values_in_a_sound_file_are_harmless(void **state)
{
	struct sandbox *box = *state;
	struct progress progress;

	sandbox_write(box, FILE_NAME,
		      "{\"format\": 1, \"current\": 5, \"new\": {}, \"exercises\": {"
		      "\"a\": {\"attempts\": -1, \"hints\": 1e300, \"passed_at\": 1e300},"
		      "\"b\": 7, \"c\": [], \"d\": {\"attempts\": \"x\", \"failing\": 5},"
		      "\"e\": {\"passed_at\": -5, \"later\": true}}}");
	progress = loaded(workspace_in(state));
	assert_null(progress.notice);
	assert_null(progress.current);
	assert_int_equal(progress.count, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(progress.entries[i].attempts, 0);
		assert_int_equal(progress.entries[i].hints, 0);
		assert_true(progress.entries[i].passed_at == 0);
		assert_null(progress.entries[i].failing);
	}
	progress_clear(&progress);
}

/* A test's name comes out of a program's output: it can be anything, and must do no damage. */
static void text_that_is_no_utf8_does_no_damage(void **state)
{
	const struct workspace *workspace = workspace_in(state);
	struct progress progress = begun(workspace);
	struct progress_entry *entry = progress_entry(&progress, "one");

	entry->passed_at = 5;
	progress_set_text(&entry->failing, "tests::\xff\x1b[2J");
	commit(workspace, &progress);
	progress = loaded(workspace);
	assert_null(progress.notice);
	assert_true(progress_passed(&progress, "one"));
	progress_clear(&progress);
}

static void a_write_that_fails_is_said(void **state)
{
	struct sandbox *box = *state;
	const struct workspace *workspace = workspace_in(state);
	struct progress progress = begun(workspace);
	struct error err = ERROR_INIT;

	progress_entry(&progress, "one")->passed_at = 5;
	assert_int_equal(mkdir(sandbox_path(box, FILE_NAME), 0777), 0); /* in the way */
	assert_int_equal(progress_commit(workspace, &progress, &err), ERROR_IO);
	assert_contains(err.message, "nothing was changed");
	assert_null(progress.lock);
	progress_clear(&progress);
}

static void a_renamed_exercise_keeps_its_entry(void **state)
{
	const struct workspace *workspace = workspace_in(state);
	struct progress progress = begun(workspace);

	progress_entry(&progress, "alpha")->passed_at = 5;
	progress_entry(&progress, "beta")->attempts = 2;
	progress_set_current(&progress, "alpha");
	progress_rename(&progress, "alpha", "zeta");
	progress_rename(&progress, "beta", "zeta"); /* which is known already */
	progress_rename(&progress, "nobody", "gamma");
	assert_int_equal(progress.count, 2);
	assert_null(progress_find(&progress, "alpha"));
	assert_null(progress_find(&progress, "gamma"));
	assert_int_equal(progress_find(&progress, "beta")->attempts, 2);
	assert_int_equal(progress_find(&progress, "zeta")->passed_at, 5);
	assert_string_equal(progress_find(&progress, "zeta")->name, "zeta");
	assert_string_equal(progress.current, "zeta");
	progress_clear(&progress);
}

/* Somebody else's progress does not grow here for ever, nor does it take long to read. */
static void machines_are_bounded(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct progress one = PROGRESS_INIT, two = PROGRESS_INIT;
	char *first, *second;

	(void)state;
	buffer_add_string(&text, "{\"format\": 1, \"exercises\": {\"a\": {\"by\": {");
	for (int i = 0; i < 20000; i++)
		buffer_addf(&text, "%s\"%016x\": %d", i ? ", " : "", i, i * 7919 % 20000 + 1);
	buffer_add_string(&text, "}}}}");
	assert_int_equal(progress_text_read(text.data, text.len, &one, NULL), 0);
	assert_int_equal(one.entries[0].machine_count, 64);
	for (size_t i = 0; i < 64; i++)
		assert_true(one.entries[0].by_machine[i].attempts > 20000 - 64);
	progress_merge(&two, &one); /* a second time nothing changes */
	first = progress_text(&two, true);
	progress_merge(&two, &one);
	second = progress_text(&two, true);
	assert_string_equal(first, second);
	free(first);
	free(second);
	progress_clear(&one);
	progress_clear(&two);
	buffer_clear(&text);
}

#define in_workspace(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_workspace(starts_empty),
		in_workspace(comes_back_as_it_was_committed),
		in_workspace(the_current_one_can_be_taken_back),
		cmocka_unit_test(machines_are_bounded),
		cmocka_unit_test(entries_stay_sorted_and_single),
		in_workspace(an_aborted_transaction_changes_nothing),
		in_workspace(what_has_not_changed_is_not_written),
		in_workspace(several_processes_lose_nothing),
		in_workspace(a_reader_never_sees_half_a_file),
		in_workspace(a_damaged_file_is_kept_aside),
		in_workspace(after_damage_work_goes_on),
		in_workspace(odd_values_in_a_sound_file_are_harmless),
		in_workspace(text_that_is_no_utf8_does_no_damage),
		in_workspace(a_write_that_fails_is_said),
		in_workspace(a_renamed_exercise_keeps_its_entry),
	};

	return run_group(tests);
}
