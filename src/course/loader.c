#include "loader.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/base/toml.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct course *loader_course(struct loader *loader)
{
	return &loader->loaded->course;
}

char *loader_keep(struct loader *loader, const char *text)
{
	return arena_string(&loader->loaded->arena, text);
}

/* ---- single values ---------------------------------------------------------------------- */

bool loader_has_type(struct loader *loader, const struct json_value *value, const char *what,
		     enum json_type type)
{
	if (json_type(value) == type)
		return true;
	PROBLEM(loader, value, "expected %s to be %s, found %s; change it", what,
		json_type_name(type), json_type_name(json_type(value)));
	return false;
}

const struct json_value *loader_required(struct loader *loader, const struct json_value *object,
					 const char *name, enum json_type type)
{
	const struct json_value *value = json_get(object, name);

	if (!value) {
		PROBLEM(loader, object, "expected \"%s\" (%s), found nothing; add it", name,
			json_type_name(type));
		return NULL;
	}
	return loader_has_type(loader, value, name, type) ? value : NULL;
}

const struct json_value *loader_optional(struct loader *loader, const struct json_value *object,
					 const char *name, enum json_type type)
{
	const struct json_value *value = json_get(object, name);

	return value && loader_has_type(loader, value, name, type) ? value : NULL;
}

/*
 * Compares the first letters first, since most names differ there and a large course needs many
 * comparisons.
 */
static bool same_name(const char *a, const char *b)
{
	return a[0] == b[0] && strcmp(a, b) == 0;
}

static void report_unknown(struct loader *loader, const struct json_value *value,
			   const char *const *known)
{
	char list[256] = "";

	for (; *known; known++)
		if (**known != '$')
			snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s%s",
				 *list ? ", " : "", *known);
	PROBLEM(loader, value,
		"expected one of %s, found the unknown field \"%.40s\"; remove it or correct its "
		"name",
		list, json_name(value));
}

void loader_only_known(struct loader *loader, const struct json_value *object,
		       const char *const *known)
{
	for (const struct json_value *v = json_first(object); v; v = json_next(v)) {
		size_t i = 0;

		while (known[i] && !same_name(known[i], json_name(v)))
			i++;
		if (!known[i])
			report_unknown(loader, v, known);
	}
}

static bool is_printable(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return false;
	return true;
}

const char *loader_line_of_text(struct loader *loader, const struct json_value *value,
				const char *what, size_t max)
{
	const char *text = json_string(value);
	char *kept;

	if (!text)
		return "";
	if (*text && strlen(text) <= max && is_printable(text)) {
		kept = loader_keep(loader, text);
		control_remove_in_line(kept);
		if (*kept)
			return kept;
	}
	PROBLEM(loader, value,
		"expected %s to be 1 to %zu printable characters, found %zu%s; change it", what,
		max, strlen(text),
		is_printable(text) ? "" : " with a control character among them");
	return "";
}

const char *loader_required_text(struct loader *loader, const struct json_value *object,
				 const char *name, size_t max)
{
	return loader_line_of_text(loader, loader_required(loader, object, name, JSON_STRING), name,
				   max);
}

int loader_whole_number(struct loader *loader, const struct json_value *value, const char *what,
			int least, int most)
{
	double number = 0;

	if (!json_number(value, &number))
		return least;
	if (number >= least && number <= most &&
	    number == (int)number) /* it is in range, so the cast is safe */
		return (int)number;
	PROBLEM(loader, value,
		"expected %s to be a whole number from %d to %d, found %g; change it", what, least,
		most, number);
	return least;
}

struct texts loader_texts_of(struct loader *loader, const struct json_value *value,
			     const char *what, const char *form, bool (*valid)(const char *))
{
	const struct json_value *item = json_type(value) == JSON_STRING ? value : json_first(value);
	size_t room = json_type(value) == JSON_STRING ? 1 : json_count(value);
	struct name_index seen = {0};
	struct texts texts = {NULL, 0};

	if (!room)
		PROBLEM(loader, value,
			"expected %s to have at least one entry, found none; add one or "
			"leave %s out",
			what, what);
	texts.items = arena_new(&loader->loaded->arena, (room + 1) * sizeof(*texts.items));
	for (size_t n = 0; n < room; n++, item = json_next(item)) {
		const char *text = json_string(item);

		if (!text || !valid(text)) {
			PROBLEM(loader, item,
				"expected an entry of %s to be %s, found %s%.60s%s; change it",
				what, form, text ? "\"" : "",
				text ? text : json_type_name(json_type(item)), text ? "\"" : "");
			continue;
		}
		if (name_index_enter(&seen, text, n) != n)
			PROBLEM(loader, item,
				"expected each entry of %s once, found \"%.60s\" twice; "
				"remove one",
				what, text);
		else
			texts.items[texts.count++] = loader_keep(loader, text);
	}
	name_index_clear(&seen);
	return texts;
}

