#include "capture.h"
#include "package.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/job.h"
#include "wrapper.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

enum { COMMANDS_MAX = 16 };

/* ---- during cargo's run -------------------------------------------------------------------------- */

void cargo_capture_start(struct cargo_capture *capture, const struct cargo_scope *scope,
			 const char *out, struct strings *env)
{
	cargo_capture_clear(capture);
	if (wrapper_is_theirs(scope->folder))
		return;
	capture->folder = path_join(out, "captured");
	capture->inputs = package_fingerprint(scope->toolchain, scope->folder);
	capture->since = time(NULL);
	file_remove(capture->folder, NULL);
	if (file_make_folder(capture->folder, NULL) == 0)
		strings_addf(env, "RUSTGYM_CAPTURE=%s", capture->folder);
	else
		cargo_capture_clear(capture);
}

void cargo_capture_clear(struct cargo_capture *capture)
{
	if (capture->folder)
		file_remove(capture->folder, NULL);
	free(capture->folder);
	*capture = (struct cargo_capture){0};
}

/* ---- reading the relay's files --------------------------------------------------------------- */

/* Returns the next string that ends with a NUL, or NULL. */
static const char *next_text(const struct buffer *file, size_t *at)
{
	const char *text = file->data + *at;
	size_t left = file->len - *at, len = left ? strnlen(text, left) : 0;

	if (len == left)
		return NULL;
	*at += len + 1;
	return text;
}

static bool next_list(const struct buffer *file, size_t *at, struct strings *list)
{
	const char *text = next_text(file, at);
	unsigned long count = text ? strtoul(text, NULL, 10) : 0;

	if (!text)
		return false;
	for (; count; count--) {
		text = next_text(file, at);
		if (!text)
			return false;
		strings_add(list, text);
	}
	return true;
}

