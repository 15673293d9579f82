/*
 * The state machine of a verification:
 *
 *   WAITING --> [step] --> [step] --> ... --> passed
 *                 |          |
 *                 +----------+--> failed, unverified
 *
 * A step goes through these phases:
 *
 *   build        COMPILING [--> SHARING]
 *   test, run    COMPILING [--> SHARING] --> RUNNING, one program after the other
 *   clippy       LINTING: waits for clippy beside the compile, or runs one command. Skipped if
 *                clippy-driver compiled
 *   doctest, fmt CHECKING: one command
 *   command      CHECKING: the course's own programs, one after the other
 *
 * COMPILING runs cargo, or one rustc command for each that cargo would run. SHARING links the
 * dependencies as one library, if that library does not exist yet. Every phase can end a
 * verification or the attempt:
 *
 *   any phase --> TOLD (the verdict was reported) or CANCELLED --> freed after the last process
 *   COMPILING, SHARING, LINTING --> ANEW (waits for the last process) --> COMPILING, same step;
 *                                   the first step if the source has changed
 *   passed --> ANEW --> COMPILING, first step, with the handed-out tests; only if the learner's
 *                       tests differ from these
 *
 * An attempt is repeated at most once for each `enum reason`. verify_begin_anew drops the whole
 * attempt. `begun_anew` tells the next attempt what to do differently.
 *
 * Each arrow is the end of a job, with one exception: a program starts as soon as it is linked,
 * while its compiler still cleans up (overtake in build.c). A verification that uses cargo waits
 * for its turn before the first step, and keeps cargo until its end. PURPOSE_PREPARE ends after the
 * first step's compile. PURPOSE_HOLD ends before it.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- the source ------------------------------------------------------------------------------ */

static void use_tree(struct verification *v, const char *root)
{
	const char *package = exercise_package(v->exercise);

	free(v->root);
	free(v->folder);
	v->root = memory_copy_string(root);
	v->folder = strcmp(package, ".") == 0 ? memory_copy_string(root) : path_join(root, package);
}

/*
 * Reads the source. If it cannot be read, reports the verdict and returns false. The verdict has
 * the hash of the exercise itself, not of the tree with the handed-out tests.
 */
static bool read_source(struct verification *v)
{
	struct error err = ERROR_INIT;
	int result = 0;

	if (!v->source_is_read)
		result = source_read(v->root, v->exercise, &v->source, &err);
	v->source_is_read = false; /* the next attempt reads what is there then */
	if (!v->begun_anew[REASON_HANDED_OUT])
		v->verdict->hash = v->source.hash;
	verify_plan(v);
	if (result)
		verify_finish(
			v, OUTCOME_UNVERIFIED,
			memory_format(
				"%s (`rustgym reset %s` brings back the text you started from)",
				err.message, v->exercise->name));
	return !result;
}

bool verify_source_is_unchanged(const struct verification *v)
{
	struct source now;

	return v->purpose != PURPOSE_VERDICT ||
	       (source_read(v->root, v->exercise, &now, NULL) == 0 &&
		now.edited == v->source.edited);
}

/* Restarts at the first step with the present source. */
static bool start_over(struct verification *v)
{
	v->at = v->step_count = 0;
	v->one_by_one = false;
	libtest_clear(&v->verdict->tests);
	diagnostics_clear(&v->verdict->diagnostics);
	buffer_reset(&v->output);
	return read_source(v);
}

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

static void init_attempt(struct attempt *attempt)
{
	*attempt = (struct attempt){0};
	buffer_init(&attempt->lines.rest);
	buffer_init(&attempt->notes.rest);
	buffer_init(&attempt->lint_lines.rest);
	buffer_init(&attempt->sharing.words);
}

static void clear_attempt(struct attempt *attempt)
{
	buffer_clear(&attempt->lines.rest);
	buffer_clear(&attempt->notes.rest);
	buffer_clear(&attempt->lint_lines.rest);
	diagnostics_clear(&attempt->compile_diagnostics);
	diagnostics_clear(&attempt->lint_diagnostics);
	cargo_capture_clear(&attempt->capture);
	cargo_freshness_clear(&attempt->freshness);
	cargo_commands_clear(&attempt->commands);
	free(attempt->sharing.folder);
	buffer_clear(&attempt->sharing.words);
}

