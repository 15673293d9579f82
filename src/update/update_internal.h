/*
 * What the files of update share: update_plan.c (what is to be done), update_merge.c (three ways, for
 * whole exercises), update_conflict.c (what is kept of a conflict), update_journal.c (what is under
 * way), update.c (doing it).
 */
#ifndef RUSTGYM_UPDATE_INTERNAL_H
#define RUSTGYM_UPDATE_INTERNAL_H

#include "rustgym/update/update.h"

/* Below .rustgym/ */
#define UPDATE_JOURNAL "update.json"
#define UPDATE_NEW "update/new"
#define UPDATE_OLD "update/old"
#define UPDATE_PULLED "update/pulled"
#define UPDATE_CONFLICTS "update/conflicts"
#define UPDATE_YOURS "update/yours"

struct journal {
	bool applied; /* nothing is left but to check again */
	bool pulled;
	char *course;
	struct strings again;
};

void journal_clear(struct journal *journal);
/* Durably. */
int journal_write(const struct update *update, bool applied, struct error *err);
/* The journal is the caller's to clear, also after an error. */
int journal_read(const struct workspace *workspace, struct journal *journal, struct error *err);
int journal_remove(const struct workspace *workspace, struct error *err);

/* Fills items, files and again from the two courses and what is on disk. */
int plan_make(struct update *update, struct error *err);

/* Adds a copy of an item under a path. */
void set_add(struct file_set *set, const char *path, const struct file_set_item *item);
bool item_equal(const struct file_set_item *a, const struct file_set_item *b);

/* All files below a folder, as file_walk visits them. Absent: none. */
int set_read(const char *folder, struct file_set *set, struct error *err);
/* Writes them below a folder, durably. */
int set_write(const char *folder, const struct file_set *set, struct error *err);

struct three_ways {
	const struct exercise *exercise;
	const struct file_set *base, *mine, *theirs;
};

/* Appends the merged files to out; *conflicts is how many of them have markers in them. */
int merge_three_ways(struct history *history, const struct three_ways *ways, struct file_set *out,
		     size_t *conflicts, struct error *err);

/* Keeps both of the course's texts, durably; takes them away. */
int conflict_keep(const struct workspace *workspace, const struct update_item *item,
		  struct error *err);
int conflict_settle(const struct workspace *workspace, const char *name, struct error *err);

#endif
