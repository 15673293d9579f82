/*
 * The history's work, with libgit2: a module of its own (history_internal.h says why).
 */
#include "history_internal.h"
#include "rustgym/file.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <git2/sys/repository.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define REF_BASE "refs/rustgym/base"

struct git_history {
	git_repository *repo;
	char *root;
	int lock; /* see begin_writing */
};

static int git_failed(struct error *err, const char *what)
{
	const git_error *cause = git_error_last();

	return error_set(err, ERROR_IO, "the history in .rustgym/repo.git: %s: %s", what,
			 cause && cause->message ? cause->message : "unknown cause");
}

static void ref_name(char *out, size_t size, const char *kind, const struct exercise *exercise)
{
	snprintf(out, size, "refs/rustgym/%s/%s", kind, exercise->name);
}

/* ---- trees out of files --------------------------------------------------------------------- */

struct tree_writer {
	struct git_history *history;
	git_index *index; /* in memory only */
	const char *prefix;
};

static bool is_runnable(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && (st.st_mode & 0100);
}

static int add_file(struct tree_writer *writer, const char *path, struct error *err)
{
	struct buffer content = BUFFER_INIT;
	char *full = path_join(writer->history->root, path);
	git_index_entry entry = {0};
	int result = file_read(full, FILE_COURSE_MAX, &content, err);

	if (!result) {
		entry.mode = is_runnable(full) ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB;
		entry.path = path;
		if (git_blob_create_from_buffer(&entry.id, writer->history->repo, content.data,
						content.len) < 0 ||
		    git_index_add(writer->index, &entry) < 0)
			result = git_failed(err, path);
	}
	free(full);
	buffer_clear(&content);
	return result;
}

static int add_walked(const char *relative, void *data, struct error *err)
{
	struct tree_writer *writer = data;
	char *path = path_join(writer->prefix, relative);
	int result = add_file(writer, path, err);

	free(path);
	return result;
}

/* Writes a tree of a file, or of all files below a folder, as they are on disk now. */
static int write_tree(struct git_history *history, const char *path, git_oid *tree,
		      struct error *err)
{
	struct tree_writer writer = {.history = history, .prefix = path};
	char *full = path_join(history->root, path);
	int result = 0;

	if (git_index_new(&writer.index) < 0)
		result = git_failed(err, "no index");
	else if (file_is_folder(full))
		result = file_walk(full, add_walked, &writer, err);
	else
		result = add_file(&writer, path, err);
	if (!result && git_index_write_tree_to(tree, writer.index, history->repo) < 0)
		result = git_failed(err, "a snapshot can't be written");
	git_index_free(writer.index);
	free(full);
	return result;
}

/* ---- commits -------------------------------------------------------------------------------- */

/* The commit a ref points to, or NULL when there is no such ref. */
static int lookup(struct git_history *history, const char *ref, git_commit **commit,
		  struct error *err)
{
	git_oid oid;
	int status = git_reference_name_to_id(&oid, history->repo, ref);

	*commit = NULL;
	if (status == GIT_ENOTFOUND)
		return 0;
	if (status < 0 || git_commit_lookup(commit, history->repo, &oid) < 0)
		return git_failed(err, ref);
	return 0;
}

static int tree_of_ref(struct git_history *history, const char *ref, git_tree **tree,
		       struct error *err)
{
	git_commit *commit;
	int result = lookup(history, ref, &commit, err);

	*tree = NULL;
	if (result)
		return result;
	if (!commit)
		return error_set(err, ERROR_USAGE, "nothing is recorded under %s", ref);
	if (git_commit_tree(tree, commit) < 0)
		result = git_failed(err, ref);
	git_commit_free(commit);
	return result;
}

