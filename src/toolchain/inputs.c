#include "rustgym/toolchain/inputs.h"
#include "fingerprint.h"
#include "rustgym/base/file.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- inputs of all exercises ----------------------------------------------------------------- */

static uint64_t add_texts(uint64_t key, const struct texts *texts)
{
	key = fingerprint_add_number(key, texts->count);
	for (size_t i = 0; i < texts->count; i++)
		key = fingerprint_add_text(key, texts->items[i]);
	return key;
}

static uint64_t add_rustgym(uint64_t key)
{
	char *const programs[] = {installed_program(), installed_find("rustgym-relay")};

	key = fingerprint_add_text(key, RUSTGYM_VERSION);
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++) {
		if (programs[i])
			key = fingerprint_add_stat(key, programs[i]);
		free(programs[i]);
	}
	return key;
}

/* Variables that compilers, linkers, cargo and C libraries read. */
static bool is_read_by_tools(const char *entry, void *data)
{
	static const char *const starts[] = {"CARGO",       "RUST",    "CLIPPY",
					     "CC",          "CXX",     "AR",
					     "CFLAGS",      "CPATH",   "C_INCLUDE_PATH",
					     "LD",          "DYLD_",   "LIBRARY_PATH",
					     "PKG_CONFIG",  "LANG",    "LC_",
					     "TZ",          "PATH=",   "HOME=",
					     "TMPDIR=",     "TARGET_", "HOST_",
					     "GLIBC",       "MALLOC",  "MACOSX_",
					     "SOURCE_DATE", NULL};

	(void)data;
	if (strncmp(entry, "RUSTGYM_", 8) == 0)
		return false;
	for (size_t i = 0; starts[i]; i++)
		if (strncmp(entry, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

void inputs_init(struct inputs *inputs, const struct course *course,
		 const struct toolchain *toolchain, unsigned compile_s, unsigned run_s)
{
	char *exercises = path_join(course->root, course->folder);
	uint64_t key = add_rustgym(FILE_HASH_START);

	key = toolchain_fingerprint(key, toolchain);
	key = fingerprint_add_environment(key, is_read_by_tools, NULL);
	key = fingerprint_add_settings(key, exercises);
	key = fingerprint_add_text(key, course->root);
	key = fingerprint_add_text(key, course->edition);
	key = fingerprint_add_number(key, compile_s);
	inputs->common = fingerprint_add_number(key, run_s);
	inputs->course = course;
	free(exercises);
}

/* ---- inputs of one exercise ------------------------------------------------------------------ */

struct reading {
	const struct inputs *inputs;
	const struct exercise *exercise;
	const char *tree; /* the folder of what it can use, from the root */
	uint64_t hash;
	struct buffer source; /* source that can name other files: the exercise's and shared Rust */
	bool known;           /* everything could be read until now */
};

/* Returns how many folders the longest "../../" in the text leads up. */
static size_t leads_up(const char *text)
{
	size_t most = 0;

	for (const char *at = text; (at = strstr(at, "../"));) {
		size_t steps = 0;
		for (; strncmp(at, "../", 3) == 0; at += 3)
			steps++;
		most = steps > most ? steps : most;
	}
	return most;
}

static size_t count_slashes(const char *path)
{
	size_t slashes = 0;

	for (; *path; path++)
		slashes += *path == '/';
	return slashes;
}

/* Returns the number of folders between the file and the tree of what the exercise can use. */
static size_t depth_in_tree(const struct reading *r, const char *path)
{
	if (strcmp(r->tree, ".") == 0)
		return count_slashes(path);
	return count_slashes(path) - count_slashes(r->tree) - 1;
}

/* In a course of another form, the tree has its book and its papers, too, which no build reads. */
static bool may_name_files(const struct reading *r, const char *path)
{
	return !exercise_is_foreign(r->exercise) || path_has_suffix(path, ".rs") ||
	       path_has_suffix(path, ".toml");
}

/* Adds the content of `file`, which has the path `path` in the course. */
static void read_file_as(struct reading *r, const char *file, const char *path)
{
	struct buffer text = BUFFER_INIT;

	if (file_read(file, FILE_COURSE_MAX, &text, NULL) ||
	    (may_name_files(r, path) && leads_up(text.data) > depth_in_tree(r, path)))
		r->known = false;
	r->hash = fingerprint_add_text(r->hash, path);
	r->hash = fingerprint_add_bytes(r->hash, text.data, text.len);
	if (path_has_suffix(path, ".rs") || path_below(path, r->exercise->path))
		buffer_add(&r->source, text.data, text.len);
	buffer_clear(&text);
}

static void read_file(struct reading *r, const char *path)
{
	char *full = path_join(r->inputs->course->root, path);

	read_file_as(r, full, path);
	free(full);
}

static bool is_another_exercise(const struct reading *r, const char *path)
{
	const struct exercise *e = course_find_path(r->inputs->course, path);

	return e && e != r->exercise && strcmp(e->path, path) == 0;
}

/* Returns whether an entry of the exercise's phase belongs to another topic or exercise. */
static bool is_anothers(const struct reading *r, const char *path)
{
	const struct topic *topic = r->exercise->topic;
	const struct phase *phase = topic->phase;
	const char *in_topic = path_below(path, topic->path);

	if (exercise_is_foreign(r->exercise))
		return is_another_exercise(r, path);
	for (size_t i = 0; i < phase->topic_count; i++)
		if (&phase->topics[i] != topic && strcmp(path, phase->topics[i].path) == 0)
			return true;
	for (size_t i = topic->first; in_topic && i < topic->first + topic->count; i++) {
		const struct exercise *e = &r->inputs->course->exercises[i];
		if (strcmp(e->path, r->exercise->path) != 0 && strcmp(path, e->path) == 0)
			return true;
	}
	return in_topic && strcmp(in_topic, "topic.json") == 0;
}

static bool is_letter(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Returns whether the sources contain the word, which has `len` bytes. */
static bool names(const struct reading *r, const char *word, size_t len)
{
	const char *text = r->source.data, *end = text + r->source.len;

	for (const char *at = text; (at = memmem(at, (size_t)(end - at), word, len)); at++)
		if ((at == text || !is_letter(at[-1])) && !is_letter(at[len]))
			return true;
	return false;
}

static void sorted_names(const char *folder, struct strings *list)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (!path_is_clutter(entry->d_name))
			strings_add(list, entry->d_name);
	if (dir)
		closedir(dir);
	strings_sort(list);
}

/*
 * Adds a file, or everything below a folder. Entries of other exercises are collected in `others`.
 * If `others` is NULL, they are added, too.
 */
static void read_all(struct reading *r, const char *path, struct strings *others)
{
	char *full = path_join(r->inputs->course->root, path);
	struct strings list = STRINGS_INIT;
	struct stat st;

	if (others && is_anothers(r, path)) {
		strings_add(others, path);
	} else if (lstat(full, &st) < 0 || !(S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))) {
		r->known = false; /* for example a link */
	} else if (S_ISREG(st.st_mode)) {
		r->hash = fingerprint_add_number(r->hash, st.st_mode & 0111);
		read_file(r, path);
	} else {
		sorted_names(full, &list);
	}
	for (size_t i = 0; i < list.count; i++) {
		char *below = strcmp(path, ".") == 0 ? memory_copy_string(list.items[i])
						     : path_join(path, list.items[i]);
		read_all(r, below, others);
		free(below);
	}
	strings_clear(&list);
	free(full);
}

/* Adds an entry of another exercise if the sources name it, or if another added file names it. */
static void read_named(struct reading *r, struct strings *others)
{
	for (size_t i = 0; i < others->count; i++) {
		const char *name = path_base(others->items[i]);
		size_t len = path_has_suffix(name, ".rs") ? strlen(name) - 3 : strlen(name);
		if (!len || !names(r, name, len))
			continue;
		read_all(r, others->items[i], NULL);
		/* add it only once; then search again from the start, since it may name others */
		others->items[i][0] = '\0';
		i = (size_t)-1;
	}
}

struct laying {
	struct reading *reading;
	const char *answer;
};

static int read_laid(const char *relative, void *data, struct error *err)
{
	struct laying *laying = data;
	char *file = path_join(laying->answer, relative);
	char *path = path_join(laying->reading->exercise->path, relative);

	(void)err;
	read_file_as(laying->reading, file, path);
	free(path);
	free(file);
	return 0;
}

static void read_answer(struct reading *r, const char *answer)
{
	struct laying laying = {r, answer};

	if (!file_is_folder(answer))
		read_file_as(r, answer, r->exercise->path);
	else if (file_walk(answer, read_laid, &laying, NULL))
		r->known = false;
}

/* If the sources name a variable, the program may read it. */
static bool is_named(const char *entry, void *data)
{
	size_t len = strcspn(entry, "=");

	return len > 1 && !is_read_by_tools(entry, NULL) && names(data, entry, len);
}

/* What only courses of other forms say. */
static uint64_t add_foreign(uint64_t key, const struct exercise *e)
{
	const int numbers[] = {(int)e->target,       (int)e->lint_rule, e->release,
			       e->include_ignored,   e->tests_optional, e->tests_only,
			       (int)e->command_count};

	key = fingerprint_add_text(key, e->package);
	key = fingerprint_add_text(key, e->edition);
	key = fingerprint_add_text(key, e->target_name);
	key = add_texts(key, &e->flags);
	for (size_t i = 0; i < e->command_count; i++)
		key = add_texts(key, &e->commands[i]);
	return fingerprint_add_bytes(key, numbers, sizeof(numbers));
}

static uint64_t add_entry(uint64_t key, const struct exercise *e)
{
	if (exercise_is_foreign(e))
		key = add_foreign(key, e);
	key = fingerprint_add_text(key, e->name);
	key = fingerprint_add_text(key, e->path);
	key = fingerprint_add_number(key, e->folder);
	key = fingerprint_add_number(key, e->builder);
	key = fingerprint_add_number(key, e->contract);
	key = add_texts(key, &e->fails);
	key = add_texts(key, &e->files);
	key = add_texts(key, &e->requires);
	for (const struct exercise *stage = e; stage; stage = exercise_stage_before(stage))
		key = add_texts(key, &stage->tests);
	key = fingerprint_add_text(key, e->prints);
	return fingerprint_add_bytes(key, e->steps, e->step_count * sizeof(*e->steps));
}

/*
 * Returns the folder of what the exercise can use. In a course of another form it is the whole course,
 * because its manifest can be in any folder above. rustc alone is called with the manifest's lints, so that
 * the manifest does not matter; and an exercise of Exercism is a package alone.
 */
static char *tree_of(const struct course *course, const struct exercise *exercise)
{
	if (!exercise_is_foreign(exercise))
		return path_join(course->folder, exercise->topic->phase->dir);
	if (exercise->builder == BUILDER_RUSTC)
		return memory_copy_string(exercise->topic->path);
	return memory_copy_string(exercise->alone ? exercise->path : ".");
}

bool inputs_hash(const struct inputs *inputs, const struct exercise *exercise, uint64_t *hash)
{
	return inputs_hash_answer(inputs, exercise, NULL, NULL, hash);
}

bool inputs_hash_answer(const struct inputs *inputs, const struct exercise *exercise,
			const char *base, const char *answer, uint64_t *hash)
{
	struct reading r = {.inputs = inputs, .exercise = exercise, .known = true};
	struct strings others = STRINGS_INIT;
	char *tree = tree_of(inputs->course, exercise);

	r.tree = tree;
	r.hash = add_entry(inputs->common, exercise);
	buffer_init(&r.source);
	read_all(&r, tree, &others);
	if (base)
		read_answer(&r, base);
	if (answer)
		read_answer(&r, answer);
	read_named(&r, &others);
	*hash = fingerprint_add_environment(r.hash, is_named, &r);
	strings_clear(&others);
	buffer_clear(&r.source);
	free(tree);
	return r.known;
}
