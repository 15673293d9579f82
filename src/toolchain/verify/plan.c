/* Which steps a verification takes: the exercise's own, or what its source asks for. */
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

static void add_step(struct verification *v, enum step step)
{
	for (size_t i = 0; i < v->step_count; i++)
		if (v->steps[i] == step)
			return;
	v->steps[v->step_count++] = step;
}

/* `cargo test`, which judges the packages of other courses, runs the examples of a library, too. */
static bool runs_examples(const struct verification *v)
{
	char *library = path_join(v->folder, "src/lib.rs");
	bool runs = exercise_is_foreign(v->exercise) && v->exercise->folder &&
		    v->source.has_examples && file_exists(library);

	free(library);
	return runs;
}

/* Returns whether a lint of the compiler is denied that could fire only without the tests. */
static bool denies_more_than_unsafe(const struct exercise *e)
{
	for (size_t i = 0; i + 1 < e->flags.count; i += 2) {
		const char *flag = e->flags.items[i], *lint = e->flags.items[i + 1];

		if ((flag[1] == 'D' || flag[1] == 'F') && !string_has_prefix(lint, "clippy::") &&
		    strcmp(lint, "unsafe_code") != 0 && strcmp(lint, "unstable_features") != 0)
			return true;
	}
	return false;
}

/*
 * Most exercises of rustlings have tests and an empty main. A program that does nothing, and compiles
 * because it did with its tests, needs no second compile: a verdict takes half of the time.
 */
static bool is_run_needless(const struct verification *v)
{
	return exercise_is_foreign(v->exercise) && v->exercise->builder == BUILDER_RUSTC &&
	       v->step_count && v->steps[0] == STEP_TEST && v->source.is_idle &&
	       !denies_more_than_unsafe(v->exercise);
}

void verify_plan(struct verification *v)
{
	const struct exercise *e = v->exercise;

	for (size_t i = 0; i < e->step_count; i++) {
		if (e->steps[i] == STEP_DOCTEST)
			add_step(v, STEP_BUILD); /* the library that the doctests use */
		if (e->steps[i] != STEP_RUN || !is_run_needless(v))
			add_step(v, e->steps[i]);
		if (e->steps[i] == STEP_TEST && runs_examples(v))
			add_step(v, STEP_DOCTEST);
	}
	if (!e->step_count) {
		/* deleting all tests is not a pass */
		add_step(v, v->source.has_tests || e->contract == CONTRACT_TESTS ? STEP_TEST
										 : STEP_RUN);
		add_step(v, STEP_CLIPPY);
	}
	if (v->request.check_format)
		add_step(v, STEP_FMT);
}
