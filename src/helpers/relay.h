/* What the parts of rustgym-relay share. */
#ifndef RUSTGYM_RELAY_H
#define RUSTGYM_RELAY_H

#include <stdbool.h>

bool relay_ends_with(const char *text, const char *end);

/* What a linker's command says after -o, or "". */
const char *relay_output_of(char **argv);

/* Becomes that program; what comes back is the exit status that says that it could not. */
int relay_become(char **argv);

/* Runs it and waits. False when it can't be run, or fails; quietly, it may say nothing about that. */
bool relay_run(char **argv, bool quietly);

/* ---- relay_linker.c ------------------------------------------------------------------------- */

/* Links as the command says, quietly: with the linker itself where that can be, else the driver. */
bool relay_link(char **argv);

/* The same, but false where it can't be the linker itself. */
bool relay_link_directly(char **argv);

/* As the linker that relay_link_directly asked the driver to call: writes down with what it was. */
int relay_learn(const char *file, char **argv);

/* ---- relay_shared_deps.c ------------------------------------------------------------------------- */

/* Links the dependencies as one library; the file lists them when it can stand in for them. */
int relay_link_library(const char *file, char **argv);

/* Links a program with the library in the folder. Does not always return. */
int relay_link_with_shared_deps(const char *folder, char **argv);

#endif
