#include "rustgym/workspace/progress.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Returns the index of `name`, or the index at which it would be inserted. */
static size_t position(const struct progress *progress, const char *name)
{
	size_t low = 0, high = progress->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (strcmp(progress->entries[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct progress_entry *progress_find(const struct progress *progress, const char *name)
{
	size_t at = position(progress, name);

	if (at < progress->count && strcmp(progress->entries[at].name, name) == 0)
		return &progress->entries[at];
	return NULL;
}

int progress_tries(const struct progress_entry *entry)
{
	return entry ? entry->attempts + (entry->passed_at != 0) : 0;
}

bool progress_passed(const struct progress *progress, const char *name)
{
	const struct progress_entry *entry = progress_find(progress, name);

	return entry && entry->passed_at;
}

enum progress_standing progress_standing(const struct progress *progress, const char *name)
{
	const struct progress_entry *entry = progress_find(progress, name);

	if (!entry || !entry->passed_at)
		return PROGRESS_PENDING;
	return entry->fails ? PROGRESS_FAILS_NOW : PROGRESS_DONE;
}

bool progress_done(const struct progress *progress, const char *name)
{
	return progress_standing(progress, name) == PROGRESS_DONE;
}

struct progress_entry *progress_entry(struct progress *progress, const char *name)
{
	size_t at = position(progress, name);
	struct progress_entry *entry;

	if (at < progress->count && strcmp(progress->entries[at].name, name) == 0)
		return &progress->entries[at];
	progress->entries = memory_grow(progress->entries, progress->count,
					sizeof(*progress->entries));
	entry = &progress->entries[at];
	memmove(entry + 1, entry, (progress->count - at) * sizeof(*entry));
	*entry = (struct progress_entry){.name = memory_copy_string(name)};
	progress->count++;
	return entry;
}

void progress_set_text(char **field, const char *text_or_null)
{
	size_t at;
	/* A program may print any bytes as a test's name, but the file must stay valid JSON. */
	bool sound = text_or_null && utf8_is_valid(text_or_null, strlen(text_or_null), &at);
	char *copy = sound ? memory_copy_string(text_or_null) : NULL;

	free(*field);
	*field = copy;
}

void progress_set_current(struct progress *progress, const char *name_or_null)
{
	progress_set_text(&progress->current, name_or_null);
	progress->current_at = (int64_t)time(NULL);
}

static void move_entry(struct progress *progress, size_t from, const char *to)
{
	struct progress_entry moved = progress->entries[from], *entry;
	size_t after = progress->count - from - 1;

	memmove(&progress->entries[from], &progress->entries[from + 1], after * sizeof(moved));
	progress->count--;
	entry = progress_entry(progress, to);
	free(moved.name);
	moved.name = entry->name;
	*entry = moved;
}

void progress_rename(struct progress *progress, const char *from, const char *to)
{
	const struct progress_entry *old = progress_find(progress, from);

	if (old && !progress_find(progress, to))
		move_entry(progress, (size_t)(old - progress->entries), to);
	if (progress->current && strcmp(progress->current, from) == 0)
		progress_set_text(&progress->current, to);
}

void progress_abort(struct progress *progress)
{
	lock_release(progress->lock);
	progress->lock = NULL;
}

void progress_clear(struct progress *progress)
{
	progress_abort(progress);
	for (size_t i = 0; i < progress->count; i++) {
		free(progress->entries[i].name);
		free(progress->entries[i].failing);
		free(progress->entries[i].explained);
		free(progress->entries[i].by_machine);
	}
	free(progress->entries);
	free(progress->current);
	free(progress->notice);
	free(progress->aside);
	free(progress->text);
	*progress = (struct progress)PROGRESS_INIT;
}

bool progress_names_topic(const char *names, const char *name, size_t len)
{
	while (names && *names) {
		size_t next = strcspn(names, " ");
		if (next == len && memcmp(names, name, len) == 0)
			return true;
		names += next + (names[next] == ' ');
	}
	return false;
}
