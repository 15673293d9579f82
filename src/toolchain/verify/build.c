/*
 * The steps that compile: build, doctests, format. judge.c judges a finished compile.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "toolchain/cargo/shared_deps.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

enum { CARGO_DEADLINE_S = 1800, COURSE_DEADLINE_S = 300, DOCTEST_RUNS = 3 };

const struct builder_ops *verify_builder(const struct verification *v)
{
	return v->exercise->builder == BUILDER_CARGO ? &builder_cargo : &builder_rustc;
}

const char *verify_edition(const struct verification *v)
{
	const char *own = v->exercise->edition;

	return own ? own : v->verifier->options.course->edition;
}

/* ---- reading the compiler's output ----------------------------------------------------------- */

static bool compiles_again(const struct verification *v)
{
	for (size_t i = v->at + 1; i < v->step_count; i++)
		if (v->steps[i] <= STEP_RUN)
			return true;
	return v->attempt.command + 1 < v->attempt.commands.count;
}

/*
 * Starts the program as soon as it is linked. Its compiler has reported everything and only cleans
 * up. That takes as long as many programs run.
 */
static void overtake(struct verification *v, const char *product)
{
	const struct strings *programs = &v->products.programs;

	if (v->attempt.by_cargo || v->purpose != PURPOSE_VERDICT || v->attempt.wants_shared_deps ||
	    v->steps[v->at] == STEP_BUILD || programs->count != 1 ||
	    strcmp(programs->items[0], product) != 0 || compiles_again(v) ||
	    !verify_source_is_unchanged(v))
		return;
	v->verdict->ms.compile += (uv_hrtime() - v->attempt.compile_began) / 1000000;
	v->ending = v->job;
	v->job = NULL;
	v->products.program = 0;
	verify_run_programs(v);
}

/*
 * cargo reports the names of the programs. For rustc the names are known, and rustc reports when a
 * program is linked.
 */
static void take_product(struct verification *v, const char *line, size_t len)
{
	bool is_test = false;
	char *product = v->attempt.by_cargo ? diagnostic_read_executable(line, len, &is_test)
					    : diagnostic_read_product(line, len);

	if (product && !v->attempt.by_cargo)
		overtake(v, product);
	else if (product && is_test == (v->steps[v->at] == STEP_TEST))
		strings_add(&v->products.programs, product);
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
	if (diagnostics_add(&v->attempt.compile_diagnostics, &d) && error && v->request.diagnostic)
		v->request.diagnostic(&v->attempt.compile_diagnostics
					       .items[v->attempt.compile_diagnostics.count - 1],
				      v->request.data);
}

static void on_compile_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct verification *v = data;
	bool cargo = v->attempt.by_cargo;

	if (!verify_is_at_work(v) || v->ending)
		return;
	if (stream == (cargo ? JOB_STDOUT : JOB_STDERR))
		verify_each_line(&v->attempt.lines, bytes, len, take_compile_line, v);
	else if (cargo)
		verify_each_note(v, bytes, len);
}

/* ---- jobs ----------------------------------------------------------------------------------- */

unsigned verify_deadline_s(const struct verification *v)
{
	const struct verifier_options *o = &v->verifier->options;

	/* cargo builds nothing here: the library is built already */
	if (v->steps[v->at] == STEP_DOCTEST)
		return o->run_s * DOCTEST_RUNS;
	if (v->steps[v->at] == STEP_COMMAND)
		return COURSE_DEADLINE_S;
	return v->attempt.by_cargo ? CARGO_DEADLINE_S : o->compile_s;
}

void verify_clear_command(struct command *command)
{
	strings_clear(&command->argv);
	strings_clear(&command->env);
}

/* rustdoc runs the learner's code, cargo runs build scripts, and a dependency can be a macro. */
static enum job_confinement confinement(const struct verification *v)
{
	if (v->steps[v->at] == STEP_DOCTEST)
		return JOB_PROGRAM;
	return v->exercise->builder == BUILDER_CARGO ? JOB_BUILD : JOB_COMPILER;
}

struct job *verify_start_command(struct verification *v, struct command *command, job_output output,
				 job_done done)
{
	struct error err = ERROR_INIT;
	struct job_options options = {
		.argv = (const char *const *)command->argv.items,
		.cwd = command->cwd,
		.env = &command->env,
		.confined = confinement(v),
		.background = (v->purpose == PURPOSE_PREPARE && !v->request.awaited) ||
			      v->stepped_back,
		.output = output,
		.done = done,
		.data = v,
	};
	struct job *job = NULL;

	toolchain_environment(v->verifier->options.toolchain, &command->env);
	v->attempt.by_cargo = command->by_cargo;
	options.deadline_ms = verify_deadline_s(v) * 1000;
	if (v->purpose == PURPOSE_VERDICT && !v->begun_anew[REASON_HELD])
		job = held_compilers_take(&v->verifier->held, command, &options);
	v->attempt.held = v->attempt.held || job;
	if (!job)
		job = job_start(v->verifier->options.loop, &options, &err);
	verify_clear_command(command);
	if (!job)
		verify_finish(v, OUTCOME_UNVERIFIED, memory_copy_string(err.message));
	return job;
}

