/*
 * Verifies an exercise: builds it, runs its tests, runs the linter. The result is a verdict.
 *
 * A verifier holds the state that all verifications share: one cargo at a time uses the one target
 * folder. A verification runs in the loop. It calls `diagnostic` for each error when it arrives,
 * `note` for work that takes long ("Compiling tokio"), and `done` once, with the verdict, which the
 * caller frees. A cancelled verification calls nothing more, and frees itself when its processes
 * have ended.
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
	const struct toolchain *toolchain; /* borrowed; so are the course and the strings */
	const struct course *course;
	const char *cache;         /* a folder for build products */
	unsigned compile_s, run_s; /* deadlines in seconds */
	int columns;               /* for the compiler's messages; 0: as wide as it likes */
	/*
	 * number of cores that a verification may use; from 2 on, clippy runs beside the compiler
	 */
	unsigned cores;
};

struct verify_request {
	const struct exercise *exercise;
	/* the folder that exercise->path is relative to; NULL: the course's root */
	const char *root;
	/*
	 * The source, if the caller has read it already; it is copied. NULL: it is read when the
	 * verification begins
	 */
	const struct source *source;
	/*
	 * Called after a pass; may be NULL. Returns a folder with the learner's code and the tests
	 * that were handed out, which must then pass, too. The verification frees the string. NULL:
	 * the learner did not change the handed-out tests.
	 */
	char *(*handed_out)(const struct exercise *exercise, void *data);
	bool throw_away;   /* write no incremental state, because the exercise is built only once */
	bool check_format; /* run the step fmt at the end, too */
	bool awaited; /* for verification_prepare: not at idle priority, because somebody waits */
	void (*diagnostic)(const struct diagnostic *diagnostic, void *data); /* may be NULL */
	void (*note)(const char *text, void *data);                          /* may be NULL */
	void (*done)(struct verdict *verdict, void *data);
	void *data;
};

struct verifier *verifier_new(const struct verifier_options *options);

/* Changes the deadlines of what starts from now on. */
void verifier_set_deadlines(struct verifier *verifier, unsigned compile_s, unsigned run_s);

/* Call it only when no verification is running and no compiler is held. NULL is fine. */
void verifier_free(struct verifier *verifier);

struct verification *verification_start(struct verifier *verifier,
					const struct verify_request *request);

/*
 * Makes an exercise's first save as fast as the later ones. At idle priority it compiles the
 * dependencies, then the reference solution, in the folders that the exercise will use. Without a
 * solution, and for a folder, it compiles the exercise itself. At the end it calls request->done
 * with a verdict that says nothing about the learner's work. With cargo it tells about the crates: if
 * it passed, or an error is in a Rust file, they are built. It is unverified if the machine is at
 * fault. Cancel it before a verification that needs cargo starts.
 */
struct verification *verification_prepare(struct verifier *verifier,
					  const struct verify_request *request,
					  const char *solution_or_null);

/*
 * Starts the compilers that this exercise's next verification needs, up to the point where they
 * read its source. The next verification with the same commands uses them. While they wait they use
 * memory, but no processor time. When they are started, it calls request->done with a verdict that
 * has no meaning.
 */
struct verification *verification_hold_compilers(struct verifier *verifier,
						 const struct verify_request *request);

/* Ends the held compilers. */
void verifier_dismiss_held(struct verifier *verifier);

void verification_cancel(struct verification *verification);

/* Returns whether the learner's program is running, not a compiler. */
bool verification_is_running(const struct verification *verification);

/*
 * Says how far a verification is. All numbers come from cargo and from the test program themselves. A
 * number that is not known is 0.
 */
struct verify_progress {
	bool by_cargo;    /* cargo compiles now */
	bool first_build; /* cargo builds crates that were not built before */
	unsigned crates_done, crates;
	unsigned tests_done, tests; /* of the test program that runs now */
	const char *test; /* a test that runs now, borrowed; NULL: it is not known which one */
};

struct verify_progress verification_progress(struct verification *verification);

/*
 * Lets the verification go on at low priority, because the learner does something else meanwhile. From
 * then on it only calls `done`.
 */
void verification_step_back(struct verification *verification);

#endif
