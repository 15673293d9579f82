#include "rustgym/base/file.h"
#include "sample_course.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int setup(void **state)
{
	struct sandbox *box = sandbox_new();

	sample_course_write(box);
	box->data = sample_course_load(box);
	*state = box;
	return 0;
}

static int teardown(void **state)
{
	struct sandbox *box = *state;

	course_free(box->data);
	sandbox_free(box);
	return 0;
}

static const struct course *course_in(void **state)
{
	return ((struct sandbox *)*state)->data;
}

static void has_what_the_roadmap_says(void **state)
{
	const struct course *course = course_in(state);

	assert_string_equal(course->root, ((struct sandbox *)*state)->root);
	assert_string_equal(course->title, "A course");
	assert_string_equal(course->version, "1.0.0");
	assert_string_equal(course->edition, "2024");
	assert_int_equal(course->phase_count, 2);
	assert_string_equal(course->phases[0].dir, "01_start");
	assert_string_equal(course->phases[0].title, "The start");
	assert_int_equal(course->phases[0].topic_count, 2);
	assert_int_equal(course->phases[1].topic_count, 1);
	assert_int_equal(course->skill_count, 2);
	assert_string_equal(course->skills[1].id, "1.1.2");
	assert_string_equal(course->skills[1].title, "The second skill");
	assert_int_equal(course_skill_index(course, "1.1.2"), 1);
	assert_int_equal(course_skill_index(course, "9.9.9"), 2);
}

static void has_what_the_topics_say(void **state)
{
	const struct course *course = course_in(state);
	const struct topic *first = &course->phases[0].topics[0];
	const struct topic *second = &course->phases[0].topics[1];
	const struct topic *third = &course->phases[1].topics[0];

	assert_string_equal(first->dir, "01_first");
	assert_string_equal(first->title, "First things");
	assert_string_equal(first->path, FIRST);
	assert_int_equal(first->first_build_s, 7);
	assert_int_equal(second->first_build_s, 0);
	assert_ptr_equal(first->phase, &course->phases[0]);
	assert_ptr_equal(third->phase, &course->phases[1]);
	assert_int_equal(first->first, 0);
	assert_int_equal(first->count, 2);
	assert_int_equal(second->first, 2);
	assert_int_equal(second->count, 1);
	assert_int_equal(third->first, 3);
	assert_int_equal(second->builder, BUILDER_RUSTC);
}

static void has_the_exercises_in_order(void **state)
{
	static const char *const names[] = {"one", "two", "three", "pack"};
	const struct course *course = course_in(state);

	assert_int_equal(course->count, 4);
	for (size_t i = 0; i < course->count; i++) {
		assert_string_equal(course->exercises[i].name, names[i]);
		assert_int_equal(course->exercises[i].index, i);
	}
	assert_ptr_equal(course->exercises[2].topic, &course->phases[0].topics[1]);
}

static void an_exercise_is_complete(void **state)
{
	const struct exercise *two = course_find(course_in(state), "two");

	assert_string_equal(two->title, "Number two");
	assert_string_equal(two->path, FIRST "/two.rs");
	assert_false(two->folder);
	assert_int_equal(two->builder, BUILDER_RUSTC);
	assert_int_equal(two->minutes, 240);
	assert_int_equal(two->skills.count, 2);
	assert_string_equal(two->skills.items[1], "1.1.2");
	assert_int_equal(two->uses.count, 1);
	assert_string_equal(two->uses.items[0], "1.1.1");
	assert_int_equal(two->shape, SHAPE_DESIGN);
	assert_string_equal(shape_name(two->shape), "design");
	assert_int_equal(course_find(course_in(state), "one")->shape, SHAPE_NONE);
	assert_int_equal(two->link_count, 1);
	assert_string_equal(two->links[0].title, "Book");
	assert_string_equal(two->links[0].url, "https://doc.rust-lang.org/book/");
	assert_int_equal(two->contract, CONTRACT_OUTPUT);
	assert_string_equal(two->fails.items[0], "wrong\n");
	assert_string_equal(two->prints, "right\n");
	assert_int_equal(two->step_count, 2);
	assert_int_equal(two->steps[0], STEP_RUN);
	assert_int_equal(two->steps[1], STEP_FMT);
	assert_int_equal(two->requires.count, 3);
	assert_string_equal(two->requires.items[1], "service:postgres");
}

