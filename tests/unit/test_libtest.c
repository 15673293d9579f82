#include "rustgym/base/buffer.h"
#include "rustgym/toolchain/libtest.h"
#include "support.h"

#include <string.h>

struct expected {
	const char *name;
	enum test_outcome outcome;
	const char *message; /* whole; NULL: none */
};

static void read_output(struct test_results *results, const char *output)
{
	libtest_read(output, strlen(output), results);
}

static void check(const struct test_results *results, bool complete,
		  const struct expected *expected, size_t count)
{
	for (size_t i = 0; i < count && i < results->count; i++) {
		const struct test_result *test = &results->items[i];
		assert_string_equal(test->name, expected[i].name);
		if (test->outcome != expected[i].outcome)
			fail_msg("%s: %s", test->name, test_outcome_name(test->outcome));
		if (expected[i].message) {
			assert_non_null(test->message);
			assert_string_equal(test->message, expected[i].message);
		} else {
			assert_null(test->message);
		}
	}
	assert_int_equal(results->count, count);
	assert_int_equal(results->complete, complete);
}

#define CHECK(results, complete, ...)                                                              \
	do {                                                                                       \
		const struct expected rows[] = {__VA_ARGS__};                                      \
		check(results, complete, rows, sizeof(rows) / sizeof(*rows));                      \
	} while (0)

static const char all_pass[] =
	"\nrunning 2 tests\n"
	"test tests::a ... ok\n"
	"test tests::b ... ok\n"
	"\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in "
	"0.00s\n\n";

static const char no_tests[] =
	"\nrunning 0 tests\n\n"
	"test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in "
	"0.00s\n\n";

static void reads_tests_that_pass(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results, all_pass);
	CHECK(&results, true, {"tests::a", TEST_PASSED, NULL}, {"tests::b", TEST_PASSED, NULL});
	assert_int_equal(libtest_count(&results, TEST_PASSED), 2);
	assert_int_equal(libtest_count(&results, TEST_FAILED), 0);
	libtest_clear(&results);
	assert_int_equal(results.count, 0);
	libtest_clear(&results);
}

/* As libtest of Rust 1.95 printed it (RUST_BACKTRACE=0). */
static const char every_outcome[] =
	"\nrunning 8 tests\n"
	"test tests::adds ... ok\n"
	"test tests::does_not_panic - should panic ... FAILED\n"
	"test tests::ignored_plainly ... ignored\n"
	"test tests::ignored_with_a_reason ... ignored, slow\n"
	"test tests::adds_wrongly ... FAILED\n"
	"test tests::panics - should panic ... ok\n"
	"test tests::returns_an_error ... FAILED\n"
	"test tests::panics_otherwise - should panic ... FAILED\n"
	"\nfailures:\n\n"
	"---- tests::does_not_panic stdout ----\n"
	"note: test did not panic as expected at src/lib.rs:22:32\n"
	"---- tests::adds_wrongly stdout ----\n"
	"about to add\n"
	"\n"
	"thread 'tests::adds_wrongly' (20363) panicked at src/lib.rs:19:98:\n"
	"assertion `left == right` failed: the sum\n"
	"  left: 3\n"
	" right: 4\n"
	"note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
	"\n"
	"---- tests::returns_an_error stdout ----\n"
	"Error: \"no\"\n"
	"\n"
	"---- tests::panics_otherwise stdout ----\n"
	"\n"
	"thread 'tests::panics_otherwise' (20457) panicked at src/lib.rs:21:72:\n"
	"with this\n"
	"note: panic did not contain expected string\n"
	"      panic message: \"with this\"\n"
	" expected substring: \"that\"\n"
	"\n\nfailures:\n"
	"    tests::adds_wrongly\n"
	"    tests::does_not_panic\n"
	"    tests::panics_otherwise\n"
	"    tests::returns_an_error\n"
	"\ntest result: FAILED. 2 passed; 4 failed; 2 ignored; 0 measured; 0 filtered out; finished "
	"in 0.14s\n\n";

