/*
 * Shared by the files of update: plan.c decides what to do, merge.c merges exercises three ways,
 * conflict.c keeps the texts of conflicts, journal.c records that an update is running, and
 * update.c carries it out.
 */
#ifndef RUSTGYM_UPDATE_INTERNAL_H
#define RUSTGYM_UPDATE_INTERNAL_H

#include "rustgym/base/place.h"
#include "rustgym/update/update.h"

/* Below the workspace's root */
#define UPDATE_IN(path) ".rustgym/" path

/* Paths below .rustgym/ */
#define UPDATE_JOURNAL "update.json"
#define UPDATE_NEW "update/new"
#define UPDATE_OLD "update/old"
#define UPDATE_PULLED "update/pulled"
#define UPDATE_CONFLICTS "update/conflicts"
#define UPDATE_YOURS "update/yours"

struct journal {
	bool applied; /* everything is done, except checking exercises again */
	bool pulled;
	char *course;
	struct strings again;
};

void journal_clear(struct journal *journal);
/* Writes the journal durably. */
int journal_write(const struct update *update, bool applied, struct error *err);
/* The caller clears the journal, also after an error. */
int journal_read(const struct workspace *workspace, struct journal *journal, struct error *err);
int journal_remove(const struct workspace *workspace, struct error *err);

/* Fills items, files and again, from the two courses and the files on disk. */
int plan_make(struct update *update, struct error *err);

/* Adds a copy of the item with the path `path`. */
void set_add(struct file_set *set, const char *path, const struct file_set_item *item);
bool item_equal(const struct file_set_item *a, const struct file_set_item *b);

/* The files below a folder of the workspace. A missing folder has none. They are written durably. */
int set_read(const struct place *root, const char *folder, struct file_set *set, struct error *err);
int set_write(const struct place *root, const char *folder, const struct file_set *set,
	      struct error *err);

struct three_ways {
	const struct exercise *exercise;
	const struct file_set *base, *mine, *theirs;
};

/* Appends the merged files to `out`. *conflicts is the number of files with conflict markers. */
int merge_three_ways(struct history *history, const struct three_ways *ways, struct file_set *out,
		     size_t *conflicts, struct error *err);

/* conflict_keep stores both texts of the course durably. conflict_settle deletes them. */
int conflict_keep(const struct workspace *workspace, const struct update_item *item,
		  struct error *err);
int conflict_settle(const struct workspace *workspace, const char *name, struct error *err);

#endif
