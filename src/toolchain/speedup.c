#include "speedup.h"

#include <stdlib.h>
#include <string.h>

bool speedup_is_on(enum speedup speedup)
{
	static const char *const names[] = {
		[SPEEDUP_HELD] = "held",
		[SPEEDUP_LINKER] = "linker",
		[SPEEDUP_SHARED_DEPS] = "shared_deps",
		[SPEEDUP_COMMANDS] = "commands",
	};
	const char *at = getenv("RUSTGYM_WITHOUT"), *name = names[speedup];

	while (at && *at) {
		size_t len = strcspn(at, ",");
		if (len == strlen(name) && strncmp(at, name, len) == 0)
			return false;
		at += len + (at[len] == ',');
	}
	return true;
}
