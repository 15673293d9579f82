#include "rustgym/history/statistics.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/message.h"
#include "rustgym/workspace/review.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	DAY_S = 24 * 3600,
	PACE_DAYS = 28, /* the forecast looks back this far */
};

/* A moment at which the learner was at work. */
struct stamp {
	int64_t time;
	size_t exercise; /* its index */
	bool opens;      /* the exercise was checked for the first time */
};

static int by_time(const void *a, const void *b)
{
	const struct stamp *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->exercise != y->exercise)
		return x->exercise < y->exercise ? -1 : 1;
	return (int)y->opens - (int)x->opens;
}

/* A text that a command recorded before it changed it ("before update") is no work. */
static struct stamp *collect(const struct course *course, const struct snapshots *logs,
			     size_t *count)
{
	size_t room = 0;
	struct stamp *stamps;

	for (size_t i = 0; i < course->count; i++)
		room += logs[i].count;
	stamps = memory_new((room + 1) * sizeof(*stamps));
	*count = 0;
	for (size_t i = 0; i < course->count; i++)
		for (size_t j = 0; j < logs[i].count; j++) {
			const struct snapshot *s = &logs[i].items[j];

			if (message_kind(s->message) == MESSAGE_IS_COMMAND)
				continue;
			stamps[(*count)++] = (struct stamp){
				s->time, i, strcmp(s->message, MESSAGE_HANDED_OUT) == 0};
		}
	qsort(stamps, *count, sizeof(*stamps), by_time);
	return stamps;
}

/* ---- days -------------------------------------------------------------------------------------- */

/* Returns the first second of the day that is `back` days before the one of `time`. */
static int64_t day_of(int64_t time, int back)
{
	time_t when = (time_t)time;
	struct tm tm;

	if (!localtime_r(&when, &tm))
		return time - time % DAY_S - (int64_t)back * DAY_S;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	tm.tm_mday -= back;
	tm.tm_isdst = -1;
	return (int64_t)mktime(&tm);
}

static struct work_day *day_in_week(struct statistics *s, int64_t time)
{
	for (int i = STATISTICS_WEEK; i-- > 0;)
		if (time >= s->week[i].begin)
			return time <= s->now ? &s->week[i] : NULL;
	return NULL;
}

/* ---- adding up --------------------------------------------------------------------------------- */

static void add_time(struct statistics *s, const struct stamp *stamps, size_t count)
{
	int64_t last = 0, day = INT64_MIN;

	for (size_t i = 0; i < count; i++) {
		const struct stamp *stamp = &stamps[i];
		int64_t pause = stamp->time - last;

		last = stamp->time;
		if (stamp->opens)
			continue;
		if (!i || pause > STATISTICS_PAUSE_S)
			pause = STATISTICS_PAUSE_S;
		s->exercises[stamp->exercise].seconds += pause;
		if (day_in_week(s, stamp->time)) {
			day_in_week(s, stamp->time)->seconds += pause;
			day_in_week(s, stamp->time)->worked = true;
		}
		if (day == INT64_MIN || stamp->time < day || day_of(stamp->time, 0) != day)
			s->days++;
		day = day_of(stamp->time, 0);
	}
	s->since = count ? stamps[0].time : 0;
}

static void count_error(struct statistics *s, const char *name, size_t len)
{
	for (size_t i = 0; i < s->error_count; i++)
		if (strlen(s->errors[i].name) == len && memcmp(s->errors[i].name, name, len) == 0) {
			s->errors[i].count++;
			return;
		}
	s->errors = memory_grow(s->errors, s->error_count, sizeof(*s->errors));
	s->errors[s->error_count++] = (struct error_count){memory_copy(name, len), 1};
}

