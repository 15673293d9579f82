/*
 * From a request to a verdict:
 *
 *   begin --> [step] --> [step] --> ... --> passed
 *               |          |
 *               +----------+--> failed, unverified
 *
 *   a step:  build                compile
 *            test, run            compile, then the programs one after the other
 *            clippy               nothing more where the compile said the lints too, else one command
 *            doctest, fmt         one command
 *
 * Each arrow is a job's end. The verdict goes out at once; the verification itself lives on until
 * the jobs that it no longer needs are gone. Builders with cargo wait for their turn in front of the
 * first step and keep it to the end.
 */
#include "rustgym/file.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"
#include "verify_internal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { CARGO_DEADLINE_S = 1800 };

static void next_step(struct verification *v);
static void start_step(struct verification *v);

static const struct builder_ops *ops(const struct verification *v)
{
	return v->exercise->builder == BUILDER_CARGO ? &builder_cargo : &builder_rustc;
}

/* ---- the end -------------------------------------------------------------------------------- */

static void pass_cargo_on(struct verification *v)
{
	struct verifier *verifier = v->verifier;
	struct verification **link = &verifier->waiting;

	while (*link && *link != v)
		link = &(*link)->next_waiting;
	if (*link)
		*link = v->next_waiting;
	if (verifier->cargo_owner != v)
		return;
	verifier->cargo_owner = verifier->waiting;
	if (verifier->waiting) {
		struct verification *next = verifier->waiting;
		verifier->waiting = next->next_waiting;
		next->next_waiting = NULL;
		start_step(next);
	}
}

/*
 * Writing the program over its predecessor spares the linker 10 ms, so a verification uses the
 * exercise's own folder when nobody else does, and one that is thrown away when somebody does.
 */
static int enter_out_folder(struct verification *v, struct error *err)
{
	const char *cache = v->verifier->options.cache;
	char *lock = memory_format("%s/out/%s.lock", cache, v->exercise->name);
	char *parent = path_parent(lock);
	int result = file_make_folder(parent, err);

	if (!result && v->incremental)
		v->out_lock = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (v->out_lock >= 0 && flock(v->out_lock, LOCK_EX | LOCK_NB) == 0)
		v->out = memory_format("%s/%s", parent, v->exercise->name);
	else
		v->out = memory_format("%s/%ld-%u", parent, (long)getpid(), v->verifier->serial++);
	if (!result)
		result = file_make_folder(v->out, err);
	free(parent);
	free(lock);
	return result;
}

static void leave_out_folder(struct verification *v)
{
	const char *name = v->out ? path_base(v->out) : "";

	if (strcmp(name, v->exercise->name) != 0 && *name)
		file_remove(v->out, NULL);
	if (v->out_lock >= 0)
		close(v->out_lock);
}

static void free_when_over(struct verification *v)
{
	if (v->job || !v->kick_closed || !(v->finished || v->cancelled))
		return;
	leave_out_folder(v);
	pass_cargo_on(v);
	verdict_free(v->verdict);
	diagnostics_clear(&v->compile_diagnostics);
	diagnostics_clear(&v->lint_diagnostics);
	buffer_clear(&v->lines.rest);
	buffer_clear(&v->notes.rest);
	buffer_clear(&v->output);
	strings_clear(&v->executables);
	free(v->root);
	free(v->folder);
	free(v->out);
	free(v);
}

static void kick_closed(uv_handle_t *handle)
{
	struct verification *v = handle->data;

	v->kick_closed = true;
	free_when_over(v);
}

/* Stops what still runs and lets the verification go. */
static void wind_up(struct verification *v)
{
	if (v->job)
		job_cancel(v->job);
	if (!uv_is_closing((uv_handle_t *)&v->kick))
		uv_close((uv_handle_t *)&v->kick, kick_closed);
}

void verification_cancel(struct verification *v)
{
	if (v->cancelled || v->finished)
		return;
	v->cancelled = true;
	wind_up(v);
}

/* Everything is known: the verdict goes out. reason is taken over. */
static void finish(struct verification *v, enum outcome outcome, char *reason)
{
	struct verdict *verdict = v->verdict;

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

static void take_diagnostics(struct verification *v, struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++)
		diagnostics_add(&v->verdict->diagnostics, &list->items[i]);
	free(list->items);
	*list = (struct diagnostics){NULL, 0};
}

/* ---- reading what compilers say ------------------------------------------------------------- */

static void each_line(struct line_splitter *lines, const char *bytes, size_t len,
		      void (*take)(struct verification *v, const char *line, size_t len),
		      struct verification *v)
{
	size_t start = 0;

