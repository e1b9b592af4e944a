# SPDX-License-Identifier: PostgreSQL
#
# How the time of update and commit is distributed, case by case, of one panel:
# the cases of as many rows and the same round-trip time.
#
#   gnuplot -c scripts/plot/distribution.gnuplot DATA OUTPUT [svg|png|pdf [narrow]]
#
# DATA is a distribution-PANEL.dat, as `upbench report` writes it beside the
# pictures.  It has two blocks, tab-separated:
#
#   0  a line per case, fastest first place case panel n median_s low_s high_s
#   1  a line per sample              place case sample offset measured_s
#
# `panel` is what the cases have in common, as text.  `offset` moves a point up or
# down within its row, so that equal times can be distinguished; low_s and high_s are
# the 95 % confidence interval of the median, NaN where there are too few samples
# for one.

if (ARGC < 2) { exit error "usage: gnuplot -c distribution.gnuplot DATA OUTPUT [svg|png|pdf [narrow]]" }
data = ARG1
output = ARG2
format = ARGC > 2 ? ARG3 : "svg"
layout = ARGC > 3 ? ARG4 : "wide"
slash = 0
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { slash = i } }
load (slash > 0 ? ARG0[1:slash] : "")."style.gnuplot"

panel = ""
stats data index 0 using (panel = strcol(3), strlen(cut_text(strcol(2), name_limit))) name "NAME" nooutput
stats data index 1 using 5 name "TIME" nooutput
cases = NAME_records
low = low_end(TIME_min, TIME_max)
high = high_end(TIME_min, TIME_max)

# Right edges of the two columns of numbers, from the end of the axis.
median_column = 72
samples_column = 134
row_height = narrow ? 46 : 26
# Room for the numbers at the ends of the axis.
inset = narrow ? 16 : 0
left = narrow ? edge + inset : 32 + 1.08 * text_width(NAME_max)
right = narrow ? narrow_right + inset : 146
top = narrow ? 96 : 78
bottom = 50
width = narrow ? narrow_width : left + right + 420 > 880 ? left + right + 420 : 880
height = top + bottom + row_height * cases
# Where the names and the samples of a case are, from the middle of its row.
name_at = narrow ? -0.24 : 0
samples_at = narrow ? 0.18 : 0
half = narrow ? 0.22 : 0.38
eval open

set lmargin at screen at_x(left)
set rmargin at screen at_x(width - right)
set tmargin at screen at_y(top)
set bmargin at screen at_y(height - bottom)

title = "Time of ".(strstrt(panel, "whole-sync") > 0 ? "the whole sync" : "update and commit")
set label title.(narrow ? "" : " at ".room_text(panel, strlen(title." at "))) \
	at screen at_x(edge), screen at_y(22) font title_font textcolor rgb ink
if (narrow) { set label "at ".room_text(panel, strlen("at ")) at screen at_x(edge), screen at_y(44) textcolor rgb faint }
# The key is drawn by hand: gnuplot's own cannot be aligned with the title.
key_y = narrow ? 70 : 48
set label "" at screen at_x(edge + 6), screen at_y(key_y) point pointtype 7 pointsize 0.5 linecolor rgb blue
set label "a sample" at screen at_x(edge + 16), screen at_y(key_y) textcolor rgb faint
set object rectangle from screen at_x(edge + 94), screen at_y(key_y + 6) to screen at_x(edge + 110), screen at_y(key_y - 6) \
	fillstyle solid 0.3 noborder fillcolor rgb vermilion
set arrow from screen at_x(edge + 102), screen at_y(key_y + 7) to screen at_x(edge + 102), screen at_y(key_y - 7) \
	nohead linewidth 2.5 linecolor rgb vermilion
set label narrow ? "median, its 95 % interval" : "median and its 95 % confidence interval" \
	at screen at_x(edge + 117), screen at_y(key_y) textcolor rgb faint
if (narrow) {
	set label "median" at screen at_x(width - narrow_right), screen at_y(key_y) right textcolor rgb faint
} else {
	set label "median" at screen at_x(width - right + median_column), screen at_y(top - 10) right textcolor rgb faint
	set label "samples" at screen at_x(width - right + samples_column), screen at_y(top - 10) right textcolor rgb faint
}

set logscale x
set xrange [low:high]
set x2range [0:1]
set yrange [cases + 0.5:0.5]
set format x ""
if (narrow) { axis_width = width - left - right; axis_room = inset }
eval "set xtics (".time_ticks(low, high).") scale 0 offset 0, 0.2"
unset ytics
# Where names stand above the samples, lines through the whole picture would cross them.
if (!narrow) { set grid xtics linetype 1 linewidth 1 linecolor rgb hairline }
set xlabel "time (logarithmic)" textcolor rgb faint offset 0, 0.2

name_side = narrow ? "left offset screen at_x(-inset), 0" : "right offset char -1, 0"
name_length = narrow ? 39 : name_limit

plot \
	for [i = 1:(narrow ? words(tick_places) : 0)] data index 0 using (real(word(tick_places, i))):($1 + samples_at - half):(0):(2 * half) \
		with vectors nohead linewidth 1 linecolor rgb hairline, \
	data index 0 using (low):($1 + samples_at):(high - low):(0) with vectors nohead linewidth 1 linecolor rgb hairline, \
	data index 0 using 5:($1 + samples_at):6:7:($1 + samples_at - half):($1 + samples_at + half) with boxxyerror \
		fillstyle transparent solid 0.3 noborder fillcolor rgb vermilion, \
	data index 0 using 5:($1 + samples_at - half):(0):(2 * half) with vectors nohead linewidth 2.5 linecolor rgb vermilion, \
	data index 1 using 5:($1 + samples_at + $4 * half / 0.38) with points pointtype 7 pointsize 0.4 linecolor rgb "#800072B2", \
	data index 0 using (0):($1 + name_at):(cut_text(strcol(2), name_length)) axes x2y1 \
		with labels @name_side textcolor rgb ink noenhanced, \
	data index 0 using (1):($1 + name_at):(time_text($5)) axes x2y1 with labels right \
		offset screen at_x(narrow ? inset : median_column), 0 textcolor rgb ink noenhanced, \
	data index 0 using (narrow ? NaN : 1):1:(sprintf("%d", $4)) axes x2y1 with labels right \
		offset screen at_x(samples_column), 0 textcolor rgb faint noenhanced
unset output
