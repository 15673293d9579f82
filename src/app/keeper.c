#include "rustgym/app/keeper.h"
#include "rustgym/app/record.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/exercise_files.h"

#include <stdlib.h>

struct held {
	const struct exercise *exercise;
	struct exercise_files files;
	bool kept; /* as "saved" */
};

struct keeper {
	struct history *history;
	const char *root;
	struct held *held; /* oldest first; only the last one may be kept already */
	size_t count, capacity;
};

struct keeper *keeper_new(struct history *history, const char *root)
{
	struct keeper *keeper = memory_new(sizeof(*keeper));

	keeper->history = history;
	keeper->root = root;
	return keeper;
}

static void drop(struct keeper *keeper)
{
	for (size_t i = 0; i < keeper->count; i++)
		exercise_files_clear(&keeper->held[i].files);
	keeper->count = 0;
}

void keeper_free(struct keeper *keeper)
{
	if (!keeper)
		return;
	drop(keeper);
	free(keeper->held);
	free(keeper);
}

/* What was kept is on disk: only its outcome was awaited, which does not come any more. */
static void drop_kept(struct keeper *keeper)
{
	if (keeper->count && keeper->held[keeper->count - 1].kept)
		exercise_files_clear(&keeper->held[--keeper->count].files);
}

void keeper_take(struct keeper *keeper, const struct exercise *exercise)
{
	struct held held = {.exercise = exercise, .files = EXERCISE_FILES_INIT};

	if (!keeper->history)
		return;
	drop_kept(keeper);
	if (keeper->count == keeper->capacity) {
		keeper->capacity = keeper->capacity ? keeper->capacity * 2 : 4;
		keeper->held = memory_resize(keeper->held, keeper->capacity, sizeof(held));
	}
	/* An exercise that can't be read has a verdict that says why. */
	if (exercise_files_read(keeper->root, exercise, &held.files, NULL))
		exercise_files_clear(&held.files);
	keeper->held[keeper->count++] = held;
}

static int keep(struct keeper *keeper, size_t count, struct error *err)
{
	int result = 0;

	for (size_t i = 0; i < count; i++) {
		struct held *held = &keeper->held[i];
		struct error why = ERROR_INIT;
		int failed = held->kept ? 0
					: history_keep(keeper->history, held->exercise,
						       &held->files.set, &why);

		held->kept = true;
		if (failed && !result)
			result = error_set(err, failed, "%s", why.message);
	}
	return result;
}

int keeper_flush(struct keeper *keeper, struct error *err)
{
	int result = keep(keeper, keeper->count, err);

	while (keeper->count > 1) { /* the last one waits for its verdict */
		exercise_files_clear(&keeper->held[0].files);
		keeper->count--;
		for (size_t i = 0; i < keeper->count; i++)
			keeper->held[i] = keeper->held[i + 1];
	}
	return result;
}

int keeper_verdict(struct keeper *keeper, const struct verdict *verdict, struct error *err)
{
	struct held *last = keeper->count ? &keeper->held[keeper->count - 1] : NULL;
	bool is_its = last && last->exercise == verdict->exercise;
	int result = keep(keeper, keeper->count - is_its, err), recorded = 0;

	if (is_its)
		recorded = record_snapshot(keeper->history, verdict, &last->files.set,
					   result ? NULL : err);
	drop(keeper);
	return result ? result : recorded;
}
