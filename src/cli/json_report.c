#include "rustgym/json_report.h"
#include "rustgym/text.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* An event begins with its name, a document with the number of its format. */
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

char *json_text_event(const char *event, const char *text)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddStringToObject(object, "event", event);
	add_clean(object, "text", text);
	return print(object);
}

char *json_list(const struct course *course, const struct progress *progress,
		const struct exercise *current, const char *event_or_null)
{
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
		done += progress_passed(progress, course->exercises[i].name);
	cJSON_AddNumberToObject(object, "done", (double)done);
	cJSON_AddNumberToObject(object, "total", (double)course->count);
	list = cJSON_AddArrayToObject(object, "exercises");
	for (size_t i = 0; i < course->count; i++) {
		const struct exercise *e = &course->exercises[i];
		cJSON *entry = cJSON_CreateObject();
		cJSON_AddStringToObject(entry, "name", e->name);
		cJSON_AddStringToObject(entry, "title", e->title);
		cJSON_AddStringToObject(entry, "phase", e->topic->phase->dir);
		cJSON_AddStringToObject(entry, "topic", e->topic->dir);
		cJSON_AddStringToObject(entry, "path", e->path);
		cJSON_AddItemToObject(
			entry, "skills",
			cJSON_CreateStringArray(e->skills.items, (int)e->skills.count));
		cJSON_AddStringToObject(entry, "state",
					progress_passed(progress, e->name) ? "done" : "pending");
		cJSON_AddStringToObject(entry, "builder", builder_name(e->builder));
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
