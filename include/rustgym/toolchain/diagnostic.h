/*
 * One message of rustc, clippy or cargo: an error or a warning.
 *
 * Read from the compiler's JSON (rustc --error-format=json, cargo --message-format=json).
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
	char *file;       /* where its first primary span is, or NULL */
	int line, column; /* from 1; 0 without a file */
};

struct diagnostics {
	struct diagnostic *items;
	size_t count;
	size_t *slots; /* of those that were added, by their text: where in items, from 1; 0: free */
	size_t slot_count, added;
};

/*
 * Reads one line. True when it is a diagnostic worth showing (then *diagnostic is the caller's);
 * false for summaries ("aborting due to ..."), notes that belong to others, artifacts, and noise.
 */
bool diagnostic_read(const char *line, size_t len, struct diagnostic *diagnostic);

/* The executable that a cargo line announces (free() it), or NULL; *is_test says of which kind. */
char *diagnostic_read_executable(const char *line, size_t len, bool *is_test);

/* The program or library that a line of rustc's own says is linked by now (free() it), or NULL. */
char *diagnostic_read_product(const char *line, size_t len);

void diagnostic_clear(struct diagnostic *diagnostic);

/* Takes the diagnostic over. False (and cleared) when the same one is in the list already. */
bool diagnostics_add(struct diagnostics *list, struct diagnostic *diagnostic);
size_t diagnostics_count(const struct diagnostics *list, enum level level);
void diagnostics_clear(struct diagnostics *list);

const char *level_name(enum level level);

#endif
