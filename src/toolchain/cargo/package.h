/* Describes how cargo builds a package. */
#ifndef RUSTGYM_PACKAGE_H
#define RUSTGYM_PACKAGE_H

#include <stdint.h>

struct toolchain;

/*
 * Returns a hash of everything that decides how cargo builds the package in `folder`, except the
 * contents of its sources: its settings, the names of its sources, the toolchain, and the
 * environment without the variables that terminals, editors and sessions set.
 */
uint64_t package_fingerprint(const struct toolchain *toolchain, const char *folder);

#endif
