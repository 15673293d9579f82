/* progress.json: whatever is in it, it is read or kept aside; what was saved is read back the same. */
#include "fuzz.h"
#include "rustgym/file.h"
#include "rustgym/progress.h"

#include <stdio.h>
#include <string.h>

static struct workspace workspace;

static void read_file(struct buffer *out)
{
	char path[128];

	CHECK(snprintf(path, sizeof(path), "%s/.rustgym/progress.json", workspace.root) > 0);
	CHECK(file_read(path, FILE_COURSE_MAX, out, NULL) == 0);
}

static void save(void)
{
	struct progress progress = PROGRESS_INIT;

	CHECK(progress_begin(&workspace, &progress, NULL) == 0);
	CHECK(!progress.notice); /* what we wrote ourselves is not damaged */
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
	progress_clear(&progress);
	save();
	read_file(&first);
	save();
	read_file(&second);
	CHECK(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
	buffer_clear(&first);
	buffer_clear(&second);
	return 0;
}
