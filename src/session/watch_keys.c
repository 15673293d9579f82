/* Answers the keys of `watch` on a terminal: most of them open a page. */
#include "rustgym/app/advice.h"
#include "rustgym/app/explanation.h"
#include "rustgym/app/topic_page.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/key.h"
#include "rustgym/ui/report.h"
#include "watch_views.h"

#include <stdlib.h>
#include <string.h>

/* Goes to the next hint. Only this opens one that was closed. */
static void next_hint(struct face *f)
{
	const struct exercise *exercise = face_exercise(f);
	const struct progress_entry *entry;
	struct error err = ERROR_INIT;

	if (!exercise)
		return;
	entry = progress_find(session_progress(f->session), exercise->name);
	if (!entry || f->hint >= entry->hints) {
		if (advice_open(f->app, exercise, &err))
			face_notice(err.message, f);
		session_refresh(f->session);
	}
	face_show_hints(f, f->hint + 1);
}

/* Opens a page with the text, or says above this one why there is none. */
static void open_text(struct face *f, int result, struct buffer *text, const struct error *err,
		      void (*lay)(struct face *f))
{
	if (result && !text->len)
		face_answer(err->message, f);
	else
		face_open_page(f, text, lay);
}

static void show_lesson(struct face *f)
{
	const struct exercise *exercise = face_exercise(f);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!exercise)
		return;
	open_text(f,
		  exercise_is_foreign(exercise) /* what there is to read is its lesson */
			  ? topic_page_draw_of(f->app, exercise, &out, &err)
			  : advice_lesson(f->app, exercise, &out, &err),
		  &out, &err, show_lesson);
	buffer_clear(&out);
}

static void show_topic_page(struct face *f)
{
	const struct exercise *exercise = face_exercise(f);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!exercise)
		return;
	open_text(f, topic_page_draw_of(f->app, exercise, &out, &err), &out, &err, show_topic_page);
	buffer_clear(&out);
}

/* Returns the code of the open error; NULL: no error is open, or it has none. */
static const char *open_code(const struct face *f)
{
	int number = 0;

	for (size_t i = 0; f->last && i < f->last->diagnostics.count; i++) {
		const struct diagnostic *d = &f->last->diagnostics.items[i];

		if (d->level == LEVEL_ERROR && number++ == f->shown_findings.open)
			return d->code;
	}
	return NULL;
}

char *face_topic(const struct face *f)
{
	const char *code = open_code(f);

	return code ? memory_copy_string(code)
		    : explanation_topic(session_progress(f->session), face_exercise(f));
}

/* Explains f->topic. */
static void lay_explanation(struct face *f)
{
	const struct exercise *exercise = face_exercise(f);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;
	int result = f->topic ? explanation_draw(f->app, session_progress(f->session), exercise,
						 f->topic, &out, &err)
			      : error_set(&err, ERROR_USAGE,
					  "there is no error code to explain now");

	open_text(f, result, &out, &err, lay_explanation);
	buffer_clear(&out);
}

static void show_explanation(struct face *f)
{
	free(f->topic);
	f->topic = face_topic(f);
	lay_explanation(f);
}

/* Takes the lesson away: the verdict is left, or the errors that have arrived so far. */
static void leave_lesson(struct face *f)
{
	if (!f->lesson.len || (f->verifying && !f->live))
		return;
	if (f->live)
		buffer_remove_head(&f->page, f->lesson.len);
	buffer_reset(&f->lesson);
	f->scroll = 0;
	face_compose(f);
	face_mark(f);
}

/* ---- scrolling ------------------------------------------------------------------------------------ */

