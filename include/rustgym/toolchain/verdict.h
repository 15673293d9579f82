/*
 * The result of a verification. It is plain data, and after the verification it is only read.
 */
#ifndef RUSTGYM_VERDICT_H
#define RUSTGYM_VERDICT_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/diagnostic.h"
#include "rustgym/toolchain/libtest.h"

#include <stdbool.h>
#include <stdint.h>

enum outcome {
	OUTCOME_PASSED,
	OUTCOME_FAILED,
	OUTCOME_UNVERIFIED, /* not the learner's fault: no toolchain, no network, ... */
};

struct verdict {
	const struct exercise *exercise; /* borrowed from the course */
	enum outcome outcome;
	enum step step; /* the step that decided: the failed step, or the last one */
	char *reason;  /* one sentence: why it failed or could not be verified; NULL if it passed */
	char *note;    /* one sentence about something that could not be checked, or NULL */
	uint64_t hash; /* hash of the files that were verified */
	struct diagnostics diagnostics;
	struct test_results tests;
	char *output; /* the output of the program or a step, "" if there is none; untrusted text */
	bool transient; /* a deadline, a signal or the machine decided it, or it is unverified */
	bool deadline;  /* the program was ended at its deadline */
	/*
	 * the verdict is on the exercise with the tests that were handed out; with the learner's
	 * own tests it had passed
	 */
	bool handed_out;
	bool wrong_output; /* run ended well, but its output differs from `prints` */
	struct {
		uint64_t compile, run, lint, total; /* milliseconds */
	} ms;
	unsigned kept; /* number of owners but the first */
};

const char *outcome_name(enum outcome outcome);
struct verdict *verdict_new(const struct exercise *exercise);
/* Returns the same verdict. It is freed after one more verdict_free. */
struct verdict *verdict_keep(struct verdict *verdict);
void verdict_free(struct verdict *verdict);

/*
 * Returns the names of all that fails, as a hint's "on ..." sections spell them: the codes of
 * errors and denied lints, then the names of failed tests. Each name occurs once; spaces separate
 * them. A test that only reached a todo!() is left out, because there is no mistake to explain yet.
 * The caller frees the string.
 */
char *verdict_topics(const struct verdict *verdict);

#endif
