/* progress.json: whatever is in it, it is read or kept aside; what was saved is read back the same. */
#include "fuzz.h"
#include "rustgym/base/file.h"
#include "rustgym/workspace/progress.h"
#include "rustgym/workspace/progress_file.h"

#include <stdio.h>
#include <string.h>

static struct workspace workspace;

static void read_file(struct buffer *out)
{
	char path[128];

	CHECK(snprintf(path, sizeof(path), "%s/.rustgym/progress.json", workspace.root) > 0);
	CHECK(file_read(path, FILE_COURSE_MAX, out, NULL) == 0);
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void check_same(const struct progress *a, const struct progress *b)
{
	CHECK(a->count == b->count && same_text(a->current, b->current));
	for (size_t i = 0; i < a->count; i++) {
		const struct progress_entry *x = &a->entries[i], *y = &b->entries[i];

		CHECK(same_text(x->name, y->name) && x->passed_at == y->passed_at);
		CHECK(x->attempts == y->attempts && x->hints == y->hints);
		CHECK(same_text(x->failing, y->failing) && same_text(x->explained, y->explained));
	}
}

/* What was read before is read again, written, and so on. */
static void save(const struct progress *before)
{
	struct progress progress = PROGRESS_INIT;

	CHECK(progress_begin(&workspace, &progress, NULL) == 0);
	CHECK(!progress.notice); /* what we wrote ourselves is not damaged */
	check_same(before, &progress);
	CHECK(progress_commit(&workspace, &progress, NULL) == 0);
	progress_clear(&progress);
}

static void check_entries(const struct progress *progress)
{
	for (size_t i = 0; i < progress->count; i++) {
		const struct progress_entry *e = &progress->entries[i];

		CHECK(progress_find(progress, e->name) == e); /* each once, sorted */
		CHECK(e->passed_at >= 0 && e->attempts >= 0 && e->hints >= 0);
		CHECK(progress_passed(progress, e->name) == (e->passed_at > 0));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buffer first = BUFFER_INIT, second = BUFFER_INIT;
	struct progress progress = PROGRESS_INIT;

	if (!workspace.root)
		CHECK(workspace_at(fuzz_folder(), &workspace, NULL) == 0);
	fuzz_write(".rustgym/progress.json", data, size);
	CHECK(progress_load(&workspace, &progress, NULL) == 0);
	check_entries(&progress);
	if (progress.notice) {
		fuzz_check_printable(progress.notice, strlen(progress.notice), NO_ESCAPES);
		CHECK(!progress.count);
		CHECK(file_remove(workspace.state, NULL) == 0); /* where it is kept aside */
	}
	save(&progress);
	read_file(&first);
	save(&progress);
	read_file(&second);
	progress_clear(&progress);
	CHECK(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
	buffer_clear(&first);
	buffer_clear(&second);
	return 0;
}
