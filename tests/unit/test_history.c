#include "rustgym/base/file.h"
#include "rustgym/history/history.h"
#include "rustgym/history/message.h"
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
	struct history_change change = HISTORY_CHANGE_INIT;
	struct error err = ERROR_INIT;
	bool changed;

	if (history_reset(fixture_of(state)->history, exercise_of(state, name), &change, &err))
		fail_msg("%s", err.message);
	changed = change.changed;
	history_change_clear(&change);
	return changed;
}

static void undo(void **state, const char *name)
{
	struct error err = ERROR_INIT;

	if (history_undo(fixture_of(state)->history, exercise_of(state, name), NULL, &err))
		fail_msg("%s", err.message);
}

static void redo(void **state, const char *name)
{
	struct error err = ERROR_INIT;

	if (history_redo(fixture_of(state)->history, exercise_of(state, name), NULL, &err))
		fail_msg("%s", err.message);
}

static void snapshot(void **state, const char *name, const char *message)
{
	struct error err = ERROR_INIT;

	if (history_snapshot(fixture_of(state)->history, exercise_of(state, name), NULL, message,
			     &err))
		fail_msg("%s", err.message);
}

/* The pristine text of one file of an exercise. */
static void assert_base(void **state, const char *name, const char *file, const char *text)
{
	struct file_set files = FILE_SET_INIT;
	struct error err = ERROR_INIT;

	if (history_read(fixture_of(state)->history, exercise_of(state, name), HISTORY_PRISTINE,
			 &files, &err))
		fail_msg("%s", err.message);
	assert_non_null(file_set_find(&files, file));
	assert_string_equal(file_set_find(&files, file)->bytes, text);
	file_set_clear(&files);
}

/* ---- the base ------------------------------------------------------------------------------- */

static void the_base_is_what_was_handed_out(void **state)
{
	opened(state);
	assert_base(state, "one", "one.rs", "fn main() {}\n");
	assert_base(state, "pack", "tests/proof.rs", "#[test]\nfn proof() {}\n");
	assert_string_equal(git(*state, sandbox_path(*state, "w/.rustgym/repo.git"), "show",
				"refs/rustgym/pristine:" ROADMAP, NULL),
			    sample_roadmap);
}

static void the_base_does_not_follow_edits(void **state)
{
	struct sandbox *box = *state;

	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	opened(state);
	assert_base(state, "one", "one.rs", "fn main() {}\n");
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
	opened(state);
	assert_base(state, "four", "four.rs", "new\n");
	assert_base(state, "one", "one.rs", "fn main() {}\n");
	sandbox_write(box, "w/" SECOND "/four.rs", "edited\n");
	opened(state);
	assert_base(state, "four", "four.rs", "new\n");
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
	opened(state);
	assert_base(state, "one", "one.rs", "// late\n");
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
		    "refs/rustgym/pristine");
	assert_contains(names, FIRST "/one.rs");
	assert_lacks(names, "target");
	assert_lacks(names, ".git");
	assert_lacks(names, "notes.txt");
}

/* ---- snapshots ------------------------------------------------------------------------------ */

/* The messages of an exercise's snapshots, oldest first: "1 as handed out +0 -0 *\n". */
static const char *listed(void **state, const char *name)
{
	struct sandbox *box = *state;
	struct snapshots list = SNAPSHOTS_INIT;
	struct error err = ERROR_INIT;
	const char *text = "";

	if (history_list(fixture_of(state)->history, exercise_of(state, name), &list, &err))
		fail_msg("%s", err.message);
	for (size_t i = 0; i < list.count; i++) {
		const struct snapshot *s = &list.items[i];

		assert_int_equal(s->number, i + 1);
		assert_true(s->time > 1000000000);
		text = arena_format(&box->arena, "%s%s +%zu -%zu%s\n", text, s->message, s->added,
				    s->removed, s->present ? " *" : "");
	}
	for (size_t i = 0; i < list.left.count; i++)
		text = arena_format(&box->arena, "%s(%s)\n", text, list.left.items[i]);
	snapshots_clear(&list);
	return text;
}

static const char *read_at(void **state, const char *name, int number, const char *path)
{
	struct sandbox *box = *state;
	struct file_set files = FILE_SET_INIT;
	struct error err = ERROR_INIT;
	const struct file_set_item *item;
	const char *text;

	if (history_read(fixture_of(state)->history, exercise_of(state, name), number, &files,
			 &err))
		fail_msg("%s", err.message);
	item = file_set_find(&files, path);
	text = item ? arena_string(&box->arena, item->bytes) : "(none)";
	file_set_clear(&files);
	return text;
}

