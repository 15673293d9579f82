#include "rustgym/author.h"
#include "rustgym/file.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>

/* ---- contracts ------------------------------------------------------------------------------ */

/* An exercise with a contract, and the verdict that is held against it. */
struct proof {
	struct exercise exercise;
	const char *fails[4];
	struct verdict *verdict;
};

static struct proof *proof_of(enum contract contract, const char *first, const char *second)
{
	struct proof *proof = memory_new(sizeof(*proof));

	proof->fails[0] = first;
	proof->fails[1] = second;
	proof->exercise.name = "parcel";
	proof->exercise.contract = contract;
	proof->exercise.fails = (struct texts){proof->fails, second ? 2 : 1};
	proof->verdict = verdict_new(&proof->exercise);
	proof->verdict->outcome = OUTCOME_FAILED;
	proof->verdict->reason = memory_copy_string("a reason");
	proof->verdict->step = STEP_TEST;
	return proof;
}

static void add_error(struct proof *proof, const char *code, const char *message)
{
	struct diagnostic d = {.level = LEVEL_ERROR,
			       .code = memory_copy_string(code),
			       .message = memory_copy_string(message),
			       .rendered = memory_format("%s\n%s\n", code ? code : "", message)};

	diagnostics_add(&proof->verdict->diagnostics, &d);
}

static void add_test(struct proof *proof, const char *name, enum test_outcome outcome)
{
	struct test_results *tests = &proof->verdict->tests;

	tests->items = memory_resize(tests->items, tests->count + 1, sizeof(*tests->items));
	tests->items[tests->count++] = (struct test_result){memory_copy_string(name), outcome,
							    NULL};
}

static void set_output(struct proof *proof, enum step step, const char *output)
{
	proof->verdict->step = step;
	free(proof->verdict->output);
	proof->verdict->output = memory_copy_string(output);
}

/* Frees the proof. part: what the explanation says; NULL: the contract holds. */
static void check_proof(struct proof *proof, const char *part)
{
	char *why = (char *)-1;
	bool holds = contract_holds(&proof->exercise, proof->verdict, &why);

	if (part) {
		assert_false(holds);
		assert_contains(why, part);
	} else {
		if (why)
			print_error("%s\n", why);
		assert_true(holds);
		assert_null(why);
	}
	free(why);
	verdict_free(proof->verdict);
	free(proof);
}

static void set_passed(struct proof *proof)
{
	proof->verdict->outcome = OUTCOME_PASSED;
	free(proof->verdict->reason);
	proof->verdict->reason = NULL;
}

static void what_passes_keeps_no_contract(void **state)
{
	(void)state;
	for (enum contract contract = 0; contract < CONTRACT_COUNT; contract++) {
		struct proof *proof = proof_of(contract, "x", NULL);
		set_passed(proof);
		proof->verdict->step = STEP_CLIPPY;
		check_proof(proof, "it passes");
	}
}

static void what_is_unverified_keeps_no_contract(void **state)
{
	(void)state;
	for (enum contract contract = 0; contract < CONTRACT_COUNT; contract++) {
		struct proof *proof = proof_of(contract, "x", NULL);
		proof->verdict->outcome = OUTCOME_UNVERIFIED;
		check_proof(proof, "could not be verified: a reason");
	}
}

static void codes_are_all_the_errors_there_are(void **state)
{
	struct proof *proof = proof_of(CONTRACT_CODE, "E0382", "E0499");

	(void)state;
	add_error(proof, "E0382", "moved");
	add_error(proof, "E0499", "borrowed");
	check_proof(proof, NULL);
	proof = proof_of(CONTRACT_CODE, "E0382", "E0499");
	add_error(proof, "E0499", "borrowed"); /* one of them is enough */
	check_proof(proof, NULL);
	proof = proof_of(CONTRACT_CODE, "E0382", NULL);
	add_error(proof, "E0382", "moved");
	add_error(proof, "E0425", "not found");
	check_proof(proof, "found E0425: not found");
	proof = proof_of(CONTRACT_CODE, "E0382", NULL);
	add_error(proof, NULL, "expected `;`");
	check_proof(proof, "an error without a code: expected `;`");
	proof = proof_of(CONTRACT_CODE, "E0382", NULL);
	add_test(proof, "a", TEST_FAILED);
	check_proof(proof, "expected E0382, found: a reason");
}

