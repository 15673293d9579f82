#include "command.h"

extern const struct command cmd_watch, cmd_run, cmd_hint, cmd_lesson, cmd_explain, cmd_read,
	cmd_list, cmd_next, cmd_back, cmd_goto, cmd_reset, cmd_undo, cmd_redo, cmd_history,
	cmd_restore, cmd_show, cmd_diff, cmd_solution, cmd_check, cmd_stats, cmd_review, cmd_update,
	cmd_export, cmd_import, cmd_sync, cmd_init, cmd_doctor, cmd_config, cmd_completions,
	cmd_dev_new, cmd_dev_check, cmd_dev_stats, cmd_help, cmd_version, cmd_tidy, cmd_prepare,
	cmd_complete;

const struct command *const commands[] = {
	&cmd_watch,    &cmd_run,       &cmd_hint,      &cmd_lesson,  &cmd_explain, &cmd_read,
	&cmd_list,     &cmd_next,      &cmd_back,      &cmd_goto,    &cmd_reset,   &cmd_undo,
	&cmd_redo,     &cmd_history,   &cmd_restore,   &cmd_show,    &cmd_diff,    &cmd_solution,
	&cmd_check,    &cmd_stats,     &cmd_review,    &cmd_prepare, &cmd_update,  &cmd_export,
	&cmd_import,   &cmd_sync,      &cmd_init,      &cmd_doctor,  &cmd_config,  &cmd_completions,
	&cmd_dev_new,  &cmd_dev_check, &cmd_dev_stats, &cmd_help,    &cmd_version, &cmd_tidy,
	&cmd_complete, NULL,
};
