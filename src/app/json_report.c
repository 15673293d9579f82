#include "rustgym/app/json_report.h"
#include "rustgym/base/memory.h"
#include "rustgym/toolchain/diagnostic.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/ui/text.h"
#include "rustgym/workspace/review.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* the longest time that is accepted: about 30 years */
#define MS_MAX (UINT64_C(1000) * 1000 * 1000 * 1000)

static void add_clean(cJSON *object, const char *name, const char *text)
{
	struct buffer clean = BUFFER_INIT;

	if (!text) {
		cJSON_AddNullToObject(object, name);
		return;
	}
	text_clean(text, strlen(text), false, &clean);
	cJSON_AddStringToObject(object, name, clean.data);
	buffer_clear(&clean);
}

static void add_hash(cJSON *object, uint64_t hash)
{
	char text[24];

	snprintf(text, sizeof(text), "%016" PRIx64, hash);
	cJSON_AddStringToObject(object, "hash", text);
}

static char *print(cJSON *object)
{
	char *text = cJSON_PrintUnformatted(object);

	cJSON_Delete(object);
	return text;
}

/* An event starts with its name, a document with the version of its format. */
static void add_head(cJSON *object, const char *event_or_null)
{
	if (event_or_null)
		cJSON_AddStringToObject(object, "event", event_or_null);
	else
		cJSON_AddNumberToObject(object, "format", 1);
}

static void add_diagnostic(cJSON *object, const struct diagnostic *d)
{
	cJSON_AddStringToObject(object, "level", level_name(d->level));
	add_clean(object, "code", d->code);
	add_clean(object, "message", d->message);
	add_clean(object, "file", d->file);
	if (d->file) {
		cJSON_AddNumberToObject(object, "line", d->line);
		cJSON_AddNumberToObject(object, "column", d->column);
	} else {
		cJSON_AddNullToObject(object, "line");
		cJSON_AddNullToObject(object, "column");
	}
	add_clean(object, "rendered", d->rendered);
}

static void add_tests(cJSON *object, const struct test_results *tests)
{
	cJSON *list = cJSON_AddArrayToObject(object, "tests");

	for (size_t i = 0; i < tests->count; i++) {
		const struct test_result *test = &tests->items[i];
		cJSON *entry = cJSON_CreateObject();
		add_clean(entry, "name", test->name);
		cJSON_AddStringToObject(entry, "outcome", test_outcome_name(test->outcome));
		add_clean(entry, "message", test->message);
		if (test->file) {
			add_clean(entry, "file", test->file);
			cJSON_AddNumberToObject(entry, "line", test->line);
		}
		if (test->source)
			add_clean(entry, "source", test->source);
		cJSON_AddItemToArray(list, entry);
	}
}

static cJSON *verdict_object(const struct verdict *verdict, const char *event)
{
	cJSON *object = cJSON_CreateObject(), *list, *ms;

	add_head(object, event);
	cJSON_AddStringToObject(object, "exercise", verdict->exercise->name);
	cJSON_AddStringToObject(object, "outcome", outcome_name(verdict->outcome));
	cJSON_AddStringToObject(object, "step", step_name(verdict->step));
	add_clean(object, "reason", verdict->reason);
	add_hash(object, verdict->hash);
	if (verdict->note)
		add_clean(object, "note", verdict->note);
	if (verdict->handed_out)
		cJSON_AddTrueToObject(object, "handed_out");
	list = cJSON_AddArrayToObject(object, "diagnostics");
	for (size_t i = 0; i < verdict->diagnostics.count; i++) {
		cJSON *entry = cJSON_CreateObject();
		add_diagnostic(entry, &verdict->diagnostics.items[i]);
		cJSON_AddItemToArray(list, entry);
	}
	add_tests(object, &verdict->tests);
	add_clean(object, "output", verdict->output);
	ms = cJSON_AddObjectToObject(object, "ms");
	cJSON_AddNumberToObject(ms, "compile", (double)verdict->ms.compile);
	cJSON_AddNumberToObject(ms, "run", (double)verdict->ms.run);
	cJSON_AddNumberToObject(ms, "lint", (double)verdict->ms.lint);
	cJSON_AddNumberToObject(ms, "total", (double)verdict->ms.total);
	return object;
}

char *json_verdict(const struct verdict *verdict, const char *event_or_null)
{
	return print(verdict_object(verdict, event_or_null));
}

char *json_verdict_with_offers(const struct verdict *verdict, const char *event_or_null,
			       const char *question)
{
	const struct exercise *e = verdict->exercise;
	cJSON *object = verdict_object(verdict, event_or_null), *list;

	if (verdict->outcome != OUTCOME_PASSED)
		return print(object);
	add_clean(object, "go_on", *question ? question : NULL);
	list = cJSON_AddArrayToObject(object, "links");
	for (size_t i = 0; i < e->link_count; i++) {
		cJSON *entry = cJSON_CreateObject();
		cJSON_AddStringToObject(entry, "title", e->links[i].title);
		cJSON_AddStringToObject(entry, "url", e->links[i].url);
		cJSON_AddItemToArray(list, entry);
	}
	return print(object);
}

