/*
 * Reading a value of a course's JSON, and a file that it names, without trusting either: what is
 * wrong is reported with its line, and reading goes on. For course_load.c and exercise_load.c.
 */
#ifndef RUSTGYM_LOADER_H
#define RUSTGYM_LOADER_H

#include "course_internal.h"
#include "name_index.h"
#include "rustgym/base/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { LOADER_TITLE_MAX = 80 }; /* bytes */

struct loader {
	struct loaded_course *loaded;
	struct problems *problems;
	const char *file; /* the one being read, relative to the root */
	const struct json *json;
	size_t capacity;    /* of course.exercises while it grows */
	bool tolerant;      /* a learner's workspace: exercises may be absent */
	bool may_be_absent; /* what is looked for now */
};

#define PROBLEM(loader, value, ...)                                                                \
	problems_add((loader)->problems, (loader)->file, json_line((loader)->json, value),         \
		     __VA_ARGS__)

struct course *loader_course(struct loader *loader);
char *loader_keep(struct loader *loader, const char *text); /* a copy that lives with the course */

/* Whether a value has the type; a problem when it has not. `what` is its name in the sentence. */
bool loader_has_type(struct loader *loader, const struct json_value *value, const char *what,
		     enum json_type type);
/* A member that must be there. NULL (and a problem) when it is absent or has another type. */
const struct json_value *loader_required(struct loader *loader, const struct json_value *object,
					 const char *name, enum json_type type);
/* A member that may be there. NULL when it is absent; a problem only when it has another type. */
const struct json_value *loader_optional(struct loader *loader, const struct json_value *object,
					 const char *name, enum json_type type);

/* Reports each member whose name is not in the NULL-terminated list ($schema may be in it). */
void loader_only_known(struct loader *loader, const struct json_value *object,
		       const char *const *known);

/* A one-line text of 1 to max bytes, kept in the course; "" (and a problem) otherwise. */
const char *loader_line_of_text(struct loader *loader, const struct json_value *value,
				const char *what, size_t max);
const char *loader_required_text(struct loader *loader, const struct json_value *object,
				 const char *name, size_t max);

/* A whole number from least to most; least (and a problem) otherwise. */
int loader_whole_number(struct loader *loader, const struct json_value *value, const char *what,
			int least, int most);

/* An array of strings, each of a form, none twice; or one string by itself. */
struct texts loader_texts_of(struct loader *loader, const struct json_value *value,
			     const char *what, const char *form, bool (*valid)(const char *));
struct texts loader_optional_texts(struct loader *loader, const struct json_value *object,
				   const char *name, const char *form, bool (*valid)(const char *));

/*
 * What is at a path relative to the root: S_IFREG, S_IFDIR, or 0 after reporting that it is absent, a
 * link, something else, or larger than max bytes. `about` is the value that names it.
 */
mode_t loader_kind_of_file(struct loader *loader, const struct json_value *about, const char *path,
			   off_t max);
bool loader_is_folder(struct loader *loader, const struct json_value *about, const char *path);
void loader_check_learners_file(struct loader *loader, const struct json_value *about,
				const char *folder, const char *file);

/* Reads and parses a JSON file of the course; NULL after reporting what is wrong with it. */
struct json *loader_read_json(struct loader *loader, const char *path);

#endif
