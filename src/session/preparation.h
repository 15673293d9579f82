/*
 * What is done while nothing is to be verified, so that the next save finds it done: what the learner
 * comes to next is compiled ahead, at low priority, and the compilers for the next save wait in
 * front of its source (verification_hold_compilers), for as long as somebody seems to be at work.
 */
#ifndef RUSTGYM_PREPARATION_H
#define RUSTGYM_PREPARATION_H

#include "rustgym/app/app.h"
#include "rustgym/toolchain/verify.h"
#include "rustgym/workspace/progress.h"

#include <uv.h>

struct known_texts;
struct preparation;

/* What is known when there is time to prepare. Everything is borrowed for the call. */
struct preparation_scene {
	const struct progress *progress;
	const struct exercise *current;     /* where the learner is; NULL: all done */
	const struct exercise *expected[2]; /* that are likely to be saved next; NULL: none */
	const struct known_texts *texts;    /* what was verified is prepared */
};

/* Everything is borrowed. */
struct preparation *preparation_new(struct app *app, uv_loop_t *loop, struct verifier *verifier);

/* After a verdict: begins, and goes on by itself until it is stopped or nothing is left to do. */
void preparation_begin(struct preparation *preparation, const struct preparation_scene *scene);

/* A save has come: stops at once. Compilers that wait are left to the verification. */
void preparation_stop(struct preparation *preparation);

/* Sends them away, too, and ends. When the loop has run out, preparation_free frees it. */
void preparation_close(struct preparation *preparation);
void preparation_free(struct preparation *preparation);

#endif
