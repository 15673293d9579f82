#include "rustgym/workspace/progress_text.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/workspace/progress_merge.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRESS_FORMAT = 1 };

/* ---- reading ----------------------------------------------------------------------------------- */

static int64_t time_of(const struct json_value *object, const char *name)
{
	return (int64_t)json_get_whole(object, name, UINT64_C(1000) * 1000 * 1000 * 1000 * 1000);
}

static bool is_machine(const char *name)
{
	return strlen(name) == PROGRESS_MACHINE &&
	       strspn(name, "0123456789abcdef") == PROGRESS_MACHINE;
}

static void take_attempts(struct progress_entry *entry, const struct json_value *by)
{
	for (const struct json_value *v = json_first(by); v; v = json_next(v)) {
		double attempts = 0;

		if (is_machine(json_name(v)) && json_number(v, &attempts) && attempts >= 1 &&
		    attempts <= 1e9)
			progress_claim_attempts(entry, json_name(v), (int)attempts);
	}
}

static void take_entry(struct progress *progress, const struct json_value *v)
{
	struct progress_entry *entry = progress_entry(progress, json_name(v));
	const struct json_value *by = json_get(v, "by");

	entry->passed_at = time_of(v, "passed_at");
	entry->fails = json_bool(json_get(v, "fails"), false);
	entry->attempts = json_get_count(v, "attempts");
	entry->hints = json_get_count(v, "hints");
	entry->reviewed_at = time_of(v, "reviewed_at");
	entry->reviews = json_get_count(v, "reviews");
	progress_set_text(&entry->failing, json_get_string(v, "failing"));
	progress_set_text(&entry->explained, json_get_string(v, "explained"));
	if (by && json_type(by) == JSON_OBJECT)
		take_attempts(entry, by);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(json_name(*(const struct json_value *const *)a),
		      json_name(*(const struct json_value *const *)b));
}

/* Enters them in the order of their names: each then comes after those that are there. */
static void take_entries(struct progress *progress, const struct json_value *exercises)
{
	size_t count = 0, room = json_count(exercises);
	const struct json_value **sorted = memory_new(room * sizeof(*sorted));

	for (const struct json_value *v = json_first(exercises); v; v = json_next(v))
		sorted[count++] = v;
	qsort(sorted, count, sizeof(*sorted), by_name);
	for (size_t i = 0; i < count; i++)
		take_entry(progress, sorted[i]);
	free(sorted);
}

static int take(struct progress *progress, const struct json_value *root, struct error *err)
{
	const struct json_value *exercises = json_get(root, "exercises");

	if (json_get_number(root, "format", 0) != (double)PROGRESS_FORMAT)
		return error_set(err, ERROR_IO, "its format is not %d", PROGRESS_FORMAT);
	if (!exercises || json_type(exercises) != JSON_OBJECT)
		return error_set(err, ERROR_IO, "it has no list of exercises");
	take_entries(progress, exercises);
	progress_set_text(&progress->current, json_get_string(root, "current"));
	progress->current_at = time_of(root, "current_at");
	return 0;
}

int progress_text_read(const char *text, size_t len, struct progress *progress, struct error *err)
{
	struct json *json = json_parse(text, len, NULL, err);
	int result = json ? take(progress, json_root(json), err) : ERROR_IO;

	json_free(json);
	return result;
}

/* ---- writing ----------------------------------------------------------------------------------- */

static void print_attempts(cJSON *object, const struct progress_entry *entry)
{
	cJSON *by = entry->machine_count ? cJSON_AddObjectToObject(object, "by") : NULL;

	for (size_t i = 0; i < entry->machine_count; i++)
		cJSON_AddNumberToObject(by, entry->by_machine[i].machine,
					entry->by_machine[i].attempts);
}

static void print_entry(cJSON *object, const struct progress_entry *entry, bool shared)
{
	if (entry->passed_at)
		cJSON_AddNumberToObject(object, "passed_at", (double)entry->passed_at);
	if (entry->fails && !shared)
		cJSON_AddTrueToObject(object, "fails");
	if (entry->attempts)
		cJSON_AddNumberToObject(object, "attempts", entry->attempts);
	print_attempts(object, entry);
	if (entry->hints)
		cJSON_AddNumberToObject(object, "hints", entry->hints);
	if (entry->reviewed_at)
		cJSON_AddNumberToObject(object, "reviewed_at", (double)entry->reviewed_at);
	if (entry->reviews)
		cJSON_AddNumberToObject(object, "reviews", entry->reviews);
	if (entry->failing && !shared)
		cJSON_AddStringToObject(object, "failing", entry->failing);
	if (entry->explained && !shared)
		cJSON_AddStringToObject(object, "explained", entry->explained);
}

char *progress_text(const struct progress *progress, bool shared)
{
	cJSON *root = cJSON_CreateObject(), *exercises;
	char *text;

	cJSON_AddNumberToObject(root, "format", PROGRESS_FORMAT);
	if (progress->current)
		cJSON_AddStringToObject(root, "current", progress->current);
	if (progress->current_at)
		cJSON_AddNumberToObject(root, "current_at", (double)progress->current_at);
	exercises = cJSON_AddObjectToObject(root, "exercises");
	for (size_t i = 0; i < progress->count; i++)
		print_entry(cJSON_AddObjectToObject(exercises, progress->entries[i].name),
			    &progress->entries[i], shared);
	text = cJSON_Print(root);
	cJSON_Delete(root);
	return text;
}
