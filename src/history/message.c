#include "rustgym/history/message.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEN_MAX = 4000,     /* bytes of a message */
	FAILING_MAX = 3000, /* bytes of the names in a message */
};

#define FAILING "\nfailing "
#define LINES "\nlines +"
#define ON_KEPT "\non what was kept\n"
#define SEQUENCE "\nsequence "

enum message_kind message_kind(const char *message)
{
	size_t title = strcspn(message, "\n");

	if (strcmp(message, MESSAGE_PRISTINE) == 0)
		return MESSAGE_IS_PRISTINE;
	if (title == strlen(MESSAGE_SAVED) && strncmp(message, MESSAGE_SAVED, title) == 0)
		return MESSAGE_IS_SAVED;
	return strncmp(message, "before ", 7) == 0 ? MESSAGE_IS_COMMAND : MESSAGE_IS_VERDICT;
}

bool message_is_kept(const char *message)
{
	enum message_kind kind = message_kind(message);

	return kind == MESSAGE_IS_SAVED || kind == MESSAGE_IS_COMMAND;
}

static bool is_printable(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] < 0x20 || text[i] > 0x7e)
			return false;
	return true;
}

/* ---- writing ----------------------------------------------------------------------------------- */

char *message_verdict(const char *outcome, uint64_t ms, const char *failing)
{
	struct buffer text = BUFFER_INIT;
	bool any = false;

	buffer_addf(&text, "%s, %" PRIu64 " ms", outcome, ms);
	for (const char *name = failing; name && *name;) {
		size_t len = strcspn(name, " ");

		if (len && is_printable(name, len) && text.len + len < FAILING_MAX) {
			buffer_add_string(&text, any ? " " : "\n" FAILING);
			buffer_add(&text, name, len);
			any = true;
		}
		name += len + (name[len] == ' ');
	}
	return buffer_detach(&text);
}

char *message_before(const char *action)
{
	return memory_format("before %s", action);
}

char *message_action(const char *action, uint64_t sequence)
{
	return memory_format("%s\n" SEQUENCE "%" PRIu64 "\n", action, sequence);
}

/* An empty line separates the title from the first detail. */
static const char *next_detail(const char *message)
{
	return strchr(message, '\n') ? "" : "\n";
}

char *message_with_lines(const char *message, size_t added, size_t removed)
{
	return memory_format("%s%s" LINES "%zu -%zu\n", message, next_detail(message), added,
			     removed);
}

char *message_on_kept(const char *message, const char *kept)
{
	size_t added = 0, removed = 0;
	char *text, *whole;

	message_lines(kept, &added, &removed);
	text = message_with_lines(message, added, removed);
	whole = memory_format("%s%s", text, &ON_KEPT[1]);
	free(text);
	return whole;
}

/* ---- reading ----------------------------------------------------------------------------------- */

char *message_title(const char *message)
{
	return memory_copy(message, strcspn(message, "\n"));
}

char *message_failing(const char *message)
{
	const char *line = strstr(message, FAILING);

	line = line ? line + strlen(FAILING) : NULL;
	return line ? memory_copy(line, strcspn(line, "\n")) : NULL;
}

bool message_lines(const char *message, size_t *added, size_t *removed)
{
	const char *line = strstr(message, LINES);

	return line && sscanf(line, LINES "%zu -%zu", added, removed) == 2;
}

bool message_is_on_kept(const char *message)
{
	return strstr(message, ON_KEPT) != NULL;
}

uint64_t message_sequence(const char *message)
{
	const char *line = strstr(message, SEQUENCE);
	uint64_t sequence = 0;

	if (line)
		sscanf(line, SEQUENCE "%" SCNu64, &sequence);
	return sequence;
}

bool message_is_sound(const char *message)
{
	size_t title = strcspn(message, "\n"), added, removed;

	if (!title || strlen(message) > LEN_MAX)
		return false;
	for (const char *c = message; *c; c++)
		if (*c != '\n' && !is_printable(c, 1))
			return false;
	return message_kind(message) == MESSAGE_IS_PRISTINE ||
	       message_lines(message, &added, &removed);
}

bool message_has_outcome(const char *message, const char *outcome)
{
	size_t len = strlen(outcome);

	return strncmp(message, outcome, len) == 0 && message[len] == ',';
}
