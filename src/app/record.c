#include "rustgym/app/record.h"
#include "rustgym/history/message.h"
#include "rustgym/workspace/progress_file.h"

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

/* The codes, lints and tests that failed, in their order, with spaces between them: free() it. */
static char *failing(const struct verdict *verdict)
{
	struct strings names = STRINGS_INIT;
	struct buffer text = BUFFER_INIT;

	for (size_t i = 0; i < verdict->diagnostics.count; i++) {
		const struct diagnostic *d = &verdict->diagnostics.items[i];
		if (d->level == LEVEL_ERROR && d->code && !strings_contain(&names, d->code))
			strings_add(&names, d->code);
	}
	for (size_t i = 0; i < verdict->tests.count; i++)
		if (verdict->tests.items[i].outcome == TEST_FAILED)
			strings_add(&names, verdict->tests.items[i].name);
	for (size_t i = 0; i < names.count; i++)
		buffer_addf(&text, "%s%s", i ? " " : "", names.items[i]);
	strings_clear(&names);
	return buffer_detach(&text);
}

char *record_message(const struct verdict *verdict)
{
	char *names = verdict->outcome == OUTCOME_FAILED ? failing(verdict) : NULL;
	char *message = message_verdict(outcome_name(verdict->outcome), verdict->ms.total, names);

	free(names);
	return message;
}
