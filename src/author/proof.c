#include "rustgym/author/proof.h"
#include "author.h"
#include "contract.h"
#include "doc_link.h"
#include "hint_check.h"
#include "rejection.h"
#include "rustgym/app/verdict_cache.h"
#include "rustgym/author/curriculum.h"
#include "rustgym/base/file.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/place.h"
#include "rustgym/toolchain/inputs.h"
#include "targets.h"
#include "topic_check.h"

#include <stdlib.h>
#include <string.h>

enum { LOCK_WAIT_MS = 10 * 1000 };

const char *variant_kind_name(enum variant_kind kind)
{
	static const char *const names[] = {"start", "solution", "wrong"};

	return names[kind];
}

const char *proof_file(const struct proof *proof, const struct variant *variant)
{
	const char *below;

	if (!variant->answer)
		return proof->exercises[variant->exercise].exercise->path;
	below = path_below(variant->answer, proof->app->course->root);
	return below ? below : variant->answer;
}

/* ---- variants ------------------------------------------------------------------------------- */

static char *label_of(const struct exercise *e, enum variant_kind kind, const char *answer)
{
	if (kind == VARIANT_WRONG)
		return memory_copy_string(path_base(answer));
	return memory_format("%s.%s", e->name, variant_kind_name(kind));
}

/* `base` is laid over the exercise before the answer. Both may be NULL. */
static void add_variant(struct proof *proof, const struct exercise *e, enum variant_kind kind,
			const char *base, const char *answer)
{
	struct variant *variant;

	proof->variants = memory_grow(proof->variants, proof->count, sizeof(*proof->variants));
	variant = &proof->variants[proof->count];
	*variant = (struct variant){.kind = kind,
				    .exercise = proof->exercise_count - 1,
				    .base = memory_copy_string(base),
				    .answer = memory_copy_string(answer),
				    .label = label_of(e, kind, answer)};
	if (e->builder == BUILDER_CARGO)
		variant->root = path_join(proof->scratch, "cargo");
	else
		variant->root = memory_format("%s/%zu", proof->scratch, proof->count);
	proof->count++;
}

/* Checks a topic together with the first of its exercises. */
static void check_topic(struct proof *proof, const struct text_check *check,
			const struct topic *topic)
{
	for (size_t i = 0; i < proof->exercise_count; i++)
		if (proof->exercises[i].exercise->topic == topic)
			return;
	topic_check(check, topic, &proof->course);
}

/* A stage of a project begins with the solution of the stage before it. */
static int start_of(const struct proof *proof, const struct exercise *e, struct answers *start,
		    struct error *err)
{
	const struct exercise *before = exercise_stage_before(e);

	*start = (struct answers){0};
	return before ? answers_find(proof->app->hints, before, start, err) : 0;
}

int proof_add(struct proof *proof, const struct exercise *e, struct error *err)
{
	struct text_check check = {proof->app->course, proof->docs, proof->words};
	struct proof_exercise *added;
	struct answers start;

	for (size_t i = 0; i < proof->exercise_count; i++)
		if (proof->exercises[i].exercise == e)
			return 0;
	check_topic(proof, &check, e->topic);
	proof->exercises = memory_grow(proof->exercises, proof->exercise_count,
				       sizeof(*proof->exercises));
	added = &proof->exercises[proof->exercise_count++];
	*added = (struct proof_exercise){.exercise = e};
	if (answers_find(proof->app->hints, e, &added->answers, err))
		return err->code;
	author_check_files(&check, e, &added->answers, &added->files);
	curriculum_check_exercise(proof->app->course, e, &added->files);
	if (start_of(proof, e, &start, err))
		return err->code;
	add_variant(proof, e, VARIANT_START, NULL, start.solution);
	answers_clear(&start);
	if (added->answers.solution)
		add_variant(proof, e, VARIANT_SOLUTION, NULL, added->answers.solution);
	for (size_t i = 0; i < added->answers.wrong.count; i++)
		add_variant(proof, e, VARIANT_WRONG, e->stage ? added->answers.solution : NULL,
			    added->answers.wrong.items[i]);
	return 0;
}

int proof_add_all(struct proof *proof, struct error *err)
{
	const struct course *course = proof->app->course;
	int result = 0;

	proof->whole = true;
	curriculum_check(course, &proof->course);
	targets_check(course, &proof->course);
	if (proof->toolchain.cargo)
		targets_ask_cargo(course, &proof->toolchain, &proof->course);
	for (size_t i = 0; !result && i < course->count; i++)
		result = proof_add(proof, &course->exercises[i], err);
	return result;
}

