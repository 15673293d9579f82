#include "trouble.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"
#include "rustgym/event/job.h"
#include "rustgym/toolchain/toolchain.h"

#include <stdlib.h>
#include <string.h>

/* ---- finding text in the output -------------------------------------------------------------- */

/*
 * Returns the text between the first ` or ' after `start` and the next one, or NULL. The caller
 * frees it.
 */
static char *quoted_after(const char *words, const char *start)
{
	const char *at = strstr(words, start);
	size_t len;

	at = at ? strpbrk(at + strlen(start) - 1, "`'") : NULL;
	if (!at)
		return NULL;
	len = strcspn(at + 1, "`'\n");
	return at[1 + len] == '`' || at[1 + len] == '\'' ? memory_copy(at + 1, len) : NULL;
}

/* Copies a line of untrusted output for use in a sentence, without control characters. */
static char *copy_line(const char *line)
{
	char *copy = memory_copy(line, strcspn(line, "\r\n"));
	size_t at;

	while (!utf8_is_valid(copy, strlen(copy), &at))
		copy[at] = '?';
	for (char *c = copy; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
	return copy;
}

/* Returns the first line with "error: ", without that word; else the first line. */
static char *first_error_line(const char *words)
{
	const char *line = strstr(words, "error: ");

	line = line ? line + strlen("error: ") : words;
	while (*line == '\n' || *line == ' ')
		line++;
	return copy_line(line);
}

/* cargo lists causes from the outermost to the innermost, so the innermost is on the last line. */
static char *innermost_cause(const char *words)
{
	const char *cause = words;

	for (const char *at = words; (at = strstr(at, "Caused by:")); at += strlen("Caused by:"))
		cause = at + strlen("Caused by:");
	if (cause == words)
		return first_error_line(words);
	return copy_line(cause + strspn(cause, " \r\n"));
}

/* ---- the machine's faults ------------------------------------------------------------------- */

static char *say_linker(const char *words, const struct trouble_scene *scene)
{
	char *linker = quoted_after(words, "linker `"), *said;

	(void)scene;
	if (!linker || strcmp(linker, "cc") == 0)
		said = memory_copy_string(
			"there is no C compiler, which Rust needs for linking: install gcc (`apt "
			"install gcc libc6-dev`, `dnf install gcc`, on macOS `xcode-select "
			"--install`)");
	else
		said = memory_format(
			"the linker `%s`, which a setting of cargo names, is not here: "
			"install it, or remove that setting",
			linker);
	free(linker);
	return said;
}

static char *say_c_library(const char *words, const struct trouble_scene *scene)
{
	(void)words, (void)scene;
	return memory_copy_string("the C library's files for linking are not here: install them "
				  "(`apt install gcc libc6-dev`, `dnf install gcc glibc-devel`)");
}

/* Finds the target in "note: the `wasm32-unknown-unknown` target may not be installed". */
static char *target_named(const char *words)
{
	const char *end = strstr(words, "` target may not be installed"), *start = end;

	while (start && start > words && start[-1] != '`')
		start--;
	return start && start > words ? memory_copy(start, (size_t)(end - start)) : NULL;
}

static char *say_target(const char *words, const struct trouble_scene *scene)
{
	char *target = target_named(words), *said;

	(void)scene;
	said = target ? memory_format("the standard library for %s is not here: `rustup target add "
				      "%s`, or remove the setting that builds for it (the variable "
				      "CARGO_BUILD_TARGET, or `target` in a .cargo/config.toml)",
				      target, target)
		      : memory_copy_string(
				"the standard library is not here: `rustup component add "
				"rust-std` installs it");
	free(target);
	return said;
}

static char *say_nightly(const char *words, const struct trouble_scene *scene)
{
	(void)words, (void)scene;
	return memory_copy_string(
		"RUSTFLAGS, or `rustflags` in a .cargo/config.toml, has an option "
		"that only nightly compilers take: remove it");
}

static char *say_settings(const char *words, const struct trouble_scene *scene)
{
	const char *file = strstr(words, "/.cargo/config");
	const char *start = file;
	char *cause = innermost_cause(words), *said;

	(void)scene;
	while (start && start > words && !strchr(" `'\n\"(", start[-1]))
		start--;
	said = file ? memory_format("cargo cannot use its settings in %.*s: correct that file (%s)",
				    (int)strcspn(start, "`'\n\":, )"), start, cause)
		    : memory_format("cargo cannot use its settings: %s", cause);
	free(cause);
	return said;
}

static char *say_wrapper(const char *words, const struct trouble_scene *scene)
{
	char *command = quoted_after(words, "could not execute process `");

	if (command) {
		char *said;

		command[strcspn(command, " ")] = '\0';
		said = memory_format(
			"cargo cannot start `%s`: install it, or remove the setting that "
			"names it (RUSTC_WRAPPER, RUSTC_WORKSPACE_WRAPPER, RUSTDOC, or "
			"a .cargo/config.toml)",
			command);
		free(command);
		return said;
	}
	(void)scene;
	return NULL;
}

/* A wrapper that a setting puts before rustc does not answer. */
static char *say_no_answer(const char *words, const struct trouble_scene *scene)
{
	const char *said = strstr(words, "--- stderr\n");
	char *line = first_error_line(said ? said + strlen("--- stderr\n") : words);
	char *all = memory_format(
		"cargo gets no answer from rustc (%s): look at RUSTC, RUSTC_WRAPPER "
		"and RUSTC_WORKSPACE_WRAPPER, and at a .cargo/config.toml",
		line);

	(void)scene;
	free(line);
	return all;
}

/* cargo asks rustc for its version and features, with the flags from the settings. */
static char *say_flags(const char *words, const struct trouble_scene *scene)
{
	const char *said = strstr(words, "--- stderr");
	char *line = first_error_line(said ? said : words);
	char *all = memory_format(
		"the compiler refuses the flags that it is called with (%s): look at "
		"RUSTFLAGS, and at `rustflags` in a .cargo/config.toml",
		line);

	(void)scene;
	free(line);
	return all;
}

static char *say_full(const char *words, const struct trouble_scene *scene)
{
	(void)words;
	return memory_format(
		"the disk is full where build products go (%s): free some space, or set "
		"RUSTGYM_CACHE to a folder with more",
		scene->cache);
}

static char *say_read_only(const char *words, const struct trouble_scene *scene)
{
	(void)words;
	return memory_format(
		"build products cannot be written to %s: set RUSTGYM_CACHE to a folder "
		"where they can",
		scene->cache);
}

static char *say_permission(const char *words, const struct trouble_scene *scene)
{
	char *line = first_error_line(words), *said;

	said = memory_format(
		"the compiler may not read or write a file (%s): make the files yours "
		"again with `chown -R \"$USER\" .rustgym exercises`, or set RUSTGYM_CACHE "
		"to a folder of yours",
		line);
	free(line);
	(void)scene;
	return said;
}

static char *say_memory(const char *words, const struct trouble_scene *scene)
{
	(void)words, (void)scene;
	return memory_format(
		"the memory is full, or a compiler wanted more than the %d GiB that it may "
		"have: end other programs, or look for a constant or a macro that grows "
		"without end",
		JOB_MEMORY_MAX_GIB);
}

static char *say_file_size(const char *words, const struct trouble_scene *scene)
{
	(void)words, (void)scene;
	return memory_format(
		"a file that a compiler or a build script writes may have %d GiB, and one "
		"would have become larger",
		JOB_COMPILED_MAX_GIB);
}

static char *say_killed(const char *words, const struct trouble_scene *scene)
{
	(void)words, (void)scene;
	return memory_copy_string(
		"the linker was ended by the system: is the memory or the disk full?");
}

static char *say_files(const char *words, const struct trouble_scene *scene)
{
	(void)words, (void)scene;
	return memory_copy_string("too many files are open: `ulimit -n` shows how many may be, and "
				  "sets it");
}

static char *say_processes(const char *words, const struct trouble_scene *scene)
{
	(void)words, (void)scene;
	return memory_copy_string("too many processes run: end some of them, and save again");
}

static char *say_disk(const char *words, const struct trouble_scene *scene)
{
	(void)words, (void)scene;
	return memory_copy_string(
		"the disk cannot be read or written: the system's log (`dmesg`) may "
		"say why");
}

static char *say_network(const char *words, const struct trouble_scene *scene)
{
	char *cause = innermost_cause(words), *said;

	said = memory_format("its dependencies are not on this machine yet (%s). Once online, run "
			     "`cargo fetch --manifest-path %s/Cargo.toml`",
			     cause, scene->folder);
	free(cause);
	return said;
}

/* "error: rustc 1.85.1 is not supported by the following package:", and a line for each of them. */
static char *say_old(const char *words, const struct trouble_scene *scene)
{
	char *line = first_error_line(words), *needs = NULL, *said;
	const char *first = strstr(words, "requires rustc ");

	while (first && first > words && first[-1] != '\n')
		first--;
	if (first)
		needs = copy_line(first + strspn(first, " "));
	said = memory_format("a crate is for a newer Rust (%s): " TOOLCHAIN_NEWER,
			     needs ? needs : line);
	free(needs);
	free(line);
	(void)scene;
	return said;
}

static char *say_home(const char *words, const struct trouble_scene *scene)
{
	(void)words, (void)scene;
	return memory_copy_string("cargo needs a home folder: set HOME, or CARGO_HOME");
}

static char *say_bytes(const char *words, const struct trouble_scene *scene)
{
	(void)words;
	return memory_format("cargo cannot work in a folder whose name is no UTF-8: rename %s",
			     scene->folder);
}

static char *say_folder_name(const char *words, const struct trouble_scene *scene)
{
	(void)words;
	return memory_format("cargo cannot work in a folder with `:` or `;` in its name: rename %s",
			     scene->folder);
}

/* The first entry that matches is used, so special entries come before general ones. */
static const struct {
	const char *words[7]; /* one of them must occur */
	char *(*say)(const char *words, const struct trouble_scene *scene);
} troubles[] = {
	{{"is not valid Unicode", "invalid UTF-8 characters", "not valid utf-8", NULL}, say_bytes},
	{{"path segment contains separator", "paths with separator", NULL}, say_folder_name},
	{{"No space left on device", "(os error 28)", "Disk quota exceeded", "(os error 122)",
	  NULL},
	 say_full},
	{{"Read-only file system", "(os error 30)", NULL}, say_read_only},
	{{"Cannot allocate memory", "(os error 12)", "virtual memory exhausted",
	  "memory allocation of ", "out of memory", "memory exhausted", NULL},
	 say_memory},
	{{"SIGXFSZ", "with signal 25", "File too large", "(os error 27)", NULL}, say_file_size},
	{{"signal: 9", "SIGKILL", "with signal 9", "signal: 7", "with signal 7", NULL}, say_killed},
	{{"Too many open files", "(os error 24)", NULL}, say_files},
	{{"Resource temporarily unavailable", "(os error 11)", NULL}, say_processes},
	{{"Input/output error", "(os error 5)", NULL}, say_disk},
	{{"could not parse TOML configuration", "could not load Cargo configuration",
	  "failed to load config", "invalid configuration for key",
	  "error in environment variable `CARGO", NULL},
	 say_settings},
	{{"is not supported by the following package", NULL}, say_old},
	{{"only accepted on the nightly compiler", NULL}, say_nightly},
	{{"(never executed)", NULL}, say_wrapper},
	{{"rustc -vV`", NULL}, say_no_answer},
	{{"failed to run `rustc` to learn", "unknown codegen option", "unknown unstable option",
	  NULL},
	 say_flags},
	{{"target may not be installed", "can't find crate for `core`",
	  "can't find crate for `std`", NULL},
	 say_target},
	{{"could not find a home directory", "could not find homedir", "home directory not found",
	  NULL},
	 say_home},
	{{"you're using offline mode", "failed to download", "Could not resolve host",
	  "Couldn't connect to server", "spurious network error", NULL},
	 say_network},
	{{"failed to get `", "failed to query replaced", "attempting to make an HTTP request",
	  "to proceed despite this", "--offline was specified", NULL},
	 say_network},
	{{"linker `", "rustgym-relay` failed: exit status: 127", NULL}, say_linker},
	{{"crt1.o", "crti.o", "find -lgcc_s", "find -lc:", "find -lc\n", NULL}, say_c_library},
	{{"unable to find library -lgcc_s", "unable to find library -lc\n", NULL}, say_c_library},
	{{"Permission denied", "(os error 13)", "(os error 1)", NULL}, say_permission},
};

static char *find_trouble(const char *words, const struct trouble_scene *scene)
{
	for (size_t i = 0; i < sizeof(troubles) / sizeof(*troubles); i++)
		for (size_t j = 0; troubles[i].words[j]; j++)
			if (strstr(words, troubles[i].words[j])) {
				char *said = troubles[i].say(words, scene);

				if (said)
					return said;
			}
	return NULL;
}

char *trouble_known(const struct trouble_scene *scene)
{
	return find_trouble(scene->words, scene);
}

static char *say_unknown(const char *words)
{
	char *line = first_error_line(words), *said;

	said = *line ? memory_format("the compiler could not do its work: %s", line)
		     : memory_copy_string(
			       "the compiler failed without a word; `rustgym doctor` may "
			       "know why");
	free(line);
	return said;
}

/* ---- the learner's mistakes ----------------------------------------------------------------- */

/* Returns whether the linker misses a symbol or a library that the source names. */
static bool is_link_mistake(const char *rendered)
{
	static const char *const words[] = {"undefined symbol",       "undefined reference",
					    "duplicate symbol",       "multiple definition",
					    "unable to find library", "cannot find -l",
					    "library not found for"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strstr(rendered, words[i]))
			return true;
	return false;
}

/*
 * Returns whether the learner caused this error. The compiler names files of the course's tree
 * relative to its root, and other files by their absolute path. An error in the standard library's
 * code is caused by the learner's call. An error in a dependency's code is not.
 */
static bool is_learners(const struct diagnostic *d)
{
	if (strstr(d->message, "can't find crate for `std`") ||
	    strstr(d->message, "can't find crate for `core`"))
		return false;
	if (d->file && d->file[0] == '/')
		return d->code && !strstr(d->file, "/registry/src/") &&
		       !strstr(d->file, "/git/checkouts/");
	if (d->file)
		return true;
	if (strstr(d->message,
		   "stream did not contain valid UTF-8")) /* rustc 1.85; later ones name the file */
		return !strstr(d->message, "couldn't read /") &&
		       !strstr(d->message, "couldn't read `/");
	return d->code || (strncmp(d->message, "linking", 7) == 0 && is_link_mistake(d->rendered));
}

/* cargo has no such target if the source has neither `main` nor tests. */
static bool is_target_missing(const char *words)
{
	return strstr(words, "error: no ") && strstr(words, " target named `");
}

/*
 * Returns whether cargo complains about the learner's manifest. If cargo names a manifest, it must
 * be this package's.
 */
static bool is_own_manifest(const struct trouble_scene *scene)
{
	static const char *const subjects[] = {"manifest",   "Cargo.toml", "package",
					       "dependenc",  "feature",    "lock file",
					       "Cargo.lock", "depends on", "target"};
	const char *named = strstr(scene->words, "manifest at `");
	size_t len = strlen(scene->folder);

	for (size_t i = 0; !named && i < sizeof(subjects) / sizeof(*subjects); i++)
		if (strstr(scene->words, subjects[i]))
			return true;
	if (!named)
		return false;
	named += strlen("manifest at `");
	return strncmp(named, scene->folder, len) == 0 && named[len] == '/';
}

char *trouble_find(const struct trouble_scene *scene)
{
	const struct diagnostic *first = NULL;
	char *said = NULL;

	for (size_t i = 0; i < scene->diagnostics->count; i++) {
		const struct diagnostic *d = &scene->diagnostics->items[i];

		if (d->level != LEVEL_ERROR)
			continue;
		if (is_learners(d)) {
			free(said);
			return NULL;
		}
		if (!said)
			said = find_trouble(d->rendered, scene);
		if (!first)
			first = d;
	}
	if (!said)
		said = find_trouble(scene->words, scene);
	if (said || (!first && (is_target_missing(scene->words) ||
				(scene->own_manifest && is_own_manifest(scene)))))
		return said;
	return say_unknown(first ? first->message : scene->words);
}

char *trouble_of_examples(const struct trouble_scene *scene)
{
	char *said = trouble_known(scene), *cause;

	if (said)
		return said;
	cause = innermost_cause(scene->words);
	said = memory_format("the examples could not be tested: %s", cause);
	free(cause);
	return said;
}

char *trouble_of_start(const char *words, const char *cache)
{
	if (strstr(words, "Permission denied"))
		return memory_format(
			"the program may not be executed where build products go (%s); is "
			"that file system mounted noexec? Set RUSTGYM_CACHE to another "
			"folder",
			cache);
	return memory_copy_string(words);
}
