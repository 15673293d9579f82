#include "rustgym/event/key.h"

#include <stdio.h>
#include <string.h>

enum { SEQUENCE_MAX = 32 }; /* bytes; a longer sequence is not a key */

size_t key_decode(const char *bytes, size_t len, int *key)
{
	static const struct {
		const char *sequence;
		int key;
	} known[] = {
		{"\x1b[A", KEY_UP},
		{"\x1bOA", KEY_UP},
		{"\x1b[B", KEY_DOWN},
		{"\x1bOB", KEY_DOWN},
		{"\x1b[C", KEY_RIGHT},
		{"\x1bOC", KEY_RIGHT},
		{"\x1b[D", KEY_LEFT},
		{"\x1bOD", KEY_LEFT},
		{"\x1b[5~", KEY_PAGE_UP},
		{"\x1b[6~", KEY_PAGE_DOWN},
		{"\x1b[H", KEY_HOME},
		{"\x1bOH", KEY_HOME},
		{"\x1b[1~", KEY_HOME},
		{"\x1b[F", KEY_END},
		{"\x1bOF", KEY_END},
		{"\x1b[4~", KEY_END},
		{"\x1b[200~", KEY_PASTE_BEGIN},
		{"\x1b[201~", KEY_PASTE_END},
		{"\x1b[I", KEY_FOCUS_GAINED},
		{"\x1b[O", KEY_FOCUS_LOST},
	};
	size_t end = 2;

	*key = (unsigned char)bytes[0];
	if (bytes[0] != '\x1b' || len == 1)
		return 1;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		size_t size = strlen(known[i].sequence);
		if (len >= size && memcmp(bytes, known[i].sequence, size) == 0) {
			*key = known[i].key;
			return size;
		}
	}
	*key = KEY_UNKNOWN;
	if (bytes[1] != '[' && bytes[1] != 'O')
		return 2;
	while (end < len && (unsigned char)bytes[end] < 0x40)
		end++;
	return end < len ? end + 1 : len;
}

int key_decode_mouse(const char *bytes, size_t len, int *row)
{
	char text[SEQUENCE_MAX + 1] = "";
	unsigned button, column, line;
	char end;

	memcpy(text, bytes, len < SEQUENCE_MAX ? len : SEQUENCE_MAX);
	if (sscanf(text, "\x1b[<%5u;%5u;%5u%c", &button, &column, &line, &end) != 4 || end != 'M')
		return KEY_UNKNOWN;
	*row = (int)line;
	return button == 0    ? KEY_CLICK
	       : button == 64 ? KEY_WHEEL_UP
	       : button == 65 ? KEY_WHEEL_DOWN
			      : KEY_UNKNOWN;
}

bool key_is_cut_short(const char *bytes, size_t len)
{
	size_t end = 2;

	if (bytes[0] != '\x1b' || len == 1 || (bytes[1] != '[' && bytes[1] != 'O'))
		return false;
	while (end < len && (unsigned char)bytes[end] < 0x40)
		end++;
	return end == len && len < SEQUENCE_MAX;
}
