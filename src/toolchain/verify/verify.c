/*
 * From a request to a verdict:
 *
 *   begin --> [step] --> [step] --> ... --> passed
 *               |          |
 *               +----------+--> failed, unverified
 *
 *   a step:  build                compile
 *            test, run            compile, then the programs one after the other
 *            (compile             cargo's command, or the compiler's for each unit of a recipe; then,
 *                                 where that is new, one that links the dependencies as a library)
 *            clippy               the end of the one that runs beside the compile from its start;
 *                                 nothing more where the compile said the lints too; or one command
 *            doctest, fmt         one command
 *
 * Preparing takes the first step only, and of it only the compile; standing by only starts that.
 *
 * Each arrow is a job's end; only a program runs as soon as it is linked, while its compiler puts its
 * own things away (overtake in verify_build.c). The verdict goes out at once; the verification itself lives on until
 * the jobs that it no longer needs are gone. Builders with cargo wait for their turn in front of the
 * first step and keep it to the end.
 *
 * A compile begins anew, at most once for each reason: when the compiler crashed; by cargo, when the
 * compiler alone failed in a way that the learner may not have caused; without lints, when only a
 * denied one ended it and the tests come first. A request to prepare ends where programs would run.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- the end -------------------------------------------------------------------------------- */

static void stop_waiting(struct verification *v)
{
	struct verification **link = &v->verifier->waiting;

	while (*link && *link != v)
		link = &(*link)->next_waiting;
	if (*link)
		*link = v->next_waiting;
}

static void pass_cargo_on(struct verification *v)
{
	struct verifier *verifier = v->verifier;

	if (verifier->cargo_owner != v)
		return;
	verifier->cargo_owner = verifier->waiting;
	if (verifier->waiting) {
		struct verification *next = verifier->waiting;
		verifier->waiting = next->next_waiting;
		next->next_waiting = NULL;
		verify_start_step(next);
	}
}

void verify_release(struct verification *v)
{
	if (v->job || v->ending || v->linting.job || !v->kick_closed ||
	    !(v->finished || v->cancelled))
		return;
	verify_leave_out(v);
	pass_cargo_on(v);
	verdict_free(v->verdict);
	diagnostics_clear(&v->compile_diagnostics);
	diagnostics_clear(&v->lint_diagnostics);
	buffer_clear(&v->lines.rest);
	buffer_clear(&v->linting.lines.rest);
	buffer_clear(&v->notes.rest);
	buffer_clear(&v->output);
	strings_clear(&v->executables);
	recording_clear(&v->recording);
	recipe_clear(&v->recipe);
	buffer_clear(&v->held_words);
	free(v->bundle);
	free(v->root);
	free(v->folder);
	free(v->text);
	free(v->out);
	free(v);
}

static void kick_closed(uv_handle_t *handle)
{
	struct verification *v = handle->data;

	v->kick_closed = true;
	verify_release(v);
}

/* Stops what still runs and lets the verification go. */
static void wind_up(struct verification *v)
{
	if (v->job)
		job_cancel(v->job);
	if (v->linting.job)
		job_cancel(v->linting.job);
	if (!uv_is_closing((uv_handle_t *)&v->kick))
		uv_close((uv_handle_t *)&v->kick, kick_closed);
}

void verification_cancel(struct verification *v)
{
	if (v->cancelled || v->finished)
		return;
	v->cancelled = true;
	stop_waiting(v);
	wind_up(v);
}

bool verification_is_running(const struct verification *v)
{
	return v->running;
}

/* Everything is known: the verdict goes out. reason is taken over. */
void verify_finish(struct verification *v, enum outcome outcome, char *reason)
{
	struct verdict *verdict = v->verdict;

	if (v->cancelled || v->finished) { /* by what it said on the way here */
		free(reason);
		return;
	}
	v->verdict = NULL;
	v->finished = true;
	verdict->outcome = outcome;
	verdict->reason = reason;
	verdict->step = v->steps[v->at < v->step_count ? v->at : v->step_count - 1];
	verdict->ms.total = (uv_hrtime() - v->started) / 1000000;
	free(verdict->output);
	verdict->output = buffer_detach(&v->output);
	v->request.done(verdict, v->request.data);
	wind_up(v);
}

void verify_take_diagnostics(struct verification *v, struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++)
		diagnostics_add(&v->verdict->diagnostics, &list->items[i]);
	free(list->items);
	*list = (struct diagnostics){NULL, 0};
}

/* ---- the machine ---------------------------------------------------------------------------- */

bool verify_wants_lints(const struct verification *v)
{
	for (size_t i = v->at; i < v->step_count; i++)
		if (v->steps[i] == STEP_CLIPPY)
			return true;
	return false;
}

