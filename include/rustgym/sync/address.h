/* The address of a git repository, as a learner types it and as it is remembered. */
#ifndef RUSTGYM_ADDRESS_H
#define RUSTGYM_ADDRESS_H

#include "rustgym/base/error.h"

/*
 * *address is the caller's to free: the whole path of a folder, or the URL as it was typed.
 * ERROR_USAGE when it is neither, or has a password in it.
 */
int address_read(const char *typed, char **address, struct error *err);

#endif
