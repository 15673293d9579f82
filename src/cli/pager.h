/*
 * Shows long text to a person: in the learner's pager on a terminal, plainly in a pipe.
 */
#ifndef RUSTGYM_PAGER_H
#define RUSTGYM_PAGER_H

#include "rustgym/app/app.h"
#include "rustgym/base/buffer.h"

/*
 * On a terminal, shows the text in $PAGER or in less. If neither exists, or $PAGER is "" or "cat",
 * prints it. On a terminal the text may be untrusted: only colours in it have an effect. ERROR_IO.
 */
int pager_show(const struct app *app, const struct buffer *text, struct error *err);

/*
 * Shows a diff. $GIT_PAGER and git's core.pager come before $PAGER. A pager command that needs a
 * shell (a pipe, a variable) is skipped.
 */
int pager_show_diff(const struct app *app, const struct buffer *text, struct error *err);

#endif
