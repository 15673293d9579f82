/* Shared by the state machine (verify.c), the steps and the two builders. */
#ifndef RUSTGYM_VERIFY_INTERNAL_H
#define RUSTGYM_VERIFY_INTERNAL_H

#include "held_compilers.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/strings.h"
#include "rustgym/event/job.h"
#include "rustgym/toolchain/source.h"
#include "rustgym/toolchain/verify.h"
#include "toolchain/cargo/capture.h"
#include "toolchain/cargo/freshness.h"

struct verifier {
	struct verifier_options options;
	struct verification *cargo_owner; /* the only one that may call cargo now; or NULL */
	struct verification *waiting; /* those that wait for cargo, in the order of their arrival */
	struct held_compilers held;   /* started for the next save */
};

enum purpose {
	PURPOSE_VERDICT,
	PURPOSE_PREPARE, /* only compiles, at low priority; the verdict means nothing */
	PURPOSE_HOLD,    /* only starts the compilers that the next save needs */
};

enum verify_phase {
	PHASE_WAITING,   /* waits for the loop's next turn, or for cargo */
	PHASE_COMPILING, /* the step's compiler runs, and perhaps clippy beside it */
	PHASE_SHARING,   /* after a compile: links the dependencies as one library */
	PHASE_RUNNING,   /* the learner's program runs */
	PHASE_LINTING,   /* waits only for clippy's lints */
	PHASE_CHECKING,  /* doctests, format or a program of the course: one command runs */
	PHASE_ANEW,      /* waits until the attempt's processes end; then the next attempt begins */
	PHASE_TOLD,      /* the verdict was reported */
	PHASE_CANCELLED,
};

/* Reasons to drop an attempt and to compile the step again, each at most once. */
enum reason {
	REASON_CRASHED,  /* the compiler crashed: no incremental state, no remembered commands */
	REASON_HELD,     /* a held compiler may be out of date: use no held compiler */
	REASON_COMMANDS, /* the remembered commands fail for no clear reason: call cargo itself */
	REASON_LINTS,    /* clippy or a denied lint stopped the compile: run clippy after it */
	REASON_CHANGED,  /* the source changed during the compile: start at the first step */
	/* cargo has prepared it: compile it without cargo, for the incremental state */
	REASON_WARM,
	/* it passed with its own tests: repeat all steps with the handed-out tests */
	REASON_HANDED_OUT,
	REASON_COUNT
};

/* Which program finds clippy's lints. */
enum lints {
	LINTS_AFTER,      /* clippy, after the compile */
	LINTS_IN_COMPILE, /* clippy-driver, which also compiles */
	LINTS_BESIDE,     /* clippy-driver on another core, started with the compile */
};

/* The state of clippy beside the compile. */
enum beside { BESIDE_NONE, BESIDE_AT_WORK, BESIDE_WELL, BESIDE_FAILED };

/* Splits a stream into lines for the JSON readers. */
struct line_splitter {
	struct buffer rest;
};

/*
 * While the dependencies are linked as one library, this holds the compile's result. It is judged
 * afterwards.
 */
struct sharing {
	char *folder; /* the library's folder; NULL: nothing is being linked */
	struct job_result compile;
	struct buffer words; /* the compile's error output */
};

/* Everything that is learned in one attempt. The next attempt starts with an empty one. */
struct attempt {
	struct line_splitter lines, notes, lint_lines;
	struct diagnostics compile_diagnostics, lint_diagnostics;
	struct cargo_commands commands; /* how cargo compiles the exercise, if that is known */
	size_t command;                 /* index of the running command */
	struct cargo_capture capture;
	struct cargo_freshness freshness;
	bool by_cargo; /* the running command, or the last one, is cargo */
	/* number of built crates, of all crates, and of those built before; 0: unknown */
	unsigned crates_done, crates, crates_before;
	bool held;              /* a held compiler was used */
	bool wants_shared_deps; /* its dependencies are not linked as one shared library yet */
	struct sharing sharing;
	enum lints lints;
	enum beside beside;
	uint64_t compile_began; /* uv_hrtime() */
};

/* What a test program has reported until now, and the names of its tests. */
struct test_watch {
	struct line_splitter lines;
	struct strings ended, names;
	unsigned total; /* 0: unknown */
	bool looked;    /* `names` are read from the source */
};

