/* SPDX-License-Identifier: PostgreSQL */
/* How many rows a strategy updates within a window of time. */
#ifndef JUDGE_PREDICT_WINDOW_H
#define JUDGE_PREDICT_WINDOW_H

#include "judge/predict/model.h"

enum window_end {
	WINDOW_FULL,    /* so many rows fit, and no more */
	WINDOW_BEYOND,  /* as many fit as anything is predicted for */
	WINDOW_NOTHING, /* not even as few as anything is predicted for */
	WINDOW_NONE,    /* not one row: the round trips alone take longer */
	WINDOW_REFUSED, /* refusal says why */
};

/* The most rows whose time, by the upper end of its interval, is within the window. */
struct window {
	const struct model *model;
	double rtt_ns;
	enum window_end end;
	double rows;
	bool without_interval; /* by the prediction itself */
	char *refusal;         /* owned */
};

/* Of window_ns, above 0.  extrapolate: beyond FIT_REACH, too.  window->refusal becomes the caller's. */
UP_MUST_CHECK enum up_status window_find(const struct model *model, double rtt_ns, double window_ns,
					 bool extrapolate, struct window *window,
					 struct up_error *err);

#endif
