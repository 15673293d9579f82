#include "rustgym/base/strings.h"
#include "rustgym/base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void strings_take(struct strings *strings, char *text)
{
	if (strings->count + 2 > strings->capacity) {
		strings->capacity = strings->capacity ? strings->capacity * 2 : 8;
		strings->items = memory_resize(strings->items, strings->capacity, sizeof(char *));
	}
	strings->items[strings->count++] = text;
	strings->items[strings->count] = NULL;
}

void strings_add(struct strings *strings, const char *text)
{
	strings_take(strings, memory_copy_string(text));
}

void strings_addf(struct strings *strings, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	strings_take(strings, memory_format_args(format, args));
	va_end(args);
}

void strings_add_all(struct strings *strings, const char *const *texts)
{
	for (; texts && *texts; texts++)
		strings_add(strings, *texts);
}

void strings_add_lines(struct strings *strings, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		strings_take(strings, memory_copy(text, len));
		text += len + (text[len] == '\n');
	}
}

bool strings_contain(const struct strings *strings, const char *text)
{
	for (size_t i = 0; i < strings->count; i++)
		if (strcmp(strings->items[i], text) == 0)
			return true;
	return false;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void strings_sort(struct strings *strings)
{
	if (strings->count)
		qsort(strings->items, strings->count, sizeof(char *), compare);
}

void strings_clear(struct strings *strings)
{
	for (size_t i = 0; i < strings->count; i++)
		free(strings->items[i]);
	free(strings->items);
	*strings = (struct strings)STRINGS_INIT;
}

bool string_has_prefix(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}
