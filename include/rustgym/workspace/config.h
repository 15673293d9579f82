/*
 * The learner's settings. Most are in .rustgym/config.json, one flat object of known keys.
 *
 * Those that name a program, a folder or a remote are never taken from there, because the folder could
 * have come from somebody else. They are in the user's own file, $XDG_CONFIG_HOME/rustgym/config.json:
 *
 *   { "editor": "vim",                                    holds for every workspace
 *     "workspaces": { "/home/me/rust": { "sync": ... } } }  holds for this one, before all else
 *
 * The outer object may have any setting. What .rustgym/config.json says of the others comes before it.
 */
#ifndef RUSTGYM_CONFIG_H
#define RUSTGYM_CONFIG_H

#include "rustgym/base/error.h"
#include "rustgym/workspace/workspace.h"

#include <stdbool.h>
#include <stddef.h>

enum config_key {
	CONFIG_ADVANCE,   /* "auto" or "ask": whether a pass moves to the next exercise by itself */
	CONFIG_EDITOR,    /* command that opens a file; "" for $VISUAL or $EDITOR */
	CONFIG_EDITOR_IN, /* "auto", "terminal", "window" or "split": where the editor opens */
	CONFIG_NOTIFY,    /* "bell", "desktop" or "off": what calls a learner who looked away */
	CONFIG_POLISH,    /* "on" or "off": whether warnings that don't block are shown */
	CONFIG_PREPARE,   /* "on" or "off": whether the next exercise is built ahead */
	CONFIG_COMPILE_S, /* deadline of one compilation in seconds */
	CONFIG_RUN_S,     /* deadline of a run of the program or its tests in seconds */
	CONFIG_COURSE, /* the folder of the course with the hints; "" for the workspace itself or the installed one */
	CONFIG_SYNC, /* the git repository that `sync` exchanges with; "" for none yet */
	CONFIG_COUNT,
};

struct config {
	char *values[CONFIG_COUNT]; /* never NULL; the default if nothing is set */
	char *kept[CONFIG_COUNT];   /* what .rustgym/config.json has; NULL: nothing */
	bool own[CONFIG_COUNT];     /* the user's own file has it for this workspace */
	bool damaged;               /* .rustgym/config.json has more, which cannot be kept */
};

struct config_setting {
	const char *name, *fallback;
	const char *accepts; /* "auto|ask", "1..600", or a description of the free text */
	const char *meaning;
	bool own; /* it is taken from the user's own file only */
};

extern const struct config_setting config_settings[CONFIG_COUNT];

/*
 * Loads the settings. A damaged or unknown setting is an error, whose message names it; all other
 * settings are loaded.
 */
int config_load(const struct workspace *workspace, struct config *config, struct error *err);

/*
 * Checks the value, then writes the file that the setting belongs to. ERROR_USAGE: the value is not
 * allowed. ERROR_ENVIRONMENT: the user has no own file, because HOME is not set. ERROR_IO.
 */
int config_set(const struct workspace *workspace, struct config *config, enum config_key key,
	       const char *value, struct error *err);

/*
 * Earlier versions kept all settings in .rustgym/config.json. config_is_left says whether one is there
 * that counts only in the user's own file, which does not have it. config_adopt moves all of these to
 * the user's own file. The caller knows that nobody else wrote them.
 */
bool config_is_left(const struct config *config, enum config_key key);
int config_adopt(const struct workspace *workspace, struct config *config, struct error *err);

/* The path of the user's own file, which the caller frees, or NULL. */
char *config_own_path(void);

/* CONFIG_COUNT: there is no such setting. */
enum config_key config_find(const char *name);
unsigned config_seconds(const struct config *config, enum config_key key);
void config_clear(struct config *config);

#endif
