/* What rustc and cargo say, a JSON object a line: it can be shown, and told on as JSON. */
#include "fuzz.h"
#include "rustgym/app/json_report.h"
#include "rustgym/base/json.h"
#include "rustgym/toolchain/diagnostic.h"
#include "rustgym/ui/report.h"

#include <stdlib.h>
#include <string.h>

static void check_diagnostic(const struct diagnostic *d)
{
	static const struct exercise exercise = {.name = "some"};
	struct style plain = {.width = 80}, coloured = {.colour = true, .width = 80};
	struct buffer out = BUFFER_INIT;
	struct json *json;
	char *text;

	CHECK(d->level == LEVEL_ERROR || d->level == LEVEL_WARNING);
	CHECK(d->message && d->rendered);
	CHECK(d->file ? d->line >= 0 && d->column >= 0 : !d->line && !d->column);
	report_diagnostic(d, &plain, &out);
	fuzz_check_printable(out.data, out.len, NO_ESCAPES);
	buffer_reset(&out);
	report_diagnostic(d, &coloured, &out);
	fuzz_check_printable(out.data, out.len, ANY_COLOURS);
	buffer_clear(&out);
	text = json_diagnostic(d, &exercise);
	CHECK(!strchr(text, '\n'));
	json = json_parse(text, strlen(text), NULL, NULL);
	CHECK(json);
	json_free(json);
	free(text);
}

static void read_line(struct diagnostics *all, const char *line, size_t len)
{
	struct diagnostic d;
	bool is_test = false;
	char *executable = diagnostic_read_executable(line, len, &is_test);
	char *product = diagnostic_read_product(line, len);
	size_t before = all->count;
	bool found = diagnostic_read(line, len, &d);

	CHECK(!executable || !found); /* one or the other */
	free(executable);
	free(product);
	if (!found)
		return;
	check_diagnostic(&d);
	CHECK(diagnostics_add(all, &d) == (all->count == before + 1));
	CHECK(!d.message);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size;
	struct diagnostics all = {0};

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((stop ? stop : end) - at);

		read_line(&all, at, len);
		at += len + 1;
	}
	CHECK(diagnostics_count(&all, LEVEL_ERROR) + diagnostics_count(&all, LEVEL_WARNING) ==
	      all.count);
	diagnostics_clear(&all);
	return 0;
}
