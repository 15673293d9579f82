#include "rustgym/ui/report.h"
#include "sample_course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct style plain = {false, false, 80}, rich = {true, true, 80};

static const struct topic topic = {.title = "Ownership", .path = "exercises/01_a/01_b"};

static const struct exercise exercise = {.name = "parcel",
					 .title = "Seal it",
					 .path = "exercises/01_a/01_b/parcel.rs",
					 .topic = &topic,
					 .minutes = 5,
					 .prints = "right\n"};

/* ---- verdicts ------------------------------------------------------------------------------- */

static struct verdict *verdict_of(enum outcome outcome, enum step step, const char *reason)
{
	struct verdict *verdict = verdict_new(&exercise);

	verdict->outcome = outcome;
	verdict->step = step;
	verdict->reason = memory_copy_string(reason);
	verdict->ms.total = 1234;
	return verdict;
}

static void add_diagnostic(struct verdict *verdict, enum level level, const char *rendered)
{
	struct diagnostic d = {.level = level,
			       .message = memory_copy_string("a message"),
			       .rendered = memory_copy_string(rendered)};

	diagnostics_add(&verdict->diagnostics, &d);
}

static void add_test(struct verdict *verdict, const char *name, enum test_outcome outcome,
		     const char *message)
{
	struct test_results *tests = &verdict->tests;

	tests->items = memory_resize(tests->items, tests->count + 1, sizeof(*tests->items));
	tests->items[tests->count++] = (struct test_result){.name = memory_copy_string(name),
							    .outcome = outcome,
							    .message = memory_copy_string(message)};
}

static void set_output(struct verdict *verdict, const char *output)
{
	free(verdict->output);
	verdict->output = memory_copy_string(output);
}

/* Reports and frees the verdict. */
static char *reported(struct verdict *verdict, bool polish, const struct style *style)
{
	struct buffer out = BUFFER_INIT;

	report_verdict(verdict, polish, style, &out);
	verdict_free(verdict);
	return buffer_detach(&out);
}

static void check_report(struct verdict *verdict, const char *expected)
{
	char *text = reported(verdict, true, &plain);

	assert_string_equal(text, expected);
	free(text);
}

static void a_pass_is_one_line(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_PASSED, STEP_CLIPPY, NULL);

	(void)state;
	add_test(verdict, "a", TEST_PASSED, NULL);
	check_report(verdict, "ok parcel passed  1 test  (1.23 s)\n");
	verdict = verdict_of(OUTCOME_PASSED, STEP_CLIPPY, NULL);
	add_test(verdict, "a", TEST_PASSED, NULL);
	add_test(verdict, "b", TEST_PASSED, NULL);
	set_output(verdict, "running 2 tests ...\n"); /* of no interest after a pass */
	check_report(verdict, "ok parcel passed  2 tests  (1.23 s)\n");
}

static void a_passing_program_shows_its_output(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_PASSED, STEP_RUN, NULL);

	(void)state;
	set_output(verdict, "right\nand more");
	check_report(verdict, "ok parcel passed  (1.23 s)\n  output:\n    right\n    and more\n");
}

/* A row that goes on is below its line, and no word of it is cut. */
static void wide_output_is_broken_below_itself(void **state)
{
	static const struct style narrow = {false, false, 30};
	struct verdict *verdict = verdict_of(OUTCOME_PASSED, STEP_RUN, "passed");
	char *text;

	(void)state;
	set_output(verdict, "the parcel is on its way to the depot\n");
	text = reported(verdict, true, &narrow);
	assert_contains(text, "\n    the parcel is on its way\n    to the depot\n");
	free(text);
}

