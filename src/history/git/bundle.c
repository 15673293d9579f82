#include "history/history_internal.h"
#include "incoming.h"
#include "pack_scan.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SIGNATURE "# v2 git bundle\n"

enum {
	BUNDLE_MAX = 512 * 1024 * 1024, /* bytes; a year of daily use is some MB */
	OBJECTS_MAX = 4 * 1000 * 1000,
	LINE_MAX_LEN = 512,
};

/* ---- writing ----------------------------------------------------------------------------------- */

struct writing {
	struct git_history *history;
	git_revwalk *walk;
	struct strings lines;
};

static int add_ref(const char *ref, void *data)
{
	struct writing *writing = data;
	char hex[GIT_OID_HEXSZ + 1];
	git_oid id;
	int status = git_reference_name_to_id(&id, writing->history->repo, ref);

	if (!status)
		status = git_revwalk_push(writing->walk, &id);
	if (!status)
		strings_addf(&writing->lines, "%s %s\n", git_oid_tostr(hex, sizeof(hex), &id), ref);
	return status;
}

static int add_bytes(void *bytes, size_t len, void *data)
{
	buffer_add(data, bytes, len);
	return 0;
}

static int write_pack(struct writing *writing, struct buffer *out)
{
	git_packbuilder *builder = NULL;
	int status = git_packbuilder_new(&builder, writing->history->repo);

	if (!status)
		status = git_packbuilder_insert_walk(builder, writing->walk);
	if (!status)
		status = git_packbuilder_foreach(builder, add_bytes, out);
	git_packbuilder_free(builder);
	return status;
}

static void write_header(struct writing *writing, struct buffer *out)
{
	strings_sort(&writing->lines);
	buffer_add_string(out, SIGNATURE);
	for (size_t i = 0; i < writing->lines.count; i++)
		buffer_add_string(out, writing->lines.items[i]);
	buffer_add_char(out, '\n');
}

int op_bundle(struct git_history *history, struct buffer *out, struct error *err)
{
	struct writing writing = {.history = history, .lines = STRINGS_INIT};
	int status = git_revwalk_new(&writing.walk, history->repo), result = 0;

	if (!status)
		status = incoming_foreach_ref(history->repo, add_ref, &writing);
	write_header(&writing, out);
	if (!status && writing.lines.count)
		status = write_pack(&writing, out);
	if (status < 0)
		result = store_failed(err, "it can't be exported");
	else if (!writing.lines.count)
		result = error_set(err, ERROR_USAGE, "there is nothing to export yet");
	git_revwalk_free(writing.walk);
	strings_clear(&writing.lines);
	return result;
}

/* ---- reading ----------------------------------------------------------------------------------- */

struct reading {
	FILE *file;
	const char *name;
	git_repository *repo;
	struct strings ids, refs;
};

static int damaged(const struct reading *reading, struct error *err)
{
	const git_error *cause = git_error_last();

	return error_set(err, ERROR_IO,
			 "%s is damaged or was cut off (%s); nothing was changed. Export it again "
			 "where it came from",
			 reading->name, cause ? cause->message : "it ends too early");
}

static int foreign(const struct reading *reading, const char *why, struct error *err)
{
	return error_set(err, ERROR_IO,
			 "%s is no file that `rustgym export` made: %s. Nothing was changed",
			 reading->name, why);
}

/* Reads "HEX refs/rustgym/...". The name is checked again, because it comes from outside. */
static int read_line(struct reading *reading, char *line, struct error *err)
{
	size_t len = strlen(line);
	git_oid id;

	if (!len || line[len - 1] != '\n')
		return len + 1 < LINE_MAX_LEN
			       ? damaged(reading, err)
			       : foreign(reading, "its header has endless lines", err);
	line[len - 1] = '\0';
	if (line[0] == '-')
		return foreign(reading, "it is only a part of a history", err);
	if (len <= GIT_OID_HEXSZ + 1 || line[GIT_OID_HEXSZ] != ' ' ||
	    git_oid_fromstrn(&id, line, GIT_OID_HEXSZ) < 0)
		return foreign(reading, "its header is not that of a bundle", err);
	if (!incoming_is_ref(line + GIT_OID_HEXSZ + 1))
		return foreign(reading, "it has refs that rustgym does not write", err);
	line[GIT_OID_HEXSZ] = '\0';
	strings_add(&reading->ids, line);
	strings_add(&reading->refs, line + GIT_OID_HEXSZ + 1);
	return 0;
}

