/*
 * Asks a person whether the code of a course may run, once for each course.
 */
#ifndef RUSTGYM_CONSENT_H
#define RUSTGYM_CONSENT_H

#include "rustgym/app/app.h"

/*
 * Returns 0 if the workspace may run code that came from `origin`, and sets app->trusted. NULL means
 * where its course came from (trust_origin). If that is not known yet, the person at the terminal is
 * asked, and a yes is kept. ERROR_ENVIRONMENT: there is no terminal, or the answer was no.
 */
int consent_get(struct app *app, const char *origin, struct error *err);

/* Keeps the answer for a course from `origin`. If that is not possible, it is said on standard error. */
void consent_keep(const struct app *app, const char *origin);

/*
 * Moves settings of an earlier version, which are in the workspace, to the user's own file if the
 * course is trusted. Either way one sentence on standard error says it.
 */
void consent_to_settings(struct app *app);

#endif
