#include "rustgym/base/charset.h"
#include "rustgym/base/utf8.h"

#include <langinfo.h>
#include <limits.h>
#include <string.h>
#include <wchar.h>

static bool is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Returns the length of the character in the locale's encoding; 0: the locale lacks it. */
static size_t encode(uint32_t code, char bytes[MB_LEN_MAX])
{
#ifdef __STDC_ISO_10646__ /* else nobody says what a wchar_t means in this locale */
	mbstate_t state = {0};
	size_t len = wcrtomb(bytes, (wchar_t)code, &state);

	return len == (size_t)-1 ? 0 : len;
#else
	bytes[0] = (char)code;
	return code < 0x80;
#endif
}

static const char *equivalent(uint32_t code)
{
	static const struct {
		uint32_t first, last;
		const char *ascii;
	} table[] = {
		{0xa0, 0xa0, " "},       {0xab, 0xab, "\""},      {0xb7, 0xb7, "-"},
		{0xbb, 0xbb, "\""},      {0xd7, 0xd7, "x"},       {0x300, 0x36f, ""},
		{0x2002, 0x200a, " "},   {0x2010, 0x2013, "-"},   {0x2014, 0x2015, "--"},
		{0x2018, 0x201b, "'"},   {0x201c, 0x201f, "\""},  {0x2020, 0x2023, "*"},
		{0x2026, 0x2026, "..."}, {0x202f, 0x202f, " "},   {0x2032, 0x2032, "'"},
		{0x2033, 0x2033, "\""},  {0x2039, 0x2039, "<"},   {0x203a, 0x203a, ">"},
		{0x2190, 0x2190, "<-"},  {0x2191, 0x2191, "^"},   {0x2192, 0x2192, "->"},
		{0x2193, 0x2193, "v"},   {0x2194, 0x2194, "<->"}, {0x2197, 0x2197, "->"},
		{0x21b5, 0x21b5, "<-"},  {0x21d2, 0x21d2, "=>"},  {0x2212, 0x2212, "-"},
		{0x2248, 0x2248, "~"},   {0x2260, 0x2260, "!="},  {0x2264, 0x2264, "<="},
		{0x2265, 0x2265, ">="},  {0x2500, 0x2501, "-"},   {0x2502, 0x2503, "|"},
		{0x2504, 0x2505, "-"},   {0x2506, 0x2507, "|"},   {0x2508, 0x2509, "-"},
		{0x250a, 0x250b, "|"},   {0x250c, 0x254b, "+"},   {0x254c, 0x254d, "-"},
		{0x254e, 0x254f, "|"},   {0x2550, 0x2550, "="},   {0x2551, 0x2551, "|"},
		{0x2552, 0x257f, "+"},   {0x2580, 0x2593, "#"},   {0x25a0, 0x25ac, "*"},
		{0x25b2, 0x25b5, "^"},   {0x25b6, 0x25bb, ">"},   {0x25bc, 0x25bf, "v"},
		{0x25c0, 0x25c5, "<"},   {0x25c6, 0x25c7, "*"},   {0x25cb, 0x25cb, "o"},
		{0x25cf, 0x25cf, "*"},   {0x2713, 0x2714, "ok"},  {0x2717, 0x2718, "x"},
		{0xfe00, 0xfe0f, ""},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (code <= table[i].last)
			return code >= table[i].first ? table[i].ascii : "?";
	return "?";
}

const char *charset_spelling(uint32_t code)
{
	char bytes[MB_LEN_MAX];

	if (code < 0x80 || is_utf8() || encode(code, bytes))
		return NULL;
	return equivalent(code);
}

void charset_add(const char *text, size_t len, struct buffer *out)
{
	char bytes[MB_LEN_MAX];
	size_t size;
	uint32_t code;

	if (is_utf8()) {
		buffer_add(out, text, len);
		return;
	}
	for (; len; text += size, len -= size) {
		const char *spelling;

		size = utf8_decode(text, len, &code);
		spelling = size ? charset_spelling(code) : "?";
		size = size ? size : 1;
		if (spelling)
			buffer_add_string(out, spelling);
		else
			buffer_add(out, bytes, encode(code, bytes));
	}
}
