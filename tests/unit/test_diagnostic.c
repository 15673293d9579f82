/*
 * The lines are rustc 1.95's, clippy's and cargo's own, less the members that nobody reads.
 */
#include "rustgym/toolchain/diagnostic.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

/* ---- what they print ------------------------------------------------------------------------ */

static const char moved[] =
	"{\"message\":\"borrow of moved value: `s`\""
	",\"code\":{\"code\":\"E0382\",\"explanation\":\"...\"},\"level\":\"error\""
	",\"spans\":[{\"file_name\":\"a.rs\""
	",\"line_start\":3,\"column_start\":13,\"is_primary\":false"
	",\"expansion\":null},{\"file_name\":\"a.rs\""
	",\"line_start\":4,\"column_start\":16,\"is_primary\":true,\"expansion\":"
	"{\"span\":{\"file_name\":\"/rustc/59807616/library/std/src/macros.rs\""
	",\"line_start\":143,\"column_start\":28,\"is_primary\":false,\"expansion\":"
	"{\"span\":{\"file_name\":\"/rustc/59807616/library/std/src/macros.rs\""
	",\"line_start\":143,\"column_start\":28,\"is_primary\":false,\"expansion\":"
	"{\"span\":{\"file_name\":\"a.rs\""
	",\"line_start\":4,\"column_start\":5,\"is_primary\":false"
	",\"expansion\":null},\"macro_decl_name\":\"println!\"}},\"macro_decl_name\":\"$crate::format_args_nl!\"}},\"macro_decl_name\":\"desugaring of format string literal\"}},{\"file_name\":\"a.rs\""
	",\"line_start\":2,\"column_start\":9,\"is_primary\":false,\"expansion\":null}]"
	",\"rendered\":\"\\u001b[1m\\u001b[91merror[E0382]\\u001b[0m\\u001b[1m: borrow of moved value: `s`\\u001b[0m\\n"
	" \\u001b[1m\\u001b[94m--> \\u001b[0ma.rs:4:16\\n\\n\"}";

static const char unused[] =
	"{\"message\":\"unused variable: `t`\""
	",\"code\":{\"code\":\"unused_variables\",\"explanation\":\"...\"}"
	",\"level\":\"warning\",\"spans\":[{\"file_name\":\"a.rs\""
	",\"line_start\":3,\"column_start\":9,\"is_primary\":true,\"expansion\":null}]"
	",\"rendered\":\"\\u001b[1m\\u001b[33mwarning\\u001b[0m\\u001b[1m: unused variable: `t`\\u001b[0m\\n"
	" \\u001b[1m\\u001b[94m--> \\u001b[0ma.rs:3:9\\n\\n\"}";

static const char aborting[] =
	"{\"message\":\"aborting due to 1 previous error; 1 warning emitted\",\"code\":null"
	",\"level\":\"error\",\"spans\":[]"
	",\"rendered\":\"\\u001b[1m\\u001b[91merror\\u001b[0m\\u001b[1m: aborting due to 1 previous error; 1 warning emitted\\u001b[0m\\n\\n\"}";

static const char failure_note[] =
	"{\"message\":\"For more information about this error, try `rustc --explain E0382`.\""
	",\"code\":null,\"level\":\"failure-note\",\"spans\":[]"
	",\"rendered\":\"\\u001b[1mFor more information about this error, try `rustc --explain E0382`.\\u001b[0m\\n\"}";

static const char no_code[] =
	"{\"message\":\"expected expression, found `}`\",\"code\":null,\"level\":\"error\""
	",\"spans\":[{\"file_name\":\"d.rs\""
	",\"line_start\":3,\"column_start\":1,\"is_primary\":true,\"expansion\":null}]"
	",\"rendered\":\"\\u001b[1m\\u001b[91merror\\u001b[0m\\u001b[1m: expected expression, found `}`\\u001b[0m\\n"
	" \\u001b[1m\\u001b[94m--> \\u001b[0md.rs:3:1\\n  \\u001b[1m\\u001b[94m|\\u001b[0m\\n"
	"\\u001b[1m\\u001b[94m3\\u001b[0m \\u001b[1m\\u001b[94m|\\u001b[0m }\\n"
	"  \\u001b[1m\\u001b[94m|\\u001b[0m \\u001b[1m\\u001b[91m^\\u001b[0m \\u001b[1m\\u001b[91mexpected expression\\u001b[0m\\n\\n\"}";

