#include "rustgym/workspace/trusted.h"
#include "rustgym/base/buffer.h"
#include "rustgym/base/file.h"
#include "rustgym/base/json.h"
#include "rustgym/base/lock.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/own_file.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"

#include <cjson/cJSON.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FORMAT = 1 };

/* ---- a course's identity ----------------------------------------------------------------------- */

/*
 * Returns the moment in which exercises/ was made, else the course's folder; nobody can set it. "": the file
 * system does not know it. The caller frees it.
 */
static char *born(const char *root)
{
	char *folder = path_join(root, "exercises"), *moment = NULL;

	if (!file_is_folder(folder)) {
		free(folder);
		folder = memory_copy_string(root);
	}
#ifdef STATX_BTIME
	struct statx st;

	if (statx(AT_FDCWD, folder, 0, STATX_BTIME, &st) == 0 && (st.stx_mask & STATX_BTIME))
		moment = memory_format("%lld.%09u", (long long)st.stx_btime.tv_sec,
				       st.stx_btime.tv_nsec);
#endif
	free(folder);
	return moment ? moment : memory_copy_string("");
}

/* ---- the file ---------------------------------------------------------------------------------- */

struct trust_file {
	char *path;
	struct json *json; /* NULL: missing or damaged */
	bool damaged;
};

static void trust_file_clear(struct trust_file *file)
{
	json_free(file->json);
	free(file->path);
}

static int judge(struct trust_file *file, struct error *err)
{
	const struct json_value *root = file->json ? json_root(file->json) : NULL;

	if (json_type(root) == JSON_OBJECT && json_get_number(root, "format", 0) > (double)FORMAT)
		return error_set(err, ERROR_ENVIRONMENT,
				 "%s was written by a newer rustgym, which is needed to read it",
				 file->path);
	if (json_type(root) == JSON_OBJECT &&
	    json_get_number(root, "format", 0) == (double)FORMAT &&
	    json_type(json_get(root, "trusted")) == JSON_ARRAY)
		return 0;
	file->damaged = true;
	return error_set(err, ERROR_IO, "%s is damaged, so nothing in it counts", file->path);
}

/* The caller clears the file, also after an error. */
static int load(struct trust_file *file, struct error *err)
{
	struct buffer text = BUFFER_INIT;
	bool found = false;
	int result;

	*file = (struct trust_file){.path = own_file_path(OWN_STATE, "trust")};
	if (!file->path)
		return error_set(err, ERROR_ENVIRONMENT,
				 "nobody knows where your answers are kept: set HOME or "
				 "XDG_STATE_HOME");
	result = own_file_read(file->path, &found, &text, err);
	if (!result && found) {
		file->json = json_parse(text.data, text.len, NULL, NULL);
		result = judge(file, err);
	}
	if (file->damaged) {
		json_free(file->json);
		file->json = NULL;
	}
	buffer_clear(&text);
	return result;
}

static const struct json_value *first_entry(const struct trust_file *file)
{
	return file->json ? json_first(json_get(json_root(file->json), "trusted")) : NULL;
}

static bool says(const struct json_value *entry, const char *name, const char *value)
{
	const char *text = json_get_string(entry, name);

	return text && strcmp(text, value) == 0;
}

bool trusted_has(const char *root, const char *origin, struct error *err)
{
	struct trust_file file;
	char *moment = born(root);
	bool found = false;

	if (!load(&file, err))
		for (const struct json_value *e = first_entry(&file); e && !found; e = json_next(e))
			found = says(e, "path", root) && says(e, "origin", origin) &&
				says(e, "born", moment);
	trust_file_clear(&file);
	free(moment);
	return found;
}

/* ---- writing ----------------------------------------------------------------------------------- */

static void add(cJSON *list, const char *root, const char *origin, const char *moment)
{
	cJSON *entry = cJSON_CreateObject();

	cJSON_AddStringToObject(entry, "path", root);
	cJSON_AddStringToObject(entry, "origin", origin);
	cJSON_AddStringToObject(entry, "born", moment);
	cJSON_AddItemToArray(list, entry);
}

/* Copies the entries of all other folders, and adds this one. */
static char *with_one_more(const struct trust_file *file, const char *root, const char *origin)
{
	cJSON *whole = cJSON_CreateObject(), *list;
	char *moment = born(root), *text;

	cJSON_AddNumberToObject(whole, "format", FORMAT);
	list = cJSON_AddArrayToObject(whole, "trusted");
	for (const struct json_value *e = first_entry(file); e; e = json_next(e)) {
		const char *path = json_get_string(e, "path");
		const char *from = json_get_string(e, "origin");
		const char *when = json_get_string(e, "born");

		if (path && from && when && strcmp(path, root) != 0)
			add(list, path, from, when);
	}
	add(list, root, origin, moment);
	text = cJSON_Print(whole);
	cJSON_Delete(whole);
	free(moment);
	return text;
}

static int change(const char *root, const char *origin, struct error *err)
{
	struct trust_file file;
	struct error why = ERROR_INIT;
	int result = load(&file, &why);

	if (file.damaged) {
		char *aside = memory_format("%s.damaged", file.path);

		result = rename(file.path, aside) < 0 ? result : 0;
		free(aside);
	}
	if (result) {
		error_set(err, result, "%s", why.message);
	} else {
		char *text = with_one_more(&file, root, origin);

		result = own_file_write(file.path, text, strlen(text), err);
		free(text);
	}
	trust_file_clear(&file);
	return result;
}

int trusted_add(const char *root, const char *origin, struct error *err)
{
	char *path = own_file_path(OWN_STATE, "trust");
	struct lock *lock = NULL;
	size_t at;
	int result;

	if (!utf8_is_valid(root, strlen(root), &at) || !utf8_is_valid(origin, strlen(origin), &at))
		result = error_set(err, ERROR_ENVIRONMENT, "its name is no UTF-8");
	else
		result = path ? own_file_lock(path, &lock, err) : 0;
	if (!result)
		result = change(root, origin, err);
	lock_release(lock);
	free(path);
	return result;
}
