#include "rustgym/base/path.h"
#include "update_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- sets of files ----------------------------------------------------------------------------- */

void set_add(struct file_set *set, const char *path, const struct file_set_item *item)
{
	struct file_set_item *copy = file_set_add(set, path, item->bytes, item->len);

	copy->runnable = item->runnable;
	copy->link = item->link;
}

bool item_equal(const struct file_set_item *a, const struct file_set_item *b)
{
	if (!a || !b)
		return a == b;
	return a->len == b->len && a->link == b->link && a->runnable == b->runnable &&
	       memcmp(a->bytes, b->bytes, a->len) == 0;
}

int set_read(const struct place *root, const char *folder, struct file_set *set, struct error *err)
{
	int result = place_collect(root, folder, set, err);

	for (size_t i = 0; !result && i < set->count; i++)
		if (!path_is_contained(set->items[i].path))
			result = error_set(err, ERROR_COURSE,
					   "%s/%s is no name for a course's file", folder,
					   set->items[i].path);
	return result;
}

int set_write(const struct place *root, const char *folder, const struct file_set *set,
	      struct error *err)
{
	int result = 0;

	for (size_t i = 0; !result && i < set->count; i++) {
		char *path = path_join(folder, set->items[i].path);

		result = place_put(root, path, &set->items[i], err);
		free(path);
	}
	return result;
}

/* ---- three-way merge ------------------------------------------------------------------------- */

struct merging {
	struct history *history;
	const struct three_ways *ways;
	struct file_set *out;
	size_t *conflicts;
};

static int merge_texts(struct merging *merging, const char *path, const struct file_set_item *base,
		       const struct file_set_item *mine, const struct file_set_item *theirs,
		       struct error *err)
{
	struct buffer text = BUFFER_INIT;
	bool conflict = false;
	int result = history_merge(merging->history, base, mine, theirs, &text, &conflict, err);

	if (!result) {
		struct file_set_item *item = file_set_add(merging->out, path, text.data, text.len);
		item->runnable = mine->runnable;
		item->link = mine->link;
		*merging->conflicts += conflict;
	}
	buffer_clear(&text);
	return result;
}

static int merge_path(struct merging *merging, const char *path, struct error *err)
{
	const struct three_ways *ways = merging->ways;
	const struct file_set_item *base = file_set_find(ways->base, path);
	const struct file_set_item *mine = file_set_find(ways->mine, path);
	const struct file_set_item *theirs = file_set_find(ways->theirs, path);

	if (file_set_find(merging->out, path))
		return 0;
	if (theirs && exercise_file_owner(ways->exercise, path) == OWNER_COURSE)
		mine = theirs;
	else if (item_equal(mine, theirs) || item_equal(base, theirs))
		; /* keep mine, even if it is missing */
	else if (item_equal(base, mine))
		mine = theirs;
	/* the learner deleted it, but the course has a new version; nothing is lost */
	else if (!mine)
		mine = theirs;
	else if (theirs && strcmp(path, "Cargo.lock") == 0)
		mine = theirs; /* cargo updates this file */
	else if (theirs)
		return merge_texts(merging, path, base, mine, theirs, err);
	if (mine)
		set_add(merging->out, path, mine);
	return 0;
}

int merge_three_ways(struct history *history, const struct three_ways *ways, struct file_set *out,
		     size_t *conflicts, struct error *err)
{
	const struct file_set *sets[] = {ways->base, ways->mine, ways->theirs};
	struct merging merging = {history, ways, out, conflicts};
	int result = 0;

	*conflicts = 0;
	for (size_t s = 0; s < 3; s++)
		for (size_t i = 0; !result && i < sets[s]->count; i++)
			result = merge_path(&merging, sets[s]->items[i].path, err);
	return result;
}