/* Its steps say that it is run as well as tested. */
static void a_passing_program_with_tests_shows_its_output(void **state)
{
	static const struct exercise both = {.name = "parcel",
					     .topic = &topic,
					     .prints = "right\n",
					     .steps = {STEP_TEST, STEP_RUN, STEP_CLIPPY},
					     .step_count = 3};
	struct verdict *verdict = verdict_of(OUTCOME_PASSED, STEP_CLIPPY, NULL);

	(void)state;
	verdict->exercise = &both;
	add_test(verdict, "a", TEST_PASSED, NULL);
	set_output(verdict, "right\n");
	check_report(verdict, "ok parcel passed  1 test  (1.23 s)\n  output:\n    right\n");
	verdict = verdict_of(OUTCOME_FAILED, STEP_RUN, "it prints something else than it should");
	verdict->exercise = &both;
	verdict->wrong_output = true;
	add_test(verdict, "a", TEST_PASSED, NULL);
	set_output(verdict, "wrong\n");
	check_report(verdict, "FAILED parcel: it prints something else than it should  (1.23 s)\n"
			      "  it prints        wrong\n  it should print  right\n"
			      "                   ^ differs from character 1 on\n");
}

static void links_are_titles_and_addresses(void **state)
{
	static const struct link links[] = {{"The Book", "https://a/"}, {"println!", "https://b/"}};
	struct exercise linked = exercise;
	struct buffer out = BUFFER_INIT;

	(void)state;
	report_links(&linked, &plain, &out);
	assert_string_equal(out.data, "");
	linked.links = links;
	linked.link_count = 2;
	report_links(&linked, &plain, &out);
	assert_string_equal(out.data,
			    "Read more\n  The Book\n    https://a/\n  println!\n    https://b/\n");
	buffer_clear(&out);
}

static void compile_errors_are_shown(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "it does not compile");

	(void)state;
	add_diagnostic(verdict, LEVEL_WARNING, "warning: unused\n");
	add_diagnostic(verdict, LEVEL_ERROR, "\x1b[1merror\x1b[0m: moved\n");
	add_diagnostic(verdict, LEVEL_ERROR, "error: without an end");
	check_report(verdict,
		     "FAILED parcel: it does not compile  (1.23 s)\n\nerror: moved\nerror: "
		     "without an end\n\npolish: 1 warning, which does not block\nwarning: "
		     "unused\n");
}

/* The standard library was built in a folder that is not on this machine. */
static void files_of_the_standard_library_are_named_in_short(void **state)
{
	struct style style = {false, false, 80};
	struct buffer out = BUFFER_INIT;
	struct diagnostic d = {
		.level = LEVEL_ERROR,
		.rendered =
			(char *)"error: cannot find macro `prinln` in this scope\n"
				" --> /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/"
				"macros.rs:138:0\n"
				" --> /rustc/other.rs:1:1\n"
				" --> /rustc/abc"};

	(void)state;
	report_diagnostic(&d, &style, &out);
	assert_string_equal(out.data, "error: cannot find macro `prinln` in this scope\n"
				      " --> library/std/src/macros.rs:138:0\n"
				      " --> /rustc/other.rs:1:1\n"
				      " --> /rustc/abc\n");
	buffer_clear(&out);
}

static void words_of_the_compiler_go_on_below_themselves(void **state)
{
	static const struct style narrow = {false, false, 50};
	const struct report_options options = {.open = 0};
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "it does not compile");
	struct buffer out = BUFFER_INIT;

	(void)state;
	add_diagnostic(verdict, LEVEL_ERROR,
		       "4 | let a = b;\n"
		       "  |     - ^ value borrowed here after move, in words\n"
		       "  |                                   - moved out of it here\n"
		       "  = note: the following trait defines an item `clone`\n");
	report_body(verdict, &options, &narrow, &out);
	assert_string_equal(out.data, "4 | let a = b;\n"
				      "  |     - ^ value borrowed here after move, in\n"
				      "  |         words\n"
				      "  |                                   - moved out\n"
				      "  | of it here\n" /* there is no room below it */
				      "  = note: the following trait defines an item\n"
				      "          `clone`\n");
	verdict_free(verdict);
	buffer_clear(&out);
}

