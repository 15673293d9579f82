/*
 * What a compile that has ended means: the learner's mistake, the machine's, the compiler's own; or that
 * there is a program to run.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

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
static const struct {
	const char *words[5];
	const char *reason;
} troubles[] = {
	{{"No space left on device", "Disk quota exceeded", "(os error 28)", "(os error 122)"},
	 "the disk is full: free some space, and save again"},
	{{"Cannot allocate memory", "(os error 12)", "virtual memory exhausted"},
	 "the memory is full: end other programs, and save again"},
	{{"Too many open files", "(os error 24)"},
	 "too many files are open: `ulimit -n` shows and sets how many may be"},
	{{"Resource temporarily unavailable", "(os error 11)"},
	 "too many processes run: end some, and save again"},
	{{"Input/output error", "(os error 5)"},
	 "the disk can't be read or written: the system's log (`dmesg`) may know why"},
	{{"terminated with signal 9", "terminated with signal 7", "signal: 9", "signal: 7"},
	 "the linker was ended by the system: is the memory or the disk full?"},
};

/* NULL where an error is the source's own, which has a code or a place in the source. */
static const char *machine_trouble(const struct diagnostics *list)
{
	const char *reason = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *d = &list->items[i];

		if (d->level != LEVEL_ERROR)
			continue;
		if (d->code || d->file)
			return NULL;
		for (size_t t = 0; !reason && t < sizeof(troubles) / sizeof(*troubles); t++)
			if (mentions(d->rendered, troubles[t].words))
				reason = troubles[t].reason;
	}
	return reason;
}

/* A failure that came as plain text (a broken manifest, a linker's words) becomes a diagnostic. */
static void text_as_diagnostic(struct verification *v, const char *text)
{
	const char *line = strstr(text, "error: ");
	struct diagnostic d = {.level = LEVEL_ERROR};
	size_t at;

	line = line ? line + 7 : text;
	d.message = memory_copy(line, strcspn(line, "\n"));
	d.rendered = utf8_is_valid(text, strlen(text), &at) ? memory_copy_string(text)
							    : memory_copy_string(d.message);
	if (diagnostics_add(&v->attempt.compile_diagnostics, &d) && v->request.diagnostic)
		v->request.diagnostic(&v->attempt.compile_diagnostics
					       .items[v->attempt.compile_diagnostics.count - 1],
				      v->request.data);
}

const struct diagnostic *verify_first_error(const struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].level == LEVEL_ERROR)
			return &list->items[i];
	return NULL;
}

bool verify_only_lints_fail(const struct diagnostics *list)
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
	const char *trouble;
	size_t errors = diagnostics_count(&v->attempt.compile_diagnostics, LEVEL_ERROR);

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
	errors = diagnostics_count(&v->attempt.compile_diagnostics, LEVEL_ERROR);
	trouble = machine_trouble(&v->attempt.compile_diagnostics);
	if (trouble) {
		verify_take_diagnostics(v, &v->attempt.compile_diagnostics);
		verify_finish(v, OUTCOME_UNVERIFIED, memory_copy_string(trouble));
		return;
	}
	if (verify_only_lints_fail(&v->attempt.compile_diagnostics)) {
		v->at = v->step_count - 1;
		while (v->at && v->steps[v->at] != STEP_CLIPPY)
			v->at--;
		verify_refuse(v, &v->attempt.compile_diagnostics);
		return;
	}
	verify_take_diagnostics(v, &v->attempt.compile_diagnostics);
	verify_finish(v, OUTCOME_FAILED,
		      errors == 1 ? memory_copy_string("it does not compile")
				  : memory_format("it does not compile: %zu errors", errors));
}

static char *too_long(const struct verification *v)
{
	return memory_format(
		"compiling took longer than %u s and was ended%s", verify_deadline_s(v),
		v->attempt.by_cargo ? "" : " (`rustgym config compile_deadline_s` sets the limit)");
}

/* Itself, or (as cargo says) the compiler that it called. */
static bool was_killed(const struct verification *v, const struct job_result *result)
{
	return result->outcome == JOB_SIGNALED ||
	       (v->exercise->builder == BUILDER_CARGO &&
		strstr(result->err->data, "(signal: 9, SIGKILL"));
}

bool verify_compiler_crashed(const struct verification *v, const struct job_result *result)
{
	return was_killed(v, result) ||
	       (result->outcome == JOB_EXITED && result->status == 101 &&
		(strstr(result->err->data, "internal compiler error") ||
		 strstr(result->err->data, "the compiler unexpectedly panicked")));
}

bool verify_is_doubtful(const struct diagnostics *list)
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

void verify_judge_compile(struct verification *v, const struct job_result *result)
{
	if (result->outcome == JOB_DEADLINE) {
		verify_finish(v, OUTCOME_UNVERIFIED, too_long(v));
	} else if (verify_compiler_crashed(v, result)) {
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
	} else if (v->purpose == PURPOSE_PREPARE || v->steps[v->at] == STEP_BUILD) {
		verify_next_step(v);
	} else if (!v->products.programs.count && v->exercise->builder == BUILDER_RUSTC) {
		verify_finish(v, OUTCOME_FAILED,
			      memory_copy_string(
				      "there is nothing to run: it has neither a main nor a test"));
	} else if (!v->products.programs.count) {
		verify_finish(v, OUTCOME_UNVERIFIED,
			      memory_copy_string(
				      "the build made no program to run; is its target missing in "
				      "Cargo.toml?"));
	} else {
		v->products.program = 0;
		verify_run_programs(v);
	}
}
