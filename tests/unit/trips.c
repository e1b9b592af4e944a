/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/trips.h"
#include "unit/manifest_of.h"
#include "unit/near.h"

Test(trips, forms)
{
	const double rows[] = {1000, 1914, 10000};
	struct trips trips = trips_fit(rows, (double[]){4, 4, 4}, 3, 0);
	cr_assert(trips.known && trips.exact);
	near(trips_at(&trips, 1e6), 4, 1e-9, "constant");

	trips = trips_fit(rows, (double[]){1003, 1917, 10003}, 3, 0);
	cr_assert(trips.exact);
	near(trips_at(&trips, 50000), 50003, 1e-9, "a row each");

	trips = trips_fit(rows, (double[]){11, 21, 101}, 3, 100);
	cr_assert(trips.exact);
	near(trips_at(&trips, 50001), 502, 1e-9, "a chunk each");
	near(trips_at(&trips, 1), 2, 1e-9, "one row");

	trips = trips_fit(rows, (double[]){15, 19, 103}, 3, 0);
	cr_assert(trips.known && !trips.exact);

	trips = trips_fit(rows, (double[]){15, NAN, 103}, 3, 0);
	cr_assert(!trips.known && isnan(trips_at(&trips, 10)));
}

/* As counted with 1, 2 and 4 workers; a line through any two of them gives the others. */
Test(trips, of_workers)
{
	const double workers[] = {1, 2, 4};
	const double rows[] = {1000, 2000, 5000};
	const struct trips unnest = trips_fit(rows, (double[]){2, 2, 2}, 3, 0);
	const struct trips copy = trips_fit(rows, (double[]){4, 4, 4}, 3, 0);
	const struct trips values = trips_fit(rows, (double[]){11, 21, 51}, 3, 100);
	struct trips trips = trips_of_workers(&unnest, 5000, workers, (double[]){2, 4, 8}, 3, 3);
	cr_assert(trips.known && trips.exact);
	near(trips_at(&trips, 1e6), 6, 1e-9, "unnest, three");
	trips = trips_of_workers(&unnest, 5000, workers, (double[]){2, 4, 8}, 3, 8);
	near(trips_at(&trips, 1e6), 16, 1e-9, "unnest, eight");
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4, 6, 10}, 3, 8);
	cr_assert(trips.exact);
	near(trips_at(&trips, 1e6), 18, 1e-9, "copy-temp, eight");
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4, 6}, 2, 3);
	cr_assert(trips.exact);
	near(trips_at(&trips, 1e6), 8, 1e-9, "copy-temp, three, of two levels");
	/* Two workers begin, send 25 chunks each and commit. */
	trips = trips_of_workers(&values, 5000, workers, (double[]){51, 28, 20}, 2, 4);
	near(trips_at(&trips, 10000), 25 + 7, 0, "values, four, a whole number");
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4, 6, 11}, 3, 8);
	cr_assert(trips.known && !trips.exact);
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4}, 1, 8);
	cr_assert(!trips.known);
	trips = trips_of_workers(&copy, 5000, workers, (double[]){4, NAN}, 2, 8);
	cr_assert(!trips.known);
}

Test(trips, of_a_sample)
{
	RUN run = {0};
	struct sample sample;

	sample_init(&sample);
	cr_assert(isnan(trips_of_sample(&run, &sample)));
	sample.round_trips = 3;
	near(trips_of_sample(&run, &sample), 3, 0, "no commit");
	sample.commit_ns = 5;
	near(trips_of_sample(&run, &sample), 4, 0, "with commit");
	/* Two begin and commit in turn; of seven one was to begin, six are shared. */
	sample.key.factors.workers = 2;
	sample.round_trips = 7;
	near(trips_of_sample(&run, &sample), 1 + 3 + 2, 0, "two workers");
	run.manifest =
		manifest_of(json_pack("{s:{s:{s:b}}}", "strategies", "each", "autocommit", 1));
	sample.key.strategy = (char[]){"each"};
	sample.round_trips = 102;
	near(trips_of_sample(&run, &sample), 2 + 50 + 1, 0, "two workers, autocommit");
	sample.key.factors.workers = 1;
	near(trips_of_sample(&run, &sample), 103, 0, "autocommit");
	sample.key.peer = (char[]){"peer"};
	near(trips_of_sample(&run, &sample), 102, 0, "peer");
}
