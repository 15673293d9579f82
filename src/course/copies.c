#include "copies.h"
#include "rustgym/base/path.h"

#include <string.h>

/* ---- only some exercises ----------------------------------------------------------------------- */

static bool is_listed(const struct json_value *list, const char *name)
{
	for (const struct json_value *v = json_first(list); v; v = json_next(v))
		if (json_string(v) && strcmp(json_string(v), name) == 0)
			return true;
	return false;
}

/* Moves the topic's listed exercises to the next places of the course. */
static void keep_exercises(struct course *course, const struct json_value *list,
			   struct topic *topic, size_t *kept, size_t *numbers)
{
	size_t first = topic->first, count = topic->count;

	topic->first = *kept;
	topic->count = 0;
	for (size_t i = first; i < first + count; i++) {
		struct exercise *exercise = &course->exercises[*kept];

		numbers[i] = NAME_INDEX_NONE;
		if (!is_listed(list, course->exercises[i].name))
			continue;
		*exercise = course->exercises[i];
		exercise->topic = topic;
		exercise->index = numbers[i] = (*kept)++;
		topic->count++;
	}
}

/* Topics and phases that have no listed exercise are left out. */
static void keep_listed(struct loader *loader, const struct json_value *list)
{
	struct course *course = loader_course(loader);
	struct arena *arena = &loader->loaded->arena;
	size_t *numbers = arena_new(arena, (course->count + 1) * sizeof(*numbers));
	size_t kept = 0, phases = 0;
	struct phase *all = arena_new(arena, (course->phase_count + 1) * sizeof(*all));

	for (size_t p = 0; p < course->phase_count; p++) {
		struct phase *phase = &all[phases];
		struct topic *topics = arena_new(arena, (course->phases[p].topic_count + 1) *
								sizeof(*topics));

		*phase = course->phases[p];
		phase->topics = topics;
		phase->topic_count = 0;
		for (size_t t = 0; t < course->phases[p].topic_count; t++) {
			struct topic *topic = &topics[phase->topic_count];

			*topic = course->phases[p].topics[t];
			topic->phase = phase;
			keep_exercises(course, list, topic, &kept, numbers);
			phase->topic_count += topic->count > 0;
		}
		phases += phase->topic_count > 0;
	}
	course->phases = all;
	course->phase_count = phases;
	course->count = kept;
	name_index_renumber(&loader->loaded->exercises, numbers);
	name_index_renumber(&loader->loaded->originals, numbers);
}

/* ---- other paths ------------------------------------------------------------------------------- */

static const char *moved(struct loader *loader, const char *path)
{
	if (!path || !*path)
		return path;
	return strcmp(path, ".") == 0
		       ? COURSE_REVIEW
		       : arena_format(&loader->loaded->arena, COURSE_REVIEW "/%s", path);
}

static void move_texts(struct loader *loader, const struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		texts->items[i] = moved(loader, texts->items[i]);
}

static void move_paths(struct loader *loader)
{
	struct course *course = loader_course(loader);

	for (size_t p = 0; p < course->phase_count; p++)
		for (size_t t = 0; t < course->phases[p].topic_count; t++) {
			struct topic *topic = (struct topic *)&course->phases[p].topics[t];

			topic->path = moved(loader, topic->path);
			topic->page = moved(loader, topic->page);
		}
	for (size_t i = 0; i < course->count; i++) {
		struct exercise *e = &course->exercises[i];

		e->path = moved(loader, e->path);
		e->package = moved(loader, e->package);
		e->hint_file = moved(loader, e->hint_file);
		move_texts(loader, &e->pages);
		move_texts(loader, &e->solution);
	}
}

/* ------------------------------------------------------------------------------------------------ */

void copies_settle(struct loader *loader, const char *root)
{
	struct course *course = loader_course(loader);
	struct json *json = loader_read_json(loader, COURSE_REVIEW_LIST);
	const struct json_value *list = NULL;

	if (json)
		list = loader_required(loader, json_root(json), "exercises", JSON_ARRAY);
	if (list) {
		keep_listed(loader, list);
		move_paths(loader);
		course->root = loader_keep(loader, root);
		course->folder = COURSE_REVIEW;
		course->welcome = course->farewell = NULL;
	}
	if (list && !course->count)
		PROBLEM(loader, list,
			"expected the name of an exercise of the course, found none; "
			"delete the folder " COURSE_REVIEW ", and begin the review again");
	json_free(json);
}
