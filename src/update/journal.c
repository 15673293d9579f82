#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/memory.h"
#include "update_internal.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

void journal_clear(struct journal *journal)
{
	free(journal->course);
	strings_clear(&journal->again);
}

int journal_write(const struct update *update, bool applied, struct error *err)
{
	char *path = workspace_state(&update->app->workspace, UPDATE_JOURNAL), *text;
	cJSON *root = cJSON_CreateObject(), *names;
	int result;

	cJSON_AddNumberToObject(root, "format", 1);
	cJSON_AddBoolToObject(root, "applied", applied);
	cJSON_AddBoolToObject(root, "pulled", update->pulled);
	if (update->course)
		cJSON_AddStringToObject(root, "course", update->course);
	names = cJSON_AddArrayToObject(root, "again");
	for (size_t i = 0; i < update->again.count; i++)
		cJSON_AddItemToArray(names, cJSON_CreateString(update->again.items[i]));
	text = cJSON_Print(root);
	result = file_write(path, text, strlen(text), err);
	cJSON_Delete(root);
	free(text);
	free(path);
	return result;
}

int journal_read(const struct workspace *workspace, struct journal *journal, struct error *err)
{
	char *path = workspace_state(workspace, UPDATE_JOURNAL);
	struct buffer text = BUFFER_INIT;
	struct json *json = NULL;
	int result = file_read(path, FILE_COURSE_MAX, &text, err);

	*journal = (struct journal){.again = STRINGS_INIT};
	if (!result && !(json = json_parse(text.data, text.len, NULL, err)))
		result = error_set(err, ERROR_IO, "%s is damaged; delete it and update again",
				   path);
	if (json) {
		const struct json_value *root = json_root(json), *list = json_get(root, "again");
		journal->applied = json_bool(json_get(root, "applied"), false);
		journal->pulled = json_bool(json_get(root, "pulled"), false);
		journal->course = memory_copy_string(json_get_string(root, "course"));
		for (const struct json_value *v = json_first(list); v; v = json_next(v))
			if (json_string(v))
				strings_add(&journal->again, json_string(v));
	}
	json_free(json);
	buffer_clear(&text);
	free(path);
	return result;
}

int journal_remove(const struct workspace *workspace, struct error *err)
{
	char *path = workspace_state(workspace, UPDATE_JOURNAL);
	int result = file_remove(path, err);

	free(path);
	return result;
}

bool update_is_unfinished(const struct workspace *workspace)
{
	char *path = workspace_state(workspace, UPDATE_JOURNAL);
	struct journal journal = {0};
	bool unfinished = file_exists(path) &&
			  (journal_read(workspace, &journal, NULL) != 0 || !journal.applied);

	journal_clear(&journal);
	free(path);
	return unfinished;
}

int update_again(const struct workspace *workspace, struct strings *names, struct error *err)
{
	char *path = workspace_state(workspace, UPDATE_JOURNAL);
	struct journal journal = {0};
	int result = file_exists(path) ? journal_read(workspace, &journal, err) : 0;

	if (!result && journal.again.count)
		strings_add_all(names, (const char *const *)journal.again.items);
	journal_clear(&journal);
	free(path);
	return result;
}

int update_checked(const struct workspace *workspace, struct error *err)
{
	return journal_remove(workspace, err);
}
