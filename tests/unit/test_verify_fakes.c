/*
 * Verifications with compilers made of shell scripts: what they say and how they end is the test's to
 * choose, and nothing takes long. The real ones are e2e's.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/strings.h"
#include "rustgym/toolchain/source.h"
#include "rustgym/toolchain/verify.h"
#include "sample_course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
	struct sandbox *box;
	uv_loop_t loop;
	struct course *course;
	struct toolchain toolchain;
	struct verifier *verifier;
};

/* One verification, as its caller sees it. */
struct run {
	struct fixture *fixture;
	struct verification *verification;
	struct verdict *verdict;
	int done, after_done; /* calls of done; calls of anything after it */
	struct strings diagnostics, notes;
	bool cancel_at_diagnostic;
	struct run *cancel_at_done; /* another one */
};

/* ---- set up --------------------------------------------------------------------------------- */

/* Reads the arguments ($out, $incremental), then does what the test says. */
static void write_tool(struct fixture *fixture, const char *name, const char *script)
{
	struct sandbox *box = fixture->box;
	const char *path = arena_format(&box->arena, "tools/%s", name);

	sandbox_write(
		box, path,
		arena_format(
			&box->arena,
			"#!/bin/sh\n"
			"log='%s'\n"
			"echo \"%s $*\" >>\"$log\"\n"
			"all=$*\n"
			"while [ $# -gt 0 ]; do case $1 in\n"
			"-o) out=$2;;\n"
			"incremental=*) incremental=1;;\n"
			"esac; shift; done\n"
			"program() { { echo '#!/bin/sh'; cat; } >\"$out\"; chmod +x \"$out\"; }\n"
			"%s\n",
			sandbox_path(box, "log"), name, script));
	assert_int_equal(chmod(sandbox_path(box, "%s", path), 0755), 0);
}

static char *tool(struct fixture *fixture, const char *name)
{
	return memory_copy_string(sandbox_path(fixture->box, "tools/%s", name));
}

static int setup(void **state)
{
	static const char *const names[] = {"rustc", "clippy-driver", "cargo", "cargo-clippy",
					    "rustfmt"};
	struct sandbox *box = sandbox_new();
	struct fixture *fixture = arena_new(&box->arena, sizeof(*fixture));

	fixture->box = box;
	uv_loop_init(&fixture->loop);
	sample_course_write(box);
	fixture->course = sample_course_load(box);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		write_tool(fixture, names[i], "exit 99");
	fixture->toolchain = (struct toolchain){
		.rustc = tool(fixture, "rustc"),
		.cargo = tool(fixture, "cargo"),
		.clippy_driver = tool(fixture, "clippy-driver"),
		.cargo_clippy = tool(fixture, "cargo-clippy"),
		.rustfmt = tool(fixture, "rustfmt"),
		.sysroot = memory_copy_string(sandbox_path(box, "sysroot")),
	};
	fixture->verifier = verifier_new(&(struct verifier_options){
		.loop = &fixture->loop,
		.toolchain = &fixture->toolchain,
		.course = fixture->course,
		.cache = sandbox_path(box, "cache"),
		.compile_s = DEADLINE_MS / 1000,
		.run_s = DEADLINE_MS / 1000,
	});
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	verifier_free(fixture->verifier);
	if (uv_loop_close(&fixture->loop) < 0)
		return -1;
	toolchain_clear(&fixture->toolchain);
	course_free(fixture->course);
	sandbox_free(fixture->box);
	return 0;
}

/* Other deadlines than the usual ones. */
static void set_deadlines(struct fixture *fixture, unsigned compile_s, unsigned run_s)
{
	verifier_free(fixture->verifier);
	fixture->verifier = verifier_new(&(struct verifier_options){
		.loop = &fixture->loop,
		.toolchain = &fixture->toolchain,
		.course = fixture->course,
		.cache = sandbox_path(fixture->box, "cache"),
		.compile_s = compile_s,
		.run_s = run_s,
	});
}

/* ---- running one ---------------------------------------------------------------------------- */

static void on_diagnostic(const struct diagnostic *diagnostic, void *data)
{
	struct run *run = data;

	run->after_done += run->done || !run->verification;
	strings_add(&run->diagnostics, diagnostic->message);
	if (run->cancel_at_diagnostic) {
		verification_cancel(run->verification);
		run->verification = NULL;
	}
}

static void on_note(const char *text, void *data)
{
	struct run *run = data;

	run->after_done += run->done || !run->verification;
	strings_add(&run->notes, text);
}

static void on_done(struct verdict *verdict, void *data)
{
	struct run *run = data;

	run->done++;
	run->after_done += !run->verification;
	verdict_free(run->verdict);
	run->verdict = verdict;
	run->verification = NULL;
	if (run->cancel_at_done) {
		verification_cancel(run->cancel_at_done->verification);
		run->cancel_at_done->verification = NULL;
	}
}

static void start(struct fixture *fixture, struct run *run, const char *name)
{
	run->fixture = fixture;
	run->verification = verification_start(
		fixture->verifier, &(struct verify_request){
					   .exercise = course_find(fixture->course, name),
					   .diagnostic = on_diagnostic,
					   .note = on_note,
					   .done = on_done,
					   .data = run,
				   });
}

static void clear(struct run *run)
{
	verdict_free(run->verdict);
	strings_clear(&run->diagnostics);
	strings_clear(&run->notes);
}

/* Verifies to the end; the verdict is there. */
static struct run verified(struct fixture *fixture, const char *name)
{
	struct run run = {0};

	start(fixture, &run, name);
	assert_int_equal(run.done, 0);
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run.done, 1);
	assert_int_equal(run.after_done, 0);
	assert_ptr_equal(run.verdict->exercise, course_find(fixture->course, name));
	return run;
}

static void assert_verdict(const struct run *run, enum outcome outcome, enum step step,
			   const char *reason)
{
	if (run->verdict->outcome != outcome)
		fail_msg("%s: %s", outcome_name(run->verdict->outcome),
			 run->verdict->reason ? run->verdict->reason : "");
	assert_int_equal(run->verdict->step, step);
	if (reason)
		assert_contains(run->verdict->reason, reason);
	else
		assert_null(run->verdict->reason);
}

/* How often a tool was called with this among its arguments. */
static size_t calls(struct fixture *fixture, const char *words)
{
	const char *log = sandbox_read(fixture->box, "log", NULL);
	size_t count = 0;

	for (; log && (log = strstr(log, words)); log++)
		count++;
	return count;
}

#define WARNING                                                                                    \
	"echo '{\"message\":\"a warning\",\"code\":{\"code\":\"unused\"},\"level\":\"warning\","   \
	"\"rendered\":\"a warning\"}' >&2\n"
