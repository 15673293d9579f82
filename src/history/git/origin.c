#include "origin.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/workspace/config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the installed course ----------------------------------------------------------------------- */

static bool is_same(const char *a, const char *b, const char *path)
{
	char *in_a = path_join(a, path), *in_b = path_join(b, path);
	struct buffer x = BUFFER_INIT, y = BUFFER_INIT;
	bool same = file_read(in_a, FILE_COURSE_MAX, &x, NULL) == 0 &&
		    file_read(in_b, FILE_COURSE_MAX, &y, NULL) == 0 && x.len == y.len &&
		    memcmp(x.data, y.data, x.len) == 0;

	buffer_clear(&x);
	buffer_clear(&y);
	free(in_a);
	free(in_b);
	return same;
}

/*
 * Returns the installed course if it is the same one. A newer course was never handed out in this
 * workspace.
 */
static char *find_installed(const struct workspace *workspace, const char *shipped,
			    bool *is_shipped)
{
	struct config config = {0};
	const char *folder;
	char *course = NULL;

	config_load(workspace, &config, NULL);
	folder = config.values[CONFIG_COURSE];
	*is_shipped = !*folder && config.own[CONFIG_COURSE];
	if (*is_shipped)
		folder = shipped;
	if (folder && *folder && strcmp(folder, workspace->root) != 0 &&
	    is_same(folder, workspace->root, "exercises/roadmap.json"))
		course = memory_copy_string(folder);
	config_clear(&config);
	return course;
}

/* ---- the clone ---------------------------------------------------------------------------------- */

/* Returns a setting of the branch, which the caller frees; "" if it is not set. */
static char *branch_setting(git_config *config, const char *branch, const char *name)
{
	char *key = memory_format("branch.%s.%s", branch, name), *value;
	git_buf text = {0};

	value = memory_copy_string(git_config_get_string_buf(&text, config, key) == 0 ? text.ptr
										      : "");
	git_buf_dispose(&text);
	free(key);
	return value;
}

/*
 * Finds the commit of the upstream of HEAD's branch, as of the last fetch. git_branch_upstream does
 * this, too, but leaks memory in libgit2 1.5.
 */
static int find_upstream(git_repository *repo, git_oid *id)
{
	static const char heads[] = "refs/heads/";
	const size_t len = sizeof(heads) - 1;
	git_config *config = NULL;
	git_reference *head = NULL;
	int status = git_repository_head(&head, repo);

	if (!status && strncmp(git_reference_name(head), heads, len) != 0)
		status = -1;
	if (!status)
		status = git_repository_config_snapshot(&config, repo);
	if (!status) {
		const char *branch = git_reference_name(head) + len;
		char *remote = branch_setting(config, branch, "remote");
		char *merge = branch_setting(config, branch, "merge");
		char *ref = memory_format("refs/remotes/%s/%s", remote,
					  strncmp(merge, heads, len) == 0 ? merge + len : merge);

		status = git_reference_name_to_id(id, repo, strcmp(remote, ".") == 0 ? merge : ref);
		free(ref);
		free(merge);
		free(remote);
	}
	git_config_free(config);
	git_reference_free(head);
	return status;
}

/* Finds the newest commit that HEAD and its upstream both have, else HEAD. */
static int find_common(git_repository *repo, git_oid *id)
{
	git_oid upstream, base;
	int status = git_reference_name_to_id(id, repo, "HEAD");

	if (!status && find_upstream(repo, &upstream) == 0 &&
	    git_merge_base(&base, repo, id, &upstream) == 0)
		git_oid_cpy(id, &base);
	return status;
}

/*
 * Returns whether the commit was made in this repository: HEAD's reflog has it as the result of a
 * commit.
 */
static bool is_made_here(git_reflog *log, const git_oid *id)
{
	static const char *const acts[] = {"commit",      "merge ", "rebase",
					   "cherry-pick", "revert", "am"};

	for (size_t i = 0; i < git_reflog_entrycount(log); i++) {
		const git_reflog_entry *entry = git_reflog_entry_byindex(log, i);
		const char *message = git_reflog_entry_message(entry);

		if (!message || !git_oid_equal(git_reflog_entry_id_new(entry), id))
			continue;
		for (size_t a = 0; a < sizeof(acts) / sizeof(*acts); a++)
			if (strncmp(message, acts[a], strlen(acts[a])) == 0 &&
			    !strstr(message, "Fast-forward"))
				return true;
		if (strstr(message, "Merge made"))
			return true;
	}
	return false;
}

