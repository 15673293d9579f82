#include "rustgym/fingerprint.h"
#include "rustgym/file.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"
#include "rustgym/strings.h"
#include "rustgym/toolchain.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- one thing ------------------------------------------------------------------------------ */

uint64_t fingerprint_add_text(uint64_t key, const char *text)
{
	return text ? file_hash(key, text, strlen(text) + 1) : file_hash(key, "\0", 2);
}

uint64_t fingerprint_add_stat(uint64_t key, const char *path)
{
	struct stat st = {0};

	if (stat(path, &st) < 0)
		return fingerprint_add_text(key, NULL);
	key = fingerprint_add_text(key, path);
	key = file_hash(key, &st.st_size, sizeof(st.st_size));
#ifdef __APPLE__
	return file_hash(key, &st.st_mtimespec, sizeof(st.st_mtimespec));
#else
	return file_hash(key, &st.st_mtim, sizeof(st.st_mtim));
#endif
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

/* ---- a folder ------------------------------------------------------------------------------- */

struct walk {
	uint64_t key;
	const char *folder;
	enum fingerprint_depth depth;
};

static int add_file(const char *relative, void *data, struct error *err)
{
	struct walk *walk = data;

	(void)err;
	walk->key = fingerprint_add_text(walk->key, relative);
	if (walk->depth == FINGERPRINT_STAT) {
		char *path = path_join(walk->folder, relative);
		walk->key = fingerprint_add_stat(walk->key, path);
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

/* ---- a package ------------------------------------------------------------------------------ */

static uint64_t add_below(uint64_t key, const char *folder, const char *name)
{
	char *path = path_join(folder, name);

	key = fingerprint_add_content(key, path);
	free(path);
	return key;
}

/* Settings of cargo's own folder, which holds for all packages. */
static uint64_t add_cargo_home(uint64_t key)
{
	const char *set = getenv("CARGO_HOME"), *home = getenv("HOME");
	char *folder = set ? memory_copy_string(set) : path_join(home ? home : "/", ".cargo");

	key = add_below(key, folder, "config");
	key = add_below(key, folder, "config.toml");
	free(folder);
	return key;
}

static uint64_t add_manifests(uint64_t key, const char *folder)
{
	static const char *const names[] = {"Cargo.toml", "Cargo.lock", ".cargo/config",
					    ".cargo/config.toml", NULL};
	char *at = memory_copy_string(folder);

	for (;;) {
		char *above = path_parent(at);
		bool top = strcmp(above, at) == 0;

		for (size_t i = 0; names[i]; i++)
			key = add_below(key, at, names[i]);
		free(at);
		at = above;
		if (top)
			break;
	}
	free(at);
	return key;
}

/* What terminals, shells and sessions put into the environment changes no build. */
static bool is_passing(const char *entry)
{
	static const char *const starts[] = {
		"_=",         "PWD=",        "OLDPWD=",  "SHLVL=",    "TERM",
		"COLORTERM=", "COLUMNS=",    "LINES=",   "WINDOWID=", "NO_COLOR=",
		"SSH_",       "TMUX",        "STY=",     "VTE_",      "KITTY_",
		"WEZTERM_",   "ALACRITTY_",  "KONSOLE_", "GNOME_",    "DISPLAY=",
		"WAYLAND_",   "XDG_SESSION", "DBUS_",    "RUSTGYM_",  NULL};

	for (size_t i = 0; starts[i]; i++)
		if (strncmp(entry, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static uint64_t add_environment(uint64_t key)
{
	struct strings entries = STRINGS_INIT;

	for (char **entry = environ; *entry; entry++)
		if (!is_passing(*entry))
			strings_add(&entries, *entry);
	strings_sort(&entries);
	for (size_t i = 0; i < entries.count; i++)
		key = fingerprint_add_text(key, entries.items[i]);
	strings_clear(&entries);
	return key;
}

uint64_t fingerprint_of_package(const struct toolchain *toolchain, const char *folder)
{
	uint64_t key = fingerprint_add_stat(FILE_HASH_START, toolchain->rustc);

	key = fingerprint_add_text(key, toolchain->version);
	key = fingerprint_add_text(key, toolchain->cargo);
	key = fingerprint_add_text(key, toolchain->clippy_driver);
	key = add_environment(key);
	key = add_cargo_home(key);
	key = add_manifests(key, folder);
	return fingerprint_add_folder(key, folder, FINGERPRINT_NAMES);
}
