/*
 * A course from disk: the roadmap, its phases, their topics, the exercises. Every mistake is reported;
 * loading goes on to find the next.
 */
#include "loader.h"
#include "rustgym/file.h"
#include "rustgym/path.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FOLDER_MAX_LEN = 64, TITLE_MAX_LEN = 80, LINK_MAX_LEN = 300 };

/* ---- forms ---------------------------------------------------------------------------------- */

static bool is_folder_name(const char *name)
{
	size_t len = strlen(name);

	if (len < 4 || len > FOLDER_MAX_LEN || !isdigit((unsigned char)name[0]) ||
	    !isdigit((unsigned char)name[1]) || name[2] != '_')
		return false;
	return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

static bool is_error_code(const char *code)
{
	return code[0] == 'E' && strlen(code) == 5 && strspn(code + 1, "0123456789") == 4;
}

static bool is_lint(const char *lint)
{
	size_t len = strlen(lint);

	return len && strspn(lint, "abcdefghijklmnopqrstuvwxyz0123456789_:") == len;
}

static bool is_requirement(const char *text)
{
	static const char *const kinds[] = {"service:", "tool:", "target:"};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t len = strlen(kinds[i]);
		if (strncmp(text, kinds[i], len) == 0 && text[len])
			return strspn(text + len, "abcdefghijklmnopqrstuvwxyz0123456789_.-") ==
			       strlen(text + len);
	}
	return false;
}

static bool some_text(const char *text)
{
	return *text != '\0';
}

static bool any_text(const char *text)
{
	(void)text;
	return true;
}

/* ---- an exercise ------------------------------------------------------------------------ */

static void load_contract(struct loader *loader, const struct json_value *object,
			  struct exercise *exercise)
{
	static const char *const known[] = {"code",   "lint",    "tests", "panic",
					    "output", "message", NULL};
	const struct json_value *fails = loader_required(loader, object, "fails", JSON_OBJECT);
	const struct json_value *value;
	int kind = -1;

	if (!fails)
		return;
	loader_only_known(loader, fails, known);
	for (int i = 0; i < CONTRACT_COUNT; i++)
		if (json_get(fails, contract_name((enum contract)i)))
			kind = i;
	if (kind < 0 || json_count(fails) != 1) {
		PROBLEM(loader, fails,
			"expected exactly one of code, lint, tests, panic, output, message "
			"in \"fails\", found %zu fields; keep the one that is the lesson",
			json_count(fails));
		return;
	}
	exercise->contract = (enum contract)kind;
	value = json_first(fails);
	if (kind == CONTRACT_TESTS
		    ? !loader_has_type(loader, value, "tests", JSON_ARRAY)
		    : !(kind == CONTRACT_CODE && json_type(value) == JSON_ARRAY) &&
			      !loader_has_type(loader, value, json_name(value), JSON_STRING))
		return;
	if (kind == CONTRACT_CODE)
		exercise->fails = loader_texts_of(loader, value, "code", "an error code like E0382",
						  is_error_code);
	else if (kind == CONTRACT_LINT)
		exercise->fails = loader_texts_of(loader, value, "lint",
						  "a lint like clippy::needless_return", is_lint);
	else
		exercise->fails = loader_texts_of(loader, value, json_name(value), "a text",
						  kind == CONTRACT_OUTPUT ? any_text : some_text);
}

static void load_links(struct loader *loader, const struct json_value *object,
		       struct exercise *exercise)
{
	static const char *const known[] = {"title", "url", NULL};
	const struct json_value *list = loader_required(loader, object, "links", JSON_ARRAY);
	struct link *links;

	if (!list)
		return;
	if (!json_count(list))
		PROBLEM(loader, list,
			"expected at least one link, found none; add the chapter of the book");
	links = arena_new(&loader->loaded->arena, (json_count(list) + 1) * sizeof(*links));
	exercise->links = links;
	for (const struct json_value *v = json_first(list); v; v = json_next(v)) {
		struct link *link = &links[exercise->link_count];

		if (!loader_has_type(loader, v, "a link", JSON_OBJECT))
			continue;
		loader_only_known(loader, v, known);
		link->title = loader_required_text(loader, v, "title", 120);
		link->url = loader_required_text(loader, v, "url", LINK_MAX_LEN);
		if (*link->url &&
		    (strncmp(link->url, "https://", 8) != 0 || strchr(link->url, ' ')))
			PROBLEM(loader, json_get(v, "url"),
				"expected a url that begins with https://, found \"%.60s\"; change it",
				link->url);
		exercise->link_count++;
	}
}

