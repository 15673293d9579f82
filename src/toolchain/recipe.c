#include "rustgym/recipe.h"
#include "rustgym/file.h"
#include "rustgym/fingerprint.h"
#include "rustgym/job.h"
#include "rustgym/json.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"
#include "rustgym/toolchain.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RECIPE_FORMAT = 1, RECIPE_UNITS_MAX = 16 };

/* ---- what is in a unit ---------------------------------------------------------------------- */

const char *recipe_unit_option(const struct recipe_unit *unit, const char *option)
{
	for (size_t i = 1; i + 1 < unit->argv.count; i++)
		if (strcmp(unit->argv.items[i], option) == 0)
			return unit->argv.items[i + 1];
	return NULL;
}

const char *recipe_unit_codegen(const struct recipe_unit *unit, const char *name)
{
	for (size_t i = 1; i + 1 < unit->argv.count; i++)
		if (strcmp(unit->argv.items[i], "-C") == 0 &&
		    strncmp(unit->argv.items[i + 1], name, strlen(name)) == 0)
			return unit->argv.items[i + 1] + strlen(name);
	return NULL;
}

bool recipe_unit_has(const struct recipe_unit *unit, const char *flag)
{
	return strings_contain(&unit->argv, flag);
}

static bool unit_makes(const struct recipe_unit *unit, const char *path)
{
	const char *name = recipe_unit_option(unit, "--crate-name");
	const char *folder = recipe_unit_option(unit, "--out-dir");
	const char *extra = recipe_unit_codegen(unit, "extra-filename=");
	char *start = memory_format("%s/lib%s%s.", folder, name, extra ? extra : "");
	bool made = strncmp(path, start, strlen(start)) == 0;

	free(start);
	return made;
}

bool recipe_makes(const struct recipe *recipe, const char *path)
{
	for (size_t i = 0; i < recipe->count; i++)
		if (unit_makes(&recipe->units[i], path))
			return true;
	return false;
}

static bool starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* Only what is known to be done again by calling the compiler again. */
static bool is_understood(const struct recipe_unit *unit)
{
	const char *name = recipe_unit_option(unit, "--crate-name");
	const char *type = recipe_unit_option(unit, "--crate-type");

	if (!name || !recipe_unit_option(unit, "--out-dir") || starts_with(name, "build_script"))
		return false;
	if (type && strcmp(type, "bin") != 0 && strcmp(type, "lib") != 0 &&
	    strcmp(type, "rlib") != 0)
		return false;
	for (size_t i = 1; i < unit->argv.count; i++)
		if (unit->argv.items[i][0] == '@' || strcmp(unit->argv.items[i], "--target") == 0)
			return false;
	for (size_t i = 0; i < unit->env.count; i++)
		if (starts_with(unit->env.items[i], "OUT_DIR=") ||
		    starts_with(unit->env.items[i], "CARGO_BIN_EXE_"))
			return false;
	return true;
}

void recipe_clear(struct recipe *recipe)
{
	for (size_t i = 0; i < recipe->count; i++) {
		free(recipe->units[i].cwd);
		strings_clear(&recipe->units[i].argv);
		strings_clear(&recipe->units[i].env);
	}
	free(recipe->units);
	strings_clear(&recipe->sources);
	*recipe = (struct recipe){0};
}

static struct recipe_unit *add_unit(struct recipe *recipe)
{
	recipe->units = memory_resize(recipe->units, recipe->count + 1, sizeof(*recipe->units));
	recipe->units[recipe->count] = (struct recipe_unit){0};
	return &recipe->units[recipe->count++];
}

/* ---- what it depends on --------------------------------------------------------------------- */

/* The compiled dependencies that the commands name, and the sources of those by path. */
static uint64_t fingerprint_of_dependencies(const struct recipe *recipe)
{
	uint64_t key = FILE_HASH_START;

	for (size_t i = 0; i < recipe->count; i++) {
		const struct strings *argv = &recipe->units[i].argv;
		for (size_t j = 1; j < argv->count; j++) {
			const char *file = strchr(argv->items[j], '=');
			if (strcmp(argv->items[j - 1], "--extern") == 0 && file &&
			    !recipe_makes(recipe, file + 1))
				key = fingerprint_add_stat(key, file + 1);
		}
	}
	for (size_t i = 0; i < recipe->sources.count; i++)
		key = fingerprint_add_folder(key, recipe->sources.items[i], FINGERPRINT_STAT);
	return key;
}

