/* Writes the statistics of the learner's work as JSON, as src/cli/schema/stats.schema.json describes it. */
#ifndef RUSTGYM_STATISTICS_JSON_H
#define RUSTGYM_STATISTICS_JSON_H

#include "rustgym/history/statistics.h"

/* Returns one line without its line end. The caller frees it. */
char *statistics_json(const struct statistics *statistics, const struct progress *progress);

#endif
