#include "mini_course.h"
#include "rustgym/base/path.h"

#include <stdlib.h>
#include <string.h>

static const char roadmap[] =
	"{\n"
	"  \"format\": 1,\n"
	"  \"title\": \"A small course\",\n"
	"  \"version\": \"1.0.0\",\n"
	"  \"edition\": \"2021\",\n"
	"  \"phases\": [\n"
	"    { \"dir\": \"01_start\", \"title\": \"Start\", \"topics\": [\"01_small\"] }\n"
	"  ],\n"
	"  \"skills\": { \"1.1.1\": \"The only skill\" }\n"
	"}\n";

static const char topic[] =
	"{\n"
	"  \"title\": \"Small things\",\n"
	"  \"builder\": \"rustc\",\n"
	"  \"exercises\": [\n"
	"    {\n"
	"      \"name\": \"mini_first\",\n"
	"      \"title\": \"Change a number\",\n"
	"      \"shape\": \"repair\",\n"
	"      \"skills\": [\"1.1.1\"],\n"
	"      \"minutes\": 5,\n"
	"      \"links\": [{ \"title\": \"The Book\", \"url\": \"https://doc.rust-lang.org/book/\" }],\n"
	"      \"fails\": { \"code\": \"E0384\" }\n"
	"    },\n"
	"    {\n"
	"      \"name\": \"mini_second\",\n"
	"      \"title\": \"Double a number\",\n"
	"      \"shape\": \"complete\",\n"
	"      \"skills\": [\"1.1.1\"],\n"
	"      \"minutes\": 5,\n"
	"      \"links\": [{ \"title\": \"The Book\", \"url\": \"https://doc.rust-lang.org/book/\" }],\n"
	"      \"fails\": { \"tests\": [\"tests::doubles\"] }\n"
	"    },\n"
	"    {\n"
	"      \"name\": \"mini_third\",\n"
	"      \"title\": \"Say it\",\n"
	"      \"shape\": \"design\",\n"
	"      \"skills\": [\"1.1.1\"],\n"
	"      \"minutes\": 5,\n"
	"      \"links\": [{ \"title\": \"The Book\", \"url\": \"https://doc.rust-lang.org/book/\" }],\n"
	"      \"fails\": { \"output\": \"no\\n\" },\n"
	"      \"prints\": \"yes\\n\"\n"
	"    }\n"
	"  ]\n"
	"}\n";

static const char phase_manifest[] = "[workspace]\n"
				     "resolver = \"2\"\n"
				     "members = [\"01_small\"]\n";

static const char manifest[] = "[package]\n"
			       "name = \"small\"\n"
			       "version = \"0.1.0\"\n"
			       "edition = \"2021\"\n"
			       "autobins = false\n"
			       "autotests = false\n"
			       "\n"
			       "[[test]]\n"
			       "name = \"mini_first\"\n"
			       "path = \"mini_first.rs\"\n"
			       "\n"
			       "[[test]]\n"
			       "name = \"mini_second\"\n"
			       "path = \"mini_second.rs\"\n"
			       "\n"
			       "[[bin]]\n"
			       "name = \"mini_third\"\n"
			       "path = \"mini_third.rs\"\n";

#define FIRST(let, more)                                                                           \
	"pub fn count() -> u32 {\n"                                                                \
	"    " let " n = 1;\n"                                                                     \
	"    n += 1;\n" more "    n\n"                                                             \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"#[cfg(test)]\n"                                                                           \
	"mod tests {\n"                                                                            \
	"    #[test]\n"                                                                            \
	"    fn counts_to_two() {\n"                                                               \
	"        assert_eq!(super::count(), 2);\n"                                                 \
	"    }\n"                                                                                  \
	"}\n"

#define SECOND(body)                                                                               \
	"pub fn double(n: u32) -> u32 {\n"                                                         \
	"    " body "\n"                                                                           \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"#[cfg(test)]\n"                                                                           \
	"mod tests {\n"                                                                            \
	"    #[test]\n"                                                                            \
	"    fn doubles() {\n"                                                                     \
	"        assert_eq!(super::double(3), 6);\n"                                               \
	"    }\n"                                                                                  \
	"\n"                                                                                       \
	"    #[test]\n"                                                                            \
	"    fn leaves_zero() {\n"                                                                 \
	"        assert_eq!(super::double(0), 0);\n"                                               \
	"    }\n"                                                                                  \
	"}\n"

#define WRONG(names) "// Wrong: somebody may think so.\n// Rejected by: " names "\n"

#define THIRD(word)                                                                                \
	"fn main() {\n"                                                                            \
	"    println!(\"" word "\");\n"                                                            \
	"}\n"

