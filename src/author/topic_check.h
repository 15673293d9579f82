/*
 * What holds for a topic as a whole: its page, and how its exercises start.
 */
#ifndef RUSTGYM_TOPIC_CHECK_H
#define RUSTGYM_TOPIC_CHECK_H

#include "text_check.h"

/*
 * Whether the topic's texts were rewritten with lessons: it has a page, in which nothing is still to be
 * written. Until every topic has one, the lesson, the header, the words and the starts of the exercises
 * are checked in these topics only.
 */
bool topic_is_rewritten(const struct course *course, const struct topic *topic);

/* Does nothing for a topic without a page. */
void topic_check(const struct text_check *check, const struct topic *topic,
		 struct problems *problems);

#endif
