#include "rustgym/author/changes.h"
#include "rustgym/app/git.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/ui/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- from paths to exercises ---------------------------------------------------------------- */

/* Returns the rest of the path below FOLDER/PHASE/TOPIC, or NULL. */
static const char *below_topic(const char *path, const char *folder, const struct topic *topic)
{
	char *whole = memory_format("%s/%s/%s", folder, topic->phase->dir, topic->dir);
	const char *rest = path_below(path, whole);

	free(whole);
	return rest;
}

/* Returns whether a name begins with the exercise's name, and '/', '.' or nothing follows. */
static bool is_of(const char *rest, const struct exercise *e)
{
	size_t len = strlen(e->name);

	return strncmp(rest, e->name, len) == 0 && strchr("/.", rest[len]);
}

static void mark_topic(const struct course *course, const struct topic *topic, const char *rest,
		       bool *changed)
{
	bool anyones = false;

	for (size_t i = topic->first; i < topic->first + topic->count; i++)
		if (is_of(rest, &course->exercises[i]))
			changed[i] = anyones = true;
	for (size_t i = topic->first; !anyones && i < topic->first + topic->count; i++)
		changed[i] = true; /* all exercises of the topic share it */
}

/* Marks the exercises that share a file of a phase or of the course. */
static void mark_shared(const struct course *course, const char *path, bool *changed)
{
	const char *in_course = path_below(path, "exercises");
	const char *slash = in_course ? strchr(in_course, '/') : NULL;

	for (size_t i = 0; in_course && i < course->count; i++) {
		const char *phase = course->exercises[i].topic->phase->dir;
		if (!slash || (strlen(phase) == (size_t)(slash - in_course) &&
			       strncmp(phase, in_course, strlen(phase)) == 0))
			changed[i] = true;
	}
}

void changes_mark(const struct course *course, const char *path, bool *changed)
{
	for (size_t p = 0; p < course->phase_count; p++)
		for (size_t t = 0; t < course->phases[p].topic_count; t++) {
			const struct topic *topic = &course->phases[p].topics[t];
			const char *rest = below_topic(path, "exercises", topic);
			if (!rest)
				rest = below_topic(path, "hints", topic);
			if (rest) {
				mark_topic(course, topic, rest, changed);
				return;
			}
		}
	mark_shared(course, path, changed);
}

/* ---- git ------------------------------------------------------------------------------------ */

/* Asks git in the course's folder. ERROR_ENVIRONMENT: git failed; the message has its reason. */
static int ask(const struct course *course, const char *const *question, struct git_answer *answer,
	       struct error *err)
{
	struct git_command command;
	int result;

	git_command_init(&command);
	strings_add(&command.argv, "-C");
	strings_add(&command.argv, course->root);
	strings_add_all(&command.argv, question);
	result = git_run(&command, 0, answer, err);
	git_command_clear(&command);
	if (!result && answer->status) {
		struct buffer reason = BUFFER_INIT;

		text_line(answer->said.data, strcspn(answer->said.data, "\n"), &reason);
		result = error_set(err, ERROR_ENVIRONMENT, "git failed: %s", reason.data);
		buffer_clear(&reason);
	}
	return result;
}

/* Marks each path of the list that git prints. */
static int mark_printed(const struct course *course, const char *const *question, bool *changed,
			struct error *err)
{
	struct git_answer answer = GIT_ANSWER_INIT;
	int result = ask(course, question, &answer, err);

	for (size_t at = 0; !result && at < answer.out.len; at += strlen(answer.out.data + at) + 1)
		changes_mark(course, answer.out.data + at, changed);
	git_answer_clear(&answer);
	return result;
}

static int check_repository(const struct course *course, struct error *err)
{
	static const char *const inside[] = {"rev-parse", "--is-inside-work-tree", NULL};
	struct git_answer answer = GIT_ANSWER_INIT;
	struct error cause = ERROR_INIT;
	int result = git_need("--changed asks it; name the exercises instead", err);

	if (!result &&
	    (ask(course, inside, &answer, &cause) || strncmp(answer.out.data, "true", 4) != 0))
		result = error_set(err, ERROR_ENVIRONMENT,
				   "%s is in no git repository, so nobody knows what changed; name "
				   "the exercises, or leave --changed out to prove all",
				   course->root);
	git_answer_clear(&answer);
	return result;
}

/* Returns the hash of the commit. git cannot mistake `ref` for an option. */
static int resolve(const struct course *course, const char *ref, char **commit, struct error *err)
{
	char *wanted = memory_format("%s^{commit}", ref);
	const char *resolving[] = {"rev-parse",        "--verify", "--quiet",
				   "--end-of-options", wanted,     NULL};
	struct git_answer answer = GIT_ANSWER_INIT;
	struct error cause = ERROR_INIT;
	int result = 0;

	if (ask(course, resolving, &answer, &cause))
		result = error_set(err, ERROR_USAGE,
				   "git knows no commit \"%.100s\"; `git log` and `git branch` "
				   "list what there is",
				   ref);
	else
		*commit = memory_copy(answer.out.data, strcspn(answer.out.data, "\r\n"));
	git_answer_clear(&answer);
	free(wanted);
	return result;
}

int changes_find(const struct course *course, const char *ref, bool *changed, struct error *err)
{
	char *commit = NULL;
	int result = check_repository(course, err);

	if (!result)
		result = resolve(course, ref, &commit, err);
	if (!result) {
		const char *differing[] = {
			"diff",         "--no-ext-diff", "--no-textconv", "--name-only", "-z",
			"--no-renames", "--relative",    commit,          "--",          NULL};
		const char *unknown[] = {"ls-files", "-z", "--others", "--exclude-standard", NULL};
		result = mark_printed(course, differing, changed, err);
		if (!result)
			result = mark_printed(course, unknown, changed, err);
	}
	free(commit);
	return result;
}
