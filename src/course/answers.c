#include "rustgym/course/answers.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"
#include "rustgym/base/path.h"
#include "rustgym/course/hint.h"

#include <stdlib.h>
#include <string.h>

static bool is_wrong_answer(const char *name, const struct exercise *exercise)
{
	size_t len = strlen(exercise->name);

	if (strncmp(name, exercise->name, len) != 0 || strncmp(name + len, ".wrong", 6) != 0)
		return false;
	name += len + 6;
	if (*name == '.' && name[1] >= '0' && name[1] <= '9')
		name += 1 + strspn(name + 1, "0123456789");
	return strcmp(name, exercise->folder ? "" : ".rs") == 0;
}

struct collecting {
	const struct exercise *exercise;
	const char *folder;
	struct answers *answers;
};

static int collect(const char *relative, void *data, struct error *err)
{
	struct collecting *c = data;
	size_t len = strcspn(relative, "/");
	char *name = memory_copy(relative, len), *path;

	(void)err;
	if (is_wrong_answer(name, c->exercise)) {
		path = path_join(c->folder, name);
		if (!strings_contain(&c->answers->wrong, path))
			strings_add(&c->answers->wrong, path);
		free(path);
	}
	free(name);
	return 0;
}

int answers_find(const char *course, const struct exercise *exercise, struct answers *answers,
		 struct error *err)
{
	char *solution = hints_path(course, exercise, exercise->folder ? "" : ".rs");
	char *folder = path_parent(solution);
	struct collecting c = {exercise, folder, answers};
	int result = 0;

	*answers = (struct answers){0};
	if (file_exists(solution))
		answers->solution = memory_copy_string(solution);
	if (file_is_folder(folder))
		result = file_walk(folder, collect, &c, err);
	free(folder);
	free(solution);
	return result;
}

void answers_clear(struct answers *answers)
{
	free(answers->solution);
	strings_clear(&answers->wrong);
	*answers = (struct answers){0};
}
