/*
 * Fetches from and pushes to another git repository with the learner's own git, which knows their
 * keys, proxies and credential helpers. After an error, git's messages are printed without control
 * characters.
 *
 * git asks for passwords on the terminal. Without a terminal it does not ask. It is ended if
 * nothing arrives for too long.
 */
#ifndef RUSTGYM_REMOTE_H
#define RUSTGYM_REMOTE_H

#include "rustgym/base/error.h"

#include <stdbool.h>

enum { REMOTE_PATIENCE_S = 120 };

/*
 * Fetches the exchanged refs into the git directory `folder`, or pushes them from there.
 * `patience_s` is the time in seconds without output after which git is ended. ERROR_ENVIRONMENT.
 */
int remote_fetch(const char *address, const char *folder, unsigned patience_s, struct error *err);

/* *outrun: another workspace pushed first, so nothing was pushed. That is no error. */
int remote_push(const char *address, const char *folder, unsigned patience_s, bool *outrun,
		struct error *err);

#endif