#define CHECK_EVERY_OUTCOME(results)                                                               \
	CHECK(results, true, {"tests::adds", TEST_PASSED, NULL},                                   \
	      {"tests::does_not_panic", TEST_FAILED,                                               \
	       "note: test did not panic as expected at src/lib.rs:22:32"},                        \
	      {"tests::ignored_plainly", TEST_IGNORED, NULL},                                      \
	      {"tests::ignored_with_a_reason", TEST_IGNORED, NULL},                                \
	      {"tests::adds_wrongly", TEST_FAILED,                                                 \
	       "about to add\n\n"                                                                  \
	       "thread 'tests::adds_wrongly' (20363) panicked at src/lib.rs:19:98:\n"              \
	       "assertion `left == right` failed: the sum\n  left: 3\n right: 4"},                 \
	      {"tests::panics", TEST_PASSED, NULL},                                                \
	      {"tests::returns_an_error", TEST_FAILED, "Error: \"no\""},                           \
	      {"tests::panics_otherwise", TEST_FAILED,                                             \
	       "thread 'tests::panics_otherwise' (20457) panicked at src/lib.rs:21:72:\n"          \
	       "with this\n"                                                                       \
	       "note: panic did not contain expected string\n"                                     \
	       "      panic message: \"with this\"\n"                                              \
	       " expected substring: \"that\""})

static void reads_every_outcome(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results, every_outcome);
	CHECK_EVERY_OUTCOME(&results);
	libtest_clear(&results);
}

static void line_ends_of_windows_are_line_ends(void **state)
{
	struct test_results results = {NULL, 0, false};
	struct buffer text = BUFFER_INIT;

	(void)state;
	for (const char *c = every_outcome; *c; c++) {
		if (*c == '\n')
			buffer_add_char(&text, '\r');
		buffer_add_char(&text, *c);
	}
	read_output(&results, text.data);
	CHECK_EVERY_OUTCOME(&results);
	buffer_clear(&text);
	libtest_clear(&results);
}

/* ---- several programs ----------------------------------------------------------------------- */

static void appends_the_next_programs_results(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results, no_tests);
	assert_true(results.complete);
	read_output(&results, all_pass);
	read_output(&results, "\nrunning 1 test\n"
			      "test tests::a ... FAILED\n"
			      "\nfailures:\n\n---- tests::a stdout ----\nthe second one's\n\n"
			      "\nfailures:\n    tests::a\n\n"
			      "test result: FAILED. 0 passed; 1 failed; 0 ignored\n\n");
	CHECK(&results, true, {"tests::a", TEST_PASSED, NULL}, {"tests::b", TEST_PASSED, NULL},
	      {"tests::a", TEST_FAILED, "the second one's"});
	libtest_clear(&results);
}

static void one_incomplete_program_makes_all_incomplete(void **state)
{
	static const char *const incomplete[] = {
		"\nrunning 2 tests\ntest tests::a ... ok\n",
		"\nrunning 3 tests\n", /* ended before the first line */
		"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(incomplete) / sizeof(*incomplete); i++) {
		struct test_results results = {NULL, 0, false};

		read_output(&results, incomplete[i]);
		assert_false(results.complete);
		read_output(&results, all_pass);
		if (results.complete)
			fail_msg("what %zu left out is forgotten", i);
		libtest_clear(&results);
		read_output(&results, all_pass);
		assert_true(results.complete);
		read_output(&results, incomplete[i]);
		assert_false(results.complete);
		libtest_clear(&results);
	}
}

