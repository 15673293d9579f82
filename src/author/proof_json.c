#include "rustgym/author/proof_json.h"
#include "rejection.h"
#include "rustgym/ui/text.h"

#include <cjson/cJSON.h>
#include <string.h>

/* Text from a course or a compiler, as one printable line. */
static cJSON *clean(const char *text)
{
	struct buffer line = BUFFER_INIT;
	cJSON *string;

	text_line(text, strlen(text), &line);
	string = cJSON_CreateString(line.data);
	buffer_clear(&line);
	return string;
}

static void add_names(cJSON *object, const struct verdict *verdict)
{
	cJSON *list = cJSON_AddArrayToObject(object, "rejected_by");
	struct strings names = STRINGS_INIT;

	rejection_names(verdict, &names);
	for (size_t i = 0; i < names.count; i++)
		cJSON_AddItemToArray(list, clean(names.items[i]));
	strings_clear(&names);
}

static cJSON *variant_object(const struct proof *proof, size_t i)
{
	const struct variant *variant = &proof->variants[i];
	const struct verdict *verdict = proof->items[i].verdict;
	cJSON *object = cJSON_CreateObject();

	cJSON_AddStringToObject(object, "kind", variant_kind_name(variant->kind));
	cJSON_AddItemToObject(object, "file", clean(proof_file(proof, variant)));
	cJSON_AddStringToObject(object, "outcome", outcome_name(verdict->outcome));
	add_names(object, verdict);
	cJSON_AddNumberToObject(object, "ms", (double)verdict->ms.total);
	cJSON_AddBoolToObject(object, "cached", variant->cached);
	return object;
}

static cJSON *exercise_object(const struct proof *proof, size_t exercise)
{
	const struct exercise *e = proof->exercises[exercise].exercise;
	cJSON *object = cJSON_CreateObject(), *list;

	cJSON_AddStringToObject(object, "name", e->name);
	cJSON_AddStringToObject(object, "path", e->path);
	if (e->shape)
		cJSON_AddStringToObject(object, "shape", shape_name(e->shape));
	else
		cJSON_AddNullToObject(object, "shape");
	list = cJSON_AddArrayToObject(object, "variants");
	for (size_t i = 0; i < proof->count; i++)
		if (proof->variants[i].exercise == exercise)
			cJSON_AddItemToArray(list, variant_object(proof, i));
	return object;
}

static void add_problem(const struct problem *problem, void *data)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddItemToObject(object, "file", clean(problem->file));
	if (problem->line)
		cJSON_AddNumberToObject(object, "line", problem->line);
	else
		cJSON_AddNullToObject(object, "line");
	cJSON_AddItemToObject(object, "message", clean(problem->message));
	cJSON_AddItemToArray(data, object);
}

char *proof_json(const struct proof *proof)
{
	cJSON *object = cJSON_CreateObject(), *list;
	char *text;

	cJSON_AddNumberToObject(object, "format", 1);
	cJSON_AddItemToObject(object, "course", clean(proof->app->course->title));
	cJSON_AddBoolToObject(object, "links_looked_up", proof->docs != NULL);
	list = cJSON_AddArrayToObject(object, "exercises");
	for (size_t i = 0; i < proof->exercise_count; i++)
		cJSON_AddItemToArray(list, exercise_object(proof, i));
	proof_visit_problems(proof, add_problem, cJSON_AddArrayToObject(object, "problems"));
	text = cJSON_PrintUnformatted(object);
	cJSON_Delete(object);
	return text;
}
