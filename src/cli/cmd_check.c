#include "command.h"
#include "rustgym/app/batch.h"
#include "rustgym/app/handed_out.h"
#include "rustgym/app/json_report.h"
#include "rustgym/app/judged.h"
#include "rustgym/app/record.h"
#include "rustgym/app/verdict_cache.h"
#include "rustgym/base/file.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/history.h"
#include "rustgym/toolchain/inputs.h"
#include "rustgym/ui/text.h"
#include "rustgym/workspace/progress_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Restores the course's own files of folder exercises before the verifications. */
static int restore(struct app *app, struct history *history, struct error *err)
{
	int result = 0;

	for (size_t i = 0; !result && i < app->course->count; i++) {
		const struct exercise *exercise = &app->course->exercises[i];
		struct buffer names = BUFFER_INIT;

		result = history_restore_course_files(history, exercise, &names, err);
		if (names.len)
			gate_say("rustgym: put back in %s as the course has them:\n%s",
				 exercise->path, names.data);
		buffer_clear(&names);
	}
	return result;
}

static enum judged part_of(const struct app *app, struct history *history,
			   const struct progress *before, const struct verdict *v)
{
	if (v->outcome == OUTCOME_PASSED)
		return JUDGED_PASSES;
	if (v->outcome == OUTCOME_UNVERIFIED)
		return JUDGED_UNVERIFIED;
	if (progress_passed(before, v->exercise->name))
		return JUDGED_FAILS_NOW;
	return handed_out_is_untouched(app, history, v->exercise) ? JUDGED_UNBEGUN : JUDGED_FAILS;
}

/* ---- what is told meanwhile ------------------------------------------------------------------ */

struct told {
	const struct app *app;
	struct history *history;
	const struct progress *before;
};

/* Tells the screen of `watch`, which shows it while the others are checked. */
static size_t tell(struct batch_item *item, void *data)
{
	const struct told *told = data;
	struct buffer line = BUFFER_INIT;

	judged_add((size_t)(item->exercise - told->app->course->exercises),
		   part_of(told->app, told->history, told->before, item->verdict), &line);
	app_print(&line, NULL);
	buffer_clear(&line);
	return 0;
}

/* ---- remembered verdicts --------------------------------------------------------------------- */

static void read_inputs(const struct app *app, const struct toolchain *toolchain,
			struct inputs *inputs)
{
	uint64_t pristine = history_pristine_stamp(&app->workspace);

	inputs_init(inputs, app->course, toolchain, config_seconds(&app->config, CONFIG_COMPILE_S),
		    config_seconds(&app->config, CONFIG_RUN_S));
	inputs->common = file_hash(inputs->common, &pristine, sizeof(pristine));
}

/* Hash of an item's inputs, taken before the verification. */
struct dependence {
	uint64_t hash;
	bool known;
};

/*
 * Reads the inputs of all items. Unless `anew`, fills in the verdicts that are still valid. Returns
 * their number.
 */
static size_t recall(const struct app *app, const struct inputs *inputs, bool anew,
		     struct batch_item *items, struct dependence *dependences, size_t count)
{
	size_t recalled = 0;

	for (size_t i = 0; i < count; i++) {
		struct dependence *d = &dependences[i];

		d->known = inputs_hash(inputs, items[i].exercise, &d->hash);
		if (d->known && !anew)
			items[i].verdict = verdict_cache_recall(app->workspace.cache,
								items[i].exercise->name,
								items[i].exercise, d->hash);
		recalled += items[i].verdict != NULL;
	}
	return recalled;
}

/* Remembers the verdicts that are repeatable, if no input changed meanwhile. */
static void remember(const struct app *app, const struct inputs *inputs,
		     const struct batch_item *items, const struct dependence *dependences,
		     size_t count)
{
	uint64_t now;

	for (size_t i = 0; i < count; i++)
		if (dependences[i].known && !items[i].verdict->transient &&
		    inputs_hash(inputs, items[i].exercise, &now) && now == dependences[i].hash)
			verdict_cache_store(app->workspace.cache, items[i].exercise->name,
					    items[i].verdict, now);
}

/* Gives each item its verdict. *recalled is the number of verdicts from earlier checks. */
static int verify(struct app *app, const struct batch_options *options, bool anew,
		  struct batch_item *items, size_t count, size_t *recalled, struct error *err)
{
	struct dependence *dependences = memory_new(count * sizeof(*dependences));
	struct inputs inputs;
	int result = 0;