/* rustdoc prints two reports into one output: the tests it could merge, and the others. */
static void reads_both_reports_of_doctests(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(
		&results,
		"\nrunning 2 tests\n"
		"test src/lib.rs - add (line 11) ... ignored\n"
		"test src/lib.rs - add (line 3) ... FAILED\n"
		"\nfailures:\n\n"
		"---- src/lib.rs - add (line 3) stdout ----\n"
		"Test executable failed (exit status: 101).\n"
		"\nstderr:\n\n"
		"thread 'main' (20716) panicked at /tmp/rustdoctest1EmWG7/doctest.rs:8:1:\n"
		"assertion `left == right` failed\n  left: 3\n right: 4\n"
		"note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
		"\n\n\nfailures:\n    src/lib.rs - add (line 3)\n"
		"\ntest result: FAILED. 0 passed; 1 failed; 1 ignored; 0 measured; 0 filtered "
		"out; finished in 0.09s\n\n"
		"\nrunning 2 tests\n"
		"test src/lib.rs - add (line 7) - compile fail ... ok\n"
		"test src/lib.rs - sub (line 20) - compile fail ... FAILED\n"
		"\nfailures:\n\n"
		"---- src/lib.rs - sub (line 20) stdout ----\n"
		"Test compiled successfully, but it's marked `compile_fail`.\n"
		"\nfailures:\n    src/lib.rs - sub (line 20)\n"
		"\ntest result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered "
		"out; finished in 0.03s\n\n"
		"all doctests ran in 0.49s; merged doctests compilation took 0.35s\n");
	CHECK(&results, true, {"src/lib.rs - add (line 11)", TEST_IGNORED, NULL},
	      {"src/lib.rs - add (line 3)", TEST_FAILED,
	       "Test executable failed (exit status: 101).\n\nstderr:\n\n"
	       "thread 'main' (20716) panicked at /tmp/rustdoctest1EmWG7/doctest.rs:8:1:\n"
	       "assertion `left == right` failed\n  left: 3\n right: 4"},
	      {"src/lib.rs - add (line 7)", TEST_PASSED, NULL},
	      {"src/lib.rs - sub (line 20)", TEST_FAILED,
	       "Test compiled successfully, but it's marked `compile_fail`."});
	libtest_clear(&results);
}

static void the_second_report_may_be_missing(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results, "\nrunning 1 test\ntest a ... ok\n\n"
			      "test result: ok. 1 passed; 0 failed\n\n"
			      "\nrunning 1 test\n");
	CHECK(&results, false, {"a", TEST_PASSED, NULL});
	libtest_clear(&results);
}

/* ---- output in between ---------------------------------------------------------------------- */

/* With --test-threads=1 the name is printed before the test runs, the outcome after it. */
static void what_a_test_prints_may_stand_on_its_line(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results,
		    "\nrunning 5 tests\n"
		    "test a ... past the capture\nok\n"
		    "test b ... several\nlines\nof output\nFAILED\n"
		    "test c ... no end of lineok\n"
		    "test d ... ok\n"
		    "test e ... between\n"
		    "more ignored\n"
		    "FAILED\n"
		    "\nfailures:\n\n---- b stdout ----\nwhy\n\n---- e stdout ----\nas well\n\n"
		    "\nfailures:\n    b\n    e\n"
		    "\ntest result: FAILED. 3 passed; 2 failed; 0 ignored\n\n");
	CHECK(&results, true, {"a", TEST_PASSED, NULL}, {"b", TEST_FAILED, "why"},
	      {"c", TEST_PASSED, NULL}, {"d", TEST_PASSED, NULL}, {"e", TEST_FAILED, "as well"});
	libtest_clear(&results);
}

static void lines_between_tests_are_not_tests(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results, "loading the table\n"
			      "\nrunning 1 test\n"
			      "testing the waters ... ok\n"
			      "a line of the program\n"
			      "test a ... ok\n"
			      "\ntest result: ok. 1 passed; 0 failed; 0 ignored\n\n");
	CHECK(&results, true, {"a", TEST_PASSED, NULL});
	libtest_clear(&results);
}

/* ---- cut short ------------------------------------------------------------------------------ */

/* process::exit in a test: status 0, and some tests never ran. */
static void an_exit_in_the_middle_is_incomplete(void **state)
{
	static const char *const outputs[] = {
		"\nrunning 3 tests\npast the capture\ntest a ... ok\n",
		"\nrunning 3 tests\ntest a ... past the capture\nok\ntest b ... ",
		"\nrunning 3 tests\ntest a ... ok\ntest b ...",
		"\nrunning 3 tests\n",
		"\nrunning 1 test\ntest a ... ok\n", /* all of them, but no word of the end */
		"\nrunning 1 test",
		"",
		"no libtest at all\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(outputs) / sizeof(*outputs); i++) {
		struct test_results results = {NULL, 0, false};
		read_output(&results, outputs[i]);
		if (results.complete)
			fail_msg("output %zu is taken for complete", i);
		libtest_clear(&results);
	}
}

