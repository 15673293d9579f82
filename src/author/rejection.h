/*
 * What rejects a wrong answer: what it says of itself, and what its verdict found.
 *
 *     // Wrong: why somebody writes it, and what rejects it.
 *     // Rejected by: tests::a_name, E0382
 *
 * stand in its first lines (the first may go on in comments below it); in a folder anywhere in its files, as comments of their languages: each
 * that is changed may say why, and one of them says what rejects the whole. The names are separated by commas: a test's name as the verdict
 * has it, an error's code, a lint, or one of the words
 *
 *     message    a build error without a code
 *     output     the program prints something else
 *     panic      the program, or a test program as a whole, ends badly
 *     deadline   its time was up
 *
 * and, where nothing of all that can be named, the step that failed (fmt, say).
 */
#ifndef RUSTGYM_REJECTION_H
#define RUSTGYM_REJECTION_H

#include "rustgym/base/strings.h"
#include "rustgym/course/problem.h"
#include "rustgym/toolchain/verdict.h"

/* Appends, each once, the names of all that fails in a verdict. */
void rejection_names(const struct verdict *verdict, struct strings *names);

/* Of them only error codes and lints. */
void rejection_codes(const struct verdict *verdict, struct strings *codes);

/*
 * Holds what the answer at the absolute path says of itself against its verdict. root: what the files
 * of the problems are relative to.
 */
void rejection_check(const char *root, const char *answer, const struct verdict *verdict,
		     struct problems *problems);

#endif
