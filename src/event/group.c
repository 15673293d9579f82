#include "group.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

void group_signal(int group, int signal)
{
	if (group > 0)
		kill(-group, signal);
}

size_t group_size(int group)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	size_t size = 0;

	while (proc && (entry = readdir(proc))) {
		long pid = strtol(entry->d_name, NULL, 10);
		if (pid > 0 && getpgid((pid_t)pid) == (pid_t)group)
			size++;
	}
	if (proc)
		closedir(proc);
	return size;
}
