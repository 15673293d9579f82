#include "rustgym/app/review_copy.h"
#include "review_course.h"
#include "rustgym/app/handed_out.h"
#include "rustgym/app/record.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/place.h"
#include "rustgym/history/exercise_files.h"
#include "rustgym/workspace/progress_file.h"
#include "rustgym/workspace/review.h"

#include <stdlib.h>
#include <string.h>

#define MARK COURSE_REVIEW "/.gitignore"
#define MARK_TEXT "# copies of exercises that rustgym brings back for a review\n*\n"

/* ---- choosing ---------------------------------------------------------------------------------- */

struct due {
	const struct exercise *exercise;
	int64_t at;
};

static int by_time(const void *a, const void *b)
{
	const struct due *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->exercise->index < y->exercise->index ? -1 : 1;
}

const struct exercise **review_pick(const struct app *app, const struct progress *progress,
				    int64_t now, size_t most, size_t *count)
{
	const struct course *course = app->course;
	struct due *due = memory_new((course->count + 1) * sizeof(*due));
	const struct exercise **picked = memory_new((course->count + 1) * sizeof(*picked));
	size_t found = 0;

	for (size_t i = 0; i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];
		const struct progress_entry *entry = progress_find(progress, e->name);

		if (!e->stage && review_is_due(entry, now))
			due[found++] = (struct due){e, review_due_at(entry)};
	}
	qsort(due, found, sizeof(*due), by_time);
	*count = found < most ? found : most;
	for (size_t i = 0; i < *count; i++)
		picked[i] = due[i].exercise;
	free(due);
	return picked;
}

/* ---- laying ------------------------------------------------------------------------------------ */

struct laying {
	const struct app *app;
	struct history *history;
	struct place root;
	bool *chosen; /* indexed as the course's exercises */
};

static int put_text(const struct laying *l, const char *path, const char *text, struct error *err)
{
	const struct file_set_item item = {.bytes = (char *)text, .len = strlen(text)};

	return place_put_cache(&l->root, path, &item, err);
}

static bool is_foreign(const struct laying *l)
{
	return l->app->course->kind != COURSE_OWN;
}

/* Where a path of the course is among the copies. The caller frees it. */
static char *copy_of(const struct laying *l, const char *path)
{
	return path_join(COURSE_REVIEW,
			 is_foreign(l) ? path : path_below(path, l->app->course->folder));
}

static bool is_ours(const struct laying *l)
{
	struct buffer mark = BUFFER_INIT;
	bool ours = place_read(&l->root, MARK, FILE_COURSE_MAX, &mark, NULL) == 0 &&
		    strcmp(mark.data, MARK_TEXT) == 0;

	buffer_clear(&mark);
	return ours;
}

static int clear_folder(const struct laying *l, struct error *err)
{
	struct stat st;

	if (!place_examine(&l->root, COURSE_REVIEW, &st))
		return 0;
	if (!is_ours(l))
		return error_set(
			err, ERROR_USAGE,
			"%s/%s is not from rustgym, which needs this name for the copies of a "
			"review; move it elsewhere",
			l->root.folder, COURSE_REVIEW);
	return place_remove_all(&l->root, COURSE_REVIEW, err);
}

static bool has_chosen(const struct laying *l, const struct topic *topic)
{
	for (size_t i = 0; i < topic->count; i++)
		if (l->chosen[topic->first + i])
			return true;
	return false;
}

/* cargo reads all packages of a phase; rustc needs nothing but the topic. */
static bool needs_whole(const struct laying *l, const struct phase *phase)
{
	if (is_foreign(l))
		return true;
	for (size_t i = 0; i < phase->topic_count; i++)
		if (phase->topics[i].builder == BUILDER_CARGO && has_chosen(l, &phase->topics[i]))
			return true;
	return false;
}

