#include "rustgym/app/reference.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"
#include "rustgym/workspace/progress_file.h"

#include <stdlib.h>
#include <string.h>

static int allow(const struct app *app, const struct exercise *exercise, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result && !progress_passed(&progress, exercise->name))
		result = error_set(
			err, ERROR_USAGE,
			"%s has not passed yet; its solution is shown when it has, or now "
			"with --spoil (`rustgym hint %s` gives less away)",
			exercise->name, exercise->name);
	progress_clear(&progress);
	return result;
}

static int read_one(const struct exercise *exercise, const char *path, const char *name,
		    struct file_set *files, struct error *err)
{
	struct buffer bytes = BUFFER_INIT;
	struct error cause = ERROR_INIT;
	int result = file_read(path, FILE_COURSE_MAX, &bytes, &cause);

	if (result)
		result = error_set(err, ERROR_COURSE, "%s has no reference solution: %.900s",
				   exercise->name, cause.message);
	else
		file_set_add(files, name, bytes.data, bytes.len);
	buffer_clear(&bytes);
	return result;
}

struct reading {
	const struct exercise *exercise;
	const char *folder;
	struct file_set *files;
};

static int read_below(const char *relative, void *data, struct error *err)
{
	struct reading *reading = data;
	char *path = path_join(reading->folder, relative);
	int result = read_one(reading->exercise, path, relative, reading->files, err);

	free(path);
	return result;
}

/* The solution of a stage is all of the learner's files. */
static int read_stage(const struct exercise *exercise, const char *folder, struct file_set *files,
		      struct error *err)
{
	struct reading reading = {exercise, folder, files};

	if (!file_is_folder(folder))
		return error_set(err, ERROR_COURSE, "%s has no reference solution", exercise->name);
	return file_walk(folder, read_below, &reading, err);
}

int reference_read(const struct app *app, const struct exercise *exercise, bool spoil,
		   struct file_set *files, struct error *err)
{
	char *path = hints_path(app->hints, exercise, exercise->folder ? "" : ".rs");
	int result = spoil ? 0 : allow(app, exercise, err);

	if (!result && !exercise->folder)
		result = read_one(exercise, path, path_base(exercise->path), files, err);
	if (!result && exercise->stage)
		result = read_stage(exercise, path, files, err);
	for (size_t i = 0;
	     !result && exercise->folder && !exercise->stage && i < exercise->files.count; i++) {
		char *file = path_join(path, exercise->files.items[i]);

		result = read_one(exercise, file, exercise->files.items[i], files, err);
		free(file);
	}
	free(path);
	return result;
}

void reference_select(const struct exercise *exercise, const struct file_set *all,
		      struct file_set *own)
{
	for (size_t i = 0; i < all->count; i++)
		if (exercise_file_owner(exercise, all->items[i].path) == OWNER_LEARNER)
			file_set_add(own, all->items[i].path, all->items[i].bytes,
				     all->items[i].len);
}
