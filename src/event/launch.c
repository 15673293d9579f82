#include "launch.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

/*
 * Returns the library that holds a compiler (src/helpers/held_compiler.c). NULL: it cannot be
 * preloaded.
 */
static char *find_hold(bool wanted)
{
	char *hold = wanted ? installed_find("rustgym-held-compiler.so") : NULL;

	if (hold && strpbrk(hold, ":;")) { /* they separate names, and nothing can quote them */
		free(hold);
		hold = NULL;
	}
	return hold;
}

/*
 * Returns whether `over` replaces this variable. Its items are "NAME=value", or "PREFIX" to remove
 * all variables whose names begin with it.
 */
static bool overridden(const char *entry, const struct strings *over)
{
	for (size_t i = 0; over && i < over->count; i++) {
		size_t len = strcspn(over->items[i], "=");

		len += over->items[i][len] == '=';
		if (strncmp(over->items[i], entry, len) == 0)
			return true;
	}
	return false;
}

/* If make started us, its job server is at descriptors that our children don't have. */
static bool is_of_make(const char *entry)
{
	return string_has_prefix(entry, "MAKEFLAGS=") || string_has_prefix(entry, "MFLAGS=") ||
	       string_has_prefix(entry, "CARGO_MAKEFLAGS=");
}

static void merged_environment(struct strings *env, const struct strings *over)
{
	for (char **entry = environ; *entry; entry++)
		if (!overridden(*entry, over) && !is_of_make(*entry))
			strings_add(env, *entry);
	for (size_t i = 0; over && i < over->count; i++)
		if (strchr(over->items[i], '='))
			strings_add(env, over->items[i]);
}

/*
 * Puts a value before the others in a variable that is a list. held_compiler.c restores the old value,
 * which RUSTGYM_HOLD_NAME has.
 */
static void put_first(struct strings *env, const char *name, const char *value)
{
	const size_t len = strlen(name);
	char *before = NULL;

	for (size_t i = 0; i < env->count && !before; i++) {
		char *entry = env->items[i];

		if (strncmp(entry, name, len) != 0 || entry[len] != '=')
			continue;
		before = memory_copy_string(entry + len + 1);
		env->items[i] = memory_format("%s=%s%s%s", name, value, *before ? ":" : "", before);
		free(entry);
	}
	if (!before)
		strings_addf(env, "%s=%s", name, value);
	strings_addf(env, "RUSTGYM_HOLD_%s=%s", name, before ? before : "");
	free(before);
}

/* A blank separates names in LD_PRELOAD, too. Then the library is named without its folder. */
static void preload(struct strings *env, const char *library)
{
	char *folder = path_parent(library);

	if (strchr(library, ' ')) {
		put_first(env, "LD_LIBRARY_PATH", folder);
		put_first(env, "LD_PRELOAD", path_base(library));
	} else {
		put_first(env, "LD_PRELOAD", library);
	}
	free(folder);
}

void launch_prepare(struct launch *launch, const struct launch_options *options)
{
	char *hold = find_hold(options->hold != NULL);

	*launch = (struct launch){STRINGS_INIT, STRINGS_INIT, hold != NULL};
	strings_add(&launch->argv, options->program);
	strings_add_all(&launch->argv, options->argv + 1);
	merged_environment(&launch->env, options->env);
	if (options->mark)
		strings_add(&launch->env, options->mark);
	if (hold) {
		preload(&launch->env, hold);
		strings_addf(&launch->env, "RUSTGYM_HOLD=%s", options->hold);
	}
	free(hold);
}

void launch_clear(struct launch *launch)
{
	strings_clear(&launch->argv);
	strings_clear(&launch->env);
}
