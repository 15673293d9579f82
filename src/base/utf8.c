#include "rustgym/base/utf8.h"

#include <string.h>

size_t utf8_decode(const char *bytes, size_t left, uint32_t *out)
{
	const unsigned char *s = (const unsigned char *)bytes;
	static const struct {
		unsigned char mask, lead;
		uint32_t least;
	} forms[] = {
		{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};

	for (size_t n = 0; n < 4; n++) {
		uint32_t code = s[0] & (unsigned char)~forms[n].mask;

		if ((s[0] & forms[n].mask) != forms[n].lead)
			continue;
		if (left <= n)
			return 0;
		for (size_t i = 1; i <= n; i++) {
			if ((s[i] & 0xc0) != 0x80)
				return 0;
			code = code << 6 | (s[i] & 0x3fu);
		}
		if (code < forms[n].least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
			return 0;
		*out = code;
		return n + 1;
	}
	return 0;
}

bool utf8_is_valid(const char *data, size_t len, size_t *at)
{
	const unsigned char *s = (const unsigned char *)data;
	const uint64_t high_bits = UINT64_C(0x8080808080808080);

	for (size_t i = 0; i < len;) {
		uint64_t eight; /* eight ASCII bytes are checked at once */
		uint32_t code;
		size_t n;

		if (i + sizeof(eight) <= len) {
			memcpy(&eight, s + i, sizeof(eight));
			if (!(eight & high_bits)) {
				i += sizeof(eight);
				continue;
			}
		}
		n = s[i] < 0x80 ? 1 : utf8_decode(data + i, len - i, &code);
		if (!n) {
			*at = i;
			return false;
		}
		i += n;
	}
	return true;
}
