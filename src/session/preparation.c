#include "preparation.h"
#include "known_texts.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"

#include <stdlib.h>
#include <string.h>

/*
 * After this time without a save nobody seems to work: the held compilers are ended to free their
 * memory.
 */
enum { AT_WORK_MS = 5 * 60 * 1000 };

struct preparation {
	struct app *app;
	struct verifier *verifier;
	struct preparation_scene scene;
	struct verification *verification; /* the running verification, or NULL */
	const struct exercise *exercise;   /* the exercise of that verification */
	bool *prepared;                    /* indexed by the exercise's index */
	size_t held;                       /* number of `expected` exercises that are done */
	uv_timer_t patience;
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

static void on_held(struct verdict *verdict, void *data)
{
	struct preparation *p = data;

	verdict_free(verdict);
	p->verification = NULL;
	go_on(p);
}

static char *solution_of(const struct preparation *p, const struct exercise *exercise)
{
	if (!exercise_is_foreign(exercise))
		return hints_path(p->app->hints, exercise, ".rs");
	return path_join(p->app->workspace.root,
			 exercise->solution.count ? exercise->solution.items[0] : exercise->path);
}

static void prepare(struct preparation *p, const struct exercise *exercise)
{
	struct verify_request request = {.exercise = exercise, .done = on_prepared, .data = p};
	char *solution = solution_of(p, exercise);

	p->exercise = exercise;
	p->verification = verification_prepare(p->verifier, &request,
					       file_exists(solution) ? solution : NULL);
	free(solution);
}

static void hold_compilers(struct preparation *p, const struct exercise *exercise)
{
	struct verify_request request = {.exercise = exercise, .done = on_held, .data = p};

	p->verification = verification_hold_compilers(p->verifier, &request);
}

/*
 * Returns the next expected exercise whose compilers can be held. If it is not compiled ahead yet,
 * returns NULL: cargo may be needed to learn its commands.
 */
static const struct exercise *next_expected(struct preparation *p)
{
	while (p->held < 2) {
		const struct exercise *expected = p->scene.expected[p->held];
		if (expected && is_unprepared(p, expected))
			return NULL;
		p->held++;
		if (expected)
			return expected;
	}
	return NULL;
}

/*
 * Holds compilers for the expected exercises first, which is quick. Then compiles later exercises
 * ahead.
 */
static void go_on(struct preparation *p)
{
	const struct exercise *expected = next_expected(p), *next = next_unprepared(p);

	if (expected)
		hold_compilers(p, expected);
	else if (next)
		prepare(p, next);
}

static void patience_over(uv_timer_t *timer)
{
	struct preparation *p = timer->data;

	verifier_dismiss_held(p->verifier);
}

void preparation_begin(struct preparation *p, const struct preparation_scene *scene)
{
	preparation_stop(p);
	p->scene = *scene;
	p->held = 0;
	if (strcmp(p->app->config.values[CONFIG_PREPARE], "on") != 0)
		return;
	uv_timer_start(&p->patience, patience_over, AT_WORK_MS, 0);
	go_on(p);
}

void preparation_stop(struct preparation *p)
{
	if (p->verification)
		verification_cancel(p->verification);
	p->verification = NULL;
}

struct preparation *preparation_new(struct app *app, uv_loop_t *loop, struct verifier *verifier)
{
	struct preparation *p = memory_new(sizeof(*p));

	p->app = app;
	p->verifier = verifier;
	p->prepared = memory_new(app->course->count * sizeof(*p->prepared));
	uv_timer_init(loop, &p->patience);
	p->patience.data = p;
	return p;
}

void preparation_close(struct preparation *p)
{
	preparation_stop(p);
	verifier_dismiss_held(p->verifier);
	uv_close((uv_handle_t *)&p->patience, NULL);
}

void preparation_free(struct preparation *p)
{
	if (!p)
		return;
	free(p->prepared);
	free(p);
}
