/* What the state machine (verify.c), the steps and the two builders share. */
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
	struct verification *cargo_owner; /* who may call cargo now */
	struct verification *waiting;     /* who waits for that, first come first served */
	struct held_compilers held;       /* for the next save */
};

enum purpose {
	PURPOSE_VERDICT,
	PURPOSE_PREPARE, /* only compiles, at low priority; nobody waits for the verdict */
	PURPOSE_HOLD,    /* only starts the compilers that the next save needs */
};

enum verify_phase {
	PHASE_WAITING,   /* for the loop's next turn, or for cargo */
	PHASE_COMPILING, /* the step's program; clippy may be at work beside it */
	PHASE_SHARING,   /* links the dependencies as one library, after a compile */
	PHASE_RUNNING,   /* the learner's program */
	PHASE_LINTING,   /* only clippy's lints are missing */
	PHASE_CHECKING,  /* doctests or format: one command */
	PHASE_ANEW,      /* the attempt's processes end; then the next attempt begins */
	PHASE_TOLD,      /* the verdict is out */
	PHASE_CANCELLED,
};

/* Why an attempt is dropped and the step compiled anew: at most once for each reason. */
enum reason {
	REASON_CRASHED,    /* the compiler did: no incremental state, no remembered commands */
	REASON_HELD,       /* the held compiler's world has changed meanwhile: no held compiler */
	REASON_COMMANDS,   /* the remembered commands fail strangely: cargo itself */
	REASON_LINTS,      /* clippy or a denied lint ended the compile: clippy comes after it */
	REASON_CHANGED,    /* the source did meanwhile: all steps again, with the new text */
	REASON_WARM,       /* prepared by cargo: once more without it, for its incremental state */
	REASON_HANDED_OUT, /* passed with its own tests: all steps again, with those handed out */
	REASON_COUNT
};

/* Who says clippy's lints. */
enum lints {
	LINTS_AFTER,      /* clippy, after the compile */
	LINTS_IN_COMPILE, /* clippy-driver, which compiles */
	LINTS_BESIDE,     /* clippy-driver on another core, from the compile's start */
};

/* How far clippy beside the compile is. */
enum beside { BESIDE_NONE, BESIDE_AT_WORK, BESIDE_WELL, BESIDE_FAILED };

/* Splits a stream into lines for the readers of JSON. */
struct line_splitter {
	struct buffer rest;
};

/* The dependencies are being linked as one library; the compile before that is judged afterwards. */
struct sharing {
	char *folder; /* for the library; NULL: it is not under way */
	struct job_result compile;
	struct buffer words; /* of that compile */
};

/* Everything that is learned between a compile's start and the next beginning anew. */
struct attempt {
	struct line_splitter lines, notes, lint_lines;
	struct diagnostics compile_diagnostics, lint_diagnostics;
	struct cargo_commands commands; /* how cargo compiles it, while that is known */
	size_t command;                 /* of these, the one under way */
	struct cargo_capture capture;
	struct cargo_freshness freshness;
	bool by_cargo;                /* the command under way, or just done, is cargo */
	unsigned crates_done, crates; /* that it has built, and builds in all; 0: it did not say */
	bool held;                    /* a compiler was started ahead */
	bool wants_shared_deps;       /* its dependencies are not one shared library yet */
	struct sharing sharing;
	enum lints lints;
	enum beside beside;
	uint64_t compile_began; /* uv_hrtime() */
};

/* What the compilers make. */
struct products {
	char *folder;            /* absolute */
	struct lock *lock;       /* of that folder; NULL: it writes there only when it is taken */
	bool interrupted;        /* a compiler could not remove its temporary files there */
	struct strings programs; /* of the step under way */
	size_t program;          /* the one that runs */
};

struct verification {
	struct verifier *verifier;
	struct verify_request request;
	const struct exercise *exercise;
	struct verdict *verdict;
	enum purpose purpose;
	enum verify_phase phase;
	bool begun_anew[REASON_COUNT];
	uv_timer_t kick; /* begins the work in the loop's next turn */
	bool kick_closed;
	struct verification *next_waiting;

	char *root;       /* of the tree with the exercise */
	char *folder;     /* of the package: absolute */
	char *handed_out; /* the root with the tests that were handed out, once it was asked for */
	char *text;       /* what rustc compiles: below root, or absolute */
	struct source source;

	enum step steps[STEP_COUNT];
	size_t step_count, at; /* steps[at] is under way */
	size_t earlier_tests;  /* results of the steps before this one */
	bool one_by_one; /* the tests run again, one at a time, to see which ends the program */
	struct buffer output;
	uint64_t started;

