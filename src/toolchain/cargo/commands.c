#include "commands.h"
#include "package.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"
#include "rustgym/toolchain/toolchain.h"
#include "toolchain/fingerprint.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMMANDS_FORMAT = 1 };

/* ---- reading a command ----------------------------------------------------------------------- */

const char *cargo_command_option(const struct cargo_command *command, const char *option)
{
	for (size_t i = 1; i + 1 < command->argv.count; i++)
		if (strcmp(command->argv.items[i], option) == 0)
			return command->argv.items[i + 1];
	return NULL;
}

const char *cargo_command_codegen(const struct cargo_command *command, const char *name)
{
	for (size_t i = 1; i + 1 < command->argv.count; i++)
		if (strcmp(command->argv.items[i], "-C") == 0 &&
		    strncmp(command->argv.items[i + 1], name, strlen(name)) == 0)
			return command->argv.items[i + 1] + strlen(name);
	return NULL;
}

bool cargo_command_has(const struct cargo_command *command, const char *flag)
{
	return strings_contain(&command->argv, flag);
}

static bool command_makes(const struct cargo_command *command, const char *path)
{
	const char *name = cargo_command_option(command, "--crate-name");
	const char *folder = cargo_command_option(command, "--out-dir");
	const char *extra = cargo_command_codegen(command, "extra-filename=");
	char *start = memory_format("%s/lib%s%s.", folder, name, extra ? extra : "");
	bool made = strncmp(path, start, strlen(start)) == 0;

	free(start);
	return made;
}

bool cargo_commands_make(const struct cargo_commands *commands, const char *path)
{
	for (size_t i = 0; i < commands->count; i++)
		if (command_makes(&commands->items[i], path))
			return true;
	return false;
}

/* Accepts only commands that are known to be repeatable. */
bool cargo_command_is_understood(const struct cargo_command *command)
{
	const char *name = cargo_command_option(command, "--crate-name");
	const char *type = cargo_command_option(command, "--crate-type");

	if (!name || !cargo_command_option(command, "--out-dir") ||
	    string_has_prefix(name, "build_script"))
		return false;
	if (type && strcmp(type, "bin") != 0 && strcmp(type, "lib") != 0 &&
	    strcmp(type, "rlib") != 0)
		return false;
	for (size_t i = 1; i < command->argv.count; i++)
		if (command->argv.items[i][0] == '@' ||
		    strcmp(command->argv.items[i], "--target") == 0)
			return false;
	for (size_t i = 0; i < command->env.count; i++)
		if (string_has_prefix(command->env.items[i], "OUT_DIR=") ||
		    string_has_prefix(command->env.items[i], "CARGO_BIN_EXE_"))
			return false;
	return true;
}

void cargo_commands_clear(struct cargo_commands *commands)
{
	for (size_t i = 0; i < commands->count; i++) {
		free(commands->items[i].cwd);
		strings_clear(&commands->items[i].argv);
		strings_clear(&commands->items[i].env);
	}
	free(commands->items);
	strings_clear(&commands->sources);
	*commands = (struct cargo_commands){0};
}

struct cargo_command *cargo_commands_add(struct cargo_commands *commands)
{
	commands->items = memory_grow(commands->items, commands->count, sizeof(*commands->items));
	commands->items[commands->count] = (struct cargo_command){0};
	return &commands->items[commands->count++];
}

/* ---- what the commands depend on ------------------------------------------------------------- */

/* Covers the compiled dependencies that the commands name, and the sources of path dependencies. */
static uint64_t fingerprint_of_dependencies(const struct cargo_commands *commands)
{
	uint64_t key = FILE_HASH_START;

	for (size_t i = 0; i < commands->count; i++) {
		const struct strings *argv = &commands->items[i].argv;
		for (size_t j = 1; j < argv->count; j++) {
			const char *file = strchr(argv->items[j], '=');
			if (strcmp(argv->items[j - 1], "--extern") == 0 && file &&
			    !cargo_commands_make(commands, file + 1))
				key = fingerprint_add_stat(key, file + 1);
		}
	}
	for (size_t i = 0; i < commands->sources.count; i++)
		key = fingerprint_add_folder(key, commands->sources.items[i], FINGERPRINT_CONTENT);
	return key;
}

