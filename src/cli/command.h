/*
 * A command of the program: one file (src/cli/cmd_NAME.c) exports one const descriptor, and
 * src/cli/commands.c lists them. Help and the checking of options come from here.
 */
#ifndef RUSTGYM_COMMAND_H
#define RUSTGYM_COMMAND_H

#include "rustgym/app/app.h"
#include "rustgym/base/error.h"

#include <stdbool.h>

struct option {
	const char *name; /* "json": --json. The list ends with a NULL name */
	/*
	 * What its value is called ("N"), or NULL when it takes none. "[=REF]": it may be left out, and
	 * is never the word after the option.
	 */
	const char *value;
	const char *help;
};

struct arguments {
	const char *given[16]; /* by the option's index: NULL, or its value ("" without one) */
	const char *const *operands;
	size_t operand_count;
	const struct option *options;
};

struct command {
	const char *name;             /* "hint", "dev check" */
	const char *synopsis;         /* "[NAME]" */
	const char *summary;          /* one line */
	const char *details;          /* more lines for `help NAME`, or NULL */
	const struct option *options; /* NULL for none */
	size_t operands_max;
	bool hidden; /* from the list of commands */
	bool needs_course;
	bool needs_whole_course; /* with every exercise in its place: an author's */
	int (*run)(struct app *app, const struct arguments *arguments, struct error *err);
};

extern const struct command *const commands[]; /* ends with NULL */

/* By name; for one of two words ("dev check") *words is 2. NULL when there is none. */
const struct command *command_find(const char *first, const char *second, int *words);

/* The option's value, "" when it takes none, NULL when it wasn't given. */
const char *arguments_get(const struct arguments *arguments, const char *option);

/* The option's value as a whole number; left as it is when it wasn't given. ERROR_USAGE. */
int arguments_number(const struct arguments *arguments, const char *option, unsigned least,
		     unsigned most, unsigned *number, struct error *err);

/* The first operand, or NULL. */
const char *arguments_name(const struct arguments *arguments);

/* Sorts argv (up to its NULL) into options and operands. ERROR_USAGE. */
int arguments_parse(struct arguments *arguments, const struct command *command, char **argv,
		    struct error *err);

#endif
