#include "rustgym/course/course.h"
#include "course_internal.h"
#include "rustgym/base/path.h"
#include "rustgym/base/spelling.h"

#include <stdlib.h>
#include <string.h>

static const char *const step_names[STEP_COUNT] = {
	[STEP_BUILD] = "build",     [STEP_TEST] = "test",     [STEP_RUN] = "run",
	[STEP_DOCTEST] = "doctest", [STEP_CLIPPY] = "clippy", [STEP_FMT] = "fmt",
	[STEP_COMMAND] = "command",
};

static const char *const contract_names[CONTRACT_COUNT] = {
	[CONTRACT_NONE] = "none",       [CONTRACT_CODE] = "code",   [CONTRACT_LINT] = "lint",
	[CONTRACT_TESTS] = "tests",     [CONTRACT_PANIC] = "panic", [CONTRACT_OUTPUT] = "output",
	[CONTRACT_MESSAGE] = "message",
};

static const char *const shape_names[SHAPE_COUNT] = {"", "repair", "complete", "design",
						     "diagnose"};

const char *step_name(enum step step)
{
	return step_names[step];
}

const char *builder_name(enum builder builder)
{
	return builder == BUILDER_CARGO ? "cargo" : "rustc";
}

const char *contract_name(enum contract contract)
{
	return contract_names[contract];
}

const char *shape_name(enum shape shape)
{
	return shape_names[shape];
}

void course_free(struct course *course)
{
	struct loaded_course *loaded = (struct loaded_course *)course;

	if (!loaded)
		return;
	free(loaded->course.exercises);
	name_index_clear(&loaded->exercises);
	name_index_clear(&loaded->skills);
	name_index_clear(&loaded->originals);
	arena_clear(&loaded->arena);
	free(loaded);
}

bool course_is_name(const char *name)
{
	size_t len = strlen(name);

	return len && len <= COURSE_NAME_MAX &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

const struct exercise *course_find(const struct course *course, const char *name)
{
	const struct loaded_course *loaded = (const struct loaded_course *)course;
	size_t at = name_index_find(&loaded->exercises, name);

	if (at == NAME_INDEX_NONE)
		at = name_index_find(&loaded->originals, name);
	return at == NAME_INDEX_NONE ? NULL : &course->exercises[at];
}

const char *exercise_package(const struct exercise *exercise)
{
	if (exercise->package)
		return exercise->package;
	return exercise->folder ? exercise->path : exercise->topic->path;
}

bool exercise_is_foreign(const struct exercise *exercise)
{
	return exercise->package != NULL;
}

const char *exercise_original(const struct exercise *exercise)
{
	return exercise->original ? exercise->original : exercise->name;
}

const char *exercise_first_file(const struct exercise *exercise)
{
	if (exercise->files.count)
		return exercise->files.items[0];
	return exercise->first_file ? exercise->first_file : "Cargo.toml";
}

enum file_owner exercise_file_owner(const struct exercise *exercise, const char *path)
{
	if (!exercise->folder)
		return OWNER_LEARNER;
	for (size_t i = 0; i < exercise->files.count; i++)
		if (strcmp(exercise->files.items[i], path) == 0)
			return OWNER_LEARNER;
	if (strcmp(path, "Cargo.lock") == 0)
		return OWNER_CARGO;
	if (!exercise->files.count) /* nobody says which files are the learner's */
		return OWNER_LEARNER;
	return exercise->stage && !path_below(path, "tests") ? OWNER_LEARNER : OWNER_COURSE;
}

const struct exercise *exercise_stage_before(const struct exercise *exercise)
{
	return exercise->stage > 1 ? exercise - 1 : NULL;
}

const struct exercise *course_find_path(const struct course *course, const char *path)
{
	for (size_t i = 0; i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];

		if (strcmp(e->path, path) == 0 || (e->folder && path_below(path, e->path)))
			return e;
	}
	return NULL;
}

const struct exercise *course_nearest(const struct course *course, const char *name)
{
	struct spelling spelling = SPELLING_INIT(name);
	const struct exercise *nearest = NULL;

	for (size_t i = 0; i < course->count; i++)
		if (spelling_try(&spelling, course->exercises[i].name) ||
		    spelling_try(&spelling, exercise_original(&course->exercises[i])))
			nearest = &course->exercises[i];
	return nearest;
}

size_t course_skill_index(const struct course *course, const char *id)
{
	const struct loaded_course *loaded = (const struct loaded_course *)course;
	size_t at = name_index_find(&loaded->skills, id);

	return at == NAME_INDEX_NONE ? course->skill_count : at;
}

bool exercise_teaches(const struct exercise *exercise, const char *skill)
{
	size_t len = strlen(skill);

	for (size_t i = 0; i < exercise->skills.count; i++) {
		const char *id = exercise->skills.items[i];
		if (strncmp(id, skill, len) == 0 && (!id[len] || id[len] == '.'))
			return true;
	}
	return false;
}
