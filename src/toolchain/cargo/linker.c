#include "linker.h"
#include "rustgym/base/installed.h"
#include "toolchain/speedup.h"

#include <stdlib.h>
#include <string.h>

bool linker_use(const struct toolchain *toolchain, const char *cache, struct strings *argv,
		struct strings *env)
{
	bool linux_gnu = toolchain->host && strstr(toolchain->host, "-linux-gnu");
	char *relay = linux_gnu ? installed_find("rustgym-relay") : NULL;

	if (!relay)
		return false;
	strings_add(argv, "-C");
	strings_addf(argv, "linker=%s", relay);
	if (speedup_is_on(SPEEDUP_LINKER))
		strings_addf(env, "RUSTGYM_LINKER=%s/linker", cache);
	free(relay);
	return true;
}