bool cargo_commands_have_dependencies(const struct cargo_commands *commands)
{
	for (size_t i = 0; i < commands->count; i++) {
		const struct strings *argv = &commands->items[i].argv;
		for (size_t j = 1; j < argv->count; j++) {
			const char *file = strchr(argv->items[j], '=');
			if (strcmp(argv->items[j - 1], "--extern") == 0 && file &&
			    !cargo_commands_make(commands, file + 1) && !file_exists(file + 1))
				return false;
		}
	}
	return true;
}

/* ---- remembering ----------------------------------------------------------------------------- */

static char *file_of(const struct cargo_scope *scope)
{
	/* another tree (an author's variant) has its own commands */
	uint64_t tree = fingerprint_add_text(FILE_HASH_START, scope->folder);

	return memory_format("%s/commands/%s.%s-%s.%016" PRIx64 ".json", scope->cache, scope->name,
			     scope->test ? "test" : "build",
			     scope->whole     ? "all"
			     : scope->program ? "bin"
					      : "tests",
			     tree);
}

void cargo_commands_drop(const struct cargo_scope *scope)
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

void cargo_commands_remember(const struct cargo_scope *scope, uint64_t inputs,
			     const struct cargo_commands *commands)
{
	cJSON *object = cJSON_CreateObject(), *list;
	char *file = file_of(scope), *folder = path_parent(file), *text;

	cJSON_AddNumberToObject(object, "format", COMMANDS_FORMAT);
	add_fingerprint(object, "inputs", inputs);
	add_fingerprint(object, "dependencies", fingerprint_of_dependencies(commands));
	add_strings(object, "sources", &commands->sources);
	list = cJSON_AddArrayToObject(object, "commands");
	for (size_t i = 0; i < commands->count; i++) {
		cJSON *command = cJSON_CreateObject();
		cJSON_AddStringToObject(command, "cwd", commands->items[i].cwd);
		add_strings(command, "argv", &commands->items[i].argv);
		add_strings(command, "env", &commands->items[i].env);
		cJSON_AddItemToArray(list, command);
	}
	text = cJSON_Print(object);
	/* after an error, cargo is called again next time */
	if (file_make_folder(folder, NULL) == 0)
		file_write(file, text, strlen(text), NULL);
	free(text);
	free(folder);
	free(file);
	cJSON_Delete(object);
}

static bool read_commands(const struct cargo_scope *scope, const struct json_value *root,
			  struct cargo_commands *commands)
{
	const struct json_value *list = json_get(root, "commands");

	if (json_get_count(root, "format") != COMMANDS_FORMAT ||
	    !has_fingerprint(root, "inputs",
			     package_fingerprint(scope->toolchain, scope->folder)) ||
	    !read_strings(json_get(root, "sources"), &commands->sources))
		return false;
	for (const struct json_value *v = list ? json_first(list) : NULL; v; v = json_next(v)) {
		struct cargo_command *command = cargo_commands_add(commands);
		command->cwd = memory_copy_string(json_get_string(v, "cwd"));
		if (!command->cwd || !read_strings(json_get(v, "argv"), &command->argv) ||
		    !read_strings(json_get(v, "env"), &command->env) ||
		    !cargo_command_is_understood(command))
			return false;
	}
	return commands->count && cargo_commands_have_dependencies(commands) &&
	       has_fingerprint(root, "dependencies", fingerprint_of_dependencies(commands));
}

bool cargo_commands_load(const struct cargo_scope *scope, struct cargo_commands *commands)
{
	char *file = file_of(scope);
	struct buffer text = BUFFER_INIT;
	struct json *json = NULL;
	bool found = false;

	cargo_commands_clear(commands);
	if (file_read(file, FILE_COURSE_MAX, &text, NULL) == 0)
		json = json_parse(text.data, text.len, NULL, NULL);
	if (json)
		found = read_commands(scope, json_root(json), commands);
	if (!found)
		cargo_commands_clear(commands);
	json_free(json);
	buffer_clear(&text);
	free(file);
	return found;
}
