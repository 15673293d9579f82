#include "shared_deps.h"
#include "rustgym/base/file.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/job.h"
#include "rustgym/toolchain/toolchain.h"
#include "toolchain/fingerprint.h"
#include "toolchain/speedup.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIBRARY "librustgym_shared_deps.so"

/*
 * These flags bind the library's functions to each other, since no program replaces one. The
 * library then has a tenth of the relocations (1,834 of 16,661 with SQLx, by LD_DEBUG=statistics),
 * and programs start in half the time.
 */
static const char *const shared_deps_flags[] = {"--crate-name",
						"rustgym_shared_deps",
						"--crate-type",
						"dylib",
						"--edition",
						"2021",
						"--cap-lints",
						"allow",
						"-C",
						"strip=debuginfo",
						"-C",
						"prefer-dynamic",
						"-C",
						"rpath",
						"-C",
						"link-arg=-Wl,-Bsymbolic",
						NULL};

/* ---- the library's contents ------------------------------------------------------------------ */

/* Compiler settings that do not change the linking. */
static bool is_harmless(const char *setting)
{
	static const char *const names[] = {
		"embed-bitcode=",   "metadata=",       "extra-filename=",  "incremental=",
		"strip=",           "debuginfo",       "codegen-units=",   "opt-level=",
		"debug-assertions", "overflow-checks", "split-debuginfo=", NULL};

	for (size_t i = 0; names[i]; i++)
		if (strncmp(setting, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

static bool command_links_plainly(const struct cargo_command *command)
{
	for (size_t i = 1; i < command->argv.count; i++) {
		const char *arg = command->argv.items[i];
		if (strncmp(arg, "-Z", 2) == 0 || (strncmp(arg, "-C", 2) == 0 && arg[2]) ||
		    strncmp(arg, "-l", 2) == 0 || strncmp(arg, "--codegen", 9) == 0)
			return false;
		if (strcmp(arg, "-C") == 0 &&
		    (i + 1 == command->argv.count || !is_harmless(command->argv.items[i + 1])))
			return false;
	}
	return true;
}

static bool is_crate(const struct cargo_commands *commands, const char *external)
{
	const char *file = strchr(external, '=');

	return file && path_has_suffix(file, ".rlib") && !cargo_commands_make(commands, file + 1);
}

/* Lists each outside crate once, as "name=path". */
static void list_crates(const struct cargo_commands *commands, struct strings *crates)
{
	for (size_t i = 0; i < commands->count; i++) {
		const struct strings *argv = &commands->items[i].argv;
		for (size_t j = 1; j < argv->count; j++)
			if (strcmp(argv->items[j - 1], "--extern") == 0 &&
			    is_crate(commands, argv->items[j]) &&
			    !strings_contain(crates, argv->items[j]))
				strings_add(crates, argv->items[j]);
	}
	strings_sort(crates);
}

static uint64_t key_of(const struct cargo_scope *scope, const struct strings *crates)
{
	uint64_t key = fingerprint_add_stat(FILE_HASH_START, scope->toolchain->rustc);

	key = fingerprint_add_text(key, getenv("PATH")); /* decides which linker is used */
	for (const char *const *flag = shared_deps_flags; *flag; flag++)
		key = fingerprint_add_text(key, *flag);
	for (size_t i = 0; i < crates->count; i++) {
		key = fingerprint_add_text(key, crates->items[i]);
		key = fingerprint_add_stat(key, strchr(crates->items[i], '=') + 1);
	}
	return key;
}

static char *in_folder(const char *folder, const char *name)
{
	return path_join(folder, name);
}

enum shared_deps_state shared_deps_find(const struct cargo_scope *scope,
					const struct cargo_commands *commands, char **folder)
{
	struct strings crates = STRINGS_INIT;
	enum shared_deps_state state = SHARED_DEPS_REFUSED;
	const char *host = scope->toolchain->host;
	bool plain = speedup_is_on(SPEEDUP_SHARED_DEPS) && commands->count && host &&
		     strstr(host, "-linux-gnu");

	*folder = NULL;
	for (size_t i = 0; plain && i < commands->count; i++)
		plain = command_links_plainly(&commands->items[i]);
	if (plain)
		list_crates(commands, &crates);
	if (crates.count) {
		char *library, *list, *refused;
		*folder = memory_format("%s/shared-deps/%016" PRIx64, scope->cache,
					key_of(scope, &crates));
		library = in_folder(*folder, LIBRARY);
		list = in_folder(*folder, "crates");
		refused = in_folder(*folder, "refused");
		state = file_exists(refused)                        ? SHARED_DEPS_REFUSED
			: file_exists(library) && file_exists(list) ? SHARED_DEPS_READY
								    : SHARED_DEPS_ABSENT;
		free(library);
		free(list);
		free(refused);
	}
	strings_clear(&crates);
	return state;
}

/* ---- making it ------------------------------------------------------------------------------ */

static char *unfinished(const char *folder)
{
	return memory_format("%s.tmp-%ld", folder, (long)getpid());
}

static int write_source(const char *folder, const struct strings *crates)
{
	struct buffer text = BUFFER_INIT;
	char *path = in_folder(folder, "shared_deps.rs");
	FILE *file = fopen(path, "w");

	for (size_t i = 0; i < crates->count; i++)
		buffer_addf(&text, "pub extern crate %.*s as c%zu;\n",
			    (int)strcspn(crates->items[i], "="), crates->items[i], i);
	if (file) {
		fwrite(text.data, 1, text.len, file);
		fclose(file);
	}
	buffer_clear(&text);
	free(path);
	return file ? 0 : ERROR_IO;
}

static void add_search_paths(const struct cargo_commands *commands, struct strings *argv)
{
	for (size_t i = 0; i < commands->count; i++) {
		const struct strings *own = &commands->items[i].argv;
		for (size_t j = 1; j < own->count; j++) {
			if (strcmp(own->items[j - 1], "-L") != 0 ||
			    strings_contain(argv, own->items[j]))
				continue;
			strings_add(argv, "-L");
			strings_add(argv, own->items[j]);
		}
	}
}

static void add_flags(const char *temporary, struct strings *argv)
{
	strings_add_all(argv, shared_deps_flags);
	strings_add(argv, "--out-dir");
	strings_add(argv, temporary);
	strings_addf(argv, "%s/shared_deps.rs", temporary);
}

bool shared_deps_command(const struct cargo_scope *scope, const struct cargo_commands *commands,
			 const char *folder, struct strings *argv, struct strings *env)
{
	struct strings crates = STRINGS_INIT;
	char *temporary = unfinished(folder), *relay = installed_find("rustgym-relay");
	bool ready;

	list_crates(commands, &crates);
	file_remove(temporary, NULL);
	ready = relay && file_make_folder(temporary, NULL) == 0 &&
		write_source(temporary, &crates) == 0;
	if (ready) {
		strings_add(argv, scope->toolchain->rustc);
		add_flags(temporary, argv);
		strings_add(argv, "-C");
		strings_addf(argv, "linker=%s", relay);
		for (size_t i = 0; i < crates.count; i++) {
			strings_add(argv, "--extern");
			strings_add(argv, crates.items[i]);
		}
		add_search_paths(commands, argv);
		strings_addf(env, "RUSTGYM_CRATES=%s/crates.listed", temporary);
	}
	strings_clear(&crates);
	free(relay);
	free(temporary);
	return ready;
}

/* Writes the list for the relay: the library with its final path, then the crates in it. */
static int write_list(const char *temporary, const char *folder)
{
	char *library = in_folder(temporary, LIBRARY),
	     *listed = in_folder(temporary, "crates.listed");
	char *path = in_folder(temporary, "crates");
	struct buffer text = BUFFER_INIT;
	struct stat st;
	FILE *file;
	int result = stat(library, &st);

	if (!result) {
		buffer_addf(
			&text, "%lld %lld %s/" LIBRARY "\n", (long long)st.st_size,
			(long long)(st.st_mtim.tv_sec * INT64_C(1000000000) + st.st_mtim.tv_nsec),
			folder);
		result = file_read(listed, FILE_COURSE_MAX, &text, NULL);
	}
	file = result ? NULL : fopen(path, "w");
	if (file) {
		fwrite(text.data, 1, text.len, file);
		fclose(file);
	}
	buffer_clear(&text);
	free(path);
	free(listed);
	free(library);
	return file ? 0 : ERROR_IO;
}

static void refuse(const char *temporary)
{
	char *path = in_folder(temporary, "refused");
	FILE *file;

	file_remove(temporary, NULL);
	file_make_folder(temporary, NULL);
	file = fopen(path, "w");
	if (file)
		fclose(file);
	free(path);
}

/* Removes libraries that were not used for a month, and unfinished folders of killed processes. */
static void sweep(const char *folder)
{
	enum { DAY_S = 24 * 3600, MONTH_S = 31 * DAY_S };
	char *parent = path_parent(folder);
	DIR *dir = opendir(parent);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		bool unfinished = strstr(entry->d_name, ".tmp-") != NULL;
		char *path = path_join(parent, entry->d_name);
		char *used = unfinished ? memory_copy_string(path) : in_folder(path, LIBRARY);
		struct stat st;

		if (entry->d_name[0] != '.' && stat(used, &st) == 0 &&
		    time(NULL) - (unfinished ? st.st_mtime : st.st_atime) >
			    (unfinished ? DAY_S : MONTH_S))
			file_remove(path, NULL);
		free(used);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(parent);
}

void shared_deps_keep(const char *folder, bool made)
{
	char *temporary = unfinished(folder);

	if (!made || write_list(temporary, folder))
		refuse(temporary);
	file_remove(folder, NULL); /* an incomplete folder */
	if (rename(temporary, folder) < 0)
		file_remove(temporary, NULL);
	sweep(folder);
	free(temporary);
}

void shared_deps_discard(const char *folder)
{
	char *temporary = unfinished(folder);

	file_remove(temporary, NULL);
	free(temporary);
}

/* ---- using it ------------------------------------------------------------------------------- */

void shared_deps_use(const char *folder, struct strings *argv, struct strings *env)
{
	static const char *const dynamic[] = {"-C", "prefer-dynamic", "-C", "rpath", NULL};

	strings_add_all(argv, dynamic);
	strings_addf(env, "RUSTGYM_SHARED_DEPS=%s", folder);
}
