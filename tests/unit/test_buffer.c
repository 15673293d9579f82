#include "rustgym/base/buffer.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static void starts_empty_and_owns_nothing(void **state)
{
	struct buffer b = BUFFER_INIT;

	(void)state;
	assert_string_equal(b.data, "");
	assert_int_equal(b.len, 0);
	assert_int_equal(b.capacity, 0);
	buffer_add(&b, "ignored", 0);
	assert_int_equal(b.capacity, 0);
	buffer_clear(&b);
	buffer_clear(&b);
}

static void grows_and_stays_terminated(void **state)
{
	struct buffer b = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < 10000; i++) {
		buffer_add_char(&b, (char)('a' + i % 26));
		assert_int_equal(b.len, i + 1);
		assert_int_equal(b.data[b.len], 0);
	}
	for (size_t i = 0; i < b.len; i++)
		assert_int_equal(b.data[i], 'a' + i % 26);
	buffer_clear(&b);
}

static void keeps_bytes_of_any_value(void **state)
{
	static const char bytes[] = {'a', 0, '\xff', 0};
	struct buffer b = BUFFER_INIT;

	(void)state;
	buffer_add(&b, bytes, sizeof(bytes));
	buffer_add_string(&b, "z");
	assert_int_equal(b.len, 5);
	assert_memory_equal(b.data, "a\0\xff\0z", 6);
	buffer_clear(&b);
}

static void formats_at_its_end(void **state)
{
	struct buffer b = BUFFER_INIT;
	char *long_text = memory_new(5000 + 1);

	(void)state;
	memset(long_text, 'x', 5000);
	buffer_addf(&b, "%d-%s", 7, "seven");
	buffer_addf(&b, "%s", "");
	buffer_addf(&b, "[%s]", long_text);
	assert_int_equal(b.len, 7 + 5002);
	assert_memory_equal(b.data, "7-seven[x", 9);
	assert_string_equal(b.data + b.len - 2, "x]");
	free(long_text);
	buffer_clear(&b);
}

static void repeats(void **state)
{
	struct buffer b = BUFFER_INIT;

	(void)state;
	buffer_add_repeated(&b, "-=", 3);
	buffer_add_repeated(&b, "never", 0);
	assert_string_equal(b.data, "-=-=-=");
	buffer_clear(&b);
}

static void loses_its_head(void **state)
{
	struct buffer b = BUFFER_INIT;

	(void)state;
	buffer_add_string(&b, "abcdef");
	buffer_remove_head(&b, 0);
	assert_string_equal(b.data, "abcdef");
	buffer_remove_head(&b, 2);
	assert_string_equal(b.data, "cdef");
	assert_int_equal(b.len, 4);
	buffer_remove_head(&b, 100);
	assert_string_equal(b.data, "");
	assert_int_equal(b.len, 0);
	buffer_clear(&b);
}

static void is_cut_but_never_lengthened(void **state)
{
	struct buffer b = BUFFER_INIT;

	(void)state;
	buffer_add_string(&b, "abcdef");
	buffer_truncate(&b, 100);
	assert_int_equal(b.len, 6);
	buffer_truncate(&b, 3);
	assert_string_equal(b.data, "abc");
	buffer_truncate(&b, 0);
	assert_string_equal(b.data, "");
	buffer_clear(&b);
}

static void reset_keeps_the_memory(void **state)
{
	struct buffer b = BUFFER_INIT;
	size_t capacity;

	(void)state;
	buffer_reserve(&b, 1000);
	capacity = b.capacity;
	assert_true(capacity >= 1001);
	buffer_add_string(&b, "text");
	buffer_reset(&b);
	assert_int_equal(b.capacity, capacity);
	assert_string_equal(b.data, "");
	buffer_reset(
		&(struct buffer)BUFFER_INIT); /* of an empty one: the shared "" is not written */
	buffer_clear(&b);
}

static void detached_memory_is_the_callers(void **state)
{
	struct buffer b = BUFFER_INIT;
	char *text;

	(void)state;
	buffer_add_string(&b, "mine");
	text = buffer_detach(&b);
	assert_string_equal(text, "mine");
	assert_string_equal(b.data, "");
	assert_int_equal(b.capacity, 0);
	free(text);
	text = buffer_detach(&b); /* of an empty one, too */
	assert_string_equal(text, "");
	free(text);
}

static void clears_what_is_zeroed(void **state)
{
	struct buffer b;

	(void)state;
	memset(&b, 0, sizeof(b));
	buffer_clear(&b);
	assert_string_equal(b.data, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starts_empty_and_owns_nothing),
		cmocka_unit_test(grows_and_stays_terminated),
		cmocka_unit_test(keeps_bytes_of_any_value),
		cmocka_unit_test(formats_at_its_end),
		cmocka_unit_test(repeats),
		cmocka_unit_test(loses_its_head),
		cmocka_unit_test(is_cut_but_never_lengthened),
		cmocka_unit_test(reset_keeps_the_memory),
		cmocka_unit_test(detached_memory_is_the_callers),
		cmocka_unit_test(clears_what_is_zeroed),
	};

	return run_group(tests);
}
