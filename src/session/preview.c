#include "preview.h"
#include "rustgym/app/crates.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>
#include <string.h>

struct preview {
	const struct course *course;
	struct verifier *verifier;
	preview_tells tell;
	void *data;
	const struct exercise *wanted;     /* NULL: none, or it was told */
	bool needs_crates;                 /* that may not be built yet */
	struct verification *verification; /* the running verification, or NULL */
};

struct preview *preview_new(const struct course *course, struct verifier *verifier,
			    preview_tells tell, void *data)
{
	struct preview *p = memory_new(sizeof(*p));

	p->course = course;
	p->verifier = verifier;
	p->tell = tell;
	p->data = data;
	return p;
}

/* The crates of a package were built for the exercise that has passed. */
static bool is_same_package(const struct exercise *passed, const struct exercise *next)
{
	return passed->builder == BUILDER_CARGO &&
	       strcmp(exercise_package(passed), exercise_package(next)) == 0;
}

void preview_want(struct preview *p, const struct exercise *passed, const struct exercise *next)
{
	preview_stop(p);
	p->wanted = passed ? next : NULL;
	p->needs_crates = p->wanted && !is_same_package(passed, next) &&
			  crates_are_needed(p->course, next);
}

bool preview_crates_built(struct preview *p, const struct exercise *exercise)
{
	bool waited = p->wanted && p->wanted == exercise && p->needs_crates;

	if (waited)
		p->needs_crates = false;
	return waited;
}

static void on_judged(struct verdict *verdict, void *data)
{
	struct preview *p = data;

	p->verification = NULL;
	p->wanted = NULL;
	p->tell(verdict, p->data);
	verdict_free(verdict);
}

bool preview_begin(struct preview *p)
{
	struct verify_request request = {.exercise = p->wanted, .done = on_judged, .data = p};

	if (!p->wanted || p->needs_crates)
		return false;
	preview_stop(p);
	p->verification = verification_start(p->verifier, &request);
	return true;
}

void preview_stop(struct preview *p)
{
	if (p->verification)
		verification_cancel(p->verification);
	p->verification = NULL;
}

void preview_free(struct preview *p)
{
	free(p);
}
