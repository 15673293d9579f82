/*
 * A course's two kinds of file. The input is roadmap.json, a line "----", and topic.json; around them
 * are the exercises that the seeds name. Whatever stands in them, it is a course or a list of
 * mistakes, and no path in it leads out of the course.
 */
#include "fuzz.h"
#include "rustgym/base/path.h"
#include "rustgym/course/course.h"

#include <stdlib.h>
#include <string.h>

#define TOPIC "exercises/01_start/01_small"

static const char divider[] = "\n----\n";

static void write_rest_of_course(void)
{
	static const char source[] = "fn main() {}\n";

	fuzz_write("exercises/01_start/Cargo.toml", "", 0);
	fuzz_write(TOPIC "/Cargo.toml", "", 0);
	fuzz_write(TOPIC "/one.rs", source, sizeof(source) - 1);
	fuzz_write(TOPIC "/two.rs", source, sizeof(source) - 1);
	fuzz_write(TOPIC "/pack/Cargo.toml", "", 0);
	fuzz_write(TOPIC "/pack/src/lib.rs", "", 0);
}

static void check_text(const char *text)
{
	CHECK(text && *text);
	fuzz_check_printable(text, strlen(text), NO_ESCAPES);
	CHECK(!strchr(text, '\n'));
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

static void check_exercise(const struct course *course, const struct exercise *e)
{
	check_text(e->title);
	CHECK(*e->name && strlen(e->name) <= 32);
	CHECK(strspn(e->name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(e->name));
	CHECK(!leads_out(e->path) && path_below(e->path, "exercises"));
	CHECK(e->index < course->count && e == &course->exercises[e->index]);
	CHECK(course_find(course, e->name) == e);
	CHECK(e->index >= e->topic->first && e->index < e->topic->first + e->topic->count);
	/* no skill: there are only marks, where the author must still write some */
	CHECK(e->fails.count && e->link_count && e->minutes > 0);
	CHECK(e->step_count <= STEP_COUNT);
	for (size_t i = 0; i < e->skills.count; i++)
		CHECK(course_skill_index(course, e->skills.items[i]) < course->skill_count);
	for (size_t i = 0; i < e->files.count; i++)
		CHECK(!leads_out(e->files.items[i]));
	for (size_t i = 0; i < e->link_count; i++)
		check_text(e->links[i].title), check_text(e->links[i].url);
}

static void check_course(const struct course *course)
{
	check_text(course->title);
	check_text(course->version);
	for (size_t p = 0; p < course->phase_count; p++) {
		check_text(course->phases[p].title);
		for (size_t t = 0; t < course->phases[p].topic_count; t++)
			check_text(course->phases[p].topics[t].title);
	}
	for (size_t i = 0; i < course->count; i++)
		check_exercise(course, &course->exercises[i]);
}

static void check_problems(const struct problems *problems)
{
	CHECK(problems->count);
	for (size_t i = 0; i < problems->count; i++) {
		check_text(problems->items[i].file);
		check_text(problems->items[i].message);
		CHECK(problems->items[i].line >= 0);
	}
}

static bool load(struct course *(*how)(const char *, struct problems *, struct error *))
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct course *course = how(fuzz_folder(), &problems, &err);
	bool loaded = course != NULL;

	if (course)
		check_course(course);
	else
		check_problems(&problems);
	course_free(course);
	problems_clear(&problems);
	return loaded;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = data + size, *cut = memmem(data, size, divider, sizeof(divider) - 1),
		      *topic;
	static bool ready;

	if (!ready)
		write_rest_of_course();
	ready = true;
	topic = cut ? cut + sizeof(divider) - 1 : end;
	fuzz_write("exercises/roadmap.json", data, (size_t)((cut ? cut : end) - data));
	fuzz_write(TOPIC "/topic.json", topic, (size_t)(end - topic));
	if (load(course_load)) /* what an author may hand out, a learner can open */
		CHECK(load(course_load_workspace));
	else
		load(course_load_workspace);
	return 0;
}