static void make_items(struct proof *proof)
{
	proof->items = memory_new((proof->count + 1) * sizeof(*proof->items));
	for (size_t i = 0; i < proof->count; i++) {
		struct variant *variant = &proof->variants[i];
		proof->items[i] = (struct batch_item){
			.exercise = proof->exercises[variant->exercise].exercise,
			.root = variant->root,
			.data = variant,
			.label = variant->label,
			.check_format = variant->kind == VARIANT_SOLUTION};
	}
}

/* ---- copies --------------------------------------------------------------------------------- */

/* Copies a file or a folder to `copy` in the place. NULL: nothing. */
static int lay(const char *original, const struct place *to, const char *copy, struct error *err)
{
	char *folder = original ? path_parent(original) : NULL;
	struct place from = {.fd = -1};
	int result = original ? place_open(folder, &from, err) : 0;

	if (!result && original)
		result = place_copy(&from, path_base(original), to, copy, err);
	place_close(&from);
	free(folder);
	return result;
}

/*
 * Copies the files that a variant needs: the exercise alone (rustc), its package (a folder), or its
 * phase's workspace. All variants share one copy of a workspace, one after the other, so that cargo
 * has only one package of each name.
 */
static int prepare(struct batch_item *item, void *data, struct error *err)
{
	const struct proof *proof = data;
	const struct variant *variant = item->data;
	const struct exercise *e = item->exercise;
	char *original = path_join(proof->app->workspace.root, e->path);
	struct place root = {.fd = -1};
	int result = file_make_folder(variant->root, err);

	if (!result)
		result = place_open(variant->root, &root, err);
	if (!result && e->folder)
		result = place_remove_all(&root, e->path, err);
	if (!result)
		result = lay(original, &root, e->path, err);
	if (!result)
		result = lay(variant->base, &root, e->path, err);
	if (!result)
		result = lay(variant->answer, &root, e->path, err);
	place_close(&root);
	free(original);
	return result;
}

static int copy_phases(const struct proof *proof, struct error *err)
{
	char *root = path_join(proof->scratch, "cargo");
	char *from = path_join(proof->app->workspace.root, "exercises");
	struct place to = {.fd = -1};
	int result = file_make_folder(root, err);

	if (!result)
		result = place_open(root, &to, err);
	if (!result)
		result = lay(from, &to, "exercises", err);
	place_close(&to);
	free(from);
	free(root);
	return result;
}

/* ---- judging -------------------------------------------------------------------------------- */

static const struct diagnostic *first_of(const struct verdict *v, enum level level)
{
	for (size_t i = 0; i < v->diagnostics.count; i++)
		if (v->diagnostics.items[i].level == level)
			return &v->diagnostics.items[i];
	return NULL;
}

static const char *first_failed(const struct verdict *v)
{
	for (size_t i = 0; i < v->tests.count; i++)
		if (v->tests.items[i].outcome == TEST_FAILED)
			return v->tests.items[i].name;
	return NULL;
}

/*
 * Returns the diagnostic's line in an answer of one file. In a folder it may belong to another
 * file, so the result is 0.
 */
static int line_of(const struct exercise *e, const struct diagnostic *d)
{
	return d && !e->folder && d->file && strcmp(path_base(d->file), path_base(e->path)) == 0
		       ? d->line
		       : 0;
}

static void judge_solution(const struct exercise *e, const struct verdict *v, const char *file,
			   struct problems *problems)
{
	const struct diagnostic *error = first_of(v, LEVEL_ERROR);
	const struct diagnostic *warning = first_of(v, LEVEL_WARNING);
	const char *first = error ? error->message : first_failed(v);

	if (v->outcome == OUTCOME_FAILED)
		problems_add(problems, file, line_of(e, error),
			     "expected the solution to pass, found that it fails: %s%s%s; fix it",
			     v->reason, first ? ": " : "", first ? first : "");
	else if (warning)
		problems_add(problems, file, line_of(e, warning),
			     "the solution passes with a warning: %s; expected none, fix it",
			     warning->message);
}

