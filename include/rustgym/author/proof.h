/*
 * Proves exercises for their author. The untouched exercise must fail as its contract says. Its
 * solution must pass without a warning. Each wrong answer must be rejected by the test or error
 * that it names. The files must follow the rules for texts.
 *
 * Each of these variants is verified in a copy below the cache; the author's files are only read. A
 * variant without a problem is remembered and not verified again until one of its inputs changes.
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
	size_t exercise; /* index in proof.exercises */
	/*
	 * Files or folders that are copied over the exercise, one after the other. NULL: none. The
	 * start has none, but a stage of a project starts with the solution of the stage before it;
	 * wrong answers of a stage are changes of its solution
	 */
	char *base, *answer;
	char *root;  /* the folder of the copy */
	char *label; /* "name.wrong.1.rs": its name in messages and in the verdict cache */
	/* hash of all that the verdict depends on, taken before the verification */
	uint64_t inputs;
	bool inputs_known;
	bool cached;              /* its verdict is from an earlier proof */
	struct problems problems; /* the problems that the verdict shows */
};

struct proof_exercise {
	const struct exercise *exercise;
	struct answers answers;
	struct problems files, hints; /* problems of the exercise's files and of its hints */
};

struct proof {
	struct app *app; /* borrowed */
	struct toolchain toolchain;
	char *docs; /* the documentation in which links are checked; NULL: they are not checked */
	struct plain_words *words;
	char *scratch;
	struct proof_exercise *exercises;
	size_t exercise_count;
	struct variant *variants;
	struct batch_item *items; /* one for each variant, with its verdict */
	size_t count;
	bool whole; /* the whole course is proved */
	struct problems
		/* problems of topics; for the whole course also problems between exercises */
		course;
};

struct proof_options {
	unsigned jobs;     /* see struct batch_options */
	bool anew;         /* verify remembered variants, too */
	const char *label; /* see struct batch_options */
};

/* ERROR_ENVIRONMENT: rustfmt is missing. The caller clears the proof even after an error. */
int proof_init(struct proof *proof, struct app *app, struct error *err);

/* Adds one exercise, or all of them. Call these before proof_run. */
int proof_add(struct proof *proof, const struct exercise *exercise, struct error *err);
int proof_add_all(struct proof *proof, struct error *err);
int proof_run(struct proof *proof, const struct proof_options *options, struct error *err);

const char *variant_kind_name(enum variant_kind kind);

/*
 * Returns the file that a message about a variant names. It is relative to the course if it is in
 * the course.
 */
const char *proof_file(const struct proof *proof, const struct variant *variant);

/* Calls `visit` for each problem: first those of the course, then those of each exercise. */
void proof_visit_problems(const struct proof *proof,
			  void (*visit)(const struct problem *problem, void *data), void *data);
size_t proof_count_problems(const struct proof *proof);
void proof_clear(struct proof *proof);

#endif
