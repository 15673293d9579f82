#include "rustgym/file.h"
#include "rustgym/history.h"
#include "sample_course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
	struct workspace workspace;
	struct course *course;
	struct history *history;
};

static struct fixture *fixture_of(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static const struct exercise *exercise_of(void **state, const char *name)
{
	return course_find(fixture_of(state)->course, name);
}

/* A workspace w/ in the sandbox, so that what is around it can be looked at, too. */
static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct fixture *fixture = memory_new(sizeof(*fixture));
	char *top = box->root;

	unsetenv("RUSTGYM_CACHE");
	setenv("HOME", top, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	unsetenv("XDG_CONFIG_HOME");
	box->root = memory_format("%s/w", top);
	sample_course_write(box);
	fixture->course = sample_course_load(box);
	assert_int_equal(workspace_at(box->root, &fixture->workspace, NULL), 0);
	free(box->root);
	box->root = top;
	box->data = fixture;
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct fixture *fixture = box->data;

	history_free(fixture->history);
	course_free(fixture->course);
	workspace_clear(&fixture->workspace);
	free(fixture);
	sandbox_free(box);
	return 0;
}

static struct history *opened(void **state)
{
	struct fixture *fixture = fixture_of(state);
	struct error err = ERROR_INIT;

	history_free(fixture->history);
	if (history_open(&fixture->workspace, fixture->course, &fixture->history, &err))
		fail_msg("%s", err.message);
	return fixture->history;
}

static void assert_base(struct history *history, const char *path, const char *text)
{
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (history_base(history, path, &out, &err))
		fail_msg("%s", err.message);
	assert_string_equal(out.data, text);
	buffer_clear(&out);
}

/* What git, asked about a repository, prints. */
static const char *git(struct sandbox *box, const char *folder, const char *a, const char *b,
		       const char *c)
{
	const char *const argv[] = {"git", "-c", "user.name=x", "-c", "user.email=x@y", a,
				    b,     c,    NULL};
	const char *output;

	if (run_command(argv, folder, &output, box) != 0)
		fail_msg("git %s %s failed: %s", a, b ? b : "", output);
	return output;
}

static int snapshots(struct sandbox *box, const char *name)
{
	return atoi(git(box, sandbox_path(box, "w/.rustgym/repo.git"), "rev-list", "--count",
			arena_format(&box->arena, "refs/rustgym/exercise/%s", name)));
}

static bool reset(void **state, const char *name)
{
	struct error err = ERROR_INIT;
	bool changed = false;

	if (history_reset(fixture_of(state)->history, exercise_of(state, name), &changed, &err))
		fail_msg("%s", err.message);
	return changed;
}

static void undo(void **state, const char *name)
{
	struct error err = ERROR_INIT;

	if (history_undo_reset(fixture_of(state)->history, exercise_of(state, name), &err))
		fail_msg("%s", err.message);
}

/* ---- the base ------------------------------------------------------------------------------- */

static void the_base_is_what_was_handed_out(void **state)
{
	struct history *history = opened(state);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	assert_base(history, FIRST "/one.rs", "fn main() {}\n");
	assert_base(history, THIRD "/pack/tests/proof.rs", "#[test]\nfn proof() {}\n");
	assert_base(history, ROADMAP, sample_roadmap);
	assert_int_equal(history_base(history, FIRST "/absent.rs", &out, &err), ERROR_IO);
	assert_contains(err.message, "absent.rs is not in the history");
	buffer_clear(&out);
}

static void the_base_does_not_follow_edits(void **state)
{
	struct sandbox *box = *state;

	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	assert_base(opened(state), FIRST "/one.rs", "fn main() {}\n");
	assert_true(reset(state, "one"));
	assert_string_equal(sandbox_read(box, "w/" FIRST "/one.rs", NULL), "fn main() {}\n");
}

/* The course grew: what is new is taken up as it came, what was there stays as it was. */
static void the_base_grows_with_the_course(void **state)
{
	struct sandbox *box = *state;
	struct fixture *fixture = fixture_of(state);
	struct problems problems = PROBLEMS_INIT;

	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	sandbox_write(box, "w/" SECOND "/four.rs", "new\n");
	sandbox_write(box, "w/" SECOND "/topic.json",
		      sandbox_replaced(box, sample_second, "\"three\"", "\"four\""));
	course_free(fixture->course);
	fixture->course = course_load(fixture->workspace.root, &problems, NULL);
	assert_non_null(fixture->course);
	assert_base(opened(state), SECOND "/four.rs", "new\n");
	assert_base(fixture->history, FIRST "/one.rs", "fn main() {}\n");
	sandbox_write(box, "w/" SECOND "/four.rs", "edited\n");
	assert_base(opened(state), SECOND "/four.rs", "new\n");
	assert_true(reset(state, "four"));
	assert_string_equal(sandbox_read(box, "w/" SECOND "/four.rs", NULL), "new\n");
}

static void what_is_absent_joins_the_base_when_it_is_seen(void **state)
{
	struct sandbox *box = *state;

	assert_int_equal(file_remove(sandbox_path(box, "w/" FIRST "/one.rs"), NULL), 0);
	opened(state);
	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "// late\n");
	assert_base(opened(state), FIRST "/one.rs", "// late\n");
}