	struct job *job;    /* of the phase */
	struct job *ending; /* the compiler of a program that runs already */
	struct job *clippy; /* beside the compile */
	struct products products;
	struct attempt attempt;
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
	void (*forget)(struct verification *v);                         /* what was learned */
};

/* ---- verify.c: the machine ------------------------------------------------------------------ */

void verify_start_step(struct verification *v); /* the one that v->at is at */
void verify_next_step(struct verification *v);  /* when it went well: the next, or the verdict */

/* Everything is known: the verdict goes out. reason is taken over. */
void verify_finish(struct verification *v, enum outcome outcome, char *reason);

/*
 * Drops the attempt, with everything that its compilers said, and compiles the step under way anew.
 * False, and nothing happens, when it has begun anew for this reason before.
 */
bool verify_begin_anew(struct verification *v, enum reason reason);

/* Whether somebody waits for what its processes say; if not, they only have to end. */
bool verify_is_at_work(const struct verification *v);

/* Whether the learner's files are the ones whose hash the verdict carries. */
bool verify_source_is_unchanged(const struct verification *v);

/*
 * Each job's end calls it first; *job is NULL then. False when nobody waits for what the job says, or when
 * the source has changed while a compiler read it: the callback returns at once, because the verification
 * may have begun anew, or be gone.
 */
bool verify_job_ended(struct verification *v, struct job **job);

/* Whether the compiler may use and leave incremental state. */
bool verify_is_incremental(const struct verification *v);

void verify_take_diagnostics(struct verification *v, struct diagnostics *list);

/* ---- out.c: the folder for products -------------------------------------------------- */

/*
 * Writing the program over its predecessor spares the linker 10 ms, so a verification uses the
 * exercise's own folder when nobody else does, and one that is thrown away when somebody does. For
 * PURPOSE_HOLD the folder is only named, and not locked: by the next save it is free.
 */
int verify_enter_out(struct verification *v, struct error *err);
void verify_leave_out(struct verification *v);

/* Removes the folders of processes that were killed. */
void verify_sweep_out(const char *cache);

/* ---- output.c: what is said while they run ------------------------------------------- */

/* Reads output as lines; what a line leads to may be that the verification is cancelled. */
void verify_each_line(struct line_splitter *lines, const char *bytes, size_t len,
		      void (*take)(struct verification *v, const char *line, size_t len),
		      struct verification *v);
void verify_each_note(struct verification *v, const char *bytes, size_t len); /* cargo's words */
void verify_drop_bar(struct buffer *words); /* cargo's progress bar, out of what it said */

/* Names the file from the root on. */
void verify_place_file(const struct verification *v, struct diagnostic *d);
void verify_place_panics(const struct verification *v,
			 struct buffer *text); /* "panicked at FILE:" */

/* Replaces every `old` in *text, which is owned. */
void verify_replace_text(char **text, const char *old, const char *new);

/* ---- judge.c: what a compile that has ended means ------------------------------------ */

/* Goes on with what comes then: the verdict, the programs, or the next step. */
void verify_judge_compile(struct verification *v, const struct job_result *result);

/* Whether the compiler itself failed, or was killed. */
bool verify_compiler_crashed(const struct verification *v, const struct job_result *result);

/* Whether the compiler says what it says because it was called without cargo, or too long ago. */
bool verify_is_doubtful(const struct diagnostics *list);

bool verify_only_lints_fail(const struct diagnostics *list);
const struct diagnostic *verify_first_error(const struct diagnostics *list);

/* Fails it for the denied lints in the list, which is taken over. */
void verify_refuse(struct verification *v, struct diagnostics *list);

/* ---- build.c, lint.c, run.c: the steps --------------------------------- */

/* An error that is no lint: clippy's settings are broken, say. */
bool verify_is_clippys_trouble(const struct diagnostic *diagnostic);

void verify_start_compile(struct verification *v);
void verify_start_lint(struct verification *v);
void verify_start_lint_beside(struct verification *v);

/* Decides who says the lints of a compile without cargo. alone: it is one command. */
void verify_choose_lints(struct verification *v, bool alone);
void verify_start_doctests(struct verification *v);
void verify_start_format(struct verification *v);
void verify_run_programs(struct verification *v); /* from products.program on */
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
 * says #[allow]: to silence a lint is not to fix what it found. The verdict makes it an error.
 */
void verify_ask_for_lint(const struct verification *v, struct strings *argv);

/* Seconds that the compiling command under way may take: cargo may have much to build first. */
unsigned verify_deadline_s(const struct verification *v);

extern const struct builder_ops builder_rustc, builder_cargo;

#endif
