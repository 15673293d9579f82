#include "rustgym/session/watch.h"
#include "rustgym/event/terminal.h"
#include "rustgym/ui/report.h"
#include "watch_internal.h"

#include <string.h>

static const char welcome[] =
	"Welcome to rustgym!\n"
	"Open the file of the exercise in your editor, and do the task in its first\n"
	"lines. Each time that you save the file, rustgym checks it and shows the\n"
	"result here. Three keys are enough to begin: h shows a hint, n goes on to the\n"
	"next exercise, and ? shows all the other keys.\n\n";

void watch_add_welcome(const struct session *session, const struct course *course,
		       const struct exercise *exercise, struct buffer *out)
{
	if (strcmp(course->folder, COURSE_REVIEW) != 0 && exercise == course->exercises &&
	    report_count_done(course, session_progress(session)) == 0) {
		buffer_add_string(out, welcome);
		if (course->welcome)
			buffer_addf(out, "%s\n\n", course->welcome);
	}
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
	return watch_screen(app, options->commands, err);
}
