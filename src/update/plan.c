#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/progress_file.h"
#include "update_internal.h"

#include <stdlib.h>
#include <string.h>

#define EXERCISES "exercises/"

/* ---- an exercise's three texts ----------------------------------------------------------------- */

/* Selects the files of one exercise from a whole course. A single file gets its new name. */
static void pick(const struct file_set *whole, const struct exercise *exercise,
		 const struct exercise *as, struct file_set *out)
{
	const char *path = exercise->path + strlen(EXERCISES);
	const struct file_set_item *one = exercise->folder ? NULL : file_set_find(whole, path);

	if (one)
		set_add(out, path_base(as->path), one);
	for (size_t i = 0; exercise->folder && i < whole->count; i++) {
		const char *below = path_below(whole->items[i].path, path);
		if (below)
			set_add(out, below, &whole->items[i]);
	}
}

static int read_present(struct update *update, const struct exercise *exercise,
			const struct exercise *as, struct file_set *out, struct error *err)
{
	struct file_set present = FILE_SET_INIT;
	int result = history_read(update->history, exercise, HISTORY_PRESENT, &present, err);

	for (size_t i = 0; i < present.count; i++)
		set_add(out, exercise->folder ? present.items[i].path : path_base(as->path),
			&present.items[i]);
	file_set_clear(&present);
	return result;
}

struct texts3 {
	struct file_set base, mine, theirs;
};

static void texts3_clear(struct texts3 *texts)
{
	file_set_clear(&texts->base);
	file_set_clear(&texts->mine);
	file_set_clear(&texts->theirs);
}

/* An interrupted update may have moved the exercise already. */
static int read_texts(struct update *update, const struct update_item *item, struct texts3 *texts,
		      struct error *err)
{
	const struct exercise *as = item->now ? item->now : item->old;
	int result = 0;

	if (item->old) {
		pick(&update->base, item->old, as, &texts->base);
		result = read_present(update, item->old, as, &texts->mine, err);
	}
	if (!result && item->now && !texts->mine.count)
		result = read_present(update, item->now, as, &texts->mine, err);
	if (!result && item->now)
		pick(&update->theirs, item->now, as, &texts->theirs);
	return result;
}

/* ---- deciding -------------------------------------------------------------------------------- */

static void keep_both(struct update_item *item, struct texts3 *texts)
{
	item->action = UPDATE_CONFLICT;
	item->base = texts->base;
	item->course = texts->theirs;
	texts->base = texts->theirs = (struct file_set)FILE_SET_INIT;
}

static int decide_known(struct update *update, struct update_item *item, struct texts3 *texts,
			struct error *err)
{
	struct three_ways ways = {item->now, &texts->base, &texts->mine, &texts->theirs};
	bool unedited = file_set_equal(&texts->base, &texts->mine);
	size_t conflicts;
	int result = merge_three_ways(update->history, &ways, &item->files, &conflicts, err);

	if (!result && conflicts) {
		file_set_clear(&item->files);
		keep_both(item, texts);
	} else if (!result && !file_set_equal(&item->files, &texts->mine)) {
		item->action = unedited ? UPDATE_REPLACED : UPDATE_MERGED;
	}
	return result;
}

static int decide(struct update *update, struct update_item *item, struct texts3 *texts,
		  struct error *err)
{
	item->action = UPDATE_SAME;
	if (update->pulled)
		return 0;
	if (item->old && item->now && texts->mine.count)
		return decide_known(update, item, texts, err);
	if (!item->old && !texts->mine.count) {
		item->action = UPDATE_ADDED;
		item->files = texts->theirs;
		texts->theirs = (struct file_set)FILE_SET_INIT;
	} else if (!item->now && texts->mine.count) {
		item->action = file_set_equal(&texts->base, &texts->mine) ? UPDATE_REMOVED
									  : UPDATE_LEFT;
	}
	return 0;
}

/* ---- changed tests --------------------------------------------------------------------------- */

/* Returns the start of the tests. The text before it is the learner's. */
static const char *tests_of(const struct file_set_item *item)
{
	const char *module = strstr(item->bytes, "#[cfg(test)]");
	const char *test = strstr(item->bytes, "#[test]");

	return module ? module : test ? test : item->bytes + strlen(item->bytes);
}

/* In a folder, every file that is not the learner's may be a test. */
static bool file_tests_changed(const struct exercise *exercise, const char *path,
			       const struct file_set_item *base, const struct file_set_item *theirs)
{
	enum file_owner owner = exercise_file_owner(exercise, path);

	if (owner != OWNER_LEARNER)
		return owner == OWNER_COURSE && !item_equal(base, theirs) &&
		       !path_has_suffix(path, ".md");
	return !base || !theirs || strcmp(tests_of(base), tests_of(theirs)) != 0;
}

static bool texts_equal(const struct texts *a, const struct texts *b)
{
	bool equal = a->count == b->count;

	for (size_t i = 0; equal && i < a->count; i++)
		equal = strcmp(a->items[i], b->items[i]) == 0;
	return equal;
}

static bool demands_changed(const struct exercise *a, const struct exercise *b)
{
	bool prints = a->prints && b->prints ? strcmp(a->prints, b->prints) != 0
					     : a->prints != b->prints;
	bool steps = a->step_count != b->step_count ||
		     memcmp(a->steps, b->steps, a->step_count * sizeof(*a->steps)) != 0;

	return prints || steps || a->contract != b->contract || !texts_equal(&a->fails, &b->fails);
}

