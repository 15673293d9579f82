/* What compilers and cargo say, as it arrives: lines, the files that they name, cargo's notes. */
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "verify_internal.h"

#include <stdlib.h>
#include <string.h>

void verify_each_line(struct line_splitter *lines, const char *bytes, size_t len,
		      void (*take)(struct verification *v, const char *line, size_t len),
		      struct verification *v)
{
	size_t start = 0;

	buffer_add(&lines->rest, bytes, len);
	/* What a line leads to may be that the verification is cancelled. */
	for (size_t i = lines->rest.len - len; i < lines->rest.len && v->phase != PHASE_CANCELLED;
	     i++) {
		if (lines->rest.data[i] != '\n')
			continue;
		take(v, lines->rest.data + start, i - start);
		start = i + 1;
	}
	if (start)
		buffer_remove_head(&lines->rest, start);
}

/* Replaces every `old` in *text, which is owned. */
void verify_replace_text(char **text, const char *old, const char *new)
{
	struct buffer out = BUFFER_INIT;
	const char *at = *text, *found;

	while ((found = strstr(at, old))) {
		buffer_add(&out, at, (size_t)(found - at));
		buffer_add_string(&out, new);
		at = found + strlen(old);
	}
	buffer_add_string(&out, at);
	free(*text);
	*text = buffer_detach(&out);
}

/* cargo names files from the package's workspace on; everyone else wants them from the root on. */
void verify_place_file(const struct verification *v, struct diagnostic *d)
{
	const struct exercise *e = v->exercise;
	char *placed, *old, *new;

	if (!d->file || d->file[0] == '/' || e->builder != BUILDER_CARGO)
		return;
	placed = e->folder ? path_join(e->path, d->file)
			   : memory_format("exercises/%s/%s", e->topic->phase->dir, d->file);
	old = memory_format("%s:%d:", d->file, d->line);
	new = memory_format("%s:%d:", placed, d->line);
	verify_replace_text(&d->rendered, old, new);
	free(old);
	free(new);
	free(d->file);
	d->file = placed;
}

/* "   Compiling tokio v1.50.0": what cargo says while one waits. Its errors come as diagnostics. */
void verify_take_note(struct verification *v, const char *line, size_t len)
{
	static const char *const words[] = {"Compiling ",  "Checking ", "Downloading ",
					    "Downloaded ", "Updating ", "Blocking ",
					    "Locking ",    NULL};
	const char *const *word = words;
	char *text;

	while (len && *line == ' ')
		line++, len--;
	while (*word && (len < strlen(*word) || memcmp(line, *word, strlen(*word)) != 0))
		word++;
	if (!*word || !v->request.note || !verify_is_at_work(v))
		return;
	text = memory_copy(line, len);
	v->request.note(text, v->request.data);
	free(text);
}