static void only_exercises_are_recorded(void **state)
{
	struct sandbox *box = *state;
	const char *names;

	sandbox_write(box, "w/exercises/target/debug/big", "built\n");
	sandbox_write(box, "w/exercises/.git/x", "clutter\n");
	sandbox_write(box, "w/notes.txt", "the learner's own\n");
	opened(state);
	names = git(box, sandbox_path(box, "w/.rustgym/repo.git"), "ls-tree", "-r",
		    "refs/rustgym/base");
	assert_contains(names, FIRST "/one.rs");
	assert_lacks(names, "target");
	assert_lacks(names, ".git");
	assert_lacks(names, "notes.txt");
}

/* ---- snapshots ------------------------------------------------------------------------------ */

static void a_snapshot_is_taken_of_what_changed(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	const struct exercise *one = exercise_of(state, "one");

	assert_int_equal(history_snapshot(history, one, "passed\n", NULL), 0);
	assert_int_equal(snapshots(box, "one"), 1);
	assert_int_equal(history_snapshot(history, one, "passed\n", NULL), 0);
	assert_int_equal(snapshots(box, "one"), 1);
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	assert_int_equal(history_snapshot(history, one, "passed again\n", NULL), 0);
	assert_int_equal(snapshots(box, "one"), 2);
	assert_contains(git(box, sandbox_path(box, "w/.rustgym/repo.git"), "show",
			    "refs/rustgym/exercise/one:" FIRST "/one.rs", NULL),
			"edited");
	assert_contains(git(box, sandbox_path(box, "w/.rustgym/repo.git"), "log", "--format=%s",
			    "refs/rustgym/exercise/one"),
			"passed again\npassed\n");
}

static void the_repository_is_sound(void **state)
{
	struct sandbox *box = *state;
	const struct exercise *pack;

	opened(state);
	pack = exercise_of(state, "pack");
	for (int i = 0; i < 5; i++) {
		sandbox_write(box, "w/" THIRD "/pack/src/lib.rs",
			      arena_format(&box->arena, "// %d\n", i));
		assert_int_equal(history_snapshot(fixture_of(state)->history, pack, "s\n", NULL),
				 0);
	}
	assert_true(reset(state, "pack"));
	undo(state, "pack");
	git(box, sandbox_path(box, "w/.rustgym/repo.git"), "fsck", "--strict", NULL);
}

/* ---- reset and undo ------------------------------------------------------------------------- */

struct content {
	const char *bytes;
	size_t len;
};

static const struct content contents[] = {
	{"plain\n", 6},
	{"no newline at the end", 21},
	{"windows\r\nlines\r\n", 16},
	{"mixed\r\nand\nold\rmac", 18},
	{"", 0},
	{"\xef\xbb\xbfmark\n", 8},
	{"not \xff\xfe UTF-8 \xc3\n", 14},
	{"a NUL \0 inside\n", 15},
	{"$Id$ tabs\t and blanks  \n\n\n", 26},
};

static void assert_bytes(struct sandbox *box, const char *path, const struct content *content)
{
	size_t len = 0;
	const char *bytes = sandbox_read(box, path, &len);

	assert_non_null(bytes);
	assert_int_equal(len, content->len);
	assert_memory_equal(bytes, content->bytes, len);
}

