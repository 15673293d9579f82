#include "rustgym/app/record.h"
#include "rustgym/workspace/progress_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void record_pass(struct progress *progress, const struct exercise *exercise)
{
	struct progress_entry *entry = progress_entry(progress, exercise->name);

	progress_set_text(&entry->failing, NULL);
	if (!entry->passed_at)
		entry->passed_at = (int64_t)time(NULL);
}

static void enter(struct progress *progress, const struct verdict *verdict)
{
	struct progress_entry *entry = progress_entry(progress, verdict->exercise->name);
	char *topics = verdict_topics(verdict);

	if (verdict->outcome == OUTCOME_FAILED) {
		entry->attempts++;
		progress_set_text(&entry->failing, *topics ? topics : NULL);
	} else {
		record_pass(progress, verdict->exercise);
	}
	free(topics);
}

int record_verdict(struct app *app, const struct verdict *verdict, bool advance,
		   struct progress *progress, bool *moved, const struct exercise **next,
		   struct error *err)
{
	const struct exercise *current = NULL;
	int result = progress_begin(&app->workspace, progress, err);

	*moved = false;
	*next = NULL;
	if (!result)
		result = app_exercise(app, progress, NULL, &current, err);
	if (result || verdict->outcome == OUTCOME_UNVERIFIED)
		return result;
	enter(progress, verdict);
	if (advance && verdict->outcome == OUTCOME_PASSED &&
	    (current == verdict->exercise || !current)) {
		*moved = true;
		*next = app_next_pending(app, progress, verdict->exercise);
		progress_set_current(progress, *next ? (*next)->name : NULL);
	}
	return 0;
}

int record_snapshot(struct history *history, const struct verdict *verdict,
		    const struct file_set *files, struct error *err)
{
	char message[128];

	snprintf(message, sizeof(message), "%s, %" PRIu64 " ms", outcome_name(verdict->outcome),
		 verdict->ms.total);
	return history_snapshot(history, verdict->exercise, files, message, err);
}
