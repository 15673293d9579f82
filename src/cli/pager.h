/*
 * Long text for a person: through the learner's pager on a terminal, as it is in a pipe.
 */
#ifndef RUSTGYM_PAGER_H
#define RUSTGYM_PAGER_H

#include "rustgym/app/app.h"
#include "rustgym/base/buffer.h"

/*
 * On a terminal: $PAGER, or less, or (where there is none, or $PAGER is empty or "cat") plainly.
 * The text is untrusted there: nothing in it but colours is obeyed. ERROR_IO.
 */
int pager_show(const struct app *app, const struct buffer *text, struct error *err);

/*
 * The same for a diff: before $PAGER come $GIT_PAGER and core.pager of the learner's git. One that
 * only a shell could run (a pipe, a variable) is passed over.
 */
int pager_show_diff(const struct app *app, const struct buffer *text, struct error *err);

#endif
