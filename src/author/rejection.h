/*
 * Compares what an answer says about its rejection with its verdict. A wrong answer begins with two
 * comments:
 *
 *     // Wrong: why somebody writes it, and what rejects it.
 *     // Rejected by: tests::a_name, E0382
 *
 * The first one may continue in the comments below it. In a folder the comments can be anywhere, in
 * the style of each file's language. Each changed file may have a "Wrong:"; one of them has the
 * "Rejected by:" for the whole answer. Names are separated by commas. A name is a test's name as in
 * the verdict, an error code, a lint, or one of these words:
 *
 *     message    a build error without a code
 *     output     the program prints something else
 *     panic      the program, or the whole test program, ends badly
 *     deadline   the program was ended at its deadline
 *
 * If none of these fits, the name is that of the failed step, for example fmt.
 */
#ifndef RUSTGYM_REJECTION_H
#define RUSTGYM_REJECTION_H

#include "rustgym/base/strings.h"
#include "rustgym/course/problem.h"
#include "rustgym/toolchain/verdict.h"

/* Appends the names of all that fails in a verdict, each once. */
void rejection_names(const struct verdict *verdict, struct strings *names);

/* Appends only the error codes and lints of these. */
void rejection_codes(const struct verdict *verdict, struct strings *codes);

/*
 * Reports differences between the answer's comments and its verdict. `answer` is its absolute path.
 * The files in problems are relative to `root`.
 */
void rejection_check(const char *root, const char *answer, const struct verdict *verdict,
		     struct problems *problems);

#endif