static void a_lint_is_all_that_is_wrong(void **state)
{
	struct proof *proof = proof_of(CONTRACT_LINT, "clippy::eq_op", NULL);

	(void)state;
	proof->verdict->step = STEP_CLIPPY;
	add_error(proof, "clippy::eq_op", "equal");
	check_proof(proof, NULL);
	proof = proof_of(CONTRACT_LINT, "clippy::eq_op", NULL);
	add_error(proof, "clippy::eq_op", "equal"); /* but its tests fail */
	check_proof(proof, "expected the lint \"clippy::eq_op\"");
	proof = proof_of(CONTRACT_LINT, "clippy::eq_op", NULL);
	proof->verdict->step = STEP_CLIPPY;
	add_error(proof, "clippy::other", "not clippy::eq_op");
	check_proof(proof, "clippy::other");
	proof = proof_of(CONTRACT_LINT, "clippy::eq_op", NULL);
	proof->verdict->step = STEP_CLIPPY;
	add_error(proof, "clippy::eq_op", "equal");
	add_error(proof, "clippy::other", "more");
	check_proof(proof, "clippy::other");
}

static void exactly_the_named_tests_fail(void **state)
{
	struct proof *proof = proof_of(CONTRACT_TESTS, "a", "b");

	(void)state;
	add_test(proof, "a", TEST_FAILED);
	add_test(proof, "good", TEST_PASSED);
	add_test(proof, "b", TEST_FAILED);
	check_proof(proof, NULL);
	proof = proof_of(CONTRACT_TESTS, "a", NULL);
	add_test(proof, "a", TEST_FAILED);
	add_test(proof, "c", TEST_FAILED);
	check_proof(proof, "the test c fails too");
	proof = proof_of(CONTRACT_TESTS, "a", "b");
	add_test(proof, "a", TEST_FAILED);
	add_test(proof, "b", TEST_PASSED);
	check_proof(proof, "the test b does not fail");
	proof = proof_of(CONTRACT_TESTS, "a", "b");
	add_test(proof, "a", TEST_FAILED);
	check_proof(proof, "expected 2 failing tests, found 1");
	proof = proof_of(CONTRACT_TESTS, "a", NULL);
	add_error(proof, "E0382", "moved");
	check_proof(proof, "expected 1 failing tests, found 0 (a reason)");
	proof = proof_of(CONTRACT_TESTS, "a", NULL);
	add_test(proof, "a", TEST_UNFINISHED);
	check_proof(proof, "the test a does not fail");
}

static void a_panic_has_its_message(void **state)
{
	struct proof *proof = proof_of(CONTRACT_PANIC, "out of bounds", NULL);

	(void)state;
	set_output(proof, STEP_RUN, "thread 'main' panicked at a.rs:1:1:\nindex out of bounds\n");
	check_proof(proof, NULL);
	proof = proof_of(CONTRACT_PANIC, "out of bounds", NULL);
	set_output(proof, STEP_RUN, "thread 'main' panicked at a.rs:1:1:\nsomething else\n");
	check_proof(proof, "expected the panic \"out of bounds\"");
	proof = proof_of(CONTRACT_PANIC, "out of bounds", NULL);
	set_output(proof, STEP_RUN, "only printed: out of bounds\n");
	check_proof(proof, "expected the panic");
	proof = proof_of(CONTRACT_PANIC, "out of bounds", NULL);
	set_output(proof, STEP_TEST, "panicked at a.rs: out of bounds\n");
	check_proof(proof, "expected the panic");
}

static void the_output_is_exactly_that(void **state)
{
	struct proof *proof = proof_of(CONTRACT_OUTPUT, "wrong\n", NULL);

	(void)state;
	set_output(proof, STEP_RUN, "wrong\n");
	proof->verdict->wrong_output = true;
	check_proof(proof, NULL);
	proof = proof_of(CONTRACT_OUTPUT, "wrong\n", NULL);
	set_output(proof, STEP_RUN, "wrong\nand more\n");
	proof->verdict->wrong_output = true;
	check_proof(proof, "expected the output");
	proof = proof_of(CONTRACT_OUTPUT, "wrong\n", NULL);
	set_output(proof, STEP_RUN, "wrong\n"); /* but then it ended with a status */
	check_proof(proof, "expected the output");
}

static void a_message_is_in_an_error(void **state)
{
	struct proof *proof = proof_of(CONTRACT_MESSAGE, "no such package", NULL);

	(void)state;
	add_error(proof, NULL, "there is no such package here");
	check_proof(proof, NULL);
	proof = proof_of(CONTRACT_MESSAGE, "no such package", NULL);
	add_error(proof, NULL, "something else");
	check_proof(proof, "expected the message \"no such package\", found: a reason");
	proof = proof_of(CONTRACT_MESSAGE, "no such package", NULL);
	check_proof(proof, "expected the message");
}

/* ---- a course on disk ----------------------------------------------------------------------- */

#define HINTS_SECOND "hints/01_start/02_second"
#define HINTS_THIRD "hints/02_more/01_third"

