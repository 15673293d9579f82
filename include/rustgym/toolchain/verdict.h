/*
 * What a verification found: plain data that everything after it only reads.
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
	enum step step; /* the one that decided: the failed one, or the last */
	char *reason;   /* one sentence: why it failed or could not be verified; NULL if passed */
	char *note;     /* one sentence about what could not be looked at, or NULL */
	uint64_t hash;  /* of the files that were verified */
	struct diagnostics diagnostics;
	struct test_results tests;
	char *output;   /* what the program or a step printed; "" when nothing. Untrusted */
	bool transient; /* a deadline, a signal or the machine decided, or it is unverified */
	bool deadline;  /* the program was ended because its time was up */
	bool handed_out; /* of the exercise with the tests that were handed out: its own had passed */
	bool wrong_output; /* run ended well and printed something else than `prints` */
	struct {
		uint64_t compile, run, lint, total; /* milliseconds */
	} ms;
};

const char *outcome_name(enum outcome outcome);
struct verdict *verdict_new(const struct exercise *exercise);
void verdict_free(struct verdict *verdict);

/*
 * What fails, in the words that a hint's "on ..." sections use: the codes of the errors and the
 * denied lints, then the names of the failed tests, each once, separated by spaces. A test that only
 * met a todo!() is not among them: there is no mistake to explain yet. free() it.
 */
char *verdict_topics(const struct verdict *verdict);

#endif
