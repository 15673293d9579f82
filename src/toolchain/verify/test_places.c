/* Where the tests are: their order in the files, and the source of an assertion that failed. */
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"
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

/* ---- examples in the documentation -------------------------------------------------------------- */

static bool is_heading(const char *line, size_t len)
{
	return (len == strlen("stdout:\n") && strncmp(line, "stdout:\n", len) == 0) ||
	       (len == strlen("stderr:\n") && strncmp(line, "stderr:\n", len) == 0);
}

/* Removes what rustdoc says around the output of an example, so that it is as that of a test. */
static void remove_frame(char *message)
{
	bool after = false;
	char *to = message;

	if (!string_has_prefix(message, "Test executable failed ("))
		return;
	for (const char *line = message; *line;) {
		size_t len = strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n');
		bool frame = line == message || is_heading(line, len);

		if (!frame && !(after && len == 1)) {
			memmove(to, line, len);
			to += len;
		}
		after = frame;
		line += len;
	}
	*to = '\0';
}

/*
 * Places an example, "src/lib.rs - add (line 3)", at the line where it begins. rustdoc compiles it in a file of its
 * own, and a panic names lines of that one. Returns false if the name is not that of an example.
 */
static bool place_example(const struct verification *v, struct test_result *test)
{
	const char *item = strstr(test->name, " - "), *line = item ? strstr(item, "(line ") : NULL;
	char *file, *below = NULL, *path;

	if (!line)
		return false;
	file = memory_copy(test->name, (size_t)(item - test->name));
	if (path_is_contained(file))
		below = path_join(v->exercise->folder ? v->exercise->path : "", file);
	path = below ? path_join(v->root, below) : NULL;
	if (path && file_exists(path)) {
		test->file = memory_copy_string(below);
		test->line = atoi(line + strlen("(line "));
		if (test->message)
			remove_frame(test->message);
	}
	free(file);
	free(below);
	free(path);
	return test->file != NULL;
}

/* ---- placing ------------------------------------------------------------------------------------ */

static void place(const struct verification *v, struct test_result *test)
{
	struct buffer text = BUFFER_INIT;
	struct panic panic;
	char *path;

	if (place_example(v, test) || !test->message ||
	    (!panic_is_missing(test->message, &panic) &&
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
