#include "launch.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

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

static void merged_environment(struct strings *env, const struct strings *over)
{
	for (char **entry = environ; *entry; entry++)
		if (!overridden(*entry, over))
			strings_add(env, *entry);
	for (size_t i = 0; over && i < over->count; i++)
		if (strchr(over->items[i], '='))
			strings_add(env, over->items[i]);
}

void launch_prepare(struct launch *launch, const struct launch_options *options)
{
	*launch = (struct launch){STRINGS_INIT, STRINGS_INIT};
	strings_add(&launch->argv, options->program);
	strings_add_all(&launch->argv, options->argv + 1);
	merged_environment(&launch->env, options->env);
	if (options->mark)
		strings_add(&launch->env, options->mark);
}

void launch_clear(struct launch *launch)
{
	strings_clear(&launch->argv);
	strings_clear(&launch->env);
}