#define MISTAKE(n)                                                                                 \
	"{\"message\":\"mistake " n "\",\"code\":{\"code\":\"E000" n "\"},\"level\":\"error\","    \
	"\"rendered\":\"mistake " n "\"}\\n"
#define LINT                                                                                       \
	"echo '{\"message\":\"a lint\",\"code\":{\"code\":\"clippy::x\"},\"level\":\"error\","     \
	"\"rendered\":\"a lint\"}' >&2\n"
#define PASSING_TESTS                                                                              \
	"program <<'END'\n"                                                                        \
	"echo 'running 1 test'; echo 'test a ... ok'; echo; echo 'test result: ok. 1 passed'\n"    \
	"END\n"

#define LINKED                                                                                     \
	"echo '{\"$message_type\":\"artifact\",\"artifact\":\"'\"$out\"'\",\"emit\":\"link\"}' >&2\n"

/* ---- rustc: compiling ----------------------------------------------------------------------- */

static void tests_that_pass_are_a_pass(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "clippy-driver", WARNING PASSING_TESTS);
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_int_equal(run.verdict->tests.count, 1);
	assert_true(run.verdict->tests.complete);
	assert_int_equal(run.verdict->diagnostics.count, 1); /* polish, which doesn't block */
	assert_int_equal(run.diagnostics.count, 0);
	assert_contains(run.verdict->output, "test a ... ok");
	assert_int_equal(calls(fixture, "--test"), 1); /* one compilation says the lints, too */
	clear(&run);
}

static void an_error_is_told_at_once_and_in_the_verdict(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "clippy-driver",
		   WARNING "printf '" MISTAKE("1") MISTAKE("2") MISTAKE("1") "' >&2\nexit 1");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_FAILED, STEP_TEST, "it does not compile: 2 errors");
	assert_int_equal(run.diagnostics.count, 2);
	assert_string_equal(run.diagnostics.items[0], "mistake 1");
	assert_int_equal(run.verdict->diagnostics.count, 3);
	clear(&run);
}

static void a_failure_outside_the_source_is_nobodys(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "clippy-driver", "echo 'error: linking with `cc` failed' >&2; exit 1");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_UNVERIFIED, STEP_TEST,
		       "the compiler could not do its work: linking with `cc` failed");
	assert_true(run.verdict->transient);
	clear(&run);
}

static void a_crash_of_the_compiler_is_tried_again(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "clippy-driver",
		   "echo 'error: internal compiler error: oops' >&2; exit 101");
	write_tool(fixture, "rustc", "[ -z \"$incremental\" ] || exit 1\n" PASSING_TESTS);
	run = verified(fixture, "three");
	/* clippy crashes whenever it is asked; that is no fault of the learner's */
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_int_equal(calls(fixture, "rustc --edition"), 1);
	clear(&run);
}

static void a_compiler_that_crashes_twice_is_nobodys_fault(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "clippy-driver",
		   "echo 'thread rustc: the compiler unexpectedly panicked' >&2; exit 101");
	write_tool(fixture, "rustc", "kill -KILL $$");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_UNVERIFIED, STEP_TEST, "ended by the system");
	clear(&run);
}

static void a_compilation_without_end_is_ended(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	set_deadlines(fixture, 1, 1);
	write_tool(fixture, "clippy-driver", "sleep 1000");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_UNVERIFIED, STEP_TEST, "compiling took longer than 1 s");
	clear(&run);
}

/* ---- rustc: a machine in trouble ------------------------------------------------------------ */

#define PLAIN_ERROR(words)                                                                          \
	"{\"message\":\"linking with `cc` failed\",\"code\":null,\"level\":\"error\",\"spans\":[]," \
	"\"rendered\":\"error: " words "\"}"
#define PLACED_ERROR(words)                                                                        \
	"{\"message\":\"no file\",\"code\":null,\"level\":\"error\",\"rendered\":\"error: " words  \
	"\",\"spans\":[{\"file_name\":\"three.rs\",\"line_start\":1,\"column_start\":1,"           \
	"\"is_primary\":true}]}"

/* clippy-driver, and rustc, which is asked where clippy seems to be to blame. */
static void write_failing_tools(struct fixture *fixture, const char *says)
{
	const char *script = arena_format(&fixture->box->arena, "printf '%%b\\n' '%s' >&2; exit 1",
					  says);

	write_tool(fixture, "clippy-driver", script);
	write_tool(fixture, "rustc", script);
}

static void trouble_of_the_machine_is_no_mistake(void **state)
{
	static const char *const says[][2] = {
		{PLAIN_ERROR("ld: final link failed: No space left on device"), "the disk is full"},
		{PLAIN_ERROR("failed to write: Disk quota exceeded (os error 122)"),
		 "the disk is full"},
		{PLAIN_ERROR("collect2: fatal error: ld terminated with signal 9 [Killed]"),
		 "ended by the system"},
		{PLAIN_ERROR("could not execute process: (signal: 9, SIGKILL: kill)"),
		 "ended by the system"},
		{PLAIN_ERROR("cannot spawn: Cannot allocate memory (os error 12)"),
		 "the memory is full"},
	};

	for (size_t i = 0; i < sizeof(says) / sizeof(*says); i++) {
		struct fixture *fixture = *state;
		struct run run;

		write_failing_tools(fixture, says[i][0]);
		run = verified(fixture, "three");
		assert_verdict(&run, OUTCOME_UNVERIFIED, STEP_TEST, says[i][1]);
		assert_true(run.verdict->transient);
		clear(&run);
	}
}

/* include_str! of a file that is not there, and a mistake beside the trouble. */
static void a_mistake_is_a_mistake_on_any_machine(void **state)
{
	static const char *const says[] = {
		PLACED_ERROR("no such text: No space left on device (os error 28)"),
		PLAIN_ERROR("linking with `cc` failed: undefined reference to `f`"),
		PLAIN_ERROR("No space left on device") "\\n" MISTAKE("1"),
	};

	for (size_t i = 0; i < sizeof(says) / sizeof(*says); i++) {
		struct fixture *fixture = *state;
		struct run run;

		write_failing_tools(fixture, says[i]);
		run = verified(fixture, "three");
		assert_verdict(&run, OUTCOME_FAILED, STEP_TEST, "it does not compile");
		assert_false(run.verdict->transient);
		clear(&run);
	}
}

/* ---- rustc: a source that changes meanwhile ------------------------------------------------- */

static uint64_t hash_now(struct fixture *fixture, const char *name)
{
	struct source source;

	assert_int_equal(
		source_read(fixture->box->root, course_find(fixture->course, name), &source, NULL),
		0);
	return source.hash;
}

