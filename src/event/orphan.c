#include "orphan.h"

#ifdef __linux__
#include "child.h"
#include "rustgym/base/buffer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * Each round finds the children of processes that the last round ended, and processes that needed
 * time to end.
 */
enum { ROUNDS_MAX = 200, ROUND_US = 1000 };

void orphans_adopt(void)
{
	prctl(PR_SET_CHILD_SUBREAPER, 1);
}

/* Files in /proc have no size, so they are read to their end. */
static bool read_proc(long pid, const char *name, struct buffer *out)
{
	char path[64];
	ssize_t got;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/%s", pid, name);
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

/*
 * Returns whether the process is our child, and its state. The file has "PID (NAME) STATE PPID
 * ..."; NAME can contain anything.
 */
static bool is_our_child(long pid, char *state)
{
	struct buffer stat = BUFFER_INIT;
	long parent = 0;
	const char *rest;

	if (read_proc(pid, "stat", &stat) && (rest = strrchr(stat.data, ')')) &&
	    sscanf(rest, ") %c %ld", state, &parent) != 2)
		parent = 0;
	buffer_clear(&stat);
	return parent == (long)getpid();
}

/* Returns whether the process has the mark in its environment, or runs the program. */
static bool belongs(long pid, const char *mark, const char *program)
{
	struct buffer environment = BUFFER_INIT;
	char link[64], target[PATH_MAX];
	bool found = false;
	ssize_t len;

	snprintf(link, sizeof(link), "/proc/%ld/exe", pid);
	len = readlink(link, target, sizeof(target));
	if (program && len == (ssize_t)strlen(program) && memcmp(target, program, (size_t)len) == 0)
		return true;
	if (read_proc(pid, "environ", &environment))
		for (size_t at = 0; at < environment.len && !found;
		     at += strlen(environment.data + at) + 1)
			found = strcmp(environment.data + at, mark) == 0;
	buffer_clear(&environment);
	return found;
}

/*
 * Returns the number of processes that must end. A process that takes time to end is counted in
 * several rounds.
 */
static size_t end_round(uv_loop_t *loop, const char *mark, const char *program)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	size_t ended = 0;

	while (proc && (entry = readdir(proc))) {
		long pid = strtol(entry->d_name, NULL, 10);
		char state = '?';

		if (pid <= 0 || !is_our_child(pid, &state) || child_is_known(loop, (pid_t)pid))
			continue;
		if (state == 'Z')
			waitpid((pid_t)pid, NULL, WNOHANG);
		else if (belongs(pid, mark, program) && kill((pid_t)pid, SIGKILL) == 0)
			ended++;
	}
	if (proc)
		closedir(proc);
	return ended;
}

bool orphans_end(uv_loop_t *loop, const char *mark, const char *program)
{
	for (int round = 0; round < ROUNDS_MAX; round++) {
		if (end_round(loop, mark, program) == 0)
			return true;
		usleep(ROUND_US);
	}
	return false;
}
#else
void orphans_adopt(void)
{
}

bool orphans_end(uv_loop_t *loop, const char *mark, const char *program)
{
	(void)loop, (void)mark, (void)program;
	return true;
}
#endif
