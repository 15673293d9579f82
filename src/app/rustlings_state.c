#include "rustlings_state.h"
#include "rustgym/base/control.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/base/strings.h"
#include "rustgym/base/utf8.h"
#include "rustgym/workspace/progress_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The third line names the current exercise; from the fifth on, each line names one that is done. */
enum { LINE_CURRENT = 3, LINE_DONE = 5, STRANGERS_MAX = 10 };

enum { NAME_MAX_LEN = 80 }; /* bytes */

/* The result of reading the file. */
struct found {
	size_t done;
	struct strings strangers; /* names that no exercise of the course has */
};

static void add_stranger(struct found *found, const char *name)
{
	size_t at;

	if (*name && strlen(name) <= NAME_MAX_LEN && utf8_is_valid(name, strlen(name), &at) &&
	    !control_is_in(name))
		strings_add(&found->strangers, name);
}

/* Enters what the lines say. */
static void enter(const struct course *course, char *text, int64_t when, struct progress *progress,
		  struct found *found)
{
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
			found->done++;
		} else if (number >= LINE_DONE) {
			add_stranger(found, line);
		}
		line += len + more;
	}
}

static int adopt(const struct workspace *workspace, const struct course *course, char *text,
		 int64_t when, struct found *found, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = progress_begin(workspace, &progress, err);

	if (!result && !progress.text) { /* no other process was faster */
		enter(course, text, when, &progress, found);
		result = progress_commit(workspace, &progress, err);
	}
	progress_clear(&progress);
	return result;
}

/* The course can be of another version than the rustlings that was used in it. */
static void add_strangers(const struct strings *names, struct buffer *out)
{
	for (size_t i = 0; i < names->count && i < STRANGERS_MAX; i++)
		buffer_addf(out, "%s%s",
			    i ? ", " : ". Done there, but not in this course: ", names->items[i]);
	if (names->count > STRANGERS_MAX)
		buffer_addf(out, " and %zu more", names->count - STRANGERS_MAX);
}

static char *say(const struct found *found)
{
	struct buffer out = BUFFER_INIT;

	buffer_addf(&out,
		    "%zu exercise%s done according to rustlings, and so here. `rustgym check` "
		    "looks for itself",
		    found->done, found->done == 1 ? " is" : "s are");
	add_strangers(&found->strangers, &out);
	return buffer_detach(&out);
}

char *rustlings_state_adopt(const struct workspace *workspace, const struct course *course)
{
	char *path = path_join(workspace->root, ".rustlings-state.txt"), *said = NULL;
	struct buffer text = BUFFER_INIT;
	struct error err = ERROR_INIT;
	struct stat st;
	struct found found = {0, STRINGS_INIT};

	if ((course->kind != COURSE_RUSTLINGS && course->kind != COURSE_RUSTLINGS_INIT) ||
	    progress_examine(workspace) != PROGRESS_ABSENT || lstat(path, &st) < 0 ||
	    !S_ISREG(st.st_mode) || file_read(path, FILE_SOURCE_MAX, &text, NULL))
		goto done;
	if (adopt(workspace, course, text.data, (int64_t)st.st_mtime, &found, &err))
		said = memory_format("the progress of rustlings can't be taken over: %s",
				     err.message);
	else if (found.done || found.strangers.count)
		said = say(&found);
done:
	strings_clear(&found.strangers);
	buffer_clear(&text);
	free(path);
	return said;
}
