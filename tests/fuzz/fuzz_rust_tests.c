/* The tests in a Rust text: the input is the learner's text, a zero byte, and the text that was handed out. */
#include "fuzz.h"
#include "rustgym/course/rust_tests.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *zero = size ? memchr(data, 0, size) : NULL;
	size_t first = zero ? (size_t)(zero - data) : size;
	char *mine = fuzz_text(data, first);
	char *theirs = fuzz_text(data + (zero ? first + 1 : 0), zero ? size - first - 1 : size);
	struct buffer out = BUFFER_INIT;
	struct strings names = STRINGS_INIT;

	/* A text has its own tests, and putting them back changes nothing. */
	CHECK(rust_tests_changed(theirs, theirs) == 0);
	rust_tests_graft(theirs, theirs, RUST_TEST_ITEMS | RUST_TEST_EXAMPLES, &out);
	CHECK(strcmp(out.data, theirs) == 0);
	buffer_reset(&out);
	/* Without parts nothing is put back. */
	rust_tests_graft(mine, theirs, 0, &out);
	CHECK(strcmp(out.data, mine) == 0);
	buffer_reset(&out);
	rust_tests_graft(mine, theirs, RUST_TEST_ITEMS | RUST_TEST_EXAMPLES, &out);
	rust_tests_names(mine, &names);
	for (size_t i = 0; i < names.count; i++)
		CHECK(*names.items[i]);
	strings_clear(&names);
	buffer_clear(&out);
	free(theirs);
	free(mine);
	return 0;
}