/* Whatever the course handed out and the learner wrote, both come back to the byte. */
static void reset_and_undo_are_exact(void **state)
{
	const char *const path = "w/" FIRST "/one.rs";
	const size_t count = sizeof(contents) / sizeof(*contents);
	struct sandbox *box = *state;

	/* settings that change line ends, where anybody listens to them */
	sandbox_write(box, ".gitconfig", "[core]\n\tautocrlf = true\n\teol = crlf\n");
	sandbox_write(box, "w/.gitattributes", "* text=auto eol=crlf ident\n");
	sandbox_write(box, "w/exercises/.gitattributes", "*.rs text eol=crlf ident\n");
	sandbox_write(box, "w/" FIRST "/.gitattributes", "*.rs text eol=crlf ident\n");
	for (size_t i = 0; i < count; i++) {
		const struct content *handed_out = &contents[i];
		const struct content *written = &contents[(i + 4) % count];

		file_remove(sandbox_path(box, "w/.rustgym"), NULL);
		sandbox_write_bytes(box, path, handed_out->bytes, handed_out->len);
		opened(state);
		sandbox_write_bytes(box, path, written->bytes, written->len);
		assert_true(reset(state, "one"));
		assert_bytes(box, path, handed_out);
		undo(state, "one");
		assert_bytes(box, path, written);
		undo(state, "one"); /* of the undo */
		assert_bytes(box, path, handed_out);
		undo(state, "one");
		assert_bytes(box, path, written);
	}
}

static bool is_runnable(struct sandbox *box, const char *relative)
{
	return access(sandbox_path(box, "%s", relative), X_OK) == 0;
}

static void what_can_be_run_comes_back_so(void **state)
{
	struct sandbox *box = *state;
	const char *const path = "w/" FIRST "/one.rs", *const full = sandbox_path(box, "%s", path);

	assert_int_equal(chmod(full, 0755), 0);
	opened(state);
	sandbox_write(box, path, "edited\n");
	assert_int_equal(chmod(full, 0644), 0);
	assert_true(reset(state, "one"));
	assert_true(is_runnable(box, path));
	undo(state, "one");
	assert_string_equal(sandbox_read(box, path, NULL), "edited\n");
	assert_false(is_runnable(box, path));
	undo(state, "one");
	assert_true(is_runnable(box, path));
}

static void the_permission_alone_is_a_change(void **state)
{
	struct sandbox *box = *state;
	const char *const path = "w/" THIRD "/pack/run.sh", *const full = sandbox_path(box, "%s",
										       path);

	sandbox_write(box, path, "#!/bin/sh\n");
	assert_int_equal(chmod(full, 0755), 0);
	opened(state);
	assert_int_equal(chmod(full, 0644), 0);
	assert_true(reset(state, "pack"));
	assert_true(is_runnable(box, path));
	undo(state, "pack");
	assert_false(is_runnable(box, path));
}

static void a_reset_of_nothing_changes_nothing(void **state)
{
	struct error err = ERROR_INIT;
	bool changed = true;

	opened(state);
	assert_int_equal(history_reset(fixture_of(state)->history, exercise_of(state, "one"),
				       &changed, &err),
			 0);
	assert_false(changed);
	assert_int_equal(
		history_reset(fixture_of(state)->history, exercise_of(state, "one"), NULL, &err),
		0);
	assert_int_equal(
		history_undo_reset(fixture_of(state)->history, exercise_of(state, "one"), &err),
		ERROR_USAGE);
	assert_contains(err.message, "one was not reset");
}

static void what_was_deleted_comes_back(void **state)
{
	struct sandbox *box = *state;

	opened(state);
	unlink(sandbox_path(box, "w/" FIRST "/one.rs"));
	assert_true(reset(state, "one"));
	assert_string_equal(sandbox_read(box, "w/" FIRST "/one.rs", NULL), "fn main() {}\n");
	file_remove(sandbox_path(box, "w/" THIRD "/pack"), NULL);
	assert_true(reset(state, "pack"));
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/src/lib.rs", NULL),
			    "pub fn a() {}\n");
	file_remove(sandbox_path(box, "w/" THIRD "/pack/src"), NULL);
	assert_true(reset(state, "pack"));
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/src/lib.rs", NULL),
			    "pub fn a() {}\n");
}

static void one_exercise_is_reset_not_its_neighbours(void **state)
{
	struct sandbox *box = *state;

	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "one\n");
	sandbox_write(box, "w/" FIRST "/two.rs", "two\n");
	assert_true(reset(state, "one"));
	assert_string_equal(sandbox_read(box, "w/" FIRST "/two.rs", NULL), "two\n");
}

