#include "rustgym/base/url.h"

#include <stddef.h>
#include <string.h>

bool url_is(const char *text)
{
	size_t colon = strcspn(text, ":/");

	return strstr(text, "://") || (text[colon] == ':' && colon > 1);
}
