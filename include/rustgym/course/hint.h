/*
 * Reads an exercise's lesson and hints from its Markdown file.
 *
 * The text before the first heading is the lesson. A section titled "Go on" asks an open question,
 * which is shown after the pass. It is not a hint.
 *
 * A section titled "on E0382" explains one error; it is the first hint while that error occurs (see
 * verdict_topics). Instead of a code the title can have the name of a lint or of a test. The name
 * may be in backticks, and a remark in parentheses may follow.
 *
 * All other sections are the rungs of the ladder. The first rung helps little, the last one nearly
 * tells the answer. A title like "on the last line" names no error, so its section is a rung, too.
 */
#ifndef RUSTGYM_HINT_H
#define RUSTGYM_HINT_H

#include "rustgym/base/error.h"
#include "rustgym/course/course.h"

#include <stddef.h>

struct rung {
	char *title;
	char *body; /* CommonMark, without the title */
	/* the code, lint or test that it explains ("E0382"); NULL for a rung of the ladder */
	char *on;
};

#define HINTS_GO_ON "Go on"

struct hints {
	char *lesson; /* CommonMark; NULL when there is none */
	char *go_on;  /* CommonMark; NULL when there is none */
	struct rung *rungs;
	size_t count;
	size_t *ladder; /* indexes of the rungs of the ladder */
	size_t ladder_length;
};

/*
 * `folder` is the folder that has hints/, or the root of a course of another form. ERROR_COURSE: the
 * exercise has no hints. The caller clears `hints`.
 */
int hints_load(const char *folder, const struct exercise *exercise, struct hints *hints,
	       struct error *err);

/* Reads the hints from a text in UTF-8. Control characters and escape sequences are removed from it. */
void hints_parse(const char *source, struct hints *hints);

size_t hints_ladder_length(const struct hints *hints);
const struct rung *hints_ladder(const struct hints *hints, size_t index);
const struct rung *hints_on(const struct hints *hints, const char *topic);
void hints_clear(struct hints *hints);

/* Returns folder/hints/NN_phase/NN_topic/NAME + suffix, which the caller frees. */
char *hints_path(const char *folder, const struct exercise *exercise, const char *suffix);

#endif