/* Goes back to the newest commit that was not made here, else to the oldest one. */
static int find_course_commit(git_repository *repo, git_commit **commit)
{
	git_reflog *log = NULL;
	git_commit *parent;
	git_oid id;
	int status = find_common(repo, &id);

	*commit = NULL;
	if (!status)
		status = git_commit_lookup(commit, repo, &id);
	if (!status)
		status = git_reflog_read(&log, repo, "HEAD");
	while (!status && is_made_here(log, git_commit_id(*commit)) &&
	       git_commit_parentcount(*commit)) {
		status = git_commit_parent(&parent, *commit, 0);
		if (!status) {
			git_commit_free(*commit);
			*commit = parent;
		}
	}
	git_reflog_free(log);
	return status;
}

/* The workspace may be a folder inside the repository. */
static int find_folder(git_repository *repo, git_commit *commit, const char *root, git_tree **tree)
{
	char *top = memory_copy_string(git_repository_workdir(repo));
	git_tree_entry *entry = NULL;
	git_tree *all = NULL;
	const char *below;
	int status = git_commit_tree(&all, commit);

	*tree = NULL;
	if (*top && top[strlen(top) - 1] == '/')
		top[strlen(top) - 1] = '\0';
	below = path_below(root, top);
	if (!status && strcmp(root, top) == 0)
		status = git_tree_dup(tree, all);
	else if (!status)
		status = below ? git_tree_entry_bypath(&entry, all, below) : -1;
	if (!status && entry)
		status = git_tree_lookup(tree, repo, git_tree_entry_id(entry));
	git_tree_entry_free(entry);
	git_tree_free(all);
	free(top);
	return status;
}

static void find_clone(struct origin *origin, const char *root)
{
	git_commit *commit = NULL;
	int status = git_repository_open_ext(&origin->repo, root, 0, NULL);

	if (!status && !git_repository_workdir(origin->repo))
		status = -1;
	if (!status)
		status = find_course_commit(origin->repo, &commit);
	if (!status)
		status = find_folder(origin->repo, commit, root, &origin->tree);
	git_commit_free(commit);
}

/* ---- the program's course --------------------------------------------------------------------- */

static int find_recorded(git_repository *repo, git_oid *id)
{
	return git_reference_name_to_id(id, repo, REF_PRISTINE);
}

static bool has_course(const git_tree *tree)
{
	git_tree_entry *entry = NULL;
	bool there = git_tree_entry_bypath(&entry, tree, "exercises/roadmap.json") == 0;

	git_tree_entry_free(entry);
	return there;
}

/* Opens a repository, and the tree of the commit that `find` finds, if the course is in it. */
static bool open_tree(struct origin *origin, const char *folder,
		      int (*find)(git_repository *repo, git_oid *id))
{
	git_commit *commit = NULL;
	git_oid id;
	bool found = git_repository_open_ext(&origin->repo, folder, GIT_REPOSITORY_OPEN_NO_SEARCH,
					     NULL) == 0 &&
		     find(origin->repo, &id) == 0 &&
		     git_commit_lookup(&commit, origin->repo, &id) == 0 &&
		     git_commit_tree(&origin->tree, commit) == 0 && has_course(origin->tree);

	git_commit_free(commit);
	if (!found) {
		git_tree_free(origin->tree);
		git_repository_free(origin->repo);
		origin->tree = NULL;
		origin->repo = NULL;
	}
	return found;
}

/*
 * The program's course can be a folder in which somebody has worked. The course is then taken from
 * where it is known to be untouched, as `./gym install` does (src/install_course.py).
 */
static void find_untouched(struct origin *origin)
{
	char *recorded = path_join(origin->course, ".rustgym/repo.git");

	if (!open_tree(origin, origin->course, find_common))
		open_tree(origin, recorded, find_recorded);
	free(recorded);
}

void origin_open(struct origin *origin, const struct workspace *workspace, const char *shipped)
{
	bool is_shipped;

	*origin = (struct origin){.course = find_installed(workspace, shipped, &is_shipped)};
	if (!origin->course)
		find_clone(origin, workspace->root);
	else if (is_shipped)
		find_untouched(origin);
}

bool origin_open_untouched(struct origin *origin, const char *shipped)
{
	*origin = (struct origin){.course = memory_copy_string(shipped ? shipped : "")};
	find_untouched(origin);
	return origin->tree;
}

void origin_clear(struct origin *origin)
{
	free(origin->course);
	git_tree_free(origin->tree);
	git_repository_free(origin->repo);
	*origin = (struct origin){0};
}

