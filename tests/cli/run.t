A run on a private cluster, and what is in its directory:

  $ upbench run --strategy unnest,row,null --rows 1,20 --samples 2 --output run
  1 row \xc3\x97 20 columns, table-rows=1 (esc)
    case     median  n      rows/s  vs fastest     cold
    row      204 \xc2\xb5s  2       4,890       \xc3\x971.00   337 \xc2\xb5s (esc)
    unnest   366 \xc2\xb5s  2       2,730       \xc3\x971.79   988 \xc2\xb5s (esc)
    \xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80 (esc)
    null     611 ns  2   1,640,000    \xc3\x970.00299   891 ns (esc)
  
  20 rows \xc3\x97 20 columns, table-rows=20 (esc)
    case     median  n      rows/s  vs fastest     cold
    unnest   711 \xc2\xb5s  2      28,100       \xc3\x971.00  1.31 ms (esc)
    row     2.27 ms  2       8,810       \xc3\x973.19  3.53 ms (esc)
    \xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80 (esc)
    null     336 ns  2  59,600,000   \xc3\x970.000472   460 ns (esc)
  
  Measured:
    - At 1 row, table-rows=1, unnest is 1.79 times slower than row (366 \xc2\xb5s against 204 \xc2\xb5s). There are too few samples for an interval. (esc)
    - At 1 row, table-rows=1, the harness itself (null) takes 611 ns, 0.3 % of the fastest (row, 204 \xc2\xb5s). (esc)
    - At 20 rows, table-rows=20, row is 3.19 times slower than unnest (2.27 ms against 711 \xc2\xb5s). There are too few samples for an interval. (esc)
    - At 20 rows, table-rows=20, the harness itself (null) takes 336 ns, 0.05 % of the fastest (unnest, 711 \xc2\xb5s). (esc)
  
  Samples  run/samples.csv
  Summary  run/summary.csv
  Manifest run/run.json
  Plots    run/plots/distribution-1.svg
           run/plots/stages-1.svg
           run/plots/distribution-20.svg
           run/plots/stages-20.svg
           run/plots/scaling.svg
  $ find run -type f ! -name '*.dat' | sort
  run/plots/distribution-1.svg
  run/plots/distribution-20.svg
  run/plots/scaling.svg
  run/plots/stages-1.svg
  run/plots/stages-20.svg
  run/run.json
  run/samples.csv
  run/summary.csv
  $ ls $TMPDIR
  $ python3 -m json.tool run/run.json > /dev/null
  $ python3 -c 'import json; print(json.load(open("run/run.json"))["outcome"])'
  complete
  $ head -n 1 run/samples.csv | tr , '\n' | cmp - <(upbench list columns --format names)

All strategies left the same table, once a sample, but for null, which is not verified:

  $ cat > count.py << 'END'
  > import collections, csv, sys
  > *names, path = sys.argv[1:]
  > rows = csv.DictReader(open(path, newline=""))
  > for values, count in sorted(collections.Counter(tuple(r[n] for n in names) for r in rows).items()):
  >     print(count, *values)
  > END
  $ count() { python3 count.py "$@"; }
  $ count strategy rows state_hash run/samples.csv
  4 null 1 
  4 null 20 
  4 row 1 a1193768f97ad77d3867accff6ba79b3
  4 row 20 c3cc3ab5d0e0c6ac12a1e0eb87a1d885
  4 unnest 1 a1193768f97ad77d3867accff6ba79b3
  4 unnest 20 c3cc3ab5d0e0c6ac12a1e0eb87a1d885
  $ count phase status run/samples.csv
  6 cold ok
  12 measure ok
  6 warmup ok

The same seed is the same data on another day and another server, and another seed is not:

  $ upbench run --quiet --strategy copy-temp,values,case-when,floor --rows 20 --samples 1 --output again
  again
  $ count rows state_hash again/samples.csv
  12 20 c3cc3ab5d0e0c6ac12a1e0eb87a1d885
  $ upbench run -q -s unnest -r 20 --samples 1 --seed 2 -o other
  other
  $ test $(count state_hash other/samples.csv | wc -l) = 1
  $ count state_hash other/samples.csv | grep -c "$(count state_hash again/samples.csv | cut -d' ' -f2)"
  0
  [1]

A directory that holds a run is not written into again:

  $ upbench run --strategy unnest --rows 1 --output run
  upbench run: --output: run/samples.csv exists: name a directory without a run in it
  [2]

