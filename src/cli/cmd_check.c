#include "rustgym/batch.h"
#include "rustgym/command.h"
#include "rustgym/history.h"
#include "rustgym/json_report.h"
#include "rustgym/memory.h"
#include "rustgym/record.h"
#include "rustgym/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int restore(struct batch_item *item, void *data, struct error *err)
{
	struct buffer names = BUFFER_INIT;
	int result = data ? history_restore_course_files(data, item->exercise, &names, err) : 0;

	if (names.len)
		fprintf(stderr, "rustgym: put back in %s as the course has them:\n%s",
			item->exercise->path, names.data);
	buffer_clear(&names);
	return result;
}

static void print_lines(const struct app *app, const struct batch_item *items, size_t count,
			struct buffer *out)
{
	const struct style *style = &app->style;
	size_t passed = 0;

	for (size_t i = 0; i < count; i++) {
		const struct verdict *v = items[i].verdict;
		if (v->outcome == OUTCOME_PASSED) {
			passed++;
			style_addf(out, style, INK_GREEN, "%s %s\n",
				   style_mark(style, "✓", "ok    "), v->exercise->name);
			continue;
		}
		if (v->outcome == OUTCOME_FAILED)
			style_addf(out, style, INK_RED, "%s %s", style_mark(style, "✗", "FAILED"),
				   v->exercise->name);
		else
			style_addf(out, style, INK_YELLOW, "%s %s",
				   style_mark(style, "?", "??    "), v->exercise->name);
		buffer_add_string(out, ": ");
		text_clean(v->reason, strlen(v->reason), false, out);
		buffer_add_char(out, '\n');
	}
	buffer_addf(out, "\n%zu of %zu pass\n", passed, count);
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

/* Passes count; what was done stays done even when it fails now. */
static int record_passes(struct app *app, const struct batch_item *items, size_t count,
			 struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = progress_begin(&app->workspace, &progress, err);

	for (size_t i = 0; !result && i < count; i++)
		if (items[i].verdict->outcome == OUTCOME_PASSED)
			record_pass(&progress, items[i].exercise);
	if (!result && progress.current && progress_passed(&progress, progress.current))
		progress_set_current(&progress, NULL);
	if (!result)
		result = progress_commit(&app->workspace, &progress, err);
	progress_clear(&progress);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	bool json = arguments_get(arguments, "json") != NULL;
	struct toolchain toolchain = {0};
	struct history *history = NULL;
	struct batch_options options = {
		.toolchain = &toolchain, .label = json ? NULL : "checking", .prepare = restore};
	struct batch_item *items = memory_new(app->course->count * sizeof(*items));
	size_t count = app->course->count, failed = 0, unverified = 0;
	struct buffer out = BUFFER_INIT;
	int result = app_toolchain(app, &toolchain, err);

	if (!result)
		result = arguments_number(arguments, "jobs", 1, 256, &options.jobs, err);
	for (size_t i = 0; i < count; i++)
		items[i].exercise = &app->course->exercises[i];
	if (!result)
		result = history_open(&app->workspace, app->course, &history, err);
	options.data = history;
	if (!result)
		result = batch_run(app, &options, items, count, err);
	if (result)
		goto done;
	result = record_passes(app, items, count, err);
	(json ? print_json : print_lines)(app, items, count, &out);
	if (!result)
		result = app_print(&out, err);
	for (size_t i = 0; i < count; i++) {
		failed += items[i].verdict->outcome == OUTCOME_FAILED;
		unverified += items[i].verdict->outcome == OUTCOME_UNVERIFIED;
	}
	if (!result && (failed || unverified))
		result = failed ? ERROR_FAILED : ERROR_ENVIRONMENT;
done:
	batch_clear(items, count);
	free(items);
	history_free(history);
	toolchain_clear(&toolchain);
	buffer_clear(&out);
	return result;
}

static const struct option options[] = {
	{"json", NULL, "all verdicts as one JSON object"},
	{"jobs", "N", "how many at a time (one a core)"},
	{NULL, NULL, NULL},
};

const struct command cmd_check = {
	.name = "check",
	.synopsis = "[--json] [--jobs N]",
	.summary = "verify every exercise of the course",
	.options = options,
	.needs_course = true,
	.run = run,
};
