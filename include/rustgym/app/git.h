/*
 * git, run as ours: every call of git's program goes through here.
 *
 * It uses the learner's keys, proxies and credential helpers, and nothing that a folder or an
 * environment says besides: no variable that points it to another repository, no hook, no file system
 * monitor, no transport that is a command. It asks for passwords on the terminal, and where there is
 * none it asks nobody.
 */
#ifndef RUSTGYM_GIT_H
#define RUSTGYM_GIT_H

#include "rustgym/base/buffer.h"
#include "rustgym/base/error.h"
#include "rustgym/base/strings.h"

#include <stdbool.h>

struct git_command {
	struct strings argv, env;
	bool alone; /* in a session of its own, for there is no terminal to ask on */
};

/* "git" with our settings; the caller adds the rest to argv, clears it, and does so also on errors. */
void git_command_init(struct git_command *command);
void git_command_clear(struct git_command *command);

/* ERROR_ENVIRONMENT when git is not installed; `without` says what to do then. */
int git_need(const char *without, struct error *err);

/*
 * The address of another repository, checked (ERROR_USAGE): never an option, a command or control
 * characters. git_command_add_address also switches off what a folder's own settings would run on our
 * side: its hooks, and its command for alternates. program: "upload-pack" or "receive-pack".
 */
int git_address_check(const char *address, struct error *err);
void git_command_add_address(struct git_command *command, const char *program, const char *address);

/* Gives a git directory of ours the settings that it had when it was made, whatever was put there. */
int git_folder_reset(const char *folder, struct error *err);

struct git_answer {
	int status; /* its exit status; -1: it was ended because nothing moved */
	struct buffer out, said;
};

#define GIT_ANSWER_INIT                                                                            \
	{                                                                                          \
		0, BUFFER_INIT, BUFFER_INIT                                                        \
	}

/*
 * Runs it to its end. patience_s: it is ended when nothing moves for so long; 0: never.
 * Only ERROR_ENVIRONMENT when it can't be started: how it ended is in the answer. Of what it
 * says (standard error) the last part is kept.
 */
int git_run(const struct git_command *command, unsigned patience_s, struct git_answer *answer,
	    struct error *err);
void git_answer_clear(struct git_answer *answer);

/*
 * Returns the first line that git answers to a question about the repository at `root`, for example {"config",
 * "--get", "remote.origin.url", NULL}. Returns NULL if it fails, or git is not installed. The caller frees it.
 */
char *git_ask(const char *root, const char *const *question, unsigned patience_s);

/* On standard error, so that it does nothing to the terminal. */
void git_print_said(const struct git_answer *answer);

#endif
