/* Starts a watching session for a command. */
#ifndef RUSTGYM_WATCH_H
#define RUSTGYM_WATCH_H

#include "rustgym/app/app.h"
#include "rustgym/base/error.h"

#include <stdbool.h>

/*
 * Runs a session and returns when it has ended. On a terminal the session has a screen, otherwise
 * it prints plain lines. With `json` it prints events, one on each line.
 */
int watch_run(struct app *app, bool json, struct error *err);

#endif