static const struct {
	const char *name, *start, *solution, *wrong, *hints;
} exercises[] = {
	{"mini_first", FIRST("let", ""), FIRST("let mut", ""),
	 WRONG("tests::counts_to_two") FIRST("let mut", "    n += 1;\n"),
	 "## First rung\n\nlook at `let`\n\n## Second rung\n\nit must be able to change\n\n"
	 "## Third rung\n\n`let mut n`\n"},
	{"mini_second", SECOND("n"), SECOND("n * 2"), WRONG("tests::doubles") SECOND("n + 2"),
	 "## First rung\n\nwhat is double?\n\n## Second rung\n\nmultiply\n\n"
	 "## Third rung\n\n`n * 2`\n\n## on tests::doubles\n\nthree doubled is six\n"},
	{"mini_third", THIRD("no"), THIRD("yes"), WRONG("output") THIRD("Yes"),
	 "## First rung\n\nread it\n\n## Second rung\n\nthe other word\n\n"
	 "## Third rung\n\nprint yes\n"},
};

static size_t find(const char *name)
{
	size_t i = 0;

	while (strcmp(exercises[i].name, name) != 0)
		i++;
	return i;
}

const char *mini_solution(const char *name)
{
	return exercises[find(name)].solution;
}

const char *mini_start(const char *name)
{
	return exercises[find(name)].start;
}

const char *mini_exercise(struct place *place, const char *name)
{
	return place_path(place, "mini/exercises/01_start/01_small/%s.rs", name);
}

const char *mini_hints(struct place *place, const char *name, const char *suffix)
{
	return place_path(place, "mini/hints/01_start/01_small/%s%s", name, suffix);
}

const char *mini_course(struct place *place)
{
	write_file(place_path(place, "mini/exercises/roadmap.json"), roadmap);
	write_file(place_path(place, "mini/exercises/01_start/Cargo.toml"), phase_manifest);
	write_file(place_path(place, "mini/exercises/01_start/01_small/Cargo.toml"), manifest);
	write_file(place_path(place, "mini/exercises/01_start/01_small/topic.json"), topic);
	for (size_t i = 0; i < sizeof(exercises) / sizeof(*exercises); i++) {
		const char *name = exercises[i].name;

		write_file(mini_exercise(place, name), exercises[i].start);
		write_file(mini_hints(place, name, ".rs"), exercises[i].solution);
		write_file(mini_hints(place, name, ".wrong.rs"), exercises[i].wrong);
		write_file(mini_hints(place, name, ".md"), exercises[i].hints);
	}
	return place_path(place, "mini");
}

/* A page of 20 times 11 words, and a title. */
static void write_page(struct place *place)
{
	struct buffer page = BUFFER_INIT;

	buffer_add_string(&page, "# Small things\n\n");
	buffer_add_repeated(&page, "A small number is a number that a small type can hold.\n", 20);
	write_file(place_path(place, "mini/exercises/01_start/01_small/README.md"), page.data);
	buffer_clear(&page);
}

const char *mini_complete_course(struct place *place)
{
	const char *mini = mini_course(place), *hints = mini_hints(place, "mini_first", ".md");

	write_file(hints, place_text(place, "%s\n## on E0384\n\nit was given once and for all\n",
				     read_text(place, hints)));
	for (size_t i = 0; i < sizeof(exercises) / sizeof(*exercises); i++) {
		const char *name = exercises[i].name;

		hints = mini_hints(place, name, ".md");
		write_file(hints, place_text(place, MINI_LESSON "%s", read_text(place, hints)));
		write_file(mini_exercise(place, name),
			   place_text(place, MINI_HEADER "%s", exercises[i].start));
	}
	write_page(place);
	return mini;
}

const char mini_compiles_for_ever[] = "#![allow(long_running_const_eval)]\n"
				      "const N: u64 = {\n"
				      "    let mut i: u64 = 0;\n"
				      "    while i < 1 << 60 {\n"
				      "        i += 1;\n"
				      "    }\n"
				      "    i\n"
				      "};\n"
				      "fn main() {\n"
				      "    println!(\"{N}\");\n"
				      "}\n";

const char mini_runs_for_ever[] = "fn main() {\n"
				  "    println!(\"before\");\n"
				  "    loop {\n"
				  "        std::hint::spin_loop();\n"
				  "    }\n"
				  "}\n";

void mini_run_deadline(struct place *place, const char *seconds)
{
	assert_answer(
		rustgym(place, place_path(place, "mini"), "config", "run_deadline_s", seconds), 0,
		NULL);
}

bool mini_is_compiling(void *place)
{
	return count_processes(place_text(place, "%s/cache/out/", ((struct place *)place)->root)) >
	       0;
}
