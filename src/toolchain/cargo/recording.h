/*
 * A recording: cargo compiles an exercise while rustgym-relay, in front of rustc, writes down each of
 * the commands; what comes of it is a recipe.
 *
 * `struct recording r = {0};` is none. recording_start before cargo, recording_finish after it;
 * recording_clear whenever it came to nothing.
 */
#ifndef RUSTGYM_RECORDING_H
#define RUSTGYM_RECORDING_H

#include "recipe.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct recording {
	char *folder;    /* where the relay writes; NULL: nothing is recorded */
	uint64_t inputs; /* the fingerprint before cargo ran */
	time_t since;
};

/*
 * Records below `out`, and adds to env what cargo must be started with; nothing when the relay is not
 * installed or rustc is wrapped by somebody else.
 */
void recording_start(struct recording *recording, const struct recipe_scope *scope, const char *out,
		     struct strings *env);

/*
 * messages: what cargo said (--message-format=json); well: it ended well. True when there is a recipe
 * now, which is remembered. None comes of what cargo did not compile to its end, or had no need to
 * compile again: what is missing in it would never be compiled.
 */
bool recording_finish(struct recording *recording, const struct recipe_scope *scope,
		      const char *messages, bool well, struct recipe *recipe);
void recording_clear(struct recording *recording);

#endif
