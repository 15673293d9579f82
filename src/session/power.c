#include "power.h"
#include "rustgym/base/file.h"
#include "rustgym/base/memory.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 64 };

/* Returns whether the supply's file has this word as its first line. */
static bool has_word(const char *supplies, const char *supply, const char *file, const char *word)
{
	char *path = memory_format("%s/%s/%s", supplies, supply, file);
	struct buffer text = BUFFER_INIT;
	bool has = file_read(path, WORD_MAX, &text, NULL) == 0 &&
		   strcspn(text.data, "\n") == strlen(word) &&
		   strncmp(text.data, word, strlen(word)) == 0;

	buffer_clear(&text);
	free(path);
	return has;
}

bool power_is_battery(const char *supplies)
{
	DIR *dir = opendir(supplies);
	struct dirent *entry;
	bool battery = false, mains = false;

	while (dir && (entry = readdir(dir))) {
		const char *name = entry->d_name;

		if (name[0] == '.' || has_word(supplies, name, "scope", "Device"))
			continue; /* the battery of a mouse */
		if (has_word(supplies, name, "type", "Battery"))
			battery |= has_word(supplies, name, "status", "Discharging");
		else
			mains |= has_word(supplies, name, "online", "1");
	}
	if (dir)
		closedir(dir);
	return battery && !mains;
}
