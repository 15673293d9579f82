#include "processes.h"
#include "rustgym/base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads the status of a process or a thread, starting at its state (proc_pid_stat(5)). */
static bool read_stat(int folder, const char *name, char *text, size_t size)
{
	char path[64], *end;
	ssize_t got = -1;
	int fd;

	if (snprintf(path, sizeof(path), "%s/stat", name) >= (int)sizeof(path))
		return false;
	fd = openat(folder, path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		got = read(fd, text, size - 1);
		close(fd);
	}
	if (got <= 0)
		return false;
	text[got] = '\0';
	end = strrchr(text, ')'); /* the name is in parentheses and may contain anything */
	if (!end || end[1] != ' ')
		return false;
	memmove(text, end + 2, strlen(end + 2) + 1);
	return true;
}

static bool read_process(int folder, const char *name, struct process *process)
{
	unsigned long long user, kernel;
	long long children_user, children_kernel;
	long parent, group, threads;
	char stat[1024];

	if (!read_stat(folder, name, stat, sizeof(stat)) ||
	    sscanf(stat,
		   "%c %ld %ld %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %lld %lld %*d %*d %ld",
		   &process->state, &parent, &group, &user, &kernel, &children_user,
		   &children_kernel, &threads) != 8)
		return false;
	process->pid = (pid_t)strtol(name, NULL, 10);
	process->parent = (pid_t)parent;
	process->group = (pid_t)group;
	process->has_threads = threads > 1;
	process->ticks = user + kernel + (unsigned long long)children_user +
			 (unsigned long long)children_kernel;
	return true;
}

static int by_pid(const void *a, const void *b)
{
	const struct process *first = a, *second = b;

	return (first->pid > second->pid) - (first->pid < second->pid);
}

static size_t index_of(const struct processes *processes, pid_t pid)
{
	const struct process wanted = {.pid = pid};
	const struct process *found = processes->count
					      ? bsearch(&wanted, processes->items, processes->count,
							sizeof(wanted), by_pid)
					      : NULL;

	return found ? (size_t)(found - processes->items) : PROCESSES_NONE;
}

bool processes_read(struct processes *processes)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	size_t room = 0;

	*processes = (struct processes){NULL, 0};
	while (proc && (entry = readdir(proc))) {
		if (entry->d_name[0] < '1' || entry->d_name[0] > '9' ||
		    getpgid((pid_t)strtol(entry->d_name, NULL, 10)) == 0) /* the kernel's own */
			continue;
		if (processes->count == room) {
			room = room ? room * 2 : 256;
			processes->items = memory_resize(processes->items, room,
							 sizeof(*processes->items));
		}
		processes->count += read_process(dirfd(proc), entry->d_name,
						 &processes->items[processes->count]);
	}
	if (proc)
		closedir(proc);
	if (processes->count)
		qsort(processes->items, processes->count, sizeof(*processes->items), by_pid);
	for (size_t i = 0; i < processes->count; i++)
		processes->items[i].parent_at = index_of(processes, processes->items[i].parent);
	return proc != NULL;
}

void processes_clear(struct processes *processes)
{
	free(processes->items);
	*processes = (struct processes){NULL, 0};
}

size_t processes_child_above(const struct processes *processes, size_t at, pid_t parent)
{
	/* Processes were read one after another, so parents can form a ring. */
	for (size_t steps = 0; at != PROCESSES_NONE && steps < processes->count; steps++) {
		if (processes->items[at].parent == parent)
			return at;
		at = processes->items[at].parent_at;
	}
	return PROCESSES_NONE;
}

bool processes_descends(const struct processes *processes, size_t at, pid_t pid)
{
	return processes->items[at].pid == pid ||
	       processes_child_above(processes, at, pid) != PROCESSES_NONE;
}

static bool is_runnable(char state)
{
	return state == 'R' || state == 'D';
}

bool process_is_runnable(const struct process *process)
{
	char folder[64], stat[1024];
	struct dirent *entry;
	bool found = is_runnable(process->state);
	DIR *threads;

	if (found || !process->has_threads)
		return found;
	snprintf(folder, sizeof(folder), "/proc/%ld/task", (long)process->pid);
	threads = opendir(folder);
	while (threads && !found && (entry = readdir(threads)))
		found = entry->d_name[0] != '.' &&
			read_stat(dirfd(threads), entry->d_name, stat, sizeof(stat)) &&
			is_runnable(*stat);
	if (threads)
		closedir(threads);
	return found;
}
