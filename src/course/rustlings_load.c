/*
 * Loads a course of rustlings 6: a community course, whose info.toml lists the exercises; the folder that
 * `rustlings init` makes, in which only Cargo.toml knows their order; or a clone of rustlings itself. All
 * exercises are targets of one package.
 */
#include "foreign.h"
#include "manifest.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustlings_installed.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NAME_MAX_LEN = 80, DIR_MAX_LEN = 250 }; /* bytes */

struct loading {
	struct loader *loader;
	struct manifest manifest;
	enum builder builder;
	struct texts flags; /* the manifest's lints */
	const char *edition, *package;
	struct phase *phase;
	struct topic *topic;    /* of the exercise before; NULL: none yet */
	struct json *installed; /* what the learner's rustlings says about its exercises, or NULL */
};

/* What one entry says. */
struct entry {
	const struct json_value *about; /* for messages */
	const char *name, *dir;         /* dir: "" for none */
	const char *hint;               /* NULL: unknown */
	bool test, strict;
};

static bool is_name(const char *name)
{
	return path_is_name(name) && strlen(name) <= NAME_MAX_LEN;
}

static bool is_dir(const char *dir)
{
	return strlen(dir) <= DIR_MAX_LEN && path_is_contained(dir) && !control_is_in(dir);
}

/* Exercises of one dir that follow one another are a topic. A dir can come back later. */
static struct topic *topic_of(struct loading *l, const char *dir)
{
	const char *path = *dir ? arena_format(&l->loader->loaded->arena, "exercises/%s", dir)
				: "exercises";

	if (!l->topic || strcmp(l->topic->path, path) != 0)
		l->topic = foreign_topic(l->loader, l->phase, path, NULL);
	return l->topic;
}

static void add_steps(struct exercise *exercise, const struct entry *entry)
{
	if (entry->test)
		foreign_step(exercise, STEP_TEST);
	foreign_step(exercise, STEP_RUN);
	foreign_step(exercise, STEP_CLIPPY);
	exercise->tests_optional = true; /* rustlings does not count them */
	exercise->lint_rule = entry->strict ? LINT_WARNINGS : LINT_ERRORS;
}

static const char *clean_text(struct loading *l, const char *text)
{
	char *kept = loader_keep(l->loader, text);

	control_remove(kept, false);
	return kept;
}

static void add_exercise(struct loading *l, const struct entry *entry)
{
	struct loader *loader = l->loader;
	struct arena *arena = &loader->loaded->arena;
	struct topic *topic = topic_of(l, entry->dir);
	struct exercise *e = foreign_exercise(loader, topic, entry->name, entry->name);
	const char *file = arena_format(arena, "%s%s%s.rs", entry->dir, *entry->dir ? "/" : "",
					entry->name);
	const char *target;

	e->path = arena_format(arena, "exercises/%s", file);
	loader->may_be_absent = loader->tolerant;
	loader_check_learners_file(loader, entry->about, "exercises", file);
	loader->may_be_absent = false;
	e->builder = l->builder;
	e->package = l->package;
	e->edition = l->edition;
	e->flags = l->flags;
	if (!manifest_find_target(&l->manifest, e->path, &e->target, &target)) {
		e->target = BUILD_BIN;
		target = entry->name;
	}
	e->target_name = loader_keep(loader, target);
	add_steps(e, entry);
	e->hint = entry->hint && *entry->hint ? clean_text(l, entry->hint) : NULL;
	e->pages = foreign_room(loader, 1);
	if (topic->page)
		foreign_add_file(loader, &e->pages, topic->page);
	e->solution = foreign_room(loader, 1);
	foreign_add_file(loader, &e->solution, arena_format(arena, "solutions/%s", file));
}

/* ---- info.toml --------------------------------------------------------------------------------- */

static void load_entry(struct loading *l, const struct json_value *value)
{
	struct loader *loader = l->loader;
	const struct json_value *name, *dir, *hint;
	struct entry entry = {.about = value};

	if (!loader_has_type(loader, value, "an exercise", JSON_OBJECT))
		return;
	name = loader_required(loader, value, "name", JSON_STRING);
	dir = loader_optional(loader, value, "dir", JSON_STRING);
	hint = loader_optional(loader, value, "hint", JSON_STRING);
	entry.test = json_bool(loader_optional(loader, value, "test", JSON_BOOL), true);
	entry.strict = json_bool(loader_optional(loader, value, "strict_clippy", JSON_BOOL), false);
	if (name && !is_name(json_string(name))) {
		PROBLEM(loader, name,
			"expected the name of a file without .rs, found \"%.60s\"; rename it",
			json_string(name));
		name = NULL;
	}
	if (dir && !is_dir(json_string(dir))) {
		PROBLEM(loader, dir,
			"expected a folder below exercises/, found \"%.60s\"; change it",
			json_string(dir));
		name = NULL;
	}
	if (!name)
		return;
	entry.name = json_string(name);
	entry.dir = dir ? json_string(dir) : "";
	entry.hint = json_string(hint);
	if (name_index_find(&loader->loaded->originals, entry.name) != NAME_INDEX_NONE)
		PROBLEM(loader, name, "expected each name once, found \"%.60s\" twice; rename one",
			entry.name);
	else
		add_exercise(l, &entry);
}

