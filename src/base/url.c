#include "rustgym/base/url.h"

#include <stddef.h>
#include <string.h>

bool url_is(const char *text)
{
	size_t colon = strcspn(text, ":/");

	return strstr(text, "://") || (text[colon] == ':' && colon > 1);
}

void url_add_path(const char *path, struct buffer *out)
{
	for (; *path; path++) {
		char c = *path;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || strchr("/._-", c);

		if (plain)
			buffer_add_char(out, c);
		else
			buffer_addf(out, "%%%02X", (unsigned char)c);
	}
}