/* ---- compiling ------------------------------------------------------------------------------ */

static bool without_cargo(const struct verification *v)
{
	return v->exercise->builder == BUILDER_CARGO && !v->attempt.by_cargo;
}

static void go_on(struct verification *v, const struct job_result *result)
{
	bool crates = v->purpose == PURPOSE_PREPARE && v->attempt.by_cargo &&
		      !v->attempt.commands.count;

	if (v->purpose == PURPOSE_VERDICT || crates)
		verify_judge_compile(v, result);
	else if (v->attempt.commands.count && verify_begin_anew(v, REASON_WARM))
		return;
	else if (v->attempt.beside == BESIDE_AT_WORK)
		v->phase = PHASE_LINTING;
	else
		verify_finish(v, v->attempt.commands.count ? OUTCOME_PASSED : OUTCOME_UNVERIFIED,
			      NULL);
}

/* The dependencies are now a shared library, or they cannot be linked as one. */
static void shared(const struct job_result *result, void *data)
{
	struct verification *v = data;
	struct sharing *sharing = &v->attempt.sharing;

	if (verify_is_at_work(v))
		shared_deps_keep(sharing->folder,
				 result->outcome == JOB_EXITED && result->status == 0);
	else
		shared_deps_discard(sharing->folder);
	free(sharing->folder);
	sharing->folder = NULL;
	if (verify_job_ended(v, &v->job))
		go_on(v, &sharing->compile);
}

static bool start_sharing(struct verification *v, const struct job_result *compile)
{
	struct sharing *sharing = &v->attempt.sharing;
	struct command command = {0};

	if (!verify_builder(v)->share || !verify_builder(v)->share(v, &command)) {
		verify_clear_command(&command);
		return false;
	}
	sharing->compile = *compile;
	sharing->compile.out = sharing->compile.err = &sharing->words;
	buffer_reset(&sharing->words);
	buffer_add(&sharing->words, compile->err->data, compile->err->len);
	v->phase = PHASE_SHARING;
	v->job = verify_start_command(v, &command, NULL, shared);
	return true;
}

static bool clippy_is_in_trouble(const struct diagnostics *list)
{
	const struct diagnostic *first = verify_first_error(list);

	return first && verify_is_clippys_trouble(first);
}

/*
 * Returns why the compile may have failed, apart from the learner's source. REASON_COUNT: no other
 * reason.
 */
static enum reason suspect(const struct verification *v, const struct job_result *result)
{
	bool doubtful = verify_is_doubtful(&v->attempt.compile_diagnostics);

	if (v->attempt.held && doubtful && result->outcome != JOB_DEADLINE)
		return REASON_HELD;
	if (verify_compiler_crashed(v, result) && v->purpose == PURPOSE_VERDICT)
		return REASON_CRASHED;
	if (without_cargo(v) && doubtful && result->outcome == JOB_EXITED && result->status != 101)
		return REASON_COMMANDS;
	if (v->attempt.lints == LINTS_IN_COMPILE &&
	    clippy_is_in_trouble(&v->attempt.compile_diagnostics))
		return REASON_LINTS;
	if (without_cargo(v) && v->attempt.lints == LINTS_IN_COMPILE &&
	    verify_only_lints_fail(&v->attempt.compile_diagnostics))
		return REASON_LINTS;
	return REASON_COUNT;
}

static void compiled(const struct job_result *result, void *data)
{
	struct verification *v = data;
	bool well = result->outcome == JOB_EXITED && result->status == 0;
	enum reason reason;

	if (v->ending) { /* the verdict depends on the program, which runs or has run */
		verify_job_ended(v, &v->ending);
		return;
	}
	v->products.interrupted = v->products.interrupted || result->outcome != JOB_EXITED;
	if (!verify_job_ended(v, &v->job))
		return;
	v->verdict->ms.compile += result->ms;
	if (v->attempt.by_cargo)
		verify_drop_bar(result->err);
	if (v->attempt.by_cargo && verify_builder(v)->learn)
		verify_builder(v)->learn(v, result->truncated ? "?" : result->out->data, well);
	reason = well ? REASON_COUNT : suspect(v, result);
	if (reason != REASON_COUNT && verify_begin_anew(v, reason))
		return;
	if (well && without_cargo(v) && v->attempt.command + 1 < v->attempt.commands.count) {
		v->attempt.command++;
		verify_start_compile(v);
	} else if (!start_sharing(v, result)) {
		go_on(v, result);
	}
}

