#include "targets.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/job.h"
#include "rustgym/toolchain/toolchain.h"

#include <stdlib.h>
#include <string.h>

/* Editors only see an exercise if it is a target of its topic's package. */
static void check_target(const struct course *course, const struct exercise *e,
			 struct problems *problems)
{
	char *file = memory_format("%s/Cargo.toml", e->topic->path);
	char *path = path_join(course->root, file);
	char *line = memory_format("path = \"%s.rs\"", e->name);
	struct buffer text = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (file_read(path, FILE_COURSE_MAX, &text, &err))
		problems_add(problems, file, 0, "expected the topic's package, found: %s",
			     err.message);
	else if (!strstr(text.data, line))
		problems_add(problems, file, 0,
			     "expected a target with %s, found none; add a [[bin]] or a [[test]]",
			     line);
	/*
	 * For a test, cargo also builds the package's programs. A program that does not compile yet
	 * would break the test.
	 */
	if (e->builder == BUILDER_CARGO && strstr(text.data, "[[bin]]") &&
	    strstr(text.data, "[[test]]"))
		problems_add(problems, file, 0,
			     "expected only [[bin]] or only [[test]] targets, found both; give all "
			     "exercises of the topic a main, or none");
	buffer_clear(&text);
	free(line);
	free(path);
	free(file);
}

void targets_check_exercise(const struct course *course, const struct exercise *exercise,
			    struct problems *problems)
{
	if (!exercise->folder)
		check_target(course, exercise, problems);
}

/* ---- the whole course ------------------------------------------------------------------------ */

/* A target or a package. */
struct target {
	char *name, *file;
	int line;
	/* a package's phase: its name must be unique there; NULL for a target */
	const struct phase *phase;
};

struct targets {
	const struct course *course;
	struct problems *problems;
	struct target *items;
	size_t count;
};

static void add_target(struct targets *targets, const char *name, const char *file, int line)
{
	const struct exercise *e = course_find(targets->course, name);

	for (size_t i = 0; i < targets->count; i++) {
		const struct target *other = &targets->items[i];
		if (!other->phase && strcmp(other->name, name) == 0) {
			problems_add(targets->problems, file, line,
				     "expected each target's name once in the course, found \"%s\" "
				     "in %s:%d too; rename one",
				     name, other->file, other->line);
			return;
		}
	}
	if (e && strncmp(file, e->topic->path, strlen(e->topic->path)) != 0)
		problems_add(targets->problems, file, line,
			     "expected only the exercise %s to be called so, found a target of "
			     "another topic; rename it",
			     e->path);
	targets->items = memory_grow(targets->items, targets->count, sizeof(*targets->items));
	targets->items[targets->count++] = (struct target){
		.name = memory_copy_string(name), .file = memory_copy_string(file), .line = line};
}

/* Returns the value of a line `name = "..."`, which the caller frees. NULL: another line. */
static char *name_on(const char *line)
{
	line += strspn(line, " \t");
	if (strncmp(line, "name", 4) != 0)
		return NULL;
	line += 4;
	line += strspn(line, " \t");
	if (*line++ != '=')
		return NULL;
	line += strspn(line, " \t");
	return *line == '"' ? memory_copy(line + 1, strcspn(line + 1, "\"\n")) : NULL;
}

/* Returns whether both files are in one folder exercise, which has a workspace of its own. */
static bool are_in_one_exercise(const struct course *course, const char *a, const char *b)
{
	const struct exercise *exercise = course_find_path(course, a);

	return exercise && exercise->folder && path_below(b, exercise->path);
}

/*
 * cargo refuses two packages with the same name in a workspace, and would confuse their products.
 * An exercise may bring two versions of one crate along.
 */
