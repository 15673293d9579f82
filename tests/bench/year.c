/*
 * A year of a learner's daily use, written into the history of a workspace: for tests/bench/history.
 *
 * usage: bench_year WORKSPACE DAYS VERDICTS EXERCISES
 *
 * Each day some exercises are worked on; each verdict sees a line changed, added or taken away. After
 * each day's last verdict comes the housekeeping of a session. Prints how long things took.
 */
#include "rustgym/base/memory.h"
#include "rustgym/history/exercise_files.h"
#include "rustgym/history/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static unsigned state = 1;

static unsigned chance(unsigned below)
{
	state = state * 1103515245u + 12345u;
	return (state >> 16) % below;
}

/* Changes a line of the text. */
static void edit(struct file_set *files, unsigned number)
{
	struct file_set_item *item = &files->items[chance((unsigned)files->count)];
	size_t at = item->len ? chance((unsigned)item->len) : 0, end;
	struct buffer text = BUFFER_INIT;
	unsigned what = chance(3);

	while (at && item->bytes[at - 1] != '\n')
		at--;
	end = at + strcspn(item->bytes + at, "\n");
	end += end < item->len;
	buffer_add(&text, item->bytes, at);
	if (what)
		buffer_addf(&text, "    let value_%u = compute(%u, &other); // try %u\n",
			    chance(1000), chance(1000), number);
	if (what == 1)
		buffer_add(&text, item->bytes + at, end - at);
	buffer_add(&text, item->bytes + end, item->len - end);
	if (text.len > 6000) /* the learner tidies up */
		buffer_truncate(&text, 3000);
	free(item->bytes);
	item->len = text.len;
	item->bytes = memory_copy(text.data, text.len);
	buffer_clear(&text);
}

struct clock {
	double sum, most;
	unsigned count;
};

static void add(struct clock *clock, double ms)
{
	clock->sum += ms;
	clock->most = ms > clock->most ? ms : clock->most;
	clock->count++;
}

static int live(const struct workspace *workspace, const struct course *course, unsigned days,
		unsigned verdicts, unsigned exercises, struct error *err)
{
	struct exercise_files *files = memory_new(exercises * sizeof(*files));
	struct clock snapshots = {0}, tidied = {0};
	struct history *history = NULL;
	int result = history_open(workspace, course, &history, err);

	for (unsigned i = 0; !result && i < exercises; i++)
		result = exercise_files_read(workspace->root, &course->exercises[i], &files[i],
					     err);
	for (unsigned n = 0; !result && n < days * verdicts; n++) {
		unsigned day = n / verdicts, which = (day * 2 + chance(4)) % exercises;
		char message[64];
		double start;

		edit(&files[which].set, n);
		snprintf(message, sizeof(message), "%s, %u ms", chance(4) ? "failed" : "passed",
			 60 + chance(90));
		start = now_ms();
		result = history_snapshot(history, &course->exercises[which], &files[which].set,
					  message, err);
		add(&snapshots, now_ms() - start);
		if (result || (n + 1) % verdicts)
			continue;
		start = now_ms();
		result = history_tidy(history, HISTORY_LOOSE_MAX, err);
		add(&tidied, now_ms() - start);
		history_rest(history);
	}
	printf("snapshots: %u, mean %.2f ms, most %.1f ms\n", snapshots.count,
	       snapshots.sum / snapshots.count, snapshots.most);
	printf("housekeeping: %u times, mean %.1f ms, most %.1f ms\n", tidied.count,
	       tidied.sum / tidied.count, tidied.most);
	history_free(history);
	for (unsigned i = 0; i < exercises; i++)
		exercise_files_clear(&files[i]);
	free(files);
	return result;
}

int main(int argc, char **argv)
{
	struct problems problems = PROBLEMS_INIT;
	struct workspace workspace;
	struct course *course;
	struct error err = ERROR_INIT;
	int result;

	if (argc != 5)
		return 2;
	result = workspace_at(argv[1], &workspace, &err);
	if (result)
		return 5;
	course = course_load_workspace(workspace.root, &problems, &err);
	if (course)
		result = live(&workspace, course, (unsigned)atoi(argv[2]), (unsigned)atoi(argv[3]),
			      (unsigned)atoi(argv[4]), &err);
	if (!course || result)
		fprintf(stderr, "%s\n", err.message);
	course_free(course);
	problems_clear(&problems);
	workspace_clear(&workspace);
	return !course || result ? 1 : 0;
}
