#include "command.h"
#include "difftool.h"
#include "pager.h"
#include "revision.h"
#include "rustgym/app/reference.h"
#include "rustgym/base/gate.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/ui/diff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct version {
	struct file_set files;
	char name[24];   /* "the start", "@3", "now", "the reference" */
	bool first_seen; /* the start is only what rustgym saw first */
};

struct versions {
	const struct exercise *exercise;
	struct version old, new;
};

static void versions_clear(struct versions *v)
{
	file_set_clear(&v->old.files);
	file_set_clear(&v->new.files);
}

/* ---- operands -------------------------------------------------------------------------------- */

/*
 * Reads "NAME @2 @5", "NAME@2 @5", "@2" or "NAME". Fills names[] with "NAME@2" and "NAME@5", one
 * for each number; without a number names[0] is the name. Returns the number of numbers, or -1
 * after an error.
 */
static int read_operands(const struct arguments *arguments, char *names[2], struct error *err)
{
	const char *first = arguments_name(arguments) ? arguments_name(arguments) : "";
	size_t name_len = strcspn(first, "@");
	int count = 0;

	for (size_t i = 0; i < arguments->operand_count; i++) {
		const char *operand = arguments->operands[i];

		if (!strchr(operand, '@') && i == 0)
			continue;
		if (!strchr(operand, '@') || count == 2) {
			error_set(err, ERROR_USAGE,
				  "diff takes a NAME and at most two snapshots of it, as in "
				  "`rustgym diff %.*s @1 @2`",
				  name_len ? (int)name_len : 4, name_len ? first : "NAME");
			return -1;
		}
		names[count++] = memory_format("%.*s%s", operand[0] == '@' ? (int)name_len : 0,
					       first, operand);
	}
	if (!count && *first)
		names[0] = memory_copy_string(first);
	return count;
}

/* ---- reading -------------------------------------------------------------------------------- */

static void name_version(struct version *version, int number)
{
	if (number == HISTORY_PRISTINE)
		snprintf(version->name, sizeof(version->name), "the start");
	else if (number == HISTORY_PRESENT)
		snprintf(version->name, sizeof(version->name), "now");
	else
		snprintf(version->name, sizeof(version->name), "@%d", number);
}

static int read_version(const struct revision *r, int number, struct version *version,
			struct error *err)
{
	int result;

	name_version(version, number);
	if (number != HISTORY_PRISTINE)
		return history_read(r->history, r->exercise, number, &version->files, err);
	result = history_read_start(r->history, r->exercise, &version->files, err);
	if (!result)
		result = history_is_first_seen(r->history, r->exercise, &version->first_seen, err);
	return result;
}

/* Reads the learner's text (a snapshot or the present one) and the reference solution. */
static int read_reference(struct app *app, const struct revision *r, bool spoil, struct versions *v,
			  struct error *err)
{
	struct file_set all = FILE_SET_INIT;
	int result = reference_read(app, r->exercise, spoil, &v->new.files, err);

	name_version(&v->old, r->number);
	snprintf(v->new.name, sizeof(v->new.name), "the reference");
	if (!result)
		result = history_read(r->history, r->exercise, r->number, &all, err);
	if (!result)
		reference_select(r->exercise, &all, &v->old.files);
	file_set_clear(&all);
	return result;
}

/* Reads the second snapshot. It must be of the same exercise. */
static int read_other(struct app *app, const char *name, struct versions *v, struct error *err)
{
	struct revision r;
	int result = revision_open(app, name, "compare it", &r, err);

	if (!result && r.exercise != v->exercise)
		result = error_set(err, ERROR_USAGE,
				   "%s and %s are two exercises; diff compares versions of one",
				   v->exercise->name, r.exercise->name);
	if (!result)
		result = read_version(&r, r.number, &v->new, err);
	revision_close(&r);
	return result;
}

static int read_versions(struct app *app, const struct arguments *arguments, struct versions *v,
			 struct error *err)
{
	bool reference = arguments_get(arguments, "solution") != NULL;
	bool spoil = arguments_get(arguments, "spoil") != NULL;
	char *names[2] = {NULL, NULL};
	struct revision r = {0};
	int count = read_operands(arguments, names, err), result = count < 0 ? err->code : 0;

	if (!result && spoil && !reference)
		result = error_set(err, ERROR_USAGE, "--spoil goes with --solution");
	if (!result && reference && count == 2)
		result = error_set(err, ERROR_USAGE,
				   "--solution takes the place of the second snapshot");
	if (!result)
		result = revision_open(app, names[0], "compare it", &r, err);
	v->exercise = r.exercise;
	if (!result && reference)
		result = read_reference(app, &r, spoil, v, err);
	else if (!result)
		result = read_version(&r, count ? r.number : HISTORY_PRISTINE, &v->old, err);
	if (!result && !reference && count < 2)
		result = read_version(&r, HISTORY_PRESENT, &v->new, err);
	revision_close(&r);
	if (!result && count == 2)
		result = read_other(app, names[1], v, err);
	free(names[0]);
	free(names[1]);
	return result;
}