static const char one_warning_emitted[] =
	"{\"message\":\"1 warning emitted\",\"code\":null,\"level\":\"warning\",\"spans\":[]"
	",\"rendered\":\"\\u001b[1m\\u001b[33mwarning\\u001b[0m\\u001b[1m: 1 warning emitted\\u001b[0m\\n\\n\"}";

static const char in_a_macro[] =
	"{\"message\":\"can't compare `{integer}` with `&str`\""
	",\"code\":{\"code\":\"E0277\",\"explanation\":\"...\"},\"level\":\"error\""
	",\"spans\":[{\"file_name\":\"/rustc/59807616/library/core/src/macros/mod.rs\""
	",\"line_start\":46,\"column_start\":32,\"is_primary\":true,\"expansion\":"
	"{\"span\":{\"file_name\":\"b.rs\""
	",\"line_start\":2,\"column_start\":5,\"is_primary\":false"
	",\"expansion\":null},\"macro_decl_name\":\"assert_eq!\"}}]"
	",\"rendered\":\"\\u001b[1m\\u001b[91merror[E0277]\\u001b[0m\\u001b[1m: can't compare `{integer}` with `&str`\\u001b[0m\\n"
	" \\u001b[1m\\u001b[94m--> \\u001b[0mb.rs:2:5\\n\\n\"}";

static const char denied_lint[] =
	"{\"message\":\"unneeded `return` statement\""
	",\"code\":{\"code\":\"clippy::needless_return\",\"explanation\":\"...\"}"
	",\"level\":\"error\",\"spans\":[{\"file_name\":\"k.rs\""
	",\"line_start\":2,\"column_start\":5,\"is_primary\":true,\"expansion\":null}]"
	",\"rendered\":\"\\u001b[1m\\u001b[91merror\\u001b[0m\\u001b[1m: unneeded `return` statement\\u001b[0m\\n"
	" \\u001b[1m\\u001b[94m--> \\u001b[0mk.rs:2:5\\n\\n\"}";

static const char two_spans[] =
	"{\"message\":\"mismatched types\""
	",\"code\":{\"code\":\"E0308\",\"explanation\":\"...\"},\"level\":\"error\""
	",\"spans\":[{\"file_name\":\"w.rs\""
	",\"line_start\":3,\"column_start\":19,\"is_primary\":true"
	",\"expansion\":null},{\"file_name\":\"w.rs\""
	",\"line_start\":3,\"column_start\":12,\"is_primary\":false,\"expansion\":null}]"
	",\"rendered\":\"\\u001b[1m\\u001b[91merror[E0308]\\u001b[0m\\u001b[1m: mismatched types\\u001b[0m\\n"
	" \\u001b[1m\\u001b[94m--> \\u001b[0mw.rs:3:19\\n\\n\"}";

static const char library_artifact[] =
	"{\"reason\":\"compiler-artifact\""
	",\"target\":{\"kind\":[\"lib\"],\"name\":\"pkg\",\"test\":true}"
	",\"profile\":{\"test\":false},\"executable\":null}";

static const char from_cargo[] =
	"{\"reason\":\"compiler-message\""
	",\"target\":{\"kind\":[\"bin\"],\"name\":\"pkg\",\"test\":true}"
	",\"message\":{\"message\":\"mismatched types\""
	",\"code\":{\"code\":\"E0308\",\"explanation\":\"...\"},\"level\":\"error\""
	",\"spans\":[{\"file_name\":\"src/main.rs\""
	",\"line_start\":1,\"column_start\":26,\"is_primary\":true"
	",\"expansion\":null},{\"file_name\":\"src/main.rs\""
	",\"line_start\":1,\"column_start\":20,\"is_primary\":false,\"expansion\":null}]"
	",\"rendered\":\"\\u001b[1m\\u001b[91merror[E0308]\\u001b[0m\\u001b[1m: mismatched types\\u001b[0m\\n"
	" \\u001b[1m\\u001b[94m--> \\u001b[0msrc/main.rs:1:26\\n\\n\"}}";