/* The files that the compilers make. */
struct products {
	char *folder;      /* absolute */
	struct lock *lock; /* the folder's lock; NULL for PURPOSE_HOLD, which writes nothing */
	bool interrupted;  /* a compiler was ended and left its temporary files there */
	struct strings programs; /* the programs of the current step */
	size_t program;          /* index of the running program */
};

struct verification {
	struct verifier *verifier;
	struct verify_request request;
	const struct exercise *exercise;
	struct verdict *verdict;
	enum purpose purpose;
	enum verify_phase phase;
	bool begun_anew[REASON_COUNT];
	uv_timer_t kick; /* starts the work in the loop's next turn */
	bool kick_closed;
	struct verification *next_waiting;

	char *root;   /* the folder that exercise->path is relative to */
	char *folder; /* the package's folder, absolute */
	/* the folder with the handed-out tests, once request.handed_out has returned it */
	char *handed_out;
	char *text; /* the file that rustc compiles: below root, or absolute */
	struct source source;
	bool source_is_read; /* the caller has read it, for the first attempt */

	enum step steps[STEP_COUNT];
	size_t step_count, at; /* steps[at] is the current step */
	size_t earlier_tests;  /* number of test results of the steps before this one */
	/* the tests run again, one at a time, to find the test that ends the program */
	bool one_by_one;
	struct test_watch watch;
	bool stepped_back; /* its compilers run at low priority */
	struct buffer output;
	uint64_t started;

	struct job *job;    /* the current phase's job */
	struct job *ending; /* a compiler whose program is running already */
	struct job *clippy; /* clippy beside the compile */
	struct products products;
	struct attempt attempt;
};

/* A command that compiles or lints, as the builder wants to run it. */
struct command {
	struct strings argv, env;
	const char *cwd;
	bool by_cargo;
};

struct builder_ops {
	void (*compile)(struct verification *v, enum step step, struct command *command);
	/* Returns false if clippy is not installed. */
	bool (*lint)(struct verification *v, struct command *command);
	void (*doctest)(struct verification *v, struct command *command);
	/* Adds what a program that may call cargo needs. NULL: nothing. */
	void (*surround)(struct verification *v, struct command *command);

	/* The next three are NULL for a builder that does not use cargo. */
	void (*learn)(struct verification *v, const char *messages,
		      bool well); /* learns commands from cargo's output */
	/* returns false if there is nothing to link */
	bool (*share)(struct verification *v, struct command *command);
	void (*forget)(struct verification *v); /* forgets the learned commands */
};

/* ---- plan.c: which steps ---------------------------------------------------------------------- */

void verify_plan(struct verification *v); /* sets steps and step_count */

/* ---- verify.c: the machine ------------------------------------------------------------------ */

void verify_start_step(struct verification *v); /* starts steps[at] */
/* after a success: starts the next step, or reports the verdict */
void verify_next_step(struct verification *v);

/* Reports the verdict. Takes `reason` over. */
void verify_finish(struct verification *v, enum outcome outcome, char *reason);

/*
 * Drops the attempt, with all that its compilers reported, and compiles the current step again.
 * Returns false and does nothing if this happened for the same reason before.
 */
bool verify_begin_anew(struct verification *v, enum reason reason);

/*
 * Returns whether the output of its processes is still used. If not, it only waits for them to end.
 */
bool verify_is_at_work(const struct verification *v);

/* Returns whether the learner's files are still the ones that were read at the start. */
bool verify_source_is_unchanged(const struct verification *v);

/*
 * Each job's callback calls this first. It sets *job to NULL. It returns false if the job's result
 * is not used any more, or if the source has changed while a compiler read it. The callback must
 * then return at once, because the verification may have started a new attempt, or may be freed.
 */
bool verify_job_ended(struct verification *v, struct job **job);

/* Returns whether the compiler may read and write incremental state. */
bool verify_is_incremental(const struct verification *v);

void verify_take_diagnostics(struct verification *v, struct diagnostics *list);

/* ---- out.c: the folder for products -------------------------------------------------- */

/*
 * Chooses the folder for the products. A linker that replaces the old program is 10 ms faster than
 * one that writes a new file. So a verification uses the exercise's own folder if no other process
 * uses it, else a temporary folder. PURPOSE_HOLD only names the own folder and does not lock it,
 * because the folder will be free at the next save.
 */
