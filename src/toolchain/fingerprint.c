#include "fingerprint.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

/* ---- single values --------------------------------------------------------------------------- */

uint64_t fingerprint_add_bytes(uint64_t key, const void *bytes, size_t len)
{
	return file_hash(file_hash(key, &len, sizeof(len)), bytes, len);
}

uint64_t fingerprint_add_number(uint64_t key, uint64_t number)
{
	return file_hash(key, &number, sizeof(number));
}

uint64_t fingerprint_add_text(uint64_t key, const char *text)
{
	return fingerprint_add_bytes(key, text ? text : "", text ? strlen(text) + 1 : 0);
}

uint64_t fingerprint_add_stat(uint64_t key, const char *path)
{
	struct stat st = {0};

	if (stat(path, &st) < 0)
		return fingerprint_add_text(key, NULL);
	key = fingerprint_add_text(key, path);
	key = file_hash(key, &st.st_size, sizeof(st.st_size));
	return file_hash(key, &st.st_mtim, sizeof(st.st_mtim));
}

uint64_t fingerprint_add_content(uint64_t key, const char *path)
{
	struct buffer text = BUFFER_INIT;

	if (file_read(path, FILE_COURSE_MAX, &text, NULL) == 0)
		key = file_hash(fingerprint_add_text(key, path), text.data, text.len + 1);
	else
		key = fingerprint_add_stat(key, path);
	buffer_clear(&text);
	return key;
}

/* ---- folders --------------------------------------------------------------------------------- */

struct walk {
	uint64_t key;
	const char *folder;
	enum fingerprint_depth depth;
};

static int add_file(const char *relative, void *data, struct error *err)
{
	struct walk *walk = data;

	(void)err;
	if (walk->depth == FINGERPRINT_NAMES && !path_has_suffix(relative, ".rs"))
		return 0;
	walk->key = fingerprint_add_text(walk->key, relative);
	if (walk->depth == FINGERPRINT_CONTENT) {
		char *path = path_join(walk->folder, relative);
		walk->key = fingerprint_add_content(walk->key, path);
		free(path);
	}
	return 0;
}

uint64_t fingerprint_add_folder(uint64_t key, const char *folder, enum fingerprint_depth depth)
{
	struct walk walk = {key, folder, depth};

	if (file_walk(folder, add_file, &walk, NULL))
		return fingerprint_add_text(walk.key, NULL);
	return walk.key;
}

/* ---- settings and environment ---------------------------------------------------------------- */

static uint64_t add_below(uint64_t key, const char *folder, const char *name)
{
	char *path = path_join(folder, name);

	key = fingerprint_add_content(key, path);
	free(path);
	return key;
}

/* Adds the settings in cargo's own folder, which apply to all packages. */
static uint64_t add_cargo_home(uint64_t key)
{
	const char *set = getenv("CARGO_HOME"), *home = getenv("HOME");
	char *folder = set ? memory_copy_string(set) : path_join(home ? home : "/", ".cargo");

	key = add_below(key, folder, "config");
	key = add_below(key, folder, "config.toml");
	free(folder);
	return key;
}

uint64_t fingerprint_add_settings(uint64_t key, const char *folder)
{
	static const char *const names[] = {"Cargo.toml",         "Cargo.lock",    ".cargo/config",
					    ".cargo/config.toml", "clippy.toml",   ".clippy.toml",
					    "rustfmt.toml",       ".rustfmt.toml", NULL};
	char *at = memory_copy_string(folder);

	for (bool top = false; !top;) {
		char *above = path_parent(at);

		for (size_t i = 0; names[i]; i++)
			key = add_below(key, at, names[i]);
		top = strcmp(above, at) == 0;
		free(at);
		at = above;
	}
	free(at);
	return add_cargo_home(key);
}

uint64_t fingerprint_add_environment(uint64_t key, bool (*counts)(const char *entry, void *data),
				     void *data)
{
	struct strings entries = STRINGS_INIT;

	for (char **entry = environ; *entry; entry++)
		if (counts(*entry, data))
			strings_add(&entries, *entry);
	strings_sort(&entries);
	key = fingerprint_add_number(key, entries.count);
	for (size_t i = 0; i < entries.count; i++)
		key = fingerprint_add_text(key, entries.items[i]);
	strings_clear(&entries);
	return key;
}
