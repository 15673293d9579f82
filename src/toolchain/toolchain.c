#include "rustgym/toolchain/toolchain.h"
#include "fingerprint.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/job.h"
#include "rustgym/event/program.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- remembering ----------------------------------------------------------------------------- */

static uint64_t add_below(uint64_t key, const char *folder, const char *name)
{
	char *path = path_join(folder, name);

	key = fingerprint_add_stat(key, path);
	free(path);
	return key;
}

/*
 * Hashes everything that decides which rustc is called: the shim, rustup's settings, and the wish of the
 * learner or the course. Files of the course do not: rustc is asked outside of it.
 */
static uint64_t choice_key(const char *shim, const char *wanted)
{
	const char *home = getenv("HOME"), *rustup = getenv("RUSTUP_HOME");
	char *settings = rustup ? memory_copy_string(rustup)
			 : home ? path_join(home, ".rustup")
				: memory_copy_string("");
	uint64_t key = fingerprint_add_stat(FILE_HASH_START, shim);

	key = fingerprint_add_text(key, getenv("RUSTUP_TOOLCHAIN"));
	key = fingerprint_add_text(key, wanted);
	key = add_below(key, settings, "settings.toml");
	key = add_below(key, settings, "toolchains");
	free(settings);
	return key;
}

/* Identifies the compiler's file: `rustup update` replaces it in the same place. */
static char *compiler_stamp(const char *sysroot)
{
	return memory_format("%016" PRIx64, add_below(FILE_HASH_START, sysroot, "bin/rustc"));
}

static char *copy_member(const struct json_value *root, const char *name)
{
	return memory_copy_string(json_get_string(root, name));
}

static bool recall(const char *file, const char *key, struct toolchain *toolchain)
{
	struct buffer text = BUFFER_INIT;
	struct json *json = NULL;
	bool found = false;

	if (file_read(file, FILE_COURSE_MAX, &text, NULL) == 0)
		json = json_parse(text.data, text.len, NULL, NULL);
	if (json) {
		const struct json_value *root = json_root(json);
		const char *known = json_get_string(root, "key");
		const char *compiler = json_get_string(root, "compiler");

		toolchain->sysroot = copy_member(root, "sysroot");
		toolchain->host = copy_member(root, "host");
		toolchain->version = copy_member(root, "version");
		found = known && strcmp(known, key) == 0 && toolchain->sysroot && toolchain->host &&
			toolchain->version;
		if (found) {
			char *stamp = compiler_stamp(toolchain->sysroot);
			found = compiler && strcmp(compiler, stamp) == 0;
			free(stamp);
		}
	}
	if (!found)
		toolchain_clear(toolchain);
	json_free(json);
	buffer_clear(&text);
	return found;
}

static void remember(const char *file, const char *key, const struct toolchain *toolchain)
{
	cJSON *object = cJSON_CreateObject();
	char *stamp = compiler_stamp(toolchain->sysroot), *text;

	cJSON_AddStringToObject(object, "key", key);
	cJSON_AddStringToObject(object, "compiler", stamp);
	cJSON_AddStringToObject(object, "sysroot", toolchain->sysroot);
	cJSON_AddStringToObject(object, "host", toolchain->host);
	cJSON_AddStringToObject(object, "version", toolchain->version);
	text = cJSON_Print(object);
	file_write_cache(file, text, strlen(text),
			 NULL); /* after an error, rustc is asked again next time */
	free(text);
	free(stamp);
	cJSON_Delete(object);
}

/* ---- asking rustc ---------------------------------------------------------------------------- */

