#include "editor.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/event/guest.h"
#include "rustgym/event/terminal.h"

#include <stdlib.h>
#include <string.h>

/* An editor that runs. */
struct opened {
	struct opened *next;
	struct editor *editor;
	struct guest *guest;
	char *name; /* for messages: name_of */
	bool terminal;
};

/* Where an exercise has its first error. */
struct spot {
	const struct exercise *exercise; /* NULL: of none yet */
	char *file;                      /* relative to the workspace; NULL: there is no error */
	int line, column;
};

struct editor {
	struct app *app;
	uv_loop_t *loop;
	struct editor_host host;
	struct opened *opened;
	struct spot judged;   /* of the last verdict or error */
	struct spot foreseen; /* of the exercise after a pass */
	enum {
		KNOWS_BEFORE, /* how it was before the last save */
		KNOWS_SOME,   /* the errors that have arrived so far */
		KNOWS_ALL,
		KNOWS_PASS,
	} knows;
};

struct editor *editor_new(struct app *app, uv_loop_t *loop, const struct editor_host *host)
{
	struct editor *editor = memory_new(sizeof(*editor));

	editor->app = app;
	editor->loop = loop;
	editor->host = *host;
	return editor;
}

/* ---- where ---------------------------------------------------------------------------------------- */

/* The course's own files of an exercise are put back before a verdict, so nothing is fixed there. */
static bool is_learners(const struct exercise *exercise, const char *file)
{
	const char *inner;

	if (!file)
		return false;
	if (!exercise->folder)
		return strcmp(file, exercise->path) == 0;
	inner = path_below(file, exercise->path);
	return inner && exercise_file_owner(exercise, inner) == OWNER_LEARNER;
}

/* Takes the place of an error over, if the learner can fix something there. */
static void take_place(struct spot *spot, const char *file, int line, int column)
{
	if (!is_learners(spot->exercise, file))
		return;
	spot->file = memory_copy_string(file);
	spot->line = line;
	spot->column = column;
}

static void begin(struct spot *spot, const struct exercise *exercise)
{
	free(spot->file);
	*spot = (struct spot){.exercise = exercise};
}

/* Finds the place of the first error, or of the first failed test, from this index on. */
static void find_place(struct spot *spot, const struct verdict *v, size_t from)
{
	bool errors = diagnostics_count(&v->diagnostics, LEVEL_ERROR) > 0;
	size_t number = 0;

	begin(spot, v->exercise);
	for (size_t i = 0; !spot->file && i < v->diagnostics.count; i++) {
		const struct diagnostic *d = &v->diagnostics.items[i];

		if (d->level == LEVEL_ERROR && number++ >= from)
			take_place(spot, d->file, d->line, d->column);
	}
	for (size_t i = 0; !errors && !spot->file && i < v->tests.count; i++) {
		const struct test_result *test = &v->tests.items[i];

		if (test->outcome == TEST_FAILED && number++ >= from)
			take_place(spot, test->file, test->line, 0);
	}
}

void editor_heed_start(struct editor *editor, const struct exercise *exercise)
{
	if (exercise == editor->judged.exercise)
		editor->knows = KNOWS_BEFORE;
}

void editor_heed_error(struct editor *editor, const struct exercise *exercise,
		       const struct diagnostic *d)
{
	if (d->level != LEVEL_ERROR)
		return;
	if (exercise != editor->judged.exercise || editor->knows != KNOWS_SOME)
		begin(&editor->judged, exercise);
	editor->knows = KNOWS_SOME;
	if (!editor->judged.file)
		take_place(&editor->judged, d->file, d->line, d->column);
}

void editor_heed(struct editor *editor, const struct verdict *v)
{
	editor_heed_finding(editor, v, 0);
	if (v->outcome == OUTCOME_PASSED)
		editor->knows = KNOWS_PASS;
}

void editor_heed_finding(struct editor *editor, const struct verdict *v, size_t from)
{
	find_place(&editor->judged, v, from);
	editor->knows = KNOWS_ALL;
}

void editor_heed_foreseen(struct editor *editor, const struct verdict *v)
{
	find_place(&editor->foreseen, v, 0);
}

const struct exercise *editor_target(const struct editor *editor, const struct session *session)
{
	const struct exercise *focus = session_focus(session), *next;

	if (!focus)
		return session_current(session);
	if (focus != editor->judged.exercise || editor->knows != KNOWS_PASS)
		return focus;
	next = session_following(session);
	return next ? next : focus;
}

/* ---- opening -------------------------------------------------------------------------------------- */

static void forget(struct opened *opened)
{
	struct opened **at = &opened->editor->opened;

	while (*at != opened)
		at = &(*at)->next;
	*at = opened->next;
	free(opened->name);
	free(opened);
}

