#include "rustgym/app/advice.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/ui/markdown.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/two_columns.h"
#include "rustgym/workspace/progress_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Returns the hint about the first failure that has one, or NULL. `unread`: only of those that no hint
 * has explained yet.
 */
static const struct rung *find_fit(const struct hints *hints, const struct progress_entry *entry,
				   bool unread)
{
	const char *word = entry && entry->failing ? entry->failing : "";

	while (*word) {
		size_t len = strcspn(word, " ");
		char *topic = memory_copy(word, len);
		const struct rung *rung = unread && progress_names_topic(entry->explained, word,
									 len)
						  ? NULL
						  : hints_on(hints, topic);

		free(topic);
		if (rung)
			return rung;
		word += len + (word[len] == ' ');
	}
	return NULL;
}

static void draw(const struct app *app, const struct rung *rung, const char *label,
		 struct buffer *out)
{
	style_addf(out, &app->style, INK_BOLD, "%s%s", rung->on ? "About " : "",
		   rung->on ? libtest_short_name(rung->on) : rung->title);
	if (*label)
		style_addf(out, &app->style, INK_DIM, "  (%s)", label);
	buffer_add_string(out, "\n\n");
	markdown_draw(rung->body ? rung->body : "", &app->style, out);
}

static void draw_ladder(const struct app *app, const struct hints *hints, size_t index,
			struct buffer *out)
{
	char label[48];

	snprintf(label, sizeof(label), "hint %zu of %zu", index + 1, hints_ladder_length(hints));
	draw(app, hints_ladder(hints, index), label, out);
}

/* Draws one rung. The links follow the last one. */
static void draw_step(const struct app *app, const struct exercise *exercise,
		      const struct hints *hints, size_t index, struct buffer *out)
{
	draw_ladder(app, hints, index, out);
	if (index + 1 < hints_ladder_length(hints))
		return;
	style_add(out, &app->style, INK_DIM, "\nThat was the last hint.\n\n");
	report_links(exercise, &app->style, out);
}

static void draw_all(const struct app *app, const struct exercise *exercise,
		     const struct hints *hints, struct buffer *out)
{
	size_t index = 0;

	for (size_t i = 0; i < hints->count; i++) {
		if (out->len)
			buffer_add_char(out, '\n');
		if (hints->rungs[i].on)
			draw(app, &hints->rungs[i], "", out);
		else
			draw_ladder(app, hints, index++, out);
	}
	buffer_add_char(out, '\n');
	report_links(exercise, &app->style, out);
}

/* Draws the next hint and records in progress that it was shown. */
static int draw_next(struct app *app, const struct exercise *exercise, const struct hints *hints,
		     struct buffer *out, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct progress_entry *entry;
	const struct rung *rung;
	int length = (int)hints_ladder_length(hints);
	int result = progress_begin(&app->workspace, &progress, err);

	if (result)
		goto done;
	entry = progress_entry(&progress, exercise->name);
	rung = find_fit(hints, entry, true);
	if (rung) {
		char *explained = memory_format("%s%s%s", entry->explained ? entry->explained : "",
						entry->explained ? " " : "", rung->on);
		draw(app, rung, "what fails now", out);
		progress_set_text(&entry->explained, explained);
		free(explained);
	} else {
		/* the ladder may have become shorter */
		entry->hints = entry->hints < length ? entry->hints + 1 : length;
		draw_step(app, exercise, hints, (size_t)entry->hints - 1, out);
	}
	result = progress_commit(&app->workspace, &progress, err);
done:
	progress_clear(&progress);
	return result;
}

/* Loads the hints, and says so when there is no folder with hints at all. */
static int load(const struct app *app, const struct exercise *exercise, struct hints *hints,
		struct error *err)
{
	char *folder = path_join(app->hints, "hints");
	int result = hints_load(app->hints, exercise, hints, err);

	if (result && !exercise_is_foreign(exercise) && !file_is_folder(folder))
		result = error_set(
			err, ERROR_ENVIRONMENT,
			"%s has no folder hints/; `rustgym config course FOLDER` says where the "
			"course with the hints is",
			app->hints);
	free(folder);
	return result;
}

int advice_next(struct app *app, const struct exercise *exercise, int rung, bool all,
		struct buffer *out, struct error *err)
{
	struct hints hints;
	int result = load(app, exercise, &hints, err);
	size_t length = result ? 0 : hints_ladder_length(&hints);