/* A compiler that saves the exercise while it compiles: as often as there are lines in the file "saves". */
static void write_saving_compiler(struct fixture *fixture, const char *then)
{
	struct sandbox *box = fixture->box;
	const char *exercise = course_find(fixture->course, "three")->path;

	write_tool(
		fixture, "clippy-driver",
		arena_format(&box->arena,
			     "if [ -s '%s' ]; then sed -i 1d '%s'; echo '// saved' >>'%s'; fi\n%s",
			     sandbox_path(box, "saves"), sandbox_path(box, "saves"),
			     sandbox_path(box, "%s", exercise), then));
}

static void what_changes_meanwhile_is_compiled_again(void **state)
{
	static const char *const ends[] = {PASSING_TESTS, PASSING_TESTS LINKED,
					   "[ ! -s saves ] || exit 1\n" PASSING_TESTS};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct fixture *fixture = *state;
		struct run run;

		file_remove(sandbox_path(fixture->box, "log"), NULL);
		sandbox_write(fixture->box, "saves", "1\n");
		write_saving_compiler(fixture, ends[i]);
		run = verified(fixture, "three");
		assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
		assert_int_equal(run.verdict->tests.count, 1);
		assert_int_equal(calls(fixture, "--test"), 2);
		assert_true(run.verdict->hash == hash_now(fixture, "three"));
		clear(&run);
	}
}

static void what_never_stays_the_same_has_no_verdict(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	sandbox_write(fixture->box, "saves", "1\n2\n3\n");
	write_saving_compiler(fixture, PASSING_TESTS);
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_UNVERIFIED, STEP_TEST, "changes while it is compiled");
	assert_true(run.verdict->transient);
	clear(&run);
}

static void what_goes_meanwhile_can_be_brought_back(void **state)
{
	struct fixture *fixture = *state;
	struct sandbox *box = fixture->box;
	const char *exercise = course_find(fixture->course, "three")->path;
	struct run run;

	write_tool(fixture, "clippy-driver",
		   arena_format(&box->arena, "rm '%s'\n" PASSING_TESTS,
				sandbox_path(box, "%s", exercise)));
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_UNVERIFIED, STEP_TEST, "rustgym reset three");
	clear(&run);
}

/* ---- rustc: a program that is linked -------------------------------------------------------- */

/* The compiler ends when the verdict is out. */
static void on_done_let_go(struct verdict *verdict, void *data)
{
	struct run *run = data;

	on_done(verdict, data);
	sandbox_write(run->fixture->box, "told", "");
}

static void verify_with_slow_end(struct fixture *fixture, struct run *run, const char *name)
{
	struct verify_request request = {.exercise = course_find(fixture->course, name),
					 .diagnostic = on_diagnostic,
					 .done = on_done_let_go,
					 .data = run};

	run->fixture = fixture;
	run->verification = verification_start(fixture->verifier, &request);
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run->done, 1);
}

static const char *slow_end(struct fixture *fixture, const char *program)
{
	return arena_format(&fixture->box->arena,
			    "%s" LINKED "until [ -e '%s' ]; do :; done; echo ended >>\"$log\"\n",
			    program, sandbox_path(fixture->box, "told"));
}

static void what_is_linked_runs_before_its_compiler_ends(void **state)
{
	struct fixture *fixture = *state;
	struct run run = {0}, again = {0};

	write_tool(fixture, "clippy-driver", slow_end(fixture, WARNING PASSING_TESTS));
	verify_with_slow_end(fixture, &run, "three");
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_int_equal(run.verdict->tests.count, 1);
	assert_int_equal(run.verdict->diagnostics.count, 1);
	assert_int_equal(calls(fixture, "ended"), 1); /* nobody killed it */
	unlink(sandbox_path(fixture->box, "told"));
	write_tool(fixture, "clippy-driver",
		   slow_end(fixture, "program <<'END'\n"
				     "echo 'running 1 test'; echo 'test a ... FAILED'; echo\n"
				     "echo 'test result: FAILED. 0 passed; 1 failed'; exit 101\n"
				     "END\n"));
	verify_with_slow_end(fixture, &again, "three");
	assert_verdict(&again, OUTCOME_FAILED, STEP_TEST, "1 of 1 tests fails");
	clear(&run);
	clear(&again);
}

static void what_is_linked_beside_the_program_is_not_the_program(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(
		fixture, "clippy-driver",
		"real=$out; out=/bin/false\n" LINKED "out=$real\n"
		"echo '{\"artifact\":\"'\"$out\"'\",\"emit\":\"dep-info\"}' >&2\n" PASSING_TESTS);
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_int_equal(run.verdict->tests.count, 1);
	clear(&run);
}

static bool program_runs(void *data)
{
	return sandbox_read(data, "runs", NULL) != NULL;
}

static void it_is_cancelled_while_its_compiler_ends(void **state)
{
	struct fixture *fixture = *state;
	struct run run = {0}, next = {0};
	const char *program = arena_format(&fixture->box->arena,
					   "program <<'END'\n: >'%s'; sleep 1000\nEND\n",
					   sandbox_path(fixture->box, "runs"));

	write_tool(fixture, "clippy-driver", slow_end(fixture, program));
	start(fixture, &run, "three");
	assert_true(loop_until(&fixture->loop, program_runs, fixture->box));
	verification_cancel(run.verification);
	write_tool(fixture, "clippy-driver", PASSING_TESTS);
	start(fixture, &next, "three");
	sandbox_write(fixture->box, "told", "");
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run.done, 0);
	assert_verdict(&next, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_int_equal(calls(fixture, "ended"), 1);
	clear(&run);
	clear(&next);
}

static void a_compiler_that_is_not_there_is_said(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	unlink(fixture->toolchain.clippy_driver);
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_UNVERIFIED, STEP_TEST, "clippy-driver can't be found");
	clear(&run);
}

static void an_absent_exercise_can_be_brought_back(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	unlink(sandbox_path(fixture->box, SECOND "/three.rs"));
	run = verified(fixture, "three");
	assert_int_equal(run.verdict->outcome, OUTCOME_UNVERIFIED);
	assert_contains(run.verdict->reason, "three.rs");
	assert_contains(run.verdict->reason, "rustgym reset three");
	assert_int_equal(calls(fixture, ""), 0);
	clear(&run);
}

/* ---- rustc: running ------------------------------------------------------------------------- */

static void tests_that_fail_are_counted(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(
		fixture, "clippy-driver",
		"program <<'END'\n"
		"echo 'running 3 tests'; echo 'test a ... ok'; echo 'test b ... FAILED'\n"
		"echo 'test c ... FAILED'; echo; echo 'failures:'; echo\n"
		"echo '---- b stdout ----'; echo why; echo; echo 'failures:'; echo '    b'; echo\n"
		"echo 'test result: FAILED. 1 passed; 2 failed'; exit 101\n"
		"END\n");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_FAILED, STEP_TEST, "2 of 3 tests fail");
	assert_string_equal(run.verdict->tests.items[1].message, "why");
	clear(&run);
}

