#include "rustgym/base/file.h"
#include "rustgym/workspace/workspace.h"
#include "support.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int setup(void **state)
{
	unsetenv("RUSTGYM_CACHE");
	return sandbox_setup(state);
}

static void is_found_from_it_and_from_below(void **state)
{
	static const char *const froms[] = {".", "exercises", "exercises/01_a/02_b", "src/deep"};
	struct sandbox *box = *state;

	sandbox_write(box, "course/exercises/roadmap.json", "{}");
	sandbox_write(box, "course/exercises/01_a/02_b/c.rs", "");
	sandbox_write(box, "course/src/deep/x", "");
	for (size_t i = 0; i < sizeof(froms) / sizeof(*froms); i++) {
		struct workspace workspace;
		struct error err = ERROR_INIT;

		assert_int_equal(
			workspace_find(sandbox_path(box, "course/%s", froms[i]), &workspace, &err),
			0);
		assert_string_equal(workspace.root, sandbox_path(box, "course"));
		assert_string_equal(workspace.state, sandbox_path(box, "course/.rustgym"));
		assert_string_equal(workspace.cache, sandbox_path(box, "course/.rustgym/cache"));
		workspace_clear(&workspace);
	}
	assert_false(file_exists(sandbox_path(box, "course/.rustgym"))); /* looking makes nothing */
}

static void the_nearest_one_is_meant(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;

	sandbox_write(box, "exercises/roadmap.json", "{}");
	sandbox_write(box, "inner/exercises/roadmap.json", "{}");
	sandbox_write(box, "inner/x/y", "");
	assert_int_equal(workspace_find(sandbox_path(box, "inner/x"), &workspace, NULL), 0);
	assert_string_equal(workspace.root, sandbox_path(box, "inner"));
	workspace_clear(&workspace);
}

static void links_on_the_way_are_resolved(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;

	sandbox_write(box, "real/exercises/roadmap.json", "{}");
	assert_int_equal(symlink("real/exercises", sandbox_path(box, "link")), 0);
	assert_int_equal(workspace_find(sandbox_path(box, "link"), &workspace, NULL), 0);
	assert_string_equal(workspace.root, sandbox_path(box, "real"));
	workspace_clear(&workspace);
}

static void where_there_is_none_init_is_offered(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;
	struct error err = ERROR_INIT;

	sandbox_write(box, "a/b", "");
	assert_int_equal(workspace_find(sandbox_path(box, "a"), &workspace, &err),
			 ERROR_ENVIRONMENT);
	assert_contains(err.message, "exercises/roadmap.json");
	assert_contains(err.message, "rustgym init");
	workspace_clear(&workspace);
	assert_int_equal(workspace_find(sandbox_path(box, "gone"), &workspace, &err), ERROR_IO);
	assert_contains(err.message, "gone");
	workspace_clear(&workspace);
	assert_int_equal(workspace_at(sandbox_path(box, "gone"), &workspace, &err), ERROR_IO);
	workspace_clear(&workspace);
	workspace_clear(NULL);
}

static void the_cache_can_be_elsewhere(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;

	setenv("RUSTGYM_CACHE", sandbox_path(box, "else/where"), 1);
	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_string_equal(workspace.cache, sandbox_path(box, "else/where"));
	assert_int_equal(workspace_prepare(&workspace, NULL), 0);
	assert_true(file_is_folder(sandbox_path(box, "else/where")));
	workspace_clear(&workspace);

	setenv("RUSTGYM_CACHE", "relative", 1); /* to what? it is not taken */
	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_string_equal(workspace.cache, sandbox_path(box, ".rustgym/cache"));
	workspace_clear(&workspace);
	unsetenv("RUSTGYM_CACHE");
}

static void preparing_makes_what_is_missing(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;
	struct error err = ERROR_INIT;
	char *path;

	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, &err), 0);
	assert_true(file_is_folder(workspace.cache));
	assert_string_equal(sandbox_read(box, ".rustgym/.gitignore", NULL), "*\n");
	sandbox_write(box, ".rustgym/.gitignore", "the learner's own\n");
	assert_int_equal(workspace_prepare(&workspace, &err), 0);
	assert_string_equal(sandbox_read(box, ".rustgym/.gitignore", NULL), "the learner's own\n");
	path = workspace_state(&workspace, "x/y");
	assert_string_equal(path, sandbox_path(box, ".rustgym/x/y"));
	free(path);
	workspace_clear(&workspace);
}

