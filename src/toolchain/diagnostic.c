#include "rustgym/toolchain/diagnostic.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"

#include <stdlib.h>
#include <string.h>

const char *level_name(enum level level)
{
	return level == LEVEL_ERROR ? "error" : "warning";
}

/*
 * Recognizes "3 warnings emitted" and "aborting due to 2 previous errors": the verdict says the
 * same.
 */
static bool is_summary(const char *message)
{
	return string_has_prefix(message, "aborting due to") ||
	       strstr(message, " warning emitted") || strstr(message, " warnings emitted");
}

/*
 * Returns the span from which the macros of a library were called. An absolute path is in a
 * library.
 */
static const struct json_value *called_from(const struct json_value *span)
{
	for (;;) {
		const struct json_value *outer = json_get(json_get(span, "expansion"), "span");
		const char *file = json_get_string(span, "file_name");

		if (!file || file[0] != '/' || !json_get_string(outer, "file_name"))
			return span;
		span = outer;
	}
}

static void read_span(const struct json_value *message, struct diagnostic *d)
{
	const struct json_value *span = json_first(json_get(message, "spans"));

	for (; span; span = json_next(span)) {
		if (!json_bool(json_get(span, "is_primary"), false))
			continue;
		span = called_from(span);
		d->file = memory_copy_string(json_get_string(span, "file_name"));
		if (!d->file)
			return;
		d->line = json_get_count(span, "line_start");
		d->column = json_get_count(span, "column_start");
		return;
	}
}

static bool read_message(const struct json_value *message, struct diagnostic *d)
{
	const char *level = json_get_string(message, "level");
	const char *text = json_get_string(message, "message");
	const char *rendered = json_get_string(message, "rendered");

	if (!level || !text || is_summary(text))
		return false;
	*d = (struct diagnostic){0};
	if (string_has_prefix(level, "error"))
		d->level = LEVEL_ERROR;
	else if (strcmp(level, "warning") == 0)
		d->level = LEVEL_WARNING;
	else
		return false;
	d->code = memory_copy_string(json_get_string(json_get(message, "code"), "code"));
	d->message = memory_copy_string(text);
	d->rendered = memory_copy_string(rendered ? rendered : text);
	if (d->code)
		control_remove_in_line(d->code);
	control_remove(d->message, false);
	control_remove(d->rendered, true);
	read_span(message, d);
	return true;
}

/* In rustc's own JSON the message is the root object. In cargo's JSON it is a member of it. */
bool diagnostic_read(const char *line, size_t len, struct diagnostic *diagnostic)
{
	struct json *json = len && line[0] == '{' ? json_parse(line, len, NULL, NULL) : NULL;
	const struct json_value *root;
	const char *reason;
	bool found;

	if (!json)
		return false;
	root = json_root(json);
	reason = json_get_string(root, "reason");
	if (!reason)
		found = read_message(root, diagnostic);
	else
		found = strcmp(reason, "compiler-message") == 0 && json_get(root, "message") &&
			read_message(json_get(root, "message"), diagnostic);
	json_free(json);
	return found;
}

char *diagnostic_read_executable(const char *line, size_t len, bool *is_test)
{
	struct json *json = len && line[0] == '{' ? json_parse(line, len, NULL, NULL) : NULL;
	const struct json_value *root;
	const char *reason, *path;
	char *executable = NULL;

	if (!json)
		return NULL;
	root = json_root(json);
	reason = json_get_string(root, "reason");
	path = json_get_string(root, "executable");
	if (reason && path && strcmp(reason, "compiler-artifact") == 0) {
		executable = memory_copy_string(path);
		*is_test = json_bool(json_get(json_get(root, "profile"), "test"), false);
	}
	json_free(json);
	return executable;
}

char *diagnostic_read_product(const char *line, size_t len)
{
	struct json *json = len && line[0] == '{' ? json_parse(line, len, NULL, NULL) : NULL;
	const char *path, *emitted;
	char *product = NULL;

	if (!json)
		return NULL;
	path = json_get_string(json_root(json), "artifact");
	emitted = json_get_string(json_root(json), "emit");
	if (path && emitted && strcmp(emitted, "link") == 0)
		product = memory_copy_string(path);
	json_free(json);
	return product;
}

void diagnostic_clear(struct diagnostic *diagnostic)
{
	free(diagnostic->code);
	free(diagnostic->message);
	free(diagnostic->rendered);
	free(diagnostic->file);
	*diagnostic = (struct diagnostic){0};
}

/*
 * Returns the slot of a text, or the free slot for it. It is a hash table, because one broken macro
 * can cause thousands of messages.
 */
static size_t *slot_of(const struct diagnostics *list, const char *rendered)
{
	uint64_t hash = file_hash(FILE_HASH_START, rendered, strlen(rendered));
	size_t at = (size_t)hash & (list->slot_count - 1);

	while (list->slots[at] && strcmp(list->items[list->slots[at] - 1].rendered, rendered) != 0)
		at = (at + 1) & (list->slot_count - 1);
	return &list->slots[at];
}

static void make_room(struct diagnostics *list)
{
	size_t *before = list->slots, count = list->slot_count;

	if (list->added * 2 < count)
		return;
	list->slot_count = count ? count * 2 : 16;
	list->slots = memory_new(list->slot_count * sizeof(*list->slots));
	for (size_t i = 0; i < count; i++)
		if (before[i])
			*slot_of(list, list->items[before[i] - 1].rendered) = before[i];
	free(before);
}

bool diagnostics_add(struct diagnostics *list, struct diagnostic *diagnostic)
{
	size_t *slot;

	make_room(list);
	slot = slot_of(list, diagnostic->rendered);
	if (*slot) {
		diagnostic_clear(diagnostic);
		return false;
	}
	list->items = memory_grow(list->items, list->count, sizeof(*list->items));
	list->items[list->count++] = *diagnostic;
	*slot = list->count;
	list->added++;
	*diagnostic = (struct diagnostic){0};
	return true;
}

size_t diagnostics_count(const struct diagnostics *list, enum level level)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += list->items[i].level == level;
	return count;
}

void diagnostics_clear(struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++)
		diagnostic_clear(&list->items[i]);
	free(list->items);
	free(list->slots);
	*list = (struct diagnostics){0};
}