static void judge_verdict(const struct proof *proof, struct variant *variant,
			  const struct verdict *v)
{
	const struct exercise *e = proof->exercises[variant->exercise].exercise;
	const char *file = proof_file(proof, variant);
	struct problems *problems = &variant->problems;
	char *why = NULL;

	if (v->outcome == OUTCOME_UNVERIFIED) {
		problems_add(problems, file, 0, "it could not be verified: %s", v->reason);
	} else if (variant->kind == VARIANT_START) {
		if (!contract_holds(e, v, &why))
			problems_add(problems, file, line_of(e, first_of(v, LEVEL_ERROR)),
				     "the untouched exercise does not fail as its contract says: "
				     "%s; fix it, or \"fails\" in topic.json",
				     why);
		free(why);
	} else if (variant->kind == VARIANT_SOLUTION) {
		judge_solution(e, v, file, problems);
	} else if (v->outcome == OUTCOME_PASSED) {
		problems_add(problems, file, 0,
			     "this wrong answer passes; add the test that rejects it");
	} else {
		rejection_check(proof->app->course->root, variant->answer, v, problems);
	}
}

static size_t judge(struct batch_item *item, void *data)
{
	struct proof *proof = data;

	judge_verdict(proof, item->data, item->verdict);
	return proof_count_problems(proof);
}

/* ---- remembering ----------------------------------------------------------------------------- */

static void read_inputs(const struct proof *proof, struct inputs *inputs)
{
	const struct app *app = proof->app;

	inputs_init(inputs, app->course, &proof->toolchain,
		    config_seconds(&app->config, CONFIG_COMPILE_S),
		    config_seconds(&app->config, CONFIG_RUN_S));
}

static bool hash_inputs(const struct proof *proof, const struct inputs *inputs, size_t i,
			uint64_t *hash)
{
	const struct variant *variant = &proof->variants[i];

	if (!inputs_hash_answer(inputs, proof->items[i].exercise, variant->base, variant->answer,
				hash))
		return false;
	*hash = file_hash(*hash, variant->label, strlen(variant->label));
	return true;
}

/* Only variants without a problem are remembered, so a recalled verdict needs no judging. */
static size_t recall(struct proof *proof, bool anew)
{
	struct inputs inputs;
	size_t recalled = 0;

	read_inputs(proof, &inputs);
	for (size_t i = 0; i < proof->count; i++) {
		struct variant *variant = &proof->variants[i];
		struct batch_item *item = &proof->items[i];

		variant->inputs_known = hash_inputs(proof, &inputs, i, &variant->inputs);
		if (variant->inputs_known && !anew)
			item->verdict = verdict_cache_recall(proof->app->workspace.cache,
							     variant->label, item->exercise,
							     variant->inputs);
		variant->cached = item->verdict != NULL;
		recalled += variant->cached;
	}
	return recalled;
}

static void remember(const struct proof *proof)
{
	struct inputs inputs;
	uint64_t now;

	read_inputs(proof, &inputs);
	for (size_t i = 0; i < proof->count; i++) {
		const struct variant *variant = &proof->variants[i];
		const struct batch_item *item = &proof->items[i];
		if (!variant->cached && variant->inputs_known && item->verdict &&
		    !variant->problems.count && hash_inputs(proof, &inputs, i, &now) &&
		    now == variant->inputs)
			verdict_cache_store(proof->app->workspace.cache, variant->label,
					    item->verdict, now);
	}
}

/* ---- hints, checked with the names in the verdicts ------------------------------------------- */

static void add_topics(const struct verdict *v, struct strings *topics)
{
	for (size_t i = 0; i < v->tests.count; i++)
		strings_add(topics, v->tests.items[i].name);
	rejection_names(v, topics);
}

static void check_hints(struct proof *proof, size_t exercise)
{
	struct proof_exercise *e = &proof->exercises[exercise];
	struct strings codes = STRINGS_INIT, topics = STRINGS_INIT;
	struct hint_check check = {proof->app->course, proof->docs, &codes, &topics, false};

	for (size_t i = 0; i < proof->count; i++) {
		const struct variant *variant = &proof->variants[i];
		const struct verdict *v = proof->items[i].verdict;
		if (variant->exercise != exercise || !v)
			continue;
		add_topics(v, &topics);
		if (variant->kind == VARIANT_WRONG && v->outcome == OUTCOME_FAILED)
			rejection_codes(v, &codes);
		if (variant->kind == VARIANT_SOLUTION && v->outcome == OUTCOME_PASSED)
			check.tests_known = true;
	}
	hint_check_exercise(&check, e->exercise, &e->hints);
	strings_clear(&topics);
	strings_clear(&codes);
}

