#include "rustgym/workspace/config.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct config_setting config_settings[CONFIG_COUNT] = {
	[CONFIG_ADVANCE] = {"advance", "auto", "auto|ask",
			    "after a pass: go on at once, or wait for `n`"},
	[CONFIG_EDITOR] = {"editor", "", "a command",
			   "opens the exercise; empty for $VISUAL or $EDITOR"},
	[CONFIG_POLISH] = {"polish", "on", "on|off", "whether warnings that don't block are shown"},
	[CONFIG_PREPARE] =
		{"prepare", "on", "on|off",
		 "whether what comes next is built ahead, and compilers wait for a save"},
	[CONFIG_COMPILE_S] = {"compile_deadline_s", "120", "1..3600",
			      "seconds that one compilation may take"},
	[CONFIG_RUN_S] =
		{"run_deadline_s", "10", "1..600",
		 "seconds that a program or its tests may run; the time in which they wait for a processor does not count"},
	[CONFIG_COURSE] = {"course", "", "a folder", "where the course with the hints is"},
	[CONFIG_SYNC] = {"sync", "", "a folder or URL",
			 "the git repository that `rustgym sync` works with"},
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

static int apply(struct config *config, const struct json_value *root, struct error *err)
{
	int result = 0;

	for (const struct json_value *v = json_first(root); v; v = json_next(v)) {
		enum config_key key = config_find(json_name(v));
		const char *text = json_string(v);

		if (key == CONFIG_COUNT)
			result = error_set(
				err, ERROR_IO,
				".rustgym/config.json has the unknown setting \"%.40s\"; "
				"remove it (`rustgym config` lists the known ones)",
				json_name(v));
		else if (!text || !value_is_accepted(config_settings[key].accepts, text))
			result = error_set(
				err, ERROR_IO,
				".rustgym/config.json: %s must be %s (as a string); correct it with "
				"`rustgym config %s VALUE`",
				json_name(v), config_settings[key].accepts, json_name(v));
		else {
			free(config->values[key]);
			config->values[key] = memory_copy_string(text);
		}
	}
	return result;
}

int config_load(const struct workspace *workspace, struct config *config, struct error *err)
{
	char *path = workspace_state(workspace, "config.json");
	struct buffer text = BUFFER_INIT;
	struct json *json = NULL;
	struct error cause = ERROR_INIT;
	int line = 0, result = 0;

	for (size_t i = 0; i < CONFIG_COUNT; i++)
		config->values[i] = memory_copy_string(config_settings[i].fallback);
	if (!file_exists(path))
		goto done;
	result = file_read(path, FILE_COURSE_MAX, &text, err);
	if (result)
		goto done;
	json = json_parse(text.data, text.len, &line, &cause);
	if (!json)
		result = error_set(err, ERROR_IO, ".rustgym/config.json:%d: %.900s", line,
				   cause.message);
	else if (json_type(json_root(json)) != JSON_OBJECT)
		result = error_set(
			err, ERROR_IO,
			".rustgym/config.json:1: expected an object, found %s; begin with {",
			json_type_name(json_type(json_root(json))));
	else
		result = apply(config, json_root(json), err);
done:
	json_free(json);
	buffer_clear(&text);
	free(path);
	return result;
}

int config_set(const struct workspace *workspace, struct config *config, enum config_key key,
	       const char *value, struct error *err)
{
	cJSON *object;
	char *path, *text;
	int result;

	if (!value_is_accepted(config_settings[key].accepts, value))
		return error_set(err, ERROR_USAGE, "%s must be %s, not \"%.100s\"",
				 config_settings[key].name, config_settings[key].accepts, value);
	free(config->values[key]);
	config->values[key] = memory_copy_string(value);
	object = cJSON_CreateObject();
	for (size_t i = 0; i < CONFIG_COUNT; i++)
		if (strcmp(config->values[i], config_settings[i].fallback) != 0)
			cJSON_AddStringToObject(object, config_settings[i].name, config->values[i]);
	text = cJSON_Print(object);
	path = workspace_state(workspace, "config.json");
	result = file_write(path, text, strlen(text), err);
	free(path);
	free(text);
	cJSON_Delete(object);
	return result;
}

unsigned config_seconds(const struct config *config, enum config_key key)
{
	return (unsigned)strtoul(config->values[key], NULL, 10);
}

void config_clear(struct config *config)
{
	for (size_t i = 0; i < CONFIG_COUNT; i++)
		free(config->values[i]);
	*config = (struct config){0};
}
