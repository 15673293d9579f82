#include "command.h"
#include "history_screen.h"
#include "revision.h"
#include "rustgym/app/json_report.h"
#include "rustgym/event/terminal.h"
#include "rustgym/ui/timeline.h"

#include <stdlib.h>

static void lay_out_json(const struct revision *revision, const struct snapshots *snapshots,
			 struct buffer *out)
{
	char *text = json_history(revision->exercise, snapshots);

	buffer_addf(out, "%s\n", text);
	free(text);
}

static void lay_out_lines(const struct app *app, const struct revision *revision,
			  const struct snapshots *snapshots, struct buffer *out)
{
	for (size_t i = 0; i < snapshots->count; i++) {
		timeline_line(&snapshots->items[i], &app->style, out);
		buffer_add_char(out, '\n');
	}
	if (!snapshots->count)
		buffer_addf(out, "%s has no history yet: it begins with its first check.\n",
			    revision->exercise->name);
	for (size_t i = 0; i < snapshots->left.count; i++)
		buffer_addf(out, "%s.\n", snapshots->left.items[i]);
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct snapshots snapshots = SNAPSHOTS_INIT;
	struct buffer out = BUFFER_INIT;
	bool json = arguments_get(arguments, "json") != NULL;
	struct revision revision;
	int result = revision_open(app, arguments_name(arguments), "see its history", &revision,
				   err);

	if (!result)
		result = history_list(revision.history, revision.exercise, &snapshots, err);
	if (!result && json)
		lay_out_json(&revision, &snapshots, &out);
	else if (!result && snapshots.count && !app->plain && terminal_is_usable())
		result = history_screen(app, &revision, &snapshots, err);
	else if (!result)
		lay_out_lines(app, &revision, &snapshots, &out);
	if (!result && out.len)
		result = app_print(&out, err);
	revision_close(&revision);
	snapshots_clear(&snapshots);
	buffer_clear(&out);
	return result;
}

static const struct option options[] = {
	{"json", NULL, "print the versions as one JSON object"},
	{NULL, NULL, NULL},
};

const struct command cmd_history = {
	.name = "history",
	.group = GROUP_CODE,
	.synopsis = "[NAME] [--json]",
	.summary = "show the snapshots of an exercise: the versions that rustgym has kept",
	.details =
		"On a terminal: up and down (or k and j) choose a snapshot, PgUp and PgDn scroll, and q\n"
		"quits. `rustgym show NAME@3` shows snapshot 3, and `rustgym restore NAME@3` brings it\n"
		"back.",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
