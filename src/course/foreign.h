/*
 * Helps to load courses of other forms. rustlings_load.c, wr_load.c and exercism_load.c use it.
 *
 * Such a course gets the phases and topics that its folders suggest. Its exercises keep their names
 * where ours may have them; else the name is derived, and the original one finds the exercise, too.
 */
#ifndef RUSTGYM_FOREIGN_H
#define RUSTGYM_FOREIGN_H

#include "loader.h"

/* The three loaders. Mistakes are reported. */
void rustlings_load(struct loader *loader);
void wr_load(struct loader *loader);
void exercism_load(struct loader *loader);

/* Makes the course's phases. The loader fills them in. */
struct phase *foreign_phases(struct loader *loader, size_t count);

/* Makes room for the topics of a phase. foreign_topic adds one. */
void foreign_topics(struct loader *loader, struct phase *phase, size_t most);

/* `path` is the folder of the topic. The title is made of its name, unless another is given. */
struct topic *foreign_topic(struct loader *loader, struct phase *phase, const char *path,
			    const char *title_or_null);

/*
 * Adds an exercise to the topic. `original` is its name in the course, `wish` is the name that it
 * should have: both are the same in most courses.
 */
struct exercise *foreign_exercise(struct loader *loader, struct topic *topic, const char *original,
				  const char *wish);

/* Enters another name by which the exercise is found, if no exercise has it yet. */
void foreign_alias(struct loader *loader, const struct exercise *exercise, const char *name);

/* Returns the title that a folder's name suggests: "03_if_else" becomes "If else". */
const char *foreign_title(struct loader *loader, const char *name);

/* Adds the path to the texts if the file exists. There is room. */
void foreign_add_file(struct loader *loader, struct texts *texts, const char *path);

/* Returns room for that many texts. */
struct texts foreign_room(struct loader *loader, size_t most);

/* Says which steps a verdict has. */
void foreign_step(struct exercise *exercise, enum step step);

#endif