static void a_snapshot_is_taken_of_what_changed(void **state)
{
	struct sandbox *box = *state;

	opened(state);
	assert_string_equal(listed(state, "one"), "");
	snapshot(state, "one", "failed, 8 ms");
	assert_string_equal(listed(state, "one"), "as handed out +0 -0 *\n");
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\nand more\n");
	snapshot(state, "one", "passed, 9 ms");
	snapshot(state, "one", "passed, 7 ms");
	assert_string_equal(listed(state, "one"), "as handed out +0 -0\npassed, 9 ms +2 -1 *\n");
	assert_int_equal(snapshots(box, "one"), 2);
	assert_string_equal(read_at(state, "one", 2, "one.rs"), "edited\nand more\n");
	assert_string_equal(read_at(state, "one", 1, "one.rs"), "fn main() {}\n");
}

/* The first verdict may see an edited text: what the learner started from is there all the same. */
static void the_first_snapshot_is_the_pristine_text(void **state)
{
	struct sandbox *box = *state;

	opened(state);
	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	snapshot(state, "one", "failed, 8 ms");
	assert_string_equal(listed(state, "one"), "as handed out +0 -0\nfailed, 8 ms +1 -1 *\n");
	assert_string_equal(read_at(state, "one", 1, "one.rs"), "fn main() {}\n");
}

/* What is kept when a verification starts gets its outcome, even when the file is gone by then. */
static void what_was_kept_gets_its_outcome(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	const struct exercise *one = exercise_of(state, "one");

	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	assert_int_equal(history_snapshot(history, one, NULL, MESSAGE_SAVED, NULL), 0);
	assert_int_equal(history_snapshot(history, one, NULL, MESSAGE_SAVED, NULL), 0);
	assert_string_equal(listed(state, "one"), "as handed out +0 -0\nsaved +1 -1 *\n");
	snapshot(state, "one", "failed, 8 ms");
	assert_string_equal(listed(state, "one"), "as handed out +0 -0\nfailed, 8 ms +1 -1 *\n");
	assert_int_equal(history_snapshot(history, one, NULL, MESSAGE_SAVED, NULL),
			 0); /* takes no outcome away */
	assert_string_equal(listed(state, "one"), "as handed out +0 -0\nfailed, 8 ms +1 -1 *\n");

	sandbox_write(box, "w/" FIRST "/one.rs", "deletes itself\n");
	assert_int_equal(history_snapshot(history, one, NULL, MESSAGE_SAVED, NULL), 0);
	assert_int_equal(unlink(sandbox_path(box, "w/" FIRST "/one.rs")), 0);
	snapshot(state, "one", "passed, 8 ms");
	assert_string_equal(listed(state, "one"),
			    "as handed out +0 -0\nfailed, 8 ms +1 -1\nsaved +1 -1\n");
	assert_string_equal(read_at(state, "one", 3, "one.rs"), "deletes itself\n");
	git(box, sandbox_path(box, "w/.rustgym/repo.git"), "fsck", "--strict", NULL);
}

static void what_is_read_has_a_number(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	struct file_set files = FILE_SET_INIT;
	struct error err = ERROR_INIT;

	sandbox_write(box, "w/" FIRST "/one.rs", "edited\n");
	assert_string_equal(read_at(state, "one", HISTORY_PRISTINE, "one.rs"), "fn main() {}\n");
	assert_string_equal(read_at(state, "one", HISTORY_PRESENT, "one.rs"), "edited\n");
	assert_string_equal(read_at(state, "pack", HISTORY_PRISTINE, "src/lib.rs"),
			    "pub fn a() {}\n");
	assert_string_equal(read_at(state, "pack", HISTORY_PRESENT, "tests/proof.rs"),
			    "#[test]\nfn proof() {}\n");
	assert_int_equal(history_read(history, exercise_of(state, "one"), 1, &files, &err),
			 ERROR_USAGE);
	assert_contains(err.message, "there is no one@1");
	file_set_clear(&files);
}

/* ---- what was handed out, whatever the learner did before rustgym was started first --------------- */

static void shell(struct sandbox *box, const char *commands)
{
	const char *const argv[] = {"sh", "-ec", commands, NULL};
	const char *output;

	if (run_command(argv, box->root, &output, box) != 0)
		fail_msg("%s: %s", commands, output);
}

#define GIT "git -c user.name=x -c user.email=x@y -c init.defaultBranch=main "
#define IN_ONE ">" FIRST "/one.rs"

/* The course is the repository `from`, and w is a clone of it, in which one.rs is edited. */
static void clone_and_edit(struct sandbox *box)
{
	shell(box, "mv w from; cd from; " GIT "init -q; echo .rustgym >.gitignore; git add .; " GIT
		   "commit -qm course; git config receive.denyCurrentBranch ignore");
	shell(box, "git clone -q from w; cd w; echo 'fn mine() {}' " IN_ONE);
}

/* one.rs after a reset; *first_seen: nobody claims that it was handed out like that. */
static const char *text_after_reset(void **state, bool *first_seen)
{
	struct history_change change = HISTORY_CHANGE_INIT;
	struct error err = ERROR_INIT;

	opened(state);
	if (history_reset(fixture_of(state)->history, exercise_of(state, "one"), &change, &err))
		fail_msg("%s", err.message);
	*first_seen = change.first_seen;
	history_change_clear(&change);
	return sandbox_read(*state, "w/" FIRST "/one.rs", NULL);
}

