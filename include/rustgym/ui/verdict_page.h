/*
 * Draws the page of an exercise in `watch`: its lesson while nobody has changed it, what fails, or what
 * the pass is worth and what comes next. It reads no file and no clock.
 */
#ifndef RUSTGYM_VERDICT_PAGE_H
#define RUSTGYM_VERDICT_PAGE_H

#include "rustgym/course/course.h"
#include "rustgym/history/time_spent.h"
#include "rustgym/toolchain/verdict.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/style.h"
#include "rustgym/workspace/progress.h"

#include <stdbool.h>

struct verdict_page {
	const struct course *course;
	const struct progress *progress;
	const struct exercise *exercise; /* NULL: none, because all were done at the start */
	const struct verdict *verdict;   /* NULL: there is none yet */
	const char *lesson;              /* printable; "": the exercise was changed */
	const char *task;                /* one line; "": unknown */
	const char *fits;       /* what a hint is about, of all that fails: "E0382"; NULL: none */
	const char *offers;     /* printable, for after the pass: the question and the links */
	struct time_spent time; /* after a pass */
	bool waits;             /* after a pass it stays at this exercise until the key n */
	bool moved;             /* the current exercise is `next` now */
	const struct exercise *next; /* NULL: all are done */
	/* how `next` fails now, shown in one line; NULL: the page says how it was handed out */
	const struct verdict *foreseen;
	const char *end; /* what is said then: "All exercises are done." */
	struct report_options options;
};

/* Appends the page. */
void verdict_page_draw(const struct verdict_page *page, const struct style *style,
		       struct buffer *out);

/* Appends the task ("" if it is unknown), and which exercise it belongs to. */
void verdict_page_add_task(const char *task, const struct exercise *exercise,
			   const struct style *style, struct buffer *out);

/* Appends the state for row 2: a sign, the result in words, counts and the time. No line end. */
void verdict_page_state(const struct verdict *verdict, const struct progress *progress,
			const struct style *style, struct buffer *out);

/* Returns the row of the page at which the open finding begins; 0: there is only one. */
size_t verdict_page_row(const char *page, const struct style *style, size_t columns);

#endif
