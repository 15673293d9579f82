/* Shared by json.c and toml.c: a document whose tree another reader made. */
#ifndef RUSTGYM_JSON_INTERNAL_H
#define RUSTGYM_JSON_INTERNAL_H

#include "rustgym/base/json.h"

#include <cjson/cJSON.h>

/* Takes the tree over. The valueint of each item is its line. */
struct json *json_adopt(cJSON *tree);

#endif
