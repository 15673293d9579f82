/* The step clippy: what its lints say, beside the compile or after it. */
#include "rustgym/base/memory.h"
#include "verify_internal.h"

#include <string.h>

static void take_lint_line(struct verification *v, const char *line, size_t len)
{
	struct diagnostic d;

	if (!diagnostic_read(line, len, &d))
		return;
	verify_place_file(v, &d);
	diagnostics_add(&v->lint_diagnostics, &d);
}

static void on_lint_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct verification *v = data;
	bool cargo = v->by_cargo;

	if (v->finished || v->cancelled)
		return;
	if (stream == (cargo ? JOB_STDOUT : JOB_STDERR))
		verify_each_line(&v->lines, bytes, len, take_lint_line, v);
	else if (cargo)
		verify_each_line(&v->notes, bytes, len, verify_take_note, v);
}

void verify_ask_for_lint(const struct verification *v, struct strings *argv)
{
	if (v->exercise->contract != CONTRACT_LINT)
		return;
	strings_add(argv, "--force-warn");
	strings_add(argv, v->exercise->fails.items[0]);
}

/* The lint of a lint contract is a warning to the compiler; here it is denied, and looks like it. */
static void deny_contract_lint(struct verification *v, struct diagnostics *list)
{
	static const char warning[] = "\x1b[33mwarning", error[] = "\x1b[91merror";

	for (size_t i = 0; v->exercise->contract == CONTRACT_LINT && i < list->count; i++) {
		struct diagnostic *d = &list->items[i];
		if (!d->code || strcmp(d->code, v->exercise->fails.items[0]) != 0)
			continue;
		d->level = LEVEL_ERROR;
		verify_replace_text(&d->rendered, warning, error);
	}
}

static void judge_lints(struct verification *v, struct diagnostics *list)
{
	deny_contract_lint(v, list);
	if (verify_first_error(list)) {
		verify_refuse(v, list);
		return;
	}
	verify_take_diagnostics(v, list);
	diagnostics_clear(&v->compile_diagnostics); /* clippy says the compiler's warnings too */
	verify_next_step(v);
}

/* Without clippy an exercise can pass all the same, unless a lint is its lesson. */
static void lints_unknown(struct verification *v, const char *why)
{
	if (v->exercise->contract == CONTRACT_LINT)
		verify_finish(v, OUTCOME_UNVERIFIED, memory_copy_string(why));
	else
		verify_next_step(v);
}

/* clippy has said all it has to say. */
static void judge_linting(struct verification *v, bool well)
{
	if (!well && !verify_first_error(&v->lint_diagnostics)) {
		v->verdict->transient = true;
		lints_unknown(v, "clippy did not run to its end; `rustgym doctor` may know why");
	} else {
		judge_lints(v, &v->lint_diagnostics);
	}
}

/* ---- after the compile ---------------------------------------------------------------------- */

static void linted(const struct job_result *result, void *data)
{
	struct verification *v = data;

	v->job = NULL;
	if (v->cancelled || v->finished) {
		verify_release(v);
		return;
	}
	v->verdict->ms.lint = result->ms;
	judge_linting(v, result->outcome == JOB_EXITED && result->status == 0);
}

void verify_start_lint(struct verification *v)
{
	struct command command = {0};

	if (v->lints_in_compile) {
		judge_lints(v, &v->compile_diagnostics);
	} else if (v->linting.beside && !v->linting.ended) {
		v->linting.awaited = true;
	} else if (v->linting.beside) {
		judge_linting(v, v->linting.well);
	} else if (verify_builder(v)->lint(v, &command)) {
		v->job = verify_start_command(v, &command, on_lint_output, linted);
	} else {
		verify_clear_command(&command);
		lints_unknown(v, "clippy is not installed: `rustup component add clippy`");
	}
}

/* ---- beside it ------------------------------------------------------------------------------ */

bool verify_lints_beside(struct verification *v)
{
	const struct verifier_options *o = &v->verifier->options;

	if (!v->linting.beside)
		v->linting.beside = o->cores > 1 && !v->linting.off && !v->retried &&
				    o->toolchain->clippy_driver && verify_wants_lints(v);
	return v->linting.beside;
}

void verify_forget_lints(struct verification *v)
{
	if (v->linting.job)
		job_cancel(v->linting.job);
	v->linting.beside = false;
	v->linting.off = true;
	diagnostics_clear(&v->lint_diagnostics);
}

static void on_beside_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct verification *v = data;

	if (stream == JOB_STDERR && v->linting.beside && !v->finished && !v->cancelled)
		verify_each_line(&v->linting.lines, bytes, len, take_lint_line, v);
}

static void linted_beside(const struct job_result *result, void *data)
{
	struct verification *v = data;

	v->linting.job = NULL;
	v->linting.ended = true;
	v->linting.well = result->outcome == JOB_EXITED && result->status == 0;
	v->interrupted = v->interrupted || result->outcome != JOB_EXITED;
	if (v->cancelled || v->finished) {
		verify_release(v);
		return;
	}
	if (!v->linting.beside)
		return;
	v->verdict->ms.lint = result->ms;
	if (v->linting.awaited && v->preparing)
		verify_finish(v, OUTCOME_PASSED, NULL);
	else if (v->linting.awaited)
		judge_linting(v, v->linting.well);
}

void verify_start_lint_beside(struct verification *v)
{
	struct command command = {0};

	if (v->linting.job || v->linting.ended)
		return;
	if (verify_builder(v)->lint(v, &command))
		v->linting.job = verify_start_command(v, &command, on_beside_output, linted_beside);
	else
		verify_clear_command(&command);
}
