#include "sample_course.h"
#include "session/known_texts.h"

#include <stdlib.h>

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();
	struct known_texts *texts = memory_new(sizeof(*texts));

	sample_course_write(box);
	known_texts_init(texts, sample_course_load(box));
	box->data = texts;
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;
	struct known_texts *texts = box->data;

	course_free((struct course *)(uintptr_t)texts->course);
	known_texts_clear(texts);
	free(texts);
	sandbox_free(box);
	return 0;
}

static struct known_texts *texts_in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static const struct exercise *exercise(void **state, size_t index)
{
	return &texts_in(state)->course->exercises[index];
}

static struct known_text *text(void **state, size_t index)
{
	return known_texts_of(texts_in(state), exercise(state, index));
}

static void judge(struct known_text *text, uint64_t hash, enum outcome outcome, bool transient)
{
	struct verdict verdict = {.hash = hash, .outcome = outcome, .transient = transient};

	known_text_judge(text, &verdict);
}

static void a_text_is_known_when_it_was_judged(void **state)
{
	struct known_text *one = text(state, 0);

	assert_true(known_text_is_news(one, 7, true));
	one->state = TEXT_UNDER_WAY;
	one->hash = 7;
	assert_false(known_text_is_news(one, 7, true));
	assert_true(known_text_is_news(one, 8, true));
	judge(one, 7, OUTCOME_FAILED, false);
	assert_false(known_text_is_news(one, 7, true));
	assert_true(known_text_is_news(one, 8, true));
	assert_true(known_text_is_news(one, 0, true));
}

static void what_a_passing_trouble_decided_is_not_known(void **state)
{
	struct known_text *one = text(state, 0);

	judge(one, 7, OUTCOME_UNVERIFIED, false);
	assert_true(known_text_is_news(one, 7, true));
	assert_false(known_text_is_news(one, 7, false)); /* nobody saved it */
	assert_true(known_text_is_news(one, 8, false));
	judge(one, 7, OUTCOME_FAILED, true);
	assert_true(known_text_is_news(one, 7, true));
	judge(one, 7, OUTCOME_FAILED, false);
	assert_false(known_text_is_news(one, 7, true));
}

static void that_a_text_is_gone_is_said_once(void **state)
{
	struct known_text *one = text(state, 0);

	judge(one, 0, OUTCOME_UNVERIFIED, false);
	assert_false(known_text_is_news(one, 0, true));
	assert_true(known_text_is_news(one, 7, false));
}

static void the_current_exercise_goes_first(void **state)
{
	struct known_texts *texts = texts_in(state);

	assert_null(known_texts_next(texts, exercise(state, 1)));
	text(state, 0)->state = text(state, 2)->state = TEXT_WAITING;
	assert_ptr_equal(known_texts_next(texts, NULL), exercise(state, 0));
	assert_ptr_equal(known_texts_next(texts, exercise(state, 1)), exercise(state, 0));
	assert_ptr_equal(known_texts_next(texts, exercise(state, 2)), exercise(state, 2));
	assert_false(known_text_is_news(text(state, 0), 7, true)); /* it is read in its turn */
}

#define COURSE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURSE(a_text_is_known_when_it_was_judged),
		COURSE(what_a_passing_trouble_decided_is_not_known),
		COURSE(that_a_text_is_gone_is_said_once),
		COURSE(the_current_exercise_goes_first),
	};

	return run_group(tests);
}
