#include "review_course.h"

#include <cjson/cJSON.h>

static char *print(cJSON *object)
{
	char *text = cJSON_Print(object);

	cJSON_Delete(object);
	return text;
}

static void add_texts(cJSON *object, const char *name, const struct texts *texts)
{
	if (texts->count)
		cJSON_AddItemToObject(object, name,
				      cJSON_CreateStringArray(texts->items, (int)texts->count));
}

static void add_text(cJSON *object, const char *name, const char *text_or_null)
{
	if (text_or_null)
		cJSON_AddStringToObject(object, name, text_or_null);
}

/* ---- the roadmap ------------------------------------------------------------------------------- */

static bool has_chosen(const struct topic *topic, const bool *chosen)
{
	for (size_t i = 0; i < topic->count; i++)
		if (chosen[topic->first + i])
			return true;
	return false;
}

static void add_phase(cJSON *phases, const struct phase *phase, const bool *chosen)
{
	cJSON *object = cJSON_CreateObject(), *topics;

	cJSON_AddStringToObject(object, "dir", phase->dir);
	cJSON_AddStringToObject(object, "title", phase->title);
	topics = cJSON_AddArrayToObject(object, "topics");
	for (size_t i = 0; i < phase->topic_count; i++)
		if (has_chosen(&phase->topics[i], chosen))
			cJSON_AddItemToArray(topics, cJSON_CreateString(phase->topics[i].dir));
	if (cJSON_GetArraySize(topics))
		cJSON_AddItemToArray(phases, object);
	else
		cJSON_Delete(object);
}

char *review_roadmap_json(const struct course *course, const bool *chosen)
{
	cJSON *root = cJSON_CreateObject(), *phases, *skills;

	cJSON_AddNumberToObject(root, "format", 1);
	cJSON_AddStringToObject(root, "title", course->title);
	cJSON_AddStringToObject(root, "version", course->version);
	cJSON_AddStringToObject(root, "edition", course->edition);
	add_text(root, "toolchain", course->toolchain);
	add_text(root, "rust", course->rust);
	phases = cJSON_AddArrayToObject(root, "phases");
	for (size_t i = 0; i < course->phase_count; i++)
		add_phase(phases, &course->phases[i], chosen);
	skills = cJSON_AddObjectToObject(root, "skills");
	for (size_t i = 0; i < course->skill_count; i++)
		cJSON_AddStringToObject(skills, course->skills[i].id, course->skills[i].title);
	return print(root);
}

/* ---- a topic ----------------------------------------------------------------------------------- */

static void add_contract(cJSON *object, const struct exercise *e)
{
	cJSON *fails = cJSON_AddObjectToObject(object, "fails");
	const char *name = contract_name(e->contract);

	if (e->contract == CONTRACT_TESTS || e->fails.count > 1)
		add_texts(fails, name, &e->fails);
	else
		cJSON_AddStringToObject(fails, name, e->fails.items[0]);
}

static void add_links(cJSON *object, const struct exercise *e)
{
	cJSON *links = cJSON_AddArrayToObject(object, "links");

	for (size_t i = 0; i < e->link_count; i++) {
		cJSON *link = cJSON_CreateObject();

		cJSON_AddStringToObject(link, "title", e->links[i].title);
		cJSON_AddStringToObject(link, "url", e->links[i].url);
		cJSON_AddItemToArray(links, link);
	}
}

static void add_steps(cJSON *object, const struct exercise *e)
{
	cJSON *steps = e->step_count ? cJSON_AddArrayToObject(object, "steps") : NULL;

	for (size_t i = 0; i < e->step_count; i++)
		cJSON_AddItemToArray(steps, cJSON_CreateString(step_name(e->steps[i])));
}

static void add_exercise(cJSON *list, const struct exercise *e)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddStringToObject(object, "name", e->name);
	cJSON_AddStringToObject(object, "title", e->title);
	if (e->shape != SHAPE_NONE)
		cJSON_AddStringToObject(object, "shape", shape_name(e->shape));
	add_texts(object, "skills", &e->skills);
	add_texts(object, "uses", &e->uses);
	cJSON_AddNumberToObject(object, "minutes", e->minutes);
	add_links(object, e);
	add_contract(object, e);
	add_text(object, "prints", e->prints);
	add_steps(object, e);
	add_texts(object, "requires", &e->requires);
	add_texts(object, "files", &e->files);
	cJSON_AddItemToArray(list, object);
}

char *review_topic_json(const struct course *course, const struct topic *topic, const bool *chosen)
{
	cJSON *root = cJSON_CreateObject(), *list;

	cJSON_AddStringToObject(root, "title", topic->title);
	cJSON_AddStringToObject(root, "builder", builder_name(topic->builder));
	if (topic->first_build_s)
		cJSON_AddNumberToObject(root, "first_build_s", topic->first_build_s);
	list = cJSON_AddArrayToObject(root, "exercises");
	for (size_t i = 0; i < topic->count; i++)
		if (chosen[topic->first + i])
			add_exercise(list, &course->exercises[topic->first + i]);
	return print(root);
}

/* ---- a course of another form ------------------------------------------------------------------ */

char *review_list_json(const struct course *course, const bool *chosen)
{
	cJSON *root = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(root, "exercises");

	for (size_t i = 0; i < course->count; i++)
		if (chosen[i])
			cJSON_AddItemToArray(list, cJSON_CreateString(course->exercises[i].name));
	return print(root);
}
