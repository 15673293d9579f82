#include "rustgym/source.h"
#include "rustgym/file.h"
#include "rustgym/path.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct source *source;
	const char *folder;
};

/* Whether a line of the text that is not a comment has the word. */
static bool has_word(const char *text, const char *word)
{
	for (const char *at = text; (at = strstr(at, word)); at += strlen(word)) {
		const char *line = at;
		while (line > text && line[-1] != '\n')
			line--;
		line += strspn(line, " \t");
		if (strncmp(line, "//", 2) != 0)
			return true;
	}
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
		source->size += text.len;
		source->has_main |= has_word(text.data, "fn main(");
		source->has_tests |= has_word(text.data, "#[test]") ||
				     has_word(text.data, "::test]") ||
				     has_word(text.data, "::test(");
	}
	buffer_clear(&text);
	return result;
}

int source_read(const char *root, const struct exercise *exercise, struct source *source,
		struct error *err)
{
	char *path = path_join(root, exercise->path);
	char *folder = exercise->folder ? path_join(path, ".") : path_parent(path);
	struct reading reading = {.source = source, .folder = folder};
	int result;

	*source = (struct source){.hash = FILE_HASH_START};
	if (exercise->folder)
		result = file_walk(path, read_one, &reading, err);
	else
		result = read_one(path_base(exercise->path), &reading, err);
	free(folder);
	free(path);
	return result;
}
