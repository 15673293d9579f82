#include "history/history_internal.h"
#include "store.h"

#include <git2.h>
#include <string.h>

/* ---- line ends -------------------------------------------------------------------------------- */

/* Returns whether every line ends with CR LF. */
static bool is_dos(const struct file_set_item *item)
{
	bool any = false;

	for (size_t i = 0; i < item->len; i++) {
		if (item->bytes[i] != '\n')
			continue;
		if (!i || item->bytes[i - 1] != '\r')
			return false;
		any = true;
	}
	return any;
}

static void add_unix(struct buffer *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i] != '\r' || i + 1 == len || bytes[i + 1] != '\n')
			buffer_add_char(out, bytes[i]);
}

static void add_dos(struct buffer *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == '\n')
			buffer_add_char(out, '\r');
		buffer_add_char(out, bytes[i]);
	}
}

/* ---- three-way merge ------------------------------------------------------------------------- */

static bool is_text(const struct file_set_item *item)
{
	return !item || (!item->link && !memchr(item->bytes, '\0', item->len));
}

struct side {
	struct buffer text;
	git_merge_file_input input;
};

static void take_side(struct side *side, const struct file_set_item *item, bool as_unix)
{
	buffer_init(&side->text);
	if (item && as_unix)
		add_unix(&side->text, item->bytes, item->len);
	else if (item)
		buffer_add(&side->text, item->bytes, item->len);
	git_merge_file_input_init(&side->input, GIT_MERGE_FILE_INPUT_VERSION);
	side->input.ptr = side->text.data;
	side->input.size = side->text.len;
}

int op_merge(struct git_history *history, const struct file_set_item *base,
	     const struct file_set_item *mine, const struct file_set_item *theirs,
	     struct buffer *out, bool *conflict, struct error *err)
{
	git_merge_file_options options;
	git_merge_file_result merged = {0};
	bool dos = is_dos(mine);
	struct side sides[3];
	int status;

	(void)history;
	if (!is_text(base) || !is_text(mine) || !is_text(theirs)) {
		*conflict = true;
		buffer_add(out, mine->bytes, mine->len);
		return 0;
	}
	take_side(&sides[0], base, dos);
	take_side(&sides[1], mine, dos);
	take_side(&sides[2], theirs, dos);
	git_merge_file_options_init(&options, GIT_MERGE_FILE_OPTIONS_VERSION);
	options.our_label = "yours";
	options.their_label = "course";
	status = git_merge_file(&merged, &sides[0].input, &sides[1].input, &sides[2].input,
				&options);
	if (!status) {
		*conflict = !merged.automergeable;
		if (dos)
			add_dos(out, merged.ptr, merged.len);
		else
			buffer_add(out, merged.ptr, merged.len);
	}
	git_merge_file_result_free(&merged);
	for (size_t i = 0; i < 3; i++)
		buffer_clear(&sides[i].text);
	return status < 0 ? store_failed(err, "two texts can't be merged") : 0;
}