static void the_first_finding_of_a_manifest_is_the_cause(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "it does not compile");
	struct buffer out = BUFFER_INIT;

	(void)state;
	add_diagnostic(verdict, LEVEL_ERROR,
		       "error: failed to parse manifest at `/home/me/a/Cargo.toml`\n\nCaused by:\n"
		       "  missing field `package.name`\n");
	report_first_finding(verdict, &out);
	assert_string_equal(out.data, "missing field `package.name`");
	verdict_free(verdict);
	verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "it does not compile");
	add_diagnostic(verdict, LEVEL_ERROR, "error: a message\n\nCaused by:\n");
	buffer_reset(&out);
	report_first_finding(verdict, &out);
	assert_string_equal(out.data, "a message");
	verdict_free(verdict);
	buffer_clear(&out);
}

static void warnings_are_polish(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_PASSED, STEP_TEST, NULL);
	char *text;

	(void)state;
	add_diagnostic(verdict, LEVEL_WARNING, "warning: one\n");
	add_diagnostic(verdict, LEVEL_WARNING, "warning: two\n");
	text = reported(verdict, true, &plain);
	assert_contains(text,
			"\npolish: 2 warnings, which do not block\nwarning: one\nwarning: two\n");
	free(text);
	verdict = verdict_of(OUTCOME_PASSED, STEP_TEST, NULL);
	add_diagnostic(verdict, LEVEL_WARNING, "warning: one\n");
	text = reported(verdict, false, &plain);
	assert_lacks(text, "warning: one");
	assert_lacks(text, "polish");
	free(text);
}

static void failing_tests_say_why(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "1 of 3 tests fails");

	(void)state;
	add_test(verdict, "tests::good", TEST_PASSED, NULL);
	add_test(verdict, "tests::bad", TEST_FAILED, "left: 1\n\nright: 2");
	add_test(verdict, "tests::later", TEST_IGNORED, NULL);
	set_output(verdict, "the raw output of the harness");
	check_report(verdict, "FAILED parcel: 1 of 3 tests fails  (1.23 s)\n  FAIL bad\n"
			      "      left: 1\n\n      right: 2\n  ok 1 passes: good\n"
			      "  - 1 ignored: later\n");
}

static void of_many_messages_the_first_are_shown(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "7 of 7 tests fail");
	char *text;

	(void)state;
	for (int i = 0; i < 7; i++) {
		char name[16], message[24];
		snprintf(name, sizeof(name), "test_%d", i);
		snprintf(message, sizeof(message), "message %d", i);
		add_test(verdict, name, TEST_FAILED, message);
	}
	text = reported(verdict, true, &plain);
	assert_contains(text, "test_6");
	assert_contains(text, "message 4");
	assert_lacks(text, "message 5");
	assert_contains(text, "(the first 5 messages are shown)");
	free(text);
}

static void wrong_output_stands_beside_the_right(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_RUN,
					     "it prints something else than it should");

	(void)state;
	verdict->wrong_output = true;
	set_output(verdict, "wrong\n");
	check_report(verdict, "FAILED parcel: it prints something else than it should  (1.23 s)\n"
			      "  it prints        wrong\n  it should print  right\n"
			      "                   ^ differs from character 1 on\n");
	verdict = verdict_of(OUTCOME_FAILED, STEP_RUN, "it prints something else than it should");
	verdict->wrong_output = true;
	check_report(verdict, "FAILED parcel: it prints something else than it should  (1.23 s)\n"
			      "  it prints        (empty)\n  it should print  right\n"
			      "                   ^ differs from character 1 on\n");
	verdict = verdict_of(OUTCOME_FAILED, STEP_RUN, "it prints something else than it should");
	verdict->wrong_output = true;
	set_output(verdict, "right\nleft\n");
	check_report(verdict, "FAILED parcel: it prints something else than it should  (1.23 s)\n"
			      "  line 2 differs:\n"
			      "  it prints        left\n  it should print  (nothing more)\n"
			      "  it should print:\n    right\n  it prints:\n    right\n    left\n");
}

