/*
 * Loads exercises of Exercism: a clone of its Rust track, or the folder in which the learner has downloaded
 * some. Each exercise is a package. All but one of its tests are marked as ignored, so that a learner
 * meets them one after the other there; Exercism itself runs them all, and so does rustgym.
 */
#include "foreign.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct place {
	const char *path;  /* the exercise's folder, from the root */
	const char *meta;  /* the folder with its config.json, from `path` */
	const char *title; /* NULL: unknown */
};

/* ---- one exercise ------------------------------------------------------------------------------ */

static bool is_file(const struct json_value *value)
{
	const char *text = json_string(value);

	return text && path_is_contained(text) && !control_is_in(text);
}

/* Adds the texts of an array that name files below the exercise. */
static struct texts files_of(struct loader *loader, const struct json_value *list)
{
	struct texts files = foreign_room(loader, json_count(list) + 2);

	for (const struct json_value *v = json_first(list); v; v = json_next(v))
		if (is_file(v))
			files.items[files.count++] = loader_keep(loader, json_string(v));
		else
			PROBLEM(loader, v,
				"expected a relative path that stays in the exercise; change it");
	return files;
}

static const char *below(struct loader *loader, const struct place *place, const char *file)
{
	return arena_format(&loader->loaded->arena, "%s/%s", place->path, file);
}

/* The first example is the first file's; a manifest can have one of its own. */
static void find_solution(struct loader *loader, const struct place *place,
			  const struct json_value *files, struct exercise *exercise)
{
	const struct json_value *list = json_get(files, "example");
	const struct json_value *example = json_first(list ? list : json_get(files, "exemplar"));

	if (!is_file(example))
		return;
	exercise->solution = foreign_room(loader, exercise->files.count);
	for (size_t i = 0; i < exercise->files.count; i++) {
		const char *path = "";

		if (example && is_file(example) &&
		    path_has_suffix(exercise->files.items[i], ".rs")) {
			path = below(loader, place, json_string(example));
			example = json_next(example);
		} else if (strcmp(exercise->files.items[i], "Cargo.toml") == 0) {
			path = below(loader, place, ".meta/Cargo-example.toml");
		}
		exercise->solution.items[exercise->solution.count++] =
			*path && loader_has_file(loader, path) ? path : "";
	}
}

static void find_texts(struct loader *loader, const struct place *place, struct exercise *exercise)
{
	static const char *const pages[] = {".docs/introduction.md", ".docs/instructions.md",
					    ".docs/instructions.append.md"};
	static const char *const hints[] = {"HINTS.md", ".docs/hints.md"};

	exercise->pages = foreign_room(loader, 4);
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		foreign_add_file(loader, &exercise->pages, below(loader, place, pages[i]));
	if (!exercise->pages.count)
		foreign_add_file(loader, &exercise->pages, below(loader, place, "README.md"));
	for (size_t i = 0; !exercise->hint_file && i < sizeof(hints) / sizeof(*hints); i++)
		if (loader_has_file(loader, below(loader, place, hints[i])))
			exercise->hint_file = below(loader, place, hints[i]);
}

static void load_files(struct loader *loader, const struct place *place, struct exercise *exercise)
{
	static const char *const usual[] = {"src/lib.rs", "Cargo.toml"};
	const char *path = below(
		loader, place, arena_format(&loader->loaded->arena, "%s/config.json", place->meta));
	/* older downloads have none */
	struct json *json = loader_has_file(loader, path) ? loader_read_json(loader, path) : NULL;
	const struct json_value *root = json ? json_root(json) : NULL;
	const struct json_value *files = json_get(root, "files"), *solution;

	solution = json_get(files, "solution");
	if (json_count(solution)) {
		exercise->files = files_of(loader, solution);
	} else {
		exercise->files = foreign_room(loader, 2);
		for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
			exercise->files.items[exercise->files.count++] = usual[i];
	}
	loader->may_be_absent = loader->tolerant;
	for (size_t i = 0; i < exercise->files.count; i++)
		loader_check_learners_file(loader, solution, place->path, exercise->files.items[i]);
	loader->may_be_absent = false;
	exercise->release = json_bool(json_get(json_get(root, "custom"), "test-in-release-mode"),
				      false);
	find_solution(loader, place, files, exercise);
	json_free(json);
}

static void load_exercise(struct loader *loader, struct topic *topic, const struct place *place)
{
	const char *slug = path_base(place->path);
	struct exercise *e = foreign_exercise(loader, topic, slug, slug);

	e->title = place->title ? place->title : "";
	e->path = e->package = loader_keep(loader, place->path);
	e->folder = e->alone = true;
	e->builder = BUILDER_CARGO;
	e->include_ignored = true;
	e->lint_rule = LINT_NEVER; /* Exercism's judge runs no clippy */
	e->tests_only = true;
	foreign_step(e, STEP_TEST);
	foreign_step(e, STEP_CLIPPY);
	load_files(loader, place, e);
	find_texts(loader, place, e);
}