int verify_enter_out(struct verification *v, struct error *err);
void verify_leave_out(struct verification *v);

/* Removes the temporary folders of processes that were killed. */
void verify_sweep_out(const char *cache);

/* ---- output.c: reading the output of compilers and cargo ------------------------------ */

/*
 * Splits output into lines and calls `take` for each. It stops if `take` cancels the verification.
 */
void verify_each_line(struct line_splitter *lines, const char *bytes, size_t len,
		      void (*take)(struct verification *v, const char *line, size_t len),
		      struct verification *v);
/* cargo's error output */
void verify_each_note(struct verification *v, const char *bytes, size_t len);
void verify_drop_bar(struct buffer *words); /* removes cargo's progress bar from its output */

/* Makes the diagnostic's file name relative to the root. */
void verify_place_file(const struct verification *v, struct diagnostic *d);
void verify_place_panics(const struct verification *v,
			 struct buffer *text); /* does the same in "panicked at FILE:" */

/* Finds where the failed tests are in their files, and sorts all of them. */
void verify_place_tests(const struct verification *v, struct verdict *verdict);

/* Replaces every `old` in the owned string *text. */
void verify_replace_text(char **text, const char *old, const char *new);

/* ---- progress.c: how far a verification is -------------------------------------------- */

enum { VERIFY_CRATES_FEW = 3 }; /* up to this number of crates is built in a moment */

/* Forgets the tests of the program before. */
void verify_watch_tests(struct verification *v);
void verify_clear_watch(struct test_watch *watch);

/* For the output of a test program. `data` is the verification. */
void verify_on_test_output(enum job_stream stream, const char *bytes, size_t len, void *data);

/* ---- judge.c: judging a finished compile ---------------------------------------------- */

/* Continues with the verdict, the programs, or the next step. */
void verify_judge_compile(struct verification *v, const struct job_result *result);

/* Returns whether the compiler itself failed or was killed. */
bool verify_compiler_crashed(const struct verification *v, const struct job_result *result);

/*
 * Returns whether the errors may come from an outdated command or held compiler, not from the
 * source.
 */
bool verify_is_doubtful(const struct diagnostics *list);

bool verify_only_lints_fail(const struct diagnostics *list);
const struct diagnostic *verify_first_error(const struct diagnostics *list);

/* Fails the exercise because of the denied lints in `list`, which is taken over. */
void verify_refuse(struct verification *v, struct diagnostics *list);

/* ---- build.c, lint.c, run.c: the steps --------------------------------- */

/* Returns whether this is an error of clippy's settings, not a lint. */
bool verify_is_clippys_trouble(const struct diagnostic *diagnostic);

void verify_start_compile(struct verification *v);
void verify_start_lint(struct verification *v);
void verify_start_lint_beside(struct verification *v);

/*
 * Decides which program finds the lints of a compile without cargo. `alone`: the compile is one
 * command.
 */
void verify_choose_lints(struct verification *v, bool alone);
void verify_start_doctests(struct verification *v);
void verify_start_format(struct verification *v);
void verify_start_programs_of_course(struct verification *v);
const char *verify_edition(const struct verification *v);
/* runs the programs from index products.program on */
void verify_run_programs(struct verification *v);
void verify_tests_ran(const struct job_result *result, void *v);

const struct builder_ops *verify_builder(const struct verification *v);

/*
 * Starts the command and clears it. If it cannot be started, the function reports the verdict and
 * returns NULL.
 */
struct job *verify_start_command(struct verification *v, struct command *command, job_output output,
				 job_done done);
void verify_clear_command(struct command *command);

/* Returns whether the step clippy is still to come. */
bool verify_wants_lints(const struct verification *v);

/* Returns whether an exercise passes whatever clippy says of it. */
bool verify_lints_are_advice(const struct verification *v);

/*
 * Adds the flags for the lint of a lint contract, if the exercise has one. The flags override an
 * #[allow] in the source, because silencing a lint is not fixing its cause. The verdict treats the
 * lint as an error.
 */
void verify_ask_for_lint(const struct verification *v, struct strings *argv);

/*
 * Returns the deadline of the current command in seconds. It is long for cargo, which may first
 * build many crates.
 */
unsigned verify_deadline_s(const struct verification *v);

extern const struct builder_ops builder_rustc, builder_cargo;

#endif
