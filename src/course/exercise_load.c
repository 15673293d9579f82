#include "exercise_load.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"

#include <string.h>
#include <sys/stat.h>

enum { LINK_MAX_LEN = 300 };

/* ---- checking single values ------------------------------------------------------------------ */

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

static bool is_skill_id(const char *text)
{
	return *text && !control_is_in(text);
}

static bool is_file(const char *text)
{
	return path_is_contained(text) && !control_is_in(text);
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

/* ---- reading an entry ------------------------------------------------------------------------ */

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
	for (int i = CONTRACT_NONE + 1; i < CONTRACT_COUNT; i++)
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

		for (int i = 0; name && i < STEP_COMMAND; i++)
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
		texts = loader_texts_of(loader, list, name, "a skill's id", is_skill_id);
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

static void check_kind(struct loader *loader, const struct json_value *about,
		       const struct exercise *exercise, mode_t kind)
{
	if (kind && kind != (exercise->folder ? S_IFDIR : S_IFREG))
		PROBLEM(loader, about,
			"expected %s to be a %s, found a %s; \"files\" belongs to folder "
			"exercises only",
			exercise->path, exercise->folder ? "folder" : "file",
			exercise->folder ? "file" : "folder");
}

/* Finds the exercise's file or folder, and the learner's files in a folder. */
static void load_files(struct loader *loader, const struct json_value *about,
		       const struct json_value *files, struct exercise *exercise)
{
	struct arena *arena = &loader->loaded->arena;
	const struct topic *topic = exercise->topic;
	mode_t kind;

	exercise->folder = files != NULL;
	exercise->path = topic->package
				 ? topic->package
				 : arena_format(arena, "%s/%s%s", topic->path, exercise->name,
						exercise->folder ? "" : ".rs");
	loader->may_be_absent = loader->tolerant;
	kind = loader_kind_of_file(loader, about, exercise->path, FILE_SOURCE_MAX);
	check_kind(loader, about, exercise, kind);
	if (files) {
		exercise->builder = BUILDER_CARGO;
		exercise->files = loader_texts_of(loader, files, "files",
						  "a relative path that stays in the folder",
						  is_file);
	}
	for (size_t i = 0; kind == S_IFDIR && i < exercise->files.count; i++)
		loader_check_learners_file(loader, files, exercise->path, exercise->files.items[i]);
	loader->may_be_absent = false;
}

/* Finds the test targets of a stage. */
static void load_stage(struct loader *loader, const struct json_value *object,
		       struct exercise *exercise)
{
	const struct json_value *tests = json_get(object, "tests"),
				*files = json_get(object, "files");

	if (!exercise->topic->package) {
		if (tests)
			PROBLEM(loader, tests,
				"expected \"tests\" only in a project's stage; take it out");
		return;
	}
	if (files)
		PROBLEM(loader, files,
			"expected no \"files\" in a stage, because all stages have the project's; "
			"take it out");
	exercise->stage = (int)exercise->topic->count;
	if (!tests)
		loader_required(loader, object, "tests", JSON_ARRAY);
	else
		exercise->tests = loader_texts_of(loader, tests, "tests",
						  "the name of a test target (a-z, 0-9, _)",
						  course_is_name);
	loader->may_be_absent = loader->tolerant;
	for (size_t i = 0; i < exercise->tests.count; i++)
		loader_kind_of_file(loader, tests,
				    arena_format(&loader->loaded->arena, "%s/tests/%s.rs",
						 exercise->path, exercise->tests.items[i]),
				    FILE_SOURCE_MAX);
	loader->may_be_absent = false;
}

/* ---- the exercise itself -------------------------------------------------------------------- */

struct exercise *exercise_add(struct loader *loader, const struct topic *topic)
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

/* Enters the last exercise's name. Reports it if another exercise has the same name. */
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

void exercise_load(struct loader *loader, const struct json_value *object,
		   const struct json_value *files, struct topic *topic)
{
	static const char *const known[] = {"name",     "title", "shape", "skills", "uses",
					    "minutes",  "links", "fails", "prints", "steps",
					    "requires", "files", "was",   "tests",  NULL};
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
	exercise = exercise_add(loader, topic);
	topic->count++;
	exercise->name = loader_keep(loader, json_string(value));
	enter_name(loader, value);
	exercise->title = loader_required_text(loader, object, "title", LOADER_TITLE_MAX);
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
	if (!topic->package)
		files = loader_optional(loader, object, "files", JSON_ARRAY);
	load_files(loader, json_get(object, "name"), files, exercise);
	load_stage(loader, object, exercise);
	exercise->requires = loader_optional_texts(loader, object, "requires",
						   "service:NAME, tool:NAME or target:NAME",
						   is_requirement);
	exercise->was = loader_optional_texts(loader, object, "was", "an exercise's former name",
					      course_is_name);
	value = loader_optional(loader, object, "prints", JSON_STRING);
	if (value)
		exercise->prints = loader_keep(loader, json_string(value));
}