static void assert_handed_out(void **state)
{
	bool first_seen;

	assert_string_equal(text_after_reset(state, &first_seen), "fn main() {}\n");
	assert_false(first_seen);
}

static void an_edited_clone_is_reset_to_its_commit(void **state)
{
	clone_and_edit(*state);
	assert_handed_out(state);
	assert_base(state, "pack", "src/lib.rs", "pub fn a() {}\n");
}

static void the_learners_commits_are_not_what_was_handed_out(void **state)
{
	clone_and_edit(*state);
	shell(*state, "cd w; " GIT "commit -qam solved");
	assert_handed_out(state);
}

/* A fork: what was committed is upstream, too. */
static void nor_are_those_that_were_pushed(void **state)
{
	clone_and_edit(*state);
	shell(*state, "cd w; " GIT "commit -qam solved; git push -q");
	assert_handed_out(state);
}

static void what_was_pulled_since_was_handed_out(void **state)
{
	clone_and_edit(*state);
	shell(*state, "cd w; " GIT "commit -qam solved");
	shell(*state, "cd from; echo 'fn newer() {}' >" FIRST "/two.rs; " GIT "commit -qam newer");
	shell(*state, "cd w; " GIT "pull -q --no-rebase --no-edit");
	assert_handed_out(state);
	assert_base(state, "two", "two.rs", "fn newer() {}\n");
}

static void a_repository_without_a_remote_began_with_the_course(void **state)
{
	shell(*state, "cd w; " GIT "init -q; git add .; " GIT "commit -qm course");
	shell(*state, "cd w; echo 'fn mine() {}' " IN_ONE "; " GIT "commit -qam solved");
	shell(*state, "cd w; echo 'fn again() {}' " IN_ONE);
	assert_handed_out(state);
}

static void a_workspace_in_a_folder_of_a_clone_is_found(void **state)
{
	shell(*state, GIT "init -q; git add w; " GIT "commit -qm course");
	shell(*state, "cd w; echo 'fn mine() {}' " IN_ONE);
	assert_handed_out(state);
}

/* git checks files out with the line ends that it was told to. */
static void the_line_ends_of_a_clone_stay(void **state)
{
	bool first_seen;

	shell(*state, "mv w from; cd from; " GIT "init -q; git add .; " GIT "commit -qm course");
	shell(*state,
	      "git clone -q -c core.autocrlf=true from w; cd w; printf 'mine\\r\\n' " IN_ONE);
	assert_string_equal(text_after_reset(state, &first_seen), "fn main() {}\r\n");
	assert_false(first_seen);
}

/* w is as `init` left it, and has been edited since. */
static void install_and_edit(struct sandbox *box)
{
	shell(box, "cp -R w installed; cd w; echo 'fn mine() {}' " IN_ONE);
	sandbox_write(box, ".config/rustgym/config.json",
		      arena_format(&box->arena, "{\"workspaces\":{\"%s\":{\"course\":\"%s\"}}}",
				   sandbox_path(box, "w"), sandbox_path(box, "installed")));
}

static void the_installed_course_says_what_was_handed_out(void **state)
{
	install_and_edit(*state);
	assert_handed_out(state);
}

/* It has become a newer one since: nobody knows what was handed out here. */
static void a_newer_installed_course_does_not(void **state)
{
	bool first_seen;

	install_and_edit(*state);
	shell(*state,
	      "cd installed; echo 'fn newer() {}' " IN_ONE "; echo >>exercises/roadmap.json");
	assert_string_equal(text_after_reset(state, &first_seen), "fn mine() {}\n");
	assert_true(first_seen);
}

static void where_nobody_knows_that_is_said(void **state)
{
	struct file_set files = FILE_SET_INIT;
	bool first_seen;

	sandbox_write(*state, "w/" FIRST "/one.rs", "fn mine() {}\n");
	assert_string_equal(text_after_reset(state, &first_seen), "fn mine() {}\n");
	assert_true(first_seen);
	file_set_add(&files, "one.rs", "fn known() {}\n", 14); /* an update brings it */
	assert_int_equal(history_pristine_write(fixture_of(state)->history,
						exercise_of(state, "one"), &files, NULL),
			 0);
	assert_string_equal(text_after_reset(state, &first_seen), "fn known() {}\n");
	assert_false(first_seen);
	file_set_clear(&files);
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
		assert_int_equal(
			history_snapshot(fixture_of(state)->history, pack, NULL, "s", NULL), 0);
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
		redo(state, "one");
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
	redo(state, "one");
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

	opened(state);
	assert_false(reset(state, "one"));
	assert_int_equal(
		history_reset(fixture_of(state)->history, exercise_of(state, "one"), NULL, &err),
		0);
	assert_int_equal(
		history_undo(fixture_of(state)->history, exercise_of(state, "one"), NULL, &err),
		ERROR_USAGE);
	assert_contains(err.message, "nothing to undo in one");
	assert_int_equal(history_undo(fixture_of(state)->history, NULL, NULL, &err), ERROR_USAGE);
	assert_int_equal(history_redo(fixture_of(state)->history, NULL, NULL, &err), ERROR_USAGE);
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
	assert_false(file_exists(sandbox_path(box, "w/" THIRD "/pack/src/own.rs")));
	undo(state, "pack");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/src/lib.rs", NULL), "mine\n");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/Cargo.toml", NULL), "mine too\n");
	assert_string_equal(sandbox_read(box, "w/" THIRD "/pack/src/own.rs", NULL),
			    "my own file\n");
	redo(state, "pack");
	assert_false(file_exists(sandbox_path(box, "w/" THIRD "/pack/src/own.rs")));
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