/* One attempt; GIT_EMODIFIED when another process was quicker. */
static int try_commit(struct git_history *history, const char *ref, const git_oid *tree_id,
		      const char *message, git_oid *out, struct error *err)
{
	git_commit *tip = NULL;
	git_tree *tree = NULL;
	git_signature *who = NULL;
	int status, result = lookup(history, ref, &tip, err);

	if (result)
		return result;
	if (tip && git_oid_equal(git_commit_tree_id(tip), tree_id)) {
		git_oid_cpy(out, git_commit_id(tip));
	} else {
		const git_commit *parents[] = {tip};
		status = git_tree_lookup(&tree, history->repo, tree_id);
		if (!status)
			status = git_signature_now(&who, "rustgym", "rustgym@localhost");
		if (!status)
			status = git_commit_create(out, history->repo, ref, who, who, "UTF-8",
						   message, tree, tip ? 1 : 0, parents);
		if (status == GIT_EMODIFIED || status == GIT_ELOCKED)
			result = GIT_EMODIFIED;
		else if (status < 0)
			result = git_failed(err, "a snapshot can't be recorded");
	}
	git_signature_free(who);
	git_tree_free(tree);
	git_commit_free(tip);
	return result;
}

/* The lock that a killed process left on a ref would stay for ever; who writes now holds ours. */
static void break_lock(struct git_history *history, const char *ref)
{
	char *path = memory_format("%s%s.lock", git_repository_path(history->repo), ref);

	unlink(path);
	free(path);
}

/* The objects that killed processes were about to write. */
static void sweep_objects(struct git_history *history)
{
	char *folder = path_join(git_repository_path(history->repo), "objects");
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (strncmp(entry->d_name, "tmp_", 4) == 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	free(folder);
}

/*
 * One process writes at a time, for some milliseconds. The kernel lets go of the lock of one that is
 * killed, so whoever has it knows that all other marks of writing are nobody's.
 */
static void begin_writing(struct git_history *history)
{
	while (flock(history->lock, LOCK_EX) < 0 && errno == EINTR)
		;
}

static void end_writing(struct git_history *history)
{
	flock(history->lock, LOCK_UN);
}

/* A commit of tree on top of ref. *out (may be NULL) is its id, or the tip's when nothing is new. */
static int commit_tree(struct git_history *history, const char *ref, const git_oid *tree_id,
		       const char *message, git_oid *out, struct error *err)
{
	git_oid id;
	int result = GIT_EMODIFIED;

	break_lock(history, ref);
	for (int tries = 0; result == GIT_EMODIFIED && tries < 100; tries++)
		result = try_commit(history, ref, tree_id, message, out ? out : &id, err);
	if (result == GIT_EMODIFIED)
		result = git_failed(err, "a snapshot can't be recorded");
	return result;
}

static int record_base(struct git_history *history, struct error *err)
{
	git_oid tree;
	int result = write_tree(history, "exercises", &tree, err);

	if (!result)
		result = commit_tree(history, REF_BASE, &tree, "the course as handed out\n", NULL,
				     err);
	return result;
}

static bool is_there(const struct git_history *history, const struct exercise *exercise)
{
	char *full = path_join(history->root, exercise->path);
	bool there = file_exists(full);

	free(full);
	return there;
}

/*
 * A course that grew since the base was recorded: what the base does not have yet is added to it as
 * it is now; what it has stays as it was handed out.
 */
static int add_new_to_base(struct git_history *history, const struct course *course,
			   struct error *err)
{
	struct tree_writer writer = {.history = history};
	git_tree *tree = NULL;
	git_oid grown;
	bool any = false;
	int result = tree_of_ref(history, REF_BASE, &tree, err);

	if (!result &&
	    (git_index_new(&writer.index) < 0 || git_index_read_tree(writer.index, tree) < 0))
		result = git_failed(err, "the base can't be read");
	for (size_t i = 0; !result && i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];
		git_tree_entry *entry = NULL;
		char *full;

		if (!is_there(history, e))
			continue; /* it is added when it is seen */
		if (git_tree_entry_bypath(&entry, tree, e->path) == 0) {
			git_tree_entry_free(entry);
			continue;
		}
		any = true;
		writer.prefix = e->path;
		full = path_join(history->root, e->path);
		result = e->folder ? file_walk(full, add_walked, &writer, err)
				   : add_file(&writer, e->path, err);
		free(full);
	}
	if (!result && any && git_index_write_tree_to(&grown, writer.index, history->repo) < 0)
		result = git_failed(err, "the base can't be written");
	if (!result && any)
		result = commit_tree(history, REF_BASE, &grown, "new exercises\n", NULL, err);
	git_index_free(writer.index);
	git_tree_free(tree);
	return result;
}