static void tests_that_end_early_do_not_pass(void **state)
{
	static const struct {
		const char *program, *reason;
	} cases[] = {
		{"echo 'running 2 tests'; echo 'test a ... ok'; exit 0",
		 "ended before all had run"},
		{"echo 'running 2 tests'; echo 'test a ... ok'; exit 7",
		 "exit status 7 before all"},
		{"exit 0", "ended before all had run"},
		{"echo 'running 0 tests'; echo; echo 'test result: ok. 0 passed'", "no test ran"},
		{"echo 'running 1 test'; kill -SEGV $$", "it crashed"},
		{"echo 'running 1 test'; kill -ABRT $$", "it aborted"},
		{"echo 'running 1 test'; kill -KILL $$", "too much memory"},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct run run;

		write_tool(fixture, "clippy-driver",
			   arena_format(&fixture->box->arena, "program <<'END'\n%s\nEND\n",
					cases[i].program));
		run = verified(fixture, "three");
		assert_verdict(&run, OUTCOME_FAILED, STEP_TEST, cases[i].reason);
		clear(&run);
	}
}

static void a_program_without_end_is_ended(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	set_deadlines(fixture, DEADLINE_MS / 1000, 1);
	write_tool(fixture, "clippy-driver",
		   "program <<'END'\necho 'running 1 test'\nsleep 1000\nEND\n");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_FAILED, STEP_TEST, "still running after 1 s");
	assert_contains(run.verdict->output, "running 1 test");
	clear(&run);
}

/* two.rs: run, then fmt; it must print "right". */
static void a_program_must_print_what_it_should(void **state)
{
	static const struct {
		const char *program, *reason;
		bool wrong_output;
	} cases[] = {
		{"echo right", NULL, false},
		{"printf 'right\\r\\n\\n'", NULL, false},
		{"echo wrong", "prints something else", true},
		{"printf ''", "prints something else", true},
		{"echo right; echo more", "prints something else", true},
		{"echo right; printf '\\0'", "prints something else", true},
		{"echo right; exit 3", "exit status 3", false},
		{"echo right; echo 'thread main panicked at x.rs:1:1:' >&2; exit 101", "it panics",
		 false},
	};
	struct fixture *fixture = *state;

	write_tool(fixture, "rustfmt", "exit 0");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct run run;

		write_tool(fixture, "rustc",
			   arena_format(&fixture->box->arena, "program <<'END'\n%s\nEND\n",
					cases[i].program));
		run = verified(fixture, "two");
		assert_verdict(&run, cases[i].reason ? OUTCOME_FAILED : OUTCOME_PASSED,
			       cases[i].reason ? STEP_RUN : STEP_FMT, cases[i].reason);
		assert_int_equal(run.verdict->wrong_output, cases[i].wrong_output);
		clear(&run);
	}
}

static void what_rustfmt_would_change_fails(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "rustc", "program <<'END'\necho right\nEND\n");
	write_tool(fixture, "rustfmt", "echo 'Diff in two.rs'; exit 1");
	run = verified(fixture, "two");
	assert_verdict(&run, OUTCOME_FAILED, STEP_FMT, "rustfmt would lay it out differently");
	assert_contains(run.verdict->output, "Diff in two.rs");
	clear(&run);
}

/* ---- lints ---------------------------------------------------------------------------------- */

static void a_denied_lint_is_clippys_refusal(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "clippy-driver", LINT "exit 1");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_FAILED, STEP_CLIPPY, "clippy refuses it: a lint");
	clear(&run);
}

static void without_clippy_the_tests_decide(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	free(fixture->toolchain.clippy_driver);
	fixture->toolchain.clippy_driver = NULL;
	write_tool(fixture, "rustc", PASSING_TESTS);
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	clear(&run);
}

/* ---- clippy beside the compiler ------------------------------------------------------------- */

static bool tool_was_called(void *data)
{
	return sandbox_read(data, "log", NULL) != NULL;
}

static void use_two_cores(struct fixture *fixture)
{
	verifier_free(fixture->verifier);
	fixture->verifier = verifier_new(&(struct verifier_options){
		.loop = &fixture->loop,
		.toolchain = &fixture->toolchain,
		.course = fixture->course,
		.cache = sandbox_path(fixture->box, "cache"),
		.compile_s = DEADLINE_MS / 1000,
		.run_s = DEADLINE_MS / 1000,
		.cores = 2,
	});
}

/* The compiler waits until clippy was called, and clippy until the tests ran. */
static void a_pass_waits_for_clippy(void **state)
{
	struct fixture *fixture = *state;
	const char *ran = sandbox_path(fixture->box, "ran");
	struct run run;

	use_two_cores(fixture);
	write_tool(fixture, "rustc",
		   arena_format(&fixture->box->arena,
				"until grep -q clippy-driver \"$log\"; do :; done\n"
				"program <<END\n"
				"touch '%s'\n"
				"echo 'running 1 test'; echo 'test a ... ok'; echo\n"
				"echo 'test result: ok. 1 passed'\n"
				"END\n",
				ran));
	write_tool(
		fixture, "clippy-driver",
		arena_format(&fixture->box->arena, "until [ -e '%s' ]; do :; done\n" WARNING, ran));
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_int_equal(run.verdict->diagnostics.count, 1);
	assert_int_equal(calls(fixture, "clippy-driver"), 1);
	assert_int_equal(calls(fixture, "--emit=metadata"), 1);
	clear(&run);
	write_tool(fixture, "clippy-driver", LINT "exit 1");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_FAILED, STEP_CLIPPY, "clippy refuses it: a lint");
	clear(&run);
}

/* What fails before clippy has ended does not wait for it. */
static void a_failure_does_not_wait_for_clippy(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	use_two_cores(fixture);
	write_tool(fixture, "clippy-driver", "sleep 1000");
	write_tool(fixture, "rustc", "printf '" MISTAKE("1") "' >&2; exit 1");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_FAILED, STEP_TEST, "does not compile");
	clear(&run);
	write_tool(fixture, "rustc",
		   "program <<'END'\n"
		   "echo 'running 1 test'; echo 'test a ... FAILED'; echo\n"
		   "echo 'test result: FAILED. 0 passed; 1 failed'; exit 101\n"
		   "END\n");
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_FAILED, STEP_TEST, "fails");
	clear(&run);
}

static void both_are_cancelled(void **state)
{
	struct fixture *fixture = *state;
	struct run run = {0};

	use_two_cores(fixture);
	write_tool(fixture, "clippy-driver", "trap '' TERM; sleep 1000");
	write_tool(fixture, "rustc", "trap '' TERM; sleep 1000");
	start(fixture, &run, "three");
	assert_true(loop_until(&fixture->loop, tool_was_called, fixture->box));
	verification_cancel(run.verification);
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run.done, 0);
	clear(&run);
}

/* ---- cancelling ----------------------------------------------------------------------------- */