static void tests_that_ended_early_show_what_they_printed(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "still running after 1 s");

	(void)state;
	add_test(verdict, "tests::hangs", TEST_UNFINISHED, NULL);
	set_output(verdict, "running 1 test\ntest tests::hangs ... ");
	check_report(verdict, "FAILED parcel: still running after 1 s  (1.23 s)\n  - 1 had not "
			      "ended: hangs\n"); /* nothing of it is the learner's */
	verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "still running after 1 s");
	add_test(verdict, "tests::hangs", TEST_UNFINISHED, NULL);
	set_output(verdict,
		   "\nrunning 2 tests\ntest tests::ends ... ok\ntest tests::hangs ... a\n\nb\n");
	check_report(verdict,
		     "FAILED parcel: still running after 1 s  (1.23 s)\n  - 1 had not "
		     "ended: hangs\n  output:\n    test tests::hangs ... a\n     \n    b\n");
}

/* The first row has less room, because it says how many there are. */
static void names_of_tests_are_broken_where_the_row_ends(void **state)
{
	static const struct style narrow = {false, false, 40};
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "1 of 4 tests fails");
	char *text;

	(void)state;
	add_test(verdict, "a", TEST_FAILED, "one");
	add_test(verdict, "four_parcels", TEST_PASSED, NULL);
	add_test(verdict, "fourteen_parcels", TEST_PASSED, NULL);
	add_test(verdict, "no_parcel", TEST_PASSED, NULL);
	text = reported(verdict, true, &narrow);
	assert_contains(text, "\n  ok 3 pass: four_parcels,\n    fourteen_parcels, no_parcel\n");
	free(text);
}

/* Where one can scroll, "all" means all. */
static void all_messages_are_shown_when_asked_for(void **state)
{
	const struct report_options options = {.open = REPORT_ALL};
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "7 of 7 tests fail");
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (int i = 0; i < 7; i++)
		add_test(verdict, "tests::a", TEST_FAILED, i < 6 ? "one more" : "the last one");
	report_body(verdict, &options, &plain, &out);
	assert_contains(out.data, "the last one");
	assert_lacks(out.data, "messages are shown");
	verdict_free(verdict);
	buffer_clear(&out);
}

/* The page of `watch` begins with the first error: an empty row would only take room. */
static void nothing_is_above_the_first_of_all_errors(void **state)
{
	const struct report_options options = {.open = REPORT_ALL};
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "it does not compile");
	struct buffer out = BUFFER_INIT;

	(void)state;
	add_diagnostic(verdict, LEVEL_ERROR, "error: moved\n");
	report_body(verdict, &options, &plain, &out);
	assert_string_equal(out.data, "error: moved\n");
	verdict_free(verdict);
	buffer_clear(&out);
}

static char *body_of(const struct verdict *verdict, bool whole)
{
	const struct report_options options = {.open = whole ? REPORT_ALL : 0, .whole = whole};
	struct buffer out = BUFFER_INIT;

	report_body(verdict, &options, &plain, &out);
	return buffer_detach(&out);
}

static void what_a_test_printed_is_whole_when_asked_for(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "1 of 1 tests fails");
	struct buffer message = BUFFER_INIT;
	char *text;

	(void)state;
	for (int i = 1; i <= 15; i++)
		buffer_addf(&message, "line %d.\n", i);
	buffer_add_string(&message, "\nthread 'tests::a' (12) panicked at a.rs:2:9:\nno\n");
	add_test(verdict, "tests::a", TEST_FAILED, message.data);
	text = body_of(verdict, false);
	assert_contains(text, "line 15.\n"); /* and no empty row after it */
	assert_lacks(text, "line 15.\n        ");
	assert_contains(text, "line 5.\n        (5 more lines: v shows them)\n        line 11.\n");
	assert_true(report_cuts(verdict, &plain));
	free(text);
	text = body_of(verdict, true);
	assert_contains(text, "line 5.\n        line 6.\n");
	assert_lacks(text, "more lines");
	free(text);
	verdict_free(verdict);
	verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "1 of 1 tests fails");
	add_test(verdict, "tests::a", TEST_FAILED, strstr(message.data, "line 5."));
	assert_false(
		report_cuts(verdict, &plain)); /* one line takes no more room than its number */
	verdict_free(verdict);
	buffer_clear(&message);
}