/* ---- opening -------------------------------------------------------------------------------- */

/* Nothing of the user's or the machine's git configuration may change or break the history. */
static void isolate_libgit2(void)
{
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_SYSTEM, "");
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_GLOBAL, "");
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, "");
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_PROGRAMDATA, "");
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

/* Made beside its place and then moved there: half of one could never be opened. */
static bool make_repository(const char *path)
{
	char *beside = memory_format("%s.new", path);
	git_repository_init_options options;
	git_repository *repo = NULL;
	bool made;

	git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH |
			GIT_REPOSITORY_INIT_NO_REINIT;
	made = file_remove(beside, NULL) == 0 &&
	       git_repository_init_ext(&repo, beside, &options) == 0 && rename(beside, path) == 0;
	git_repository_free(repo);
	free(beside);
	return made;
}

static int open_repository(struct git_history *history, const char *path, struct error *err)
{
	unsigned flags = GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE;

	if ((file_exists(path) || make_repository(path)) &&
	    git_repository_open_ext(&history->repo, path, flags, NULL) == 0)
		return 0;
	return git_failed(err, "it can't be opened (moving .rustgym/repo.git aside lets rustgym "
			       "begin a new one)");
}

static int open_history(struct git_history *history, const struct course *course, const char *path,
			struct error *err)
{
	git_commit *base = NULL;
	int result = open_repository(history, path, err);

	if (result)
		return result;
	sweep_objects(history);
	result = lookup(history, REF_BASE, &base, err);
	if (!result && !base) {
		/* Many small objects at once: if this is cut short it is simply done again. */
		git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 0);
		result = record_base(history, err);
	}
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	if (!result && base && course)
		result = add_new_to_base(history, course, err);
	git_commit_free(base);
	return result;
}

static int open_lock(struct git_history *history, const struct workspace *workspace,
		     struct error *err)
{
	char *path = workspace_state(workspace, "history.lock");
	int result = 0;

	history->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (history->lock < 0)
		result = error_errno(err, errno, "%s can't be opened", path);
	free(path);
	return result;
}

static void close_all(struct git_history *history)
{
	if (!history)
		return;
	git_repository_free(history->repo);
	if (history->lock >= 0)
		close(history->lock);
	free(history->root);
	free(history);
	git_libgit2_shutdown();
}

static int open_all(const struct workspace *workspace, const struct course *course,
		    struct git_history **out, struct error *err)
{
	struct git_history *history = memory_new(sizeof(*history));
	char *path = workspace_state(workspace, "repo.git");
	int result = workspace_prepare(workspace, err);

	if (git_libgit2_init() < 0)
		result = git_failed(err, "libgit2 does not start");
	isolate_libgit2();
	history->root = memory_copy_string(workspace->root);
	history->lock = -1;
	if (!result)
		result = open_lock(history, workspace, err);
	if (!result) {
		begin_writing(history);
		result = open_history(history, course, path, err);
		end_writing(history);
	}
	free(path);
	if (result) {
		close_all(history);
		history = NULL;
	}
	*out = history;
	return result;
}

/* ---- snapshots, reset, undo ----------------------------------------------------------------- */

static int snapshot(struct git_history *history, const struct exercise *exercise,
		    const char *message, git_oid *out, struct error *err)
{
	char ref[128];
	git_oid tree;
	int result = write_tree(history, exercise->path, &tree, err);

	ref_name(ref, sizeof(ref), "exercise", exercise);
	if (!result)
		result = commit_tree(history, ref, &tree, message, out, err);
	return result;
}

static int op_snapshot(struct git_history *history, const struct exercise *exercise,
		       const char *message, struct error *err)
{
	int result;

	if (!is_there(history, exercise))
		return 0;
	begin_writing(history);
	result = snapshot(history, exercise, message, NULL, err);
	end_writing(history);
	return result;
}

static int read_blob(struct git_history *history, git_tree *tree, const char *path,
		     struct buffer *out, unsigned *mode, struct error *err)
{
	git_tree_entry *entry = NULL;
	git_blob *blob = NULL;
	int result = 0;