static void cancelled_it_says_nothing_more(void **state)
{
	struct fixture *fixture = *state;
	struct run run = {0};

	write_tool(fixture, "clippy-driver", "trap '' TERM; sleep 1000");
	start(fixture, &run, "three");
	assert_true(loop_until(&fixture->loop, tool_was_called, fixture->box));
	verification_cancel(run.verification);
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run.done, 0);
	clear(&run);
}

static void cancelled_before_it_began_it_calls_no_tool(void **state)
{
	struct fixture *fixture = *state;
	struct run run = {0};

	start(fixture, &run, "three");
	verification_cancel(run.verification);
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run.done, 0);
	assert_int_equal(calls(fixture, "clippy-driver"), 0);
	clear(&run);
}

static void may_be_cancelled_by_what_it_says(void **state)
{
	struct fixture *fixture = *state;
	struct run run = {.cancel_at_diagnostic = true};

	write_tool(fixture, "clippy-driver",
		   "printf '" MISTAKE("1") MISTAKE("2") "' >&2; sleep 1000");
	start(fixture, &run, "three");
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run.diagnostics.count, 1);
	assert_int_equal(run.after_done, 0);
	assert_int_equal(run.done, 0);
	clear(&run);
}

static void the_next_one_does_not_wait_for_the_cancelled(void **state)
{
	struct fixture *fixture = *state;
	struct run first = {0}, second;

	write_tool(fixture, "clippy-driver", "trap '' TERM; sleep 1000");
	start(fixture, &first, "three");
	assert_true(loop_until(&fixture->loop, tool_was_called, fixture->box));
	verification_cancel(first.verification);
	write_tool(fixture, "clippy-driver", PASSING_TESTS);
	second = verified(fixture, "three");
	assert_verdict(&second, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_int_equal(first.done, 0);
	clear(&first);
	clear(&second);
}

static void verifications_leave_only_what_is_reused(void **state)
{
	struct fixture *fixture = *state;
	struct run first = {0}, second = {0};

	write_tool(fixture, "clippy-driver", PASSING_TESTS);
	start(fixture, &first, "three");
	start(fixture, &second, "three"); /* the same one, side by side */
	assert_true(loop_finish(&fixture->loop));
	assert_verdict(&first, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_verdict(&second, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	{
		const char *const argv[] = {"ls", NULL};
		const char *names;

		assert_int_equal(run_command(argv, sandbox_path(fixture->box, "cache/out"), &names,
					     fixture->box),
				 0);
		assert_string_equal(names, "three\nthree.lock\n");
	}
	clear(&first);
	clear(&second);
}

/* A process is dead when nobody has its lock; a number in a name says nothing about that. */
static void the_folder_of_a_killed_process_is_removed(void **state)
{
	struct fixture *fixture = *state;
	const char *const list[] = {"ls", NULL}, *names;
	struct lock *lock;

	sandbox_write(fixture->box, "cache/out/4000000-AbCdEf/x.o", "");
	sandbox_write(fixture->box, "cache/out/4000000-AbCdEf.lock", "");
	sandbox_write(fixture->box, "cache/out/4000001-AbCdEf/x.o", "");
	assert_int_equal(lock_take(sandbox_path(fixture->box, "cache/out/4000001-AbCdEf.lock"), 0,
				   &lock, NULL, NULL),
			 0);
	use_two_cores(fixture); /* with a new verifier */
	assert_int_equal(
		run_command(list, sandbox_path(fixture->box, "cache/out"), &names, fixture->box),
		0);
	assert_string_equal(names, "4000001-AbCdEf\n4000001-AbCdEf.lock\n");
	lock_release(lock);
}

static bool has_begun_to_link(void *data)
{
	return sandbox_read(data, "log", NULL) &&
	       strstr(sandbox_read(data, "log", NULL), "linking");
}

static void what_a_killed_compiler_left_is_removed(void **state)
{
	struct fixture *fixture = *state;
	const char *const list[] = {"ls", NULL};
	struct run run = {0}, first;
	const char *names;

	write_tool(fixture, "clippy-driver", PASSING_TESTS);
	first = verified(fixture, "three");
	write_tool(fixture, "clippy-driver",
		   "cd ${out%/*}; mkdir rustcAbCdEf; : >rustcAbCdEf/symbols.o; : >three.1.rcgu.o\n"
		   "echo linking >>\"$log\"; sleep 1000");
	start(fixture, &run, "three");
	assert_true(loop_until(&fixture->loop, has_begun_to_link, fixture->box));
	verification_cancel(run.verification);
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run_command(list, sandbox_path(fixture->box, "cache/out/three"), &names,
				     fixture->box),
			 0);
	assert_string_equal(names, "tests\n");
	clear(&first);
	clear(&run);
}

/* ---- cargo ---------------------------------------------------------------------------------- */

#define ARTIFACT                                                                                   \
	"out=$CARGO_TARGET_DIR/t-$$; mkdir -p \"$CARGO_TARGET_DIR\"\n" PASSING_TESTS               \
	"echo '{\"reason\":\"compiler-artifact\",\"profile\":{\"test\":true},\"executable\":\"'"   \
	"\"$out\"'\"}'\n"

/* `cargo test` builds a test program; `cargo clippy` is content. */
static const char good_cargo[] = "case $all in clippy*) exit 0;; esac\n"
				 "echo '   Compiling pack v0.1.0' >&2\n" ARTIFACT;

static void cargo_builds_and_the_tests_run(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "cargo", good_cargo);
	run = verified(fixture, "pack");
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	assert_int_equal(run.notes.count, 1);
	assert_string_equal(run.notes.items[0], "Compiling pack v0.1.0");
	assert_int_equal(calls(fixture, "cargo test --no-run"), 1);
	assert_int_equal(calls(fixture, "cargo clippy"), 1);
	clear(&run);
}

/* Who waits for many crates hears how many are built; of what cargo says at its end the bar is no part. */
static void cargo_says_how_far_it_is(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "cargo",
		   "case $all in clippy*) exit 0;; esac\n"
		   "test \"$CARGO_TERM_PROGRESS_WHEN\" = always || exit 9\n"
		   "printf '    Building [===>      ] 37/84: tokio, serde     \\r' >&2\n"
		   "printf '   Compiling axum v0.8.1\\n' >&2\n"
		   "printf '    Building [=====>    ] 38/84: axum             \\r' >&2\n"
		   "printf 'error: cargo is tired\\n' >&2; exit 101\n");
	run = verified(fixture, "pack");
	assert_int_equal(run.notes.count, 1);
	assert_string_equal(run.notes.items[0], "Compiling axum v0.8.1 (37 of 84 crates)");
	for (size_t i = 0; i < run.verdict->diagnostics.count; i++)
		assert_null(strstr(run.verdict->diagnostics.items[i].rendered, "Building"));
	assert_null(strstr(run.verdict->reason, "Building"));
	clear(&run);
}

