#include "rustgym/author/curriculum.h"
#include "entry.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { SHAPES_FROM = 3 }; /* a topic with this number of exercises must have the three shapes */

static bool has(const struct texts *texts, const char *text)
{
	for (size_t i = 0; i < texts->count; i++)
		if (strcmp(texts->items[i], text) == 0)
			return true;
	return false;
}

const struct exercise *curriculum_teacher(const struct course *course, const char *skill)
{
	for (size_t i = 0; i < course->count; i++)
		if (has(&course->exercises[i].skills, skill))
			return &course->exercises[i];
	return NULL;
}

void curriculum_untaught(const struct course *course, struct strings *skills)
{
	for (size_t s = 0; s < course->skill_count; s++) {
		const char *id = course->skills[s].id;
		for (size_t i = 0; i < course->count; i++)
			if (has(&course->exercises[i].uses, id) &&
			    !curriculum_teacher(course, id)) {
				strings_add(skills, id);
				break;
			}
	}
}

/* ---- an exercise ---------------------------------------------------------------------------- */

static void check_shape(const struct course *course, const struct exercise *e, const char *file,
			struct problems *problems)
{
	if (!e->shape)
		problems_add(problems, file, entry_line(course, e, "shape", NULL),
			     "expected \"shape\" of %s to be repair, complete, design or diagnose, "
			     "found none; say what the learner is asked to do",
			     e->name);
}

void curriculum_check_exercise(const struct course *course, const struct exercise *e,
			       struct problems *problems)
{
	char *file = entry_file(e->topic);

	check_shape(course, e, file, problems);
	for (size_t i = 0; i < e->uses.count; i++) {
		const char *skill = e->uses.items[i];
		const struct exercise *teacher = curriculum_teacher(course, skill);
		if (teacher && teacher->index > e->index)
			problems_add(problems, file, entry_line(course, e, "uses", skill),
				     "expected %s to use only what is taught before it, found %s, "
				     "which %s is the first to teach; move one of them, or do "
				     "without it",
				     e->name, skill, teacher->path);
	}
	free(file);
}

/* ---- the course ----------------------------------------------------------------------------- */

/*
 * Checks the order of skills: a skill's first topic is not before the first topic of an earlier
 * skill. Within a topic any order is allowed, because an easier skill may come first; `uses` checks
 * the rest.
 */
static void check_order(const struct course *course, struct problems *problems)
{
	const struct exercise *latest = NULL;
	const char *latest_skill = NULL;

	for (size_t s = 0; s < course->skill_count; s++) {
		const char *skill = course->skills[s].id;
		const struct exercise *e = curriculum_teacher(course, skill);
		if (e && latest && e->topic->first < latest->topic->first) {
			char *file = entry_file(e->topic);
			problems_add(problems, file, entry_line(course, e, "skills", skill),
				     "expected %s to be taught first after %s, as in roadmap.json, "
				     "found it in %s, before %s; change their order, or leave it "
				     "out here",
				     skill, latest_skill, e->name, latest->name);
			free(file);
		} else if (e) {
			latest = e;
			latest_skill = skill;
		}
	}
}

static void check_topic(const struct course *course, const struct topic *topic,
			struct problems *problems)
{
	static const enum shape wanted[] = {SHAPE_REPAIR, SHAPE_COMPLETE, SHAPE_DESIGN};
	size_t of[SHAPE_COUNT] = {0}, others;
	char *file = entry_file(topic);

	for (size_t i = 0; i < topic->count; i++)
		of[course->exercises[topic->first + i].shape]++;
	for (size_t i = 0; i < 3 && topic->count >= SHAPES_FROM; i++)
		if (!of[wanted[i]])
			problems_add(problems, file, 0,
				     "expected an exercise of the shape %s among the %zu of the "
				     "topic, found none; write one",
				     shape_name(wanted[i]), topic->count);
	others = topic->count - of[SHAPE_REPAIR] - of[SHAPE_NONE];
	if (topic->count >= SHAPES_FROM && others * 3 < topic->count)
		problems_add(problems, file, 0,
			     "expected at least a third of the topic's %zu exercises to be no "
			     "repair, found %zu; let the learner write more of them",
			     topic->count, others);
	free(file);
}

void curriculum_check(const struct course *course, struct problems *problems)
{
	check_order(course, problems);
	for (size_t p = 0; p < course->phase_count; p++)
		for (size_t t = 0; t < course->phases[p].topic_count; t++)
			check_topic(course, &course->phases[p].topics[t], problems);
}
