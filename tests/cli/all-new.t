A sync in which all rows are new has none left to update, so that strategies are not ranked by it:

  $ upbench run -s row,unnest -r 10 --new 1 --samples 2 --warmup 0 -o run > printed; echo $?
  0
  $ grep -c ' not ranked$' printed; grep 'All rows' printed
  2
  All rows are new: they are created before the update, which has none left. Its times are not ranked.
  $ python3 -c 'import csv; print([(s["strategy"], s["ratio"], s["reference"]) for s in csv.DictReader(open("run/summary.csv"))])'
  [('row', '', ''), ('unnest', '', '')]
  $ grep -c 'times as fast\|fastest' printed
  0
  [1]

With one row that the table has, they are:

  $ upbench run -s row,unnest -r 10 --new 0.9 --samples 2 --warmup 0 -o some > printed; grep -c 'fastest' printed
  2