static void add_package(struct targets *targets, const struct phase *phase, const char *name,
			const char *file, int line)
{
	for (size_t i = 0; i < targets->count; i++) {
		const struct target *other = &targets->items[i];
		if (other->phase == phase && strcmp(other->name, name) == 0 &&
		    !are_in_one_exercise(targets->course, other->file, file)) {
			problems_add(targets->problems, file, line,
				     "expected each package's name once in the phase, found \"%s\" "
				     "in %s:%d too; rename one",
				     name, other->file, other->line);
			return;
		}
	}
	targets->items = memory_grow(targets->items, targets->count, sizeof(*targets->items));
	targets->items[targets->count++] = (struct target){.name = memory_copy_string(name),
							   .file = memory_copy_string(file),
							   .line = line,
							   .phase = phase};
}

enum section { SECTION_OTHER, SECTION_PACKAGE, SECTION_TARGET };

static enum section section_on(const char *line)
{
	return strncmp(line, "[[", 2) == 0          ? SECTION_TARGET
	       : strncmp(line, "[package]", 9) == 0 ? SECTION_PACKAGE
						    : SECTION_OTHER;
}

/*
 * Adds the targets of a topic's manifest (`phase` is NULL), or the name of the package in a
 * manifest.
 */
static void read_manifest(struct targets *targets, const struct phase *phase, const char *file)
{
	char *path = path_join(targets->course->root, file), *name;
	enum section wanted = phase ? SECTION_PACKAGE : SECTION_TARGET, section = SECTION_OTHER;
	struct buffer text = BUFFER_INIT;
	int number = 1;

	file_read(path, FILE_COURSE_MAX, &text, NULL);
	for (const char *line = text.data; *line; number++) {
		if (*line == '[')
			section = section_on(line);
		else if (section == wanted && (name = name_on(line))) {
			if (phase)
				add_package(targets, phase, name, file, number);
			else
				add_target(targets, name, file, number);
			free(name);
		}
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	buffer_clear(&text);
	free(path);
}

struct manifests {
	struct targets *targets;
	const struct phase *phase;
};

static int visit_manifest(const char *relative, void *data, struct error *err)
{
	const struct manifests *manifests = data;
	char *file;

	(void)err;
	if (strcmp(path_base(relative), "Cargo.toml") != 0)
		return 0;
	file = memory_format("exercises/%s/%s", manifests->phase->dir, relative);
	read_manifest(manifests->targets, manifests->phase, file);
	free(file);
	return 0;
}

static void check_phase(struct targets *targets, const struct phase *phase)
{
	char *folder = memory_format("%s/exercises/%s", targets->course->root, phase->dir);
	struct manifests manifests = {targets, phase};

	for (size_t t = 0; t < phase->topic_count; t++) {
		char *file = memory_format("%s/Cargo.toml", phase->topics[t].path);
		read_manifest(targets, NULL, file);
		free(file);
	}
	file_walk(folder, visit_manifest, &manifests, NULL);
	free(folder);
}

void targets_check(const struct course *course, struct problems *problems)
{
	struct targets targets = {.course = course, .problems = problems};

	for (size_t p = 0; p < course->phase_count; p++)
		check_phase(&targets, &course->phases[p]);
	for (size_t i = 0; i < targets.count; i++) {
		free(targets.items[i].name);
		free(targets.items[i].file);
	}
	free(targets.items);
}

void targets_ask_cargo(const struct course *course, const struct toolchain *toolchain,
		       struct problems *problems)
{
	const char *const argv[] = {toolchain->cargo,   "metadata", "--no-deps", "--offline",
				    "--format-version", "1",        NULL};
	struct strings env = STRINGS_INIT;

	toolchain_environment(toolchain, &env);
	for (size_t p = 0; p < course->phase_count; p++) {
		char *file = memory_format("exercises/%s/Cargo.toml", course->phases[p].dir);
		char *path = path_join(course->root, file), *folder = path_parent(path);
		struct buffer out = BUFFER_INIT;
		struct error err = ERROR_INIT;

		if (file_exists(path) && job_capture(argv, folder, &env, &out, &err))
			problems_add(problems, file, 0,
				     "expected a workspace that cargo accepts, found: %s",
				     err.message);
		buffer_clear(&out);
		free(folder);
		free(path);
		free(file);
	}
	strings_clear(&env);
}
