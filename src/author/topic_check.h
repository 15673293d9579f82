/*
 * Checks a whole topic: its page, and the starts of its exercises.
 */
#ifndef RUSTGYM_TOPIC_CHECK_H
#define RUSTGYM_TOPIC_CHECK_H

#include "text_check.h"

/*
 * Returns whether the topic's texts were rewritten with lessons: it has a page without AUTHOR_MARK.
 * Only in such topics the lessons, headers, words and starts of the exercises are checked, until
 * every topic is rewritten.
 */
bool topic_is_rewritten(const struct course *course, const struct topic *topic);

/* Does nothing for a topic without a page. */
void topic_check(const struct text_check *check, const struct topic *topic,
		 struct problems *problems);

#endif
