#include "preparation.h"
#include "known_texts.h"
#include "power.h"
#include "rustgym/app/crates.h"
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
enum {
	RETRY_MS = 5 * 60 * 1000
}; /* crates that could not be built, for example without a network */

struct preparation {
	struct app *app;
	struct verifier *verifier;
	preparation_tells crates_built;
	void *data;
	struct preparation_scene scene;
	struct verification *verification; /* the running verification, or NULL */
	const struct exercise *exercise;   /* the exercise of that verification */
	/* builds crates ahead, also during a save that needs no cargo; or NULL */
	struct verification *crates;
	const struct exercise *crates_exercise;
	uint64_t crates_after; /* the loop's time before which no crates are built */
	bool *prepared;        /* indexed by the exercise's index */
	bool idle;             /* nothing is verified */
	size_t held;           /* number of `expected` exercises that are done */
	uv_timer_t patience;
};

static bool is_unprepared(const struct preparation *p, const struct exercise *exercise)
{
	return exercise && known_texts_of(p->scene.texts, exercise)->state == TEXT_UNSEEN &&
	       !p->prepared[exercise->index];
}

/* Returns the next exercise to compile ahead: the current one, then the one after it. */
static const struct exercise *next_unprepared(const struct preparation *p)
{
	const struct exercise *current = p->scene.current, *next;

	if (!current || is_unprepared(p, current))
		return current;
	next = app_next_pending(p->app, p->scene.progress, current);
	return is_unprepared(p, next) ? next : NULL;
}

/*
 * Returns the next exercise whose crates are built ahead: `next`, which is needed first, unless it is
 * NULL.
 */
static const struct exercise *next_crates(const struct preparation *p, const struct exercise *next)
{
	const struct course *course = p->app->course;
	const struct exercise *current = p->scene.current;
	const struct topic *topics[2];

	if (next || !current || power_is_battery(POWER_SUPPLIES))
		return next;
	topics[0] = current->topic;
	topics[1] = crates_next_topic(course, current->topic);
	for (size_t t = 0; t < 2 && topics[t]; t++)
		for (size_t i = 0; i < topics[t]->count; i++) {
			const struct exercise *e = &course->exercises[topics[t]->first + i];

			if (is_unprepared(p, e) && crates_are_needed(course, e))
				return e;
		}
	return NULL;
}

bool preparation_has(const struct preparation *p, const struct exercise *exercise)
{
	return p->prepared[exercise->index];
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

static void on_crates(struct verdict *verdict, void *data)
{
	struct preparation *p = data;
	bool offline = verdict->outcome == OUTCOME_UNVERIFIED && verdict->reason;

	verdict_free(verdict);
	p->crates = NULL;
	if (offline)
		p->crates_after = uv_now(p->patience.loop) + RETRY_MS;
	else
		p->prepared[p->crates_exercise->index] = true;
	if (!offline)
		p->crates_built(p->crates_exercise, p->data);
	if (!p->verification && p->idle)
		go_on(p);
}

static void stop_crates(struct preparation *p)
{
	if (p->crates)
		verification_cancel(p->crates);
	p->crates = NULL;
}

static void build_crates(struct preparation *p, const struct exercise *exercise)
{
	struct verify_request request = {.exercise = exercise, .done = on_crates, .data = p};

	if (uv_now(p->patience.loop) < p->crates_after ||
	    (p->crates && p->crates_exercise == exercise))
		return;
	stop_crates(p);
	p->crates_exercise = exercise;
	p->crates = verification_prepare(p->verifier, &request, NULL);
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
 * ahead, and builds crates at last.
 */
static void go_on(struct preparation *p)
{
	const struct exercise *expected = next_expected(p), *next = next_unprepared(p);

	if (expected)
		hold_compilers(p, expected);
	else if (next && next->builder == BUILDER_RUSTC)
		prepare(p, next);
	else if ((next = next_crates(p, next)))
		build_crates(p, next);
}

static void patience_over(uv_timer_t *timer)
{
	struct preparation *p = timer->data;

	verifier_dismiss_held(p->verifier);
}

void preparation_begin(struct preparation *p, const struct preparation_scene *scene)
{
	preparation_stop(p, false);
	p->scene = *scene;
	p->held = 0;
	if (strcmp(p->app->config.values[CONFIG_PREPARE], "on") != 0)
		return;
	p->idle = true;
	uv_timer_start(&p->patience, patience_over, AT_WORK_MS, 0);
	go_on(p);
}

void preparation_stop(struct preparation *p, bool cargo)
{
	p->idle = false;
	if (cargo)
		stop_crates(p);
	if (p->verification)
		verification_cancel(p->verification);
	p->verification = NULL;
}

struct preparation *preparation_new(struct app *app, uv_loop_t *loop, struct verifier *verifier,
				    preparation_tells crates_built, void *data)
{
	struct preparation *p = memory_new(sizeof(*p));

	p->app = app;
	p->verifier = verifier;
	p->crates_built = crates_built;
	p->data = data;
	p->prepared = memory_new(app->course->count * sizeof(*p->prepared));
	uv_timer_init(loop, &p->patience);
	p->patience.data = p;
	return p;
}

void preparation_close(struct preparation *p)
{
	preparation_stop(p, true);
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