	if (git_tree_entry_bypath(&entry, tree, path) < 0)
		result = error_set(err, ERROR_IO, "%s is not in the history", path);
	else if (git_blob_lookup(&blob, history->repo, git_tree_entry_id(entry)) < 0)
		result = git_failed(err, path);
	else {
		buffer_add(out, git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
		if (mode)
			*mode = git_tree_entry_filemode(entry);
	}
	git_blob_free(blob);
	git_tree_entry_free(entry);
	return result;
}

static int op_base(struct git_history *history, const char *path, struct buffer *out,
		   struct error *err)
{
	git_tree *tree;
	int result = tree_of_ref(history, REF_BASE, &tree, err);

	if (!result)
		result = read_blob(history, tree, path, out, NULL, err);
	git_tree_free(tree);
	return result;
}

/* Lets a file be run (by those who may read it), or not, as git's mode says. */
static int set_runnable(const char *path, bool runnable, struct error *err)
{
	struct stat st;
	mode_t mode;

	if (stat(path, &st) < 0)
		return error_errno(err, errno, "%s can't be examined", path);
	if (runnable == ((st.st_mode & 0100) != 0))
		return 0;
	mode = runnable ? st.st_mode | (st.st_mode & 0444) >> 2 : st.st_mode & (mode_t)~0111;
	return chmod(path, mode & 07777) < 0
		       ? error_errno(err, errno, "the permissions of %s can't be set", path)
		       : 0;
}

struct put_walk {
	struct git_history *history;
	git_tree *tree;
	const char *folder;                  /* "exercises/..." of the exercise */
	const struct exercise *but_files_of; /* leave the learner's files alone, or NULL */
	struct buffer *names;                /* of what was changed, or NULL */
	bool look_only;                      /* whether anything would be changed */
	bool *changed;
	struct error *err;
	int result;
};

/* Whether what is on disk has other bytes, or other permissions, or is not there. */
static bool differs(const char *path, const struct buffer *wanted, bool runnable)
{
	struct buffer present = BUFFER_INIT;
	bool same = file_read(path, FILE_COURSE_MAX, &present, NULL) == 0 &&
		    present.len == wanted->len &&
		    memcmp(present.data, wanted->data, wanted->len) == 0 &&
		    is_runnable(path) == runnable;

	buffer_clear(&present);
	return !same;
}

static int write_file(const char *path, const struct buffer *content, bool runnable,
		      struct error *err)
{
	char *folder = path_parent(path);
	int result = file_make_folder(folder, err);

	if (!result)
		result = file_write(path, content->data, content->len, err);
	if (!result)
		result = set_runnable(path, runnable, err);
	free(folder);
	return result;
}

/* Writes one file of the tree to disk where it differs; *changed is set when it does. */
static int put_file(struct put_walk *walk, const char *path, bool *changed)
{
	struct buffer wanted = BUFFER_INIT;
	char *full = path_join(walk->history->root, path);
	unsigned mode = GIT_FILEMODE_BLOB;
	int result = read_blob(walk->history, walk->tree, path, &wanted, &mode, walk->err);
	bool runnable = mode == GIT_FILEMODE_BLOB_EXECUTABLE;

	if (!result && differs(full, &wanted, runnable)) {
		*changed = true;
		if (!walk->look_only)
			result = write_file(full, &wanted, runnable, walk->err);
	}
	buffer_clear(&wanted);
	free(full);
	return result;
}

static int put_walked(const char *root, const git_tree_entry *entry, void *data)
{
	struct put_walk *walk = data;
	const struct exercise *e = walk->but_files_of;
	bool changed = false;
	char *relative, *path;

	if (git_tree_entry_type(entry) != GIT_OBJECT_BLOB)
		return 0;
	relative = memory_format("%s%s", root, git_tree_entry_name(entry));
	path = path_join(walk->folder, relative);
	if (e && strcmp(relative, "Cargo.lock") == 0)
		goto done; /* cargo rewrites it as the manifest changes */
	for (size_t i = 0; e && i < e->files.count; i++)
		if (strcmp(e->files.items[i], relative) == 0)
			goto done;
	walk->result = put_file(walk, path, &changed);
	if (changed && walk->names && !walk->look_only)
		buffer_addf(walk->names, "%s\n", relative);
	*walk->changed |= changed;
done:
	free(path);
	free(relative);
	return walk->result ? -1 : 0;
}

/* Puts the exercise's files as they are in a tree of the whole workspace. */
static int put_exercise(struct put_walk *walk, const struct exercise *exercise)
{
	git_tree_entry *entry = NULL;
	git_tree *below = NULL;

	if (!exercise->folder)
		return put_file(walk, exercise->path, walk->changed);
	walk->folder = exercise->path;
	if (git_tree_entry_bypath(&entry, walk->tree, exercise->path) < 0 ||
	    git_tree_lookup(&below, walk->history->repo, git_tree_entry_id(entry)) < 0)
		walk->result = error_set(walk->err, ERROR_IO, "%s is not in the history",
					 exercise->path);
	else if (git_tree_walk(below, GIT_TREEWALK_PRE, put_walked, walk) < 0 && !walk->result)
		walk->result = git_failed(walk->err, exercise->path);
	git_tree_free(below);
	git_tree_entry_free(entry);
	return walk->result;
}

static int set_undo(struct git_history *history, const struct exercise *exercise, const git_oid *to,
		    struct error *err)
{
	char undo[128];
	git_reference *ref = NULL;
	int result = 0;