/* ---- reading ------------------------------------------------------------------------------------ */

struct reading {
	const char *root; /* the folder that paths are relative to */
	const char *path;
	struct file_set *files;
};

static int add_file(const char *path, struct reading *reading)
{
	char *full = path_join(reading->root, path);
	struct buffer bytes = BUFFER_INIT;
	struct stat st;

	if (file_read(full, FILE_COURSE_MAX, &bytes, NULL) == 0)
		file_set_add(reading->files, path, bytes.data, bytes.len)->runnable =
			stat(full, &st) == 0 && (st.st_mode & 0100);
	buffer_clear(&bytes);
	free(full);
	return 0;
}

static int add_walked(const char *relative, void *data, struct error *err)
{
	struct reading *reading = data;
	char *path = path_join(reading->path, relative);

	(void)err;
	add_file(path, reading);
	free(path);
	return 0;
}

static bool read_installed(const char *course, const char *path, struct file_set *files)
{
	struct reading reading = {course, path, files};
	char *full = path_join(course, path);
	bool there = file_exists(full);

	if (file_is_folder(full))
		there = file_walk(full, add_walked, &reading, NULL) == 0;
	else if (there)
		add_file(path, &reading);
	free(full);
	return there;
}

/*
 * Returns whether every line of the file on disk ends with CR LF, because git checked it out this
 * way.
 */
static bool is_dos_on_disk(const char *full)
{
	struct buffer bytes = BUFFER_INIT;
	bool dos = file_read(full, FILE_COURSE_MAX, &bytes, NULL) == 0 && bytes.len;
	size_t lines = 0;

	for (size_t i = 0; dos && i < bytes.len; i++) {
		lines += bytes.data[i] == '\n';
		dos = bytes.data[i] != '\n' || (i && bytes.data[i - 1] == '\r');
	}
	buffer_clear(&bytes);
	return dos && lines;
}

static void take_blob(const struct workspace *workspace, const char *path, git_blob *blob,
		      bool runnable, struct file_set *files)
{
	const char *bytes = git_blob_rawcontent(blob);
	size_t len = (size_t)git_blob_rawsize(blob);
	char *full = path_join(workspace->root, path);
	struct buffer text = BUFFER_INIT;

	if (!memchr(bytes, '\r', len) && !memchr(bytes, '\0', len) && is_dos_on_disk(full))
		for (size_t i = 0; i < len; i++) {
			if (bytes[i] == '\n')
				buffer_add_char(&text, '\r');
			buffer_add_char(&text, bytes[i]);
		}
	else
		buffer_add(&text, bytes, len);
	file_set_add(files, path, text.data, text.len)->runnable = runnable;
	buffer_clear(&text);
	free(full);
}

static bool read_clone(const struct origin *origin, const struct workspace *workspace,
		       const char *path, const git_oid *id, git_filemode_t mode,
		       struct file_set *files)
{
	git_tree *tree = NULL;
	git_blob *blob = NULL;
	bool read = true;

	if (mode == GIT_FILEMODE_TREE) {
		read = git_tree_lookup(&tree, origin->repo, id) == 0;
		for (size_t i = 0; read && i < git_tree_entrycount(tree); i++) {
			const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
			char *below = path_join(path, git_tree_entry_name(entry));

			if (!path_is_clutter(git_tree_entry_name(entry)))
				read = read_clone(origin, workspace, below,
						  git_tree_entry_id(entry),
						  git_tree_entry_filemode(entry), files);
			free(below);
		}
	} else if (mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE) {
		read = git_blob_lookup(&blob, origin->repo, id) == 0;
		if (read && git_blob_rawsize(blob) <= FILE_COURSE_MAX)
			take_blob(workspace, path, blob, mode == GIT_FILEMODE_BLOB_EXECUTABLE,
				  files);
	}
	git_blob_free(blob);
	git_tree_free(tree);
	return read;
}

bool origin_read(const struct origin *origin, const struct workspace *workspace, const char *path,
		 struct file_set *files)
{
	git_tree_entry *entry = NULL;
	bool read;

	if (origin->course && !origin->tree)
		return read_installed(origin->course, path, files);
	read = origin->tree && git_tree_entry_bypath(&entry, origin->tree, path) == 0 &&
	       read_clone(origin, workspace, path, git_tree_entry_id(entry),
			  git_tree_entry_filemode(entry), files);
	git_tree_entry_free(entry);
	return read;
}
