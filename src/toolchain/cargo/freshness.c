#include "freshness.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "toolchain/fingerprint.h"

#include <ctype.h>
#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PACKAGES_MAX = 64, HASH_DIGITS = 16 };

/* ---- manifests ------------------------------------------------------------------------------ */

static char *read_manifest(const char *folder)
{
	struct buffer text = BUFFER_INIT;
	char *path = path_join(folder, "Cargo.toml");

	if (file_read(path, FILE_COURSE_MAX, &text, NULL))
		buffer_reset(&text);
	free(path);
	return buffer_detach(&text);
}

static bool is_of_a_key(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-';
}

/*
 * Returns the string that the manifest assigns to the key at `at` (`key = "string"`), and its
 * length in *len; or NULL.
 */
static const char *assigned(const char *text, const char *at, const char *key, size_t *len)
{
	const char *value = at + strlen(key);

	if (at > text && is_of_a_key(at[-1]))
		return NULL;
	value += strspn(value, " \t");
	if (*value != '=')
		return NULL;
	value++;
	value += strspn(value, " \t");
	if (*value != '"' && *value != '\'')
		return NULL;
	*len = strcspn(value + 1, *value == '"' ? "\"\n" : "'\n");
	return value + 1;
}

/*
 * Returns the package's name: the first string that [package] assigns to `name`. The name may only
 * have the letters that cargo allows. The caller frees it.
 */
static char *package_name(const char *manifest)
{
	const char *section = strstr(manifest, "[package]");
	const char *end = section ? strstr(section, "\n[") : NULL;

	for (const char *at = section; at && (at = strstr(at, "name")) && (!end || at < end);
	     at++) {
		size_t len;
		const char *name = assigned(manifest, at, "name", &len);
		size_t good = 0;

		while (name && good < len && is_of_a_key(name[good]))
			good++;
		if (good && good == len)
			return memory_copy(name, len);
	}
	return NULL;
}

static void add_package(struct cargo_freshness *freshness, const char *folder)
{
	char real[PATH_MAX], *manifest, *name;

	if (freshness->count == PACKAGES_MAX || !realpath(folder, real))
		return;
	for (size_t i = 0; i < freshness->count; i++)
		if (strcmp(freshness->packages[i].folder, real) == 0)
			return;
	manifest = read_manifest(real);
	name = package_name(manifest);
	free(manifest);
	if (!name)
		return;
	freshness->packages = memory_grow(freshness->packages, freshness->count,
					  sizeof(*freshness->packages));
	freshness->packages[freshness->count++] = (struct cargo_package){
		.folder = memory_copy_string(real), .name = name};
}

/* Adds the packages that the folder's manifest names by path. */
static void add_named(struct cargo_freshness *freshness, const char *folder)
{
	char *manifest = read_manifest(folder);

	for (const char *at = manifest; (at = strstr(at, "path")); at++) {
		size_t len;
		const char *value = assigned(manifest, at, "path", &len);
		char *relative, *path;

		if (!value)
			continue;
		relative = memory_copy(value, len);
		path = relative[0] == '/' ? memory_copy_string(relative)
					  : path_join(folder, relative);
		add_package(freshness, path);
		free(path);
		free(relative);
	}
	free(manifest);
}

static bool is_workspace(const char *folder)
{
	char *manifest = read_manifest(folder);
	bool is = strstr(manifest, "[workspace") != NULL;

	free(manifest);
	return is;
}

/*
 * Adds the packages that the manifest of the workspace names, since members can inherit
 * dependencies from it. The workspace is the package itself or the nearest workspace above it.
 */
static void add_named_above(struct cargo_freshness *freshness, const char *folder)
{
	char *at = memory_copy_string(folder);

	for (bool top = is_workspace(at); !top;) {
		char *above = path_parent(at);

		top = strcmp(above, at) == 0;
		free(at);
		at = above;
		add_named(freshness, at);
		top = top || is_workspace(at);
	}
	free(at);
}

static void find_packages(struct cargo_freshness *freshness, const char *folder)
{
	add_package(freshness, folder);
	add_named_above(freshness, folder);
	for (size_t i = 0; i < freshness->count; i++) {
		char *at = memory_copy_string(freshness->packages[i].folder);
		add_named(freshness, at);
		free(at);
	}
}

/* ---- contents ------------------------------------------------------------------------------- */

