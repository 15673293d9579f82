#include "rustgym/sync/exchange.h"
#include "remote.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/workspace/progress_file.h"
#include "rustgym/workspace/progress_merge.h"
#include "rustgym/workspace/progress_text.h"

#include <stdlib.h>
#include <string.h>

enum { TRIES_MAX = 6, WAIT_MS = 1000 };

/* ---- the lock -------------------------------------------------------------------------------- */

static int take_lock(struct exchange *exchange, struct error *err)
{
	char *path = workspace_state(&exchange->app->workspace, "exchange.lock");
	long holder = 0;
	int result = workspace_prepare(&exchange->app->workspace, err);

	if (!result)
		result = lock_take(path, WAIT_MS, &exchange->lock, &holder, err);
	if (result == ERROR_ENVIRONMENT)
		error_set(err, result,
			  "another sync, import or export of this workspace is under way (process "
			  "%ld); nothing was changed, try again when it is done",
			  holder);
	free(path);
	return result;
}

/* ---- progress ---------------------------------------------------------------------------------- */

/* Reads the progress of another workspace. The caller clears *progress, also after an error. */
static int read_told(const struct buffer *bytes, struct progress *progress, struct error *err)
{
	struct error why = ERROR_INIT;
	bool sound = !bytes->len ||
		     progress_text_read(bytes->data, bytes->len, progress, &why) == 0;

	for (size_t i = 0; sound && i < progress->count; i++)
		sound = course_is_name(progress->entries[i].name);
	if (sound && progress->current)
		sound = course_is_name(progress->current);
	if (sound)
		return 0;
	return error_set(
		err, ERROR_IO,
		"the progress that came was not written by rustgym (%s); nothing was changed",
		why.code ? why.message : "the name of an exercise");
}

/* Enters the merged progress of the exercises that this course has. */
static void enter(struct exchange *exchange, struct progress *file, const struct progress *all)
{
	const struct course *course = exchange->app->course;

	for (size_t i = 0; i < all->count; i++) {
		const struct progress_entry *from = &all->entries[i];
		bool passed = progress_passed(file, from->name);

		if (!course_find(course, from->name))
			continue;
		progress_merge_entry(progress_entry(file, from->name), from);
		exchange->passed += !passed && from->passed_at;
	}
	if (!all->current || course_find(course, all->current))
		progress_merge_current(file, all);
}

/* The recorded failures belong to the replaced text. */
static void forget_failing(struct progress *file, const struct strings *names)
{
	for (size_t i = 0; i < names->count; i++) {
		struct progress_entry *entry;

		if (!progress_find(file, names->items[i]))
			continue;
		entry = progress_entry(file, names->items[i]);
		progress_set_text(&entry->failing, NULL);
		progress_set_text(&entry->explained, NULL);
	}
}

/*
 * Writes progress.json first. It says which workspace made each attempt, so an interruption between
 * the two writes does not count an attempt twice.
 */
static int merge(struct exchange *exchange, struct progress *all, const char *folder,
		 struct error *err)
{
	struct app *app = exchange->app;
	char machine[PROGRESS_MACHINE + 1];
	struct progress file = PROGRESS_INIT;
	struct buffer text = BUFFER_INIT;
	int result = progress_machine(&app->workspace, machine, err);

	if (!result)
		result = progress_begin(&app->workspace, &file, err);
	if (!result) {
		char *shared;
		progress_claim(&file, machine);
		progress_merge(all, &file);
		enter(exchange, &file, all);
		forget_failing(&file, &exchange->arrival.change.exercises);
		shared = progress_text(all, true);
		buffer_add_string(&text, shared);
		free(shared);
		if (text.len > PROGRESS_SHARED_MAX)
			result = error_set(err, ERROR_IO,
					   "the progress that came has more exercises than any "
					   "course, so it was not taken");
	}
	if (!result) {
		result = progress_commit(&app->workspace, &file, err);
	}
	/* without any progress there is nothing to send */
	if (!result && (all->count || all->current_at))
		result = history_shared_write(exchange->history, folder, &text, err);
	if (!result)
		result = history_progress_record(exchange->history, err);
	buffer_clear(&text);
	progress_clear(&file);
	return result;
}

/* Also merges the progress that is recorded in the history, in case progress.json was lost. */
static int merge_recorded(struct exchange *exchange, struct progress *all, const char *folder,
			  struct error *err)
{
	struct progress recorded = PROGRESS_INIT;
	struct buffer bytes = BUFFER_INIT;
	int result = history_shared_read(exchange->history, &bytes, err);

	if (!result && bytes.len && progress_text_read(bytes.data, bytes.len, &recorded, NULL) == 0)
		progress_merge(all, &recorded);
	if (!result)
		result = merge(exchange, all, folder, err);
	buffer_clear(&bytes);
	progress_clear(&recorded);
	return result;
}

/* ---- opening and taking ---------------------------------------------------------------------- */

int exchange_open(struct app *app, const char *action, struct exchange *exchange, struct error *err)
{
	struct progress all = PROGRESS_INIT;
	int result;

	*exchange = (struct exchange){
		.app = app, .action = action, .arrival = HISTORY_ARRIVAL_INIT};
	exchange->folder = workspace_state(&app->workspace, "incoming.git");
	result = take_lock(exchange, err);
	if (!result)
		result = history_open(&app->workspace, app->course, &exchange->history, err);
	if (!result)
		result = history_keep_all(exchange->history, action, &exchange->left, err);
	if (!result)
		result = merge_recorded(exchange, &all, NULL, err);
	exchange->passed = 0;
	progress_clear(&all);
	return result;
}

