/*
 * The processes of a confined job: the group of its leader, everything that descends from it, and the
 * orphans that it left behind.
 *
 * On Linux a process whose parent ended becomes our child (family_adopt), in whatever session it is. It
 * is an orphan if the loop did not start it and it has the sign of confined jobs, which no process can
 * take off: it may not gain privileges, or files have a limit of size. An orphan with the mark of
 * another job in its environment belongs to that job while it runs; any other belongs to whoever asks.
 * On other systems there is only the group.
 */
#ifndef RUSTGYM_FAMILY_H
#define RUSTGYM_FAMILY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <uv.h>

struct family {
	uv_loop_t *loop; /* NULL: no orphans */
	pid_t leader;
	const char *mark; /* "NAME=value", which the job's processes inherit */
};

struct family_usage {
	size_t size;           /* number of processes */
	bool runnable;         /* one of them runs, or waits for a processor or a disk */
	uint64_t processor_ms; /* processor time */
};

/* Makes this process the new parent of the processes that its descendants leave behind. */
void family_adopt(void);

/* Sends a signal to the leader's group. */
void family_signal(const struct family *family, int signal);

/* Returns false if it cannot be known, or if there is no process. */
bool family_look(const struct family *family, struct family_usage *usage);

/*
 * Ends and reaps the orphans with all their descendants, and reaps those that ended by themselves.
 * Returns false if a process did not end soon (for example because a disk hangs); the next call tries
 * again.
 */
bool family_end(const struct family *family);

#endif
