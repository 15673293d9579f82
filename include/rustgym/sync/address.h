/* Reads the address of a git repository that a learner typed. */
#ifndef RUSTGYM_ADDRESS_H
#define RUSTGYM_ADDRESS_H

#include "rustgym/base/error.h"

/*
 * Returns the address in *address, which the caller frees: the absolute path of a folder, or the
 * URL as typed. ERROR_USAGE: it is neither, or it contains a password.
 */
int address_read(const char *typed, char **address, struct error *err);

#endif