/* ---- line ends ------------------------------------------------------------------------------ */

static bool has_crlf(const struct file_set_item *item)
{
	return strstr(item->bytes, "\r\n") != NULL;
}

/* Appends the item's text with the line end `end` after each line. */
static void add_with_ends(const struct file_set_item *item, const char *end, struct buffer *out)
{
	for (const char *at = item->bytes, *stop = at + item->len; at < stop;) {
		const char *line = memchr(at, '\n', (size_t)(stop - at));
		size_t len = (size_t)((line ? line : stop) - at);
		bool carriage = line && len && at[len - 1] == '\r';

		buffer_add(out, at, len - carriage);
		if (line)
			buffer_add_string(out, end);
		at += len + (line != NULL);
	}
}

/*
 * If the two versions have different line ends, gives the old text those of the new one. Otherwise
 * every line would differ.
 */
static void adopt_line_ends(struct file_set *old, const struct file_set *new)
{
	for (size_t i = 0; i < old->count; i++) {
		struct file_set_item *item = &old->items[i];
		const struct file_set_item *now = file_set_find(new, item->path);
		struct buffer text = BUFFER_INIT;

		if (!now || item->link || now->link || has_crlf(item) == has_crlf(now))
			continue;
		add_with_ends(item, has_crlf(now) ? "\r\n" : "\n", &text);
		free(item->bytes);
		item->len = text.len;
		item->bytes = buffer_detach(&text);
	}
}

/* ---- output ---------------------------------------------------------------------------------- */

/* In a pipe the sentence goes to standard error, because the diff is empty. */
static int say_equal(const struct versions *v, bool piped, struct error *err)
{
	struct buffer out = BUFFER_INIT;
	int result = 0;

	if (v->old.first_seen)
		buffer_addf(&out,
			    "%s is as rustgym saw it first. rustgym can't find out here whether it "
			    "is as it was handed out.\n",
			    v->exercise->name);
	else
		buffer_addf(&out, "%s: %s and %s are equal.\n", v->exercise->name, v->old.name,
			    v->new.name);
	if (piped)
		gate_say("%s", out.data);
	else
		result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

static int show_text(const struct app *app, struct buffer *legend, const struct buffer *text,
		     struct error *err)
{
	buffer_add(legend, text->data, text->len);
	return pager_show_diff(app, legend, err);
}

static int show(const struct app *app, const struct versions *v, bool tool, struct error *err)
{
	char *folder = v->exercise->folder ? memory_copy_string(v->exercise->path)
					   : path_parent(v->exercise->path);
	struct diff diff = {.old = &v->old.files,
			    .new = &v->new.files,
			    .old_name = v->old.name,
			    .new_name = v->new.name,
			    .folder = tool || !style_is_seen() ? folder : "",
			    .exact = !style_is_seen(),
			    .width = app->style.width};
	struct buffer out = BUFFER_INIT, legend = BUFFER_INIT;
	int result;

	if (!diff.exact && !app->style.colour)
		diff_legend(&diff, &legend);
	if (!diff_draw(&diff, &app->style, &out))
		result = say_equal(v, diff.exact, err);
	else
		result = tool ? difftool_run(&diff, err) : show_text(app, &legend, &out, err);
	buffer_clear(&legend);
	buffer_clear(&out);
	free(folder);
	return result;
}

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct versions v = {0};
	int result = read_versions(app, arguments, &v, err);

	if (!result)
		adopt_line_ends(&v.old.files, &v.new.files);
	if (!result)
		result = show(app, &v, arguments_get(arguments, "tool") != NULL, err);
	versions_clear(&v);
	return result;
}

static const struct option options[] = {
	{"solution", NULL, "compare with the reference solution, after the exercise has passed"},
	{"spoil", NULL, "with --solution: also before it has passed"},
	{"tool", NULL, "open the tool that git's diff.tool names (`git difftool`)"},
	{NULL, NULL, NULL},
};

const struct command cmd_diff = {
	.name = "diff",
	.group = GROUP_CODE,
	.synopsis = "[NAME] [@N [@M]] [--solution [--spoil]] [--tool]",
	.summary = "show your changes to an exercise",
	.details =
		"Without a snapshot, it compares the exercise as you got it with your file. With one\n"
		"snapshot, it compares that snapshot with your file. With two snapshots, it compares the\n"
		"first with the second. `rustgym history NAME` lists the snapshots; @0 is the exercise as\n"
		"you got it.\n"
		"\n"
		"On a terminal, the first of these programs that is set shows the diff: $GIT_PAGER, git's\n"
		"core.pager, $PAGER, less. In a pipe, the output is a unified diff. Call `patch -p1` or\n"
		"`git apply` with it in the folder that has exercises/ in it.",
	.options = options,
	.operands_max = 3,
	.needs_course = true,
	.reviews = true,
	.run = run,
};
