# SPDX-License-Identifier: PostgreSQL
#
# How the time of update and commit grows with the number of rows, one family for all
# cases that differ in nothing else.  Points are medians; the line is the model that was
# fitted to them, with its band, or, where there is none, joins them.  Both axes are
# logarithmic: time that is proportional to the rows is a straight line.
#
#   gnuplot -c scripts/plot/scaling.gnuplot DATA OUTPUT [svg|png|pdf [narrow]]
#
# DATA is a scaling.dat, as `upbench report` writes it beside the pictures.  Its
# blocks are tab-separated:
#
#   0      a line per family, for its largest number of rows, the fastest first:
#          family name rows median_s fitted color dash
#   1      a line per number of rows:
#          rows
#   2 ...  a block per family, in the order of block 0, a line per number of rows:
#          family name rows median_s low_s high_s
#   ...    after the last of them a block per family again, a line per vertex of what is
#          drawn through its points:
#          family rows time_s low_s high_s
#
# color is a number for each contender, dash one for each combination of levels (of the
# round-trip time, say), from 1.  fitted is 1 where that is a model, and 0 where it joins the medians.  low_s and high_s are
# the 95 % confidence interval of the median, or of the model, NaN where there are too few
# samples for one, and where there is no model.

if (ARGC < 2) { exit error "usage: gnuplot -c scaling.gnuplot DATA OUTPUT [svg|png|pdf [narrow]]" }
data = ARG1
output = ARG2
format = ARGC > 2 ? ARG3 : "svg"
layout = ARGC > 3 ? ARG4 : "wide"
slash = 0
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { slash = i } }
load (slash > 0 ? ARG0[1:slash] : "")."style.gnuplot"

name_length = narrow ? 39 : name_limit
stats data index 0 using (strlen(cut_text(strcol(2), name_length))) name "NAME" nooutput
stats data index 0 using 5 name "FITTED" nooutput
stats data index 1 using 1 name "ROWS" nooutput
families = NAME_records
sizes = ROWS_records
points_of(i) = i + 1
line_of(i) = families + i + 1
# Of the text: gnuplot drops a record in which it has evaluated a NaN, whatever comes of it.
interval(text, median) = text eq "NaN" ? median : real(text)
stats data index points_of(1):points_of(families) using (interval(strcol(5), $4)) name "LOW" nooutput
stats data index points_of(1):points_of(families) using (interval(strcol(6), $4)) name "HIGH" nooutput
stats data index line_of(1):line_of(families) using (interval(strcol(4), $3)) name "BAND_LOW" nooutput
stats data index line_of(1):line_of(families) using (interval(strcol(5), $3)) name "BAND_HIGH" nooutput

array row_tick[sizes]
i = 0
stats data index 1 using (i = i + 1, row_tick[i] = $1, $1) nooutput
array has_band[families]
do for [i = 1:families] { has_band[i] = 0 }
stats data index line_of(1):line_of(families) using (strcol(4) eq "NaN" ? 0 : (has_band[int($1)] = 1)) nooutput
# gnuplot looks at an iteration from 1 to 0, too, though it draws nothing of it.
array banded[families]
banded[1] = 1
bands = 0
do for [i = 1:families] {
	if (has_band[i]) { bands = bands + 1; banded[bands] = i }
}

# Bands may go beyond the picture: a wide one must not compress the measured points.
least = BAND_LOW_min < LOW_min ? (BAND_LOW_min > LOW_min / 2 ? BAND_LOW_min : LOW_min / 2) : LOW_min
most = BAND_HIGH_max > HIGH_max ? (BAND_HIGH_max < HIGH_max * 2 ? BAND_HIGH_max : HIGH_max * 2) : HIGH_max
low = low_end(least, most)
high = high_end(least, most)
few = low_end(ROWS_min, ROWS_max)
many = high_end(ROWS_min, ROWS_max)

# Names stand beside the ends of their lines or, narrow, below the picture.
name_height = 17
leader = 52 # from the end of the axis to the marks beside the names
left = narrow ? edge + 52 : 76
right = narrow ? narrow_right + 20 : leader + 26 + text_width(NAME_max)
top = narrow ? 78 : 58
below = narrow ? name_height * families : 0
bottom = 54 + below
width = narrow ? narrow_width : left + right + 440 > 880 ? left + right + 440 : 880
area = narrow ? 300 : name_height * families > 360 ? name_height * families : 360
height = top + bottom + area
eval open

set lmargin at screen at_x(left)
set rmargin at screen at_x(width - right)
set tmargin at screen at_y(top)
set bmargin at screen at_y(height - bottom)