static void what_is_left_out_has_its_default(void **state)
{
	const struct exercise *one = course_find(course_in(state), "one");

	assert_int_equal(one->step_count, 0);
	assert_int_equal(one->requires.count, 0);
	assert_null(one->requires.items);
	assert_null(one->prints);
	assert_int_equal(one->files.count, 0);
}

static void a_folder_exercise_is_a_package(void **state)
{
	const struct exercise *pack = course_find(course_in(state), "pack");

	assert_true(pack->folder);
	assert_int_equal(pack->builder, BUILDER_CARGO);
	assert_string_equal(pack->path, THIRD "/pack");
	assert_int_equal(pack->files.count, 2);
	assert_string_equal(pack->files.items[1], "src/lib.rs");
	assert_int_equal(pack->contract, CONTRACT_CODE);
	assert_int_equal(pack->fails.count, 2);
	assert_string_equal(pack->fails.items[1], "E0499");
}

static void is_found_by_name(void **state)
{
	const struct course *course = course_in(state);

	for (size_t i = 0; i < course->count; i++)
		assert_ptr_equal(course_find(course, course->exercises[i].name),
				 &course->exercises[i]);
	assert_null(course_find(course, ""));
	assert_null(course_find(course, "on"));
	assert_null(course_find(course, "One"));
}

static void is_found_by_path(void **state)
{
	const struct course *course = course_in(state);
	const struct exercise *pack = course_find(course, "pack");

	assert_ptr_equal(course_find_path(course, FIRST "/two.rs"), course_find(course, "two"));
	assert_ptr_equal(course_find_path(course, THIRD "/pack"), pack);
	assert_ptr_equal(course_find_path(course, THIRD "/pack/src/lib.rs"), pack);
	assert_ptr_equal(course_find_path(course, THIRD "/pack/new/file.rs"), pack);
	assert_null(course_find_path(course, THIRD "/package"));
	assert_null(course_find_path(course, FIRST "/topic.json"));
	assert_null(course_find_path(course, FIRST "/two"));
	assert_null(course_find_path(course, FIRST "/one.rs/x"));
	assert_null(course_find_path(course, FIRST));
	assert_null(course_find_path(course, "two.rs"));
	assert_null(course_find_path(course, ""));
}

static void the_nearest_name_is_offered(void **state)
{
	static const struct {
		const char *typed, *meant;
	} cases[] = {
		{"thre", "three"}, {"threee", "three"}, {"thrwe", "three"}, {"pakc", "pack"},
		{"onee", "one"},   {"tw", "two"},       {"elephant", NULL}, {"", NULL},
	};
	const struct course *course = course_in(state);
	char endless[1001];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct exercise *e = course_nearest(course, cases[i].typed);
		if (!e != !cases[i].meant)
			fail_msg("\"%s\" gives %s", cases[i].typed, e ? e->name : "nothing");
		if (e)
			assert_string_equal(e->name, cases[i].meant);
	}
	memset(endless, 'a', sizeof(endless) - 1);
	endless[sizeof(endless) - 1] = '\0';
	assert_null(course_nearest(course, endless));
}

static void names_its_words(void **state)
{
	static const char *const steps[] = {"build",  "test", "run",    "doctest",
					    "clippy", "fmt",  "command"};
	static const char *const contracts[] = {"none",  "code",   "lint",   "tests",
						"panic", "output", "message"};

	(void)state;
	for (size_t i = 0; i < STEP_COUNT; i++)
		assert_string_equal(step_name((enum step)i), steps[i]);
	for (size_t i = 0; i < CONTRACT_COUNT; i++)
		assert_string_equal(contract_name((enum contract)i), contracts[i]);
	assert_string_equal(builder_name(BUILDER_RUSTC), "rustc");
	assert_string_equal(builder_name(BUILDER_CARGO), "cargo");
}

