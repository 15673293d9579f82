#include "rustgym/history/message.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEN_MAX = 4000,   /* bytes of a message */
	NAMES_MAX = 1500, /* bytes of the errors in a message, and of its tests */
};

#define ERRORS "\nerrors "
#define TESTS "\ntests "
#define FAILING "\nfailing " /* errors and tests, as earlier versions wrote them */
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

/* An empty line separates the title from the first detail. */
static const char *next_detail(const char *message)
{
	return strchr(message, '\n') ? "" : "\n";
}

static void add_names(struct buffer *text, const char *detail, const char *names_or_null)
{
	size_t start = text->len;

	for (const char *name = names_or_null; name && *name;) {
		size_t len = strcspn(name, " ");

		if (len && is_printable(name, len) && text->len - start + len < NAMES_MAX) {
			if (text->len == start)
				buffer_addf(text, "%s%s", next_detail(text->data), detail);
			else
				buffer_add_char(text, ' ');
			buffer_add(text, name, len);
		}
		name += len + (name[len] == ' ');
	}
}

char *message_verdict(const char *outcome, uint64_t ms, const char *errors, const char *tests)
{
	struct buffer text = BUFFER_INIT;

	buffer_addf(&text, "%s, %" PRIu64 " ms", outcome, ms);
	add_names(&text, ERRORS, errors);
	add_names(&text, TESTS, tests);
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

/* Returns the rest of a detail's line. The caller frees it. NULL: there is no such detail. */
static char *detail(const char *message, const char *name)
{
	const char *line = strstr(message, name);

	line = line ? line + strlen(name) : NULL;
	return line ? memory_copy(line, strcspn(line, "\n")) : NULL;
}

static bool is_error(const char *name, size_t len)
{
	static const char *const tools[] = {"clippy::", "rustdoc::"};

	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++)
		if (strncmp(name, tools[i], strlen(tools[i])) == 0)
			return true;
	return len == 5 && name[0] == 'E' && strspn(name + 1, "0123456789") >= 4;
}

/* Returns the errors, or the other names, of a line in which both are. */
static char *of_both(const char *message, bool errors)
{
	char *both = detail(message, FAILING);
	struct buffer text = BUFFER_INIT;

	for (const char *name = both; name && *name;) {
		size_t len = strcspn(name, " ");

		if (is_error(name, len) == errors)
			buffer_addf(&text, "%s%.*s", text.len ? " " : "", (int)len, name);
		name += len + (name[len] == ' ');
	}
	free(both);
	return text.len ? buffer_detach(&text) : NULL;
}

char *message_errors(const char *message)
{
	char *errors = detail(message, ERRORS);

	return errors ? errors : of_both(message, true);
}

char *message_tests(const char *message)
{
	char *tests = detail(message, TESTS);

	return tests ? tests : of_both(message, false);
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
