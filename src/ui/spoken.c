#include "rustgym/ui/spoken.h"
#include "rustgym/toolchain/panic.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"

#include <inttypes.h>
#include <string.h>

static void add_clean(const char *text, size_t len, struct buffer *out)
{
	while (len && strchr(" \n", text[len - 1]))
		len--;
	text_line(text, len, out);
}

static void add_place(const char *file, int line, struct buffer *out)
{
	const char *slash = file ? strrchr(file, '/') : NULL;

	if (!file || line <= 0)
		return;
	buffer_add_string(out, ", ");
	add_clean(slash ? slash + 1 : file, strlen(slash ? slash + 1 : file), out);
	buffer_addf(out, " line %d", line);
}

static void add_test(const struct test_result *test, struct buffer *out)
{
	struct panic panic;
	struct panic_values values;

	add_clean(test->name, strlen(test->name), out);
	add_place(test->file, test->line, out);
	buffer_add_string(out, ": ");
	if (!test->message) {
		buffer_add_string(out, "it did not say why");
	} else if (panic_is_missing(test->message, &panic)) {
		buffer_add_string(out, "it did not panic, and it should");
	} else if (!panic_find(test->message, test->name, &panic)) {
		add_clean(test->message, strlen(test->message), out);
	} else if (!panic_values(&panic, &values)) {
		add_clean(panic.text, strlen(panic.text), out);
	} else {
		add_clean(values.about, values.about_len, out);
		buffer_add_string(out, ". Left is ");
		add_clean(values.left, values.left_len, out);
		buffer_add_string(out, ", right is ");
		add_clean(values.right, values.right_len, out);
	}
}

void spoken_finding(const struct verdict *v, size_t index, struct buffer *out)
{
	size_t errors = diagnostics_count(&v->diagnostics, LEVEL_ERROR), number = 0;
	size_t count = report_findings(v);

	if (index >= count)
		return;
	buffer_add_string(out, errors ? "Error" : "Failed test");
	if (count > 1)
		buffer_addf(out, " %zu of %zu", index + 1, count);
	buffer_add_string(out, errors ? "" : ", ");
	for (size_t i = 0; errors && i < v->diagnostics.count; i++) {
		const struct diagnostic *d = &v->diagnostics.items[i];

		if (d->level != LEVEL_ERROR || number++ != index)
			continue;
		add_place(d->file, d->line, out);
		if (d->code)
			buffer_addf(out, ", %s", d->code);
		buffer_add_string(out, ": ");
		add_clean(d->message, strlen(d->message), out);
	}
	for (size_t i = 0; !errors && i < v->tests.count; i++)
		if (v->tests.items[i].outcome == TEST_FAILED && number++ == index)
			add_test(&v->tests.items[i], out);
	buffer_add_string(out, ".\n");
}

/* Says the first line in which the output differs. */
static void add_output(const struct verdict *v, struct buffer *out)
{
	const char *should = v->exercise->prints, *is = v->output;

	for (int line = 1; should && is; line++) {
		size_t expected = strcspn(should, "\n"), got = strcspn(is, "\n");

		if (expected != got || strncmp(should, is, got) != 0) {
			buffer_addf(out, "Line %d should be: ", line);
			add_clean(should, expected, out);
			buffer_add_string(out, ". It is: ");
			add_clean(is, got, out);
			buffer_add_string(out, ".\n");
			return;
		}
		if (!should[expected] && !is[got])
			return;
		should += expected + (should[expected] == '\n');
		is += got + (is[got] == '\n');
	}
}

void spoken_verdict(const struct verdict *v, struct buffer *out)
{
	static const char *const states[] = {
		[OUTCOME_PASSED] = "Passed",
		[OUTCOME_FAILED] = "Failed",
		[OUTCOME_UNVERIFIED] = "Not verified",
	};
	size_t passed = libtest_count(&v->tests, TEST_PASSED);

	buffer_addf(out, "%s: %s", states[v->outcome], v->exercise->name);
	if (v->reason) {
		buffer_add_string(out, ": ");
		add_clean(v->reason, strlen(v->reason), out);
	} else if (passed) {
		buffer_addf(out, ", %zu test%s", passed, passed == 1 ? "" : "s");
	}
	buffer_addf(out, ", after %" PRIu64 ".%" PRIu64 " seconds.\n", v->ms.total / 1000,
		    v->ms.total % 1000 / 100);
	if (v->note) {
		add_clean(v->note, strlen(v->note), out);
		buffer_add_char(out, '\n');
	}
	if (v->outcome == OUTCOME_FAILED && v->wrong_output)
		add_output(v, out);
	else if (v->outcome == OUTCOME_FAILED)
		spoken_finding(v, 0, out);
}

void spoken_exercise(const struct exercise *exercise, size_t count, struct buffer *out)
{
	const struct topic *topic = exercise->topic;

	buffer_addf(out, "%s: %s, exercise %zu of %zu, topic %s %zu of %zu.\nIts file is %s%s%s.\n",
		    exercise->name, exercise->title, exercise->index + 1, count, topic->title,
		    exercise->index - topic->first + 1, topic->count, exercise->path,
		    exercise->folder ? "/" : "",
		    exercise->folder ? exercise_first_file(exercise) : "");
}
