A run whose times follow formulas (see tests/fake/main.c):

  $ fake-run run -rows=[1000,2000,5000,10000,20000] unnest:a=3e6:b=900:wal=1260:sent=300:encode=50 \
  >   values:a=1e6:b=1500:wal=1260:sent=350 copy-temp:a=9e6:b=600:trips=3:wal=1500:sent=280 \
  >   case-when:a=1e6:c=70:sent=900:encode=9000:jit=5000 django-save:peer:a=200000:b=1 floor:a=1e6:b=450 null:a=100000
  $ upbench advise run --rows 8000
  unnest, for 8,000 rows of 20 columns: 10.2 ms (10.2 \xe2\x80\xa6 10.2 ms), predicted. (esc)
  
    strategy      time   95 % interval  ratio  from
    unnest     10.2 ms  10.2 \xe2\x80\xa6 10.2 ms  \xc3\x971.00  predicted (esc)
    values     13.0 ms  13.0 \xe2\x80\xa6 13.0 ms  \xc3\x971.28  predicted (esc)
    copy-temp  13.8 ms  13.8 \xe2\x80\xa6 13.8 ms  \xc3\x971.35  predicted (esc)
    case-when   4.48 s   4.47 \xe2\x80\xa6 4.49 s   \xc3\x97439  predicted (esc)
  
  Why:
    - against values: 2 round trips instead of 81
    - against values: 2.86 MiB sent instead of 3.34 MiB (at 10,000 rows)
    - against case-when: 5.00 s less JIT compilation (at 10,000 rows)
    - against case-when: 2.86 MiB sent instead of 8.58 MiB (at 10,000 rows)
  
  Levels at which the recommendation changes:
    - rows: below 3,330, values
    - rows: from 19,958, copy-temp
    - rtt: none in the measured range
    - changed: not measured
    - table-rows: not measured
  
  Requirements:
    - For a column that is an array, text with a cast: unnest() would expand the array.
  $ upbench advise run --rows 8000 --rtt 0.5ms --format markdown
  **unnest, for 8,000 rows of 20 columns, round-trip time 500 \xc2\xb5s: 11.2 ms (11.2 \xe2\x80\xa6 11.2 ms), predicted.** (esc)
  
  | strategy | time | 95 % interval | ratio | from |
  | --- | ---: | ---: | ---: | --- |
  | unnest | 11.2 ms | 11.2 \xe2\x80\xa6 11.2 ms | \xc3\x971.00 | predicted | (esc)
  | copy-temp | 15.8 ms | 15.8 \xe2\x80\xa6 15.8 ms | \xc3\x971.41 | predicted | (esc)
  | values | 53.5 ms | 53.5 \xe2\x80\xa6 53.5 ms | \xc3\x974.78 | predicted | (esc)
  | case-when | 4.48 s | 4.47 \xe2\x80\xa6 4.49 s | \xc3\x97400 | predicted | (esc)
  
  ### Why
  
  - against copy-temp: 2 round trips instead of 4, which take 1.00 ms instead of 2.00 ms
  - against copy-temp: 12.0 MiB of WAL instead of 14.3 MiB (at 10,000 rows)
  - against case-when: 5.00 s less JIT compilation (at 10,000 rows)
  - against case-when: 2.86 MiB sent instead of 8.58 MiB (at 10,000 rows)
  
  ### Levels at which the recommendation changes
  
  - rows: below 400, values
  - rows: from 23,280, copy-temp
  - rtt: none in the measured range
  - changed: not measured
  - table-rows: not measured
  
  ### Requirements
  
  - For a column that is an array, text with a cast: unnest() would expand the array.

What is asked is what is answered: the fastest at several sizes, and it is a strategy, not a peer:

  $ cat > best <<'END'
  > upbench advise "$@" --format json | python3 -c 'import json, sys
  > def refuse(word): raise ValueError(word)
  > d = json.load(sys.stdin, parse_constant=refuse); r = d["recommended"]
  > print(r["strategy"], r["from"], [g["strategy"] for g in d["as_good"]])'
  > END
  $ for rows in 300 1000 5000 20000 100000; do sh best run --rows $rows; done
  values model []
  values measured []
  unnest measured []
  copy-temp measured ['unnest']
  copy-temp model []
  $ sh best run --rows 1000 --rtt 1ms
  unnest round trips []
  $ sh best run --rows 1000 --peers
  django-save measured []
  $ upbench advise run --rows 1000 --peers | sed '/asks for/,$ !d'