static void load_steps(struct loader *loader, const struct json_value *object,
		       struct exercise *exercise)
{
	const struct json_value *list = loader_optional(loader, object, "steps", JSON_ARRAY);

	for (const struct json_value *v = json_first(list); v; v = json_next(v)) {
		const char *name = json_string(v);
		int step = STEP_COUNT;

		for (int i = 0; name && i < STEP_COUNT; i++)
			if (strcmp(step_name((enum step)i), name) == 0)
				step = i;
		for (size_t i = 0; i < exercise->step_count; i++)
			if ((int)exercise->steps[i] == step)
				step = STEP_COUNT;
		if (step == STEP_COUNT)
			PROBLEM(loader, v,
				"expected a step out of build, test, run, doctest, clippy, fmt, "
				"each once, found %.40s; change it",
				name ? name : json_type_name(json_type(v)));
		else
			exercise->steps[exercise->step_count++] = (enum step)step;
	}
}

static void leave_marks_out(struct texts *texts)
{
	size_t kept = 0;

	for (size_t i = 0; i < texts->count; i++)
		if (strcmp(texts->items[i], AUTHOR_MARK) != 0)
			texts->items[kept++] = texts->items[i];
	texts->count = kept;
}

static struct texts load_skills(struct loader *loader, const struct json_value *list,
				const char *name)
{
	struct texts texts = {NULL, 0};

	if (list)
		texts = loader_texts_of(loader, list, name, "a skill's id", some_text);
	leave_marks_out(&texts);
	for (const struct json_value *item = json_first(list); item; item = json_next(item)) {
		const char *id = json_string(item);
		if (id && strcmp(id, AUTHOR_MARK) != 0 &&
		    course_skill_index(loader_course(loader), id) ==
			    loader_course(loader)->skill_count)
			PROBLEM(loader, item,
				"expected a skill that roadmap.json lists, found \"%.40s\"; "
				"add it there or correct it",
				id);
	}
	return texts;
}

static void load_shape(struct loader *loader, const struct json_value *object,
		       struct exercise *exercise)
{
	const struct json_value *value = loader_optional(loader, object, "shape", JSON_STRING);

	for (int i = SHAPE_NONE + 1; value && i < SHAPE_COUNT; i++)
		if (strcmp(shape_name((enum shape)i), json_string(value)) == 0)
			exercise->shape = (enum shape)i;
	if (value && !exercise->shape && strcmp(json_string(value), AUTHOR_MARK) != 0)
		PROBLEM(loader, value,
			"expected a shape out of repair, complete, design, diagnose, found "
			"\"%.40s\"; change it",
			json_string(value));
}

/* Finds the exercise's file or folder, and the learner's files in a folder. */
static void load_files(struct loader *loader, const struct json_value *object,
		       struct exercise *exercise)
{
	struct arena *arena = &loader->loaded->arena;
	const struct json_value *about = json_get(object, "name"), *files;
	mode_t kind;

	files = loader_optional(loader, object, "files", JSON_ARRAY);
	exercise->folder = files != NULL;
	exercise->path = arena_format(arena, "%s/%s%s", exercise->topic->path, exercise->name,
				      exercise->folder ? "" : ".rs");
	loader->may_be_absent = loader->tolerant;
	kind = loader_kind_of_file(loader, about, exercise->path, FILE_SOURCE_MAX);
	if (kind && kind != (exercise->folder ? S_IFDIR : S_IFREG))
		PROBLEM(loader, about,
			"expected %s to be a %s, found a %s; \"files\" belongs to folder "
			"exercises only",
			exercise->path, exercise->folder ? "folder" : "file",
			exercise->folder ? "file" : "folder");
	if (!files) {
		loader->may_be_absent = false;
		return;
	}
	exercise->builder = BUILDER_CARGO;
	exercise->files = loader_texts_of(loader, files, "files",
					  "a relative path that stays in the folder",
					  path_is_contained);
	for (size_t i = 0; kind == S_IFDIR && i < exercise->files.count; i++)
		loader_check_learners_file(loader, files, exercise->path, exercise->files.items[i]);
	loader->may_be_absent = false;
}

static struct exercise *add_exercise(struct loader *loader, const struct topic *topic)
{
	struct course *course = loader_course(loader);
	struct exercise *exercise;

