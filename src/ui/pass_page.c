#include "rustgym/base/memory.h"
#include "rustgym/ui/reached.h"
#include "rustgym/ui/text.h"
#include "verdict_page_internal.h"

#include <stdlib.h>
#include <string.h>

enum { NARROW = 60, BAR = 12, LABEL = 14 }; /* columns */

/* ---- what was reached --------------------------------------------------------------------------- */

static void add_label(const char *label, struct buffer *out)
{
	buffer_addf(out, "%-*s", LABEL, label);
}

static void add_bar(struct buffer *out, size_t done, size_t total, const struct style *style)
{
	style_bar(out, style, done, total, BAR);
	buffer_addf(out, " %zu of %zu", done, total);
}

/* Appends a label, and after it a text that may take several rows. */
static void add_labelled(const char *label, const char *text, const struct style *style,
			 struct buffer *out)
{
	if (style->width < NARROW) {
		char *line = memory_format("%s%s%s", label, *label ? " " : "", text);

		text_fill(line, style_prose_width(style), 2,
			  out); /* the further rows are indented */
		free(line);
	} else {
		add_label(label, out);
		text_fill(text, style_prose_width(style), LABEL, out);
	}
	buffer_add_char(out, '\n');
}

/* Appends a bar, and after it a text that may take several rows. */
static void add_bar_line(const char *label, const char *text, size_t done, size_t total,
			 const struct style *style, struct buffer *out)
{
	struct buffer head = BUFFER_INIT;

	if (style->width < NARROW) {
		add_labelled(label, text, style, out);
		buffer_add_string(out, "  ");
		add_bar(out, done, total, style);
		buffer_add_char(out, '\n');
		return;
	}
	add_label(label, &head);
	add_bar(&head, done, total, style);
	buffer_add_repeated(&head, " ", 2);
	while (text_width(head.data) < LABEL + BAR + 13)
		buffer_add_char(&head, ' ');
	buffer_add_string(out, head.data);
	text_fill(text, style_prose_width(style), text_width(head.data), out);
	buffer_add_char(out, '\n');
	buffer_clear(&head);
}

static void add_skill(const struct verdict_page *page, const char *id, const struct style *style,
		      struct buffer *out)
{
	const struct course *course = page->course;
	size_t index = course_skill_index(course, id), done = 0, total = 0;
	const char *title = index < course->skill_count ? course->skills[index].title : "";
	char *text;

	for (size_t i = 0; i < course->count; i++) {
		if (!exercise_teaches(&course->exercises[i], id))
			continue;
		total++;
		done += progress_done(page->progress, course->exercises[i].name);
	}
	text = memory_format("%s %s", id, title);
	add_bar_line("Practised", text, done, total, style, out);
	free(text);
}

static struct reached reached_in(const struct verdict_page *page, size_t first, size_t count,
				 int64_t seconds)
{
	return (struct reached){page->course, page->progress, first, count, seconds};
}

static void add_topic(const struct verdict_page *page, const struct style *style,
		      struct buffer *out)
{
	const struct topic *topic = page->exercise->topic;
	size_t done = report_count_done_in(page->course, page->progress, topic);
	const struct reached all = reached_in(page, topic->first, topic->count, page->time.topic);
	struct buffer text = BUFFER_INIT;

	add_bar_line("Topic", topic->title, done, topic->count, style, out);
	if (done < topic->count)
		return;
	style_add(&text, style, INK_GREEN, "The topic is done:");
	buffer_add_char(&text, ' ');
	reached_add_effort(&all, &text);
	buffer_add_string(&text, " in all");
	add_labelled("", text.data, style, out);
	buffer_reset(&text);
	reached_add_hardest(&all, &text);
	if (text.len)
		add_labelled("Hardest", text.data, style, out);
	buffer_clear(&text);
}

/* ---- the next exercise ------------------------------------------------------------------------------ */

