#include "app/review_course.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>

enum { ONE, TWO, THREE, PACK, COUNT };

static void write_copy(struct sandbox *box, const char *path, char *text)
{
	sandbox_write(box, path, text);
	free(text);
}

/* Writes the chosen part of the sample course below review/, and loads it. */
static struct course *copied(struct sandbox *box, const struct course *course, const bool *chosen)
{
	const struct topic *first = course->exercises[ONE].topic;
	const struct topic *third = course->exercises[PACK].topic;
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct course *copy;

	write_copy(box, "review/roadmap.json", review_roadmap_json(course, chosen));
	write_copy(box, "review/01_start/01_first/topic.json",
		   review_topic_json(course, first, chosen));
	write_copy(box, "review/02_more/01_third/topic.json",
		   review_topic_json(course, third, chosen));
	copy = course_load_review(box->root, &problems, &err);
	if (!copy)
		fail_msg("%s: %s", err.message, problems.count ? problems.items[0].message : "");
	problems_clear(&problems);
	return copy;
}

static void assert_texts(const struct texts *a, const struct texts *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++)
		assert_string_equal(a->items[i], b->items[i]);
}

static void assert_same(const struct exercise *a, const struct exercise *b)
{
	assert_string_equal(a->name, b->name);
	assert_string_equal(a->title, b->title);
	assert_int_equal(a->builder, b->builder);
	assert_int_equal(a->shape, b->shape);
	assert_int_equal(a->minutes, b->minutes);
	assert_int_equal(a->contract, b->contract);
	assert_int_equal(a->folder, b->folder);
	assert_texts(&a->skills, &b->skills);
	assert_texts(&a->uses, &b->uses);
	assert_texts(&a->files, &b->files);
	assert_texts(&a->requires, &b->requires);
	assert_texts(&a->fails, &b->fails);
	assert_int_equal(a->prints != NULL, b->prints != NULL);
	if (a->prints)
		assert_string_equal(a->prints, b->prints);
	assert_int_equal(a->step_count, b->step_count);
	assert_memory_equal(a->steps, b->steps, a->step_count * sizeof(*a->steps));
	assert_int_equal(a->link_count, b->link_count);
	for (size_t i = 0; i < a->link_count; i++)
		assert_string_equal(a->links[i].url, b->links[i].url);
	assert_string_equal(a->topic->title, b->topic->title);
	assert_int_equal(a->topic->first_build_s, b->topic->first_build_s);
}

static void a_part_of_a_course_is_a_course(void **state)
{
	static const bool chosen[COUNT] = {[TWO] = true, [PACK] = true};
	struct sandbox *box = *state;
	struct course *course, *copy;

	sample_course_write(box);
	course = sample_course_load(box);
	copy = copied(box, course, chosen);
	assert_string_equal(copy->folder, "review");
	assert_string_equal(copy->title, course->title);
	assert_string_equal(copy->edition, course->edition);
	assert_int_equal(copy->skill_count, course->skill_count);
	assert_int_equal(copy->count, 2);
	assert_int_equal(copy->phases[0].topic_count, 1); /* 02_second has none of them */
	assert_same(&course->exercises[TWO], &copy->exercises[0]);
	assert_same(&course->exercises[PACK], &copy->exercises[1]);
	assert_string_equal(copy->exercises[0].path, "review/01_start/01_first/two.rs");
	assert_ptr_equal(course_find_path(copy, "review/02_more/01_third/pack/src/lib.rs"),
			 &copy->exercises[1]);
	course_free(copy);
	course_free(course);
}

static void without_copies_there_is_no_course(void **state)
{
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;

	sample_course_write(box);
	assert_null(course_load_review(box->root, &problems, &err));
	assert_int_equal(err.code, ERROR_IO);
	assert_int_equal(problems.count, 0);
}

#define IN_SANDBOX(test) cmocka_unit_test_setup_teardown(test, sandbox_setup, sandbox_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SANDBOX(a_part_of_a_course_is_a_course),
		IN_SANDBOX(without_copies_there_is_no_course),
	};

	return run_group(tests);
}