static void on_ended(int status, int signal, void *data)
{
	struct opened *opened = data;
	const struct editor_host host = opened->editor->host;
	bool had_terminal = opened->terminal;
	char *text = NULL;

	if (signal)
		text = memory_format("%s was ended by signal %d (%s)", opened->name, signal,
				     strsignal(signal));
	else if (status)
		text = memory_format("%s failed: its exit status is %d", opened->name, status);
	forget(opened);
	if (had_terminal)
		host.take_back(host.data);
	if (text)
		host.fail(text, host.data);
	free(text);
}

/* "the editor vi"; or, where a split of the terminal failed, the program that opens it. The caller frees it. */
static char *name_of(const struct editor_command *command)
{
	const char *first = path_base(command->argv.items[0]);

	if (!command->program)
		return memory_format("the editor %s", first);
	return memory_format("%s, which opens a split for %s,", first,
			     path_base(command->argv.items[command->program]));
}

static int start(struct editor *editor, const struct editor_command *command, struct error *err)
{
	const struct editor_host *host = &editor->host;
	struct opened *opened = memory_new(sizeof(*opened));
	const struct guest_options options = {
		.argv = (const char *const *)command->argv.items,
		.terminal = !command->window,
		.ended = on_ended,
		.data = opened,
	};

	opened->editor = editor;
	opened->terminal = !command->window;
	opened->name = name_of(command);
	opened->next = editor->opened;
	editor->opened = opened;
	if (opened->terminal)
		host->lend(host->data);
	opened->guest = guest_start(editor->loop, &options, err);
	if (opened->guest)
		return 0;
	if (opened->terminal)
		host->take_back(host->data);
	forget(opened);
	return err->code;
}

/* The screen stays, so it says what happened. */
static void tell_opened(const struct editor *editor, const char *path, int line,
			const struct editor_command *command)
{
	const char *program = path_base(command->argv.items[command->program]);
	char *text = line > 0 ? memory_format("opening %s:%d with %s", path_base(path), line,
					      program)
			      : memory_format("opening %s with %s", path_base(path), program);

	editor->host.tell(text, editor->host.data);
	free(text);
}

void editor_open_at(struct editor *editor, const char *path, int line, int column)
{
	char *file = path_join(editor->app->workspace.root, path);
	const struct editor_place place = {.file = file, .line = line, .column = column};
	struct editor_command command;
	struct error err = ERROR_INIT;
	int columns, rows, result;

	terminal_size(&columns, &rows);
	result = editor_command_make(&editor->app->config, &place, editor_room(columns, rows),
				     &command, &err);
	if (!result) {
		if (!command.window && !editor->host.lend)
			result = error_set(&err, ERROR_USAGE,
					   "%s needs a terminal, and there is none here: %s",
					   path_base(command.argv.items[0]), path);
		else if (!command.window && editor_has_terminal(editor))
			result = error_set(&err, ERROR_USAGE, "an editor has the terminal already");
		if (!result)
			result = start(editor, &command, &err);
		if (!result && command.window)
			tell_opened(editor, path, line, &command);
		editor_command_clear(&command);
	}
	if (result)
		editor->host.fail(err.message, editor->host.data);
	free(file);
}

/* Returns where its first error is, or NULL. */
static const struct spot *spot_of(const struct editor *editor, const struct exercise *exercise)
{
	const struct spot *spot = exercise == editor->judged.exercise     ? &editor->judged
				  : exercise == editor->foreseen.exercise ? &editor->foreseen
									  : NULL;

	return spot && spot->file ? spot : NULL;
}

char *editor_path(const struct editor *editor, const struct exercise *exercise)
{
	const struct spot *spot = spot_of(editor, exercise);

	if (spot)
		return memory_copy_string(spot->file);
	return exercise->folder ? path_join(exercise->path, exercise_first_file(exercise))
				: memory_copy_string(exercise->path);
}

void editor_open(struct editor *editor, const struct exercise *exercise)
{
	const struct spot *spot = spot_of(editor, exercise);
	char *path = editor_path(editor, exercise);

	editor_open_at(editor, path, spot ? spot->line : 0, spot ? spot->column : 0);
	free(path);
}

bool editor_has_terminal(const struct editor *editor)
{
	for (const struct opened *o = editor->opened; o; o = o->next)
		if (o->terminal)
			return true;
	return false;
}

void editor_free(struct editor *editor)
{
	struct opened *next;

	if (!editor)
		return;
	for (struct opened *o = editor->opened; o; o = next) {
		next = o->next;
		guest_leave(o->guest);
		free(o->name);
		free(o);
	}
	free(editor->judged.file);
	free(editor->foreseen.file);
	free(editor);
}
