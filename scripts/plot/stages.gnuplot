# SPDX-License-Identifier: PostgreSQL
#
# Where the time of a sync goes: for each case the shares of its stages, and the
# whole sync's time at the end of the bar.  Shares and not times, because one
# case may take a thousand times as long as another, whose stages would vanish.
#
#   gnuplot -c scripts/plot/stages.gnuplot DATA OUTPUT [svg|png|pdf [narrow]]
#
# DATA is a stages-PANEL.dat, as `upbench report` writes it beside the pictures:
# tab-separated, a line per case, the shortest sync first, medians in seconds:
#
#   place case panel total_s fetch_s classify_s create_s update_s business_s commit_s gone_s
#
# The stage gone, which few syncs have, is drawn behind the update where it took time.
# `panel` is what the cases have in common, as text: their rows and round-trip time.
# A bar is as long as the sum of its stages' medians, which is not exactly the
# median of the whole (total_s).

if (ARGC < 2) { exit error "usage: gnuplot -c stages.gnuplot DATA OUTPUT [svg|png|pdf [narrow]]" }
data = ARG1
output = ARG2
format = ARGC > 2 ? ARG3 : "svg"
layout = ARGC > 3 ? ARG4 : "wide"
slash = 0
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { slash = i } }
load (slash > 0 ? ARG0[1:slash] : "")."style.gnuplot"

panel = ""
stats data using (panel = strcol(3), strlen(cut_text(strcol(2), name_limit))) name "NAME" nooutput
cases = NAME_records

stats data using 11 name "GONE" nooutput
has_gone = GONE_max > 0
stages = "fetch classify create update ".(has_gone ? "gone " : "")."business commit"
stage_columns = "5 6 7 8 ".(has_gone ? "11 " : "")."9 10"
stage_colors = "#56B4E9 #0072B2 #009E73 #D55E00 ".(has_gone ? "#E69F00 " : "")."#CC79A7 #999999"
# Widths of the names in the key.
stage_widths = "32 44 38 43 ".(has_gone ? "31 " : "")."53 46"
# White is legible on the dark one only (a contrast of 4.5 at least).
text_colors = "#000000 #FFFFFF #000000 #000000 #000000 #000000 #000000"
sum_to(k) = k < 1 ? 0 : (sum [i = 1:k] column(int(word(stage_columns, i))))
all = words(stages)
from(k) = 100.0 * sum_to(k - 1) / sum_to(all)
to(k) = 100.0 * sum_to(k) / sum_to(all)
share(k) = to(k) - from(k)
# A little is left out between two stages.
gap = narrow ? 0.4 : 0.2
end(k) = share(k) > 2 * gap ? to(k) - gap : to(k)
# Nothing where it does not fit; almost all is not all.
share_text(s) = s < (narrow ? 9 : 7) ? "" : s > 99.5 && s < 100 ? "> 99 %" : sprintf("%.0f %%", s)

row_height = narrow ? 46 : 26
left = narrow ? edge : 32 + 1.08 * text_width(NAME_max)
right = narrow ? narrow_right : 92
top = narrow ? 120 : 78
bottom = 50
width = narrow ? narrow_width : left + right + 420 > 880 ? left + right + 420 : 880
height = top + bottom + row_height * cases
# Where the names and the bar of a case are, from the middle of its row.
name_at = narrow ? -0.24 : 0
bar_at = narrow ? 0.18 : 0
half = narrow ? 0.2 : 0.36
eval open

set lmargin at screen at_x(left)
set rmargin at screen at_x(width - right)
set tmargin at screen at_y(top)
set bmargin at screen at_y(height - bottom)

title = "Time of a sync by stage"
set label title.(narrow ? "" : " at ".room_text(panel, strlen(title." at "))) \
	at screen at_x(edge), screen at_y(22) font title_font textcolor rgb ink
if (narrow) { set label "at ".room_text(panel, strlen("at ")) at screen at_x(edge), screen at_y(44) textcolor rgb faint }
x = edge
y = narrow ? 70 : 48
do for [k = 1:all] {
	if (narrow && k == 4) { x = edge; y = y + 22 }
	set object rectangle from screen at_x(x), screen at_y(y + 6) to screen at_x(x + 12), screen at_y(y - 6) \
		fillstyle solid 1 noborder fillcolor rgb word(stage_colors, k)
	set label word(stages, k) at screen at_x(x + 18), screen at_y(y) textcolor rgb faint
	x = x + (narrow ? 90 : 18 + int(word(stage_widths, k)) + 20)
}
set label "whole sync" at screen at_x(narrow ? width - right : width - 16), screen at_y(narrow ? y : top - 10) \
	right textcolor rgb faint

set xrange [0:100]
set yrange [cases + 0.5:0.5]
set xtics 0, 25, 100 format "%g %%" scale 0 offset 0, 0.2
unset ytics
# Where names stand above the bars, lines through the whole picture would cross them.
if (!narrow) { set grid xtics linetype 1 linewidth 1 linecolor rgb hairline }
# The first and the last number are within the picture, too.
if (narrow) { set xtics ("0 %%" 4, "25 %%" 25, "50 %%" 50, "75 %%" 75, "100 %%" 95) }
set xlabel "share of the sync's time (medians)" textcolor rgb faint offset 0, 0.2

name_side = narrow ? "left" : "right offset char -1, 0"
name_length = narrow ? 39 : name_limit

plot \
	for [k = 1:all] data using (share(k) > 0.02 ? from(k) : NaN):($1 + bar_at):(from(k)):(end(k)):($1 + bar_at - half):($1 + bar_at + half) with boxxyerror \
		fillstyle solid 1 noborder fillcolor rgb word(stage_colors, k), \
	for [k = 1:all] data using ((from(k) + to(k)) / 2):($1 + bar_at):(share_text(share(k))) \
		with labels center font small_font textcolor rgb word(text_colors, k) noenhanced, \
	data using (0):($1 + name_at):(cut_text(strcol(2), name_length)) with labels @name_side textcolor rgb ink noenhanced, \
	data using (100):($1 + name_at):(time_text($4)) with labels right \
		offset screen at_x(narrow ? 0 : right - 16), 0 textcolor rgb ink noenhanced
unset output