static void free_verification(struct verification *v)
{
	verify_leave_out(v);
	pass_cargo_on(v);
	verdict_free(v->verdict);
	clear_attempt(&v->attempt);
	strings_clear(&v->products.programs);
	verify_clear_watch(&v->watch);
	buffer_clear(&v->output);
	free(v->products.folder);
	free(v->handed_out);
	free(v->root);
	free(v->folder);
	free(v->text);
	free(v);
}

bool verify_is_at_work(const struct verification *v)
{
	return v->phase < PHASE_ANEW;
}

/* After the last process has ended: starts the next attempt, or frees the verification. */
static void settle(struct verification *v)
{
	if (v->job || v->ending || v->clippy)
		return;
	if (v->phase == PHASE_ANEW) {
		clear_attempt(&v->attempt);
		init_attempt(&v->attempt);
		verify_start_step(v);
	} else if (v->kick_closed) {
		free_verification(v);
	}
}

/*
 * Returns whether the job reads the source, so that a change of the source matters. clippy beside
 * the compile reads the source when the compile starts. After the program has run, a change does
 * not matter, because the program may have changed its own source.
 */
static bool job_reads_source(const struct verification *v, struct job *const *job)
{
	if (job == &v->job)
		return v->phase != PHASE_RUNNING;
	return job == &v->clippy && (v->phase == PHASE_COMPILING || v->phase == PHASE_SHARING);
}

bool verify_job_ended(struct verification *v, struct job **job)
{
	*job = NULL;
	if (!verify_is_at_work(v)) {
		settle(v);
		return false;
	}
	if (!job_reads_source(v, job) || verify_source_is_unchanged(v))
		return true;
	if (!verify_begin_anew(v, REASON_CHANGED))
		verify_finish(v, OUTCOME_UNVERIFIED,
			      memory_copy_string("it changes while it is compiled"));
	return false;
}

static void end_jobs(struct verification *v)
{
	if (v->job)
		job_cancel(v->job);
	if (v->clippy)
		job_cancel(v->clippy);
}

bool verify_begin_anew(struct verification *v, enum reason reason)
{
	if (v->begun_anew[reason])
		return false;
	v->begun_anew[reason] = true;
	if (reason == REASON_HANDED_OUT)
		use_tree(v, v->handed_out);
	if ((reason == REASON_HANDED_OUT || reason == REASON_CHANGED) && !start_over(v))
		return true;
	if (reason == REASON_COMMANDS)
		verify_builder(v)->forget(v);
	v->phase = PHASE_ANEW;
	end_jobs(v);
	settle(v);
	return true;
}

static void kick_closed(uv_handle_t *handle)
{
	struct verification *v = handle->data;

	v->kick_closed = true;
	settle(v);
}

/* Ends the running jobs and then frees the verification. */
static void wind_up(struct verification *v)
{
	end_jobs(v);
	if (!uv_is_closing((uv_handle_t *)&v->kick))
		uv_close((uv_handle_t *)&v->kick, kick_closed);
}

void verification_cancel(struct verification *v)
{
	if (v->phase >= PHASE_TOLD)
		return;
	v->phase = PHASE_CANCELLED;
	stop_waiting(v);
	wind_up(v);
}

bool verification_is_running(const struct verification *v)
{
	return v->phase == PHASE_RUNNING;
}

void verification_step_back(struct verification *v)
{
	v->stepped_back = true;
	v->request.diagnostic = NULL;
	v->request.note = NULL;
	if (v->job)
		job_step_back(v->job);
}

/* Returns whether the learner's tests differ from the handed-out tests. */
static bool has_other_tests(struct verification *v)
{
	if (!v->handed_out && v->purpose == PURPOSE_VERDICT && v->request.handed_out)
		v->handed_out = v->request.handed_out(v->exercise, v->request.data);
	return v->handed_out != NULL;
}

/* Adds that the tests are the handed-out ones. `reason` may be NULL; it is taken over. */
static char *reason_with_handed_out(char *reason)
{
	char *whole = reason ? memory_format("with the tests as they were handed out: %s", reason)
			     : NULL;

	free(reason);
	return whole;
}

