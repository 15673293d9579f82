/*
 * The proof of a course: each untouched exercise fails by its contract, each solution passes without
 * a warning, each wrong answer is rejected. Every variant is verified in a copy under the cache; the
 * author's files are only read.
 */
#include "rustgym/author.h"
#include "rustgym/batch.h"
#include "rustgym/command.h"
#include "rustgym/file.h"
#include "rustgym/hint.h"
#include "rustgym/job.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { KIND_START, KIND_SOLUTION, KIND_WRONG };

struct variant {
	enum kind kind;
	char *answer; /* the file or folder laid over the exercise; NULL for the start */
	char *root;   /* where the copy is */
};

struct proof {
	struct app *app;
	struct toolchain toolchain;
	struct batch_item *items;
	struct variant *variants;
	size_t count;
	struct problems problems;
	char *scratch;
};

/* ---- copies --------------------------------------------------------------------------------- */

/*
 * What an exercise needs around it: nothing (rustc), itself (a folder), or its phase's workspace,
 * of which one copy serves all variants in turn, so that cargo keeps one package of each.
 */
static int prepare(struct batch_item *item, void *data, struct error *err)
{
	struct proof *proof = data;
	struct variant *variant = item->data;
	const struct exercise *e = item->exercise;
	char *original = path_join(proof->app->workspace.root, e->path);
	char *copy = path_join(variant->root, e->path);
	int result = 0;

	if (e->folder)
		result = file_remove(copy, err);
	if (!result)
		result = file_lay(original, copy, err);
	if (!result && variant->answer)
		result = file_lay(variant->answer, copy, err);
	free(copy);
	free(original);
	return result;
}

static int copy_phases(struct proof *proof, struct error *err)
{
	char *root = path_join(proof->scratch, "cargo");
	char *to = path_join(root, "exercises");
	char *from = path_join(proof->app->workspace.root, "exercises");
	int result = file_lay(from, to, err);

	free(from);
	free(to);
	free(root);
	return result;
}

/* ---- variants ------------------------------------------------------------------------------- */

static void add_variant(struct proof *proof, const struct exercise *e, enum kind kind,
			const char *answer)
{
	struct batch_item *item;
	struct variant *variant;

	proof->items = memory_resize(proof->items, proof->count + 1, sizeof(*proof->items));
	proof->variants = memory_resize(proof->variants, proof->count + 1,
					sizeof(*proof->variants));
	item = &proof->items[proof->count];
	variant = &proof->variants[proof->count];
	*variant = (struct variant){.kind = kind, .answer = memory_copy_string(answer)};
	if (e->builder == BUILDER_CARGO)
		variant->root = path_join(proof->scratch, "cargo");
	else
		variant->root = memory_format("%s/%zu", proof->scratch, proof->count);
	*item = (struct batch_item){
		.exercise = e, .root = variant->root, .check_format = kind == KIND_SOLUTION};
	proof->count++;
}

static int add_exercise(struct proof *proof, const struct exercise *e, struct error *err)
{
	struct answers answers;
	int result = answers_find(proof->app->hints, e, &answers, err);

	if (!result)
		result = author_check_files(proof->app->course, e, &answers, &proof->problems, err);
	add_variant(proof, e, KIND_START, NULL);
	if (answers.solution)
		add_variant(proof, e, KIND_SOLUTION, answers.solution);
	for (size_t i = 0; i < answers.wrong.count; i++)
		add_variant(proof, e, KIND_WRONG, answers.wrong.items[i]);
	answers_clear(&answers);
	return result;
}

/* ---- judging -------------------------------------------------------------------------------- */

static const char *first_line(const struct verdict *v, enum level level)
{
	for (size_t i = 0; i < v->diagnostics.count; i++)
		if (v->diagnostics.items[i].level == level)
			return v->diagnostics.items[i].message;
	for (size_t i = 0; i < v->tests.count; i++)
		if (v->tests.items[i].outcome == TEST_FAILED)
			return v->tests.items[i].name;
	return "";
}

static void judge(struct proof *proof, const struct batch_item *item)
{
	const struct variant *variant = item->data;
	const struct verdict *v = item->verdict;
	const char *root = proof->app->workspace.root;
	const char *file = variant->answer ? path_below(variant->answer, root)
					   : item->exercise->path;
	char *why = NULL;

	if (!file)
		file = variant->answer;
	if (variant->kind == KIND_START) {
		if (!contract_holds(item->exercise, v, &why))
			problems_add(
				&proof->problems, file, 0,
				"the untouched exercise does not fail as its contract says: %s",
				why);
	} else if (v->outcome == OUTCOME_UNVERIFIED) {
		problems_add(&proof->problems, file, 0, "it could not be verified: %s", v->reason);
	} else if (variant->kind == KIND_WRONG) {
		if (v->outcome == OUTCOME_PASSED)
			problems_add(&proof->problems, file, 0,
				     "this wrong answer passes; add the test that rejects it");
	} else if (v->outcome == OUTCOME_FAILED) {
		problems_add(&proof->problems, file, 0, "the solution fails: %s%s%s", v->reason,
			     *first_line(v, LEVEL_ERROR) ? ": " : "", first_line(v, LEVEL_ERROR));
	} else if (diagnostics_count(&v->diagnostics, LEVEL_WARNING)) {
		problems_add(&proof->problems, file, 0, "the solution passes with a warning: %s",
			     first_line(v, LEVEL_WARNING));
	}
	free(why);
}

