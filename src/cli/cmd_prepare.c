/* Builds the crates of topics before anybody needs them, for example before a journey without a network. */
#include "command.h"
#include "rustgym/app/crates.h"
#include "rustgym/app/judged.h"
#include "rustgym/app/topic_page.h"
#include "rustgym/base/memory.h"
#include "rustgym/event/loop.h"
#include "rustgym/toolchain/verify.h"
#include "rustgym/ui/text.h"
#include "rustgym/workspace/progress_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BAR_WIDTH = 30, TICK_MS = 200 };

struct packages {
	const struct exercise **items; /* each stands for one package */
	size_t count;
};

struct building {
	struct app *app;
	struct packages packages;
	size_t at, ready, skipped, failed;
	uv_loop_t loop;
	struct verifier *verifier;
	struct verification *verification;
	uv_timer_t tick; /* draws the bar */
	uint64_t began;
	char *doing; /* what cargo does, before it counts crates; or NULL */
	bool terminal;
	bool told; /* a screen of `watch` shows what it does */
	struct error *err;
	int result;
};

/* ---- which packages ------------------------------------------------------------------------------- */

static void add_topic(const struct course *course, const struct topic *topic,
		      struct packages *packages)
{
	for (size_t i = topic->first; i < topic->first + topic->count; i++)
		if (crates_are_needed(course, &course->exercises[i]))
			packages->items[packages->count++] = &course->exercises[i];
}

/* Without a topic: that of the current exercise, and the next one that needs crates. */
static int choose(struct app *app, const struct arguments *arguments, struct packages *packages,
		  struct error *err)
{
	const char *name = arguments_name(arguments);
	bool all = arguments_get(arguments, "all") != NULL;
	struct progress progress = PROGRESS_INIT;
	const struct topic *topic = NULL, *next;
	int result;

	if (all && name)
		return error_set(err, ERROR_USAGE, "prepare takes a TOPIC or --all, not both");
	packages->items = memory_new((app->course->count + 1) * sizeof(struct exercise *));
	result = progress_load(&app->workspace, &progress, err);
	if (!result && !all)
		result = topic_page_find(app, &progress, name, &topic, err);
	if (!result && topic)
		add_topic(app->course, topic, packages);
	next = topic && !name ? crates_next_topic(app->course, topic) : NULL;
	if (next)
		add_topic(app->course, next, packages);
	for (size_t i = 0; all && i < app->course->count; i++)
		if (crates_are_needed(app->course, &app->course->exercises[i]))
			packages->items[packages->count++] = &app->course->exercises[i];
	progress_clear(&progress);
	return result;
}

/* ---- what is said ------------------------------------------------------------------------------- */

/* "Web frameworks", or "Error handling, missing_reason" for an exercise with a package of its own */
static char *title_of(const struct exercise *exercise)
{
	bool own = exercise->folder && !exercise->stage;

	return memory_format("%s%s%s", exercise->topic->title, own ? ", " : "",
			     own ? exercise->name : "");
}

static void print(struct building *b, const struct buffer *text)
{
	if (!b->result)
		b->result = app_print(text, b->err);
}

/* One line that fits the terminal. The next text replaces it. */
static void draw_bar(uv_timer_t *tick)
{
	struct building *b = tick->data;
	const struct style *style = &b->app->style;
	struct verify_progress progress = verification_progress(b->verification);
	unsigned seconds = (unsigned)((uv_now(&b->loop) - b->began) / 1000);
	char *title = title_of(b->packages.items[b->at]);
	struct buffer line = BUFFER_INIT, words = BUFFER_INIT;
	int room = style->width - 1;

	buffer_addf(&words, "%s (%zu of %zu)", title, b->at + 1, b->packages.count);
	if (progress.crates)
		buffer_addf(&words, "  %u of %u crates", progress.crates_done, progress.crates);
	else if (b->doing)
		buffer_addf(&words, "  %s", b->doing);
	if (seconds)
		buffer_addf(&words, "  %u s", seconds);
	if (b->terminal)
		buffer_add_string(&line, "\r\x1b[K");
	if (progress.crates && room > 2 * BAR_WIDTH) {
		style_bar(&line, style, progress.crates_done, progress.crates, BAR_WIDTH);
		buffer_add_char(&line, ' ');
		room -= BAR_WIDTH + 1;
	}
	text_fit(words.data, room > 0 ? (size_t)room : 0, style->unicode, &line);
	if (b->told) {
		buffer_reset(&words);
		judged_add_now(line.data, &words);
	}
	print(b, b->told ? &words : &line);
	buffer_clear(&line);
	buffer_clear(&words);
	free(title);
}

static void say(struct building *b, enum ink ink, const char *words)
{
	struct buffer line = BUFFER_INIT;
	char *title = title_of(b->packages.items[b->at]);

	if (b->terminal)
		buffer_add_string(&line, "\r\x1b[K");
	buffer_addf(&line, "%s: ", title);
	style_add(&line, &b->app->style, ink, words);
	buffer_add_char(&line, '\n');
	print(b, &line);
	buffer_clear(&line);
	free(title);
}

/* ---- one package after the other ---------------------------------------------------------------- */

static void build_next(struct building *b);

/* An error in a Rust file is the exercise's own: its crates were built before it was compiled. */
static bool are_built(const struct verdict *v)
{
	const char *file = v->diagnostics.count ? v->diagnostics.items[0].file : NULL;
	size_t len = file ? strlen(file) : 0;

	return v->outcome == OUTCOME_PASSED ||
	       (v->outcome == OUTCOME_FAILED && len > 3 && strcmp(file + len - 3, ".rs") == 0);
}

