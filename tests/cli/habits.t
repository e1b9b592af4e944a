All strategies by one word, without peers; several uses of a list are one list:

  $ upbench run -s all --rows 10 --memory 1GiB --dry-run | grep -c ' rows=10 '
  [0-9]+ (re)
  $ test "$(upbench run -s all --rows 10 --memory 1GiB --dry-run | grep -c ' rows=10 ')" = "$(upbench list strategies --format names | wc -l)"
  $ upbench run -s all --peer pgbench-prepared --rows 10 --memory 1GiB --dry-run | grep -o '^  [a-z:-]*pgbench-prepared rows=10 '
    pgbench-prepared rows=10 
  $ upbench run -s row,unnest -s copy-temp -s all,nosuch --rows 10 --dry-run
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  [2]
  $ upbench run -s row -s unnest -r 10 -r 20 --memory 1GiB --dry-run | grep -o '^  [a-z].* rows=[0-9]*'
    row rows=10
    row rows=20
    unnest rows=10
    unnest rows=20

Numbers as people write them:

  $ upbench run -s row --rows 2k,10_000,1.5e5,5M --memory 1TB --dry-run | grep -o '^  row rows=[0-9]*'
    row rows=2000
    row rows=10000
    row rows=150000
    row rows=5000000
  $ upbench run -s row --rows 1,000,000
  upbench run: --rows: "1,000,000" has commas between thousands (did you mean 1000000?)
  Try 'upbench run --help'.
  [2]
  $ upbench run -s row --rtt 2
  upbench run: --rtt: "2" has no unit (did you mean 2ms or 2s?)
  Try 'upbench run --help'.
  [2]
  $ printf '[a]\nstrategy = row\nrtt = 0, 2\n' > rtt.ini; upbench run rtt.ini
  upbench run: rtt.ini:3: rtt: "2" has no unit (did you mean 2ms or 2s?)
  [2]

What would be ignored is refused:

  $ upbench run -s row -o one -o two
  upbench run: -o: two values are given, "one" and "two"
  Try 'upbench run --help'.
  [2]
  $ upbench run -s row --samples 2 --min-samples 5
  upbench run: min-samples (5) is more than samples (2)
  [2]
  $ upbench run -s row --sessions 5 --samples 3
  upbench run: sessions (5) is more than samples (3), and each session needs at least one
  [2]
  $ printf '[a]\nstrategy = row\nmin-samples = 9\nsamples = 3\n' > few.ini; upbench run few.ini
  upbench run: few.ini:4: min-samples (9) is more than samples (3)
  [2]
  $ upbench run -s row --samples 2 --memory 1GiB --dry-run | sed -n '2s/ .iB/ -/p' | grep -o ' *[0-9]* *[0-9]* *30.0 s'
       2        2    30.0 s

An experiment file: the line and the key of what is wrong, comments behind values:

  $ printf '[a]\nstrategy = row, nosuch-strategy\n' > bad.ini; upbench run bad.ini 2>&1 | cut -c 1-70
  upbench run: bad.ini:2: strategy: there is no strategy "nosuch-strateg
  $ printf '[a]\nstrategy = row\nrows = 5\narm = a\n' > bad.ini; upbench run bad.ini
  upbench run: bad.ini:4: arm: "a" is the only arm: at least two arms are needed
  [2]
  $ printf '[a]\nstrategy = row # one\nrows = 5 # five\n' > good.ini; upbench run good.ini --memory 1GiB --dry-run | grep -o '^  row rows=5 '
    row rows=5 

New rows need disk, too:

  $ upbench run -s row --rows 1000 --new 1 --dry-run | grep Disk
  Disk    roughly [0-9.]+ [KM]iB on the server, for 1 data set (re)

A format has its names everywhere:

  $ for command in 'list peers' 'list columns'; do
  >   upbench $command --format terminal > terminal; upbench $command --format table | cmp - terminal
  > done
  $ fake-run run -outcome=null -started='"2026-01-01T00:00:00Z"' -rows=[1000,2000,5000,10000,20000] unnest:a=3e6:b=900 copy-temp:a=9e6:b=600
  $ for command in 'plan run --rows 5000' 'advise run --rows 5000' 'compare run run'; do
  >   upbench $command --format terminal > terminal 2> /dev/null
  >   upbench $command --format table 2> /dev/null | cmp - terminal; test -s terminal || echo "$command: nothing"
  > done
  $ upbench list columns | grep -E '^(samples.csv|summary.csv|commit_ns|median_ns)'
  samples.csv:
  commit_ns .*of a peer the rest.* (re)
  summary.csv:
  median_ns .*of a peer.* (re)
  commit_ns .* (re)

Quiet is about what people read; what programs read is printed:

  $ upbench compare run run -q 2> /dev/null
  [4]
  $ upbench compare run run -q --format json 2> /dev/null | python3 -c 'import json, sys; print(sorted(json.load(sys.stdin))[:2])'
  \['.*'\] (re)

A threshold is a percentage:

  $ upbench compare run run --threshold 0.05
  upbench compare: --threshold: "0.05" is ambiguous: write 5 for 5 %, or 0.05% for 0.05 %
  Try 'upbench compare --help'.
  [2]
  $ upbench compare run run --threshold 0.05% > /dev/null 2>&1
  [4]

What is beyond 20 times names the option, and does not lose the rest:

  $ upbench plan run --rows 3000,400001 -s unnest | head -n 7
  3,000 rows
    strategy     time   95 % interval  round trips
    unnest    5.7\d ms .* (re)
  
  400,001 rows
    unnest  400,001 rows are more than 20 times the largest measured size (20,000); --extrapolate overrides this limit
  
  $ upbench plan run --window 1h30m --extrapolate -s unnest | grep -o '^Rows that can be updated in [^(]*[^( ]'
  Rows that can be updated in 1 h 30 min
  $ upbench plan run --window 1d --extrapolate -s unnest | grep -o '^Rows that can be updated in [^(]*[^( ]'
  Rows that can be updated in 24 h 00 min
  $ upbench plan run --rows 3000 --rtt 2
  upbench plan: --rtt: "2" has no unit (did you mean 2ms or 2s?)
  Try 'upbench plan --help'.
  [2]
  $ upbench advise run --rows 0
  upbench advise: --rows: "0" is not between 1 and 1000000000000
  Try 'upbench advise --help'.
  [2]

A history is an argument like the runs:

  $ upbench history --force run h.csv
  h.csv: 10 rows added, 0 already present
  $ upbench history --force h.csv run
  h.csv: 0 rows added, 10 already present
  $ upbench history --force -o h.csv run
  h.csv: 0 rows added, 10 already present
  $ upbench history --force run - | head -n 1 | cut -d , -f 1-3
  time,run,revision
  $ upbench history run
  upbench history: no history is named: add a file such as history.csv
  [2]
  $ upbench history h.csv
  upbench history: h.csv is a file, not the directory of a run: name a run
  [2]
  $ upbench history run h.csv other.csv
  upbench history: h.csv and other.csv are both files: name one history
  [2]
  $ upbench history h.csv nosuch
  upbench history: nosuch is not a run: run.json: No such file or directory
  [2]
