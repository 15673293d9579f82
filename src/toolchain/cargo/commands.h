/*
 * Cargo's commands: how cargo calls rustc for one exercise, remembered, so that rustc can be called without
 * cargo when only sources have changed.
 *
 * cargo is asked once (capture.h). cargo_commands_load returns its commands as long as everything that
 * they depend on is unchanged: manifests, lock files, settings, toolchain, environment, the compiled
 * dependencies, the sources of path dependencies. Some packages are always compiled by cargo: those with
 * a build script, with tests that run the package's programs, with other crate types than programs and
 * libraries, and with another wrapper of rustc.
 */
#ifndef RUSTGYM_CARGO_COMMANDS_H
#define RUSTGYM_CARGO_COMMANDS_H

#include "rustgym/base/strings.h"

#include <stdbool.h>
#include <stdint.h>

struct toolchain;

/* One call of rustc. */
struct cargo_command {
	char *cwd;
	struct strings argv; /* [0] is rustc */
	struct strings env;  /* what cargo set, over our environment */
};

struct cargo_commands {
	struct cargo_command *items; /* in the order that they need each other; 0: none are known */
	size_t count;
	struct strings sources; /* folders of dependencies by path */
};

/* Which commands. Everything is borrowed. */
struct cargo_scope {
	const struct toolchain *toolchain;
	const char *cache;  /* remembered in cache/commands/ */
	const char *folder; /* of the package: absolute */
	const char *name;   /* of the exercise */
	bool whole;         /* all of the package's targets, not the one of the exercise's name */
	bool program;       /* that one is looked for among the programs, not the tests */
	bool test;          /* cargo test, not cargo build */
};

/* Returns false when none are known, or when something that they depend on has changed. */
bool cargo_commands_load(const struct cargo_scope *scope, struct cargo_commands *commands);

/* Forgets them: they led to a failure that may be their fault. */
void cargo_commands_drop(const struct cargo_scope *scope);

/* inputs: package_fingerprint before cargo ran. Where this fails, cargo is asked again next time. */
void cargo_commands_remember(const struct cargo_scope *scope, uint64_t inputs,
			     const struct cargo_commands *commands);

void cargo_commands_clear(struct cargo_commands *commands);

struct cargo_command *cargo_commands_add(struct cargo_commands *commands);

/* Whether calling that compiler again is all that cargo would do. */
bool cargo_command_is_understood(const struct cargo_command *command);

/* Whether all compiled dependencies exist that the commands name. */
bool cargo_commands_have_dependencies(const struct cargo_commands *commands);

/* What follows `option` in the command ("--out-dir", or "-C", "metadata="), or NULL. */
const char *cargo_command_option(const struct cargo_command *command, const char *option);
const char *cargo_command_codegen(const struct cargo_command *command, const char *name);
bool cargo_command_has(const struct cargo_command *command, const char *flag);

/* Whether one of these commands makes the file at path; it is no dependency from outside then. */
bool cargo_commands_make(const struct cargo_commands *commands, const char *path);

#endif
