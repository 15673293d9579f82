/*
 * Loads an exercise from its entry in topic.json, and checks the files that it names. course_load.c
 * uses it.
 */
#ifndef RUSTGYM_EXERCISE_LOAD_H
#define RUSTGYM_EXERCISE_LOAD_H

#include "loader.h"

/* Adds an empty exercise to the course. The topic does not count it yet. */
struct exercise *exercise_add(struct loader *loader, const struct topic *topic);

/*
 * Adds the exercise to the course, as the last one of the topic. Mistakes are reported. `files` are
 * the learner's files of a project; NULL: the topic is not a project.
 */
void exercise_load(struct loader *loader, const struct json_value *object,
		   const struct json_value *files, struct topic *topic);

#endif
