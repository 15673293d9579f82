/*
 * Long text for a person: through the learner's pager on a terminal, as it is in a pipe.
 */
#ifndef RUSTGYM_PAGER_H
#define RUSTGYM_PAGER_H

#include "rustgym/app.h"
#include "rustgym/buffer.h"

/*
 * On a terminal: $PAGER, or less, or (where there is none, or $PAGER is empty or "cat") plainly.
 * The text is untrusted there: nothing in it but colours is obeyed. ERROR_IO.
 */
int pager_show(const struct app *app, const struct buffer *text, struct error *err);

#endif