static int copy_files(const struct laying *l, const struct phase *phase, struct error *err)
{
	bool whole = needs_whole(l, phase);
	int result = 0;

	if (whole) {
		char *path = path_join(l->app->course->folder, phase->dir),
		     *copy = copy_of(l, path);

		result = place_copy(&l->root, path, &l->root, copy, err);
		free(copy);
		free(path);
	}
	for (size_t i = 0; !whole && !result && i < phase->topic_count; i++) {
		char *copy = copy_of(l, phase->topics[i].path);

		if (has_chosen(l, &phase->topics[i]))
			result = place_copy(&l->root, phase->topics[i].path, &l->root, copy, err);
		free(copy);
	}
	return result;
}

/* Puts the text in place that was handed out, or removes a copy that nobody asked for. */
static int lay_exercise(const struct laying *l, const struct exercise *e, struct error *err)
{
	char *folder = exercise_folder(e), *path = copy_of(l, e->path), *to = copy_of(l, folder);
	struct file_set files = FILE_SET_INIT;
	bool chosen = l->chosen[e->index];
	int result = 0;

	/* in a course of another form, not all files of a folder are known */
	if (!is_foreign(l) && (chosen || !needs_whole(l, e->topic->phase)))
		result = place_remove_all(&l->root, path, err);
	if (!result && chosen)
		result = history_read(l->history, e, HISTORY_PRISTINE, &files, err);
	for (size_t i = 0; !result && i < files.count; i++) {
		char *file = path_join(to, files.items[i].path);

		result = place_put_cache(&l->root, file, &files.items[i], err);
		free(file);
	}
	file_set_clear(&files);
	free(folder);
	free(path);
	free(to);
	return result;
}

static int lay_topic(const struct laying *l, const struct topic *topic, struct error *err)
{
	const struct course *course = l->app->course;
	char *folder = copy_of(l, topic->path), *path = path_join(folder, "topic.json"), *text;
	int result = 0;

	for (size_t i = 0; !result && i < topic->count; i++)
		result = lay_exercise(l, &course->exercises[topic->first + i], err);
	if (!result && has_chosen(l, topic)) {
		text = review_topic_json(course, topic, l->chosen);
		result = put_text(l, path, text, err);
		free(text);
	}
	free(path);
	free(folder);
	return result;
}

static int copy_all(const struct laying *l, struct error *err)
{
	struct strings names = STRINGS_INIT;
	int result = place_list_root(&l->root, &names, err);

	for (size_t i = 0; !result && i < names.count; i++) {
		const char *name = names.items[i];
		char *copy = path_join(COURSE_REVIEW, name);
		struct stat st;

		if (!path_is_clutter(name) && strcmp(name, COURSE_REVIEW) != 0 &&
		    strcmp(name, path_base(MARK)) != 0 && place_examine(&l->root, name, &st) &&
		    (S_ISDIR(st.st_mode) || S_ISREG(st.st_mode)))
			result = place_copy(&l->root, name, &l->root, copy, err);
		free(copy);
	}
	strings_clear(&names);
	return result;
}

/*
 * Copies a course of another form whole: nobody knows which of its files a build reads. The list comes last,
 * as the roadmap does.
 */
static int lay_foreign(const struct laying *l, struct error *err)
{
	const struct course *course = l->app->course;
	int result = put_text(l, MARK, MARK_TEXT, err);
	char *list;

	if (!result)
		result = copy_all(l, err);
	for (size_t i = 0; !result && i < course->count; i++)
		result = lay_exercise(l, &course->exercises[i], err);
	if (result)
		return result;
	list = review_list_json(course, l->chosen);
	result = put_text(l, COURSE_REVIEW "/" COURSE_REVIEW_LIST, list, err);
	free(list);
	return result;
}

