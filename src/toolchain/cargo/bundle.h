/*
 * A bundle: the dependencies of a recipe linked once, as one shared library, so that a program that
 * uses them is linked in a moment.
 *
 * The compiler never sees it: it compiles against the crates as cargo would have it do, and
 * rustgym-relay, called as its linker, puts the library in place of the crates that are in it. Only
 * where that is known to mean the same: on Linux, with no setting that changes how programs are
 * linked, and no crate that brings an allocator, sections that the linker collects, or code that
 * runs before main.
 *
 * A bundle is a folder, made under another name and renamed: it is there as a whole or not at all.
 */
#ifndef RUSTGYM_BUNDLE_H
#define RUSTGYM_BUNDLE_H

#include "recipe.h"

enum bundle_state {
	BUNDLE_ABSENT,  /* it can be made */
	BUNDLE_READY,   /* the program can be linked with it */
	BUNDLE_REFUSED, /* these dependencies are linked one by one */
};

/* *folder: where it is or would be (free() it), when it is not refused out of hand; else NULL. */
enum bundle_state bundle_find(const struct recipe_scope *scope, const struct recipe *recipe,
			      char **folder);

/* The command that makes it: argv and env. False when it can't be begun. */
bool bundle_command(const struct recipe_scope *scope, const struct recipe *recipe,
		    const char *folder, struct strings *argv, struct strings *env);

/* After that command: puts it in its place, or notes that it can't be had. */
void bundle_keep(const char *folder, bool made);

/* After one that was ended before its time. */
void bundle_discard(const char *folder);

/* What a unit's command needs, besides the linker of linker.h, to be linked with it. */
void bundle_use(const char *folder, struct strings *argv, struct strings *env);

#endif
