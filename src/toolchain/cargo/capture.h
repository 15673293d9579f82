/*
 * Capturing cargo's commands: cargo compiles an exercise with rustgym-relay as its rustc wrapper, and the
 * relay writes each command down.
 *
 * Start with `struct cargo_capture c = {0};`. Call cargo_capture_start before cargo starts and
 * cargo_capture_finish after it has ended; cargo_capture_clear gives up at any time.
 */
#ifndef RUSTGYM_CARGO_CAPTURE_H
#define RUSTGYM_CARGO_CAPTURE_H

#include "commands.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct cargo_capture {
	char *folder;    /* where the relay writes; NULL: nothing is captured */
	uint64_t inputs; /* the fingerprint before cargo ran */
	time_t since;
};

/*
 * Captures below `out`, and adds to env the variable that the relay needs for it. It does nothing when
 * somebody else wraps rustc. cargo must have been told to use the relay (wrapper.h).
 */
void cargo_capture_start(struct cargo_capture *capture, const struct cargo_scope *scope,
			 const char *out, struct strings *env);

/*
 * messages: cargo's output (--message-format=json); well: cargo succeeded. Returns true when `commands`
 * is complete; then it is remembered too. It is not complete when cargo did not compile everything: a
 * target that failed, or that was fresh already, would be missing and never compiled again.
 */
bool cargo_capture_finish(struct cargo_capture *capture, const struct cargo_scope *scope,
			  const char *messages, bool well, struct cargo_commands *commands);
void cargo_capture_clear(struct cargo_capture *capture);

#endif
