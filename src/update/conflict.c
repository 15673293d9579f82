#include "rustgym/base/memory.h"
#include "rustgym/ui/diff.h"
#include "update_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Below the workspace's root: which is "base" or "course", or "" for both. */
static char *kept_folder(const char *name, const char *which)
{
	return memory_format(UPDATE_IN(UPDATE_CONFLICTS) "/%s%s%s", name, *which ? "/" : "", which);
}

static int settle(const struct place *root, const char *name, struct error *err)
{
	char *folder = kept_folder(name, "");
	int result = place_remove_all(root, folder, err);

	free(folder);
	return result;
}

int conflict_settle(const struct workspace *workspace, const char *name, struct error *err)
{
	struct place root;
	int result = place_open(workspace->root, &root, err);

	if (!result)
		result = settle(&root, name, err);
	place_close(&root);
	return result;
}

int conflict_keep(const struct workspace *workspace, const struct update_item *item,
		  struct error *err)
{
	char *base = kept_folder(item->now->name, "base");
	char *course = kept_folder(item->now->name, "course");
	struct place root;
	int result = place_open(workspace->root, &root, err);

	if (!result)
		result = settle(&root, item->now->name, err);
	if (!result)
		result = set_write(&root, base, &item->base, err);
	if (!result)
		result = set_write(&root, course, &item->course, err);
	place_close(&root);
	free(course);
	free(base);
	return result;
}

/* Reads both texts of the course. The caller clears the sets, also after an error. */
static int read_kept(struct app *app, const struct exercise *exercise, struct file_set *base,
		     struct file_set *course, struct error *err)
{
	char *a = kept_folder(exercise->name, "base"), *b = kept_folder(exercise->name, "course");
	struct place root;
	int result = place_open(app->workspace.root, &root, err);

	if (!result)
		result = set_read(&root, a, base, err);
	if (!result)
		result = set_read(&root, b, course, err);
	if (!result && !course->count)
		result = error_set(err, ERROR_USAGE, "no update left anything of %s to be merged",
				   exercise->name);
	place_close(&root);
	free(b);
	free(a);
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
