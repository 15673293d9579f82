#include "rustgym/toolchain/source.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/course/rust_main.h"
#include "rustgym/history/exercise_files.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Returns whether `at` is in a line that is a comment. */
static bool is_commented(const char *text, const char *at)
{
	while (at > text && at[-1] != '\n')
		at--;
	at += strspn(at, " \t");
	return strncmp(at, "//", 2) == 0;
}

/* Returns whether a line that is not a comment contains the word. */
static bool has_word(const char *text, const char *word)
{
	for (const char *at = text; (at = strstr(at, word)); at += strlen(word))
		if (!is_commented(text, at))
			return true;
	return false;
}

/* Returns whether the "main" at `at` is in `fn main(`, with or without spaces. */
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

/* Returns whether a block of code begins in the documentation. */
static bool has_example(const char *text)
{
	for (const char *at = text; (at = strstr(at, "```")); at += 3) {
		const char *line = at;

		while (line > text && line[-1] != '\n')
			line--;
		line += strspn(line, " \t");
		if (strncmp(line, "///", 3) == 0 || strncmp(line, "//!", 3) == 0)
			return true;
	}
	return false;
}

static void add_file(struct source *source, const struct exercise *exercise,
		     const struct file_set_item *file)
{
	enum file_owner owner = exercise_file_owner(exercise, file->path);

	if (owner == OWNER_CARGO)
		return;
	/* If topic.json lists no files for a folder, the learner edits all of them. */
	if (owner == OWNER_LEARNER || !exercise->files.count)
		source->edited = exercise_file_hash(source->edited, file);
	source->size += file->len;
	if (file->link)
		return;
	source->has_main |= defines_main(file->bytes);
	source->has_tests |= has_word(file->bytes, "#[test]") || has_word(file->bytes, "::test]") ||
			     has_word(file->bytes, "::test(");
	source->is_idle = !exercise->folder && rust_main_is_idle(file->bytes);
	source->has_examples |= path_has_suffix(file->path, ".rs") && has_example(file->bytes);
	source->has_allocator |= has_word(file->bytes, "#[global_allocator]");
}

/* Returns an error if a file that the learner edits is missing. */
static int expect_file(const char *root, const struct exercise *exercise,
		       const struct exercise_files *files, const char *path, struct error *err)
{
	for (size_t i = 0; i < files->left.count; i++)
		if (strcmp(files->left.items[i], path) == 0)
			return error_set(err, ERROR_IO, "%s", files->said.items[i]);
	if (file_set_find(&files->set, path))
		return 0;
	return error_set(err, ERROR_IO, "%s/%s%s%s is missing", root, exercise->path,
			 exercise->folder ? "/" : "", exercise->folder ? path : "");
}

int source_look(const char *root, const struct exercise *exercise,
		const struct exercise_files *files, struct source *source, struct error *err)
{
	int result = 0;

	*source = (struct source){.hash = exercise_files_hash(exercise, &files->set),
				  .edited = FILE_HASH_START};
	if (!exercise->folder)
		result = expect_file(root, exercise, files, path_base(exercise->path), err);
	for (size_t i = 0; !result && exercise->folder && i < exercise->files.count; i++)
		result = expect_file(root, exercise, files, exercise->files.items[i], err);
	for (size_t i = 0; !result && i < files->set.count; i++)
		add_file(source, exercise, &files->set.items[i]);
	if (result)
		source->hash = 0;
	return result;
}

int source_read(const char *root, const struct exercise *exercise, struct source *source,
		struct error *err)
{
	struct exercise_files files = EXERCISE_FILES_INIT;
	int result = exercise_files_read(root, exercise, &files, err);

	*source = (struct source){0};
	if (!result)
		result = source_look(root, exercise, &files, source, err);
	exercise_files_clear(&files);
	return result;
}
