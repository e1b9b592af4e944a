/* SPDX-License-Identifier: PostgreSQL */
/*
 * Ownership that ends with a scope.  A variable that owns something is declared
 * with UP_CLEANUP and the destructor of its type; destructors take the address
 * of the variable and accept NULL inside it.  To hand the thing to somebody
 * else, copy the pointer out and set the variable to NULL: UP_TAKE().
 */
#ifndef UP_BASE_CLEANUP_H
#define UP_BASE_CLEANUP_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define UP_CLEANUP(destructor) __attribute__((cleanup(destructor)))

#define UP_TAKE(variable)                                                                          \
	({                                                                                         \
		__typeof__(variable) up_taken_ = (variable);                                       \
		(variable) = NULL;                                                                 \
		up_taken_;                                                                         \
	})

static inline void up_free_p(void *pointer)
{
	free(*(void **)pointer);
}

static inline void up_fclose_p(FILE **file)
{
	if (*file != NULL)
		fclose(*file);
}

static inline void up_close_p(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

#define UP_FREE UP_CLEANUP(up_free_p)
#define UP_FCLOSE UP_CLEANUP(up_fclose_p)
#define UP_CLOSE UP_CLEANUP(up_close_p)

#endif