/* Returns the rest of the line that starts with `label`, or NULL. The caller frees it. */
static char *line_after(const char *text, const char *label)
{
	const char *line = text;

	while (line && *line) {
		if (strncmp(line, label, strlen(label)) == 0)
			return memory_copy(line + strlen(label),
					   strcspn(line + strlen(label), " \r\n"));
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	return NULL;
}

/* `cause` ends the way rustc or rustup ends a sentence: with a full stop or without one. */
static int fail_to_answer(const char *wanted, const char *cause, struct error *err)
{
	int len = (int)strnlen(cause, wanted ? 600 : 700);

	while (len && cause[len - 1] == '.')
		len--;
	if (wanted)
		return error_set(err, ERROR_ENVIRONMENT,
				 "the course wants Rust %s: %.*s. `rustup toolchain install %s` "
				 "installs it",
				 wanted, len, cause, wanted);
	return error_set(
		err, ERROR_ENVIRONMENT,
		"rustc is installed but does not answer: %.*s. With rustup, `rustup default "
		"stable` gives it a toolchain",
		len, cause);
}

/*
 * Rustc is asked outside of the course, because rustup would run a program of the course if a
 * rust-toolchain.toml there named one. And not in /, because rustc looks for lib/rustlib below the current
 * folder: where that is a distribution's, a rustc that was called by a link takes the link's place for
 * its sysroot.
 */
static const char neutral_folder[] = "/dev";

static int ask(const char *rustc, const char *wanted, struct toolchain *toolchain,
	       struct error *err)
{
	const char *const version[] = {rustc, "-vV", NULL};
	const char *const sysroot[] = {rustc, "--print", "sysroot", NULL};
	struct strings env = STRINGS_INIT;
	struct buffer out = BUFFER_INIT, root = BUFFER_INIT;
	struct error cause = ERROR_INIT;
	int result;

	if (wanted)
		strings_addf(&env, "RUSTUP_TOOLCHAIN=%s", wanted);
	result = job_capture(version, neutral_folder, &env, &out, &cause);
	if (!result)
		result = job_capture(sysroot, neutral_folder, &env, &root, &cause);
	if (result) {
		result = fail_to_answer(wanted, cause.message, err);
	} else {
		toolchain->host = line_after(out.data, "host: ");
		toolchain->version = line_after(out.data, "release: ");
		toolchain->sysroot = memory_copy(root.data, strcspn(root.data, "\r\n"));
		if (!toolchain->host || !toolchain->version || !*toolchain->sysroot)
			result = error_set(err, ERROR_ENVIRONMENT, "%s does not say its version",
					   rustc);
	}
	strings_clear(&env);
	buffer_clear(&out);
	buffer_clear(&root);
	return result;
}

/* Returns the program in the toolchain, else the one in PATH, else NULL. */
static char *program_of(const struct toolchain *toolchain, const char *name)
{
	char *real = memory_format("%s/bin/%s", toolchain->sysroot, name);

	if (access(real, X_OK) == 0)
		return real;
	free(real);
	return program_find(name);
}

/* Whether a version is that of a channel: "1.85" is that of 1.85.1, "nightly" that of 1.97.0-nightly. */
static bool is_of_channel(const char *version, const char *channel)
{
	size_t len = strlen(channel);

	if (channel[0] >= '0' && channel[0] <= '9')
		return strncmp(version, channel, len) == 0 && strchr(".-", version[len]);
	len = strcspn(channel, "-");
	if (strncmp(channel, "stable", len) == 0)
		return !strchr(version, '-');
	return strchr(version, '-') && strncmp(strchr(version, '-') + 1, channel, len) == 0;
}

/* A rustc that is not rustup's does not know of channels. */
static int expect_channel(const struct toolchain *toolchain, const char *wanted, struct error *err)
{
	if (!wanted || is_of_channel(toolchain->version, wanted))
		return 0;
	return error_set(err, ERROR_ENVIRONMENT,
			 "the course wants Rust %s, and this is %s. With rustup, `rustup toolchain "
			 "install %s` installs it; RUSTUP_TOOLCHAIN chooses another one",
			 wanted, toolchain->version, wanted);
}

int toolchain_find(const char *wanted, const char *cache, struct toolchain *toolchain,
		   struct error *err)
{
	char *shim = program_find("rustc"),
	     *file = cache ? path_join(cache, "toolchain.json") : NULL;
	const char *chosen = getenv("RUSTUP_TOOLCHAIN");
	char key[32] = "";
	int result = 0;

	*toolchain = (struct toolchain){0};
	if (chosen && *chosen)
		wanted = NULL;
	if (!shim) {
		result = error_set(
			err, ERROR_ENVIRONMENT,
			"no Rust toolchain here: rustc is not in PATH. Get one with: " TOOLCHAIN_INSTALL);
		goto done;
	}
	snprintf(key, sizeof(key), "%016" PRIx64, choice_key(shim, wanted));
	if (!file || !recall(file, key, toolchain)) {
		result = ask(shim, wanted, toolchain, err);
		if (!result && file)
			remember(file, key, toolchain);
	}
	if (!result)
		result = expect_channel(toolchain, wanted, err);
	if (result)
		goto done;
	toolchain->rustc = program_of(toolchain, "rustc");
	toolchain->cargo = program_of(toolchain, "cargo");
	toolchain->clippy_driver = program_of(toolchain, "clippy-driver");
	toolchain->cargo_clippy = program_of(toolchain, "cargo-clippy");
	toolchain->rustfmt = program_of(toolchain, "rustfmt");
	toolchain->rustdoc = program_of(toolchain, "rustdoc");
done:
	if (result)
		toolchain_clear(toolchain);
	free(file);
	free(shim);
	return result;
}

void toolchain_environment(const struct toolchain *toolchain, struct strings *env)
{
	if (toolchain->sysroot)
		strings_addf(env, "RUSTUP_TOOLCHAIN=%s", toolchain->sysroot);
}

int toolchain_supports(const struct toolchain *toolchain, const char *edition, struct error *err)
{
	int major = 0, minor = 0, need = strcmp(edition, "2024") == 0 ? 85 : 56;

	if (sscanf(toolchain->version, "%d.%d", &major, &minor) == 2 &&
	    (major > 1 || (major == 1 && minor >= need)))
		return 0;
	return error_set(
		err, ERROR_ENVIRONMENT,
		"the course is written in the %s edition, which needs Rust 1.%d; this is %s. " TOOLCHAIN_NEWER,
		edition, need, toolchain->version);
}

bool toolchain_is_older(const struct toolchain *toolchain, const char *release)
{
	int has[3] = {0}, needs[3] = {0};

	if (sscanf(toolchain->version, "%d.%d.%d", &has[0], &has[1], &has[2]) < 2 ||
	    sscanf(release, "%d.%d.%d", &needs[0], &needs[1], &needs[2]) < 2)
		return false;
	for (size_t i = 0; i < sizeof(has) / sizeof(*has); i++)
		if (has[i] != needs[i])
			return has[i] < needs[i];
	return false;
}

void toolchain_clear(struct toolchain *toolchain)
{
	free(toolchain->rustc);
	free(toolchain->cargo);
	free(toolchain->clippy_driver);
	free(toolchain->cargo_clippy);
	free(toolchain->rustfmt);
	free(toolchain->rustdoc);
	free(toolchain->sysroot);
	free(toolchain->host);
	free(toolchain->version);
	*toolchain = (struct toolchain){0};
}

/* ---- fingerprint ----------------------------------------------------------------------------- */

uint64_t toolchain_fingerprint(uint64_t key, const struct toolchain *toolchain)
{
	const char *const programs[] = {toolchain->rustc,         toolchain->cargo,
					toolchain->clippy_driver, toolchain->cargo_clippy,
					toolchain->rustfmt,       toolchain->rustdoc};

	/* The compilers have 200 MB, so only their size and times are read. */
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		key = programs[i] ? fingerprint_add_stat(key, programs[i])
				  : fingerprint_add_text(key, NULL);
	key = fingerprint_add_text(key, toolchain->sysroot);
	key = fingerprint_add_text(key, toolchain->host);
	return fingerprint_add_text(key, toolchain->version);
}