static const char note_from_cargo[] =
	"{\"reason\":\"compiler-message\""
	",\"target\":{\"kind\":[\"bin\"],\"name\":\"pkg\",\"test\":true}"
	",\"message\":{\"message\":\"For more information about this error, try `rustc --explain E0308`.\""
	",\"code\":null,\"level\":\"failure-note\",\"spans\":[]"
	",\"rendered\":\"\\u001b[1mFor more information about this error, try `rustc --explain E0308`.\\u001b[0m\\n\"}}";

static const char build_finished[] = "{\"reason\":\"build-finished\",\"success\":false}";

static const char test_artifact[] =
	"{\"reason\":\"compiler-artifact\""
	",\"target\":{\"kind\":[\"test\"],\"name\":\"direct\",\"test\":true}"
	",\"profile\":{\"test\":true}"
	",\"executable\":\"/w/pkg/target/debug/deps/direct-ea746d93b1a4a177\"}";

static const char program_artifact[] =
	"{\"reason\":\"compiler-artifact\""
	",\"target\":{\"kind\":[\"bin\"],\"name\":\"pkg\",\"test\":true}"
	",\"profile\":{\"test\":false},\"executable\":\"/w/pkg/target/debug/pkg\"}";

/* ---- reading it ----------------------------------------------------------------------------- */

static struct diagnostic read_line(const char *line)
{
	struct diagnostic diagnostic;

	if (!diagnostic_read(line, strlen(line), &diagnostic))
		fail_msg("not read: %s", line);
	return diagnostic;
}

static void check(const char *line, enum level level, const char *code, const char *message,
		  const char *file, int at_line, int at_column)
{
	struct diagnostic d = read_line(line);

	assert_int_equal(d.level, level);
	if (code)
		assert_string_equal(d.code, code);
	else
		assert_null(d.code);
	assert_string_equal(d.message, message);
	assert_string_equal(d.file, file);
	assert_int_equal(d.line, at_line);
	assert_int_equal(d.column, at_column);
	assert_contains(d.rendered, message);
	assert_contains(d.rendered, "\x1b[");
	assert_int_equal(d.rendered[strlen(d.rendered) - 1], '\n');
	diagnostic_clear(&d);
	assert_null(d.message);
	diagnostic_clear(&d);
}

static void an_error_stands_at_its_primary_span(void **state)
{
	(void)state;
	check(moved, LEVEL_ERROR, "E0382", "borrow of moved value: `s`", "a.rs", 4, 16);
	check(two_spans, LEVEL_ERROR, "E0308", "mismatched types", "w.rs", 3, 19);
}

static void a_warning_has_its_lint_for_a_code(void **state)
{
	(void)state;
	check(unused, LEVEL_WARNING, "unused_variables", "unused variable: `t`", "a.rs", 3, 9);
}

static void a_denied_lint_is_an_error(void **state)
{
	(void)state;
	check(denied_lint, LEVEL_ERROR, "clippy::needless_return", "unneeded `return` statement",
	      "k.rs", 2, 5);
}

static void an_error_may_have_no_code(void **state)
{
	(void)state;
	check(no_code, LEVEL_ERROR, NULL, "expected expression, found `}`", "d.rs", 3, 1);
}

/* The primary span lies in the library, where nobody can mend anything. */
static void an_error_in_a_macro_stands_where_it_was_called(void **state)
{
	(void)state;
	check(in_a_macro, LEVEL_ERROR, "E0277", "can't compare `{integer}` with `&str`", "b.rs", 2,
	      5);
}

