/*
 * Captures cargo's commands. cargo compiles an exercise with rustgym-relay as its rustc wrapper,
 * and the relay writes each command to a file.
 *
 * Start with `struct cargo_capture c = {0};`. Call cargo_capture_start before cargo starts, and
 * cargo_capture_finish after it has ended. cargo_capture_clear stops a capture at any time.
 */
#ifndef RUSTGYM_CARGO_CAPTURE_H
#define RUSTGYM_CARGO_CAPTURE_H

#include "commands.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct cargo_capture {
	char *folder;    /* the folder that the relay writes to; NULL: nothing is captured */
	uint64_t inputs; /* the fingerprint before cargo ran */
	time_t since;
};

/*
 * Captures below the folder `out`, and adds the relay's variable to `env`. Does nothing if the
 * learner has a wrapper of rustc. cargo must already be told to use the relay (wrapper.h).
 */
void cargo_capture_start(struct cargo_capture *capture, const struct cargo_scope *scope,
			 const char *out, struct strings *env);

/*
 * Reads the commands into `commands` and returns true if they are complete; then they are
 * remembered, too. `messages` is cargo's output (--message-format=json). `well` says that cargo
 * succeeded. The commands are incomplete if cargo did not compile every target: one that failed or
 * was up to date would be missing, and would never be compiled again.
 */
bool cargo_capture_finish(struct cargo_capture *capture, const struct cargo_scope *scope,
			  const char *messages, bool well, struct cargo_commands *commands);
void cargo_capture_clear(struct cargo_capture *capture);

#endif