	if (!result && !length)
		result = error_set(err, ERROR_COURSE, "%s has no hints", exercise->name);
	else if (!result && rung > (int)length)
		result = error_set(err, ERROR_USAGE, "%s has %zu hints, so there is no hint %d",
				   exercise->name, length, rung);
	else if (!result && all)
		draw_all(app, exercise, &hints, out);
	else if (!result && rung > 0)
		draw_step(app, exercise, &hints, (size_t)rung - 1, out);
	else if (!result)
		result = draw_next(app, exercise, &hints, out, err);
	hints_clear(&hints);
	return result;
}

/* ---- hints that can be read again -------------------------------------------------------------- */

static int opened(const struct hints *hints, const struct progress_entry *entry)
{
	int length = (int)hints_ladder_length(hints);

	return !entry ? 0 : entry->hints < length ? entry->hints : length;
}

int advice_opened(const struct app *app, const struct exercise *exercise,
		  const struct progress *progress, struct buffer *out, struct error *err)
{
	const struct progress_entry *entry = progress_find(progress, exercise->name);
	const struct rung *fit;
	struct hints hints;
	int result = load(app, exercise, &hints, err);
	int count = result ? 0 : opened(&hints, entry);

	fit = result ? NULL : find_fit(&hints, entry, false);
	if (fit)
		draw(app, fit, "what fails now", out);
	for (int i = 0; !result && i < count; i++) {
		if (out->len)
			buffer_add_char(out, '\n');
		draw_ladder(app, &hints, (size_t)i, out);
	}
	if (!result && !out->len)
		buffer_addf(out, "No hint is open yet. `rustgym hint %s` shows the first one.\n",
			    exercise->name);
	hints_clear(&hints);
	return result;
}

/* Draws one line of the view and, if the hint is the chosen one, its text. */
static void draw_line(const struct app *app, const struct rung *rung, int number, bool chosen,
		      struct buffer *out)
{
	const char *name = number ? rung->title : libtest_short_name(rung->on);
	const char *sign = chosen ? style_mark(&app->style, "▸", ">")
				  : style_mark(&app->style, "●", "*");

	if (number)
		buffer_addf(out, "%s %d  ", sign, number);
	else
		buffer_addf(out, "%s fits what fails now: ", sign);
	if (!chosen) {
		buffer_addf(out, "%s\n", name);
		return;
	}
	style_add(out, &app->style, INK_BOLD, name);
	buffer_add_string(out, "\n\n");
	markdown_draw(rung->body ? rung->body : "", &app->style, out);
	buffer_add_char(out, '\n');
}

static void settle(int *at, bool fits, int count)
{
	if (*at == ADVICE_LAST)
		*at = fits ? 0 : count;
	if (*at > count)
		*at = count;
	if (!*at && !fits)
		*at = count ? 1 : 0;
}

static void add_links(const struct app *app, const struct exercise *exercise, struct buffer *out)
{
	if (out->len < 2 || memcmp(out->data + out->len - 2, "\n\n", 2) != 0)
		buffer_add_char(out, '\n');
	report_links(exercise, &app->style, out);
}

/* Draws the view without the links that follow the last hint. *all: that one is open. */
static int view(const struct app *app, const struct exercise *exercise,
		const struct progress *progress, int *at, struct buffer *out, bool *all,
		struct error *err)
{
	const struct progress_entry *entry = progress_find(progress, exercise->name);
	const struct rung *fit;
	struct hints hints;
	int result = load(app, exercise, &hints, err), length, count;

	if (result)
		return result;
	length = (int)hints_ladder_length(&hints);
	count = opened(&hints, entry);
	fit = find_fit(&hints, entry, false);
	settle(at, fit != NULL, count);
	style_add(out, &app->style, INK_BOLD, "Hints");
	buffer_addf(out, "  %d of %d open\n\n", count, length);
	if (fit)
		draw_line(app, fit, 0, *at == 0, out);
	for (int i = 1; i <= length; i++)
		if (i <= count)
			draw_line(app, hints_ladder(&hints, (size_t)i - 1), i, *at == i, out);
		else
			buffer_addf(out, "%s %d  closed%s\n", style_mark(&app->style, "○", "o"), i,
				    i == count + 1 ? ": the right arrow opens it" : "");
	*all = count == length;
	hints_clear(&hints);
	return 0;
}

