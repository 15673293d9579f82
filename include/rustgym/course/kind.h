/*
 * The forms of courses that rustgym can read, recognised by the content of their files. Names alone say
 * little: many programs have an info.toml.
 */
#ifndef RUSTGYM_KIND_H
#define RUSTGYM_KIND_H

#include <stdbool.h>

enum course_kind {
	COURSE_OWN,              /* exercises/roadmap.json */
	COURSE_RUSTLINGS,        /* a community course of rustlings 6: info.toml */
	COURSE_RUSTLINGS_INIT,   /* made by `rustlings init`: only Cargo.toml knows the exercises */
	COURSE_RUSTLINGS_SOURCE, /* a clone of rustlings itself, whose parts are in other places */
	COURSE_RUSTLINGS_5,      /* info.toml with `mode` */
	COURSE_WR,               /* .wr.toml, as in "100 exercises to learn Rust" */
	COURSE_EXERCISM,         /* a folder of exercises that `exercism download` made */
	COURSE_EXERCISM_TRACK,   /* a clone of Exercism's Rust track */
	COURSE_NONE,
};

/* Returns the kind of the course in the folder. It never fails: what cannot be read is no course. */
enum course_kind course_kind(const char *folder);

/* Returns whether the folder is one exercise that `exercism download` made. */
bool course_kind_is_download(const char *folder);

/* Returns words for a kind ("a course of rustlings"). */
const char *course_kind_words(enum course_kind kind);

#endif
