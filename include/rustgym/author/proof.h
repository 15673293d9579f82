/*
 * The proof of exercises: each one fails untouched by its contract, its solution passes without a
 * warning, each of its wrong answers is rejected by what it names, and its files keep their promises.
 *
 * Every variant is verified in a copy under the cache; the author's files are only read. A variant that
 * was as it should be is remembered until one of its inputs changes, and not verified again.
 */
#ifndef RUSTGYM_PROOF_H
#define RUSTGYM_PROOF_H

#include "rustgym/app/app.h"
#include "rustgym/app/batch.h"
#include "rustgym/course/answers.h"
#include "rustgym/course/problem.h"

#include <stdbool.h>
#include <stdint.h>

struct plain_words;

enum variant_kind { VARIANT_START, VARIANT_SOLUTION, VARIANT_WRONG };

struct variant {
	enum variant_kind kind;
	size_t exercise; /* in proof.exercises */
	char *answer;    /* the file or folder laid over the exercise; NULL for the start */
	char *root;      /* where the copy is */
	char *label;     /* "name.wrong.1.rs": what it is called, and remembered by */
	uint64_t inputs; /* what its verdict depends on, as it was before */
	bool inputs_known;
	bool cached;              /* its verdict is from an earlier proof */
	struct problems problems; /* that its verdict shows */
};

struct proof_exercise {
	const struct exercise *exercise;
	struct answers answers;
	struct problems files, hints; /* what is wrong with them */
};

struct proof {
	struct app *app; /* borrowed */
	struct toolchain toolchain;
	char *docs; /* where links are looked up; NULL: they are not */
	struct plain_words *words;
	char *scratch;
	struct proof_exercise *exercises;
	size_t exercise_count;
	struct variant *variants;
	struct batch_item *items; /* one a variant, with its verdict */
	size_t count;
	bool whole; /* of the whole course */
	struct problems
		course; /* what is wrong with topics, and, of a whole one, between exercises */
};

struct proof_options {
	unsigned jobs;     /* see struct batch_options */
	bool anew;         /* verify what is remembered, too */
	const char *label; /* see struct batch_options */
};

/* ERROR_ENVIRONMENT without rustfmt. The proof is cleared even then. */
int proof_init(struct proof *proof, struct app *app, struct error *err);

/* All to be proved are added before the run. */
int proof_add(struct proof *proof, const struct exercise *exercise, struct error *err);
int proof_add_all(struct proof *proof, struct error *err);
int proof_run(struct proof *proof, const struct proof_options *options, struct error *err);

const char *variant_kind_name(enum variant_kind kind);

/* The file that a message about a variant names: relative to the course, where it is in it. */
const char *proof_file(const struct proof *proof, const struct variant *variant);

/* Calls visit for each problem: the course's first, then exercise by exercise. */
void proof_visit_problems(const struct proof *proof,
			  void (*visit)(const struct problem *problem, void *data), void *data);
size_t proof_count_problems(const struct proof *proof);
void proof_clear(struct proof *proof);

#endif
