  $ upbench run -q -s unnest,row -r 2,7 --samples 1 -o run
  run

From stored files alone the same table is made again:

  $ upbench report run > one
  $ rm -r run/plots run/summary.csv
  $ upbench report run | cmp - one
  $ ls run
  plans.json
  plots
  report.html
  run.json
  samples.csv
  summary.csv

Without plans, and from samples that were written when there was no column of them, it is the same:

  $ rm run/plans.json
  $ python3 -c 'import csv
  > rows = [row[:47] for row in csv.reader(open("run/samples.csv", newline=""))]
  > csv.writer(open("run/samples.csv", "w", newline=""), lineterminator="\n").writerows(rows)'
  $ head -n 1 run/samples.csv | sed 's/.*,//'
  tuned
  $ upbench report run | cmp - one
  $ echo '{' > run/plans.json
  $ upbench report run
  upbench report: run/plans.json:2: string or '}' expected near end of file
  [2]
  $ rm run/plans.json
  $ upbench report -q run
  run

Without gnuplot it says so, and all the rest is there:

  $ program=$(realpath $(command -v upbench))
  $ rm -r run/plots
  $ PATH=/nowhere $program report run | tail -n 4
  Summary  run/summary.csv
  Manifest run/run.json
  Report   run/report.html
  Plots    none: gnuplot is not installed; install it and run `upbench report run`
  $ ls run/plots | grep -c svg
  0
  [1]

A gnuplot that fails is told, after the table:

  $ mkdir bin
  $ printf '#!/bin/sh\necho "no fonts" >&2\nexit 1\n' > bin/gnuplot; chmod +x bin/gnuplot
  $ PATH=$PWD/bin:$PATH upbench report run > out
  upbench report: cannot draw run/plots/distribution-2.svg: gnuplot failed: no fonts
  [5]
  $ grep -c samples.csv out
  1

What is no run:

  $ copy() { rm -rf copy; cp -r run copy; }
  $ copy; rm copy/run.json; upbench report copy
  upbench report: copy is not a run: run.json: No such file or directory
  [2]
  $ copy; rm copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv: No such file or directory
  [2]
  $ copy; : > copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:1: the file is empty
  [2]
  $ copy; head -n 1 run/samples.csv > copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv has no sample
  [2]
  $ copy; : > copy/run.json; upbench report copy
  upbench report: copy/run.json:1: '[' or '{' expected near end of file
  [2]
  $ copy; echo '[]' > copy/run.json; upbench report copy
  upbench report: copy/run.json:1: not a JSON object
  [2]
  $ copy; echo '{"format": 99}' > copy/run.json; upbench report copy
  upbench report: copy/run.json: "format" is not 1: the file was written by another version of upbench
  [2]
  $ copy; echo '{"format": 1}' > copy/run.json; upbench report copy | head -n 1
  upbench report: copy/samples.csv:2: case "(row|unnest) rows=[27]" is not listed in run.json (re)

A last line without its end is what a killed run leaves behind:

  $ copy; head -c -30 run/samples.csv > copy/samples.csv; upbench report copy > out; wc -l < copy/samples.csv
  upbench report: copy/samples.csv:13: the file ends in the middle of a line
  12
  $ copy; head -n 4 run/samples.csv > copy/samples.csv; upbench report -q copy
  copy

Edited by hand:

  $ copy; sed -i '2s/cold/lukewarm/' copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:2: column phase: "lukewarm" is not an allowed value
  [2]
  $ copy; sed -i '3s/,ok,/,fine,/' copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:3: column status: "fine" is not an allowed value
  [2]
  $ copy; sed -i '2s/,unnest,,[0-9]*,/,unnest,,many,/;2s/,row,,[0-9]*,/,row,,many,/' copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:2: column rows: "many" is not an integer of 0 or more
  [2]
  $ copy; sed -i '2s/$/,surplus/' copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:2: more fields than the header has
  [2]
  $ copy; sed -i '2s/,[^,]*$//' copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:2: fewer fields than the header has
  [2]
  $ copy; sed -i '1s/strategy/tactics/' copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:1: the header has no column strategy
  [2]
  $ copy; sed -i '1d' copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:1: the header has no column run
  [2]
  $ copy; sed -i '2s/cold/"cold/' copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:14: the file ends inside quotes
  [2]
  $ copy; sed -i '2s/row/r\x00w/' copy/samples.csv; upbench report copy
  upbench report: copy/samples.csv:2: a NUL byte
  [2]

The report goes where it is told, and is the same each time:

  $ upbench report -q run; upbench report -q run -o one.html
  run
  run
  $ cmp one.html run/report.html
  $ grep -o "script-src 'sha256-" one.html
  script-src 'sha256-

Short, as Markdown, nothing else is written:

  $ copy; rm -r copy/plots copy/summary.csv copy/report.html
  $ upbench report copy --format markdown | grep -c '^| unnest |'
  4
  $ upbench report copy --format markdown -o short.md; head -n 1 short.md
  ## upbench: command-line
  $ ls copy
  run.json
  samples.csv

The plots alone, in any format:

  $ for format in svg png pdf; do upbench report copy --plots figures --format $format | head -n 1; done
  figures/distribution-2.svg
  figures/distribution-2.png
  figures/distribution-2.pdf
  $ head -c 4 figures/scaling.pdf
  %PDF (no-eol)
  $ ls copy
  run.json
  samples.csv

Results of a check are shown when they are named, or lie in the run directory:

  $ upbench check -s unnest --format json > meanings.json
  $ grep -c 'id="meanings"' run/report.html
  0
  [1]
  $ upbench report -q run meanings.json && grep -c 'id="meanings"' run/report.html
  run
  1
  $ cp meanings.json copy && upbench report -q copy && grep -c 'id="meanings"' copy/report.html
  copy
  1
  $ echo '{}' > meanings.json; upbench report -q run meanings.json
  upbench report: meanings.json: not an array of results
  [2]

What does not go together:

  $ upbench report run --format pdf
  upbench report: --format pdf requires --plots
  [2]
  $ upbench report run --format markdown --plots figures
  upbench report: --plots draws svg, png or pdf, not markdown
  [2]

The picture of growth shows the model of each family that was measured with three sizes, in every format; what was
measured with two keeps its straight line:

  $ fake-run grown -rows=[1000,2000,5000,10000] unnest:a=3e6:b=900 values:a=1e6:b=1500:rtt=1ms \
  >   row:a=1e6:b=90000:rows=1000 row:a=1e6:b=90000:rows=2000 null:a=100000
  $ for format in svg png pdf; do upbench report grown --plots grown-plots --format $format | tail -n 1; done
  grown-plots/scaling.svg
  grown-plots/scaling.png
  grown-plots/scaling.pdf
  $ head -n 4 grown-plots/scaling.dat
  # family\tname\trows\tmedian_s\tfitted\tcolor\tdash (esc)
  1\t"unnest"\t10000\t0.0119932185\t1\t1\t1 (esc)
  2\t"values rtt=1ms"\t10000\t0.117004334\t1\t2\t2 (esc)
  3\t"row"\t2000\t0.181134926\t0\t3\t1 (esc)
  $ awk -v RS= '{ print split($0, line, "\n") - 1 }' grown-plots/scaling.dat | xargs
  3 4 4 4 2 40 52 2
  $ upbench report -q grown
  grown
  $ grep -o -e 'model_low_ns' -e '1 + n / 100' -e 'a curve requires[^<]*' grown/report.html
  model_low_ns
  1 + n / 100
  a curve requires at least 3 numbers of rows, the run has 2: measure more with --rows
