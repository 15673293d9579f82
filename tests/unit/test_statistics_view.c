/*
 * The statistics as a terminal shows them: drawn into libvterm, and compared with tests/golden/. After
 * an intended change, GOLDEN_WRITE=1 writes these files anew; then read what changed.
 */
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"
#include "rustgym/ui/statistics_view.h"
#include "rustgym/ui/text.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <vterm.h>

#define NOW INT64_C(1796140800) /* 2026-12-01, noon, a Tuesday */
#define DAY INT64_C(86400)

enum { ROWS = 100 };

static struct phase phases[] = {
	{.dir = "01_fundamentals", .title = "Fundamentals"},
	{.dir = "02_backend", .title = "Backend skills"},
	{.dir = "03_data", .title = "Databases and queues"},
};
static const struct skill skills[] = {
	{"1.3.3", "Borrowing and references (&T and &mut T)"},
	{"1.3.1", "Move semantics"},
	{"1.6.2", "Iterators: adapters, consumers, and how to write one of your own"},
};
static struct exercise exercises[] = {{.name = "label_roll"},
				      {.name = "copy_or_clone"},
				      {.name = "route_stops"},
				      {.name = "fence"}};
static const struct course course = {.phases = phases,
				     .phase_count = 3,
				     .skills = skills,
				     .skill_count = 3,
				     .exercises = exercises,
				     .count = 4};

static struct work phase_work[] = {
	{48, 31, 33, 33120, 28800, 10200, 102, 26},
	{7, 0, 0, 0, 5940, 5940, 0, 0},
	{12, 1, 2, 340, 9000, 8600, 1, 0},
};
static struct work skill_work[] = {{9, 6, 7, 4800, 5000, 900, 20, 4},
				   {4, 4, 4, 5400, 2400, 0, 31, 5},
				   {3, 1, 2, 340, 900, 600, 1, 0}};
static struct work exercise_work[] = {{1, 1, 1, 3120, 480, 0, 9, 0},
				      {1, 1, 1, 2460, 480, 0, 7, 2},
				      {1, 0, 1, 300, 480, 480, 1, 1},
				      {1, 0, 0, 0, 480, 480, 0, 0}};
static struct error_count errors[] = {{(char *)"E0382", 14},
				      {(char *)"message", 11},
				      {(char *)"clippy::needless_range_loop", 6},
				      {(char *)"E0502", 1}};

static struct statistics busy(void)
{
	struct statistics s = {
		.course = &course,
		.now = NOW,
		.since = NOW - 59 * DAY,
		.all = {67, 32, 35, 33460, 43740, 24740, 103, 26},
		.phases = phase_work,
		.skills = skill_work,
		.exercises = exercise_work,
		.errors = errors,
		.error_count = 4,
		.days = 19,
		.week_passed = 9,
		.due = 3,
		.forecast = NOW + 21 * DAY,
	};
	static const int64_t week[] = {1200, 3000, 0, 4500, 2400, 0, 20};

	for (int i = 0; i < STATISTICS_WEEK; i++)
		s.week[i] = (struct work_day){NOW - NOW % DAY - (6 - i) * DAY, week[i],
					      week[i] > 0};
	return s;
}

static struct statistics unbegun(void)
{
	static struct work none[3];
	struct statistics s = {.course = &course,
			       .now = NOW,
			       .all = {.exercises = 67, .planned_s = 43740, .left_s = 43740},
			       .phases = phase_work,
			       .skills = none,
			       .exercises = exercise_work};
	static struct work begin[] = {{48, 0, 0, 0, 28800, 28800, 0, 0},
				      {7, 0, 0, 0, 5940, 5940, 0, 0},
				      {12, 0, 0, 0, 9000, 9000, 0, 0}};
	static struct work untouched[4] = {{.exercises = 1}, {.exercises = 1}};

	s.phases = begin;
	s.exercises = untouched;
	return s;
}

/* The rows of a terminal after this text was printed on it, without spaces at their ends. */
static char *shown(const struct buffer *text, int columns)
{
	VTerm *vterm = vterm_new(ROWS, columns);
	VTermScreen *screen = vterm_obtain_screen(vterm);
	struct buffer out = BUFFER_INIT;

	vterm_set_utf8(vterm, 1);
	vterm_screen_reset(screen, 1);
	for (const char *at = text->data; *at; at++) {
		if (*at == '\n')
			vterm_input_write(vterm, "\r", 1);
		vterm_input_write(vterm, at, 1);
	}
	for (int row = 0; row < ROWS; row++) {
		char line[1024];
		VTermRect rect = {row, row + 1, 0, columns};
		size_t len = vterm_screen_get_text(screen, line, sizeof(line), rect);

		while (len && line[len - 1] == ' ')
			len--;
		buffer_add(&out, line, len);
		buffer_add_char(&out, '\n');
	}
	while (out.len > 1 && out.data[out.len - 2] == '\n')
		buffer_truncate(&out, out.len - 1);
	vterm_free(vterm);
	return buffer_detach(&out);
}