/* A tool that waits until the file "go" is there. */
#define WAIT(box)                                                                                  \
	arena_format(&(box)->arena, "until test -e '%s'; do sleep 0.01; done\n",                   \
		     sandbox_path(box, "go"))

static bool builds_crates(void *data)
{
	struct run *run = data;

	return run->verification && verification_progress(run->verification).crates > 0;
}

/* A count is cargo's own. Before cargo tells it, and where little is to be built, nothing is claimed. */
static void the_crates_of_a_first_build_are_counted(void **state)
{
	struct fixture *fixture = *state;
	const char *const bars[] = {"1/84", "81/84"};

	for (size_t i = 0; i < 2; i++) {
		struct run run = {0};
		struct verify_progress progress;

		write_tool(fixture, "cargo",
			   arena_format(&fixture->box->arena,
					"case $all in clippy*) exit 0;; esac\n"
					"printf '    Building [=>   ] %s: tokio\\r' >&2\n%s"
					"printf 'error: cargo is tired\\n' >&2; exit 101\n",
					bars[i], WAIT(fixture->box)));
		start(fixture, &run, "pack");
		assert_int_equal(verification_progress(run.verification).crates, 0);
		assert_true(loop_until(&fixture->loop, builds_crates, &run));
		progress = verification_progress(run.verification);
		assert_true(progress.by_cargo);
		assert_int_equal(progress.crates, 84);
		assert_int_equal(progress.crates_done, i ? 81 : 1);
		assert_int_equal(progress.first_build, i == 0);
		sandbox_write(fixture->box, "go", "");
		assert_true(loop_finish(&fixture->loop));
		unlink(sandbox_path(fixture->box, "go"));
		clear(&run);
	}
}

static bool one_test_has_ended(void *data)
{
	struct run *run = data;

	return run->verification && verification_progress(run->verification).tests_done == 1;
}

static void the_tests_that_ended_are_counted(void **state)
{
	static const char source[] = "mod tests {\n#[test]\nfn a() {}\n"
				     "#[test]\n#[should_panic]\nfn c() {}\n#[test]\nfn b() {}\n}\n";
	struct fixture *fixture = *state;
	struct verify_progress progress;
	struct run run = {0};

	sandbox_write(fixture->box, SECOND "/three.rs", source);
	write_tool(fixture, "clippy-driver",
		   arena_format(&fixture->box->arena,
				"program <<'END'\necho; echo 'running 3 tests'\n"
				"echo 'test tests::c - should panic ... ok'\n%s"
				"echo 'test tests::a ... ok'; echo 'test tests::b ... ok'\n"
				"echo; echo 'test result: ok. 3 passed'\nEND\n",
				WAIT(fixture->box)));
	start(fixture, &run, "three");
	assert_true(loop_until(&fixture->loop, one_test_has_ended, &run));
	progress = verification_progress(run.verification);
	assert_int_equal(progress.tests, 3);
	assert_string_equal(progress.test, "tests::a");
	assert_false(progress.by_cargo);
	sandbox_write(fixture->box, "go", "");
	assert_true(loop_finish(&fixture->loop));
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	clear(&run);
}

/* The names are the program's own: where the source has others, none is claimed to run. */
static void a_test_without_a_known_name_is_not_named(void **state)
{
	struct fixture *fixture = *state;
	struct verify_progress progress;
	struct run run = {0};

	write_tool(
		fixture, "clippy-driver",
		arena_format(&fixture->box->arena,
			     "program <<'END'\necho 'running 2 tests'\n"
			     "echo 'test made::by_a_macro ... ok'\n%s"
			     "echo 'test a ... ok'; echo; echo 'test result: ok. 2 passed'\nEND\n",
			     WAIT(fixture->box)));
	start(fixture, &run, "three");
	assert_true(loop_until(&fixture->loop, one_test_has_ended, &run));
	progress = verification_progress(run.verification);
	assert_int_equal(progress.tests, 2);
	assert_null(progress.test);
	sandbox_write(fixture->box, "go", "");
	assert_true(loop_finish(&fixture->loop));
	clear(&run);
}

/* The compiler is called from the package on, or from a workspace that it is a member of. */
static void files_are_named_from_the_root_on(void **state)
{
	static const char *const named[] = {"src/lib.rs", "pack/src/lib.rs",
					    "01_third/pack/src/lib.rs"};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++) {
		struct run run;

		write_tool(
			fixture, "cargo",
			arena_format(
				&fixture->box->arena,
				"case $all in clippy*) exit 0;; esac\n"
				"echo '{\"reason\":\"compiler-message\",\"message\":{\"message\":"
				"\"no\",\"level\":\"error\",\"spans\":[{\"file_name\":\"%s\","
				"\"line_start\":3,\"column_start\":1,\"is_primary\":true}],"
				"\"rendered\":\"error: no --> %s:3:1\"}}'; exit 101\n",
				named[i], named[i]));
		run = verified(fixture, "pack");
		assert_int_equal(run.verdict->diagnostics.count, 1);
		assert_string_equal(run.verdict->diagnostics.items[0].file,
				    THIRD "/pack/src/lib.rs");
		assert_non_null(strstr(run.verdict->diagnostics.items[0].rendered,
				       "--> " THIRD "/pack/src/lib.rs:3:1"));
		clear(&run);
	}
}

static void so_are_those_of_panics(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "cargo",
		   "case $all in clippy*) exit 0;; esac\n"
		   "out=$CARGO_TARGET_DIR/t-$$; mkdir -p \"$CARGO_TARGET_DIR\"\n"
		   "program <<'END'\n"
		   "echo 'running 1 test'; echo 'test a ... FAILED'; echo; echo 'failures:'; echo\n"
		   "echo '---- a stdout ----'\n"
		   "echo \"thread 'a' panicked at 01_third/pack/src/lib.rs:3:5:\"; echo no; echo\n"
		   "echo 'test result: FAILED. 0 passed; 1 failed'; exit 101\nEND\n"
		   "echo '{\"reason\":\"compiler-artifact\",\"profile\":{\"test\":true},"
		   "\"executable\":\"'\"$out\"'\"}'\n");
	run = verified(fixture, "pack");
	assert_int_equal(run.verdict->outcome, OUTCOME_FAILED);
	assert_non_null(strstr(run.verdict->output, "panicked at " THIRD "/pack/src/lib.rs:3:5"));
	clear(&run);
}

