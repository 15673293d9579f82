/*
 * A recipe: how cargo compiles one exercise, written down so that the compiler can be called without
 * cargo when only sources have changed.
 *
 * cargo is asked once, with rustgym-relay in front of rustc (recipe_record), which notes each
 * command; recipe_keep makes a recipe of them and remembers it. recipe_load gives it back as long as
 * everything that cargo's commands depend on is as it was: manifests, lock files, settings,
 * toolchain, environment, the compiled dependencies, the sources of dependencies by path. Whatever
 * is not understood has no recipe: an own build script, programs that tests call by name, crate
 * types other than programs and libraries, other wrappers of rustc.
 */
#ifndef RUSTGYM_RECIPE_H
#define RUSTGYM_RECIPE_H

#include "rustgym/strings.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct toolchain;

/* One call of rustc. */
struct recipe_unit {
	char *cwd;
	struct strings argv; /* [0] is rustc */
	struct strings env;  /* what cargo set, over our environment */
};

struct recipe {
	struct recipe_unit *units; /* in the order that they need each other; 0: no recipe */
	size_t count;
	struct strings sources; /* folders of dependencies by path */
};

/* Which recipe. Everything is borrowed. */
struct recipe_scope {
	const struct toolchain *toolchain;
	const char *cache;  /* remembered in cache/recipes/ */
	const char *folder; /* of the package: absolute */
	const char *name;   /* of the exercise */
	bool test;          /* cargo test, not cargo build */
};

/* A recording under way: from before cargo starts until recipe_keep. */
struct recipe_recording {
	char *folder;    /* where the relay writes; NULL: nothing is recorded */
	uint64_t inputs; /* the fingerprint before cargo ran */
	struct timespec since;
};

/* False when there is none that holds. */
bool recipe_load(const struct recipe_scope *scope, struct recipe *recipe);

/* Forgets it: it led to a failure that may be its own. */
void recipe_drop(const struct recipe_scope *scope);

/*
 * Begins to record into `folder`/record. Adds to env what cargo must be started with. Nothing is recorded
 * (and nothing added) when the relay is not installed or rustc is wrapped by somebody else.
 */
void recipe_record(const struct recipe_scope *scope, const char *folder, struct strings *env,
		   struct recipe_recording *recording);

/*
 * Ends the recording; messages is what cargo said (--message-format=json). True when there is a
 * recipe now; it is remembered.
 */
bool recipe_keep(const struct recipe_scope *scope, struct recipe_recording *recording,
		 const char *messages, struct recipe *recipe);
void recipe_recording_clear(struct recipe_recording *recording);

void recipe_clear(struct recipe *recipe);

/* What follows `option` in the unit's command ("--out-dir", or "-C", "metadata="), or NULL. */
const char *recipe_unit_option(const struct recipe_unit *unit, const char *option);
const char *recipe_unit_codegen(const struct recipe_unit *unit, const char *name);
bool recipe_unit_has(const struct recipe_unit *unit, const char *flag);

/* Whether path is what one of the recipe's own units makes, so no dependency from outside. */
bool recipe_makes(const struct recipe *recipe, const char *path);

#endif