void verify_start_step(struct verification *v)
{
	v->running = false;
	strings_clear(&v->executables);
	buffer_reset(&v->lines.rest);
	v->unit = 0;
	v->earlier_tests = v->verdict->tests.count;
	if (v->standing_by && v->steps[v->at] > STEP_RUN) { /* no compiler comes first */
		verify_finish(v, OUTCOME_UNVERIFIED, NULL);
		return;
	}
	switch (v->steps[v->at]) {
	case STEP_BUILD:
	case STEP_TEST:
	case STEP_RUN:
		verify_start_compile(v);
		break;
	case STEP_CLIPPY:
		verify_start_lint(v);
		break;
	case STEP_DOCTEST:
		verify_start_doctests(v);
		break;
	case STEP_FMT:
		verify_start_format(v);
		break;
	case STEP_COUNT:
		BUG("no such step");
	}
}

void verify_next_step(struct verification *v)
{
	if (!v->preparing && ++v->at < v->step_count) {
		verify_start_step(v);
		return;
	}
	verify_take_diagnostics(v, &v->compile_diagnostics);
	verify_finish(v, OUTCOME_PASSED, NULL);
}

/* ---- the beginning -------------------------------------------------------------------------- */

static void add_step(struct verification *v, enum step step)
{
	for (size_t i = 0; i < v->step_count; i++)
		if (v->steps[i] == step)
			return;
	v->steps[v->step_count++] = step;
}

static void plan(struct verification *v)
{
	const struct exercise *e = v->exercise;

	for (size_t i = 0; i < e->step_count; i++) {
		if (e->steps[i] == STEP_DOCTEST)
			add_step(v, STEP_BUILD); /* the library that they use */
		add_step(v, e->steps[i]);
	}
	if (!e->step_count) {
		/* deleted tests are no pass */
		add_step(v, v->source.has_tests || e->contract == CONTRACT_TESTS ? STEP_TEST
										 : STEP_RUN);
		add_step(v, STEP_CLIPPY);
	}
	if (v->request.check_format)
		add_step(v, STEP_FMT);
}

static void begin(uv_timer_t *kick)
{
	struct verification *v = kick->data;
	struct verifier *verifier = v->verifier;
	struct error err = ERROR_INIT;
	int result = source_read(v->root, v->exercise, &v->source, &err);

	v->verdict->hash = v->source.hash;
	plan(v);
	if (result) {
		verify_finish(
			v, OUTCOME_UNVERIFIED,
			memory_format(
				"%s (`rustgym reset %s` brings back the text you started from)",
				err.message, v->exercise->name));
		return;
	}
	result = verify_enter_out(v, &err);
	if (!result && v->exercise->builder == BUILDER_CARGO && !verifier->options.toolchain->cargo)
		result = error_set(
			&err, ERROR_ENVIRONMENT,
			"cargo is not installed; get the whole toolchain with: " TOOLCHAIN_INSTALL);
	if (result) {
		verify_finish(v, OUTCOME_UNVERIFIED, memory_copy_string(err.message));
		return;
	}
	if (v->exercise->builder == BUILDER_CARGO) {
		if (verifier->cargo_owner) {
			struct verification **link = &verifier->waiting;
			while (*link)
				link = &(*link)->next_waiting;
			*link = v;
			return;
		}
		verifier->cargo_owner = v;
	}
	verify_start_step(v);
}

static struct verification *new_verification(struct verifier *verifier,
					     const struct verify_request *request)
{
	struct verification *v = memory_new(sizeof(*v));
	const struct exercise *e = request->exercise;

	v->verifier = verifier;
	v->request = *request;
	v->exercise = e;
	v->verdict = verdict_new(e);
	v->root = memory_copy_string(request->root ? request->root
						   : verifier->options.course->root);
	v->folder = path_join(v->root, e->folder ? e->path : e->topic->path);
	v->text = memory_copy_string(e->path);
	v->out_lock = -1;
	v->incremental = !request->throw_away;
	v->started = uv_hrtime();
	buffer_init(&v->lines.rest);
	buffer_init(&v->linting.lines.rest);
	buffer_init(&v->notes.rest);
	buffer_init(&v->output);
	buffer_init(&v->held_words);
	uv_timer_init(verifier->options.loop, &v->kick);
	v->kick.data = v;
	uv_timer_start(&v->kick, begin, 0, 0);
	return v;
}

struct verification *verification_start(struct verifier *verifier,
					const struct verify_request *request)
{
	return new_verification(verifier, request);
}

struct verification *verification_prepare(struct verifier *verifier,
					  const struct verify_request *request,
					  const char *solution_or_null)
{
	struct verification *v = new_verification(verifier, request);

	v->preparing = true;
	if (solution_or_null && !v->exercise->folder) {
		free(v->text);
		v->text = memory_copy_string(solution_or_null);
	}
	return v;
}

struct verification *verification_stand_by(struct verifier *verifier,
					   const struct verify_request *request)
{
	struct verification *v = new_verification(verifier, request);

	v->standing_by = true;
	return v;
}

void verifier_dismiss(struct verifier *verifier)
{
	standby_dismiss(&verifier->standby);
}

struct verifier *verifier_new(const struct verifier_options *options)
{
	struct verifier *verifier = memory_new(sizeof(*verifier));

	verifier->options = *options;
	verify_sweep_out(options->cache);
	return verifier;
}

void verifier_free(struct verifier *verifier)
{
	free(verifier);
}
