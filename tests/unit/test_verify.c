/* With the real toolchain, on a small course of its own. Nothing is fetched. */
#include "rustgym/base/file.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/utf8.h"
#include "rustgym/toolchain/source.h"
#include "rustgym/toolchain/verify.h"
#include "support.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define TOPIC "exercises/01_bench/01_small"

static const char roadmap[] =
	"{ \"format\": 1, \"title\": \"Bench\", \"version\": \"1.0.0\", \"edition\": \"2021\",\n"
	"  \"phases\": [{ \"dir\": \"01_bench\", \"title\": \"Bench\", \"topics\": [\"01_small\"] }],\n"
	"  \"skills\": { \"1.1.1\": \"All\" } }\n";

/* An exercise's entry: its name, and the fields that make it what it is. */
#define ENTRY(name, fields)                                                                        \
	"{ \"name\": \"" name "\", \"title\": \"T\", \"skills\": [\"1.1.1\"], \"minutes\": 5,\n"   \
	"  \"links\": [{ \"title\": \"B\", \"url\": \"https://doc.rust-lang.org/\" }],\n"          \
	"  " fields " }"

/* clang-format off */
static const char topic[] =
	"{ \"title\": \"Small\", \"builder\": \"rustc\", \"exercises\": [\n"
	ENTRY("plain", "\"fails\": { \"code\": \"E0382\" }") ",\n"
	ENTRY("tested", "\"fails\": { \"tests\": [\"tests::doubles\"] }") ",\n"
	ENTRY("speaks", "\"fails\": { \"output\": \"wrong\\n\" }, \"prints\": \"right\\n\"") ",\n"
	ENTRY("picky", "\"fails\": { \"lint\": \"clippy::needless_return\" }") ",\n"
	ENTRY("documented", "\"fails\": { \"code\": \"E0382\" }, \"steps\": [\"test\", \"doctest\"]") ",\n"
	ENTRY("laid_out", "\"fails\": { \"code\": \"E0382\" }, \"steps\": [\"run\", \"fmt\"]") ",\n"
	ENTRY("pack", "\"fails\": { \"code\": \"E0382\" }, \"files\": [\"Cargo.toml\", \"src/lib.rs\"]") "\n"
	"] }\n";
/* clang-format on */

static const char good_tests[] = "pub fn double(x: i32) -> i32 {\n"
				 "    x * 2\n"
				 "}\n"
				 "\n"
				 "#[cfg(test)]\n"
				 "mod tests {\n"
				 "    #[test]\n"
				 "    fn doubles() {\n"
				 "        assert_eq!(super::double(4), 8);\n"
				 "    }\n"
				 "\n"
				 "    #[test]\n"
				 "    fn of_nothing() {\n"
				 "        assert_eq!(super::double(0), 0);\n"
				 "    }\n"
				 "}\n";

static const char endless[] =
	"fn main() {\n"
	"    std::fs::write(\"pid.new\", std::process::id().to_string()).unwrap();\n"
	"    std::fs::rename(\"pid.new\", \"pid\").unwrap();\n"
	"    loop {\n"
	"        std::thread::park();\n"
	"    }\n"
	"}\n";

/* ---- the bench ------------------------------------------------------------------------------ */

struct bench {
	struct toolchain toolchain;
	struct course *course;
	uv_loop_t loop;
	struct verifier *verifier;
};

/* What a verification told. */
struct told {
	struct verdict *verdict;
	int done, diagnostics;
	char first_code[16];
	const char *handed_out; /* the root for the tests that were handed out */
};

static struct bench *bench_in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static struct verifier *new_verifier(struct sandbox *box, uv_loop_t *loop, unsigned run_s)
{
	struct bench *bench = box->data;
	const struct verifier_options options = {.loop = loop,
						 .toolchain = &bench->toolchain,
						 .course = bench->course,
						 .cache = sandbox_path(box, "cache"),
						 .compile_s = 120,
						 .run_s = run_s};

	return verifier_new(&options);
}

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct bench *bench = memory_new(sizeof(*bench));
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;

	setenv("CARGO_NET_OFFLINE", "true", 1);
	sandbox_write(box, "exercises/roadmap.json", roadmap);
	sandbox_write(box, TOPIC "/topic.json", topic);
	sandbox_write(box, "cache/.keep", "");
	bench->course = course_load_workspace(box->root, &problems, &err);
	if (!bench->course)
		print_error("%s: %s\n", err.message,
			    problems.count ? problems.items[0].message : "");
	else if (toolchain_find(NULL, sandbox_path(box, "cache"), &bench->toolchain, &err))
		print_error("%s\n", err.message);
	problems_clear(&problems);
	uv_loop_init(&bench->loop);
	box->data = bench;
	bench->verifier = new_verifier(box, &bench->loop, 60);
	*state = box;
	return err.code;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct bench *bench = box->data;
	int busy = uv_loop_close(&bench->loop);

	verifier_free(bench->verifier);
	toolchain_clear(&bench->toolchain);
	course_free(bench->course);
	free(bench);
	sandbox_free(box);
	return busy;
}

/* Another deadline for what runs. */
static void use_run_s(void **state, unsigned run_s)
{
	struct bench *bench = bench_in(state);

	verifier_free(bench->verifier);
	bench->verifier = new_verifier(*state, &bench->loop, run_s);
}

static void on_diagnostic(const struct diagnostic *diagnostic, void *data)
{
	struct told *told = data;

	if (!told->diagnostics++)
		snprintf(told->first_code, sizeof(told->first_code), "%s",
			 diagnostic->code ? diagnostic->code : "");
}

static void on_done(struct verdict *verdict, void *data)
{
	struct told *told = data;

	told->done++;
	verdict_free(told->verdict);
	told->verdict = verdict;
}

static struct verify_request request_for(const struct bench *bench, const char *name,
					 struct told *told)
{
	return (struct verify_request){.exercise = course_find(bench->course, name),
				       .diagnostic = on_diagnostic,
				       .done = on_done,
				       .data = told};
}

static struct verification *start(void **state, const char *name, struct told *told)
{
	struct bench *bench = bench_in(state);
	struct verify_request request = request_for(bench, name, told);

	return verification_start(bench->verifier, &request);
}

static void write_source(void **state, const char *name, const char *source)
{
	char path[128];

	snprintf(path, sizeof(path), TOPIC "/%s.rs", name);
	sandbox_write(*state, path, source);
}

/* Runs all that was started to its end; none may be left hanging. */
static void finish(void **state)
{
	assert_true(loop_finish(&bench_in(state)->loop));
}

static struct verdict *verified(void **state, const char *name)
{
	struct told told = {0};

	start(state, name, &told);
	finish(state);
	assert_int_equal(told.done, 1);
	assert_ptr_equal(told.verdict->exercise, course_find(bench_in(state)->course, name));
	return told.verdict;
}

static struct verdict *verified_source(void **state, const char *name, const char *source)
{
	write_source(state, name, source);
	return verified(state, name);
}

