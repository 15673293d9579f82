#include "command.h"
#include "rustgym/app/json_report.h"
#include "rustgym/app/review_copy.h"
#include "rustgym/base/gate.h"
#include "rustgym/ui/report.h"
#include "rustgym/workspace/progress_file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Of the copies that are reviewed none comes back. */
static void add_due(const struct app *app, const struct progress *progress, struct buffer *out)
{
	size_t count = 0;

	if (!app->reviews)
		free(review_pick(app, progress, (int64_t)time(NULL), SIZE_MAX, &count));
	if (count)
		buffer_addf(out, "%zu exercise%s due for a review: `rustgym review`\n", count,
			    count == 1 ? " is" : "s are");
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct buffer out = BUFFER_INIT;
	const struct exercise *current = NULL;
	const struct list_selection selection = {
		.phase = arguments_get(arguments, "phase"),
		.topic = arguments_get(arguments, "topic"),
		.skill = arguments_get(arguments, "skill"),
		.pending = arguments_get(arguments, "pending") != NULL,
	};
	struct style style = app->style;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result && progress.notice)
		gate_say("rustgym: %s\n", progress.notice);
	if (!result)
		result = app_exercise(app, &progress, NULL, &current, err);
	if (!result && arguments_get(arguments, "names")) {
		for (size_t i = 0; i < app->course->count; i++)
			if (report_selects(app->course, &app->course->exercises[i], &progress,
					   &selection))
				buffer_addf(&out, "%s\n", app->course->exercises[i].name);
	} else if (!result && arguments_get(arguments, "json")) {
		char *text = json_list(app->course, &progress, current, &selection, NULL);
		buffer_addf(&out, "%s\n", text);
		free(text);
	} else if (!result) {
		if (!style_is_seen()) /* nobody cuts what a program reads */
			style.width = 0;
		report_list(app->course, &progress, current, &selection, &style, &out);
		add_due(app, &progress, &out);
	}
	if (!result)
		result = app_print(&out, err);
	buffer_clear(&out);
	progress_clear(&progress);
	return result;
}

static const struct option options[] = {
	{"phase", "PHASE", "only this phase: a part of its folder or title"},
	{"topic", "TOPIC", "only this topic: a part of its folder or title"},
	{"skill", "ID", "only exercises that teach this skill: 1.3, 1.3.2, or a part of its title"},
	{"pending", NULL, "only exercises that are not done"},
	{"names", NULL, "only the names, one on each line"},
	{"json", NULL, "print the same as one JSON object"},
	{NULL, NULL, NULL},
};

const struct command cmd_list = {
	.name = "list",
	.group = GROUP_MOVE,
	.synopsis = "[--phase PHASE] [--topic TOPIC] [--skill ID] [--pending] [--names] [--json]",
	.summary = "show all exercises, which of them are done, and the current one",
	.options = options,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
