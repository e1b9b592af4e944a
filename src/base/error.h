/* SPDX-License-Identifier: PostgreSQL */
/*
 * Errors are values.  A function that can fail returns an up_status and, when
 * that is not UP_OK, has filled the struct up_error that its caller gave it:
 * what went wrong, naming the thing, and the SQLSTATE when a server said so.
 * Outputs are untouched on failure.  Nobody below main() prints or exits.
 */
#ifndef UP_BASE_ERROR_H
#define UP_BASE_ERROR_H

#define UP_MUST_CHECK __attribute__((warn_unused_result))
#define UP_PRINTF(template, first) __attribute__((format(printf, template, first)))

enum up_status {
	UP_OK = 0,
	UP_INVALID,     /* an argument, a file or a value is wrong: the user can mend it */
	UP_UNSUPPORTED, /* a valid request that is not supported; the message has the reason */
	UP_NO_MEMORY,
	UP_IO,          /* a system call failed: disk full, no permission, ... */
	UP_CONNECTION,  /* the server cannot be reached, or went away */
	UP_STATEMENT,   /* the server refused a statement; sqlstate is set */
	UP_TIMEOUT,     /* took longer than its limit, and was stopped */
	UP_INTERRUPTED, /* it was asked to stop, by the user or because it is not needed any more */
	UP_MISMATCH,    /* a result differs from what it must be */
};

struct up_error {
	enum up_status status;
	char sqlstate[6];   /* five characters and NUL; empty when no server was involved */
	char message[1024]; /* UTF-8, one line, no final newline; cut short when longer; a control
			       character of a name or of another text is shown as \x1b */
	/* Names that the server gave with it, unquoted; empty: it gave none. */
	char constraint[64];
	char column[64];
	char type[64]; /* the domain whose constraint it is */
};

/* Fills err (which may be NULL) and returns status, so that a failure is one
 * statement: return up_fail(err, UP_INVALID, "rows: %s is not a number", s). */
enum up_status up_fail(struct up_error *err, enum up_status status, const char *format, ...)
	UP_PRINTF(3, 4);

/* The same, with ": " and the text of errno appended. */
enum up_status up_fail_errno(struct up_error *err, enum up_status status, const char *format, ...)
	UP_PRINTF(3, 4);

/* Puts "prefix: " before the message that err holds; returns its status, UP_INVALID if err is
 * NULL: callers for which the status matters keep it themselves. */
enum up_status up_error_prefix(struct up_error *err, const char *format, ...) UP_PRINTF(2, 3);

/* Returns the status of expr from the calling function unless it is UP_OK. */
#define UP_TRY(expr)                                                                               \
	do {                                                                                       \
		enum up_status up_try_status_ = (expr);                                            \
		if (up_try_status_ != UP_OK)                                                       \
			return up_try_status_;                                                     \
	} while (0)

#endif
