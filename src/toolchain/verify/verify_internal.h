/* What the state machine (verify.c) and the two builders share. */
#ifndef RUSTGYM_VERIFY_INTERNAL_H
#define RUSTGYM_VERIFY_INTERNAL_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/strings.h"
#include "rustgym/event/job.h"
#include "rustgym/toolchain/source.h"
#include "rustgym/toolchain/verify.h"
#include "standby.h"
#include "toolchain/cargo/recording.h"

struct verifier {
	struct verifier_options options;
	struct verification *cargo_owner; /* who may call cargo now */
	struct verification *waiting;     /* who waits for that, first come first served */
	struct standby standby;           /* compilers that wait for the next save */
};

/* Splits a stream into lines for the readers of JSON. */
struct line_splitter {
	struct buffer rest;
};

/* clippy at work beside the compiler, on another core. */
struct linting {
	struct job *job;
	struct line_splitter lines;
	bool beside;  /* that is how this verification does it */
	bool off;     /* not any more: what it would say is not to be trusted */
	bool ended;   /* and it has said all */
	bool well;    /* to its end */
	bool awaited; /* the verdict needs nothing else */
};

struct verification {
	struct verifier *verifier;
	struct verify_request request;
	const struct exercise *exercise;
	struct verdict *verdict;
	uv_timer_t kick; /* begins the work in the loop's next round */
	struct verification *next_waiting;

	char *root;   /* of the tree with the exercise */
	char *folder; /* of the package: absolute */
	char *text;   /* what rustc compiles: below root, or absolute */
	char *out;    /* absolute: a folder for this verification's products */
	int out_lock; /* descriptor while that is the exercise's own folder, else -1 */
	struct source source;
	bool incremental, retried;
	bool interrupted; /* a compiler could not throw away what it had in `out` */

	enum step steps[STEP_COUNT];
	size_t step_count, at; /* steps[at] is under way */

	struct job *job;
	struct job *ending; /* the compiler of a program that runs already */
	uint64_t job_began; /* uv_hrtime() */
	struct line_splitter lines, notes;
	struct diagnostics compile_diagnostics, lint_diagnostics;
	struct strings executables; /* of the step under way */
	size_t executable;          /* the one that runs */
	size_t earlier_tests;       /* results of the steps before this one */
	struct buffer output;
	bool running;         /* the job is the learner's program */
	bool preparing;       /* only compiles, at low priority; nobody waits for the verdict */
	struct recipe recipe; /* how cargo compiles it, while that is known (cargo only) */
	size_t unit;          /* the recipe's unit under way */
	struct recording recording;
	bool wants_bundle;      /* its dependencies are not one shared library yet */
	char *bundle;           /* where the job under way links the dependencies, or NULL */
	struct job_result held; /* how the compile ended, meanwhile */
	struct buffer held_words;
	bool standing_by;   /* only puts its first commands on standby */
	bool taken;         /* a compiler was, from there */
	bool warmed;        /* a preparation that compiled once more */
	bool recipe_failed; /* where the compiler alone failed strangely: cargo from here on */
	bool lints_apart;   /* a denied lint would end the compile: clippy has a turn of its own */
	bool by_cargo;      /* the command under way, or just done, is cargo */
	struct linting linting;
	bool lints_in_compile; /* the compile under way, or just done, says clippy's lints too */
	bool finished, cancelled, kick_closed;
	uint64_t started;
};

/* A command that compiles or lints, as a builder wants it run. */
struct command {
	struct strings argv, env;
	const char *cwd;
	bool by_cargo;
};

struct builder_ops {
	void (*compile)(struct verification *v, enum step step, struct command *command);
	/* False when clippy is not installed. */
	bool (*lint)(struct verification *v, struct command *command);
	void (*doctest)(struct verification *v, struct command *command);

