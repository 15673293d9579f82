/*
 * Another git repository, reached by the learner's own git: it knows their keys, proxies and
 * credential helpers. What it says is shown when it fails, and obeyed by no terminal.
 *
 * It asks for passwords on the terminal, and where there is none it asks nobody. It is ended when
 * nothing moves for too long.
 */
#ifndef RUSTGYM_REMOTE_H
#define RUSTGYM_REMOTE_H

#include "rustgym/base/error.h"

#include <stdbool.h>

enum { REMOTE_PATIENCE_S = 120 };

/* What workspaces tell each other, into or out of a git directory. ERROR_ENVIRONMENT. */
int remote_fetch(const char *address, const char *folder, unsigned patience_s, struct error *err);

/* *outrun: somebody else was there first; nothing was forced. That is no error. */
int remote_push(const char *address, const char *folder, unsigned patience_s, bool *outrun,
		struct error *err);

#endif
