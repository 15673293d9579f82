/* The parts of a report share this: report.c draws the whole, report_tests.c the tests. */
#ifndef RUSTGYM_REPORT_INTERNAL_H
#define RUSTGYM_REPORT_INTERNAL_H

#include "rustgym/ui/report.h"

/* Appends cleaned text, with `indent` spaces before each row. Its own colours stay if the style has some. */
void report_add_indented(struct buffer *out, const char *text, size_t indent,
			 const struct style *style);

/* Appends a paragraph that breaks between words, with `indent` spaces before each row. */
void report_add_fitted(const char *text, size_t indent, const struct style *style,
		       struct buffer *out);

/* Appends "2/3  ", and marks the finding that is open. Appends nothing if it is the only one. */
void report_add_number(size_t number, size_t count, bool open, const struct style *style,
		       struct buffer *out);

/* Appends the tests: those that failed, with the messages that are open, then the names of the others. */
void report_add_tests(const struct verdict *verdict, const struct report_options *options,
		      const struct style *style, struct buffer *out);

#endif
