/*
 * The steps that a compiler takes: compiling, doctests, format. What a compile that has ended means
 * is verify_judge.c's.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "toolchain/cargo/bundle.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

enum { CARGO_DEADLINE_S = 1800, DOCTEST_RUNS = 3 };

const struct builder_ops *verify_builder(const struct verification *v)
{
	return v->exercise->builder == BUILDER_CARGO ? &builder_cargo : &builder_rustc;
}

/* ---- reading what compilers say ------------------------------------------------------------- */

static bool compiles_again(const struct verification *v)
{
	for (size_t i = v->at + 1; i < v->step_count; i++)
		if (v->steps[i] <= STEP_RUN)
			return true;
	return v->unit + 1 < v->recipe.count;
}

/*
 * The program is linked. Its compiler has said all it has to say and only puts its own things away,
 * which takes as long as many a program runs.
 */
static void overtake(struct verification *v, const char *product)
{
	if (v->by_cargo || v->preparing || v->wants_bundle || v->steps[v->at] == STEP_BUILD ||
	    v->executables.count != 1 || strcmp(v->executables.items[0], product) != 0 ||
	    compiles_again(v))
		return;
	v->verdict->ms.compile += (uv_hrtime() - v->job_began) / 1000000;
	v->ending = v->job;
	v->job = NULL;
	v->executable = 0;
	verify_run_programs(v);
}

/* cargo says which programs there are; of rustc they are known, and it says when they are there. */
static void take_product(struct verification *v, const char *line, size_t len)
{
	bool is_test = false;
	char *product = v->by_cargo ? diagnostic_read_executable(line, len, &is_test)
				    : diagnostic_read_product(line, len);

	if (product && !v->by_cargo)
		overtake(v, product);
	else if (product && is_test == (v->steps[v->at] == STEP_TEST))
		strings_add(&v->executables, product);
	free(product);
}

static void take_compile_line(struct verification *v, const char *line, size_t len)
{
	struct diagnostic d;
	bool error;

	if (!diagnostic_read(line, len, &d)) {
		take_product(v, line, len);
		return;
	}
	verify_place_file(v, &d);
	error = d.level == LEVEL_ERROR;
	if (diagnostics_add(&v->compile_diagnostics, &d) && error && v->request.diagnostic)
		v->request.diagnostic(
			&v->compile_diagnostics.items[v->compile_diagnostics.count - 1],
			v->request.data);
}

static void on_compile_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct verification *v = data;
	bool cargo = v->by_cargo;

	if (v->finished || v->cancelled || v->ending)
		return;
	if (stream == (cargo ? JOB_STDOUT : JOB_STDERR))
		verify_each_line(&v->lines, bytes, len, take_compile_line, v);
	else if (cargo)
		verify_each_line(&v->notes, bytes, len, verify_take_note, v);
}

/* ---- jobs ----------------------------------------------------------------------------------- */

unsigned verify_deadline_s(const struct verification *v)
{
	const struct verifier_options *o = &v->verifier->options;

	if (v->steps[v->at] == STEP_DOCTEST) /* what they use is built by then */
		return o->run_s * DOCTEST_RUNS;
	return v->by_cargo ? CARGO_DEADLINE_S : o->compile_s;
}

void verify_clear_command(struct command *command)
{
	strings_clear(&command->argv);
	strings_clear(&command->env);
}

struct job *verify_start_command(struct verification *v, struct command *command, job_output output,
				 job_done done)
{
	struct error err = ERROR_INIT;
	struct job_options options = {
		.argv = (const char *const *)command->argv.items,
		.cwd = command->cwd,
		.env = &command->env,
		.confined = v->steps[v->at] == STEP_DOCTEST, /* the learner's programs run in it */
		.background = v->preparing,
		.output = output,
		.done = done,
		.data = v,
	};
	struct job *job;

	v->by_cargo = command->by_cargo;
	v->job_began = uv_hrtime();
	options.deadline_ms = verify_deadline_s(v) * 1000;
	job = v->preparing ? NULL : standby_take(&v->verifier->standby, command, &options);
	v->taken = v->taken || job;
	if (!job)
		job = job_start(v->verifier->options.loop, &options, &err);
	verify_clear_command(command);
	if (!job && !v->finished)
		verify_finish(v, OUTCOME_UNVERIFIED, memory_copy_string(err.message));
	return job;
}

/* ---- compiling ------------------------------------------------------------------------------ */

static bool without_cargo(const struct verification *v)
{
	return v->exercise->builder == BUILDER_CARGO && !v->by_cargo;
}

/* Prepared, it is compiled once more, without cargo: that fills the compiler's incremental state. */
static void go_on(struct verification *v, const struct job_result *result)
{
	if (!v->preparing) {
		verify_judge_compile(v, result);
	} else if (v->recipe.count && !v->warmed) {
		v->warmed = true;
		diagnostics_clear(&v->compile_diagnostics);
		verify_start_step(v);
	} else if (v->linting.beside && !v->linting.ended) {
		v->linting.awaited = true;
	} else {
		verify_finish(v, v->recipe.count ? OUTCOME_PASSED : OUTCOME_UNVERIFIED, NULL);
	}
}

static void hold(struct verification *v, const struct job_result *result)
{
	v->held = *result;
	v->held.out = v->held.err = &v->held_words;
	buffer_reset(&v->held_words);
	buffer_add(&v->held_words, result->err->data, result->err->len);
}

