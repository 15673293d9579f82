/*
 * Opening libuv's event loop on a machine that may have no descriptors left.
 */
#ifndef RUSTGYM_LOOP_H
#define RUSTGYM_LOOP_H

#include "rustgym/base/error.h"

#include <uv.h>

/*
 * ERROR_ENVIRONMENT, and nothing to close, when too few descriptors are left to work with: libuv
 * aborts the program when it meets that later. uv_loop_close closes it.
 */
int loop_open(uv_loop_t *loop, struct error *err);

#endif
