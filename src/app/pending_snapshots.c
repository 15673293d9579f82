#include "rustgym/app/pending_snapshots.h"
#include "rustgym/app/record.h"
#include "rustgym/base/memory.h"
#include "rustgym/history/exercise_files.h"
#include "rustgym/history/message.h"

#include <stdlib.h>

enum { REST_MS = 5 * 60 * 1000 };

struct held {
	const struct exercise *exercise;
	struct exercise_files files;
	bool kept; /* recorded as "saved" */
};

/* A job for the worker. */
struct task {
	const struct exercise *exercise; /* NULL: progress is recorded, or something is read */
	struct file_set files;
	char *message;
	struct pending_read read; /* all NULL: it is no reading */
	struct task *next;
};

struct pending_snapshots {
	struct pending_snapshots_options options;
	struct held *held; /* oldest first; only the last one can be `kept` */
	size_t count, capacity;
	struct held aside;          /* waits longer for its verdict; no exercise: nothing does */
	struct task *first, **last; /* waiting for the worker */
	struct task *active;        /* running in the worker */
	struct error failure;       /* the error of `active` */
	uv_thread_t thread;         /* runs `active` */
	uv_async_t worked;          /* the thread has done its work */
	uv_timer_t rest;            /* runs while the worker has nothing to do */
	bool closing;
};

/* ---- the worker --------------------------------------------------------------------------------- */

static void begin(struct pending_snapshots *pending);

static void work(struct pending_snapshots *pending)
{
	struct history *history = pending->options.history;
	const struct task *task = pending->active;

	if (task->read.done)
		task->read.read(history, task->read.data);
	else if (task->exercise)
		history_snapshot(history, task->exercise, &task->files, task->message,
				 &pending->failure);
	else
		history_progress_record(history, &pending->failure);
}

/* Each task has a thread of its own, because libgit2 keeps memory for a thread until it ends. */
static void work_aside(void *data)
{
	struct pending_snapshots *pending = data;

	work(pending);
	uv_async_send(&pending->worked);
}

static void on_idle(uv_timer_t *timer)
{
	struct pending_snapshots *pending = timer->data;

	history_rest(pending->options.history);
}

static void task_free(struct task *task)
{
	file_set_clear(&task->files);
	free(task->message);
	free(task);
}

static void finish_task(struct pending_snapshots *pending)
{
	const struct pending_snapshots_options *options = &pending->options;
	const struct pending_read read = pending->active->read;

	task_free(pending->active);
	pending->active = NULL;
	if (read.done)
		read.done(read.data);
	if (pending->failure.code)
		options->failed(pending->failure.message, options->data);
	if (pending->first)
		begin(pending);
}

static void on_worked(uv_async_t *async)
{
	struct pending_snapshots *pending = async->data;

	if (!pending->active)
		return;
	uv_thread_join(&pending->thread);
	uv_unref((uv_handle_t *)async);
	finish_task(pending);
	if (!pending->active && pending->closing)
		uv_close((uv_handle_t *)async, NULL);
	else if (!pending->active)
		uv_timer_start(&pending->rest, on_idle, pending->options.rest_ms, 0);
}

static void begin(struct pending_snapshots *pending)
{
	if (pending->active || !pending->first)
		return;
	pending->active = pending->first;
	pending->failure = (struct error)ERROR_INIT;
	pending->first = pending->active->next;
	if (!pending->first)
		pending->last = &pending->first;
	if (pending->options.loop && !pending->closing)
		uv_timer_stop(&pending->rest);
	if (pending->closing && pending->active->read.done)
		finish_task(pending);
	else if (pending->options.loop &&
		 uv_thread_create(&pending->thread, work_aside, pending) == 0) {
		uv_ref((uv_handle_t *)&pending->worked); /* the loop waits for it */
	} else { /* there is no loop, or no thread can be started */
		work(pending);
		finish_task(pending);
	}
}

/* Takes over the files and the message. */
static struct task *add_task(struct pending_snapshots *pending, const struct exercise *exercise,
			     struct file_set files, char *message)
{
	struct task *task = memory_new(sizeof(*task));

	*task = (struct task){.exercise = exercise, .files = files, .message = message};
	*pending->last = task;
	pending->last = &task->next;
	return task;
}

/* ---- held texts ------------------------------------------------------------------------------ */

static struct file_set copy_of(const struct file_set *files)
{
	struct file_set copy = FILE_SET_INIT;

	for (size_t i = 0; i < files->count; i++) {
		const struct file_set_item *item = &files->items[i];
		struct file_set_item *new = file_set_add(&copy, item->path, item->bytes, item->len);

		new->runnable = item->runnable;
		new->link = item->link;
	}
	return copy;
}

/* Frees the first `count` held texts. */
static void drop(struct pending_snapshots *pending, size_t count)
{
	for (size_t i = 0; i < count; i++)
		exercise_files_clear(&pending->held[i].files);
	pending->count -= count;
	for (size_t i = 0; i < pending->count; i++)
		pending->held[i] = pending->held[count + i];
}

