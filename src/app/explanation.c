#include "rustgym/app/explanation.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"
#include "rustgym/course/hint.h"
#include "rustgym/event/job.h"
#include "rustgym/toolchain/toolchain.h"
#include "rustgym/ui/markdown.h"
#include "rustgym/ui/report.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLIPPY "clippy::"

static bool is_code(const char *topic)
{
	return topic[0] == 'E' && strlen(topic) == 5 && strspn(topic + 1, "0123456789") == 4;
}

static bool is_lint(const char *topic)
{
	const char *name = strncmp(topic, CLIPPY, strlen(CLIPPY)) == 0 ? topic + strlen(CLIPPY)
								       : topic;

	return islower((unsigned char)*name) &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

/* Writes "e382" and "382" as E0382, and leaves other names as they are. The caller frees it. */
static char *spelled(const char *topic)
{
	const char *digits = topic + (tolower((unsigned char)*topic) == 'e');
	size_t len = strlen(digits);

	if (len && len <= 4 && strspn(digits, "0123456789") == len)
		return memory_format("E%04lu", strtoul(digits, NULL, 10));
	return memory_copy_string(topic);
}

char *explanation_topic(const struct progress *progress, const struct exercise *exercise)
{
	const struct progress_entry *entry = exercise ? progress_find(progress, exercise->name)
						      : NULL;

	for (const char *word = entry && entry->failing ? entry->failing : ""; *word;) {
		size_t len = strcspn(word, " ");
		char *topic = memory_copy(word, len);

		if (is_code(topic) || strncmp(topic, CLIPPY, strlen(CLIPPY)) == 0)
			return topic;
		free(topic);
		word += len + (word[len] == ' ');
	}
	return NULL;
}

/* ---- what the course says ---------------------------------------------------------------------- */

static bool draw_words_of(const struct app *app, const struct exercise *exercise, const char *topic,
			  struct buffer *out)
{
	struct hints hints;
	const struct rung *rung = NULL;

	if (hints_load(app->hints, exercise, &hints, NULL) == 0)
		rung = hints_on(&hints, topic);
	if (rung) {
		style_addf(out, &app->style, INK_BOLD, "In %s", exercise->name);
		buffer_add_string(out, "\n\n");
		markdown_draw(rung->body ? rung->body : "", &app->style, out);
		buffer_add_char(out, '\n');
	}
	hints_clear(&hints);
	return rung != NULL;
}

/* Only an exercise that was begun may lend its words: they could give another one away. */
static void draw_words(const struct app *app, const struct progress *progress,
		       const struct exercise *exercise, const char *topic, struct buffer *out)
{
	if (exercise && draw_words_of(app, exercise, topic, out))
		return;
	for (size_t i = 0; i < app->course->count; i++)
		if (progress_find(progress, app->course->exercises[i].name) &&
		    draw_words_of(app, &app->course->exercises[i], topic, out))
			return;
}

static bool is_about(const struct exercise *e, const char *topic)
{
	for (size_t i = 0;
	     (e->contract == CONTRACT_CODE || e->contract == CONTRACT_LINT) && i < e->fails.count;
	     i++)
		if (strcmp(e->fails.items[i], topic) == 0)
			return true;
	return false;
}

static void draw_exercises(const struct app *app, const struct progress *progress,
			   const struct exercise *current, const char *topic, struct buffer *out)
{
	const struct course *course = app->course;
	const struct exercise **about = memory_new((course->count + 1) * sizeof(struct exercise *));
	size_t count = 0;

	for (size_t i = 0; i < course->count; i++)
		if (is_about(&course->exercises[i], topic))
			about[count++] = &course->exercises[i];
	if (count) {
		style_add(out, &app->style, INK_BOLD, "Exercises about it");
		buffer_add_string(out, "\n\n");
		report_exercises(about, count, progress, current, &app->style, out);
	}
	free(about);
}

/* ---- what the compilers say -------------------------------------------------------------------- */

/* Runs a compiler that answers and ends. Returns false if it knows nothing. */
static bool ask(const struct toolchain *toolchain, const char *const *argv, struct buffer *answer)
{
	struct strings env = STRINGS_INIT;
	bool knows;

	toolchain_environment(toolchain, &env);
	knows = job_capture(argv, "/", &env, answer, NULL) == 0;
	strings_clear(&env);
	return knows;
}

static void draw_answer(const struct style *style, const char *who, const struct buffer *answer,
			struct buffer *out)
{
	style_addf(out, style, INK_BOLD, "%s says", who);
	buffer_add_string(out, "\n\n");
	markdown_draw(answer->data, style, out);
	buffer_add_char(out, '\n');
}

static int draw_code(const struct app *app, const struct toolchain *toolchain, const char *code,
		     struct buffer *out, struct error *err)
{
	const char *const argv[] = {toolchain->rustc, "--explain", code, NULL};
	struct buffer answer = BUFFER_INIT;
	int result = 0;

	if (ask(toolchain, argv, &answer))
		draw_answer(&app->style, "rustc", &answer, out);
	else
		result = error_set(err, ERROR_USAGE, "rustc has no explanation of %s", code);
	buffer_clear(&answer);
	return result;
}

/* rustc lists its lints with "-" where programs write "_". */
static bool is_same_lint(const char *listed, size_t len, const char *lint)
{
	for (size_t i = 0; i < len; i++)
		if (lint[i] != (listed[i] == '-' ? '_' : listed[i]))
			return false;
	return !lint[len];
}

/* Finds the lint in rustc's list: a line is the name, the level and the meaning. */
static bool find_lint(const char *list, const char *lint, struct buffer *answer)
{
	static const char *const levels[] = {"allow", "warn", "deny", "forbid"};

	for (const char *line = list; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		const char *name = line + strspn(line, " "), *level = name + strcspn(name, " \n");
		size_t len = (size_t)(level - name);

		level += strspn(level, " ");
		for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++) {
			size_t word = strlen(levels[i]);
			const char *meaning = level + word + strspn(level + word, " ");

			if (strncmp(level, levels[i], word) != 0 || meaning == level + word ||
			    !is_same_lint(name, len, lint))
				continue;
			buffer_addf(answer,
				    "%.*s.\n\nIts level is `%s`, unless something else is set.",
				    (int)strcspn(meaning, "\n"), meaning, levels[i]);
			return true;
		}
	}
	return false;
}