static void a_failed_test_says_it_in_plain_rows(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "2 of 2 tests fail");
	char *text;

	(void)state;
	add_test(verdict, "tests::a", TEST_FAILED,
		 "note: test did not panic as expected at exercises/01_a/01_b/parcel.rs:22:32\n");
	add_test(
		verdict, "tests::b", TEST_FAILED,
		"thread '<unnamed>' (30662) panicked at exercises/01_a/01_b/parcel/a_long_folder/a.rs:5:3:\n"
		"gone (1) panicked at\n\nthread 'tests::b' (12) panicked at a.rs:2:9:\nno\n");
	text = body_of(verdict, true);
	assert_contains(text, "FAIL a\n      it did not panic, and it should\n");
	assert_contains(text, "        thread '<unnamed>' panicked at\n"
			      "        exercises/01_a/01_b/parcel/a_long_folder/a.rs:5:3:\n"
			      "        gone (1) panicked at\n");
	free(text);
	verdict_free(verdict);
	verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "10 of 10 tests fail");
	for (int i = 0; i < 10; i++)
		add_test(verdict, "tests::a", TEST_FAILED, NULL);
	text = body_of(verdict, false);
	assert_contains(text, ">  1/10  FAIL a\n   2/10  FAIL a\n");
	assert_contains(text, "  10/10  FAIL a\n");
	free(text);
	verdict_free(verdict);
}

static void a_failed_doctest_is_shown_as_a_test_is(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_DOCTEST, "1 of 1 tests fails");
	char *text;

	(void)state;
	add_test(
		verdict, "src/lib.rs - fee (line 12)", TEST_FAILED,
		"a fee\n\nthread 'main' (4966) panicked at /tmp/rustdoctestJIGBlV/doctest.rs:8:1:\n"
		"assertion `left == right` failed\n  left: 500\n right: 450");
	add_test(verdict, "src/lib.rs - tax (line 20)", TEST_FAILED,
		 "thread 'main' (4966) panicked at /tmp/rustdoctestJIGBlV/doctest.rs:8:1:\nno\n");
	text = body_of(verdict, true);
	assert_contains(text, "FAIL fee (line 12)\n");
	assert_contains(text, "      left   500\n      right  450\n");
	assert_contains(text, "      it printed:\n        a fee\n  FAIL tax (line 20)\n");
	assert_contains(text, "      no\n");
	free(text);
	verdict_free(verdict);
}

static void a_long_value_is_whole_when_asked_for(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "1 of 1 tests fails");
	char *text;

	(void)state;
	add_test(
		verdict, "tests::a", TEST_FAILED,
		"thread 'tests::a' (12) panicked at a.rs:2:9:\nassertion `left == right` failed\n"
		"  left: [\"one parcel\", \"two parcels\", \"three parcels\", \"four parcels\", \"five\"]\n"
		" right: [\"one parcel\", \"two parcels\", \"three parcels\", \"four letters\", \"five\"]\n");
	text = body_of(verdict, false);
	assert_lacks(text, "five");
	assert_true(report_cuts(verdict, &plain));
	free(text);
	text = body_of(verdict, true);
	assert_contains(text, "      item 4 differs:\n      left   \"four parcels\"\n");
	assert_contains(text, "      left, whole:\n          1  \"one parcel\"\n");
	assert_contains(text, "          5  \"five\"\n      right, whole:\n");
	free(text);
	verdict_free(verdict);
	verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "1 of 1 tests fails");
	add_test(verdict, "tests::a", TEST_FAILED,
		 "thread 'tests::a' (12) panicked at a.rs:2:9:\nassertion `left == right` failed\n"
		 "  left: 1\n right: 2\n");
	assert_false(report_cuts(verdict, &plain));
	verdict_free(verdict);
}

