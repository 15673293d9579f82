/*
 * Verifying an exercise: building it, running its tests, reading its lints; the result is a verdict.
 *
 * A verifier holds what all verifications share (one cargo at a time on the one target folder). A
 * verification runs in the loop: `diagnostic` is called for each error as it arrives, `note` for
 * what takes long ("Compiling tokio"), `done` once with the verdict, which is then the caller's. A
 * cancelled verification calls nothing any more, and frees itself when its processes are gone.
 */
#ifndef RUSTGYM_VERIFY_H
#define RUSTGYM_VERIFY_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/toolchain.h"
#include "rustgym/toolchain/verdict.h"

#include <stdbool.h>
#include <uv.h>

struct verifier;
struct verification;

struct verifier_options {
	uv_loop_t *loop;
	const struct toolchain *toolchain; /* borrowed, like the course and the texts */
	const struct course *course;
	const char *cache;         /* a folder for build products */
	unsigned compile_s, run_s; /* deadlines */
	unsigned
		cores; /* that one verification may use; from 2 on clippy runs beside the compiler */
};

struct verify_request {
	const struct exercise *exercise;
	const char *root; /* the folder that exercise->path is in; NULL: the course's */
	/*
	 * Asked after a pass, may be NULL: a root with the learner's code and the tests that were handed
	 * out, which then have to pass, too. The verification frees it. NULL: its tests are those.
	 */
	char *(*handed_out)(const struct exercise *exercise, void *data);
	bool throw_away;   /* leave no incremental state: it is built once */
	bool check_format; /* also the step fmt, at the end */
	void (*diagnostic)(const struct diagnostic *diagnostic, void *data); /* may be NULL */
	void (*note)(const char *text, void *data);                          /* may be NULL */
	void (*done)(struct verdict *verdict, void *data);
	void *data;
};

struct verifier *verifier_new(const struct verifier_options *options);

/* Only when no verification is under way, and no compiler is held. NULL is fine. */
void verifier_free(struct verifier *verifier);

struct verification *verification_start(struct verifier *verifier,
					const struct verify_request *request);

/*
 * Makes an exercise's first save as fast as its later ones, at low priority: compiles its reference
 * solution (or, without one, the exercise) where the exercise will be compiled, dependencies first.
 * request->done is called at the end, whatever came of it, with a verdict that says nothing of the
 * learner's work. Cancel it, like a verification, as soon as there is one to make.
 */
struct verification *verification_prepare(struct verifier *verifier,
					  const struct verify_request *request,
					  const char *solution_or_null);

/*
 * Starts the compilers that verifying this exercise will need, up to where they read its source; the
 * next verification that needs just those finds them there. They take memory, but no time while they
 * wait. request->done is called when they are started, with a verdict that says nothing.
 */
struct verification *verification_hold_compilers(struct verifier *verifier,
						 const struct verify_request *request);

/* Sends the held compilers away. */
void verifier_dismiss_held(struct verifier *verifier);

void verification_cancel(struct verification *verification);

/* Whether the learner's program, and no compiler, is at work. */
bool verification_is_running(const struct verification *verification);

#endif
