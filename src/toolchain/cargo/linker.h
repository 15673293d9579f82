/*
 * Links the learner's program with rustgym-relay. The relay calls the linker directly, with the
 * arguments that the C compiler would use. If it does not know them, it calls the C compiler.
 */
#ifndef RUSTGYM_LINKER_H
#define RUSTGYM_LINKER_H

#include "rustgym/base/strings.h"
#include "rustgym/toolchain/toolchain.h"

/*
 * Adds the relay to a compiler's command. The relay stores what it learns below `cache`. Returns
 * false and adds nothing if the relay is not installed, or not on Linux.
 */
bool linker_use(const struct toolchain *toolchain, const char *cache, struct strings *argv,
		struct strings *env);

#endif