/* The further rows of a long name are indented, so that they are no test of their own. */
static void a_long_name_is_broken_in_a_narrow_window(void **state)
{
	static const struct style narrow = {false, true, 40};
	const struct report_options options = {.open = 1};
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_TEST, "2 of 2 tests fail");
	struct buffer out = BUFFER_INIT;

	(void)state;
	add_test(verdict, "tests::says_ok_and_the_number_in_transit", TEST_FAILED, NULL);
	add_test(verdict, "tests::says_zero", TEST_FAILED, NULL);
	report_body(verdict, &options, &narrow, &out);
	assert_contains(out.data, "  1/2  \xe2\x9c\x97\n    says_ok_and_the_number_in_transit\n");
	verdict_free(verdict);
	buffer_clear(&out);
}

static void a_format_that_differs_is_shown(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_FMT,
					     "rustfmt would lay it out differently");
	char *text;

	(void)state;
	add_test(verdict, "tests::good", TEST_PASSED, NULL);
	set_output(verdict, "Diff in parcel.rs:1:\n-fn  main\n+fn main\n");
	text = reported(verdict, true, &plain);
	assert_contains(text, "    +fn main\n");
	free(text);
}

static void what_could_not_be_verified_is_no_failure(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_UNVERIFIED, STEP_TEST,
					     "cargo is not installed");

	(void)state;
	add_diagnostic(verdict, LEVEL_WARNING, "warning: unused\n");
	check_report(verdict,
		     "?? parcel could not be verified: cargo is not installed  (1.23 s)\n");
}

static void long_output_loses_its_middle(void **state)
{
	struct verdict *verdict = verdict_of(OUTCOME_FAILED, STEP_RUN, "it panics");
	struct buffer output = BUFFER_INIT;
	char *text;

	(void)state;
	for (int i = 1; i <= 1000; i++)
		buffer_addf(&output, "line %d.\n", i);
	set_output(verdict, output.data);
	buffer_clear(&output);
	text = body_of(verdict, false);
	assert_contains(text, "    (800 lines left out: v shows them)\n");
	free(text);
	text = body_of(verdict, true);
	assert_contains(text, "    line 100.\n    line 101.\n");
	free(text);
	text = reported(verdict, true, &plain);
	assert_contains(text, "line 100.\n    (800 lines left out)\n    line 901.\n");
	assert_contains(text, "line 1000.\n");
	assert_lacks(text, "line 101.");
	free(text);
}

static bool is_harmless(const char *text, bool colour)
{
	for (; *text; text++) {
		if ((unsigned char)*text >= 0x20 || *text == '\n')
			continue;
		if (!colour || *text != '\x1b' || text[1] != '[' ||
		    text[2 + strspn(text + 2, "0123456789;")] != 'm')
			return false;
	}
	return true;
}

static void nothing_untrusted_reaches_the_terminal(void **state)
{
	static const char hostile[] = "a\x1b[2J\x1b]0;t\a\x1b[?1049h\rb\x07\xff\x1b"
				      "c\x1b[31mred";

	(void)state;
	for (int colour = 0; colour < 2; colour++)
		for (enum outcome outcome = OUTCOME_PASSED; outcome <= OUTCOME_UNVERIFIED;
		     outcome++)
			for (int wrong = 0; wrong < 2; wrong++) {
				struct verdict *verdict = verdict_of(outcome, STEP_RUN, hostile);
				char *text;
				add_diagnostic(verdict, LEVEL_ERROR, hostile);
				add_diagnostic(verdict, LEVEL_WARNING, hostile + 1);
				if (!wrong)
					add_test(verdict, hostile, TEST_FAILED, hostile);
				verdict->wrong_output = wrong;
				set_output(verdict, hostile);
				text = reported(verdict, true, colour ? &rich : &plain);
				assert_true(is_harmless(text, colour));
				free(text);
			}
}

