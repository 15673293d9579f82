/* Finds and draws the page of a topic. The page explains the subject that its exercises share. */
#ifndef RUSTGYM_TOPIC_PAGE_H
#define RUSTGYM_TOPIC_PAGE_H

#include "rustgym/app/app.h"

/*
 * Finds a topic by its title or its folder, in upper or lower case, with or without its number; or by one
 * of its exercises, as app_exercise does; or by a beginning that no other topic has. NULL means the topic of the current exercise. ERROR_USAGE: there
 * is no such topic.
 */
int topic_page_find(const struct app *app, const struct progress *progress, const char *name,
		    const struct topic **topic, struct error *err);

/* Appends the page, drawn. ERROR_USAGE when the topic has none. */
int topic_page_draw(const struct app *app, const struct topic *topic, struct buffer *out,
		    struct error *err);

/*
 * Appends what there is to read about an exercise: its own pages in a course of another form (a page of
 * the book, the instructions), else the page of its topic. ERROR_USAGE when there is nothing.
 */
int topic_page_draw_of(const struct app *app, const struct exercise *exercise, struct buffer *out,
		       struct error *err);

#endif
