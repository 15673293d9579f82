#include "rustgym/base/installed.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/own_file.h"
#include "rustgym/base/path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

bool installed_is_sound(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !own_file_fault(&st, 0);
}

char *installed_find(const char *name)
{
	static const char *const places[] = {"", RUSTGYM_HELPERS};
	char *folder = installed_folder(), *found = NULL;

	for (size_t i = 0; folder && !found && i < sizeof(places) / sizeof(*places); i++) {
		char *place = path_join(folder, places[i]);

		found = path_join(place, name);
		free(place);
		if (access(found, R_OK) < 0 || !installed_is_sound(found)) {
			free(found);
			found = NULL;
		}
	}
	free(folder);
	return found;
}

char *installed_source(void)
{
	char *folder = installed_folder(), *source = NULL;
	char *file = folder ? path_join(folder, "gym-root") : NULL;
	struct buffer text = BUFFER_INIT;

	if (file && installed_is_sound(file) && file_read(file, PATH_MAX, &text, NULL) == 0) {
		text.data[strcspn(text.data, "\n")] = '\0';
		source = realpath(text.data, NULL);
	}
	buffer_clear(&text);
	free(file);
	free(folder);
	return source;
}