/* The roadmap comes last: without it the copies are no course. */
static int lay_course(const struct laying *l, struct error *err)
{
	const struct course *course = l->app->course;
	int result = put_text(l, MARK, MARK_TEXT, err);
	char *roadmap;

	for (size_t i = 0; !result && i < course->phase_count; i++) {
		const struct phase *phase = &course->phases[i];
		bool any = false;

		for (size_t t = 0; t < phase->topic_count; t++)
			any |= has_chosen(l, &phase->topics[t]);
		if (any)
			result = copy_files(l, phase, err);
		for (size_t t = 0; any && !result && t < phase->topic_count; t++)
			result = lay_topic(l, &phase->topics[t], err);
	}
	if (result)
		return result;
	roadmap = review_roadmap_json(course, l->chosen);
	result = put_text(l, COURSE_REVIEW "/roadmap.json", roadmap, err);
	free(roadmap);
	return result;
}

int review_lay(const struct app *app, struct history *history,
	       const struct exercise *const *exercises, size_t count, struct error *err)
{
	struct laying l = {.app = app, .history = history, .root = {.fd = -1}};
	struct workspace review;
	struct lock *lock = NULL;
	char *progress;
	int result = workspace_prepare(&app->workspace, err);

	workspace_turn_to_review(&app->workspace, &review);
	progress = workspace_state(&review, "progress.json");
	l.chosen = memory_new((app->course->count + 1) * sizeof(*l.chosen));
	for (size_t i = 0; i < count; i++)
		l.chosen[exercises[i]->index] = true;
	if (!result)
		result = workspace_prepare(&review, err);
	if (!result)
		result = workspace_lock(&review, &lock, err);
	if (!result)
		result = place_open(app->workspace.root, &l.root, err);
	if (!result)
		result = clear_folder(&l, err);
	if (!result)
		result = file_remove(progress, err);
	if (!result)
		result = (is_foreign(&l) ? lay_foreign : lay_course)(&l, err);
	place_close(&l.root);
	lock_release(lock);
	workspace_clear(&review);
	free(progress);
	free(l.chosen);
	return result;
}

int review_begin(struct app *app, struct error *err)
{
	struct history *history = NULL;
	int result = history_open(&app->workspace, app->course, &history, err);

	for (size_t i = 0; !result && i < app->course->count; i++) {
		const struct exercise *e = &app->course->exercises[i];
		struct file_set files = FILE_SET_INIT;

		result = history_read(history, e, HISTORY_PRESENT, &files, err);
		if (!result)
			result = history_pristine_write(history, e, &files, err);
		file_set_clear(&files);
	}
	history_free(history);
	return result;
}

/* ---- ending ------------------------------------------------------------------------------------ */

/* Enters the exercises that were tried in vain. */
static int give_up(struct app *app, struct history *history, const struct progress *progress,
		   size_t *ended, struct error *err)
{
	int result = 0;

	for (size_t i = 0; !result && i < app->course->count; i++) {
		const struct exercise *e = &app->course->exercises[i];

		if (progress_passed(progress, e->name) || handed_out_is_untouched(app, history, e))
			continue;
		result = record_review(app, e->name, REVIEW_WAS_ENDED, err);
		++*ended;
	}
	return result;
}

int review_end(struct app *app, size_t *ended, struct error *err)
{
	struct laying l = {.app = app, .root = {.fd = -1}};
	char *file = workspace_state(&app->workspace, "progress.json");
	struct progress progress = PROGRESS_INIT;
	struct history *history = NULL;
	struct strings left = STRINGS_INIT;
	struct lock *lock = NULL;
	int result = workspace_lock(&app->workspace, &lock, err);

	*ended = 0;
	if (!result)
		result = progress_load(&app->workspace, &progress, err);
	if (!result)
		result = history_open(&app->workspace, app->course, &history, err);
	if (!result)
		result = history_keep_all(history, "the end of the review", &left, err);
	if (!result)
		result = give_up(app, history, &progress, ended, err);
	if (!result)
		result = place_open(app->workspace.root, &l.root, err);
	if (!result)
		result = clear_folder(&l, err);
	if (!result)
		result = file_remove(file, err);
	place_close(&l.root);
	history_free(history);
	progress_clear(&progress);
	strings_clear(&left);
	lock_release(lock);
	free(file);
	return result;
}