/* The dependencies are a shared library now, or will never be. */
static void shared(const struct job_result *result, void *data)
{
	struct verification *v = data;

	v->job = NULL;
	if (v->cancelled || v->finished) {
		bundle_discard(v->bundle);
		verify_release(v);
		return;
	}
	bundle_keep(v->bundle, result->outcome == JOB_EXITED && result->status == 0);
	free(v->bundle);
	v->bundle = NULL;
	go_on(v, &v->held);
}

static bool start_sharing(struct verification *v, const struct job_result *result)
{
	struct command command = {0};

	if (!verify_builder(v)->share || !verify_builder(v)->share(v, &command)) {
		verify_clear_command(&command);
		return false;
	}
	hold(v, result);
	v->job = verify_start_command(v, &command, NULL, shared);
	return true;
}

static void compiled(const struct job_result *result, void *data)
{
	struct verification *v = data;
	bool well = result->outcome == JOB_EXITED && result->status == 0;

	if (v->ending) { /* the verdict is about its program, which runs or has run */
		v->ending = NULL;
		verify_release(v);
		return;
	}
	v->job = NULL;
	v->interrupted = v->interrupted || result->outcome != JOB_EXITED;
	if (v->cancelled || v->finished) {
		verify_release(v);
		return;
	}
	v->verdict->ms.compile += result->ms;
	if (v->by_cargo && verify_builder(v)->learn)
		verify_builder(v)->learn(v, result->truncated ? "?" : result->out->data, well);
	if (v->taken && !well && verify_is_doubtful(&v->compile_diagnostics)) {
		v->taken = false; /* it was started in a world that has changed meanwhile */
		verify_forget_lints(v);
		diagnostics_clear(&v->compile_diagnostics);
		verify_start_step(v);
	} else if (without_cargo(v) && !well && result->outcome == JOB_EXITED &&
		   result->status != 101 && verify_is_doubtful(&v->compile_diagnostics)) {
		verify_builder(v)->mistrust(v);
		verify_forget_lints(v);
		diagnostics_clear(&v->compile_diagnostics);
		verify_start_step(v);
	} else if (without_cargo(v) && v->lints_in_compile && !well &&
		   verify_only_lints_fail(&v->compile_diagnostics)) {
		v->lints_apart = true; /* as with cargo the tests come first */
		diagnostics_clear(&v->compile_diagnostics);
		verify_start_step(v);
	} else if (without_cargo(v) && well && v->unit + 1 < v->recipe.count) {
		v->unit++;
		verify_start_compile(v);
	} else if (!start_sharing(v, result)) {
		go_on(v, result);
	}
}

/* With what verify_start_compile would start; the next save does. */
static void stand_by(struct verification *v, struct command *command)
{
	struct verifier *verifier = v->verifier;
	struct command lint = {0};

	standby_add(&verifier->standby, verifier->options.loop, command);
	if (v->linting.beside && verify_builder(v)->lint(v, &lint))
		standby_add(&verifier->standby, verifier->options.loop, &lint);
	verify_clear_command(&lint);
	verify_clear_command(command);
	verify_finish(v, OUTCOME_UNVERIFIED, NULL);
}

void verify_start_compile(struct verification *v)
{
	struct command command = {0};

	verify_builder(v)->compile(v, v->steps[v->at], &command);
	if (v->standing_by) {
		stand_by(v, &command);
		return;
	}
	v->job = verify_start_command(v, &command, on_compile_output, compiled);
	if (v->job && v->linting.beside)
		verify_start_lint_beside(v);
}

/* ---- doctests and format -------------------------------------------------------------------- */

static void format_checked(const struct job_result *result, void *data)
{
	struct verification *v = data;

	v->job = NULL;
	if (v->cancelled || v->finished) {
		verify_release(v);
		return;
	}
	if (result->outcome == JOB_EXITED && result->status == 0) {
		verify_next_step(v);
		return;
	}
	if (result->outcome != JOB_EXITED || result->status != 1) {
		verify_finish(
			v, OUTCOME_UNVERIFIED,
			memory_copy_string("rustfmt did not run to its end; `rustgym doctor` may "
					   "know why"));
		return;
	}
	buffer_reset(&v->output); /* what the program printed was right */
	buffer_add(&v->output, result->out->data, result->out->len);
	verify_finish(v, OUTCOME_FAILED,
		      memory_copy_string("rustfmt would lay it out differently"));
}

void verify_start_format(struct verification *v)
{
	const struct verifier_options *o = &v->verifier->options;
	struct command command = {.cwd = v->root};

	strings_add(&command.argv, o->toolchain->rustfmt ? o->toolchain->rustfmt : "rustfmt");
	strings_add(&command.argv, "--check");
	strings_add(&command.argv, "--edition");
	strings_add(&command.argv, o->course->edition);
	if (!v->exercise->folder)
		strings_add(&command.argv, v->exercise->path);
	for (size_t i = 0; i < v->exercise->files.count; i++)
		if (path_has_suffix(v->exercise->files.items[i], ".rs"))
			strings_addf(&command.argv, "%s/%s", v->exercise->path,
				     v->exercise->files.items[i]);
	v->job = verify_start_command(v, &command, NULL, format_checked);
}

void verify_start_doctests(struct verification *v)
{
	struct command command = {0};

	verify_builder(v)->doctest(v, &command);
	v->job = verify_start_command(v, &command, NULL, verify_tests_ran);
	v->executable = v->executables.count; /* no program follows */
}
