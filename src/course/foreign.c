#include "foreign.h"
#include "exercise_load.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- phases and topics ------------------------------------------------------------------------- */

struct phase *foreign_phases(struct loader *loader, size_t count)
{
	struct phase *phases = arena_new(&loader->loaded->arena, count * sizeof(*phases));

	loader_course(loader)->phases = phases;
	loader_course(loader)->phase_count = count;
	return phases;
}

void foreign_topics(struct loader *loader, struct phase *phase, size_t most)
{
	phase->topics = arena_new(&loader->loaded->arena, (most + 1) * sizeof(struct topic));
}

const char *foreign_title(struct loader *loader, const char *name)
{
	size_t digits = strspn(name, "0123456789");
	char *title = loader_keep(loader, digits && name[digits] == '_' ? name + digits + 1 : name);

	control_remove_in_line(title);
	for (char *c = title; *c; c++)
		if (*c == '_' || *c == '-')
			*c = ' ';
	title[0] = (char)toupper((unsigned char)title[0]);
	return title;
}

struct topic *foreign_topic(struct loader *loader, struct phase *phase, const char *path,
			    const char *title)
{
	struct topic *topic = (struct topic *)&phase->topics[phase->topic_count++];
	const char *page = arena_format(&loader->loaded->arena, "%s/" TOPIC_PAGE, path);

	topic->path = loader_keep(loader, path);
	topic->dir = path_base(topic->path);
	topic->title = title ? title : foreign_title(loader, topic->dir);
	topic->phase = phase;
	topic->first = loader_course(loader)->count;
	if (loader_has_file(loader, page))
		topic->page = page;
	return topic;
}

/* ---- names ------------------------------------------------------------------------------------- */

static bool is_free(const struct loader *loader, const char *name)
{
	return course_is_name(name) &&
	       name_index_find(&loader->loaded->exercises, name) == NAME_INDEX_NONE;
}

/*
 * Returns a name that ours can be: in lower case if that is all that it needs, else what is left of it
 * with a part of its hash.
 */
static const char *derived_name(struct loader *loader, const char *wish)
{
	char slug[COURSE_NAME_MAX + 1] = "", *name = NULL;
	size_t len = 0;
	bool lost = false;

	for (const char *c = wish; *c; c++) {
		char lower = (char)tolower((unsigned char)*c);
		bool kept = (lower >= 'a' && lower <= 'z') || isdigit((unsigned char)lower) ||
			    lower == '_' || lower == '-';

		lost = lost || !kept || len == COURSE_NAME_MAX;
		if (kept && len < COURSE_NAME_MAX)
			slug[len++] = lower == '-' ? '_' : lower;
	}
	slug[len] = '\0';
	if (!lost && is_free(loader, slug))
		return loader_keep(loader, slug);
	for (uint64_t hash = file_hash(FILE_HASH_START, wish, strlen(wish)); !name; hash++) {
		char *tried = arena_format(&loader->loaded->arena, "%.26s%s%04x", slug,
					   *slug ? "_" : "x", (unsigned)(hash & 0xffff));

		if (is_free(loader, tried))
			name = tried;
	}
	return name;
}

struct exercise *foreign_exercise(struct loader *loader, struct topic *topic, const char *original,
				  const char *wish)
{
	struct exercise *exercise = exercise_add(loader, topic);

	topic->count++;
	exercise->title = ""; /* its name says all that is known */
	exercise->name = is_free(loader, wish) ? loader_keep(loader, wish)
					       : derived_name(loader, wish);
	name_index_enter(&loader->loaded->exercises, exercise->name, exercise->index);
	if (strcmp(exercise->name, original) != 0) {
		char *title = loader_keep(loader, original);

		control_remove_in_line(title);
		exercise->title = title;
		exercise->original = loader_keep(loader, original);
	}
	foreign_alias(loader, exercise, exercise_original(exercise));
	return exercise;
}

void foreign_alias(struct loader *loader, const struct exercise *exercise, const char *name)
{
	name_index_enter(&loader->loaded->originals, loader_keep(loader, name), exercise->index);
}

/* ---- fields of an exercise --------------------------------------------------------------------- */

struct texts foreign_room(struct loader *loader, size_t most)
{
	struct texts texts = {arena_new(&loader->loaded->arena, (most + 1) * sizeof(*texts.items)),
			      0};

	return texts;
}

void foreign_add_file(struct loader *loader, struct texts *texts, const char *path)
{
	if (loader_has_file(loader, path))
		texts->items[texts->count++] = loader_keep(loader, path);
}

void foreign_step(struct exercise *exercise, enum step step)
{
	exercise->steps[exercise->step_count++] = step;
}