static bool dependencies_are_there(const struct recipe *recipe)
{
	for (size_t i = 0; i < recipe->count; i++) {
		const struct strings *argv = &recipe->units[i].argv;
		for (size_t j = 1; j < argv->count; j++) {
			const char *file = strchr(argv->items[j], '=');
			if (strcmp(argv->items[j - 1], "--extern") == 0 && file &&
			    !recipe_makes(recipe, file + 1) && !file_exists(file + 1))
				return false;
		}
	}
	return true;
}

/* ---- remembered ----------------------------------------------------------------------------- */

static char *file_of(const struct recipe_scope *scope)
{
	/* a tree elsewhere (an author's variants) has recipes of its own */
	uint64_t tree = fingerprint_add_text(FILE_HASH_START, scope->folder);

	return memory_format("%s/recipes/%s.%s.%016" PRIx64 ".json", scope->cache, scope->name,
			     scope->test ? "test" : "build", tree);
}

void recipe_drop(const struct recipe_scope *scope)
{
	char *file = file_of(scope);

	file_remove(file, NULL);
	free(file);
}

static void add_fingerprint(cJSON *object, const char *name, uint64_t key)
{
	char text[32];

	snprintf(text, sizeof(text), "%016" PRIx64, key);
	cJSON_AddStringToObject(object, name, text);
}

static bool has_fingerprint(const struct json_value *object, const char *name, uint64_t key)
{
	const char *known = json_get_string(object, name);
	char text[32];

	snprintf(text, sizeof(text), "%016" PRIx64, key);
	return known && strcmp(known, text) == 0;
}

static void add_strings(cJSON *object, const char *name, const struct strings *strings)
{
	cJSON *array = cJSON_AddArrayToObject(object, name);

	for (size_t i = 0; i < strings->count; i++)
		cJSON_AddItemToArray(array, cJSON_CreateString(strings->items[i]));
}

static bool read_strings(const struct json_value *array, struct strings *strings)
{
	for (const struct json_value *v = array ? json_first(array) : NULL; v; v = json_next(v)) {
		if (!json_string(v))
			return false;
		strings_add(strings, json_string(v));
	}
	return array != NULL;
}

static void remember(const struct recipe_scope *scope, uint64_t inputs, const struct recipe *recipe)
{
	cJSON *object = cJSON_CreateObject(), *units;
	char *file = file_of(scope), *folder = path_parent(file), *text;

	cJSON_AddNumberToObject(object, "format", RECIPE_FORMAT);
	add_fingerprint(object, "inputs", inputs);
	add_fingerprint(object, "dependencies", fingerprint_of_dependencies(recipe));
	add_strings(object, "sources", &recipe->sources);
	units = cJSON_AddArrayToObject(object, "units");
	for (size_t i = 0; i < recipe->count; i++) {
		cJSON *unit = cJSON_CreateObject();
		cJSON_AddStringToObject(unit, "cwd", recipe->units[i].cwd);
		add_strings(unit, "argv", &recipe->units[i].argv);
		add_strings(unit, "env", &recipe->units[i].env);
		cJSON_AddItemToArray(units, unit);
	}
	text = cJSON_Print(object);
	if (file_make_folder(folder, NULL) == 0)
		file_write(file, text, strlen(text), NULL); /* else asked again next time */
	free(text);
	free(folder);
	free(file);
	cJSON_Delete(object);
}

static bool read_recipe(const struct recipe_scope *scope, const struct json_value *root,
			struct recipe *recipe)
{
	const struct json_value *units = json_get(root, "units");

	if ((int)json_get_number(root, "format", 0) != RECIPE_FORMAT ||
	    !has_fingerprint(root, "inputs",
			     fingerprint_of_package(scope->toolchain, scope->folder)) ||
	    !read_strings(json_get(root, "sources"), &recipe->sources))
		return false;
	for (const struct json_value *v = units ? json_first(units) : NULL; v; v = json_next(v)) {
		struct recipe_unit *unit = add_unit(recipe);
		unit->cwd = memory_copy_string(json_get_string(v, "cwd"));
		if (!unit->cwd || !read_strings(json_get(v, "argv"), &unit->argv) ||
		    !read_strings(json_get(v, "env"), &unit->env) || !is_understood(unit))
			return false;
	}
	return recipe->count && dependencies_are_there(recipe) &&
	       has_fingerprint(root, "dependencies", fingerprint_of_dependencies(recipe));
}

