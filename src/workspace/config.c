#include "rustgym/workspace/config.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/own_file.h"
#include "rustgym/base/utf8.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME ".rustgym/config.json"
#define WORKSPACES "workspaces"

const struct config_setting config_settings[CONFIG_COUNT] = {
	[CONFIG_ADVANCE] = {"advance", "auto", "auto|ask",
			    "after a pass: go on at once, or wait for `n`", false},
	[CONFIG_EDITOR] =
		{"editor", "", "a command",
		 "opens the exercise, \"myed +{line} {file}\" if it isn't a known one; empty for $VISUAL or $EDITOR",
		 true},
	[CONFIG_EDITOR_IN] =
		{"editor_in", "auto", "auto|terminal|window|split",
		 "where the editor opens: in this terminal, in a window of its own, or beside the screen in a split of tmux or Zellij",
		 false},
	[CONFIG_NOTIFY] =
		{"notify", "bell", "bell|desktop|off",
		 "what calls you when a check of over 5 s ends and the window has lost the focus",
		 false},
	[CONFIG_POLISH] = {"polish", "on", "on|off", "whether warnings that don't block are shown",
			   false},
	[CONFIG_PREPARE] = {"prepare", "on", "on|off",
			    "whether what comes next is built ahead, and compilers wait for a save",
			    false},
	[CONFIG_COMPILE_S] = {"compile_deadline_s", "120", "1..3600",
			      "seconds that one compilation may take", false},
	[CONFIG_RUN_S] =
		{"run_deadline_s", "10", "1..600",
		 "seconds that a program or its tests may run; the time in which they wait for a processor does not count",
		 false},
	[CONFIG_COURSE] = {"course", "", "a folder", "where the course with the hints is", true},
	[CONFIG_SYNC] = {"sync", "", "a folder or URL",
			 "the git repository that `rustgym sync` works with", true},
};

enum config_key config_find(const char *name)
{
	enum config_key key = 0;

	while (key < CONFIG_COUNT && strcmp(config_settings[key].name, name) != 0)
		key++;
	return key;
}

/*
 * `accepts` is "a|b" (one of these words), "1..600" (a whole number), or any other string (free
 * text).
 */
static bool value_is_accepted(const char *accepts, const char *value)
{
	const char *range = strstr(accepts, "..");

	if (range) {
		char *end;
		long number = strtol(value, &end, 10);
		return *value && !*end && number >= atol(accepts) && number <= atol(range + 2);
	}
	if (!strchr(accepts, '|')) {
		size_t at;
		for (const char *c = value; *c; c++)
			if ((unsigned char)*c < 0x20)
				return false;
		return utf8_is_valid(value, strlen(value), &at);
	}
	for (const char *word = accepts; *word;
	     word += strcspn(word, "|") + (word[strcspn(word, "|")] == '|'))
		if (strlen(value) == strcspn(word, "|") && strncmp(word, value, strlen(value)) == 0)
			return true;
	return false;
}

/* ---- loading ----------------------------------------------------------------------------------- */

enum layer { LAYER_USER, LAYER_WORKSPACE, LAYER_USERS_WORKSPACE };

/* An object of settings. Those that are known and have an accepted value count, whatever the others are. */
struct source {
	enum layer layer;
	const char *file; /* for messages */
	const struct json_value *object;
};

static void take(struct config *config, enum layer layer, enum config_key key, const char *text)
{
	if (layer == LAYER_WORKSPACE) {
		free(config->kept[key]);
		config->kept[key] = memory_copy_string(text);
	}
	if (layer == LAYER_USERS_WORKSPACE)
		config->own[key] = true;
	if (layer == LAYER_WORKSPACE && config_settings[key].own)
		return;
	free(config->values[key]);
	config->values[key] = memory_copy_string(text);
}

