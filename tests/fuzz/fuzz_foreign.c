/*
 * Lists of courses of other forms. The first byte of the input chooses the form, the rest is one or two
 * files with a line "----" between them. Whatever stands in them, it is a course, a list of mistakes, or
 * none, and no path in it leads out of the course.
 */
#include "fuzz.h"
#include "rustgym/base/path.h"
#include "rustgym/base/utf8.h"
#include "rustgym/course/course.h"
#include "rustgym/course/hint.h"

#include <stdlib.h>
#include <string.h>

static const char divider[] = "\n----\n";

/* The files that the two parts of an input are, by its first byte. */
static const struct {
	char sign;
	const char *first, *second;
} forms[] = {
	{'r', "info.toml", "Cargo.toml"},
	{'i', "unused", "Cargo.toml"},
	{'w', ".wr.toml", "tasks/01_start/00_intro/.wr.toml"},
	{'x', "bob/.exercism/metadata.json", "bob/.exercism/config.json"},
	{'t', "config.json", "exercises/practice/bob/.meta/config.json"},
};

enum { FORMS = sizeof(forms) / sizeof(*forms) };

static void write_courses(void)
{
	static const char source[] = "fn main() {}\n";
	static const char *const files[] = {"exercises/01_start/one.rs",
					    "exercises/two.rs",
					    "solutions/01_start/one.rs",
					    "tasks/01_start/00_intro/Cargo.toml",
					    "exercises/01_start/00_intro/Cargo.toml",
					    "bob/src/lib.rs",
					    "exercises/practice/bob/src/lib.rs"};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		fuzz_write(files[i], source, sizeof(source) - 1);
}

/* Not by path_is_contained: that is what is looked at here. */
static bool leads_out(const char *path)
{
	for (const char *part = path; part; part = strchr(part, '/')) {
		part += *part == '/';
		if (strncmp(part, "..", 2) == 0 && (!part[2] || part[2] == '/'))
			return true;
	}
	return *path == '/';
}

static void check_text(const char *text)
{
	CHECK(text);
	fuzz_check_printable(text, strlen(text), NO_ESCAPES);
	CHECK(!strchr(text, '\n'));
}

static void check_paths(const struct texts *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		CHECK(!leads_out(paths->items[i]));
}

static void check_exercise(const struct course *course, const struct exercise *e)
{
	struct hints hints;
	struct error err = ERROR_INIT;

	check_text(e->title);
	CHECK(course_is_name(e->name));
	CHECK(course_find(course, e->name) == e);
	CHECK(!leads_out(e->path) && !leads_out(exercise_package(e)));
	CHECK(e->index < course->count && e == &course->exercises[e->index]);
	CHECK(e->index >= e->topic->first && e->index < e->topic->first + e->topic->count);
	CHECK(e->step_count >= 1 && e->step_count <= STEP_COUNT);
	check_paths(&e->files);
	check_paths(&e->pages);
	check_paths(&e->solution);
	for (size_t i = 0; i < e->command_count; i++) {
		CHECK(e->commands[i].count && *e->commands[i].items[0]);
		for (size_t w = 0; w < e->commands[i].count; w++)
			check_text(e->commands[i].items[w]);
	}
	for (size_t i = 0; i < e->flags.count; i++)
		CHECK(i % 2 ? *e->flags.items[i] != '-' : e->flags.items[i][0] == '-');
	hints_load(course->root, e, &hints, &err);
	hints_clear(&hints);
}

static void check_problems(const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		check_text(problems->items[i].file);
		check_text(problems->items[i].message);
		CHECK(problems->items[i].line >= 0);
	}
}

static void load(void)
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	enum course_kind kind = course_kind(fuzz_folder());
	struct course *course = course_load_workspace(fuzz_folder(), &problems, &err);

	CHECK(course || *err.message);
	CHECK(!course || (course->kind == kind && course->count));
	CHECK(course || problems.count || kind == COURSE_NONE || kind == COURSE_RUSTLINGS_5);
	for (size_t i = 0; course && i < course->count; i++)
		check_exercise(course, &course->exercises[i]);
	check_problems(&problems);
	course_free(course);
	problems_clear(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = data + size, *cut, *second;
	static bool ready;
	size_t form = 0;

	if (!size)
		return 0;
	if (!ready)
		write_courses();
	ready = true;
	while (form < FORMS - 1 && forms[form].sign != *data)
		form++;
	data++;
	cut = memmem(data, (size_t)(end - data), divider, sizeof(divider) - 1);
	second = cut ? cut + sizeof(divider) - 1 : end;
	fuzz_write(forms[form].first, data, (size_t)((cut ? cut : end) - data));
	fuzz_write(forms[form].second, second, (size_t)(end - second));
	load();
	fuzz_forget(forms[form].first);
	fuzz_forget(forms[form].second);
	return 0;
}
