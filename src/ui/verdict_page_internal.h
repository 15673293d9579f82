/*
 * The parts of the page share this: verdict_page.c draws the whole, pass_page.c draws the page after a pass: the
 * practised skills, the time, the next exercise.
 */
#ifndef RUSTGYM_VERDICT_PAGE_INTERNAL_H
#define RUSTGYM_VERDICT_PAGE_INTERNAL_H

#include "rustgym/ui/verdict_page.h"

/* Appends the page of an exercise that has passed. */
void pass_page_draw(const struct verdict_page *page, const struct style *style, struct buffer *out);

/* Appends the next exercise; at the end of the course, what was reached. */
void pass_page_add_next(const struct verdict_page *page, const struct style *style,
			struct buffer *out);

#endif
