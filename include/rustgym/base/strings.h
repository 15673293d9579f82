/*
 * A growing array of owned strings, for example an argv or an environment. A NULL follows the last
 * string; `count` does not count it.
 *
 * `struct strings s = STRINGS_INIT;` is empty and owns nothing. `items` is NULL until the first
 * string is added.
 */
#ifndef RUSTGYM_STRINGS_H
#define RUSTGYM_STRINGS_H

#include <stdbool.h>
#include <stddef.h>

struct strings {
	char **items;
	size_t count, capacity;
};

#define STRINGS_INIT                                                                               \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

void strings_add(struct strings *strings, const char *text);
void strings_addf(struct strings *strings, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* adds the strings before the NULL */
void strings_add_all(struct strings *strings, const char *const *texts);
/* adds each line of the text, without its line end */
void strings_add_lines(struct strings *strings, const char *text);
void strings_take(struct strings *strings, char *text); /* the array becomes the owner of `text` */
bool strings_contain(const struct strings *strings, const char *text);
void strings_sort(struct strings *strings);
void strings_clear(struct strings *strings);

/* Returns whether `text` begins with `prefix`. */
bool string_has_prefix(const char *text, const char *prefix);

#endif