bool recipe_load(const struct recipe_scope *scope, struct recipe *recipe)
{
	char *file = file_of(scope);
	struct buffer text = BUFFER_INIT;
	struct json *json = NULL;
	bool found = false;

	recipe_clear(recipe);
	if (file_read(file, FILE_COURSE_MAX, &text, NULL) == 0)
		json = json_parse(text.data, text.len, NULL, NULL);
	if (json)
		found = read_recipe(scope, json_root(json), recipe);
	if (!found)
		recipe_clear(recipe);
	json_free(json);
	buffer_clear(&text);
	free(file);
	return found;
}

/* ---- recorded ------------------------------------------------------------------------------- */

/* A wrapper in cargo's settings would be replaced by ours. */
static bool is_wrapped(const struct recipe_scope *scope)
{
	char *at = memory_copy_string(scope->folder);
	const char *set = getenv("CARGO_HOME"), *home = getenv("HOME");
	char *homes = set ? memory_copy_string(set) : path_join(home ? home : "/", ".cargo");
	bool found = getenv("RUSTC_WRAPPER") || getenv("RUSTC_WORKSPACE_WRAPPER") ||
		     getenv("CARGO_BUILD_RUSTC_WRAPPER") ||
		     getenv("CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER");
	bool top = false;

	while (!found) {
		static const char *const names[] = {".cargo/config", ".cargo/config.toml", "config",
						    "config.toml"};
		const char *folder = top ? homes : at;
		for (size_t i = top ? 2 : 0; i < (top ? 4u : 2u); i++) {
			char *path = path_join(folder, names[i]);
			struct buffer text = BUFFER_INIT;
			if (file_exists(path) && (file_read(path, FILE_COURSE_MAX, &text, NULL) ||
						  strstr(text.data, "wrapper")))
				found = true;
			buffer_clear(&text);
			free(path);
		}
		if (top)
			break;
		top = strcmp(at, "/") == 0;
		if (!top) {
			char *above = path_parent(at);
			free(at);
			at = above;
		}
	}
	free(homes);
	free(at);
	return found;
}

void recipe_record(const struct recipe_scope *scope, const char *folder, struct strings *env,
		   struct recipe_recording *recording)
{
	char *relay = job_find_helper("rustgym-relay");

	recipe_recording_clear(recording);
	if (relay && !is_wrapped(scope)) {
		recording->folder = path_join(folder, "record");
		recording->inputs = fingerprint_of_package(scope->toolchain, scope->folder);
		clock_gettime(CLOCK_REALTIME, &recording->since);
		file_remove(recording->folder, NULL);
		if (file_make_folder(recording->folder, NULL) == 0) {
			strings_addf(env, "RUSTC_WRAPPER=%s", relay);
			strings_addf(env, "RUSTGYM_RECORD=%s", recording->folder);
		} else {
			recipe_recording_clear(recording);
		}
	}
	free(relay);
}

void recipe_recording_clear(struct recipe_recording *recording)
{
	if (recording->folder)
		file_remove(recording->folder, NULL);
	free(recording->folder);
	*recording = (struct recipe_recording){0};
}

/* The next text that ends with a NUL, or NULL. */
static const char *next_text(const struct buffer *record, size_t *at)
{
	const char *text = record->data + *at;
	size_t left = record->len - *at, len = left ? strnlen(text, left) : 0;

	if (len == left)
		return NULL;
	*at += len + 1;
	return text;
}

static bool next_list(const struct buffer *record, size_t *at, struct strings *list)
{
	const char *text = next_text(record, at);
	unsigned long count = text ? strtoul(text, NULL, 10) : 0;

	if (!text)
		return false;
	for (; count; count--) {
		text = next_text(record, at);
		if (!text)
			return false;
		strings_add(list, text);
	}
	return true;
}

/* What cargo sets for this one process tree, and what is ours. */
static bool is_of_the_moment(const char *entry)
{
	static const char *const starts[] = {"CARGO_MAKEFLAGS=",
					     "RUSTC_WRAPPER=",
					     "RUSTGYM_RECORD=",
					     "RUST_RECURSION_COUNT=",
					     "PWD=",
					     "OLDPWD=",
					     "SHLVL=",
					     "_=",
					     NULL};

	for (size_t i = 0; starts[i]; i++)
		if (starts_with(entry, starts[i]))
			return true;
	return false;
}

static bool is_ours_too(const char *entry)
{
	for (char **ours = environ; *ours; ours++)
		if (strcmp(*ours, entry) == 0)
			return true;
	return false;
}

