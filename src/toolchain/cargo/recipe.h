/*
 * A recipe: how cargo compiles one exercise, written down so that the compiler can be called without
 * cargo when only sources have changed.
 *
 * cargo is asked once (recording.h). recipe_load gives the recipe back as long as everything that cargo's commands depend on is as it was: manifests, lock files, settings,
 * toolchain, environment, the compiled dependencies, the sources of dependencies by path. Whatever
 * is not understood has no recipe: an own build script, programs that tests call by name, crate
 * types other than programs and libraries, other wrappers of rustc.
 */
#ifndef RUSTGYM_RECIPE_H
#define RUSTGYM_RECIPE_H

#include "rustgym/base/strings.h"

#include <stdbool.h>
#include <stdint.h>

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
	bool whole;         /* all of the package's targets, not the one of the exercise's name */
	bool program;       /* that one is looked for among the programs, not the tests */
	bool test;          /* cargo test, not cargo build */
};

/* False when there is none that holds. */
bool recipe_load(const struct recipe_scope *scope, struct recipe *recipe);

/* Forgets it: it led to a failure that may be its own. */
void recipe_drop(const struct recipe_scope *scope);

/* inputs: package_fingerprint as it was before cargo was asked. Not remembered: asked again. */
void recipe_remember(const struct recipe_scope *scope, uint64_t inputs,
		     const struct recipe *recipe);

void recipe_clear(struct recipe *recipe);

struct recipe_unit *recipe_add_unit(struct recipe *recipe);

/* Whether calling that compiler again is all that cargo would do. */
bool recipe_unit_is_understood(const struct recipe_unit *unit);

/* Whether all compiled dependencies exist that the commands name. */
bool recipe_dependencies_are_there(const struct recipe *recipe);

/* What follows `option` in the unit's command ("--out-dir", or "-C", "metadata="), or NULL. */
const char *recipe_unit_option(const struct recipe_unit *unit, const char *option);
const char *recipe_unit_codegen(const struct recipe_unit *unit, const char *name);
bool recipe_unit_has(const struct recipe_unit *unit, const char *flag);

/* Whether path is what one of the recipe's own units makes, so no dependency from outside. */
bool recipe_makes(const struct recipe *recipe, const char *path);

#endif
