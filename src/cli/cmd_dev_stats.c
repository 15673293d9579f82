#include "command.h"
#include "rustgym/author/course_stats.h"
#include "rustgym/ui/text.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_WIDTH = 24 };

/* ---- counting ------------------------------------------------------------------------------- */

/*
 * Called for each topic, then for its phase (topic is NULL), then for the course (both are NULL).
 */
typedef void (*stats_visit)(const struct phase *phase, const struct topic *topic,
			    const struct course_stats *stats, void *data);

static void visit_phase(const struct app *app, const struct phase *phase,
			struct course_stats *whole, stats_visit visit, void *data)
{
	struct course_stats stats = {0};

	for (size_t t = 0; t < phase->topic_count; t++) {
		const struct topic *topic = &phase->topics[t];
		struct course_stats part = course_stats_topic(app->course, app->hints, topic);
		visit(phase, topic, &part, data);
		course_stats_add(&stats, &part);
	}
	course_stats_skills(app->course, phase, &stats.taught, &stats.skills);
	visit(phase, NULL, &stats, data);
	course_stats_add(whole, &stats);
}

static void visit_course(const struct app *app, stats_visit visit, void *data)
{
	struct course_stats whole = {0};

	for (size_t p = 0; p < app->course->phase_count; p++)
		visit_phase(app, &app->course->phases[p], &whole, visit, data);
	course_stats_skills(app->course, NULL, &whole.taught, &whole.skills);
	visit(NULL, NULL, &whole, data);
}

/* ---- a table -------------------------------------------------------------------------------- */

struct table {
	const struct style *style;
	struct buffer *out;
};

static void add_row(const struct phase *phase, const struct topic *topic,
		    const struct course_stats *s, void *data)
{
	const struct table *table = data;
	const char *name = topic ? topic->dir : phase ? phase->dir : "all";
	struct buffer line = BUFFER_INIT;

	buffer_add_string(&line, topic ? "  " : "");
	text_fit(name, NAME_WIDTH - (topic ? 2 : 0), table->style->unicode, &line);
	buffer_addf(&line, " %9zu %6zu %7zu %5zu/%-5zu %6zu %8zu %6zu %8zu %5zu %5zu %3zu %7d",
		    s->exercises, s->lines, s->words, s->taught, s->skills, s->shapes[SHAPE_REPAIR],
		    s->shapes[SHAPE_COMPLETE], s->shapes[SHAPE_DESIGN], s->shapes[SHAPE_DIAGNOSE],
		    s->wrong, s->rungs, s->on, s->minutes);
	if (topic)
		buffer_add_string(table->out, line.data);
	else
		style_add(table->out, table->style, INK_BOLD, line.data);
	buffer_add_char(table->out, '\n');
	buffer_clear(&line);
}

static void draw(const struct app *app, struct buffer *out)
{
	struct table table = {&app->style, out};

	style_addf(out, &app->style, INK_DIM,
		   "%*s %9s %6s %7s %11s %6s %8s %6s %8s %5s %5s %3s %7s", NAME_WIDTH, "",
		   "exercises", "lines", "words", "skills", "repair", "complete", "design",
		   "diagnose", "wrong", "rungs", "on", "minutes");
	buffer_add_char(out, '\n');
	visit_course(app, add_row, &table);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

struct document {
	cJSON *root, *phases, *topics; /* `topics` are those of the next phase */
};

static void add_figures(cJSON *object, const struct course_stats *s)
{
	cJSON *shapes;

	cJSON_AddNumberToObject(object, "exercises", (double)s->exercises);
	cJSON_AddNumberToObject(object, "lines", (double)s->lines);
	cJSON_AddNumberToObject(object, "words", (double)s->words);
	cJSON_AddNumberToObject(object, "skills_taught", (double)s->taught);
	cJSON_AddNumberToObject(object, "skills", (double)s->skills);
	shapes = cJSON_AddObjectToObject(object, "shapes");
	for (int i = SHAPE_NONE + 1; i < SHAPE_COUNT; i++)
		cJSON_AddNumberToObject(shapes, shape_name((enum shape)i), (double)s->shapes[i]);
	cJSON_AddNumberToObject(object, "wrong_answers", (double)s->wrong);
	cJSON_AddNumberToObject(object, "rungs", (double)s->rungs);
	cJSON_AddNumberToObject(object, "on", (double)s->on);
	cJSON_AddNumberToObject(object, "minutes", s->minutes);
}

/*
 * Makes an object with a name and a title. Titles come from a loaded course, so they are printable.
 */
static cJSON *part(const char *dir, const char *title, const struct course_stats *stats)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddStringToObject(object, "name", dir);
	cJSON_AddStringToObject(object, "title", title);
	add_figures(object, stats);
	return object;
}

static void add_part(const struct phase *phase, const struct topic *topic,
		     const struct course_stats *stats, void *data)
{
	struct document *d = data;
	cJSON *object;

	if (topic) {
		cJSON_AddItemToArray(d->topics, part(topic->dir, topic->title, stats));
	} else if (phase) {
		object = part(phase->dir, phase->title, stats);
		cJSON_AddItemToObject(object, "topics", d->topics);
		cJSON_AddItemToArray(d->phases, object);
		d->topics = cJSON_CreateArray();
	} else {
		add_figures(d->root, stats);
	}
}

static void write_json(const struct app *app, struct buffer *out)
{
	struct document d = {cJSON_CreateObject(), cJSON_CreateArray(), cJSON_CreateArray()};
	char *text;

	cJSON_AddNumberToObject(d.root, "format", 1);
	cJSON_AddStringToObject(d.root, "course", app->course->title);
	visit_course(app, add_part, &d);
	cJSON_AddItemToObject(d.root, "phases", d.phases);
	text = cJSON_PrintUnformatted(d.root);
	buffer_addf(out, "%s\n", text);
	free(text);
	cJSON_Delete(d.topics);
	cJSON_Delete(d.root);
}

/* ---- the command ---------------------------------------------------------------------------- */

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	struct buffer out = BUFFER_INIT;
	int result;

	if (arguments_get(arguments, "json"))
		write_json(app, &out);
	else
		draw(app, &out);
	result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

static const struct option options[] = {
	{"json", NULL, "print the same numbers as one JSON object"},
	{NULL, NULL, NULL},
};

const struct command cmd_dev_stats = {
	.name = "dev stats",
	.group = GROUP_AUTHORS,
	.synopsis = "[--json]",
	.summary = "count the exercises, hints and answers of each topic",
	.details =
		"skills: the number that exercises teach, and the number in the roadmap. rungs: the steps\n"
		"of the hints. on: the sections of the hints about an error or a test that fails.",
	.options = options,
	.needs_course = true,
	.own_course = true,
	.needs_whole_course = true,
	.run = run,
};
