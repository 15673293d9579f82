/*
 * Remembers how cargo calls rustc for one exercise. rustc can then be called without cargo when
 * only sources have changed.
 *
 * cargo is called once to learn the commands (capture.h). cargo_commands_load returns them while
 * everything that they depend on is unchanged: manifests, lock files, settings, toolchain,
 * environment, compiled dependencies, and the sources of path dependencies. Some packages are
 * always compiled by cargo: packages that have a build script, tests that run the package's
 * programs, or crate types other than program and library, and packages with another wrapper of
 * rustc.
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
	struct strings argv; /* argv[0] is rustc */
	struct strings env;  /* the variables that cargo set, besides our environment */
};

struct cargo_commands {
	/* each one after those that it needs; count 0: none are known */
	struct cargo_command *items;
	size_t count;
	struct strings sources; /* folders of path dependencies */
};

/* Says which commands are meant. All members are borrowed. */
struct cargo_scope {
	const struct toolchain *toolchain;
	const char *cache;  /* the commands are in cache/commands/ */
	const char *folder; /* the package's folder, absolute */
	const char *name;   /* the exercise's name */
	bool whole;   /* all targets of the package, not only the one with the exercise's name */
	bool program; /* the target is a program, not a test */
	bool test;    /* `cargo test`, not `cargo build` */
};

/* Returns false if no commands are known, or if something that they depend on has changed. */
bool cargo_commands_load(const struct cargo_scope *scope, struct cargo_commands *commands);

/* Forgets the commands, because they may have caused a failure. */
void cargo_commands_drop(const struct cargo_scope *scope);

/*
 * `inputs` is the package_fingerprint from before cargo ran. An error is ignored: cargo is then
 * called again next time.
 */
void cargo_commands_remember(const struct cargo_scope *scope, uint64_t inputs,
			     const struct cargo_commands *commands);

void cargo_commands_clear(struct cargo_commands *commands);

struct cargo_command *cargo_commands_add(struct cargo_commands *commands);

/* Returns whether cargo would do nothing more than call the compiler with this command. */
bool cargo_command_is_understood(const struct cargo_command *command);

/* Returns whether all compiled dependencies that the commands name exist. */
bool cargo_commands_have_dependencies(const struct cargo_commands *commands);

/*
 * Return the argument after `option` ("--out-dir"), or the value of the -C setting `name`
 * ("metadata="). NULL: it is not there.
 */
const char *cargo_command_option(const struct cargo_command *command, const char *option);
const char *cargo_command_codegen(const struct cargo_command *command, const char *name);
bool cargo_command_has(const struct cargo_command *command, const char *flag);

/*
 * Returns whether one of these commands makes the file at `path`. If none does, it is an outside
 * dependency.
 */
bool cargo_commands_make(const struct cargo_commands *commands, const char *path);

#endif
