#include "author/contract.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

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
	tests->items[tests->count++] = (struct test_result){
		.name = memory_copy_string(name), .outcome = outcome, .message = NULL};
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
	};

	return run_group(tests);
}