static void a_folder_is_reset_as_a_whole(void **state)
{
	struct sandbox *box = *state;

	opened(state);
	sandbox_write(box, "w/" THIRD "/pack/src/lib.rs", "mine\n");
	sandbox_write(box, "w/" THIRD "/pack/Cargo.toml", "mine too\n");
	sandbox_write(box, "w/" THIRD "/pack/src/own.rs", "my own file\n");
	assert_true(reset(state, "pack"));
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/src/lib.rs", NULL),
			    "pub fn a() {}\n");
	undo(state, "pack");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/src/lib.rs", NULL), "mine\n");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/Cargo.toml", NULL), "mine too\n");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/src/own.rs", NULL),
			    "my own file\n");
}

static void a_reset_that_fails_keeps_the_learners_text(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;

	opened(state);
	assert_int_equal(truncate(sandbox_path(box, "w/" FIRST "/one.rs"), 64 << 20), 0);
	assert_int_equal(
		history_reset(fixture_of(state)->history, exercise_of(state, "one"), NULL, &err),
		ERROR_IO); /* it could not be recorded, so it is not replaced */
	assert_contains(err.message, "larger than");
	{
		struct stat st;
		assert_int_equal(stat(sandbox_path(box, "w/" FIRST "/one.rs"), &st), 0);
		assert_int_equal(st.st_size, 64 << 20);
	}
}

/* ---- the course's own files ----------------------------------------------------------------- */

static void the_courses_files_are_put_back_and_named(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	sandbox_write(box, "w/" THIRD "/pack/src/lib.rs", "the learner's work\n");
	sandbox_write(box, "w/" THIRD "/pack/Cargo.toml", "the learner's manifest\n");
	sandbox_write(box, "w/" THIRD "/pack/tests/proof.rs", "// made easy\n");
	sandbox_write(box, "w/" THIRD "/pack/src/own.rs", "a file of the learner's own\n");
	assert_int_equal(
		history_restore_course_files(history, exercise_of(state, "pack"), &out, &err), 0);
	assert_string_equal(out.data, "tests/proof.rs\n");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/tests/proof.rs", NULL),
			    "#[test]\nfn proof() {}\n");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/src/lib.rs", NULL),
			    "the learner's work\n");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/Cargo.toml", NULL),
			    "the learner's manifest\n");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/src/own.rs", NULL),
			    "a file of the learner's own\n");
	undo(state, "pack"); /* nothing is lost */
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/tests/proof.rs", NULL),
			    "// made easy\n");
	buffer_clear(&out);
}

static void untouched_files_are_not_named(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	sandbox_write(box, "w/" THIRD "/pack/src/lib.rs", "the learner's work\n");
	sandbox_write(box, "w/" FIRST "/one.rs", "the learner's work\n");
	assert_int_equal(
		history_restore_course_files(history, exercise_of(state, "pack"), &out, &err), 0);
	assert_int_equal(
		history_restore_course_files(history, exercise_of(state, "one"), &out, &err), 0);
	assert_string_equal(out.data, "");
	assert_string_equal(sandbox_read(box, "w/" FIRST "/one.rs", NULL), "the learner's work\n");
	assert_int_equal(history_undo_reset(history, exercise_of(state, "pack"), &err),
			 ERROR_USAGE);
	buffer_clear(&out);
}

/* ---- what is around it ---------------------------------------------------------------------- */

/* Everything that git can say about the state of a repository. */
static const char *state_of_git(struct sandbox *box, const char *folder)
{
	size_t len = 0;
	const char *index = sandbox_read(box, "w/.git/index", &len);

	return arena_format(&box->arena, "%s%s%s%s%016llx",
			    git(box, folder, "status", "--porcelain", "--ignored"),
			    git(box, folder, "rev-parse", "HEAD", NULL),
			    git(box, folder, "for-each-ref", NULL, NULL),
			    git(box, folder, "stash", "list", NULL),
			    (unsigned long long)file_hash(FILE_HASH_START, index, len));
}

