/*
 * The list of exercises in the source of an installed rustlings. What `rustlings init` makes has none, and so no
 * hints; but cargo keeps the source of each program that it has installed.
 */
#ifndef RUSTGYM_RUSTLINGS_INSTALLED_H
#define RUSTGYM_RUSTLINGS_INSTALLED_H

#include "rustgym/base/json.h"

/*
 * Returns the list of the version that was installed last. NULL: there is none, or it cannot be read. The
 * caller frees it with json_free.
 */
struct json *rustlings_installed(void);

/* Returns what the list says about an exercise, or NULL. */
const struct json_value *rustlings_installed_find(const struct json *list, const char *name);

#endif
