/*
 * The steps that run the learner's programs: the tests, or main.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "trouble.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOG_MAX = 4 * 1024 * 1024 };
enum { SUBSTITUTE = 0x1a }; /* the control character SUBSTITUTE stands for an unreadable one */

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

/* In other courses, what looks like an example in the documentation may be none. */
static bool may_lack_tests(const struct verification *v)
{
	return v->exercise->tests_optional ||
	       (exercise_is_foreign(v->exercise) && v->steps[v->at] == STEP_DOCTEST);
}

static void count_tests(struct verification *v)
{
	struct test_results *tests = &v->verdict->tests;
	size_t passed = 0, failed = libtest_count(tests, TEST_FAILED);

	for (size_t i = v->earlier_tests; i < tests->count; i++)
		passed += tests->items[i].outcome == TEST_PASSED;
	if (failed)
		verify_finish(v, OUTCOME_FAILED,
			      memory_format("%zu of %zu tests fail%s", failed, tests->count,
					    failed == 1 ? "s" : ""));
	else if (!tests->complete)
		verify_finish(v, OUTCOME_FAILED,
			      memory_copy_string(
				      "the tests ended before all had run; does the program call "
				      "process::exit?"));
	else if (!passed && !may_lack_tests(v))
		verify_finish(
			v, OUTCOME_FAILED,
			memory_copy_string("no test ran; are the exercise's tests still there?"));
	else
		verify_next_step(v);
}

/* The standard library prints this before it aborts. */
static bool ran_out_of_memory(const char *output)
{
	return strstr(output, "memory allocation of ") && strstr(output, " bytes failed");
}

static bool overflowed_its_stack(const struct job_result *result)
{
	static const char words[] = " has overflowed its stack";

	return strstr(result->out->data, words) || strstr(result->err->data, words);
}

/* `culprit` is the test that was running, or NULL. */
static void program_stopped_early(struct verification *v, const struct job_result *result,
				  const char *culprit)
{
	v->verdict->transient = true;
	v->verdict->deadline = result->outcome == JOB_DEADLINE;
	if (result->outcome == JOB_CROWDED)
		verify_finish(
			v, OUTCOME_FAILED,
			memory_format("it started more than %d processes and was ended; does it "
				      "start itself again and again?",
				      JOB_PROCESSES_MAX));
	else if (result->outcome == JOB_SIGNALED &&
		 (ran_out_of_memory(result->out->data) || ran_out_of_memory(result->err->data)))
		verify_finish(
			v, OUTCOME_FAILED,
			memory_format("it ran out of memory; does something grow without end?%s",
				      v->steps[v->at] == STEP_TEST
					      ? " (a test keeps all that it prints, too)"
					      : ""));
	else if (result->outcome == JOB_DEADLINE)
		verify_finish(
			v, OUTCOME_FAILED,
			memory_format(
				"still running after %u s: is there a loop that never ends, or a "
				"wait for something that never comes? (`rustgym config "
				"run_deadline_s` sets the limit)",
				v->steps[v->at] == STEP_DOCTEST ? verify_deadline_s(v)
								: v->verifier->options.run_s));
	else
		verify_finish(v, OUTCOME_FAILED,
			      memory_format("%s%s%s", culprit ? libtest_short_name(culprit) : "",
					    culprit ? " ended all tests: " : "",
					    overflowed_its_stack(result)
						    ? "it overflowed its stack; does a function "
						      "call itself without end?"
						    : signal_words(result->signal)));
}

/*
 * Replaces each NUL, because the text would end there, and the rest would be neither compared nor
 * shown.
 */
static void make_text(struct buffer *output)
{
	for (size_t i = 0; i < output->len; i++)
		if (!output->data[i])
			output->data[i] = SUBSTITUTE;
}

static char *log_path(const struct verification *v)
{
	return path_join(v->products.folder, "tests.log");
}

/* Removes libtest's warning, which comes once in each run and has no line end. */
static void drop_advice(struct buffer *output)
{
	static const char advice[] = "warning: `--logfile` is deprecated";
	const size_t len = sizeof(advice) - 1;
	char *at = memmem(output->data, output->len, advice, len);

	if (!at)
		return;
	memmove(at, at + len, output->len - (size_t)(at - output->data) - len);
	buffer_truncate(output, output->len - len);
}

/* Reads the results from libtest's log. A program with its own test harness may not write a log. */
static void read_results(const struct verification *v, const struct job_result *result,
			 struct test_results *tests)
{
	char *path = log_path(v);
	struct buffer log = BUFFER_INIT;

	if (v->steps[v->at] == STEP_TEST && file_read(path, LOG_MAX, &log, NULL) == 0)
		libtest_read_log(log.data, log.len, result->out->data, result->out->len, tests);
	else
		libtest_read(result->out->data, result->out->len, tests);
	buffer_clear(&log);
	free(path);
}

/* Returns whether the program ended before libtest reported its end. */
static bool ended_early(const struct job_result *result, const struct test_results *tests)
{
	return result->outcome == JOB_SIGNALED ||
	       (result->outcome == JOB_EXITED && !tests->complete);
}

