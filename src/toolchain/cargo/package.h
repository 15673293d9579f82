/* A package as cargo builds it. */
#ifndef RUSTGYM_PACKAGE_H
#define RUSTGYM_PACKAGE_H

#include <stdint.h>

struct toolchain;

/*
 * A number for all that decides how cargo builds the package in folder, apart from its sources: its
 * settings, the names of its files, the toolchain, and the environment but for what terminals put there.
 */
uint64_t package_fingerprint(const struct toolchain *toolchain, const char *folder);

#endif
