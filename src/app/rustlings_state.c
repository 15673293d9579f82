#include "rustlings_state.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/workspace/progress_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The third line names the current exercise; from the fifth on, each line names one that is done. */
enum { LINE_CURRENT = 3, LINE_DONE = 5 };

/* Enters what the lines say. Returns the number of exercises that are done. */
static size_t enter(const struct course *course, char *text, int64_t when,
		    struct progress *progress)
{
	size_t done = 0;
	int number = 1;

	for (char *line = text; *line; number++) {
		size_t len = strcspn(line, "\n");
		bool more = line[len] != '\0';
		const struct exercise *exercise;

		line[len] = '\0';
		if (len && line[len - 1] == '\r')
			line[len - 1] = '\0';
		exercise = number >= LINE_CURRENT ? course_find(course, line) : NULL;
		if (exercise && number == LINE_CURRENT) {
			progress_set_current(progress, exercise->name);
		} else if (exercise && number >= LINE_DONE) {
			progress_entry(progress, exercise->name)->passed_at = when;
			done++;
		}
		line += len + more;
	}
	return done;
}

static int adopt(const struct workspace *workspace, const struct course *course, char *text,
		 int64_t when, size_t *done, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = progress_begin(workspace, &progress, err);

	if (!result && !progress.text) { /* no other process was faster */
		*done = enter(course, text, when, &progress);
		result = progress_commit(workspace, &progress, err);
	}
	progress_clear(&progress);
	return result;
}

char *rustlings_state_adopt(const struct workspace *workspace, const struct course *course)
{
	char *path = path_join(workspace->root, ".rustlings-state.txt"), *said = NULL;
	struct buffer text = BUFFER_INIT;
	struct error err = ERROR_INIT;
	struct stat st;
	size_t done = 0;

	if ((course->kind != COURSE_RUSTLINGS && course->kind != COURSE_RUSTLINGS_INIT) ||
	    progress_examine(workspace) != PROGRESS_ABSENT || lstat(path, &st) < 0 ||
	    !S_ISREG(st.st_mode) || file_read(path, FILE_SOURCE_MAX, &text, NULL))
		goto done;
	if (adopt(workspace, course, text.data, (int64_t)st.st_mtime, &done, &err))
		said = memory_format("the progress of rustlings can't be taken over: %s",
				     err.message);
	else if (done)
		said = memory_format(
			"%zu exercise%s done according to rustlings, and so here. `rustgym check` "
			"looks for itself",
			done, done == 1 ? " is" : "s are");
done:
	buffer_clear(&text);
	free(path);
	return said;
}
