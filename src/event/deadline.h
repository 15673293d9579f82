/*
 * A deadline that is fair: it counts only time that a program could have used.
 *
 * Time in which rustgym did not look does not count: it was stopped (Ctrl-Z), or the machine was suspended.
 * Where the program's processes are known, time in which they wait for a processor does not count either:
 * on a busy machine the program ends later, but it is as right as on an idle one.
 */
#ifndef RUSTGYM_DEADLINE_H
#define RUSTGYM_DEADLINE_H

#include "group.h"

#include <stdbool.h>
#include <stdint.h>

/* All in ms. */
struct deadline {
	uint64_t
		own_limit; /* what the program works, sleeps, or waits for its own reasons; 0: none */
	uint64_t wall_limit; /* all that passes while rustgym looks */
	uint64_t tick;       /* how often deadline_look is going to be called */
	uint64_t looked;     /* when it was called last */
	uint64_t own, wall;  /* passed until then */
	uint64_t processor;  /* that the program had used then */
};

/* now: of the clock of deadline_look. */
void deadline_start(struct deadline *deadline, uint64_t own_limit, uint64_t wall_limit,
		    uint64_t tick, uint64_t now);

/* usage: of the program's processes; NULL: not known. True when the deadline is over. */
bool deadline_look(struct deadline *deadline, uint64_t now, const struct group_usage *usage);

#endif