static void plain_lines_are_ascii(void **state)
{
	(void)state;
	for (enum outcome outcome = OUTCOME_PASSED; outcome <= OUTCOME_UNVERIFIED; outcome++) {
		struct verdict *verdict = verdict_of(outcome, STEP_TEST, "a reason");
		char *text;
		add_diagnostic(verdict, LEVEL_ERROR, "error\n");
		add_test(verdict, "a", TEST_FAILED, "message");
		add_test(verdict, "b", TEST_PASSED, NULL);
		add_test(verdict, "c", TEST_IGNORED, NULL);
		text = reported(verdict, true, &plain);
		for (const char *at = text; *at; at++)
			assert_true((unsigned char)*at < 0x80 && *at != '\x1b');
		free(text);
	}
}

/* ---- exercises and lists -------------------------------------------------------------------- */

static void an_exercise_says_where_it_is(void **state)
{
	static const char *const items[] = {"src/lib.rs", "Cargo.toml"};
	struct exercise folder = exercise;
	struct buffer out = BUFFER_INIT;

	(void)state;
	report_exercise(&exercise, &plain, &out);
	assert_string_equal(out.data, "parcel  Seal it\nOwnership, about 5 minutes\n"
				      "exercises/01_a/01_b/parcel.rs\n");
	buffer_reset(&out);
	folder.folder = true;
	folder.path = "exercises/01_a/01_b/parcel";
	folder.files = (struct texts){(const char **)(uintptr_t)items, 2};
	report_exercise(&folder, &plain, &out);
	assert_contains(out.data, "exercises/01_a/01_b/parcel/src/lib.rs\n"
				  "exercises/01_a/01_b/parcel/Cargo.toml\n");
	buffer_clear(&out);
}

/* The selection has this exercise, and no other. */
static void assert_lists(const struct course *course, const struct progress *progress,
			 const struct list_selection *selection, const char *name)
{
	struct buffer out = BUFFER_INIT;

	report_list(course, progress, NULL, selection, &plain, &out);
	for (size_t i = 0; i < course->count; i++) {
		char *row = memory_format("  %-5s  %s\n", course->exercises[i].name,
					  course->exercises[i].title);
		bool found = strstr(out.data, row) != NULL;

		if (found != (name && strcmp(course->exercises[i].name, name) == 0))
			fail_msg("%s: %s", course->exercises[i].name, out.data);
		free(row);
	}
	buffer_clear(&out);
}

