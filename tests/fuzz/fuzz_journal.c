/*
 * An update that was cut short is finished: whatever its journal and the staged course hold, it is
 * finished or refused, and nothing outside of the workspace changes.
 *
 * The input is the journal, and after the line "----" a text of the staged course.
 */
#include "fuzz.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/history/history.h"
#include "rustgym/update/update.h"
#include "update/update_internal.h"

#include <stdlib.h>
#include <string.h>

/* What is read is written as it was. */
static void check_read(const struct workspace *workspace)
{
	struct journal journal, again;
	struct update update = {0};
	struct app app = {.workspace = *workspace};
	struct error err = ERROR_INIT;

	if (journal_read(workspace, &journal, &err)) {
		fuzz_check_printable(err.message, strlen(err.message), NO_ESCAPES);
		journal_clear(&journal);
		return;
	}
	update.app = &app;
	update.course = journal.course;
	update.pulled = journal.pulled;
	update.again = journal.again;
	CHECK(journal_write(&update, journal.applied, NULL) == 0);
	CHECK(journal_read(workspace, &again, NULL) == 0);
	CHECK(again.applied == journal.applied && again.pulled == journal.pulled);
	CHECK(again.again.count == journal.again.count);
	for (size_t i = 0; i < again.again.count; i++)
		CHECK(strcmp(again.again.items[i], journal.again.items[i]) == 0);
	CHECK(!again.course == !journal.course);
	CHECK(!again.course || strcmp(again.course, journal.course) == 0);
	journal_clear(&again);
	journal_clear(&journal);
}

static void check_finish(const char *root)
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct app app = {0};
	bool finished;

	CHECK(workspace_at(root, &app.workspace, NULL) == 0);
	CHECK(config_load(&app.workspace, &app.config, NULL) == 0);
	app.course = course_load(root, &problems, NULL);
	CHECK(app.course);
	if (update_finish(&app, &finished, &err))
		fuzz_check_printable(err.message, strlen(err.message), NO_ESCAPES);
	app_close(&app);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char between[] = "\n----\n";
	static const char *const may_change[] = {"w/.rustgym", "w/exercises", NULL};
	const char *middle = size ? memmem(data, size, between, strlen(between)) : NULL;
	size_t len = middle ? (size_t)(middle - (const char *)data) : size;
	char *root = path_join(fuzz_folder(), "w");
	struct workspace workspace;
	struct history *history;
	uint64_t before;

	fuzz_keep_history_module();
	fuzz_write("victim/kept", "kept\n", 5);
	fuzz_write_course("w");
	CHECK(workspace_at(root, &workspace, NULL) == 0);
	CHECK(workspace_prepare(&workspace, NULL) == 0);
	CHECK(history_open(&workspace, NULL, &history, NULL) == 0);
	history_free(history);
	fuzz_write_course("w/.rustgym/" UPDATE_NEW);
	if (middle)
		fuzz_write("w/.rustgym/" UPDATE_NEW "/exercises/01_a/01_b/one.rs",
			   middle + strlen(between), size - len - strlen(between));
	before = fuzz_state_of("", may_change);
	fuzz_write("w/.rustgym/" UPDATE_JOURNAL, data, len);
	check_read(&workspace);
	fuzz_write("w/.rustgym/" UPDATE_JOURNAL, data, len);
	check_finish(root);
	CHECK(fuzz_state_of("", may_change) == before);
	workspace_clear(&workspace);
	fuzz_forget("w");
	free(root);
	return 0;
}