static void the_learners_own_repository_is_untouched(void **state)
{
	struct sandbox *box = *state;
	const char *folder = sandbox_path(box, "w"), *before;

	git(box, folder, "init", "--quiet", NULL);
	sandbox_write(box, "w/.gitignore", ".rustgym/\n");
	git(box, folder, "add", "--all", NULL);
	git(box, folder, "commit", "--quiet", "--message=all");
	sandbox_write(box, "w/" FIRST "/two.rs", "staged\n");
	git(box, folder, "add", "--all", NULL);
	sandbox_write(box, "w/" FIRST "/two.rs", "not staged\n");
	assert_int_equal(workspace_prepare(&fixture_of(state)->workspace, NULL), 0);
	before = state_of_git(box, folder);

	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	assert_int_equal(history_snapshot(fixture_of(state)->history, exercise_of(state, "one"),
					  "s\n", NULL),
			 0);
	assert_true(reset(state, "one"));
	opened(state);
	assert_string_equal(state_of_git(box, folder), before);
	git(box, folder, "fsck", "--strict", NULL);
}

static void a_locked_index_of_the_learners_is_no_obstacle(void **state)
{
	struct sandbox *box = *state;

	git(box, sandbox_path(box, "w"), "init", "--quiet", NULL);
	sandbox_write(box, "w/.git/index.lock", "");
	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	assert_true(reset(state, "one"));
	undo(state, "one");
}

/* What a process leaves that is killed while it writes. */
static void what_killed_processes_left_is_in_nobodys_way(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, "w/.rustgym/repo.git.new/HEAD", "half of");
	opened(state);
	sandbox_write(box, "w/.rustgym/repo.git/refs/rustgym/base.lock", "");
	sandbox_write(box, "w/.rustgym/repo.git/refs/rustgym/exercise/one.lock", "");
	sandbox_write(box, "w/.rustgym/repo.git/refs/rustgym/undo/one.lock", "");
	sandbox_write(box, "w/.rustgym/repo.git/objects/tmp_object_git2_1", "half of");
	opened(state);
	assert_false(
		file_exists(sandbox_path(box, "w/.rustgym/repo.git/objects/tmp_object_git2_1")));
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	assert_true(reset(state, "one"));
	undo(state, "one");
	assert_string_equal(sandbox_read(box, "w/" FIRST "/one.rs", NULL), "edited\n");
	assert_false(file_exists(sandbox_path(box, "w/.rustgym/repo.git.new")));
}

/* One that was killed after the first file, or failed there: the way back is recorded by then. */
static void a_reset_that_is_cut_short_can_be_undone(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;

	opened(state);
	sandbox_write(box, "w/" THIRD "/pack/Cargo.toml", "edited\n");
	assert_int_equal(unlink(sandbox_path(box, "w/" THIRD "/pack/src/lib.rs")), 0);
	sandbox_write(box, "w/" THIRD "/pack/src/lib.rs/in_the_way", "");
	assert_int_equal(
		history_reset(fixture_of(state)->history, exercise_of(state, "pack"), NULL, &err),
		ERROR_IO);
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/Cargo.toml", NULL),
			    "[package]\nname = \"pack\"\n");
	undo(state, "pack");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/Cargo.toml", NULL), "edited\n");
}

static void a_broken_configuration_is_not_read(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, ".gitconfig", "[core\n\"garbage \xff = \n[[[\n");
	sandbox_write(box, ".config/git/config", "not a configuration [");
	sandbox_write(box, "xdg/git/config", "not a configuration [");
	setenv("XDG_CONFIG_HOME", sandbox_path(box, "xdg"), 1);
	setenv("GIT_CONFIG_GLOBAL", sandbox_path(box, ".gitconfig"), 1);
	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	assert_true(reset(state, "one"));
	undo(state, "one");
	unsetenv("GIT_CONFIG_GLOBAL");
	unsetenv("XDG_CONFIG_HOME");
	assert_string_equal(sandbox_read(box, "w/" FIRST "/one.rs", NULL), "edited\n");
}