/* ---- reading --------------------------------------------------------------------------------- */

/* Returns the index of `text` among the names, or -1. */
static int place_of(const char *text, const char *(*name)(int place), int count)
{
	for (int i = 0; text && i < count; i++)
		if (strcmp(text, name(i)) == 0)
			return i;
	return -1;
}

static const char *outcome_at(int place)
{
	return outcome_name((enum outcome)place);
}

static const char *step_at(int place)
{
	return step_name((enum step)place);
}

static const char *test_outcome_at(int place)
{
	return test_outcome_name((enum test_outcome)place);
}

static const char *level_at(int place)
{
	return level_name((enum level)place);
}

static bool read_diagnostic(const struct json_value *object, struct diagnostics *list)
{
	const char *message = json_get_string(object, "message");
	const char *rendered = json_get_string(object, "rendered");
	int level = place_of(json_get_string(object, "level"), level_at, LEVEL_WARNING + 1);
	struct diagnostic d = {0};

	if (level < 0 || !message || !rendered)
		return false;
	d.level = (enum level)level;
	d.code = memory_copy_string(json_get_string(object, "code"));
	d.message = memory_copy_string(message);
	d.rendered = memory_copy_string(rendered);
	d.file = memory_copy_string(json_get_string(object, "file"));
	d.line = json_get_count(object, "line");
	d.column = json_get_count(object, "column");
	list->items = memory_grow(list->items, list->count, sizeof(*list->items));
	list->items[list->count++] = d;
	return true;
}

static bool read_test(const struct json_value *object, struct test_results *tests)
{
	const char *name = json_get_string(object, "name");
	int outcome = place_of(json_get_string(object, "outcome"), test_outcome_at,
			       TEST_UNFINISHED + 1);

	if (!name || outcome < 0)
		return false;
	tests->items = memory_grow(tests->items, tests->count, sizeof(*tests->items));
	tests->items[tests->count++] = (struct test_result){
		.name = memory_copy_string(name),
		.outcome = (enum test_outcome)outcome,
		.message = memory_copy_string(json_get_string(object, "message")),
		.file = memory_copy_string(json_get_string(object, "file")),
		.line = json_get_count(object, "line"),
		.source = memory_copy_string(json_get_string(object, "source")),
	};
	return true;
}

static bool read_verdict(const struct json_value *object, struct verdict *verdict)
{
	const struct json_value *ms = json_get(object, "ms"), *at;
	int outcome = place_of(json_get_string(object, "outcome"), outcome_at,
			       OUTCOME_UNVERIFIED + 1);
	int step = place_of(json_get_string(object, "step"), step_at, STEP_COUNT);
	const char *hash = json_get_string(object, "hash"), *name, *output;

	name = json_get_string(object, "exercise");
	output = json_get_string(object, "output");
	if (!name || strcmp(name, verdict->exercise->name) != 0 || outcome < 0 || step < 0 ||
	    !hash || sscanf(hash, "%16" SCNx64, &verdict->hash) != 1 || !output || !ms)
		return false;
	verdict->outcome = (enum outcome)outcome;
	verdict->step = (enum step)step;
	verdict->reason = memory_copy_string(json_get_string(object, "reason"));
	verdict->note = memory_copy_string(json_get_string(object, "note"));
	free(verdict->output);
	verdict->output = memory_copy_string(output);
	verdict->ms.compile = json_get_whole(ms, "compile", MS_MAX);
	verdict->ms.run = json_get_whole(ms, "run", MS_MAX);
	verdict->ms.lint = json_get_whole(ms, "lint", MS_MAX);
	verdict->ms.total = json_get_whole(ms, "total", MS_MAX);
	for (at = json_first(json_get(object, "diagnostics")); at; at = json_next(at))
		if (!read_diagnostic(at, &verdict->diagnostics))
			return false;
	for (at = json_first(json_get(object, "tests")); at; at = json_next(at))
		if (!read_test(at, &verdict->tests))
			return false;
	return outcome == OUTCOME_PASSED || verdict->reason;
}

struct verdict *json_read_verdict(const struct json_value *object, const struct exercise *exercise)
{
	struct verdict *verdict = verdict_new(exercise);

	if (!read_verdict(object, verdict)) {
		verdict_free(verdict);
		verdict = NULL;
	}
	return verdict;
}

/* ---- other documents ------------------------------------------------------------------------- */

char *json_diagnostic(const struct diagnostic *diagnostic, const struct exercise *exercise)
{
	cJSON *object = cJSON_CreateObject();

	add_head(object, "diagnostic");
	cJSON_AddStringToObject(object, "exercise", exercise->name);
	add_diagnostic(object, diagnostic);
	return print(object);
}

char *json_event(const char *event, bool with_exercise, const struct exercise *exercise,
		 const uint64_t *hash)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddStringToObject(object, "event", event);
	if (exercise)
		cJSON_AddStringToObject(object, "exercise", exercise->name);
	else if (with_exercise)
		cJSON_AddNullToObject(object, "exercise");
	if (hash)
		add_hash(object, *hash);
	return print(object);
}

