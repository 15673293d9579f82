#include "rustgym/app/explanation.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/strings.h"
#include "rustgym/course/hint.h"
#include "rustgym/event/job.h"
#include "rustgym/toolchain/toolchain.h"
#include "rustgym/ui/markdown.h"

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
			   const char *topic, struct buffer *out)
{
	bool any = false;

	for (size_t i = 0; i < app->course->count; i++) {
		const struct exercise *e = &app->course->exercises[i];

		if (!is_about(e, topic))
			continue;
		if (!any)
			style_add(out, &app->style, INK_BOLD, "Exercises about it"),
				buffer_add_string(out, "\n\n");
		any = true;
		buffer_addf(out, "%-9s%s  %s\n",
			    progress_done(progress, e->name) ? "done" : "pending", e->name,
			    e->title);
	}
}

/* ---- what the compiler says -------------------------------------------------------------------- */

static int draw_compilers_words(struct app *app, const char *code, struct buffer *out,
				struct error *err)
{
	struct toolchain toolchain = {0};
	struct strings env = STRINGS_INIT;
	struct buffer text = BUFFER_INIT;
	struct error why = ERROR_INIT;
	int result = app_toolchain(app, &toolchain, err);
	const char *const argv[] = {toolchain.rustc, "--explain", code, NULL};

	if (!result) {
		toolchain_environment(&toolchain, &env);
		if (job_capture(argv, "/", &env, &text, &why))
			result = error_set(err, ERROR_USAGE, "rustc has no explanation of %s",
					   code);
	}
	if (!result) {
		style_add(out, &app->style, INK_BOLD, "rustc says");
		buffer_add_string(out, "\n\n");
		markdown_draw(text.data, &app->style, out);
		buffer_add_char(out, '\n');
	}
	buffer_clear(&text);
	strings_clear(&env);
	toolchain_clear(&toolchain);
	return result;
}

static void draw_lints_page(const struct app *app, const char *lint, struct buffer *out)
{
	bool clippy = strncmp(lint, CLIPPY, strlen(CLIPPY)) == 0;

	buffer_add_string(out, "Read more\n  ");
	style_addf(out, &app->style, INK_UNDERLINE, "%s%s",
		   clippy ? "https://rust-lang.github.io/rust-clippy/stable/index.html#"
			  : "https://doc.rust-lang.org/rustc/?search=",
		   clippy ? lint + strlen(CLIPPY) : lint);
	buffer_add_string(out, "\n\n");
}

int explanation_draw(struct app *app, const struct progress *progress,
		     const struct exercise *exercise, const char *topic, struct buffer *out,
		     struct error *err)
{
	char *name = spelled(topic);
	struct buffer body = BUFFER_INIT;
	int result = 0;

	if (!is_code(name) && !is_lint(name))
		result = error_set(err, ERROR_USAGE,
				   "\"%.40s\" is neither an error code like E0382 nor a lint like "
				   "clippy::needless_return",
				   topic);
	if (!result)
		draw_words(app, progress, exercise, name, &body);
	if (!result && is_code(name))
		result = draw_compilers_words(app, name, &body, err);
	else if (!result)
		draw_lints_page(app, name, &body);
	if (!result) {
		style_add(out, &app->style, INK_BOLD, name);
		buffer_addf(out, "\n\n%s", body.data);
		draw_exercises(app, progress, name, out);
	}
	buffer_clear(&body);
	free(name);
	return result;
}
