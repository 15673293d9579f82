#include "crate_course.h"
#include "mini_course.h"

#include <stdlib.h>
#include <string.h>

#define PHASE "mini/exercises/02_crates"

static const char topic[] =
	"{\n"
	"  \"title\": \"Boxes\",\n"
	"  \"builder\": \"cargo\",\n"
	"  \"first_build_s\": 3600,\n"
	"  \"exercises\": [\n"
	"    { \"name\": \"boxed\", \"title\": \"A box\", \"skills\": [\"1.1.1\"], \"minutes\": 5,\n"
	"      \"links\": [{ \"title\": \"The Book\", \"url\": \"https://doc.rust-lang.org/book/\" }],\n"
	"      \"fails\": { \"tests\": [\"tests::says_seven\"] } },\n"
	"    { \"name\": \"boxed_too\", \"title\": \"Another\", \"skills\": [\"1.1.1\"], \"minutes\": 5,\n"
	"      \"links\": [{ \"title\": \"The Book\", \"url\": \"https://doc.rust-lang.org/book/\" }],\n"
	"      \"fails\": { \"tests\": [\"tests::says_seven\"] } }\n"
	"  ]\n"
	"}\n";

#define BOXED(number)                                                                              \
	"pub fn seven() -> u32 {\n    " number "\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n"   \
	"    fn says_seven() {\n        assert_eq!(super::seven(), last::seven());\n    }\n}\n"

const char crate_solution[] = BOXED("7");

const char *crate_exercise(struct place *place, const char *name)
{
	return place_path(place, PHASE "/01_boxes/%s.rs", name);
}

static void write_crate(struct place *place, const char *name, const char *dependencies,
			const char *source)
{
	const char *folder = place_path(place, "vendor/%s", name);

	write_file(place_text(place, "%s/Cargo.toml", folder),
		   place_text(place,
			      "[package]\nname = \"%s\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
			      "[dependencies]\n%s",
			      name, dependencies));
	write_file(place_text(place, "%s/src/lib.rs", folder), source);
	write_file(place_text(place, "%s/.cargo-checksum.json", folder), "{\"files\":{}}\n");
}

/* Notes that it has begun, and how it is scheduled; then waits. */
static void write_waiting_crate(struct place *place)
{
	write_crate(place, "first", "", "pub fn seven() -> u32 {\n    7\n}\n");
	write_file(
		place_path(place, "vendor/first/build.rs"),
		place_text(place,
			   "use std::io::Write;\n"
			   "fn main() {\n"
			   "    let stat = std::fs::read_to_string(\"/proc/self/stat\")"
			   ".unwrap_or_default();\n"
			   "    let policy = stat.rsplit(')').next()"
			   ".and_then(|rest| rest.split_whitespace().nth(38)).unwrap_or(\"0\");\n"
			   "    let mut log = std::fs::OpenOptions::new().create(true)"
			   ".append(true).open(\"%s/builds\").unwrap();\n"
			   "    writeln!(log, \"{policy}\").unwrap();\n"
			   "    while !std::path::Path::new(\"%s/go\").exists() {\n"
			   "        std::thread::sleep(std::time::Duration::from_millis(5));\n"
			   "    }\n"
			   "}\n",
			   place->root, place->root));
}

const char *crate_course(struct place *place)
{
	static const char *const middle[] = {"alpha", "beta", "gamma", "delta"};
	const char *mini = mini_course(place);

	replace_in_file(place, place_path(place, "mini/exercises/roadmap.json"), "[\"01_small\"] }",
			"[\"01_small\"] },\n    { \"dir\": \"02_crates\", \"title\": \"Crates\", "
			"\"topics\": [\"01_boxes\"] }");
	write_file(place_path(place, PHASE "/01_boxes/topic.json"), topic);
	write_file(place_path(place, PHASE "/Cargo.toml"),
		   "[workspace]\nresolver = \"2\"\nmembers = [\"01_boxes\"]\n");
	write_file(place_path(place, PHASE "/.cargo/config.toml"),
		   place_text(place,
			      "[source.crates-io]\nreplace-with = \"here\"\n"
			      "[source.here]\ndirectory = \"%s/vendor\"\n",
			      place->root));
	write_file(place_path(place, PHASE "/01_boxes/Cargo.toml"),
		   "[package]\nname = \"boxes\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
		   "autobins = false\nautotests = false\n\n"
		   "[[test]]\nname = \"boxed\"\npath = \"boxed.rs\"\n\n"
		   "[[test]]\nname = \"boxed_too\"\npath = \"boxed_too.rs\"\n\n"
		   "[dependencies]\nlast = \"0.1.0\"\n");
	write_file(crate_exercise(place, "boxed"), BOXED("8"));
	write_file(crate_exercise(place, "boxed_too"), BOXED("9"));
	write_waiting_crate(place);
	for (size_t i = 0; i < sizeof(middle) / sizeof(*middle); i++)
		write_crate(place, middle[i], "first = \"0.1.0\"\n", "");
	write_crate(place, "last",
		    "first = \"0.1.0\"\nalpha = \"0.1.0\"\nbeta = \"0.1.0\"\ngamma = \"0.1.0\"\n"
		    "delta = \"0.1.0\"\n",
		    "pub fn seven() -> u32 {\n    first::seven()\n}\n");
	return mini;
}

void crate_course_go(struct place *place)
{
	write_file(place_path(place, "go"), "");
}

size_t crate_course_builds(struct place *place)
{
	const char *log = read_text(place, place_path(place, "builds"));
	size_t count = 0;

	for (; log && *log; log++)
		count += *log == '\n';
	return count;
}

int crate_course_policy(struct place *place)
{
	const char *log = read_text(place, place_path(place, "builds"));
	size_t len = log ? strlen(log) : 0;

	for (len -= len > 0; len && log[len - 1] != '\n';)
		len--;
	return log ? atoi(log + len) : -1;
}