/* The package has several test programs: each must be whole. */
static void every_test_program_must_run_to_its_end(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "cargo",
		   "case $all in clippy*) exit 0;; esac\n"
		   "out=$CARGO_TARGET_DIR/early; mkdir -p \"$CARGO_TARGET_DIR\"\n"
		   "program <<'END'\necho 'running 3 tests'; exit 0\nEND\n"
		   "echo '{\"reason\":\"compiler-artifact\",\"profile\":{\"test\":true},"
		   "\"executable\":\"'\"$out\"'\"}'\n" ARTIFACT);
	run = verified(fixture, "pack");
	assert_verdict(&run, OUTCOME_FAILED, STEP_TEST, "ended before all had run");
	clear(&run);
}

static void without_the_network_it_is_nobodys_fault(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "cargo", "echo 'error: failed to download `tokio v1`' >&2; exit 101");
	run = verified(fixture, "pack");
	assert_verdict(&run, OUTCOME_UNVERIFIED, STEP_TEST, "cargo fetch --manifest-path");
	clear(&run);
}

static void a_broken_manifest_is_a_diagnostic(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "cargo", "echo 'error: missing field `package.name`' >&2; exit 101");
	run = verified(fixture, "pack");
	assert_verdict(&run, OUTCOME_FAILED, STEP_TEST, "it does not compile");
	assert_string_equal(run.verdict->diagnostics.items[0].message,
			    "missing field `package.name`");
	clear(&run);
}

static void without_cargo_the_way_to_get_it_is_said(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	free(fixture->toolchain.cargo);
	fixture->toolchain.cargo = NULL;
	run = verified(fixture, "pack");
	assert_verdict(&run, OUTCOME_UNVERIFIED, STEP_TEST, "cargo is not installed");
	clear(&run);
}

/* Fails where another cargo is at work. */
static const char lonely_cargo[] = "case $all in clippy*) exit 0;; esac\n"
				   "mkdir \"$log.busy\" || exit 98\n"
				   "mkdir -p \"$CARGO_TARGET_DIR\"\n" ARTIFACT
				   "rmdir \"$log.busy\"\n";

static void one_cargo_works_at_a_time(void **state)
{
	enum { RUNS = 4 };
	struct fixture *fixture = *state;
	struct run runs[RUNS] = {0};

	write_tool(fixture, "cargo", lonely_cargo);
	for (int i = 0; i < RUNS; i++)
		start(fixture, &runs[i], "pack");
	assert_true(loop_finish(&fixture->loop));
	for (int i = 0; i < RUNS; i++) {
		assert_int_equal(runs[i].done, 1);
		assert_verdict(&runs[i], OUTCOME_PASSED, STEP_CLIPPY, NULL);
		clear(&runs[i]);
	}
}

static void who_waits_for_cargo_may_be_cancelled(void **state)
{
	struct fixture *fixture = *state;
	struct run first = {0}, second = {0}, third = {0};

	write_tool(fixture, "cargo", good_cargo);
	start(fixture, &first, "pack");
	start(fixture, &second, "pack");
	start(fixture, &third, "pack");
	assert_true(loop_until(&fixture->loop, tool_was_called, fixture->box));
	verification_cancel(second.verification);
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(first.done, 1);
	assert_int_equal(second.done, 0);
	assert_int_equal(third.done, 1);
	assert_int_equal(calls(fixture, "cargo test"), 2);
	clear(&first);
	clear(&second);
	clear(&third);
}

/* In the moment in which its turn comes. */
static void who_is_cancelled_does_not_get_cargo(void **state)
{
	struct fixture *fixture = *state;
	struct run second = {0}, third = {0}, first = {.cancel_at_done = &second};

	write_tool(fixture, "cargo", good_cargo);
	start(fixture, &first, "pack");
	start(fixture, &second, "pack");
	start(fixture, &third, "pack");
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(first.done, 1);
	assert_int_equal(second.done, 0);
	assert_int_equal(third.done, 1);
	assert_int_equal(calls(fixture, "cargo test"), 2);
	clear(&first);
	clear(&second);
	clear(&third);
}

static void the_owner_of_cargo_may_be_cancelled(void **state)
{
	struct fixture *fixture = *state;
	struct run first = {0}, second = {0};

	write_tool(fixture, "cargo", "sleep 1000");
	start(fixture, &first, "pack");
	start(fixture, &second, "pack");
	assert_true(loop_until(&fixture->loop, tool_was_called, fixture->box));
	write_tool(fixture, "cargo", good_cargo);
	verification_cancel(first.verification);
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(first.done, 0);
	assert_int_equal(second.done, 1);
	assert_verdict(&second, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	clear(&first);
	clear(&second);
}

/* ---- preparing ------------------------------------------------------------------------------ */

static void prepare(struct fixture *fixture, struct run *run, const char *name,
		    const char *solution)
{
	run->fixture = fixture;
	run->verification = verification_prepare(
		fixture->verifier,
		&(struct verify_request){
			.exercise = course_find(fixture->course, name),
			.done = on_done,
			.data = run,
		},
		solution);
}

static void hold_compilers(struct fixture *fixture, const char *name)
{
	struct run run = {.fixture = fixture};

	run.verification = verification_hold_compilers(
		fixture->verifier, &(struct verify_request){
					   .exercise = course_find(fixture->course, name),
					   .done = on_done,
					   .data = &run,
				   });
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run.done, 1);
	clear(&run);
}

/* A script opens its files by a shell of its own: it runs on, which is of no use to anybody. */
static void what_does_not_wait_is_not_started_again(void **state)
{
	struct fixture *fixture = *state;
	struct run run;

	write_tool(fixture, "clippy-driver", PASSING_TESTS);
	hold_compilers(fixture, "three");
	assert_true(calls(fixture, "--test") <= 1); /* none where nothing can be held */
	hold_compilers(fixture, "three");
	assert_true(calls(fixture, "--test") <= 1);
	run = verified(fixture, "three");
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	clear(&run);
}

#ifdef __linux__
/* It works on what was there before, and ends at the worst moment: when the new program is linked. */
static void who_does_not_wait_puts_nothing_in_the_way(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = &fixture->box->arena;
	const char *go = sandbox_path(fixture->box, "go"), *put = sandbox_path(fixture->box, "put");
	struct run held = {.fixture = fixture}, run = {0};
	const struct verify_request request = {
		.exercise = course_find(fixture->course, "three"), .done = on_done, .data = &held};

	write_tool(fixture, "clippy-driver",
		   arena_format(arena,
				"until [ -e '%s' ]; do :; done\n"
				"program <<'END'\necho old\nEND\n"
				": >'%s'",
				go, put));
	held.verification = verification_hold_compilers(fixture->verifier, &request);
	assert_true(loop_until(&fixture->loop, tool_was_called, fixture->box));
	assert_int_equal(held.done, 1);
	write_tool(fixture, "clippy-driver",
		   arena_format(arena, PASSING_TESTS ": >'%s'; until [ -e '%s' ]; do :; done", go,
				put));
	start(fixture, &run, "three");
	assert_true(loop_finish(&fixture->loop));
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	clear(&held);
	clear(&run);
}
#endif

