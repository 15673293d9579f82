/*
 * A course in memory: phases, topics and exercises, in the order in which they are taught.
 *
 * Any folder with an exercises/roadmap.json is a course; kind.h has the other forms. A workspace can have a
 * second course in review/: the copies of exercises that come back for a review. Everything that a struct
 * course points to is borrowed from it and lives until course_free. All paths are relative to the course's
 * root and use '/'. exercises/schema/{roadmap,topic}.schema.json describe the file formats.
 */
#ifndef RUSTGYM_COURSE_H
#define RUSTGYM_COURSE_H

#include "rustgym/base/error.h"
#include "rustgym/course/kind.h"
#include "rustgym/course/problem.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Marks a place that an author must still fill in. A shape or a skill with this value is loaded as
 * if it were missing. `dev check` reports each mark.
 */
#define AUTHOR_MARK "FILL-IN"

#define TOPIC_PAGE "README.md"

#define COURSE_REVIEW "review"
/* In a course of another form, names the exercises that are reviewed. It is in COURSE_REVIEW. */
#define COURSE_REVIEW_LIST "rustgym-review.json"

enum { COURSE_NAME_MAX = 32 }; /* bytes of an exercise's name */

enum builder {
	BUILDER_RUSTC, /* no dependencies: the compiler is called directly */
	BUILDER_CARGO, /* the package has dependencies or several files */
};

enum step {
	STEP_BUILD,
	STEP_TEST,
	STEP_RUN,
	STEP_DOCTEST,
	STEP_CLIPPY,
	STEP_FMT,
	STEP_COMMAND, /* the course's own programs; only in courses of other forms */
	STEP_COUNT
};

/* Describes how the untouched exercise fails. */
enum contract {
	CONTRACT_NONE,    /* nobody says: the course has another form */
	CONTRACT_CODE,    /* every compile error has one of these codes */
	CONTRACT_LINT,    /* only this lint fails, which is denied; all else passes */
	CONTRACT_TESTS,   /* it compiles; exactly these tests fail */
	CONTRACT_PANIC,   /* running it panics with a message that contains this */
	CONTRACT_OUTPUT,  /* it runs and prints exactly this */
	CONTRACT_MESSAGE, /* the build fails without a code; its message contains this */
	CONTRACT_COUNT,
};

/* Describes the learner's task. */
enum shape {
	SHAPE_NONE,     /* topic.json does not say */
	SHAPE_REPAIR,   /* the code does not compile or is wrong: understand it and fix it */
	SHAPE_COMPLETE, /* the tests describe a function body that is missing: write it */
	SHAPE_DESIGN,   /* the tests use types and functions that do not exist: design them */
	/* most tests pass; the code is wrong under load, in threads or with bad input */
	SHAPE_DIAGNOSE,
	SHAPE_COUNT,
};

/* Says which lints of clippy make an exercise fail. */
enum lint_rule {
	LINT_ERRORS,   /* those that are errors */
	LINT_WARNINGS, /* all of them */
	LINT_NEVER,    /* none: they are only shown */
};

/* Says which target of its package an exercise is. */
enum build_target {
	BUILD_BY_TEXT, /* a program if the text has a main, else a test; of a folder: all targets */
	BUILD_BIN,
	BUILD_EXAMPLE,
};

/* An array of strings, borrowed from the course. `items` is NULL when `count` is 0. */
struct texts {
	const char **items;
	size_t count;
};

struct link {
	const char *title, *url;
};

struct skill {
	const char *id, *title;
};

struct topic;

struct exercise {
	const char *name; /* unique, [a-z0-9_], at most 32 bytes */
	const char *title;
	const char *path; /* exercises/.../name.rs, or the folder exercises/.../name */
	size_t index;     /* in course->exercises */
	const struct topic *topic;
	bool folder; /* a package of its own; the learner edits `files` */
	int stage;   /* of a project: 1 is the first one; 0: not a stage */
	/* of a stage: the test targets that are new in it (tests/NAME.rs), at least one */
	struct texts tests;
	enum builder builder;
	enum shape shape;
	struct texts skills; /* ids of the skills that it teaches */
	struct texts uses;   /* ids of skills that the learner must know already */
	struct texts files, requires;
	struct texts was; /* its names in earlier versions of the course */
	const struct link *links;
	size_t link_count;
	int minutes;
	enum contract contract;
	struct texts fails; /* the contract's values, at least one */
	const char *prints; /* the output that the step run must print, or NULL */
	enum step steps[STEP_COUNT];
	size_t step_count; /* 0: the default, test (run if there are no tests), then clippy */

