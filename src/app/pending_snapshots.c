#include "rustgym/app/pending_snapshots.h"
#include "rustgym/app/record.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/exercise_files.h"
#include "rustgym/history/message.h"

#include <stdlib.h>

struct held {
	const struct exercise *exercise;
	struct exercise_files files;
	bool kept; /* as "saved" */
};

struct pending_snapshots {
	struct history *history;
	const char *root;
	struct held *held; /* oldest first; only the last one may be kept already */
	size_t count, capacity;
};

struct pending_snapshots *pending_snapshots_new(struct history *history, const char *root)
{
	struct pending_snapshots *pending = memory_new(sizeof(*pending));

	pending->history = history;
	pending->root = root;
	return pending;
}

static void drop(struct pending_snapshots *pending)
{
	for (size_t i = 0; i < pending->count; i++)
		exercise_files_clear(&pending->held[i].files);
	pending->count = 0;
}

void pending_snapshots_free(struct pending_snapshots *pending)
{
	if (!pending)
		return;
	drop(pending);
	free(pending->held);
	free(pending);
}

/* What was kept is on disk: only its outcome was awaited, which does not come any more. */
static void drop_kept(struct pending_snapshots *pending)
{
	if (pending->count && pending->held[pending->count - 1].kept)
		exercise_files_clear(&pending->held[--pending->count].files);
}

void pending_snapshots_take(struct pending_snapshots *pending, const struct exercise *exercise)
{
	struct held held = {.exercise = exercise, .files = EXERCISE_FILES_INIT};

	if (!pending->history)
		return;
	drop_kept(pending);
	if (pending->count == pending->capacity) {
		pending->capacity = pending->capacity ? pending->capacity * 2 : 4;
		pending->held = memory_resize(pending->held, pending->capacity, sizeof(held));
	}
	/* An exercise that can't be read has a verdict that says why. */
	if (exercise_files_read(pending->root, exercise, &held.files, NULL))
		exercise_files_clear(&held.files);
	pending->held[pending->count++] = held;
}

static int keep(struct pending_snapshots *pending, size_t count, struct error *err)
{
	int result = 0;

	for (size_t i = 0; i < count; i++) {
		struct held *held = &pending->held[i];
		struct error why = ERROR_INIT;
		int failed = held->kept ? 0
					: history_snapshot(pending->history, held->exercise,
							   &held->files.set, MESSAGE_SAVED, &why);

		held->kept = true;
		if (failed && !result)
			result = error_set(err, failed, "%s", why.message);
	}
	return result;
}

int pending_snapshots_flush(struct pending_snapshots *pending, struct error *err)
{
	int result = keep(pending, pending->count, err);

	while (pending->count > 1) { /* the last one waits for its verdict */
		exercise_files_clear(&pending->held[0].files);
		pending->count--;
		for (size_t i = 0; i < pending->count; i++)
			pending->held[i] = pending->held[i + 1];
	}
	return result;
}

int pending_snapshots_verdict(struct pending_snapshots *pending, const struct verdict *verdict,
			      struct error *err)
{
	struct held *last = pending->count ? &pending->held[pending->count - 1] : NULL;
	bool is_its = last && last->exercise == verdict->exercise;
	int result = keep(pending, pending->count - is_its, err), recorded = 0;

	if (is_its)
		recorded = record_snapshot(pending->history, verdict, &last->files.set,
					   result ? NULL : err);
	drop(pending);
	return result ? result : recorded;
}