void verify_finish(struct verification *v, enum outcome outcome, char *reason)
{
	struct verdict *verdict = v->verdict;

	if (!verify_is_at_work(v)) { /* a callback on the way here has cancelled it */
		free(reason);
		return;
	}
	if (outcome == OUTCOME_PASSED && has_other_tests(v) &&
	    verify_begin_anew(v, REASON_HANDED_OUT))
		return;
	v->verdict = NULL;
	v->phase = PHASE_TOLD;
	verdict->outcome = outcome;
	verdict->transient = verdict->transient || outcome == OUTCOME_UNVERIFIED;
	verdict->handed_out = v->begun_anew[REASON_HANDED_OUT];
	verdict->reason = verdict->handed_out ? reason_with_handed_out(reason) : reason;
	verdict->step = v->steps[v->at < v->step_count ? v->at : v->step_count - 1];
	verify_place_tests(v, verdict);
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
	free(list->slots);
	*list = (struct diagnostics){0};
}

/* ---- the machine ---------------------------------------------------------------------------- */

bool verify_is_incremental(const struct verification *v)
{
	return !v->request.throw_away && !v->begun_anew[REASON_CRASHED];
}

bool verify_wants_lints(const struct verification *v)
{
	for (size_t i = v->at; i < v->step_count; i++)
		if (v->steps[i] == STEP_CLIPPY)
			return true;
	return false;
}

void verify_start_step(struct verification *v)
{
	strings_clear(&v->products.programs);
	buffer_reset(&v->attempt.lines.rest);
	v->attempt.command = 0;
	v->earlier_tests = v->verdict->tests.count;
	v->phase = PHASE_COMPILING;
	if (v->purpose == PURPOSE_HOLD &&
	    v->steps[v->at] > STEP_RUN) { /* the step has no compiler */
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
	case STEP_COMMAND:
		verify_start_programs_of_course(v);
		break;
	case STEP_COUNT:
		BUG("no such step");
	}
}

void verify_next_step(struct verification *v)
{
	if (v->purpose == PURPOSE_VERDICT && ++v->at < v->step_count) {
		verify_start_step(v);
		return;
	}
	verify_take_diagnostics(v, &v->attempt.compile_diagnostics);
	verify_finish(v, OUTCOME_PASSED, NULL);
}

/* ---- the beginning -------------------------------------------------------------------------- */

static void begin(uv_timer_t *kick)
{
	struct verification *v = kick->data;
	struct verifier *verifier = v->verifier;
	struct error err = ERROR_INIT;
	int result;

	if (!read_source(v))
		return;
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
					     const struct verify_request *request,
					     enum purpose purpose)
{
	struct verification *v = memory_new(sizeof(*v));
	const struct exercise *e = request->exercise;

	v->verifier = verifier;
	v->purpose = purpose;
	v->request = *request;
	v->exercise = e;
	v->verdict = verdict_new(e);
	v->source_is_read = request->source != NULL;
	if (request->source)
		v->source = *request->source;
	use_tree(v, request->root ? request->root : verifier->options.course->root);
	v->text = memory_copy_string(e->path);
	v->started = uv_hrtime();
	buffer_init(&v->output);
	buffer_init(&v->watch.lines.rest);
	init_attempt(&v->attempt);
	uv_timer_init(verifier->options.loop, &v->kick);
	v->kick.data = v;
	uv_timer_start(&v->kick, begin, 0, 0);
	return v;
}

struct verification *verification_start(struct verifier *verifier,
					const struct verify_request *request)
{
	return new_verification(verifier, request, PURPOSE_VERDICT);
}

struct verification *verification_prepare(struct verifier *verifier,
					  const struct verify_request *request,
					  const char *solution_or_null)
{
	struct verification *v = new_verification(verifier, request, PURPOSE_PREPARE);

	if (solution_or_null && !v->exercise->folder) {
		free(v->text);
		v->text = memory_copy_string(solution_or_null);
	}
	return v;
}

struct verification *verification_hold_compilers(struct verifier *verifier,
						 const struct verify_request *request)
{
	return new_verification(verifier, request, PURPOSE_HOLD);
}

void verifier_dismiss_held(struct verifier *verifier)
{
	held_compilers_dismiss(&verifier->held);
}

struct verifier *verifier_new(const struct verifier_options *options)
{
	struct verifier *verifier = memory_new(sizeof(*verifier));

	verifier->options = *options;
	verify_sweep_out(options->cache);
	return verifier;
}

void verifier_set_deadlines(struct verifier *verifier, unsigned compile_s, unsigned run_s)
{
	verifier->options.compile_s = compile_s;
	verifier->options.run_s = run_s;
}

void verifier_free(struct verifier *verifier)
{
	free(verifier);
}