Levels of other factors, and the nearest where a level was not measured:

  $ fake-run levels -rows=[1000,5000,20000] unnest:a=3e6:b=900 values:a=1e6:b=1500 \
  >   unnest:changed=0.1:a=3e6:b=850 values:changed=0.1:a=1e6:b=500 \
  >   unnest:table-rows=500000:a=30e6:b=900 values:table-rows=500000:a=1e6:b=1500
  $ upbench advise levels --rows 10000
  unnest, for 10,000 rows of 20 columns: 12.0 ms (12.0 \xe2\x80\xa6 12.0 ms), predicted. (esc)
  
    strategy     time   95 % interval  ratio  from
    unnest    12.0 ms  12.0 \xe2\x80\xa6 12.0 ms  \xc3\x971.00  predicted (esc)
    values    16.0 ms  16.0 \xe2\x80\xa6 16.0 ms  \xc3\x971.33  predicted (esc)
  
  Why:
    - against values: 2 round trips instead of 101
  
  Levels at which the recommendation changes:
    - rows: below 3,332, values
    - rtt: none in the measured range
    - changed: at 0.1, values
    - table-rows: at 500,000, values
  
  Requirements:
    - For a column that is an array, text with a cast: unnest() would expand the array.
  $ upbench advise levels --rows 10000 --changed 0.2 | head -n 2
  values, for 10,000 rows of 20 columns, 10.0 % of them changed: 6.00 ms (5.99 \xe2\x80\xa6 6.02 ms), predicted. (esc)
  changed 0.2 was not measured: this is for the nearest, 0.1.
  $ upbench advise levels --rows 10000 --table-rows 400000 | head -n 2
  values, for 10,000 rows of 20 columns, in a table of 500,000: 16.0 ms (16.0 \xe2\x80\xa6 16.1 ms), predicted. (esc)
  A table of 400,000 was not measured: this is for the nearest, 500,000.

A single size is enough for that size:

  $ fake-run one -rows=[1000] unnest:a=3e6:b=900 values:a=1e6:b=1500
  $ sh best one
  values measured []
  $ sh best one --rtt 2ms
  unnest round trips []
  $ upbench advise one --rows 1001
  upbench advise: one: nothing can be recommended: unnest: a curve requires at least 3 numbers of rows, the run has 1: measure more with --rows
  [2]

What is wrong:

  $ upbench advise run
  upbench advise: run: --rows is needed: the run has several numbers of rows
  [2]
  $ upbench advise run --rows 1000 --rtt 1ms,2ms
  upbench advise: --rtt: "1ms,2ms" is not a duration such as 200ms, 10s or 1h30m
  Try 'upbench advise --help'.
  [2]
  $ upbench advise run --rows 1000 --changed 0,1
  upbench advise: --changed: "0,1" is not a share between 0 and 1
  Try 'upbench advise --help'.
  [2]
  $ upbench advise run --rows 1000 --changed 2
  upbench advise: --changed: "2" is not a share between 0 and 1
  Try 'upbench advise --help'.
  [2]
  $ upbench advise run --rows 1000 --table-rows 500
  upbench advise: run: --table-rows: a table of 500 rows does not hold the 1000 that are updated
  [2]
  $ upbench advise run --rows 1000000000
  upbench advise: run: nothing can be recommended: unnest: 1000000000 rows are more than 20 times the largest measured size (20000)
  [2]
  $ upbench advise nosuch --rows 1000
  upbench advise: nosuch is not a run: run.json: No such file or directory
  [2]
  $ cp -r run broken; head -c -7 run/samples.csv > broken/samples.csv; upbench advise broken --rows 1000
  upbench advise: broken/samples.csv:351: the file ends in the middle of a line
  [2]
  $ cp -r run empty; head -n 1 run/samples.csv > empty/samples.csv; upbench advise empty --rows 1000
  upbench advise: empty/samples.csv has no sample
  [2]
  $ cp -r run bound; sed -i '2,$ { /floor/! d }' bound/samples.csv; upbench advise bound --rows 1000
  upbench advise: bound: no strategy of the run was measured for this workload
  [2]

A run of an earlier version, whose run.json has no requirements:

  $ grep -c '"requires"' "$SOURCE/results/strategies/run.json"
  0
  [1]
  $ upbench advise "$SOURCE/results/strategies" --rows 1914 | sed -n '/^Requirements/,$p'
  Requirements:
    - PostgreSQL 15 or later (MERGE).
    - For a column that is an array, text with a cast: unnest() would expand the array.
    - Values in PostgreSQL's binary format: an encoder for the type of every column.
