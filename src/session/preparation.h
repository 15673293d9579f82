/*
 * Uses the time in which nothing is verified to make the next save faster. It starts the compilers for
 * the next save, which wait before they read its source (verification_hold_compilers), and compiles the
 * learner's next exercises ahead at idle priority. Then it builds the crates of the current topic and of
 * the next topic that has any, so that the learner never waits for them; not on battery. It stops when
 * nobody seems to work.
 */
#ifndef RUSTGYM_PREPARATION_H
#define RUSTGYM_PREPARATION_H

#include "rustgym/app/app.h"
#include "rustgym/toolchain/verify.h"
#include "rustgym/workspace/progress.h"

#include <uv.h>

struct known_texts;
struct preparation;

/* The crates of this exercise are built. */
typedef void (*preparation_tells)(const struct exercise *exercise, void *data);

/*
 * The state of the session when there is time to prepare. All members are borrowed during the call.
 */
struct preparation_scene {
	const struct progress *progress;
	const struct exercise *current; /* the current exercise; NULL: all are done */
	/* the exercises that are likely to be saved next; NULL: none */
	const struct exercise *expected[2];
	const struct known_texts *texts; /* an exercise that was verified is prepared already */
};

/* All arguments are borrowed. */
struct preparation *preparation_new(struct app *app, uv_loop_t *loop, struct verifier *verifier,
				    preparation_tells crates_built, void *data);

/* Whether this exercise was compiled ahead, or its crates were built ahead, in this session. */
bool preparation_has(const struct preparation *preparation, const struct exercise *exercise);

/*
 * Call it after a verdict. The preparation continues until it is stopped or nothing is left to do.
 */
void preparation_begin(struct preparation *preparation, const struct preparation_scene *scene);

/*
 * Call it at a save. Stops the preparation at once. Held compilers stay for the verification. Crates are
 * built on, at idle priority, unless `cargo` says that the save needs cargo.
 */
void preparation_stop(struct preparation *preparation, bool cargo);

/*
 * Stops the preparation and ends the held compilers. Call preparation_free after the loop has
 * ended.
 */
void preparation_close(struct preparation *preparation);
void preparation_free(struct preparation *preparation);

#endif
