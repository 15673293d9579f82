/* Where the tests are: their order in the files, and the source of an assertion that failed. */
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/rust_lexer.h"
#include "rustgym/course/rust_tests.h"
#include "rustgym/toolchain/panic.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

enum { SOURCE_MAX = 4 * 1024 * 1024, LINES_MAX = 6 };

/*
 * Returns the end of the statement at `at`, or `end` if that comes first: a semicolon or a brace that closes
 * outside of all brackets, or the end of the block that it is in.
 */
static const char *end_of_statement(const char *at, const char *end)
{
	int depth = 0;

	for (;;) {
		struct rust_token token = rust_token_next(at);

		if (token.kind == RUST_END || token.start >= end)
			return end;
		depth += token.kind == RUST_OPEN;
		depth -= token.kind == RUST_CLOSE;
		if (depth < 0)
			return at;
		at = rust_token_end(&token);
		if (!depth && (rust_token_is(&token, ";") || rust_token_is(&token, "}")))
			return at;
	}
}

/* Joins a line to the next one, which begins with this character: "f(" and ")" with no space between. */
static void join(char next, struct buffer *out)
{
	bool closes = strchr(")]", next);

	if (closes && out->len && out->data[out->len - 1] == ',')
		buffer_truncate(out, out->len - 1);
	if (!closes && out->len && !strchr("([", out->data[out->len - 1]))
		buffer_add_char(out, ' ');
}

/* Returns the statement that begins in this line, on one line; NULL: there is no such line. */
static char *statement_at(const char *text, int line)
{
	struct buffer out = BUFFER_INIT;
	const char *end, *stop;

	for (; line > 1 && *text; line--) {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	text += strspn(text, " \t");
	if (!*text)
		return NULL;
	for (end = text, line = 0; *end && line < LINES_MAX; line++) {
		end += strcspn(end, "\n");
		end += *end == '\n';
	}
	stop = end_of_statement(text, end);
	while (text < stop) {
		size_t len = strcspn(text, "\n");

		len = len < (size_t)(stop - text) ? len : (size_t)(stop - text);
		buffer_add(&out, text, len);
		text += len;
		len = strspn(text, " \t\r\n");
		if (len && text + len < stop)
			join(text[len], &out);
		text += len;
	}
	control_remove_in_line(out.data);
	return buffer_detach(&out);
}

/*
 * Places a failed doctest, "src/lib.rs - fee (line 12)", at the line of its documentation. Returns false for any
 * other test. The file that panicked is one that rustdoc made.
 */
static bool place_doctest(const struct verification *v, struct test_result *test)
{
	const struct exercise *e = v->exercise;
	const char *end = strstr(test->name, " - "), *line = end ? strstr(end, "(line ") : NULL;
	char *file;

	if (!line)
		return false;
	file = memory_copy(test->name, (size_t)(end - test->name));
	if (path_is_contained(file)) {
		test->file = e->folder ? path_join(e->path, file) : memory_copy_string(file);
		test->line = atoi(line + strlen("(line "));
	}
	free(file);
	return true;
}

static void place(const struct verification *v, struct test_result *test)
{
	struct buffer text = BUFFER_INIT;
	struct panic panic;
	char *path;

	if (place_doctest(v, test))
		return;
	if (!test->message || (!panic_is_missing(test->message, &panic) &&
			       !panic_find(test->message, test->name, &panic)))
		return;
	test->file = memory_copy(panic.file, panic.file_len);
	test->line = panic.line;
	if (*test->file != '/' && !path_is_contained(test->file))
		return;
	path = *test->file == '/' ? memory_copy_string(test->file) : path_join(v->root, test->file);
	if (strcmp(test->file, v->text) == 0 || *test->file != '/')
		if (file_read(path, SOURCE_MAX, &text, NULL) == 0)
			test->source = panic.text ? statement_at(text.data, test->line) : NULL;
	buffer_clear(&text);
	free(path);
}

void verify_place_tests(const struct verification *v, struct verdict *verdict)
{
	struct test_results *tests = &verdict->tests;
	const struct exercise *e = v->exercise;
	struct strings names = STRINGS_INIT;

	for (size_t i = 0; i < tests->count; i++)
		if (tests->items[i].outcome == TEST_FAILED)
			place(v, &tests->items[i]);
	for (size_t i = 0; i < (e->folder ? e->files.count : 1); i++) {
		char *below = e->folder ? path_join(e->path, e->files.items[i]) : NULL;
		const char *file = below ? below : v->text;
		char *path = *file == '/' ? memory_copy_string(file) : path_join(v->root, file);
		struct buffer text = BUFFER_INIT;

		if (file_read(path, SOURCE_MAX, &text, NULL) == 0)
			rust_tests_names(text.data, &names);
		buffer_clear(&text);
		free(path);
		free(below);
	}
	if (verdict->deadline && v->at < v->step_count && v->steps[v->at] == STEP_TEST)
		libtest_add_unfinished(tests, &names);
	libtest_sort(tests, &names);
	strings_clear(&names);
}
