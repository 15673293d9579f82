/* With what a job's process is started: its command and its environment. */
#ifndef RUSTGYM_LAUNCH_H
#define RUSTGYM_LAUNCH_H

#include "rustgym/event/job.h"

struct launch {
	struct strings argv, env;
	bool held; /* it waits at options->hold */
};

/* program: options->argv[0], found. mark: one more entry of the environment, or NULL. */
void launch_prepare(struct launch *launch, const struct job_options *options, const char *program,
		    const char *mark);
void launch_clear(struct launch *launch);

#endif
