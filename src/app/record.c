#include "rustgym/app/record.h"
#include "rustgym/history/message.h"
#include "rustgym/workspace/progress_file.h"
#include "rustgym/workspace/review.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

void record_pass(struct progress *progress, const struct exercise *exercise)
{
	struct progress_entry *entry = progress_entry(progress, exercise->name);

	progress_set_text(&entry->failing, NULL);
	progress_set_text(&entry->explained, NULL);
	entry->fails = false;
	if (!entry->passed_at)
		entry->passed_at = (int64_t)time(NULL);
}

void record_failure(struct progress *progress, const struct exercise *exercise)
{
	struct progress_entry *entry = progress_entry(progress, exercise->name);

	entry->fails = entry->passed_at != 0;
}

/*
 * A hint about a failure comes again when the failure comes again. So only those stay marked as
 * explained that still fail.
 */
static void forget_explained(struct progress_entry *entry)
{
	struct buffer kept = BUFFER_INIT;
	const char *word = entry->explained ? entry->explained : "";

	while (*word) {
		size_t len = strcspn(word, " ");

		if (progress_names_topic(entry->failing, word, len))
			buffer_addf(&kept, "%s%.*s", kept.len ? " " : "", (int)len, word);
		word += len + (word[len] == ' ');
	}
	progress_set_text(&entry->explained, kept.len ? kept.data : NULL);
	buffer_clear(&kept);
}

static void enter(struct progress *progress, const struct verdict *verdict, bool tried)
{
	struct progress_entry *entry = progress_entry(progress, verdict->exercise->name);
	char *topics = verdict_topics(verdict);

	if (verdict->outcome == OUTCOME_FAILED) {
		record_failure(progress, verdict->exercise);
		entry->attempts += tried;
		progress_set_text(&entry->failing, *topics ? topics : NULL);
		forget_explained(entry);
	} else {
		record_pass(progress, verdict->exercise);
	}
	free(topics);
}

int record_review(struct app *app, const char *name, enum review_outcome outcome, struct error *err)
{
	struct progress passed = PROGRESS_INIT;
	int result = progress_begin(&app->reviewed, &passed, err);

	if (!result && progress_find(&passed, name)) {
		review_enter(progress_entry(&passed, name), outcome, (int64_t)time(NULL));
		result = progress_commit(&app->reviewed, &passed, err);
	}
	progress_clear(&passed);
	return result;
}

int record_verdict(struct app *app, const struct verdict *verdict, struct record_options options,
		   struct progress *progress, bool *moved, const struct exercise **next,
		   struct error *err)
{
	const struct exercise *current = NULL;
	const char *name = verdict->exercise->name;
	bool passed_before;
	int result = progress_begin(&app->workspace, progress, err);

	*moved = false;
	*next = NULL;
	if (!result)
		result = app_exercise(app, progress, NULL, &current, err);
	if (result || verdict->outcome == OUTCOME_UNVERIFIED)
		return result;
	passed_before = progress_passed(progress, name);
	enter(progress, verdict, options.tried);
	if (app->reviews && verdict->outcome == OUTCOME_PASSED && !passed_before)
		result = record_review(app, name, review_judge(progress_find(progress, name)), err);
	if (result)
		return result;
	if (options.advance && verdict->outcome == OUTCOME_PASSED &&
	    (current == verdict->exercise || !current)) {
		*moved = true;
		*next = app_next_pending(app, progress, verdict->exercise);
		progress_set_current(progress, *next ? (*next)->name : NULL);
	}
	return 0;
}

static char *joined(const struct strings *names)
{
	struct buffer text = BUFFER_INIT;

	for (size_t i = 0; i < names->count; i++)
		buffer_addf(&text, "%s%s", i ? " " : "", names->items[i]);
	return buffer_detach(&text);
}

static void add_once(struct strings *names, const char *name)
{
	if (!strings_contain(names, name))
		strings_add(names, name);
}