static void cargo_wraps_the_same(void **state)
{
	(void)state;
	check(from_cargo, LEVEL_ERROR, "E0308", "mismatched types", "src/main.rs", 1, 26);
}

static void summaries_and_noise_are_not_shown(void **state)
{
	static const char *const lines[] = {
		aborting,
		failure_note,
		one_warning_emitted,
		note_from_cargo,
		build_finished,
		test_artifact,
		"",
		"plain text",
		"{",
		"{}",
		"[]",
		"null",
		"{\"reason\":\"compiler-message\"}",
		"{\"reason\":\"compiler-message\",\"message\":null}",
		"{\"reason\":\"compiler-message\",\"message\":\"text\"}",
		"{\"message\":5,\"level\":\"error\"}",
		"{\"message\":\"m\",\"level\":7}",
		"{\"message\":\"m\",\"level\":\"note\"}",
		"{\"message\":\"m\",\"level\":\"help\"}",
		"{\"$message_type\":\"artifact\",\"artifact\":\"/w/out\",\"emit\":\"link\"}",
		"{\"message\":\"12 warnings emitted\",\"level\":\"warning\"}",
		"{\"message\":\"\xff\",\"level\":\"error\"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct diagnostic d;
		if (diagnostic_read(lines[i], strlen(lines[i]), &d))
			fail_msg("read: %s", lines[i]);
	}
}

static void what_is_missing_is_left_out(void **state)
{
	struct diagnostic d = read_line("{\"message\":\"m\",\"level\":\"error\"}");

	(void)state;
	assert_string_equal(d.message, "m");
	assert_string_equal(d.rendered, "m");
	assert_null(d.code);
	assert_null(d.file);
	assert_int_equal(d.line, 0);
	diagnostic_clear(&d);
	d = read_line(
		"{\"message\":\"m\",\"level\":\"error: internal compiler error\",\"rendered\":null,"
		"\"code\":null,\"spans\":[{\"is_primary\":true}]}");
	assert_int_equal(d.level, LEVEL_ERROR);
	assert_null(d.file);
	diagnostic_clear(&d);
	d = read_line("{\"message\":\"m\",\"level\":\"warning\",\"spans\":\"x\",\"code\":5}");
	assert_int_equal(d.level, LEVEL_WARNING);
	assert_null(d.code);
	diagnostic_clear(&d);
	d = read_line("{\"message\":\"m\",\"level\":\"error\",\"spans\":[{\"is_primary\":true,"
		      "\"file_name\":\"/elsewhere.rs\",\"line_start\":7,\"column_start\":1,"
		      "\"expansion\":{\"span\":null}}]}");
	assert_string_equal(d.file, "/elsewhere.rs"); /* no better place is known */
	assert_int_equal(d.line, 7);
	diagnostic_clear(&d);
	d = read_line("{\"message\":\"m\",\"level\":\"error\",\"spans\":[{\"is_primary\":true,"
		      "\"file_name\":\"a.rs\",\"line_start\":1e300,\"column_start\":-1}]}");
	assert_string_equal(d.file, "a.rs");
	assert_int_equal(d.line, 0);
	assert_int_equal(d.column, 0);
	diagnostic_clear(&d);
	d = read_line("{\"message\":\"m\",\"level\":\"error\",\"spans\":[{\"is_primary\":true,"
		      "\"line_start\":7,\"column_start\":1}]}");
	assert_null(d.file);
	assert_int_equal(d.line, 0); /* of which file? */
	diagnostic_clear(&d);
}

static void only_len_bytes_are_read(void **state)
{
	char *line = memory_format("%s\n{\"more\":1}", unused);
	struct diagnostic d;

	(void)state;
	assert_true(diagnostic_read(line, strlen(unused), &d));
	diagnostic_clear(&d);
	assert_false(diagnostic_read(line, strlen(unused) - 1, &d));
	free(line);
}

/* ---- artifacts ------------------------------------------------------------------------------ */

