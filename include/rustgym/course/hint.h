/*
 * An exercise's lesson and its hint ladder: the text and the sections of its Markdown file, in order.
 *
 * The text before the first heading is the lesson. A section titled "Go on" asks an open question, which
 * is shown after the pass; it is no hint.
 *
 * A section titled "on E0382" (or a lint's or a test's name, in backticks or not, with a remark in
 * parentheses or not) is offered first when that is what is failing now (see verdict_topics). The others
 * are the ladder's rungs, from a nudge to nearly the answer; so is one whose "on" is followed by
 * something else: "on the last line".
 */
#ifndef RUSTGYM_HINT_H
#define RUSTGYM_HINT_H

#include "rustgym/base/error.h"
#include "rustgym/course/course.h"

#include <stddef.h>

struct rung {
	char *title;
	char *body; /* CommonMark, without the title */
	char *on;   /* what it is about ("E0382"), or NULL for a rung of the ladder */
};

#define HINTS_GO_ON "Go on"

struct hints {
	char *lesson; /* CommonMark; NULL when there is none */
	char *go_on;  /* CommonMark; NULL when there is none */
	struct rung *rungs;
	size_t count;
};

/* folder: where the hints/ tree is. An exercise without a file has no hints: ERROR_COURSE. */
int hints_load(const char *folder, const struct exercise *exercise, struct hints *hints,
	       struct error *err);

/* The same out of a text, for what is not on disk. */
void hints_parse(const char *text, struct hints *hints);

size_t hints_ladder_length(const struct hints *hints);
const struct rung *hints_ladder(const struct hints *hints, size_t index);
const struct rung *hints_on(const struct hints *hints, const char *topic);
void hints_clear(struct hints *hints);

/* "hints/NN_phase/NN_topic/NAME" + suffix, below folder: free() it. */
char *hints_path(const char *folder, const struct exercise *exercise, const char *suffix);

#endif
