#include "rustgym/app/statistics_json.h"
#include "rustgym/workspace/review.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <time.h>

static void add_number(cJSON *object, const char *name, int64_t value)
{
	cJSON_AddNumberToObject(object, name, (double)value);
}

/* 0 stands for a time that is not known. */
static void add_time(cJSON *object, const char *name, int64_t time)
{
	if (time)
		add_number(object, name, time);
	else
		cJSON_AddNullToObject(object, name);
}

static void add_work(cJSON *object, const struct work *work)
{
	add_number(object, "exercises", (int64_t)work->exercises);
	add_number(object, "done", (int64_t)work->done);
	add_number(object, "begun", (int64_t)work->begun);
	add_number(object, "seconds", work->seconds);
	add_number(object, "planned_seconds", work->planned_s);
	add_number(object, "left_seconds", work->left_s);
	add_number(object, "tries", work->tries);
	add_number(object, "hints", work->hints);
}

static cJSON *add_item(cJSON *list)
{
	cJSON *item = cJSON_CreateObject();

	cJSON_AddItemToArray(list, item);
	return item;
}

static void add_phases(cJSON *object, const struct statistics *s)
{
	cJSON *list = cJSON_AddArrayToObject(object, "phases");

	for (size_t i = 0; i < s->course->phase_count; i++) {
		cJSON *item = add_item(list);
		cJSON_AddStringToObject(item, "dir", s->course->phases[i].dir);
		cJSON_AddStringToObject(item, "title", s->course->phases[i].title);
		add_work(item, &s->phases[i]);
	}
}

/* Only skills that an exercise teaches. */
static void add_skills(cJSON *object, const struct statistics *s)
{
	cJSON *list = cJSON_AddArrayToObject(object, "skills");

	for (size_t i = 0; i < s->course->skill_count; i++) {
		cJSON *item;

		if (!s->skills[i].exercises)
			continue;
		item = add_item(list);
		cJSON_AddStringToObject(item, "id", s->course->skills[i].id);
		cJSON_AddStringToObject(item, "title", s->course->skills[i].title);
		add_work(item, &s->skills[i]);
	}
}

static void add_exercises(cJSON *object, const struct statistics *s,
			  const struct progress *progress)
{
	cJSON *list = cJSON_AddArrayToObject(object, "exercises");

	for (size_t i = 0; i < s->course->count; i++) {
		const struct exercise *e = &s->course->exercises[i];
		const struct work *work = &s->exercises[i];
		cJSON *item = add_item(list);

		cJSON_AddStringToObject(item, "name", e->name);
		cJSON_AddBoolToObject(item, "done", work->done != 0);
		add_number(item, "seconds", work->seconds);
		add_number(item, "planned_seconds", work->planned_s);
		add_number(item, "tries", work->tries);
		add_number(item, "hints", work->hints);
		add_time(item, "review_at",
			 e->stage ? 0 : review_due_at(progress_find(progress, e->name)));
	}
}

static void add_errors(cJSON *object, const struct statistics *s)
{
	cJSON *list = cJSON_AddArrayToObject(object, "errors");

	for (size_t i = 0; i < s->error_count; i++) {
		cJSON *item = add_item(list);
		cJSON_AddStringToObject(item, "name", s->errors[i].name);
		add_number(item, "verdicts", (int64_t)s->errors[i].count);
	}
}

static void add_week(cJSON *object, const struct statistics *s)
{
	cJSON *list = cJSON_AddArrayToObject(object, "week");

	for (int i = 0; i < STATISTICS_WEEK; i++) {
		time_t begin = (time_t)s->week[i].begin;
		cJSON *item = add_item(list);
		struct tm tm = {0};
		char day[32] = "";

		localtime_r(&begin, &tm);
		strftime(day, sizeof(day), "%Y-%m-%d", &tm);
		cJSON_AddStringToObject(item, "day", day);
		add_number(item, "seconds", s->week[i].seconds);
	}
}

char *statistics_json(const struct statistics *s, const struct progress *progress)
{
	cJSON *object = cJSON_CreateObject();
	char *text;

	add_number(object, "format", 1);
	add_number(object, "now", s->now);
	add_time(object, "since", s->since);
	add_number(object, "days", (int64_t)s->days);
	add_work(object, &s->all);
	add_time(object, "forecast", s->forecast);
	add_number(object, "reviews_due", (int64_t)s->due);
	add_phases(object, s);
	add_skills(object, s);
	add_exercises(object, s, progress);
	add_errors(object, s);
	add_week(object, s);
	text = cJSON_PrintUnformatted(object);
	cJSON_Delete(object);
	return text;
}
