#include "rustgym/ui/exercise_list.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"
#include "standing.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	WIDE = 84,        /* columns; from here on there are numbers, too */
	NUMBERS = 36,     /* columns that they take */
	NARROW_NAME = 20, /* most columns of a name on a narrow screen */
	NUMBER_MAX = 999, /* of an exercise: there is no room for more digits */
	SHARE_WIDE = 60,  /* columns; from here on there are bars */
	TYPED_MIN = 4,    /* letters; a shorter word is in too many words by chance */
};

/* ---- searching ------------------------------------------------------------------------------- */

static void add_lower(struct buffer *out, const char *text)
{
	for (; *text; text++)
		buffer_add_char(out, (char)tolower((unsigned char)*text));
	buffer_add_char(out, '\n');
}

/* All that can be searched: one item on each line, in lower case. */
static void describe(const struct course *course, const struct exercise *e, struct buffer *out)
{
	add_lower(out, e->name);
	add_lower(out, e->title);
	for (size_t i = 0; i < e->skills.count; i++) {
		size_t skill = course_skill_index(course, e->skills.items[i]);

		add_lower(out, e->skills.items[i]);
		if (skill < course->skill_count)
			add_lower(out, course->skills[skill].title);
	}
	for (size_t i = 0; i < e->fails.count; i++)
		add_lower(out, e->fails.items[i]);
}

/* Returns whether the letters of the word are in the text in this order, before its end. */
static bool is_spread(const char *text, size_t end, const char *word, size_t len)
{
	size_t found = 0;

	for (size_t i = 0; i < end && found < len; i++)
		found += text[i] == word[found];
	return found == len;
}

/* Returns whether the word can be another one with letters left out. */
static bool is_misspelled(const char *all, const char *word, size_t len)
{
	while (len >= TYPED_MIN && *all) {
		size_t end = strcspn(all, " \n");

		if (*all == *word && is_spread(all, end, word, len))
			return true;
		all += end + (all[end] != '\0');
	}
	return false;
}

/* Returns whether the number of the exercise begins so. */
static bool has_number(const struct exercise *exercise, const char *word)
{
	char number[24];

	snprintf(number, sizeof(number), "%zu", exercise->index + 1);
	return strncmp(number, word, strlen(word)) == 0;
}

