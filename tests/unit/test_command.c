#include "cli/command.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static const struct option options[] = {
	{"rung", "N", "a number"}, {"rungs", NULL, "longer than the other"},
	{"json", NULL, "a flag"},  {"since", "[=REF]", "a value that may be left out"},
	{NULL, NULL, NULL},
};

static const struct command sample = {
	.name = "sample", .synopsis = "[NAME] [--json]", .options = options, .operands_max = 2};

enum { WORDS_MAX = 12 };

/* A command line, as main has it: words that parsing may move about. */
struct line {
	char *words[WORDS_MAX];
	struct arguments arguments;
	struct error err;
};

static struct line parsed(const struct command *command, int expected, const char *const *words)
{
	struct line line = {0};

	for (size_t i = 0; words[i]; i++)
		line.words[i] = (char *)(uintptr_t)words[i];
	assert_int_equal(arguments_parse(&line.arguments, command, line.words, &line.err),
			 expected);
	line.arguments.operands = NULL; /* they are in this function's words */
	return line;
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define PARSED(...) parsed(&sample, 0, WORDS(__VA_ARGS__))
#define REFUSED(...) parsed(&sample, ERROR_USAGE, WORDS(__VA_ARGS__))

static void assert_given(const struct line *line, const char *option, const char *value)
{
	const char *given = arguments_get(&line->arguments, option);

	if (value) {
		assert_non_null(given);
		assert_string_equal(given, value);
	} else {
		assert_null(given);
	}
}

static void nothing_is_given(void **state)
{
	struct line line = parsed(&sample, 0, (const char *const[]){NULL});

	(void)state;
	assert_int_equal(line.arguments.operand_count, 0);
	assert_null(arguments_name(&line.arguments));
	assert_given(&line, "rung", NULL);
	assert_given(&line, "json", NULL);
	assert_given(&line, "unknown", NULL);
}

static void options_have_two_forms(void **state)
{
	struct line line = PARSED("--rung", "3", "--json");

	(void)state;
	assert_given(&line, "rung", "3");
	assert_given(&line, "json", "");
	assert_given(&line, "rungs", NULL);
	line = PARSED("--rung=3", "--rungs");
	assert_given(&line, "rung", "3");
	assert_given(&line, "rungs", "");
	assert_given(&line, "json", NULL);
	line = PARSED("--rung=a=b");
	assert_given(&line, "rung", "a=b");
	line = PARSED("--rung=");
	assert_given(&line, "rung", "");
	line = PARSED("--rung", "");
	assert_given(&line, "rung", "");
}

static void the_last_one_counts(void **state)
{
	struct line line = PARSED("--rung", "1", "--rung=2");

	(void)state;
	assert_given(&line, "rung", "2");
}

static void operands_may_stand_anywhere(void **state)
{
	char *words[] = {(char[]){"one"}, (char[]){"--json"}, (char[]){"two"}, NULL};
	struct arguments arguments;

	(void)state;
	assert_int_equal(arguments_parse(&arguments, &sample, words, NULL), 0);
	assert_int_equal(arguments.operand_count, 2);
	assert_string_equal(arguments.operands[0], "one");
	assert_string_equal(arguments.operands[1], "two");
	assert_string_equal(arguments_name(&arguments), "one");
	assert_string_equal(arguments_get(&arguments, "json"), "");
}

static void a_value_may_be_left_out(void **state)
{
	struct line line = PARSED("--since", "name");

	(void)state;
	assert_given(&line, "since", "");
	assert_int_equal(line.arguments.operand_count, 1);
	line = PARSED("--since=main", "name");
	assert_given(&line, "since", "main");
	line = PARSED("--since");
	assert_given(&line, "since", "");
	line = PARSED("name");
	assert_given(&line, "since", NULL);
}

static void two_dashes_end_the_options(void **state)
{
	char *words[] = {(char[]){"--json"}, (char[]){"--"}, (char[]){"--rung"}, (char[]){"-x"},
			 NULL};
	char *alone[] = {(char[]){"--"}, NULL};
	struct arguments arguments;

	(void)state;
	assert_int_equal(arguments_parse(&arguments, &sample, words, NULL), 0);
	assert_int_equal(arguments.operand_count, 2);
	assert_string_equal(arguments.operands[0], "--rung");
	assert_string_equal(arguments.operands[1], "-x");
	assert_null(arguments_get(&arguments, "rung"));
	assert_int_equal(arguments_parse(&arguments, &sample, alone, NULL), 0);
	assert_int_equal(arguments.operand_count, 0);
}

static void a_dash_is_an_operand(void **state)
{
	char *words[] = {(char[]){"-"}, (char[]){""}, NULL};
	struct arguments arguments;

	(void)state;
	assert_int_equal(arguments_parse(&arguments, &sample, words, NULL), 0);
	assert_int_equal(arguments.operand_count, 2);
	assert_string_equal(arguments.operands[0], "-");
	assert_string_equal(arguments.operands[1], "");
}

static void a_value_may_not_be_missing(void **state)
{
	struct line line = REFUSED("--rung");

	(void)state;
	assert_string_equal(line.err.message, "--rung needs a value (N)");
	line = REFUSED("--json=yes");
	assert_string_equal(line.err.message, "--json takes no value");
	line = REFUSED("--json=");
	assert_string_equal(line.err.message, "--json takes no value");
}

static void an_unknown_option_is_named(void **state)
{
	struct line line = REFUSED("--jso");

	(void)state;
	assert_contains(line.err.message, "`sample` has no option --jso;");
	assert_contains(line.err.message, "rustgym help sample");
	line = REFUSED("--jsons=1");
	assert_contains(line.err.message, "no option --jsons;");
	line = REFUSED("-j");
	assert_contains(line.err.message, "no option -j;");
	line = REFUSED("--=1");
	assert_contains(line.err.message, "no option --;");
}

static void a_command_without_options_takes_none(void **state)
{
	static const struct command bare = {.name = "bare", .synopsis = "", .operands_max = 0};
	struct line line = parsed(&bare, ERROR_USAGE, WORDS("--json"));

	(void)state;
	assert_contains(line.err.message, "`bare` has no option --json");
	assert_null(arguments_get(&line.arguments, "json"));
	line = parsed(&bare, ERROR_USAGE, WORDS("word"));
	assert_contains(line.err.message, "`bare` does not take \"word\"");
}

static void too_many_operands_are_refused(void **state)
{
	struct line line = REFUSED("one", "two", "three");

	(void)state;
	assert_string_equal(line.err.message, "`sample` does not take \"three\"; usage: rustgym "
					      "sample [NAME] [--json]");
}

static void numbers_have_bounds(void **state)
{
	static const char *const wrong[] = {"",
					    "x",
					    "1x",
					    " 1",
					    "-1",
					    "+1",
					    "0",
					    "100",
					    "0x5",
					    "1.5",
					    "99999999999999999999999"};
	struct line line = PARSED("--rung", "42");
	unsigned number = 7;

	(void)state;
	assert_int_equal(arguments_number(&line.arguments, "rung", 1, 99, &number, NULL), 0);
	assert_int_equal(number, 42);
	line = PARSED("--json");
	assert_int_equal(arguments_number(&line.arguments, "rung", 1, 99, &number, NULL), 0);
	assert_int_equal(number, 42); /* left as it was */
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		line = PARSED("--rung", wrong[i]);
		assert_int_equal(
			arguments_number(&line.arguments, "rung", 1, 99, &number, &line.err),
			ERROR_USAGE);
		assert_contains(line.err.message, "--rung takes a number from 1 to 99");
		assert_int_equal(number, 42);
	}
}

