/* Two versions of a file beside and below each other: a person sees them safely, whatever is in them. */
#include "fuzz.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/utf8.h"
#include "rustgym/ui/diff.h"
#include "rustgym/ui/side_by_side.h"

#include <stdlib.h>
#include <string.h>

static void check_unified(const struct diff *diff, const struct style *style, bool equal)
{
	struct buffer out = BUFFER_INIT;

	CHECK(diff_draw(diff, style, &out) == !equal);
	CHECK(equal == !out.len);
	if (!diff->exact)
		fuzz_check_printable(out.data, out.len, style->colour ? ANY_COLOURS : NO_ESCAPES);
	buffer_clear(&out);
}

static void check_side_by_side(const struct piece *old, const struct piece *new,
			       const struct style *style)
{
	struct buffer out = BUFFER_INIT, left = BUFFER_INIT, right = BUFFER_INIT;

	buffer_add(&left, old->bytes, old->len);
	buffer_add(&right, new->bytes, new->len);
	side_by_side_draw(&(struct side_by_side){.left_title = "old",
						 .right_title = "new",
						 .left = left.data,
						 .right = right.data,
						 .rust = true},
			  style, &out);
	fuzz_check_printable(out.data, out.len, style->colour ? ANY_COLOURS : NO_ESCAPES);
	buffer_clear(&left);
	buffer_clear(&right);
	buffer_clear(&out);
}

/* The first byte is the style; "\n====\n" divides the rest. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char between[] = "\n====\n";
	const char *text = (const char *)data + 1, *middle;
	char path[] = "a.rs";
	struct file_set_item old = {.path = path}, new = {.path = path};
	struct file_set olds = {.items = &old, .count = 1}, news = {.items = &new, .count = 1};
	struct diff diff = {
		.old = &olds, .new = &news, .old_name = "@1", .new_name = "", .folder = ""};
	struct style style;
	bool equal;

	if (!size)
		return 0;
	style = fuzz_style(data[0]);
	size--;
	middle = size ? memmem(text, size, between, strlen(between)) : NULL;
	old.len = middle ? (size_t)(middle - text) : size;
	old.bytes = memory_copy(text, old.len);
	new.len = middle ? size - old.len - strlen(between) : 0;
	new.bytes = memory_copy(middle ? middle + strlen(between) : "", new.len);
	equal = old.len == new.len &&memcmp(old.bytes, new.bytes, old.len) == 0;
	check_unified(&diff, &style, equal);
	diff.exact = true;
	check_unified(&diff, &style, equal);
	if (diff_is_text(&old) && diff_is_text(&new))
		check_side_by_side(&(struct piece){old.bytes, old.len},
				   &(struct piece){new.bytes, new.len}, &style);
	free(old.bytes);
	free(new.bytes);
	return 0;
}