struct texts loader_optional_texts(struct loader *loader, const struct json_value *object,
				   const char *name, const char *form, bool (*valid)(const char *))
{
	const struct json_value *value = loader_optional(loader, object, name, JSON_ARRAY);

	return value ? loader_texts_of(loader, value, name, form, valid) : (struct texts){NULL, 0};
}

/* ---- files ------------------------------------------------------------------------------ */

mode_t loader_kind_of_file(struct loader *loader, const struct json_value *about, const char *path,
			   off_t max)
{
	char full[PATH_MAX];
	struct stat st;

	if (snprintf(full, sizeof(full), "%s/%s", loader_course(loader)->root, path) >=
	    (int)sizeof(full)) {
		PROBLEM(loader, about, "expected a shorter path, found %.200s...", path);
		return 0;
	}
	if (lstat(full, &st) < 0) {
		if (errno == ENOENT && loader->may_be_absent)
			return 0;
		PROBLEM(loader, about,
			"expected %s, found nothing there (%s); add it or correct the name", path,
			strerror(errno));
		return 0;
	}
	if (S_ISLNK(st.st_mode)) {
		PROBLEM(loader, about,
			"expected %s to be a real file or folder, found a symbolic link; "
			"put the file itself there",
			path);
		return 0;
	}
	if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
		PROBLEM(loader, about,
			"expected %s to be a file or a folder, found neither; replace it", path);
		return 0;
	}
	if (S_ISREG(st.st_mode) && st.st_size > max) {
		PROBLEM(loader, about,
			"expected %s to be at most %lld KiB, found %lld KiB; make it smaller", path,
			(long long)max / 1024, (long long)st.st_size / 1024);
		return 0;
	}
	return st.st_mode & S_IFMT;
}

bool loader_is_folder(struct loader *loader, const struct json_value *about, const char *path)
{
	mode_t kind = loader_kind_of_file(loader, about, path, FILE_SOURCE_MAX);

	if (kind == S_IFREG)
		PROBLEM(loader, about, "expected %s to be a folder, found a file; replace it",
			path);
	return kind == S_IFDIR;
}

/*
 * Checks a file of an exercise's folder that topic.json names. No part of its path may be a link.
 */
void loader_check_learners_file(struct loader *loader, const struct json_value *about,
				const char *folder, const char *file)
{
	for (size_t len = strcspn(file, "/");; len += 1 + strcspn(file + len + 1, "/")) {
		const char *path = arena_format(&loader->loaded->arena, "%s/%.*s", folder, (int)len,
						file);

		if (!file[len]) {
			if (loader_kind_of_file(loader, about, path, FILE_SOURCE_MAX) == S_IFDIR)
				PROBLEM(loader, about,
					"expected %s to be a file, found a folder; name the files "
					"in it",
					path);
			return;
		}
		if (!loader_is_folder(loader, about, path))
			return;
	}
}

bool loader_has_file(const struct loader *loader, const char *path)
{
	char *full = path_join(loader->loaded->course.root, path);
	bool there = file_exists(full);

	free(full);
	return there;
}

static struct json *read_values(struct loader *loader, const char *path,
				struct json *(*parse)(const char *, size_t, int *, struct error *))
{
	char *full = path_join(loader_course(loader)->root, path);
	struct buffer text = BUFFER_INIT;
	struct error err = ERROR_INIT;
	struct json *json = NULL;
	struct stat st;
	int line = 0;

	loader->file = path;
	if (lstat(full, &st) == 0 && S_ISLNK(st.st_mode))
		error_set(&err, ERROR_COURSE,
			  "expected a real file, found a symbolic link; put the file itself there");
	else if (file_read(full, FILE_COURSE_MAX, &text, &err) == 0)
		json = parse(text.data, text.len, &line, &err);
	if (!json)
		problems_add(loader->problems, path, line, "%s", err.message);
	else if (json_type(json_root(json)) != JSON_OBJECT) {
		problems_add(loader->problems, path, 1,
			     "expected an object, found %s; begin with {",
			     json_type_name(json_type(json_root(json))));
		json_free(json);
		json = NULL;
	}
	loader->json = json;
	buffer_clear(&text);
	free(full);
	return json;
}

struct json *loader_read_json(struct loader *loader, const char *path)
{
	return read_values(loader, path, json_parse);
}

struct json *loader_read_toml(struct loader *loader, const char *path)
{
	return read_values(loader, path, toml_read);
}
