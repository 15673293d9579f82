#include "rustgym/app/topic_page.h"
#include "sample_course.h"

#include <stdlib.h>
#include <unistd.h>

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct app *app = memory_new(sizeof(*app));

	sample_course_write(box);
	sandbox_write(box, SECOND "/README.md", "# Second things\n\nTwo *words*.\n");
	app->style = (struct style){false, false, 80};
	app->course = sample_course_load(box);
	box->data = app;
	*state = box;
	return workspace_at(box->root, &app->workspace, NULL);
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct app *app = box->data;

	app_close(app);
	free(app);
	sandbox_free(box);
	return 0;
}

static const struct topic *found(void **state, const char *name, struct error *err)
{
	const struct app *app = ((struct sandbox *)*state)->data;
	const struct progress progress = PROGRESS_INIT;
	const struct topic *topic = NULL;
	int result = topic_page_find(app, &progress, name, &topic, err);

	assert_int_equal(result, topic ? 0 : ERROR_USAGE);
	return topic;
}

static void a_topic_has_many_names(void **state)
{
	struct sandbox *box = *state;
	const struct app *app = box->data;
	const struct topic *second = course_find(app->course, "three")->topic;
	char *folder = memory_format("%s/" SECOND "/", box->root);
	char *page = memory_format("%s/" SECOND "/README.md", box->root);
	const char *const names[] = {"Second things", "second THINGS", "second_things", "02_second",
				     "second",        "three",         folder,          page};
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_ptr_equal(found(state, names[i], &err), second);
	assert_ptr_equal(found(state, NULL, &err), app->course->exercises[0].topic);
	free(page);
	free(folder);
}

static void what_is_no_topic_is_said(void **state)
{
	struct error err = ERROR_INIT;

	assert_null(found(state, "sekond", &err));
	assert_contains(err.message, "no topic or exercise \"sekond\"; `rustgym list`");
	assert_ptr_equal(found(state, "secon", &err), found(state, "second", &err));
	assert_non_null(found(state, "thre", &err)); /* the only one that begins so */
	assert_null(found(state, "tree", &err));
	assert_contains(err.message, "did you mean three?");
	assert_null(found(state, "", &err));
}

static void the_page_is_drawn(void **state)
{
	const struct app *app = ((struct sandbox *)*state)->data;
	struct buffer out = BUFFER_INIT;
	struct error err = ERROR_INIT;

	assert_int_equal(topic_page_draw(app, found(state, "second", &err), &out, &err), 0);
	assert_string_equal(out.data, "Second things\n\nTwo words.\n");
	buffer_reset(&out);
	assert_int_equal(topic_page_draw(app, found(state, "first", &err), &out, &err),
			 ERROR_USAGE);
	assert_contains(err.message, "First things has no page");
	assert_string_equal(out.data, "");
	sandbox_write(*state, SECOND "/README.md", "# Caf\xe9\n");
	assert_int_equal(topic_page_draw(app, found(state, "second", &err), &out, &err),
			 ERROR_COURSE);
	buffer_clear(&out);
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURSE(a_topic_has_many_names),
		COURSE(what_is_no_topic_is_said),
		COURSE(the_page_is_drawn),
	};

	return run_group(tests);
}