	/* The rest is empty in a course of our own form. */
	const char *original; /* its name in the course's files, if that is not `name` */
	/* of a folder without a list of `files`: the file to open, below the folder */
	const char *first_file;
	const char *package; /* the folder of its package ("." is the root); see exercise_package */
	bool alone;          /* its package needs nothing of the folders above */
	const char *edition; /* of its package; NULL: the course's */
	enum build_target target;
	const char *target_name; /* NULL: `name` */
	struct texts flags;      /* for rustc and clippy: the lints of its manifest */
	enum lint_rule lint_rule;
	bool release;          /* its tests are slow without optimization */
	bool include_ignored;  /* its ignored tests are run, too */
	bool tests_optional;   /* it passes without a test */
	bool tests_only;       /* its benchmarks need not compile: its judge does not build them */
	const char *hint;      /* CommonMark */
	const char *hint_file; /* the path of a file with hints, as in hint.h */
	struct texts pages;    /* paths of what the learner reads, one text after the other */
	struct texts
		solution; /* paths of the reference solution: one for each of `files`; "": none */
	const struct texts *commands; /* the argv of each program of STEP_COMMAND */
	size_t command_count;
};

struct phase {
	const char *dir, *title;
	const struct topic *topics;
	size_t topic_count;
};

struct topic {
	const char *dir, *title;
	const char *path; /* exercises/NN_phase/NN_topic */
	const char *page; /* the topic's page, in CommonMark: path/TOPIC_PAGE; NULL: it has none */
	const struct phase *phase;
	enum builder builder;
	int first_build_s; /* seconds; 0: unknown, or no first build */
	/*
	 * A project: the path of its package. Its exercises are stages: they all have this package
	 * as their folder, which the learner keeps from stage to stage. NULL: not a project
	 */
	const char *package;
	/* its exercises are `count` items of course->exercises, from index `first` */
	size_t first, count;
};

struct course {
	const char *root; /* absolute; holds exercises/ */
	const char *title, *version, *edition;
	const char *toolchain; /* the channel that it is written for; NULL: the learner's */
	const char *rust;      /* the oldest release that has all it needs: "1.94"; NULL: any */
	const struct phase *phases;
	size_t phase_count;
	const struct skill *skills; /* in the roadmap's order */
	size_t skill_count;
	struct exercise *exercises;
	size_t count;
	enum course_kind kind;
	/* what is watched, below root: "exercises", COURSE_REVIEW, or "." for the root */
	const char *folder;
	/* the branch whose files are the solutions ("origin/solutions"); NULL: `solution` has paths */
	const char *solutions_branch;
	const char *welcome, *farewell; /* texts for the beginning and the end, or NULL */
};

/*
 * Loads and checks the course in the folder `root`. Returns NULL after an error. ERROR_COURSE: the
 * files have mistakes; `problems` lists all that were found. ERROR_IO: there is no course of a form that
 * rustgym reads.
 */
struct course *course_load(const char *root, struct problems *problems, struct error *err);

/* Loads a learner's workspace, where files of exercises may be missing: `reset` restores them. */
struct course *course_load_workspace(const char *root, struct problems *problems,
				     struct error *err);

/* Loads the copies for a review, which are in COURSE_REVIEW. ERROR_IO: there are none. */
struct course *course_load_review(const char *root, struct problems *problems, struct error *err);
void course_free(struct course *course);

/* Returns whether an exercise can have this name: [a-z0-9_], at most COURSE_NAME_MAX bytes. */
bool course_is_name(const char *name);

/* Returns the path of the exercise's package; "." is the root. */
const char *exercise_package(const struct exercise *exercise);

/* Returns whether it is of a course of another form than ours. */
bool exercise_is_foreign(const struct exercise *exercise);

/* Returns whether it teaches a skill: its id, or the beginning of one up to a dot ("1.3"). */
bool exercise_teaches(const struct exercise *exercise, const char *skill);

/* Returns its name as its course spells it. */
const char *exercise_original(const struct exercise *exercise);

/* Returns the file of a folder that the learner opens first, below the folder. */
const char *exercise_first_file(const struct exercise *exercise);

/* Says who may change a file of an exercise. */
enum file_owner {
	OWNER_LEARNER, /* the learner edits it */
	OWNER_COURSE,  /* it is restored before a verdict */
	OWNER_CARGO,   /* Cargo.lock: cargo changes it when the manifest changes */
};
enum file_owner exercise_file_owner(const struct exercise *exercise, const char *path);

/*
 * Returns the stage before a stage of a project. NULL: it is the first one, or not a stage. The
 * exercise must be in the array of its course.
 */
const struct exercise *exercise_stage_before(const struct exercise *exercise);

/*
 * Find an exercise by its name, which may be the one in the course's files, or by the path of one of its files, relative to the root. Of a
 * project it is the first stage. NULL: there is none.
 */
const struct exercise *course_find(const struct course *course, const char *name);
const struct exercise *course_find_path(const struct course *course, const char *path);

/* Returns the exercise whose name is most similar to a mistyped one. NULL: no name is similar. */
const struct exercise *course_nearest(const struct course *course, const char *name);

/* Returns the skill's index in course->skills, or course->skill_count if there is none. */
size_t course_skill_index(const struct course *course, const char *id);

const char *step_name(enum step step);
const char *builder_name(enum builder builder);
const char *contract_name(enum contract contract);
const char *shape_name(enum shape shape); /* "" for SHAPE_NONE */

#endif
