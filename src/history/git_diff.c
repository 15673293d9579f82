#include "git_diff.h"
#include "git_store.h"

#include <string.h>

static int print_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
		      const git_diff_line *line, void *data)
{
	struct buffer *out = data;

	(void)delta;
	(void)hunk;
	switch (line->origin) {
	case GIT_DIFF_LINE_CONTEXT:
	case GIT_DIFF_LINE_ADDITION:
	case GIT_DIFF_LINE_DELETION:
		buffer_add_char(out, line->origin);
		break;
	case GIT_DIFF_LINE_FILE_HDR:
		return 0; /* ours says the same in a line */
	default:
		break;
	}
	buffer_add(out, line->content, line->content_len);
	return 0;
}

static int write_one(const char *path, const struct file_set_item *from,
		     const struct file_set_item *to, struct buffer *out, struct error *err)
{
	git_patch *patch = NULL;
	int status = git_patch_from_buffers(&patch, from ? from->bytes : NULL, from ? from->len : 0,
					    path, to ? to->bytes : NULL, to ? to->len : 0, path,
					    NULL);

	buffer_addf(out, "--- %s%s\n+++ %s%s\n", path, from ? "" : " (not there)", path,
		    to ? "" : " (gone)");
	if (!status)
		status = git_patch_print(patch, print_line, out);
	git_patch_free(patch);
	return status < 0 ? store_failed(err, path) : 0;
}

static bool same(const struct file_set_item *a, const struct file_set_item *b)
{
	return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

int diff_write(const struct file_set *from, const struct file_set *to, struct buffer *out,
	       struct error *err)
{
	size_t a = 0, b = 0;
	int result = 0;

	while (!result && (a < from->count || b < to->count)) {
		const struct file_set_item *x = a < from->count ? &from->items[a] : NULL;
		const struct file_set_item *y = b < to->count ? &to->items[b] : NULL;
		int order = !x ? 1 : !y ? -1 : strcmp(x->path, y->path);

		if (order < 0)
			result = write_one(x->path, x, NULL, out, err);
		else if (order > 0)
			result = write_one(y->path, NULL, y, out, err);
		else if (!same(x, y))
			result = write_one(x->path, x, y, out, err);
		a += order <= 0;
		b += order >= 0;
	}
	return result;
}