static int by_count(const void *a, const void *b)
{
	const struct error_count *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void count_errors(struct statistics *s, const struct snapshots *logs)
{
	for (size_t i = 0; i < s->course->count; i++)
		for (size_t j = 0; j < logs[i].count; j++)
			for (const char *name = logs[i].items[j].errors; name && *name;) {
				size_t len = strcspn(name, " ");

				count_error(s, name, len);
				name += len + (name[len] == ' ');
			}
	if (s->error_count)
		qsort(s->errors, s->error_count, sizeof(*s->errors), by_count);
}

static void add_work(struct work *to, const struct work *work)
{
	to->exercises += work->exercises;
	to->done += work->done;
	to->begun += work->begun;
	to->seconds += work->seconds;
	to->planned_s += work->planned_s;
	to->left_s += work->left_s;
	to->tries += work->tries;
	to->hints += work->hints;
}

/* An exercise counts for each of the skills that it teaches. */
static void add_exercise(struct statistics *s, const struct exercise *e,
			 const struct progress *progress)
{
	const struct progress_entry *entry = progress_find(progress, e->name);
	struct work *work = &s->exercises[e->index];

	work->exercises = 1;
	work->done = progress_done(progress, e->name);
	work->planned_s = (int64_t)e->minutes * 60;
	work->left_s = work->done ? 0 : work->planned_s;
	work->tries = progress_tries(entry);
	work->hints = entry ? entry->hints : 0;
	work->begun = work->seconds || work->tries || work->hints || (entry && entry->passed_at);
	s->due += review_is_due(entry, s->now) && !e->stage;
	s->week_passed += entry && day_in_week(s, entry->passed_at);
	add_work(&s->all, work);
	add_work(&s->phases[e->topic->phase - s->course->phases], work);
	for (size_t i = 0; i < e->skills.count; i++) {
		size_t skill = course_skill_index(s->course, e->skills.items[i]);

		if (skill < s->course->skill_count)
			add_work(&s->skills[skill], work);
	}
}

/* The pace is the planned time of what passed in the last four weeks, or since the first day. */
static void forecast(struct statistics *s, const struct progress *progress)
{
	int64_t span = s->now - s->since, begin, passed_s = 0;

	if (!s->since || span < STATISTICS_WEEK * DAY_S)
		return;
	if (span > PACE_DAYS * DAY_S)
		span = PACE_DAYS * DAY_S;
	begin = s->now - span;
	for (size_t i = 0; i < s->course->count; i++) {
		const struct progress_entry *entry = progress_find(progress,
								   s->course->exercises[i].name);
		if (entry && entry->passed_at >= begin && entry->passed_at <= s->now)
			passed_s += s->exercises[i].planned_s;
	}
	if (passed_s && s->all.left_s)
		s->forecast = s->now + s->all.left_s * span / passed_s;
}

void statistics_make(const struct course *course, const struct progress *progress,
		     const struct snapshots *logs, int64_t now, struct statistics *s)
{
	size_t count;
	struct stamp *stamps = collect(course, logs, &count);

	*s = (struct statistics){.course = course, .now = now};
	s->phases = memory_new((course->phase_count + 1) * sizeof(*s->phases));
	s->skills = memory_new((course->skill_count + 1) * sizeof(*s->skills));
	s->exercises = memory_new((course->count + 1) * sizeof(*s->exercises));
	for (int i = 0; i < STATISTICS_WEEK; i++)
		s->week[i].begin = day_of(now, STATISTICS_WEEK - 1 - i);
	add_time(s, stamps, count);
	count_errors(s, logs);
	for (size_t i = 0; i < course->count; i++)
		add_exercise(s, &course->exercises[i], progress);
	forecast(s, progress);
	free(stamps);
}

int statistics_read(struct history *history, const struct course *course,
		    const struct progress *progress, int64_t now, struct statistics *statistics,
		    struct error *err)
{
	struct snapshots *logs = memory_new((course->count + 1) * sizeof(*logs));
	int result = 0;

	*statistics = (struct statistics){0};
	for (size_t i = 0; !result && i < course->count; i++)
		result = history_log(history, &course->exercises[i], &logs[i], err);
	if (!result)
		statistics_make(course, progress, logs, now, statistics);
	for (size_t i = 0; i < course->count; i++)
		snapshots_clear(&logs[i]);
	free(logs);
	return result;
}

void statistics_clear(struct statistics *s)
{
	for (size_t i = 0; i < s->error_count; i++)
		free(s->errors[i].name);
	free(s->errors);
	free(s->phases);
	free(s->skills);
	free(s->exercises);
	*s = (struct statistics){0};
}
