/* The step clippy: reads the lints, beside the compile or after it. */
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

static void take_lint_line(struct verification *v, const char *line, size_t len)
{
	struct diagnostic d;

	if (!diagnostic_read(line, len, &d))
		return;
	verify_place_file(v, &d);
	diagnostics_add(&v->attempt.lint_diagnostics, &d);
}

static void on_lint_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct verification *v = data;
	bool cargo = v->attempt.by_cargo;

	if (!verify_is_at_work(v))
		return;
	if (stream == (cargo ? JOB_STDOUT : JOB_STDERR))
		verify_each_line(&v->attempt.lines, bytes, len, take_lint_line, v);
	else if (cargo)
		verify_each_note(v, bytes, len);
}

void verify_ask_for_lint(const struct verification *v, struct strings *argv)
{
	if (v->exercise->contract != CONTRACT_LINT)
		return;
	strings_add(argv, "--force-warn");
	strings_add(argv, v->exercise->fails.items[0]);
}

static bool is_clippys(const struct diagnostic *d)
{
	return d->code && strncmp(d->code, "clippy::", 8) == 0;
}

bool verify_lints_are_advice(const struct verification *v)
{
	return v->exercise->lint_rule == LINT_NEVER;
}

/* The level that a lint has for the exercise; the compiler may have another opinion. */
static enum level level_of(const struct verification *v, const struct diagnostic *d)
{
	const struct exercise *e = v->exercise;

	if (e->contract == CONTRACT_LINT && d->code && strcmp(d->code, e->fails.items[0]) == 0)
		return LEVEL_ERROR;
	if (e->lint_rule == LINT_WARNINGS)
		return LEVEL_ERROR;
	return e->lint_rule == LINT_NEVER && is_clippys(d) ? LEVEL_WARNING : d->level;
}

/* Gives each lint the level that it has for the exercise, also in the rendered text. */
static void set_levels(struct verification *v, struct diagnostics *list)
{
	static const char *const words[] = {
		[LEVEL_WARNING] = "\x1b[33mwarning", [LEVEL_ERROR] = "\x1b[91merror"};

	for (size_t i = 0; i < list->count; i++) {
		struct diagnostic *d = &list->items[i];
		enum level level = level_of(v, d);

		if (level != d->level)
			verify_replace_text(&d->rendered, words[d->level], words[level]);
		d->level = level;
	}
}

bool verify_is_clippys_trouble(const struct diagnostic *d)
{
	return d->level == LEVEL_ERROR && !d->code &&
	       (strstr(d->message, "lippy") ||
		(d->file && path_has_suffix(d->file, "clippy.toml")));
}

/*
 * Returns a sentence that says why clippy could not check the exercise, with the file at fault if
 * clippy names one. NULL: it could check it.
 */
static char *clippys_trouble(const struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *d = &list->items[i];

		const char *list_of_names = strstr(d->message, ", expected one of");
		size_t len = list_of_names ? (size_t)(list_of_names - d->message)
					   : strcspn(d->message, "\n");

		if (verify_is_clippys_trouble(d))
			return memory_format("clippy could not look at it%s%s: %.*s",
					     d->file ? ", because of " : "", d->file ? d->file : "",
					     (int)len, d->message);
	}
	return NULL;
}

static void judge_lints(struct verification *v, struct diagnostics *list)
{
	set_levels(v, list);
	if (verify_first_error(list)) {
		verify_refuse(v, list);
		return;
	}
	verify_take_diagnostics(v, list);
	diagnostics_clear(
		&v->attempt.compile_diagnostics); /* clippy reports the compiler's warnings, too */
	verify_next_step(v);
}

/* An exercise can pass without clippy, unless its contract is a lint. Takes `why` over. */
static void lints_unknown(struct verification *v, char *why)
{
	if (v->exercise->contract == CONTRACT_LINT) {
		verify_finish(v, OUTCOME_UNVERIFIED, why);
		return;
	}
	free(v->verdict->note);
	v->verdict->note = why;
	verify_next_step(v);
}

