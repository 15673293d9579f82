#include "command.h"
#include "rustgym/app/editors.h"
#include "rustgym/author/new_exercise.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>
#include <string.h>

static const struct topic *find_topic(const struct course *course, const char *name)
{
	for (size_t p = 0; p < course->phase_count; p++)
		for (size_t t = 0; t < course->phases[p].topic_count; t++) {
			const struct topic *topic = &course->phases[p].topics[t];
			char *both = memory_format("%s/%s", topic->phase->dir, topic->dir);
			bool found = strcmp(name, topic->dir) == 0 || strcmp(name, both) == 0 ||
				     strcmp(name, topic->path) == 0;
			free(both);
			if (found)
				return topic;
		}
	return NULL;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct buffer said = BUFFER_INIT;
	const struct topic *topic;
	const char *name;
	int result;

	if (arguments->operand_count < 2)
		return error_set(err, ERROR_USAGE, "usage: rustgym dev new TOPIC NAME [--folder]");
	name = arguments->operands[1];
	topic = find_topic(app->course, arguments->operands[0]);
	if (!topic)
		return error_set(err, ERROR_USAGE,
				 "there is no topic \"%.60s\"; name a folder like 03_ownership",
				 arguments->operands[0]);
	if (!course_is_name(name))
		return error_set(err, ERROR_USAGE, "a name is 1 to 32 characters a-z, 0-9, _");
	if (course_find(app->course, name))
		return error_set(err, ERROR_USAGE, "there is an exercise %s already", name);
	result = new_exercise_write(app->course, topic, name,
				    arguments_get(arguments, "folder") != NULL, &said, err);
	if (!result)
		result = editors_write(app->course->root, NULL, &said, err);
	buffer_addf(&said,
		    "Write what is marked " AUTHOR_MARK
		    "; `rustgym dev check %s` fails until all is there.\n",
		    name);
	if (!result)
		result = app_print(&said, err);
	buffer_clear(&said);
	return result;
}

static const struct option options[] = {
	{"folder", NULL, "make a package with several files"},
	{NULL, NULL, NULL},
};

const struct command cmd_dev_new = {
	.name = "dev new",
	.group = GROUP_AUTHORS,
	.synopsis = "TOPIC NAME [--folder]",
	.summary = "make all files of a new exercise",
	.details =
		"In a project it is a new stage, which begins with the solution of the last one.",
	.options = options,
	.operands_max = 2,
	.needs_course = true,
	.own_course = true,
	.needs_whole_course = true,
	.run = run,
};