char *json_text_about(const char *event, const struct exercise *exercise, const char *text)
{
	cJSON *object = cJSON_CreateObject();

	add_head(object, event);
	cJSON_AddStringToObject(object, "exercise", exercise->name);
	add_clean(object, "text", text);
	return print(object);
}

char *json_text_event(const char *event, const char *text)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddStringToObject(object, "event", event);
	add_clean(object, "text", text);
	return print(object);
}

/* When it comes back for a review. */
static void add_review(cJSON *entry, const struct exercise *e, const struct progress *progress)
{
	int64_t at = e->stage ? 0 : review_due_at(progress_find(progress, e->name));

	if (at)
		cJSON_AddNumberToObject(entry, "review_at", (double)at);
	else
		cJSON_AddNullToObject(entry, "review_at");
}

char *json_list(const struct course *course, const struct progress *progress,
		const struct exercise *current, const struct list_selection *selection,
		const char *event_or_null)
{
	static const char *const states[] = {"pending", "done", "fails_now"};
	cJSON *object = cJSON_CreateObject(), *about, *list;
	size_t done = 0;

	add_head(object, event_or_null);
	about = cJSON_AddObjectToObject(object, "course");
	cJSON_AddStringToObject(about, "title", course->title);
	cJSON_AddStringToObject(about, "version", course->version);
	cJSON_AddStringToObject(about, "edition", course->edition);
	if (current)
		cJSON_AddStringToObject(object, "current", current->name);
	else
		cJSON_AddNullToObject(object, "current");
	for (size_t i = 0; i < course->count; i++)
		done += progress_done(progress, course->exercises[i].name);
	cJSON_AddNumberToObject(object, "done", (double)done);
	cJSON_AddNumberToObject(object, "total", (double)course->count);
	list = cJSON_AddArrayToObject(object, "exercises");
	for (size_t i = 0; i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];
		cJSON *entry;

		if (!report_selects(course, e, progress, selection))
			continue;
		entry = cJSON_CreateObject();
		cJSON_AddStringToObject(entry, "name", e->name);
		cJSON_AddStringToObject(entry, "title", e->title);
		cJSON_AddStringToObject(entry, "phase", e->topic->phase->dir);
		cJSON_AddStringToObject(entry, "topic", e->topic->dir);
		cJSON_AddStringToObject(entry, "path", e->path);
		cJSON_AddItemToObject(
			entry, "skills",
			e->skills.count
				? cJSON_CreateStringArray(e->skills.items, (int)e->skills.count)
				: cJSON_CreateArray());
		cJSON_AddStringToObject(entry, "state",
					states[progress_standing(progress, e->name)]);
		cJSON_AddStringToObject(entry, "builder", builder_name(e->builder));
		add_review(entry, e, progress);
		cJSON_AddItemToArray(list, entry);
	}
	return print(object);
}

char *json_check(const struct course *course, struct verdict *const *verdicts, size_t count)
{
	cJSON *object = cJSON_CreateObject(), *list;
	size_t passed = 0;

	for (size_t i = 0; i < count; i++)
		passed += verdicts[i]->outcome == OUTCOME_PASSED;
	cJSON_AddNumberToObject(object, "format", 1);
	cJSON_AddStringToObject(object, "course", course->title);
	cJSON_AddNumberToObject(object, "passed", (double)passed);
	cJSON_AddNumberToObject(object, "total", (double)count);
	list = cJSON_AddArrayToObject(object, "verdicts");
	for (size_t i = 0; i < count; i++)
		cJSON_AddItemToArray(list, verdict_object(verdicts[i], NULL));
	return print(object);
}

char *json_history(const struct exercise *exercise, const struct snapshots *snapshots)
{
	cJSON *object = cJSON_CreateObject(), *list, *left;

	add_head(object, NULL);
	cJSON_AddStringToObject(object, "exercise", exercise->name);
	cJSON_AddStringToObject(object, "path", exercise->path);
	list = cJSON_AddArrayToObject(object, "snapshots");
	for (size_t i = 0; i < snapshots->count; i++) {
		const struct snapshot *s = &snapshots->items[i];
		cJSON *entry = cJSON_CreateObject();
		cJSON_AddNumberToObject(entry, "number", s->number);
		cJSON_AddNumberToObject(entry, "time", (double)s->time);
		add_clean(entry, "message", s->message);
		cJSON_AddNumberToObject(entry, "added", (double)s->added);
		cJSON_AddNumberToObject(entry, "removed", (double)s->removed);
		cJSON_AddBoolToObject(entry, "present", s->present);
		cJSON_AddItemToArray(list, entry);
	}
	left = cJSON_AddArrayToObject(object, "left");
	for (size_t i = 0; i < snapshots->left.count; i++) {
		struct buffer clean = BUFFER_INIT;
		text_clean(snapshots->left.items[i], strlen(snapshots->left.items[i]), false,
			   &clean);
		cJSON_AddItemToArray(left, cJSON_CreateString(clean.data));
		buffer_clear(&clean);
	}
	return print(object);
}
