#include "standby.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

struct standby_entry {
	struct standby *standby;
	bool listed;                /* not dismissed */
	struct standby_entry *next; /* among the loose: dismissed on their way, and not yet gone */
	struct strings argv, env;
	char *cwd;
	struct job *job;
};

static void free_entry(struct standby_entry *entry)
{
	strings_clear(&entry->argv);
	strings_clear(&entry->env);
	free(entry->cwd);
	free(entry);
}

/* Closes the gap. */
static void leave(struct standby_entry *entry)
{
	struct standby_entry **entries = entry->standby->entries;
	bool found = false;

	for (int i = 0; i < STANDBY_MAX; i++) {
		found = found || entries[i] == entry;
		if (found)
			entries[i] = i + 1 < STANDBY_MAX ? entries[i + 1] : NULL;
	}
	entry->listed = false;
}

static void forget_loose(struct standby_entry *entry)
{
	struct standby_entry **link = &entry->standby->loose;

	while (*link && *link != entry)
		link = &(*link)->next;
	if (*link)
		*link = entry->next;
}

/* It ended by itself, or after it was dismissed. */
static void ended(const struct job_result *result, void *data)
{
	struct standby_entry *entry = data;

	(void)result;
	if (entry->listed) {
		entry->standby->off = true;
		leave(entry);
	}
	forget_loose(entry);
	free_entry(entry);
}

/* What a compiler's command compiles, as the command names it; NULL when it says no such thing. */
static const char *source_of(const struct command *command)
{
	for (size_t i = command->argv.count; i-- > 1;)
		if (command->argv.items[i][0] != '-' &&
		    path_has_suffix(command->argv.items[i], ".rs"))
			return command->argv.items[i];
	return NULL;
}

static bool same_texts(const struct strings *a, const struct strings *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return true;
}

static bool is_for(const struct standby_entry *entry, const struct command *command)
{
	return entry && same_texts(&entry->argv, &command->argv) &&
	       same_texts(&entry->env, &command->env) && !entry->cwd == !command->cwd &&
	       (!entry->cwd || strcmp(entry->cwd, command->cwd) == 0);
}

static void dismiss(struct standby_entry *entry)
{
	leave(entry);
	if (!job_is_held(entry->job)) {
		entry->next = entry->standby->loose;
		entry->standby->loose = entry;
	}
	job_cancel(entry->job);
}

/* Where the next one goes; -1 when one waits with this command already. */
static int place_for(struct standby *standby, const struct command *command)
{
	int place = 0;

	for (; place < STANDBY_MAX && standby->entries[place]; place++)
		if (is_for(standby->entries[place], command))
			return -1;
	if (place == STANDBY_MAX)
		dismiss(standby->entries[0]);
	return place < STANDBY_MAX ? place : STANDBY_MAX - 1;
}

static struct standby_entry *new_entry(struct standby *standby, const struct command *command)
{
	struct standby_entry *entry = memory_new(sizeof(*entry));

	entry->standby = standby;
	strings_add_all(&entry->argv, (const char *const *)command->argv.items);
	for (size_t i = 0; i < command->env.count; i++)
		strings_add(&entry->env, command->env.items[i]);
	entry->cwd = command->cwd ? memory_copy_string(command->cwd) : NULL;
	return entry;
}

void standby_add(struct standby *standby, uv_loop_t *loop, const struct command *command)
{
	struct job_options options = {
		.argv = (const char *const *)command->argv.items,
		.cwd = command->cwd,
		.env = &command->env,
		.hold = source_of(command),
		.done = ended,
	};
	struct standby_entry *entry;
	int place;

	if (standby->off || command->by_cargo || !options.hold ||
	    (place = place_for(standby, command)) < 0)
		return;
	options.data = entry = new_entry(standby, command);
	entry->job = job_start(loop, &options, NULL);
	if (entry->job) {
		standby->entries[place] = entry;
		entry->listed = true;
	} else {
		free_entry(entry);
	}
}

static bool mentions(const struct standby_entry *entry, const char *folder)
{
	for (size_t i = 0; i < entry->argv.count; i++) {
		const char *found = strstr(entry->argv.items[i], folder);
		char after = found ? found[strlen(folder)] : 'x';
		if (after == '/' || after == '\0')
			return true;
	}
	return false;
}

bool standby_may_write_to(const struct standby *standby, const char *folder)
{
	for (int i = 0; i < STANDBY_MAX && standby->entries[i]; i++)
		if (mentions(standby->entries[i], folder) && !job_is_held(standby->entries[i]->job))
			return true;
	for (const struct standby_entry *entry = standby->loose; entry; entry = entry->next)
		if (mentions(entry, folder))
			return true;
	return false;
}

struct job *standby_take(struct standby *standby, const struct command *command,
			 const struct job_options *options)
{
	for (int i = 0; i < STANDBY_MAX; i++) {
		struct standby_entry *entry = standby->entries[i];
		struct job *job;

		if (!is_for(entry, command) || !job_release(entry->job, options))
			continue;
		job = entry->job;
		leave(entry);
		free_entry(entry);
		return job;
	}
	return NULL;
}

void standby_dismiss(struct standby *standby)
{
	while (standby->entries[0])
		dismiss(standby->entries[0]);
}