static bool read_record(const char *path, struct recipe_unit *unit)
{
	struct buffer record = BUFFER_INIT;
	struct strings env = STRINGS_INIT;
	const char *cwd;
	size_t at = 0;
	bool whole = false;

	if (file_read(path, FILE_COURSE_MAX, &record, NULL) == 0 &&
	    (cwd = next_text(&record, &at))) {
		unit->cwd = memory_copy_string(cwd);
		whole = next_list(&record, &at, &unit->argv) && next_list(&record, &at, &env) &&
			at == record.len;
	}
	for (size_t i = 0; i < env.count; i++)
		if (!is_of_the_moment(env.items[i]) && !is_ours_too(env.items[i]))
			strings_add(&unit->env, env.items[i]);
	strings_clear(&env);
	buffer_clear(&record);
	return whole && is_understood(unit);
}

static void list_records(const char *folder, struct strings *names)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			strings_add(names, entry->d_name);
	if (dir)
		closedir(dir);
	strings_sort(names);
}

static bool read_records(const char *folder, struct recipe *recipe)
{
	struct strings names = STRINGS_INIT;
	bool good = true;

	list_records(folder, &names);
	good = names.count && names.count <= RECIPE_UNITS_MAX;
	for (size_t i = 0; good && i < names.count; i++) {
		char *path = path_join(folder, names.items[i]);
		good = read_record(path, add_unit(recipe));
		free(path);
	}
	strings_clear(&names);
	return good;
}

/* A message about a package by path: its folder is a source, unless it is the exercise's own. */
static bool read_message(const struct recipe_scope *scope, const struct json_value *message,
			 struct recipe *recipe)
{
	const char *id = json_get_string(message, "package_id");
	const char *manifest = json_get_string(message, "manifest_path");
	const struct json_value *target = json_get(message, "target");
	const struct json_value *kind = target ? json_get(target, "kind") : NULL;
	char *folder;

	if (!id || !manifest || !starts_with(id, "path+"))
		return true;
	kind = kind ? json_first(kind) : NULL;
	if (!kind || !json_string(kind) || strcmp(json_string(kind), "custom-build") == 0)
		return false;
	folder = path_parent(manifest);
	if (strcmp(folder, scope->folder) != 0 && !strings_contain(&recipe->sources, folder))
		strings_take(&recipe->sources, folder);
	else
		free(folder);
	return true;
}

static bool read_messages(const struct recipe_scope *scope, const char *messages,
			  struct recipe *recipe)
{
	bool good = true;

	for (const char *line = messages; good && *line;) {
		size_t len = strcspn(line, "\n");
		struct json *json = len ? json_parse(line, len, NULL, NULL) : NULL;
		if (len && !json)
			return false;
		if (json)
			good = read_message(scope, json_root(json), recipe);
		json_free(json);
		line += len + (line[len] == '\n');
	}
	return good;
}

struct newest {
	const char *folder;
	const struct timespec *since;
};

static int visit_older(const char *relative, void *data, struct error *err)
{
	const struct newest *newest = data;
	char *path = path_join(newest->folder, relative);
	struct stat st;
	int result = stat(path, &st);

	if (!result && st.st_mtime >= newest->since->tv_sec - 1)
		result = error_set(err, ERROR_IO, "%s may have changed meanwhile", path);
	free(path);
	return result;
}

/* Whether nothing was written into the sources since cargo read them. */
static bool sources_are_older(const struct recipe *recipe, const struct timespec *since)
{
	for (size_t i = 0; i < recipe->sources.count; i++) {
		struct newest newest = {recipe->sources.items[i], since};
		if (file_walk(newest.folder, visit_older, &newest, NULL))
			return false;
	}
	return true;
}

bool recipe_keep(const struct recipe_scope *scope, struct recipe_recording *recording,
		 const char *messages, struct recipe *recipe)
{
	bool kept = false;

	recipe_clear(recipe);
	if (recording->folder) {
		kept = read_records(recording->folder, recipe) &&
		       read_messages(scope, messages, recipe) && dependencies_are_there(recipe) &&
		       sources_are_older(recipe, &recording->since) &&
		       recording->inputs == fingerprint_of_package(scope->toolchain, scope->folder);
		if (kept)
			remember(scope, recording->inputs, recipe);
		else
			recipe_clear(recipe);
	}
	recipe_recording_clear(recording);
	return kept;
}