	/* NULL where there is nothing to learn from cargo. */
	void (*learn)(struct verification *v, const char *messages,
		      bool well); /* from a compile by cargo */
	bool (*share)(struct verification *v, struct command *command); /* false: nothing to do */
	void (*mistrust)(struct verification *v); /* what was learned: from here on ask cargo */
};

/* ---- verify.c: the machine ------------------------------------------------------------------ */

void verify_start_step(struct verification *v); /* the one that v->at is at */
void verify_next_step(struct verification *v);  /* when it went well: the next, or the verdict */

/* Everything is known: the verdict goes out. reason is taken over. */
void verify_finish(struct verification *v, enum outcome outcome, char *reason);

/* Frees a verification that is over; each job's end calls it when there is nothing else to do. */
void verify_release(struct verification *v);

void verify_take_diagnostics(struct verification *v, struct diagnostics *list);

/* ---- verify_out.c: the folder for products -------------------------------------------------- */

/*
 * Writing the program over its predecessor spares the linker 10 ms, so a verification uses the
 * exercise's own folder when nobody else does, and one that is thrown away when somebody does. One
 * that stands by makes nothing there, and only names it: by the next save it is free.
 */
int verify_enter_out(struct verification *v, struct error *err);
void verify_leave_out(struct verification *v);

/* Removes the folders of processes that were killed. */
void verify_sweep_out(const char *cache);

/* ---- verify_output.c: what is said while they run ------------------------------------------- */

/* Reads output as lines; what a line leads to may be that the verification is cancelled. */
void verify_each_line(struct line_splitter *lines, const char *bytes, size_t len,
		      void (*take)(struct verification *v, const char *line, size_t len),
		      struct verification *v);
void verify_take_note(struct verification *v, const char *line, size_t len); /* cargo's */

/* Names the file from the root on. */
void verify_place_file(const struct verification *v, struct diagnostic *d);

/* Replaces every `old` in *text, which is owned. */
void verify_replace_text(char **text, const char *old, const char *new);

/* ---- verify_judge.c: what a compile that has ended means ------------------------------------ */

/* Goes on with what comes then: the verdict, the programs, or the compile once more. */
void verify_judge_compile(struct verification *v, const struct job_result *result);

/* Whether the compiler says what it says because it was called without cargo, or too long ago. */
bool verify_is_doubtful(const struct diagnostics *list);

bool verify_only_lints_fail(const struct diagnostics *list);
const struct diagnostic *verify_first_error(const struct diagnostics *list);

/* Fails it for the denied lints in the list, which is taken over. */
void verify_refuse(struct verification *v, struct diagnostics *list);

/* ---- verify_build.c, verify_lint.c, verify_run.c: the steps --------------------------------- */

void verify_start_compile(struct verification *v);
void verify_start_lint(struct verification *v);
void verify_start_lint_beside(struct verification *v);
void verify_forget_lints(struct verification *v); /* of clippy beside: they are asked for anew */

/* Whether clippy looks at the source beside the compile: where it is wanted, and has a core. */
bool verify_lints_beside(struct verification *v);
void verify_start_doctests(struct verification *v);
void verify_start_format(struct verification *v);
void verify_run_programs(struct verification *v); /* from v->executable on */
void verify_tests_ran(const struct job_result *result, void *v);

const struct builder_ops *verify_builder(const struct verification *v);

/* Starts it and clears it; when it can't be started the verdict is out. */
struct job *verify_start_command(struct verification *v, struct command *command, job_output output,
				 job_done done);
void verify_clear_command(struct command *command);

/* Whether clippy is a step that is still to come. */
bool verify_wants_lints(const struct verification *v);

/*
 * Adds the flags for the lint of a lint contract, if it has one. They find it even where the exercise
 * says #[allow]: to silence a lint is not to mend what it found. The verdict makes it an error.
 */
void verify_ask_for_lint(const struct verification *v, struct strings *argv);

/* Seconds that the compiling command under way may take: cargo may have much to build first. */
unsigned verify_deadline_s(const struct verification *v);

extern const struct builder_ops builder_rustc, builder_cargo;

#endif
