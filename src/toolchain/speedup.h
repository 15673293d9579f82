/*
 * The speed-ups, each of which can be left out: RUSTGYM_WITHOUT=held,linker,shared_deps,commands names those
 * that are. For tests/bench/worth, which measures what each of them is worth.
 */
#ifndef RUSTGYM_SPEEDUP_H
#define RUSTGYM_SPEEDUP_H

#include <stdbool.h>

enum speedup {
	SPEEDUP_HELD,        /* compilers are started before their source is saved */
	SPEEDUP_LINKER,      /* the linker is called without the C compiler */
	SPEEDUP_SHARED_DEPS, /* dependencies are linked once, as a library */
	SPEEDUP_COMMANDS,    /* cargo's commands are remembered */
};

bool speedup_is_on(enum speedup speedup);

#endif