static int read_header(struct reading *reading, struct error *err)
{
	char line[LINE_MAX_LEN];
	int result = 0;

	if (!fgets(line, sizeof(line), reading->file) || strcmp(line, SIGNATURE) != 0)
		return foreign(reading, "it does not begin as a git bundle does", err);
	while (!result) {
		if (!fgets(line, sizeof(line), reading->file))
			return damaged(reading, err);
		if (strcmp(line, "\n") == 0)
			break;
		result = read_line(reading, line, err);
		if (!result && reading->refs.count > INCOMING_REFS_MAX)
			result = foreign(reading, "it has too many refs", err);
	}
	return result;
}

static int count_objects(const git_indexer_progress *progress, void *data)
{
	(void)data;
	return progress->total_objects > OBJECTS_MAX ? -1 : 0;
}

static int read_pack(struct reading *reading, struct error *err)
{
	char *folder = path_join(git_repository_path(reading->repo), "objects/pack"), bytes[16384];
	git_indexer_options options;
	git_indexer_progress progress = {0};
	git_indexer *indexer = NULL;
	size_t got;
	int status;

	git_indexer_options_init(&options, GIT_INDEXER_OPTIONS_VERSION);
	options.progress_cb = count_objects;
	status = git_indexer_new(&indexer, folder, 0, NULL, &options);
	while (!status && (got = fread(bytes, 1, sizeof(bytes), reading->file)) > 0)
		status = git_indexer_append(indexer, bytes, got, &progress);
	if (!status)
		status = git_indexer_commit(indexer, &progress);
	git_indexer_free(indexer);
	free(folder);
	return status < 0 || ferror(reading->file) ? damaged(reading, err) : 0;
}

static int check_pack(struct reading *reading, struct error *err)
{
	off_t start = ftello(reading->file);
	bool sane = pack_has_sane_sizes(reading->file);

	if (start < 0 || fseeko(reading->file, start, SEEK_SET) < 0)
		return damaged(reading, err);
	return sane ? 0
		    : foreign(reading, "it would become larger than any that rustgym writes", err);
}

static int write_refs(struct reading *reading, struct error *err)
{
	int status = 0;

	for (size_t i = 0; !status && i < reading->refs.count; i++) {
		git_reference *ref = NULL;
		git_oid id;

		status = git_oid_fromstr(&id, reading->ids.items[i]);
		if (!status)
			status = git_reference_create(&ref, reading->repo, reading->refs.items[i],
						      &id, 0, NULL);
		git_reference_free(ref);
	}
	return status < 0 ? damaged(reading, err) : 0;
}

static int open_files(struct reading *reading, const char *folder, struct error *err)
{
	struct stat st;

	reading->file = fopen(reading->name, "rbe");
	if (!reading->file || fstat(fileno(reading->file), &st) < 0)
		return error_errno(err, errno, "%s can't be read", reading->name);
	if (!S_ISREG(st.st_mode))
		return error_set(err, ERROR_IO, "%s is not a file", reading->name);
	if (st.st_size > BUNDLE_MAX)
		return foreign(reading, "it is larger than any that rustgym writes", err);
	return git_repository_open_bare(&reading->repo, folder) < 0 ? store_failed(err, folder) : 0;
}

int op_bundle_read(struct git_history *history, const char *folder, const char *bundle,
		   struct error *err)
{
	struct reading reading = {.name = bundle, .ids = STRINGS_INIT, .refs = STRINGS_INIT};
	int result = open_files(&reading, folder, err);

	(void)history;
	git_error_clear();
	if (!result)
		result = read_header(&reading, err);
	if (!result)
		result = check_pack(&reading, err);
	if (!result)
		result = read_pack(&reading, err);
	if (!result)
		result = write_refs(&reading, err);
	if (reading.file)
		fclose(reading.file);
	git_repository_free(reading.repo);
	strings_clear(&reading.ids);
	strings_clear(&reading.refs);
	return result;
}
