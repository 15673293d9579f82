/*
 * What this session knows of each exercise's text, and which texts wait for a verdict.
 *
 *   unseen --> waiting --> under way --> judged
 *                ^             |    |
 *                +-------------+    +--> unsettled, absent
 *            (a more urgent one came)
 *
 * A text is known when it was judged, not when its verification began. A verdict that came from a
 * passing trouble (no C compiler, a full disk, a kill) judges nothing: to save the text again is to
 * have it checked again.
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
	TEXT_ABSENT, /* its file is gone, and the learner was told */
};

struct known_text {
	enum text_state state;
	uint64_t hash;   /* of the text that is under way, was judged or is unsettled */
	bool look_again; /* the file was absent or empty a moment ago, as while an editor saves */
};

struct known_texts {
	const struct course *course;
	struct known_text *items; /* by the exercise's index */
};

void known_texts_init(struct known_texts *texts, const struct course *course);
void known_texts_clear(struct known_texts *texts);

struct known_text *known_texts_of(const struct known_texts *texts, const struct exercise *exercise);

/*
 * Whether a text that is on disk now (hash 0: the file is absent) has to be verified. saved: somebody
 * saved it; else it is only looked at because events were lost.
 */
bool known_text_is_news(const struct known_text *text, uint64_t hash, bool saved);

/* Takes note of a verdict, which came on the text with the verdict's hash (0: no text was there). */
void known_text_judge(struct known_text *text, const struct verdict *verdict);

/* The text that is verified next: the current exercise's, else the first of the course; or NULL. */
const struct exercise *known_texts_next(const struct known_texts *texts,
					const struct exercise *current);

#endif
