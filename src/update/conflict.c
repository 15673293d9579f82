#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/ui/diff.h"
#include "update_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *kept_folder(const struct workspace *workspace, const char *name)
{
	return memory_format("%s/" UPDATE_CONFLICTS "/%s", workspace->state, name);
}

int conflict_settle(const struct workspace *workspace, const char *name, struct error *err)
{
	char *folder = kept_folder(workspace, name);
	int result = file_remove(folder, err);

	free(folder);
	return result;
}

int conflict_keep(const struct workspace *workspace, const struct update_item *item,
		  struct error *err)
{
	char *folder = kept_folder(workspace, item->now->name);
	char *base = path_join(folder, "base"), *course = path_join(folder, "course");
	int result = file_remove(folder, err);

	if (!result)
		result = set_write(base, &item->base, err);
	if (!result)
		result = set_write(course, &item->course, err);
	free(course);
	free(base);
	free(folder);
	return result;
}

/* Reads both texts of the course. The caller clears the sets, also after an error. */
static int read_kept(struct app *app, const struct exercise *exercise, struct file_set *base,
		     struct file_set *course, struct error *err)
{
	char *folder = kept_folder(&app->workspace, exercise->name);
	char *a = path_join(folder, "base"), *b = path_join(folder, "course");
	int result = set_read(a, base, err);

	if (!result)
		result = set_read(b, course, err);
	if (!result && !course->count)
		result = error_set(err, ERROR_USAGE, "no update left anything of %s to be merged",
				   exercise->name);
	free(b);
	free(a);
	free(folder);
	return result;
}

int update_show(struct app *app, const struct exercise *exercise, struct buffer *out,
		struct error *err)
{
	struct file_set base = FILE_SET_INIT, course = FILE_SET_INIT;
	struct diff diff = {.old = &base,
			    .new = &course,
			    .old_name = "before",
			    .new_name = "course",
			    .folder = "",
			    .exact = !isatty(STDOUT_FILENO)};
	int result = read_kept(app, exercise, &base, &course, err);

	if (!result)
		diff_draw(&diff, &app->style, out);
	file_set_clear(&base);
	file_set_clear(&course);
	return result;
}

static bool has_markers(const struct file_set *files)
{
	static const char marker[] = "<<<<<<< yours";

	for (size_t i = 0; i < files->count; i++) {
		const char *bytes = files->items[i].bytes;

		for (const char *at = bytes; (at = strstr(at, marker)); at++)
			if (at == bytes || at[-1] == '\n')
				return true;
	}
	return false;
}

int update_merge(struct app *app, struct history *history, const struct exercise *exercise,
		 size_t *conflicts, struct history_change *change, struct error *err)
{
	struct file_set base = FILE_SET_INIT, course = FILE_SET_INIT, mine = FILE_SET_INIT;
	struct file_set merged = FILE_SET_INIT;
	struct three_ways ways = {exercise, &base, &mine, &course};
	int result = read_kept(app, exercise, &base, &course, err);

	if (!result)
		result = history_read(history, exercise, HISTORY_PRESENT, &mine, err);
	if (!result && has_markers(&mine))
		result = error_set(
			err, ERROR_USAGE,
			"%s has the markers of a merge in it already: edit it, or `rustgym "
			"undo %s`",
			exercise->path, exercise->name);
	if (!result)
		result = merge_three_ways(history, &ways, &merged, conflicts, err);
	if (!result)
		result = history_put(history, exercise, &merged, "merge", change, err);
	file_set_clear(&base);
	file_set_clear(&course);
	file_set_clear(&mine);
	file_set_clear(&merged);
	return result;
}