static bool scrolled(struct face *f, int key)
{
	int columns, rows;
	size_t page;

	terminal_size(&columns, &rows);
	if (f->marked) { /* several keys arrived before a frame was drawn */
		struct screen screen = face_screen(f);
		screen_settle(&screen);
		f->scroll = screen.scroll;
	}
	page = rows > 6 ? (size_t)rows - 6 : 1;
	switch (key) {
	case KEY_UP:
		f->scroll -= f->scroll > 0;
		return true;
	case KEY_DOWN:
		f->scroll++;
		return true;
	case KEY_PAGE_UP:
		f->scroll -= f->scroll < page ? f->scroll : page;
		return true;
	case KEY_PAGE_DOWN:
	case ' ':
		f->scroll += page;
		return true;
	case KEY_HOME:
	case 'g':
		f->scroll = 0;
		return true;
	case KEY_END:
	case 'G':
		f->scroll = (size_t)1 << 30;
		return true;
	default:
		return false;
	}
}

void face_lay_anew(struct face *f)
{
	size_t scroll = f->scroll;

	if (f->view == VIEW_LIST) {
		watch_list_show(f);
	} else if (f->view == VIEW_HINTS) {
		face_show_hints(f, f->hint);
	} else if (f->view == VIEW_PAGE && f->lay) {
		f->lay(f);
		f->scroll = scroll;
	}
	if (f->subject && !f->live)
		face_compose(f);
}

void face_redraw(void *data)
{
	struct face *f = data;
	int columns, rows;

	terminal_size(&columns, &rows);
	f->app->style.width = columns; /* the rows of all these depend on it */
	buffer_reset(&f->shown);
	face_lay_anew(f);
	face_mark(f);
}

/* Answers the keys that mean something else in the view of hints. */
static bool on_hint_key(struct face *f, int key)
{
	if (f->view != VIEW_HINTS)
		return false;
	if (key == KEY_RIGHT || key == KEY_ENTER)
		next_hint(f);
	else if (key == KEY_LEFT)
		face_show_hints(f, f->hint > 0 ? f->hint - 1 : 0);
	else
		return false;
	return true;
}

/* ---- one key each ---------------------------------------------------------------------------------- */

static void go_next(struct face *f)
{
	face_close_views(f);
	session_next(f->session);
}

static void go_back(struct face *f)
{
	face_close_views(f);
	session_back(f->session);
}

static void check_again(struct face *f)
{
	if (session_focus(f->session))
		session_verify(f->session, session_focus(f->session));
}

static void show_hints(struct face *f)
{
	face_show_hints(f, f->view == VIEW_HINTS ? f->hint : ADVICE_LAST);
}

/* A command whose page is not shown does not hide what else runs. */
static void cancel(struct face *f)
{
	bool idle = session_work(f->session).activity == SESSION_IDLE;

	if (watch_command_runs(f) && (idle || watch_command_is_shown(f)))
		watch_command_cancel(f);
	else
		face_cancel(f);
}

static void edit(struct face *f)
{
	const struct exercise *exercise = editor_target(f->editor, f->session);

	if (f->last && f->last->exercise == exercise && f->shown_findings.open > 0)
		editor_heed_finding(f->editor, f->last, (size_t)f->shown_findings.open);
	watch_edit(f, exercise);
}

/* Asks before a reset: the same key a second time means yes. */
static void reset(struct face *f)
{
	const struct exercise *exercise = session_focus(f->session);

	if (exercise)
		watch_reset(f, exercise);
}

/* Runs a command of the program that is about the exercise on the screen. */
static void about_focus(struct face *f, const char *command)
{
	const struct exercise *exercise = face_exercise(f);
	char *line = exercise ? memory_format("%s %s", command, exercise->name) : NULL;

	if (line)
		watch_command(f, line);
	free(line);
}

static void show_changes(struct face *f)
{
	about_focus(f, "diff");
}

static void show_solution(struct face *f)
{
	about_focus(f, "solution");
}

static void show_history(struct face *f)
{
	about_focus(f, "history");
}

static void undo(struct face *f)
{
	about_focus(f, "undo");
}

static void show_stats(struct face *f)
{
	watch_command(f, "stats");
}

static void next_finding(struct face *f)
{
	face_show_finding(f, f->shown_findings.open + 1);
}

static void finding_before(struct face *f)
{
	face_show_finding(f, f->shown_findings.open - 1);
}