static void assert_golden(const char *name, const char *text)
{
	char *path = path_join(getenv("GOLDEN"), name);
	struct buffer golden = BUFFER_INIT;

	if (getenv("GOLDEN_WRITE"))
		file_write(path, text, strlen(text), NULL);
	assert_int_equal(file_read(path, SIZE_MAX / 2, &golden, NULL), 0);
	assert_string_equal(text, golden.data);
	buffer_clear(&golden);
	free(path);
}

/* Compares with golden/NAME.txt. On a page no line is wider than the terminal. */
static void assert_drawn(const struct statistics *s, struct statistics_view view,
			 struct style style, const char *name)
{
	struct buffer out = BUFFER_INIT;
	char *rows;

	statistics_draw(s, &view, &style, &out);
	for (const char *line = out.data; !view.table && *line;) {
		size_t len = strcspn(line, "\n");
		char *one = memory_copy(line, len);

		assert_in_range(text_width(one), 0, (uintmax_t)style.width);
		free(one);
		line += len + (line[len] == '\n');
	}
	rows = view.table ? memory_copy_string(out.data) : shown(&out, style.width);
	assert_golden(name, rows);
	free(rows);
	buffer_clear(&out);
}

static void it_fits_every_width(void **state)
{
	static const struct {
		int width;
		const char *name;
	} sizes[] = {{40, "stats-40.txt"}, {80, "stats-80.txt"}, {110, "stats-110.txt"}};
	struct statistics s = busy();

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		assert_drawn(&s, (struct statistics_view){false, false},
			     (struct style){.unicode = true, .width = sizes[i].width},
			     sizes[i].name);
}

static void no_width_cuts_a_word(void **state)
{
	struct statistics s = busy();

	(void)state;
	for (int width = 40; width <= 120; width++) {
		struct style style = {.width = width};
		struct statistics_view view = {false, true};
		struct buffer out = BUFFER_INIT;

		statistics_draw(&s, &view, &style, &out);
		assert_contains(out.data, "clippy::needless_range_loop");
		assert_contains(out.data, "Fundamentals");
		for (const char *line = out.data; *line; line += *line == '\n') {
			size_t len = strcspn(line, "\n");
			assert_in_range(len, 0, (uintmax_t)width);
			line += len;
		}
		buffer_clear(&out);
	}
}

/* Colours change no character. */
static void colours_only_colour(void **state)
{
	struct statistics s = busy();

	(void)state;
	assert_drawn(&s, (struct statistics_view){false, false},
		     (struct style){.unicode = true, .colour = true, .width = 80}, "stats-80.txt");
}

static void without_unicode_it_is_ascii(void **state)
{
	struct statistics s = busy();

	(void)state;
	assert_drawn(&s, (struct statistics_view){false, true}, (struct style){.width = 80},
		     "stats-80-ascii.txt");
}

static void in_a_pipe_it_is_a_table(void **state)
{
	struct statistics s = busy();

	(void)state;
	assert_drawn(&s, (struct statistics_view){true, false}, (struct style){.width = 40},
		     "stats-table.txt");
}

/* A skill that took no time did not take the longest. With all skills, it is there. */
static void what_took_no_time_took_not_long(void **state)
{
	struct work untimed[3] = {skill_work[0], skill_work[1], {3, 0, 1, 0, 900, 900, 1, 0}};
	const struct style style = {.width = 80};
	struct statistics s = busy();
	struct buffer out = BUFFER_INIT;

	(void)state;
	s.skills = untimed;
	statistics_draw(&s, &(struct statistics_view){false, false}, &style, &out);
	assert_contains(out.data, "Move semantics");
	assert_lacks(out.data, "Iterators");
	buffer_reset(&out);
	statistics_draw(&s, &(struct statistics_view){false, true}, &style, &out);
	assert_contains(out.data, "Iterators");
	buffer_clear(&out);
}

static void before_the_first_change_there_is_no_time(void **state)
{
	const struct style style = {.width = 80};
	struct statistics s = unbegun();
	struct buffer out = BUFFER_INIT;

	(void)state;
	s.since = 1790000000;
	statistics_draw(&s, &(struct statistics_view){false, false}, &style, &out);
	assert_contains(out.data, ": 0 days with work\n");
	buffer_clear(&out);
}

static void before_the_first_check_it_says_so(void **state)
{
	struct statistics s = unbegun();

	(void)state;
	assert_drawn(&s, (struct statistics_view){false, false},
		     (struct style){.unicode = true, .width = 40}, "stats-unbegun-40.txt");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_fits_every_width),
		cmocka_unit_test(no_width_cuts_a_word),
		cmocka_unit_test(colours_only_colour),
		cmocka_unit_test(without_unicode_it_is_ascii),
		cmocka_unit_test(in_a_pipe_it_is_a_table),
		cmocka_unit_test(what_took_no_time_took_not_long),
		cmocka_unit_test(before_the_first_change_there_is_no_time),
		cmocka_unit_test(before_the_first_check_it_says_so),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return run_group(tests);
}
