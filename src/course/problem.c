#include "rustgym/problem.h"
#include "rustgym/file.h"
#include "rustgym/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A message quotes files that nobody vouches for, and may be cut in the middle of a character. */
static void make_printable(char *text)
{
	size_t at;

	for (char *c = text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '?';
	while (!file_is_utf8(text, strlen(text), &at))
		memmove(text + at, text + at + 1, strlen(text + at));
}

void problems_add(struct problems *problems, const char *file, int line, const char *format, ...)
{
	char message[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	make_printable(message);
	problems->items = memory_resize(problems->items, problems->count + 1,
					sizeof(*problems->items));
	problems->items[problems->count++] = (struct problem){memory_copy_string(file), line,
							      memory_copy_string(message)};
}

void problems_write(const struct problems *problems, struct buffer *out)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->items[i];
		if (p->line)
			buffer_addf(out, "%s:%d: %s\n", p->file, p->line, p->message);
		else
			buffer_addf(out, "%s: %s\n", p->file, p->message);
	}
}

void problems_clear(struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		free(problems->items[i].file);
		free(problems->items[i].message);
	}
	free(problems->items);
	*problems = (struct problems)PROBLEMS_INIT;
}
