/*
 * How a program of the learner's is linked: by rustgym-relay, which calls the linker as the C compiler
 * would call it, without the C compiler; or where it does not know how, by that.
 */
#ifndef RUSTGYM_LINKER_H
#define RUSTGYM_LINKER_H

#include "rustgym/base/strings.h"
#include "rustgym/toolchain/toolchain.h"

/*
 * Adds to a compiler's command what makes it link like that; what is learned stays below cache. False,
 * and nothing is added, where the relay is not installed, or not on Linux.
 */
bool linker_use(const struct toolchain *toolchain, const char *cache, struct strings *argv,
		struct strings *env);

#endif
