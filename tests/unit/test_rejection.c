#include "author/rejection.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define ONE "hints/parcel.wrong.1.rs"
#define FOLDER "hints/parcel.wrong"

static const struct exercise exercise = {.name = "parcel"};

static struct verdict *failed_at(enum step step)
{
	struct verdict *verdict = verdict_new(&exercise);

	verdict->outcome = OUTCOME_FAILED;
	verdict->step = step;
	verdict->reason = memory_copy_string("a reason");
	return verdict;
}

static struct verdict *with_error(struct verdict *verdict, enum level level, const char *code)
{
	struct diagnostic d = {.level = level,
			       .code = memory_copy_string(code),
			       .message = memory_copy_string("a message"),
			       .rendered = memory_format("%s %d\n", code ? code : "none", level)};

	diagnostics_add(&verdict->diagnostics, &d);
	return verdict;
}

static struct verdict *with_test(struct verdict *verdict, const char *name,
				 enum test_outcome outcome)
{
	struct test_results *tests = &verdict->tests;

	tests->items = memory_resize(tests->items, tests->count + 1, sizeof(*tests->items));
	tests->items[tests->count++] = (struct test_result){
		.name = memory_copy_string(name), .outcome = outcome, .message = NULL};
	return verdict;
}

/* ---- what a verdict found ------------------------------------------------------------------- */

/* Frees the verdict. */
static void assert_names(struct verdict *verdict, const char *expected)
{
	struct strings names = STRINGS_INIT;
	struct buffer text = BUFFER_INIT;

	rejection_names(verdict, &names);
	for (size_t i = 0; i < names.count; i++)
		buffer_addf(&text, "%s%s", i ? ", " : "", names.items[i]);
	assert_string_equal(text.data, expected);
	buffer_clear(&text);
	strings_clear(&names);
	verdict_free(verdict);
}

static void all_that_fails_is_named_once(void **state)
{
	struct verdict *verdict = failed_at(STEP_BUILD);

	(void)state;
	with_error(verdict, LEVEL_WARNING, "unused_variables");
	with_error(verdict, LEVEL_ERROR, "E0382");
	with_error(verdict, LEVEL_ERROR, NULL);
	with_error(verdict, LEVEL_ERROR, "clippy::eq_op");
	assert_names(verdict, "E0382, clippy::eq_op, message");
	verdict = with_test(failed_at(STEP_TEST), "tests::a", TEST_FAILED);
	with_test(verdict, "tests::b", TEST_PASSED);
	with_test(verdict, "src/lib.rs - f (line 3)", TEST_FAILED);
	assert_names(verdict, "tests::a, src/lib.rs - f (line 3)");
	verdict = verdict_new(&exercise);
	assert_names(verdict, "");
}

static void words_stand_for_what_has_no_name(void **state)
{
	struct verdict *verdict = failed_at(STEP_RUN);

	(void)state;
	verdict->wrong_output = true;
	assert_names(verdict, "output");
	assert_names(failed_at(STEP_RUN), "panic");
	verdict = failed_at(STEP_TEST);
	verdict->transient = true;
	assert_names(verdict, "panic");
	verdict = failed_at(STEP_TEST);
	verdict->transient = verdict->deadline = true;
	assert_names(with_test(verdict, "tests::a", TEST_UNFINISHED), "deadline");
	assert_names(failed_at(STEP_FMT), "fmt");
}

/* ---- what an answer says -------------------------------------------------------------------- */

/* Frees the verdict. part NULL: no problem; else the first one begins with it, "file:line: ...". */
static void assert_check(struct sandbox *box, const char *answer, struct verdict *verdict,
			 const char *part)
{
	struct problems problems = PROBLEMS_INIT;
	struct buffer out = BUFFER_INIT;

	rejection_check(box->root, sandbox_path(box, "%s", answer), verdict, &problems);
	problems_write(&problems, &out);
	if (part)
		assert_contains(out.data, part);
	else
		assert_string_equal(out.data, "");
	buffer_clear(&out);
	problems_clear(&problems);
	verdict_free(verdict);
}

static struct verdict *two_tests(void)
{
	return with_test(with_test(failed_at(STEP_TEST), "tests::a", TEST_FAILED), "tests::b",
			 TEST_FAILED);
}

