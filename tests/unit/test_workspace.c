#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
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
	assert_contains(err.message, "no course here");
	assert_contains(err.message, "rustgym init");
	workspace_clear(&workspace);
	assert_int_equal(workspace_find(sandbox_path(box, "gone"), &workspace, &err), ERROR_IO);
	assert_contains(err.message, "gone");
	workspace_clear(&workspace);
	assert_int_equal(workspace_at(sandbox_path(box, "gone"), &workspace, &err), ERROR_IO);
	workspace_clear(&workspace);
	workspace_clear(NULL);
}

/* rustgym keeps its files beside the exercises: not in a folder that has everything in it. */
static void downloads_need_a_folder_of_their_own(void **state)
{
	static const char metadata[] = "{\"track\": \"rust\"}";
	struct sandbox *box = *state;
	struct workspace workspace;
	struct error err = ERROR_INIT;
	char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;

	sandbox_write(box, "rust/bob/.exercism/metadata.json", metadata);
	assert_int_equal(workspace_find(sandbox_path(box, "rust/bob/.exercism"), &workspace, &err),
			 0);
	assert_string_equal(workspace.root, sandbox_path(box, "rust"));
	workspace_clear(&workspace);
	setenv("HOME", sandbox_path(box, "rust"), 1);
	assert_int_equal(workspace_find(sandbox_path(box, "rust/bob"), &workspace, &err),
			 ERROR_ENVIRONMENT);
	assert_contains(err.message, "a folder of their own");
	workspace_clear(&workspace);
	setenv("HOME", box->root, 1);
	assert_int_equal(chmod(sandbox_path(box, "rust"), 0777), 0);
	assert_int_equal(workspace_find(sandbox_path(box, "rust/bob"), &workspace, &err),
			 ERROR_ENVIRONMENT);
	workspace_clear(&workspace);
	/* a folder beside them is none of theirs */
	assert_int_equal(chmod(sandbox_path(box, "rust"), 0755), 0);
	sandbox_write(box, "rust/mine/a", "");
	assert_int_equal(workspace_find(sandbox_path(box, "rust/mine"), &workspace, &err),
			 ERROR_ENVIRONMENT);
	assert_contains(err.message, "no course here");
	workspace_clear(&workspace);
	if (home)
		setenv("HOME", home, 1);
	free(home);
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

/* A link, at any place where something of ours belongs, to a folder with a file in it. */
static void a_link_in_what_we_keep_is_refused(void **state)
{
	static const char *const names[] = {
		".rustgym",           ".rustgym/cache",     ".rustgym/tmp",
		".rustgym/lock",      ".rustgym/repo.git",  ".rustgym/history.lock",
		".rustgym/new",       ".rustgym/cache/out", ".rustgym/repo.git/objects",
		".rustgym/update/new"};
	struct sandbox *box = *state;
	struct workspace workspace;
	struct error err = ERROR_INIT;

	sandbox_write(box, "docs/999999-taxes/x", "mine");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *path = sandbox_path(box, "w/%s", names[i]);
		char *parent = path_parent(path);

		assert_int_equal(file_make_folder(parent, NULL), 0);
		assert_int_equal(symlink(sandbox_path(box, "docs"), path), 0);
		assert_int_equal(workspace_at(sandbox_path(box, "w"), &workspace, &err),
				 ERROR_ENVIRONMENT);
		assert_contains(err.message, path);
		assert_contains(err.message, "symbolic link");
		assert_int_equal(file_remove(sandbox_path(box, "w"), NULL), 0);
		free(parent);
	}
	assert_string_equal(sandbox_read(box, "docs/999999-taxes/x", NULL), "mine");
}

