/*
 * A lock that one process at a time holds: a POSIX record lock on a file.
 *
 * The kernel ends it with the process, even if children of that process live on with copies of its
 * descriptors. Closing any descriptor of the file would end it, too: nothing but this module opens a
 * lock's file. Threads of one process are told apart: a lock that one of them holds is held for the
 * others.
 */
#ifndef RUSTGYM_LOCK_H
#define RUSTGYM_LOCK_H

#include "rustgym/base/error.h"

#include <stdbool.h>

struct lock;

/*
 * Takes the lock and makes the file where it is missing. Waits at most wait_ms for another holder.
 * ERROR_ENVIRONMENT: the lock is still held then, and *holder (NULL is allowed) is the process that
 * holds it, or 0 where the system does not tell. ERROR_IO: the file cannot be opened or locked. After
 * an error *lock is NULL.
 */
int lock_take(const char *path, unsigned wait_ms, struct lock **lock, long *holder,
	      struct error *err);

/* NULL is fine. */
void lock_release(struct lock *lock);

/* Marks a file that the caller has just made as in use. Closing the descriptor ends that. */
bool lock_mark(int fd);

#endif
