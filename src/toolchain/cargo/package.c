#include "package.h"
#include "rustgym/base/file.h"
#include "rustgym/toolchain/toolchain.h"
#include "toolchain/fingerprint.h"

#include <string.h>

/* Variables that terminals, shells, editors and sessions set do not change a build. */
static bool decides_builds(const char *entry, void *data)
{
	static const char *const passing[] = {"_=",
					      "PWD=",
					      "OLDPWD=",
					      "SHLVL=",
					      "TERM",
					      "COLORTERM=",
					      "COLUMNS=",
					      "LINES=",
					      "WINDOWID=",
					      "NO_COLOR=",
					      "SSH_",
					      "TMUX",
					      "STY=",
					      "VTE_",
					      "KITTY_",
					      "WEZTERM_",
					      "ALACRITTY_",
					      "KONSOLE_",
					      "GNOME_",
					      "DISPLAY=",
					      "WAYLAND_",
					      "XDG_",
					      "DBUS_",
					      "RUSTGYM_",
					      "VSCODE_",
					      "ITERM_",
					      "WT_",
					      "ZELLIJ",
					      "EDITOR=",
					      "VISUAL=",
					      "PAGER=",
					      "LESS",
					      "HIST",
					      "LS_COLORS=",
					      "PS1=",
					      "PROMPT",
					      "INVOCATION_ID=",
					      "JOURNAL_STREAM=",
					      "SYSTEMD_",
					      "MANAGERPID=",
					      "SESSION_MANAGER=",
					      "DESKTOP_SESSION=",
					      "GPG_",
					      "SUDO_",
					      NULL};

	(void)data;
	for (size_t i = 0; passing[i]; i++)
		if (strncmp(entry, passing[i], strlen(passing[i])) == 0)
			return false;
	return true;
}

uint64_t package_fingerprint(const struct toolchain *toolchain, const char *folder)
{
	uint64_t key = toolchain_fingerprint(FILE_HASH_START, toolchain);

	key = fingerprint_add_environment(key, decides_builds, NULL);
	key = fingerprint_add_settings(key, folder);
	return fingerprint_add_folder(key, folder, FINGERPRINT_NAMES);
}
