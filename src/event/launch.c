#include "launch.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"

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

	if (hold && strpbrk(hold, " :")) { /* both separate the names in LD_PRELOAD */
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

/* Puts the library before others in LD_PRELOAD. held_compiler.c restores the old value. */
static void preload(struct strings *env, const char *library)
{
	static const char name[] = "LD_PRELOAD=";
	const size_t len = sizeof(name) - 1;

	for (size_t i = 0; i < env->count; i++) {
		char *entry = env->items[i], *before = entry + len;

		if (strncmp(entry, name, len) != 0)
			continue;
		env->items[i] = memory_format("%s%s%s%s", name, library, *before ? ":" : "",
					      before);
		if (*before)
			strings_addf(env, "RUSTGYM_HOLD_PRELOAD=%s", before);
		free(entry);
		return;
	}
	strings_addf(env, "%s%s", name, library);
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
