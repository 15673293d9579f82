/*
 * Finds out, without a compiler, whether a program has to be compiled and run after its tests were.
 */
#ifndef RUSTGYM_RUST_MAIN_H
#define RUSTGYM_RUST_MAIN_H

#include <stdbool.h>

/*
 * Returns whether `main` is empty, and the program without its tests compiles whenever it does with them:
 * the tests are one module at the end, which nothing before it names, and which implements nothing. If in
 * doubt, returns false.
 */
bool rust_main_is_idle(const char *text);

#endif
