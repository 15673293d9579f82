#include "rustgym/app/batch.h"
#include "rustgym/app/handed_out.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/loop.h"
#include "rustgym/toolchain/verify.h"
#include "rustgym/ui/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct batch {
	struct app *app;
	const struct batch_options *options;
	uv_loop_t loop;
	struct verifier *verifier;
	struct batch_item *items;
	struct slot *slots;
	size_t count, finished, jobs, running;
	bool *started;
	bool cargo_busy;
	bool bar;
	size_t problems;
	const struct batch_item *latest; /* the item that was started last */
	struct error *err;
	int result;
};

struct slot {
	struct batch *batch;
	struct batch_item *item; /* NULL: free */
};

static void start_more(struct batch *batch);

enum { BAR_WIDTH = 30, NUMBERS_WIDTH = 40 };

static const char *label_of(const struct batch_item *item)
{
	return item->label ? item->label : item->exercise->name;
}

/* Adds the text after the bar: numbers, problems, and the item that is verified now. */
static void add_numbers(const struct batch *batch, struct buffer *line)
{
	buffer_addf(line, " %zu/%zu", batch->finished, batch->count);
	if (batch->problems)
		buffer_addf(line, ", %zu problem%s", batch->problems,
			    batch->problems == 1 ? "" : "s");
	if (batch->latest)
		buffer_addf(line, "  %s", label_of(batch->latest));
}

/* Draws one line that fits the terminal. A wider line would wrap and could not be replaced. */
static void draw_bar(const struct batch *batch)
{
	const struct style *style = &batch->app->style;
	int label = (int)strlen(batch->options->label ? batch->options->label : "") + 1;
	int room = style->width - label - BAR_WIDTH - 1;
	struct buffer line = BUFFER_INIT, numbers = BUFFER_INIT;

	if (!batch->bar)
		return;
	add_numbers(batch, &numbers);
	buffer_addf(&line, "\r\x1b[K%s ", batch->options->label);
	if (room < NUMBERS_WIDTH)
		room = style->width - label - 1; /* no room for a bar */
	else
		style_bar(&line, style, batch->finished, batch->count, BAR_WIDTH);
	text_fit(numbers.data, room > 0 ? (size_t)room : 0, style->unicode, &line);
	if (batch->finished == batch->count)
		buffer_add_string(&line, "\r\x1b[K");
	app_print(&line, NULL);
	buffer_clear(&numbers);
	buffer_clear(&line);
}

static bool is_cargo(const struct batch_item *item)
{
	return item->exercise->builder == BUILDER_CARGO;
}

static void done(struct verdict *verdict, void *data)
{
	struct slot *slot = data;
	struct batch *batch = slot->batch;

	slot->item->verdict = verdict;
	if (batch->options->judge)
		batch->problems = batch->options->judge(slot->item, batch->options->data);
	if (is_cargo(slot->item))
		batch->cargo_busy = false;
	slot->item = NULL;
	batch->running--;
	batch->finished++;
	start_more(batch);
	draw_bar(batch);
}

static char *tests_handed_out(const struct exercise *exercise, void *data)
{
	const struct batch *batch = ((struct slot *)data)->batch;

	return handed_out_tree(batch->app, batch->options->history, exercise, NULL, NULL);
}

static struct slot *free_slot(struct batch *batch)
{
	for (size_t i = 0; i < batch->jobs; i++)
		if (!batch->slots[i].item)
			return &batch->slots[i];
	BUG("more verifications than slots");
}

/*
 * Returns the next item to start. If cargo is free, it prefers an item for cargo, because these
 * take longest.
 */
static struct batch_item *next_item(struct batch *batch)
{
	struct batch_item *plain = NULL;

	for (size_t i = 0; i < batch->count; i++) {
		struct batch_item *item = &batch->items[i];
		if (batch->started[i])
			continue;
		if (is_cargo(item) && !batch->cargo_busy)
			return item;
		if (!is_cargo(item) && !plain)
			plain = item;
	}
	return plain;
}

static int start(struct batch *batch, struct batch_item *item)
{
	struct slot *slot = free_slot(batch);
	struct verify_request request = {.exercise = item->exercise,
					 .root = item->root,
					 .throw_away = true, /* it is built only once */
					 .check_format = item->check_format,
					 .handed_out = tests_handed_out,
					 .done = done,
					 .data = slot};
	int result = 0;

	batch->started[item - batch->items] = true;
	if (batch->options->prepare)
		result = batch->options->prepare(item, batch->options->data, batch->err);
	if (result)
		return result;
	slot->item = item;
	batch->latest = item;
	batch->running++;
	if (is_cargo(item))
		batch->cargo_busy = true;
	verification_start(batch->verifier, &request);
	return 0;
}

static void start_more(struct batch *batch)
{
	struct batch_item *item;

	while (!batch->result && batch->running < batch->jobs && (item = next_item(batch)))
		batch->result = start(batch, item);
}

int batch_run(struct app *app, const struct batch_options *options, struct batch_item *items,
	      size_t count, struct error *err)
{
	struct batch batch = {.app = app,
			      .options = options,
			      .items = items,
			      .count = count,
			      .jobs = options->jobs ? options->jobs : app_cores(),
			      .bar = options->label && app->style.colour && isatty(STDOUT_FILENO),
			      .err = err};
	struct verifier_options verifier = {
		.loop = &batch.loop,
		.toolchain = options->toolchain,
		.course = app->course,
		.cache = app->workspace.cache,
		.compile_s = config_seconds(&app->config, CONFIG_COMPILE_S),
		.run_s = config_seconds(&app->config, CONFIG_RUN_S),
	};

	if (loop_open(&batch.loop, err))
		return ERROR_ENVIRONMENT;
	batch.verifier = verifier_new(&verifier);
	batch.slots = memory_new(batch.jobs * sizeof(*batch.slots));
	for (size_t i = 0; i < batch.jobs; i++)
		batch.slots[i].batch = &batch;
	batch.started = memory_new(count * sizeof(*batch.started));
	for (size_t i = 0; i < count; i++) {
		batch.started[i] = items[i].verdict != NULL;
		batch.finished += batch.started[i];
	}
	start_more(&batch);
	if (batch.finished < count)
		draw_bar(&batch);
	uv_run(&batch.loop, UV_RUN_DEFAULT);
	uv_loop_close(&batch.loop);
	verifier_free(batch.verifier);
	free(batch.slots);
	free(batch.started);
	return batch.result;
}

void batch_clear(struct batch_item *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		verdict_free(items[i].verdict);
}