/* ---- the table ------------------------------------------------------------------------------ */

static void commands_are_found_by_name(void **state)
{
	(void)state;
	for (size_t i = 0; commands[i]; i++) {
		const char *name = commands[i]->name, *space = strchr(name, ' ');
		char *first = memory_copy(name, space ? (size_t)(space - name) : strlen(name));
		int words = 0;

		assert_ptr_equal(command_find(first, space ? space + 1 : "x", &words), commands[i]);
		assert_int_equal(words, space ? 2 : 1);
		if (!space)
			assert_ptr_equal(command_find(first, NULL, &words), commands[i]);
		free(first);
	}
}

static void what_is_no_command_is_not_found(void **state)
{
	int words;

	(void)state;
	assert_null(command_find("", NULL, &words));
	assert_null(command_find("hin", NULL, &words));
	assert_null(command_find("hints", NULL, &words));
	assert_null(command_find("Hint", NULL, &words));
	assert_null(command_find("dev", NULL, &words));
	assert_null(command_find("dev", "chec", &words));
	assert_null(command_find("dev", "", &words));
	assert_null(command_find("dev check", NULL, &words));
}

static void every_command_is_described(void **state)
{
	const size_t room = sizeof(((struct arguments *)NULL)->given) / sizeof(char *);

	(void)state;
	assert_non_null(commands[0]);
	for (size_t i = 0; commands[i]; i++) {
		const struct command *command = commands[i];
		size_t count = 0;

		assert_true(*command->name != '\0');
		assert_non_null(command->synopsis);
		assert_true(*command->summary != '\0');
		assert_null(strchr(command->summary, '\n'));
		assert_true(command->run != NULL);
		assert_true(command->needs_course || !command->needs_whole_course);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(command->name, commands[j]->name);
		for (const struct option *o = command->options; o && o->name; o++, count++) {
			char *shown = memory_format("--%s", o->name);
			assert_true(*o->help != '\0');
			assert_contains(command->synopsis, shown);
			free(shown);
		}
		assert_true(count <= room);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_given),
		cmocka_unit_test(options_have_two_forms),
		cmocka_unit_test(the_last_one_counts),
		cmocka_unit_test(operands_may_stand_anywhere),
		cmocka_unit_test(a_value_may_be_left_out),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(a_dash_is_an_operand),
		cmocka_unit_test(a_value_may_not_be_missing),
		cmocka_unit_test(an_unknown_option_is_named),
		cmocka_unit_test(a_command_without_options_takes_none),
		cmocka_unit_test(too_many_operands_are_refused),
		cmocka_unit_test(numbers_have_bounds),
		cmocka_unit_test(commands_are_found_by_name),
		cmocka_unit_test(what_is_no_command_is_not_found),
		cmocka_unit_test(every_command_is_described),
	};

	return run_group(tests);
}
