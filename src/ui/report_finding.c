#include "rustgym/base/path.h"
#include "rustgym/toolchain/libtest.h"
#include "rustgym/toolchain/panic.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"

#include <string.h>

/* Appends "file:line:column "; without the column where it is not known. */
static void add_source_place(const char *file, int line, int column, struct buffer *out)
{
	if (!file || line <= 0)
		return;
	text_line(path_base(file), strlen(path_base(file)), out);
	buffer_addf(out, ":%d", line);
	if (column > 0)
		buffer_addf(out, ":%d", column);
	buffer_add_char(out, ' ');
}

static void add_failed_test(const struct test_result *test, struct buffer *out)
{
	const char *name = libtest_short_name(test->name);
	struct panic panic;
	struct panic_values values;

	add_source_place(test->file, test->line, 0, out);
	text_line(name, strlen(name), out);
	if (test->message && panic_is_missing(test->message, &panic))
		buffer_add_string(out, ": it did not panic, and it should");
	if (!test->message || !panic_find(test->message, test->name, &panic))
		return;
	buffer_add_string(out, ": ");
	if (!panic_values(&panic, &values)) {
		text_line(panic.text, strcspn(panic.text, "\n"), out);
		return;
	}
	buffer_add_string(out, "left is ");
	text_line(values.left, values.left_len, out);
	buffer_add_string(out, ", right is ");
	text_line(values.right, values.right_len, out);
}

/* cargo names the path of a manifest in the first line of an error, and the cause below it. */
static void add_message(const struct diagnostic *d, struct buffer *out)
{
	static const char head[] = "\nCaused by:\n";
	const char *cause = d->rendered ? strstr(d->rendered, head) : NULL;

	if (cause)
		cause += sizeof(head) - 1 + strspn(cause + sizeof(head) - 1, " ");
	if (cause && strcspn(cause, "\n"))
		text_line(cause, strcspn(cause, "\n"), out);
	else
		text_line(d->message, strlen(d->message), out);
}

void report_first_finding(const struct verdict *v, struct buffer *out)
{
	for (size_t i = 0; i < v->diagnostics.count; i++) {
		const struct diagnostic *d = &v->diagnostics.items[i];

		if (d->level != LEVEL_ERROR)
			continue;
		add_source_place(d->file, d->line, d->column, out);
		if (d->code)
			buffer_addf(out, "%s: ", d->code);
		add_message(d, out);
		return;
	}
	for (size_t i = 0; i < v->tests.count; i++)
		if (v->tests.items[i].outcome == TEST_FAILED) {
			add_failed_test(&v->tests.items[i], out);
			return;
		}
}
