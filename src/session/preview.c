#include "preview.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>
#include <string.h>

struct preview {
	struct verifier *verifier;
	preview_tells tell;
	void *data;
	const struct exercise *wanted;     /* NULL: none, or it was told */
	struct verification *verification; /* the running verification, or NULL */
};

struct preview *preview_new(struct verifier *verifier, preview_tells tell, void *data)
{
	struct preview *p = memory_new(sizeof(*p));

	p->verifier = verifier;
	p->tell = tell;
	p->data = data;
	return p;
}

/* The crates of a package were built for the exercise that has passed. */
static bool is_quick(const struct exercise *passed, const struct exercise *next)
{
	return next->builder == BUILDER_RUSTC ||
	       (passed->builder == BUILDER_CARGO &&
		strcmp(exercise_package(passed), exercise_package(next)) == 0);
}

void preview_want(struct preview *p, const struct exercise *passed, const struct exercise *next)
{
	preview_stop(p);
	p->wanted = passed && next && is_quick(passed, next) ? next : NULL;
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

	if (!p->wanted)
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
