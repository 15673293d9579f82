/*
 * What the end-to-end tests share: a temporary place, the program run on pipes, waiting.
 *
 * A test is registered with place_setup and place_teardown and finds a struct place in *state. All
 * texts that the place gives out live until its teardown, which also ends every program that still
 * runs in it. Waiting is always for a condition, up to a deadline that only a hang reaches.
 */
#ifndef RUSTGYM_E2E_HARNESS_H
#define RUSTGYM_E2E_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"

#include <stdbool.h>
#include <sys/types.h>

enum {
	SOON_S = 120,   /* what takes moments, on any machine */
	BUILD_S = 1800, /* a first build with all dependencies */
};

struct place {
	char *root; /* absolute, links resolved */
	struct arena arena;
	pid_t running[16]; /* 0: free */
	void (*release[16])(void *data);
	void *released[16];
	void *data; /* the test file's own */
};

int place_setup(void **state);
int place_teardown(void **state);

/* Called at teardown, the last one first. */
void place_on_teardown(struct place *place, void (*release)(void *data), void *data);
void place_remember(struct place *place, pid_t pid);
void place_forget(struct place *place, pid_t pid);

/* "root/..." */
const char *place_path(struct place *place, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
const char *place_text(struct place *place, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Files, by absolute path. Reading gives NULL where there is none. */
void write_file(const char *path, const char *text);
void write_bytes(const char *path, const void *data, size_t len);
const char *read_text(struct place *place, const char *path);
void replace_in_file(struct place *place, const char *path, const char *old, const char *new);
void remove_file(const char *path);

/* ---- what meson says ------------------------------------------------------------------------ */

const char *program_path(void);
const char *course_path(void);

/* ---- the program, run to its end ------------------------------------------------------------ */

struct call {
	const char *folder;     /* where it is called; NULL: the place */
	const char *input;      /* NULL: none */
	const char *const *env; /* "NAME=value" over the clean environment, "NAME" takes it away */
	const char *output;     /* a file that standard output goes to; NULL: it is read */
};

struct answer {
	int status; /* its exit status; a signal's number and 128 */
	const char *out, *err;
};

/* The environment of everything that is started: HOME, PATH and what the toolchain needs. */
void clean_environment(struct place *place, const char *const *over, struct strings *env);

struct answer call_with(struct place *place, const struct call *call, const char *const *argv);
struct answer call_program(struct place *place, const struct call *call, const char *const *argv);

/* rustgym(place, folder, "list", "--json") */
#define rustgym(place, where, ...)                                                                 \
	call_with(place, &(struct call){.folder = (where)},                                        \
		  (const char *const[]){__VA_ARGS__, NULL})

/* Exit status, and a part of what was printed (either stream); fails with all of it. */
#define assert_answer(answer, status, part)                                                        \
	assert_answer_at(answer, status, part, __FILE__, __LINE__)
void assert_answer_at(struct answer answer, int status, const char *part, const char *file,
		      int line);
#define assert_contains(text, part) assert_contains_at(text, part, __FILE__, __LINE__)
void assert_contains_at(const char *text, const char *part, const char *file, int line);
#define assert_lacks(text, part) assert_lacks_at(text, part, __FILE__, __LINE__)
void assert_lacks_at(const char *text, const char *part, const char *file, int line);

/* Each line of text is one JSON value that src/cli/schema/NAME.schema.json accepts. */
void assert_schema(struct place *place, const char *name, const char *text);

/* A workspace "work" in the place, made of the course by `rustgym init`. */
const char *make_workspace(struct place *place, const char *course);

/* ---- waiting -------------------------------------------------------------------------------- */

/* Milliseconds of a clock that only goes forward. */
int64_t now_ms(void);

/* Asks again and again until the condition holds; false when the deadline came first. */
bool wait_until(bool (*holds)(void *data), void *data, int seconds);

/* How many processes there are whose command line has this text in it. */
int count_processes(const char *text);

/* Waits until no process has the text in its command line. */
void assert_nobody_mentions(const char *text);

/* The environment for build products of the place's own: processes can be told by its name. */
const char *const *own_cache(struct place *place);

/* Nothing whose command line names the place is left. */
void assert_nobody_left(struct place *place);

/* Waits for the end; its exit status as in struct answer, or -1 when the deadline came first. */
int wait_for_exit(struct place *place, pid_t pid, int seconds);

/* The tests of an array as one TAP group; $E2E_ONLY ("*save*") chooses among them. */
#define run_group(tests)                                                                           \
	(cmocka_set_message_output(CM_OUTPUT_TAP), cmocka_set_test_filter(getenv("E2E_ONLY")),     \
	 cmocka_run_group_tests(tests, NULL, NULL))

/* The first ones of an array: the others need what is not here. (cmocka 1.1.5 calls what it skips "not ok".) */
#define run_some(tests, count, why)                                                                \
	(cmocka_set_message_output(CM_OUTPUT_TAP), cmocka_set_test_filter(getenv("E2E_ONLY")),     \
	 print_message("# left out: %s\n", why),                                                   \
	 _cmocka_run_group_tests(#tests, tests, count, NULL, NULL))

#endif
