#include "rustgym/course/task.h"

#include <stdbool.h>
#include <string.h>

/* Returns the text of a line of comment without its slashes; NULL: the line is no comment. */
static const char *comment(const char *line)
{
	line += strspn(line, " \t");
	if (strncmp(line, "//", 2) != 0)
		return NULL;
	line += 2;
	line += *line == '!' || *line == '/';
	return line + strspn(line, " \t");
}

/* Returns the beginning of the paragraph with the task, else of the first one, else NULL. */
static const char *find_paragraph(const char *source)
{
	const char *first = NULL;

	for (const char *line = source, *text; (text = comment(line));) {
		if (strncmp(text, "Task:", 5) == 0)
			return line;
		if (!first && *text != '\n' && *text != '\r')
			first = line;
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	return first;
}

void task_read(const char *source, struct buffer *out)
{
	const char *line = find_paragraph(source), *text;
	bool begun = false;

	for (; line && (text = comment(line)); begun = true) {
		size_t len = strcspn(text, "\r\n");

		if (!len || (begun && strncmp(text, "Read:", 5) == 0))
			break;
		if (begun)
			buffer_add_char(out, ' ');
		buffer_add(out, text, len);
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
}