/* ---- the way back --------------------------------------------------------------------------- */

#define ONE "w/" FIRST "/one.rs"
#define TWO "w/" FIRST "/two.rs"

static void assert_text(void **state, const char *path, const char *text)
{
	const char *present = sandbox_read(*state, path, NULL);

	assert_non_null(present);
	assert_string_equal(present, text);
}

static void undo_goes_further_back_and_redo_forth(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	const struct exercise *one = exercise_of(state, "one");

	sandbox_write(box, ONE, "first\n");
	assert_true(reset(state, "one"));
	sandbox_write(box, ONE, "second\n");
	assert_int_equal(history_restore(history, one, 2, NULL, NULL), 0);
	assert_text(state, ONE, "first\n");
	sandbox_write(box, ONE, "typed since\n");
	undo(state, "one");
	assert_text(state, ONE, "second\n");
	undo(state, "one");
	assert_text(state, ONE, "first\n");
	assert_int_equal(history_undo(history, one, NULL, NULL), ERROR_USAGE);
	redo(state, "one");
	assert_text(state, ONE, "second\n");
	redo(state, "one");
	assert_text(state, ONE, "typed since\n");
	assert_int_equal(history_redo(history, one, NULL, NULL), ERROR_USAGE);
	undo(state, "one");
	assert_text(state, ONE, "second\n");
	assert_true(reset(state, "one")); /* another way was taken: there is nothing to redo */
	assert_int_equal(history_redo(history, one, NULL, NULL), ERROR_USAGE);
	assert_contains(listed(state, "one"), "before undo");
	git(box, sandbox_path(box, "w/.rustgym/repo.git"), "fsck", "--strict", NULL);
}

static const char *action_of(void **state, const struct exercise *exercise, bool forth)
{
	struct sandbox *box = *state;
	struct history_change change = HISTORY_CHANGE_INIT;
	struct error err = ERROR_INIT;
	struct history *history = fixture_of(state)->history;
	const char *text;

	if ((forth ? history_redo : history_undo)(history, exercise, &change, &err))
		text = arena_string(&box->arena, err.message);
	else
		text = arena_string(&box->arena, change.action);
	for (size_t i = 0; i < change.exercises.count; i++)
		text = arena_format(&box->arena, "%s %s", text, change.exercises.items[i]);
	history_change_clear(&change);
	return text;
}

static void without_a_name_the_last_action_is_undone(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);

	sandbox_write(box, ONE, "one\n");
	sandbox_write(box, TWO, "two\n");
	assert_true(reset(state, "two"));
	assert_true(reset(state, "one"));
	assert_int_equal(history_restore(history, exercise_of(state, "two"), 2, NULL, NULL), 0);
	assert_string_equal(action_of(state, NULL, false), "restore @2 two");
	assert_string_equal(action_of(state, NULL, false), "reset one");
	assert_text(state, ONE, "one\n");
	assert_string_equal(action_of(state, NULL, true), "reset one");
	assert_string_equal(action_of(state, NULL, true), "restore @2 two");
	assert_string_equal(action_of(state, NULL, true), "there is nothing to redo");
	assert_string_equal(action_of(state, NULL, false), "restore @2 two");
	assert_string_equal(action_of(state, NULL, false), "reset one");
	assert_string_equal(action_of(state, NULL, false), "reset two");
	assert_string_equal(action_of(state, NULL, false), "there is nothing to undo");
	assert_text(state, ONE, "one\n");
	assert_text(state, TWO, "two\n");
}

static void a_group_is_one_action(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);

	sandbox_write(box, ONE, "one\n");
	sandbox_write(box, TWO, "two\n");
	history_group_begin(history);
	assert_true(reset(state, "one"));
	assert_true(reset(state, "two"));
	history_group_end(history);
	assert_string_equal(action_of(state, NULL, false), "reset one two");
	assert_text(state, ONE, "one\n");
	assert_text(state, TWO, "two\n");
	assert_string_equal(action_of(state, NULL, true), "reset one two");
	assert_string_equal(action_of(state, exercise_of(state, "two"), false), "reset two");
	assert_string_equal(action_of(state, NULL, false), "reset one");
	assert_text(state, TWO, "two\n");
}