static const char three[] = "pub fn f() -> i32 {\n    0\n}\n\n#[cfg(test)]\nmod tests {\n    "
			    "#[test]\n    fn a() {}\n}\n";

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	sample_course_write(box);
	sandbox_write(box, SECOND "/three.rs", three);
	sandbox_write(box, SECOND "/Cargo.toml",
		      "[[test]]\nname = \"three\"\npath = \"three.rs\"\n");
	sandbox_write(box, HINTS_SECOND "/three.md", "## A\na\n## B\nb\n## C\nc\n");
	sandbox_write(box, HINTS_SECOND "/three.rs", three);
	sandbox_write(box, HINTS_SECOND "/three.wrong.rs", three);
	box->data = sample_course_load(box);
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;

	course_free(box->data);
	sandbox_free(box);
	return 0;
}

static struct answers found(void **state, const char *name)
{
	struct sandbox *box = *state;
	struct answers answers;
	struct error err = ERROR_INIT;

	if (answers_find(box->root, course_find(box->data, name), &answers, &err))
		fail_msg("%s", err.message);
	return answers;
}

static void answers_of_a_file_are_files(void **state)
{
	static const char *const others[] = {
		"three.wrong.rs.orig", "three.wrong.x.rs",  "three.wrong.1.rs~", "three.wrong",
		"three.wrongs.rs",     "three.wrong.1x.rs", "three.rs.bak",      "three_wrong.rs",
		"threes.wrong.rs",     "xthree.wrong.rs",   "three.wrong..rs",   "two.wrong.rs"};
	struct sandbox *box = *state;
	struct answers answers;

	sandbox_write(box, HINTS_SECOND "/three.wrong.1.rs", "");
	sandbox_write(box, HINTS_SECOND "/three.wrong.12.rs", "");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		const char *path = arena_format(&box->arena, HINTS_SECOND "/%s", others[i]);
		sandbox_write(box, path, "");
	}
	answers = found(state, "three");
	assert_string_equal(answers.solution, sandbox_path(box, HINTS_SECOND "/three.rs"));
	assert_int_equal(answers.wrong.count, 3);
	assert_true(
		strings_contain(&answers.wrong, sandbox_path(box, HINTS_SECOND "/three.wrong.rs")));
	assert_true(strings_contain(&answers.wrong,
				    sandbox_path(box, HINTS_SECOND "/three.wrong.1.rs")));
	assert_true(strings_contain(&answers.wrong,
				    sandbox_path(box, HINTS_SECOND "/three.wrong.12.rs")));
	answers_clear(&answers);
	answers_clear(&answers);
}

static void answers_of_a_folder_are_folders(void **state)
{
	struct sandbox *box = *state;
	struct answers answers;

	sandbox_write(box, HINTS_THIRD "/pack/src/lib.rs", "");
	sandbox_write(box, HINTS_THIRD "/pack.wrong.1/src/lib.rs", "");
	sandbox_write(box, HINTS_THIRD "/pack.wrong.1/Cargo.toml", "");
	sandbox_write(box, HINTS_THIRD "/pack.wrong.2/Cargo.toml", "");
	sandbox_write(box, HINTS_THIRD "/pack.wrong.rs", "");
	sandbox_write(box, HINTS_THIRD "/pack.md", "");
	answers = found(state, "pack");
	assert_string_equal(answers.solution, sandbox_path(box, HINTS_THIRD "/pack"));
	assert_int_equal(answers.wrong.count, 2);
	assert_string_equal(answers.wrong.items[0], sandbox_path(box, HINTS_THIRD "/pack.wrong.1"));
	assert_string_equal(answers.wrong.items[1], sandbox_path(box, HINTS_THIRD "/pack.wrong.2"));
	answers_clear(&answers);
}

static void there_may_be_no_answers(void **state)
{
	struct answers answers = found(state, "pack");

	assert_null(answers.solution);
	assert_int_equal(answers.wrong.count, 0);
	answers_clear(&answers);
}

/* What is wrong with the exercise's files, as text. */
static const char *problems_of(void **state, const char *name)
{
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;
	struct answers answers = found(state, name);
	struct buffer out = BUFFER_INIT;
	const char *text;

	assert_int_equal(author_check_files(box->data, course_find(box->data, name), &answers,
					    &problems, NULL),
			 0);
	problems_write(&problems, &out);
	text = arena_string(&box->arena, out.data);
	buffer_clear(&out);
	problems_clear(&problems);
	answers_clear(&answers);
	return text;
}

static void what_is_complete_has_no_problem(void **state)
{
	assert_string_equal(problems_of(state, "three"), "");
}

