/* An exercise from its entry in topic.json, and the files that it says it has. For course_load.c. */
#ifndef RUSTGYM_EXERCISE_LOAD_H
#define RUSTGYM_EXERCISE_LOAD_H

#include "loader.h"

/* Adds it to the course, as the topic's last; what is wrong with it is reported. */
void exercise_load(struct loader *loader, const struct json_value *object, struct topic *topic);

#endif
