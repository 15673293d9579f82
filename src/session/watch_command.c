/* Runs a command that was typed into `watch`, and shows what it says. */
#include "rustgym/app/judged.h"
#include "rustgym/base/installed.h"
#include "rustgym/base/memory.h"
#include "rustgym/ui/text.h"
#include "watch_views.h"

#include <stdlib.h>
#include <string.h>

enum {
	WORDS_MAX = 20,
	COMMAND_MS = 15 * 60 * 1000, /* `check` of a whole course takes minutes */
	MOMENT_MS = 150,             /* what ends sooner needs no page of its own */
	SECOND_MS = 1000,
	HEARD_MAX = 64 * 1024,
};

/* These only read, so that they can be run again when the window gets another width. */
static bool only_reads(const struct strings *words)
{
	static const char *const names[] = {"diff", "explain",  "help",  "history",
					    "list", "solution", "stats", NULL};
	const char *name = words->count ? words->items[0] : "";

	for (const char *const *n = names; *n; n++)
		if (strcmp(*n, name) == 0)
			return true;
	return strcmp(name, "hint") == 0 && strings_contain(words, "--opened");
}

/* ---- the page -------------------------------------------------------------------------------- */

static void lay_page(struct face *f);

static bool is_shown(const struct typed_command *c)
{
	const struct face *f = c->face;

	return f->view == VIEW_PAGE && f->lay == lay_page && f->shown_command == c;
}

static void open_page(struct typed_command *c, const struct buffer *text, size_t scroll)
{
	struct face *f = c->face;

	face_open_page(f, text, lay_page);
	f->shown_command = c;
	f->scroll = scroll;
}

/* Appends the page of a command that runs. */
static void draw_running(const struct typed_command *c, struct buffer *out)
{
	const struct face *f = c->face;
	const struct style *style = &f->app->style;
	const struct tally tally = {
		.course = f->app->course,
		.marks = c->marks,
		.seconds = (unsigned)((uv_now(&f->loop) - c->began) / 1000),
	};
	size_t width = style_prose_width(style);

	if (c->judged) {
		tally_draw(&tally, style, out);
	} else {
		style_addf(out, style, INK_BOLD, "`rustgym %s` runs", c->words.items[0]);
		if (tally.seconds)
			buffer_addf(out, "  %u s", tally.seconds);
		buffer_add_char(out, '\n');
	}
	if (c->now.len) {
		text_clean(c->now.data, c->now.len, style->colour, out);
		buffer_add_char(out, '\n');
	}
	if (c->heard.len) {
		buffer_add_char(out, '\n');
		text_clean(c->heard.data, c->heard.len, style->colour, out);
	}
	buffer_add_char(out, '\n');
	text_fill("c cancels it. Esc goes back, and it goes on.\n", width, 0, out);
}

static void show_running(struct typed_command *c)
{
	struct buffer out = BUFFER_INIT;

	draw_running(c, &out);
	open_page(c, &out, is_shown(c) ? c->face->scroll : 0);
	c->opened = true;
	buffer_clear(&out);
}

static void tick(uv_timer_t *clock)
{
	struct typed_command *c = clock->data;

	if (!c->anew && (is_shown(c) || !c->opened))
		show_running(c);
}

/* ---- what it says ------------------------------------------------------------------------------ */

/* Takes one whole line: it is about an exercise that was judged, or it is shown. */
static void hear_line(struct typed_command *c, size_t exercises)
{
	const char *line = c->line.data, *end = line + c->line.len;
	enum judged judged;
	size_t at;

	if (judged_read(line, end, exercises, &at, &judged)) {
		c->judged += c->marks[at] == JUDGED_NOT_YET;
		c->marks[at] = judged;
	} else if (judged_now(line, end)) {
		buffer_reset(&c->now);
		buffer_add_string(&c->now, judged_now(line, end));
	} else if (!judged_is_line(line, end) && c->heard.len < HEARD_MAX) {
		buffer_reset(&c->now); /* that is done */
		buffer_add(&c->heard, line, c->line.len);
		buffer_add_char(&c->heard, '\n');
	}
	buffer_reset(&c->line);
}

