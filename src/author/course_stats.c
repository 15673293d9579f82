#include "rustgym/author/course_stats.h"
#include "effort.h"
#include "rustgym/author/curriculum.h"
#include "rustgym/base/memory.h"
#include "rustgym/course/answers.h"
#include "rustgym/course/hint.h"

#include <stdlib.h>
#include <string.h>

/*
 * Returns whether a skill's id begins with "P." or "P.T.", the numbers of a phase's and a topic's
 * folder.
 */
static bool belongs(const char *skill, const char *phase, const char *topic_or_null)
{
	char *prefix = topic_or_null ? memory_format("%d.%d.", atoi(phase), atoi(topic_or_null))
				     : memory_format("%d.", atoi(phase));
	bool does = strncmp(skill, prefix, strlen(prefix)) == 0;

	free(prefix);
	return does;
}

static void count_skills(const struct course *course, const char *phase, const char *topic,
			 size_t *taught, size_t *skills)
{
	*taught = *skills = 0;
	for (size_t s = 0; s < course->skill_count; s++) {
		const char *id = course->skills[s].id;
		if (phase && !belongs(id, phase, topic))
			continue;
		(*skills)++;
		*taught += curriculum_teacher(course, id) != NULL;
	}
}

void course_stats_skills(const struct course *course, const struct phase *phase, size_t *taught,
			 size_t *skills)
{
	count_skills(course, phase ? phase->dir : NULL, NULL, taught, skills);
}

static void count_hints(const char *folder, const struct exercise *e, struct course_stats *stats)
{
	struct error ignored = ERROR_INIT;
	struct hints hints;

	if (hints_load(folder, e, &hints, &ignored) == 0) {
		size_t ladder = hints_ladder_length(&hints);
		stats->rungs += ladder;
		stats->on += hints.count - ladder;
	}
	hints_clear(&hints);
}

static void count_exercise(const struct course *course, const char *hints, const struct exercise *e,
			   struct course_stats *stats)
{
	struct effort effort = effort_of(course, e, NULL);
	struct error ignored = ERROR_INIT;
	struct answers answers;

	stats->exercises++;
	stats->lines += effort.lines;
	stats->words += effort.words;
	stats->shapes[e->shape]++;
	stats->minutes += e->minutes;
	answers_find(hints, e, &answers, &ignored);
	stats->wrong += answers.wrong.count;
	answers_clear(&answers);
	count_hints(hints, e, stats);
}

struct course_stats course_stats_topic(const struct course *course, const char *hints,
				       const struct topic *topic)
{
	struct course_stats stats = {0};

	for (size_t i = topic->first; i < topic->first + topic->count; i++)
		count_exercise(course, hints, &course->exercises[i], &stats);
	if (topic->package) /* a project's skills have no number of a phase */
		stats.taught = stats.skills = course->exercises[topic->first].skills.count;
	else
		count_skills(course, topic->phase->dir, topic->dir, &stats.taught, &stats.skills);
	return stats;
}

void course_stats_add(struct course_stats *whole, const struct course_stats *part)
{
	whole->exercises += part->exercises;
	whole->lines += part->lines;
	whole->words += part->words;
	for (size_t i = 0; i < SHAPE_COUNT; i++)
		whole->shapes[i] += part->shapes[i];
	whole->wrong += part->wrong;
	whole->rungs += part->rungs;
	whole->on += part->on;
	whole->minutes += part->minutes;
}