int advice_view(const struct app *app, const struct exercise *exercise,
		const struct progress *progress, int *at, struct buffer *out, struct error *err)
{
	bool all = false;
	int result = view(app, exercise, progress, at, out, &all, err);

	if (all)
		add_links(app, exercise, out);
	return result;
}

enum advice_step advice_step(const struct app *app, const struct exercise *exercise,
			     const struct progress *progress, int at)
{
	enum advice_step step = ADVICE_STAYS;
	struct error err = ERROR_INIT;
	struct hints hints;
	int count;

	if (exercise && load(app, exercise, &hints, &err) == 0) {
		count = opened(&hints, progress_find(progress, exercise->name));
		if (at < count)
			step = ADVICE_READS;
		else if (count < (int)hints_ladder_length(&hints))
			step = ADVICE_OPENS;
		hints_clear(&hints);
	}
	return step;
}

int advice_view_beside(const struct app *app, const struct exercise *exercise,
		       const struct progress *progress, const struct verdict *verdict, int *at,
		       struct buffer *out, struct error *err)
{
	const struct report_options options = {.open = 0};
	struct buffer failure = BUFFER_INIT, hints = BUFFER_INIT;
	struct app half = *app; /* all of it is borrowed */
	bool all = false;
	int result;

	half.style.width = two_columns_width(app->style.width);
	result = view(&half, exercise, progress, at, &hints, &all, err);
	if (!result) {
		report_body(verdict, &options, &half.style, &failure);
		two_columns_draw(failure.data, hints.data, &app->style, out);
		if (all) /* an address needs the whole width */
			add_links(app, exercise, out);
	}
	buffer_clear(&failure);
	buffer_clear(&hints);
	return result;
}

char *advice_fits(const struct app *app, const struct exercise *exercise,
		  const struct progress *progress)
{
	const struct rung *fit = NULL;
	struct error err = ERROR_INIT;
	struct hints hints;
	char *topic;

	if (load(app, exercise, &hints, &err) == 0)
		fit = find_fit(&hints, progress_find(progress, exercise->name), false);
	topic = memory_copy_string(fit ? fit->on : NULL);
	hints_clear(&hints);
	return topic;
}

int advice_open(struct app *app, const struct exercise *exercise, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	struct hints hints;
	int result = load(app, exercise, &hints, err);

	if (!result)
		result = progress_begin(&app->workspace, &progress, err);
	if (!result) {
		struct progress_entry *entry = progress_entry(&progress, exercise->name);

		if (entry->hints < (int)hints_ladder_length(&hints))
			entry->hints++;
		result = progress_commit(&app->workspace, &progress, err);
	}
	progress_clear(&progress);
	hints_clear(&hints);
	return result;
}

/* ---- the lesson, and after the pass ------------------------------------------------------------- */

int advice_lesson(const struct app *app, const struct exercise *exercise, struct buffer *out,
		  struct error *err)
{
	struct hints hints;
	int result = load(app, exercise, &hints, err);

	if (exercise_is_foreign(exercise))
		result = error_set(
			err, ERROR_USAGE,
			"this course has no lessons; `rustgym read %s` shows what there is "
			"to read",
			exercise->name);
	else if (!result && !hints.lesson)
		result = error_set(err, ERROR_USAGE,
				   "%s has no lesson; `rustgym hint %s` shows a first hint",
				   exercise->name, exercise->name);
	if (!result) {
		style_add(out, &app->style, INK_BOLD, "Lesson");
		style_addf(out, &app->style, INK_DIM, "  (%s: %s)", exercise->name,
			   exercise->title);
		buffer_add_string(out, "\n\n");
		markdown_draw(hints.lesson, &app->style, out);
	}
	hints_clear(&hints);
	return result;
}

void advice_go_on(const struct app *app, const struct exercise *exercise, struct buffer *out)
{
	struct hints hints;
	struct error err = ERROR_INIT;

	if (load(app, exercise, &hints, &err) == 0 && hints.go_on)
		markdown_draw(hints.go_on, &app->style, out);
	hints_clear(&hints);
}

void advice_after_pass(const struct app *app, const struct exercise *exercise, struct buffer *out)
{
	struct buffer question = BUFFER_INIT;

	advice_go_on(app, exercise, &question);
	if (question.len) {
		style_add(out, &app->style, INK_BOLD, HINTS_GO_ON);
		buffer_addf(out, "\n\n%s\n", question.data);
	}
	buffer_clear(&question);
	report_links(exercise, &app->style, out);
}
