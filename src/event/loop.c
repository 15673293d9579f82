#include "rustgym/event/loop.h"

#include <string.h>
#include <unistd.h>

/* A loop needs 6 descriptors; the others are for a job's pipes. */
enum { DESCRIPTORS_MIN = 14 };

static int descriptors_are_left(void)
{
	int taken[DESCRIPTORS_MIN], pipes[2], count = 0;

	if (pipe(pipes) < 0)
		return 0;
	taken[count++] = pipes[0];
	taken[count++] = pipes[1];
	while (count < DESCRIPTORS_MIN && (taken[count] = dup(pipes[0])) >= 0)
		count++;
	for (int i = 0; i < count; i++)
		close(taken[i]);
	return count == DESCRIPTORS_MIN;
}

int loop_open(uv_loop_t *loop, struct error *err)
{
	int status = descriptors_are_left() ? uv_loop_init(loop) : UV_EMFILE;

	if (status < 0)
		return error_set(err, ERROR_ENVIRONMENT, "nothing can be started: %s%s",
				 uv_strerror(status),
				 status == UV_EMFILE ? " (`ulimit -n 256` allows more)" : "");
	return 0;
}