static int add_file(const char *relative, void *data, struct error *err)
{
	struct cargo_package *package = data;
	char *path = path_join(package->folder, relative);
	struct buffer text = BUFFER_INIT;

	(void)err;
	if (file_read(path, FILE_COURSE_MAX, &text, NULL))
		package->known = false;
	package->content = fingerprint_add_text(package->content, relative);
	package->content = fingerprint_add_bytes(package->content, text.data, text.len);
	/* for example include_str!("../../data") or #[path = "../other.rs"] */
	if (path_has_suffix(relative, ".rs") && strstr(text.data, "../"))
		package->known = false;
	buffer_clear(&text);
	free(path);
	return 0;
}

static void read_content(struct cargo_package *package)
{
	package->content = fingerprint_add_text(FILE_HASH_START, package->folder);
	package->known = true;
	if (file_walk(package->folder, add_file, package, NULL))
		package->known = false;
}

/* ---- what cargo last compiled ---------------------------------------------------------------- */

static char *record_of(const struct cargo_freshness *freshness, const struct cargo_package *package)
{
	return memory_format("%s/compiled/%s", freshness->target, package->name);
}

static void write_content(const struct cargo_package *package, char text[HASH_DIGITS + 1])
{
	snprintf(text, HASH_DIGITS + 1, "%016" PRIx64, package->content);
}

static bool is_compiled(const struct cargo_freshness *freshness,
			const struct cargo_package *package)
{
	struct buffer text = BUFFER_INIT;
	char *path = record_of(freshness, package), content[HASH_DIGITS + 1];
	bool same;

	write_content(package, content);
	same = file_read(path, FILE_COURSE_MAX, &text, NULL) == 0 &&
	       strcmp(text.data, content) == 0;
	buffer_clear(&text);
	free(path);
	return package->known && same;
}

/* Returns whether the entry is "NAME-0123456789abcdef": cargo's fingerprint of one target. */
static bool is_fingerprint_of(const char *entry, const char *name)
{
	size_t len = strlen(name);

	return strncmp(entry, name, len) == 0 && entry[len] == '-' &&
	       strlen(entry + len + 1) == HASH_DIGITS &&
	       strspn(entry + len + 1, "0123456789abcdef") == HASH_DIGITS;
}

static void remove_fingerprints_in(const char *folder, const char *name)
{
	char *fingerprints = path_join(folder, ".fingerprint");
	DIR *dir = opendir(fingerprints);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join(fingerprints, entry->d_name);
		if (is_fingerprint_of(entry->d_name, name))
			file_remove(path, NULL);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(fingerprints);
}

/* The fingerprints are in target/PROFILE/; for other target platforms in target/TRIPLE/PROFILE/. */
static void remove_fingerprints(const char *folder, const char *name, int depth)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join(folder, entry->d_name);
		if (entry->d_name[0] != '.' && file_is_folder(path)) {
			remove_fingerprints_in(path, name);
			if (depth > 1)
				remove_fingerprints(path, name, depth - 1);
		}
		free(path);
	}
	if (dir)
		closedir(dir);
}

static void expire(const struct cargo_freshness *freshness, const struct cargo_package *package)
{
	char *record = record_of(freshness, package);

	file_remove(record, NULL);
	remove_fingerprints(freshness->target, package->name, 2);
	free(record);
}

void cargo_freshness_begin(struct cargo_freshness *freshness, const char *target,
			   const char *folder, bool again)
{
	cargo_freshness_clear(freshness);
	freshness->target = memory_copy_string(target);
	find_packages(freshness, folder);
	for (size_t i = 0; i < freshness->count; i++) {
		struct cargo_package *package = &freshness->packages[i];

		read_content(package);
		if ((again && i == 0) || !is_compiled(freshness, package))
			expire(freshness, package);
	}
}

void cargo_freshness_end(struct cargo_freshness *freshness)
{
	char *folder = freshness->count ? path_join(freshness->target, "compiled") : NULL;

	for (size_t i = 0; i < freshness->count; i++) {
		struct cargo_package *package = &freshness->packages[i];
		char *record = record_of(freshness, package), content[HASH_DIGITS + 1];
		uint64_t before = package->content;

		read_content(package);
		write_content(package, content);
		if (package->known && package->content == before &&
		    file_make_folder(folder, NULL) == 0)
			file_write_cache(record, content, HASH_DIGITS, NULL);
		free(record);
	}
	free(folder);
	cargo_freshness_clear(freshness);
}

void cargo_freshness_clear(struct cargo_freshness *freshness)
{
	for (size_t i = 0; i < freshness->count; i++) {
		free(freshness->packages[i].folder);
		free(freshness->packages[i].name);
	}
	free(freshness->packages);
	free(freshness->target);
	*freshness = (struct cargo_freshness){0};
}
