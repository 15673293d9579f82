/*
 * A command of the program. A file src/cli/cmd_NAME.c exports a constant descriptor of each, and
 * src/cli/commands.c lists them. The help and the checks of options come from the descriptors.
 */
#ifndef RUSTGYM_COMMAND_H
#define RUSTGYM_COMMAND_H

#include "rustgym/app/app.h"
#include "rustgym/base/error.h"

#include <stdbool.h>

struct option {
	const char *name; /* "json": --json. The list ends with a NULL name */
	/*
	 * The name of its value ("N"), or NULL if it takes none. A value "[=REF]" may be left out,
	 * and is never the next word.
	 */
	const char *value;
	const char *help;
};

/* The options that every command has, before it or after it. */
extern const struct option common_options[];

struct arguments {
	/* by the option's index: its value, "" without a value, NULL if it was not given */
	const char *given[16];
	const char *const *operands;
	size_t operand_count;
	const struct option *options;
};

/* The part of the help in which a command is, in the order of the help. */
enum command_group {
	GROUP_MORE, /* the last part */
	GROUP_START,
	GROUP_STUCK,
	GROUP_MOVE,
	GROUP_CODE,
	GROUP_PROGRESS,
	GROUP_SETUP,
	GROUP_AUTHORS, /* on a page of their own: help dev */
	GROUP_COUNT
};

struct command {
	const char *name; /* "hint", "dev check" */
	enum command_group group;
	const char *synopsis;         /* "[NAME]" */
	const char *summary;          /* one line */
	const char *details;          /* more lines for `help NAME`, or NULL */
	const struct option *options; /* NULL for none */
	size_t operands_max;
	bool hidden; /* not in the list of commands */
	bool needs_course;
	bool needs_whole_course; /* every exercise must exist; for authors */
	bool reviews;            /* with --review it is about the copies that are reviewed */
	bool own_course;         /* only in a course of our own form (kind.h) */
	bool runs_code;          /* it runs code of the course, which must be trusted (consent.h) */
	int (*run)(struct app *app, const struct arguments *arguments, struct error *err);
};

/* Says a text on standard error. On a terminal its rows break between words. */
void command_say(const struct app *app, const char *text);

/* Runs a watching session, in which all other commands can be typed. */
int command_watch(struct app *app, bool json, struct error *err);

extern const struct command *const commands[]; /* NULL ends the array */

/*
 * Finds a command by its name. If the name has two words ("dev check"), *words is 2. NULL: there is
 * none.
 */
const struct command *command_find(const char *first, const char *second, int *words);

/* ERROR_USAGE: there is no such command. The message names the one that was probably meant. */
int command_unknown(const char *first, const char *second, struct error *err);

/*
 * ERROR_USAGE: the command has no such option, or, if it is NULL, there is none before the command. The
 * word has `len` bytes. The message names the option that was probably meant.
 */
int command_unknown_option(const struct command *command, const char *word, size_t len,
			   struct error *err);

/* Returns the option's value. "" if it takes no value, NULL if it was not given. */
const char *arguments_get(const struct arguments *arguments, const char *option);

/*
 * Reads the option's value as a whole number into *number, which stays if the option was not given.
 * ERROR_USAGE: the value is not a number from `least` to `most`.
 */
int arguments_number(const struct arguments *arguments, const char *option, unsigned least,
		     unsigned most, unsigned *number, struct error *err);

/* Returns the first operand, or NULL. */
const char *arguments_name(const struct arguments *arguments);

/*
 * Splits argv (up to its NULL) into options and operands. ERROR_USAGE: an option is unknown, or
 * there are too many operands.
 */
int arguments_parse(struct arguments *arguments, const struct command *command, char **argv,
		    struct error *err);

#endif
