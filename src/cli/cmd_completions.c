/* Completions for three shells, from the table of commands. */
#include "command.h"
#include "rustgym/base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool takes_name(const struct command *command)
{
	return strstr(command->synopsis, "NAME") && !strstr(command->synopsis, "TOPIC NAME");
}

static bool is_shown(const struct command *command)
{
	return !command->hidden;
}

static void add_options(const struct option *options, const char *before, struct buffer *out)
{
	for (const struct option *o = options; o && o->name; o++)
		buffer_addf(out, "%s--%s", before, o->name);
}

/* Appends the text for a place between single quotes; `colon` is escaped, too, if it is set. */
static void add_quoted(const char *text, bool colon, struct buffer *out)
{
	for (; *text; text++)
		if (*text == '\'')
			buffer_add_string(out, "'\\''");
		else if (*text == ':' && colon)
			buffer_add_string(out, "\\:");
		else
			buffer_add_char(out, *text);
}

/* The words after `dev`. */
static void add_dev(struct buffer *out)
{
	for (size_t i = 0; commands[i]; i++)
		if (strncmp(commands[i]->name, "dev ", 4) == 0)
			buffer_addf(out, " %s", commands[i]->name + 4);
}

static void add_first_words(struct buffer *out)
{
	for (size_t i = 0; commands[i]; i++)
		if (is_shown(commands[i]) && !strchr(commands[i]->name, ' '))
			buffer_addf(out, " %s", commands[i]->name);
	buffer_add_string(out, " dev");
}

/* ---- bash --------------------------------------------------------------------------------------- */

static void bash(struct buffer *out)
{
	buffer_add_string(out, "# Completions of rustgym for bash.\n"
			       "_rustgym() {\n"
			       "\tlocal current=${COMP_WORDS[COMP_CWORD]} command= words= i\n"
			       "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
			       "\t\tcase ${COMP_WORDS[i]} in\n"
			       "\t\t-C) ((i++)) ;;\n"
			       "\t\t-*) ;;\n"
			       "\t\t*) command=\"$command ${COMP_WORDS[i]}\" ;;\n"
			       "\t\tesac\n"
			       "\tdone\n"
			       "\tcase \"$command \" in\n"
			       "\t' ') words='");
	add_first_words(out);
	add_options(common_options, " ", out);
	buffer_add_string(out, " --version --help' ;;\n\t' dev ') words='");
	add_dev(out);
	buffer_add_string(out, "' ;;\n");
	for (size_t i = 0; commands[i]; i++) {
		if (!is_shown(commands[i]))
			continue;
		buffer_addf(out, "\t' %s '*) words='", commands[i]->name);
		if (strcmp(commands[i]->name, "help") == 0)
			add_first_words(out);
		add_options(commands[i]->options, " ", out);
		buffer_addf(out, "'%s ;;\n",
			    takes_name(commands[i])
				    ? "\" $(\"${COMP_WORDS[0]}\" list --names 2>/dev/null)\""
				    : "");
	}
	buffer_add_string(out, "\tesac\n"
			       "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
			       "}\n"
			       "complete -o default -F _rustgym rustgym\n");
}

/* ---- zsh ---------------------------------------------------------------------------------------- */

static void zsh(struct buffer *out)
{
	buffer_add_string(out, "#compdef rustgym\n"
			       "# Completions of rustgym for zsh.\n"
			       "_rustgym() {\n"
			       "\tlocal -a all\n"
			       "\tall=(\n");
	for (size_t i = 0; commands[i]; i++) {
		if (!is_shown(commands[i]) || strchr(commands[i]->name, ' '))
			continue;
		buffer_addf(out, "\t\t'%s:", commands[i]->name);
		add_quoted(commands[i]->summary, true, out);
		buffer_add_string(out, "'\n");
	}
	buffer_add_string(out, "\t\t'dev:for authors of exercises'\n"
			       "\t)\n"
			       "\tif ((CURRENT == 2)); then\n"
			       "\t\tif [[ $words[2] == -* ]]; then\n"
			       "\t\t\tcompadd --");
	add_options(common_options, " ", out);
	buffer_add_string(out, " --version --help\n"
			       "\t\telse\n"
			       "\t\t\t_describe command all\n"
			       "\t\tfi\n"
			       "\t\treturn\n"
			       "\tfi\n"
			       "\tcase $words[2] in\n"
			       "\tdev) compadd --");
	add_dev(out);
	buffer_add_string(out, " ;;\n");
	for (size_t i = 0; commands[i]; i++) {
		if (!is_shown(commands[i]) || strchr(commands[i]->name, ' '))
			continue;
		buffer_addf(out, "\t%s) compadd --", commands[i]->name);
		add_options(commands[i]->options, " ", out);
		buffer_addf(out, "%s ;;\n",
			    takes_name(commands[i])
				    ? " ${(f)\"$($words[1] list --names 2>/dev/null)\"}"
				    : "");
	}
	buffer_add_string(out, "\tesac\n"
			       "}\n"
			       "if [ \"$funcstack[1]\" = _rustgym ]; then\n"
			       "\t_rustgym \"$@\"\n"
			       "else\n"
			       "\tcompdef _rustgym rustgym\n"
			       "fi\n");
}

/* ---- fish --------------------------------------------------------------------------------------- */

static void fish(struct buffer *out)
{
	buffer_add_string(out, "# Completions of rustgym for fish.\n"
			       "complete -c rustgym -f\n");
	for (const struct option *o = common_options; o->name; o++) {
		buffer_addf(out, "complete -c rustgym -l '%s'%s -d '", o->name,
			    o->value ? " -x -a 'auto always never'" : "");
		add_quoted(o->help, false, out);
		buffer_add_string(out, "'\n");
	}
	for (size_t i = 0; commands[i]; i++) {
		const struct command *c = commands[i];
		const char *second = strchr(c->name, ' ');

		if (!is_shown(c))
			continue;
		if (second)
			buffer_addf(
				out,
				"complete -c rustgym -n '__fish_seen_subcommand_from dev' -a '%s' -d '",
				second + 1);
		else
			buffer_addf(out,
				    "complete -c rustgym -n __fish_use_subcommand -a '%s' -d '",
				    c->name);
		add_quoted(c->summary, false, out);
		buffer_add_string(out, "'\n");
		for (const struct option *o = c->options; o && o->name; o++) {
			buffer_addf(
				out,
				"complete -c rustgym -n '__fish_seen_subcommand_from %s' -l '%s'%s -d '",
				second ? second + 1 : c->name, o->name,
				o->value && *o->value != '[' ? " -x" : "");
			add_quoted(o->help, false, out);
			buffer_add_string(out, "'\n");
		}
		if (takes_name(c))
			buffer_addf(out,
				    "complete -c rustgym -n '__fish_seen_subcommand_from %s' -a "
				    "'(rustgym list --names 2>/dev/null)'\n",
				    c->name);
	}
}

static const struct {
	const char *name;
	void (*write)(struct buffer *out);
} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

static int run(struct app *app, const struct arguments *arguments, struct error *err)
{
	const char *name = arguments_name(arguments);
	struct buffer out = BUFFER_INIT;
	int result = 0;

	(void)app;
	for (size_t i = 0; name && i < sizeof(shells) / sizeof(*shells); i++)
		if (strcmp(shells[i].name, name) == 0)
			shells[i].write(&out);
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
	.details = "`./gym install` puts them where the shells look. To try them in bash:\n"
		   "    source <(rustgym completions bash)",
	.operands_max = 1,
	.run = run,
};
