#include "rustgym/ui/statistics_view.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/text.h"
#include "table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	BAR = 12,    /* columns */
	LONGEST = 3, /* exercises */
	MOST = 5,    /* skills, errors */
};

struct drawing {
	const struct statistics *statistics;
	const struct statistics_view *view;
	const struct style *style;
	struct buffer *out;
};

/* ---- words ------------------------------------------------------------------------------------- */

static void add_time(int64_t seconds, const char *unit, struct buffer *out)
{
	int64_t minutes = (seconds + 59) / 60;

	if (!minutes)
		buffer_add_char(out, '-');
	else if (minutes < 60)
		buffer_addf(out, "%" PRId64 " min", minutes);
	else if (minutes % 60)
		buffer_addf(out, "%" PRId64 " h %02" PRId64 "%s", minutes / 60, minutes % 60, unit);
	else
		buffer_addf(out, "%" PRId64 " h", minutes / 60);
}

void statistics_add_duration(int64_t seconds, struct buffer *out)
{
	add_time(seconds, " min", out);
}

/* The short form of a table: "9 h 12". */
static void add_short_duration(int64_t seconds, struct buffer *out)
{
	add_time(seconds, "", out);
}

/* One digit after the point. */
static void add_average(int64_t sum, size_t count, struct buffer *out)
{
	int64_t tenths = count ? (sum * 10 + (int64_t)count / 2) / (int64_t)count : 0;

	if (count)
		buffer_addf(out, "%" PRId64 ".%" PRId64, tenths / 10, tenths % 10);
	else
		buffer_add_char(out, '-');
}

static void add_count(size_t count, const char *one, const char *more, struct buffer *out)
{
	buffer_addf(out, "%zu %s", count, count == 1 ? one : more);
}

static struct tm date_of(int64_t time)
{
	time_t when = (time_t)time;
	struct tm tm = {0};

	localtime_r(&when, &tm);
	return tm;
}

static void add_date(int64_t time, struct buffer *out)
{
	static const char *const months[] = {"January",   "February", "March",    "April",
					     "May",       "June",     "July",     "August",
					     "September", "October",  "November", "December"};
	struct tm tm = date_of(time);

	buffer_addf(out, "%d %s %d", tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900);
}