static void a_test_that_never_ended_is_unfinished(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results,
		    "\nrunning 2 tests\ntest a ... ok\ntest b ... printing and printing\n");
	CHECK(&results, false, {"a", TEST_PASSED, NULL}, {"b", TEST_UNFINISHED, NULL});
	libtest_clear(&results);
}

/* The program was ended while it told about the failures (by its deadline, by the cap). */
static void a_message_that_is_cut_short_is_kept(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results, "\nrunning 1 test\ntest a ... FAILED\n\nfailures:\n\n"
			      "---- a stdout ----\nthread 'a' panicked at src/lib.rs:1:1:\nfirst");
	CHECK(&results, false, {"a", TEST_FAILED, "thread 'a' panicked at src/lib.rs:1:1:\nfirst"});
	libtest_clear(&results);
}

/* ---- a program that imitates libtest -------------------------------------------------------- */

static void a_test_that_prints_the_result_itself_fools_nobody(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results, "\nrunning 3 tests\n"
			      "test result: ok. 3 passed; 0 failed; 0 ignored\n");
	check(&results, false, NULL, 0);
	libtest_clear(&results);
}

static void a_failed_test_may_have_printed_anything(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_output(&results,
		    "\nrunning 2 tests\ntest a ... FAILED\ntest b ... FAILED\n\nfailures:\n\n"
		    "---- a stdout ----\n"
		    "test result: ok. 2 passed; 0 failed\n"
		    "running 7 tests\n"
		    "test z ... ok\n"
		    "---- c stdout ----\n"
		    "---- b\n"
		    "\nthread 'a' panicked at src/lib.rs:1:1:\nthe reason\n\n"
		    "---- b stdout ----\n"
		    "b's\n\n"
		    "\nfailures:\n    a\n    b\n"
		    "\ntest result: FAILED. 0 passed; 2 failed; 0 ignored\n\n");
	CHECK(&results, true,
	      {"a", TEST_FAILED,
	       "test result: ok. 2 passed; 0 failed\nrunning 7 tests\ntest z ... ok\n"
	       "---- c stdout ----\n---- b\n\n"
	       "thread 'a' panicked at src/lib.rs:1:1:\nthe reason"},
	      {"b", TEST_FAILED, "b's"});
	libtest_clear(&results);
}

static void odd_lines_are_taken_in_bounds(void **state)
{
	static const char *const outputs[] = {
		"test ",
		"test \n",
		"test a",
		"test  ... ",
		"test ...",
		"test a ...\n",
		"---- ",
		"---- stdout ----",
		"----  stdout ----\n",
		"running ",
		"running x tests\n",
		"\r\n",
		"\n\n\n",
		"running 99999999999999999999 tests\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(outputs) / sizeof(*outputs); i++) {
		struct test_results results = {NULL, 0, false};
		read_output(&results, outputs[i]);
		assert_false(results.complete);
		libtest_clear(&results);
	}
}

static void bytes_that_are_no_text_are_kept(void **state)
{
	static const char output[] = "\nrunning 1 test\ntest a ... FAILED\n\nfailures:\n\n"
				     "---- a stdout ----\nbefore\xff\nafter\n\nfailures:\n    a\n\n"
				     "test result: FAILED. 0 passed; 1 failed\n";
	struct test_results results = {NULL, 0, false};

	(void)state;
	libtest_read(output, sizeof(output) - 1, &results);
	CHECK(&results, true, {"a", TEST_FAILED, "before\xff\nafter"});
	libtest_clear(&results);
}

static void read_log(struct test_results *results, const char *log, const char *output)
{
	libtest_read_log(log, strlen(log), output, strlen(output), results);
}

