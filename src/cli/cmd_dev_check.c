#include "command.h"
#include "rustgym/author/changes.h"
#include "rustgym/author/curriculum.h"
#include "rustgym/author/proof.h"
#include "rustgym/author/proof_json.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- choosing exercises ---------------------------------------------------------------------- */

static int add_named(struct proof *proof, const struct arguments *arguments, struct error *err)
{
	struct progress none = PROGRESS_INIT;
	int result = 0;

	for (size_t i = 0; !result && i < arguments->operand_count; i++) {
		const struct exercise *e = NULL;
		result = app_exercise(proof->app, &none, arguments->operands[i], &e, err);
		if (!result)
			result = proof_add(proof, e, err);
	}
	return result;
}

static int add_changed(struct proof *proof, const char *ref, struct error *err)
{
	const struct course *course = proof->app->course;
	bool *changed = memory_new((course->count + 1) * sizeof(*changed));
	int result = changes_find(course, *ref ? ref : "HEAD", changed, err);

	for (size_t i = 0; !result && i < course->count; i++)
		if (changed[i])
			result = proof_add(proof, &course->exercises[i], err);
	free(changed);
	return result;
}

static int add(struct proof *proof, const struct arguments *arguments, struct error *err)
{
	const char *ref = arguments_get(arguments, "changed");

	if (ref && arguments->operand_count)
		return error_set(err, ERROR_USAGE,
				 "--changed chooses the exercises itself; leave the names out");
	if (ref)
		return add_changed(proof, ref, err);
	return arguments->operand_count ? add_named(proof, arguments, err)
					: proof_add_all(proof, err);
}

/* ---- output ---------------------------------------------------------------------------------- */

static void write_problem(const struct problem *problem, void *data)
{
	struct buffer *out = data, line = BUFFER_INIT;

	if (problem->line)
		buffer_addf(&line, "%s:%d: %s", problem->file, problem->line, problem->message);
	else
		buffer_addf(&line, "%s: %s", problem->file, problem->message);
	text_line(line.data, line.len, out);
	buffer_add_char(out, '\n');
	buffer_clear(&line);
}

static size_t count_cached(const struct proof *proof)
{
	size_t cached = 0;

	for (size_t i = 0; i < proof->count; i++)
		cached += proof->variants[i].cached;
	return cached;
}

static void write_skills(const struct course *course, struct buffer *out)
{
	struct strings untaught = STRINGS_INIT;
	size_t taught = 0;

	for (size_t s = 0; s < course->skill_count; s++)
		taught += curriculum_teacher(course, course->skills[s].id) != NULL;
	buffer_addf(out, "%zu of %zu skills have an exercise\n", taught, course->skill_count);
	curriculum_untaught(course, &untaught);
	if (untaught.count)
		buffer_addf(out, "%zu skill%s used that no exercise teaches yet:", untaught.count,
			    untaught.count == 1 ? " is" : "s are");
	for (size_t i = 0; i < untaught.count; i++)
		buffer_addf(out, "%s %s", i ? "," : "", untaught.items[i]);
	if (untaught.count)
		buffer_add_char(out, '\n');
	strings_clear(&untaught);
}

static void write_summary(const struct proof *proof, struct buffer *out)
{
	size_t problems = proof_count_problems(proof), cached = count_cached(proof);

	buffer_addf(out, "%zu exercise%s, %zu variants", proof->exercise_count,
		    proof->exercise_count == 1 ? "" : "s", proof->count);
	if (cached)
		buffer_addf(out, " (%zu unchanged since they were proved)", cached);
	buffer_addf(out, ", %zu problem%s\n", problems, problems == 1 ? "" : "s");
	if (!proof->docs)
		buffer_add_string(out, "links were not looked up: `rustup component add rust-docs` "
				       "brings the pages\n");
	if (proof->whole)
		write_skills(proof->app->course, out);
}

static int report(const struct proof *proof, bool json, struct error *err)
{
	struct buffer out = BUFFER_INIT;
	char *text = NULL;
	int result;

	if (json) {
		text = proof_json(proof);
		buffer_addf(&out, "%s\n", text);
	} else {
		proof_visit_problems(proof, write_problem, &out);
		write_summary(proof, &out);
	}
	result = app_print(&out, err);
	if (!result && proof_count_problems(proof))
		result = error_set(err, ERROR_COURSE, "the course does not keep its promises yet");
	free(text);
	buffer_clear(&out);
	return result;
}

/* ---- the command ---------------------------------------------------------------------------- */

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	bool json = arguments_get(arguments, "json") != NULL;
	struct proof_options options = {.anew = arguments_get(arguments, "no-cache") != NULL,
					.label = json ? NULL : "proving"};
	struct proof proof;
	int result = proof_init(&proof, app, err);

	if (!result)
		app_say_old_toolchain(app, &proof.toolchain);
	if (!result)
		result = arguments_number(arguments, "jobs", 1, 256, &options.jobs, err);
	if (!result)
		result = add(&proof, arguments, err);
	if (!result)
		result = proof_run(&proof, &options, err);
	if (!result)
		result = report(&proof, json, err);
	proof_clear(&proof);
	return result;
}

static const struct option options[] = {
	{"changed", "[=REF]", "only exercises that have changed since the git revision REF (HEAD)"},
	{"jobs", "N", "prove N variants at a time (one for each core)"},
	{"json", NULL, "print exercises, variants and problems as one JSON object"},
	{"no-cache", NULL, "also prove again the variants that have not changed"},
	{NULL, NULL, NULL},
};

const struct command cmd_dev_check = {
	.name = "dev check",
	.group = GROUP_AUTHORS,
	.synopsis = "[NAME...] [--changed[=REF]] [--jobs N] [--json] [--no-cache]",
	.summary =
		"prove that exercises fail as promised, that solutions pass, and that wrong answers are rejected",
	.options = options,
	.operands_max = 1000,
	.needs_course = true,
	.own_course = true,
	.runs_code = true,
	.needs_whole_course = true,
	.run = run,
};
