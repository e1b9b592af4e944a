/* SPDX-License-Identifier: PostgreSQL */
/* The role of a strategy or peer in a run. */
#ifndef RECORD_ROLE_H
#define RECORD_ROLE_H

enum role {
	ROLE_RANKED, /* compared with the others */
	ROLE_IDLE,   /* does nothing: its time is that of the program itself */
	ROLE_BOUND,  /* a lower bound that no application can reach */
};

#endif