static void hear(enum job_stream stream, const char *bytes, size_t len, void *data)
{
	struct typed_command *c = data;

	(void)stream;
	for (size_t i = 0; i < len; i++)
		if (bytes[i] == '\n')
			hear_line(c, c->face->app->course->count);
		else if (c->line.len < HEARD_MAX)
			buffer_add_char(&c->line, bytes[i]);
	if (!c->anew && c->opened && is_shown(c))
		show_running(c);
}

/* Appends all that it said, but for the lines about exercises. */
static void add_output(const struct buffer *output, struct buffer *out)
{
	struct buffer text = BUFFER_INIT;

	judged_leave_out(output->data, &text);
	text_clean(text.data, text.len, true, out);
	buffer_clear(&text);
}

/* ---- its end ----------------------------------------------------------------------------------- */

/* Appends the last line that has something in it. */
static void add_last_line(const char *text, struct buffer *out)
{
	const char *found = text;
	size_t found_len = 0;

	while (*text) {
		size_t len = strcspn(text, "\n");

		if (strspn(text, " ") < len) {
			found = text;
			found_len = len;
		}
		text += len + (text[len] == '\n');
	}
	text_line(found, found_len, out);
}

/* Says above another page how it ended. */
static void announce(const struct typed_command *c, const char *how)
{
	char *text = memory_format("`rustgym %s` has ended: %s", c->words.items[0], how);

	face_answer(text, c->face);
	free(text);
}

static void say_cancelled(struct typed_command *c)
{
	struct face *f = c->face;
	char *text =
		c->judged
			? memory_format(
				  "`rustgym %s` is cancelled. It had judged %zu of %zu exercises.",
				  c->words.items[0], c->judged, f->app->course->count)
			: memory_format("`rustgym %s` is cancelled.", c->words.items[0]);

	if (is_shown(c))
		face_leave_view(f);
	face_answer(text, f);
	free(text);
}

/* Shows the output, or says that there is none. A learner who has gone elsewhere stays there. */
static void show_output(struct typed_command *c, struct buffer *text)
{
	struct buffer last = BUFFER_INIT;

	if (c->opened && !is_shown(c)) {
		add_last_line(text->len ? text->data : "done", &last);
		announce(c, last.data);
	} else if (text->len) {
		open_page(c, text, c->anew ? c->face->scroll : 0);
	} else {
		if (is_shown(c)) /* it says that it runs */
			face_leave_view(c->face);
		face_answer("Done.", c->face);
	}
	buffer_clear(&last);
}

static void done(const struct job_result *result, void *data)
{
	struct typed_command *c = data;
	struct face *f = c->face;
	struct buffer text = BUFFER_INIT;

	c->job = NULL;
	uv_timer_stop(&c->clock);
	if (f->life == FACE_CLOSING || (c->anew && !is_shown(c)))
		return; /* nobody looks at it any more */
	add_output(result->out, &text);
	session_refresh(f->session);
	session_read_settings(f->session);
	if (!f->verifying && is_shown(c))
		face_set_status(f, "");
	if (result->outcome == JOB_CANCELLED && !text.len) {
		say_cancelled(c);
	} else {
		if (result->outcome == JOB_CANCELLED)
			buffer_add_string(&text, "\nIt was cancelled.\n");
		else if (result->outcome != JOB_EXITED)
			buffer_add_string(&text, "\nIt did not end by itself.\n");
		else if (result->status && !text.len)
			buffer_addf(&text, "It failed: exit status %d.\n", result->status);
		show_output(c, &text);
	}
	buffer_clear(&text);
	if (is_shown(c))
		lay_page(f); /* the width may have changed meanwhile */
}

/* ---- starting it --------------------------------------------------------------------------------- */

