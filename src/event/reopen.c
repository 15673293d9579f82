#include "reopen.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int reopen(int fd, int access)
{
	char path[64];

#ifdef __linux__
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
#else
	if (ttyname_r(fd, path, sizeof(path)))
		return -1;
#endif
	return open(path, access | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}
