#include "preparation.h"
#include "known_texts.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/course/hint.h"

#include <stdlib.h>
#include <string.h>

struct preparation {
	struct app *app;
	struct verifier *verifier;
	struct preparation_scene scene;
	struct verification *verification; /* the running verification, or NULL */
	const struct exercise *exercise;   /* the exercise of that verification */
	bool *prepared;                    /* indexed by the exercise's index */
};

static bool is_unprepared(const struct preparation *p, const struct exercise *exercise)
{
	return exercise && known_texts_of(p->scene.texts, exercise)->state == TEXT_UNSEEN &&
	       !p->prepared[exercise->index];
}

/*
 * Returns the next exercise to compile ahead: the current one, then the one after it, then the
 * first one of the next topic if it uses cargo, because new dependencies take longest.
 */
static const struct exercise *next_unprepared(const struct preparation *p)
{
	const struct course *course = p->app->course;
	const struct exercise *current = p->scene.current, *next;
	size_t after;

	if (!current || is_unprepared(p, current))
		return current;
	next = app_next_pending(p->app, p->scene.progress, current);
	if (is_unprepared(p, next))
		return next;
	after = current->topic->first + current->topic->count;
	if (after < course->count && course->exercises[after].builder == BUILDER_CARGO &&
	    is_unprepared(p, &course->exercises[after]))
		return &course->exercises[after];
	return NULL;
}

static void go_on(struct preparation *p);

static void on_prepared(struct verdict *verdict, void *data)
{
	struct preparation *p = data;

	verdict_free(verdict);
	p->verification = NULL;
	p->prepared[p->exercise->index] = true;
	go_on(p);
}

static void prepare(struct preparation *p, const struct exercise *exercise)
{
	struct verify_request request = {.exercise = exercise, .done = on_prepared, .data = p};
	char *solution = hints_path(p->app->hints, exercise, ".rs");

	p->exercise = exercise;
	p->verification = verification_prepare(p->verifier, &request,
					       file_exists(solution) ? solution : NULL);
	free(solution);
}

static void go_on(struct preparation *p)
{
	const struct exercise *next = next_unprepared(p);

	if (next)
		prepare(p, next);
}

void preparation_begin(struct preparation *p, const struct preparation_scene *scene)
{
	preparation_stop(p);
	p->scene = *scene;
	if (strcmp(p->app->config.values[CONFIG_PREPARE], "on") != 0)
		return;
	go_on(p);
}

void preparation_stop(struct preparation *p)
{
	if (p->verification)
		verification_cancel(p->verification);
	p->verification = NULL;
}

struct preparation *preparation_new(struct app *app, struct verifier *verifier)
{
	struct preparation *p = memory_new(sizeof(*p));

	p->app = app;
	p->verifier = verifier;
	p->prepared = memory_new(app->course->count * sizeof(*p->prepared));
	return p;
}

void preparation_close(struct preparation *p)
{
	preparation_stop(p);
}

void preparation_free(struct preparation *p)
{
	if (!p)
		return;
	free(p->prepared);
	free(p);
}
