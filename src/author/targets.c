#include "targets.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <stdlib.h>
#include <string.h>

/* Editors see an exercise only when the topic's package has it as a target. */
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
	/* For a test cargo builds the package's binaries too: one that is still broken breaks it. */
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

/* ---- of the course -------------------------------------------------------------------------- */

struct target {
	char *name, *file;
	int line;
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
		if (strcmp(other->name, name) == 0) {
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
	targets->items = memory_resize(targets->items, targets->count + 1, sizeof(*targets->items));
	targets->items[targets->count++] = (struct target){
		.name = memory_copy_string(name), .file = memory_copy_string(file), .line = line};
}

/* The value of `name = "..."`: free() it; NULL for another line. */
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

static void read_targets(struct targets *targets, const struct topic *topic)
{
	char *file = memory_format("%s/Cargo.toml", topic->path);
	char *path = path_join(targets->course->root, file), *name;
	struct buffer text = BUFFER_INIT;
	bool in_target = false;
	int number = 1;

	file_read(path, FILE_COURSE_MAX, &text, NULL);
	for (const char *line = text.data; *line; number++) {
		if (*line == '[')
			in_target = strncmp(line, "[[", 2) == 0;
		else if (in_target && (name = name_on(line))) {
			add_target(targets, name, file, number);
			free(name);
		}
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	buffer_clear(&text);
	free(path);
	free(file);
}

void targets_check(const struct course *course, struct problems *problems)
{
	struct targets targets = {.course = course, .problems = problems};

	for (size_t p = 0; p < course->phase_count; p++)
		for (size_t t = 0; t < course->phases[p].topic_count; t++)
			read_targets(&targets, &course->phases[p].topics[t]);
	for (size_t i = 0; i < targets.count; i++) {
		free(targets.items[i].name);
		free(targets.items[i].file);
	}
	free(targets.items);
}
