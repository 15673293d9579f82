/*
 * The steps that a compiler takes: compiling, doctests, format; and what a failed compile means.
 */
#include "rustgym/bundle.h"
#include "rustgym/file.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"
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

static bool mentions(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strstr(text, *words))
			return true;
	return false;
}

/* cargo could not get what the exercise depends on: that is no mistake of the learner's. */
static bool is_network_trouble(const char *text)
{
	static const char *const words[] = {"failed to download",
					    "Could not resolve host",
					    "failed to get `",
					    "spurious network error",
					    "failed to query replaced",
					    "Couldn't connect to server",
					    "attempting to make an HTTP request",
					    NULL};

	return mentions(text, words);
}

/* What a full disk, full memory or a killed linker says: no mistake in the source either. */
static bool is_machine_trouble(const struct diagnostics *list)
{
	static const char *const words[] = {"(os error ", "signal: ", "No space left",
					    "Cannot allocate memory", NULL};

	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].code && mentions(list->items[i].rendered, words))
			return true;
	return false;
}

/* A failure that came as plain text (a broken manifest, a linker's words) becomes a diagnostic. */
static void text_as_diagnostic(struct verification *v, const char *text)
{
	const char *line = strstr(text, "error: ");
	struct diagnostic d = {.level = LEVEL_ERROR};
	size_t at;

	line = line ? line + 7 : text;
	d.message = memory_copy(line, strcspn(line, "\n"));
	d.rendered = file_is_utf8(text, strlen(text), &at) ? memory_copy_string(text)
							   : memory_copy_string(d.message);
	if (diagnostics_add(&v->compile_diagnostics, &d) && v->request.diagnostic)
		v->request.diagnostic(
			&v->compile_diagnostics.items[v->compile_diagnostics.count - 1],
			v->request.data);
}

const struct diagnostic *verify_first_error(const struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].level == LEVEL_ERROR)
			return &list->items[i];
	return NULL;
}

static bool only_lints_fail(const struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].level == LEVEL_ERROR &&
		    (!list->items[i].code || strncmp(list->items[i].code, "clippy::", 8) != 0))
			return false;
	return verify_first_error(list) != NULL;
}

/* Fails it for the denied lints in the list, which is taken over. */
void verify_refuse(struct verification *v, struct diagnostics *list)
{
	char *reason = memory_format("clippy refuses it: %s", verify_first_error(list)->message);

	verify_take_diagnostics(v, list);
	verify_finish(v, OUTCOME_FAILED, reason);
}

static void compile_failed(struct verification *v, const struct job_result *result)
{
	bool cargo = v->exercise->builder == BUILDER_CARGO;
	size_t errors = diagnostics_count(&v->compile_diagnostics, LEVEL_ERROR);

	if (cargo && !errors && is_network_trouble(result->err->data)) {
		verify_finish(
			v, OUTCOME_UNVERIFIED,
			memory_format(
				"its dependencies are not on this machine yet. Once online, run "
				"`cargo fetch --manifest-path %s/Cargo.toml`",
				v->folder));
		return;
	}
	if (!errors)
		text_as_diagnostic(v, *result->err->data ? result->err->data
							 : "the compiler failed without a word");
	errors = diagnostics_count(&v->compile_diagnostics, LEVEL_ERROR);
	v->verdict->transient = is_machine_trouble(&v->compile_diagnostics);
	if (only_lints_fail(&v->compile_diagnostics)) {
		v->at = v->step_count - 1;
		while (v->at && v->steps[v->at] != STEP_CLIPPY)
			v->at--;
		verify_refuse(v, &v->compile_diagnostics);
		return;
	}
	verify_take_diagnostics(v, &v->compile_diagnostics);
	verify_finish(v, OUTCOME_FAILED,
		      errors == 1 ? memory_copy_string("it does not compile")
				  : memory_format("it does not compile: %zu errors", errors));
}

static char *too_long(const struct verification *v)
{
	return memory_format(
		"compiling took longer than %u s and was ended%s", verify_deadline_s(v),
		v->by_cargo ? "" : " (`rustgym config compile_deadline_s` sets the limit)");
}

