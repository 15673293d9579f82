/* Answers the keys of `watch` on a terminal: most of them open a page. */
#include "rustgym/app/advice.h"
#include "rustgym/app/explanation.h"
#include "rustgym/app/reference.h"
#include "rustgym/app/topic_page.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/key.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/rust_colour.h"
#include "rustgym/ui/text.h"
#include "watch_views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char all_keys[] =
	"Look\n"
	"  h          hints: there Right opens one more, and Left goes back\n"
	"  L i        the lesson, with an example; the page of the topic\n"
	"  j k v      the next error or failed test; the one before; all of them\n"
	"  w          why: what the error code means\n"
	"  /          search in what is shown; / and Enter goes to the next place\n"
	"  l          the list of all exercises: go to one, search, reset\n"
	"  Enter      hide the lesson, and see how the exercise fails\n"
	"  Esc        back to the verdict\n"
	"Move\n"
	"  n p        the next exercise that is not done; the exercise before this one\n"
	"Work\n"
	"  e y        open your editor at the first error; copy the path of the file\n"
	"  r c        check again; cancel what runs\n"
	"  d H        what you changed; your earlier versions\n"
	"  x u        reset the exercise (asks first); undo what rustgym changed last\n"
	"  s          the solution with its comments, after the pass\n"
	"  S          statistics: time, tries, hints\n"
	"  :          any command of rustgym; Tab completes it\n"
	"Screen\n"
	"  up, down, PgUp, PgDn, Home, End   scroll\n"
	"  Ctrl-L     draw the screen again\n"
	"  Ctrl-Z     to the shell (fg brings rustgym back)\n"
	"  q, Ctrl-C  quit\n"
	"\n"
	"You can save any exercise of the course: rustgym checks that one. A page that\n"
	"you opened stays open; the second row tells the verdict.\n";

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

/* Opens a page with the text, or with the reason why there is none. */
static void open_text(struct face *f, int result, struct buffer *text, const struct error *err)
{
	if (result)
		buffer_addf(text, "%s\n", err->message);
	face_open_page(f, text);
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
		  &out, &err);
	buffer_clear(&out);
}

static void show_topic_page(struct face *f)
{
	const struct exercise *exercise = face_exercise(f);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	if (!exercise)
		return;
	open_text(f, topic_page_draw_of(f->app, exercise, &out, &err), &out, &err);
	buffer_clear(&out);
}

static void show_explanation(struct face *f)
{
	const struct exercise *exercise = face_exercise(f);
	char *topic = explanation_topic(session_progress(f->session), exercise);
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;
	int result = topic ? explanation_draw(f->app, session_progress(f->session), exercise, topic,
					      &out, &err)
			   : error_set(&err, ERROR_USAGE, "there is no error code to explain now");

	open_text(f, result, &out, &err);
	free(topic);
	buffer_clear(&out);
}

static void show_solution(struct face *f)
{
	const struct exercise *exercise = face_exercise(f);
	struct file_set files = FILE_SET_INIT;
	struct buffer out = BUFFER_INIT, source = BUFFER_INIT;
	struct error err = ERROR_INIT;
	int result;

	if (!exercise)
		return;
	result = reference_read(f->app, exercise, false, &files, &err);
	for (size_t i = 0; !result && i < files.count; i++) {
		style_addf(&out, &f->app->style, INK_BOLD, "the solution: %s", files.items[i].path);
		buffer_add_string(&out, "\n\n");
		text_clean(files.items[i].bytes, files.items[i].len, false, &source);
		rust_colour_draw(source.data, &f->app->style, &out);
		buffer_add_char(&out, '\n');
		buffer_reset(&source);
	}
	if (!result)
		report_links(exercise, &f->app->style, &out);
	open_text(f, result, &out, &err);
	file_set_clear(&files);
	buffer_clear(&source);
	buffer_clear(&out);
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

static void show_keys(struct face *f)
{
	struct buffer out = BUFFER_INIT;

	buffer_addf(&out, "Watching by %s. All keys:\n\n", session_method(f->session));
	buffer_add_string(&out, all_keys);
	face_open_page(f, &out);
	buffer_clear(&out);
}

/* ---- the editor --------------------------------------------------------------------------------- */

static void lend_terminal(void *data)
{
	struct face *f = data;

	terminal_release(f->terminal);
}

static void take_terminal_back(void *data)
{
	struct face *f = data;

	terminal_acquire(f->terminal);
	if (f->life == FACE_LEAVES)
		face_quit(f);
}

struct editor_host watch_editor_host(struct face *f)
{
	return (struct editor_host){.lend = lend_terminal,
				    .take_back = take_terminal_back,
				    .fail = face_answer,
				    .tell = face_answer,
				    .data = f};
}

void watch_edit(struct face *f, const struct exercise *exercise)
{
	session_read_settings(f->session);
	if (exercise)
		editor_open(f->editor, exercise);
	else
		face_notice("there is no exercise to edit", f);
}

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
		f->scroll = 0;
		return true;
	case KEY_END:
		f->scroll = (size_t)1 << 30;
		return true;
	default:
		return false;
	}
}

void face_redraw(void *data)
{
	struct face *f = data;

	buffer_reset(&f->shown);
	if (f->view == VIEW_LIST) /* its columns depend on the width */
		watch_list_show(f);
	else if (f->view == VIEW_HINTS)
		face_show_hints(f, f->hint);
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
	f->view = VIEW_VERDICT;
	session_next(f->session);
}

static void go_back(struct face *f)
{
	f->view = VIEW_VERDICT;
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

static void cancel(struct face *f)
{
	if (f->command)
		job_cancel(f->command);
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
	bool all = f->shown_findings.open == REPORT_ALL;
	bool polish = strcmp(f->app->config.values[CONFIG_POLISH], "on") == 0;

	f->shown_findings = (struct report_options){.polish = !all || polish,
						    .open = all ? 0 : REPORT_ALL};
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

static const struct {
	int key;
	void (*act)(struct face *f);
} actions[] = {
	{'q', quit},
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
	{'?', show_keys},
	{KEY_ENTER, enter},
	{KEY_ESCAPE, face_show_verdict},
	{':', type_command},
	{'/', type_search},
	{KEY_REDRAW, redraw},
};

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
