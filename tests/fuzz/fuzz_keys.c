/* What a terminal sends: every byte is taken once, and what was read as a key is one by itself. */
#include "fuzz.h"
#include "rustgym/event/key.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;

	for (size_t at = 0, took; at < size; at += took) {
		int key = -1, alone = -1;

		took = key_decode(bytes + at, size - at, &key);
		CHECK(took >= 1 && took <= size - at);
		CHECK((key >= 0 && key < 256) || (key >= KEY_UP && key <= KEY_UNKNOWN));
		CHECK(took == 1 || key >= KEY_UP);
		CHECK(key_decode(bytes + at, took, &alone) == took);
		CHECK(alone == key);
	}
	return 0;
}