static size_t count_taught(const struct course *course)
{
	size_t taught = 0;

	for (size_t s = 0; s < course->skill_count; s++) {
		bool found = false;
		for (size_t i = 0; i < course->count && !found; i++)
			for (size_t k = 0; k < course->exercises[i].skills.count && !found; k++)
				found = strcmp(course->exercises[i].skills.items[k],
					       course->skills[s].id) == 0;
		taught += found;
	}
	return taught;
}

/* ---- the command ---------------------------------------------------------------------------- */

static int collect(struct proof *proof, const struct arguments *arguments, struct error *err)
{
	struct app *app = proof->app;
	struct progress none = PROGRESS_INIT;
	int result = 0;

	for (size_t i = 0; !result && i < arguments->operand_count; i++) {
		const struct exercise *e = NULL;
		result = app_exercise(app, &none, arguments->operands[i], &e, err);
		if (!result)
			result = add_exercise(proof, e, err);
	}
	for (size_t i = 0; !result && !arguments->operand_count && i < app->course->count; i++)
		result = add_exercise(proof, &app->course->exercises[i], err);
	for (size_t i = 0; i < proof->count; i++)
		proof->items[i].data = &proof->variants[i];
	return result;
}

static int report(struct proof *proof, const struct arguments *arguments, struct error *err)
{
	const struct course *course = proof->app->course;
	struct buffer out = BUFFER_INIT;
	size_t exercises = arguments->operand_count ? arguments->operand_count : course->count;
	int result;

	problems_write(&proof->problems, &out);
	buffer_addf(&out, "%zu exercises, %zu variants verified, %zu problem%s\n", exercises,
		    proof->count, proof->problems.count, proof->problems.count == 1 ? "" : "s");
	if (!arguments->operand_count)
		buffer_addf(&out, "%zu of %zu skills have an exercise\n", count_taught(course),
			    course->skill_count);
	result = app_print(&out, err);
	buffer_clear(&out);
	if (!result && proof->problems.count)
		result = error_set(err, ERROR_COURSE, "the course does not keep its promises yet");
	return result;
}

static void clear(struct proof *proof)
{
	batch_clear(proof->items, proof->count);
	for (size_t i = 0; i < proof->count; i++) {
		free(proof->variants[i].answer);
		free(proof->variants[i].root);
	}
	if (proof->scratch)
		file_remove(proof->scratch, NULL);
	free(proof->scratch);
	free(proof->items);
	free(proof->variants);
	problems_clear(&proof->problems);
	toolchain_clear(&proof->toolchain);
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct proof proof = {.app = app};
	struct batch_options options = {.toolchain = &proof.toolchain,
					.throw_away = true,
					.label = "proving",
					.prepare = prepare,
					.data = &proof};
	int result = app_toolchain(app, &proof.toolchain, err);

	proof.scratch = path_join(app->workspace.cache, "dev-check");
	if (!result && !proof.toolchain.rustfmt)
		result = error_set(err, ERROR_ENVIRONMENT,
				   "rustfmt is not installed: `rustup component add rustfmt`");
	if (!result)
		result = arguments_number(arguments, "jobs", 1, 256, &options.jobs, err);
	if (!result)
		result = file_remove(proof.scratch, err);
	if (!result)
		result = collect(&proof, arguments, err);
	if (!result)
		result = copy_phases(&proof, err);
	if (!result)
		result = batch_run(app, &options, proof.items, proof.count, err);
	for (size_t i = 0; !result && i < proof.count; i++)
		judge(&proof, &proof.items[i]);
	if (!result)
		result = report(&proof, arguments, err);
	clear(&proof);
	return result;
}

static const struct option options[] = {
	{"jobs", "N", "how many at a time (one a core)"},
	{NULL, NULL, NULL},
};

const struct command cmd_dev_check = {
	.name = "dev check",
	.synopsis = "[NAME...] [--jobs N]",
	.summary = "prove that exercises, solutions and wrong answers do what they promise",
	.options = options,
	.operands_max = 1000,
	.needs_course = true,
	.needs_whole_course = true,
	.run = run,
};