static void forget_aside(struct pending_snapshots *pending)
{
	exercise_files_clear(&pending->aside.files);
	pending->aside = (struct held){.files = EXERCISE_FILES_INIT};
}

/* Records the first `count` held texts as "saved", if they are not recorded yet. */
static void keep(struct pending_snapshots *pending, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct held *held = &pending->held[i];

		if (!held->kept)
			add_task(pending, held->exercise, copy_of(&held->files.set),
				 memory_copy_string(MESSAGE_SAVED));
		held->kept = true;
	}
}

void pending_snapshots_take(struct pending_snapshots *pending, const struct exercise *exercise,
			    struct exercise_files *files)
{
	struct held held = {.exercise = exercise, .files = *files};

	if (!pending->options.history) {
		exercise_files_clear(files);
		return;
	}
	if (pending->aside.exercise == exercise) /* a newer text replaces it */
		forget_aside(pending);
	/*
	 * A text that is kept only waits for its outcome. Its verdict will not come, because a new
	 * verification starts.
	 */
	if (pending->count && pending->held[pending->count - 1].kept)
		drop(pending, pending->count);
	if (pending->count == pending->capacity) {
		pending->capacity = pending->capacity ? pending->capacity * 2 : 4;
		pending->held = memory_resize(pending->held, pending->capacity, sizeof(held));
	}
	pending->held[pending->count++] = held;
	*files = (struct exercise_files)EXERCISE_FILES_INIT;
}

const struct exercise_files *pending_snapshots_files(const struct pending_snapshots *pending,
						     const struct exercise *exercise)
{
	const struct held *last = pending->count ? &pending->held[pending->count - 1] : NULL;

	if (last && last->exercise == exercise)
		return &last->files;
	return pending->aside.exercise == exercise ? &pending->aside.files : NULL;
}

void pending_snapshots_set_aside(struct pending_snapshots *pending, const struct exercise *exercise)
{
	struct held *last = pending->count ? &pending->held[pending->count - 1] : NULL;

	if (!last || last->exercise != exercise)
		return;
	keep(pending, pending->count);
	forget_aside(pending);
	pending->aside = *last;
	last->files = (struct exercise_files)EXERCISE_FILES_INIT;
	drop(pending, pending->count);
	begin(pending);
}

void pending_snapshots_flush(struct pending_snapshots *pending)
{
	keep(pending, pending->count);
	if (pending->count > 1) /* the last one waits for its verdict */
		drop(pending, pending->count - 1);
	begin(pending);
}

void pending_snapshots_verdict(struct pending_snapshots *pending, const struct verdict *verdict)
{
	struct held *last = pending->count ? &pending->held[pending->count - 1] : NULL;
	bool is_its = last && last->exercise == verdict->exercise;

	if (!pending->options.history)
		return;
	if (!is_its && pending->aside.exercise == verdict->exercise) {
		add_task(pending, verdict->exercise, copy_of(&pending->aside.files.set),
			 record_message(verdict));
		forget_aside(pending);
	} else {
		keep(pending, pending->count - is_its);
		if (is_its)
			add_task(pending, last->exercise, copy_of(&last->files.set),
				 record_message(verdict));
		drop(pending, pending->count);
	}
	if (verdict->outcome == OUTCOME_PASSED)
		add_task(pending, NULL, (struct file_set)FILE_SET_INIT, NULL);
	begin(pending);
}

void pending_snapshots_read(struct pending_snapshots *pending, const struct pending_read *read)
{
	if (!pending->options.history) {
		read->done(read->data);
		return;
	}
	add_task(pending, NULL, (struct file_set)FILE_SET_INIT, NULL)->read = *read;
	begin(pending);
}

/* ---- opening and closing --------------------------------------------------------------------- */

struct pending_snapshots *pending_snapshots_new(const struct pending_snapshots_options *options)
{
	struct pending_snapshots *pending = memory_new(sizeof(*pending));

	pending->options = *options;
	pending->aside.files = (struct exercise_files)EXERCISE_FILES_INIT;
	if (!options->rest_ms)
		pending->options.rest_ms = REST_MS;
	pending->last = &pending->first;
	if (options->loop) {
		uv_timer_init(options->loop, &pending->rest);
		uv_unref((uv_handle_t *)&pending->rest);
		pending->rest.data = pending;
		uv_timer_start(&pending->rest, on_idle, pending->options.rest_ms, 0);
		uv_async_init(options->loop, &pending->worked, on_worked);
		uv_unref((uv_handle_t *)&pending->worked);
		pending->worked.data = pending;
	}
	return pending;
}

void pending_snapshots_close(struct pending_snapshots *pending)
{
	if (!pending)
		return;
	pending_snapshots_flush(pending);
	pending->closing = true;
	if (pending->options.loop)
		uv_close((uv_handle_t *)&pending->rest, NULL);
	if (pending->options.loop && !pending->active)
		uv_close((uv_handle_t *)&pending->worked, NULL);
}

void pending_snapshots_free(struct pending_snapshots *pending)
{
	if (!pending)
		return;
	drop(pending, pending->count);
	forget_aside(pending);
	free(pending->held);
	free(pending);
}
