/*
 * Puts rustgym-relay between cargo and rustc (RUSTC_WRAPPER). The relay drops flags that turn
 * warnings into errors (`-D warnings` in RUSTFLAGS or in a config). Warnings never fail an
 * exercise, with cargo or without. [lints] of the manifest still count, because the course's author
 * wrote them. The relay also captures commands (capture.h).
 */
#ifndef RUSTGYM_CARGO_WRAPPER_H
#define RUSTGYM_CARGO_WRAPPER_H

#include "rustgym/base/strings.h"

#include <stdbool.h>

/* Returns whether the learner has a wrapper of rustc for the package in `folder`. */
bool wrapper_is_theirs(const char *folder);

/*
 * Adds the variables that make cargo call rustc through the relay. The relay calls a wrapper that
 * the learner's environment names. Returns false and adds nothing if a config names a wrapper, or
 * if the relay or the learner's wrapper is not installed.
 */
bool wrapper_use(const char *folder, struct strings *env);

#endif
