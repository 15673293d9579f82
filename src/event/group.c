#include "group.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void group_signal(int group, int signal)
{
	if (group > 0)
		kill(-group, signal);
}

/* Reads the status of a process or a thread, starting at its state (proc_pid_stat(5)). */
static bool read_stat(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd >= 0 ? read(fd, text, size - 1) : -1;
	char *end;

	if (fd >= 0)
		close(fd);
	if (got <= 0)
		return false;
	text[got] = '\0';
	end = strrchr(text, ')'); /* the name is in parentheses and may contain anything */
	if (!end || end[1] != ' ')
		return false;
	memmove(text, end + 2, strlen(end + 2) + 1);
	return true;
}

static bool is_runnable(const char *stat)
{
	return *stat == 'R' || *stat == 'D';
}

static bool has_runnable_thread(const char *pid)
{
	char folder[64], path[384], stat[1024];
	struct dirent *entry;
	bool found = false;
	DIR *threads;

	snprintf(folder, sizeof(folder), "/proc/%s/task", pid);
	threads = opendir(folder);
	while (threads && !found && (entry = readdir(threads))) {
		snprintf(path, sizeof(path), "%s/%s/stat", folder, entry->d_name);
		found = entry->d_name[0] != '.' && read_stat(path, stat, sizeof(stat)) &&
			is_runnable(stat);
	}
	if (threads)
		closedir(threads);
	return found;
}

static void add_process(const char *pid, struct group_usage *usage)
{
	unsigned long long user, kernel;
	long long children_user, children_kernel;
	char path[64], stat[1024];

	usage->size++;
	snprintf(path, sizeof(path), "/proc/%s/stat", pid);
	if (!read_stat(path, stat, sizeof(stat)))
		return;
	if (sscanf(stat, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %lld %lld", &user,
		   &kernel, &children_user, &children_kernel) == 4)
		usage->processor_ms += (user + kernel + (unsigned long long)children_user +
					(unsigned long long)children_kernel) *
				       1000 / (unsigned long long)sysconf(_SC_CLK_TCK);
	if (!usage->runnable)
		usage->runnable = has_runnable_thread(pid);
}

bool group_look(int group, struct group_usage *usage)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;

	*usage = (struct group_usage){0};
	while (proc && (entry = readdir(proc))) {
		long pid = strtol(entry->d_name, NULL, 10);
		if (pid > 0 && getpgid((pid_t)pid) == (pid_t)group)
			add_process(entry->d_name, usage);
	}
	if (proc)
		closedir(proc);
	return proc && usage->size;
}
