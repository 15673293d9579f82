#include "rustgym/history/time_spent.h"
#include "rustgym/history/statistics.h"

int time_spent_read(struct history *history, const struct course *course,
		    const struct exercise *exercise, struct time_spent *time, struct error *err)
{
	const struct topic *topic = exercise->topic;
	const struct progress none = PROGRESS_INIT;
	struct statistics statistics;
	int result = statistics_read(history, course, &none, 0, &statistics, err);

	*time = (struct time_spent){0};
	if (!result) {
		time->exercise = statistics.exercises[exercise->index].seconds;
		time->course = statistics.all.seconds;
		for (size_t i = topic->first; i < topic->first + topic->count; i++)
			time->topic += statistics.exercises[i].seconds;
	}
	statistics_clear(&statistics);
	return result;
}
