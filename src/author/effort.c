#include "effort.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"
#include "rustgym/ui/edits.h"
#include "text_files.h"

#include <stdlib.h>
#include <string.h>

static void count(const char *path, const char *text, void *data)
{
	struct effort *effort = data;

	(void)path;
	effort->lines += text_lines(text);
	effort->words += text_words(text);
}

static size_t lines_added(const struct buffer *old, const struct buffer *new)
{
	struct pieces before = PIECES_INIT, after = PIECES_INIT;
	struct edits edits = EDITS_INIT;
	size_t added = 0;

	pieces_add_lines(&before, old->data, old->len);
	pieces_add_lines(&after, new->data, new->len);
	edits_find(&before, &after, &edits);
	for (size_t i = 0; i < edits.count; i++)
		added += edits.items[i].new_count;
	edits_clear(&edits);
	pieces_clear(&after);
	pieces_clear(&before);
	return added;
}

/* A missing file counts as empty. Line ends make no difference. */
static size_t added_between(const char *exercise, const char *solution)
{
	struct buffer old = BUFFER_INIT, new = BUFFER_INIT;
	size_t added;

	text_file_read(exercise, &old);
	text_file_read(solution, &new);
	added = lines_added(&old, &new);
	buffer_clear(&new);
	buffer_clear(&old);
	return added;
}

struct adding {
	const char *before, *after;
	size_t added;
};

static int add_file(const char *relative, void *data, struct error *err)
{
	struct adding *adding = data;
	char *before = path_join(adding->before, relative);
	char *after = path_join(adding->after, relative);

	(void)err;
	adding->added += added_between(before, after);
	free(after);
	free(before);
	return 0;
}

/* Returns the path of the text that the learner begins with. The caller frees it. */
static char *start_of(const struct course *course, const struct exercise *exercise)
{
	const struct exercise *before = exercise_stage_before(exercise);

	return before ? hints_path(course->root, before, "")
		      : path_join(course->root, exercise->path);
}

struct effort effort_of(const struct course *course, const struct exercise *exercise,
			const char *solution)
{
	char *start = start_of(course, exercise), *text = text_files_of(course, exercise);
	struct adding adding = {start, solution, 0};
	struct effort effort = {0};

	text_files_visit(text, count, &effort);
	if (solution && exercise->folder) {
		file_walk(solution, add_file, &adding, NULL);
		effort.written = adding.added;
	} else if (solution) {
		effort.written = added_between(start, solution);
	}
	free(text);
	free(start);
	return effort;
}

double effort_minutes(const struct effort *effort)
{
	return 3 + (double)effort->words / 80 + (double)effort->reading / 150 +
	       (double)effort->written / 4;
}
