#include "rustgym/history/placed.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/exercise_files.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static char *path_of(const struct workspace *workspace, const struct exercise *exercise)
{
	char *name = memory_format("placed/%s", exercise->name);
	char *path = workspace_state(workspace, name);

	free(name);
	return path;
}

static char *line_of(uint64_t hash)
{
	return memory_format("%016" PRIx64 "\n", hash);
}

void placed_write(const struct workspace *workspace, const struct exercise *exercise,
		  const struct file_set *files)
{
	char *path = path_of(workspace, exercise), *folder = workspace_state(workspace, "placed");
	char *line = line_of(exercise_files_hash(exercise, files));

	if (file_make_folder(folder, NULL) == 0)
		file_write_cache(path, line, strlen(line), NULL);
	free(line);
	free(folder);
	free(path);
}

bool placed_is(const struct workspace *workspace, const struct exercise *exercise, uint64_t hash)
{
	char *path = path_of(workspace, exercise), *line = line_of(hash);
	struct buffer there = BUFFER_INIT;
	bool is = file_read(path, FILE_COURSE_MAX, &there, NULL) == 0 &&
		  strcmp(there.data, line) == 0;

	buffer_clear(&there);
	free(line);
	free(path);
	return is;
}