/* ---- the proof ------------------------------------------------------------------------------ */

int proof_init(struct proof *proof, struct app *app, struct error *err)
{
	int result;

	*proof = (struct proof){.app = app};
	result = app_toolchain(app, &proof->toolchain, err);
	proof->scratch = path_join(app->workspace.cache, "dev-check");
	if (!result && !proof->toolchain.rustfmt)
		result = error_set(err, ERROR_ENVIRONMENT,
				   "rustfmt is not installed: `rustup component add rustfmt`");
	if (!result) {
		proof->docs = doc_folder(&proof->toolchain);
		proof->words = plain_words_load(app->course, &proof->course);
	}
	return result;
}

static int verify(struct proof *proof, const struct proof_options *options, struct error *err)
{
	struct batch_options batch = {.toolchain = &proof->toolchain,
				      .jobs = options->jobs,
				      .label = options->label,
				      .prepare = prepare,
				      .judge = judge,
				      .data = proof};
	int result = file_remove(proof->scratch, err);

	if (!result)
		result = copy_phases(proof, err);
	if (!result)
		result = batch_run(proof->app, &batch, proof->items, proof->count, err);
	if (!result)
		remember(proof);
	return result;
}

/* The scratch folder is made anew by each run, so only one at a time may use it. */
static int lock_scratch(const struct proof *proof, struct lock **lock, struct error *err)
{
	char *path = memory_format("%s.lock", proof->scratch);
	int result = file_make_folder(proof->app->workspace.cache, err);

	if (!result)
		result = lock_take(path, LOCK_WAIT_MS, lock, NULL, err);
	if (result == ERROR_ENVIRONMENT)
		result = error_set(err, ERROR_ENVIRONMENT,
				   "another `dev check` still works in %s; wait for it, or set "
				   "RUSTGYM_CACHE to another folder",
				   proof->app->workspace.cache);
	free(path);
	return result;
}

int proof_run(struct proof *proof, const struct proof_options *options, struct error *err)
{
	struct lock *lock = NULL;
	int result = 0;

	make_items(proof);
	if (recall(proof, options->anew) < proof->count) {
		result = lock_scratch(proof, &lock, err);
		if (!result)
			result = verify(proof, options, err);
		lock_release(lock);
	}
	for (size_t i = 0; !result && i < proof->exercise_count; i++)
		check_hints(proof, i);
	return result;
}

static void visit_all(const struct problems *problems,
		      void (*visit)(const struct problem *problem, void *data), void *data)
{
	for (size_t i = 0; i < problems->count; i++)
		visit(&problems->items[i], data);
}

void proof_visit_problems(const struct proof *proof,
			  void (*visit)(const struct problem *problem, void *data), void *data)
{
	visit_all(&proof->course, visit, data);
	for (size_t e = 0; e < proof->exercise_count; e++) {
		visit_all(&proof->exercises[e].files, visit, data);
		for (size_t i = 0; i < proof->count; i++)
			if (proof->variants[i].exercise == e)
				visit_all(&proof->variants[i].problems, visit, data);
		visit_all(&proof->exercises[e].hints, visit, data);
	}
}

static void count_one(const struct problem *problem, void *data)
{
	(void)problem;
	(*(size_t *)data)++;
}

size_t proof_count_problems(const struct proof *proof)
{
	size_t count = 0;

	proof_visit_problems(proof, count_one, &count);
	return count;
}

void proof_clear(struct proof *proof)
{
	if (proof->items)
		batch_clear(proof->items, proof->count);
	free(proof->items);
	for (size_t i = 0; i < proof->count; i++) {
		free(proof->variants[i].answer);
		free(proof->variants[i].base);
		free(proof->variants[i].root);
		free(proof->variants[i].label);
		problems_clear(&proof->variants[i].problems);
	}
	free(proof->variants);
	for (size_t i = 0; i < proof->exercise_count; i++) {
		answers_clear(&proof->exercises[i].answers);
		problems_clear(&proof->exercises[i].files);
		problems_clear(&proof->exercises[i].hints);
	}
	free(proof->exercises);
	if (proof->scratch)
		file_remove(proof->scratch, NULL);
	free(proof->scratch);
	free(proof->docs);
	plain_words_free(proof->words);
	problems_clear(&proof->course);
	toolchain_clear(&proof->toolchain);
}
