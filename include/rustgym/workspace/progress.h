/* What the learner has done and when, as data. How it is read and written: progress_file.h. */
#ifndef RUSTGYM_PROGRESS_H
#define RUSTGYM_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PROGRESS_MACHINE = 16 }; /* lower hexadecimal digits that name a workspace among others */

/* How many of an exercise's attempts were made in one workspace, as of its last exchange. */
struct progress_attempts {
	char machine[PROGRESS_MACHINE + 1];
	int attempts;
};

struct progress_entry {
	char *name;                           /* the exercise's */
	int64_t passed_at;                    /* seconds since 1970; 0: not passed */
	bool fails;                           /* it passed once, and its text here fails now */
	int attempts;                         /* verdicts that did not pass, since the start */
	int hints;                            /* rungs of the ladder that were shown */
	char *failing;                        /* at the last verdict ("E0382 tests::a"), or NULL */
	char *explained;                      /* of these, what a hint was shown for, or NULL */
	struct progress_attempts *by_machine; /* sorted by machine; see progress_merge.h */
	size_t machine_count;
};

struct progress {
	struct progress_entry *entries; /* sorted by name */
	size_t count;
	char *current;      /* the exercise that next or goto chose, or NULL */
	int64_t current_at; /* when, in seconds since 1970; 0: nobody knows */
	struct lock *lock;  /* while a transaction is open, else NULL */
	char *notice;       /* what the learner should know about the file, or NULL */
	char *aside;        /* of that, where a damaged one is kept, or NULL */
	char *text;         /* of the file that it was read from, or NULL */
	uint64_t stamp;     /* of that file (progress_is_fresh); 0: there was none */
};

#define PROGRESS_INIT                                                                              \
	{                                                                                          \
		.lock = NULL                                                                       \
	}

/* Ends a transaction without writing (progress_file.h). */
void progress_abort(struct progress *progress);

void progress_clear(struct progress *progress);

/* NULL when nothing is known of it. */
const struct progress_entry *progress_find(const struct progress *progress, const char *name);
bool progress_passed(const struct progress *progress, const char *name); /* at any time */

enum progress_standing { PROGRESS_PENDING, PROGRESS_DONE, PROGRESS_FAILS_NOW };
enum progress_standing progress_standing(const struct progress *progress, const char *name);
bool progress_done(const struct progress *progress, const char *name);

/* Finds or makes the entry; the pointer lives until the next call that adds one. */
struct progress_entry *progress_entry(struct progress *progress, const char *name);

/*
 * What is known of an exercise is from now on known of it under its new name; what is known under
 * that name already stays.
 */
void progress_rename(struct progress *progress, const char *from, const char *to);
void progress_set_text(char **field, const char *text_or_null); /* an entry's, copied */

/* The exercise that is current from now on. */
void progress_set_current(struct progress *progress, const char *name_or_null);

#endif
