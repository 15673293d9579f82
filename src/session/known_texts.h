/*
 * Remembers the state of each exercise's text in this session, and which texts wait for a verdict.
 *
 *   unseen --> waiting --> under way --> judged
 *                ^             |    |
 *                +-------------+    +--> unsettled, absent
 *            (a more urgent one came)
 *
 * A text is judged when it has a verdict, not when its verification begins. A verdict that a
 * passing fault caused (no C compiler, a full disk, a kill) leaves the text unsettled: the next
 * save verifies it again, even if the text is the same.
 */
#ifndef RUSTGYM_KNOWN_TEXTS_H
#define RUSTGYM_KNOWN_TEXTS_H

#include "rustgym/course/course.h"
#include "rustgym/toolchain/verdict.h"

#include <stdbool.h>
#include <stdint.h>

enum text_state {
	TEXT_UNSEEN, /* not verified in this session */
	TEXT_WAITING,
	TEXT_UNDER_WAY,
	TEXT_JUDGED,
	TEXT_UNSETTLED,
	TEXT_ABSENT, /* its file is missing, and the learner was told */
};

struct known_text {
	enum text_state state;
	uint64_t hash; /* hash of the text that is under way, judged or unsettled */
	bool tried;    /* the learner wrote and saved it: if it fails, that is a try */
	/* the file was missing or empty a moment ago, as it is while an editor saves */
	bool look_again;
};

struct known_texts {
	const struct course *course;
	struct known_text *items; /* indexed by the exercise's index */
};

void known_texts_init(struct known_texts *texts, const struct course *course);
void known_texts_clear(struct known_texts *texts);

struct known_text *known_texts_of(const struct known_texts *texts, const struct exercise *exercise);

/*
 * Returns whether the text on disk must be verified. `hash` is its hash; 0: the file is missing.
 * `saved` is false if the text is only checked because events were lost.
 */
bool known_text_is_news(const struct known_text *text, uint64_t hash, bool saved);

/* Records a verdict. Its hash tells which text it is about; 0: the file was missing. */
void known_text_judge(struct known_text *text, const struct verdict *verdict);

/*
 * Returns the exercise whose text is verified next: the current exercise, else the first waiting
 * one in the course. NULL: no text waits.
 */
const struct exercise *known_texts_next(const struct known_texts *texts,
					const struct exercise *current);

#endif
