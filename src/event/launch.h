/* The command and the environment with which a job's process is started. */
#ifndef RUSTGYM_LAUNCH_H
#define RUSTGYM_LAUNCH_H

#include "rustgym/base/strings.h"

#include <stdbool.h>

struct launch_options {
	const char *program;       /* where argv[0] was found */
	const char *const *argv;   /* NULL-terminated */
	const struct strings *env; /* put over our own environment; may be NULL */
	const char *mark;          /* one more entry of the environment, or NULL */
	const char *hold;          /* a file in front of which it is to wait, or NULL */
};

struct launch {
	struct strings argv, env;
	bool held; /* it waits at options->hold */
};

void launch_prepare(struct launch *launch, const struct launch_options *options);
void launch_clear(struct launch *launch);

#endif