	ref_name(undo, sizeof(undo), "undo", exercise);
	break_lock(history, undo);
	if (git_reference_create(&ref, history->repo, undo, to, 1, "before a reset") < 0)
		result = git_failed(err, undo);
	git_reference_free(ref);
	return result;
}

/* Records what is there and the way back to it (undo/NAME); only then puts what the tree has. */
static int put_recorded(struct put_walk *walk, const struct exercise *exercise, const char *message)
{
	struct git_history *history = walk->history;
	bool there = is_there(history, exercise); /* else there is nothing to come back to */
	git_oid before;
	int result = there ? snapshot(history, exercise, message, &before, walk->err) : 0;

	walk->look_only = true;
	if (!result)
		result = put_exercise(walk, exercise);
	if (!result && there && *walk->changed)
		result = set_undo(history, exercise, &before, walk->err);
	walk->look_only = false;
	if (!result && *walk->changed)
		result = put_exercise(walk, exercise);
	return result;
}

static int replace(struct put_walk *walk, const struct exercise *exercise, const char *from,
		   const char *message)
{
	int result;

	*walk->changed = false;
	begin_writing(walk->history);
	result = tree_of_ref(walk->history, from, &walk->tree, walk->err);
	if (!result)
		result = put_recorded(walk, exercise, message);
	git_tree_free(walk->tree);
	end_writing(walk->history);
	return result;
}

static int op_reset(struct git_history *history, const struct exercise *exercise, bool *changed,
		    struct error *err)
{
	bool ignored = false;
	struct put_walk walk = {
		.history = history, .changed = changed ? changed : &ignored, .err = err};

	return replace(&walk, exercise, REF_BASE, "before a reset\n");
}

static int op_undo_reset(struct git_history *history, const struct exercise *exercise,
			 struct error *err)
{
	struct error cause = ERROR_INIT;
	bool changed = false;
	struct put_walk walk = {.history = history, .changed = &changed, .err = &cause};
	char undo[128];
	int result;

	ref_name(undo, sizeof(undo), "undo", exercise);
	result = replace(&walk, exercise, undo, "before undoing a reset\n");
	if (result == ERROR_USAGE)
		return error_set(err, ERROR_USAGE, "%s was not reset, so there is nothing to undo",
				 exercise->name);
	return result ? error_set(err, result, "%s", cause.message) : 0;
}

static int op_restore_course_files(struct git_history *history, const struct exercise *exercise,
				   struct buffer *out, struct error *err)
{
	bool changed = false;
	struct put_walk walk = {.history = history,
				.changed = &changed,
				.err = err,
				.names = out,
				.but_files_of = exercise};

	if (!exercise->folder)
		return 0;
	return replace(&walk, exercise, REF_BASE, "before a verdict\n");
}

const struct history_ops history_git = {
	.open = open_all,
	.close = close_all,
	.base = op_base,
	.snapshot = op_snapshot,
	.reset = op_reset,
	.undo_reset = op_undo_reset,
	.restore_course_files = op_restore_course_files,
};
