#include "rustgym/app/reference.h"
#include "rustgym/app/git.h"
#include "rustgym/app/trust.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
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

static int ask_git(const struct app *app, const char *const *question, struct git_answer *answer,
		   struct error *err)
{
	enum { PATIENCE_S = 10 };
	struct git_command command;
	int result;

	git_command_init(&command);
	strings_add(&command.argv, "-C");
	strings_add(&command.argv, app->workspace.root);
	strings_add_all(&command.argv, question);
	result = git_run(&command, PATIENCE_S, answer, err);
	git_command_clear(&command);
	return result;
}

/* What `rustlings init` leaves until the exercise has passed in rustlings. */
static bool is_stub(const struct file_set_item *file)
{
	return strstr(file->bytes, "DON'T EDIT THIS SOLUTION FILE!") != NULL;
}

/* The solution of an exercise of another form: one path for each of its files. */
static int read_paths(const struct app *app, const struct exercise *exercise,
		      struct file_set *files, struct error *err)
{
	int result = 0;

	for (size_t i = 0; !result && i < exercise->solution.count; i++) {
		char *path = path_join(app->workspace.root, exercise->solution.items[i]);

		if (*exercise->solution.items[i])
			result = read_one(exercise, path,
					  exercise->folder ? exercise->files.items[i]
							   : path_base(exercise->path),
					  files, err);
		free(path);
	}
	if (!result && files->count && is_stub(&files->items[0]))
		result = error_set(
			err, ERROR_COURSE,
			"%s has no reference solution here: `rustlings` writes it when the "
			"exercise has passed there",
			exercise->name);
	return result;
}

/* The path of the exercise in the course, of which a copy for a review knows nothing. */
static const char *path_in_course(const struct app *app, const struct exercise *exercise)
{
	return app->reviews ? path_below(exercise->path, COURSE_REVIEW) : exercise->path;
}

/* Adds a file of the branch. `path` is below the exercise's folder. */
static int read_blob(const struct app *app, const struct exercise *exercise, const char *path,
		     struct file_set *files, struct error *err)
{
	char *object = memory_format("%s:%s/%s", app->course->solutions_branch,
				     path_in_course(app, exercise), path);
	struct git_answer answer = GIT_ANSWER_INIT;
	int result = ask_git(app, (const char *const[]){"cat-file", "blob", object, NULL}, &answer,
			     err);

	if (!result && !answer.status)
		file_set_add(files, path, answer.out.data, answer.out.len);
	git_answer_clear(&answer);
	free(object);
	return result;
}

/* The settings of a clone can make git fetch what is missing, by a program that they name. */
static int expect_trust(const struct app *app, struct error *err)
{
	char *origin = trust_origin_of(app);
	bool trusted = trust_is_said(app) || trust_is_known(app, origin, NULL);

	free(origin);
	return trusted ? 0
		       : error_set(
				 err, ERROR_ENVIRONMENT,
				 "the solutions of this course are on another branch, and git reads them "
				 "for you once you trust the course: `rustgym run` asks");
}

/* The solutions are on another branch of the learner's clone. */
static int read_branch(const struct app *app, const struct exercise *exercise,
		       struct file_set *files, struct error *err)
{
	char *tree = memory_format("%s:%s", app->course->solutions_branch,
				   path_in_course(app, exercise));
	struct git_answer answer = GIT_ANSWER_INIT;
	int result = expect_trust(app, err);

	if (!result)
		result = git_need("the solutions of this course are on another branch", err);
	if (!result)
		result = ask_git(app,
				 (const char *const[]){"ls-tree", "-r", "--name-only", tree, NULL},
				 &answer, err);
	for (char *line = answer.out.data; !result && !answer.status && *line;) {
		size_t len = strcspn(line, "\n");
		bool more = line[len] != '\0';

		line[len] = '\0';
		if (path_is_contained(line) &&
		    (path_has_suffix(line, ".rs") || path_has_suffix(line, ".toml")))
			result = read_blob(app, exercise, line, files, err);
		line += len + more;
	}
	git_answer_clear(&answer);
	free(tree);
	return result;
}

static int read_foreign(const struct app *app, const struct exercise *exercise,
			struct file_set *files, struct error *err)
{
	int result = exercise->solution.count        ? read_paths(app, exercise, files, err)
		     : app->course->solutions_branch ? read_branch(app, exercise, files, err)
						     : 0;

	if (!result && !files->count)
		result = error_set(err, ERROR_COURSE,
				   "this course has no reference solution for %s", exercise->name);
	return result;
}

int reference_read(const struct app *app, const struct exercise *exercise, bool spoil,
		   struct file_set *files, struct error *err)
{
	char *path = hints_path(app->hints, exercise, exercise->folder ? "" : ".rs");
	int result = spoil ? 0 : allow(app, exercise, err);

	if (!result && exercise_is_foreign(exercise)) {
		free(path);
		return read_foreign(app, exercise, files, err);
	}
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