static void add_foreseen(const struct verdict *v, const struct style *style, struct buffer *out)
{
	struct buffer finding = BUFFER_INIT, reason = BUFFER_INIT;

	if (v->outcome == OUTCOME_PASSED) {
		style_addf(out, style, INK_GREEN, "%s it passes already\n",
			   style_mark(style, "✓", "ok:"));
		return;
	}
	style_add(out, style, INK_RED, style_mark(style, "✗ ", "- "));
	text_line(v->reason, strlen(v->reason), &reason);
	text_fill(reason.data, style_prose_width(style), 2, out);
	buffer_add_char(out, '\n');
	report_first_finding(v, &finding);
	if (finding.len) {
		buffer_add_string(out, "  ");
		text_fill(finding.data, style_prose_width(style), 2, out);
		buffer_add_char(out, '\n');
	}
	buffer_clear(&reason);
	buffer_clear(&finding);
}

/* Appends how the next exercise fails: as it is now, or as it was handed out. */
static void add_next_failure(const struct verdict_page *page, const struct style *style,
			     struct buffer *out)
{
	const struct exercise *next = page->next;

	if (page->foreseen && page->foreseen->outcome != OUTCOME_UNVERIFIED)
		add_foreseen(page->foreseen, style, out);
	else if (next->contract == CONTRACT_CODE && next->fails.count)
		buffer_addf(out, "At first it does not compile: %s.\n", next->fails.items[0]);
	else if (next->contract == CONTRACT_TESTS && next->fails.count)
		buffer_addf(out, "It compiles, and at first %zu test%s.\n", next->fails.count,
			    next->fails.count == 1 ? " fails" : "s fail");
}

/* Appends what was reached with the whole course. */
static void add_end(const struct verdict_page *page, const struct style *style, struct buffer *out)
{
	const struct reached all = reached_in(page, 0, page->course->count, page->time.course);
	struct buffer text = BUFFER_INIT, hardest = BUFFER_INIT;

	style_add(&text, style, INK_GREEN, page->end);
	buffer_addf(&text, " Well done! %s: ", page->course->title);
	reached_add_effort(&all, &text);
	buffer_add_char(&text, '.');
	reached_add_hardest(&all, &hardest);
	if (hardest.len)
		buffer_addf(&text, " Hardest was %s.", hardest.data);
	buffer_add_string(&text, "\n`rustgym stats` shows what you reached, and `rustgym review` "
				 "brings exercises back.");
	text_fill(text.data, style_prose_width(style), 0, out);
	buffer_add_char(out, '\n');
	if (page->course->farewell)
		buffer_addf(out, "\n%s\n", page->course->farewell);
	buffer_clear(&hardest);
	buffer_clear(&text);
}

void pass_page_add_next(const struct verdict_page *page, const struct style *style,
			struct buffer *out)
{
	const struct exercise *next = page->next;

	if (out->len)
		buffer_add_char(out, '\n');
	if (!next) {
		add_end(page, style, out);
		return;
	}
	style_add(out, style, INK_GREEN, "Next: ");
	report_exercise(next, style, out);
	add_next_failure(page, style, out);
	if (page->waits)
		buffer_add_string(out, "Press n to go on.\n");
	else
		buffer_addf(out, "Press n to %s, or open it and save.\n",
			    page->foreseen ? "go there" : "see how it fails");
}

void pass_page_draw(const struct verdict_page *page, const struct style *style, struct buffer *out)
{
	const struct exercise *e = page->exercise;
	const struct reached effort = reached_in(page, e->index, 1, page->time.exercise);
	struct buffer text = BUFFER_INIT;
	size_t warnings = diagnostics_count(&page->verdict->diagnostics, LEVEL_WARNING);
	size_t begin = out->len;

	report_body(page->verdict, &page->options, style, out);
	if (out->len > begin)
		buffer_add_char(out, '\n');
	for (size_t i = 0; i < e->skills.count; i++)
		add_skill(page, e->skills.items[i], style, out);
	add_topic(page, style, out);
	reached_add_effort(&effort, &text);
	if (progress_find(page->progress, e->name))
		add_labelled("It took", text.data, style, out);
	buffer_clear(&text);
	add_labelled("Compare", "s shows the solution with its comments, d what you changed", style,
		     out);
	if (warnings && !page->options.polish) {
		add_label("Polish", out);
		buffer_addf(out, "%zu warning%s that do%s not block: v shows %s\n", warnings,
			    warnings == 1 ? "" : "s", warnings == 1 ? "es" : "",
			    warnings == 1 ? "it" : "them");
	}
	if (page->moved || page->waits || !page->next)
		pass_page_add_next(page, style, out);
	if (*page->offers)
		buffer_addf(out, "\n%s", page->offers);
}
