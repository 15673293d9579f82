/* All files of a new exercise, with what the author must write marked. */
#include "rustgym/author.h"
#include "rustgym/command.h"
#include "rustgym/file.h"
#include "rustgym/hint.h"
#include "rustgym/json.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char source_text[] = "//! " AUTHOR_MARK
				  ": the situation, in two to six lines; the task; one link.\n"
				  "\n"
				  "// TODO: " AUTHOR_MARK ": what to do, not how.\n"
				  "\n"
				  "#[cfg(test)]\n"
				  "mod tests {\n"
				  "    use super::*;\n"
				  "\n"
				  "    #[test]\n"
				  "    fn says_in_its_name_what_is_wanted() {\n"
				  "        todo!(\"" AUTHOR_MARK "\");\n"
				  "    }\n"
				  "}\n";

static const char hint_text[] = "## Where to look\n\n" AUTHOR_MARK ": a question, or a place.\n\n"
				"## The idea\n\n" AUTHOR_MARK ": the idea, on another example.\n\n"
				"## Nearly there\n\n" AUTHOR_MARK ": nearly the code.\n";

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

static int write_new(const char *path, const char *text, struct buffer *said, const char *root,
		     struct error *err)
{
	char *folder = path_parent(path);
	int result = file_make_folder(folder, err);

	if (!result && file_exists(path))
		result = error_set(err, ERROR_USAGE, "%s exists already; it was left as it is",
				   path);
	if (!result)
		result = file_write(path, text, strlen(text), err);
	if (!result)
		buffer_addf(said, "%s\n", path_below(path, root));
	free(folder);
	return result;
}

/* Puts the entry behind the last one of topic.json, leaving the author's layout alone. */
static int add_to_topic(const char *path, const char *name, const char *skill, struct error *err)
{
	struct buffer text = BUFFER_INIT, grown = BUFFER_INIT;
	struct json *json = NULL;
	int result = file_read(path, FILE_COURSE_MAX, &text, err);
	size_t at = text.len;

	while (at && text.data[at - 1] != ']')
		at--;
	if (at)
		at--;
	while (at && strchr(" \t\r\n", text.data[at - 1]))
		at--;
	buffer_add(&grown, text.data, at);
	buffer_addf(
		&grown,
		",\n    {\n      \"name\": \"%s\",\n      \"title\": \"" AUTHOR_MARK "\",\n"
		"      \"skills\": [\"%s\"],\n      \"minutes\": 10,\n"
		"      \"links\": [{ \"title\": \"" AUTHOR_MARK
		"\", \"url\": \"https://doc.rust-lang.org/book/\" }],\n"
		"      \"fails\": { \"tests\": [\"tests::says_in_its_name_what_is_wanted\"] }\n    }",
		name, skill);
	buffer_add_string(&grown, text.data + at);
	if (!result) {
		json = json_parse(grown.data, grown.len, NULL, NULL);
		if (!json)
			result = error_set(
				err, ERROR_COURSE,
				"%s does not end with its list of exercises, so the new one "
				"can't be added; move \"exercises\" to the end",
				path);
	}
	if (!result)
		result = file_write(path, grown.data, grown.len, err);
	json_free(json);
	buffer_clear(&grown);
	buffer_clear(&text);
	return result;
}

static int add_to_manifest(const char *path, const char *name, struct error *err)
{
	struct buffer text = BUFFER_INIT;
	int result = file_read(path, FILE_COURSE_MAX, &text, err);

	buffer_addf(&text, "\n[[test]]\nname = \"%s\"\npath = \"%s.rs\"\n", name, name);
	if (!result)
		result = file_write(path, text.data, text.len, err);
	buffer_clear(&text);
	return result;
}

static int make_files(const struct app *app, const struct topic *topic, const char *name,
		      struct buffer *said, struct error *err)
{
	const char *root = app->workspace.root;
	const struct exercise new = {.name = name, .topic = topic};
	char *paths[] = {memory_format("%s/%s/%s.rs", root, topic->path, name),
			 hints_path(root, &new, ".md"),
			 hints_path(root, &new, ".rs"),
			 hints_path(root, &new, ".wrong.rs"),
			 memory_format("%s/%s/topic.json", root, topic->path),
			 memory_format("%s/%s/Cargo.toml", root, topic->path)};
	char *wrong = memory_format("// Wrong: " AUTHOR_MARK
				    ": why a learner writes this, and what "
				    "rejects it.\n%s",
				    source_text);
	const char *texts[] = {source_text, hint_text, source_text, wrong};
	int result = 0;

	for (size_t i = 0; !result && i < 4; i++)
		result = write_new(paths[i], texts[i], said, root, err);
	if (!result)
		result = add_to_topic(paths[4], name,
				      app->course->skill_count ? app->course->skills[0].id : "",
				      err);
	if (!result)
		result = add_to_manifest(paths[5], name, err);
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		free(paths[i]);
	free(wrong);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct buffer said = BUFFER_INIT;
	const struct topic *topic;
	const char *name;
	int result;

	if (arguments->operand_count < 2)
		return error_set(err, ERROR_USAGE, "usage: rustgym dev new TOPIC NAME");
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
	result = make_files(app, topic, name, &said, err);
	buffer_addf(&said,
		    "%s/topic.json and Cargo.toml: entries added.\n"
		    "Write what is marked " AUTHOR_MARK
		    "; `rustgym dev check %s` fails until all is there.\n",
		    topic->path, name);
	if (!result)
		result = app_print(&said, err);
	buffer_clear(&said);
	return result;
}

const struct command cmd_dev_new = {
	.name = "dev new",
	.synopsis = "TOPIC NAME",
	.summary = "make all files of a new exercise",
	.operands_max = 2,
	.needs_course = true,
	.needs_whole_course = true,
	.run = run,
};
