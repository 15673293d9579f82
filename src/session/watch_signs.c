/* What `watch` tells outside its screen: by the window's title, a call, and the clipboard. */
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/job.h"
#include "rustgym/event/terminal_order.h"
#include "watch_views.h"

#include <stdlib.h>
#include <string.h>

enum {
	LONG_MS = 5000, /* after a longer check the learner may have looked away */
	TMUX_MS = 5000,
};

void watch_title(struct face *f, const struct exercise *exercise, const char *state)
{
	char *text = memory_format("%s: %s", exercise->name, state);

	if (f->terminal)
		terminal_set_title(f->terminal, text);
	free(text);
}

static const char *state_of(const struct verdict *verdict)
{
	if (verdict->outcome == OUTCOME_PASSED)
		return "passed";
	if (verdict->outcome == OUTCOME_UNVERIFIED)
		return "not verified";
	return verdict->step != STEP_CLIPPY && diagnostics_count(&verdict->diagnostics, LEVEL_ERROR)
		       ? "does not compile"
		       : "fails";
}

void watch_announce(struct face *f, const struct verdict *verdict)
{
	const char *notify = f->app->config.values[CONFIG_NOTIFY], *state = state_of(verdict);
	char *text = memory_format("%s: %s", verdict->exercise->name, state);

	uv_update_time(&f->loop);
	if (verdict->exercise == session_focus(f->session))
		watch_title(f, verdict->exercise, state);
	if (f->terminal && strcmp(notify, "off") != 0 && uv_now(&f->loop) - f->began > LONG_MS)
		terminal_call(f->terminal,
			      strcmp(notify, "desktop") == 0 ? CALL_DESKTOP : CALL_BELL, text);
	free(text);
}

static void on_told(const struct job_result *result, void *data)
{
	(void)result, (void)data;
}

/* tmux leaves out the terminal's own sequence, unless its `set-clipboard` is on. */
static void copy_to_tmux(struct face *f, const char *text)
{
	const char *const argv[] = {"tmux", "set-buffer", "-w", "--", text, NULL};
	const struct job_options options = {
		.argv = argv, .deadline_ms = TMUX_MS, .done = on_told, .data = f};

	job_start(&f->loop, &options, NULL);
}

void watch_copy_path(struct face *f)
{
	const struct exercise *exercise = editor_target(f->editor, f->session);
	char *path, *whole, *text;

	if (!exercise)
		return;
	path = editor_path(f->editor, exercise);
	whole = path_join(f->app->workspace.root, path);
	text = memory_format("copied: %s", path);
	terminal_copy(f->terminal, whole);
	if (getenv("TMUX"))
		copy_to_tmux(f, whole);
	face_answer(text, f);
	free(text);
	free(whole);
	free(path);
}
