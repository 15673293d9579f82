/* The keys of each view of `watch`, for the last row: only those that do something now. */
#include "rustgym/app/advice.h"
#include "rustgym/toolchain/libtest.h"
#include "watch_views.h"

#include <stdlib.h>
#include <string.h>

struct shown_key {
	const char *text;
	bool (*helps)(const struct face *f); /* NULL: always */
};

/* ---- when a key does something ------------------------------------------------------------------- */

static bool has_verdict(const struct face *f)
{
	return f->last || f->live;
}

static bool has_passed(const struct face *f)
{
	return f->last && f->last->outcome == OUTCOME_PASSED;
}

static bool has_errors(const struct face *f)
{
	return f->last && diagnostics_count(&f->last->diagnostics, LEVEL_ERROR) > 1;
}

static bool has_failed_tests(const struct face *f)
{
	return f->last && !diagnostics_count(&f->last->diagnostics, LEVEL_ERROR) &&
	       libtest_count(&f->last->tests, TEST_FAILED) > 1;
}

static bool has_findings(const struct face *f)
{
	return has_errors(f) || has_failed_tests(f);
}

static bool shows_all(const struct face *f)
{
	return f->last && f->shown_findings.open == REPORT_ALL;
}

static bool has_more(const struct face *f)
{
	return !shows_all(f) && (has_findings(f) || f->cut);
}

static bool has_topic(const struct face *f)
{
	char *topic = face_topic(f);
	bool has = topic != NULL;

	free(topic);
	return has;
}

static enum advice_step step(const struct face *f)
{
	return advice_step(f->app, face_exercise(f), session_progress(f->session), f->hint);
}

static bool opens_a_hint(const struct face *f)
{
	return step(f) == ADVICE_OPENS;
}

static bool reads_a_hint(const struct face *f)
{
	return step(f) == ADVICE_READS;
}

static bool builds_in_background(const struct face *f)
{
	return session_background(f->session, NULL) != NULL;
}

static bool has_next(const struct face *f)
{
	const struct exercise *next = session_following(f->session);

	return (next && next != session_focus(f->session)) || session_meanwhile(f->session);
}

static bool has_next_after_pass(const struct face *f)
{
	return has_passed(f) && has_next(f);
}

static bool has_before(const struct face *f)
{
	const struct exercise *exercise = face_exercise(f);

	return !exercise || exercise->index > 0;
}

static bool is_narrowed(const struct face *f)
{
	return f->list.course && !exercise_list_is_whole(&f->list);
}

static bool is_at_the_end(const struct face *f)
{
	return !session_current(f->session);
}

/* ---- the keys of a view, most needed first ----------------------------------------------------- */

static const char key_edit[] = "e edit", key_filter[] = "f filter";

static const struct shown_key failing[] = {
	{"h hint", NULL},
	{key_edit, NULL},
	{"v less", shows_all},
	{"j/k errors", has_errors},
	{"j/k tests", has_failed_tests},
	{"n next", has_next},
	{"l list", NULL},
	{"c cancel", builds_in_background},
	{"w why", has_topic},
	{": more", NULL},
	{"p back", has_before},
	{"v all", has_more},
	{"L lesson", NULL},
	{"r again", NULL},
	{NULL, NULL},
};
static const struct shown_key lesson[] = {
	{"Enter how it fails", has_verdict},
	{key_edit, NULL},
	{"h hint", NULL},
	{"c cancel", builds_in_background},
	{"i topic", NULL},
	{"l list", NULL},
	{"n next", has_next},
	{"p back", has_before},
	{": more", NULL},
	{NULL, NULL},
};
static const struct shown_key all_done[] = {
	{"l list", NULL}, {"S stats", NULL}, {"p back", NULL}, {": more", NULL}, {NULL, NULL},
};
static const struct shown_key passed[] = {
	{"S stats", is_at_the_end}, {"n next", has_next}, {"s solution", NULL},
	{"d diff", NULL},           {key_edit, NULL},     {"l list", NULL},
	{"p back", has_before},     {": more", NULL},     {NULL, NULL},
};
static const struct shown_key page[] = {
	{"c cancel", watch_command_is_shown},
	{"/ search", NULL},
	{key_edit, NULL},
	{"h hint", NULL},
	{"l list", NULL},
	{"n next", has_next},
	{": more", NULL},
	{NULL, NULL},
};
static const struct shown_key hints[] = {
	{"n next", has_next_after_pass},
	{"Right one more", opens_a_hint},
	{"Right next hint", reads_a_hint},
	{"Left back", NULL},
	{key_edit, NULL},
	{"w why", has_topic},
	{": more", NULL},
	{NULL, NULL},
};
static const struct shown_key list[] = {
	{"Enter go there", NULL}, {"/ search", NULL}, {"Esc all", is_narrowed},
	{key_filter, NULL},       {key_edit, NULL},   {"Left/Right fold", NULL},
	{"d diff", NULL},         {"x reset", NULL},  {NULL, NULL},
};

static const struct shown_key *keys_of(const struct face *f)
{
	switch (f->view) {
	case VIEW_PAGE:
		return page;
	case VIEW_HINTS:
		return hints;
	case VIEW_LIST:
		return list;
	default:
		break;
	}
	if (!face_exercise(f))
		return all_done;
	/* a course of another form has no lesson that hides how the exercise fails */
	if (f->lesson.len && !exercise_is_foreign(face_exercise(f)))
		return lesson;
	return has_passed(f) ? passed : failing;
}

/* After a pass the editor opens the next exercise: its name is said. */
static const char *edit_key(struct face *f)
{
	const struct exercise *target = f->editor && f->view != VIEW_LIST
						? editor_target(f->editor, f->session)
						: NULL;

	if (!target || target == face_exercise(f))
		return key_edit;
	buffer_reset(&f->edit_key);
	buffer_addf(&f->edit_key, "%s %s", key_edit, target->name);
	return f->edit_key.data;
}

/* The head of the list, which says it, too, may be out of sight. */
static const char *filter_key(struct face *f)
{
	if (f->list.filter == LIST_ALL)
		return key_filter;
	buffer_reset(&f->filter_key);
	buffer_addf(&f->filter_key, "f only: %s", exercise_list_filter(&f->list));
	return f->filter_key.data;
}

static const char *text_of(struct face *f, const char *text)
{
	return text == key_edit ? edit_key(f) : text == key_filter ? filter_key(f) : text;
}

const char *const *face_keys(struct face *f)
{
	size_t count = 0;

	for (const struct shown_key *key = keys_of(f); key->text; key++)
		if (!key->helps || key->helps(f))
			f->keys[count++] = text_of(f, key->text);
	f->keys[count] = NULL;
	return f->keys;
}
