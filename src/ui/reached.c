#include "rustgym/ui/reached.h"
#include "rustgym/ui/statistics_view.h"

static const struct progress_entry *entry_at(const struct reached *reached, size_t index)
{
	return progress_find(reached->progress, reached->course->exercises[index].name);
}

static void add_counts(long tries, long hints, struct buffer *out)
{
	buffer_addf(out, "%ld %s, %ld %s", tries, tries == 1 ? "try" : "tries", hints,
		    hints == 1 ? "hint" : "hints");
}

void reached_add_effort(const struct reached *reached, struct buffer *out)
{
	long tries = 0, hints = 0;

	for (size_t i = reached->first; i < reached->first + reached->count; i++) {
		const struct progress_entry *entry = entry_at(reached, i);

		tries += progress_tries(entry);
		hints += entry ? entry->hints : 0;
	}
	if (reached->seconds) {
		statistics_add_duration(reached->seconds, out);
		buffer_add_string(out, ", ");
	}
	add_counts(tries, hints, out);
}

void reached_add_hardest(const struct reached *reached, struct buffer *out)
{
	const struct course *course = reached->course;
	const struct exercise *hardest = NULL;
	const struct progress_entry *entry;
	long most = 1;
	size_t skill;

	for (size_t i = reached->first; i < reached->first + reached->count; i++) {
		entry = entry_at(reached, i);
		if (entry && progress_tries(entry) + entry->hints > most) {
			most = progress_tries(entry) + entry->hints;
			hardest = &course->exercises[i];
		}
	}
	if (!hardest || reached->count < 2)
		return;
	entry = entry_at(reached, hardest->index);
	buffer_addf(out, "%s: ", hardest->name);
	add_counts(progress_tries(entry), entry->hints, out);
	skill = hardest->skills.count ? course_skill_index(course, hardest->skills.items[0])
				      : course->skill_count;
	if (skill < course->skill_count)
		buffer_addf(out, "; skill %s %s", course->skills[skill].id,
			    course->skills[skill].title);
}