/* Frees the verdict. A reason of NULL: there is none. */
static void expect(struct verdict *verdict, enum outcome outcome, enum step step,
		   const char *reason)
{
	if (verdict->outcome != outcome || verdict->step != step)
		fail_msg("%s at %s: %s\n%s", outcome_name(verdict->outcome),
			 step_name(verdict->step), verdict->reason ? verdict->reason : "no reason",
			 verdict->output);
	if (reason)
		assert_contains(verdict->reason, reason);
	else
		assert_null(verdict->reason);
	verdict_free(verdict);
}

static const struct diagnostic *only_error(const struct verdict *verdict)
{
	const struct diagnostic *found = NULL;

	assert_int_equal(diagnostics_count(&verdict->diagnostics, LEVEL_ERROR), 1);
	for (size_t i = 0; i < verdict->diagnostics.count; i++)
		if (verdict->diagnostics.items[i].level == LEVEL_ERROR)
			found = &verdict->diagnostics.items[i];
	return found;
}

/* ---- compiling ------------------------------------------------------------------------------ */

static void what_is_right_passes(void **state)
{
	struct verdict *verdict = verified_source(state, "plain", good_tests);
	struct sandbox *box = *state;
	struct source source;

	assert_int_equal(libtest_count(&verdict->tests, TEST_PASSED), 2);
	assert_int_equal(verdict->diagnostics.count, 0);
	assert_int_equal(source_read(box->root, verdict->exercise, &source, NULL), 0);
	assert_true(verdict->hash == source.hash);
	assert_true(verdict->ms.total >= verdict->ms.compile);
	expect(verdict, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	/* and again, with all that the first time left behind */
	expect(verified(state, "plain"), OUTCOME_PASSED, STEP_CLIPPY, NULL);
}

static void a_compile_error_has_code_and_place(void **state)
{
	struct told told = {0};
	const struct diagnostic *d;

	write_source(state, "plain",
		     "fn main() {\n    let a = String::new();\n    let b = a;\n    "
		     "println!(\"{a}{b}\");\n}\n");
	start(state, "plain", &told);
	finish(state);
	assert_int_equal(told.done, 1);
	assert_int_equal(told.diagnostics, 1); /* as it arrived */
	assert_string_equal(told.first_code, "E0382");
	d = only_error(told.verdict);
	assert_string_equal(d->code, "E0382");
	assert_string_equal(d->file, TOPIC "/plain.rs");
	assert_int_equal(d->line, 4);
	assert_contains(d->message, "borrow of moved value");
	assert_contains(d->rendered, "println!");
	expect(told.verdict, OUTCOME_FAILED, STEP_RUN, "it does not compile");
}

static void errors_are_counted(void **state)
{
	expect(verified_source(state, "plain", "fn main() {\n    a();\n    b();\n}\n"),
	       OUTCOME_FAILED, STEP_RUN, "it does not compile: 2 errors");
}

static void a_syntax_error_has_no_code(void **state)
{
	struct verdict *verdict = verified_source(state, "plain", "fn main() {\n    let = ;\n}\n");

	assert_null(only_error(verdict)->code);
	assert_int_equal(only_error(verdict)->line, 2);
	expect(verdict, OUTCOME_FAILED, STEP_RUN, "it does not compile");
}

static void a_source_that_is_not_utf8_does_not_compile(void **state)
{
	struct verdict *verdict = verified_source(state, "plain",
						  "fn main() {\n    println!(\"\xff\");\n}\n");
	const char *rendered = only_error(verdict)->rendered;
	size_t at;

	assert_contains(only_error(verdict)->message, "UTF-8");
	assert_true(utf8_is_valid(rendered, strlen(rendered), &at));
	expect(verdict, OUTCOME_FAILED, STEP_RUN, "it does not compile");
}

static void warnings_do_not_block(void **state)
{
	struct verdict *verdict = verified_source(state, "plain",
						  "fn main() {\n    let unused = 1;\n}\n");

	assert_int_equal(verdict->diagnostics.count, 1);
	assert_int_equal(verdict->diagnostics.items[0].level, LEVEL_WARNING);
	assert_string_equal(verdict->diagnostics.items[0].code, "unused_variables");
	expect(verdict, OUTCOME_PASSED, STEP_CLIPPY, NULL);
}

static void what_is_absent_can_be_brought_back(void **state)
{
	struct verdict *verdict = verified(state, "plain");

	assert_contains(verdict->reason, "rustgym reset plain");
	expect(verdict, OUTCOME_UNVERIFIED, STEP_RUN, "plain.rs");
}

/* ---- tests ---------------------------------------------------------------------------------- */

static void failing_tests_are_named(void **state)
{
	const char *source = sandbox_replaced(*state, good_tests, "x * 2", "x + 2");
	struct verdict *verdict = verified_source(state, "tested", source);
	const struct test_result *first = &verdict->tests.items[0]; /* they run side by side */
	char *topics = verdict_topics(verdict);

	assert_int_equal(verdict->tests.count, 2);
	assert_int_equal(libtest_count(&verdict->tests, TEST_FAILED), 2);
	assert_contains(topics, "tests::doubles");
	assert_contains(topics, "tests::of_nothing");
	free(topics);
	if (strcmp(first->name, "tests::doubles") != 0)
		first++;
	assert_string_equal(first->name, "tests::doubles");
	assert_contains(first->message, "left: 6");
	expect(verdict, OUTCOME_FAILED, STEP_TEST, "2 of 2 tests fail");
}

static void check_source_of_failure(void **state, const char *body, const char *expected)
{
	struct verdict *verdict = verified_source(
		state, "tested", sandbox_replaced(*state, good_tests, "x * 2", body));
	const char *source = NULL;

	for (size_t i = 0; !source && i < verdict->tests.count; i++)
		source = verdict->tests.items[i].source;
	assert_string_equal(source ? source : "(none)", expected);
	verdict_free(verdict);
}

/* The statement that panicked, and nothing of the next one. */
static void a_panic_has_its_statement(void **state)
{
	check_source_of_failure(state, "let y = i32::MAX * x;\n    x * 2 + y",
				"let y = i32::MAX * x;");
	check_source_of_failure(state, "x.checked_mul(i32::MAX).unwrap() // z",
				"x.checked_mul(i32::MAX).unwrap()");
	check_source_of_failure(state, "x + 1", "assert_eq!(super::double(4), 8);");
	check_source_of_failure(
		state, "assert!(\n        x\n            > 9,\n        \"{x}\",\n    );\n    x",
		"assert!(x > 9, \"{x}\");");
}

static void ending_the_process_is_no_pass(void **state)
{
	const char *source = sandbox_replaced(*state, good_tests, "x * 2",
					      "std::process::exit(x.min(0))");

	expect(verified_source(state, "tested", source), OUTCOME_FAILED, STEP_TEST,
	       "doubles ended all tests with exit status 0");
	source = sandbox_replaced(*state, good_tests, "x * 2", "std::process::exit(7 + x.min(0))");
	expect(verified_source(state, "tested", source), OUTCOME_FAILED, STEP_TEST,
	       "exit status 7");
}

static void without_its_tests_nothing_passes(void **state)
{
	static const char ignored[] = "#[cfg(test)]\nmod tests {\n    #[test]\n    #[ignore]\n"
				      "    fn doubles() {}\n}\n";

	expect(verified_source(state, "tested", "pub fn double(x: i32) -> i32 {\n    x * 2\n}\n"),
	       OUTCOME_FAILED, STEP_TEST, "no test ran");
	expect(verified_source(state, "tested", "fn main() {}\n"), OUTCOME_FAILED, STEP_TEST,
	       "no test ran");
	expect(verified_source(state, "tested", "fn main() {}\n// #[test]\n"), OUTCOME_FAILED,
	       STEP_TEST, "no test ran");
	expect(verified_source(state, "tested", ignored), OUTCOME_FAILED, STEP_TEST, "no test ran");
}

static void what_has_nothing_to_run_says_so(void **state)
{
	expect(verified_source(state, "plain", "pub fn nothing_to_run() {}\n"), OUTCOME_FAILED,
	       STEP_RUN, "nothing to run");
}

static void a_stack_overflow_is_a_failure(void **state)
{
	const char *source = sandbox_replaced(*state, good_tests, "x * 2",
					      "let a = [x; 64];\n    double(a[3]) + a[4]");

	expect(verified_source(state, "tested", source), OUTCOME_FAILED, STEP_TEST,
	       "ended all tests: it overflowed its stack");
}

/* A loop that prints without end grows, too, because a test's output is kept until it ends. */
static void a_test_without_memory_is_told_what_it_keeps(void **state)
{
	const char *source = sandbox_replaced(
		*state, good_tests, "x * 2",
		"use std::io::Write;\n"
		"    writeln!(std::io::stderr(), \"memory allocation of 8 "
		"bytes failed\").unwrap();\n"
		"    if x == 4 { std::process::abort() }\n    x * 2");

	expect(verified_source(state, "tested", source), OUTCOME_FAILED, STEP_TEST,
	       "does something grow without end? (a test keeps all that it prints, too)");
}

/* Beside a test that fails, and in any order: the culprit is the one that was running. */
static void the_test_that_ends_all_is_named(void **state)
{
	static const char *const ends[][2] = {
		{"fn deep(n: u64) -> u64 { let a = [n; 512]; if n == 7 { 0 } else { deep(n + 8) + a[3] } }\n"
		 "#[test]\nfn b_ends() { assert!(deep(0) > 1); }\n",
		 "b_ends ended all tests"},
		{"#[test]\nfn b_ends() { std::process::abort(); }\n", "b_ends ended all tests"},
		{"#[test]\nfn b_ends() { std::process::exit(3); }\n",
		 "b_ends ended all tests with exit status 3"},
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		char source[1024];
		struct verdict *verdict;

		snprintf(source, sizeof(source),
			 "#[test]\nfn a_passes() {}\n%s#[test]\nfn c_fails() { panic!(\"no\"); }\n",
			 ends[i][0]);
		verdict = verified_source(state, "tested", source);
		assert_true(libtest_count(&verdict->tests, TEST_FAILED) > 0);
		expect(verdict, OUTCOME_FAILED, STEP_TEST, ends[i][1]);
	}
}

/* Output that passes libtest by: it must not be taken for libtest's. */
static void what_a_test_writes_is_not_its_result(void **state)
{
	static const char *const bodies[] = {
		"use std::io::Write; write!(std::io::stdout(), \"no line end\").unwrap();",
		"use std::io::Write; write!(std::io::stdout(), \"\\ntest tests::no_such ... FAILED\\n\").unwrap();",
		"use std::io::Write; write!(std::io::stdout(), \"\\ntest result: FAILED. 0 passed\\n\").unwrap();",
		"use std::io::Write; write!(std::io::stdout(), \"\\nrunning 40 tests\\n\").unwrap();",
		"use std::io::Write; write!(std::io::stderr(), \"test a ... FAILED\").unwrap();",
		"std::process::Command::new(\"echo\").arg(\"test b ... FAILED\").status().unwrap();",
		"std::thread::spawn(|| for _ in 0..200 { println!(\"log\") }).join().unwrap();",
		"std::mem::forget(std::process::Command::new(\"sh\").args([\"-c\", \"printf ok\"]).spawn());",
	};

	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		char source[1024];
		struct verdict *verdict;

		snprintf(source, sizeof(source),
			 "#[test]\nfn a_writes() { %s }\n#[test]\nfn b_writes() { %s }\n",
			 bodies[i], bodies[i]);
		verdict = verified_source(state, "tested", source);
		assert_int_equal(verdict->tests.count, 2);
		assert_string_equal(verdict->tests.items[0].name, "a_writes");
		if (verdict->outcome != OUTCOME_PASSED)
			fail_msg("%s\n%s\n%s", bodies[i], verdict->reason, verdict->output);
		verdict_free(verdict);
	}
}