static void toggle_all(struct face *f)
{
	bool all = f->view == VIEW_VERDICT && f->shown_findings.open == REPORT_ALL;
	bool polish = strcmp(f->app->config.values[CONFIG_POLISH], "on") == 0;

	if (f->view == VIEW_PAGE || f->view == VIEW_LIST)
		return;
	f->shown_findings = (struct report_options){
		.polish = !all || polish, .open = all ? 0 : REPORT_ALL, .whole = !all};
	if (f->view == VIEW_HINTS) /* beside them is a part of the failure */
		face_show_verdict(f);
	f->scroll = 0;
	face_compose(f);
}

static void enter(struct face *f)
{
	if (f->view == VIEW_VERDICT && f->last && f->last->outcome == OUTCOME_PASSED)
		go_next(f);
	else if (f->view == VIEW_VERDICT)
		leave_lesson(f);
}

static void type_command(struct face *f)
{
	watch_prompt_open(f, ':');
}

static void type_search(struct face *f)
{
	watch_prompt_open(f, '/');
}

static void redraw(struct face *f)
{
	face_redraw(f);
}

static void quit(struct face *f)
{
	face_quit(f);
}

void face_leave_view(struct face *f)
{
	if (f->view != VIEW_LIST && f->list.course)
		watch_list_show(f);
	else
		face_show_verdict(f);
}

static void leave_view_or_quit(struct face *f)
{
	if (f->view == VIEW_VERDICT)
		quit(f);
	else
		face_leave_view(f);
}

static const struct {
	int key;
	void (*act)(struct face *f);
} actions[] = {
	{'q', leave_view_or_quit},
	{KEY_INTERRUPT, quit},
	{'n', go_next},
	{'p', go_back},
	{'r', check_again},
	{'h', show_hints},
	{'w', show_explanation},
	{'c', cancel},
	{'l', watch_list_show},
	{'e', edit},
	{'y', watch_copy_path},
	{'L', show_lesson},
	{'i', show_topic_page},
	{'s', show_solution},
	{'d', show_changes},
	{'H', show_history},
	{'x', reset},
	{'u', undo},
	{'S', show_stats},
	{'j', next_finding},
	{'k', finding_before},
	{'v', toggle_all},
	{'?', watch_keys_page},
	{KEY_ENTER, enter},
	{KEY_ESCAPE, face_leave_view},
	{':', type_command},
	{'/', type_search},
	{KEY_REDRAW, redraw},
};

bool face_is_key(int key)
{
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		if (actions[i].key == key)
			return true;
	return false;
}

/* The last answer stays while the learner scrolls, and while something is typed that may be about it. */
static bool leaves_answer(const struct face *f, int key)
{
	static const int keys[] = {KEY_UP,   KEY_DOWN, KEY_PAGE_UP, KEY_PAGE_DOWN, ' ',
				   KEY_HOME, KEY_END,  KEY_REDRAW,  ':',           '/'};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (keys[i] == key)
			return true;
	return f->prompt.sign;
}

static void obey(struct face *f, int key)
{
	if (watch_prompt_key(f, key))
		return;
	if (f->remark) {
		f->remark = false;
		face_set_status(f, "");
		face_mark(f);
	}
	if (f->view == VIEW_LIST && watch_list_key(f, key))
		return;
	if (f->doomed && key != 'x') {
		f->doomed = NULL;
		face_set_status(f, "");
		face_mark(f);
	}
	if (scrolled(f, key)) {
		face_mark(f);
		return;
	}
	if (on_hint_key(f, key))
		return;
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		if (actions[i].key == key)
			actions[i].act(f);
}

void face_on_key(int key, void *data)
{
	struct face *f = data;

	if (!leaves_answer(f, key))
		face_forget_answers(f);
	f->answering = true;
	obey(f, key);
	f->answering = false;
}

void face_on_paste(int key, void *data)
{
	if (key >= ' ' && key != KEY_BACKSPACE && key < KEY_UP && face_is_typed(data))
		face_on_key(key, data);
}
