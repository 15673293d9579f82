#include "rustgym/session/watch.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/task.h"
#include "rustgym/event/terminal.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/text.h"
#include "watch_internal.h"

#include <stdlib.h>
#include <string.h>

enum { SOURCE_MAX = 4 * 1024 * 1024 };

static const char welcome[] =
	"Welcome to rustgym!\n"
	"Open the file of the exercise in your editor, and do the task in its first lines. Each "
	"time that you save the file, rustgym checks it and shows the result here. Three keys are "
	"enough to begin: h shows a hint, n goes on to the next exercise, and ? shows all the "
	"other keys.\n\n";

void watch_add_welcome(const struct session *session, const struct app *app,
		       const struct exercise *exercise, struct buffer *out)
{
	const struct course *course = app->course;

	if (strcmp(course->folder, COURSE_REVIEW) != 0 && exercise == course->exercises &&
	    report_count_done(course, session_progress(session)) == 0) {
		text_fill(welcome, style_prose_width(&app->style), 0, out);
		if (course->welcome)
			buffer_addf(out, "%s\n\n", course->welcome);
	}
}

void watch_read_task(const struct app *app, const struct exercise *exercise, struct buffer *task)
{
	struct buffer source = BUFFER_INIT, text = BUFFER_INIT;
	char *path = path_join(app->workspace.root, exercise->path);

	if (exercise->folder) {
		char *folder = path;

		path = exercise->stage
			       ? memory_format("%s/tests/%s.rs", folder, exercise->tests.items[0])
			       : path_join(folder, exercise_first_file(exercise));
		free(folder);
	}
	buffer_reset(task);
	if (file_read(path, SOURCE_MAX, &source, NULL) == 0)
		task_read(source.data, &text);
	text_line(text.data, text.len, task);
	buffer_clear(&source);
	buffer_clear(&text);
	free(path);
}

const char *watch_end(const struct app *app)
{
	return app->reviews ? "The review is done." : "All exercises are done.";
}

int watch_run(struct app *app, const struct watch_options *options, struct error *err)
{
	if (options->json)
		return watch_json(app, err);
	if (app->plain || !terminal_is_usable())
		return watch_lines(app, err);
	return watch_screen(app, options, err);
}
