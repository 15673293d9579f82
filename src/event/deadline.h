/*
 * A fair deadline counts only time that the program could have used.
 *
 * The time in which rustgym itself was stopped (Ctrl-Z, suspend) does not count. If the program's
 * processes are known, the time in which they wait for a processor does not count either. So a busy
 * machine does not change the verdict.
 */
#ifndef RUSTGYM_DEADLINE_H
#define RUSTGYM_DEADLINE_H

#include "family.h"

#include <stdbool.h>
#include <stdint.h>

/* All times are in milliseconds. */
struct deadline {
	uint64_t own_limit; /* limit on the time that the program works, sleeps or waits; 0: none */
	uint64_t wall_limit; /* limit on the time while rustgym runs */
	uint64_t tick;       /* interval between calls of deadline_look */
	uint64_t looked;     /* time of the last call */
	uint64_t own, wall;  /* time counted until then */
	uint64_t processor;  /* processor time that the program had used then */
};

/* `now` is from the same clock as in deadline_look. */
void deadline_start(struct deadline *deadline, uint64_t own_limit, uint64_t wall_limit,
		    uint64_t tick, uint64_t now);

/*
 * Returns true when the deadline is over. `usage` describes the program's processes; NULL: unknown.
 */
bool deadline_look(struct deadline *deadline, uint64_t now, const struct family_usage *usage);

#endif