	if (course->count == loader->capacity) {
		loader->capacity = loader->capacity ? loader->capacity * 2 : 64;
		course->exercises = memory_resize(course->exercises, loader->capacity,
						  sizeof(*course->exercises));
	}
	exercise = &course->exercises[course->count];
	*exercise = (struct exercise){0};
	exercise->index = course->count++;
	exercise->topic = topic;
	exercise->builder = topic->builder;
	return exercise;
}

/* Enters the last exercise's name; reports it when another has it already. */
static void enter_name(struct loader *loader, const struct json_value *about)
{
	const struct course *course = loader_course(loader);
	const char *name = course->exercises[course->count - 1].name;
	size_t first = name_index_enter(&loader->loaded->exercises, name, course->count - 1);

	if (first != course->count - 1)
		PROBLEM(loader, about,
			"expected each exercise's name once in the course, found \"%s\" in %s too; "
			"rename one",
			name, course->exercises[first].path);
}

static void load_exercise(struct loader *loader, const struct json_value *object,
			  struct topic *topic)
{
	static const char *const known[] = {"name",     "title", "shape", "skills", "uses",
					    "minutes",  "links", "fails", "prints", "steps",
					    "requires", "files", "was",   NULL};
	const struct json_value *value;
	struct exercise *exercise;

	if (!loader_has_type(loader, object, "an exercise", JSON_OBJECT))
		return;
	loader_only_known(loader, object, known);
	value = loader_required(loader, object, "name", JSON_STRING);
	if (value && !course_is_name(json_string(value))) {
		PROBLEM(loader, value,
			"expected a name of 1 to %d characters a-z, 0-9, _, found "
			"\"%.60s\"; rename it",
			COURSE_NAME_MAX, json_string(value));
		value = NULL;
	}
	if (!value)
		return;
	exercise = add_exercise(loader, topic);
	topic->count++;
	exercise->name = loader_keep(loader, json_string(value));
	enter_name(loader, value);
	exercise->title = loader_required_text(loader, object, "title", TITLE_MAX_LEN);
	value = loader_required(loader, object, "minutes", JSON_NUMBER);
	exercise->minutes = value ? loader_whole_number(loader, value, "minutes", 1, 240) : 1;
	load_shape(loader, object, exercise);
	exercise->skills = load_skills(
		loader, loader_required(loader, object, "skills", JSON_ARRAY), "skills");
	exercise->uses = load_skills(loader, loader_optional(loader, object, "uses", JSON_ARRAY),
				     "uses");
	load_links(loader, object, exercise);
	load_contract(loader, object, exercise);
	load_steps(loader, object, exercise);
	load_files(loader, object, exercise);
	exercise->requires = loader_optional_texts(loader, object, "requires",
						   "service:NAME, tool:NAME or target:NAME",
						   is_requirement);
	exercise->was = loader_optional_texts(loader, object, "was", "an exercise's former name",
					      course_is_name);
	value = loader_optional(loader, object, "prints", JSON_STRING);
	if (value)
		exercise->prints = loader_keep(loader, json_string(value));
}

/* ---- topics, phases, the roadmap -------------------------------------------------------- */

static void load_topic(struct loader *loader, struct topic *topic)
{
	static const char *const known[] = {"$schema",       "title",     "builder",
					    "first_build_s", "exercises", NULL};
	const char *path = arena_format(&loader->loaded->arena, "%s/topic.json", topic->path);
	const struct json_value *root, *value;
	struct json *json;

	topic->first = loader_course(loader)->count;
	topic->title = topic->dir;
	loader_enter(loader, topic->path);
	json = loader_read_json(loader, path);
	if (!json) {
		loader_leave(loader);
		return;
	}
	root = json_root(json);
	loader_only_known(loader, root, known);
	topic->title = loader_required_text(loader, root, "title", TITLE_MAX_LEN);
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
	value = loader_required(loader, root, "exercises", JSON_ARRAY);
	if (value && !json_count(value))
		PROBLEM(loader, value,
			"expected at least one exercise, found none; add one or take the "
			"topic out of roadmap.json");
	for (const struct json_value *v = json_first(value); v; v = json_next(v))
		load_exercise(loader, v, topic);
	loader_leave(loader);
	json_free(json);
}

/* The folder's name, kept; NULL after reporting what is wrong with it. */
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

