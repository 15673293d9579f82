#include "rustgym/course/kind.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/toml.h"
#include "wr_folders.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static bool has(const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	bool there = file_exists(path);

	free(path);
	return there;
}

/* Returns a file's values, or NULL. The caller frees them with json_free. */
static struct json *read_values(const char *folder, const char *name,
				struct json *(*read)(const char *, size_t, int *, struct error *))
{
	char *path = path_join(folder, name);
	struct buffer text = BUFFER_INIT;
	struct json *json = NULL;

	if (file_read(path, FILE_COURSE_MAX, &text, NULL) == 0)
		json = read(text.data, text.len, NULL, NULL);
	buffer_clear(&text);
	free(path);
	return json;
}

/* ---- rustlings --------------------------------------------------------------------------------- */

/* A game's info.toml has other tables, or none. */
static enum course_kind kind_of_info(const struct json_value *root)
{
	const struct json_value *list = json_get(root, "exercises"), *first = json_first(list);

	if (json_type(list) != JSON_ARRAY || !json_get_string(first, "name"))
		return COURSE_NONE;
	if (json_get_string(first, "mode") && json_get_string(first, "path"))
		return COURSE_RUSTLINGS_5;
	return json_type(json_get(root, "format_version")) == JSON_NUMBER ? COURSE_RUSTLINGS
									  : COURSE_NONE;
}

static bool lists_exercises(const struct json_value *manifest)
{
	const char *name = json_get_string(json_get(manifest, "package"), "name");
	const struct json_value *bins = json_get(manifest, "bin");

	if (!name || strcmp(name, "exercises") != 0)
		return false;
	for (const struct json_value *bin = json_first(bins); bin; bin = json_next(bin)) {
		const char *path = json_get_string(bin, "path");

		if (path && path_below(path, "exercises"))
			return true;
	}
	return false;
}

/* A list of exercises with a mistake in it is one all the same: the loader says where the mistake is. */
static bool is_damaged_list(const char *folder)
{
	char *path = path_join(folder, "info.toml");
	struct buffer text = BUFFER_INIT;
	bool is = file_read(path, FILE_COURSE_MAX, &text, NULL) == 0 &&
		  strstr(text.data, "[[exercises]]") && strstr(text.data, "format_version");

	buffer_clear(&text);
	free(path);
	return is;
}

static enum course_kind kind_of_rustlings(const char *folder)
{
	bool informed = has(folder, "info.toml");
	enum course_kind kind = COURSE_NONE;
	struct json *json;

	if (has(folder, "rustlings-macros/info.toml") && has(folder, "dev/Cargo.toml") &&
	    has(folder, "exercises"))
		return COURSE_RUSTLINGS_SOURCE;
	if (!has(folder, "exercises") || (!informed && !has(folder, "solutions")))
		return COURSE_NONE;
	json = read_values(folder, informed ? "info.toml" : "Cargo.toml", toml_read);
	if (json && informed)
		kind = kind_of_info(json_root(json));
	else if (informed && is_damaged_list(folder))
		kind = COURSE_RUSTLINGS;
	else if (json && lists_exercises(json_root(json)))
		kind = COURSE_RUSTLINGS_INIT;
	json_free(json);
	return kind;
}

/* ---- wr ---------------------------------------------------------------------------------------- */

static bool is_wr(const char *folder)
{
	struct strings found = STRINGS_INIT;
	struct json *json;
	bool is;

	if (!has(folder, ".wr.toml"))
		return false;
	/* with a mistake in it, it names no folder; the loader says where the mistake is */
	json = read_values(folder, ".wr.toml", toml_read);
	wr_folders(folder, wr_exercises_dir(json ? json_root(json) : NULL), &found);
	is = found.count > 0;
	strings_clear(&found);
	json_free(json);
	return is;
}

/* ---- Exercism ---------------------------------------------------------------------------------- */

/* Returns whether a JSON file of the folder has this text as its member. */
static bool says(const char *folder, const char *file, const char *member, const char *text)
{
	struct json *json = has(folder, file) ? read_values(folder, file, json_parse) : NULL;
	const char *said = json ? json_get_string(json_root(json), member) : NULL;
	bool same = said && strcmp(said, text) == 0;

	json_free(json);
	return same;
}

bool course_kind_is_download(const char *folder)
{
	return says(folder, ".exercism/metadata.json", "track", "rust");
}

static bool holds_downloads(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool found = false;

	while (!found && dir && (entry = readdir(dir))) {
		char *path;

		if (entry->d_name[0] == '.')
			continue;
		path = path_join(folder, entry->d_name);
		found = course_kind_is_download(path);
		free(path);
	}
	if (dir)
		closedir(dir);
	return found;
}

static bool is_track(const char *folder)
{
	return has(folder, "exercises/practice") && says(folder, "config.json", "language", "Rust");
}

/* ---- all of them ------------------------------------------------------------------------------- */

enum course_kind course_kind(const char *folder)
{
	enum course_kind kind;

	if (has(folder, "exercises/roadmap.json"))
		return COURSE_OWN;
	kind = kind_of_rustlings(folder);
	if (kind != COURSE_NONE)
		return kind;
	if (is_wr(folder))
		return COURSE_WR;
	if (is_track(folder))
		return COURSE_EXERCISM_TRACK;
	return holds_downloads(folder) ? COURSE_EXERCISM : COURSE_NONE;
}

const char *course_kind_words(enum course_kind kind)
{
	static const char *const words[] = {
		[COURSE_OWN] = "a course of rustgym",
		[COURSE_RUSTLINGS] = "a community course of rustlings",
		[COURSE_RUSTLINGS_INIT] = "the exercises of rustlings",
		[COURSE_RUSTLINGS_SOURCE] = "a clone of rustlings itself",
		[COURSE_RUSTLINGS_5] = "a course of rustlings 5",
		[COURSE_WR] = "a course of the workshop runner wr",
		[COURSE_EXERCISM] = "exercises from Exercism",
		[COURSE_EXERCISM_TRACK] = "Exercism's Rust track",
		[COURSE_NONE] = "no course",
	};

	return words[kind];
}
