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

#include "rustgym/course.h"
#include "rustgym/toolchain.h"
#include "rustgym/verdict.h"

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
};

struct verify_request {
	const struct exercise *exercise;
	const char *root;  /* the folder that exercise->path is in; NULL: the course's */
	bool throw_away;   /* leave no incremental state: it is built once */
	bool check_format; /* also the step fmt, at the end */
	bool prepare;      /* only build what it depends on, at low priority: nothing is run */
	void (*diagnostic)(const struct diagnostic *diagnostic, void *data); /* may be NULL */
	void (*note)(const char *text, void *data);                          /* may be NULL */
	void (*done)(struct verdict *verdict, void *data);
	void *data;
};

struct verifier *verifier_new(const struct verifier_options *options);

/* Only when no verification is under way. NULL is fine. */
void verifier_free(struct verifier *verifier);

struct verification *verification_start(struct verifier *verifier,
					const struct verify_request *request);
void verification_cancel(struct verification *verification);

#endif