static void start(struct typed_command *c, bool anew)
{
	struct face *f = c->face;
	char *program = installed_program();
	const char *argv[WORDS_MAX + 4] = {program, "-C", f->app->workspace.root};
	struct strings env = STRINGS_INIT;
	const struct job_options options = {.argv = argv,
					    .env = &env,
					    .deadline_ms = COMMAND_MS,
					    .merge = true,
					    .output = hear,
					    .done = done,
					    .data = c};
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < c->words.count && i < WORDS_MAX; i++)
		argv[3 + i] = c->words.items[i];
	c->anew = anew;
	c->columns = f->app->style.width;
	strings_addf(&env, "RUSTGYM_PAGE=%d", c->columns);
	if (f->app->style.colour)
		strings_add(&env, "CLICOLOR_FORCE=1");
	if (f->app->reviews)
		strings_add(&env, "RUSTGYM_REVIEW=1"); /* as --review, for commands that have it */
	else
		strings_add(&env,
			    JUDGED_WANTED);   /* a check is about the course, not about copies */
	strings_add(&env, "RUSTGYM_TRUST=1"); /* this session runs the course already */
	buffer_reset(&c->heard);
	buffer_reset(&c->now);
	buffer_reset(&c->line);
	c->judged = 0;
	free(c->marks);
	c->marks = memory_new(f->app->course->count * sizeof(*c->marks));
	uv_update_time(&f->loop);
	c->began = uv_now(&f->loop);
	c->job = program ? job_start(&f->loop, &options, &err) : NULL;
	if (c->job)
		uv_timer_start(&c->clock, tick, MOMENT_MS, SECOND_MS);
	else
		face_notice(program ? err.message : "the program's own path is unknown", f);
	strings_clear(&env);
	free(program);
}

/*
 * The window has another width: a command that runs says so in it, and one that has ended is run again if it
 * can be. Its old page stays until then.
 */
static void lay_page(struct face *f)
{
	struct typed_command *c = f->shown_command;

	if (c->job && !c->anew)
		show_running(c);
	else if (!c->job && only_reads(&c->words) && c->columns != f->app->style.width)
		start(c, true);
}

/* ---- several commands ---------------------------------------------------------------------------- */

static bool is_called(const struct typed_command *c, const char *name)
{
	return c->job && strcmp(c->words.items[0], name) == 0;
}

/* Returns the command that runs and whose page is shown, else any that runs; NULL: none does. */
static struct typed_command *running(struct face *f)
{
	struct typed_command *found = NULL;

	for (size_t i = 0; i < FACE_COMMANDS; i++)
		if (f->commands[i].job && (!found || is_shown(&f->commands[i])))
			found = &f->commands[i];
	return found;
}

static void refuse(struct face *f, const char *name)
{
	char *text = memory_format("`rustgym %s` still runs: :%s shows it", name, name);

	face_set_status(f, text);
	f->remark = true;
	face_mark(f);
	free(text);
}

/* Two commands can run at the same time if one of them only reads. */
void watch_command_run(struct face *f, const char *const *words)
{
	struct typed_command *other = running(f), *c = NULL;
	struct strings asked = STRINGS_INIT;

	strings_add_all(&asked, words);
	for (size_t i = 0; i < FACE_COMMANDS; i++)
		if (!f->commands[i].job)
			c = &f->commands[i];
	if (other && is_called(other, words[0]) && !only_reads(&asked)) {
		show_running(other);
	} else if (!c || (other && !only_reads(&asked) && !only_reads(&other->words))) {
		refuse(f, other->words.items[0]);
	} else {
		strings_clear(&c->words);
		strings_add_all(&c->words, words);
		c->opened = false;
		start(c, false);
	}
	strings_clear(&asked);
}

bool watch_command_is_shown(const struct face *f)
{
	return f->shown_command && f->shown_command->job && is_shown(f->shown_command);
}

bool watch_command_runs(const struct face *f)
{
	for (size_t i = 0; i < FACE_COMMANDS; i++)
		if (f->commands[i].job)
			return true;
	return false;
}

void watch_command_cancel(struct face *f)
{
	job_cancel(running(f)->job);
}

void watch_command_init(struct face *f)
{
	for (size_t i = 0; i < FACE_COMMANDS; i++) {
		f->commands[i].face = f;
		uv_timer_init(&f->loop, &f->commands[i].clock);
		f->commands[i].clock.data = &f->commands[i];
	}
}

void watch_command_free(struct face *f)
{
	for (size_t i = 0; i < FACE_COMMANDS; i++) {
		struct typed_command *c = &f->commands[i];

		strings_clear(&c->words);
		buffer_clear(&c->heard);
		buffer_clear(&c->now);
		buffer_clear(&c->line);
		free(c->marks);
	}
}