/* Variables that cargo sets only for these processes, and rustgym's own. */
static bool is_of_the_moment(const char *entry)
{
	static const char *const starts[] = {"CARGO_MAKEFLAGS=",
					     "RUSTC_WRAPPER=",
					     "RUSTGYM_CAPTURE=",
					     "RUSTGYM_JOB=",
					     "RUSTGYM_WRAPPER=",
					     "RUSTUP_TOOLCHAIN=",
					     "RUST_RECURSION_COUNT=",
					     "PWD=",
					     "OLDPWD=",
					     "SHLVL=",
					     "_=",
					     NULL};

	for (size_t i = 0; starts[i]; i++)
		if (strncmp(entry, starts[i], strlen(starts[i])) == 0)
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

static bool read_command(const char *path, struct cargo_command *command)
{
	struct buffer file = BUFFER_INIT;
	struct strings env = STRINGS_INIT;
	const char *cwd;
	size_t at = 0;
	bool whole = false;

	if (file_read(path, FILE_COURSE_MAX, &file, NULL) == 0 && (cwd = next_text(&file, &at))) {
		command->cwd = memory_copy_string(cwd);
		whole = next_list(&file, &at, &command->argv) && next_list(&file, &at, &env) &&
			at == file.len;
	}
	for (size_t i = 0; i < env.count; i++)
		if (!is_of_the_moment(env.items[i]) && !is_ours_too(env.items[i]))
			strings_add(&command->env, env.items[i]);
	strings_clear(&env);
	buffer_clear(&file);
	return whole && cargo_command_is_understood(command);
}

static void list_captured(const char *folder, struct strings *names)
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

static bool read_captured(const char *folder, struct cargo_commands *commands)
{
	struct strings names = STRINGS_INIT;
	bool good = true;

	list_captured(folder, &names);
	good = names.count && names.count <= COMMANDS_MAX;
	for (size_t i = 0; good && i < names.count; i++) {
		char *path = path_join(folder, names.items[i]);
		good = read_command(path, cargo_commands_add(commands));
		free(path);
	}
	strings_clear(&names);
	return good;
}

/* ---- reading cargo's messages ---------------------------------------------------------------- */

struct reading {
	const struct cargo_scope *scope;
	struct cargo_commands *commands;
	size_t own; /* number of products that cargo has just compiled for the exercise's package */
};

/*
 * Reads a product of a path dependency, whose folder is then a source, or of the exercise's
 * package.
 */
static bool read_artifact(struct reading *reading, const struct json_value *artifact)
{
	const char *manifest = json_get_string(artifact, "manifest_path");
	const struct json_value *target = json_get(artifact, "target");
	const struct json_value *kind = target ? json_get(target, "kind") : NULL;
	struct strings *sources = &reading->commands->sources;
	char *folder;
	bool own;

	kind = kind ? json_first(kind) : NULL;
	if (!manifest || !kind || !json_string(kind) ||
	    strcmp(json_string(kind), "custom-build") == 0)
		return false;
	folder = path_parent(manifest);
	own = strcmp(folder, reading->scope->folder) == 0;
	reading->own += own;
	if (!own && !strings_contain(sources, folder))
		strings_add(sources, folder);
	free(folder);
	return !own || !json_bool(json_get(artifact, "fresh"), true);
}

static bool read_message(struct reading *reading, const struct json_value *message)
{
	const char *reason = json_get_string(message, "reason");
	const char *id = json_get_string(message, "package_id");

	if (!reason || strcmp(reason, "compiler-artifact") != 0)
		return true;
	return !id || strncmp(id, "path+", 5) != 0 || read_artifact(reading, message);
}

static bool read_messages(struct reading *reading, const char *messages)
{
	bool good = true;

	for (const char *line = messages; good && *line;) {
		size_t len = strcspn(line, "\n");
		struct json *json = len ? json_parse(line, len, NULL, NULL) : NULL;
		if (len && !json)
			return false;
		if (json)
			good = read_message(reading, json_root(json));
		json_free(json);
		line += len + (line[len] == '\n');
	}
	return good;
}

/* Returns whether there is a command for each target of the exercise. */
static bool is_complete(const struct reading *reading, bool well)
{
	const struct cargo_commands *commands = reading->commands;

	if (well)
		return reading->own == commands->count;
	for (size_t i = 0; !reading->scope->whole && i < commands->count; i++)
		if (strcmp(cargo_command_option(&commands->items[i], "--crate-name"),
			   reading->scope->name) == 0)
			return true;
	return false;
}

/* ---- checking that the commands can be remembered -------------------------------------------- */

struct newest {
	const char *folder;
	time_t since;
};

static int visit_older(const char *relative, void *data, struct error *err)
{
	const struct newest *newest = data;
	char *path = path_join(newest->folder, relative);
	struct stat st;
	int result = stat(path, &st);

	if (!result && st.st_mtime >= newest->since - 1)
		result = error_set(err, ERROR_IO, "%s may have changed meanwhile", path);
	free(path);
	return result;
}

/* Returns whether no source was written since cargo read it. */
static bool sources_are_older(const struct cargo_commands *commands, time_t since)
{
	for (size_t i = 0; i < commands->sources.count; i++) {
		struct newest newest = {commands->sources.items[i], since};
		if (file_walk(newest.folder, visit_older, &newest, NULL))
			return false;
	}
	return true;
}

bool cargo_capture_finish(struct cargo_capture *capture, const struct cargo_scope *scope,
			  const char *messages, bool well, struct cargo_commands *commands)
{
	struct reading reading = {scope, commands, 0};
	bool good;

	cargo_commands_clear(commands);
	good = capture->folder && read_captured(capture->folder, commands) &&
	       read_messages(&reading, messages) && is_complete(&reading, well) &&
	       cargo_commands_have_dependencies(commands) &&
	       sources_are_older(commands, capture->since) &&
	       capture->inputs == package_fingerprint(scope->toolchain, scope->folder);
	if (good)
		cargo_commands_remember(scope, capture->inputs, commands);
	else
		cargo_commands_clear(commands);
	cargo_capture_clear(capture);
	return good;
}
