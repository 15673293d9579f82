#include "kept_output.h"

enum { SLACK = 64 * 1024 }; /* bytes that the tail may have too many, so that it is seldom moved */

void kept_output_init(struct kept_output *kept, size_t limit)
{
	*kept = (struct kept_output){.half = limit / 2};
	buffer_init(&kept->head);
	buffer_init(&kept->tail);
}

void kept_output_clear(struct kept_output *kept)
{
	buffer_clear(&kept->head);
	buffer_clear(&kept->tail);
}

static void shorten_tail(struct kept_output *kept, size_t limit)
{
	size_t len = kept->tail.len;

	if (len <= limit)
		return;
	kept->dropped += len - kept->half;
	buffer_remove_head(&kept->tail, len - kept->half);
}

void kept_output_add(struct kept_output *kept, const char *bytes, size_t len)
{
	size_t room = kept->half - kept->head.len;
	size_t first = len < room ? len : room;

	buffer_add(&kept->head, bytes, first);
	buffer_add(&kept->tail, bytes + first, len - first);
	shorten_tail(kept, 2 * kept->half + SLACK);
}

struct buffer *kept_output_join(struct kept_output *kept)
{
	shorten_tail(kept, kept->half);
	if (kept->dropped)
		buffer_addf(&kept->head, "\n[... %zu bytes left out ...]\n", kept->dropped);
	buffer_add(&kept->head, kept->tail.data, kept->tail.len);
	return &kept->head;
}