static void every_kind_of_contract_is_read(void **state)
{
	static const struct {
		const char *fails;
		enum contract contract;
		const char *value;
	} cases[] = {
		{"{ \"code\": \"E0001\" }", CONTRACT_CODE, "E0001"},
		{"{ \"lint\": \"clippy::needless_return\" }", CONTRACT_LINT,
		 "clippy::needless_return"},
		{"{ \"tests\": [\"a\"] }", CONTRACT_TESTS, "a"},
		{"{ \"panic\": \"index out of bounds\" }", CONTRACT_PANIC, "index out of bounds"},
		{"{ \"output\": \"a\\nb\" }", CONTRACT_OUTPUT, "a\nb"},
		{"{ \"output\": \"\" }", CONTRACT_OUTPUT, ""}, /* prints nothing yet */
		{"{ \"message\": \"missing field\" }", CONTRACT_MESSAGE, "missing field"},
	};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct course *course;
		const struct exercise *one;

		sandbox_write(box, FIRST "/topic.json",
			      sandbox_replaced(box, sample_first, "{ \"code\": \"E0384\" }",
					       cases[i].fails));
		course = sample_course_load(box);
		one = course_find(course, "one");
		assert_int_equal(one->contract, cases[i].contract);
		assert_int_equal(one->fails.count, 1);
		assert_string_equal(one->fails.items[0], cases[i].value);
		course_free(course);
	}
}

static void only_a_workspace_may_lack_exercises(void **state)
{
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct course *course;

	unlink(sandbox_path(box, FIRST "/one.rs"));
	file_remove(sandbox_path(box, THIRD "/pack/src"), NULL);
	assert_null(course_load(box->root, &problems, &err));
	assert_int_equal(problems.count, 2);
	problems_clear(&problems);
	course = course_load_workspace(box->root, &problems, &err);
	assert_non_null(course);
	assert_int_equal(course->count, 4);
	assert_string_equal(course_find(course, "one")->path, FIRST "/one.rs");
	assert_int_equal(course_find(course, "pack")->files.count, 2);
	course_free(course);

	file_remove(sandbox_path(box, THIRD "/pack"), NULL);
	course = course_load_workspace(box->root, &problems, &err);
	assert_non_null(course);
	assert_true(course_find(course, "pack")->folder);
	course_free(course);
}

static void a_workspace_lacks_nothing_else(void **state)
{
	struct sandbox *box = *state;
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;

	unlink(sandbox_path(box, FIRST "/one.rs"));
	assert_int_equal(symlink("two.rs", sandbox_path(box, FIRST "/one.rs")), 0);
	file_remove(sandbox_path(box, THIRD), NULL);
	assert_null(course_load_workspace(box->root, &problems, &err));
	assert_int_equal(err.code, ERROR_COURSE);
	assert_int_equal(problems.count, 2);
	assert_contains(problems.items[0].message, THIRD ", found nothing");
	assert_contains(problems.items[1].message, "symbolic link");
	problems_clear(&problems);
}

static const char sample_project[] =
	"{\"title\": \"A tool\", \"kind\": \"project\", \"package\": \"tool\",\n"
	" \"files\": [\"src/main.rs\"],\n"
	" \"exercises\": [\n"
	"  {\"name\": \"begin\", \"title\": \"Begin\", \"skills\": [\"1.1.1\"], \"minutes\": 5,\n"
	"   \"links\": [{\"title\": \"t\", \"url\": \"https://example.org\"}],\n"
	"   \"tests\": [\"first\"], \"fails\": {\"tests\": [\"a\"]}},\n"
	"  {\"name\": \"extend\", \"title\": \"Extend\", \"skills\": [\"1.1.1\"], \"minutes\": 5,\n"
	"   \"links\": [{\"title\": \"t\", \"url\": \"https://example.org\"}],\n"
	"   \"tests\": [\"second\", \"third\"], \"fails\": {\"tests\": [\"b\"]}}]}\n";

static void write_project(struct sandbox *box, const char *topic)
{
	static const char *const tests[] = {"first", "second", "third"};

	sandbox_write(box, SECOND "/topic.json", topic);
	sandbox_write(box, SECOND "/tool/Cargo.toml", "[package]\n");
	sandbox_write(box, SECOND "/tool/src/main.rs", "fn main() {}\n");
	for (size_t i = 0; i < 3; i++) {
		char *path = memory_format(SECOND "/tool/tests/%s.rs", tests[i]);
		sandbox_write(box, path, "#[test]\nfn a() {}\n");
		free(path);
	}
}

