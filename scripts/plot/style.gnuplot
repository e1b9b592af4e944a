# SPDX-License-Identifier: PostgreSQL
#
# What the plots share: sizes, colors, numbers as text, ticks of a logarithmic
# axis of time.  The other scripts load it from their own directory; `data`,
# `output`, `format` and, where there are two, `layout` are set by then.
#
# All lengths are pixels of the SVG; the other formats are scaled from there.
# Every text is drawn without gnuplot's markup ("noenhanced"), because names of
# cases may hold any character.

set encoding utf8
set datafile separator "\t"

# Okabe and Ito, Color Universal Design (2008), without the yellow, which is too
# light for lines on white.
colors = "#0072B2 #D55E00 #009E73 #CC79A7 #E69F00 #56B4E9 #000000"
color(i) = word(colors, 1 + (i - 1) % words(colors))
blue = "#0072B2"
vermilion = "#D55E00"
ink = "#222222"
faint = "#666666"
hairline = "#E3E3E3"

# The layout "narrow" is a picture as wide as a phone, in which names stand above what
# they name.
narrow = exists("layout") && layout eq "narrow"
narrow_width = 374
narrow_right = 4
# Where the titles begin: the report cuts off everything left of it.
edge = 16

# Width of a text of n characters at size 12; fonts differ, this is a wide one.
text_width(n) = 7.0 * n

# Sizes of fonts: pixels in SVG, points in the others.
title_font = format eq "svg" ? ",16" : ",12"
small_font = format eq "svg" ? ",11" : ",8.25"

# Opens the output for a picture of width x height.
terminal = \
	format eq "svg" ? 'set terminal svg noenhanced size width, height background "#ffffff" font "sans-serif,12"' : \
	format eq "png" ? 'set terminal pngcairo noenhanced size 2 * width, 2 * height background "#ffffff" font "Sans,9" fontscale 2 linewidth 2 pointscale 2' : \
	format eq "pdf" ? 'set terminal pdfcairo noenhanced size width / 96.0, height / 96.0 background "#ffffff" font "Sans,9" pointscale 0.75 linewidth 0.75' : \
	'exit error "the format is svg, png or pdf"'
open = terminal."; set output output"

# Places in the picture, from its upper left corner.
at_x(x) = (x) / (1.0 * width)
at_y(y) = 1 - (y) / (1.0 * height)

# Three significant digits, never in powers of ten.
digits(v) = v < 9.995 ? sprintf("%.2f", v) : v < 99.95 ? sprintf("%.1f", v) : sprintf("%.0f", v)
time_text(s) = \
	s < 0.9995e-6 ? digits(s * 1e9)." ns" : \
	s < 0.9995e-3 ? digits(s * 1e6)." µs" : \
	s < 0.9995 ? digits(s * 1e3)." ms" : digits(s)." s"
short(v) = sprintf("%.6g", v)
tick_text(s) = \
	s < 0.9999e-6 ? short(s * 1e9)." ns" : \
	s < 0.9999e-3 ? short(s * 1e6)." µs" : \
	s < 0.9999 ? short(s * 1e3)." ms" : short(s)." s"
# 1914 as 1,914
count_text(n) = n < 1000 ? sprintf("%d", n) : count_text(int(n) / 1000).sprintf(",%03d", int(n) % 1000)

# What is longer loses its middle: names that are alike differ at an end.
cut_text(text, n) = strlen(text) <= n ? text : text[1:n - n / 2 - 1]."…".text[strlen(text) - n / 2 + 1:*]
# Characters of a name of a case, at most.
name_limit = 48
# What stands after a title of n characters, which is of 16 pixels: as much as there is room for.
# Narrow it has a line of its own.
room_text(text, n) = cut_text(text, int(narrow ? (narrow_width - edge - narrow_right) / text_width(1) - n : \
	(width - 2 * edge) / (text_width(1) * 16 / 12) - n))

# Ticks between low and high seconds, as what `set xtics (...)` takes: powers of
# ten over many decades, more within few, round steps within a part of one.
# `tick_places` are the same without their texts.  A text has its place when it does
# not stick out more than `axis_room` beyond the axis; no width: there is room enough.
axis_width = 0
axis_room = 0
tick_at(s) = log(s / low_tick) / log(high_tick / low_tick) * axis_width
tick_half(s) = 0.5 * text_width(strlen(tick_text(s)))
fits(s) = axis_width == 0 || (tick_at(s) - tick_half(s) >= -axis_room && tick_at(s) + tick_half(s) <= axis_width + axis_room)
tick(s) = (s < low_tick || s > high_tick ? 0 : \
	(ticks = ticks.(strlen(ticks) > 0 ? ", " : "").sprintf('"%s" %.12g', fits(s) ? tick_text(s) : "", s), \
	tick_places = tick_places.sprintf(" %.15f", s), 1))
mantissas(span) = narrow ? \
	(span > 2.6 ? "1" : span > 1.4 ? "1 3" : span > 0.8 ? "1 2 5" : "1 1.5 2 3 5 7") : \
	(span > 2.2 ? "1" : span > 0.8 ? "1 2 5" : "1 1.5 2 3 4 5 7")
decade_step(span) = int(ceil(span / (narrow ? 6 : 9)))
log_ticks(list) = (sum [decade = int(floor(log10(low_tick))):int(floor(log10(high_tick)))] \
	(int(decade) % decade_step(log10(high_tick / low_tick)) != 0 ? 0 : \
	sum [i = 1:words(list)] tick(real(word(list, i)) * 10.0**decade)))
round_step(raw) = (power = 10.0**floor(log10(raw)), \
	raw < 1.5 * power ? power : raw < 3 * power ? 2 * power : raw < 7 * power ? 5 * power : 10 * power)
even_ticks(step) = (sum [k = int(ceil(low_tick / step)):int(floor(high_tick / step))] tick(k * step))
time_ticks(low, high) = (ticks = "", tick_places = "", low_tick = low, high_tick = high, \
	log10(high / low) > 0.5 ? log_ticks(mantissas(log10(high / low))) : even_ticks(round_step((high - low) / (narrow ? 3.5 : 5))), \
	ticks)

# Room around the drawing, so that no point sits on the frame.
low_end(low, high) = low / (low == high ? 1.5 : (high / low)**0.03 * 1.02)
high_end(low, high) = high * (low == high ? 1.5 : (high / low)**0.03 * 1.02)

set border 0
set tics textcolor rgb ink
set style fill solid 1 noborder
unset key
unset colorbox
