#include "wrapper.h"
#include "rustgym/base/file.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/program.h"

#include <stdlib.h>
#include <string.h>

static bool says_wrapper(const char *folder, const char *name)
{
	struct buffer text = BUFFER_INIT;
	char *path = path_join(folder, name);
	bool says = file_exists(path) &&
		    (file_read(path, FILE_COURSE_MAX, &text, NULL) || strstr(text.data, "wrapper"));

	buffer_clear(&text);
	free(path);
	return says;
}

/* Returns whether a config names a wrapper: ours would replace it. */
static bool settings_say_wrapper(const char *folder)
{
	const char *set = getenv("CARGO_HOME"), *home = getenv("HOME");
	char *homes = set ? memory_copy_string(set) : path_join(home ? home : "/", ".cargo");
	char *at = memory_copy_string(folder);
	bool found = says_wrapper(homes, "config") || says_wrapper(homes, "config.toml");

	while (!found) {
		char *above = path_parent(at);
		bool top = strcmp(above, at) == 0;

		found = says_wrapper(at, ".cargo/config") || says_wrapper(at, ".cargo/config.toml");
		free(at);
		at = above;
		if (top)
			break;
	}
	free(homes);
	free(at);
	return found;
}

/* Returns the variable's value. An empty value means no wrapper; cargo does the same. */
static const char *from_environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static const char *their_wrapper(void)
{
	const char *wrapper = from_environment("RUSTC_WRAPPER");

	return wrapper ? wrapper : from_environment("CARGO_BUILD_RUSTC_WRAPPER");
}

bool wrapper_is_theirs(const char *folder)
{
	return their_wrapper() || from_environment("RUSTC_WORKSPACE_WRAPPER") ||
	       from_environment("CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER") ||
	       settings_say_wrapper(folder);
}

bool wrapper_use(const char *folder, struct strings *env)
{
	const char *theirs = their_wrapper();
	char *program = theirs ? program_find(theirs) : NULL;
	bool can = theirs ? program != NULL : !settings_say_wrapper(folder);
	char *relay = can ? installed_find("rustgym-relay") : NULL;

	if (relay) {
		strings_addf(env, "RUSTC_WRAPPER=%s", relay);
		strings_addf(env, "RUSTGYM_WRAPPER=%s", program ? program : "");
	}
	can = relay != NULL;
	free(relay);
	free(program);
	return can;
}