	buffer_add(&lines->rest, bytes, len);
	for (size_t i = lines->rest.len - len; i < lines->rest.len; i++) {
		if (lines->rest.data[i] != '\n')
			continue;
		take(v, lines->rest.data + start, i - start);
		start = i + 1;
	}
	if (start)
		buffer_remove_head(&lines->rest, start);
}

/* cargo names files from the package's workspace on; everyone else wants them from the root on. */
static void place_file(const struct verification *v, struct diagnostic *d)
{
	const struct exercise *e = v->exercise;
	char *placed;

	if (!d->file || d->file[0] == '/' || e->builder != BUILDER_CARGO)
		return;
	placed = e->folder ? path_join(e->path, d->file)
			   : memory_format("exercises/%s/%s", e->topic->phase->dir, d->file);
	free(d->file);
	d->file = placed;
}

static void take_compile_line(struct verification *v, const char *line, size_t len)
{
	struct diagnostic d;
	bool is_test = false, error;
	char *executable = diagnostic_read_executable(line, len, &is_test);

	if (executable && is_test == (v->steps[v->at] == STEP_TEST))
		strings_take(&v->executables, executable);
	else
		free(executable);
	if (!diagnostic_read(line, len, &d))
		return;
	place_file(v, &d);
	error = d.level == LEVEL_ERROR;
	if (diagnostics_add(&v->compile_diagnostics, &d) && error && v->request.diagnostic)
		v->request.diagnostic(
			&v->compile_diagnostics.items[v->compile_diagnostics.count - 1],
			v->request.data);
}

static void take_lint_line(struct verification *v, const char *line, size_t len)
{
	struct diagnostic d;

	if (!diagnostic_read(line, len, &d))
		return;
	place_file(v, &d);
	diagnostics_add(&v->lint_diagnostics, &d);
}

/* "   Compiling tokio v1.50.0": what cargo says while one waits. Its errors come as diagnostics. */
static void take_note(struct verification *v, const char *line, size_t len)
{
	static const char *const words[] = {"Compiling ",  "Checking ", "Downloading ",
					    "Downloaded ", "Updating ", "Blocking ",
					    "Locking ",    NULL};
	const char *const *word = words;
	char *text;

	while (len && *line == ' ')
		line++, len--;
	while (*word && (len < strlen(*word) || memcmp(line, *word, strlen(*word)) != 0))
		word++;
	if (!*word || !v->request.note || v->finished || v->cancelled)
		return;
	text = memory_copy(line, len);
	v->request.note(text, v->request.data);
	free(text);
}

static void on_compile_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct verification *v = data;
	bool cargo = v->exercise->builder == BUILDER_CARGO;

	if (v->finished || v->cancelled)
		return;
	if (stream == (cargo ? JOB_STDOUT : JOB_STDERR))
		each_line(&v->lines, bytes, len, take_compile_line, v);
	else if (cargo)
		each_line(&v->notes, bytes, len, take_note, v);
}

static void on_lint_output(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct verification *v = data;
	bool cargo = v->exercise->builder == BUILDER_CARGO;

	if (v->finished || v->cancelled)
		return;
	if (stream == (cargo ? JOB_STDOUT : JOB_STDERR))
		each_line(&v->lines, bytes, len, take_lint_line, v);
	else if (cargo)
		each_line(&v->notes, bytes, len, take_note, v);
}

/* ---- jobs ----------------------------------------------------------------------------------- */

static void clear_command(struct command *command)
{
	strings_clear(&command->argv);
	strings_clear(&command->env);
}

static struct job *start_command(struct verification *v, struct command *command, job_output output,
				 job_done done)
{
	const struct verifier_options *o = &v->verifier->options;
	struct error err = ERROR_INIT;
	struct job_options options = {
		.argv = (const char *const *)command->argv.items,
		.cwd = command->cwd,
		.env = &command->env,
		.deadline_ms = (v->exercise->builder == BUILDER_CARGO ? CARGO_DEADLINE_S
								      : o->compile_s) *
			       1000,
		.output = output,
		.done = done,
		.data = v,
	};
	struct job *job = job_start(o->loop, &options, &err);

	clear_command(command);
	if (!job && !v->finished)
		finish(v, OUTCOME_UNVERIFIED, memory_copy_string(err.message));
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

static const struct diagnostic *first_error(const struct diagnostics *list)
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
	return first_error(list) != NULL;
}

/* Fails it for the denied lints in the list, which is taken over. */
static void refuse(struct verification *v, struct diagnostics *list)
{
	char *reason = memory_format("clippy refuses it: %s", first_error(list)->message);

	take_diagnostics(v, list);
	finish(v, OUTCOME_FAILED, reason);
}