bool exercise_list_matches(const struct course *course, const struct exercise *exercise,
			   const char *search)
{
	struct buffer all = BUFFER_INIT, wanted = BUFFER_INIT;
	bool matches = true;

	describe(course, exercise, &all);
	add_lower(&wanted, search);
	for (char *word = wanted.data; matches && *word;) {
		size_t len = strcspn(word, " \n");
		char end = word[len];

		word[len] = '\0';
		matches = strstr(all.data, word) || has_number(exercise, word) ||
			  is_spread(exercise->name, strlen(exercise->name), word, len) ||
			  is_misspelled(all.data, word, len);
		word[len] = end;
		word += len + (end != '\0');
	}
	buffer_clear(&all);
	buffer_clear(&wanted);
	return matches;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static bool shows_all(const struct exercise_list *list)
{
	return list->filter == LIST_ALL && !list->search.len;
}

static bool is_shown(const struct exercise_list *list, const struct exercise *e)
{
	static const enum progress_standing wanted[] = {
		[LIST_PENDING] = PROGRESS_PENDING,
		[LIST_FAILS_NOW] = PROGRESS_FAILS_NOW,
		[LIST_DONE] = PROGRESS_DONE,
	};

	if (list->filter != LIST_ALL &&
	    progress_standing(list->progress, e->name) != wanted[list->filter])
		return false;
	return exercise_list_matches(list->course, e, list->search.data);
}

static void add_row(struct exercise_list *list, const struct phase *phase,
		    const struct topic *topic, const struct exercise *exercise)
{
	list->rows[list->count++] = (struct list_row){phase, topic, exercise};
}

static bool is_folded(const struct exercise_list *list, const struct phase *phase)
{
	return shows_all(list) && list->folded_phases[phase - list->course->phases];
}

static void add_topic(struct exercise_list *list, const struct topic *topic)
{
	bool all = shows_all(list);
	size_t head = list->count;

	add_row(list, topic->phase, topic, NULL);
	if (all && list->folded[topic->first])
		return;
	for (size_t i = topic->first; i < topic->first + topic->count; i++)
		if (all || is_shown(list, &list->course->exercises[i]))
			add_row(list, topic->phase, topic, &list->course->exercises[i]);
	if (!all && list->count == head + 1)
		list->count = head;
}

static void add_phase(struct exercise_list *list, const struct phase *phase)
{
	size_t head = list->count;

	add_row(list, phase, NULL, NULL);
	if (is_folded(list, phase))
		return;
	for (size_t t = 0; t < phase->topic_count; t++)
		add_topic(list, &phase->topics[t]);
	if (!shows_all(list) && list->count == head + 1)
		list->count = head;
}

/* Returns how well the row shows what another row was about: 3 the same, 2 its topic, 1 its phase. */
static int likeness(const struct list_row *row, const struct list_row *kept)
{
	if (row->phase != kept->phase)
		return 0;
	if (row->topic == kept->topic && row->exercise == kept->exercise)
		return 3;
	if (row->exercise)
		return 0;
	return row->topic && row->topic == kept->topic ? 2 : !row->topic;
}

/* Returns whether the search that is being typed is the number or the name of the exercise. */
static bool is_named(const struct exercise_list *list, const struct exercise *exercise)
{
	const char *search = list->search.data;
	char number[24];

	snprintf(number, sizeof(number), "%zu", exercise->index + 1);
	return list->searching && (!strcmp(search, number) || !strcmp(search, exercise->name));
}

/* Puts the cursor where the learner put it, else on what that is folded into, else on the first exercise. */
static void place_cursor(struct exercise_list *list)
{
	int best = 0;

	list->cursor = 0;
	for (size_t i = 0; i < list->count; i++) {
		int like = likeness(&list->rows[i], &list->kept);

		if (like == 3 || (shows_all(list) && like > best)) {
			list->cursor = i;
			best = like;
		}
	}
	while (!best && list->cursor + 1 < list->count && !list->rows[list->cursor].exercise)
		list->cursor++;
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].exercise && is_named(list, list->rows[i].exercise))
			list->cursor = i;
}

static void build(struct exercise_list *list)
{
	list->count = 0;
	for (size_t p = 0; p < list->course->phase_count; p++)
		add_phase(list, &list->course->phases[p]);
	place_cursor(list);
}

/* The cursor stays on this row, also after a filter has hidden it for a while. */
static void keep_cursor(struct exercise_list *list)
{
	if (list->cursor < list->count)
		list->kept = list->rows[list->cursor];
}

void exercise_list_open(struct exercise_list *list, const struct course *course,
			const struct progress *progress, const struct exercise *current)
{
	size_t most = course->count + course->phase_count;

	for (size_t p = 0; p < course->phase_count; p++)
		most += course->phases[p].topic_count;
	*list = (struct exercise_list){
		.course = course, .progress = progress, .current = current, .search = BUFFER_INIT};
	list->rows = memory_new((most + 1) * sizeof(*list->rows));
	list->folded = memory_new((course->count + 1) * sizeof(*list->folded));
	list->folded_phases = memory_new((course->phase_count + 1) * sizeof(*list->folded_phases));
	for (size_t i = 0; i < course->count; i++)
		if (strlen(course->exercises[i].name) > list->longest)
			list->longest = strlen(course->exercises[i].name);
	if (current)
		list->kept = (struct list_row){current->topic->phase, current->topic, current};
	build(list);
}

void exercise_list_close(struct exercise_list *list)
{
	free(list->rows);
	free(list->folded);
	free(list->folded_phases);
	buffer_clear(&list->search);
	*list = (struct exercise_list){.search = BUFFER_INIT};
}

void exercise_list_update(struct exercise_list *list, const struct progress *progress,
			  const struct exercise *current)
{
	list->progress = progress;
	list->current = current;
	build(list);
}

/* ---- moving ---------------------------------------------------------------------------------- */

void exercise_list_move(struct exercise_list *list, long rows)
{
	long last = list->count ? (long)list->count - 1 : 0, to = (long)list->cursor + rows;

	list->cursor = (size_t)(to < 0 ? 0 : to > last ? last : to);
	keep_cursor(list);
}