/* Nor does it need a word of libtest's: a wrong answer can't print itself right. */
static void a_printed_pass_is_no_pass(void **state)
{
	expect(verified_source(
		       state, "tested",
		       "#[test]\nfn a() { use std::io::Write;\n    write!(std::io::stdout(), "
		       "\"\\ntest a ... ok\\n\\ntest result: ok. 1 passed; 0 failed\\n\").unwrap();\n"
		       "    std::process::exit(0) }\n"),
	       OUTCOME_FAILED, STEP_TEST, "ended");
}

static void the_shells_settings_for_tests_do_not_count(void **state)
{
	static const char *const names[] = {"RUST_TEST_NOCAPTURE", "RUST_TEST_SHUFFLE",
					    "RUST_TEST_THREADS"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		setenv(names[i], i == 2 ? "nonsense" : "1", 1);
	expect(verified_source(state, "tested",
			       sandbox_replaced(*state, good_tests, "x * 2",
						"println!(\"test x ... FAILED\");\n    x * 2")),
	       OUTCOME_PASSED, STEP_CLIPPY, NULL);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unsetenv(names[i]);
}

/* ---- the tests that were handed out --------------------------------------------------------- */

static char *tree_with_handed_out(const struct exercise *exercise, void *data)
{
	(void)exercise;
	return memory_copy_string(((struct told *)data)->handed_out);
}

static struct verdict *verified_with_handed_out(void **state, const char *name)
{
	struct told told = {0};
	struct verify_request request = request_for(bench_in(state), name, &told);

	told.handed_out = sandbox_path(*state, "handed_out");
	request.handed_out = tree_with_handed_out;
	verification_start(bench_in(state)->verifier, &request);
	finish(state);
	assert_int_equal(told.done, 1);
	return told.verdict;
}

/* Tests that were changed to agree with a wrong answer do not make it right. */
static void the_tests_that_were_handed_out_must_pass_too(void **state)
{
	struct sandbox *box = *state;
	const char *wrong = sandbox_replaced(box, good_tests, "x * 2", "x * 3");
	const char *edited = sandbox_replaced(box, wrong, "    fn doubles()",
					      "    #[should_panic]\n    fn doubles()");
	struct source source;
	struct verdict *verdict;

	write_source(state, "tested", edited);
	sandbox_write(box, "handed_out/" TOPIC "/tested.rs", wrong);
	verdict = verified_with_handed_out(state, "tested");
	assert_true(verdict->handed_out);
	assert_true(libtest_count(&verdict->tests, TEST_FAILED) > 0);
	assert_int_equal(source_read(box->root, verdict->exercise, &source, NULL), 0);
	assert_true(verdict->hash == source.hash); /* of the learner's text, not of the other one */
	expect(verdict, OUTCOME_FAILED, STEP_TEST, "with the tests as they were handed out: ");

	sandbox_write(box, "handed_out/" TOPIC "/tested.rs", good_tests);
	verdict = verified_with_handed_out(state, "tested");
	assert_true(verdict->handed_out);
	expect(verdict, OUTCOME_PASSED, STEP_CLIPPY, NULL);

	/* What fails on its own is judged as it is. */
	write_source(state, "tested", wrong);
	verdict = verified_with_handed_out(state, "tested");
	assert_false(verdict->handed_out);
	expect(verdict, OUTCOME_FAILED, STEP_TEST, "fail");
}

/* ---- running -------------------------------------------------------------------------------- */

static void what_it_prints_is_compared(void **state)
{
	struct verdict *verdict = verified_source(state, "speaks",
						  "fn main() {\n    println!(\"wrong\");\n}\n");

	assert_true(verdict->wrong_output);
	assert_string_equal(verdict->output, "wrong\n");
	expect(verdict, OUTCOME_FAILED, STEP_RUN, "it prints something else");
	verdict = verified_source(state, "speaks", "fn main() {\n    println!(\"right\");\n}\n");
	assert_false(verdict->wrong_output);
	expect(verdict, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	verdict = verified_source(state, "speaks", "fn main() {}\n");
	assert_true(verdict->wrong_output);
	expect(verdict, OUTCOME_FAILED, STEP_RUN, "it prints something else");
}

static void blanks_at_the_end_do_not_matter(void **state)
{
	expect(verified_source(state, "speaks", "fn main() {\n    print!(\"right\");\n}\n"),
	       OUTCOME_PASSED, STEP_CLIPPY, NULL);
	expect(verified_source(state, "speaks",
			       "fn main() {\n    print!(\"right\\r\\n\\n\");\n}\n"),
	       OUTCOME_PASSED, STEP_CLIPPY, NULL);
	expect(verified_source(state, "speaks", "fn main() {\n    print!(\" right\");\n}\n"),
	       OUTCOME_FAILED, STEP_RUN, "it prints something else");
	expect(verified_source(state, "speaks", "fn main() {\n    print!(\"right\\nmore\");\n}\n"),
	       OUTCOME_FAILED, STEP_RUN, "it prints something else");
}

static void main_is_found_however_it_is_laid_out(void **state)
{
	expect(verified_source(state, "speaks", "fn  main ( ) {\n    println!(\"right\");\n}\n"),
	       OUTCOME_PASSED, STEP_CLIPPY, NULL);
	expect(verified_source(state, "speaks", "fn\nmain()\n{\n    println!(\"right\");\n}\n"),
	       OUTCOME_PASSED, STEP_CLIPPY, NULL);
	expect(verified_source(state, "speaks", "pub fn domain() {}\n// fn main() {}\n"),
	       OUTCOME_FAILED, STEP_RUN, "nothing to run");
}

/* Linked with a shared standard library it would never be called. */
static void an_allocator_of_its_own_is_used(void **state)
{
	static const char source[] = COUNTING_ALLOCATOR
		"fn main() {\n"
		"    let text = \"right\".to_owned();\n"
		"    assert!(COUNT.load(Ordering::Relaxed) > 0);\n"
		"    println!(\"{text}\");\n"
		"}\n";

	expect(verified_source(state, "speaks", source), OUTCOME_PASSED, STEP_CLIPPY, NULL);
}

static void a_panic_and_a_status_are_failures(void **state)
{
	struct verdict *verdict = verified_source(state, "speaks",
						  "fn main() {\n    panic!(\"on purpose\");\n}\n");

	assert_contains(verdict->output, "panicked at");
	assert_contains(verdict->output, "on purpose");
	expect(verdict, OUTCOME_FAILED, STEP_RUN, "it panics");
	expect(verified_source(state, "speaks",
			       "fn main() {\n    println!(\"right\");\n    "
			       "std::process::exit(3);\n}\n"),
	       OUTCOME_FAILED, STEP_RUN, "exit status 3");
}

static void what_never_ends_is_ended(void **state)
{
	struct sandbox *box = *state;
	struct verdict *verdict;

	use_run_s(state, 1);
	verdict = verified_source(state, "plain", endless);
	assert_true(process_is_gone((pid_t)atol(sandbox_read(box, TOPIC "/pid", NULL))));
	expect(verdict, OUTCOME_FAILED, STEP_RUN, "still running after 1 s");
	expect(verified_source(state, "tested",
			       "#[test]\nfn hangs() {\n    loop {\n        "
			       "std::thread::park();\n    }\n}\n"),
	       OUTCOME_FAILED, STEP_TEST, "still running after 1 s");
}

static void endless_output_is_capped(void **state)
{
	struct verdict *verdict;

	use_run_s(state, 1);
	/* much at a time: also the slowest machine passes the cap within a second */
	verdict = verified_source(
		state, "plain",
		"use std::io::Write;\nfn main() {\n    let much = "
		"\"again \".repeat(100_000);\n    loop {\n        "
		"let _ = std::io::stdout().write_all(much.as_bytes());\n    }\n}\n");
	assert_true(strlen(verdict->output) < 2 * 1024 * 1024);
	assert_contains(verdict->output, "again");
	assert_contains(verdict->output, "bytes left out");
	expect(verdict, OUTCOME_FAILED, STEP_RUN, "still running after 1 s");
}

/* ---- linting -------------------------------------------------------------------------------- */

static const char returns[] = "pub fn double(x: i32) -> i32 {\n"
			      "    return x * 2;\n"
			      "}\n"
			      "\n"
			      "#[test]\n"
			      "fn doubles() {\n"
			      "    assert_eq!(double(4), 8);\n"
			      "}\n";

static void the_lint_of_the_lesson_is_denied(void **state)
{
	struct verdict *verdict = verified_source(state, "picky", returns);
	const char *mended = sandbox_replaced(*state, returns, "return x * 2;", "x * 2");

	assert_string_equal(only_error(verdict)->code, "clippy::needless_return");
	assert_int_equal(only_error(verdict)->line, 2);
	assert_int_equal(libtest_count(&verdict->tests, TEST_PASSED), 1);
	expect(verdict, OUTCOME_FAILED, STEP_CLIPPY, "clippy refuses it: ");
	expect(verified_source(state, "picky", mended), OUTCOME_PASSED, STEP_CLIPPY, NULL);
}

static void to_silence_the_lesson_is_not_to_learn_it(void **state)
{
	char *silenced = memory_format("#![allow(clippy::all)]\n"
				       "#[allow(clippy::needless_return)]\n%s",
				       returns);
	struct verdict *verdict = verified_source(state, "picky", silenced);

	assert_string_equal(only_error(verdict)->code, "clippy::needless_return");
	expect(verdict, OUTCOME_FAILED, STEP_CLIPPY, "clippy refuses it: ");
	free(silenced);
}

static void elsewhere_it_only_warns(void **state)
{
	struct verdict *verdict = verified_source(state, "plain", returns);

	assert_int_equal(diagnostics_count(&verdict->diagnostics, LEVEL_WARNING), 1);
	expect(verdict, OUTCOME_PASSED, STEP_CLIPPY, NULL);
}

static void tests_come_before_lints(void **state)
{
	const char *source = sandbox_replaced(*state, returns, "x * 2", "x * 3");
	struct verdict *verdict = verified_source(state, "picky", source);

	assert_int_equal(diagnostics_count(&verdict->diagnostics, LEVEL_ERROR), 0);
	expect(verdict, OUTCOME_FAILED, STEP_TEST, "1 of 1 tests fails");
}

static void what_clippy_calls_wrong_is_refused(void **state)
{
	static const char same[] = "fn main() {\n    let a = std::env::args().count();\n"
				   "    println!(\"{}\", a == a);\n}\n";
	const char *broken = sandbox_replaced(*state, same, "}\n", "    b();\n}\n");
	struct verdict *verdict = verified_source(state, "plain", same);

	assert_string_equal(only_error(verdict)->code, "clippy::eq_op");
	expect(verdict, OUTCOME_FAILED, STEP_CLIPPY, "clippy refuses it: ");
	expect(verified_source(state, "plain", broken), OUTCOME_FAILED, STEP_RUN,
	       "it does not compile");
}

static void without_clippy_only_its_lessons_wait(void **state)
{
	struct toolchain *toolchain = &bench_in(state)->toolchain;
	const char *failing = sandbox_replaced(*state, returns, "x * 2", "x * 3");

	free(toolchain->clippy_driver);
	toolchain->clippy_driver = NULL;
	expect(verified_source(state, "plain", good_tests), OUTCOME_PASSED, STEP_CLIPPY, NULL);
	expect(verified_source(state, "picky", returns), OUTCOME_UNVERIFIED, STEP_CLIPPY,
	       "rustup component add clippy");
	expect(verified_source(state, "picky", failing), OUTCOME_FAILED, STEP_TEST,
	       "1 of 1 tests fails");
}

/* ---- doctests and format -------------------------------------------------------------------- */

static const char documented[] = "//! Text.\n"
				 "\n"
				 "/// ```\n"
				 "/// assert_eq!(documented::double(2), 4);\n"
				 "/// ```\n"
				 "pub fn double(x: i32) -> i32 {\n"
				 "    x * 2\n"
				 "}\n"
				 "\n"
				 "#[test]\n"
				 "fn doubles() {\n"
				 "    assert_eq!(double(4), 8);\n"
				 "}\n";

static void doctests_run(void **state)
{
	const char *failing = sandbox_replaced(*state, documented, "(2), 4", "(2), 5");
	struct verdict *verdict;

	setenv("RUST_BACKTRACE", "1", 1); /* as many learners have it */
	verdict = verified_source(state, "documented", documented);

	assert_int_equal(libtest_count(&verdict->tests, TEST_PASSED), 2);
	expect(verdict, OUTCOME_PASSED, STEP_DOCTEST, NULL);
	verdict = verified_source(state, "documented", failing);
	assert_int_equal(libtest_count(&verdict->tests, TEST_FAILED), 1);
	for (size_t i = 0; i < verdict->tests.count; i++) {
		const struct test_result *test = &verdict->tests.items[i];

		if (test->outcome != TEST_FAILED)
			continue;
		assert_string_equal(test->file,
				    verdict->exercise->path); /* and not what rustdoc made */
		assert_int_equal(test->line, 3);
		assert_null(strstr(test->message, "stack backtrace"));
	}
	expect(verdict, OUTCOME_FAILED, STEP_DOCTEST, "1 of 2 tests fails");
}

static void without_its_doctests_nothing_passes(void **state)
{
	const char *source = sandbox_replaced(
		*state, documented, "/// ```\n/// assert_eq!(documented::double(2), 4);\n/// ```\n",
		"");

	expect(verified_source(state, "documented", source), OUTCOME_FAILED, STEP_DOCTEST,
	       "no test ran");
	source = sandbox_replaced(*state, documented, "/// ```\n/// assert",
				  "/// ```ignore\n/// assert");
	expect(verified_source(state, "documented", source), OUTCOME_FAILED, STEP_DOCTEST,
	       "no test ran");
}

static void the_layout_is_checked(void **state)
{
	struct verdict *verdict = verified_source(state, "laid_out",
						  "fn  main() {\n    println!(\"text\");\n}\n");

	assert_contains(verdict->output, "+fn main() {");
	assert_lacks(verdict->output, "text\nDiff"); /* the program's own output is no news */
	expect(verdict, OUTCOME_FAILED, STEP_FMT, "rustfmt");
	expect(verified_source(state, "laid_out", "fn main() {\n    println!(\"text\");\n}\n"),
	       OUTCOME_PASSED, STEP_FMT, NULL);
}

static void the_layout_is_checked_on_request(void **state)
{
	struct bench *bench = bench_in(state);
	struct told told = {0};
	struct verify_request request = request_for(bench, "plain", &told);

	write_source(state, "plain", "fn  main() {}\n");
	request.check_format = true;
	verification_start(bench->verifier, &request);
	finish(state);
	expect(told.verdict, OUTCOME_FAILED, STEP_FMT, "rustfmt");
}

/* ---- cancelling ----------------------------------------------------------------------------- */

/* Lets the loop work while it waits for a file, of which the loop does not know. */
static bool pid_is_known(void *data)
{
	struct sandbox *box = data;
	struct bench *bench = box->data;

	uv_run(&bench->loop, UV_RUN_NOWAIT);
	return file_exists(sandbox_path(box, TOPIC "/pid"));
}

/* What is not our own child is ended, but nobody waits for it. */
static bool is_gone(void *data)
{
	return process_is_gone(*(pid_t *)data);
}

/* Waits for the file that names a process, cancels, and sees that it is gone. */
static void check_cancel(void **state, const char *name)
{
	struct sandbox *box = *state;
	struct told told = {0};
	struct verification *verification = start(state, name, &told);
	pid_t pid;

	assert_true(wait_until(pid_is_known, box));
	pid = (pid_t)atol(sandbox_read(box, TOPIC "/pid", NULL));
	assert_false(process_is_gone(pid));
	verification_cancel(verification);
	verification_cancel(verification);
	finish(state);
	assert_int_equal(told.done, 0);
	assert_true(wait_until(is_gone, &pid));
}

static void a_cancelled_program_is_gone(void **state)
{
	write_source(state, "plain", endless);
	check_cancel(state, "plain");
}

/* Puts a script where the toolchain has its compilers. */
static void use_compiler(void **state, const char *script)
{
	struct toolchain *toolchain = &bench_in(state)->toolchain;

	free(toolchain->rustc);
	free(toolchain->clippy_driver);
	sandbox_write(*state, "bin/compiler", script);
	chmod(sandbox_path(*state, "bin/compiler"), 0755);
	toolchain->rustc = memory_copy_string(sandbox_path(*state, "bin/compiler"));
	toolchain->clippy_driver = memory_copy_string(toolchain->rustc);
}

static void a_cancelled_compiler_is_gone_with_its_linker(void **state)
{
	use_compiler(state, "#!/bin/sh\nsleep 1000 &\necho $! > " TOPIC "/pid.new\n"
			    "mv " TOPIC "/pid.new " TOPIC "/pid\nwait\n");
	write_source(state, "plain", good_tests);
	check_cancel(state, "plain");
}

static void the_last_of_many_is_verified(void **state)
{
	struct told told[20] = {0};

	write_source(state, "tested", good_tests);
	for (size_t i = 0; i < 20; i++) {
		struct verification *verification = start(state, "tested", &told[i]);
		for (size_t round = 0; round < i % 5; round++)
			uv_run(&bench_in(state)->loop, UV_RUN_NOWAIT);
		if (i < 19)
			verification_cancel(verification);
	}
	finish(state);
	for (size_t i = 0; i < 19; i++)
		assert_int_equal(told[i].done, 0);
	assert_int_equal(told[19].done, 1);
	expect(told[19].verdict, OUTCOME_PASSED, STEP_CLIPPY, NULL);
}

/* ---- several at once ------------------------------------------------------------------------ */

/* Two trees: the course's own, whose "tested" is right, and another, whose is wrong. */
static const char *write_two_trees(void **state)
{
	write_source(state, "tested", good_tests);
	sandbox_write(*state, "other/" TOPIC "/tested.rs",
		      sandbox_replaced(*state, good_tests, "x * 2", "x * 3"));
	return sandbox_path(*state, "other");
}

static void expect_both(struct told *right, struct told *wrong)
{
	assert_int_equal(right->done, 1);
	assert_int_equal(wrong->done, 1);
	expect(right->verdict, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	expect(wrong->verdict, OUTCOME_FAILED, STEP_TEST, "1 of 2 tests fails");
}

static void two_of_one_exercise_do_not_meet(void **state)
{
	struct bench *bench = bench_in(state);
	struct told right = {0}, wrong = {0};
	struct verify_request request = request_for(bench, "tested", &wrong);

	request.root = write_two_trees(state);
	start(state, "tested", &right);
	verification_start(bench->verifier, &request);
	finish(state);
	expect_both(&right, &wrong);
}

static void two_verifiers_do_not_meet(void **state)
{
	struct bench *bench = bench_in(state);
	struct verifier *other = new_verifier(*state, &bench->loop, 60);
	struct told right = {0}, wrong = {0};
	struct verify_request request = request_for(bench, "tested", &wrong);

	request.root = write_two_trees(state);
	start(state, "tested", &right);
	verification_start(other, &request);
	finish(state);
	expect_both(&right, &wrong);
	verifier_free(other);
}

static void what_is_thrown_away_leaves_nothing(void **state)
{
	struct bench *bench = bench_in(state);
	struct verifier *other = new_verifier(*state, &bench->loop, 60);
	struct told right = {0}, wrong = {0};
	struct verify_request first = request_for(bench, "tested", &right),
			      second = request_for(bench, "tested", &wrong);
	const char *const argv[] = {"ls", sandbox_path(*state, "cache/out"), NULL};
	const char *left;

	first.throw_away = second.throw_away = true;
	second.root = write_two_trees(state);
	verification_start(bench->verifier, &first);
	verification_start(other, &second);
	finish(state);
	expect_both(&right, &wrong);
	assert_int_equal(run_command(argv, NULL, &left, *state), 0);
	assert_string_equal(left, "");
	assert_false(file_exists(sandbox_path(*state, "cache/incremental")));
	verifier_free(other);
}

/* In a process of its own: verifies what is below `root` and writes down the reason. */
static void verify_in_child(void **state, const char *root)
{
	struct told told = {0};
	struct verify_request request = request_for(bench_in(state), "tested", &told);
	uv_loop_t loop;

	uv_loop_init(&loop);
	request.root = root;
	verification_start(new_verifier(*state, &loop, 60), &request);
	loop_finish(&loop);
	sandbox_write(*state, "reason.new",
		      told.done == 1 && told.verdict->reason ? told.verdict->reason : "none");
	rename(sandbox_path(*state, "reason.new"), sandbox_path(*state, "reason"));
}

static bool reason_is_known(void *data)
{
	return sandbox_read(data, "reason", NULL) != NULL;
}

static void two_processes_do_not_meet(void **state)
{
	const char *root = write_two_trees(state);
	struct told right = {0};
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		verify_in_child(state, root);
		_exit(0);
	}
	start(state, "tested", &right);
	finish(state);
	assert_true(wait_until(reason_is_known, *state));
	waitpid(child, NULL, 0); /* a job's end may have reaped it */
	assert_contains(sandbox_read(*state, "reason", NULL), "1 of 2 tests fails");
	expect(right.verdict, OUTCOME_PASSED, STEP_CLIPPY, NULL);
}

/* ---- cargo ---------------------------------------------------------------------------------- */

static const char manifest[] = "[package]\n"
			       "name = \"pack\"\n"
			       "version = \"0.1.0\"\n"
			       "edition = \"2021\"\n"
			       "\n"
			       "[workspace]\n";

static const char proof[] = "#[test]\n"
			    "fn doubles() {\n"
			    "    assert_eq!(pack::double(4), 8);\n"
			    "}\n";

static void write_pack(void **state, const char *toml, const char *lib)
{
	sandbox_write(*state, TOPIC "/pack/Cargo.toml", toml);
	sandbox_write(*state, TOPIC "/pack/src/lib.rs", lib);
	sandbox_write(*state, TOPIC "/pack/tests/proof.rs", proof);
}

static void a_package_passes_or_fails(void **state)
{
	struct verdict *verdict;

	write_pack(state, manifest, good_tests);
	verdict = verified(state, "pack");
	assert_int_equal(libtest_count(&verdict->tests, TEST_PASSED), 3);
	expect(verdict, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	write_pack(state, manifest, sandbox_replaced(*state, good_tests, "x * 2", "x + x + x"));
	expect(verified(state, "pack"), OUTCOME_FAILED, STEP_TEST, "2 of 3 tests fail");
}

static void an_error_in_a_package_has_its_place(void **state)
{
	struct verdict *verdict;

	write_pack(state, manifest, sandbox_replaced(*state, good_tests, "x * 2", "nothing"));
	verdict = verified(state, "pack");
	assert_true(diagnostics_count(&verdict->diagnostics, LEVEL_ERROR) > 0);
	assert_string_equal(verdict->diagnostics.items[0].code, "E0425");
	assert_string_equal(verdict->diagnostics.items[0].file, TOPIC "/pack/src/lib.rs");
	assert_int_equal(verdict->diagnostics.items[0].line, 2);
	expect(verdict, OUTCOME_FAILED, STEP_TEST, "it does not compile");
}

static void a_broken_manifest_is_cargos_to_explain(void **state)
{
	struct verdict *verdict;

	write_pack(state, "[package]\nname = \"pack\"\nversion = 7\n", good_tests);
	verdict = verified(state, "pack");
	assert_contains(only_error(verdict)->rendered, "version = 7");
	assert_contains(only_error(verdict)->rendered, "Cargo.toml");
	assert_true(*only_error(verdict)->message != '\0');
	expect(verdict, OUTCOME_FAILED, STEP_TEST, "it does not compile");
}

static void a_program_of_a_package_that_ends_early_is_no_pass(void **state)
{
	write_pack(state, manifest,
		   sandbox_replaced(*state, good_tests, "assert_eq!(super::double(0), 0);",
				    "std::process::exit(0);"));
	expect(verified(state, "pack"), OUTCOME_FAILED, STEP_TEST,
	       "of_nothing ended all tests with exit status 0");
}

/* ---- compilers that fail -------------------------------------------------------------------- */

static void a_crash_is_tried_again_without_what_was_left(void **state)
{
	struct sandbox *box = *state;
	const char *script = arena_format(
		&box->arena,
		"#!/bin/sh\necho call >> '%s/calls'\nfor word in \"$@\"; do case $word in "
		"incremental=*)\necho 'error: internal compiler error: no such thing' >&2\nexit "
		"101;; esac; done\nexec '%s' \"$@\"\n",
		box->root, bench_in(state)->toolchain.rustc);

	use_compiler(state, script);
	expect(verified_source(state, "plain", good_tests), OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_contains(sandbox_read(box, "calls", NULL), "call\ncall\n");
}

static void a_compiler_that_was_killed_is_nobodys_fault(void **state)
{
	use_compiler(state, "#!/bin/sh\nkill -KILL $$\n");
	expect(verified_source(state, "plain", good_tests), OUTCOME_UNVERIFIED, STEP_TEST,
	       "ended by the system");
}

static void a_failure_always_has_words(void **state)
{
	use_compiler(state, "#!/bin/sh\nprintf '\\377\\033[2J' >&2\nexit 1\n");
	expect(verified_source(state, "plain", good_tests), OUTCOME_UNVERIFIED, STEP_TEST,
	       "the compiler could not do its work: ??[2J");
	use_compiler(state, "#!/bin/sh\nexit 1\n");
	expect(verified(state, "plain"), OUTCOME_UNVERIFIED, STEP_TEST,
	       "the compiler failed without a word");
}

/* ---- held compilers ------------------------------------------------------------------------- */

#ifdef __linux__

/* A process or thread as /proc/.../stat says. */
struct stat_line {
	int pid, parent;
	char state; /* of the main thread, of a process */
};

/* The next one in a folder of /proc; false at its end. */
static bool next_process(DIR *dir, const char *folder, struct stat_line *line)
{
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char path[600];
		FILE *stat;
		int read;

		snprintf(path, sizeof(path), "%s/%s/stat", folder, entry->d_name);
		stat = entry->d_name[0] >= '1' && entry->d_name[0] <= '9' ? fopen(path, "r") : NULL;
		read = stat ? fscanf(stat, "%d (%*[^)]) %c %d", &line->pid, &line->state,
				     &line->parent)
			    : 0;
		if (stat)
			fclose(stat);
		if (read == 3)
			return true;
	}
	return false;
}

static bool all_threads_sleep(int pid)
{
	struct stat_line line;
	char folder[64];
	bool sleep = true;
	DIR *dir;

	snprintf(folder, sizeof(folder), "/proc/%d/task", pid);
	dir = opendir(folder);
	while (next_process(dir, folder, &line))
		sleep = sleep && line.state == 'S';
	if (dir)
		closedir(dir);
	return sleep;
}

/* How many children we have, zombies left out, and how many of them do nothing. */
static size_t count_children(size_t *at_rest)
{
	struct stat_line line;
	DIR *dir = opendir("/proc");
	size_t count = 0;

	*at_rest = 0;
	while (next_process(dir, "/proc", &line)) {
		if (line.parent != getpid() || line.state == 'Z')
			continue;
		count++;
		*at_rest += all_threads_sleep(line.pid);
	}
	if (dir)
		closedir(dir);
	return count;
}

static size_t children(void)
{
	size_t at_rest;

	return count_children(&at_rest);
}

static bool all_children_rest(void *data)
{
	size_t at_rest;

	(void)data;
	return count_children(&at_rest) == at_rest;
}

static bool no_child_is_left(void *data)
{
	(void)data;
	return children() == 0;
}

static bool is_done(void *data)
{
	return ((struct told *)data)->done > 0;
}

/* With two cores: the compiler, and clippy beside it. */
static void hold_compilers(void **state, const char *name)
{
	struct bench *bench = bench_in(state);
	struct told told = {0};
	struct verify_request request = request_for(bench, name, &told);

	verification_hold_compilers(bench->verifier, &request);
	assert_true(loop_until(&bench->loop, is_done, &told));
	assert_int_equal(told.diagnostics, 0);
	verdict_free(told.verdict);
	assert_int_equal(children(), 2);
}

static bool is_locked(const char *path)
{
	struct lock *lock;
	bool locked = lock_take(path, 0, &lock, NULL, NULL) != 0;

	lock_release(lock);
	return locked;
}

/*
 * Until the last of its compilers has ended a verification holds the lock of the exercise's folder, or
 * has one of its own ("PID-XXXXXX"): while one that is to wait may be on its way there.
 */
static bool all_are_over(void *sandbox)
{
	DIR *dir = opendir(sandbox_path(sandbox, "cache/out"));
	struct dirent *entry;
	bool over = true;

	while (dir && (entry = readdir(dir)))
		over = over && !isdigit((unsigned char)entry->d_name[0]) &&
		       !(strstr(entry->d_name, ".lock") &&
			 is_locked(sandbox_path(sandbox, "cache/out/%s", entry->d_name)));
	if (dir)
		closedir(dir);
	return over;
}

/* What waits keeps the loop alive, so it can't be run to its end. */
static struct verdict *verified_meanwhile(void **state, const char *name)
{
	struct told told = {0};

	start(state, name, &told);
	assert_true(loop_until(&bench_in(state)->loop, is_done, &told));
	assert_true(loop_until(&bench_in(state)->loop, all_are_over, *state));
	return told.verdict;
}

static void use_cores(void **state, unsigned cores)
{
	struct bench *bench = bench_in(state);
	struct verifier_options options = {.loop = &bench->loop,
					   .toolchain = &bench->toolchain,
					   .course = bench->course,
					   .cache = sandbox_path(*state, "cache"),
					   .compile_s = 120,
					   .run_s = 60,
					   .cores = cores};

	verifier_free(bench->verifier);
	bench->verifier = verifier_new(&options);
}

/*
 * A compiler that has not come to its source yet when it is needed is not taken, but waits for the next
 * time; and one that rests may be on its way there. So it is tried until none is left: they were taken,
 * and no others started.
 */
static bool is_compiled_by_who_waits(void *data)
{
	void **state = data;

	hold_compilers(state, "plain");
	assert_true(loop_until(&bench_in(state)->loop, all_children_rest, NULL));
	expect(verified_meanwhile(state, "plain"), OUTCOME_PASSED, STEP_CLIPPY, NULL);
	return children() == 0;
}

static void compilers_that_wait_compile_what_was_saved_last(void **state)
{
	const char *wrong = sandbox_replaced(*state, returns, "x * 2", "x * 3");

	if (!compilers_can_wait())
		return;
	use_cores(state, 2);
	write_source(state, "plain", wrong);
	hold_compilers(state, "plain");
	write_source(state, "plain", returns);
	assert_true(wait_until(is_compiled_by_who_waits, state));
	finish(state);
}

/* For the compiler it is as if it had never waited: option_env! reads its environment. */
static void waiting_leaves_no_trace_in_the_environment(void **state)
{
	static const char looks[] =
		"#[test]\nfn is_clean() {\n"
		"    assert_eq!(option_env!(\"LD_PRELOAD\"), PRELOADED);\n"
		"    assert_eq!(option_env!(\"RUSTGYM_HOLD\"), None);\n"
		"    assert_eq!(option_env!(\"RUSTGYM_HOLD_LD_PRELOAD\"), None);\n"
		"    assert_eq!(option_env!(\"LD_LIBRARY_PATH\"), Some(\"/nowhere\"));\n"
		"}\n";

	if (!compilers_can_wait())
		return;
	use_cores(state, 2);
	setenv("LD_LIBRARY_PATH", "/nowhere", 1);
	write_source(state, "plain", sandbox_replaced(*state, looks, "PRELOADED", "None"));
	assert_true(wait_until(is_compiled_by_who_waits, state));
#ifndef RUSTGYM_SANITIZED /* whose runtime wants to be the first library of all */
	setenv("LD_PRELOAD", "libm.so.6", 1);
	write_source(state, "plain",
		     sandbox_replaced(*state, looks, "PRELOADED", "Some(\"libm.so.6\")"));
	assert_true(wait_until(is_compiled_by_who_waits, state));
	unsetenv("LD_PRELOAD");
#endif
	unsetenv("LD_LIBRARY_PATH");
	finish(state);
}

static void compilers_that_wait_for_something_else_are_not_taken(void **state)
{
	static const char program[] = "fn main() {\n    println!(\"no tests any more\");\n}\n";
	struct bench *bench = bench_in(state);

	if (!compilers_can_wait())
		return;
	use_cores(state, 2);
	write_source(state, "plain", returns);
	hold_compilers(state, "plain");
	write_source(state, "plain", program);
	expect(verified_meanwhile(state, "plain"), OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_int_equal(children(), 2);
	verifier_dismiss_held(bench->verifier);
	assert_true(loop_until(&bench->loop, no_child_is_left, NULL));
	finish(state);
}

static void who_waits_already_is_not_started_twice(void **state)
{
	struct bench *bench = bench_in(state);

	if (!compilers_can_wait())
		return;
	use_cores(state, 2);
	write_source(state, "plain", returns);
	hold_compilers(state, "plain");
	hold_compilers(state, "plain"); /* asserts that there are two */
	verifier_dismiss_held(bench->verifier);
	finish(state);
}

#endif

#define BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BENCH(what_is_right_passes),
		BENCH(a_compile_error_has_code_and_place),
		BENCH(errors_are_counted),
		BENCH(a_syntax_error_has_no_code),
		BENCH(a_source_that_is_not_utf8_does_not_compile),
		BENCH(warnings_do_not_block),
		BENCH(what_is_absent_can_be_brought_back),
		BENCH(failing_tests_are_named),
		BENCH(a_panic_has_its_statement),
		BENCH(ending_the_process_is_no_pass),
		BENCH(without_its_tests_nothing_passes),
		BENCH(what_has_nothing_to_run_says_so),
		BENCH(a_test_without_memory_is_told_what_it_keeps),
		BENCH(a_stack_overflow_is_a_failure),
		BENCH(the_test_that_ends_all_is_named),
		BENCH(what_a_test_writes_is_not_its_result),
		BENCH(a_printed_pass_is_no_pass),
		BENCH(the_shells_settings_for_tests_do_not_count),
		BENCH(the_tests_that_were_handed_out_must_pass_too),
		BENCH(what_it_prints_is_compared),
		BENCH(blanks_at_the_end_do_not_matter),
		BENCH(main_is_found_however_it_is_laid_out),
		BENCH(an_allocator_of_its_own_is_used),
		BENCH(a_panic_and_a_status_are_failures),
		BENCH(what_never_ends_is_ended),
		BENCH(endless_output_is_capped),
#ifdef __linux__
		BENCH(compilers_that_wait_compile_what_was_saved_last),
		BENCH(waiting_leaves_no_trace_in_the_environment),
		BENCH(compilers_that_wait_for_something_else_are_not_taken),
		BENCH(who_waits_already_is_not_started_twice),
#endif
		BENCH(the_lint_of_the_lesson_is_denied),
		BENCH(to_silence_the_lesson_is_not_to_learn_it),
		BENCH(elsewhere_it_only_warns),
		BENCH(tests_come_before_lints),
		BENCH(what_clippy_calls_wrong_is_refused),
		BENCH(without_clippy_only_its_lessons_wait),
		BENCH(doctests_run),
		BENCH(without_its_doctests_nothing_passes),
		BENCH(the_layout_is_checked),
		BENCH(the_layout_is_checked_on_request),
		BENCH(a_cancelled_program_is_gone),
		BENCH(a_cancelled_compiler_is_gone_with_its_linker),
		BENCH(the_last_of_many_is_verified),
		BENCH(two_of_one_exercise_do_not_meet),
		BENCH(two_verifiers_do_not_meet),
		BENCH(what_is_thrown_away_leaves_nothing),
		BENCH(two_processes_do_not_meet),
		BENCH(a_package_passes_or_fails),
		BENCH(an_error_in_a_package_has_its_place),
		BENCH(a_broken_manifest_is_cargos_to_explain),
		BENCH(a_program_of_a_package_that_ends_early_is_no_pass),
		BENCH(a_crash_is_tried_again_without_what_was_left),
		BENCH(a_compiler_that_was_killed_is_nobodys_fault),
		BENCH(a_failure_always_has_words),
	};

	return run_group(tests);
}
