/* Locks between processes, and between the threads of one. */
#include "rustgym/base/lock.h"
#include "support.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Another process that has the lock until it is killed. */
static pid_t start_holder(const char *path)
{
	int ready[2];
	char byte;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct lock *lock;
		if (lock_take(path, 0, &lock, NULL, NULL) || write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return pid;
}

static void end(pid_t pid)
{
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void it_says_who_has_it(void **state)
{
	struct sandbox *box = *state;
	const char *path = sandbox_path(box, "lock");
	struct error err = ERROR_INIT;
	struct lock *lock;
	pid_t pid = start_holder(path);
	long holder = 0;

	assert_int_equal(lock_take(path, 20, &lock, &holder, &err), ERROR_ENVIRONMENT);
	assert_null(lock);
	assert_int_equal(holder, pid);
	assert_contains(err.message, arena_format(&box->arena, "process %ld", (long)pid));
	end(pid);
	assert_int_equal(lock_take(path, 0, &lock, NULL, NULL), 0);
	lock_release(lock);
}

static void who_is_refused_takes_nothing_away(void **state)
{
	struct sandbox *box = *state;
	const char *path = sandbox_path(box, "lock");
	struct lock *mine, *second;
	pid_t pid;
	int status;

	assert_int_equal(lock_take(path, 0, &mine, NULL, NULL), 0);
	for (int i = 0; i < 3; i++) { /* in the same process, too */
		long holder = 0;
		assert_int_equal(lock_take(path, 0, &second, &holder, NULL), ERROR_ENVIRONMENT);
		assert_int_equal(holder, getpid());
	}
	pid = fork();
	if (pid == 0)
		_exit(lock_take(path, 0, &second, NULL, NULL) == ERROR_ENVIRONMENT ? 0 : 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	lock_release(mine);
	assert_int_equal(lock_take(path, 0, &second, NULL, NULL), 0);
	lock_release(second);
	lock_release(NULL);
}

/* A lock's file that somebody deletes: the next lock is that of the new file. */
static void a_file_that_was_deleted_is_made_anew(void **state)
{
	struct sandbox *box = *state;
	const char *path = sandbox_path(box, "lock");
	struct lock *old, *new;

	assert_int_equal(lock_take(path, 0, &old, NULL, NULL), 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(lock_take(path, 0, &new, NULL, NULL), 0);
	lock_release(old);
	assert_int_equal(lock_take(path, 0, &old, NULL, NULL), ERROR_ENVIRONMENT);
	lock_release(new);
}

static void a_folder_that_is_missing_is_an_error(void **state)
{
	struct error err = ERROR_INIT;
	struct lock *lock;

	assert_int_equal(lock_take(sandbox_path(*state, "no/lock"), 0, &lock, NULL, &err),
			 ERROR_IO);
	assert_contains(err.message, "no/lock can't be locked");
	assert_null(lock);
}

enum { THREADS = 4, EACH = 200 };

struct contest {
	const char *path;
	int inside, counted;
	atomic_int failures;
};

static void *count_many(void *data)
{
	struct contest *contest = data;

	for (int i = 0; i < EACH; i++) {
		struct lock *lock;
		if (lock_take(contest->path, DEADLINE_MS, &lock, NULL, NULL)) {
			contest->failures++;
			continue;
		}
		contest->failures += ++contest->inside != 1;
		contest->counted++;
		contest->inside--;
		lock_release(lock);
	}
	return NULL;
}

static void threads_exclude_each_other(void **state)
{
	struct contest contest = {.path = sandbox_path(*state, "lock")};
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, count_many, &contest), 0);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	assert_int_equal(contest.failures, 0);
	assert_int_equal(contest.counted, THREADS * EACH);
}

/* What it leads to is neither made, opened for writing, nor truncated. */
static void a_link_is_no_lock(void **state)
{
	struct sandbox *box = *state;
	struct lock *lock;
	struct error err = ERROR_INIT;

	sandbox_write(box, "bashrc", "mine");
	assert_int_equal(symlink("bashrc", sandbox_path(box, "lock")), 0);
	assert_int_equal(lock_take(sandbox_path(box, "lock"), 0, &lock, NULL, &err), ERROR_IO);
	assert_contains(err.message, "is a symbolic link");
	assert_string_equal(sandbox_read(box, "bashrc", NULL), "mine");
	assert_int_equal(symlink("nowhere", sandbox_path(box, "lock2")), 0);
	assert_int_equal(lock_take(sandbox_path(box, "lock2"), 0, &lock, NULL, NULL), ERROR_IO);
	assert_null(sandbox_read(box, "nowhere", NULL));
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_link_is_no_lock, sandbox_setup, sandbox_teardown),
		in_sandbox(it_says_who_has_it),
		in_sandbox(who_is_refused_takes_nothing_away),
		in_sandbox(a_file_that_was_deleted_is_made_anew),
		in_sandbox(a_folder_that_is_missing_is_an_error),
		in_sandbox(threads_exclude_each_other),
	};

	return run_group(tests);
}
