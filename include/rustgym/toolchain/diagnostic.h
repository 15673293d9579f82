/*
 * One message of rustc, clippy or cargo: an error or a warning.
 *
 * It is read from the compiler's JSON (rustc --error-format=json, cargo --message-format=json).
 */
#ifndef RUSTGYM_DIAGNOSTIC_H
#define RUSTGYM_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>

enum level { LEVEL_ERROR, LEVEL_WARNING };

struct diagnostic {
	enum level level;
	char *code; /* "E0382", "unused_variables", "clippy::..."; NULL when it has none */
	char *message;
	char *rendered;   /* as rustc prints it, in colour, ends with a newline; valid UTF-8 */
	char *file;       /* the file of its first primary span, or NULL */
	int line, column; /* from 1; 0: no file */
};

struct diagnostics {
	struct diagnostic *items;
	size_t count;
	/* hash table by text of the added items: an index in items plus 1; 0: free */
	size_t *slots;
	size_t slot_count, added;
};

/*
 * Reads one line. Returns true if it is a diagnostic to show; the caller clears *diagnostic.
 * Returns false for summaries ("aborting due to ..."), notes that belong to another message,
 * artifacts, and other lines.
 */
bool diagnostic_read(const char *line, size_t len, struct diagnostic *diagnostic);

/*
 * Returns the path of the executable that a line of cargo announces, which the caller frees, or
 * NULL. *is_test: whether it is a test program.
 */
char *diagnostic_read_executable(const char *line, size_t len, bool *is_test);

/*
 * Returns the path of the program or library that a line of rustc reports as linked, which the
 * caller frees, or NULL.
 */
char *diagnostic_read_product(const char *line, size_t len);

void diagnostic_clear(struct diagnostic *diagnostic);

/*
 * Moves the diagnostic into the list. If the list has the same one already, clears it and returns
 * false.
 */
bool diagnostics_add(struct diagnostics *list, struct diagnostic *diagnostic);
size_t diagnostics_count(const struct diagnostics *list, enum level level);
void diagnostics_clear(struct diagnostics *list);

const char *level_name(enum level level);

#endif
