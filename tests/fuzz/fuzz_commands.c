/*
 * Cargo's remembered commands: whatever is in their file, they are none, or some that can be repeated
 * and are remembered as they were. The words INPUTS and DEPENDENCIES of the input stand for what makes
 * a file fit this package.
 */
#include "fuzz.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/toolchain/toolchain.h"
#include "toolchain/cargo/commands.h"
#include "toolchain/cargo/package.h"

#include <stdlib.h>
#include <string.h>

static char program[] = "/bin/true", version[] = "1.90.0";
static const struct toolchain toolchain = {.rustc = program, .cargo = program, .version = version};

struct found {
	char *path, *inputs, *dependencies;
};

static struct found found;
static struct cargo_scope scope = {.toolchain = &toolchain, .name = "parcel"};

static int find_file(const char *relative, void *data, struct error *err)
{
	(void)data, (void)err;
	found.path = memory_format("commands/%s", relative);
	return 0;
}

/* Remembers a command, to learn the name of the file and what makes it fit. */
static void learn(void)
{
	struct cargo_commands commands = {0};
	struct cargo_command *command = cargo_commands_add(&commands);
	struct buffer text = BUFFER_INIT;
	struct json *json;
	char *folder, *path;

	scope.cache = memory_copy_string(fuzz_folder());
	scope.folder = path_join(fuzz_folder(), "package");
	fuzz_write("package/Cargo.toml", "[package]\n", 10);
	command->cwd = memory_copy_string(scope.folder);
	strings_add(&command->argv, "rustc");
	cargo_commands_remember(&scope, package_fingerprint(&toolchain, scope.folder), &commands);
	cargo_commands_clear(&commands);
	folder = path_join(fuzz_folder(), "commands");
	CHECK(file_walk(folder, find_file, NULL, NULL) == 0 && found.path);
	path = path_join(fuzz_folder(), found.path);
	CHECK(file_read(path, FILE_COURSE_MAX, &text, NULL) == 0);
	json = json_parse(text.data, text.len, NULL, NULL);
	CHECK(json);
	found.inputs = memory_copy_string(json_get_string(json_root(json), "inputs"));
	found.dependencies = memory_copy_string(json_get_string(json_root(json), "dependencies"));
	json_free(json);
	buffer_clear(&text);
	free(folder);
	free(path);
}

static void replace(struct buffer *text, const char *word, const char *by)
{
	struct buffer out = BUFFER_INIT;
	const char *at = text->data, *next;

	for (; (next = strstr(at, word)); at = next + strlen(word)) {
		buffer_add(&out, at, (size_t)(next - at));
		buffer_add_string(&out, by);
	}
	buffer_add_string(&out, at);
	buffer_clear(text);
	*text = out;
}

static void check_same(const struct strings *a, const struct strings *b)
{
	CHECK(a->count == b->count);
	for (size_t i = 0; i < a->count; i++)
		CHECK(strcmp(a->items[i], b->items[i]) == 0);
}

static void check_commands(const struct cargo_commands *commands)
{
	struct cargo_commands again = {0};

	CHECK(commands->count);
	for (size_t i = 0; i < commands->count; i++) {
		const struct cargo_command *command = &commands->items[i];

		CHECK(command->cwd && cargo_command_is_understood(command));
		CHECK(cargo_command_option(command, "--out-dir"));
	}
	cargo_commands_remember(&scope, package_fingerprint(&toolchain, scope.folder), commands);
	CHECK(cargo_commands_load(&scope, &again) && again.count == commands->count);
	for (size_t i = 0; i < commands->count; i++) {
		CHECK(strcmp(again.items[i].cwd, commands->items[i].cwd) == 0);
		check_same(&again.items[i].argv, &commands->items[i].argv);
		check_same(&again.items[i].env, &commands->items[i].env);
	}
	cargo_commands_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cargo_commands commands = {0};
	struct buffer text = BUFFER_INIT;

	if (!found.path)
		learn();
	buffer_add(&text, data, size);
	replace(&text, "INPUTS", found.inputs);
	replace(&text, "DEPENDENCIES", found.dependencies);
	fuzz_write(found.path, text.data, text.len);
	if (cargo_commands_load(&scope, &commands))
		check_commands(&commands);
	else
		CHECK(!commands.count && !commands.sources.count);
	cargo_commands_clear(&commands);
	buffer_clear(&text);
	return 0;
}
