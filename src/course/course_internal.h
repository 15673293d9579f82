/* What course.c and course_load.c share: the course with the memory it lives in. */
#ifndef RUSTGYM_COURSE_INTERNAL_H
#define RUSTGYM_COURSE_INTERNAL_H

#include "rustgym/course.h"
#include "rustgym/memory.h"

struct loaded_course {
	struct course course; /* first: a struct course * is a struct loaded_course * */
	struct arena arena;
	const struct exercise **by_name;
};

#endif
