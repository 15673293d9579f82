/*
 * The course as data: phases, topics and exercises in the order they are taught.
 *
 * Any folder with an exercises/roadmap.json is a course. Everything that hangs on a struct course is
 * borrowed from it and lives until course_free. All paths are relative to the course's root and use
 * '/'. Formats: exercises/schema/{roadmap,topic}.schema.json.
 */
#ifndef RUSTGYM_COURSE_H
#define RUSTGYM_COURSE_H

#include "rustgym/base/error.h"
#include "rustgym/course/problem.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * What stands wherever an author must still write something. As a shape or a skill it loads as if it
 * were not there; `dev check` names each place.
 */
#define AUTHOR_MARK "FILL-IN"

#define TOPIC_PAGE "README.md"

enum { COURSE_NAME_MAX = 32 }; /* bytes of an exercise's name */

enum builder {
	BUILDER_RUSTC, /* no dependencies: the compiler is called directly */
	BUILDER_CARGO, /* a package with dependencies, or of several files */
};

enum step { STEP_BUILD, STEP_TEST, STEP_RUN, STEP_DOCTEST, STEP_CLIPPY, STEP_FMT, STEP_COUNT };

/* How the untouched exercise fails. */
enum contract {
	CONTRACT_CODE,    /* every compile error has one of these codes */
	CONTRACT_LINT,    /* all is well but for this lint, which is denied */
	CONTRACT_TESTS,   /* it compiles; exactly these tests fail */
	CONTRACT_PANIC,   /* running it panics with a message that contains this */
	CONTRACT_OUTPUT,  /* it runs and prints exactly this */
	CONTRACT_MESSAGE, /* the build fails without a code; its message contains this */
	CONTRACT_COUNT,
};

/* What the learner is asked to do. */
enum shape {
	SHAPE_NONE,     /* topic.json does not say */
	SHAPE_REPAIR,   /* something is refused or wrong: understand it and mend it */
	SHAPE_COMPLETE, /* the tests describe a body that is missing: write it */
	SHAPE_DESIGN,   /* the tests use what does not exist yet: choose types and functions */
	SHAPE_DIAGNOSE, /* it passes most tests, and is wrong under load, concurrency or bad input */
	SHAPE_COUNT,
};

/* A list of strings, borrowed from the course; items is NULL when count is 0. */
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
	const char *name; /* unique, [a-z0-9_], at most 32 */
	const char *title;
	const char *path; /* exercises/.../name.rs, or the folder exercises/.../name */
	size_t index;     /* in course->exercises */
	const struct topic *topic;
	bool folder; /* a package of its own; files says what the learner edits */
	enum builder builder;
	enum shape shape;
	struct texts skills; /* what it teaches */
	struct texts uses;   /* what the learner must know already: skills taught before it */
	struct texts files, requires;
	struct texts was; /* its names in earlier versions of the course */
	const struct link *links;
	size_t link_count;
	int minutes;
	enum contract contract;
	struct texts fails; /* the contract's values: at least one */
	const char *prints; /* what run must print, or NULL */
	enum step steps[STEP_COUNT];
	size_t step_count; /* 0: test (run without tests), then clippy */
};

struct phase {
	const char *dir, *title;
	const struct topic *topics;
	size_t topic_count;
};

struct topic {
	const char *dir, *title;
	const char *path; /* exercises/NN_phase/NN_topic */
	const char *page; /* its page, in CommonMark: path/TOPIC_PAGE; NULL when it has none */
	const struct phase *phase;
	enum builder builder;
	int first_build_s;   /* 0: unknown or none */
	size_t first, count; /* its exercises in course->exercises */
};

struct course {
	const char *root; /* absolute; holds exercises/ */
	const char *title, *version, *edition;
	const struct phase *phases;
	size_t phase_count;
	const struct skill *skills; /* in roadmap order */
	size_t skill_count;
	struct exercise *exercises;
	size_t count;
};

/* Whether a folder is a course: it has an exercises/roadmap.json. */
bool course_is_at(const char *folder);

/*
 * Loads and checks the course in root. On any mistake returns NULL, fills problems (all that were
 * found) and sets err to ERROR_COURSE with a summary; ERROR_IO when there is no roadmap.json.
 */
struct course *course_load(const char *root, struct problems *problems, struct error *err);

/* The same for a learner's workspace, where exercises may be absent: `reset` brings them back. */
struct course *course_load_workspace(const char *root, struct problems *problems,
				     struct error *err);
void course_free(struct course *course);

/* Whether an exercise can have this name: [a-z0-9_], at most 32. */
bool course_is_name(const char *name);

/* Whose a file of an exercise is; the path is as in a struct file_set. */
enum file_owner {
	OWNER_LEARNER, /* it is there to be edited */
	OWNER_COURSE,  /* it is put back before a verdict */
	OWNER_CARGO,   /* Cargo.lock, which cargo rewrites as the manifest changes */
};
enum file_owner exercise_file_owner(const struct exercise *exercise, const char *path);

/* By name, by a path (relative to the root) of a file of it; NULL when there is none. */
const struct exercise *course_find(const struct course *course, const char *name);
const struct exercise *course_find_path(const struct course *course, const char *path);

/* The exercise with the name nearest to a mistyped one, or NULL when none is near. */
const struct exercise *course_nearest(const struct course *course, const char *name);

/* The skill's index in course->skills, or course->skill_count. */
size_t course_skill_index(const struct course *course, const char *id);

const char *step_name(enum step step);
const char *builder_name(enum builder builder);
const char *contract_name(enum contract contract);
const char *shape_name(enum shape shape); /* "" for SHAPE_NONE */

#endif