static int apply(struct config *config, const struct source *source, struct error *err)
{
	int result = 0;

	for (const struct json_value *v = json_first(source->object); v; v = json_next(v)) {
		enum config_key key = config_find(json_name(v));
		const char *text = json_string(v);

		if (source->layer == LAYER_USER && strcmp(json_name(v), WORKSPACES) == 0)
			continue;
		if (key == CONFIG_COUNT)
			result = error_set(err, ERROR_IO,
					   "%.400s has the unknown setting \"%.40s\"; remove it "
					   "(`rustgym config` lists the known ones)",
					   source->file, json_name(v));
		else if (!text || !value_is_accepted(config_settings[key].accepts, text))
			result = error_set(
				err, ERROR_IO,
				"%.400s: %s must be %s (as a string); correct it with `rustgym "
				"config %s VALUE`",
				source->file, json_name(v), config_settings[key].accepts,
				json_name(v));
		else
			take(config, source->layer, key, text);
	}
	return result;
}

static int parse(const char *file, const struct buffer *text, struct json **json, struct error *err)
{
	struct error cause = ERROR_INIT;
	int line = 0;

	*json = json_parse(text->data, text->len, &line, &cause);
	if (!*json)
		return error_set(err, ERROR_IO, "%.400s:%d: %.500s", file, line, cause.message);
	if (json_type(json_root(*json)) == JSON_OBJECT)
		return 0;
	error_set(err, ERROR_IO, "%.400s:1: expected an object, found %s; begin with {", file,
		  json_type_name(json_type(json_root(*json))));
	json_free(*json);
	*json = NULL;
	return ERROR_IO;
}

char *config_own_path(void)
{
	return own_file_path(OWN_CONFIG, "config.json");
}

/* Reads the user's own file. *json is NULL if it is missing. */
static int read_own(const char *path, struct json **json, struct error *err)
{
	struct buffer text = BUFFER_INIT;
	bool found = false;
	int result = path ? own_file_read(path, &found, &text, err) : 0;

	*json = NULL;
	if (!result && found)
		result = parse(path, &text, json, err);
	buffer_clear(&text);
	return result;
}

static int load_kept(const struct workspace *workspace, struct config *config, struct error *err)
{
	char *path = workspace_state(workspace, "config.json");
	struct buffer text = BUFFER_INIT;
	struct json *json = NULL;
	int result = file_exists(path) ? file_read(path, FILE_COURSE_MAX, &text, err) : 0;

	if (!result && file_exists(path))
		result = parse(FILE_NAME, &text, &json, err);
	if (json)
		result = apply(config,
			       &(struct source){LAYER_WORKSPACE, FILE_NAME, json_root(json)}, err);
	config->damaged = result != 0;
	json_free(json);
	buffer_clear(&text);
	free(path);
	return result;
}

int config_load(const struct workspace *workspace, struct config *config, struct error *err)
{
	char *path = config_own_path();
	struct json *own = NULL;
	int result, theirs;

	*config = (struct config){0};
	for (size_t i = 0; i < CONFIG_COUNT; i++)
		config->values[i] = memory_copy_string(config_settings[i].fallback);
	result = read_own(path, &own, err);
	if (own)
		result = apply(config, &(struct source){LAYER_USER, path, json_root(own)}, err);
	theirs = load_kept(workspace, config, result ? NULL : err);
	result = result ? result : theirs;
	if (own) {
		const struct json_value *all = json_get(json_root(own), WORKSPACES);
		struct source ours = {LAYER_USERS_WORKSPACE, path, json_get(all, workspace->root)};

		theirs = apply(config, &ours, result ? NULL : err);
		result = result ? result : theirs;
	}
	json_free(own);
	free(path);
	return result;
}

/* ---- writing ----------------------------------------------------------------------------------- */

static int write_kept(const struct workspace *workspace, const struct config *config,
		      struct error *err)
{
	cJSON *object = cJSON_CreateObject();
	char *path = workspace_state(workspace, "config.json"), *text;
	int result;

	for (size_t i = 0; i < CONFIG_COUNT; i++)
		if (config->kept[i])
			cJSON_AddStringToObject(object, config_settings[i].name, config->kept[i]);
	text = cJSON_Print(object);
	result = file_write(path, text, strlen(text), err);
	free(text);
	free(path);
	cJSON_Delete(object);
	return result;
}

