#include "command.h"
#include "pager.h"
#include "rustgym/app/explanation.h"
#include "rustgym/base/memory.h"
#include "rustgym/workspace/progress_file.h"

#include <stdlib.h>

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct buffer out = BUFFER_INIT;
	const struct exercise *exercise = NULL;
	char *topic = NULL;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result)
		result = app_exercise(app, &progress, NULL, &exercise, err);
	if (!result)
		topic = arguments_name(arguments) ? memory_copy_string(arguments_name(arguments))
						  : explanation_topic(&progress, exercise);
	if (!result && !topic)
		result = error_set(err, ERROR_USAGE,
				   "the current exercise has no error code now; name one, as in "
				   "`rustgym explain E0382`");
	if (!result)
		result = explanation_draw(app, &progress, exercise, topic, &out, err);
	if (!result)
		result = pager_show(app, &out, err);
	free(topic);
	buffer_clear(&out);
	progress_clear(&progress);
	return result;
}

const struct command cmd_explain = {
	.name = "explain",
	.group = GROUP_STUCK,
	.synopsis = "[CODE]",
	.summary = "say what an error code or a lint means, and which exercises are about it",
	.details = "Without a CODE it explains the error that the current exercise has now.",
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
