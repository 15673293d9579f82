#include "rustgym/toolchain/source.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	struct source *source;
	const struct exercise *exercise;
	const char *folder;
};

/* The learner edits an exercise's file, or those that a folder's entry lists, or else all of them. */
static bool is_edited(const struct exercise *exercise, const char *relative)
{
	for (size_t i = 0; exercise->folder && i < exercise->files.count; i++)
		if (strcmp(exercise->files.items[i], relative) == 0)
			return true;
	return !exercise->folder || !exercise->files.count;
}

/* Whether the line that `at` is in is a comment. */
static bool is_commented(const char *text, const char *at)
{
	while (at > text && at[-1] != '\n')
		at--;
	at += strspn(at, " \t");
	return strncmp(at, "//", 2) == 0;
}

/* Whether a line of the text that is not a comment has the word. */
static bool has_word(const char *text, const char *word)
{
	for (const char *at = text; (at = strstr(at, word)); at += strlen(word))
		if (!is_commented(text, at))
			return true;
	return false;
}

/* Whether "main" at `at` is in `fn main(`, with any blanks in it. */
static bool is_main(const char *text, const char *at)
{
	const char *fn = at, *after = at + 4;

	after += strspn(after, " \t\r\n");
	while (fn > text && strchr(" \t\r\n", fn[-1]))
		fn--;
	return *after == '(' && fn < at && fn - text >= 2 && memcmp(fn - 2, "fn", 2) == 0 &&
	       (fn - text == 2 || !(isalnum((unsigned char)fn[-3]) || fn[-3] == '_'));
}

static bool defines_main(const char *text)
{
	for (const char *at = text; (at = strstr(at, "main")); at += 4)
		if (is_main(text, at) && !is_commented(text, at))
			return true;
	return false;
}

static int read_one(const char *relative, void *data, struct error *err)
{
	struct reading *reading = data;
	struct source *source = reading->source;
	struct buffer text = BUFFER_INIT;
	char *path = path_join(reading->folder, relative);
	int result = file_read(path, FILE_SOURCE_MAX, &text, err);

	free(path);
	if (!result) {
		source->hash = file_hash(source->hash, relative, strlen(relative) + 1);
		source->hash = file_hash(source->hash, text.data, text.len);
		if (is_edited(reading->exercise, relative)) {
			source->edited = file_hash(source->edited, relative, strlen(relative) + 1);
			source->edited = file_hash(source->edited, text.data, text.len);
		}
		source->size += text.len;
		source->has_main |= defines_main(text.data);
		source->has_tests |= has_word(text.data, "#[test]") ||
				     has_word(text.data, "::test]") ||
				     has_word(text.data, "::test(");
		source->has_allocator |= has_word(text.data, "#[global_allocator]");
	}
	buffer_clear(&text);
	return result;
}

int source_read(const char *root, const struct exercise *exercise, struct source *source,
		struct error *err)
{
	char *path = path_join(root, exercise->path);
	char *folder = exercise->folder ? path_join(path, ".") : path_parent(path);
	struct reading reading = {source, exercise, folder};
	int result;

	*source = (struct source){.hash = FILE_HASH_START, .edited = FILE_HASH_START};
	if (exercise->folder)
		result = file_walk(path, read_one, &reading, err);
	else
		result = read_one(path_base(exercise->path), &reading, err);
	for (size_t i = 0; !result && exercise->folder && i < exercise->files.count; i++) {
		char *file = path_join(path, exercise->files.items[i]);
		if (!file_exists(file))
			result = error_set(err, ERROR_IO, "%s is missing", file);
		free(file);
	}
	if (result)
		source->hash = 0;
	free(folder);
	free(path);
	return result;
}
