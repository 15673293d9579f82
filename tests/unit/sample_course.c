#include "sample_course.h"

const char sample_roadmap[] = "{\n"
			      "  \"format\": 1,\n"
			      "  \"title\": \"A course\",\n"
			      "  \"version\": \"1.0.0\",\n"
			      "  \"edition\": \"2024\",\n"
			      "  \"phases\": [\n"
			      "    {\n"
			      "      \"dir\": \"01_start\",\n"
			      "      \"title\": \"The start\",\n"
			      "      \"topics\": [\"01_first\", \"02_second\"]\n"
			      "    },\n"
			      "    {\n"
			      "      \"dir\": \"02_more\",\n"
			      "      \"title\": \"More\",\n"
			      "      \"topics\": [\"01_third\"]\n"
			      "    }\n"
			      "  ],\n"
			      "  \"skills\": {\n"
			      "    \"1.1.1\": \"The first skill\",\n"
			      "    \"1.1.2\": \"The second skill\"\n"
			      "  }\n"
			      "}\n";

#define LINKS                                                                                      \
	"      \"links\": [{ \"title\": \"Book\", \"url\": \"https://doc.rust-lang.org/book/\" }],\n"

const char sample_first[] =
	"{\n"
	"  \"title\": \"First things\",\n"
	"  \"first_build_s\": 7,\n"
	"  \"exercises\": [\n"
	"    {\n"
	"      \"name\": \"one\",\n"
	"      \"title\": \"Number one\",\n"
	"      \"skills\": [\"1.1.1\"],\n"
	"      \"minutes\": 5,\n" LINKS "      \"fails\": { \"code\": \"E0384\" }\n"
	"    },\n"
	"    {\n"
	"      \"name\": \"two\",\n"
	"      \"title\": \"Number two\",\n"
	"      \"skills\": [\"1.1.1\", \"1.1.2\"], \"uses\": [\"1.1.1\"], \"shape\": \"design\",\n"
	"      \"minutes\": 240,\n" LINKS "      \"fails\": { \"output\": \"wrong\\n\" },\n"
	"      \"prints\": \"right\\n\",\n"
	"      \"steps\": [\"run\", \"fmt\"],\n"
	"      \"requires\": [\"tool:docker\", \"service:postgres\", \"target:wasm32-wasip1\"]\n"
	"    }\n"
	"  ]\n"
	"}\n";

const char sample_second[] = "{\n"
			     "  \"title\": \"Second things\",\n"
			     "  \"builder\": \"rustc\",\n"
			     "  \"exercises\": [\n"
			     "    {\n"
			     "      \"name\": \"three\",\n"
			     "      \"title\": \"Number three\",\n"
			     "      \"skills\": [\"1.1.2\"],\n"
			     "      \"minutes\": 1,\n" LINKS
			     "      \"fails\": { \"tests\": [\"tests::a\", \"tests::b\"] }\n"
			     "    }\n"
			     "  ]\n"
			     "}\n";

const char sample_third[] = "{\n"
			    "  \"title\": \"Third things\",\n"
			    "  \"exercises\": [\n"
			    "    {\n"
			    "      \"name\": \"pack\",\n"
			    "      \"title\": \"A package\",\n"
			    "      \"skills\": [\"1.1.2\"],\n"
			    "      \"minutes\": 20,\n" LINKS
			    "      \"fails\": { \"code\": [\"E0382\", \"E0499\"] },\n"
			    "      \"files\": [\"Cargo.toml\", \"src/lib.rs\"]\n"
			    "    }\n"
			    "  ]\n"
			    "}\n";

void sample_course_write(struct sandbox *box)
{
	sandbox_write(box, ROADMAP, sample_roadmap);
	sandbox_write(box, FIRST "/topic.json", sample_first);
	sandbox_write(box, FIRST "/one.rs", "fn main() {}\n");
	sandbox_write(box, FIRST "/two.rs", "fn main() {\n    println!(\"wrong\");\n}\n");
	sandbox_write(box, SECOND "/topic.json", sample_second);
	sandbox_write(box, SECOND "/three.rs", "#[test]\nfn a() {}\n");
	sandbox_write(box, THIRD "/topic.json", sample_third);
	sandbox_write(box, THIRD "/pack/Cargo.toml", "[package]\nname = \"pack\"\n");
	sandbox_write(box, THIRD "/pack/src/lib.rs", "pub fn a() {}\n");
	sandbox_write(box, THIRD "/pack/tests/proof.rs", "#[test]\nfn proof() {}\n");
}

struct course *sample_course_load(struct sandbox *box)
{
	struct problems problems = PROBLEMS_INIT;
	struct error err = ERROR_INIT;
	struct course *course = course_load(box->root, &problems, &err);

	if (!course)
		fail_msg("%s; first: %s", err.message,
			 problems.count ? problems.items[0].message : "none");
	problems_clear(&problems);
	return course;
}
