/*
 * Opens libuv's event loop, and reports an error if too few descriptors are free.
 */
#ifndef RUSTGYM_LOOP_H
#define RUSTGYM_LOOP_H

#include "rustgym/base/error.h"

#include <uv.h>

/*
 * Opens the loop; the caller closes it with uv_loop_close. ERROR_ENVIRONMENT: too few descriptors
 * are free; then there is nothing to close. Without this check libuv would abort the program later.
 */
int loop_open(uv_loop_t *loop, struct error *err);

#endif
