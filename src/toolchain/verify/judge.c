/*
 * Judges a finished compile. A failure is a mistake of the learner, a fault of the machine, or a
 * crash of the compiler. After a success there is a program to run.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"
#include "trouble.h"
#include "verify_internal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* Turns an error message in plain text (from cargo or the linker) into a diagnostic. */
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

void verify_refuse(struct verification *v, struct diagnostics *list)
{
	char *reason = memory_format("clippy refuses it: %s", verify_first_error(list)->message);

	verify_take_diagnostics(v, list);
	verify_finish(v, OUTCOME_FAILED, reason);
}

static bool owns_manifest(const struct exercise *exercise)
{
	for (size_t i = 0; exercise->folder && i < exercise->files.count; i++)
		if (strcmp(exercise->files.items[i], "Cargo.toml") == 0)
			return true;
	return false;
}

static struct trouble_scene scene_of(const struct verification *v, const struct job_result *result)
{
	return (struct trouble_scene){
		.diagnostics = &v->attempt.compile_diagnostics,
		.words = result->err->data,
		.folder = v->folder,
		.cache = v->verifier->options.cache,
		.own_manifest = owns_manifest(v->exercise),
	};
}

static void compile_failed(struct verification *v, const struct job_result *result)
{
	struct diagnostics *list = &v->attempt.compile_diagnostics;
	struct trouble_scene scene = scene_of(v, result);
	char *trouble = trouble_find(&scene);
	size_t errors = diagnostics_count(list, LEVEL_ERROR);

	if (trouble) {
		v->verdict->transient = true;
		verify_take_diagnostics(v, list);
		verify_finish(v, OUTCOME_UNVERIFIED, trouble);
		return;
	}
	if (!errors)
		text_as_diagnostic(v, result->err->data);
	errors = diagnostics_count(list, LEVEL_ERROR);
	if (verify_only_lints_fail(list)) {
		v->at = v->step_count - 1;
		while (v->at && v->steps[v->at] != STEP_CLIPPY)
			v->at--;
		verify_refuse(v, list);
		return;
	}
	verify_take_diagnostics(v, list);
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

/* The command was killed, or cargo reports that the compiler was killed. */
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

static char *why_killed(const struct verification *v, const struct job_result *result)
{
	struct trouble_scene scene = scene_of(v, result);
	char *trouble = NULL;

	if (result->signal == SIGXFSZ)
		scene.words = "SIGXFSZ"; /* it was ended without a word */
	if (result->outcome == JOB_SIGNALED && result->signal != SIGKILL)
		trouble = trouble_known(&scene);
	return trouble ? trouble
		       : memory_copy_string(
				 "the compiler was ended by the system; is the memory full?");
}

void verify_judge_compile(struct verification *v, const struct job_result *result)
{
	if (result->outcome == JOB_DEADLINE) {
		verify_finish(v, OUTCOME_UNVERIFIED, too_long(v));
	} else if (result->outcome == JOB_CROWDED) {
		verify_finish(
			v, OUTCOME_UNVERIFIED,
			memory_format("compiling started more than %d processes and was ended; "
				      "does a build script start itself again and again?",
				      JOB_COMPILERS_MAX));
	} else if (was_killed(v, result)) {
		verify_finish(v, OUTCOME_UNVERIFIED, why_killed(v, result));
	} else if (verify_compiler_crashed(v, result)) {
		struct trouble_scene scene = scene_of(v, result);
		char *trouble = trouble_known(&scene);

		if (!trouble)
			trouble = memory_copy_string("the compiler itself crashed, twice; another "
						     "version of Rust may help");
		v->verdict->transient = true;
		verify_finish(v, OUTCOME_UNVERIFIED, trouble);
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