/* Copies an object of strings, and of such objects. Returns NULL if it has anything else. */
static cJSON *copy_object(const struct json_value *from, int depth)
{
	cJSON *to = cJSON_CreateObject();

	for (const struct json_value *v = json_first(from); v; v = json_next(v)) {
		cJSON *item = json_string(v) ? cJSON_CreateString(json_string(v))
			      : json_type(v) == JSON_OBJECT && depth ? copy_object(v, depth - 1)
								     : NULL;

		if (!item) {
			cJSON_Delete(to);
			return NULL;
		}
		cJSON_AddItemToObject(to, json_name(v), item);
	}
	return to;
}

static cJSON *member(cJSON *object, const char *name)
{
	cJSON *found = cJSON_GetObjectItemCaseSensitive(object, name);

	return found ? found : cJSON_AddObjectToObject(object, name);
}

/* Writes the user's own file anew, with this setting of this workspace. */
static int change_own(const char *path, const char *root, enum config_key key, const char *value,
		      struct error *err)
{
	struct json *json = NULL;
	cJSON *whole = NULL;
	int result = read_own(path, &json, err);

	if (!result) {
		whole = json ? copy_object(json_root(json), 2) : cJSON_CreateObject();
		if (!whole)
			result = error_set(err, ERROR_IO,
					   "%s has values that are no strings; correct it first",
					   path);
	}
	if (!result) {
		const char *name = config_settings[key].name;
		cJSON *ours = member(member(whole, WORKSPACES), root);
		char *text;

		cJSON_DeleteItemFromObjectCaseSensitive(ours, name);
		cJSON_AddStringToObject(ours, name, value);
		text = cJSON_Print(whole);
		result = own_file_write(path, text, strlen(text), err);
		free(text);
	}
	cJSON_Delete(whole);
	json_free(json);
	return result;
}

static int set_own(const struct workspace *workspace, enum config_key key, const char *value,
		   struct error *err)
{
	char *path = config_own_path();
	struct lock *lock = NULL;
	size_t at;
	int result = 0;

	if (!path)
		result = error_set(err, ERROR_ENVIRONMENT,
				   "%s is kept in your own settings, and nobody knows where these "
				   "are: set HOME or XDG_CONFIG_HOME",
				   config_settings[key].name);
	else if (!utf8_is_valid(workspace->root, strlen(workspace->root), &at))
		result = error_set(err, ERROR_ENVIRONMENT,
				   "%s can't be kept for a folder whose name is no UTF-8",
				   config_settings[key].name);
	if (!result)
		result = own_file_lock(path, &lock, err);
	if (!result)
		result = change_own(path, workspace->root, key, value, err);
	lock_release(lock);
	free(path);
	return result;
}

int config_set(const struct workspace *workspace, struct config *config, enum config_key key,
	       const char *value, struct error *err)
{
	if (!value_is_accepted(config_settings[key].accepts, value))
		return error_set(err, ERROR_USAGE, "%s must be %s, not \"%.100s\"",
				 config_settings[key].name, config_settings[key].accepts, value);
	free(config->values[key]);
	config->values[key] = memory_copy_string(value);
	if (config_settings[key].own) {
		config->own[key] = true;
		return set_own(workspace, key, value, err);
	}
	free(config->kept[key]);
	config->kept[key] = memory_copy_string(value);
	return write_kept(workspace, config, err);
}

/* ---- settings of earlier versions -------------------------------------------------------------- */

bool config_is_left(const struct config *config, enum config_key key)
{
	return config_settings[key].own && config->kept[key] && !config->own[key];
}

int config_adopt(const struct workspace *workspace, struct config *config, struct error *err)
{
	int result = 0;

	for (enum config_key key = 0; !result && key < CONFIG_COUNT; key++)
		if (config_is_left(config, key))
			result = config_set(workspace, config, key, config->kept[key], err);
	for (enum config_key key = 0; !result && key < CONFIG_COUNT; key++)
		if (config_settings[key].own) {
			free(config->kept[key]);
			config->kept[key] = NULL;
		}
	return result ? result : write_kept(workspace, config, err);
}

unsigned config_seconds(const struct config *config, enum config_key key)
{
	return (unsigned)strtoul(config->values[key], NULL, 10);
}

void config_clear(struct config *config)
{
	for (size_t i = 0; i < CONFIG_COUNT; i++) {
		free(config->values[i]);
		free(config->kept[i]);
	}
	*config = (struct config){0};
}
