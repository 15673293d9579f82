#include "rustgym/app/json_report.h"
#include "rustgym/base/json.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>

static const struct exercise exercise = {.name = "parcel", .title = "Seal it"};

static const char hostile[] = "a\x1b[2J\x1b]0;t\a\x1b[31mred\x1b[0m\rb\x07\xff\xc2\x9b\xe2\x80\xae"
			      "\"\\end";
static const char harmless[] = "ared\nb\xef\xbf\xbd\"\\end";

/* ---- reading back --------------------------------------------------------------------------- */

/* Frees the line, which must be one line of valid JSON. */
static struct json *parsed(char *line)
{
	struct error err = ERROR_INIT;
	struct json *json;

	assert_non_null(line);
	assert_null(strchr(line, '\n'));
	json = json_parse(line, strlen(line), NULL, &err);
	if (!json)
		fail_msg("%s: %s", err.message, line);
	free(line);
	return json;
}

static void assert_text(const struct json_value *object, const char *name, const char *expected)
{
	const char *text = json_get_string(object, name);

	assert_non_null(text);
	assert_string_equal(text, expected);
}

static void assert_null_at(const struct json_value *object, const char *name)
{
	const struct json_value *value = json_get(object, name);

	assert_non_null(value);
	assert_int_equal(json_type(value), JSON_NULL);
}

static void assert_number(const struct json_value *object, const char *name, int expected)
{
	assert_int_equal((int)json_get_number(object, name, -999), expected);
}

/* ---- what is reported ----------------------------------------------------------------------- */

static struct diagnostic diagnostic_of(const char *code, const char *text, const char *file)
{
	return (struct diagnostic){.level = LEVEL_ERROR,
				   .code = memory_copy_string(code),
				   .message = memory_copy_string(text),
				   .rendered = memory_copy_string(text),
				   .file = memory_copy_string(file),
				   .line = file ? 7 : 0,
				   .column = file ? 3 : 0};
}

static struct verdict *failed_verdict(void)
{
	struct verdict *verdict = verdict_new(&exercise);
	struct diagnostic first = diagnostic_of("E0382", hostile, "exercises/a.rs");
	struct diagnostic second = diagnostic_of(NULL, "a linker's words\n", NULL);

	verdict->outcome = OUTCOME_FAILED;
	verdict->step = STEP_TEST;
	verdict->reason = memory_copy_string(hostile);
	verdict->hash = UINT64_C(0xab);
	verdict->ms.compile = 10;
	verdict->ms.run = 20;
	verdict->ms.lint = 30;
	verdict->ms.total = 60;
	free(verdict->output);
	verdict->output = memory_copy_string(hostile);
	diagnostics_add(&verdict->diagnostics, &first);
	diagnostics_add(&verdict->diagnostics, &second);
	verdict->tests.items = memory_resize(NULL, 2, sizeof(*verdict->tests.items));
	verdict->tests.items[0] = (struct test_result){.name = memory_copy_string(hostile),
						       .outcome = TEST_FAILED,
						       .message = memory_copy_string(hostile)};
	verdict->tests.items[1] = (struct test_result){
		.name = memory_copy_string("tests::good"), .outcome = TEST_PASSED, .message = NULL};
	verdict->tests.count = 2;
	return verdict;
}

static void check_failed_verdict(const struct json_value *root)
{
	const struct json_value *entry, *ms = json_get(root, "ms");

	assert_text(root, "exercise", "parcel");
	assert_text(root, "outcome", "failed");
	assert_text(root, "step", "test");
	assert_text(root, "reason", harmless);
	assert_text(root, "hash", "00000000000000ab");
	assert_text(root, "output", harmless);
	assert_int_equal(json_count(json_get(root, "diagnostics")), 2);
	entry = json_first(json_get(root, "diagnostics"));
	assert_text(entry, "level", "error");
	assert_text(entry, "code", "E0382");
	assert_text(entry, "message", harmless);
	assert_text(entry, "rendered", harmless);
	assert_text(entry, "file", "exercises/a.rs");
	assert_number(entry, "line", 7);
	assert_number(entry, "column", 3);
	entry = json_next(entry);
	assert_null_at(entry, "code");
	assert_null_at(entry, "file");
	assert_null_at(entry, "line");
	assert_null_at(entry, "column");
	assert_int_equal(json_count(json_get(root, "tests")), 2);
	entry = json_first(json_get(root, "tests"));
	assert_text(entry, "name", harmless);
	assert_text(entry, "outcome", "failed");
	assert_text(entry, "message", harmless);
	entry = json_next(entry);
	assert_text(entry, "outcome", "passed");
	assert_null_at(entry, "message");
	assert_number(ms, "compile", 10);
	assert_number(ms, "run", 20);
	assert_number(ms, "lint", 30);
	assert_number(ms, "total", 60);
}