static void the_exercises_of_a_project_are_stages(void **state)
{
	struct sandbox *box = *state;
	const struct exercise *begin, *extend;

	course_free(box->data);
	write_project(box, sample_project);
	box->data = sample_course_load(box);
	begin = course_find(box->data, "begin");
	extend = course_find(box->data, "extend");
	assert_string_equal(begin->topic->package, SECOND "/tool");
	assert_string_equal(begin->path, SECOND "/tool");
	assert_string_equal(extend->path, SECOND "/tool");
	assert_int_equal(begin->stage, 1);
	assert_int_equal(extend->stage, 2);
	assert_int_equal(begin->builder, BUILDER_CARGO);
	assert_string_equal(extend->tests.items[1], "third");
	assert_null(exercise_stage_before(begin));
	assert_ptr_equal(exercise_stage_before(extend), begin);
	assert_null(exercise_stage_before(course_find(box->data, "two")));
	assert_ptr_equal(course_find_path(box->data, SECOND "/tool/src/new.rs"), begin);
	assert_int_equal(exercise_file_owner(extend, "src/new.rs"), OWNER_LEARNER);
	assert_int_equal(exercise_file_owner(extend, "Cargo.toml"), OWNER_LEARNER);
	assert_int_equal(exercise_file_owner(extend, "Cargo.lock"), OWNER_CARGO);
	assert_int_equal(exercise_file_owner(extend, "tests/first.rs"), OWNER_COURSE);
	assert_int_equal(exercise_file_owner(extend, "tests"), OWNER_LEARNER);
}

static void mistakes_in_a_project_are_told(void **state)
{
	static const char *const changes[][3] = {
		{"\"project\"", "\"exam\"", "expected kind to be project"},
		{", \"kind\": \"project\"", "", "add \"kind\": \"project\""},
		{"\"package\": \"tool\",", "", "package"},
		{"\"tool\"", "\"../tool\"", "the name of a folder in the topic"},
		{"\"tool\"", "\"nowhere\"", "nowhere"},
		{"[\"first\"]", "[\"../first\"]", "the name of a test target"},
		{"[\"first\"]", "[\"absent\"]", "tests/absent.rs"},
		{"\"tests\": [\"first\"], ", "", "tests"},
		{"\"tests\": [\"first\"]", "\"tests\": [\"first\"], \"files\": [\"x\"]",
		 "no \"files\" in a stage"},
		{"src/main.rs", "../main.rs", "stays in the folder"},
	};
	struct sandbox *box = *state;

	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		struct problems problems = PROBLEMS_INIT;
		struct buffer text = BUFFER_INIT, all = BUFFER_INIT;
		const char *at = strstr(sample_project, changes[i][0]);
		struct course *course;

		assert_non_null(at);
		buffer_add(&text, sample_project, (size_t)(at - sample_project));
		buffer_add_string(&text, changes[i][1]);
		buffer_add_string(&text, at + strlen(changes[i][0]));
		write_project(box, text.data);
		course = course_load(box->root, &problems, NULL);
		for (size_t p = 0; p < problems.count; p++)
			buffer_addf(&all, "%s\n", problems.items[p].message);
		if (course || !strstr(all.data, changes[i][2]))
			fail_msg("%s: expected \"%s\", found: %s", changes[i][0], changes[i][2],
				 all.data);
		problems_clear(&problems);
		buffer_clear(&all);
		buffer_clear(&text);
	}
}

