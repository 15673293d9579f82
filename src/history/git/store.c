#include "store.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int store_failed(struct error *err, const char *what)
{
	const git_error *cause = git_error_last();

	return error_set(err, ERROR_IO, "the history in .rustgym/repo.git: %s: %s", what,
			 cause && cause->message ? cause->message : "unknown cause");
}

/* ---- writing --------------------------------------------------------------------------------- */

void store_sync(bool on)
{
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, on ? 1 : 0);
}

/* Removes the lock file that a killed process left on a ref. Nobody else writes now. */
static void break_lock(struct git_history *history, const char *ref)
{
	char *path = memory_format("%s%s.lock", git_repository_path(history->repo), ref);

	unlink(path);
	free(path);
}

/* Writes down which ref is being written; "" for none. */
static void note_ref(struct git_history *history, const char *ref)
{
	/* the disk is full: a left lock is then removed at the next write to that ref */
	if (ftruncate(history->note, 0) == 0 && *ref &&
	    pwrite(history->note, ref, strlen(ref), 0) < 0)
		return;
}

/* Removes the lock file of the ref that a killed process was writing. */
static void sweep_lock(struct git_history *history)
{
	char ref[REF_MAX] = "";

	if (pread(history->note, ref, sizeof(ref) - 1, 0) <= 0)
		return;
	if (strncmp(ref, "refs/", 5) == 0 && path_is_contained(ref))
		break_lock(history, ref);
	note_ref(history, "");
}

/* Removes the temporary objects of killed processes. */
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

/* ---- opening --------------------------------------------------------------------------------- */

/*
 * Ignores the git configuration of the user and the machine, so that it cannot change the history.
 */
static void isolate_libgit2(void)
{
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_SYSTEM, "");
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_GLOBAL, "");
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, "");
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_PROGRAMDATA, "");
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

/*
 * Makes the repository in a folder beside the final one and renames it, because an incomplete one
 * could not be opened.
 */
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
	return store_failed(err, "it can't be opened (moving .rustgym/repo.git aside lets rustgym "
				 "begin a new one)");
}

static int open_note(struct git_history *history, struct error *err)
{
	char *path = workspace_state(history->workspace, "history.ref");
	int result = 0;

	history->note = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (history->note < 0)
		result = error_errno(err, errno, "%s can't be opened", path);
	free(path);
	return result;
}

int store_open(struct git_history *history, const struct history_place *place, struct error *err)
{
	char *path = workspace_state(place->workspace, "repo.git");
	int result = 0;

	*history = (struct git_history){.workspace = place->workspace,
					.course = place->course,
					.shipped = place->shipped,
					.note = -1};
	if (git_libgit2_init() < 0)
		result = store_failed(err, "libgit2 does not start");
	isolate_libgit2();
	store_sync(true);
	if (!result)
		result = open_note(history, err);
	if (!result)
		result = open_repository(history, path, err);
	if (!result) {
		sweep_lock(history);
		sweep_objects(history);
	}
	free(path);
	return result;
}

int store_open_other(git_repository **repo, const char *folder, struct error *err)
{
	unsigned flags = GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE;

	return git_repository_open_ext(repo, folder, flags, NULL) < 0 ? store_failed(err, folder)
								      : 0;
}

void store_close(struct git_history *history)
{
	git_repository_free(history->repo);
	if (history->note >= 0)
		close(history->note);
	git_libgit2_shutdown();
}

/* ---- refs and commits ------------------------------------------------------------------------ */

void store_ref_name(char ref[REF_MAX], const char *kind, const char *name)
{
	snprintf(ref, REF_MAX, "refs/rustgym/%s/%s", kind, name);
}

int store_tip(struct git_history *history, const char *ref, git_commit **commit, struct error *err)
{
	git_oid oid;
	int status = git_reference_name_to_id(&oid, history->repo, ref);

	*commit = NULL;
	if (status == GIT_ENOTFOUND)
		return 0;
	if (status < 0 || git_commit_lookup(commit, history->repo, &oid) < 0)
		return store_failed(err, ref);
	return 0;
}

int store_move(struct git_history *history, const char *ref, const git_oid *to, struct error *err)
{
	git_reference *reference = NULL;
	int status;

	break_lock(history, ref);
	note_ref(history, ref);
	if (to)
		status = git_reference_create(&reference, history->repo, ref, to, 1, NULL);
	else
		status = git_reference_remove(history->repo, ref);
	git_reference_free(reference);
	status = status < 0 && status != GIT_ENOTFOUND ? store_failed(err, ref) : 0;
	note_ref(history, "");
	return status;
}

int store_commit(struct git_history *history, const char *ref, const git_commit *parent,
		 const git_oid *tree_id, const git_signature *when, const char *message,
		 struct error *err)
{
	const git_commit *parents[] = {parent};
	git_signature *now = NULL;
	git_tree *tree = NULL;
	git_oid id;
	int status = git_tree_lookup(&tree, history->repo, tree_id);

	if (!status)
		status = git_signature_now(&now, "rustgym", "rustgym@localhost");
	if (!status)
		status = git_commit_create(&id, history->repo, NULL, when ? when : now, now,
					   "UTF-8", message, tree, parent ? 1 : 0, parents);
	git_signature_free(now);
	git_tree_free(tree);
	return status < 0 ? store_failed(err, "a snapshot can't be recorded")
			  : store_move(history, ref, &id, err);
}