static bool ask_rustc_for_lint(const struct toolchain *toolchain, const char *lint,
			       struct buffer *answer)
{
	const char *const argv[] = {toolchain->rustc, "-W", "help", NULL};
	struct buffer list = BUFFER_INIT;
	bool knows = ask(toolchain, argv, &list) && find_lint(list.data, lint, answer);

	buffer_clear(&list);
	return knows;
}

static bool ask_clippy(const struct toolchain *toolchain, const char *lint, struct buffer *answer)
{
	const char *const argv[] = {toolchain->cargo_clippy, "--explain", lint, NULL};

	return toolchain->cargo_clippy && ask(toolchain, argv, answer);
}

static void draw_lints_page(const struct style *style, const char *lint, struct buffer *out)
{
	bool clippy = strncmp(lint, CLIPPY, strlen(CLIPPY)) == 0;

	buffer_add_string(out, "Read more\n  ");
	style_addf(out, style, INK_UNDERLINE, "%s%s",
		   clippy ? "https://rust-lang.github.io/rust-clippy/stable/index.html#"
			  : "https://doc.rust-lang.org/rustc/?search=",
		   clippy ? lint + strlen(CLIPPY) : lint);
	buffer_add_string(out, "\n\n");
}

/* "borrow" is no lint, but what some exercises teach. */
static bool is_taught(const struct app *app, const struct progress *progress, const char *word)
{
	const struct list_selection selection = {.skill = word};

	for (size_t i = 0; i < app->course->count; i++)
		if (report_selects(app->course, &app->course->exercises[i], progress, &selection))
			return true;
	return false;
}

static int no_lint(const struct app *app, const struct progress *progress, const char *lint,
		   bool clippy, bool installed, struct error *err)
{
	const char *rest = clippy      ? ""
			   : installed ? ", and clippy has none"
				       : "; clippy is not installed";
	const char *owner = clippy ? "clippy" : "rustc";

	if (is_taught(app, progress, lint))
		return error_set(err, ERROR_USAGE,
				 "%s has no lint %.60s%s; `rustgym list --skill %.60s` has the "
				 "exercises about it",
				 owner, lint, rest, lint);
	return error_set(err, ERROR_USAGE, "%s has no lint %.60s%s", owner, lint, rest);
}

/* A name without "clippy::" is rustc's lint, or else clippy's: then *name gets its whole name. */
static int draw_lint(const struct app *app, const struct progress *progress,
		     const struct toolchain *toolchain, char **name, struct buffer *out,
		     struct error *err)
{
	bool clippy = strncmp(*name, CLIPPY, strlen(CLIPPY)) == 0;
	const char *lint = *name + (clippy ? strlen(CLIPPY) : 0);
	struct buffer answer = BUFFER_INIT;
	int result = 0;

	if (!clippy && ask_rustc_for_lint(toolchain, lint, &answer)) {
		draw_answer(&app->style, "rustc", &answer, out);
	} else if (ask_clippy(toolchain, lint, &answer)) {
		char *whole = memory_format(CLIPPY "%s", lint);

		draw_answer(&app->style, "clippy", &answer, out);
		free(*name);
		*name = whole;
	} else if (toolchain->cargo_clippy || !clippy) {
		result = no_lint(app, progress, lint, clippy, toolchain->cargo_clippy != NULL, err);
	}
	if (!result)
		draw_lints_page(&app->style, *name, out);
	buffer_clear(&answer);
	return result;
}

int explanation_draw(struct app *app, const struct progress *progress,
		     const struct exercise *exercise, const char *topic, struct buffer *out,
		     struct error *err)
{
	char *name = spelled(topic);
	struct toolchain toolchain = {0};
	struct buffer body = BUFFER_INIT;
	int result = 0;

	if (!is_code(name) && !is_lint(name))
		result = error_set(err, ERROR_USAGE,
				   "\"%.40s\" is neither an error code like E0382 nor a lint like "
				   "clippy::needless_return",
				   topic);
	if (!result)
		result = app_toolchain(app, &toolchain, err);
	if (!result)
		result = is_code(name) ? draw_code(app, &toolchain, name, &body, err)
				       : draw_lint(app, progress, &toolchain, &name, &body, err);
	if (!result) {
		style_add(out, &app->style, INK_BOLD, name);
		buffer_add_string(out, "\n\n");
		draw_words(app, progress, exercise, name, out);
		buffer_add(out, body.data, body.len);
		draw_exercises(app, progress, exercise, name, out);
	}
	toolchain_clear(&toolchain);
	buffer_clear(&body);
	free(name);
	return result;
}
