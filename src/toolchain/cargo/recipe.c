#include "recipe.h"
#include "package.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/toolchain/toolchain.h"
#include "toolchain/fingerprint.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECIPE_FORMAT = 1 };

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
bool recipe_unit_is_understood(const struct recipe_unit *unit)
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

struct recipe_unit *recipe_add_unit(struct recipe *recipe)
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

bool recipe_dependencies_are_there(const struct recipe *recipe)
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

	return memory_format("%s/recipes/%s.%s-%s.%016" PRIx64 ".json", scope->cache, scope->name,
			     scope->test ? "test" : "build",
			     scope->whole     ? "all"
			     : scope->program ? "bin"
					      : "tests",
			     tree);
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

void recipe_remember(const struct recipe_scope *scope, uint64_t inputs, const struct recipe *recipe)
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
			     package_fingerprint(scope->toolchain, scope->folder)) ||
	    !read_strings(json_get(root, "sources"), &recipe->sources))
		return false;
	for (const struct json_value *v = units ? json_first(units) : NULL; v; v = json_next(v)) {
		struct recipe_unit *unit = recipe_add_unit(recipe);
		unit->cwd = memory_copy_string(json_get_string(v, "cwd"));
		if (!unit->cwd || !read_strings(json_get(v, "argv"), &unit->argv) ||
		    !read_strings(json_get(v, "env"), &unit->env) ||
		    !recipe_unit_is_understood(unit))
			return false;
	}
	return recipe->count && recipe_dependencies_are_there(recipe) &&
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
