#include "entry.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <stdlib.h>
#include <string.h>

char *entry_file(const struct topic *topic)
{
	return memory_format("%s/topic.json", topic->path);
}

static struct json *read_topic(const struct course *course, const struct topic *topic)
{
	char *file = entry_file(topic), *path = path_join(course->root, file);
	struct buffer text = BUFFER_INIT;
	struct json *json = NULL;

	if (file_read(path, FILE_COURSE_MAX, &text, NULL) == 0)
		json = json_parse(text.data, text.len, NULL, NULL);
	buffer_clear(&text);
	free(path);
	free(file);
	return json;
}

static const struct json_value *find_entry(const struct json *json, const struct exercise *exercise)
{
	const struct json_value *at = json_first(json_get(json_root(json), "exercises"));
	const char *name;

	while (at && !((name = json_get_string(at, "name")) && strcmp(name, exercise->name) == 0))
		at = json_next(at);
	return at;
}

static const struct json_value *find_item(const struct json_value *list, const char *item)
{
	for (const struct json_value *at = json_first(list); at; at = json_next(at)) {
		const char *text = json_string(at);
		if (!text)
			text = json_get_string(at, "url");
		if (text && strcmp(text, item) == 0)
			return json_string(at) ? at : json_get(at, "url");
	}
	return NULL;
}

int entry_line(const struct course *course, const struct exercise *exercise, const char *field,
	       const char *item)
{
	struct json *json = read_topic(course, exercise->topic);
	const struct json_value *entry = json ? find_entry(json, exercise) : NULL;
	const struct json_value *value = json_get(entry, field), *found = NULL;
	int line = 0;

	if (item)
		found = find_item(value, item);
	if (!found)
		found = value ? value : entry;
	if (found)
		line = json_line(json, found);
	json_free(json);
	return line;
}

static void check_marks_in(struct json *json, const struct json_value *value, const char *file,
			   struct problems *problems)
{
	const char *text = json_string(value);

	if (text && strstr(text, AUTHOR_MARK))
		problems_add(problems, file, json_line(json, value),
			     "expected the author's text, found " AUTHOR_MARK "; write it");
	if (json_type(value) != JSON_OBJECT && json_type(value) != JSON_ARRAY)
		return;
	for (const struct json_value *at = json_first(value); at; at = json_next(at))
		check_marks_in(json, at, file, problems);
}

void entry_check_marks(const struct course *course, const struct exercise *exercise,
		       struct problems *problems)
{
	struct json *json = read_topic(course, exercise->topic);
	const struct json_value *entry = json ? find_entry(json, exercise) : NULL;
	char *file = entry_file(exercise->topic);

	if (entry)
		check_marks_in(json, entry, file, problems);
	free(file);
	json_free(json);
}