# Where the names go, as shares of the axis: as near to the ends of their lines
# as the height of a text allows.
array name_y[families]
array end_y[families]
array end_x[families]
x_share(r) = log(r / few) / log(many / few)
y_share(s) = log(s / low) / log(high / low)
gap = 1.0 * name_height / area
i = 0
stats data index 0 using (i = i + 1, end_x[i] = x_share($3), end_y[i] = y_share($4), name_y[i] = end_y[i], $4) nooutput
do for [i = 2:families] {
	if (name_y[i] < name_y[i - 1] + gap) { name_y[i] = name_y[i - 1] + gap }
}
ceiling = 1 - gap / 2
do for [j = 1:families] {
	i = families + 1 - j
	if (name_y[i] > ceiling) { name_y[i] = ceiling }
	ceiling = name_y[i] - gap
}

whole = 0
stats data index 0 using (whole = whole || strstrt(strcol(2), "whole-sync") > 0, $4) nooutput
title = "Time of ".(whole ? "the whole sync" : "update and commit")
set label narrow ? title : title." by number of rows" \
	at screen at_x(edge), screen at_y(22) font title_font textcolor rgb ink
of_points = narrow ? "median and its 95 % interval" : "median and its 95 % confidence interval"
of_lines = "lines: fitted model".(bands > 0 ? " and its 95 % band" : "")
of_axes = "both axes are logarithmic"
line_1 = FITTED_sum > 0 ? "points: ".of_points : of_points
line_2 = FITTED_sum > 0 ? of_lines : of_axes
if (narrow) {
	set label line_1 at screen at_x(edge), screen at_y(43) textcolor rgb faint
	set label line_2 at screen at_x(edge), screen at_y(61) textcolor rgb faint
} else {
	set label line_1."; ".line_2.(FITTED_sum > 0 ? "; ".of_axes : "") at screen at_x(edge), screen at_y(43) textcolor rgb faint
}

set logscale xy
set xrange [few:many]
set yrange [low:high]
set x2range [0:1]
set y2range [0:1]
set format ""
eval "set ytics (".time_ticks(low, high).") scale 0 offset 0.4, 0"

# A tick at each number of rows that was measured, unless its text would touch
# the one before.
row_ticks = ""
taken = -1e9
do for [i = 1:sizes] {
	x = x_share(row_tick[i]) * (width - left - right)
	half = text_width(strlen(count_text(row_tick[i]))) / 2
	label = x - half < taken + 8 ? "" : count_text(row_tick[i])
	if (strlen(label) > 0) { taken = x + half }
	row_ticks = row_ticks.(i > 1 ? ", " : "").sprintf('"%s" %.12g', label, row_tick[i])
}
eval "set xtics (".row_ticks.") scale 0 offset 0, 0.2"
set grid xtics ytics linetype 1 linewidth 1 linecolor rgb hairline
set xlabel "rows" textcolor rgb faint offset 0, 0.2

array hue[families]
array turn[families]
i = 0
stats data index 0 using (i = i + 1, hue[i] = int($6), turn[i] = int($7) - 1 + (int($6) - 1) / words(colors), $6) nooutput
mark(i) = int(word("7 5 9 13 6 4 8 12", 1 + turn[i] % 8))
dash(i) = 1 + turn[i] % 4
hue_of(i) = color(hue[i])

# Of many bands each has to be fainter.
band_density = families > 14 ? 0.07 : families > 7 ? 0.13 : 0.2

pixel = 1.0 / (width - left - right)
# The slowest first, as at the right end of the axis.
name_place(i) = at_y(height - below + name_height * (families - i + 0.1))
do for [i = 1:families] {
	if (narrow) {
		set label "" at screen at_x(edge + 6), screen name_place(i) \
			point linecolor rgb hue_of(i) pointtype mark(i) pointsize 0.7
	} else {
		set arrow from second end_x[i] + 6 * pixel, second end_y[i] to second 1 + (leader - 8) * pixel, second name_y[i] \
			nohead linewidth 0.75 linecolor rgb "#BBBBBB" back
		set label "" at screen at_x(width - right + leader), second name_y[i] \
			point linecolor rgb hue_of(i) pointtype mark(i) pointsize 0.7
	}
}
name_dx = at_x(narrow ? edge + 16 - left : leader + 12)
name_dy(i) = narrow ? name_place(i) - at_y(height - bottom) : 0
# Names are anchored on the axis and moved from there: gnuplot drops labels anchored outside.
plot \
	for [k = 1:bands] data index line_of(banded[k]) using 2:4:5 with filledcurves \
		fillstyle transparent solid band_density noborder linecolor rgb hue_of(banded[k]), \
	for [i = 1:families] data index line_of(i) using 2:3 with lines linewidth 1.5 dashtype dash(i) linecolor rgb hue_of(i), \
	for [i = 1:families] data index points_of(i) using 3:4:(interval(strcol(5), $4)):(interval(strcol(6), $4)) with yerrorbars \
		linewidth 1.25 linecolor rgb hue_of(i) pointtype mark(i) pointsize 0.7, \
	for [i = 1:families] data index 0 every ::(i - 1)::(i - 1) \
		using (narrow ? 0 : 1):(narrow ? 0 : name_y[i]):(cut_text(strcol(2), name_length)) axes x2y2 with labels left \
		offset screen name_dx, screen name_dy(i) textcolor rgb ink noenhanced
unset output