static void compile_failed(struct verification *v, const struct job_result *result)
{
	bool cargo = v->exercise->builder == BUILDER_CARGO;
	size_t errors = diagnostics_count(&v->compile_diagnostics, LEVEL_ERROR);

	if (cargo && !errors && is_network_trouble(result->err->data)) {
		finish(v, OUTCOME_UNVERIFIED,
		       memory_format(
			       "its dependencies are not on this machine yet. Once online, run "
			       "`cargo fetch --manifest-path %s/Cargo.toml`",
			       v->folder));
		return;
	}
	if (!errors)
		text_as_diagnostic(v, result->err->data);
	errors = diagnostics_count(&v->compile_diagnostics, LEVEL_ERROR);
	if (only_lints_fail(&v->compile_diagnostics)) {
		v->at = v->step_count - 1;
		while (v->at && v->steps[v->at] != STEP_CLIPPY)
			v->at--;
		refuse(v, &v->compile_diagnostics);
		return;
	}
	take_diagnostics(v, &v->compile_diagnostics);
	finish(v, OUTCOME_FAILED,
	       errors == 1 ? memory_copy_string("it does not compile")
			   : memory_format("it does not compile: %zu errors", errors));
}

static bool compiler_crashed(const struct job_result *result)
{
	return result->outcome == JOB_SIGNALED ||
	       (result->outcome == JOB_EXITED && result->status == 101 &&
		(strstr(result->err->data, "internal compiler error") ||
		 strstr(result->err->data, "the compiler unexpectedly panicked")));
}

static void run_next_program(struct verification *v);

static void compiled(const struct job_result *result, void *data)
{
	struct verification *v = data;

	v->job = NULL;
	if (v->cancelled || v->finished) {
		free_when_over(v);
		return;
	}
	v->verdict->ms.compile += result->ms;
	if (compiler_crashed(result) && !v->retried) {
		v->retried = true;
		v->incremental = false;
		diagnostics_clear(&v->compile_diagnostics);
		start_step(v);
	} else if (result->outcome == JOB_DEADLINE) {
		finish(v, OUTCOME_UNVERIFIED,
		       memory_format(
			       "compiling took longer than %u s and was ended (`rustgym config "
			       "compile_deadline_s` sets the limit)",
			       v->verifier->options.compile_s));
	} else if (compiler_crashed(result)) {
		finish(v, OUTCOME_UNVERIFIED,
		       memory_copy_string(
			       result->outcome == JOB_SIGNALED
				       ? "the compiler was ended by the system; is the "
					 "memory full?"
				       : "the compiler itself crashed, twice; another version "
					 "of Rust may help"));
	} else if (result->outcome != JOB_EXITED || result->status != 0) {
		compile_failed(v, result);
	} else if (v->steps[v->at] == STEP_BUILD) {
		next_step(v);
	} else if (!v->executables.count) {
		finish(v, OUTCOME_UNVERIFIED,
		       memory_copy_string(
			       "the build made no program to run; is its target missing in "
			       "Cargo.toml?"));
	} else {
		v->executable = 0;
		run_next_program(v);
	}
}

/* ---- running -------------------------------------------------------------------------------- */

static const char *signal_words(int signal)
{
	switch (signal) {
	case 4:
	case 6:
		return "it aborted (a stack overflow or a panic that could not unwind?)";
	case 9:
		return "it was killed; did it use too much memory?";
	case 11:
		return "it crashed (a stack overflow or unsafe code?)";
	default:
		return "it was ended by a signal";
	}
}

static void count_tests(struct verification *v)
{
	struct test_results *tests = &v->verdict->tests;
	size_t passed = libtest_count(tests, TEST_PASSED);
	size_t failed = libtest_count(tests, TEST_FAILED);

	if (failed)
		finish(v, OUTCOME_FAILED,
		       memory_format("%zu of %zu tests fail%s", failed, tests->count,
				     failed == 1 ? "s" : ""));
	else if (!tests->complete)
		finish(v, OUTCOME_FAILED,
		       memory_copy_string(
			       "the tests ended before all had run; does the program call "
			       "process::exit?"));
	else if (!passed)
		finish(v, OUTCOME_FAILED,
		       memory_copy_string("no test ran; are the exercise's tests still there?"));
	else
		next_step(v);
}