static void a_verdict_is_a_document(void **state)
{
	struct verdict *verdict = failed_verdict();
	struct json *json = parsed(json_verdict(verdict, NULL));

	(void)state;
	assert_number(json_root(json), "format", 1);
	assert_null(json_get(json_root(json), "event"));
	check_failed_verdict(json_root(json));
	json_free(json);
	verdict_free(verdict);
}

static void a_verdict_is_an_event(void **state)
{
	struct verdict *verdict = failed_verdict();
	struct json *json = parsed(json_verdict(verdict, "verdict"));

	(void)state;
	assert_text(json_root(json), "event", "verdict");
	assert_null(json_get(json_root(json), "format"));
	check_failed_verdict(json_root(json));
	json_free(json);
	verdict_free(verdict);
}

static void a_pass_has_all_fields_too(void **state)
{
	struct verdict *verdict = verdict_new(&exercise);
	struct json *json = parsed(json_verdict(verdict, NULL));
	const struct json_value *root = json_root(json);

	(void)state;
	assert_text(root, "outcome", "passed");
	assert_null_at(root, "reason");
	assert_text(root, "output", "");
	assert_text(root, "hash", "0000000000000000");
	assert_int_equal(json_type(json_get(root, "diagnostics")), JSON_ARRAY);
	assert_int_equal(json_count(json_get(root, "diagnostics")), 0);
	assert_int_equal(json_type(json_get(root, "tests")), JSON_ARRAY);
	assert_int_equal(json_count(json_get(root, "tests")), 0);
	json_free(json);
	verdict_free(verdict);
}

static void a_diagnostic_is_an_event(void **state)
{
	struct diagnostic d = diagnostic_of("E0382", hostile, hostile);
	struct json *json = parsed(json_diagnostic(&d, &exercise));
	const struct json_value *root = json_root(json);

	(void)state;
	assert_text(root, "event", "diagnostic");
	assert_text(root, "exercise", "parcel");
	assert_text(root, "level", "error");
	assert_text(root, "message", harmless);
	assert_text(root, "file", harmless);
	assert_number(root, "line", 7);
	json_free(json);
	diagnostic_clear(&d);
}

static void events_have_what_they_are_given(void **state)
{
	const uint64_t hash = UINT64_MAX;
	struct json *json = parsed(json_event("started", true, &exercise, &hash));

	(void)state;
	assert_text(json_root(json), "event", "started");
	assert_text(json_root(json), "exercise", "parcel");
	assert_text(json_root(json), "hash", "ffffffffffffffff");
	json_free(json);
	json = parsed(json_event("advanced", true, NULL, NULL));
	assert_null_at(json_root(json), "exercise");
	assert_null(json_get(json_root(json), "hash"));
	json_free(json);
	json = parsed(json_event("stopped", false, NULL, NULL));
	assert_int_equal(json_count(json_root(json)), 1);
	json_free(json);
	json = parsed(json_text_event("notice", hostile));
	assert_text(json_root(json), "event", "notice");
	assert_text(json_root(json), "text", harmless);
	json_free(json);
	json = parsed(json_text_about("lesson", &exercise, hostile));
	assert_text(json_root(json), "event", "lesson");
	assert_text(json_root(json), "exercise", "parcel");
	assert_text(json_root(json), "text", harmless);
	json_free(json);
	json = parsed(json_text_event("notice", ""));
	assert_text(json_root(json), "text", "");
	json_free(json);
}

static void check_list(const struct json_value *root)
{
	const struct json_value *about = json_get(root, "course"), *entry;

	assert_text(about, "title", "A course");
	assert_text(about, "version", "1.0.0");
	assert_text(about, "edition", "2024");
	assert_number(root, "done", 1);
	assert_number(root, "total", 4);
	assert_int_equal(json_count(json_get(root, "exercises")), 4);
	entry = json_first(json_get(root, "exercises"));
	assert_text(entry, "name", "one");
	assert_text(entry, "title", "Number one");
	assert_text(entry, "phase", "01_start");
	assert_text(entry, "topic", "01_first");
	assert_text(entry, "path", FIRST "/one.rs");
	assert_text(entry, "state", "done");
	assert_text(entry, "builder", "rustc");
	entry = json_next(entry);
	assert_text(entry, "state", "pending");
	assert_int_equal(json_count(json_get(entry, "skills")), 2);
	assert_string_equal(json_string(json_first(json_get(entry, "skills"))), "1.1.1");
	entry = json_next(json_next(entry));
	assert_text(entry, "name", "pack");
	assert_text(entry, "path", THIRD "/pack");
	assert_text(entry, "builder", "cargo");
	assert_null(json_next(entry));
}