void exercise_list_fold(struct exercise_list *list, bool fold)
{
	struct list_row *kept = &list->kept;
	bool *topic;

	if (list->cursor >= list->count || !shows_all(list) ||
	    (!fold && list->rows[list->cursor].exercise))
		return;
	keep_cursor(list);
	kept->exercise = NULL; /* the cursor stays on the topic */
	topic = kept->topic ? &list->folded[kept->topic->first] : NULL;
	if (topic && (!fold || !*topic)) {
		*topic = fold;
	} else {
		kept->topic = NULL;
		list->folded_phases[kept->phase - list->course->phases] = fold;
	}
	build(list);
}

void exercise_list_next_filter(struct exercise_list *list)
{
	list->filter = (list->filter + 1) % LIST_FILTER_COUNT;
	build(list);
}

void exercise_list_type(struct exercise_list *list, char c)
{
	if (c != '\b')
		buffer_add_char(&list->search, c);
	else if (list->search.len)
		buffer_truncate(&list->search, list->search.len - 1);
	build(list);
}

void exercise_list_take_search(struct exercise_list *list)
{
	list->searching = false;
	keep_cursor(list);
}

bool exercise_list_show_all(struct exercise_list *list)
{
	bool narrowed = list->searching || !shows_all(list);

	if (list->search.len)
		keep_cursor(list); /* what was found is what the learner wants to see */
	list->searching = false;
	list->filter = LIST_ALL;
	buffer_reset(&list->search);
	build(list);
	return narrowed;
}

const char *exercise_list_filter(const struct exercise_list *list)
{
	static const char *const names[] = {"all", "pending", "fails now", "done"};

	return names[list->filter];
}

bool exercise_list_is_whole(const struct exercise_list *list)
{
	return shows_all(list);
}

size_t exercise_list_found(const struct exercise_list *list)
{
	size_t found = 0;

	for (size_t i = 0; i < list->count; i++)
		found += list->rows[i].exercise != NULL;
	return found;
}

const struct exercise *exercise_list_chosen(const struct exercise_list *list)
{
	const struct list_row *row = &list->rows[list->cursor], *end = list->rows + list->count;
	const struct topic *topic;

	if (row >= end)
		return NULL;
	for (const struct list_row *at = row; at < end && at->phase == row->phase; at++)
		if (at->exercise && (!row->topic || at->topic == row->topic))
			return at->exercise;
	topic = row->topic ? row->topic : row->phase->topic_count ? row->phase->topics : NULL;
	return topic && topic->count ? &list->course->exercises[topic->first] : NULL;
}

/* ---- drawing --------------------------------------------------------------------------------- */

/* Appends "3 of 8", a bar if there is room, and for a phase about how much time is left. */
static void add_share(size_t done, size_t total, int minutes, const struct style *style,
		      struct buffer *out)
{
	buffer_addf(out, "  %zu of %zu", done, total);
	if (style->width < SHARE_WIDE)
		return;
	buffer_add_string(out, "  ");
	style_bar(out, style, done, total, 10);
	if (minutes >= 60)
		buffer_addf(out, "  about %d h left", (minutes + 30) / 60);
	else if (minutes)
		buffer_addf(out, "  about %d min left", minutes);
}

static void add_phase_share(const struct exercise_list *list, const struct phase *phase,
			    const struct style *style, struct buffer *out)
{
	size_t done = 0, total = 0;
	int minutes = 0;

	for (size_t t = 0; t < phase->topic_count; t++) {
		const struct topic *topic = &phase->topics[t];

		total += topic->count;
		done += report_count_done_in(list->course, list->progress, topic);
		for (size_t i = topic->first; i < topic->first + topic->count; i++) {
			const struct exercise *e = &list->course->exercises[i];
			minutes += progress_done(list->progress, e->name) ? 0 : e->minutes;
		}
	}
	add_share(done, total, minutes, style, out);
}

static void add_number(struct buffer *out, int number, const char *one, const char *many)
{
	char text[24] = "";

	if (number > 0)
		snprintf(text, sizeof(text), "%d %s", number, number == 1 ? one : many);
	buffer_addf(out, "%8s", text);
}

/* Minutes that it takes, tries, hints, and the day of the pass. */
static void add_numbers(const struct exercise_list *list, const struct exercise *e,
			struct buffer *out)
{
	const struct progress_entry *entry = progress_find(list->progress, e->name);
	time_t passed = entry ? (time_t)entry->passed_at : 0;
	char day[16] = "";
	struct tm tm;