/*
 * Returns the codes and lints that failed, with spaces between them. The caller frees it. As in a wrong
 * answer of a course, the words message, deadline, output and panic stand for failures without a code.
 */
static char *errors_of(const struct verdict *verdict)
{
	struct strings names = STRINGS_INIT;
	char *text;

	for (size_t i = 0; i < verdict->diagnostics.count; i++) {
		const struct diagnostic *d = &verdict->diagnostics.items[i];
		if (d->level == LEVEL_ERROR)
			add_once(&names, d->code ? d->code : "message");
	}
	if (verdict->deadline)
		add_once(&names, "deadline");
	else if (verdict->wrong_output)
		add_once(&names, "output");
	else if (verdict->step == STEP_RUN || verdict->transient)
		add_once(&names, "panic");
	text = joined(&names);
	strings_clear(&names);
	return text;
}

static char *failed_tests_of(const struct verdict *verdict)
{
	struct strings names = STRINGS_INIT;
	char *text;

	for (size_t i = 0; i < verdict->tests.count; i++)
		if (verdict->tests.items[i].outcome == TEST_FAILED)
			add_once(&names, verdict->tests.items[i].name);
	text = joined(&names);
	strings_clear(&names);
	return text;
}

char *record_message(const struct verdict *verdict)
{
	bool failed = verdict->outcome == OUTCOME_FAILED;
	char *errors = failed ? errors_of(verdict) : NULL;
	char *tests = failed ? failed_tests_of(verdict) : NULL;
	char *message = message_verdict(outcome_name(verdict->outcome), verdict->ms.total, errors,
					tests);

	free(errors);
	free(tests);
	return message;
}

/* ---- after rustgym changed the learner's files ------------------------------------------------ */

static bool says(const struct snapshot *snapshot, enum outcome outcome)
{
	return message_has_outcome(snapshot->message, outcome_name(outcome));
}

static bool is_pristine(struct history *history, const struct exercise *exercise)
{
	struct file_set base = FILE_SET_INIT, here = FILE_SET_INIT;
	bool same = history_read_start(history, exercise, &base, NULL) == 0 &&
		    history_read(history, exercise, HISTORY_PRESENT, &here, NULL) == 0 &&
		    file_set_equal(&base, &here);

	file_set_clear(&base);
	file_set_clear(&here);
	return same;
}

/*
 * Enters the last verdict that the history has on the present text. Without a verdict, a pristine
 * text counts as failing. But if the pristine text was only seen first (first_seen) and no other
 * text has passed, then it is the text that passed.
 */
static void enter_present(struct progress *progress, struct history *history,
			  const struct exercise *exercise, bool first_seen)
{
	struct progress_entry *entry = progress_entry(progress, exercise->name);
	struct snapshots all = SNAPSHOTS_INIT;
	const struct snapshot *verdict = NULL;
	bool passed = false;

	history_list(history, exercise, &all, NULL); /* after an error there is no snapshot */
	for (size_t i = 0; i < all.count; i++) {
		const struct snapshot *s = &all.items[i];
		passed |= says(s, OUTCOME_PASSED);
		if (s->present && (says(s, OUTCOME_PASSED) || says(s, OUTCOME_FAILED)))
			verdict = s;
	}
	if (verdict)
		entry->fails = says(verdict, OUTCOME_FAILED);
	else if ((!first_seen || passed) && is_pristine(history, exercise))
		entry->fails = true;
	snapshots_clear(&all);
}

int record_change(struct app *app, struct history *history, const struct history_change *change,
		  struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = change->changed ? progress_begin(&app->workspace, &progress, err) : 0;

	if (!change->changed || result)
		return result;
	for (size_t i = 0; i < change->exercises.count; i++) {
		const char *name = change->exercises.items[i];
		const struct exercise *exercise = course_find(app->course, name);

		if (exercise && progress_passed(&progress, name))
			enter_present(&progress, history, exercise, change->first_seen);
	}
	result = progress_commit(&app->workspace, &progress, err);
	progress_clear(&progress);
	return result;
}
