A factor that is one line (tests/factor/factors.def) is everywhere, with nothing else edited:

  $ [[ -x $(command -v upbench-factor) ]] || exit 80 # the program with one factor more was not built
  $ upbench-factor run --help | grep -e --burst
        --burst LIST          Added by one line. (1 to 9; default: 1)
  $ upbench-factor list columns | tail -n 1
  burst                 added by one line
  $ upbench-factor run --burst 10
  upbench run: --burst: "10" is not between 1 and 9
  Try 'upbench run --help'.
  [2]

Each level is a case, by option and by experiment file; the cases of each level are a ranking:

  $ printf '[run]\nstrategy = row,unnest\nrows = 10\nburst = 1,2\n' > burst.ini
  $ upbench-factor run burst.ini --samples 6 --min-samples 6 --budget 60 --output run > printed
  $ grep -e ' rows × ' -e 'vs ' printed | sed 's/ *median .*//'
  10 rows \xc3\x97 20 columns, burst=1: time of update and commit (esc)
    case
  10 rows \xc3\x97 20 columns, burst=2: time of update and commit (esc)
    case
  $ grep -oE 'rows: [^<>]*burst=2[^<>]*burst=1' run/report.html | wc -l
  2
  $ python3 - << 'END'
  > import csv, json
  > print(sorted({(row["case"], row["burst"]) for row in csv.DictReader(open("run/samples.csv"))}))
  > for row in csv.DictReader(open("run/summary.csv")):
  >     print(row["case"], row["burst"], row["reference"].split()[2:])
  > print([case["burst"] for case in json.load(open("run/run.json"))["cases"]])
  > END
  [('row rows=10', '1'), ('row rows=10 burst=2', '2'), ('unnest rows=10', '1'), ('unnest rows=10 burst=2', '2')]
  row rows=10 1 []
  row rows=10 burst=2 2 ['burst=2']
  unnest rows=10 1 []
  unnest rows=10 burst=2 2 ['burst=2']
  [1, 2, 1, 2]

The history has a column, and a series for each level; so have exports, pictures and the report:

  $ upbench-factor history run --output history.csv
  history.csv: 4 rows added, 0 already present
  $ cut -d, -f 6,38 history.csv
  case,burst
  row rows=10,1
  row rows=10 burst=2,2
  unnest rows=10,1
  unnest rows=10 burst=2,2
  $ upbench-factor report run --export openmetrics=metrics.txt -q
  run
  $ grep -o '^[a-z_]*update_seconds{case="row .*burst="[0-9]*"' metrics.txt | grep -o 'burst="[0-9]*"' | sort -u
  burst="1"
  burst="2"
  $ grep -o 'rows, burst=2' run/report.html | sort -u
  rows, burst=2
  $ ls run/plots | grep 'distribution.*svg'
  distribution-10-burst2-narrow.svg
  distribution-10-burst2.svg
  distribution-10-narrow.svg
  distribution-10.svg

A history of the program without the factor is extended by it, as of a version before:

  $ upbench run --strategy row --rows 10 --samples 2 --output older -q > printed
  $ upbench history older --output history-older.csv
  history-older.csv: 1 row added, 0 already present
  $ upbench-factor history run older --output history-older.csv
  history-older.csv: 4 rows added, 1 already present
  $ cut -d, -f 6,38 history-older.csv
  case,burst
  row rows=10,1
  row rows=10,1
  row rows=10 burst=2,2
  unnest rows=10,1
  unnest rows=10 burst=2,2