	add_number(out, e->minutes, "min", "min");
	add_number(out, progress_tries(entry), "try", "tries");
	add_number(out, entry ? entry->hints : 0, "hint", "hints");
	if (passed && localtime_r(&passed, &tm))
		strftime(day, sizeof(day), "%Y-%m-%d", &tm);
	buffer_addf(out, "  %s", day);
}

static void draw_exercise(const struct exercise_list *list, const struct exercise *e,
			  const struct style *style, bool chosen, struct buffer *out)
{
	size_t width = style->width > 20 ? (size_t)style->width : 20;
	size_t name = width >= WIDE || list->longest < NARROW_NAME ? list->longest : NARROW_NAME;
	size_t used = 6 + STANDING_WIDTH + 1 + name + 1, numbers = width >= WIDE ? NUMBERS : 0;
	struct buffer fitted = BUFFER_INIT;

	standing_draw(progress_standing(list->progress, e->name), e == list->current, style, out);
	buffer_add_char(out, ' ');
	text_fit(e->name, name, style->unicode, &fitted);
	if (chosen)
		style_add(out, style, INK_BOLD, fitted.data);
	else
		buffer_add_string(out, fitted.data);
	buffer_add_char(out, ' ');
	if (width > used + numbers)
		text_fit(e->title, width - used - numbers, style->unicode, out);
	if (numbers)
		add_numbers(list, e, out);
	buffer_clear(&fitted);
}

static void add_fold(bool folded, const struct style *style, struct buffer *out)
{
	buffer_addf(out, "%s ", folded ? style_mark(style, "▸", "+") : style_mark(style, "▾", "-"));
}

static void draw_row(const struct exercise_list *list, size_t at, const struct style *style,
		     struct buffer *out)
{
	const struct list_row *row = &list->rows[at];
	bool chosen = at == list->cursor;

	style_add(out, style, INK_CYAN, chosen ? style_mark(style, "▸ ", "> ") : "  ");
	if (row->exercise) {
		if (row->exercise->index < NUMBER_MAX)
			buffer_addf(out, "%3zu ", row->exercise->index + 1);
		else
			buffer_add_string(out, "    ");
		draw_exercise(list, row->exercise, style, chosen, out);
	} else if (row->topic) {
		buffer_add_string(out, "  ");
		add_fold(list->folded[row->topic->first] && shows_all(list), style, out);
		style_add(out, style, INK_CYAN, row->topic->title);
		add_share(report_count_done_in(list->course, list->progress, row->topic),
			  row->topic->count, 0, style, out);
	} else {
		add_fold(is_folded(list, row->phase), style, out);
		style_add(out, style, INK_BOLD, row->phase->title);
		add_phase_share(list, row->phase, style, out);
	}
	buffer_add_char(out, '\n');
}

static void draw_head(const struct exercise_list *list, const struct style *style,
		      struct buffer *out)
{
	style_add(out, style, INK_BOLD, "Exercises");
	if (list->filter != LIST_ALL)
		buffer_addf(out, "  only: %s", exercise_list_filter(list));
	if (list->searching || list->search.len)
		buffer_addf(out, "  /%s%s", list->search.data, list->searching ? "_" : "");
	if (!shows_all(list))
		buffer_addf(out, "  %zu found", exercise_list_found(list));
	buffer_add_string(out, "\n\n");
}

/* An empty page says why it is empty. */
static void draw_nothing(const struct exercise_list *list, struct buffer *out)
{
	static const char *const reasons[] = {
		[LIST_ALL] = "There is no exercise.",
		[LIST_PENDING] = "All exercises are done.",
		[LIST_FAILS_NOW] = "No exercise that was done fails now.",
		[LIST_DONE] = "No exercise is done yet.",
	};

	buffer_addf(out, "%s\n", list->search.len ? "Nothing matches." : reasons[list->filter]);
}

void exercise_list_draw(const struct exercise_list *list, const struct style *style, size_t *line,
			struct buffer *out)
{
	draw_head(list, style, out);
	*line = 2 + list->cursor;
	for (size_t i = 0; i < list->count; i++)
		draw_row(list, i, style, out);
	if (!list->count)
		draw_nothing(list, out);
}
