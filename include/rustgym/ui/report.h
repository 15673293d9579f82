/*
 * Describes a verdict, an exercise, and the learner's progress in the course. `run` prints these
 * lines, and the watch screen shows them.
 */
#ifndef RUSTGYM_REPORT_H
#define RUSTGYM_REPORT_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/verdict.h"
#include "rustgym/ui/style.h"
#include "rustgym/workspace/progress.h"

#include <stdbool.h>

/* Appends the whole verdict. `polish` adds the warnings that do not block a pass. */
void report_verdict(const struct verdict *verdict, bool polish, const struct style *style,
		    struct buffer *out);

/* Which of a verdict's findings are shown whole. The others are shown in one line each. */
enum { REPORT_ALL = -1 };
struct report_options {
	bool polish; /* adds the warnings that do not block a pass */
	int open;    /* an index of the findings, or REPORT_ALL */
	size_t most; /* of REPORT_ALL: how many failed tests are shown whole; 0: all */
	bool whole;  /* long values and long output are not cut */
};

/* Appends what follows the first line. */
void report_body(const struct verdict *verdict, const struct report_options *options,
		 const struct style *style, struct buffer *out);

/* Returns whether the open finding is cut, so that `whole` would show more of it. */
bool report_cuts(const struct verdict *verdict, const struct style *style);

/* Returns the number of findings: the errors, or the failed tests if it compiles. */
size_t report_findings(const struct verdict *verdict);

/*
 * Appends the first error, or the first failed test with its values, on one line without its end; nothing if
 * there is none.
 */
void report_first_finding(const struct verdict *verdict, struct buffer *out);

/* Appends an error in one line: its code, its place and its message. */
void report_error_line(const struct diagnostic *diagnostic, const struct style *style,
		       struct buffer *out);

/* Appends the verdict's first line: the exercise, whether it passed, and the reason if not. */
void report_headline(const struct verdict *verdict, const struct style *style, struct buffer *out);

/* Appends one diagnostic, as the compiler draws it. */
void report_diagnostic(const struct diagnostic *diagnostic, const struct style *style,
		       struct buffer *out);

/* Appends "name  title", the exercise's path, and the skills that it teaches. */
void report_exercise(const struct exercise *exercise, const struct style *style,
		     struct buffer *out);

/* Appends the title and the address of each of its links; nothing when it has none. */
void report_links(const struct exercise *exercise, const struct style *style, struct buffer *out);

/* Which exercises a list has. A NULL field selects all. */
struct list_selection {
	const char *phase, *topic; /* a part of the folder or of the title; case does not matter */
	const char *
		skill; /* a skill's id, or its beginning up to a dot ("1.3"), or a part of its title */
	bool pending; /* only those that are not done */
};

/* Returns whether a list has the exercise. `selection` may be NULL. */
bool report_selects(const struct course *course, const struct exercise *exercise,
		    const struct progress *progress, const struct list_selection *selection);

/*
 * Appends the selected exercises with their numbers and states, and how many of all are done. `current` and
 * `selection` may be NULL. If style->width is 0, the rows are as wide as their titles; otherwise none is wider
 * than that, and a narrow window has no numbers.
 */
void report_list(const struct course *course, const struct progress *progress,
		 const struct exercise *current, const struct list_selection *selection,
		 const struct style *style, struct buffer *out);

/* Appends a row for each of some exercises, with its state. Rows that are too wide are broken. */
void report_exercises(const struct exercise *const *exercises, size_t count,
		      const struct progress *progress, const struct exercise *current,
		      const struct style *style, struct buffer *out);

size_t report_count_done(const struct course *course, const struct progress *progress);
size_t report_count_done_in(const struct course *course, const struct progress *progress,
			    const struct topic *topic);

#endif
