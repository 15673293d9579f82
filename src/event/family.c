#include "family.h"
#include "child.h"
#include "processes.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/*
 * Each round finds the children of processes that the last round ended, and processes that needed
 * time to end.
 */
enum { ROUNDS_MAX = 200, ROUND_US = 1000 };

void family_adopt(void)
{
#ifdef __linux__
	prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
}

void family_signal(const struct family *family, int signal)
{
	if (family->leader > 0)
		kill(-family->leader, signal);
}

/* ---- orphans --------------------------------------------------------------------------------- */

/* Files in /proc have no size, so they are read to their end. */
static bool read_proc(pid_t pid, const char *name, struct buffer *out)
{
	char path[64];
	ssize_t got;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/%s", (long)pid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	do {
		buffer_reserve(out, 4096);
		got = read(fd, out->data + out->len, 4096);
		if (got > 0)
			out->len += (size_t)got;
	} while (got > 0 || (got < 0 && errno == EINTR));
	out->data[out->len] = '\0';
	close(fd);
	return true;
}

#ifdef __linux__
static bool has_sign(pid_t pid)
{
	struct buffer status = BUFFER_INIT;
	struct rlimit files, own;
	bool found;

	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1) /* all our children have that, too */
		return getrlimit(RLIMIT_FSIZE, &own) == 0 && own.rlim_max > CHILD_FILE_MAX &&
		       prlimit(pid, RLIMIT_FSIZE, NULL, &files) == 0 &&
		       files.rlim_max <= CHILD_FILE_MAX;
	found = read_proc(pid, "status", &status) && strstr(status.data, "\nNoNewPrivs:\t1\n");
	buffer_clear(&status);
	return found;
}
#else
static bool has_sign(pid_t pid)
{
	(void)pid;
	return false;
}
#endif

/* The entry of the environment that has this job's mark, or another's; NULL: there is none. */
static const char *find_mark(const struct buffer *environment, const char *mark)
{
	size_t name = strcspn(mark, "=") + 1;
	const char *found = NULL;

	for (size_t at = 0; at < environment->len; at += strlen(environment->data + at) + 1) {
		const char *entry = environment->data + at;

		if (strcmp(entry, mark) == 0)
			return entry;
		if (strncmp(entry, mark, name) == 0)
			found = entry;
	}
	return found;
}

static bool belongs(const struct family *family, pid_t pid)
{
	struct buffer environment = BUFFER_INIT;
	const char *mark = NULL;
	bool ours, others;

	if (read_proc(pid, "environ", &environment))
		mark = find_mark(&environment, family->mark);
	ours = mark && strcmp(mark, family->mark) == 0;
	others = mark && !ours && child_with_mark(family->loop, mark);
	buffer_clear(&environment);
	return ours || (!others && has_sign(pid));
}

/* Returns whether items[at] is an orphan of the family. */
static bool is_orphan(const struct family *family, const struct processes *all, size_t at)
{
	return family->loop && all->items[at].parent == getpid() &&
	       !child_is_known(family->loop, all->items[at].pid) &&
	       belongs(family, all->items[at].pid);
}

/*
 * Makes an array that says for each process whether it is an orphan of the family, or descends from
 * one. The caller frees it.
 */
static bool *orphans_of(const struct family *family, const struct processes *all)
{
	bool *orphans = memory_new(all->count * sizeof(*orphans));

	for (size_t i = 0; i < all->count; i++)
		orphans[i] = is_orphan(family, all, i);
	for (size_t i = 0; i < all->count; i++) {
		size_t above = processes_child_above(all, i, getpid());

		orphans[i] = above != PROCESSES_NONE && orphans[above];
	}
	return orphans;
}

/* ---- looking --------------------------------------------------------------------------------- */

bool family_look(const struct family *family, struct family_usage *usage)
{
	struct processes all;
	bool known = processes_read(&all);
	bool *orphans = orphans_of(family, &all);
	uint64_t ticks = 0;

	*usage = (struct family_usage){0};
	for (size_t i = 0; i < all.count; i++) {
		const struct process *process = &all.items[i];

		if (process->group != family->leader && !orphans[i] &&
		    !processes_descends(&all, i, family->leader))
			continue;
		usage->size++;
		ticks += process->ticks;
		usage->runnable = usage->runnable || process_is_runnable(process);
	}
	usage->processor_ms = ticks * 1000 / (uint64_t)sysconf(_SC_CLK_TCK);
	free(orphans);
	processes_clear(&all);
	return known && usage->size;
}

/* ---- ending ---------------------------------------------------------------------------------- */

/*
 * Returns the number of processes that must end. A process that takes time to end is counted in
 * several rounds.
 */
static size_t end_round(const struct family *family)
{
	struct processes all;
	size_t ended = 0;
	bool *orphans;

	processes_read(&all);
	orphans = orphans_of(family, &all);
	for (size_t i = 0; i < all.count; i++) {
		const struct process *process = &all.items[i];

		if (process->state == 'Z' && process->parent == getpid() &&
		    !child_is_known(family->loop, process->pid) && has_sign(process->pid))
			waitpid(process->pid, NULL, WNOHANG);
		else if (process->state != 'Z' && orphans[i] && kill(process->pid, SIGKILL) == 0)
			ended++;
	}
	free(orphans);
	processes_clear(&all);
	return ended;
}

bool family_end(const struct family *family)
{
	for (int round = 0; round < ROUNDS_MAX; round++) {
		if (end_round(family) == 0)
			return true;
		usleep(ROUND_US);
	}
	return false;
}