static bool tests_changed(const struct update_item *item, const struct texts3 *texts)
{
	const struct file_set *sets[] = {&texts->base, &texts->theirs};

	if (!item->old || !item->now)
		return false;
	if (demands_changed(item->old, item->now))
		return true;
	for (size_t s = 0; s < 2; s++)
		for (size_t i = 0; i < sets[s]->count; i++) {
			const char *path = sets[s]->items[i].path;
			if (file_tests_changed(item->now, path, file_set_find(&texts->base, path),
					       file_set_find(&texts->theirs, path)))
				return true;
		}
	return false;
}

static bool is_done(const struct progress *progress, const struct update_item *item)
{
	return (item->now && progress_passed(progress, item->now->name)) ||
	       (item->old && progress_passed(progress, item->old->name));
}

/* ---- finding the old exercise ---------------------------------------------------------------- */

/*
 * Returns the exercise in the old course: the one with the same name, or with a former name that no
 * new exercise has.
 */
static const struct exercise *find_old(const struct update *update, const struct exercise *now)
{
	const struct exercise *old = update->old ? course_find(update->old, now->name) : NULL;

	for (size_t i = 0; update->old && !old && i < now->was.count; i++)
		if (!course_find(update->now, now->was.items[i]))
			old = course_find(update->old, now->was.items[i]);
	/* A file that became a folder cannot be merged. */
	return old && old->folder == now->folder ? old : NULL;
}

static bool is_taken(const struct update *update, const struct exercise *old)
{
	for (size_t i = 0; i < update->count; i++)
		if (update->items[i].old == old)
			return true;
	return false;
}

static int plan_item(struct update *update, const struct progress *progress,
		     const struct exercise *old, const struct exercise *now, struct error *err)
{
	struct update_item *item = &update->items[update->count++];
	struct texts3 texts = {FILE_SET_INIT, FILE_SET_INIT, FILE_SET_INIT};
	int result;

	*item = (struct update_item){.old = old, .now = now};
	result = read_texts(update, item, &texts, err);
	item->again = !result && is_done(progress, item) && tests_changed(item, &texts);
	if (item->again)
		strings_add(&update->again, now->name);
	if (!result)
		result = decide(update, item, &texts, err);
	texts3_clear(&texts);
	return result;
}

static int plan_items(struct update *update, const struct progress *progress, struct error *err)
{
	size_t known = update->old ? update->old->count : 0;
	int result = 0;

	update->items = memory_new((known + update->now->count) * sizeof(*update->items));
	for (size_t i = 0; !result && i < update->now->count; i++) {
		const struct exercise *now = &update->now->exercises[i];
		const struct exercise *old = find_old(update, now);
		result = plan_item(update, progress, old && !is_taken(update, old) ? old : NULL,
				   now, err);
	}
	for (size_t i = 0; !result && i < known; i++)
		if (!is_taken(update, &update->old->exercises[i]))
			result = plan_item(update, progress, &update->old->exercises[i], NULL, err);
	return result;
}

/* ---- the course's own files -------------------------------------------------------------------- */

static bool is_an_exercises(const struct course *course, const char *path)
{
	char *whole = memory_format(EXERCISES "%s", path);
	bool found = course && course_find_path(course, whole);

	free(whole);
	return found;
}

static void plan_file(struct update *update, const char *path)
{
	const struct file_set_item *base = file_set_find(&update->base, path);
	const struct file_set_item *theirs = file_set_find(&update->theirs, path);
	char *full = memory_format("%s/" EXERCISES "%s", update->app->workspace.root, path);
	bool there = file_exists(full), as_theirs, as_base;
	struct buffer mine = BUFFER_INIT;

	if (there && file_read(full, FILE_COURSE_MAX, &mine, NULL))
		there = false;
	as_theirs = there && theirs && theirs->len == mine.len &&
		    memcmp(theirs->bytes, mine.data, mine.len) == 0;
	as_base = there && base && base->len == mine.len &&
		  memcmp(base->bytes, mine.data, mine.len) == 0;
	/* A file that only the learner changed stays. cargo may have changed a lock file. */
	if (theirs ? !as_theirs && (!there || !item_equal(base, theirs)) : as_base)
		update->files[update->file_count++] = (struct update_file){
			.path = theirs ? theirs->path : base->path,
			.item = theirs,
			.edited = there && !as_base && strcmp(path_base(path), "Cargo.lock") != 0};
	buffer_clear(&mine);
	free(full);
}

static void plan_files(struct update *update)
{
	const struct file_set *base = &update->base, *theirs = &update->theirs;

	update->files = memory_new((base->count + theirs->count) * sizeof(*update->files));
	for (size_t i = 0; i < theirs->count; i++)
		if (!is_an_exercises(update->now, theirs->items[i].path))
			plan_file(update, theirs->items[i].path);
	for (size_t i = 0; i < base->count; i++)
		if (!file_set_find(theirs, base->items[i].path) &&
		    !is_an_exercises(update->now, base->items[i].path) &&
		    !is_an_exercises(update->old, base->items[i].path))
			plan_file(update, base->items[i].path);
}

int plan_make(struct update *update, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = progress_load(&update->app->workspace, &progress, err);

	if (!result)
		result = plan_items(update, &progress, err);
	if (!result && !update->pulled)
		plan_files(update);
	progress_clear(&progress);
	return result;
}
