/* What course.c and course_load.c share: the course with the memory it lives in. */
#ifndef RUSTGYM_COURSE_INTERNAL_H
#define RUSTGYM_COURSE_INTERNAL_H

#include "name_index.h"
#include "rustgym/base/memory.h"
#include "rustgym/course/course.h"

struct loaded_course {
	struct course course; /* first: a struct course * is a struct loaded_course * */
	struct arena arena;
	struct name_index exercises, skills; /* to their places in course */
};

#endif