static void what_others_can_write_is_refused(void **state)
{
	static const char *const names[] = {"", "/cache", "/cache/out", "/cache/toolchain.json",
					    "/config.json"};
	struct sandbox *box = *state;
	struct workspace workspace;
	struct error err = ERROR_INIT;
	struct stat st;

	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, NULL), 0);
	assert_int_equal(stat(workspace.state, &st), 0);
	assert_int_equal(st.st_mode & 0077, 0);
	sandbox_write(box, ".rustgym/cache/out/x", "");
	sandbox_write(box, ".rustgym/cache/toolchain.json", "");
	sandbox_write(box, ".rustgym/config.json", "");
	workspace_clear(&workspace);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *path = sandbox_path(box, ".rustgym%s", names[i]);

		assert_int_equal(chmod(path, 0777), 0);
		assert_int_equal(workspace_at(box->root, &workspace, &err), ERROR_ENVIRONMENT);
		assert_contains(err.message, path);
		assert_contains(err.message, "can be written by other users");
		assert_int_equal(chmod(path, 0700), 0);
		assert_int_equal(workspace_at(box->root, &workspace, &err), 0);
		workspace_clear(&workspace);
	}
	if (geteuid() == 0) { /* nobody else can give files away */
		assert_int_equal(chown(sandbox_path(box, ".rustgym/cache"), 12345, 12345), 0);
		assert_int_equal(workspace_at(box->root, &workspace, &err), ERROR_ENVIRONMENT);
		assert_contains(err.message, "belongs to another user");
		assert_int_equal(chown(sandbox_path(box, ".rustgym/cache"), 0, 0), 0);
	}
	setenv("RUSTGYM_CACHE", sandbox_path(box, "shared"), 1);
	sandbox_write(box, "shared/toolchain.json", "");
	assert_int_equal(chmod(sandbox_path(box, "shared"), 01777), 0);
	assert_int_equal(workspace_at(box->root, &workspace, &err), ERROR_ENVIRONMENT);
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
	struct lock *lock;
	struct workspace workspace;
	struct error err = ERROR_INIT;

	sandbox_write(box, ".rustgym", "a file");
	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, &err), ERROR_IO);
	assert_contains(err.message, ".rustgym");
	assert_int_equal(workspace_lock(&workspace, &lock, &err), ERROR_IO);
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
		struct lock *lock;
		close(hold[1]);
		if (workspace_lock(workspace, &lock, NULL) || write(ready[1], "x", 1) != 1)
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
	int stop, status = -1;
	struct lock *lock, *second;
	pid_t pid;

	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, NULL), 0);
	pid = start_holder(&workspace, &stop);
	assert_int_equal(workspace_lock(&workspace, &lock, &err), ERROR_ENVIRONMENT);
	assert_contains(err.message, arena_format(&box->arena, "process %ld)", (long)pid));
	assert_contains(err.message, arena_format(&box->arena, "`kill %ld`", (long)pid));
	assert_contains(err.message, box->root);
	close(stop);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(workspace_lock(&workspace, &lock, &err), 0); /* it died with its holder */
	assert_int_equal(workspace_lock(&workspace, &second, &err), ERROR_ENVIRONMENT);
	assert_null(second);
	lock_release(lock);
	assert_int_equal(workspace_lock(&workspace, &lock, &err), 0);
	lock_release(lock);
	workspace_clear(&workspace);
}

/* The rest of a killed process can be there for a moment: nobody is refused for that. */
static void a_killed_holder_is_never_in_the_way(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;

	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, NULL), 0);
	for (int round = 0; round < 200; round++) {
		struct error err = ERROR_INIT;
		struct lock *lock;
		int stop;
		pid_t pid = start_holder(&workspace, &stop);

		assert_int_equal(kill(pid, SIGKILL), 0);
		if (workspace_lock(&workspace, &lock, &err)) /* at once, while it is torn down */
			fail_msg("%s", err.message);
		lock_release(lock);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
		close(stop);
	}
	workspace_clear(&workspace);
}

/* Has the lock, and a child that lives on when it is killed. */
static pid_t start_holder_with_child(const struct workspace *workspace, int *child_stop)
{
	int ready[2], hold[2];
	char byte;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(hold), 0);
	pid = fork();
	if (pid == 0) {
		struct lock *lock;
		if (workspace_lock(workspace, &lock, NULL))
			_exit(1);
		close(hold[1]);
		if (fork() == 0) {
			if (write(ready[1], "x", 1) != 1)
				_exit(1);
			_exit(read(hold[0], &byte, 1) == 0 ? 0 : 1);
		}
		close(ready[1]);
		for (;;)
			pause();
	}
	close(ready[1]);
	close(hold[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*child_stop = hold[1];
	return pid;
}

static void a_killed_holders_child_does_not_have_the_lock(void **state)
{
	struct sandbox *box = *state;
	struct workspace workspace;
	struct error err = ERROR_INIT;
	struct lock *lock;
	int stop;
	pid_t pid;

	assert_int_equal(workspace_at(box->root, &workspace, NULL), 0);
	assert_int_equal(workspace_prepare(&workspace, NULL), 0);
	pid = start_holder_with_child(&workspace, &stop);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	if (workspace_lock(&workspace, &lock, &err))
		fail_msg("%s", err.message);
	lock_release(lock);
	close(stop);
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
		in_sandbox(downloads_need_a_folder_of_their_own),
		in_sandbox(the_cache_can_be_elsewhere),
		in_sandbox(a_link_in_what_we_keep_is_refused),
		in_sandbox(what_others_can_write_is_refused),
		in_sandbox(preparing_makes_what_is_missing),
		in_sandbox(a_file_in_the_way_is_an_error),
		in_sandbox(the_lock_names_who_has_it),
		in_sandbox(a_killed_holder_is_never_in_the_way),
		in_sandbox(a_killed_holders_child_does_not_have_the_lock),
	};

	return run_group(tests);
}
