/* Shared by course.c and course_load.c: a course with its memory. */
#ifndef RUSTGYM_COURSE_INTERNAL_H
#define RUSTGYM_COURSE_INTERNAL_H

#include "name_index.h"
#include "rustgym/base/memory.h"
#include "rustgym/course/course.h"

struct loaded_course {
	/* must be first: a struct course * is cast to a struct loaded_course * */
	struct course course;
	struct arena arena;
	struct name_index exercises, skills; /* from names to indexes in `course` */
	struct name_index originals; /* the same for the names in a course of another form */
};

#endif