int store_join(struct git_history *history, const char *ref, const git_commit *a,
	       const git_commit *b, const git_oid *tree_id, const char *message, struct error *err)
{
	git_time_t x = git_commit_author(a)->when.time, y = git_commit_author(b)->when.time;
	bool ordered = git_oid_cmp(git_commit_id(a), git_commit_id(b)) < 0;
	const git_commit *parents[] = {ordered ? a : b, ordered ? b : a};
	git_signature *who = NULL;
	git_tree *tree = NULL;
	git_oid id;
	int status = git_tree_lookup(&tree, history->repo, tree_id);

	if (!status)
		status = git_signature_new(&who, "rustgym", "rustgym@localhost", x > y ? x : y, 0);
	if (!status)
		status = git_commit_create(&id, history->repo, NULL, who, who, "UTF-8", message,
					   tree, 2, parents);
	git_signature_free(who);
	git_tree_free(tree);
	return status < 0 ? store_failed(err, "two strands can't be joined")
			  : store_move(history, ref, &id, err);
}

/* ---- trees ----------------------------------------------------------------------------------- */

int store_flatten(struct git_history *history, const git_oid *id, git_index **index,
		  struct error *err)
{
	git_tree *tree = NULL;
	int status = git_tree_lookup(&tree, history->repo, id);

	*index = NULL;
	if (!status)
		status = git_index_new(index);
	if (!status)
		status = git_index_read_tree(*index, tree);
	git_tree_free(tree);
	return status < 0 ? store_failed(err, "a snapshot can't be read") : 0;
}

int store_write_index(git_repository *repo, git_index *index, git_oid *tree, struct error *err)
{
	return git_index_write_tree_to(tree, index, repo) < 0
		       ? store_failed(err, "a snapshot can't be written")
		       : 0;
}

int store_add(git_repository *repo, git_index *index, const char *path, const void *bytes,
	      size_t len, unsigned mode, struct error *err)
{
	git_index_entry entry = {.mode = mode, .path = path};

	if (git_blob_create_from_buffer(&entry.id, repo, bytes, len) < 0)
		return store_failed(err, path);
	if (git_index_add(index, &entry) < 0)
		return error_set(err, ERROR_USAGE, "git takes no file with the name %s", path);
	return 0;
}

unsigned store_mode(const struct file_set_item *item)
{
	if (item->link)
		return GIT_FILEMODE_LINK;
	return item->runnable ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB;
}

struct reading {
	git_repository *repo;
	struct file_set *files;
};

static int read_walked(const char *root, const git_tree_entry *entry, void *data)
{
	struct reading *reading = data;
	git_filemode_t mode = git_tree_entry_filemode(entry);
	struct file_set_item *item;
	git_blob *blob = NULL;
	char *path;

	if (git_tree_entry_type(entry) != GIT_OBJECT_BLOB)
		return 0;
	if (git_blob_lookup(&blob, reading->repo, git_tree_entry_id(entry)) < 0)
		return -1;
	path = memory_format("%s%s", root, git_tree_entry_name(entry));
	item = file_set_add(reading->files, path, git_blob_rawcontent(blob),
			    (size_t)git_blob_rawsize(blob));
	item->runnable = mode == GIT_FILEMODE_BLOB_EXECUTABLE;
	item->link = mode == GIT_FILEMODE_LINK;
	git_blob_free(blob);
	free(path);
	return 0;
}

int store_read_set(git_repository *repo, const git_oid *id, struct file_set *files,
		   struct error *err)
{
	struct reading reading = {repo, files};
	git_tree *tree = NULL;
	int status = git_tree_lookup(&tree, repo, id);

	if (!status)
		status = git_tree_walk(tree, GIT_TREEWALK_PRE, read_walked, &reading);
	git_tree_free(tree);
	return status < 0 ? store_failed(err, "a snapshot can't be read") : 0;
}

static int write_item(git_repository *repo, git_index *index, const struct file_set_item *item,
		      struct strings *left, struct strings *said, struct error *err)
{
	struct error why = ERROR_INIT;
	int result = store_add(repo, index, item->path, item->bytes, item->len, store_mode(item),
			       &why);

	if (result == ERROR_USAGE && left) {
		strings_add(left, item->path);
		strings_addf(said, "%s, so it was left alone", why.message);
		return 0;
	}
	return result ? error_set(err, result, "%s", why.message) : 0;
}

int store_write_set(git_repository *repo, const struct file_set *files, git_oid *tree,
		    struct strings *left, struct strings *said, struct error *err)
{
	git_index *index = NULL;
	int result = git_index_new(&index) < 0 ? store_failed(err, "no index") : 0;

	for (size_t i = 0; !result && i < files->count; i++)
		result = write_item(repo, index, &files->items[i], left, said, err);
	if (!result)
		result = store_write_index(repo, index, tree, err);
	git_index_free(index);
	return result;
}

int store_scratch(git_repository **repo, struct error *err)
{
	git_odb_backend *memory = NULL;
	git_odb *odb = NULL;
	int status = git_odb_new(&odb);

	*repo = NULL;
	if (!status)
		status = git_mempack_new(&memory);
	if (!status) {
		status = git_odb_add_backend(odb, memory, 1);
		if (status < 0)
			memory->free(memory);
	}
	if (!status)
		status = git_repository_wrap_odb(repo, odb);
	git_odb_free(odb);
	return status < 0 ? store_failed(err, "no memory for it") : 0;
}
