#include "tree_check.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"

#include <string.h>

enum { DEPTH_MAX = 32 };

const char tree_is_damaged[] = "damaged";

/* Nothing is read whole before its size is known. */
static const char *object_fault(const struct tree_check *check, const git_oid *id,
				git_object_t wanted, size_t max)
{
	git_object_t type;
	size_t len;

	if (git_odb_read_header(&len, &type, check->odb, id) < 0)
		return tree_is_damaged;
	if (type != wanted || len > max)
		return wanted == GIT_OBJECT_TREE ? "a folder" : "the size of a file";
	return NULL;
}

static const char *open_tree(const struct tree_check *check, const git_oid *id, git_tree **tree)
{
	const char *fault = object_fault(check, id, GIT_OBJECT_TREE, FILE_COURSE_MAX);

	*tree = NULL;
	if (!fault && git_tree_lookup(tree, check->repo, id) < 0)
		fault = tree_is_damaged;
	return fault;
}

/* As git sorts them: a folder as if its name ended with a slash. */
static int compare(const git_tree_entry *a, const git_tree_entry *b)
{
	const char *x = git_tree_entry_name(a), *y = git_tree_entry_name(b);
	size_t at = 0;
	unsigned char c, d;

	while (x[at] && x[at] == y[at])
		at++;
	c = (unsigned char)x[at];
	d = (unsigned char)y[at];
	if (!c && git_tree_entry_filemode_raw(a) == GIT_FILEMODE_TREE)
		c = '/';
	if (!d && git_tree_entry_filemode_raw(b) == GIT_FILEMODE_TREE)
		d = '/';
	return c < d ? -1 : c > d;
}

static bool names_are_sound(const git_tree *tree)
{
	struct strings names = STRINGS_INIT;
	bool sound = true;

	for (size_t i = 0; sound && i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);

		sound = path_is_name(git_tree_entry_name(entry)) &&
			!path_is_clutter(git_tree_entry_name(entry)) &&
			(!i || compare(git_tree_entry_byindex(tree, i - 1), entry) < 0);
		strings_add(&names, git_tree_entry_name(entry));
	}
	strings_sort(
		&names); /* a file and a folder of one name are not side by side in git's order */
	for (size_t i = 1; sound && i < names.count; i++)
		sound = strcmp(names.items[i - 1], names.items[i]) != 0;
	strings_clear(&names);
	return sound;
}

static const char *fault_below(struct tree_check *check, const git_oid *id, int depth);

static const char *entry_fault(struct tree_check *check, const git_tree_entry *entry, int depth)
{
	git_filemode_t mode = git_tree_entry_filemode_raw(entry);
	const git_oid *id = git_tree_entry_id(entry);

	if (mode == GIT_FILEMODE_TREE)
		return fault_below(check, id, depth + 1);
	if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE &&
	    mode != GIT_FILEMODE_LINK)
		return "the kind of a file";
	return object_fault(check, id, GIT_OBJECT_BLOB, FILE_COURSE_MAX);
}

static const char *fault_below(struct tree_check *check, const git_oid *id, int depth)
{
	git_tree *tree = NULL;
	const char *fault = depth > DEPTH_MAX ? "folders in folders" : open_tree(check, id, &tree);

	if (!fault) {
		check->entries += git_tree_entrycount(tree);
		if (check->entries > TREE_ENTRIES_MAX)
			fault = "too many files";
		else if (!names_are_sound(tree))
			fault = "the name of a file";
	}
	for (size_t i = 0; !fault && i < git_tree_entrycount(tree); i++)
		fault = entry_fault(check, git_tree_entry_byindex(tree, i), depth);
	git_tree_free(tree);
	return fault;
}

const char *tree_fault(struct tree_check *check, const git_oid *tree)
{
	return fault_below(check, tree, 0);
}

const char *tree_of_one_fault(struct tree_check *check, const git_oid *id, const char *name,
			      size_t max)
{
	git_tree *tree = NULL;
	const git_tree_entry *entry;
	git_filemode_t mode;
	const char *fault = open_tree(check, id, &tree);

	if (fault)
		return fault;
	entry = git_tree_entrycount(tree) == 1 ? git_tree_entry_byindex(tree, 0) : NULL;
	mode = entry ? git_tree_entry_filemode_raw(entry) : GIT_FILEMODE_UNREADABLE;
	if (!entry || strcmp(git_tree_entry_name(entry), name) != 0)
		fault = "the name of a file";
	else if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE)
		fault = "the kind of a file";
	else
		fault = object_fault(check, git_tree_entry_id(entry), GIT_OBJECT_BLOB, max);
	git_tree_free(tree);
	return fault;
}
