/*
 * Packs the history: loose objects become a pack, and many packs become one. Objects that no ref
 * leads to are packed, too. Other processes can record meanwhile; their new objects stay where they
 * are.
 */
#include "history/history_internal.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"
#include "store.h"

#include <dirent.h>
#include <git2/sys/odb_backend.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PACKS_MAX = 12 }; /* this number of packs is made into one */

/* ---- listing objects and packs --------------------------------------------------------------- */

struct oids {
	git_oid *items;
	size_t count, capacity;
};

static void add_oid(struct oids *oids, const git_oid *oid)
{
	if (oids->count == oids->capacity) {
		oids->capacity = oids->capacity ? oids->capacity * 2 : 1024;
		oids->items = memory_resize(oids->items, oids->capacity, sizeof(*oids->items));
	}
	oids->items[oids->count++] = *oid;
}

static char *objects_path(struct git_history *history, const char *name)
{
	return memory_format("%sobjects/%s", git_repository_path(history->repo), name);
}

static void list_fan(struct git_history *history, unsigned first_byte, struct oids *loose)
{
	char name[3], hex[GIT_OID_HEXSZ + 1], *folder;
	struct dirent *entry;
	git_oid oid;
	DIR *dir;

	snprintf(name, sizeof(name), "%02x", first_byte);
	folder = objects_path(history, name);
	dir = opendir(folder);
	while (dir && (entry = readdir(dir))) {
		if (strlen(entry->d_name) != GIT_OID_HEXSZ - 2)
			continue;
		snprintf(hex, sizeof(hex), "%s%.38s", name, entry->d_name);
		if (git_oid_fromstr(&oid, hex) == 0)
			add_oid(loose, &oid);
	}
	if (dir)
		closedir(dir);
	free(folder);
}

static void list_loose(struct git_history *history, struct oids *loose)
{
	for (unsigned byte = 0; byte < 256; byte++)
		list_fan(history, byte, loose);
}

/* Lists the index files of the packs, with absolute paths. */
static void list_packs(struct git_history *history, struct strings *packs)
{
	char *folder = objects_path(history, "pack");
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (path_has_suffix(entry->d_name, ".idx"))
			strings_take(packs, path_join(folder, entry->d_name));
	if (dir)
		closedir(dir);
	free(folder);
}

/* ---- writing a pack -------------------------------------------------------------------------- */

struct packing {
	struct git_history *history;
	git_packbuilder *builder;
	bool all; /* also the objects that are in packs */
};

static bool is_loose(struct git_history *history, const git_oid *oid)
{
	char hex[GIT_OID_HEXSZ + 1], *path;
	bool loose;

	git_oid_tostr(hex, sizeof(hex), oid);
	path = memory_format("%sobjects/%.2s/%s", git_repository_path(history->repo), hex, hex + 2);
	loose = access(path, F_OK) == 0;
	free(path);
	return loose;
}

/*
 * Adds a chain by its trees, newest first. The packer then knows the names of files, and stores
 * similar texts as differences.
 */
static int add_chain(const char *ref, void *data)
{
	struct packing *packing = data;
	struct git_history *history = packing->history;
	git_commit *commit = NULL, *parent;
	int status = store_tip(history, ref, &commit, NULL);

	while (!status && commit && (packing->all || is_loose(history, git_commit_id(commit)))) {
		status = git_packbuilder_insert(packing->builder, git_commit_id(commit), NULL);
		if (!status)
			status = git_packbuilder_insert_tree(packing->builder,
							     git_commit_tree_id(commit));
		parent = NULL;
		if (!status && git_commit_parentcount(commit))
			status = git_commit_parent(&parent, commit, 0);
		git_commit_free(commit);
		commit = parent;
	}
	git_commit_free(commit);
	return status;
}

static int add_object(const git_oid *oid, void *data)
{
	struct packing *packing = data;

	return git_packbuilder_insert(packing->builder, oid, NULL);
}

static int fill(struct packing *packing, const struct oids *loose)
{
	git_odb *odb = NULL;
	int status = git_reference_foreach_glob(packing->history->repo, "refs/rustgym/*", add_chain,
						packing);

	if (packing->all && !status)
		status = git_repository_odb(&odb, packing->history->repo);
	if (packing->all && !status)
		status = git_odb_foreach(odb, add_object, packing);
	for (size_t i = 0; !status && i < loose->count; i++)
		status = add_object(&loose->items[i], packing);
	git_odb_free(odb);
	return status;
}

