/*
 * Which hint comes next: first what explains the failure at hand, then the ladder, one rung a call;
 * progress remembers which were shown.
 */
#ifndef RUSTGYM_ADVICE_H
#define RUSTGYM_ADVICE_H

#include "rustgym/app/app.h"

/*
 * Appends the next hint, drawn. all: every rung at once, remembering none. rung (from 1): that one;
 * 0: the next. ERROR_USAGE when there is no such rung.
 */
int advice_next(struct app *app, const struct exercise *exercise, int rung, bool all,
		struct buffer *out, struct error *err);

#endif
