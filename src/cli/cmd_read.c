#include "command.h"
#include "pager.h"
#include "rustgym/app/topic_page.h"
#include "rustgym/workspace/progress_file.h"

/* In a course of another form each exercise can have pages of its own. */
static const struct exercise *foreign(const struct app *app, const struct progress *progress,
				      const char *name)
{
	const struct exercise *exercise = NULL;

	if (app_exercise(app, progress, name, &exercise, NULL))
		return NULL;
	return exercise && exercise_is_foreign(exercise) ? exercise : NULL;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct buffer out = BUFFER_INIT;
	const char *name = arguments_name(arguments);
	const struct exercise *exercise = NULL;
	const struct topic *topic = NULL;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result)
		exercise = foreign(app, &progress, name);
	if (!result && !exercise)
		result = topic_page_find(app, &progress, name, &topic, err);
	if (!result && exercise)
		result = topic_page_draw_of(app, exercise, &out, err);
	else if (!result)
		result = topic_page_draw(app, topic, &out, err);
	if (!result)
		result = pager_show(app, &out, err);
	buffer_clear(&out);
	progress_clear(&progress);
	return result;
}

const struct command cmd_read = {
	.name = "read",
	.group = GROUP_STUCK,
	.synopsis = "[TOPIC|NAME]",
	.summary = "show the page of a topic",
	.details =
		"Name the topic by its title, by its folder (`rustgym read ownership`), or by one of its\n"
		"exercises. Without a name, it is the topic of the current exercise. The page is the\n"
		"README.md in the folder of the topic. In a course of rustlings, wr or Exercism it is what that\n"
		"course has: the README, the page of the book, or the instructions.",
	.operands_max = 1,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