static void a_file_in_the_way_is_an_error(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;
	struct error err = ERROR_INIT;

	sandbox_write(box, ".rustgym", "a file");
	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, &err), ERROR_IO);
	assert_contains(err.message, ".rustgym");
	assert_int_equal(workspace_lock(&workspace, &err), ERROR_IO);
	workspace_clear(&workspace);
}

/* Another process that has the lock until its standard input ends. */
static pid_t start_holder(const struct workspace *workspace, int *stop)
{
	int ready[2], hold[2];
	char byte = 0;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(hold), 0);
	pid = fork();
	if (pid == 0) {
		close(hold[1]);
		if (workspace_lock(workspace, NULL) < 0 || write(ready[1], "x", 1) != 1)
			_exit(1);
		_exit(read(hold[0], &byte, 1) == 0 ? 0 : 1);
	}
	close(ready[1]);
	close(hold[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*stop = hold[1];
	return pid;
}

static void the_lock_names_who_has_it(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;
	struct error err = ERROR_INIT;
	int stop, status = -1, lock;
	pid_t pid;

	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, NULL), 0);
	pid = start_holder(&workspace, &stop);
	assert_int_equal(workspace_lock(&workspace, &err), ERROR_ENVIRONMENT);
	assert_contains(err.message, arena_format(&box->arena, "process %ld)", (long)pid));
	assert_contains(err.message, arena_format(&box->arena, "`kill %ld`", (long)pid));
	assert_contains(err.message, box->root);
	close(stop);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	lock = workspace_lock(&workspace, &err); /* it died with its holder */
	assert_true(lock >= 0);
	assert_string_equal(sandbox_read(box, ".rustgym/lock", NULL),
			    arena_format(&box->arena, "%ld\n", (long)getpid()));
	assert_int_equal(workspace_lock(&workspace, &err), ERROR_ENVIRONMENT);
	close(lock);
	lock = workspace_lock(&workspace, &err);
	assert_true(lock >= 0);
	close(lock);
	workspace_clear(&workspace);
}

static void a_killed_holder_leaves_no_lock(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;
	int stop, lock;
	pid_t pid;

	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, NULL), 0);
	pid = start_holder(&workspace, &stop);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	close(stop);
	lock = workspace_lock(&workspace, NULL);
	assert_true(lock >= 0);
	close(lock);
	workspace_clear(&workspace);
}

/* Has the lock, and a child that has it too and lets go of it only when its parent is no more. */
static pid_t start_holder_with_child(const struct workspace *workspace)
{
	char byte;
	int ready[2];
	pid_t holder, pid;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		holder = getpid();
		if (workspace_lock(workspace, NULL) < 0)
			_exit(1);
		if (fork() == 0) {
			bool told = write(ready[1], "x", 1) == 1;
			while (told && kill(holder, 0) == 0)
				poll(NULL, 0, 1);
			_exit(0);
		}
		close(ready[1]);
		for (;;)
			pause();
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return pid;
}

static void a_killed_holders_child_is_waited_for(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;

	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, NULL), 0);
	for (int round = 0; round < 10; round++) {
		struct error err = ERROR_INIT;
		pid_t pid = start_holder_with_child(&workspace);
		int lock;

		assert_int_equal(kill(pid, SIGKILL), 0);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
		lock = workspace_lock(&workspace, &err);
		if (lock < 0)
			fail_msg("%s", err.message);
		close(lock);
	}
	workspace_clear(&workspace);
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(is_found_from_it_and_from_below),
		in_sandbox(the_nearest_one_is_meant),
		in_sandbox(links_on_the_way_are_resolved),
		in_sandbox(where_there_is_none_init_is_offered),
		in_sandbox(the_cache_can_be_elsewhere),
		in_sandbox(preparing_makes_what_is_missing),
		in_sandbox(a_file_in_the_way_is_an_error),
		in_sandbox(the_lock_names_who_has_it),
		in_sandbox(a_killed_holder_leaves_no_lock),
		in_sandbox(a_killed_holders_child_is_waited_for),
	};

	return run_group(tests);
}
