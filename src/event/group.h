/*
 * A process group: a job's program and all that it starts, unless that leaves it by setsid.
 */
#ifndef RUSTGYM_GROUP_H
#define RUSTGYM_GROUP_H

#include <stddef.h>

/* Signals all of it at once: nobody in it can start another that is not signalled. */
void group_signal(int group, int signal);

/* How many processes are in it now; 0 where that can't be known (no /proc). */
size_t group_size(int group);

#endif
