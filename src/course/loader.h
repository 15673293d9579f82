/*
 * Reads values of a course's JSON and the files that they name, without trusting them. A mistake is
 * reported with its line, and reading continues. course_load.c and exercise_load.c use it.
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
	const char *file; /* the file that is being read, relative to the root */
	struct json *json;
	size_t capacity;    /* capacity of course.exercises while it grows */
	bool tolerant;      /* a learner's workspace: exercises may be missing */
	bool may_be_absent; /* the file that is being checked may be missing */
};

#define PROBLEM(loader, value, ...)                                                                \
	problems_add((loader)->problems, (loader)->file, json_line((loader)->json, value),         \
		     __VA_ARGS__)

struct course *loader_course(struct loader *loader);
/* copies a string into the course's memory */
char *loader_keep(struct loader *loader, const char *text);

/*
 * Returns whether the value has the type; if not, reports it. `what` names the value in the
 * message.
 */
bool loader_has_type(struct loader *loader, const struct json_value *value, const char *what,
		     enum json_type type);
/*
 * Returns a member that must exist. If it is missing or has another type, reports it and returns
 * NULL.
 */
const struct json_value *loader_required(struct loader *loader, const struct json_value *object,
					 const char *name, enum json_type type);
/* Returns a member that may be missing, or NULL. Reports only another type. */
const struct json_value *loader_optional(struct loader *loader, const struct json_value *object,
					 const char *name, enum json_type type);

/* Reports each member whose name is not in the NULL-terminated array. */
void loader_only_known(struct loader *loader, const struct json_value *object,
		       const char *const *known);

/*
 * Returns a line of text of 1 to `max` bytes, which lives with the course. If the value is not one,
 * reports it and returns "".
 */
const char *loader_line_of_text(struct loader *loader, const struct json_value *value,
				const char *what, size_t max);
const char *loader_required_text(struct loader *loader, const struct json_value *object,
				 const char *name, size_t max);

/*
 * Returns a whole number from `least` to `most`. If the value is not one, reports it and returns
 * `least`.
 */
int loader_whole_number(struct loader *loader, const struct json_value *value, const char *what,
			int least, int most);

/*
 * Reads an array of strings, or one single string. Reports each string that is not valid or occurs
 * twice. `form` describes a valid string in the message.
 */
struct texts loader_texts_of(struct loader *loader, const struct json_value *value,
			     const char *what, const char *form, bool (*valid)(const char *));
struct texts loader_optional_texts(struct loader *loader, const struct json_value *object,
				   const char *name, const char *form, bool (*valid)(const char *));

/*
 * Returns the type of a file: S_IFREG or S_IFDIR. `path` is relative to the root. If the file is
 * missing, a link, of another type, or larger than `max` bytes, reports it and returns 0. `about`
 * is the JSON value that names the file.
 */
mode_t loader_kind_of_file(struct loader *loader, const struct json_value *about, const char *path,
			   off_t max);
bool loader_is_folder(struct loader *loader, const struct json_value *about, const char *path);
void loader_check_learners_file(struct loader *loader, const struct json_value *about,
				const char *folder, const char *file);

/* Returns whether the course has a file or a folder with this path. Reports nothing. */
bool loader_has_file(const struct loader *loader, const char *path);

/*
 * Read and parse a file of the course, whose outermost value is an object or a table. After an error,
 * they report it and return NULL.
 */
struct json *loader_read_json(struct loader *loader, const char *path);
struct json *loader_read_toml(struct loader *loader, const char *path);

#endif