static void on_built(struct verdict *verdict, void *data)
{
	struct building *b = data;
	unsigned seconds;
	char *words;

	b->verification = NULL;
	uv_timer_stop(&b->tick);
	uv_update_time(&b->loop);
	seconds = (unsigned)((uv_now(&b->loop) - b->began) / 1000);
	if (are_built(verdict)) {
		b->ready++;
		words = seconds ? memory_format("ready after %u s", seconds)
				: memory_copy_string("ready");
		say(b, INK_GREEN, words);
	} else if (verdict->outcome == OUTCOME_UNVERIFIED && verdict->reason) {
		b->failed++;
		words = memory_format("not built: %s", verdict->reason);
		say(b, INK_RED, words);
	} else {
		b->skipped++;
		words = memory_copy_string("left out: its Cargo.toml has to be repaired first");
		say(b, INK_YELLOW, words);
	}
	free(words);
	verdict_free(verdict);
	b->at++;
	build_next(b);
}

static void on_note(const char *text, void *data)
{
	struct building *b = data;
	struct buffer clean = BUFFER_INIT;

	text_line(text, strlen(text), &clean);
	free(b->doing);
	b->doing = buffer_detach(&clean);
}

static void build_next(struct building *b)
{
	struct verify_request request = {
		.awaited = true, .note = on_note, .done = on_built, .data = b};

	if (b->at == b->packages.count || b->result) {
		uv_close((uv_handle_t *)&b->tick, NULL);
		return;
	}
	request.exercise = b->packages.items[b->at];
	free(b->doing);
	b->doing = NULL;
	uv_update_time(&b->loop);
	b->began = uv_now(&b->loop);
	if (b->terminal || b->told)
		uv_timer_start(&b->tick, draw_bar, TICK_MS, TICK_MS);
	else
		say(b, INK_BOLD, "its crates are being built");
	b->verification = verification_prepare(b->verifier, &request, NULL);
}

static int build_all(struct building *b, const struct toolchain *toolchain)
{
	struct verifier_options options = {
		.loop = &b->loop,
		.toolchain = toolchain,
		.course = b->app->course,
		.cache = b->app->workspace.cache,
		.compile_s = config_seconds(&b->app->config, CONFIG_COMPILE_S),
		.run_s = config_seconds(&b->app->config, CONFIG_RUN_S),
		.cores = app_cores(),
	};

	if (loop_open(&b->loop, b->err))
		return ERROR_ENVIRONMENT;
	b->verifier = verifier_new(&options);
	uv_timer_init(&b->loop, &b->tick);
	b->tick.data = b;
	build_next(b);
	uv_run(&b->loop, UV_RUN_DEFAULT);
	uv_loop_close(&b->loop);
	verifier_free(b->verifier);
	free(b->doing);
	if (!b->result && b->failed)
		b->result = error_set(b->err, ERROR_ENVIRONMENT,
				      "%zu of %zu could not be built; call `rustgym prepare` again "
				      "when the reason is gone: what is built stays built",
				      b->failed, b->packages.count);
	return b->result;
}

/* ---- the command -------------------------------------------------------------------------------- */

static int say_the_end(struct building *b, struct error *err)
{
	struct buffer out = BUFFER_INIT;
	int result;

	if (!b->packages.count)
		buffer_add_string(&out, "Nothing to prepare: no crates are needed here.\n");
	else if (b->skipped)
		buffer_addf(&out, "%zu of %zu are ready.\n", b->ready, b->packages.count);
	else
		buffer_add_string(&out, "All is ready, also without a network.\n");
	result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct building building = {.app = app,
				    .terminal = app->style.colour && isatty(STDOUT_FILENO),
				    .told = judged_is_wanted(),
				    .err = err};
	struct toolchain toolchain = {0};
	int result = choose(app, arguments, &building.packages, err);

	if (!result && building.packages.count)
		result = app_toolchain(app, &toolchain, err);
	if (!result && building.packages.count)
		app_say_old_toolchain(app, &toolchain);
	if (!result && building.packages.count)
		result = build_all(&building, &toolchain);
	if (!result)
		result = say_the_end(&building, err);
	toolchain_clear(&toolchain);
	free(building.packages.items);
	return result;
}

static const struct option options[] = {
	{"all", NULL, "prepare all topics of the course"},
	{NULL, NULL, NULL},
};

const struct command cmd_prepare = {
	.name = "prepare",
	.group = GROUP_SETUP,
	.synopsis = "[TOPIC|--all]",
	.summary = "build the crates that a topic needs, before you come to it",
	.details =
		"Name the topic by its title, by its folder, or by one of its exercises. Without a name,\n"
		"it is the topic of the current exercise and the next one that needs crates. `watch`\n"
		"does the same while it has nothing else to do, unless the machine runs on battery or\n"
		"`rustgym config prepare` is off. Before a journey without a network, call `rustgym\n"
		"prepare --all`. It builds nothing twice.\n"
		"\n"
		"Exit status: 0 all crates are built, or none are needed; 2 there is no such topic;\n"
		"3 some could not be built or downloaded (each line says why; the others are built);\n"
		"5 a file can't be read or written.",
	.options = options,
	.operands_max = 1,
	.needs_course = true,
	.runs_code = true,
	.run = run,
};