static void the_list_has_all_in_order(void **state)
{
	static const struct style signs = {false, true, 80};
	struct sandbox *box = *state;
	struct progress progress = PROGRESS_INIT;
	struct buffer out = BUFFER_INIT;
	struct course *course;

	sample_course_write(box);
	course = sample_course_load(box);
	progress_entry(&progress, "one")->passed_at = 1;
	progress_entry(&progress, "two")->attempts = 3;
	progress_entry(&progress, "gone")->passed_at = 1; /* of an older course: not counted */
	assert_int_equal(report_count_done(course, &progress), 1);
	report_list(course, &progress, course_find(course, "two"), NULL, &plain, &out);
	assert_string_equal(out.data, "The start\n"
				      "  First things\n"
				      "    1  done         one    Number one\n"
				      ">   2  current      two    Number two\n"
				      "  Second things\n"
				      "    3  pending      three  Number three\n"
				      "More\n"
				      "  Third things\n"
				      "    4  pending      pack   A package\n"
				      "\n1 of 4 done\n");
	buffer_reset(&out);
	report_list(course, &progress, course_find(course, "two"), NULL, &signs, &out);
	assert_contains(out.data, "\n    2  ▶ current    two"); /* once */
	buffer_reset(&out);
	report_list(course, &progress, course_find(course, "one"), NULL, &signs, &out);
	assert_contains(out.data, "\n▶   1  ✓ done       one");
	buffer_reset(&out);
	report_list(course, &progress, NULL, NULL, &plain, &out);
	assert_lacks(out.data, ">");
	buffer_reset(
		&out); /* where the title does not fit it is cut, and then left out as the numbers are */
	report_list(course, &progress, NULL, NULL, &(struct style){false, false, 40}, &out);
	assert_contains(out.data, "\n  done         one    Number one\n");
	buffer_reset(&out);
	report_list(course, &progress, NULL, NULL, &(struct style){false, false, 33}, &out);
	assert_contains(out.data, "\n  pending      three  Number..");
	buffer_reset(&out);
	report_list(course, &progress, NULL, NULL, &(struct style){false, false, 30}, &out);
	assert_contains(out.data, "\n  pending      three\n");
	buffer_reset(&out);
	report_list(course, &progress, NULL, NULL, &(struct style){false, true, 0}, &out);
	assert_contains(out.data, "\n    3  \xc2\xb7 pending    three  Number three\n");
	assert_lists(course, &progress, &(struct list_selection){.phase = "MORE"}, "pack");
	assert_lists(course, &progress, &(struct list_selection){.topic = "02_second"}, "three");
	assert_lists(course, &progress, &(struct list_selection){.topic = "first", .pending = true},
		     "two");
	assert_lists(course, &progress, &(struct list_selection){.skill = "7"}, NULL);
	assert_lists(course, &progress,
		     &(struct list_selection){.skill = "SECOND", .phase = "more"}, "pack");
	buffer_reset(&out);
	report_list(course, &progress, NULL, &(struct list_selection){.skill = "7"}, &plain, &out);
	assert_string_equal(out.data, "No exercise is like that.\n\n1 of 4 done\n");
	assert_lists(course, &progress, &(struct list_selection){.skill = "1.1", .phase = "more"},
		     "pack");
	buffer_clear(&out);
	progress_clear(&progress);
	course_free(course);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pass_is_one_line),
		cmocka_unit_test(a_passing_program_shows_its_output),
		cmocka_unit_test(wide_output_is_broken_below_itself),
		cmocka_unit_test(a_passing_program_with_tests_shows_its_output),
		cmocka_unit_test(links_are_titles_and_addresses),
		cmocka_unit_test(compile_errors_are_shown),
		cmocka_unit_test(files_of_the_standard_library_are_named_in_short),
		cmocka_unit_test(words_of_the_compiler_go_on_below_themselves),
		cmocka_unit_test(the_first_finding_of_a_manifest_is_the_cause),
		cmocka_unit_test(warnings_are_polish),
		cmocka_unit_test(failing_tests_say_why),
		cmocka_unit_test(of_many_messages_the_first_are_shown),
		cmocka_unit_test(wrong_output_stands_beside_the_right),
		cmocka_unit_test(tests_that_ended_early_show_what_they_printed),
		cmocka_unit_test(names_of_tests_are_broken_where_the_row_ends),
		cmocka_unit_test(nothing_is_above_the_first_of_all_errors),
		cmocka_unit_test(what_a_test_printed_is_whole_when_asked_for),
		cmocka_unit_test(a_failed_test_says_it_in_plain_rows),
		cmocka_unit_test(a_failed_doctest_is_shown_as_a_test_is),
		cmocka_unit_test(a_long_value_is_whole_when_asked_for),
		cmocka_unit_test(all_messages_are_shown_when_asked_for),
		cmocka_unit_test(a_long_name_is_broken_in_a_narrow_window),
		cmocka_unit_test(a_format_that_differs_is_shown),
		cmocka_unit_test(what_could_not_be_verified_is_no_failure),
		cmocka_unit_test(long_output_loses_its_middle),
		cmocka_unit_test(nothing_untrusted_reaches_the_terminal),
		cmocka_unit_test(plain_lines_are_ascii),
		cmocka_unit_test(an_exercise_says_where_it_is),
		cmocka_unit_test_setup_teardown(the_list_has_all_in_order, sandbox_setup,
						sandbox_teardown),
	};

	return run_group(tests);
}
