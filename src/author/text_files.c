#include "text_files.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"

#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

static void visit_file(const char *path, text_visit visit, void *data)
{
	struct buffer text = BUFFER_INIT;
	size_t at;

	if (file_read(path, FILE_COURSE_MAX, &text, NULL) == 0 &&
	    utf8_is_valid(text.data, text.len, &at) && strlen(text.data) == text.len)
		visit(path, text.data, data);
	buffer_clear(&text);
}

struct visiting {
	const char *folder;
	text_visit visit;
	void *data;
};

static int visit_below(const char *relative, void *data, struct error *err)
{
	const struct visiting *v = data;
	char *path = path_join(v->folder, relative);

	(void)err;
	if (strcmp(path_base(relative), "Cargo.lock") != 0)
		visit_file(path, v->visit, v->data);
	free(path);
	return 0;
}

void text_files_visit(const char *path, text_visit visit, void *data)
{
	struct visiting v = {path, visit, data};

	if (file_is_folder(path))
		file_walk(path, visit_below, &v, NULL);
	else
		visit_file(path, visit, data);
}

char *text_files_of(const struct course *course, const struct exercise *exercise)
{
	if (exercise->stage && exercise->tests.count)
		return memory_format("%s/%s/tests/%s.rs", course->root, exercise->path,
				     exercise->tests.items[0]);
	return path_join(course->root, exercise->path);
}

void text_file_read(const char *path, struct buffer *text)
{
	size_t to = text->len;

	file_read(path, FILE_COURSE_MAX, text, NULL);
	for (size_t i = to; i < text->len; i++)
		if (text->data[i] != '\r')
			text->data[to++] = text->data[i];
	buffer_truncate(text, to);
}

int text_line_at(const char *text, const char *place)
{
	int line = 1;

	for (; text < place; text++)
		line += *text == '\n';
	return line;
}

size_t text_words(const char *text)
{
	size_t words = 0;

	for (text += strspn(text, blanks); *text; words++) {
		text += strcspn(text, blanks);
		text += strspn(text, blanks);
	}
	return words;
}

size_t text_lines(const char *text)
{
	size_t lines = 0;

	for (; *text; lines++) {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return lines;
}