static void what_is_put_can_be_undone(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	struct history_change change = HISTORY_CHANGE_INIT;
	struct file_set files = FILE_SET_INIT;
	struct error err = ERROR_INIT;

	sandbox_write(box, "w/" THIRD "/pack/own.rs", "own\n");
	file_set_add(&files, "src/lib.rs", "new\0er\n", 7);
	file_set_add(&files, "run.sh", "#!/bin/sh\n", 10)->runnable = true;
	if (history_put(history, exercise_of(state, "pack"), &files, "update", &change, &err))
		fail_msg("%s", err.message);
	assert_true(change.changed);
	assert_true(strings_contain(&change.files, "own.rs"));
	assert_true(strings_contain(&change.files, "run.sh"));
	assert_false(file_exists(sandbox_path(box, "w/" THIRD "/pack/own.rs")));
	assert_false(file_exists(sandbox_path(box, "w/" THIRD "/pack/tests")));
	assert_true(is_runnable(box, "w/" THIRD "/pack/run.sh"));
	assert_bytes(box, "w/" THIRD "/pack/src/lib.rs", &(struct content){"new\0er\n", 7});
	assert_string_equal(action_of(state, exercise_of(state, "pack"), false), "update pack");
	assert_text(state, "w/" THIRD "/pack/own.rs", "own\n");
	assert_text(state, "w/" THIRD "/pack/tests/proof.rs", "#[test]\nfn proof() {}\n");
	history_change_clear(&change);
	file_set_clear(&files);
}

static void the_base_can_be_replaced(void **state)
{
	struct history *history = opened(state);
	struct file_set files = FILE_SET_INIT;
	struct error err = ERROR_INIT;

	file_set_add(&files, "one.rs", "newer\n", 6);
	if (history_pristine_write(history, exercise_of(state, "one"), &files, &err))
		fail_msg("%s", err.message);
	assert_text(state, ONE, "fn main() {}\n");
	opened(state);
	assert_base(state, "one", "one.rs", "newer\n");
	assert_string_equal(git(*state, sandbox_path(*state, "w/.rustgym/repo.git"), "show",
				"refs/rustgym/pristine:" FIRST "/topic.json", NULL),
			    sample_first);
	file_set_clear(&files);
	file_set_add(&files, "src/lib.rs", "newer\n", 6);
	if (history_pristine_write(fixture_of(state)->history, exercise_of(state, "pack"), &files,
				   &err))
		fail_msg("%s", err.message);
	assert_true(reset(state, "pack"));
	assert_text(state, "w/" THIRD "/pack/src/lib.rs", "newer\n");
	assert_false(file_exists(sandbox_path(*state, "w/" THIRD "/pack/Cargo.toml")));
	file_set_clear(&files);
}

/* Links are recorded as links; nothing is written through one that is in a folder's way. */
static void links_are_kept_as_links(void **state)
{
	struct sandbox *box = *state;
	const char *folder = sandbox_path(box, "w/" THIRD "/pack/src"), *elsewhere;
	char to[64] = "";

	opened(state);
	sandbox_write(box, "elsewhere/lib.rs", "outside\n");
	elsewhere = sandbox_path(box, "elsewhere");
	assert_int_equal(file_remove(folder, NULL), 0);
	assert_int_equal(symlink(elsewhere, folder), 0);
	assert_true(reset(state, "pack"));
	assert_text(state, "w/" THIRD "/pack/src/lib.rs", "pub fn a() {}\n");
	assert_text(state, "elsewhere/lib.rs", "outside\n");
	assert_true(readlink(folder, to, sizeof(to)) < 0);
	undo(state, "pack");
	assert_int_equal(readlink(folder, to, sizeof(to)), strlen(elsewhere));
	assert_text(state, "elsewhere/lib.rs", "outside\n");
}

/* The course refuses one when it is loaded; one that comes later is not followed. */
static void an_exercise_that_is_a_link_is_not_followed(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;
	struct history *history = opened(state);

	sandbox_write(box, "mine/one.rs", "mine\n");
	assert_int_equal(unlink(sandbox_path(box, ONE)), 0);
	assert_int_equal(symlink(sandbox_path(box, "mine/one.rs"), sandbox_path(box, ONE)), 0);
	assert_int_equal(history_reset(history, exercise_of(state, "one"), NULL, &err), ERROR_IO);
	assert_contains(err.message, "one.rs is a symbolic link; put the file itself there");
	assert_text(state, "mine/one.rs", "mine\n");
}