/* git sets these for its hooks, and a learner may run rustgym from one. */
static void the_environment_of_git_is_not_read(void **state)
{
	static const char *const names[] = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
					    "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		setenv(names[i], sandbox_path(box, "nowhere"), 1);
	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	assert_true(reset(state, "one"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unsetenv(names[i]);
	assert_false(file_exists(sandbox_path(box, "nowhere")));
	assert_int_equal(snapshots(box, "one"), 1);
}

static void a_damaged_repository_is_an_error_with_a_way_out(void **state)
{
	struct sandbox *box = *state;
	struct fixture *fixture = fixture_of(state);
	struct error err = ERROR_INIT;

	sandbox_write(box, "w/.rustgym/repo.git/HEAD", "garbage");
	assert_int_equal(
		history_open(&fixture->workspace, fixture->course, &fixture->history, &err),
		ERROR_IO);
	assert_null(fixture->history);
	assert_contains(err.message, "moving .rustgym/repo.git aside");
	file_remove(sandbox_path(box, "w/.rustgym/repo.git"), NULL);
	assert_base(opened(state), FIRST "/one.rs", "fn main() {}\n");
}

static void two_processes_record_side_by_side(void **state)
{
	enum { EACH = 10 };
	struct sandbox *box = *state;
	struct fixture *fixture = fixture_of(state);
	int status = -1;
	pid_t pid;

	opened(state);
	pid = fork();
	if (pid == 0) {
		const struct exercise *two = course_find(fixture->course, "two");
		int result = 0;
		for (int i = 0; i < EACH && !result; i++) {
			sandbox_write(box, "w/" FIRST "/two.rs",
				      arena_format(&box->arena, "// %d\n", i));
			result = history_snapshot(fixture->history, two, "s\n", NULL);
		}
		_exit(result ? 1 : 0);
	}
	for (int i = 0; i < EACH; i++) {
		sandbox_write(box, "w/" FIRST "/one.rs", arena_format(&box->arena, "// %d\n", i));
		assert_int_equal(
			history_snapshot(fixture->history, exercise_of(state, "one"), "s\n", NULL),
			0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(snapshots(box, "one"), EACH);
	assert_int_equal(snapshots(box, "two"), EACH);
	git(box, sandbox_path(box, "w/.rustgym/repo.git"), "fsck", "--strict", NULL);
}

static bool is_mapped(const char *name)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[4096];
	bool found = false;

	while (maps && fgets(line, sizeof(line), maps))
		found = found || strstr(line, name);
	if (maps)
		fclose(maps);
	return found;
}

/* Where maps can't be read, or libgit2 is a part of the program, there is nothing to see. */
static void a_resting_history_gives_libgit2_back_and_wakes_up(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	bool was_mapped = is_mapped("rustgym-history");

	history_rest(history);
	history_rest(history);
	assert_false(is_mapped("rustgym-history"));
	assert_false(was_mapped && is_mapped("libgit2"));
	sandbox_write(box, "w/" FIRST "/one.rs", "// new\n");
	assert_int_equal(history_snapshot(history, exercise_of(state, "one"), "s\n", NULL), 0);
	assert_int_equal(snapshots(box, "one"), 1);
	history_rest(history);
	assert_int_equal(history_reset(history, exercise_of(state, "one"), NULL, NULL), 0);
	assert_string_equal(sandbox_read(box, "w/" FIRST "/one.rs", NULL), "fn main() {}\n");
	history_rest(history);
	assert_base(history, FIRST "/one.rs", "fn main() {}\n");
	history_rest(NULL);
}

#define in_workspace(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_workspace(the_base_is_what_was_handed_out),
		in_workspace(the_base_does_not_follow_edits),
		in_workspace(the_base_grows_with_the_course),
		in_workspace(what_is_absent_joins_the_base_when_it_is_seen),
		in_workspace(only_exercises_are_recorded),
		in_workspace(a_snapshot_is_taken_of_what_changed),
		in_workspace(the_repository_is_sound),
		in_workspace(reset_and_undo_are_exact),
		in_workspace(what_can_be_run_comes_back_so),
		in_workspace(the_permission_alone_is_a_change),
		in_workspace(a_reset_of_nothing_changes_nothing),
		in_workspace(what_was_deleted_comes_back),
		in_workspace(one_exercise_is_reset_not_its_neighbours),
		in_workspace(a_folder_is_reset_as_a_whole),
		in_workspace(a_reset_that_fails_keeps_the_learners_text),
		in_workspace(the_courses_files_are_put_back_and_named),
		in_workspace(untouched_files_are_not_named),
		in_workspace(the_learners_own_repository_is_untouched),
		in_workspace(a_locked_index_of_the_learners_is_no_obstacle),
		in_workspace(what_killed_processes_left_is_in_nobodys_way),
		in_workspace(a_reset_that_is_cut_short_can_be_undone),
		in_workspace(a_broken_configuration_is_not_read),
		in_workspace(the_environment_of_git_is_not_read),
		in_workspace(a_damaged_repository_is_an_error_with_a_way_out),
		in_workspace(two_processes_record_side_by_side),
		in_workspace(a_resting_history_gives_libgit2_back_and_wakes_up),
	};

	return run_group(tests);
}
