/*
 * Checks a whole topic: its page, and the starts of its exercises.
 */
#ifndef RUSTGYM_TOPIC_CHECK_H
#define RUSTGYM_TOPIC_CHECK_H

#include "text_check.h"

void topic_check(const struct text_check *check, const struct topic *topic,
		 struct problems *problems);

#endif
