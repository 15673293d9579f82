#include "difftool.h"
#include "rustgym/app/git.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/program.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The learner's tool: that of a repository around us could be anybody's. */
static int check_tool(struct error *err)
{
	static const char *const ask[] = {"-C", "/", "config", "--get", "diff.tool", NULL};
	struct git_answer answer = GIT_ANSWER_INIT;
	struct git_command command;
	int result = git_need("--tool runs `git difftool`", err);

	git_command_init(&command);
	strings_add_all(&command.argv, ask);
	if (!result)
		result = git_run(&command, 0, &answer, err);
	if (!result && answer.status)
		result = error_set(err, ERROR_ENVIRONMENT,
				   "git has no diff.tool; `git config --global diff.tool NAME` "
				   "chooses one, `git difftool --tool-help` lists them");
	git_command_clear(&command);
	git_answer_clear(&answer);
	return result;
}

static int write_one(const char *folder, const struct file_set_item *file, struct error *err)
{
	char *path = path_join(folder, file->path), *parent = path_parent(path);
	int result = path_is_contained(file->path) ? file_make_folder(parent, err) : 0;

	if (!result && path_is_contained(file->path))
		result = file_write_cache(path, file->bytes, file->len, err);
	free(parent);
	free(path);
	return result;
}

static int write_side(const char *folder, const struct file_set *files, struct error *err)
{
	int result = file_make_folder(folder, err);

	for (size_t i = 0; !result && i < files->count; i++)
		result = write_one(folder, &files->items[i], err);
	return result;
}

/* The tool's exit status has no meaning. */
static int run_tool(const char *old, const char *new, struct error *err)
{
	struct git_command command;
	struct program_options options;
	int status, result;

	git_command_init(&command);
	strings_add_all(&command.argv, (const char *const[]){"-C", "/", "difftool", "--no-prompt",
							     "--no-index", "--", old, new, NULL});
	options = (struct program_options)PROGRAM_OPTIONS((const char *const *)command.argv.items);
	options.env = &command.env;
	result = program_run(&options, NULL, &status, err);
	git_command_clear(&command);
	return result;
}

/* Returns the name of the only file if both versions have just this file, else NULL. */
static const char *only_file(const struct file_set *old, const struct file_set *new)
{
	bool alone = old->count == 1 && new->count == 1 &&
		     strcmp(old->items[0].path, new->items[0].path) == 0;

	return alone ? old->items[0].path : NULL;
}

static int run_on_both(const struct diff *diff, const char *folder, struct error *err)
{
	char *old_folder = path_join(folder, diff->old_name);
	char *new_folder = path_join(folder, diff->new_name);
	const char *file = only_file(diff->old, diff->new);
	char *old = path_join(old_folder, file ? file : "");
	char *new = path_join(new_folder, file ? file : "");
	int result = write_side(old_folder, diff->old, err);

	if (!result)
		result = write_side(new_folder, diff->new, err);
	if (!result)
		result = run_tool(old, new, err);
	free(old_folder);
	free(new_folder);
	free(old);
	free(new);
	return result;
}

int difftool_run(const struct diff *diff, struct error *err)
{
	const char *place = getenv("TMPDIR");
	char *folder = memory_format("%s/rustgym-diff-XXXXXX",
				     place && *place == '/' ? place : "/tmp");
	int result = check_tool(err);

	if (!result && !mkdtemp(folder))
		result = error_errno(err, errno, "the folder %s can't be made", folder);
	else if (!result) {
		result = run_on_both(diff, folder, err);
		file_remove(folder, NULL);
	}
	free(folder);
	return result;
}
