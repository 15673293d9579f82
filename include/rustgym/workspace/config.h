/*
 * The learner's settings: .rustgym/config.json, one flat object of known keys.
 */
#ifndef RUSTGYM_CONFIG_H
#define RUSTGYM_CONFIG_H

#include "rustgym/base/error.h"
#include "rustgym/workspace/workspace.h"

#include <stdbool.h>
#include <stddef.h>

enum config_key {
	CONFIG_ADVANCE,   /* "auto" or "ask": whether a pass moves on by itself */
	CONFIG_EDITOR,    /* command that opens a file; "" for $VISUAL or $EDITOR */
	CONFIG_POLISH,    /* "on" or "off": whether warnings that don't block are shown */
	CONFIG_PREPARE,   /* "on" or "off": whether the next exercise is built ahead */
	CONFIG_COMPILE_S, /* deadline of one compilation, seconds */
	CONFIG_RUN_S,     /* deadline of running the program or its tests, seconds */
	CONFIG_COURSE,    /* where the course with the hints is; "" for the workspace itself */
	CONFIG_SYNC,      /* the git repository that `sync` tells and asks; "" for none yet */
	CONFIG_COUNT,
};

struct config {
	char *values[CONFIG_COUNT]; /* never NULL: the default where nothing is set */
};

struct config_setting {
	const char *name, *fallback;
	const char *accepts; /* "auto|ask", "1..600", or what the free text is */
	const char *meaning;
};

extern const struct config_setting config_settings[CONFIG_COUNT];

/* A damaged or unknown setting is an error that names it; the others are still loaded. */
int config_load(const struct workspace *workspace, struct config *config, struct error *err);

/* Checks the value, then writes the file. ERROR_USAGE, ERROR_IO. */
int config_set(const struct workspace *workspace, struct config *config, enum config_key key,
	       const char *value, struct error *err);

/* CONFIG_COUNT when there is no such setting. */
enum config_key config_find(const char *name);
unsigned config_seconds(const struct config *config, enum config_key key);
void config_clear(struct config *config);

#endif
