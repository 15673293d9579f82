/*
 * Preloaded into the program while it is drawn: its clock always shows the second $FIXED_TIME. So the
 * pictures have the same dates whenever they are drawn, and weeks of work take a minute.
 */
#include <stdlib.h>
#include <time.h>

time_t time(time_t *also)
{
	const char *fixed = getenv("FIXED_TIME");
	struct timespec now;
	time_t seconds;

	clock_gettime(CLOCK_REALTIME, &now);
	seconds = fixed ? (time_t)atoll(fixed) : now.tv_sec;
	if (also)
		*also = seconds;
	return seconds;
}