static void what_is_named_rejects_it(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, ONE, "// Wrong: why\n// Rejected by: tests::a\nfn f() {}\n");
	assert_check(box, ONE, two_tests(), NULL);
	sandbox_write(box, ONE, "// Wrong: why\r\n// Rejected by: tests::b , tests::a\r\n");
	assert_check(box, ONE, two_tests(), NULL);
	sandbox_write(box, ONE, "// Wrong: why\n// Rejected by: tests::c\n");
	assert_check(box, ONE, two_tests(),
		     ONE ":2: expected tests::c to reject this answer, found that these do: "
			 "tests::a, tests::b;");
	sandbox_write(box, ONE,
		      "// Wrong: why,\n// in two lines.\n// Rejected by: tests::c\n//! Text.\n");
	assert_check(box, ONE, two_tests(), ONE ":3: expected tests::c to reject");
	sandbox_write(box, ONE, "// Wrong: why,\n// in two lines.\n//! Rejected by: tests::a\n");
	assert_check(box, ONE, two_tests(), ONE ":3: expected what rejects this answer below");
	sandbox_write(box, ONE, "// Wrong: why\n// in two lines.");
	assert_check(box, ONE, two_tests(), ONE ":2: expected what rejects this answer below");
	sandbox_write(box, ONE, "// Wrong: why\n// Rejected by:\n");
	assert_check(box, ONE, two_tests(), ONE ":2: expected after \"Rejected by:\"");
}

static void a_doctests_name_may_have_commas(void **state)
{
	struct sandbox *box = *state;
	const char *name = "src/lib.rs - Pair<A, B>::new (line 3)";

	sandbox_write(box, ONE,
		      "// Wrong: why\n// Rejected by: tests::a, src/lib.rs - Pair<A, B>::new (line "
		      "3), tests::b\n");
	assert_check(box, ONE, with_test(two_tests(), name, TEST_FAILED), NULL);
	assert_check(box, ONE, two_tests(), "expected src/lib.rs - Pair<A to reject");
}

static void an_error_that_is_not_named_is_another_reason(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, ONE, "// Wrong: why\n// Rejected by: E0382\n");
	assert_check(box, ONE, with_error(failed_at(STEP_BUILD), LEVEL_ERROR, "E0382"), NULL);
	assert_check(box, ONE,
		     with_error(with_error(failed_at(STEP_BUILD), LEVEL_ERROR, "E0382"),
				LEVEL_ERROR, "E0308"),
		     ONE ":2: expected only E0382 to reject this answer, found E0308 too");
	assert_check(box, ONE,
		     with_error(with_error(failed_at(STEP_BUILD), LEVEL_ERROR, "E0382"),
				LEVEL_ERROR, NULL),
		     "found message too");
}

static void what_is_missing_is_ready_to_be_pasted(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, ONE, "fn f() {}\n// Wrong: not in the first line\n");
	assert_check(box, ONE, two_tests(), ONE ":1: expected in the first line a comment");
	assert_check(box, ONE, two_tests(), "Rejected by: tests::a, tests::b\"");
	sandbox_write(box, ONE, "// Wrong: why\nfn f() {}\n");
	assert_check(box, ONE, two_tests(), ONE ":2: expected what rejects this answer");
	assert_check(box, ONE, two_tests(), "write: // Rejected by: tests::a, tests::b\n");
	sandbox_write(box, ONE, "// Wrong:\n// Rejected by: tests::a\n");
	assert_check(box, ONE, two_tests(), ONE ":1: expected after \"Wrong:\"");
}

static void one_file_of_a_folder_says_it(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, FOLDER "/src/lib.rs", "//! Text.\n\n// Wrong: here\nfn f() {}\n");
	sandbox_write(box, FOLDER "/Cargo.toml", "[package]\n");
	assert_check(box, FOLDER, two_tests(), FOLDER "/src/lib.rs:4: expected what rejects");
	sandbox_write(box, FOLDER "/Cargo.toml", "# Wrong: and here\n# Rejected by: tests::a\n");
	assert_check(box, FOLDER, two_tests(), NULL);
	sandbox_write(box, FOLDER "/a.sql", "-- Wrong: here too\n-- Rejected by: tests::b\n");
	assert_check(box, FOLDER, two_tests(),
		     FOLDER "/a.sql:2: expected \"Rejected by:\" in one file");
	sandbox_write(box, "hints/parcel.wrong.2/src/lib.rs", "fn f() {}\n");
	assert_check(box, "hints/parcel.wrong.2", two_tests(),
		     "hints/parcel.wrong.2: expected in one of its files a comment");
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_that_fails_is_named_once),
		cmocka_unit_test(words_stand_for_what_has_no_name),
		in_sandbox(what_is_named_rejects_it),
		in_sandbox(a_doctests_name_may_have_commas),
		in_sandbox(an_error_that_is_not_named_is_another_reason),
		in_sandbox(what_is_missing_is_ready_to_be_pasted),
		in_sandbox(one_file_of_a_folder_says_it),
	};

	return run_group(tests);
}