static void executables_are_announced_with_their_kind(void **state)
{
	bool is_test = false;
	char *path = diagnostic_read_executable(test_artifact, strlen(test_artifact), &is_test);

	(void)state;
	assert_non_null(path);
	assert_contains(path, "/target/debug/deps/direct-");
	assert_true(is_test);
	free(path);
	path = diagnostic_read_executable(program_artifact, strlen(program_artifact), &is_test);
	assert_non_null(path);
	assert_contains(path, "/target/debug/pkg");
	assert_false(is_test);
	free(path);
}

static void what_is_no_executable_is_none(void **state)
{
	static const char *const lines[] = {
		library_artifact,
		from_cargo,
		build_finished,
		moved,
		"",
		"{",
		"[]",
		"{\"reason\":\"compiler-message\",\"executable\":\"/bin/sh\"}",
		"{\"reason\":\"compiler-artifact\",\"executable\":5}",
	};
	bool is_test;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		assert_null(diagnostic_read_executable(lines[i], strlen(lines[i]), &is_test));
}

static void a_product_is_announced_when_it_is_linked(void **state)
{
	static const char linked[] = "{\"$message_type\":\"artifact\",\"artifact\":\"/tmp/a b\","
				     "\"emit\":\"link\"}";
	static const char *const others[] = {
		"{\"$message_type\":\"artifact\",\"artifact\":\"/tmp/a.d\",\"emit\":\"dep-info\"}",
		"{\"artifact\":\"/tmp/a\"}",
		"{\"emit\":\"link\"}",
		"{\"artifact\":1,\"emit\":\"link\"}",
		"{\"artifact\":\"/tmp/a\",\"emit\":[\"link\"]}",
		"linked",
		"",
	};
	char *path = diagnostic_read_product(linked, strlen(linked));

	(void)state;
	assert_string_equal(path, "/tmp/a b");
	free(path);
	assert_null(diagnostic_read_product(linked, strlen(linked) - 1));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_null(diagnostic_read_product(others[i], strlen(others[i])));
}

/* ---- the list ------------------------------------------------------------------------------- */

static void the_same_one_is_listed_once(void **state)
{
	struct diagnostics list = {0};
	struct diagnostic d = read_line(moved);

	(void)state;
	assert_true(diagnostics_add(&list, &d));
	assert_null(d.message); /* taken over */
	d = read_line(moved);
	assert_false(diagnostics_add(&list, &d));
	assert_null(d.message);
	d = read_line(unused);
	assert_true(diagnostics_add(&list, &d));
	assert_int_equal(list.count, 2);
	assert_int_equal(diagnostics_count(&list, LEVEL_ERROR), 1);
	assert_int_equal(diagnostics_count(&list, LEVEL_WARNING), 1);
	assert_string_equal(list.items[0].code, "E0382");
	diagnostics_clear(&list);
	assert_int_equal(list.count, 0);
	diagnostics_clear(&list);
}

static void levels_have_names(void **state)
{
	(void)state;
	assert_string_equal(level_name(LEVEL_ERROR), "error");
	assert_string_equal(level_name(LEVEL_WARNING), "warning");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_stands_at_its_primary_span),
		cmocka_unit_test(a_warning_has_its_lint_for_a_code),
		cmocka_unit_test(a_denied_lint_is_an_error),
		cmocka_unit_test(an_error_may_have_no_code),
		cmocka_unit_test(an_error_in_a_macro_stands_where_it_was_called),
		cmocka_unit_test(cargo_wraps_the_same),
		cmocka_unit_test(summaries_and_noise_are_not_shown),
		cmocka_unit_test(what_is_missing_is_left_out),
		cmocka_unit_test(only_len_bytes_are_read),
		cmocka_unit_test(executables_are_announced_with_their_kind),
		cmocka_unit_test(what_is_no_executable_is_none),
		cmocka_unit_test(a_product_is_announced_when_it_is_linked),
		cmocka_unit_test(the_same_one_is_listed_once),
		cmocka_unit_test(levels_have_names),
	};

	return run_group(tests);
}
