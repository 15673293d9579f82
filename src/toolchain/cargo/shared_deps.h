/*
 * Links an exercise's dependencies once, as one shared library. A program that uses them is then
 * linked quickly.
 *
 * The compiler does not see the library: it compiles against the crates, as cargo would.
 * rustgym-relay is called as the linker and replaces the crates by the library. This is done only
 * if it is known to be equivalent: on Linux, without a setting that changes how programs are
 * linked, and without a crate that has an allocator, sections that the linker collects, or code
 * that runs before main.
 *
 * The library is in a folder of its own. The folder is made under another name and then renamed, so
 * it is complete or missing.
 */
#ifndef RUSTGYM_SHARED_DEPS_H
#define RUSTGYM_SHARED_DEPS_H

#include "commands.h"

enum shared_deps_state {
	SHARED_DEPS_ABSENT,  /* it can be made */
	SHARED_DEPS_READY,   /* programs can be linked with it */
	SHARED_DEPS_REFUSED, /* these dependencies are linked one by one */
};

/*
 * Looks for the library. *folder is its present or future folder, which the caller frees. It is
 * NULL if the commands alone rule the library out.
 */
enum shared_deps_state shared_deps_find(const struct cargo_scope *scope,
					const struct cargo_commands *commands, char **folder);

/*
 * Writes the command that makes the library to argv and env. Returns false if the preparations
 * fail.
 */
bool shared_deps_command(const struct cargo_scope *scope, const struct cargo_commands *commands,
			 const char *folder, struct strings *argv, struct strings *env);

/*
 * Call it after that command. It moves the library to its folder, or records that it cannot be
 * made.
 */
void shared_deps_keep(const char *folder, bool made);

/* Call it if that command was ended early. */
void shared_deps_discard(const char *folder);

/* Adds the arguments and variables that link a program with the library. Call linker_use, too. */
void shared_deps_use(const char *folder, struct strings *argv, struct strings *env);

#endif
