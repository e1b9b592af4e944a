# SPDX-License-Identifier: PostgreSQL
#
# How the time of update and commit is distributed, case by case, at one number of rows.
#
#   gnuplot -c scripts/plot/distribution.gnuplot DATA OUTPUT [svg|png|pdf]
#
# DATA is a distribution-ROWS.dat, as `upbench report` writes it beside the
# pictures.  It has two blocks, tab-separated:
#
#   0  a line a case, fastest first   place case rows n median_s low_s high_s
#   1  a line a sample                place case sample offset measured_s
#
# `offset` moves a point up or down within its row, so that equal times can be
# told apart; low_s and high_s are the 95 % confidence interval of the median,
# NaN where there are too few samples for one.

if (ARGC < 2) { exit error "usage: gnuplot -c distribution.gnuplot DATA OUTPUT [svg|png|pdf]" }
data = ARG1
output = ARG2
format = ARGC > 2 ? ARG3 : "svg"
slash = 0
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { slash = i } }
load (slash > 0 ? ARG0[1:slash] : "")."style.gnuplot"

stats data index 0 using (strlen(strcol(2))) name "NAME" nooutput
stats data index 0 using 3 name "ROWS" nooutput
stats data index 1 using 5 name "TIME" nooutput
cases = NAME_records
low = low_end(TIME_min, TIME_max)
high = high_end(TIME_min, TIME_max)

row_height = 26
left = 28 + text_width(NAME_max)
right = 146
# Right edges of the two columns of numbers, from the end of the axis.
median_column = 72
samples_column = 134
top = 78
bottom = 50
width = left + right + 420 > 880 ? left + right + 420 : 880
height = top + bottom + row_height * cases
eval open

set lmargin at screen at_x(left)
set rmargin at screen at_x(width - right)
set tmargin at screen at_y(top)
set bmargin at screen at_y(height - bottom)

set label sprintf("Time of update and commit at %s rows", count_text(ROWS_max)) \
	at screen at_x(16), screen at_y(22) font title_font textcolor rgb ink
# The key is drawn by hand: gnuplot's own cannot be aligned with the title.
set label "" at screen at_x(22), screen at_y(48) point pointtype 7 pointsize 0.5 linecolor rgb blue
set label "a sample" at screen at_x(32), screen at_y(48) textcolor rgb faint
set object rectangle from screen at_x(110), screen at_y(54) to screen at_x(126), screen at_y(42) \
	fillstyle solid 0.3 noborder fillcolor rgb vermilion
set arrow from screen at_x(118), screen at_y(55) to screen at_x(118), screen at_y(41) \
	nohead linewidth 2.5 linecolor rgb vermilion
set label "median and its 95 % confidence interval" at screen at_x(133), screen at_y(48) textcolor rgb faint
set label "median" at screen at_x(width - right + median_column), screen at_y(top - 10) right textcolor rgb faint
set label "samples" at screen at_x(width - right + samples_column), screen at_y(top - 10) right textcolor rgb faint

set logscale x
set xrange [low:high]
set x2range [0:1]
set yrange [cases + 0.5:0.5]
set format x ""
eval "set xtics (".time_ticks(low, high).") scale 0 offset 0, 0.2"
unset ytics
set grid xtics linetype 1 linewidth 1 linecolor rgb hairline
set xlabel "time (logarithmic)" textcolor rgb faint offset 0, 0.2

plot \
	data index 0 using (low):1:(high - low):(0) with vectors nohead linewidth 1 linecolor rgb hairline, \
	data index 0 using 5:1:6:7:($1 - 0.38):($1 + 0.38) with boxxyerror \
		fillstyle transparent solid 0.3 noborder fillcolor rgb vermilion, \
	data index 0 using 5:($1 - 0.38):(0):(0.76) with vectors nohead linewidth 2.5 linecolor rgb vermilion, \
	data index 1 using 5:($1 + $4) with points pointtype 7 pointsize 0.4 linecolor rgb "#800072B2", \
	data index 0 using (0):1:(strcol(2)) axes x2y1 with labels right offset char -1, 0 textcolor rgb ink noenhanced, \
	data index 0 using (1):1:(time_text($5)) axes x2y1 with labels right \
		offset screen at_x(median_column), 0 textcolor rgb ink noenhanced, \
	data index 0 using (1):1:(sprintf("%d", $4)) axes x2y1 with labels right \
		offset screen at_x(samples_column), 0 textcolor rgb faint noenhanced
unset output
