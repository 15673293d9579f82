#include "effort.h"
#include "rustgym/base/path.h"
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

static size_t added_below(const struct exercise *e, const char *exercise, const char *solution)
{
	size_t added = 0;

	for (size_t i = 0; i < e->files.count; i++) {
		char *from = path_join(exercise, e->files.items[i]);
		char *to = path_join(solution, e->files.items[i]);
		added += added_between(from, to);
		free(to);
		free(from);
	}
	return added;
}

struct effort effort_of(const struct course *course, const struct exercise *exercise,
			const char *solution)
{
	char *path = path_join(course->root, exercise->path);
	struct effort effort = {0};

	text_files_visit(path, count, &effort);
	if (solution)
		effort.written = exercise->folder ? added_below(exercise, path, solution)
						  : added_between(path, solution);
	free(path);
	return effort;
}

double effort_minutes(const struct effort *effort)
{
	return 3 + (double)effort->words / 80 + (double)effort->reading / 150 +
	       (double)effort->written / 4;
}
