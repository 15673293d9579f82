/* Shared by the parts of rustgym-relay. */
#ifndef RUSTGYM_RELAY_H
#define RUSTGYM_RELAY_H

#include <stdbool.h>

bool relay_ends_with(const char *text, const char *end);

/* Returns the argument after -o in a linker's command, or "". */
const char *relay_output_of(char **argv);

/* Becomes another program. It returns only after an error, with an exit status. */
int relay_become(char **argv);

/*
 * Runs a program and waits for it. Returns false if it cannot be run, or fails. With `quietly`, its
 * output is dropped.
 */
bool relay_run(char **argv, bool quietly);

/* ---- relay_linker.c ------------------------------------------------------------------------- */

/*
 * Links quietly as the command says: with the linker itself if possible, else with the C compiler.
 */
bool relay_link(char **argv);

/* Links with the linker itself. Returns false if that is impossible. */
bool relay_link_directly(char **argv);

/*
 * Writes the arguments to `file`. The C compiler calls this as its linker, for relay_link_directly.
 */
int relay_learn(const char *file, char **argv);

/* ---- relay_shared_deps.c ------------------------------------------------------------------------- */

/*
 * Links the dependencies as one library. Writes the crates in it to `file` if the library can
 * replace them.
 */
int relay_link_library(const char *file, char **argv);

/* Links a program with the library in `folder`. It may become another program and not return. */
int relay_link_with_shared_deps(const char *folder, char **argv);

#endif
