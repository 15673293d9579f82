#include "rustgym/course/problem.h"
#include "rustgym/base/error.h"
#include "rustgym/base/memory.h"

#include <stdarg.h>
#include <stdlib.h>

void problems_add(struct problems *problems, const char *file, int line, const char *format, ...)
{
	struct error err;
	va_list args;

	if (problems->count == PROBLEMS_MAX) {
		problems->more++;
		return;
	}
	va_start(args, format);
	error_set_args(&err, ERROR_COURSE, format, args);
	va_end(args);
	problems->items = memory_grow(problems->items, problems->count, sizeof(*problems->items));
	problems->items[problems->count++] = (struct problem){memory_copy_string(file), line,
							      memory_copy_string(err.message)};
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
	if (problems->more)
		buffer_addf(out, "... and %zu more\n", problems->more);
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
