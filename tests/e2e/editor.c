#include "editor.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void write_in_pieces(const char *path, const char *data, size_t len, size_t piece)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	assert_true(fd >= 0);
	for (size_t at = 0; at < len; at += piece) {
		size_t size = len - at < piece ? len - at : piece;
		assert_int_equal(write(fd, data + at, size), size);
		fdatasync(fd); /* what was written so far is there to be read */
	}
	assert_int_equal(close(fd), 0);
}

void save(const char *path, const void *data, size_t len, enum save style)
{
	char *beside = memory_format("%s%s", path, style == SAVE_RENAME ? ".tmp" : "~");

	switch (style) {
	case SAVE_PLAIN:
		write_in_pieces(path, data, len, len ? len : 1);
		break;
	case SAVE_CHUNKS:
		write_in_pieces(path, data, len, len / 5 + 1);
		break;
	case SAVE_RENAME:
		write_in_pieces(beside, data, len, len ? len : 1);
		assert_int_equal(rename(beside, path), 0);
		break;
	case SAVE_BACKUP:
		assert_int_equal(rename(path, beside), 0);
		write_in_pieces(path, data, len, len ? len : 1);
		assert_int_equal(unlink(beside), 0);
		break;
	case SAVE_STYLES:
		fail();
	}
	free(beside);
}

void save_text(const char *path, const char *text, enum save style)
{
	save(path, text, strlen(text), style);
}

struct laying {
	const char *from, *to;
	enum save style;
};

static int lay(const char *relative, void *data, struct error *err)
{
	const struct laying *laying = data;
	char *from = path_join(laying->from, relative), *to = path_join(laying->to, relative);
	char *folder = path_parent(to);
	struct buffer text = BUFFER_INIT;
	int result = file_read(from, FILE_COURSE_MAX, &text, err);

	if (!result)
		result = file_make_folder(folder, err);
	if (!result)
		save(to, text.data, text.len, file_exists(to) ? laying->style : SAVE_PLAIN);
	buffer_clear(&text);
	free(folder);
	free(from);
	free(to);
	return result;
}

void save_solution(struct place *place, const char *course, const char *workspace,
		   const struct exercise *exercise, enum save style)
{
	char *from = hints_path(course, exercise, exercise->folder ? "" : ".rs");
	const char *to = place_text(place, "%s/%s", workspace, exercise->path);
	struct laying laying = {from, to, style};
	struct buffer text = BUFFER_INIT;

	if (exercise->folder) {
		assert_int_equal(file_walk(from, lay, &laying, NULL), 0);
	} else {
		assert_int_equal(file_read(from, FILE_COURSE_MAX, &text, NULL), 0);
		save(to, text.data, text.len, style);
	}
	buffer_clear(&text);
	free(from);
}