static void preparing_compiles_the_solution_and_runs_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct run run = {0};

	write_tool(fixture, "clippy-driver",
		   "echo \"nice $(nice)\" >>\"$log\"\n"
		   "echo \"echo it ran >>'$log'\" | program\n");
	prepare(fixture, &run, "three", "/solutions/three.rs");
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run.done, 1);
	assert_int_equal(calls(fixture, "--test"), 1);
	assert_int_equal(calls(fixture, "/solutions/three.rs"), 1);
	assert_int_equal(calls(fixture, "exercises/"), 0);
	assert_int_equal(calls(fixture, "incremental="), 1);
	assert_int_equal(calls(fixture, "nice 0"), 0);
	assert_int_equal(calls(fixture, "nice "), 1);
	assert_int_equal(calls(fixture, "it ran"), 0);
	clear(&run);
}

/* The learner's own text, when there is no reference. What doesn't compile is no obstacle. */
static void preparing_may_fail(void **state)
{
	struct fixture *fixture = *state;
	struct run run = {0};

	write_tool(fixture, "clippy-driver", "printf '" MISTAKE("1") "' >&2; exit 1");
	prepare(fixture, &run, "three", NULL);
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(run.done, 1);
	assert_int_equal(calls(fixture, "three.rs"), 1);
	clear(&run);
}

/* What is prepared are the crates: a mistake of the learner's comes after them, the machine's before. */
static void preparing_tells_about_the_crates(void **state)
{
	static const char *const ends[] = {
		"exit 0\n",
		"echo '{\"reason\":\"compiler-message\",\"message\":{\"message\":\"no\",\"level\":\"error\","
		"\"code\":null,\"rendered\":\"no\",\"spans\":[{\"file_name\":\"src/lib.rs\","
		"\"line_start\":1,\"column_start\":1,\"is_primary\":true}]}}'; exit 101\n",
		"echo 'error: failed to download `axum v0.8.1`' >&2; exit 101\n",
	};
	static const enum outcome outcomes[] = {OUTCOME_PASSED, OUTCOME_FAILED, OUTCOME_UNVERIFIED};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < 3; i++) {
		struct run run = {0};

		write_tool(fixture, "cargo", ends[i]);
		prepare(fixture, &run, "pack", NULL);
		assert_true(loop_finish(&fixture->loop));
		assert_int_equal(run.done, 1);
		assert_int_equal(run.verdict->outcome, outcomes[i]);
		if (i == 2)
			assert_contains(run.verdict->reason, "not on this machine yet");
		clear(&run);
	}
}

static void preparing_makes_way(void **state)
{
	struct fixture *fixture = *state;
	struct run preparation = {0}, run = {0};

	write_tool(fixture, "cargo", "case $all in *build*|*test*) sleep 1000;; esac");
	prepare(fixture, &preparation, "pack", NULL);
	assert_true(loop_until(&fixture->loop, tool_was_called, fixture->box));
	write_tool(fixture, "cargo", good_cargo);
	verification_cancel(preparation.verification);
	start(fixture, &run, "pack");
	assert_true(loop_finish(&fixture->loop));
	assert_int_equal(preparation.done, 0);
	assert_int_equal(run.done, 1);
	assert_verdict(&run, OUTCOME_PASSED, STEP_CLIPPY, NULL);
	clear(&run);
}

#define with_fakes(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		with_fakes(tests_that_pass_are_a_pass),
		with_fakes(an_error_is_told_at_once_and_in_the_verdict),
		with_fakes(a_failure_outside_the_source_is_nobodys),
		with_fakes(a_crash_of_the_compiler_is_tried_again),
		with_fakes(a_compiler_that_crashes_twice_is_nobodys_fault),
		with_fakes(a_compilation_without_end_is_ended),
		with_fakes(trouble_of_the_machine_is_no_mistake),
		with_fakes(a_mistake_is_a_mistake_on_any_machine),
		with_fakes(what_changes_meanwhile_is_compiled_again),
		with_fakes(what_never_stays_the_same_has_no_verdict),
		with_fakes(what_goes_meanwhile_can_be_brought_back),
		with_fakes(what_is_linked_runs_before_its_compiler_ends),
		with_fakes(what_is_linked_beside_the_program_is_not_the_program),
		with_fakes(it_is_cancelled_while_its_compiler_ends),
		with_fakes(a_compiler_that_is_not_there_is_said),
		with_fakes(an_absent_exercise_can_be_brought_back),
		with_fakes(tests_that_fail_are_counted),
		with_fakes(tests_that_end_early_do_not_pass),
		with_fakes(a_program_without_end_is_ended),
		with_fakes(a_program_must_print_what_it_should),
		with_fakes(what_rustfmt_would_change_fails),
		with_fakes(a_denied_lint_is_clippys_refusal),
		with_fakes(without_clippy_the_tests_decide),
		with_fakes(a_pass_waits_for_clippy),
		with_fakes(a_failure_does_not_wait_for_clippy),
		with_fakes(both_are_cancelled),
		with_fakes(cancelled_it_says_nothing_more),
		with_fakes(cancelled_before_it_began_it_calls_no_tool),
		with_fakes(may_be_cancelled_by_what_it_says),
		with_fakes(the_next_one_does_not_wait_for_the_cancelled),
		with_fakes(verifications_leave_only_what_is_reused),
		with_fakes(what_a_killed_compiler_left_is_removed),
		with_fakes(the_folder_of_a_killed_process_is_removed),
		with_fakes(cargo_builds_and_the_tests_run),
		with_fakes(every_test_program_must_run_to_its_end),
		with_fakes(cargo_says_how_far_it_is),
		with_fakes(the_crates_of_a_first_build_are_counted),
		with_fakes(the_tests_that_ended_are_counted),
		with_fakes(a_test_without_a_known_name_is_not_named),
		with_fakes(files_are_named_from_the_root_on),
		with_fakes(so_are_those_of_panics),
		with_fakes(without_the_network_it_is_nobodys_fault),
		with_fakes(a_broken_manifest_is_a_diagnostic),
		with_fakes(without_cargo_the_way_to_get_it_is_said),
		with_fakes(one_cargo_works_at_a_time),
		with_fakes(who_waits_for_cargo_may_be_cancelled),
		with_fakes(who_is_cancelled_does_not_get_cargo),
		with_fakes(the_owner_of_cargo_may_be_cancelled),
		with_fakes(what_does_not_wait_is_not_started_again),
#ifdef __linux__
		with_fakes(who_does_not_wait_puts_nothing_in_the_way),
#endif
		with_fakes(preparing_compiles_the_solution_and_runs_nothing),
		with_fakes(preparing_may_fail),
		with_fakes(preparing_tells_about_the_crates),
		with_fakes(preparing_makes_way),
	};

	return run_group(tests);
}