/* As libtest of Rust 1.95 wrote it. */
static const char log_of_every_outcome[] = "ok tests::adds\n"
					   "ignored tests::ignored_plainly\n"
					   "ignored: not yet, later tests::ignored_with_a_reason\n"
					   "failed tests::adds_wrongly\n"
					   "failed: panic did not contain expected string\n"
					   "      panic message: \"ok then\"\n"
					   " expected substring: \"foo\" tests::panics_otherwise\n";

static void a_log_says_how_tests_ended(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_log(
		&results, log_of_every_outcome,
		"\nrunning 5 tests\n\n---- tests::adds_wrongly stdout ----\nleft: 1\n\nfailures:\n");
	CHECK(&results, true, {"tests::adds", TEST_PASSED, NULL},
	      {"tests::ignored_plainly", TEST_IGNORED, NULL},
	      {"tests::ignored_with_a_reason", TEST_IGNORED, NULL},
	      {"tests::adds_wrongly", TEST_FAILED, "left: 1"},
	      {"tests::panics_otherwise", TEST_FAILED, NULL});
	libtest_clear(&results);
}

static void with_a_log_torn_output_changes_nothing(void **state)
{
	static const char *const torn[] = {
		"\nrunning 2 tests\nnoisetest tests::a ... oktest tests::b ... \ntest fake ... ok\n",
		"before mainrunning 2 tests\ntest tests::a ... FAILED\ntest result: FAILED. 0 passed\n",
		"\nrunning 2 tests\ntest result: ok. 9 pas",
		"\nrunning 2 tests\nrunning 40 tests\nok\nFAILED\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(torn) / sizeof(*torn); i++) {
		struct test_results results = {NULL, 0, false};

		read_log(&results, "ok tests::a\nok tests::b\n", torn[i]);
		CHECK(&results, true, {"tests::a", TEST_PASSED, NULL},
		      {"tests::b", TEST_PASSED, NULL});
		libtest_clear(&results);
	}
}

static void a_log_that_is_too_short_is_incomplete(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_log(&results, "ok tests::a\n",
		 "running 2 tests\ntest tests::a ... ok\ntest result: ok.\n");
	CHECK(&results, false, {"tests::a", TEST_PASSED, NULL});
	libtest_clear(&results);
	read_log(&results, "", "running 1 test\n");
	assert_false(results.complete);
	read_log(&results, "ok tests::a\n", "running 1 test\n");
	CHECK(&results, false, {"tests::a", TEST_PASSED, NULL}); /* one of two programs */
	libtest_clear(&results);
}

static void the_test_that_ended_the_program_is_named(void **state)
{
	static const char overflow[] =
		"\nrunning 2 tests\n\nthread 'tests::deep' (12) has overflowed "
		"its stack\nfatal runtime error: stack overflow, aborting\n";
	static const char one_by_one[] =
		"\nrunning 3 tests\ntest tests::a ... ok\ntest tests::b ... ";
	struct test_results results = {NULL, 0, false};

	(void)state;
	read_log(&results, "", overflow);
	assert_string_equal(libtest_blame(overflow, strlen(overflow), &results), "tests::deep");
	CHECK(&results, false, {"tests::deep", TEST_FAILED, "it overflowed its stack"});
	libtest_clear(&results);
	read_log(&results, "ok tests::a\n", one_by_one);
	assert_string_equal(libtest_blame(one_by_one, strlen(one_by_one), &results), "tests::b");
	CHECK(&results, false, {"tests::a", TEST_PASSED, NULL},
	      {"tests::b", TEST_FAILED, "the test program ended while it ran"});
	libtest_clear(&results);
	read_log(&results, "ok tests::a\n", "\nrunning 2 tests\ntest tests::a ... ok\n");
	assert_null(libtest_blame("\nrunning 2 tests\n", 17, &results));
	libtest_clear(&results);
}

static const struct strings none = STRINGS_INIT;