/* ---- what was downloaded ----------------------------------------------------------------------- */

static void list_downloads(const char *root, struct strings *found)
{
	DIR *dir = opendir(root);
	struct dirent *entry;
	struct stat st;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join(root, entry->d_name);

		if (entry->d_name[0] != '.' && path_is_name(entry->d_name) &&
		    lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && course_kind_is_download(path))
			strings_add(found, entry->d_name);
		free(path);
	}
	if (dir)
		closedir(dir);
	strings_sort(found);
}

static void load_downloads(struct loader *loader)
{
	struct phase *phase = foreign_phases(loader, 1);
	struct strings found = STRINGS_INIT;
	struct topic *topic;

	list_downloads(loader_course(loader)->root, &found);
	loader_course(loader)->folder = ".";
	phase->title = "Exercism";
	phase->dir = ".";
	foreign_topics(loader, phase, 1);
	topic = foreign_topic(loader, phase, ".", "Downloaded exercises");
	for (size_t i = 0; i < found.count; i++) {
		struct place place = {found.items[i], ".exercism",
				      foreign_title(loader, found.items[i])};

		load_exercise(loader, topic, &place);
	}
	strings_clear(&found);
}

/* ---- the track --------------------------------------------------------------------------------- */

static const char *const levels[] = {"Easy", "Medium", "Hard"};
enum { LEVELS = sizeof(levels) / sizeof(*levels) };

static int level_of(const struct json_value *entry)
{
	int difficulty = json_get_count(entry, "difficulty");

	return difficulty <= 3 ? 0 : difficulty <= 6 ? 1 : 2;
}

static bool is_offered(const struct json_value *entry)
{
	const char *slug = json_get_string(entry, "slug"),
		   *status = json_get_string(entry, "status");

	return slug && path_is_name(slug) && !(status && strcmp(status, "deprecated") == 0);
}

static void load_entry(struct loader *loader, struct topic *topic, const char *folder,
		       const struct json_value *entry)
{
	const char *path = arena_format(&loader->loaded->arena, "exercises/%s/%s", folder,
					json_get_string(entry, "slug"));
	const char *name = json_get_string(entry, "name");
	struct place place = {path, ".meta", NULL};
	struct loader before = *loader;

	loader->may_be_absent = true;
	if (name)
		place.title = loader_line_of_text(loader, json_get(entry, "name"), "name",
						  LOADER_TITLE_MAX);
	if (loader_kind_of_file(loader, entry, path, FILE_COURSE_MAX) == S_IFDIR) {
		loader->may_be_absent = false;
		load_exercise(loader, topic, &place);
	}
	loader->may_be_absent = false;
	loader->file = before.file; /* the exercise's own file was read meanwhile */
	loader->json = before.json;
}

static void load_level(struct loader *loader, struct phase *phase, const char *folder,
		       const struct json_value *list, int level)
{
	struct topic *topic = NULL;

	for (const struct json_value *v = json_first(list); v; v = json_next(v)) {
		if (!is_offered(v) || (level >= 0 && level_of(v) != level))
			continue;
		if (!topic)
			topic = foreign_topic(
				loader, phase,
				arena_format(&loader->loaded->arena, "exercises/%s", folder),
				level >= 0 ? levels[level] : "Concepts");
		load_entry(loader, topic, folder, v);
	}
}

static void load_track(struct loader *loader)
{
	struct json *json = loader_read_json(loader, "config.json");
	const struct json_value *exercises = json_get(json ? json_root(json) : NULL, "exercises");
	struct phase *phases = foreign_phases(loader, 2);

	loader_course(loader)->folder = "exercises";
	phases[0].dir = "concept";
	phases[0].title = "Concepts";
	phases[1].dir = "practice";
	phases[1].title = "Practice";
	foreign_topics(loader, &phases[0], 1);
	foreign_topics(loader, &phases[1], LEVELS);
	load_level(loader, &phases[0], "concept", json_get(exercises, "concept"), -1);
	for (int level = 0; level < LEVELS; level++)
		load_level(loader, &phases[1], "practice", json_get(exercises, "practice"), level);
	json_free(json);
}

/* ------------------------------------------------------------------------------------------------ */

void exercism_load(struct loader *loader)
{
	struct course *course = loader_course(loader);

	course->title = "Exercism: Rust";
	course->version = "";
	course->edition = "2021";
	if (course->kind == COURSE_EXERCISM)
		load_downloads(loader);
	else
		load_track(loader);
	if (!course->count && !loader->problems->count)
		problems_add(
			loader->problems, loader->file ? loader->file : ".", 1,
			"expected at least one exercise, found none; `exercism download` brings "
			"one");
}
