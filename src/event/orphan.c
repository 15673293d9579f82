#include "rustgym/orphan.h"

#ifdef __linux__
#include "rustgym/buffer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS_MAX = 200 }; /* each round meets the children of those that the last one ended */

void orphans_adopt(void)
{
	prctl(PR_SET_CHILD_SUBREAPER, 1);
}

/* Files under /proc have no size: they are read until they end. */
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

/* Whether it is our child, and in which state: "PID (NAME) STATE PPID ...", NAME can be anything. */
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

/* Whether one of the NUL-separated entries of its environment is the mark. */
static bool is_marked(long pid, const char *mark)
{
	struct buffer environment = BUFFER_INIT;
	bool found = false;

	if (read_proc(pid, "environ", &environment))
		for (size_t at = 0; at < environment.len && !found;
		     at += strlen(environment.data + at) + 1)
			found = strcmp(environment.data + at, mark) == 0;
	buffer_clear(&environment);
	return found;
}

struct search {
	long pid;
	bool found;
};

static void compare_process(uv_handle_t *handle, void *data)
{
	struct search *search = data;

	if (handle->type == UV_PROCESS && ((uv_process_t *)handle)->pid == search->pid)
		search->found = true;
}

static bool is_the_loops(uv_loop_t *loop, long pid)
{
	struct search search = {pid, false};

	uv_walk(loop, compare_process, &search);
	return search.found;
}

static void reap(long pid)
{
	while (waitpid((pid_t)pid, NULL, 0) < 0 && errno == EINTR)
		;
}

static size_t end_round(uv_loop_t *loop, const char *mark)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	size_t ended = 0;

	while (proc && (entry = readdir(proc))) {
		long pid = strtol(entry->d_name, NULL, 10);
		char state = '?';

		if (pid <= 0 || !is_our_child(pid, &state) || is_the_loops(loop, pid))
			continue;
		if (state == 'Z') {
			reap(pid);
		} else if (is_marked(pid, mark) && kill((pid_t)pid, SIGKILL) == 0) {
			reap(pid);
			ended++;
		}
	}
	if (proc)
		closedir(proc);
	return ended;
}

size_t orphans_end(uv_loop_t *loop, const char *mark)
{
	size_t all = 0, ended;

	for (int round = 0; round < ROUNDS_MAX && (ended = end_round(loop, mark)); round++)
		all += ended;
	return all;
}
#else
void orphans_adopt(void)
{
}

size_t orphans_end(uv_loop_t *loop, const char *mark)
{
	(void)loop, (void)mark;
	return 0;
}
#endif