static void program_stopped_early(struct verification *v, const struct job_result *result)
{
	if (result->outcome == JOB_DEADLINE)
		finish(v, OUTCOME_FAILED,
		       memory_format(
			       "still running after %u s: is there a loop that never ends, or a "
			       "wait for something that never comes?",
			       v->verifier->options.run_s));
	else
		finish(v, OUTCOME_FAILED, memory_copy_string(signal_words(result->signal)));
}

static void tests_ran(const struct job_result *result, void *data)
{
	struct verification *v = data;
	struct test_results *tests = &v->verdict->tests;

	v->job = NULL;
	if (v->cancelled || v->finished) {
		free_when_over(v);
		return;
	}
	v->verdict->ms.run += result->ms;
	libtest_read(result->out->data, result->out->len, tests);
	buffer_add(&v->output, result->out->data, result->out->len);
	if (result->outcome != JOB_EXITED) {
		program_stopped_early(v, result);
	} else if (result->status != 0 && !libtest_count(tests, TEST_FAILED)) {
		finish(v, OUTCOME_FAILED,
		       memory_format("the tests ended with exit status %d before all had run",
				     result->status));
	} else if (++v->executable < v->executables.count) {
		run_next_program(v);
	} else {
		count_tests(v);
	}
}

/* Equal but for line ends and what is blank at the end. */
static bool same_text(const char *a, const char *b)
{
	for (;; a++, b++) {
		while (*a == '\r')
			a++;
		while (*b == '\r')
			b++;
		if (*a != *b || !*a)
			break;
	}
	return a[strspn(a, " \r\n")] == '\0' && b[strspn(b, " \r\n")] == '\0';
}

static void program_ran(const struct job_result *result, void *data)
{
	struct verification *v = data;
	const char *wanted = v->exercise->prints;

	v->job = NULL;
	if (v->cancelled || v->finished) {
		free_when_over(v);
		return;
	}
	v->verdict->ms.run += result->ms;
	buffer_add(&v->output, result->out->data, result->out->len);
	buffer_add(&v->output, result->err->data, result->err->len);
	if (result->outcome != JOB_EXITED) {
		program_stopped_early(v, result);
	} else if (result->status == 101 && strstr(result->err->data, "panicked at")) {
		finish(v, OUTCOME_FAILED, memory_copy_string("it panics"));
	} else if (result->status != 0) {
		finish(v, OUTCOME_FAILED,
		       memory_format("it ends with exit status %d instead of 0", result->status));
	} else if (wanted && !same_text(result->out->data, wanted)) {
		v->verdict->wrong_output = true;
		finish(v, OUTCOME_FAILED,
		       memory_copy_string("it prints something else than it should"));
	} else {
		next_step(v);
	}
}

static void run_next_program(struct verification *v)
{
	const struct verifier_options *o = &v->verifier->options;
	bool test = v->steps[v->at] == STEP_TEST;
	const char *argv[] = {v->executables.items[v->executable], NULL};
	struct strings env = STRINGS_INIT;
	struct error err = ERROR_INIT;
	struct job_options options = {
		.argv = argv,
		.cwd = v->folder,
		.env = &env,
		.deadline_ms = o->run_s * 1000,
		.merge = test,
		.confined = true,
		.done = test ? tests_ran : program_ran,
		.data = v,
	};

	strings_add(&env, "RUST_BACKTRACE=0");
	strings_addf(&env, "CARGO_MANIFEST_DIR=%s", v->folder);
	v->job = job_start(o->loop, &options, &err);
	strings_clear(&env);
	if (!v->job)
		finish(v, OUTCOME_UNVERIFIED, memory_copy_string(err.message));
}

/* ---- linting -------------------------------------------------------------------------------- */

/* The lint of a lint contract only warned while compiling; here it is denied. */
static void deny_contract_lint(struct verification *v, struct diagnostics *list)
{
	for (size_t i = 0; v->exercise->contract == CONTRACT_LINT && i < list->count; i++)
		if (list->items[i].code &&
		    strcmp(list->items[i].code, v->exercise->fails.items[0]) == 0)
			list->items[i].level = LEVEL_ERROR;
}

static void judge_lints(struct verification *v, struct diagnostics *list)
{
	deny_contract_lint(v, list);
	if (first_error(list)) {
		refuse(v, list);
		return;
	}
	take_diagnostics(v, list);
	diagnostics_clear(&v->compile_diagnostics); /* clippy says the compiler's warnings too */
	next_step(v);
}

/* Without clippy an exercise can pass all the same, unless a lint is its lesson. */
static void lints_unknown(struct verification *v, const char *why)
{
	if (v->exercise->contract == CONTRACT_LINT)
		finish(v, OUTCOME_UNVERIFIED, memory_copy_string(why));
	else
		next_step(v);
}

