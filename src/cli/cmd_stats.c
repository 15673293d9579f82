#include "command.h"
#include "pager.h"
#include "rustgym/app/statistics_json.h"
#include "rustgym/base/gate.h"
#include "rustgym/ui/statistics_view.h"
#include "rustgym/workspace/progress_file.h"

#include <stdlib.h>
#include <time.h>

static int print(struct app *app, const struct arguments *arguments,
		 const struct statistics *statistics, const struct progress *progress,
		 struct error *err)
{
	const struct statistics_view view = {
		.table = app->plain || !style_is_seen(),
		.skills = arguments_get(arguments, "skills") != NULL,
	};
	struct buffer out = BUFFER_INIT;
	int result;

	if (arguments_get(arguments, "json")) {
		char *text = statistics_json(statistics, progress);
		buffer_addf(&out, "%s\n", text);
		free(text);
	} else {
		statistics_draw(statistics, &view, &app->style, &out);
	}
	result = view.table ? app_print(&out, err) : pager_show(app, &out, err);
	buffer_clear(&out);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct statistics statistics = {0};
	struct history *history = NULL;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result && progress.notice)
		gate_say("rustgym: %s\n", progress.notice);
	if (!result)
		result = history_open(&app->workspace, app->course, &history, err);
	if (!result)
		result = statistics_read(history, app->course, &progress, (int64_t)time(NULL),
					 &statistics, err);
	if (!result)
		result = print(app, arguments, &statistics, &progress, err);
	statistics_clear(&statistics);
	history_free(history);
	progress_clear(&progress);
	return result;
}

static const struct option options[] = {
	{"skills", NULL, "all skills that you worked on, not only those that took longest"},
	{"json", NULL, "print all numbers as one JSON object"},
	{NULL, NULL, NULL},
};

const struct command cmd_stats = {
	.name = "stats",
	.group = GROUP_PROGRESS,
	.synopsis = "[--skills] [--json]",
	.summary = "show your work: time, tries, hints, days, errors, and when you may be done",
	.details =
		"The time comes from the snapshots of your work: a pause of more than five minutes counts\n"
		"as five. A try is a text that you saved, also the one that passed. The forecast comes\n"
		"after a week.",
	.options = options,
	.needs_course = true,
	.run = run,
};
