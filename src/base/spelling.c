#include "rustgym/base/spelling.h"

#include <string.h>

/*
 * Returns the number of letters that must be added, removed or changed to turn `a` into `b`. Both
 * have at most SPELLING_MAX bytes.
 */
static size_t edit_distance(const char *a, const char *b)
{
	size_t row[SPELLING_MAX + 1], len = strlen(b);

	for (size_t k = 0; k <= len; k++)
		row[k] = k;
	for (size_t i = 1; *a; a++, i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t k = 1; k <= len; k++) {
			size_t changed = diagonal + (*a != b[k - 1]);
			size_t least = row[k] < row[k - 1] ? row[k] + 1 : row[k - 1] + 1;
			diagonal = row[k];
			row[k] = changed < least ? changed : least;
		}
	}
	return row[len];
}

bool spelling_try(struct spelling *spelling, const char *name)
{
	size_t distance;

	if (strlen(spelling->typed) > SPELLING_MAX || strlen(name) > SPELLING_MAX)
		return false;
	distance = edit_distance(spelling->typed, name);
	if (distance >= spelling->least)
		return false;
	spelling->least = distance;
	spelling->nearest = name;
	return true;
}
