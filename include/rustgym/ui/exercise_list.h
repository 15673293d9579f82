/*
 * A list of all exercises that a learner can move in: the model, and how it is drawn. It has no
 * keys: the caller turns keys into these moves.
 *
 * Rows are phases, topics and exercises. A folded topic hides its exercises, a folded phase its topics. A
 * search or a filter shows only the exercises that match, below the names of their topics, folded or not.
 */
#ifndef RUSTGYM_EXERCISE_LIST_H
#define RUSTGYM_EXERCISE_LIST_H

#include "rustgym/course/course.h"
#include "rustgym/ui/style.h"
#include "rustgym/workspace/progress.h"

#include <stdbool.h>
#include <stddef.h>

enum list_filter { LIST_ALL, LIST_PENDING, LIST_FAILS_NOW, LIST_DONE, LIST_FILTER_COUNT };

/* A phase has no topic, a topic has no exercise. */
struct list_row {
	const struct phase *phase;
	const struct topic *topic;
	const struct exercise *exercise;
};

struct exercise_list {
	const struct course *course;     /* borrowed, as are the next two */
	const struct progress *progress; /* set anew by exercise_list_update */
	const struct exercise *current;
	struct list_row *rows; /* the rows that are shown */
	size_t count, cursor;  /* cursor: an index of rows */
	size_t longest;        /* columns of the longest name */
	struct list_row kept;  /* where the learner put the cursor; a filter can hide that row */
	bool *folded;          /* topics; indexed by the topic's first exercise */
	bool *folded_phases;   /* indexed as the phases of the course */
	enum list_filter filter;
	struct buffer search; /* "": none */
	bool searching;       /* characters are typed into the search */
};

/* Opens the list at the current exercise; `current` may be NULL. */
void exercise_list_open(struct exercise_list *list, const struct course *course,
			const struct progress *progress, const struct exercise *current);
void exercise_list_close(struct exercise_list *list);

/* Takes other progress over. The cursor stays where the learner put it. */
void exercise_list_update(struct exercise_list *list, const struct progress *progress,
			  const struct exercise *current);

/* Moves the cursor by a number of rows, which may be negative, and stops at both ends. */
void exercise_list_move(struct exercise_list *list, long rows);
/*
 * Folds or unfolds the topic or the phase at the cursor. To fold goes up: from an exercise to its topic,
 * from a folded topic to its phase.
 */
void exercise_list_fold(struct exercise_list *list, bool fold);
void exercise_list_next_filter(struct exercise_list *list);
const char *exercise_list_filter(const struct exercise_list *list); /* its name: "pending" */
/* Returns whether neither a filter nor a search hides exercises. */
bool exercise_list_is_whole(const struct exercise_list *list);
/* Adds a character to the search; '\b' removes the last one. */
void exercise_list_type(struct exercise_list *list, char c);
/* Ends the typing. The cursor stays on what was found. */
void exercise_list_take_search(struct exercise_list *list);
/* Returns how many exercises the rows show. */
size_t exercise_list_found(const struct exercise_list *list);
/* Ends the search and shows all. Returns false if there was nothing to end. */
bool exercise_list_show_all(struct exercise_list *list);

/* Returns the exercise at the cursor. On a topic or a phase it is the first one that is shown, else its first one. */
const struct exercise *exercise_list_chosen(const struct exercise_list *list);

/*
 * Returns whether an exercise matches a search: each word of it is in the name, the title, a skill's
 * id or title, or what the exercise fails with; or its number begins so; or the letters of the word are in the name in this
 * order, or in a word of the others that begins with the same letter ("borow"). Letter case makes no
 * difference. "" matches all.
 */
bool exercise_list_matches(const struct course *course, const struct exercise *exercise,
			   const char *search);

/* Appends the lines; none is wider than style->width. Returns in *line the line of the cursor. */
void exercise_list_draw(const struct exercise_list *list, const struct style *style, size_t *line,
			struct buffer *out);

#endif