static void load_info(struct loading *l)
{
	struct loader *loader = l->loader;
	struct course *course = loader_course(loader);
	struct json *json = loader_read_toml(loader, course->kind == COURSE_RUSTLINGS_SOURCE
							     ? "rustlings-macros/info.toml"
							     : "info.toml");
	const struct json_value *root = json ? json_root(json) : NULL, *list, *text;

	if (!root)
		return;
	if (json_get_number(root, "format_version", 1) != 1)
		PROBLEM(loader, json_get(root, "format_version"),
			"expected format_version 1, found %g; this course needs a newer rustgym",
			json_get_number(root, "format_version", 1));
	list = loader_required(loader, root, "exercises", JSON_ARRAY);
	text = loader_optional(loader, root, "welcome_message", JSON_STRING);
	course->welcome = text ? clean_text(l, json_string(text)) : NULL;
	text = loader_optional(loader, root, "final_message", JSON_STRING);
	course->farewell = text ? clean_text(l, json_string(text)) : NULL;
	foreign_topics(loader, l->phase, json_count(list));
	for (const struct json_value *v = json_first(list); v; v = json_next(v))
		load_entry(l, v);
	json_free(json);
}

/* ---- what `rustlings init` leaves -------------------------------------------------------------- */

/* rustlings keeps to itself which exercises have tests: those whose file has one. */
static bool has_test(const struct loading *l, const char *path)
{
	char *full = path_join(l->loader->loaded->course.root, path);
	struct buffer text = BUFFER_INIT;
	bool has = file_read(full, FILE_SOURCE_MAX, &text, NULL) != 0 ||
		   strstr(text.data, "#[test]");

	buffer_clear(&text);
	free(full);
	return has;
}

/* It denies clippy's warnings in the exercises that are about clippy. */
static bool is_about_clippy(const char *dir)
{
	return path_has_suffix(dir, "_clippy");
}

/* The hint of the installed rustlings, or a text that says where there is one. */
static const char *hint_of(struct loading *l, const char *name)
{
	const char *hint = json_get_string(rustlings_installed_find(l->installed, name), "hint");

	if (hint && *hint)
		return hint;
	return arena_format(&l->loader->loaded->arena,
			    "rustlings keeps its hints in its own program. `rustlings hint %s`, "
			    "here in this folder, shows the one for this exercise.",
			    name);
}

static void load_bin(struct loading *l, const struct json_value *bin)
{
	const char *path = json_get_string(bin, "path"), *name = json_get_string(bin, "name");
	const char *below = path ? path_below(path, "exercises") : NULL, *base;
	struct entry entry = {.about = bin};
	char *file, *dir;

	if (!below || !name)
		return;
	base = path_base(below);
	file = memory_format("%s.rs", name);
	dir = base == below ? memory_copy_string("")
			    : memory_copy(below, (size_t)(base - below) - 1);
	if (!is_name(name) || (*dir && !is_dir(dir)) || strcmp(base, file) != 0) {
		PROBLEM(l->loader, bin,
			"expected the path exercises/DIR/NAME.rs, found \"%.60s\"; change it",
			path);
	} else if (name_index_find(&l->loader->loaded->originals, name) == NAME_INDEX_NONE) {
		entry.name = name;
		entry.dir = dir;
		entry.test = has_test(l, path);
		entry.strict = is_about_clippy(dir);
		entry.hint = hint_of(l, name);
		add_exercise(l, &entry);
	}
	free(file);
	free(dir);
}

static void load_bins(struct loading *l)
{
	const struct json_value *list = json_get(l->manifest.root, "bin");

	l->installed = rustlings_installed();
	foreign_topics(l->loader, l->phase, json_count(list));
	for (const struct json_value *v = json_first(list); v; v = json_next(v))
		load_bin(l, v);
	json_free(l->installed);
}

/* ------------------------------------------------------------------------------------------------ */

void rustlings_load(struct loader *loader)
{
	struct course *course = loader_course(loader);
	struct loading l = {.loader = loader, .phase = foreign_phases(loader, 1)};

	l.package = course->kind == COURSE_RUSTLINGS_SOURCE ? "dev" : ".";
	manifest_read(loader, l.package, &l.manifest);
	l.edition = manifest_edition(&l.manifest);
	l.builder = manifest_is_plain(loader, &l.manifest, &l.flags) ? BUILDER_RUSTC
								     : BUILDER_CARGO;
	l.phase->dir = course->folder = "exercises";
	course->version = "";
	course->edition = l.edition;
	course->title = "Rustlings";
	if (course->kind == COURSE_RUSTLINGS)
		course->title = foreign_title(loader, path_base(course->root));
	l.phase->title = course->title;
	loader_is_folder(loader, NULL, "exercises");
	if (course->kind == COURSE_RUSTLINGS_INIT)
		load_bins(&l);
	else
		load_info(&l);
	if (!course->count && !loader->problems->count)
		problems_add(loader->problems, loader->file, 1,
			     "expected at least one exercise, found none; add one");
	manifest_clear(&l.manifest);
}
