/* Prepares the command and the environment of a job's process. */
#ifndef RUSTGYM_LAUNCH_H
#define RUSTGYM_LAUNCH_H

#include "rustgym/base/strings.h"

#include <stdbool.h>

struct launch_options {
	const char *program;     /* the path of argv[0] */
	const char *const *argv; /* NULL-terminated */
	/* changes to our environment, as in struct job_options; may be NULL */
	const struct strings *env;
	const char *mark; /* one more variable, or NULL */
	const char *hold; /* the file before whose opening the job waits, or NULL */
};

struct launch {
	struct strings argv, env;
	bool held; /* it waits at options->hold */
};

void launch_prepare(struct launch *launch, const struct launch_options *options);
void launch_clear(struct launch *launch);

#endif
