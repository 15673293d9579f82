#include "rustgym/app/crates.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"

#include <stdlib.h>
#include <string.h>

/* Returns whether the line is the head of a table of dependencies: "[dev-dependencies.tokio]". */
static bool is_dependencies(const char *line, size_t len)
{
	char *head = memory_copy(line, len);
	const char *found = strstr(head, "dependencies");
	bool is = found && !strstr(head, "workspace.") && !strstr(head, "patch.");

	free(head);
	return is;
}

/* "shared = { path = "../shared" }", or "shared.path = ..." */
static bool has_path(const char *line)
{
	const char *table = strchr(line, '{');

	return table ? strstr(table, "path") != NULL
		     : string_has_prefix(line + strcspn(line, ".= "), ".path");
}

/*
 * Returns whether a manifest has a dependency without a path. A line of TOML is enough to see: cargo
 * reads the manifest itself, so a mistake here only costs time.
 */
static bool names_crates(const char *manifest)
{
	bool inside = false, found = false;

	for (const char *at = manifest; *at && !found;) {
		size_t len = strcspn(at, "\n"), space = strspn(at, " \t");
		char *line = memory_copy(at + space, len > space ? len - space : 0);

		if (*line == '[') {
			inside = is_dependencies(line, strcspn(line, "]"));
			found = inside && strstr(line, "dependencies.");
		} else if (inside && *line && *line != '#') {
			found = strchr(line, '=') && !has_path(line);
		}
		free(line);
		at += len + (at[len] == '\n');
	}
	return found;
}

static bool is_first_of_package(const struct course *course, const struct exercise *exercise)
{
	if (exercise->folder)
		return exercise->stage <= 1;
	for (size_t i = exercise->topic->first; i < exercise->index; i++)
		if (!course->exercises[i].folder && course->exercises[i].builder == BUILDER_CARGO)
			return false;
	return true;
}

bool crates_are_needed(const struct course *course, const struct exercise *exercise)
{
	char *manifest;
	struct buffer text = BUFFER_INIT;
	bool needed;

	if (exercise->builder != BUILDER_CARGO || !is_first_of_package(course, exercise))
		return false;
	manifest = memory_format("%s/%s/Cargo.toml", course->root,
				 exercise->folder ? exercise->path : exercise->topic->path);
	needed = file_read(manifest, FILE_COURSE_MAX, &text, NULL) == 0 && names_crates(text.data);
	buffer_clear(&text);
	free(manifest);
	return needed;
}

const struct topic *crates_next_topic(const struct course *course, const struct topic *topic)
{
	for (size_t i = topic->first + topic->count; i < course->count; i++)
		if (crates_are_needed(course, &course->exercises[i]))
			return course->exercises[i].topic;
	return NULL;
}
