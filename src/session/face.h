/*
 * The screen of `watch` on a terminal: what it shows, and how it is drawn. face.c draws it,
 * watch_keys.c answers keys, watch_key_line.c says which there are, watch_prompt.c reads typed commands,
 * watch_screen.c shows the session's events, and watch_notices.c has the lines above the page.
 */
#ifndef RUSTGYM_FACE_H
#define RUSTGYM_FACE_H

#include "editor.h"
#include "rustgym/app/app.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/strings.h"
#include "rustgym/event/job.h"
#include "rustgym/event/signals.h"
#include "rustgym/event/terminal.h"
#include "rustgym/toolchain/verdict.h"
#include "rustgym/ui/exercise_list.h"
#include "rustgym/ui/report.h"
#include "rustgym/ui/screen.h"
#include "rustgym/ui/tally.h"
#include "session.h"

#include <stdbool.h>
#include <stddef.h>
#include <uv.h>

/* The last row, while a command or a search is typed into it. */
struct prompt {
	char sign;          /* ':' a command, '/' a search; '\0': nothing is typed */
	struct buffer text; /* without the sign */
	struct buffer drawn;
	struct buffer search, command; /* the last ones */
};

enum { FACE_COMMANDS = 2 }; /* that run at the same time */

/* A command of the program that was typed (watch_command.c). */
struct typed_command {
	struct face *face;
	struct job *job;      /* NULL: none runs */
	struct strings words; /* of the command that runs or ran last */
	struct buffer heard;  /* what it said, but for the lines of a check */
	struct buffer now;    /* what it does now, in its own words; empty: it does not say */
	struct buffer line;   /* the beginning of a line */
	enum judged *marks;   /* of a check; one for each exercise of the course */
	size_t judged;        /* exercises that have a mark */
	uv_timer_t clock;
	uint64_t began; /* milliseconds of the loop's clock */
	int columns;    /* that its output is laid out for */
	bool opened;    /* its page was opened; before that, it has run for a moment only */
	bool anew;      /* it runs once more for another width: what it said stays until then */
};

/* What the screen shows. A save never takes a view away; Esc leaves it. */
enum view {
	VIEW_VERDICT,
	VIEW_PAGE, /* a text: the lesson, the topic's page, the solution, the keys */
	VIEW_HINTS,
	VIEW_LIST,
};

struct face {
	struct app *app;
	uv_loop_t loop;
	struct session *session;
	struct terminal *terminal;
	struct signals signals;
	struct editor *editor;
	uv_prepare_t turn;      /* draws before the loop waits */
	char *links;            /* screen.links, or NULL */
	bool marked;            /* the screen must be drawn again */
	struct buffer shown;    /* the frame that is on the terminal; empty: unknown */
	struct buffer above;    /* the answers and the notices, as they are drawn */
	struct buffer page;     /* the page that is shown */
	struct buffer verdict;  /* the page of the exercise: verdict_page_draw */
	struct buffer headline; /* the last verdict's first line */
	struct buffer lesson;   /* the lesson above the verdict; empty: the exercise was changed */
	int lesson_width;       /* the columns that it was laid out for */
	struct buffer task;     /* the task of `subject`, on one line */
	struct buffer state;    /* row 2: the last verdict in one line */
	struct buffer stamp;    /* row 2: when it was saved */
	struct buffer answers;  /* lines above the page: what the last key was answered with */
	bool answers_seen;      /* the next save removes them, as the next key does */
	bool answering;         /* a key is obeyed: a notice is its answer */
	struct buffer notices;  /* lines above the page */
	/* length of the notices at the last verdict; the next save removes them */
	size_t notices_seen;
	struct verdict *last; /* the last verdict on `subject`; NULL: none */
	struct report_options shown_findings;
	bool cut;                    /* the page leaves out a part of the open finding */
	const struct exercise *next; /* the next one after a pass, if `moved`; NULL: all are done */
	bool moved;                  /* the page says which exercise comes next */
	struct time_spent time;      /* of work on `subject`, after its pass */
	struct verdict *foreseen;    /* how that one fails now; NULL: it is not known */
	struct buffer status; /* row 2 instead of the state: what runs, or a remark; "": nothing */
	bool remark;          /* the status is a remark, and goes with the next key */
	const struct exercise *subject; /* the exercise of the page; NULL: none yet */
	bool live;                      /* diagnostics are added to the page as they arrive */
	bool verifying;
	uv_timer_t pulse;            /* while something runs: tells what, and since when */
	uint64_t began;              /* milliseconds of the loop's clock at the last save */
	const struct exercise *busy; /* the exercise that runs or ran last */
	bool stale;                  /* the page is from before this save, and is drawn so */
	struct buffer doing;         /* what the build says: "37 of 84 crates"; empty: nothing */
	uv_timer_t glance;           /* looks once more at what is built in the background */
	struct buffer background;    /* row 2 instead of the stamp: what that is; empty: nothing */
	struct buffer building;      /* about a first build, above the page; empty: there is none */
	enum view view;
	void (*lay)(struct face *
			    f); /* lays VIEW_PAGE anew for another width; NULL: it stays as it is */
	char *topic;            /* that is explained in VIEW_PAGE */
	int hint;               /* the hint whose text VIEW_HINTS shows (advice_view) */
	struct exercise_list list;     /* of VIEW_LIST */
	const struct exercise *doomed; /* a second key would reset it; NULL: none */
	struct prompt prompt;
	const struct watch_options *options; /* which commands can be typed */
	struct typed_command commands[FACE_COMMANDS];
	struct typed_command *shown_command; /* the one that VIEW_PAGE was last about; NULL: none */
	/* FACE_LEAVES: it closes as soon as the editor gives the terminal back */
	enum { FACE_OPEN, FACE_LEAVES, FACE_CLOSING } life;
	char *path;                         /* screen.path, or NULL */
	const char *keys[16];               /* face_keys */
	struct buffer edit_key, filter_key; /* two of them */
	size_t scroll;
};

