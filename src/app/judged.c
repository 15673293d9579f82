#include "rustgym/app/judged.h"

#include <stdlib.h>
#include <string.h>

enum { SIGN = '\x1e', NOW = '>' }; /* a record separator, which is in no other line of ours */

bool judged_is_wanted(void)
{
	const char *value = getenv("RUSTGYM_JUDGED");

	return value && strcmp(value, "1") == 0;
}

void judged_add(size_t at, enum judged judged, struct buffer *out)
{
	buffer_addf(out, "%c%zu %d\n", SIGN, at, (int)judged);
}

void judged_add_now(const char *text, struct buffer *out)
{
	buffer_addf(out, "%c%c%s\n", SIGN, NOW, text);
}

const char *judged_now(const char *line, const char *end)
{
	return judged_is_line(line, end) && line[1] == NOW ? line + 2 : NULL;
}

bool judged_is_line(const char *line, const char *end)
{
	return line < end && *line == SIGN;
}

void judged_leave_out(const char *text, struct buffer *out)
{
	while (*text) {
		size_t len = strcspn(text, "\n"), whole = len + (text[len] == '\n');

		if (!judged_is_line(text, text + len))
			buffer_add(out, text, whole);
		text += whole;
	}
}

bool judged_read(const char *line, const char *end, size_t count, size_t *at, enum judged *judged)
{
	unsigned long place, state = 0;
	char *rest;

	if (!judged_is_line(line, end))
		return false;
	place = strtoul(line + 1, &rest, 10);
	if (rest < end && *rest == ' ')
		state = strtoul(rest, &rest, 10);
	if (rest != end || place >= count || state == JUDGED_NOT_YET || state >= JUDGED_COUNT)
		return false;
	*at = place;
	*judged = (enum judged)state;
	return true;
}