static void a_course_of_two_thousand_loads(void **state)
{
	enum { EXERCISES = 2000, PER_TOPIC = 40 };
	struct sandbox *box = *state;
	struct buffer roadmap = BUFFER_INIT, topic = BUFFER_INIT;
	struct course *course;

	buffer_add_string(&roadmap, "{\"format\": 1, \"title\": \"Large\", \"version\": \"1\","
				    "\"edition\": \"2024\", \"skills\": {\"1.1\": \"All\"},"
				    "\"phases\": [{\"dir\": \"09_all\", \"title\": \"All\","
				    "\"topics\": [");
	for (int i = 0; i < EXERCISES; i++) {
		int t = i / PER_TOPIC, first = i % PER_TOPIC == 0;

		if (first) {
			buffer_addf(&roadmap, "%s\"%02d_topic\"", t ? ", " : "", t);
			buffer_reset(&topic);
			buffer_add_string(&topic, "{\"title\": \"T\", \"exercises\": [");
		}
		buffer_addf(&topic,
			    "%s{\"name\": \"exercise_%04d\", \"title\": \"E\", \"skills\": "
			    "[\"1.1\"], \"minutes\": 1, \"links\": [{\"title\": \"L\", \"url\": "
			    "\"https://a.b\"}], \"fails\": {\"code\": \"E0384\"}}\n",
			    first ? "" : ", ", i);
		sandbox_write(box,
			      arena_format(&box->arena,
					   "exercises/09_all/%02d_topic/exercise_%04d.rs", t, i),
			      "");
		if (i % PER_TOPIC == PER_TOPIC - 1) {
			buffer_add_string(&topic, "]}");
			sandbox_write(box,
				      arena_format(&box->arena,
						   "exercises/09_all/%02d_topic/topic.json", t),
				      topic.data);
		}
	}
	buffer_add_string(&roadmap, "]}]}");
	sandbox_write(box, ROADMAP, roadmap.data);
	course = sample_course_load(box);
	assert_int_equal(course->count, EXERCISES);
	assert_int_equal(course->phases[0].topic_count, EXERCISES / PER_TOPIC);
	for (size_t i = 0; i < course->count; i++) {
		const char *name = arena_format(&box->arena, "exercise_%04zu", i);
		assert_ptr_equal(course_find(course, name), &course->exercises[i]);
		assert_ptr_equal(course->exercises[i].topic,
				 &course->phases[0].topics[i / PER_TOPIC]);
	}
	assert_string_equal(course_nearest(course, "exercise_12345")->topic->title, "T");
	course_free(course);
	buffer_clear(&roadmap);
	buffer_clear(&topic);
}

/* C1, directions and zero width: what could drive a terminal, or hide what is there. */
static void texts_are_clean_when_they_are_loaded(void **state)
{
	static const char dirt[] = "\xc2\x9b"
				   "31m\xe2\x80\xae\xe2\x80\x8b\xe2\x81\xa6\xc2\x9d";
	struct sandbox *box = *state;
	const char *dirty = arena_format(&box->arena, "%sA course\xef\xbb\xbf\"", dirt);
	struct course *course;

	dirty = arena_format(&box->arena, "\"%s", dirty);
	sandbox_write(box, ROADMAP, sandbox_replaced(box, sample_roadmap, "\"A course\"", dirty));
	sandbox_write(
		box, FIRST "/topic.json",
		sandbox_replaced(box,
				 sandbox_replaced(box, sample_first, "Number one",
						  arena_format(&box->arena, "Number%s one", dirt)),
				 "First things", arena_format(&box->arena, "%sFirst", dirt)));
	course = sample_course_load(box);
	assert_string_equal(course->title, "31mA course");
	assert_string_equal(course->phases[0].topics[0].title, "31mFirst");
	assert_string_equal(course->exercises[0].title, "Number31m one");
	course_free(course);
}

#define in_course(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_course(has_what_the_roadmap_says),
		in_course(has_what_the_topics_say),
		in_course(has_the_exercises_in_order),
		in_course(an_exercise_is_complete),
		in_course(what_is_left_out_has_its_default),
		in_course(a_folder_exercise_is_a_package),
		in_course(is_found_by_name),
		in_course(is_found_by_path),
		in_course(the_nearest_name_is_offered),
		cmocka_unit_test(names_its_words),
		in_course(every_kind_of_contract_is_read),
		in_course(only_a_workspace_may_lack_exercises),
		in_course(a_workspace_lacks_nothing_else),
		in_course(the_exercises_of_a_project_are_stages),
		in_course(mistakes_in_a_project_are_told),
		in_course(a_course_of_two_thousand_loads),
		in_course(texts_are_clean_when_they_are_loaded),
	};

	return run_group(tests);
}
