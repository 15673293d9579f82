#include "rustgym/ui/verdict_page.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/ui/text.h"
#include "verdict_page_internal.h"

#include <inttypes.h>
#include <string.h>

static void add_paragraph(const char *text, const struct style *style, struct buffer *out)
{
	text_fill(text, style_prose_width(style), 0, out);
	buffer_add_char(out, '\n');
}

/* ---- row 2 ---------------------------------------------------------------------------------------- */

static const char *failure_mark(const struct verdict *v, const struct style *style)
{
	return v->outcome == OUTCOME_FAILED ? style_mark(style, "✗ ", "FAILED: ")
					    : style_mark(style, "? ", "?? could not be verified: ");
}

void verdict_page_state(const struct verdict *v, const struct progress *progress,
			const struct style *style, struct buffer *out)
{
	const struct progress_entry *entry = progress_find(progress, v->exercise->name);
	bool passed = v->outcome == OUTCOME_PASSED;
	size_t tests = libtest_count(&v->tests, TEST_PASSED);
	struct buffer reason = BUFFER_INIT;

	if (passed) {
		style_addf(out, style, INK_GREEN, "%s %s passed", style_mark(style, "✓", "ok"),
			   v->exercise->name);
		buffer_add_string(out, "  ");
		if (tests)
			buffer_addf(out, "%zu test%s, ", tests, tests == 1 ? "" : "s");
	} else {
		text_line(v->reason, strlen(v->reason), &reason);
		style_addf(out, style, v->outcome == OUTCOME_FAILED ? INK_RED : INK_YELLOW, "%s%s",
			   failure_mark(v, style), reason.data);
		buffer_add_string(out, "  ");
	}
	buffer_addf(out, "%" PRIu64 ".%02" PRIu64 " s", v->ms.total / 1000,
		    v->ms.total % 1000 / 10);
	if (!passed && entry && entry->attempts > 0)
		buffer_addf(out, ", try %d", progress_tries(entry));
	buffer_clear(&reason);
}

/* ---- while it fails ------------------------------------------------------------------------------- */

void verdict_page_add_task(const char *task, const struct exercise *exercise,
			   const struct style *style, struct buffer *out)
{
	if (*task)
		add_paragraph(task, style, out);
	report_exercise(exercise, style, out);
}

/* Returns whether the reason ends with the first error, which is shown whole. */
static bool is_first_error(const struct verdict *verdict)
{
	const struct diagnostic *d = verdict->diagnostics.items;
	size_t reason = strlen(verdict->reason), message;

	for (size_t i = 0; i < verdict->diagnostics.count; i++, d++) {
		if (d->level != LEVEL_ERROR)
			continue;
		message = strlen(d->message);
		return message <= reason &&
		       strcmp(verdict->reason + reason - message, d->message) == 0;
	}
	return false;
}

/* Row 2 has no room for a long reason. One that is whole there, or in an error, is not said twice. */
static void add_long_reason(const struct verdict *verdict, const struct style *style,
			    struct buffer *out)
{
	struct buffer reason = BUFFER_INIT;

	text_line(verdict->reason, strlen(verdict->reason), &reason);
	if (text_width(failure_mark(verdict, style)) + text_width(reason.data) >
		    (size_t)style->width &&
	    !is_first_error(verdict)) {
		add_paragraph(reason.data, style, out);
		buffer_add_char(out, '\n');
	}
	buffer_clear(&reason);
}

/* Ends the lines before with one empty row; what compilers draw ends with one already. */
static void add_gap(struct buffer *out)
{
	while (out->len > 1 && out->data[out->len - 1] == '\n' && out->data[out->len - 2] == '\n')
		buffer_truncate(out, out->len - 1);
	buffer_add_char(out, '\n');
}

static void draw_failure(const struct verdict_page *page, const struct style *style,
			 struct buffer *out)
{
	add_long_reason(page->verdict, style, out);
	report_body(page->verdict, &page->options, style, out);
	if (page->fits) {
		add_gap(out);
		style_addf(out, style, INK_YELLOW, "A hint fits %s: h opens it.",
			   libtest_short_name(page->fits));
		buffer_add_char(out, '\n');
	}
	add_gap(out);
	verdict_page_add_task(page->task, page->exercise, style, out);
}

/* ------------------------------------------------------------------------------------------------ */

void verdict_page_draw(const struct verdict_page *page, const struct style *style,
		       struct buffer *out)
{
	buffer_add_string(out, page->lesson);
	if (!page->exercise) {
		pass_page_add_next(page, style, out);
	} else if (!page->verdict) {
		if (!*page->lesson) {
			buffer_add_char(out, '\n');
			verdict_page_add_task(page->task, page->exercise, style, out);
		}
	} else if (page->verdict->outcome == OUTCOME_PASSED) {
		pass_page_draw(page, style, out);
	} else if (*page->lesson) {
		report_body(page->verdict, &page->options, style, out);
	} else {
		draw_failure(page, style, out);
	}
}

size_t verdict_page_row(const char *page, const struct style *style, size_t columns)
{
	const char *mark = style_mark(style, "▸ ", "> ");
	size_t row = 0;

	for (const char *at = page; *at; row++, text_take_row(page, &at, columns)) {
		size_t skip = 0;

		if (*at == '\x1b')
			skip = strcspn(at, "m") + 1;
		if (strncmp(at + skip, mark, strlen(mark)) == 0)
			return row;
	}
	return 0;
}
