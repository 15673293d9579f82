/*
 * Loads a course from disk: the roadmap, its phases, their topics. Every mistake is reported, and
 * loading continues to find more.
 */
#include "copies.h"
#include "exercise_load.h"
#include "foreign.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FOLDER_MAX_LEN = 64 };

static bool is_folder_name(const char *name)
{
	size_t len = strlen(name);

	if (len < 4 || len > FOLDER_MAX_LEN || !isdigit((unsigned char)name[0]) ||
	    !isdigit((unsigned char)name[1]) || name[2] != '_')
		return false;
	return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

/* ---- topics and phases ---------------------------------------------------------------------- */

/* A topic's page may be missing: other courses have none. */
static void load_page(struct loader *loader, const struct json_value *about, struct topic *topic)
{
	const char *path = arena_format(&loader->loaded->arena, "%s/" TOPIC_PAGE, topic->path);

	loader->may_be_absent = true;
	if (loader_kind_of_file(loader, about, path, FILE_COURSE_MAX) == S_IFREG)
		topic->page = path;
	loader->may_be_absent = false;
}

/* A project's package is a folder of the topic. */
static void load_project(struct loader *loader, const struct json_value *root, struct topic *topic)
{
	const struct json_value *kind = loader_optional(loader, root, "kind", JSON_STRING);
	const struct json_value *package;

	if (kind && strcmp(json_string(kind), "project") != 0)
		PROBLEM(loader, kind, "expected kind to be project, found \"%.40s\"; change it",
			json_string(kind));
	if (!kind) {
		static const char *const only[] = {"package", "files"};
		for (size_t i = 0; i < sizeof(only) / sizeof(*only); i++)
			if ((package = json_get(root, only[i])))
				PROBLEM(loader, package,
					"expected \"%s\" only in a project; add \"kind\": "
					"\"project\", or take it out",
					only[i]);
		return;
	}
	package = loader_required(loader, root, "package", JSON_STRING);
	loader_required(loader, root, "files", JSON_ARRAY);
	if (package && !course_is_name(json_string(package)))
		PROBLEM(loader, package,
			"expected the name of a folder in the topic (a-z, 0-9, _), found \"%.60s\"; "
			"rename it",
			json_string(package));
	else if (package)
		topic->package = arena_format(&loader->loaded->arena, "%s/%s", topic->path,
					      json_string(package));
}

static void load_topic(struct loader *loader, struct topic *topic)
{
	static const char *const known[] = {"$schema",       "title",     "kind",
					    "builder",       "package",   "files",
					    "first_build_s", "exercises", NULL};
	const char *path = arena_format(&loader->loaded->arena, "%s/topic.json", topic->path);
	const struct json_value *root, *value;
	struct json *json;

	topic->first = loader_course(loader)->count;
	topic->title = topic->dir;
	json = loader_read_json(loader, path);
	if (!json)
		return;
	root = json_root(json);
	loader_only_known(loader, root, known);
	topic->title = loader_required_text(loader, root, "title", LOADER_TITLE_MAX);
	load_page(loader, json_get(root, "title"), topic);
	value = loader_optional(loader, root, "builder", JSON_STRING);
	if (value && strcmp(json_string(value), "cargo") == 0)
		topic->builder = BUILDER_CARGO;
	else if (value && strcmp(json_string(value), "rustc") != 0)
		PROBLEM(loader, value,
			"expected builder to be rustc or cargo, found \"%.40s\"; change it",
			json_string(value));
	value = loader_optional(loader, root, "first_build_s", JSON_NUMBER);
	if (value)
		topic->first_build_s = loader_whole_number(loader, value, "first_build_s", 0, 3600);
	load_project(loader, root, topic);
	value = loader_required(loader, root, "exercises", JSON_ARRAY);
	if (value && !json_count(value))
		PROBLEM(loader, value,
			"expected at least one exercise, found none; add one or take the "
			"topic out of roadmap.json");
	for (const struct json_value *v = json_first(value); v; v = json_next(v))
		exercise_load(loader, v, json_get(root, "files"), topic);
	json_free(json);
}

/*
 * Returns the folder's name, which lives with the course. If it is invalid, reports it and returns
 * NULL.
 */
static const char *folder_name(struct loader *loader, const struct json_value *value)
{
	if (value && is_folder_name(json_string(value)))
		return loader_keep(loader, json_string(value));
	if (value)
		PROBLEM(loader, value,
			"expected a folder's name like 01_first_steps, found \"%.60s\"; "
			"rename it",
			json_string(value));
	return NULL;
}

/* Each folder is read once: a list that names one again and again would take very long. */
static bool is_new_folder(struct loader *loader, const struct json_value *value,
			  struct name_index *seen, const char *name)
{
	size_t number = seen->count;

	if (name_index_enter(seen, name, number) == number)
		return true;
	PROBLEM(loader, value, "expected each folder once, found \"%s\" twice; remove one", name);
	return false;
}

/*
 * Reads the names and paths of the phase's topics. Their files are read later. `phases` are the
 * folders of the phases before.
 */
static void load_phase(struct loader *loader, const struct json_value *object,
		       struct name_index *phases, struct phase *phase)
{
	static const char *const known[] = {"dir", "title", "topics", NULL};
	struct name_index seen = {0};
	struct arena *arena = &loader->loaded->arena;
	const struct json_value *list;
	struct topic *topics;
	const char *path;

	if (!loader_has_type(loader, object, "a phase", JSON_OBJECT))
		return;
	loader_only_known(loader, object, known);
	phase->dir = folder_name(loader, loader_required(loader, object, "dir", JSON_STRING));
	phase->title = loader_required_text(loader, object, "title", LOADER_TITLE_MAX);
	list = loader_required(loader, object, "topics", JSON_ARRAY);
	if (!phase->dir || !list ||
	    !is_new_folder(loader, json_get(object, "dir"), phases, phase->dir))
		return;
	path = arena_format(arena, "%s/%s", loader_course(loader)->folder, phase->dir);
	loader_is_folder(loader, json_get(object, "dir"), path);
	topics = arena_new(arena, (json_count(list) + 1) * sizeof(*topics));
	phase->topics = topics;
	for (const struct json_value *v = json_first(list); v; v = json_next(v)) {
		struct topic *topic = &topics[phase->topic_count];
		if (!loader_has_type(loader, v, "a topic", JSON_STRING) ||
		    !(topic->dir = folder_name(loader, v)) ||
		    !is_new_folder(loader, v, &seen, topic->dir))
			continue;
		topic->phase = phase;
		topic->path = arena_format(arena, "%s/%s", path, topic->dir);
		if (loader_is_folder(loader, v, topic->path))
			phase->topic_count++;
	}
	name_index_clear(&seen);
}

/* ---- the roadmap ---------------------------------------------------------------------------- */

/* '#' stands for a digit. */
static bool has_form(const char *text, const char *form)
{
	while (*form && (*form == '#' ? isdigit((unsigned char)*text) != 0 : *form == *text))
		form++, text++;
	return !*form && !*text;
}

/* "1.85" or "1.85.1" */
static bool is_release(const char *text)
{
	size_t parts = 0;

	for (;; text++) {
		size_t digits = strspn(text, "0123456789");

		if (digits < 1 || digits > 4)
			return false;
		text += digits;
		parts++;
		if (*text != '.')
			return !*text && (parts == 2 || parts == 3);
	}
}

/* A channel of rustup: "stable", "nightly-2026-01-31", "1.85". */
static bool is_channel(const char *text)
{
	static const char *const words[] = {"stable", "beta", "nightly"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		const char *rest = text + strlen(words[i]);

		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return !*rest || has_form(rest, "-####-##-##");
	}
	return is_release(text);
}

static void load_toolchain(struct loader *loader, const struct json_value *root)
{
	const struct json_value *value = loader_optional(loader, root, "toolchain", JSON_STRING);

	if (value && is_channel(json_string(value)))
		loader_course(loader)->toolchain = loader_keep(loader, json_string(value));
	else if (value)
		PROBLEM(loader, value,
			"expected toolchain to be a channel like stable, nightly-2026-01-31 or 1.85, "
			"found \"%.40s\"; change it",
			json_string(value));
}

static void load_rust(struct loader *loader, const struct json_value *root)
{
	const struct json_value *value = loader_optional(loader, root, "rust", JSON_STRING);

	if (value && is_release(json_string(value)))
		loader_course(loader)->rust = loader_keep(loader, json_string(value));
	else if (value)
		PROBLEM(loader, value,
			"expected rust to be a release like 1.85 or 1.85.1, found \"%.40s\"; "
			"change it",
			json_string(value));
}

static void load_roadmap_head(struct loader *loader, const struct json_value *root)
{
	static const char *const known[] = {"$schema",   "format", "title",  "version", "edition",
					    "toolchain", "rust",   "phases", "skills",  NULL};
	static const char *const editions[] = {"2018", "2021", "2024"};
	struct course *course = loader_course(loader);
	const struct json_value *value;
	bool edition_known = false;

	loader_only_known(loader, root, known);
	value = loader_required(loader, root, "format", JSON_NUMBER);
	if (value && json_get_number(root, "format", 0) != 1)
		PROBLEM(loader, value,
			"expected format 1, found %g; this course needs a newer rustgym",
			json_get_number(root, "format", 0));
	course->title = loader_required_text(loader, root, "title", LOADER_TITLE_MAX);
	course->version = loader_required_text(loader, root, "version", 32);
	value = loader_required(loader, root, "edition", JSON_STRING);
	for (size_t i = 0; value && i < sizeof(editions) / sizeof(*editions); i++)
		edition_known = edition_known || strcmp(editions[i], json_string(value)) == 0;
	if (value && !edition_known)
		PROBLEM(loader, value,
			"expected edition 2018, 2021 or 2024, found \"%.20s\"; change it",
			json_string(value));
	course->edition = value && edition_known ? loader_keep(loader, json_string(value)) : "2021";
	load_toolchain(loader, root);
	load_rust(loader, root);
}

static void load_skill_list(struct loader *loader, const struct json_value *root)
{
	const struct json_value *object = loader_required(loader, root, "skills", JSON_OBJECT);
	struct course *course = loader_course(loader);
	struct skill *skills = arena_new(&loader->loaded->arena,
					 (json_count(object) + 1) * sizeof(*skills));

	course->skills = skills;
	for (const struct json_value *v = json_first(object); v; v = json_next(v)) {
		if (!loader_has_type(loader, v, "a skill's title", JSON_STRING))
			continue;
		if (control_is_in(json_name(v))) {
			PROBLEM(loader, v,
				"expected a skill's id without control characters, found "
				"\"%.40s\"; change it",
				json_name(v));
			continue;
		}
		skills[course->skill_count].id = loader_keep(loader, json_name(v));
		name_index_enter(&loader->loaded->skills, skills[course->skill_count].id,
				 course->skill_count);
		skills[course->skill_count++].title = loader_line_of_text(loader, v, json_name(v),
									  120);
	}
}

static void load_roadmap(struct loader *loader, const struct json *json)
{
	const struct json_value *root = json_root(json), *list;
	struct course *course = loader_course(loader);
	struct name_index seen = {0};
	struct phase *phases;

	load_roadmap_head(loader, root);
	load_skill_list(loader, root);
	list = loader_required(loader, root, "phases", JSON_ARRAY);
	if (list && !json_count(list))
		PROBLEM(loader, list, "expected at least one phase, found none; add one");
	phases = arena_new(&loader->loaded->arena, (json_count(list) + 1) * sizeof(*phases));
	course->phases = phases;
	for (const struct json_value *v = json_first(list); v; v = json_next(v))
		load_phase(loader, v, &seen, &phases[course->phase_count++]);
	name_index_clear(&seen);
	for (size_t p = 0; p < course->phase_count; p++)
		for (size_t t = 0; t < phases[p].topic_count; t++)
			load_topic(loader, (struct topic *)&phases[p].topics[t]);
}

/* Loads a course of the form that was found. */
static void load_kind(struct loader *loader, enum course_kind kind)
{
	const char *roadmap;
	struct json *json;

	switch (kind) {
	case COURSE_OWN:
		/* messages name this file until the course is loaded */
		roadmap = arena_format(&loader->loaded->arena, "%s/roadmap.json",
				       loader_course(loader)->folder);
		json = loader_read_json(loader, roadmap);
		if (json)
			load_roadmap(loader, json);
		json_free(json);
		break;
	case COURSE_RUSTLINGS:
	case COURSE_RUSTLINGS_INIT:
	case COURSE_RUSTLINGS_SOURCE:
		rustlings_load(loader);
		break;
	case COURSE_WR:
		wr_load(loader);
		break;
	case COURSE_EXERCISM:
	case COURSE_EXERCISM_TRACK:
		exercism_load(loader);
		break;
	case COURSE_RUSTLINGS_5:
	case COURSE_NONE:
		break;
	}
}

static bool has_file(const char *root, const char *folder, const char *name)
{
	char *path = memory_format("%s/%s/%s", root, folder, name);
	bool there = file_exists(path);

	free(path);
	return there;
}

/* The copies for a review are those of a course of another form if they have the list of these. */
static enum course_kind kind_in(const char *root, const char *folder)
{
	bool reviewed = strcmp(folder, COURSE_REVIEW) == 0;
	enum course_kind kind = COURSE_NONE;
	char *copies;

	if (has_file(root, folder, "roadmap.json"))
		return COURSE_OWN;
	if (!reviewed)
		return course_kind(root);
	copies = path_join(root, folder);
	if (has_file(root, folder, COURSE_REVIEW_LIST))
		kind = course_kind(copies);
	free(copies);
	return kind;
}

static int refuse_kind(const char *root, const char *folder, enum course_kind kind,
		       struct error *err)
{
	if (strcmp(folder, COURSE_REVIEW) == 0)
		return error_set(err, ERROR_IO, "%s has no %s/roadmap.json, so it is not a course",
				 root, folder);
	if (kind == COURSE_NONE)
		return error_set(
			err, ERROR_IO,
			"%s has no exercises/roadmap.json, and no course of rustlings, wr or "
			"Exercism, so it is not a course",
			root);
	return error_set(
		err, ERROR_ENVIRONMENT,
		"%s is a course of rustlings 5, in which a comment says that an exercise is "
		"done. rustgym reads only courses of rustlings 6; its authors can bring it there",
		root);
}

static struct course *load(const char *root, const char *folder, bool learner,
			   struct problems *problems, struct error *err)
{
	struct loaded_course *loaded;
	struct loader loader = {.problems = problems, .tolerant = learner};
	enum course_kind kind = kind_in(root, folder);
	bool copies;

	if (kind == COURSE_NONE || kind == COURSE_RUSTLINGS_5) {
		refuse_kind(root, folder, kind, err);
		return NULL;
	}
	loader.loaded = loaded = memory_new(sizeof(*loaded));
	copies = kind != COURSE_OWN && strcmp(folder, COURSE_REVIEW) == 0;
	loaded->course.root = copies ? arena_format(&loaded->arena, "%s/%s", root, folder)
				     : loader_keep(&loader, root);
	loaded->course.folder = loader_keep(&loader, folder);
	loaded->course.kind = kind;
	load_kind(&loader, kind);
	if (copies && !problems->count)
		copies_settle(&loader, root);
	if (problems->count) {
		course_free(&loaded->course);
		error_set(err, ERROR_COURSE, "the course in %s has %zu mistake%s", root,
			  problems->count + problems->more, problems->count == 1 ? "" : "s");
		return NULL;
	}
	return &loaded->course;
}

struct course *course_load(const char *root, struct problems *problems, struct error *err)
{
	return load(root, "exercises", false, problems, err);
}

struct course *course_load_workspace(const char *root, struct problems *problems, struct error *err)
{
	return load(root, "exercises", true, problems, err);
}

struct course *course_load_review(const char *root, struct problems *problems, struct error *err)
{
	return load(root, COURSE_REVIEW, true, problems, err);
}