/* Writes the pack. *index is the absolute path of its index, which the caller frees. */
static int write_pack(struct git_history *history, bool all, const struct oids *loose, char **index,
		      struct error *err)
{
	struct packing packing = {.history = history, .all = all};
	int status = git_packbuilder_new(&packing.builder, history->repo);
	char hex[GIT_OID_HEXSZ + 1];

	*index = NULL;
	if (!status)
		status = fill(&packing, loose);
	if (!status)
		status = git_packbuilder_write(packing.builder, NULL, 0, NULL, NULL);
	if (!status) {
		char *folder = objects_path(history, "pack");
		git_oid_tostr(hex, sizeof(hex), git_packbuilder_hash(packing.builder));
		*index = memory_format("%s/pack-%s.idx", folder, hex);
		free(folder);
	}
	git_packbuilder_free(packing.builder);
	return status < 0 ? store_failed(err, "it can't be packed") : 0;
}

/* ---- removing packed objects ----------------------------------------------------------------- */

/* Opens this pack alone, to find out which objects it has. */
static int open_pack(const char *index, git_odb **odb)
{
	git_odb_backend *backend = NULL;
	int status = git_odb_new(odb);

	if (!status)
		status = git_odb_backend_one_pack(&backend, index);
	return status ? status : git_odb_add_backend(*odb, backend, 1);
}

static void remove_loose(struct git_history *history, git_odb *pack, const struct oids *loose)
{
	char hex[GIT_OID_HEXSZ + 1];

	for (size_t i = 0; i < loose->count; i++) {
		char *path;

		if (!git_odb_exists(pack, &loose->items[i]))
			continue;
		git_oid_tostr(hex, sizeof(hex), &loose->items[i]);
		path = memory_format("%sobjects/%.2s/%s", git_repository_path(history->repo), hex,
				     hex + 2);
		unlink(path);
		free(path);
	}
}

static int is_missing(const git_oid *oid, void *data)
{
	return git_odb_exists(data, oid) ? 0 : 1;
}

/* Removes the pack before its index, because an index without a pack is ignored. */
static void remove_pack(const char *index)
{
	char *pack = memory_format("%.*s.pack", (int)(strlen(index) - strlen(".idx")), index);

	unlink(pack);
	unlink(index);
	free(pack);
}

static void remove_packs(const char *made, git_odb *pack, const struct strings *packs)
{
	for (size_t i = 0; i < packs->count; i++) {
		git_odb *old = NULL;

		if (strcmp(packs->items[i], made) == 0)
			continue;
		if (open_pack(packs->items[i], &old) == 0 &&
		    git_odb_foreach(old, is_missing, pack) == 0)
			remove_pack(packs->items[i]);
		git_odb_free(old);
	}
}

/* ---- public functions ------------------------------------------------------------------------ */

struct packed {
	git_odb *made; /* only the new pack */
	char *index;   /* absolute path of its index */
	bool all;      /* also the objects that were in packs */
	struct oids loose;
	struct strings packs;
};

static void packed_free(struct packed *packed)
{
	git_odb_free(packed->made);
	free(packed->index);
	free(packed->loose.items);
	strings_clear(&packed->packs);
	free(packed);
}

/* Writes the new pack and syncs it. */
int op_pack(struct git_history *history, size_t most, struct packed **out, struct error *err)
{
	struct packed *packed = memory_new(sizeof(*packed));
	int result = 0;

	list_loose(history, &packed->loose);
	list_packs(history, &packed->packs);
	packed->all = packed->packs.count >= PACKS_MAX;
	if (packed->loose.count > most) {
		result = write_pack(history, packed->all, &packed->loose, &packed->index, err);
		if (!result && open_pack(packed->index, &packed->made) < 0)
			result = store_failed(err, "a pack can't be read");
	}
	if (!packed->made) {
		packed_free(packed);
		packed = NULL;
	}
	*out = packed;
	return result;
}

/* Then removes the old copies of its objects. */
int op_pack_finish(struct git_history *history, struct packed *packed, struct error *err)
{
	(void)err;
	remove_loose(history, packed->made, &packed->loose);
	if (packed->all)
		remove_packs(packed->index, packed->made, &packed->packs);
	packed_free(packed);
	return 0;
}
