/*
 * replay FOLDER: gives a fuzz target every file of its corpus, where there is no libFuzzer to do so.
 * Speaks TAP; what breaks a promise ends it.
 */
#include "fuzz.h"
#include "rustgym/base/file.h"
#include "rustgym/base/path.h"

#include <stdio.h>
#include <stdlib.h>

struct replay {
	const char *folder;
	int count;
};

static int replay_one(const char *relative, void *data, struct error *err)
{
	struct replay *replay = data;
	char *path = path_join(replay->folder, relative);
	struct buffer bytes = BUFFER_INIT;
	int result = file_read(path, FILE_COURSE_MAX, &bytes, err);

	fprintf(stderr, "%s\n", path);
	if (!result) {
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.data, bytes.len);
		printf("ok %d - %s\n", ++replay->count, relative);
		fflush(stdout);
	}
	buffer_clear(&bytes);
	free(path);
	return result;
}

int main(int argc, char **argv)
{
	struct replay replay = {.folder = argc > 1 ? argv[1] : "."};
	struct error err = ERROR_INIT;

	LLVMFuzzerInitialize(&argc, &argv);
	if (file_walk(replay.folder, replay_one, &replay, &err) || !replay.count) {
		printf("Bail out! %s\n", *err.message ? err.message : "the corpus is empty");
		return 1;
	}
	printf("1..%d\n", replay.count);
	return 0;
}
