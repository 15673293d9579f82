/*
 * What the fuzz targets share. A target is one file, fuzz_NAME.c, that defines LLVMFuzzerTestOneInput:
 * it gives the bytes to a parser and CHECKs what must hold for any bytes whatsoever. Linked with
 * libFuzzer it is given bytes that nobody thought of; linked with replay.c, the files of corpus/NAME.
 */
#ifndef RUSTGYM_FUZZ_H
#define RUSTGYM_FUZZ_H

#include "rustgym/base/buffer.h"
#include "rustgym/ui/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Sets a locale whose characters are UTF-8. libFuzzer and the replay call it first. */
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Says what didn't hold, and aborts: libFuzzer then keeps the input. */
#define CHECK(holds) ((holds) ? (void)0 : fuzz_failed(__FILE__, __LINE__, #holds))
void fuzz_failed(const char *file, int line, const char *what) __attribute__((noreturn));

/* A copy with a NUL behind it, up to the first NUL: free() it. */
char *fuzz_text(const uint8_t *data, size_t size);

/*
 * A style out of one byte: bit 0 colour, bit 1 unicode, the rest the width (1 to 64). So that a seed
 * can be typed, it is the first byte of the input: '?' is 16 columns of both, '~' 32 of no colour.
 */
struct style fuzz_style(uint8_t byte);

enum fuzz_escapes {
	NO_ESCAPES,
	OUR_COLOURS, /* what style.h and markdown.h use: 0 to 4 and 31 to 36, one at a time */
	ANY_COLOURS, /* a compiler's as well */
};

/* UTF-8, no escape sequence but those, and nothing else that does not pass the gate to a terminal. */
void fuzz_check_printable(const char *text, size_t len, enum fuzz_escapes allowed);

/* No line is wider, but one that is a single word (or, where `exact`, a single character). */
void fuzz_check_width(const char *text, size_t width, bool exact);

/* A folder of this process in memory where there is one, removed at exit; files below it. */
const char *fuzz_folder(void);
void fuzz_write(const char *relative, const void *data, size_t len);
void fuzz_forget(const char *relative);

/* libFuzzer counts what runs in the module with libgit2, so that must stay where it is. */
void fuzz_keep_history_module(void);

/*
 * Writes a course below a folder: 01_a/01_b with the exercises one (one.rs) and pack (a folder).
 */
void fuzz_write_course(const char *below);

/*
 * Returns a hash of everything below a folder (""; all of them): names, permissions, contents and
 * targets of links. `except` ends with NULL: these paths are left out.
 */
uint64_t fuzz_state_of(const char *relative, const char *const *except);

#endif