/* Fills the phase's topics with names and paths; their files are read later. */
static void load_phase(struct loader *loader, const struct json_value *object, struct phase *phase)
{
	static const char *const known[] = {"dir", "title", "topics", NULL};
	struct arena *arena = &loader->loaded->arena;
	const struct json_value *list;
	struct topic *topics;
	const char *path;

	if (!loader_has_type(loader, object, "a phase", JSON_OBJECT))
		return;
	loader_only_known(loader, object, known);
	phase->dir = folder_name(loader, loader_required(loader, object, "dir", JSON_STRING));
	phase->title = loader_required_text(loader, object, "title", TITLE_MAX_LEN);
	list = loader_required(loader, object, "topics", JSON_ARRAY);
	if (!phase->dir || !list)
		return;
	path = arena_format(arena, "exercises/%s", phase->dir);
	loader_is_folder(loader, json_get(object, "dir"), path);
	loader_enter(loader, path);
	topics = arena_new(arena, (json_count(list) + 1) * sizeof(*topics));
	phase->topics = topics;
	for (const struct json_value *v = json_first(list); v; v = json_next(v)) {
		struct topic *topic = &topics[phase->topic_count];
		if (!loader_has_type(loader, v, "a topic", JSON_STRING) ||
		    !(topic->dir = folder_name(loader, v)))
			continue;
		topic->phase = phase;
		topic->path = arena_format(arena, "%s/%s", path, topic->dir);
		if (loader_is_folder(loader, v, topic->path))
			phase->topic_count++;
	}
	loader_leave(loader);
}

static void load_roadmap_head(struct loader *loader, const struct json_value *root)
{
	static const char *const known[] = {"$schema", "format", "title",  "version",
					    "edition", "phases", "skills", NULL};
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
	course->title = loader_required_text(loader, root, "title", TITLE_MAX_LEN);
	course->version = loader_required_text(loader, root, "version", 32);
	value = loader_required(loader, root, "edition", JSON_STRING);
	for (size_t i = 0; value && i < sizeof(editions) / sizeof(*editions); i++)
		edition_known = edition_known || strcmp(editions[i], json_string(value)) == 0;
	if (value && !edition_known)
		PROBLEM(loader, value,
			"expected edition 2018, 2021 or 2024, found \"%.20s\"; change it",
			json_string(value));
	course->edition = value && edition_known ? loader_keep(loader, json_string(value)) : "2021";
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
	struct phase *phases;

	load_roadmap_head(loader, root);
	load_skill_list(loader, root);
	list = loader_required(loader, root, "phases", JSON_ARRAY);
	if (list && !json_count(list))
		PROBLEM(loader, list, "expected at least one phase, found none; add one");
	phases = arena_new(&loader->loaded->arena, (json_count(list) + 1) * sizeof(*phases));
	course->phases = phases;
	for (const struct json_value *v = json_first(list); v; v = json_next(v))
		load_phase(loader, v, &phases[course->phase_count++]);
	for (size_t p = 0; p < course->phase_count; p++)
		for (size_t t = 0; t < phases[p].topic_count; t++)
			load_topic(loader, (struct topic *)&phases[p].topics[t]);
}

static struct course *load(const char *root, bool learner, struct problems *problems,
			   struct error *err)
{
	struct loaded_course *loaded = memory_new(sizeof(*loaded));
	struct loader loader = {.loaded = loaded, .problems = problems, .tolerant = learner};
	char *path = path_join(root, "exercises/roadmap.json");
	bool there = file_exists(path);
	struct json *json;

	free(path);
	loaded->course.root = loader_keep(&loader, root);
	if (!there) {
		course_free(&loaded->course);
		error_set(err, ERROR_IO, "%s has no exercises/roadmap.json, so it is not a course",
			  root);
		return NULL;
	}
	json = loader_read_json(&loader, "exercises/roadmap.json");
	if (json)
		load_roadmap(&loader, json);
	json_free(json);
	if (problems->count) {
		course_free(&loaded->course);
		error_set(err, ERROR_COURSE, "the course in %s has %zu mistake%s", root,
			  problems->count, problems->count == 1 ? "" : "s");
		return NULL;
	}
	return &loaded->course;
}

struct course *course_load(const char *root, struct problems *problems, struct error *err)
{
	return load(root, false, problems, err);
}

struct course *course_load_workspace(const char *root, struct problems *problems, struct error *err)
{
	return load(root, true, problems, err);
}