static char *trouble_with_examples(const struct verification *v, const struct job_result *result)
{
	const struct trouble_scene scene = {
		.words = result->err->len ? result->err->data : result->out->data,
		.folder = v->folder,
		.cache = v->verifier->options.cache,
	};

	return trouble_of_examples(&scene);
}

static void judge_tests(struct verification *v, const struct job_result *result,
			const char *culprit)
{
	const struct test_results *tests = &v->verdict->tests;
	bool failed = libtest_count(tests, TEST_FAILED) > 0;

	if (result->outcome != JOB_EXITED)
		program_stopped_early(v, result, culprit);
	else if (v->steps[v->at] == STEP_DOCTEST && result->status && !failed)
		verify_finish(v, OUTCOME_UNVERIFIED, trouble_with_examples(v, result));
	else if (culprit)
		verify_finish(v, OUTCOME_FAILED,
			      memory_format("%s ended all tests with exit status %d; does it call "
					    "process::exit?",
					    libtest_short_name(culprit), result->status));
	else if (result->status != 0 && !failed)
		verify_finish(v, OUTCOME_FAILED,
			      memory_format("the tests ended with exit status %d before all had "
					    "run",
					    result->status));
	else if (++v->products.program < v->products.programs.count)
		verify_run_programs(v);
	else
		count_tests(v);
}

void verify_tests_ran(const struct job_result *result, void *data)
{
	struct verification *v = data;
	struct test_results tests = {NULL, 0, false};
	const char *culprit = NULL;

	if (!verify_job_ended(v, &v->job))
		return;
	v->verdict->ms.run += result->ms;
	drop_advice(result->out);
	make_text(result->out);
	make_text(result->err);
	verify_place_panics(v, result->out);
	verify_place_panics(v, result->err);
	read_results(v, result, &tests);
	if (v->steps[v->at] == STEP_TEST && ended_early(result, &tests)) {
		culprit = libtest_blame(result->out->data, result->out->len, &tests);
		if (!culprit && !v->one_by_one && !ran_out_of_memory(result->out->data)) {
			libtest_clear(&tests);
			v->one_by_one = true;
			verify_run_programs(v);
			return;
		}
	}
	buffer_add(&v->output, result->out->data, result->out->len);
	libtest_take(&v->verdict->tests, &tests);
	judge_tests(v, result, culprit);
}

/* Compares two texts. Line ends and spaces at the end make no difference. */
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

	if (!verify_job_ended(v, &v->job))
		return;
	v->verdict->ms.run += result->ms;
	make_text(result->out);
	make_text(result->err);
	verify_place_panics(v, result->out);
	verify_place_panics(v, result->err);
	buffer_reset(&v->output); /* its tests passed: nobody needs their output */
	buffer_add(&v->output, result->out->data, result->out->len);
	buffer_add(&v->output, result->err->data, result->err->len);
	if (result->outcome != JOB_EXITED) {
		program_stopped_early(v, result, NULL);
	} else if (result->status == 101 && strstr(result->err->data, "panicked at")) {
		verify_finish(v, OUTCOME_FAILED, memory_copy_string("it panics"));
	} else if (result->status != 0) {
		verify_finish(
			v, OUTCOME_FAILED,
			memory_format("it ends with exit status %d instead of 0", result->status));
	} else if (wanted && !same_text(result->out->data, wanted)) {
		v->verdict->wrong_output = true;
		verify_finish(v, OUTCOME_FAILED,
			      memory_copy_string("it prints something else than it should"));
	} else {
		verify_next_step(v);
	}
}

void verify_run_programs(struct verification *v)
{
	const struct verifier_options *o = &v->verifier->options;
	bool test = v->steps[v->at] == STEP_TEST;
	char *log = log_path(v);
	const char *argv[6] = {v->products.programs.items[v->products.program]};
	struct strings env = STRINGS_INIT;
	struct error err = ERROR_INIT;
	struct job_options options = {
		.argv = argv,
		.cwd = v->folder,
		.env = &env,
		.deadline_ms = o->run_s * 1000,
		.merge = test,
		.confined = JOB_PROGRAM,
		.output = test ? verify_on_test_output : NULL,
		.done = test ? verify_tests_ran : program_ran,
		.data = v,
	};

	verify_watch_tests(v);
	if (test) {
		size_t count = 1;

		argv[count++] = "--logfile";
		argv[count++] = log;
		if (v->one_by_one)
			argv[count++] = "--test-threads=1";
		if (v->exercise->include_ignored)
			argv[count++] = "--include-ignored";
	}
	unlink(log);
	strings_add(&env, "RUST_BACKTRACE=0");
	/* the learner's shell may set these, and they change libtest's output */
	strings_add(&env, "RUST_TEST_");
	strings_addf(&env, "CARGO_MANIFEST_DIR=%s", v->folder);
	toolchain_environment(o->toolchain, &env);
	v->job = job_start(o->loop, &options, &err);
	strings_clear(&env);
	free(log);
	v->phase = PHASE_RUNNING;
	if (!v->job)
		verify_finish(v, OUTCOME_UNVERIFIED, trouble_of_start(err.message, o->cache));
}
