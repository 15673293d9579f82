#include "rustgym/sync/address.h"
#include "rustgym/app/git.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/url.h"

#include <stdlib.h>
#include <string.h>

static bool has_password(const char *url)
{
	const char *host = strstr(url, "://");
	size_t user, all;

	if (!host)
		return false;
	user = strcspn(host + 3, ":@/");
	all = strcspn(host + 3, "@/");
	return host[3 + user] == ':' && host[3 + all] == '@';
}

int address_read(const char *typed, char **address, struct error *err)
{
	int result = git_address_check(typed, err);

	*address = NULL;
	if (result)
		return result;
	if (file_exists(typed))
		*address = realpath(typed, NULL);
	else if (url_is(typed) && has_password(typed))
		return error_set(err, ERROR_USAGE,
				 "leave the password out of the address: git asks for it, and its "
				 "credential helper remembers it");
	else if (url_is(typed))
		*address = memory_copy_string(typed);
	if (*address)
		return 0;
	return error_set(err, ERROR_USAGE,
			 "there is no folder %s, and it is not the URL of a git repository; "
			 "`git init --bare %s` makes one",
			 typed, typed);
}
