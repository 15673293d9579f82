/*
 * What the unit tests share: a temporary folder, and waiting for a condition up to a deadline.
 *
 * A test that wants a folder of its own is registered with sandbox_setup and sandbox_teardown and
 * finds a struct sandbox in *state. Strings that the sandbox gives out live until its teardown.
 */
#ifndef RUSTGYM_TESTS_SUPPORT_H
#define RUSTGYM_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rustgym/base/memory.h"

#include <stdbool.h>
#include <sys/types.h>
#include <uv.h>

struct sandbox {
	char *root; /* absolute, links resolved */
	struct arena arena;
	void *data; /* the test file's own */
};

struct sandbox *sandbox_new(void);
void sandbox_free(struct sandbox *box);
int sandbox_setup(void **state);
int sandbox_teardown(void **state);

/* "root/..." */
const char *sandbox_path(struct sandbox *box, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Writes a file below the root, and the folders it needs. */
void sandbox_write(struct sandbox *box, const char *relative, const char *text);
void sandbox_write_bytes(struct sandbox *box, const char *relative, const void *data, size_t len);

/* The file's bytes, with a NUL after them; NULL when there is no such file. */
const char *sandbox_read(struct sandbox *box, const char *relative, size_t *len);

/* text with the one `old` in it replaced. */
const char *sandbox_replaced(struct sandbox *box, const char *text, const char *old,
			     const char *new);

/* Runs a command to its end, gives back its exit status (-1: a signal) and, where asked, output. */
int run_command(const char *const *argv, const char *folder, const char **output,
		struct sandbox *box);

/* Nothing that is awaited may take longer than this, on any machine. */
enum { DEADLINE_MS = 30000 };

/* Whether compilers can wait here: LD_PRELOAD takes no library whose path has a blank or a colon. */
bool compilers_can_wait(void);

/* Asks until the condition holds; false when the deadline came first. */
bool wait_until(bool (*holds)(void *data), void *data);

/* The same, running the loop in between. */
bool loop_until(uv_loop_t *loop, bool (*holds)(void *data), void *data);

/* Runs the loop until it has nothing left to do; false when the deadline came first. */
bool loop_finish(uv_loop_t *loop);

/* Whether there is no such process any more (or only its remains, for its parent to collect). */
bool process_is_gone(pid_t pid);

/* assert_string_equal for a part: fails with both texts. */
#define assert_contains(text, part) assert_contains_at(text, part, __FILE__, __LINE__)
void assert_contains_at(const char *text, const char *part, const char *file, int line);
#define assert_lacks(text, part) assert_lacks_at(text, part, __FILE__, __LINE__)
void assert_lacks_at(const char *text, const char *part, const char *file, int line);

/* Rust: an allocator that counts in COUNT how often it is asked. */
#define COUNTING_ALLOCATOR                                                                         \
	"use std::alloc::{GlobalAlloc, Layout, System};\n"                                         \
	"use std::sync::atomic::{AtomicUsize, Ordering};\n"                                        \
	"struct Counting;\n"                                                                       \
	"static COUNT: AtomicUsize = AtomicUsize::new(0);\n"                                       \
	"unsafe impl GlobalAlloc for Counting {\n"                                                 \
	"    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {\n"                                \
	"        COUNT.fetch_add(1, Ordering::Relaxed);\n"                                         \
	"        unsafe { System.alloc(layout) }\n"                                                \
	"    }\n"                                                                                  \
	"    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {\n"                            \
	"        unsafe { System.dealloc(at, layout) }\n"                                          \
	"    }\n"                                                                                  \
	"}\n"                                                                                      \
	"#[global_allocator]\n"                                                                    \
	"static COUNTING: Counting = Counting;\n"

/* Sets a locale whose characters are UTF-8, as `main` does where the learner has one. */
void speak_utf8(void);

/* The tests of an array as one TAP group. */
#define run_group(tests)                                                                           \
	(speak_utf8(), cmocka_set_message_output(CM_OUTPUT_TAP),                                   \
	 cmocka_run_group_tests(tests, NULL, NULL))

/* The first ones of an array: the others need what is not here. (cmocka 1.1.5 calls what it skips "not ok".) */
#define run_some(tests, count, why)                                                                \
	(speak_utf8(), cmocka_set_message_output(CM_OUTPUT_TAP),                                   \
	 print_message("# left out: %s\n", why),                                                   \
	 _cmocka_run_group_tests(#tests, tests, count, NULL, NULL))

#endif
