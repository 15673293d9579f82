/* Completions for three shells. All of them ask `rustgym complete` (cmd_complete.c) at each word. */
#include "command.h"

#include <string.h>

/*
 * bash has split the line at = and :, too, so the words are read again, and what is before the last of
 * these signs is left out of the answer.
 */
static const char bash[] =
	"# Completions of rustgym for bash.\n"
	"_rustgym() {\n"
	"\tlocal line=${COMP_LINE:0:COMP_POINT} words word found item\n"
	"\tIFS=$' \\t\\n' read -ra words <<<\"$line\"\n"
	"\t[[ $line == *[[:space:]] ]] && words+=('')\n"
	"\tword=${words[${#words[@]} - 1]}\n"
	"\tfound=$(\"${COMP_WORDS[0]/#\\~/$HOME}\" complete -- \"${words[@]:1}\" 2>/dev/null)\n"
	"\tcase $found in\n"
	"\t:files) found=$(compgen -f -- \"$word\") && compopt -o filenames 2>/dev/null ;;\n"
	"\t:folders) found=$(compgen -d -- \"$word\") && compopt -o filenames 2>/dev/null ;;\n"
	"\tesac\n"
	"\tword=${word%\"${word##*[=:@]}\"}\n"
	"\tCOMPREPLY=()\n"
	"\twhile IFS=$'\\t' read -r item _; do\n"
	"\t\t[ -z \"$item\" ] || COMPREPLY+=(\"${item#\"$word\"}\")\n"
	"\tdone <<<\"$found\"\n"
	"}\n"
	"complete -F _rustgym rustgym\n";

static const char zsh[] = "#compdef rustgym\n"
			  "# Completions of rustgym for zsh.\n"
			  "_rustgym() {\n"
			  "\tlocal -a found all\n"
			  "\tlocal item meaning\n"
			  "\tfound=(${(f)\"$(\"${(Q)words[1]/#\\~/$HOME}\" complete -- "
			  "\"${(@Q)words[2,CURRENT]}\" 2>/dev/null)\"})\n"
			  "\tcase $found[1] in\n"
			  "\t:files) _files; return ;;\n"
			  "\t:folders) _files -/; return ;;\n"
			  "\tesac\n"
			  "\tfor item in $found; do\n"
			  "\t\tmeaning=${item#*$'\\t'}\n"
			  "\t\tall+=(\"${${item%%$'\\t'*}//:/\\\\:}${meaning:+:$meaning}\")\n"
			  "\tdone\n"
			  "\tif [[ $words[CURRENT] == -* ]]; then\n"
			  "\t\t_describe -o option all\n"
			  "\telse\n"
			  "\t\t_describe word all\n"
			  "\tfi\n"
			  "}\n"
			  "if [ \"$funcstack[1]\" = _rustgym ]; then\n"
			  "\t_rustgym \"$@\"\n"
			  "else\n"
			  "\tcompdef _rustgym rustgym\n"
			  "fi\n";

static const char fish[] = "# Completions of rustgym for fish.\n"
			   "function __rustgym_complete\n"
			   "\tset -l words (commandline -opc) (commandline -ct)\n"
			   "\tset -l found ($words[1] complete -- $words[2..-1] 2>/dev/null)\n"
			   "\tswitch \"$found[1]\"\n"
			   "\t\tcase ':files'\n"
			   "\t\t\t__fish_complete_path $words[-1]\n"
			   "\t\tcase ':folders'\n"
			   "\t\t\t__fish_complete_directories $words[-1]\n"
			   "\t\tcase '?*'\n"
			   "\t\t\tprintf '%s\\n' $found\n"
			   "\tend\n"
			   "end\n"
			   "complete -c rustgym -f -a '(__rustgym_complete)'\n";

static const struct {
	const char *name, *text;
} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	const char *name = arguments_name(arguments);
	struct buffer out = BUFFER_INIT;
	int result = 0;

	(void)app;
	for (size_t i = 0; name && i < sizeof(shells) / sizeof(*shells); i++)
		if (strcmp(shells[i].name, name) == 0)
			buffer_add_string(&out, shells[i].text);
	if (!out.len)
		result = error_set(err, ERROR_USAGE,
				   "completions are for bash, zsh or fish; name one");
	if (!result)
		result = app_print(&out, err);
	buffer_clear(&out);
	return result;
}

const struct command cmd_completions = {
	.name = "completions",
	.group = GROUP_SETUP,
	.synopsis = "SHELL",
	.summary = "print completions for bash, zsh or fish",
	.details =
		"`./gym install` puts them where bash and fish look. zsh finds them if the folder\n"
		"share/zsh/site-functions of the prefix is in its fpath, as with this line in ~/.zshrc\n"
		"before compinit:\n"
		"    fpath+=(~/.local/share/zsh/site-functions)\n"
		"To try them in bash or zsh:\n"
		"    source <(rustgym completions bash)",
	.operands_max = 1,
	.run = run,
};