	read_inputs(app, options->toolchain, &inputs);
	*recalled = recall(app, &inputs, anew, items, dependences, count);
	for (size_t i = 0; i < count && options->judge; i++)
		if (items[i].verdict)
			options->judge(&items[i], options->data);
	if (*recalled < count) {
		result = batch_run(app, options, items, count, err);
		read_inputs(app, options->toolchain, &inputs);
		if (!result)
			remember(app, &inputs, items, dependences, count);
	}
	free(dependences);
	return result;
}

enum { NAMED = 2 }; /* exercises that are not begun */

/* ---- output ---------------------------------------------------------------------------------- */

static void print_line(const struct verdict *v, enum judged part, const struct style *style,
		       struct buffer *out)
{
	if (part == JUDGED_PASSES) {
		style_addf(out, style, INK_GREEN, "%s %s\n", style_mark(style, "✓", "ok    "),
			   v->exercise->name);
		return;
	}
	if (part == JUDGED_UNVERIFIED)
		style_addf(out, style, INK_YELLOW, "%s %s", style_mark(style, "?", "??    "),
			   v->exercise->name);
	else
		style_addf(out, style, INK_RED, "%s %s", style_mark(style, "✗", "FAILED"),
			   v->exercise->name);
	buffer_add_string(out, part == JUDGED_FAILS_NOW ? " (was done, fails now): " : ": ");
	text_clean(v->reason, strlen(v->reason), false, out);
	buffer_add_char(out, '\n');
}

/* Names only the next exercises that nobody has begun, so that the failures stay on the screen. */
static void print_unbegun(const struct batch_item *items, const enum judged *parts, size_t count,
			  const struct style *style, struct buffer *out)
{
	struct buffer names = BUFFER_INIT;
	size_t unbegun = 0;

	for (size_t i = 0; i < count; i++)
		if (parts[i] == JUDGED_UNBEGUN && unbegun++ < NAMED)
			buffer_addf(&names, "%s%s", unbegun > 1 ? ", " : "",
				    items[i].exercise->name);
	if (unbegun > NAMED)
		buffer_addf(&names, " and %zu more", unbegun - NAMED);
	if (unbegun) {
		buffer_addf(out, "%s %zu not begun: ", style_mark(style, "·", "-"), unbegun);
		text_fill(names.data, style->width > 20 ? (size_t)style->width : 80, 2, out);
		buffer_add_char(out, '\n');
	}
	buffer_clear(&names);
}

/* Says it once more below the list, which can be longer than the screen. */
static void print_fails_now(const struct batch_item *items, const enum judged *parts, size_t count,
			    const struct style *style, struct buffer *out)
{
	struct buffer names = BUFFER_INIT;

	for (size_t i = 0; i < count; i++)
		if (parts[i] == JUDGED_FAILS_NOW)
			buffer_addf(&names, "%s%s", names.len ? ", " : "Was done, fails now: ",
				    items[i].exercise->name);
	if (names.len) {
		text_fill(names.data, style->width > 20 ? (size_t)style->width : 80, 2, out);
		buffer_add_char(out, '\n');
	}
	buffer_clear(&names);
}

static void print_lines(const struct app *app, struct history *history,
			const struct progress *before, const struct batch_item *items, size_t count,
			size_t recalled, struct buffer *out)
{
	enum judged *parts = memory_new((count + 1) * sizeof(*parts));
	size_t passed = 0;

	for (size_t i = 0; i < count; i++)
		parts[i] = part_of(app, history, before, items[i].verdict);
	for (int part = JUDGED_FAILS_NOW; part < JUDGED_UNBEGUN; part++)
		for (size_t i = 0; i < count; i++)
			if (parts[i] == (enum judged)part)
				print_line(items[i].verdict, parts[i], &app->style, out);
	print_unbegun(items, parts, count, &app->style, out);
	for (size_t i = 0; i < count; i++)
		passed += parts[i] == JUDGED_PASSES;
	buffer_addf(out, "\n%zu of %zu pass", passed, count);
	if (recalled)
		buffer_addf(out, " (%zu unchanged since the last check)", recalled);
	buffer_add_char(out, '\n');
	print_fails_now(items, parts, count, &app->style, out);
	free(parts);
}

static void print_json(const struct app *app, const struct batch_item *items, size_t count,
		       struct buffer *out)
{
	struct verdict **verdicts = memory_new(count * sizeof(struct verdict *));
	char *text;

