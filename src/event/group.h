/*
 * A process group: a job's program and all processes that it starts, except those that call setsid.
 */
#ifndef RUSTGYM_GROUP_H
#define RUSTGYM_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Signals all processes of the group at once, so that none can start another one unnoticed. */
void group_signal(int group, int signal);

struct group_usage {
	size_t size;   /* number of processes */
	bool runnable; /* a process is running, or is waiting for a processor or the disk */
	/* processor time of the processes and of the children that they waited for */
	uint64_t processor_ms;
};

/* Returns false if it is unknown (no /proc). */
bool group_look(int group, struct group_usage *usage);

#endif