Without --output it is a new directory in results/:

  $ upbench run -q -s unnest -r 1 --samples 1
  results/command-line-20261124T131209Z

An experiment file; -v shows the stages; what the command line says wins:

  $ cat > small.ini << 'END'
  > [global]
  > description = A small one
  > samples = 1
  > [one]
  > strategy = unnest
  > rows = 1
  > END
  $ upbench run small.ini --rows 5 -v -o small
  5 rows \xc3\x97 20 columns (esc)
    case    median  n  rows/s  vs fastest     cold
    unnest  587 \xc2\xb5s  1   8,510       \xc3\x971.00  1.36 ms (esc)
  
  unnest rows=5        1.75 ms
  \xe2\x94\x9c\xe2\x94\x80 fetch             12.4 \xc2\xb5s    0.7 % (esc)
  \xe2\x94\x9c\xe2\x94\x80 classify           480 \xc2\xb5s   27.4 % (esc)
  \xe2\x94\x9c\xe2\x94\x80 create            12.7 \xc2\xb5s    0.7 % (esc)
  \xe2\x94\x9c\xe2\x94\x80 update             587 \xc2\xb5s   33.6 %  8,510 rows/s (esc)
  \xe2\x94\x82  \xe2\x94\x94\xe2\x94\x80 encode         20.0 \xc2\xb5s    1.1 % (esc)
  \xe2\x94\x9c\xe2\x94\x80 business           330 \xc2\xb5s   18.9 % (esc)
  \xe2\x94\x94\xe2\x94\x80 commit             327 \xc2\xb5s   18.7 % (esc)
  
  Samples  small/samples.csv
  Summary  small/summary.csv
  Manifest small/run.json
  Plots    small/plots/distribution-5.svg
           small/plots/stages-5.svg
  $ grep description small/run.json
    "description": "A small one",

A case that cannot be tried is skipped, with the reason; when nothing remains, that is no success:

  $ upbench run -s values,row -r 10 --chunk 0,4000 --samples 1 -o skipped
  10 rows \xc3\x97 20 columns, table-rows=10 (esc)
    case     median  n  rows/s  vs fastest     cold
    values   531 \xc2\xb5s  1  18,800       \xc3\x971.00  1.09 ms (esc)
    row     1.09 ms  1   9,180       \xc3\x972.05  1.29 ms (esc)
  
  10 rows \xc3\x97 20 columns (esc)
    values chunk=4000  skipped: a chunk of 4000 rows needs 80001 parameters, of at most 65535: with 20 columns a chunk has at most 3276 rows
    row chunk=4000  skipped: row does not split its rows into chunks
  
  Measured:
    - At 10 rows, table-rows=10, row is 2.05 times slower than values (1.09 ms against 531 \xc2\xb5s). There are too few samples for an interval. (esc)
  
  Samples  skipped/samples.csv
  Summary  skipped/summary.csv
  Manifest skipped/run.json
  Plots    skipped/plots/distribution-10.svg
           skipped/plots/stages-10.svg
  $ count strategy chunk status error skipped/samples.csv
  3 row  ok 
  1 row 4000 skipped row does not split its rows into chunks
  3 values 100 ok 
  1 values 4000 skipped a chunk of 4000 rows needs 80001 parameters, of at most 65535: with 20 columns a chunk has at most 3276 rows
  $ upbench run -s row -r 10 --chunk 5 -o nothing
  upbench run: no case could be measured; nothing/samples.csv says why
  10 rows \xc3\x97 20 columns (esc)
    row chunk=5  skipped: row does not split its rows into chunks
  
  Samples  nothing/samples.csv
  Summary  nothing/summary.csv
  Manifest nothing/run.json
  [2]

A setting that the server does not take:

  $ upbench run -s unnest -r 1 --set no_such_setting=1 -o setting
  upbench run: --set: unrecognized configuration parameter "no_such_setting" (SQLSTATE 42704)
  [2]
  $ upbench run -s unnest -r 1 --set work_mem=much -o setting
  upbench run: --set: invalid value for parameter "work_mem": "much" (SQLSTATE 22023)
  [2]
  $ upbench run -s unnest -r 1 --set shared_buffers=1GB -o setting
  upbench run: --set: parameter "shared_buffers" cannot be changed without restarting the server (SQLSTATE 55P02)
  [2]
  $ ls -d setting
  ls: cannot access 'setting': No such file or directory
  [2]
  $ ls $TMPDIR
