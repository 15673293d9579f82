#include "known_texts.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>

void known_texts_init(struct known_texts *texts, const struct course *course)
{
	texts->course = course;
	texts->items = memory_new(course->count * sizeof(*texts->items));
}

void known_texts_clear(struct known_texts *texts)
{
	free(texts->items);
	texts->items = NULL;
}

struct known_text *known_texts_of(const struct known_texts *texts, const struct exercise *exercise)
{
	return &texts->items[exercise->index];
}

bool known_text_is_news(const struct known_text *text, uint64_t hash, bool saved)
{
	switch (text->state) {
	case TEXT_WAITING: /* it is read later, when it is verified */
		return false;
	case TEXT_UNSETTLED:
		return saved || hash != text->hash;
	case TEXT_ABSENT:
		return hash != 0;
	default:
		return hash != text->hash;
	}
}

void known_text_judge(struct known_text *text, const struct verdict *verdict)
{
	text->hash = verdict->hash;
	if (!verdict->hash)
		text->state = TEXT_ABSENT;
	else if (verdict->outcome == OUTCOME_UNVERIFIED || verdict->transient)
		text->state = TEXT_UNSETTLED;
	else
		text->state = TEXT_JUDGED;
}

const struct exercise *known_texts_next(const struct known_texts *texts,
					const struct exercise *current)
{
	if (current && known_texts_of(texts, current)->state == TEXT_WAITING)
		return current;
	for (size_t i = 0; i < texts->course->count; i++)
		if (texts->items[i].state == TEXT_WAITING)
			return &texts->course->exercises[i];
	return NULL;
}
