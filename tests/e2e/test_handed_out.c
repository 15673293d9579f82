/*
 * The tests are the course's: an exercise passes only if the tests that were handed out pass, whatever the
 * learner did to the copy in the exercise. Added tests are welcome.
 */
#include "conversation.h"
#include "mini_course.h"
#include "rustgym/base/json.h"

#include <stdlib.h>
#include <string.h>

#define TOLD "with the tests as they were handed out"

static void a_test_that_was_made_to_agree(void **state)
{
	static const char *const changes[][2] = {
		{"assert_eq!(super::double(3), 6);", "assert_eq!(super::double(3), 5);"},
		{"    #[test]\n    fn doubles", "    #[test]\n    #[ignore]\n    fn doubles"},
		{"    #[test]\n    fn doubles", "    #[test]\n    #[should_panic]\n    fn doubles"},
		{"    #[test]\n    fn doubles", "    #[allow(dead_code)]\n    fn doubles"},
		{"    fn doubles() {\n",
		 "    fn doubles() {\n        return;\n        #[allow(unreachable_code)]\n"},
		{"assert_eq!(super::double(3), 6);", ""},
		{"    #[test]\n    fn doubles", "    #[cfg(any())]\n    #[test]\n    fn doubles"},
	};
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_second");
	const char *wrong = mini_start("mini_second");

	assert_answer(rustgym(place, mini, "run"), 1,
		      "E0384"); /* so all is known as it was handed out */
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		write_file(file, wrong);
		replace_in_file(place, file, "    n\n", "    n + 2\n");
		replace_in_file(place, file, changes[i][0], changes[i][1]);
		replace_in_file(place, file, "assert_eq!(super::double(0), 0);",
				"assert_eq!(super::double(0), 2);");
		assert_answer(rustgym(place, mini, "--plain", "run", "mini_second"), 1, TOLD);
	}
	assert_answer(rustgym(place, mini, "--plain", "check"), 1, TOLD);
	assert_answer(rustgym(place, mini, "--plain", "check"), 1, TOLD); /* remembered */
	assert_lacks(rustgym(place, mini, "list", "--json").out, "\"done\":1");
}

static void a_right_answer_with_tests_of_its_own(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_second");
	struct answer answer;

	assert_answer(rustgym(place, mini, "run"), 1, "E0384");
	write_file(file, mini_solution("mini_second"));
	replace_in_file(
		place, file, "    #[test]\n    fn doubles",
		"    #[test]\n    fn mine() {\n        assert_eq!(super::double(1), 2);\n    }\n\n"
		"    #[test]\n    fn doubles");
	answer = rustgym(place, mini, "--plain", "run", "mini_second");
	assert_answer(answer, 0, "your code passes both");
	write_file(file, mini_solution("mini_second"));
	answer = rustgym(place, mini, "--plain", "run", "mini_second");
	assert_answer(answer, 0, "passed");
	assert_lacks(answer.out, "handed out");
	/* A test of the learner's own that fails is a failure. */
	replace_in_file(
		place, file, "    #[test]\n    fn doubles",
		"    #[test]\n    fn mine() {\n        assert_eq!(super::double(1), 3);\n    }\n\n"
		"    #[test]\n    fn doubles");
	assert_answer(rustgym(place, mini, "--plain", "run", "mini_second"), 1, "FAIL mine");
}

static void a_session_holds_to_them(void **state)
{
	struct place *place = *state;
	const char *mini = mini_course(place), *file = mini_exercise(place, "mini_second");
	char *wrong = (char *)place_text(place, "%s", mini_solution("mini_second"));
	struct conversation *c;
	const struct json_value *v;

	assert_answer(rustgym(place, mini, "goto", "mini_second"), 0, NULL);
	c = conversation_start(place, mini, NULL);
	conversation_verdict(c, "mini_second", SOON_S);
	*strstr(wrong, "* 2") = '-';
	*strstr(wrong, ", 6)") = ' ';
	wrong = (char *)place_text(place, "%s", wrong);
	strstr(wrong, " 6)")[-1] = ',';
	strstr(wrong, " 6)")[1] = '1';
	*strstr(wrong, "0), 0") = '2';
	write_file(file, wrong);
	v = conversation_verdict(c, "mini_second", SOON_S);
	assert_string_equal(json_get_string(v, "outcome"), "failed");
	assert_contains(json_get_string(v, "reason"), TOLD);
	assert_true(json_bool(json_get(v, "handed_out"), false));
	assert_int_equal(conversation_end(c), 0);
}

#define WEB "04_backend/01_web_frameworks/axum_handlers"

/* A wrong answer that a test rejects, and no compiler. */
static const char *wrong_handlers(struct place *place)
{
	for (int n = 1; n < 20; n++) {
		const char *text = read_text(
			place, place_text(place, "%s/hints/" WEB ".wrong.%d.rs", course_path(), n));

		if (text && strstr(text, "// Rejected by: tests::"))
			return text;
	}
	fail_msg("no wrong answer to " WEB " is rejected by a test");
	return NULL;
}

/* All its tests are ignored, but for one that always passes. */
static void write_with_easy_tests(struct place *place, const char *file, const char *text)
{
	write_file(file, text);
	replace_in_file(place, file, "mod tests {", "mod tests {\n    #[test]\n    fn easy() {}\n");
	for (const char *now;
	     (now = strstr(read_text(place, file), "    #[tokio::test]\n    async"));)
		replace_in_file(place, file, "    #[tokio::test]\n    async",
				"    #[tokio::test]\n    #[ignore]\n    async");
}

/* With dependencies the tree with the tests is a package of cargo's. */
static void exercises_with_dependencies_too(void **state)
{
	struct place *place = *state;
	const char *work = make_workspace(place, course_path());
	const char *file = place_text(place, "%s/exercises/" WEB ".rs", work);
	const char *solution = read_text(place,
					 place_text(place, "%s/hints/" WEB ".rs", course_path()));

	write_with_easy_tests(place, file, solution);
	assert_answer(rustgym(place, work, "--plain", "run", "axum_handlers"), 0,
		      "your code passes both");
	write_with_easy_tests(place, file, wrong_handlers(place));
	assert_answer(rustgym(place, work, "--plain", "run", "axum_handlers"), 1, TOLD);
}

#define in_a_place(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_place(a_test_that_was_made_to_agree),
		in_a_place(a_right_answer_with_tests_of_its_own),
		in_a_place(a_session_holds_to_them),
		in_a_place(exercises_with_dependencies_too),
	};

	return run_group(tests);
}
