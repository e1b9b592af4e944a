/* SPDX-License-Identifier: PostgreSQL */
/*
 * Numbers as people read them: three significant digits and a unit, UTF-8.  What
 * was not measured (NaN) is "-", whatever it would have been.
 *
 * They come by value, so that they can be arguments:
 *
 *   printf("%s\n", quantity_duration(ns).text);
 */
#ifndef TEXT_QUANTITY_H
#define TEXT_QUANTITY_H

struct quantity {
	char text[48];
};

/* "70,600", "512", "81.2", "1.70", "0.0123": three digits, zeros after them. */
struct quantity quantity_number(double value);

/* A count, exactly: "1,914". */
struct quantity quantity_count(double value);

/* Likewise with a noun, whose plural ends in s: "1 row", "1,914 rows"; up to 16 letters. */
struct quantity quantity_counted(double value, const char *noun);

/* From nanoseconds: "812 ns", "27.1 ms", "13.9 s", "2 min 05 s", "3 h 07 min".
 * At most ten columns wide below 100 hours. */
struct quantity quantity_duration(double ns);

/* "26.9 … 27.4 ms", both ends in the unit of the upper one; each in its own where
 * that would hide the lower. */
struct quantity quantity_duration_interval(double low_ns, double high_ns);

/* "70,600 rows/s" */
struct quantity quantity_rate(double rows_per_second);

/* "×1.00", "×512" */
struct quantity quantity_ratio(double ratio);

/* "1.48 … 1.57" */
struct quantity quantity_interval(double low, double high);

/* Of a share from 0 to 1: "65.8 %", "4.6 %", and below a thousandth one digit:
 * "0.0004 %". */
struct quantity quantity_share(double share);

/* "812 B", "12.3 KiB", "1.20 MiB" */
struct quantity quantity_bytes(double bytes);

#endif
