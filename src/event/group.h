/*
 * A process group: a job's program and all that it starts, unless that leaves it by setsid.
 */
#ifndef RUSTGYM_GROUP_H
#define RUSTGYM_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Signals all of it at once: nobody in it can start another that is not signalled. */
void group_signal(int group, int signal);

struct group_usage {
	size_t size;   /* processes in it now */
	bool runnable; /* one of them works, or would work if it had a processor or its disk */
	uint64_t
		processor_ms; /* that they have used, with the children for which they have waited */
};

/* False where it can't be known (no /proc). */
bool group_look(int group, struct group_usage *usage);

#endif
