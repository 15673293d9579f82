#include "rustgym/app/handed_out.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/place.h"
#include "rustgym/course/answers.h"
#include "rustgym/course/rust_tests.h"
#include "rustgym/history/exercise_files.h"
#include "rustgym/toolchain/source.h"

#include <stdlib.h>
#include <string.h>

/* Returns which kinds of tests the reference solution changes (RUST_TEST_ flags). */
static int find_changed_by_solution(const struct app *app, const struct exercise *exercise,
				    const struct file_set_item *handed_out, unsigned *changed,
				    struct error *err)
{
	struct answers answers = {0};
	struct buffer text = BUFFER_INIT;
	int result = answers_find(app->hints, exercise, &answers, err);
	char *path = NULL;

	*changed = 0;
	if (result || !answers.solution)
		goto done;
	path = exercise->folder ? path_join(answers.solution, handed_out->path)
				: memory_copy_string(answers.solution);
	if (file_exists(path) && file_read(path, FILE_SOURCE_MAX, &text, NULL) == 0)
		*changed = rust_tests_changed(text.data, handed_out->bytes);
done:
	free(path);
	buffer_clear(&text);
	answers_clear(&answers);
	return result;
}

/* Adds to `put` each source file with a changed test, with the handed-out tests put back. */
static int find_changed_tests(const struct app *app, const struct exercise *exercise,
			      const struct file_set *handed_out, const struct file_set *mine,
			      struct file_set *put, struct error *err)
{
	int result = 0;

	for (size_t i = 0; !result && i < handed_out->count; i++) {
		const struct file_set_item *theirs = &handed_out->items[i];
		const struct file_set_item *now = file_set_find(mine, theirs->path);
		const char *text = now && !now->link ? now->bytes : "";
		struct buffer whole = BUFFER_INIT;
		unsigned parts, changed = 0;

		if (theirs->link || !path_has_suffix(theirs->path, ".rs"))
			continue;
		if (exercise->stage && exercise_file_owner(exercise, theirs->path) != OWNER_COURSE)
			continue; /* the learner changes it from stage to stage */
		parts = rust_tests_changed(text, theirs->bytes);
		if (parts)
			result = find_changed_by_solution(app, exercise, theirs, &changed, err);
		parts &= ~changed;
		if (result || !parts)
			continue;
		rust_tests_graft(text, theirs->bytes, parts, &whole);
		file_set_add(put, theirs->path, whole.data, whole.len);
		buffer_clear(&whole);
	}
	return result;
}

/* cargo needs the phase's workspace around the exercise; rustc needs the exercise alone. */
static int lay_tree(const struct app *app, const struct exercise *exercise,
		    const struct file_set *put, const char *name, struct error *err)
{
	const char *what = exercise->builder == BUILDER_CARGO ? app->course->folder
							      : exercise->path;
	char *to = path_join(name, what), *folder = exercise_folder(exercise);
	char *base = path_join(name, folder);
	struct place root = {.fd = -1}, cache = {.fd = -1};
	int result = place_open(app->workspace.root, &root, err);

	if (!result)
		result = place_open(app->workspace.cache, &cache, err);
	if (!result)
		result = place_remove_all(&cache, to, err);
	if (!result)
		result = place_copy(&root, what, &cache, to, err);
	for (size_t i = 0; !result && i < put->count; i++) {
		char *path = path_join(base, put->items[i].path);

		result = place_put_cache(&cache, path, &put->items[i], err);
		free(path);
	}
	place_close(&cache);
	place_close(&root);
	free(base);
	free(folder);
	free(to);
	return result;
}

char *handed_out_tree(const struct app *app, struct history *history,
		      const struct exercise *exercise, const struct exercise_files *files,
		      struct error *err)
{
	struct exercise_files mine = EXERCISE_FILES_INIT;
	struct file_set handed_out = FILE_SET_INIT, put = FILE_SET_INIT;
	char *root = NULL;
	int result;

	/* In other courses the learner may be asked to change tests, and nothing says where. */
	if (!history || exercise_is_foreign(exercise))
		return NULL;
	result = history_read(history, exercise, HISTORY_PRISTINE, &handed_out, err);
	if (!result && !files)
		result = exercise_files_read(app->workspace.root, exercise, &mine, err);
	if (!result)
		result = find_changed_tests(app, exercise, &handed_out,
					    files ? &files->set : &mine.set, &put, err);
	if (!result && put.count) {
		char *name = path_join("handed-out", exercise->name);

		root = path_join(app->workspace.cache, name);
		result = lay_tree(app, exercise, &put, name, err);
		free(name);
	}
	if (result) {
		free(root);
		root = NULL;
	}
	file_set_clear(&put);
	file_set_clear(&handed_out);
	exercise_files_clear(&mine);
	return root;
}

bool handed_out_is_untouched(const struct app *app, struct history *history,
			     const struct exercise *exercise)
{
	const char *root = app->workspace.root;
	struct exercise_files handed_out = EXERCISE_FILES_INIT;
	struct source before, now;
	struct error err = ERROR_INIT;
	bool same = history && !history_read_start(history, exercise, &handed_out.set, &err) &&
		    !source_look(root, exercise, &handed_out, &before, &err) &&
		    !source_read(root, exercise, &now, &err) && before.edited == now.edited;

	exercise_files_clear(&handed_out);
	return same;
}