static void linted(const struct job_result *result, void *data)
{
	struct verification *v = data;

	v->job = NULL;
	if (v->cancelled || v->finished) {
		free_when_over(v);
		return;
	}
	v->verdict->ms.lint = result->ms;
	if ((result->outcome != JOB_EXITED || result->status != 0) &&
	    !first_error(&v->lint_diagnostics))
		lints_unknown(v, "clippy did not run to its end; `rustgym doctor` may know why");
	else
		judge_lints(v, &v->lint_diagnostics);
}

static void start_lint(struct verification *v)
{
	struct command command = {0};

	if (v->lints_in_compile) {
		judge_lints(v, &v->compile_diagnostics);
	} else if (ops(v)->lint(v, &command)) {
		v->job = start_command(v, &command, on_lint_output, linted);
	} else {
		clear_command(&command);
		lints_unknown(v, "clippy is not installed: `rustup component add clippy`");
	}
}

/* ---- doctests and format -------------------------------------------------------------------- */

static void format_checked(const struct job_result *result, void *data)
{
	struct verification *v = data;

	v->job = NULL;
	if (v->cancelled || v->finished) {
		free_when_over(v);
		return;
	}
	if (result->outcome == JOB_EXITED && result->status == 0) {
		next_step(v);
		return;
	}
	buffer_add(&v->output, result->out->data, result->out->len);
	finish(v, OUTCOME_FAILED, memory_copy_string("rustfmt would lay it out differently"));
}

static void start_format(struct verification *v)
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
	v->job = start_command(v, &command, NULL, format_checked);
}

static void start_doctests(struct verification *v)
{
	struct command command = {0};

	ops(v)->doctest(v, &command);
	v->job = start_command(v, &command, NULL, tests_ran);
	v->executable = v->executables.count; /* no program follows */
}

/* ---- the machine ---------------------------------------------------------------------------- */

bool verify_wants_lints(const struct verification *v)
{
	for (size_t i = v->at; i < v->step_count; i++)
		if (v->steps[i] == STEP_CLIPPY)
			return true;
	return false;
}

static void start_step(struct verification *v)
{
	struct command command = {0};

	strings_clear(&v->executables);
	buffer_reset(&v->lines.rest);
	switch (v->steps[v->at]) {
	case STEP_BUILD:
	case STEP_TEST:
	case STEP_RUN:
		ops(v)->compile(v, v->steps[v->at], &command);
		v->job = start_command(v, &command, on_compile_output, compiled);
		break;
	case STEP_CLIPPY:
		start_lint(v);
		break;
	case STEP_DOCTEST:
		start_doctests(v);
		break;
	case STEP_FMT:
		start_format(v);
		break;
	case STEP_COUNT:
		BUG("no such step");
	}
}

static void next_step(struct verification *v)
{
	if (++v->at < v->step_count) {
		start_step(v);
		return;
	}
	take_diagnostics(v, &v->compile_diagnostics);
	finish(v, OUTCOME_PASSED, NULL);
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

	for (size_t i = 0; i < e->step_count; i++)
		add_step(v, e->steps[i]);
	if (!e->step_count) {
		add_step(v, v->source.has_tests ? STEP_TEST : STEP_RUN);
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
		finish(v, OUTCOME_UNVERIFIED,
		       memory_format(
			       "%s (`rustgym reset %s` brings back the text you started from)",
			       err.message, v->exercise->name));
		return;
	}
	result = enter_out_folder(v, &err);
	if (!result && v->exercise->builder == BUILDER_CARGO && !verifier->options.toolchain->cargo)
		result = error_set(
			&err, ERROR_ENVIRONMENT,
			"cargo is not installed; get the whole toolchain with: " TOOLCHAIN_INSTALL);
	if (result) {
		finish(v, OUTCOME_UNVERIFIED, memory_copy_string(err.message));
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
	start_step(v);
}

struct verification *verification_start(struct verifier *verifier,
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
	v->out_lock = -1;
	v->incremental = !request->throw_away;
	v->started = uv_hrtime();
	buffer_init(&v->lines.rest);
	buffer_init(&v->notes.rest);
	buffer_init(&v->output);
	uv_timer_init(verifier->options.loop, &v->kick);
	v->kick.data = v;
	uv_timer_start(&v->kick, begin, 0, 0);
	return v;
}

struct verifier *verifier_new(const struct verifier_options *options)
{
	struct verifier *verifier = memory_new(sizeof(*verifier));

	verifier->options = *options;
	return verifier;
}

void verifier_free(struct verifier *verifier)
{
	free(verifier);
}