static const char *weekday(int64_t time)
{
	static const char *const names[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

	return names[date_of(time).tm_wday];
}

/* ---- lines ------------------------------------------------------------------------------------- */

static size_t width_of(const struct drawing *d)
{
	return d->style->width > 1 ? (size_t)d->style->width : 1;
}

/* Returns the number of columns that a table may have. */
static size_t room_of(const struct drawing *d)
{
	return d->view->table ? SIZE_MAX : width_of(d);
}

/* Adds a paragraph, which breaks between words. `indent` columns are in front of all of its lines. */
static void add_paragraph(struct drawing *d, const char *text, size_t indent)
{
	size_t width = style_prose_width(d->style);

	buffer_add_repeated(d->out, " ", indent);
	if (d->view->table)
		buffer_add_string(d->out, text);
	else
		text_fill(text, width, indent, d->out);
	buffer_add_char(d->out, '\n');
}

static void add_heading(struct drawing *d, const char *text)
{
	buffer_add_char(d->out, '\n');
	if (d->style->colour)
		buffer_add_string(d->out, "\x1b[1m");
	add_paragraph(d, text, 0);
	if (d->style->colour) {
		buffer_truncate(d->out, d->out->len - 1);
		buffer_add_string(d->out, "\x1b[0m\n");
	}
}

/* ---- phases ------------------------------------------------------------------------------------ */

static size_t percent(const struct work *work)
{
	return work->exercises ? work->done * 100 / work->exercises : 0;
}

static void add_bar(struct drawing *d, const struct work *work, struct buffer *out)
{
	style_bar(out, d->style, work->done, work->exercises, BAR);
	buffer_addf(out, " %zu %%", percent(work));
}

enum {
	PHASE_TITLE,
	PHASE_DONE,
	PHASE_TIME,
	PHASE_PLAN,
	PHASE_EACH,
	PHASE_TRIES,
	PHASE_HINTS,
	PHASE_BAR
};

static void fill_phase(struct drawing *d, struct table *table, size_t row)
{
	const struct work *work = &d->statistics->phases[row];

	buffer_add_string(table_cell(table, row, PHASE_TITLE),
			  d->statistics->course->phases[row].title);
	buffer_addf(table_cell(table, row, PHASE_DONE), "%zu of %zu", work->done, work->exercises);
	add_short_duration(work->seconds, table_cell(table, row, PHASE_TIME));
	add_short_duration(work->planned_s, table_cell(table, row, PHASE_PLAN));
	add_short_duration(work->begun ? work->seconds / (int64_t)work->begun : 0,
			   table_cell(table, row, PHASE_EACH));
	add_average(work->tries, work->begun, table_cell(table, row, PHASE_TRIES));
	add_average(work->hints, work->begun, table_cell(table, row, PHASE_HINTS));
	if (d->view->table)
		buffer_addf(table_cell(table, row, PHASE_BAR), "%zu %%", percent(work));
	else
		add_bar(d, work, table_cell(table, row, PHASE_BAR));
}

/* The same as lines, for a narrow terminal. */
static void add_phase_lines(struct drawing *d, size_t index)
{
	const struct work *work = &d->statistics->phases[index];
	struct buffer line = BUFFER_INIT;

	add_paragraph(d, d->statistics->course->phases[index].title, 0);
	buffer_add_string(d->out, "  ");
	add_bar(d, work, d->out);
	buffer_addf(&line, "%zu of %zu done, ", work->done, work->exercises);
	if (work->begun) {
		statistics_add_duration(work->seconds, &line);
		buffer_add_string(&line, " of ");
	}
	statistics_add_duration(work->planned_s, &line);
	buffer_add_string(&line, " planned");
	if (work->begun) {
		buffer_add_string(&line, "; for each ");
		statistics_add_duration(work->seconds / (int64_t)work->begun, &line);
		buffer_add_string(&line, ", ");
		add_average(work->tries, work->begun, &line);
		buffer_add_string(&line, " tries, ");
		add_average(work->hints, work->begun, &line);
		buffer_add_string(&line, " hints");
	}
	buffer_add_char(d->out, '\n');
	add_paragraph(d, line.data, 2);
	buffer_clear(&line);
}

static void add_phases(struct drawing *d)
{
	static const char *const heads[] = {"phase",    "done",  "time",  "plan",
					    "each one", "tries", "hints", "so far"};
	size_t count = d->statistics->course->phase_count;
	struct table table;

	table_init(&table, heads, TABLE_COLUMNS_MAX, count);
	for (size_t i = PHASE_DONE; i < PHASE_BAR; i++)
		table.numbers[i] = true;
	for (size_t i = 0; i < count; i++)
		fill_phase(d, &table, i);
	buffer_add_char(d->out, '\n');
	if (table_draw(&table, room_of(d), d->out))
		goto done;
	table.left_out[PHASE_PLAN] = table.left_out[PHASE_EACH] = true;
	if (!table_draw(&table, room_of(d), d->out))
		for (size_t i = 0; i < count; i++)
			add_phase_lines(d, i);
done:
	table_clear(&table);
}

/* ---- skills and exercises ---------------------------------------------------------------------- */

struct ranked {
	size_t index;
	int64_t seconds;
};

static int by_seconds(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->seconds != y->seconds)
		return x->seconds > y->seconds ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* Returns those with work, the longest first. The caller frees the array. */
static struct ranked *rank(const struct work *works, size_t count, size_t *found)
{
	struct ranked *ranked = memory_new((count + 1) * sizeof(*ranked));

	*found = 0;
	for (size_t i = 0; i < count; i++)
		if (works[i].seconds || works[i].begun)
			ranked[(*found)++] = (struct ranked){i, works[i].seconds};
	qsort(ranked, *found, sizeof(*ranked), by_seconds);
	return ranked;
}

enum { SKILL_ID, SKILL_DONE, SKILL_TIME, SKILL_TRIES, SKILL_HINTS, SKILL_TITLE, SKILL_COLUMNS };

static void fill_skill(const struct drawing *d, const struct table *table, size_t row, size_t index)
{
	const struct work *work = &d->statistics->skills[index];
	const struct skill *skill = &d->statistics->course->skills[index];

	buffer_add_string(table_cell(table, row, SKILL_ID), skill->id);
	buffer_addf(table_cell(table, row, SKILL_DONE), "%zu of %zu", work->done, work->exercises);
	add_short_duration(work->seconds, table_cell(table, row, SKILL_TIME));
	add_average(work->tries, work->begun, table_cell(table, row, SKILL_TRIES));
	add_average(work->hints, work->begun, table_cell(table, row, SKILL_HINTS));
	buffer_add_string(table_cell(table, row, SKILL_TITLE), skill->title);
}

static void add_skill_lines(struct drawing *d, size_t index)
{
	const struct work *work = &d->statistics->skills[index];
	const struct skill *skill = &d->statistics->course->skills[index];
	struct buffer line = BUFFER_INIT;

	buffer_addf(&line, "%s %s: %zu of %zu done, ", skill->id, skill->title, work->done,
		    work->exercises);
	statistics_add_duration(work->seconds, &line);
	add_paragraph(d, line.data, 2);
	buffer_clear(&line);
}

static void add_skills(struct drawing *d)
{
	static const char *const heads[] = {"skill", "done", "time", "tries", "hints", "title"};
	const struct statistics *s = d->statistics;
	struct table table;
	size_t count;
	struct ranked *ranked = rank(s->skills, s->course->skill_count, &count);

	while (!d->view->skills && count && !ranked[count - 1].seconds)
		count--;
	if (!d->view->skills && count > MOST)
		count = MOST;
	table_init(&table, heads, SKILL_COLUMNS, count);
	for (size_t i = SKILL_DONE; i < SKILL_TITLE; i++)
		table.numbers[i] = true;
	for (size_t i = 0; i < count; i++)
		fill_skill(d, &table, i, ranked[i].index);
	if (count)
		add_heading(d, d->view->skills ? "Skills, the longest work first"
					       : "Skills that took you longest");
	if (count && !table_draw(&table, room_of(d), d->out))
		for (size_t i = 0; i < count; i++)
			add_skill_lines(d, ranked[i].index);
	table_clear(&table);
	free(ranked);
}

static void add_longest(struct drawing *d)
{
	const struct statistics *s = d->statistics;
	size_t count;
	struct ranked *ranked = rank(s->exercises, s->course->count, &count);

	/* of what was done elsewhere, nobody knows how long it took */
	while (count && !ranked[count - 1].seconds)
		count--;
	if (count)
		add_heading(d, "Exercises that took you longest");
	for (size_t i = 0; i < count && i < LONGEST; i++) {
		const struct work *work = &s->exercises[ranked[i].index];
		struct buffer line = BUFFER_INIT;

		buffer_addf(&line, "%s: ", s->course->exercises[ranked[i].index].name);
		statistics_add_duration(work->seconds, &line);
		buffer_add_string(&line, ", ");
		add_count((size_t)work->tries, "try", "tries", &line);
		buffer_add_string(&line, ", ");
		add_count((size_t)work->hints, "hint", "hints", &line);
		buffer_add_string(&line, work->done ? ", done" : ", not done");
		add_paragraph(d, line.data, 2);
		buffer_clear(&line);
	}
	free(ranked);
}

/* ---- the rest ---------------------------------------------------------------------------------- */

static void add_title(struct drawing *d)
{
	const struct statistics *s = d->statistics;
	struct buffer line = BUFFER_INIT;

	if (s->since) {
		buffer_add_string(&line, "Your work since ");
		add_date(s->since, &line);
		buffer_add_string(&line, ": ");
		add_count(s->days, "day with work", "days with work", &line);
		if (s->all.seconds) {
			buffer_add_string(&line, ", ");
			statistics_add_duration(s->all.seconds, &line);
		}
	} else {
		buffer_add_string(&line, "Nothing was recorded yet: the first check of an "
					 "exercise begins your statistics.");
	}
	add_paragraph(d, line.data, 0);
	buffer_clear(&line);
}

static void add_day(struct drawing *d, const struct work_day *day, int64_t most)
{
	struct buffer time = BUFFER_INIT;
	size_t columns = most ? (size_t)((day->seconds * BAR + most - 1) / most) : 0;

	statistics_add_duration(day->seconds, &time);
	buffer_addf(d->out, "  %s  ", weekday(day->begin));
	if (d->view->table) {
		struct tm tm = date_of(day->begin);
		buffer_addf(d->out, "%04d-%02d-%02d  ", tm.tm_year + 1900, tm.tm_mon + 1,
			    tm.tm_mday);
	}
	buffer_add_string(d->out, time.data);
	if (columns && !d->view->table) {
		size_t width = text_width(time.data);

		buffer_add_repeated(d->out, " ", width < 11 ? 11 - width : 1);
		if (d->style->colour)
			buffer_add_string(d->out, "\x1b[32m");
		buffer_add_repeated(d->out, style_mark(d->style, "━", "#"), columns);
		if (d->style->colour)
			buffer_add_string(d->out, "\x1b[0m");
	}
	buffer_add_char(d->out, '\n');
	buffer_clear(&time);
}

static void add_week(struct drawing *d)
{
	const struct statistics *s = d->statistics;
	struct buffer line = BUFFER_INIT;
	int64_t sum = 0, most = 0;
	size_t days = 0;

	for (int i = 0; i < STATISTICS_WEEK; i++) {
		sum += s->week[i].seconds;
		most = s->week[i].seconds > most ? s->week[i].seconds : most;
		days += s->week[i].worked;
	}
	if (!s->since)
		return;
	buffer_addf(&line, "The last %d days: ", STATISTICS_WEEK);
	add_count(days, "day with work, ", "days with work, ", &line);
	if (sum) {
		statistics_add_duration(sum, &line);
		buffer_add_string(&line, ", ");
	}
	add_count(s->week_passed, "exercise passed", "exercises passed", &line);
	add_heading(d, line.data);
	for (int i = 0; sum && i < STATISTICS_WEEK; i++)
		add_day(d, &s->week[i], most);
	buffer_clear(&line);
}

/* Says in words the failures that have no code. */
static const char *words_of(const char *error)
{
	static const char *const words[][2] = {
		{"message", "errors without a code"},
		{"deadline", "programs stopped at their deadline"},
		{"output", "programs with another output"},
		{"panic", "programs that ended with a panic or a signal"},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i][0], error) == 0)
			return words[i][1];
	return NULL;
}

