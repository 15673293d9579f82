/*
 * The speed-ups can be turned off one by one: RUSTGYM_WITHOUT=held,linker,shared_deps,commands.
 * tests/bench/worth uses this to measure each of them.
 */
#ifndef RUSTGYM_SPEEDUP_H
#define RUSTGYM_SPEEDUP_H

#include <stdbool.h>

enum speedup {
	SPEEDUP_HELD,        /* compilers are started before their source is saved */
	SPEEDUP_LINKER,      /* the linker is called directly, not by the C compiler */
	SPEEDUP_SHARED_DEPS, /* dependencies are linked once, as one library */
	SPEEDUP_COMMANDS,    /* cargo's commands are remembered */
};

bool speedup_is_on(enum speedup speedup);

#endif
