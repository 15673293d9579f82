#include "rustgym/toolchain/panic.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 1000000000 };

/* Reads ":12" and returns the text after it, or NULL. */
static const char *read_number(const char *at, int *number)
{
	long value;
	char *end;

	if (*at != ':' || at[1] < '0' || at[1] > '9')
		return NULL;
	value = strtol(at + 1, &end, 10);
	*number = (int)(value < NUMBER_MAX ? value : NUMBER_MAX);
	return end;
}

/*
 * Reads the first line of a panic: thread 'NAME' panicked at FILE:1:2:, with or without a number
 * after the name. Returns whether it is one.
 */
static bool read_head(const char *line, struct panic *panic, const char **name, size_t *name_len)
{
	static const char head[] = "thread '", verb[] = " panicked at ";
	const char *end = line + strcspn(line, "\n"), *at, *quote;

	if (strncmp(line, head, sizeof(head) - 1) != 0)
		return false;
	*name = line + sizeof(head) - 1;
	at = memmem(*name, (size_t)(end - *name), verb, sizeof(verb) - 1);
	for (quote = at; quote && quote > *name && *quote != '\'';)
		quote--;
	if (!quote || *quote != '\'')
		return false;
	*name_len = (size_t)(quote - *name);
	panic->file = at + sizeof(verb) - 1;
	for (at = panic->file; at < end; at++) {
		const char *rest = read_number(at, &panic->line);

		rest = rest ? read_number(rest, &panic->column) : NULL;
		if (!rest || *rest != ':')
			continue;
		panic->file_len = (size_t)(at - panic->file);
		panic->text = rest + 1 + (rest[1] == '\n');
		return true;
	}
	return false;
}

bool panic_find(const char *text, const char *thread, struct panic *panic)
{
	bool found = false;
	const char *name;
	size_t len;

	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		struct panic one;

		if (!read_head(line, &one, &name, &len))
			continue;
		one.before = (size_t)(line - text);
		if (!found)
			*panic = one;
		found = true;
		if (strlen(thread) == len && memcmp(name, thread, len) == 0) {
			*panic = one;
			break;
		}
	}
	return found;
}

bool panic_is_missing(const char *message, struct panic *panic)
{
	static const char head[] = "note: test did not panic as expected at ";
	const char *at;

	if (strncmp(message, head, sizeof(head) - 1) != 0)
		return false;
	*panic = (struct panic){.file = message + sizeof(head) - 1};
	for (at = panic->file; *at && *at != '\n'; at++) {
		const char *rest = read_number(at, &panic->line);

		if (!rest || !read_number(rest, &panic->column))
			continue;
		panic->file_len = (size_t)(at - panic->file);
		return true;
	}
	return false;
}

bool panic_values(const struct panic *panic, struct panic_values *values)
{
	static const char left[] = "\n  left: ", right[] = "\n right: ";
	const char *l = strstr(panic->text, left), *r = l ? strstr(l + 1, right) : NULL;
	const char *end;

	if (!r || strncmp(panic->text, "assertion ", 10) != 0)
		return false;
	values->about = panic->text;
	values->about_len = (size_t)(l - panic->text);
	values->left = l + sizeof(left) - 1;
	values->left_len = (size_t)(r - values->left);
	values->right = r + sizeof(right) - 1;
	end = values->right + strlen(values->right);
	while (end > values->right && end[-1] == '\n')
		end--;
	values->right_len = (size_t)(end - values->right);
	return true;
}
