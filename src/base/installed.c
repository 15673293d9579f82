#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>
#include <uv.h>

char *installed_program(void)
{
	char self[PATH_MAX];
	size_t size = sizeof(self);

	return uv_exepath(self, &size) == 0 ? memory_copy(self, size) : NULL;
}

char *installed_folder(void)
{
	char *program = installed_program(), *folder = program ? path_parent(program) : NULL;

	free(program);
	return folder;
}

char *installed_find(const char *name)
{
	static const char *const places[] = {".", "../libexec/rustgym", "..", "../.."};
	char *folder = installed_folder(), *found = NULL;

	for (size_t i = 0; folder && !found && i < sizeof(places) / sizeof(*places); i++) {
		char *place = path_join(folder, places[i]);
		found = path_join(place, name);
		free(place);
		if (access(found, R_OK) < 0) {
			free(found);
			found = NULL;
		}
	}
	free(folder);
	return found;
}