/* A link in the way to the exercise, which is above all that its history knows of. */
static void a_topic_that_becomes_a_link_is_not_followed(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	const char *topic = sandbox_path(box, "w/" THIRD), *away = sandbox_path(box, "away");

	assert_int_equal(rename(topic, away), 0);
	assert_int_equal(symlink(away, topic), 0);
	sandbox_write(box, "away/pack/src/lib.rs", "mine\n");
	assert_int_equal(history_reset(history, exercise_of(state, "pack"), NULL, NULL), ERROR_IO);
	assert_text(state, "away/pack/src/lib.rs", "mine\n");
}

static void what_cannot_be_recorded_is_left_alone_and_said(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	struct history_change change = HISTORY_CHANGE_INIT;
	struct error err = ERROR_INIT;
	const char *large = sandbox_path(box, "w/" THIRD "/pack/src/large.bin");
	const char *lib = sandbox_path(box, "w/" THIRD "/pack/src/lib.rs");
	struct stat st;

	sandbox_write(box, "w/" THIRD "/pack/Cargo.toml", "mine\n");
	sandbox_write(box, "w/" THIRD "/pack/src/large.bin", "");
	assert_int_equal(truncate(large, 64 << 20), 0);
	assert_int_equal(truncate(lib, 64 << 20), 0); /* of the course, but too large now */
	snapshot(state, "pack", "failed, 8 ms");
	assert_contains(listed(state, "pack"), "large.bin is larger than");
	if (history_reset(history, exercise_of(state, "pack"), &change, &err))
		fail_msg("%s", err.message);
	assert_int_equal(change.left.count, 2);
	assert_contains(change.left.items[0], "so it was left alone");
	assert_text(state, "w/" THIRD "/pack/Cargo.toml", "[package]\nname = \"pack\"\n");
	assert_int_equal(stat(large, &st), 0);
	assert_int_equal(st.st_size, 64 << 20);
	assert_int_equal(stat(lib, &st), 0);
	assert_int_equal(st.st_size, 64 << 20);
	history_change_clear(&change);
}

/* What is there before the history is must not keep it from beginning. */
static void what_is_too_large_for_the_base_is_no_obstacle(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, "w/" THIRD "/pack/large.bin", "");
	assert_int_equal(truncate(sandbox_path(box, "w/" THIRD "/pack/large.bin"), 64 << 20), 0);
	opened(state);
	assert_base(state, "pack", "src/lib.rs", "pub fn a() {}\n");
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
	assert_int_equal(history_undo(history, exercise_of(state, "pack"), NULL, &err),
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
					  NULL, "s", NULL),
			 0);
	assert_true(reset(state, "one"));
	opened(state);
	assert_string_equal(state_of_git(box, folder), before);
	git(box, folder, "fsck", "--strict", NULL);
}

/* All that rustgym does to an exercise, ending with the text it began with. */
static void do_everything(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	const char *before = sandbox_read(box, ONE, NULL);

	sandbox_write(box, ONE, "edited\n");
	snapshot(state, "one", "failed, 8 ms");
	assert_true(reset(state, "one"));
	undo(state, "one");
	redo(state, "one");
	assert_int_equal(history_progress_record(history, NULL), 0);
	assert_int_equal(history_tidy(history, 0, NULL), 0);
	assert_string_equal(listed(state, "one"), "as handed out +0 -0 *\nfailed, 8 ms +1 -1\n");
	opened(state);
	sandbox_write(box, ONE, before);
}

/* A rebase that stopped half-way: its state lies in .git and in the index. */
static void a_rebase_goes_on_undisturbed(void **state)
{
	struct sandbox *box = *state;
	const char *folder = sandbox_path(box, "w"), *before, *output;

	git(box, folder, "init", "--quiet", "--initial-branch=main");
	sandbox_write(box, "w/.gitignore", ".rustgym/\n");
	for (int i = 0; i < 2; i++) {
		git(box, folder, "add", "--all", NULL);
		git(box, folder, "commit", "--quiet", "--message=main");
		sandbox_write(box, TWO, "on main\n");
	}
	git(box, folder, "checkout", "--quiet", "-bother");
	git(box, folder, "reset", "--quiet", "--hard");
	sandbox_write(box, TWO, "other\n");
	git(box, folder, "commit", "--quiet", "-amx");
	git(box, folder, "checkout", "--quiet", "main~1");
	sandbox_write(box, TWO, "conflict\n");
	git(box, folder, "commit", "--quiet", "-amx");
	assert_int_not_equal(
		run_command((const char *const[]){"git", "-c", "user.name=x", "-c",
						  "user.email=x@y", "rebase", "other", NULL},
			    folder, &output, box),
		0);
	assert_true(file_exists(sandbox_path(box, "w/.git/rebase-merge")));
	assert_int_equal(workspace_prepare(&fixture_of(state)->workspace, NULL), 0);
	before = state_of_git(box, folder);
	do_everything(state);
	assert_string_equal(state_of_git(box, folder), before);
	git(box, folder, "rebase", "--abort", NULL);
}

