#include "remote.h"
#include "rustgym/app/git.h"

#include <string.h>

#define WITHOUT "it is what reaches the other side; install git, or carry a file: `rustgym export`"

/* Into or out of a git directory; nothing of its settings, which are ours, keeps house. */
static void begin_command(struct git_command *command, const char *folder)
{
	static const char *const settings[] = {
		"-c", "fetch.writeCommitGraph=false", "-c", "fetch.unpackLimit=1",
		"-c", "fetch.fsckObjects=true",       "-c", "push.gpgSign=false",
		"-c", "push.followTags=false",        NULL};

	git_command_init(command);
	strings_add_all(&command->argv, settings);
	strings_addf(&command->argv, "--git-dir=%s", folder);
}

/* *rejected: the other side, reached, did not take something. NULL: that is a failure like others. */
static int run_git(const struct git_command *command, const char *address, unsigned patience_s,
		   bool *rejected, struct error *err)
{
	struct git_answer answer = GIT_ANSWER_INIT;
	int result = git_run(command, patience_s, &answer, err);

	if (rejected)
		*rejected = !result && answer.status > 0 &&
			    (strncmp(answer.out.data, "!\t", 2) == 0 ||
			     strstr(answer.out.data, "\n!\t"));
	if (!result && answer.status && !(rejected && *rejected)) {
		git_print_said(&answer);
		result = answer.status == -1
				 ? error_set(err, ERROR_ENVIRONMENT,
					     "nothing moved for %u s, so git was ended. Is %s "
					     "within reach?",
					     patience_s, address)
				 : error_set(err, ERROR_ENVIRONMENT,
					     "git could not reach %s (it says why above)", address);
	}
	git_answer_clear(&answer);
	return result;
}

#define EXERCISES "refs/rustgym/exercise/*:refs/rustgym/exercise/*"
#define SHARED "refs/rustgym/shared/*:refs/rustgym/shared/*"

/*
 * Runs git with these options between the folder and the address. `service` is the other side's program, as
 * for git_command_add_address; `rejected` as for run_git.
 */
static int exchange(const char *address, const char *folder, const char *const *options,
		    const char *service, unsigned patience_s, bool *rejected, struct error *err)
{
	struct git_command command;
	int result = git_need(WITHOUT, err);

	if (!result)
		result = git_address_check(address, err);
	if (!result)
		result = git_folder_reset(folder, err);
	if (result)
		return result;
	begin_command(&command, folder);
	strings_add_all(&command.argv, options);
	git_command_add_address(&command, service, address);
	strings_add(&command.argv, EXERCISES);
	strings_add(&command.argv, SHARED);
	result = run_git(&command, address, patience_s, rejected, err);
	git_command_clear(&command);
	return result;
}

int remote_fetch(const char *address, const char *folder, unsigned patience_s, struct error *err)
{
	static const char *const options[] = {"fetch",
					      "--progress",
					      "--no-tags",
					      "--no-auto-gc",
					      "--no-recurse-submodules",
					      "--no-write-fetch-head",
					      NULL};

	return exchange(address, folder, options, "upload-pack", patience_s, NULL, err);
}

int remote_push(const char *address, const char *folder, unsigned patience_s, bool *outrun,
		struct error *err)
{
	static const char *const options[] = {
		"push", "--progress", "--porcelain", "--no-verify", "--no-recurse-submodules",
		NULL};

	return exchange(address, folder, options, "receive-pack", patience_s, outrun, err);
}