void exchange_close(struct exchange *exchange)
{
	if (exchange->lock)
		file_remove(exchange->folder, NULL);
	lock_release(exchange->lock);
	history_free(exchange->history);
	history_arrival_clear(&exchange->arrival);
	strings_clear(&exchange->unknown);
	strings_clear(&exchange->left);
	free(exchange->folder);
	*exchange = (struct exchange){.arrival = HISTORY_ARRIVAL_INIT};
}

int exchange_expect(struct exchange *exchange, struct error *err)
{
	return history_incoming_new(exchange->history, exchange->folder, err);
}

int exchange_take(struct exchange *exchange, struct error *err)
{
	struct history_offer offer = HISTORY_OFFER_INIT;
	struct progress told = PROGRESS_INIT;
	int result = history_incoming_check(exchange->history, exchange->folder, &offer, err);

	if (!result)
		result = read_told(&offer.progress, &told, err);
	if (!result)
		result = history_incoming_take(exchange->history, exchange->folder,
					       exchange->action, &exchange->arrival, err);
	if (!result)
		result = merge_recorded(exchange, &told, exchange->folder, err);
	strings_clear(&exchange->unknown);
	exchange->unknown = offer.unknown;
	offer.unknown = (struct strings)STRINGS_INIT;
	progress_clear(&told);
	history_offer_clear(&offer);
	return result;
}

/* ---- with a remote ----------------------------------------------------------------------------- */

static int bring(struct exchange *exchange, const char *address, struct error *err)
{
	int result = exchange_expect(exchange, err);

	if (!result)
		result = remote_fetch(address, exchange->folder, REMOTE_PATIENCE_S, err);
	return result ? result : exchange_take(exchange, err);
}

static int tell(struct exchange *exchange, const char *address, bool *outrun, struct error *err)
{
	char *repo = workspace_state(&exchange->app->workspace, "repo.git");
	int result = remote_push(address, repo, REMOTE_PATIENCE_S, outrun, err);

	free(repo);
	return result;
}

/*
 * If another workspace has sent its work first, takes that work and tries again. Nothing is forced,
 * so no workspace's snapshots are lost.
 */
int exchange_sync(struct exchange *exchange, const char *address, bool *told, struct error *err)
{
	bool outrun = true, same = false;
	int result = 0;

	*told = false;
	for (int tries = 0; !result && outrun && tries < TRIES_MAX; tries++) {
		outrun = false;
		result = bring(exchange, address, err);
		if (!result)
			result = history_incoming_same(exchange->history, exchange->folder, &same,
						       err);
		if (!result && !same) {
			result = tell(exchange, address, &outrun, err);
			*told = !result && !outrun;
		}
	}
	if (!result && outrun)
		result = error_set(
			err, ERROR_ENVIRONMENT,
			"%s did not accept the data of this machine, %d times. This machine has all data from there; `rustgym sync` tries again",
			address, TRIES_MAX);
	return result;
}

/* ---- describing ------------------------------------------------------------------------------ */

enum { NAMES_SHOWN = 5 };

static void add_names(const struct strings *names, struct buffer *out)
{
	for (size_t i = 0; i < names->count && i < NAMES_SHOWN; i++)
		buffer_addf(out, "%s%s", i ? ", " : "", names->items[i]);
	if (names->count > NAMES_SHOWN)
		buffer_addf(out, " and %zu more", names->count - NAMES_SHOWN);
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void describe_apart(const struct history_apart *apart, struct buffer *out)
{
	const char *name = apart->exercise->name;
	int n = apart->number;

	buffer_addf(
		out,
		"%s: your text here stays, and another one came. `rustgym diff %s @%d` compares "
		"them, `rustgym show %s@%d` shows the other, `rustgym restore %s@%d` takes it.\n",
		name, name, n, name, n, name, n);
}

static void describe_put(const struct history_change *change, struct buffer *out)
{
	bool one = change->exercises.count == 1;

	add_names(&change->exercises, out);
	buffer_addf(out, ": the newer text is in place now. `rustgym undo%s%s` takes that back.\n",
		    one ? " " : "", one ? change->exercises.items[0] : "");
}

void exchange_describe(const struct exchange *exchange, struct buffer *out)
{
	const struct history_arrival *arrival = &exchange->arrival;

	if (arrival->snapshots) {
		buffer_addf(out, "%zu snapshot%s came, of ", arrival->snapshots,
			    plural(arrival->snapshots));
		add_names(&arrival->came, out);
		buffer_add_string(out, ".\n");
	}
	if (exchange->passed)
		buffer_addf(out, "%zu more exercise%s done.\n", exchange->passed,
			    exchange->passed == 1 ? " is" : "s are");
	if (arrival->change.exercises.count)
		describe_put(&arrival->change, out);
	for (size_t i = 0; i < arrival->apart_count; i++)
		describe_apart(&arrival->apart[i], out);
	for (size_t i = 0; i < arrival->change.left.count; i++)
		buffer_addf(out, "%s.\n", arrival->change.left.items[i]);
	for (size_t i = 0; i < exchange->left.count; i++)
		buffer_addf(out, "%s.\n", exchange->left.items[i]);
	if (exchange->unknown.count) {
		buffer_addf(out, "Left where they are, for this course has no such exercise%s: ",
			    plural(exchange->unknown.count));
		add_names(&exchange->unknown, out);
		buffer_add_string(out, ". `rustgym update` brings a newer course.\n");
	}
}