static void a_submodule_and_what_is_around_it_are_untouched(void **state)
{
	struct sandbox *box = *state;
	const char *around = sandbox_path(box, "around"), *inner, *before, *inner_before, *output;

	git(box, sandbox_path(box, "w"), "init", "--quiet", NULL);
	sandbox_write(box, "w/.gitignore", ".rustgym/\n");
	git(box, sandbox_path(box, "w"), "add", "--all", NULL);
	git(box, sandbox_path(box, "w"), "commit", "--quiet", "--message=all");
	sandbox_write(box, "around/notes.txt", "mine\n");
	git(box, around, "init", "--quiet", NULL);
	assert_int_equal(
		run_command((const char *const[]){"git", "-c", "protocol.file.allow=always",
						  "submodule", "--quiet", "add", "../w", "learning",
						  NULL},
			    around, &output, box),
		0);
	git(box, around, "add", "--all", NULL);
	git(box, around, "commit", "--quiet", "--message=all");
	inner = sandbox_path(box, "around/learning"); /* is the workspace from now on */
	file_remove(sandbox_path(box, "w"), NULL);
	assert_int_equal(symlink("around/learning", sandbox_path(box, "w")), 0);
	assert_int_equal(workspace_prepare(&fixture_of(state)->workspace, NULL), 0);
	before = state_of_git(box, around);
	inner_before = git(box, inner, "status", "--porcelain", "--ignored");
	do_everything(state);
	assert_string_equal(state_of_git(box, around), before);
	assert_string_equal(git(box, inner, "status", "--porcelain", "--ignored"), inner_before);
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
	sandbox_write(box, "w/.rustgym/repo.git/refs/rustgym/pristine.lock", "");
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

/* history.ref names the ref that was being written: its lock goes, also when it rests from now on. */
static void the_lock_of_a_killed_process_does_not_stay(void **state)
{
	struct sandbox *box = *state;
	const char *lock = "w/.rustgym/repo.git/refs/rustgym/exercise/one.lock";
	const char *note = "w/.rustgym/history.ref";

	opened(state);
	assert_string_equal(sandbox_read(box, note, NULL), "");
	sandbox_write(box, lock, "");
	sandbox_write(box, note, "refs/rustgym/exercise/one");
	opened(state);
	assert_false(file_exists(sandbox_path(box, "%s", lock)));
	assert_string_equal(sandbox_read(box, note, NULL), "");
	sandbox_write(box, "w/precious.lock", "");
	sandbox_write(box, note, "refs/../../../precious");
	opened(state);
	sandbox_write(box, note, "../../precious");
	opened(state);
	assert_true(file_exists(sandbox_path(box, "w/precious.lock")));
}

/* One that was killed after the first file, or failed there: the way back is recorded by then. */
static void a_reset_that_is_cut_short_can_be_undone(void **state)
{
	struct sandbox *box = *state;
	struct error err = ERROR_INIT;

	opened(state);
	sandbox_write(box, "w/" THIRD "/pack/Cargo.toml", "edited\n");
	assert_int_equal(unlink(sandbox_path(box, "w/" THIRD "/pack/src/lib.rs")), 0);
	assert_int_equal(mkdir(sandbox_path(box, "w/" THIRD "/pack/src/lib.rs"), 0777), 0);
	assert_int_equal(mkfifo(sandbox_path(box, "w/" THIRD "/pack/src/lib.rs/in_the_way"), 0666),
			 0);
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
	assert_int_equal(snapshots(box, "one"), 2);
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
	opened(state);
	assert_base(state, "one", "one.rs", "fn main() {}\n");
}

/* One chain's tip can't be read: that exercise is not replaced, the others are as ever. */
static void a_damaged_snapshot_is_said_and_harms_no_other(void **state)
{
	struct sandbox *box = *state;
	struct history *history = opened(state);
	struct snapshots all = SNAPSHOTS_INIT;
	struct error err = ERROR_INIT;
	const char *id, *object;

	sandbox_write(box, ONE, "edited\n");
	snapshot(state, "one", "failed, 8 ms");
	id = git(box, sandbox_path(box, "w/.rustgym/repo.git"), "rev-parse",
		 "refs/rustgym/exercise/one", NULL);
	object = arena_format(&box->arena, "w/.rustgym/repo.git/objects/%.2s/%.38s", id, id + 2);
	assert_int_equal(unlink(sandbox_path(box, "%s", object)), 0);
	sandbox_write(box, object, "not an object");
	history_rest(history);
	sandbox_write(box, ONE, "edited again\n");
	assert_int_equal(
		history_snapshot(history, exercise_of(state, "one"), NULL, "passed, 8 ms", &err),
		ERROR_IO);
	assert_contains(err.message, "the snapshots of one can't be read");
	assert_int_equal(history_list(history, exercise_of(state, "one"), &all, &err), ERROR_IO);
	assert_contains(err.message, "`mv .rustgym/repo.git/refs/rustgym/exercise/one "
				     ".rustgym/one.damaged`");
	snapshots_clear(&all);
	assert_int_equal(history_reset(history, exercise_of(state, "one"), NULL, &err), ERROR_IO);
	assert_text(state, ONE, "edited again\n");
	sandbox_write(box, TWO, "mine\n");
	assert_true(reset(state, "two"));
	undo(state, "two");
	assert_text(state, TWO, "mine\n");
	/* what the sentence says */
	assert_int_equal(rename(sandbox_path(box, "w/.rustgym/repo.git/refs/rustgym/exercise/one"),
				sandbox_path(box, "w/.rustgym/one.damaged")),
			 0);
	snapshot(state, "one", "passed, 8 ms");
	assert_text(state, ONE, "edited again\n");
	assert_int_equal(snapshots(box, "one"), 2);
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
			result = history_snapshot(fixture->history, two, NULL, "s", NULL);
		}
		_exit(result ? 1 : 0);
	}
	for (int i = 0; i < EACH; i++) {
		sandbox_write(box, "w/" FIRST "/one.rs", arena_format(&box->arena, "// %d\n", i));
		assert_int_equal(history_snapshot(fixture->history, exercise_of(state, "one"), NULL,
						  "s", NULL),
				 0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(snapshots(box, "one"), EACH + 1);
	assert_int_equal(snapshots(box, "two"), EACH + 1);
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
	assert_int_equal(history_snapshot(history, exercise_of(state, "one"), NULL, "s", NULL), 0);
	assert_int_equal(snapshots(box, "one"), 2);
	history_rest(history);
	assert_int_equal(history_reset(history, exercise_of(state, "one"), NULL, NULL), 0);
	assert_string_equal(sandbox_read(box, "w/" FIRST "/one.rs", NULL), "fn main() {}\n");
	history_rest(history);
	assert_base(state, "one", "one.rs", "fn main() {}\n");
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
		in_workspace(the_first_snapshot_is_the_pristine_text),
		in_workspace(what_was_kept_gets_its_outcome),
		in_workspace(what_is_read_has_a_number),
		in_workspace(an_edited_clone_is_reset_to_its_commit),
		in_workspace(the_learners_commits_are_not_what_was_handed_out),
		in_workspace(nor_are_those_that_were_pushed),
		in_workspace(what_was_pulled_since_was_handed_out),
		in_workspace(a_repository_without_a_remote_began_with_the_course),
		in_workspace(a_workspace_in_a_folder_of_a_clone_is_found),
		in_workspace(the_line_ends_of_a_clone_stay),
		in_workspace(the_installed_course_says_what_was_handed_out),
		in_workspace(a_newer_installed_course_does_not),
		in_workspace(where_nobody_knows_that_is_said),
		in_workspace(the_repository_is_sound),
		in_workspace(reset_and_undo_are_exact),
		in_workspace(what_can_be_run_comes_back_so),
		in_workspace(the_permission_alone_is_a_change),
		in_workspace(a_reset_of_nothing_changes_nothing),
		in_workspace(what_was_deleted_comes_back),
		in_workspace(one_exercise_is_reset_not_its_neighbours),
		in_workspace(a_folder_is_reset_as_a_whole),
		in_workspace(a_reset_that_fails_keeps_the_learners_text),
		in_workspace(undo_goes_further_back_and_redo_forth),
		in_workspace(without_a_name_the_last_action_is_undone),
		in_workspace(a_group_is_one_action),
		in_workspace(what_is_put_can_be_undone),
		in_workspace(the_base_can_be_replaced),
		in_workspace(links_are_kept_as_links),
		in_workspace(an_exercise_that_is_a_link_is_not_followed),
		in_workspace(a_topic_that_becomes_a_link_is_not_followed),
		in_workspace(what_cannot_be_recorded_is_left_alone_and_said),
		in_workspace(what_is_too_large_for_the_base_is_no_obstacle),
		in_workspace(the_courses_files_are_put_back_and_named),
		in_workspace(untouched_files_are_not_named),
		in_workspace(the_learners_own_repository_is_untouched),
		in_workspace(a_rebase_goes_on_undisturbed),
		in_workspace(a_submodule_and_what_is_around_it_are_untouched),
		in_workspace(a_damaged_snapshot_is_said_and_harms_no_other),
		in_workspace(a_locked_index_of_the_learners_is_no_obstacle),
		in_workspace(what_killed_processes_left_is_in_nobodys_way),
		in_workspace(the_lock_of_a_killed_process_does_not_stay),
		in_workspace(a_reset_that_is_cut_short_can_be_undone),
		in_workspace(a_broken_configuration_is_not_read),
		in_workspace(the_environment_of_git_is_not_read),
		in_workspace(a_damaged_repository_is_an_error_with_a_way_out),
		in_workspace(two_processes_record_side_by_side),
		in_workspace(a_resting_history_gives_libgit2_back_and_wakes_up),
	};

	return run_group(tests);
}