static void a_list_has_all_exercises(void **state)
{
	struct sandbox *box = *state;
	struct progress progress = PROGRESS_INIT;
	struct course *course;
	struct json *json;

	sample_course_write(box);
	course = sample_course_load(box);
	progress_entry(&progress, "one")->passed_at = 1;
	json = parsed(json_list(course, &progress, course_find(course, "two"), NULL, NULL));
	assert_number(json_root(json), "format", 1);
	assert_text(json_root(json), "current", "two");
	check_list(json_root(json));
	json_free(json);
	json = parsed(json_list(course, &progress, NULL, NULL, "list"));
	assert_text(json_root(json), "event", "list");
	assert_null_at(json_root(json), "current");
	check_list(json_root(json));
	json_free(json);
	progress_clear(&progress);
	course_free(course);
}

static void a_check_has_all_verdicts(void **state)
{
	struct sandbox *box = *state;
	struct verdict *verdicts[] = {failed_verdict(), verdict_new(&exercise)};
	struct course *course;
	struct json *json;

	sample_course_write(box);
	course = sample_course_load(box);
	json = parsed(json_check(course, verdicts, 2));
	assert_number(json_root(json), "format", 1);
	assert_text(json_root(json), "course", "A course");
	assert_number(json_root(json), "passed", 1);
	assert_number(json_root(json), "total", 2);
	assert_int_equal(json_count(json_get(json_root(json), "verdicts")), 2);
	check_failed_verdict(json_first(json_get(json_root(json), "verdicts")));
	json_free(json);
	json = parsed(json_check(course, verdicts, 0));
	assert_number(json_root(json), "total", 0);
	assert_int_equal(json_type(json_get(json_root(json), "verdicts")), JSON_ARRAY);
	json_free(json);
	verdict_free(verdicts[0]);
	verdict_free(verdicts[1]);
	course_free(course);
}

/* ---- reading a verdict ---------------------------------------------------------------------- */

static void a_verdict_that_was_read_says_the_same(void **state)
{
	struct verdict *verdict = failed_verdict(), *again;
	char *said = json_verdict(verdict, NULL), *said_again;
	struct json *json = json_parse(said, strlen(said), NULL, NULL);

	(void)state;
	assert_non_null(json);
	again = json_read_verdict(json_root(json), &exercise);
	assert_non_null(again);
	assert_ptr_equal(again->exercise, &exercise);
	said_again = json_verdict(again, NULL);
	assert_string_equal(said_again, said);
	json_free(json);
	free(said);
	free(said_again);
	verdict_free(verdict);
	verdict_free(again);
}

/* The verdict's JSON with one thing changed is none. */
static void assert_not_read(const char *old, const char *new)
{
	struct verdict *verdict = failed_verdict();
	char *said = json_verdict(verdict, NULL);
	const char *at = strstr(said, old);
	char *changed;
	struct json *json;

	assert_non_null(at);
	changed = memory_format("%.*s%s%s", (int)(at - said), said, new, at + strlen(old));
	json = json_parse(changed, strlen(changed), NULL, NULL);
	assert_non_null(json);
	assert_null(json_read_verdict(json_root(json), &exercise));
	json_free(json);
	free(changed);
	free(said);
	verdict_free(verdict);
}

static void what_is_no_verdict_is_not_read(void **state)
{
	(void)state;
	assert_null(json_read_verdict(NULL, &exercise));
	assert_not_read("\"parcel\"", "\"another\"");
	assert_not_read("\"outcome\":\"failed\",\"step\"", "\"outcome\":\"good\",\"step\"");
	assert_not_read("\"step\":\"test\"", "\"step\":7");
	assert_not_read("\"hash\"", "\"mash\"");
	assert_not_read("\"output\"", "\"input\"");
	assert_not_read("\"reason\"", "\"season\"");
	assert_not_read("\"ms\"", "\"hours\"");
	assert_not_read("\"level\":\"error\"", "\"level\":\"fine\"");
	assert_not_read("\"rendered\"", "\"drawn\"");
	assert_not_read("\"name\"", "\"nomen\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_verdict_is_a_document),
		cmocka_unit_test(a_verdict_is_an_event),
		cmocka_unit_test(a_pass_has_all_fields_too),
		cmocka_unit_test(a_diagnostic_is_an_event),
		cmocka_unit_test(a_verdict_that_was_read_says_the_same),
		cmocka_unit_test(what_is_no_verdict_is_not_read),
		cmocka_unit_test(events_have_what_they_are_given),
		cmocka_unit_test_setup_teardown(a_list_has_all_exercises, sandbox_setup,
						sandbox_teardown),
		cmocka_unit_test_setup_teardown(a_check_has_all_verdicts, sandbox_setup,
						sandbox_teardown),
	};

	return run_group(tests);
}
