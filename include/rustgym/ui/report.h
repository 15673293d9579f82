/*
 * A verdict, an exercise and the learner's way through the course in words: the lines that `run`
 * prints and that the watch screen shows.
 */
#ifndef RUSTGYM_REPORT_H
#define RUSTGYM_REPORT_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/verdict.h"
#include "rustgym/ui/style.h"
#include "rustgym/workspace/progress.h"

#include <stdbool.h>

/* The whole verdict. polish: also the warnings that don't block. */
void report_verdict(const struct verdict *verdict, bool polish, const struct style *style,
		    struct buffer *out);

/* Its first line: the exercise, whether it passed, why not. */
void report_headline(const struct verdict *verdict, const struct style *style, struct buffer *out);

/* One diagnostic, as the compiler draws it. */
void report_diagnostic(const struct diagnostic *diagnostic, const struct style *style,
		       struct buffer *out);

/* "name  title", its path, and what it teaches. */
void report_exercise(const struct exercise *exercise, const struct style *style,
		     struct buffer *out);

/* The list of all exercises with their states; current may be NULL. */
void report_list(const struct course *course, const struct progress *progress,
		 const struct exercise *current, const struct style *style, struct buffer *out);

size_t report_count_done(const struct course *course, const struct progress *progress);

#endif
