/*
 * Shared dependencies: an exercise's dependencies, linked once as one shared library, so that a program
 * that uses them is linked quickly.
 *
 * The compiler never sees the library: it compiles against the crates as cargo would. rustgym-relay,
 * called as its linker, replaces the crates by the library. This is done only where it is known to mean
 * the same: on Linux, with no setting that changes how programs are linked, and with no crate that brings
 * an allocator, sections that the linker collects, or code that runs before main.
 *
 * The library is in a folder of its own, made under another name and renamed: it is complete or absent.
 */
#ifndef RUSTGYM_SHARED_DEPS_H
#define RUSTGYM_SHARED_DEPS_H

#include "commands.h"

enum shared_deps_state {
	SHARED_DEPS_ABSENT,  /* it can be made */
	SHARED_DEPS_READY,   /* the program can be linked with it */
	SHARED_DEPS_REFUSED, /* these dependencies are linked one by one */
};

/* *folder: where it is or would be (free() it), when it is not refused out of hand; else NULL. */
enum shared_deps_state shared_deps_find(const struct cargo_scope *scope,
					const struct cargo_commands *commands, char **folder);

/* The command that makes it: argv and env. False when it can't be begun. */
bool shared_deps_command(const struct cargo_scope *scope, const struct cargo_commands *commands,
			 const char *folder, struct strings *argv, struct strings *env);

/* After that command: puts it in its place, or notes that it can't be had. */
void shared_deps_keep(const char *folder, bool made);

/* After one that was ended before its time. */
void shared_deps_discard(const char *folder);

/* What a command needs, besides the linker of linker.h, to be linked with it. */
void shared_deps_use(const char *folder, struct strings *argv, struct strings *env);

#endif