/* Judges clippy's output when clippy has ended. */
static void judge_linting(struct verification *v, bool well)
{
	char *trouble = well ? NULL : clippys_trouble(&v->attempt.lint_diagnostics);

	if (trouble) {
		lints_unknown(v, trouble);
	} else if (!well && !verify_first_error(&v->attempt.lint_diagnostics)) {
		v->verdict->transient = true;
		lints_unknown(v,
			      memory_copy_string("clippy did not run to its end; `rustgym doctor` "
						 "may know why"));
	} else {
		judge_lints(v, &v->attempt.lint_diagnostics);
	}
}

/* ---- after the compile ---------------------------------------------------------------------- */

static void linted(const struct job_result *result, void *data)
{
	struct verification *v = data;

	if (!verify_job_ended(v, &v->job))
		return;
	v->verdict->ms.lint = result->ms;
	judge_linting(v, result->outcome == JOB_EXITED && result->status == 0);
}

void verify_start_lint(struct verification *v)
{
	struct command command = {0};

	v->phase = PHASE_LINTING;
	if (v->attempt.lints == LINTS_IN_COMPILE) {
		judge_lints(v, &v->attempt.compile_diagnostics);
	} else if (v->attempt.lints == LINTS_BESIDE) {
		if (v->attempt.beside != BESIDE_AT_WORK) /* else linted_beside continues */
			judge_linting(v, v->attempt.beside == BESIDE_WELL);
	} else if (verify_builder(v)->lint(v, &command)) {
		v->job = verify_start_command(v, &command, on_lint_output, linted);
	} else {
		verify_clear_command(&command);
		lints_unknown(v,
			      memory_copy_string("clippy is not installed: `rustup component add "
						 "clippy`"));
	}
}

/* ---- beside the compile ---------------------------------------------------------------------- */

void verify_choose_lints(struct verification *v, bool alone)
{
	const struct verifier_options *o = &v->verifier->options;

	if (v->attempt.lints == LINTS_BESIDE) /* chosen for the first of several compiles */
		return;
	if (!o->toolchain->clippy_driver || v->begun_anew[REASON_CRASHED] || !verify_wants_lints(v))
		v->attempt.lints = LINTS_AFTER;
	else if (alone && o->cores > 1)
		v->attempt.lints = LINTS_BESIDE;
	else
		v->attempt.lints = v->begun_anew[REASON_LINTS] ? LINTS_AFTER : LINTS_IN_COMPILE;
}

static void on_beside_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct verification *v = data;

	if (stream == JOB_STDERR && verify_is_at_work(v))
		verify_each_line(&v->attempt.lint_lines, bytes, len, take_lint_line, v);
}

static void linted_beside(const struct job_result *result, void *data)
{
	struct verification *v = data;
	bool well = result->outcome == JOB_EXITED && result->status == 0;

	v->products.interrupted = v->products.interrupted || result->outcome != JOB_EXITED;
	if (!verify_job_ended(v, &v->clippy))
		return;
	v->attempt.beside = well ? BESIDE_WELL : BESIDE_FAILED;
	v->verdict->ms.lint = result->ms;
	if (v->phase == PHASE_LINTING && v->purpose == PURPOSE_PREPARE)
		verify_finish(v, OUTCOME_PASSED, NULL);
	else if (v->phase == PHASE_LINTING)
		judge_linting(v, well);
}

void verify_start_lint_beside(struct verification *v)
{
	struct command command = {0};

	if (v->attempt.beside != BESIDE_NONE)
		return;
	if (verify_builder(v)->lint(v, &command))
		v->clippy = verify_start_command(v, &command, on_beside_output, linted_beside);
	else
		verify_clear_command(&command);
	if (v->clippy)
		v->attempt.beside = BESIDE_AT_WORK;
}