/* Itself, or (as cargo says) the compiler that it called. */
static bool was_killed(const struct verification *v, const struct job_result *result)
{
	return result->outcome == JOB_SIGNALED ||
	       (v->exercise->builder == BUILDER_CARGO &&
		strstr(result->err->data, "(signal: 9, SIGKILL"));
}

static bool compiler_crashed(const struct verification *v, const struct job_result *result)
{
	return was_killed(v, result) ||
	       (result->outcome == JOB_EXITED && result->status == 101 &&
		(strstr(result->err->data, "internal compiler error") ||
		 strstr(result->err->data, "the compiler unexpectedly panicked")));
}

/* What the compiler could say because it was called without cargo, and not as cargo would by now. */
static bool is_doubtful(const struct diagnostics *list)
{
	static const char *const codes[] = {"E0455", "E0457", "E0458", "E0459", "E0460", "E0461",
					    "E0462", "E0463", "E0464", "E0514", "E0519", "E0523"};
	size_t errors = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *d = &list->items[i];
		if (d->level != LEVEL_ERROR)
			continue;
		errors++;
		if (!d->file || d->file[0] == '/')
			return true;
		for (size_t j = 0; d->code && j < sizeof(codes) / sizeof(*codes); j++)
			if (strcmp(d->code, codes[j]) == 0)
				return true;
	}
	return !errors;
}

static bool without_cargo(const struct verification *v)
{
	return v->exercise->builder == BUILDER_CARGO && !v->by_cargo;
}

static void judge_compile(struct verification *v, const struct job_result *result)
{
	if (compiler_crashed(v, result) && !v->retried) {
		v->retried = true;
		v->incremental = false;
		diagnostics_clear(&v->compile_diagnostics);
		verify_start_step(v);
	} else if (result->outcome == JOB_DEADLINE) {
		verify_finish(v, OUTCOME_UNVERIFIED, too_long(v));
	} else if (compiler_crashed(v, result)) {
		verify_finish(
			v, OUTCOME_UNVERIFIED,
			memory_copy_string(
				was_killed(v, result)
					? "the compiler was ended by the system; is the "
					  "memory full?"
					: "the compiler itself crashed, twice; another version "
					  "of Rust may help"));
	} else if (result->outcome != JOB_EXITED || result->status != 0) {
		compile_failed(v, result);
	} else if (v->preparing || v->steps[v->at] == STEP_BUILD) {
		verify_next_step(v);
	} else if (!v->executables.count && v->exercise->builder == BUILDER_RUSTC) {
		verify_finish(v, OUTCOME_FAILED,
			      memory_copy_string(
				      "there is nothing to run: it has neither a main nor a test"));
	} else if (!v->executables.count) {
		verify_finish(v, OUTCOME_UNVERIFIED,
			      memory_copy_string(
				      "the build made no program to run; is its target missing in "
				      "Cargo.toml?"));
	} else {
		v->executable = 0;
		verify_run_programs(v);
	}
}

/* Prepared, it is compiled once more, without cargo: that fills the compiler's incremental state. */
static void go_on(struct verification *v, const struct job_result *result)
{
	if (!v->preparing) {
		judge_compile(v, result);
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
	if (v->taken && !well && is_doubtful(&v->compile_diagnostics)) {
		v->taken = false; /* it was started in a world that has changed meanwhile */
		verify_forget_lints(v);
		diagnostics_clear(&v->compile_diagnostics);
		verify_start_step(v);
	} else if (without_cargo(v) && !well && result->outcome == JOB_EXITED &&
		   result->status != 101 && is_doubtful(&v->compile_diagnostics)) {
		verify_builder(v)->mistrust(v);
		verify_forget_lints(v);
		diagnostics_clear(&v->compile_diagnostics);
		verify_start_step(v);
	} else if (without_cargo(v) && v->lints_in_compile && !well &&
		   only_lints_fail(&v->compile_diagnostics)) {
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
