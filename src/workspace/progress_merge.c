#include "rustgym/workspace/progress_merge.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	COUNT_MAX = 1000 * 1000 * 1000, /* json_get_count has the same limit */
	MACHINES_MAX = 64,              /* of one exercise; nobody works in more workspaces */
};

/* ---- the workspace's name -------------------------------------------------------------------- */

static int make_name(char machine[PROGRESS_MACHINE + 1], struct error *err)
{
	unsigned char bytes[PROGRESS_MACHINE / 2];
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, bytes, sizeof(bytes));

	if (fd >= 0)
		close(fd);
	if (got != sizeof(bytes))
		return error_set(err, ERROR_IO, "/dev/urandom gives no random bytes");
	for (size_t i = 0; i < sizeof(bytes); i++)
		snprintf(machine + 2 * i, 3, "%02x", bytes[i]);
	return 0;
}

static bool is_name(const struct buffer *text)
{
	return text->len == PROGRESS_MACHINE + 1 && text->data[PROGRESS_MACHINE] == '\n' &&
	       strspn(text->data, "0123456789abcdef") == PROGRESS_MACHINE;
}

/* A damaged name is replaced by a new one. The old attempts stay under the old name. */
int progress_machine(const struct workspace *workspace, char machine[PROGRESS_MACHINE + 1],
		     struct error *err)
{
	char *path = workspace_state(workspace, "machine");
	struct buffer text = BUFFER_INIT;
	int result = 0;

	if (file_read(path, FILE_COURSE_MAX, &text, NULL) || !is_name(&text)) {
		buffer_reset(&text);
		result = make_name(machine, err);
		if (!result) {
			buffer_addf(&text, "%s\n", machine);
			result = file_write(path, text.data, text.len, err);
		}
	}
	if (!result)
		snprintf(machine, PROGRESS_MACHINE + 1, "%.16s", text.data);
	buffer_clear(&text);
	free(path);
	return result;
}

/* ---- attempts ---------------------------------------------------------------------------------- */

/* Finds or makes the count of a workspace. */
static struct progress_attempts *attempts_of(struct progress_entry *entry, const char *machine)
{
	size_t at = 0;
	int order = 1;

	while (at < entry->machine_count &&
	       (order = strcmp(entry->by_machine[at].machine, machine)) < 0)
		at++;
	if (at < entry->machine_count && order == 0)
		return &entry->by_machine[at];
	entry->by_machine = memory_grow(entry->by_machine, entry->machine_count,
					sizeof(*entry->by_machine));
	memmove(&entry->by_machine[at + 1], &entry->by_machine[at],
		(entry->machine_count - at) * sizeof(*entry->by_machine));
	entry->by_machine[at] = (struct progress_attempts){.attempts = 0};
	snprintf(entry->by_machine[at].machine, sizeof(entry->by_machine[at].machine), "%s",
		 machine);
	entry->machine_count++;
	return &entry->by_machine[at];
}

/* The one that counted least goes: whatever comes first, the same ones stay. */
static void drop_least(struct progress_entry *entry)
{
	size_t least = 0;

	if (entry->machine_count <= MACHINES_MAX)
		return;
	for (size_t i = 1; i < entry->machine_count; i++)
		if (entry->by_machine[i].attempts <= entry->by_machine[least].attempts)
			least = i;
	entry->machine_count--;
	memmove(&entry->by_machine[least], &entry->by_machine[least + 1],
		(entry->machine_count - least) * sizeof(*entry->by_machine));
}

void progress_claim_attempts(struct progress_entry *entry, const char *machine, int attempts)
{
	struct progress_attempts *own;

	if (attempts <= 0)
		return;
	own = attempts_of(entry, machine);
	if (own->attempts < attempts)
		own->attempts = attempts;
	drop_least(entry);
}

static int total(const struct progress_entry *entry)
{
	long long sum = 0;

	for (size_t i = 0; i < entry->machine_count; i++)
		sum += entry->by_machine[i].attempts;
	return sum > COUNT_MAX ? COUNT_MAX : (int)sum;
}

void progress_claim(struct progress *progress, const char *machine)
{
	for (size_t i = 0; i < progress->count; i++) {
		struct progress_entry *entry = &progress->entries[i];
		int unclaimed = entry->attempts - total(entry);

		if (unclaimed > 0)
			attempts_of(entry, machine)->attempts += unclaimed;
		else
			entry->attempts = total(entry);
		drop_least(entry);
	}
}

/* ---- merging ----------------------------------------------------------------------------------- */

void progress_merge_entry(struct progress_entry *into, const struct progress_entry *from)
{
	if (from->passed_at && (!into->passed_at || from->passed_at < into->passed_at))
		into->passed_at = from->passed_at;
	if (from->hints > into->hints)
		into->hints = from->hints;
	if (from->reviewed_at > into->reviewed_at ||
	    (from->reviewed_at == into->reviewed_at && from->reviews < into->reviews)) {
		into->reviewed_at = from->reviewed_at;
		into->reviews = from->reviews;
	}
	for (size_t i = 0; i < from->machine_count; i++)
		progress_claim_attempts(into, from->by_machine[i].machine,
					from->by_machine[i].attempts);
	into->attempts = total(into);
}

/*
 * If both were chosen in the same second, either result is right, but it must be the same in every
 * workspace.
 */
void progress_merge_current(struct progress *into, const struct progress *from)
{
	const char *mine = into->current ? into->current : "";
	const char *theirs = from->current ? from->current : "";

	if (from->current_at > into->current_at ||
	    (from->current_at == into->current_at && strcmp(theirs, mine) > 0))
		progress_set_text(&into->current, from->current);
	if (from->current_at > into->current_at)
		into->current_at = from->current_at;
}

void progress_merge(struct progress *into, const struct progress *from)
{
	for (size_t i = 0; i < from->count; i++)
		progress_merge_entry(progress_entry(into, from->entries[i].name),
				     &from->entries[i]);
	progress_merge_current(into, from);
}
