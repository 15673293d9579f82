/*
 * All processes of this machine at one moment, from /proc. On other systems there are none.
 */
#ifndef RUSTGYM_PROCESSES_H
#define RUSTGYM_PROCESSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct process {
	pid_t pid, parent, group;
	char state;       /* 'Z': it has ended; see proc_pid_stat(5) */
	uint64_t ticks;   /* processor time, with that of its children that have ended */
	bool has_threads; /* more than one */
	size_t parent_at; /* index of its parent; PROCESSES_NONE: it is not there */
};

#define PROCESSES_NONE ((size_t)-1)

struct processes {
	struct process *items; /* by their pid */
	size_t count;
};

/* Returns false if there is no /proc. The caller clears `processes`. */
bool processes_read(struct processes *processes);
void processes_clear(struct processes *processes);

/* Returns the ancestor of items[at], or itself, whose parent is `parent`; PROCESSES_NONE: none. */
size_t processes_child_above(const struct processes *processes, size_t at, pid_t parent);

/* Returns whether items[at] is `pid` or descends from it. */
bool processes_descends(const struct processes *processes, size_t at, pid_t pid);

/* Returns whether a thread of the process runs or waits for a disk. */
bool process_is_runnable(const struct process *process);

#endif
