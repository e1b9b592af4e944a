A run on a private cluster, and what is in its directory:

  $ upbench run --strategy unnest,row,null --rows 1,20 --samples 2 --output run > printed
  $ sed 's/^  - At [0-9,]* rows\?, .*/  - (a finding of one workload)/' printed | uniq | grep -v '^  - .* in both workloads'
  1 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +first +call +remark (re)
    (row|unnest|values) +\S+ \S+ +2 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    (row|unnest|values) +\S+ \S+ +2 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    \S+.* (re)
    null +\S+ \S+ +2 +.* (re)
  
  20 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +first +call +remark (re)
    (row|unnest|values) +\S+ \S+ +2 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    (row|unnest|values) +\S+ \S+ +2 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    \S+.* (re)
    null +\S+ \S+ +2 +.* (re)
  
  Measured:
    - (a finding of one workload)
  
  Samples  run/samples.csv
  Summary  run/summary.csv
  Manifest run/run.json
  Report   run/report.html
  Plots    run/plots/distribution-1.svg
           run/plots/stages-1.svg
           run/plots/distribution-20.svg
           run/plots/stages-20.svg
           run/plots/scaling.svg
  $ find run -type f ! -name '*.dat' | sort
  run/plans.json
  run/plots/distribution-1-narrow.svg
  run/plots/distribution-1.svg
  run/plots/distribution-20-narrow.svg
  run/plots/distribution-20.svg
  run/plots/scaling-narrow.svg
  run/plots/scaling.svg
  run/plots/stages-1-narrow.svg
  run/plots/stages-1.svg
  run/plots/stages-20-narrow.svg
  run/plots/stages-20.svg
  run/report.html
  run/run.json
  run/samples.csv
  run/summary.csv
  $ ls $TMPDIR
  $ python3 -m json.tool run/run.json > /dev/null
  $ python3 -c 'import json; print(json.load(open("run/run.json"))["outcome"])'
  complete
  $ head -n 1 run/samples.csv | tr , '\n' | cmp - <(upbench list columns --format names)

The plan of every case, strict JSON, from the warm-up sample alone; null has none, and without a warm-up
nobody has:

  $ cat > plans.py << 'END'
  > import json
  > def refuse(word): raise ValueError(word)
  > for case in sorted(json.load(open("run/plans.json"), parse_constant=refuse)["cases"], key=lambda c: c["case"]):
  >     print(case["case"], case["sample"], case["plan"], case["statements"])
  >     for plan in case["plans"]:
  >         print(" ", plan["count"], plan["actual_rows"], plan["plan"]["Operation"], plan["query_cut"])
  > END
  $ python3 plans.py
  row rows=1 2 None 1
    1 1.0 Update False
  row rows=20 2 None 20
    20 1.0 Update False
  unnest rows=1 2 None 1
    1 1.0 Update False
  unnest rows=20 2 None 1
    1 20.0 Update False
  $ grep '"plans"' run/run.json
    "plans": null
  $ upbench run -q -s unnest -r 1 --samples 1 --warmup 0 -o without
  without
  $ sed 's,run/,without/,' plans.py | python3 -
  unnest rows=1 1 None 1
    1 1.0 Update False

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
  4 row 1 917cbfacbb32287f6835ca8e59490042
  4 row 20 af4fdca73d7f6f28d55c6783ba2e7ebf
  4 unnest 1 917cbfacbb32287f6835ca8e59490042
  4 unnest 20 af4fdca73d7f6f28d55c6783ba2e7ebf
  $ count phase status run/samples.csv
  6 cold ok
  12 measure ok
  6 warmup ok

The same seed is the same data on another day and another server, and another seed is not:

  $ upbench run --quiet --strategy copy-temp,values,case-when,floor --rows 20 --samples 1 --output again
  again
  $ count rows state_hash again/samples.csv
  12 20 af4fdca73d7f6f28d55c6783ba2e7ebf
  $ upbench run -q -s unnest -r 20 --samples 1 --seed 2 -o other
  other
  $ test $(count state_hash other/samples.csv | wc -l) = 1
  $ count state_hash other/samples.csv | grep -c "$(count state_hash again/samples.csv | cut -d' ' -f2)"
  0
  [1]

A directory that holds a run is not written into again:

  $ upbench run --strategy unnest --rows 1 --output run
  upbench run: --output: run/run.json exists: name a directory without a run in it
  [2]

Without --output it is a new directory in results/:

  $ upbench run -q -s unnest -r 1 --samples 1
  results/command-line-[0-9]{8}T[0-9]{6}Z (re)

A delay of the fetch is in the case's name, and in every fetch:

  $ upbench run -s unnest -r 1 --samples 1 --fetch-delay 5ms -o delayed | head -n 1
  1 row \S+ 20 columns, fetch-delay=5ms: time of update and commit.* (re)
  $ python3 -c 'import csv; print({int(r["fetch_ns"]) >= 5e6 for r in csv.DictReader(open("delayed/samples.csv"))})'
  {True}
  $ grep -E 'fetch_delay_ns|"name": "unnest ' delayed/run.json
        "name": "unnest rows=1 fetch-delay=5ms",
        "fetch_delay_ns": 5000000,
  $ upbench run -s unnest -r 1 --fetch-delay 2m -o waiting 2> err | sed -n 2p
    unnest  skipped: --fetch-delay is not shorter than --timeout: every sync would time out

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
  5 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +first +call +remark (re)
    (row|unnest|values) +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
  
  Stages of the sync
    case +rows +whole sync +fetch +classify +create +update +share +of it encoding +business +commit +round trips (re)
    unnest +5 +[0-9.]+ \S+ .* +[0-9.]+ % .* +1.* (re)
  
  Samples  small/samples.csv
  Summary  small/summary.csv
  Manifest small/run.json
  Report   small/report.html
  Plots    small/plots/distribution-5.svg
           small/plots/stages-5.svg
  $ grep '^ *"description"' small/run.json
    "description": "A small one",

A case that cannot be tried is skipped, with the reason; when nothing remains, that is no success:

  $ upbench run -s values,row -r 10 --chunk 0,4000 --samples 1 -o skipped
  10 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +first +call +remark (re)
    (row|unnest|values) +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    (row|unnest|values) +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    values chunk=4000  skipped: a chunk of 4000 rows needs 80001 parameters, of at most 65535: with 20 columns a chunk has at most 3276 rows
    row chunk=4000  skipped: row does not split its rows into chunks
  
  Measured:
    - At 10 rows.* .+ (re)
  
  Samples  skipped/samples.csv
  Summary  skipped/summary.csv
  Manifest skipped/run.json
  Report   skipped/report.html
  Plots    skipped/plots/distribution-10.svg
           skipped/plots/stages-10.svg
  $ count strategy chunk status error skipped/samples.csv
  3 row  ok 
  1 row 4000 skipped row does not split its rows into chunks
  3 values 100 ok 
  1 values 4000 skipped a chunk of 4000 rows needs 80001 parameters, of at most 65535: with 20 columns a chunk has at most 3276 rows
  $ upbench run -s row -r 10 --chunk 5 -o nothing > out
  upbench run: no case could be measured; the reasons are in nothing/samples.csv
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
