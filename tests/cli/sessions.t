Each session has fresh connections: a cold sample of every case, and its warm-ups. The measured samples are spread
evenly, rounds go on counting, and what is paired stays paired:

  $ upbench run -s unnest,row -r 5 --samples 7 --sessions 3 -q -o three
  three
  $ cat > count.py << 'END'
  > import collections, csv, sys
  > *names, path = sys.argv[1:]
  > rows = csv.DictReader(open(path, newline=""))
  > for values, count in sorted(collections.Counter(tuple(r[n] for n in names) for r in rows).items()):
  >     print(count, *values)
  > END
  $ python3 count.py session phase status three/samples.csv
  2 1 cold ok
  6 1 measure ok
  2 1 warmup ok
  2 2 cold ok
  4 2 measure ok
  2 2 warmup ok
  2 3 cold ok
  4 3 measure ok
  2 3 warmup ok
  $ python3 count.py round three/samples.csv | cut -d' ' -f1 | uniq -c
       13 2
  $ upbench list columns --format names | grep -c '^session$'
  1

A session measures something, however few samples are asked for:

  $ upbench run -s unnest -r 5 --samples 2 --min-samples 1 --warmup 0 --sessions 2 --order-seed 7 -q -o two
  two
  $ grep -h order_seed two/run.json; grep -c '"order_seed": [1-9]' three/run.json
    "order_seed": 7,
  1
  $ python3 count.py session phase status two/samples.csv
  1 1 cold ok
  1 1 measure ok
  1 2 cold ok
  1 2 measure ok
  $ upbench run -s unnest -r 5 --min-samples 5 --sessions 30 --dry-run | sed -n '2s/ KiB/ -/p' | sed 's/[0-9.]* -//'
    unnest rows=5       30       30    30.0 s

A budget that is spent leaves the minimum, in each session its part:

  $ upbench run -s unnest -r 5 --samples 100 --min-samples 4 --budget 0 --sessions 2 -q -o spent
  spent
  $ python3 count.py session phase status spent/samples.csv
  1 1 cold ok
  2 1 measure ok
  1 1 warmup ok
  1 2 cold ok
  2 2 measure ok

A signal while the server is started anew:

  $ upbench run -s unnest -r 5 --samples 1000 --precision 0 --sessions 100 -q -o stopped 2> err &
  $ postmaster() { cat $TMPDIR/*/data/postmaster.pid 2> /dev/null | head -n 1; }
  $ until [ "$(cat stopped/samples.csv 2> /dev/null | wc -l)" -gt 3 ]; do sleep 0.05; done
  $ first=$(postmaster); while [ "$(postmaster)" = "$first" ]; do :; done; kill -INT $!; wait $!
  stopped
  [5]
  $ sed -E 's/[0-9]+ samples/N samples/' err
  upbench: interrupted: stopping; press Ctrl-C again to stop at once
  upbench run: N samples are kept in stopped: interrupted by SIGINT
  $ grep outcome stopped/run.json
    "outcome": "interrupted by SIGINT",
  $ ls $TMPDIR

What is no number of sessions:

  $ upbench run -s unnest --sessions 0
  upbench run: --sessions: "0" is not between 1 and 100
  Try 'upbench run --help'.
  [2]