	for (size_t i = 0; i < count; i++)
		verdicts[i] = items[i].verdict;
	text = json_check(app->course, verdicts, count);
	buffer_addf(out, "%s\n", text);
	free(text);
	free(verdicts);
}

/* ---- the command ---------------------------------------------------------------------------- */

/* Returns whether the outcomes would change the progress. */
static bool brings_news(const struct progress *progress, const struct batch_item *items,
			size_t count)
{
	bool news = progress->current && progress_done(progress, progress->current);

	for (size_t i = 0; i < count && !news; i++) {
		const struct progress_entry *entry = progress_find(progress,
								   items[i].exercise->name);
		if (items[i].verdict->outcome == OUTCOME_PASSED)
			news = !entry || !entry->passed_at || entry->fails || entry->failing;
		else if (items[i].verdict->outcome == OUTCOME_FAILED)
			news = entry && entry->passed_at && !entry->fails;
	}
	return news;
}

/* Enters passes. An exercise that was done and failed now "fails now". */
static int record_outcomes(struct app *app, const struct batch_item *items, size_t count,
			   struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = progress_begin(&app->workspace, &progress, err);

	if (result || !brings_news(&progress, items, count))
		goto done;
	for (size_t i = 0; i < count; i++)
		if (items[i].verdict->outcome == OUTCOME_PASSED)
			record_pass(&progress, items[i].exercise);
		else if (items[i].verdict->outcome == OUTCOME_FAILED &&
			 progress_passed(&progress, items[i].exercise->name))
			record_failure(&progress, items[i].exercise);
	if (progress.current && progress_done(&progress, progress.current))
		progress_set_current(&progress, NULL);
	result = progress_commit(&app->workspace, &progress, err);
done:
	progress_clear(&progress);
	return result;
}

static int outcome_of(const struct batch_item *items, size_t count)
{
	bool failed = false, unverified = false;

	for (size_t i = 0; i < count; i++) {
		failed |= items[i].verdict->outcome == OUTCOME_FAILED;
		unverified |= items[i].verdict->outcome == OUTCOME_UNVERIFIED;
	}
	return failed ? ERROR_FAILED : unverified ? ERROR_ENVIRONMENT : 0;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	bool json = arguments_get(arguments, "json") != NULL;
	struct toolchain toolchain = {0};
	struct history *history = NULL;
	struct progress before = PROGRESS_INIT;
	struct told told = {.app = app, .before = &before};
	struct batch_options options = {.toolchain = &toolchain, .label = json ? NULL : "checking"};
	size_t count = app->course->count, recalled = 0;
	struct batch_item *items = memory_new(count * sizeof(*items));
	struct buffer out = BUFFER_INIT;
	int result = app_toolchain(app, &toolchain, err);

	for (size_t i = 0; i < count; i++)
		items[i].exercise = &app->course->exercises[i];
	if (!result)
		result = arguments_number(arguments, "jobs", 1, 256, &options.jobs, err);
	if (!result)
		result = history_open(&app->workspace, app->course, &history, err);
	if (!result)
		result = restore(app, history, err);
	if (result)
		goto done;
	app_say_old_toolchain(app, &toolchain);
	if (progress_load(&app->workspace, &before, NULL))
		progress_clear(&before);
	options.history = history;
	options.judge = judged_is_wanted() && !json ? tell : NULL;
	options.data = &told;
	told.history = history;
	result = verify(app, &options, arguments_get(arguments, "no-cache") != NULL, items, count,
			&recalled, err);
	if (result)
		goto done;
	result = record_outcomes(app, items, count, err);
	if (json)
		print_json(app, items, count, &out);
	else
		print_lines(app, history, &before, items, count, recalled, &out);
	if (!result)
		result = app_print(&out, err);
	if (!result)
		result = outcome_of(items, count);
done:
	progress_clear(&before);
	history_free(history);
	batch_clear(items, count);
	free(items);
	toolchain_clear(&toolchain);
	buffer_clear(&out);
	return result;
}

static const struct option options[] = {
	{"json", NULL, "print all results as one JSON object"},
	{"jobs", "N", "check N exercises at a time (one for each core)"},
	{"no-cache", NULL, "also check the exercises that have not changed since the last check"},
	{NULL, NULL, NULL},
};

const struct command cmd_check = {
	.name = "check",
	.group = GROUP_PROGRESS,
	.synopsis = "[--json] [--jobs N] [--no-cache]",
	.summary = "check all exercises of the course",
	.options = options,
	.needs_course = true,
	.runs_code = true,
	.run = run,
};
