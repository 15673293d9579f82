/* The learner's progress in memory. progress_file.h reads and writes it. */
#ifndef RUSTGYM_PROGRESS_H
#define RUSTGYM_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* number of lower-case hexadecimal digits in the name of a workspace */
enum { PROGRESS_MACHINE = 16 };

/* The number of an exercise's attempts in one workspace, as of its last exchange. */
struct progress_attempts {
	char machine[PROGRESS_MACHINE + 1];
	int attempts;
};

struct progress_entry {
	char *name;          /* the exercise's name */
	int64_t passed_at;   /* seconds since 1970; 0: not passed */
	bool fails;          /* it passed once, and its text here fails now */
	int attempts;        /* number of texts that the learner saved and that did not pass */
	int hints;           /* number of rungs of the ladder that were shown */
	int64_t reviewed_at; /* when the last review ended; 0: none (review.h) */
	int reviews;         /* the interval until the next review, from 0 */
	/* names of all that failed in the last verdict ("E0382 tests::a"), or NULL */
	char *failing;
	char *explained;                      /* those of them that a hint was shown for, or NULL */
	struct progress_attempts *by_machine; /* sorted by machine; see progress_merge.h */
	size_t machine_count;
};

struct progress {
	struct progress_entry *entries; /* sorted by name */
	size_t count;
	char *current;      /* the exercise that next or goto chose, or NULL */
	int64_t current_at; /* the time of that choice in seconds since 1970; 0: unknown */
	struct lock *lock;  /* set while a transaction is open, else NULL */
	char *notice;       /* a sentence about the file for the learner, or NULL */
	char *aside;        /* the path where a damaged file is kept, or NULL */
	char *text;         /* the text of the file that it was read from, or NULL */
	uint64_t stamp;     /* identifies that file (progress_is_fresh); 0: there was none */
};

#define PROGRESS_INIT                                                                              \
	{                                                                                          \
		.lock = NULL                                                                       \
	}

/* Ends a transaction without writing (progress_file.h). */
void progress_abort(struct progress *progress);

void progress_clear(struct progress *progress);

/* NULL: nothing is known about this exercise. */
const struct progress_entry *progress_find(const struct progress *progress, const char *name);
bool progress_passed(const struct progress *progress, const char *name); /* now or earlier */

/* The number of tries: texts that the learner saved, with the one that passed. NULL: none. */
int progress_tries(const struct progress_entry *entry);

enum progress_standing { PROGRESS_PENDING, PROGRESS_DONE, PROGRESS_FAILS_NOW };
enum progress_standing progress_standing(const struct progress *progress, const char *name);
bool progress_done(const struct progress *progress, const char *name);

/* Finds or makes the entry. The pointer is valid until the next call that adds an entry. */
struct progress_entry *progress_entry(struct progress *progress, const char *name);

/* Gives the entry of an exercise to its new name. If the new name has an entry, that one stays. */
void progress_rename(struct progress *progress, const char *from, const char *to);
/* sets a field of an entry to a copy */
void progress_set_text(char **field, const char *text_or_null);

/* Returns whether names with spaces between them ("E0382 tests::a") have this name. NULL: none. */
bool progress_names_topic(const char *names_or_null, const char *name, size_t len);

/* Sets the current exercise and the time of the choice. */
void progress_set_current(struct progress *progress, const char *name_or_null);

#endif
