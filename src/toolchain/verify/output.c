/* Reads the output of compilers and cargo when it arrives: lines, file names, cargo's notes. */
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "verify_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void verify_each_line(struct line_splitter *lines, const char *bytes, size_t len,
		      void (*take)(struct verification *v, const char *line, size_t len),
		      struct verification *v)
{
	size_t start = 0;

	buffer_add(&lines->rest, bytes, len);
	/* `take` may cancel the verification. */
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

/*
 * Returns the path of a file that cargo named, relative to the root. cargo's names are relative to
 * the folder in which it called the compiler: the package, its workspace, or a folder between. The
 * nearest folder in which the file exists is used. NULL: the file is not found, or the path is
 * right already. The caller frees it.
 */
static char *placed_path(const struct verification *v, const char *file)
{
	const struct exercise *e = v->exercise;
	char *folder = memory_copy_string(exercise_package(e)), *placed = NULL;
	bool there = *file == '/' || e->builder != BUILDER_CARGO;

	while (!there && strcmp(folder, ".") != 0) {
		char *parent = path_parent(folder), *full;

		free(placed);
		placed = path_join(folder, file);
		full = path_join(v->root, placed);
		there = file_exists(full);
		free(full);
		free(folder);
		folder = parent;
	}
	if (!there) {
		free(placed);
		placed = NULL;
	}
	free(folder);
	return placed;
}

void verify_place_file(const struct verification *v, struct diagnostic *d)
{
	char *placed = d->file ? placed_path(v, d->file) : NULL, *old, *new;

	if (!placed)
		return;
	old = memory_format("%s:%d:", d->file, d->line);
	new = memory_format("%s:%d:", placed, d->line);
	verify_replace_text(&d->rendered, old, new);
	free(old);
	free(new);
	free(d->file);
	d->file = placed;
}

void verify_place_panics(const struct verification *v, struct buffer *text)
{
	static const char words[] = "panicked at ";
	struct buffer out = BUFFER_INIT;
	const char *at = text->data, *found;

	if (v->exercise->builder != BUILDER_CARGO || !strstr(at, words))
		return;
	while ((found = strstr(at, words))) {
		size_t len = strcspn(found += strlen(words), ":\n");
		char *file = memory_copy(found, len);
		char *placed = found[len] == ':' ? placed_path(v, file) : NULL;

		buffer_add(&out, at, (size_t)(found - at));
		buffer_add_string(&out, placed ? placed : file);
		at = found + len;
		free(placed);
		free(file);
	}
	buffer_add_string(&out, at);
	buffer_clear(text);
	*text = out;
}

/* ---- cargo's notes while the learner waits --------------------------------------------------- */

void verify_drop_bar(struct buffer *words)
{
	struct buffer out = BUFFER_INIT;

	for (const char *at = words->data; *at;) {
		size_t len = strcspn(at, "\r\n");
		bool bar = at[len] == '\r' && at[len + 1] != '\n';

		if (!bar)
			buffer_add(&out, at, len + (at[len] != '\0'));
		at += len + (at[len] != '\0');
	}
	buffer_clear(words);
	*words = out;
}

/* Reads "Building [===>  ] 37/84: tokio, serde": the number of built crates. */
static void take_bar(struct verification *v, const char *line)
{
	const char *count = strstr(line, "] ");
	unsigned done, total;

	if (count && sscanf(count, "] %5u/%5u", &done, &total) == 2) {
		if (!v->attempt.crates)
			v->attempt.crates_before = done;
		v->attempt.crates_done = done;
		v->attempt.crates = total;
	}
}

/*
 * Shows "  Compiling tokio v1.50.0", with the number of crates if there are many. Errors are
 * diagnostics instead.
 */
static void take_note(struct verification *v, const char *line, size_t len)
{
	static const char *const words[] = {"Compiling ",  "Checking ", "Downloading ",
					    "Downloaded ", "Updating ", "Blocking ",
					    "Locking ",    NULL};
	const char *const *word = words;
	char *text;

	while (len && *line == ' ')
		line++, len--;
	if (len > 8 && memcmp(line, "Building", 8) == 0) {
		text = memory_copy(line, len);
		take_bar(v, text);
		free(text);
		return;
	}
	while (*word && (len < strlen(*word) || memcmp(line, *word, strlen(*word)) != 0))
		word++;
	if (!*word || !v->request.note || !verify_is_at_work(v))
		return;
	if (v->attempt.crates > VERIFY_CRATES_FEW)
		text = memory_format("%.*s (%u of %u crates)", (int)len, line,
				     v->attempt.crates_done, v->attempt.crates);
	else
		text = memory_copy(line, len);
	v->request.note(text, v->request.data);
	free(text);
}

/* The progress bar ends with a carriage return; the text after it is a new line. */
void verify_each_note(struct verification *v, const char *bytes, size_t len)
{
	char *lines = memory_copy(bytes, len);

	for (size_t i = 0; i < len; i++)
		if (lines[i] == '\r')
			lines[i] = '\n';
	verify_each_line(&v->attempt.notes, lines, len, take_note, v);
	free(lines);
}
