/*
 * A lock that only one process can hold: a POSIX record lock on a file.
 *
 * The kernel releases the lock when the process ends, even if its children still have copies of its
 * descriptors. Closing any descriptor of the file would release it, too, so only this module opens
 * the lock's file. Two threads of a process cannot both hold the lock.
 */
#ifndef RUSTGYM_LOCK_H
#define RUSTGYM_LOCK_H

#include "rustgym/base/error.h"

#include <stdbool.h>

struct lock;

/*
 * Takes the lock, and makes the file if it is missing. Waits at most wait_ms milliseconds for
 * another holder. ERROR_ENVIRONMENT: another holder still has the lock; *holder is its process, or
 * 0 if the system does not tell. `holder` may be NULL. ERROR_IO: the file cannot be opened or
 * locked. After an error *lock is NULL.
 */
int lock_take(const char *path, unsigned wait_ms, struct lock **lock, long *holder,
	      struct error *err);

/* NULL is fine. */
void lock_release(struct lock *lock);

/* Marks a file that the caller has just made as in use. Closing the descriptor ends the mark. */
bool lock_mark(int fd);

#endif
