/* config.json: a mistake is named and bricks nothing; a setting mends it. */
#include "fuzz.h"
#include "rustgym/workspace/config.h"

#include <stdlib.h>
#include <string.h>

static struct workspace workspace;

static void check_values(const struct config *config)
{
	for (enum config_key key = 0; key < CONFIG_COUNT; key++)
		CHECK(config->values[key]);
	CHECK(config_seconds(config, CONFIG_RUN_S) >= 1);
	CHECK(config_seconds(config, CONFIG_RUN_S) <= 600);
	CHECK(config_seconds(config, CONFIG_COMPILE_S) >= 1);
	CHECK(config_seconds(config, CONFIG_COMPILE_S) <= 3600);
}

/* Setting anything writes all that was understood, and from then on it is sound. */
static void check_mended(struct config *config)
{
	struct config again;
	struct error err = ERROR_INIT;

	CHECK(config_set(&workspace, config, CONFIG_POLISH, "off", NULL) == 0);
	CHECK(config_load(&workspace, &again, &err) == 0);
	for (enum config_key key = 0; key < CONFIG_COUNT; key++)
		CHECK(strcmp(again.values[key], config->values[key]) == 0);
	config_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct config config;
	struct error err = ERROR_INIT;

	if (!workspace.root) {
		CHECK(setenv("XDG_CONFIG_HOME", fuzz_folder(), 1) == 0);
		CHECK(workspace_at(fuzz_folder(), &workspace, NULL) == 0);
	}
	fuzz_write(".rustgym/config.json", data, size);
	if (config_load(&workspace, &config, &err)) {
		CHECK(*err.message);
		fuzz_check_printable(err.message, strlen(err.message), NO_ESCAPES);
	}
	check_values(&config);
	check_mended(&config);
	config_clear(&config);
	return 0;
}
