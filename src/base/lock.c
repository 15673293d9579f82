#include "rustgym/base/lock.h"
#include "rustgym/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct lock {
	int fd;
	dev_t device;
	ino_t inode;
	/* the process that took it: after a fork, the child has this list but not the locks */
	pid_t owner;
	struct lock *next;
};

/*
 * The locks of this process. The kernel's locks belong to the process, not to a thread or a
 * descriptor, so this list is global, too.
 */
static struct {
	pthread_mutex_t mutex;
	struct lock *first;
} held = {PTHREAD_MUTEX_INITIALIZER, NULL};

static bool is_held_here(const struct stat *st)
{
	for (const struct lock *lock = held.first; lock; lock = lock->next)
		if (lock->device == st->st_dev && lock->inode == st->st_ino &&
		    lock->owner == getpid())
			return true;
	return false;
}

enum attempt { TAKEN, HELD, GONE, FAILED }; /* GONE: the file was replaced meanwhile */

/* After FAILED, errno is set. */
static enum attempt try_descriptor(int fd, const char *path, struct lock *lock, long *holder)
{
	struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	struct stat here, there;

	if (fcntl(fd, F_SETLK, &range) < 0) {
		if (errno != EACCES && errno != EAGAIN)
			return FAILED;
		if (fcntl(fd, F_GETLK, &range) == 0 && range.l_type != F_UNLCK)
			*holder = (long)range.l_pid;
		return HELD;
	}
	if (fstat(fd, &here) < 0)
		return FAILED;
	if (lstat(path, &there) < 0 || here.st_dev != there.st_dev || here.st_ino != there.st_ino)
		return GONE;
	*lock = (struct lock){fd, here.st_dev, here.st_ino, getpid(), held.first};
	return TAKEN;
}

/* The mutex is held, so that no other thread opens or closes the file meanwhile. */
static enum attempt try_locked(const char *path, struct lock *lock, long *holder)
{
	enum attempt attempt;
	struct stat st;
	int fd, failure;

	*holder = 0;
	if (lstat(path, &st) == 0 && is_held_here(&st)) {
		*holder = (long)getpid();
		return HELD;
	}
	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	if (fd < 0)
		return FAILED;
	attempt = try_descriptor(fd, path, lock, holder);
	failure = errno;
	if (attempt != TAKEN)
		close(fd);
	errno = failure;
	return attempt;
}

static enum attempt try_once(const char *path, struct lock *lock, long *holder)
{
	enum attempt attempt;
	int failure;

	pthread_mutex_lock(&held.mutex);
	attempt = try_locked(path, lock, holder);
	failure = errno;
	if (attempt == TAKEN)
		held.first = lock;
	pthread_mutex_unlock(&held.mutex);
	errno = failure;
	return attempt;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int lock_take(const char *path, unsigned wait_ms, struct lock **out, long *holder,
	      struct error *err)
{
	const struct timespec moment = {.tv_nsec = 2 * 1000 * 1000};
	struct lock *lock = memory_new(sizeof(*lock));
	int64_t end = now_ms() + wait_ms;
	enum attempt attempt;
	long pid;
	int result = 0;

	while ((attempt = try_once(path, lock, &pid)) != TAKEN && attempt != FAILED) {
		if (now_ms() >= end)
			break;
		nanosleep(&moment, NULL);
	}
	if (attempt == FAILED && errno == ELOOP)
		result = error_set(err, ERROR_IO,
				   "%s is a symbolic link, and no lock of rustgym's; delete it",
				   path);
	else if (attempt == FAILED)
		result = error_errno(err, errno, "%s can't be locked", path);
	else if (attempt != TAKEN && pid)
		result = error_set(err, ERROR_ENVIRONMENT, "%s is held by process %ld", path, pid);
	else if (attempt != TAKEN)
		result = error_set(err, ERROR_ENVIRONMENT, "%s is held by another process", path);
	if (holder)
		*holder = pid;
	if (result) {
		free(lock);
		lock = NULL;
	}
	*out = lock;
	return result;
}

void lock_release(struct lock *lock)
{
	struct lock **at = &held.first;

	if (!lock)
		return;
	pthread_mutex_lock(&held.mutex);
	while (*at && *at != lock)
		at = &(*at)->next;
	if (*at)
		*at = lock->next;
	close(lock->fd);
	pthread_mutex_unlock(&held.mutex);
	free(lock);
}

bool lock_mark(int fd)
{
	struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	return fcntl(fd, F_SETLK, &range) == 0;
}