static void hints_need_their_rungs(void **state)
{
	struct sandbox *box = *state;
	const char *text;

	sandbox_write(box, HINTS_SECOND "/three.md", "## A\na\n## on E0382\nx\n## B\n");
	text = problems_of(state, "three");
	assert_contains(text, HINTS_SECOND "/three.md:1: expected at least 3 rungs");
	assert_contains(text, "found 2");
	assert_contains(text, "expected text under \"B\"");
	file_remove(sandbox_path(box, HINTS_SECOND "/three.md"), NULL);
	assert_contains(problems_of(state, "three"), "expected the hints of three");
}

static void marks_must_be_filled_in(void **state)
{
	struct sandbox *box = *state;
	const char *text;

	sandbox_write(box, HINTS_SECOND "/three.md", "## A\na\n## B\n" AUTHOR_MARK "\n## C\nc\n");
	sandbox_write(box, HINTS_SECOND "/three.rs",
		      sandbox_replaced(box, three, "    0\n", "    " AUTHOR_MARK "\n"));
	sandbox_write(box, HINTS_SECOND "/three.wrong.rs",
		      sandbox_replaced(box, three, "pub fn", AUTHOR_MARK));
	text = problems_of(state, "three");
	assert_contains(text, HINTS_SECOND "/three.md:4: ");
	assert_contains(text, HINTS_SECOND "/three.rs:2: ");
	assert_contains(text, HINTS_SECOND "/three.wrong.rs:1: ");
	sandbox_write(box, SECOND "/three.rs", sandbox_replaced(box, three, "}\n\n", AUTHOR_MARK));
	assert_contains(problems_of(state, "three"), SECOND "/three.rs:3: ");
}

static void answers_must_be_there(void **state)
{
	struct sandbox *box = *state;

	file_remove(sandbox_path(box, HINTS_SECOND "/three.rs"), NULL);
	file_remove(sandbox_path(box, HINTS_SECOND "/three.wrong.rs"), NULL);
	assert_contains(problems_of(state, "three"), "expected a reference solution");
	assert_contains(problems_of(state, "three"), "expected at least one wrong answer "
						     "(three.wrong.rs)");
	assert_contains(problems_of(state, "pack"), "(pack.wrong/)");
}

static void answers_keep_the_tests(void **state)
{
	struct sandbox *box = *state;
	const char *changed = sandbox_replaced(box, three, "fn a() {}", "fn a() { }");
	const char *text;

	sandbox_write(box, HINTS_SECOND "/three.rs", changed);
	text = problems_of(state, "three");
	assert_contains(text, HINTS_SECOND "/three.rs: expected the same tests");
	assert_lacks(text, "three.wrong.rs");
	sandbox_write(box, HINTS_SECOND "/three.wrong.rs", "pub fn f() -> i32 {\n    0\n}\n");
	assert_contains(problems_of(state, "three"),
			HINTS_SECOND "/three.wrong.rs: expected the same tests");
	/* above the tests everything may differ */
	sandbox_write(box, HINTS_SECOND "/three.rs",
		      sandbox_replaced(box, three, "    0", "    1"));
	sandbox_write(box, HINTS_SECOND "/three.wrong.rs", three);
	assert_string_equal(problems_of(state, "three"), "");
}

static void editors_need_a_target(void **state)
{
	struct sandbox *box = *state;

	sandbox_write(box, SECOND "/Cargo.toml", "[package]\nname = \"x\"\n");
	assert_contains(problems_of(state, "three"), "expected a target with path = \"three.rs\"");
	file_remove(sandbox_path(box, SECOND "/Cargo.toml"), NULL);
	assert_contains(problems_of(state, "three"), SECOND "/Cargo.toml: expected the topic's "
							    "package");
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_passes_keeps_no_contract),
		cmocka_unit_test(what_is_unverified_keeps_no_contract),
		cmocka_unit_test(codes_are_all_the_errors_there_are),
		cmocka_unit_test(a_lint_is_all_that_is_wrong),
		cmocka_unit_test(exactly_the_named_tests_fail),
		cmocka_unit_test(a_panic_has_its_message),
		cmocka_unit_test(the_output_is_exactly_that),
		cmocka_unit_test(a_message_is_in_an_error),
		COURSE(answers_of_a_file_are_files),
		COURSE(answers_of_a_folder_are_folders),
		COURSE(there_may_be_no_answers),
		COURSE(what_is_complete_has_no_problem),
		COURSE(hints_need_their_rungs),
		COURSE(marks_must_be_filled_in),
		COURSE(answers_must_be_there),
		COURSE(answers_keep_the_tests),
		COURSE(editors_need_a_target),
	};

	return run_group(tests);
}