static void add_errors(struct drawing *d)
{
	const struct statistics *s = d->statistics;
	const char *code = NULL;

	if (s->error_count)
		add_heading(d, "Errors that you met most");
	for (size_t i = 0; i < s->error_count && i < MOST; i++) {
		struct buffer line = BUFFER_INIT, clean = BUFFER_INIT;
		const char *name = s->errors[i].name, *words = words_of(name);

		text_line(name, strlen(name), &clean);
		buffer_addf(&line, "%s: ", words ? words : clean.data);
		add_count(s->errors[i].count, "time", "times", &line);
		add_paragraph(d, line.data, 2);
		code = code || words ? code : name;
		buffer_clear(&clean);
		buffer_clear(&line);
	}
	if (code) {
		struct buffer line = BUFFER_INIT;

		buffer_addf(&line, "`rustgym explain %s` explains it.", code);
		add_paragraph(d, line.data, 2);
		buffer_clear(&line);
	}
}

static void add_outlook(struct drawing *d)
{
	const struct statistics *s = d->statistics;
	struct buffer line = BUFFER_INIT;

	if (s->due) {
		add_count(s->due, "exercise is", "exercises are", &line);
		buffer_add_string(&line, " due for a review: `rustgym review` brings ");
		buffer_add_string(&line, s->due == 1 ? "it back. " : "them back. ");
	}
	if (s->all.exercises && s->all.done == s->all.exercises) {
		buffer_add_string(&line, "All exercises are done.");
	} else if (s->forecast) {
		buffer_add_string(&line, "About ");
		statistics_add_duration(s->all.left_s, &line);
		buffer_add_string(&line,
				  " of planned work is left. If you go on as in the last four "
				  "weeks, you are done around ");
		add_date(s->forecast, &line);
		buffer_add_char(&line, '.');
	} else if (s->since && s->all.left_s) { /* other people's courses plan nothing */
		buffer_add_string(&line, "About ");
		statistics_add_duration(s->all.left_s, &line);
		buffer_add_string(&line, " of planned work is left. ");
		buffer_add_string(&line, s->now - s->since < STATISTICS_WEEK * 24 * 3600
						 ? "After a week of work, a forecast is here."
						 : "A forecast needs an exercise that passed in "
						   "the last four weeks.");
	}
	if (line.len) {
		buffer_add_char(d->out, '\n');
		add_paragraph(d, line.data, 0);
	}
	buffer_clear(&line);
}

void statistics_draw(const struct statistics *statistics, const struct statistics_view *view,
		     const struct style *style, struct buffer *out)
{
	struct drawing d = {statistics, view, style, out};

	add_title(&d);
	add_phases(&d);
	add_week(&d);
	add_skills(&d);
	add_longest(&d);
	add_errors(&d);
	add_outlook(&d);
}
