#include "rustgym/event/program.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_program(const char *path)
{
	return access(path, X_OK) == 0 && !file_is_folder(path);
}

/* The child may start in another folder. path is taken over; links in it stay. */
static char *absolute_path(char *path)
{
	char here[PATH_MAX], *absolute;

	if (path[0] == '/' || !getcwd(here, sizeof(here)))
		return path;
	absolute = path_join(here, path);
	free(path);
	return absolute;
}

char *program_find(const char *name)
{
	const char *path = getenv("PATH");

	if (strchr(name, '/'))
		return is_program(name) ? absolute_path(memory_copy_string(name)) : NULL;
	while (path && *path) {
		size_t len = strcspn(path, ":");
		char *folder = memory_copy(path, len), *full = path_join(len ? folder : ".", name);
		bool found = is_program(full);

		free(folder);
		if (found)
			return absolute_path(full);
		free(full);
		path += len + (path[len] == ':');
	}
	return NULL;
}