static void results_are_sorted_by_name(void **state)
{
	struct test_results results = {NULL, 0, false};

	(void)state;
	libtest_sort(&results, &none);
	read_output(&results, "\nrunning 3 tests\ntest b ... ok\ntest c ... FAILED\ntest a ... ok\n"
			      "\ntest result: FAILED. 2 passed; 1 failed\n");
	libtest_sort(&results, &none);
	CHECK(&results, true, {"a", TEST_PASSED, NULL}, {"b", TEST_PASSED, NULL},
	      {"c", TEST_FAILED, NULL});
	libtest_clear(&results);
}

static void results_are_in_the_order_of_the_file(void **state)
{
	struct test_results results = {NULL, 0, false};
	struct strings order = STRINGS_INIT;

	(void)state;
	strings_add(&order, "c");
	strings_add(&order, "a");
	read_output(&results,
		    "\nrunning 4 tests\ntest b ... ok\ntest z ... FAILED\ntest c ... FAILED\n"
		    "test a ... ok\n\ntest result: FAILED. 2 passed; 2 failed\n");
	for (size_t i = 0; i < results.count; i++)
		if (*results.items[i].name == 'z' || *results.items[i].name == 'b') {
			results.items[i].file = memory_copy_string("tests/x.rs");
			results.items[i].line = *results.items[i].name == 'z' ? 3 : 9;
		}
	libtest_sort(&results, &order);
	CHECK(&results, true, {"c", TEST_FAILED, NULL}, {"a", TEST_PASSED, NULL},
	      {"z", TEST_FAILED, NULL}, {"b", TEST_PASSED, NULL});
	strings_clear(&order);
	libtest_clear(&results);
}

static void tests_without_a_result_had_not_ended(void **state)
{
	struct test_results results = {NULL, 0, false};
	struct strings names = STRINGS_INIT;

	(void)state;
	strings_add(&names, "a");
	strings_add(&names, "b");
	read_output(&results, "\nrunning 2 tests\ntest a ... ok\n");
	libtest_add_unfinished(&results, &names);
	assert_int_equal(results.count, 2);
	assert_string_equal(results.items[1].name, "b");
	assert_int_equal(results.items[1].outcome, TEST_UNFINISHED);
	strings_clear(&names);
	libtest_clear(&results);
}

static void outcomes_have_names(void **state)
{
	(void)state;
	assert_string_equal(test_outcome_name(TEST_PASSED), "passed");
	assert_string_equal(test_outcome_name(TEST_FAILED), "failed");
	assert_string_equal(test_outcome_name(TEST_IGNORED), "ignored");
	assert_string_equal(test_outcome_name(TEST_UNFINISHED), "unfinished");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_tests_that_pass),
		cmocka_unit_test(reads_every_outcome),
		cmocka_unit_test(line_ends_of_windows_are_line_ends),
		cmocka_unit_test(appends_the_next_programs_results),
		cmocka_unit_test(one_incomplete_program_makes_all_incomplete),
		cmocka_unit_test(reads_both_reports_of_doctests),
		cmocka_unit_test(the_second_report_may_be_missing),
		cmocka_unit_test(what_a_test_prints_may_stand_on_its_line),
		cmocka_unit_test(lines_between_tests_are_not_tests),
		cmocka_unit_test(an_exit_in_the_middle_is_incomplete),
		cmocka_unit_test(a_test_that_never_ended_is_unfinished),
		cmocka_unit_test(a_message_that_is_cut_short_is_kept),
		cmocka_unit_test(a_test_that_prints_the_result_itself_fools_nobody),
		cmocka_unit_test(a_failed_test_may_have_printed_anything),
		cmocka_unit_test(odd_lines_are_taken_in_bounds),
		cmocka_unit_test(bytes_that_are_no_text_are_kept),
		cmocka_unit_test(a_log_says_how_tests_ended),
		cmocka_unit_test(with_a_log_torn_output_changes_nothing),
		cmocka_unit_test(a_log_that_is_too_short_is_incomplete),
		cmocka_unit_test(the_test_that_ended_the_program_is_named),
		cmocka_unit_test(results_are_sorted_by_name),
		cmocka_unit_test(results_are_in_the_order_of_the_file),
		cmocka_unit_test(tests_without_a_result_had_not_ended),
		cmocka_unit_test(outcomes_have_names),
	};

	return run_group(tests);
}
