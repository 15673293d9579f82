#include "revision.h"
#include "rustgym/base/memory.h"
#include "rustgym/workspace/progress_file.h"

#include <stdlib.h>
#include <string.h>

/* Removes "@3" from a name. */
static int take_number(char *name, int *number, struct error *err)
{
	char *at = strrchr(name, '@'), *end;
	long value;

	*number = HISTORY_PRESENT;
	if (!at)
		return 0;
	value = strtol(at + 1, &end, 10);
	if (at[1] < '0' || at[1] > '9' || *end || value > 1000000)
		return error_set(err, ERROR_USAGE,
				 "%s: a snapshot is named by its number, as in NAME@3; `rustgym "
				 "history NAME` lists them",
				 name);
	*at = '\0';
	*number = (int)value;
	return 0;
}

static int find_exercise(struct app *app, const char *name, const char *what,
			 const struct exercise **exercise, struct error *err)
{
	struct progress progress = PROGRESS_INIT;
	int result = progress_load(&app->workspace, &progress, err);

	if (!result)
		result = app_exercise(app, &progress, name, exercise, err);
	if (!result && !*exercise)
		result = error_set(err, ERROR_USAGE, "all exercises are done; name one to %s",
				   what);
	progress_clear(&progress);
	return result;
}

int revision_open(struct app *app, const char *text, const char *what, struct revision *revision,
		  struct error *err)
{
	char *name = memory_copy_string(text ? text : "");
	int result;

	*revision = (struct revision){0};
	result = take_number(name, &revision->number, err);
	if (!result)
		result = find_exercise(app, *name ? name : NULL, what, &revision->exercise, err);
	if (!result)
		result = history_open(&app->workspace, app->course, &revision->history, err);
	/* records it now, because it may be out of date */
	if (!result)
		history_progress_record(revision->history, NULL);
	free(name);
	return result;
}

void revision_close(struct revision *revision)
{
	history_free(revision->history);
	*revision = (struct revision){0};
}

void revision_say_left(const struct history_change *change, struct buffer *out)
{
	for (size_t i = 0; i < change->left.count; i++)
		buffer_addf(out, "%s.\n", change->left.items[i]);
}