static void hold_compiler(struct verification *v, struct command *command)
{
	toolchain_environment(v->verifier->options.toolchain, &command->env);
	held_compilers_add(&v->verifier->held, v->verifier->options.loop, command);
}

/* Holds compilers with the commands that verify_start_command would start at the next save. */
static void hold_compilers(struct verification *v, struct command *command)
{
	struct command lint = {0};

	hold_compiler(v, command);
	if (v->attempt.lints == LINTS_BESIDE && verify_builder(v)->lint(v, &lint))
		hold_compiler(v, &lint);
	verify_clear_command(&lint);
	verify_clear_command(command);
	verify_finish(v, OUTCOME_UNVERIFIED, NULL);
}

void verify_start_compile(struct verification *v)
{
	struct command command = {0};

	verify_builder(v)->compile(v, v->steps[v->at], &command);
	if (v->purpose == PURPOSE_HOLD) {
		hold_compilers(v, &command);
		return;
	}
	v->attempt.compile_began = uv_hrtime();
	v->job = verify_start_command(v, &command, on_compile_output, compiled);
	if (v->job && v->attempt.lints == LINTS_BESIDE)
		verify_start_lint_beside(v);
}

/* ---- doctests, format, programs of the course ------------------------------------------------- */

static void format_checked(const struct job_result *result, void *data)
{
	struct verification *v = data;

	if (!verify_job_ended(v, &v->job))
		return;
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
	buffer_reset(&v->output); /* drops the program's output, which was right */
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
	strings_add(&command.argv, verify_edition(v));
	if (!v->exercise->folder)
		strings_add(&command.argv, v->exercise->path);
	for (size_t i = 0; i < v->exercise->files.count; i++)
		if (path_has_suffix(v->exercise->files.items[i], ".rs"))
			strings_addf(&command.argv, "%s/%s", v->exercise->path,
				     v->exercise->files.items[i]);
	v->phase = PHASE_CHECKING;
	v->job = verify_start_command(v, &command, NULL, format_checked);
}

void verify_start_doctests(struct verification *v)
{
	struct command command = {0};

	verify_builder(v)->doctest(v, &command);
	strings_add(&command.env, "RUST_BACKTRACE=0");
	v->job = verify_start_command(v, &command, NULL, verify_tests_ran);
	v->products.program = v->products.programs.count; /* no program follows */
}

static char *in_words(const struct texts *argv)
{
	struct buffer words = BUFFER_INIT;

	for (size_t i = 0; i < argv->count; i++)
		buffer_addf(&words, "%s%s", i ? " " : "", argv->items[i]);
	return buffer_detach(&words);
}

static void start_program_of_course(struct verification *v);

static void program_of_course_ran(const struct job_result *result, void *data)
{
	struct verification *v = data;
	char *words = in_words(&v->exercise->commands[v->attempt.command]);

	if (!verify_job_ended(v, &v->job)) {
		free(words);
		return;
	}
	v->verdict->ms.run += result->ms;
	buffer_reset(&v->output);
	buffer_add(&v->output, result->out->data, result->out->len);
	buffer_add(&v->output, result->err->data, result->err->len);
	if (result->outcome == JOB_DEADLINE) {
		v->verdict->transient = v->verdict->deadline = true;
		verify_finish(v, OUTCOME_FAILED,
			      memory_format("`%s` was still running after %u s", words,
					    verify_deadline_s(v)));
	} else if (result->outcome != JOB_EXITED) {
		verify_finish(v, OUTCOME_UNVERIFIED,
			      memory_format("`%s` was ended by the system", words));
	} else if (result->status) {
		verify_finish(
			v, OUTCOME_FAILED,
			memory_format("`%s` ended with exit status %d", words, result->status));
	} else if (++v->attempt.command < v->exercise->command_count) {
		start_program_of_course(v);
	} else {
		verify_next_step(v);
	}
	free(words);
}

static void start_program_of_course(struct verification *v)
{
	const struct texts *argv = &v->exercise->commands[v->attempt.command];
	struct command command = {.cwd = v->folder};

	for (size_t i = 0; i < argv->count; i++)
		strings_add(&command.argv, argv->items[i]);
	if (verify_builder(v)->surround)
		verify_builder(v)->surround(v, &command);
	v->job = verify_start_command(v, &command, NULL, program_of_course_ran);
}

void verify_start_programs_of_course(struct verification *v)
{
	v->phase = PHASE_CHECKING;
	start_program_of_course(v);
}