struct screen face_screen(struct face *f);

/* A change only marks the screen. It is drawn before the loop waits; a verdict is drawn at once. */
void face_mark(struct face *f);
void face_draw(struct face *f); /* draws it now, if it is marked */

void face_set_page(struct face *f, const struct buffer *text);
void face_set_status(struct face *f, const char *text); /* in row 2; "": the last verdict */

/* Fills f->lesson for an exercise that nobody has changed yet, and empties it for any other. */
void face_lay_lesson(struct face *f, const struct exercise *exercise);

/* Draws the page of the exercise anew. `f->scroll` stays. */
void face_compose(struct face *f);

/* Shows the finding at an index whole; it stops at both ends. */
void face_show_finding(struct face *f, int index);

/*
 * Between face_begin and face_end something runs. After a moment the old page is marked as from
 * before this save, and the first row tells what runs, and from one second on for how long.
 */
void face_begin(struct face *f, const struct exercise *exercise);
void face_end(struct face *f);
void face_tell(struct face *f, const char *text); /* what the build is doing */
void face_cancel(struct face *f);                 /* ends what runs, and says so */

/* Opens the text as VIEW_PAGE. `lay` opens it again for another width; NULL: nothing can. */
void face_open_page(struct face *f, const struct buffer *text, void (*lay)(struct face *f));

/* Lays what is shown anew, because the screen has another width. */
void face_lay_anew(struct face *f);

/* Goes back from a view: to the list if it was opened there, else to the last verdict. */
void face_leave_view(struct face *f);

/* Leaves every view; what the exercise's page shows comes later. */
void face_close_views(struct face *f);

/* Leaves every view for the last verdict. */
void face_show_verdict(struct face *f);

/* Opens the hints, at ADVICE_LAST or at a hint that is open, or draws them anew. */
void face_show_hints(struct face *f, int at);

/* Returns the exercise that the keys are about. NULL: all are done. */
const struct exercise *face_exercise(const struct face *f);

/* Adds a line above the page. While a key is obeyed, it is the key's answer. `data` is the face. */
void face_notice(const char *text, void *data);
/* The same for an answer that comes later, or that says nothing about a save that follows. */
void face_answer(const char *text, void *data);
void face_forget_answers(struct face *f);
void face_draw_notices(struct face *f, size_t columns); /* into `above` */
void face_limit_notices(struct face *f); /* drops all notices when they are too many */

/*
 * Returns the keys of the view, most needed first, which a NULL ends. A key that would do nothing now is not
 * among them. They are valid until the next call.
 */
const char *const *face_keys(struct face *f);

/*
 * Returns the code or the lint that the key w explains: that of the open error, else the first one. The
 * caller frees it. NULL: there is none.
 */
char *face_topic(const struct face *f);

/* Returns whether the key means something on the exercise's page. */
bool face_is_key(int key);

/* For the terminal and for signals; `data` is the face. */
void face_on_key(int key, void *data);
void face_on_paste(int key, void *data); /* text for the line that is typed, else nothing */
bool face_is_typed(
	const struct face *f); /* the last row shows a command, or a search, that is typed */
void face_redraw(void *data);
void face_quit(void *data);

#endif
