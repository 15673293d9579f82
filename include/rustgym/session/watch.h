/* A watching session, as a command starts it. */
#ifndef RUSTGYM_WATCH_H
#define RUSTGYM_WATCH_H

#include "rustgym/app/app.h"
#include "rustgym/base/error.h"

#include <stdbool.h>

/*
 * Runs a session and returns when it has ended: with a screen on a terminal, else with plain lines; with
 * json as events, one a line.
 */
int watch_run(struct app *app, bool json, struct error *err);

#endif
