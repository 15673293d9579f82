#include "rustgym/base/control.h"
#include "rustgym/base/utf8.h"

#include <string.h>

bool control_is(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x00, 0x1f},     {0x7f, 0x9f},     {0xad, 0xad},       {0x61c, 0x61c},
		{0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},   {0x2060, 0x206f},
		{0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
	};

	if (code >= 0x20 && code < 0x7f)
		return false;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (code <= ranges[i].last)
			return code >= ranges[i].first;
	return false;
}

bool control_is_in(const char *text)
{
	size_t left = strlen(text), size;
	uint32_t code;

	for (; left; text += size, left -= size) {
		size = utf8_decode(text, left, &code);
		if (!size)
			size = 1; /* an invalid byte is the caller's matter */
		else if (control_is(code))
			return true;
	}
	return false;
}

static size_t command_length(const char *bytes, size_t len, bool *colour)
{
	bool plain = true;
	size_t i = 2;

	while (i < len && ((unsigned char)bytes[i] < 0x40 || (unsigned char)bytes[i] > 0x7e)) {
		plain = plain && bytes[i] && strchr("0123456789;", bytes[i]);
		if ((unsigned char)bytes[i] < 0x20)
			return i; /* the sequence is incomplete */
		i++;
	}
	*colour = plain && i < len && bytes[i] == 'm' && i < 32;
	return i < len ? i + 1 : len;
}

/* The sequence has a text in it, which ends with BEL or ESC \. */
static size_t string_length(const char *bytes, size_t len)
{
	size_t i = 2;

	while (i < len && bytes[i] != '\a' && bytes[i] != '\x1b' && bytes[i] != '\n')
		i++;
	if (i < len && bytes[i] == '\a')
		return i + 1;
	if (i + 1 < len && bytes[i] == '\x1b' && bytes[i + 1] == '\\')
		return i + 2;
	return i;
}

size_t control_sequence(const char *bytes, size_t len, bool *colour)
{
	size_t i = 1;

	*colour = false;
	if (len < 2)
		return len;
	if (bytes[1] == '[')
		return command_length(bytes, len, colour);
	if (bytes[1] && strchr("]PX^_", bytes[1]))
		return string_length(bytes, len);
	while (i < len && bytes[i] >= 0x20 && bytes[i] < 0x30)
		i++;
	return i < len && bytes[i] >= 0x30 && bytes[i] < 0x7f ? i + 1 : i;
}

void control_remove(char *text, bool colour)
{
	size_t left = strlen(text), size;
	char *to = text;

	for (; left; text += size, left -= size) {
		uint32_t code = 0;
		bool keep = true, is_colour;

		size = 1;
		if (*text == '\x1b') {
			size = control_sequence(text, left, &is_colour);
			keep = colour && is_colour;
		} else if (*text == '\r') {
			*text = '\n';
			keep = text[1] != '\n';
		} else if (*text != '\n' && *text != '\t') {
			size = utf8_decode(text, left, &code);
			if (!size)
				*text = '?';
			keep = !size || !control_is(code);
			size = size ? size : 1;
		}
		if (keep) {
			memmove(to, text, size);
			to += size;
		}
	}
	*to = '\0';
}

void control_remove_in_line(char *text)
{
	control_remove(text, false);
	for (; *text; text++)
		if (*text == '\n' || *text == '\t')
			*text = ' ';
}
