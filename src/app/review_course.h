/*
 * The JSON of a course that has only some exercises of another one, for the copies of a review. In a course of
 * another form, all files are copied, and a list says which exercises are reviewed.
 */
#ifndef RUSTGYM_REVIEW_COURSE_H
#define RUSTGYM_REVIEW_COURSE_H

#include "rustgym/course/course.h"

/* `chosen` is indexed as the course's exercises. The caller frees the results. */
char *review_roadmap_json(const struct course *course, const bool *chosen);
char *review_topic_json(const struct course *course, const struct topic *topic, const bool *chosen);
char *review_list_json(const struct course *course, const bool *chosen);

#endif
