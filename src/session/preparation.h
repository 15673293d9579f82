/*
 * Uses the time in which nothing is verified to make the next save faster: it compiles the learner's
 * next exercises ahead, at low priority.
 */
#ifndef RUSTGYM_PREPARATION_H
#define RUSTGYM_PREPARATION_H

#include "rustgym/app/app.h"
#include "rustgym/toolchain/verify.h"
#include "rustgym/workspace/progress.h"

struct known_texts;
struct preparation;

/*
 * The state of the session when there is time to prepare. All members are borrowed during the call.
 */
struct preparation_scene {
	const struct progress *progress;
	const struct exercise *current;  /* the current exercise; NULL: all are done */
	const struct known_texts *texts; /* an exercise that was verified is prepared already */
};

/* All arguments are borrowed. */
struct preparation *preparation_new(struct app *app, struct verifier *verifier);

/*
 * Call it after a verdict. The preparation continues until it is stopped or nothing is left to do.
 */
void preparation_begin(struct preparation *preparation, const struct preparation_scene *scene);

/* Call it at a save. Stops the preparation at once. */
void preparation_stop(struct preparation *preparation);

/* Stops the preparation. Call preparation_free after the loop has ended. */
void preparation_close(struct preparation *preparation);
void preparation_free(struct preparation *preparation);

#endif
