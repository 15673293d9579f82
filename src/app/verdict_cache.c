#include "rustgym/app/verdict_cache.h"
#include "rustgym/app/json_report.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *file_of(const char *cache, const char *name)
{
	return memory_format("%s/verdicts/%s.json", cache, name);
}

static bool is_of(const struct json_value *root, uint64_t inputs)
{
	const char *text = json_get_string(root, "inputs");
	uint64_t known;

	return text && sscanf(text, "%16" SCNx64, &known) == 1 && known == inputs;
}

/* Members that the JSON for other programs does not have. */
static const struct {
	const char *name;
	size_t at;
} flags[] = {
	{"transient", offsetof(struct verdict, transient)},
	{"deadline", offsetof(struct verdict, deadline)},
	{"handed_out", offsetof(struct verdict, handed_out)},
	{"wrong_output", offsetof(struct verdict, wrong_output)},
};

enum { FLAGS = sizeof(flags) / sizeof(*flags) };

static struct verdict *read_verdict(const struct json_value *root, const struct exercise *exercise)
{
	struct verdict *verdict = json_read_verdict(json_get(root, "verdict"), exercise);

	for (size_t i = 0; verdict && i < FLAGS; i++)
		*(bool *)((char *)verdict + flags[i].at) = json_bool(json_get(root, flags[i].name),
								     false);
	return verdict;
}

struct verdict *verdict_cache_recall(const char *cache, const char *name,
				     const struct exercise *exercise, uint64_t inputs)
{
	char *path = file_of(cache, name);
	struct buffer text = BUFFER_INIT;
	struct verdict *verdict = NULL;
	struct json *json = NULL;

	if (file_read(path, FILE_COURSE_MAX, &text, NULL) == 0)
		json = json_parse(text.data, text.len, NULL, NULL);
	if (json && is_of(json_root(json), inputs))
		verdict = read_verdict(json_root(json), exercise);
	json_free(json);
	buffer_clear(&text);
	free(path);
	return verdict;
}

static void write_verdict(const struct verdict *verdict, uint64_t inputs, struct buffer *text)
{
	char *said = json_verdict(verdict, NULL);

	buffer_addf(text, "{\"inputs\":\"%016" PRIx64 "\",", inputs);
	for (size_t i = 0; i < FLAGS; i++)
		if (*(const bool *)((const char *)verdict + flags[i].at))
			buffer_addf(text, "\"%s\":true,", flags[i].name);
	buffer_addf(text, "\"verdict\":%s}\n", said);
	free(said);
}

void verdict_cache_store(const char *cache, const char *name, const struct verdict *verdict,
			 uint64_t inputs)
{
	char *path = file_of(cache, name), *folder = path_parent(path);
	struct buffer text = BUFFER_INIT;

	if (verdict->outcome != OUTCOME_UNVERIFIED) {
		write_verdict(verdict, inputs, &text);
		if (file_make_folder(folder, NULL) == 0)
			file_write_cache(path, text.data, text.len, NULL);
	}
	buffer_clear(&text);
	free(folder);
	free(path);
}
