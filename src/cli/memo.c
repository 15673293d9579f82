#include "rustgym/memo.h"
#include "rustgym/file.h"
#include "rustgym/json.h"
#include "rustgym/json_report.h"
#include "rustgym/memory.h"
#include "rustgym/path.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *file_of(const char *cache, const struct exercise *exercise)
{
	return memory_format("%s/verdicts/%s.json", cache, exercise->name);
}

static bool is_of(const struct json_value *root, uint64_t inputs)
{
	const char *text = json_get_string(root, "inputs");
	uint64_t known;

	return text && sscanf(text, "%16" SCNx64, &known) == 1 && known == inputs;
}

struct verdict *memo_recall(const char *cache, const struct exercise *exercise, uint64_t inputs)
{
	char *path = file_of(cache, exercise);
	struct buffer text = BUFFER_INIT;
	struct verdict *verdict = NULL;
	struct json *json = NULL;

	if (file_read(path, FILE_COURSE_MAX, &text, NULL) == 0)
		json = json_parse(text.data, text.len, NULL, NULL);
	if (json && is_of(json_root(json), inputs))
		verdict = json_read_verdict(json_get(json_root(json), "verdict"), exercise);
	json_free(json);
	buffer_clear(&text);
	free(path);
	return verdict;
}

void memo_keep(const char *cache, const struct verdict *verdict, uint64_t inputs)
{
	char *path = file_of(cache, verdict->exercise), *folder = path_parent(path), *said;
	struct buffer text = BUFFER_INIT;

	if (verdict->outcome != OUTCOME_UNVERIFIED && !verdict->transient) {
		said = json_verdict(verdict, NULL);
		buffer_addf(&text, "{\"inputs\":\"%016" PRIx64 "\",\"verdict\":%s}\n", inputs,
			    said);
		if (file_make_folder(folder, NULL) == 0)
			file_write_cache(path, text.data, text.len, NULL);
		free(said);
	}
	buffer_clear(&text);
	free(folder);
	free(path);
}
