A run whose times follow formulas (see tests/fake/main.c):

  $ fake-run run -rows=[1000,2000,5000,10000,20000] unnest:a=3e6:b=900:wal=1260:sent=300:encode=50 \
  >   values:a=1e6:b=1500:wal=1260:sent=350 copy-temp:a=9e6:b=600:trips=3:wal=1500:sent=280 \
  >   case-when:a=1e6:c=70:sent=900:encode=9000:jit=5000 django-save:peer:a=200000:b=1 floor:a=1e6:b=450 null:a=100000
  $ upbench advise run --rows 8000
  unnest, for 8,000 rows of 20 columns: 10.2 ms (10.2 \xe2\x80\xa6 10.2 ms), interpolated. (esc)
  Interpolated between 5,000 and 10,000 rows: ratios of times, by samples of the same rounds.
  Probability that no other is more than 5 % faster: above 99 %.
  
    strategy      time   95 % interval  ratio  from
    unnest     10.2 ms  10.2 \xe2\x80\xa6 10.2 ms  \xc3\x971.00  interpolated (esc)
    values     13.0 ms  13.0 \xe2\x80\xa6 13.0 ms  \xc3\x971.27  interpolated (esc)
    copy-temp  13.8 ms  13.7 \xe2\x80\xa6 13.8 ms  \xc3\x971.35  interpolated (esc)
    case-when   4.48 s   4.47 \xe2\x80\xa6 4.49 s   \xc3\x97439  interpolated (esc)
  
  Why:
    - against values: 2 round trips instead of 81
    - against values: 2.86 MiB sent instead of 3.34 MiB (at 10,000 rows)
    - against case-when: 5.00 s less JIT compilation (at 10,000 rows)
    - against case-when: 2.86 MiB sent instead of 8.58 MiB (at 10,000 rows)
  
  Levels at which the recommendation changes:
    - rows: below 3,361, values
    - rows: from 20,003, copy-temp (extrapolated)
    - rtt: none in the measured range
    - changed: not measured
    - table-rows: not measured
  
  Requirements:
    - For a column that is an array, text with a cast: unnest() would expand the array.
  $ upbench advise run --rows 8000 --rtt 0.5ms --format markdown
  **unnest, for 8,000 rows of 20 columns, round-trip time 500 \xc2\xb5s: 11.2 ms (11.2 \xe2\x80\xa6 11.2 ms), interpolated.** (esc)
  
  Interpolated between 5,000 and 10,000 rows: ratios of times, by samples of the same rounds.
  
  Probability that no other is more than 5 % faster: above 99 %.
  
  | strategy | time | 95 % interval | ratio | from |
  | --- | ---: | ---: | ---: | --- |
  | unnest | 11.2 ms | 11.2 \xe2\x80\xa6 11.2 ms | \xc3\x971.00 | interpolated | (esc)
  | copy-temp | 15.8 ms | 15.7 \xe2\x80\xa6 15.8 ms | \xc3\x971.41 | interpolated | (esc)
  | values | 53.5 ms | 53.5 \xe2\x80\xa6 53.5 ms | \xc3\x974.78 | interpolated | (esc)
  | case-when | 4.48 s | 4.47 \xe2\x80\xa6 4.49 s | \xc3\x97400 | interpolated | (esc)
  
  ### Why
  
  - against copy-temp: 2 round trips instead of 4, which take 1.00 ms instead of 2.00 ms
  - against copy-temp: 12.0 MiB of WAL instead of 14.3 MiB (at 10,000 rows)
  - against case-when: 5.00 s less JIT compilation (at 10,000 rows)
  - against case-when: 2.86 MiB sent instead of 8.58 MiB (at 10,000 rows)
  
  ### Levels at which the recommendation changes
  
  - rows: below 401, values (extrapolated)
  - rows: from 23,296, copy-temp (extrapolated)
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
  unnest, for 10,000 rows of 20 columns: 12.2 ms (12.2 \xe2\x80\xa6 12.2 ms), interpolated. (esc)
  Interpolated between 5,000 and 20,000 rows: ratios of times, by samples of the same rounds. These sizes are 4.00 times apart; the error of the interpolation is in none of the figures below. Sizes at most 2.5 times apart keep it small.
  Probability that no other is more than 5 % faster: above 99 %.
  
    strategy     time   95 % interval  ratio  from
    unnest    12.2 ms  12.2 \xe2\x80\xa6 12.2 ms  \xc3\x971.00  interpolated (esc)
    values    16.0 ms  15.9 \xe2\x80\xa6 16.0 ms  \xc3\x971.31  interpolated (esc)
  
  Why:
    - against values: 2 round trips instead of 101
  
  Levels at which the recommendation changes:
    - rows: below 3,327, values
    - rtt: none in the measured range
    - changed: at 0.1, values
    - table-rows: at 500,000, values
  
  Requirements:
    - For a column that is an array, text with a cast: unnest() would expand the array.
  $ upbench plan levels --rows 10000 -s nosuch
  upbench plan: levels: the run has no result of strategy "nosuch"; it has results of: unnest, values
  [2]
  $ upbench advise levels --rows 10000 --changed 0.2 | head -n 2
  values, for 10,000 rows of 20 columns, 20.0 % of them changed: 6.84 ms (6.82 \xe2\x80\xa6 6.85 ms), interpolated. (esc)
  Interpolated between 5,000 and 20,000 rows, and between changed 0.1 and 1: ratios of times, by samples of the same rounds. These sizes are 4.00 times apart; the error of the interpolation is in none of the figures below. Sizes at most 2.5 times apart keep it small.
  $ upbench advise levels --rows 10000 --table-rows 400000 | head -n 2
  values, for 10,000 rows of 20 columns, in a table of 400,000: 16.1 ms (16.1 \xe2\x80\xa6 16.2 ms), interpolated. (esc)
  Interpolated between 5,000 and 20,000 rows, and between tables of 5,000 and 500,000 rows (at 5,000): ratios of times, by samples of the same rounds. These sizes are 4.00 times apart; the error of the interpolation is in none of the figures below. Sizes at most 2.5 times apart keep it small.

Tables in proportion to the rows, which make no curves: levels at which it changes are those that were measured:

  $ for rows in 1000 2000 5000; do for more in "" :table-rows=${rows}0; do
  >   echo unnest:rows=$rows$more:a=1e6:b=1000 copy-temp:rows=$rows$more:a=4e6:b=100; done; done > grid.txt
  $ fake-run grid $(cat grid.txt) && upbench advise grid --rows 3500 --table-rows 7000 | sed -n '1,2p; /^Levels/,/^$/p'
  copy-temp, for 3,500 rows of 20 columns, in a table of 7,000: 4.37 ms (4.36 \xe2\x80\xa6 4.38 ms), interpolated. (esc)
  Interpolated between 2,000 and 5,000 rows, and between tables of 2,000 and 20,000 rows (at 2,000): ratios of times, by samples of the same rounds.
  Levels at which the recommendation changes:
    - rows: at 2,000, unnest
    - rtt: none in the measured range
    - changed: not measured
    - table-rows: none in the measured range
  

What the run cannot tell apart is not called as good, and the run that settles it is named:

  $ fake-run close -noise=0.3 -rows=[2000,5000,10000] unnest:b=1000 copy-temp:b=1020 case-when:c=70
  $ upbench advise close --rows 4000 --rtt 1ms --changed 1 | head -n 9
  unnest, for 4,000 rows of 20 columns, round-trip time 1.00 ms: 5.84 ms (5.39 \xe2\x80\xa6 6.63 ms), interpolated. (esc)
  Interpolated between 2,000 and 5,000 rows: ratios of times, by samples of the same rounds.
  Probability that no other is more than 5 % faster: 82 %.
  To settle it: upbench run -s unnest,copy-temp --rows 4000 --rtt 1ms, or --confirm.
  
    strategy      time   95 % interval  ratio  from
    unnest     5.84 ms  5.39 \xe2\x80\xa6 6.63 ms  \xc3\x971.00  interpolated (esc)
    copy-temp  6.04 ms  5.24 \xe2\x80\xa6 6.68 ms  \xc3\x971.02  interpolated  not distinguishable (esc)
    case-when   1.07 s  0.909 \xe2\x80\xa6 1.32 s   \xc3\x97180  interpolated (esc)
  $ upbench advise close --rows 4000 --format json | python3 -c 'import json, sys; d = json.load(sys.stdin)
  > print([(c["strategy"], c["standing"], c["ratio_low"] <= 1 <= c["ratio_high"]) for c in d["candidates"]])
  > print(0.5 < d["confidence"] < 0.9, d["interpolated"]["rows"], [n["rows"] for n in d["interpolated"]["above"]])'
  [('unnest', 'as good', True), ('copy-temp', 'not distinguishable', True), ('case-when', 'slower', False)]
  True [2000, 5000, 10000] [5000]
  $ fake-run once -samples=1 -rows=[2000,5000,10000] unnest:b=1000 copy-temp:b=1020
  $ upbench advise once --rows 4000 --arm base,index; upbench advise once --rows 4000 --arm ''
  upbench advise: --arm: only one can be asked for
  upbench advise: --arm: the list is empty
  Try 'upbench advise --help'.
  [2]
  $ upbench advise once --rows 4000 | head -n 7
  unnest, for 4,000 rows of 20 columns: 4.00 ms, interpolated.
  Interpolated between 2,000 and 5,000 rows: ratios of times, by samples of the same rounds.
  How certain this is cannot be computed: a case has fewer than six samples.
  
    strategy      time  ratio  from
    unnest     4.00 ms  \xc3\x971.00  interpolated (esc)
    copy-temp  4.08 ms  \xc3\x971.02  interpolated  not distinguishable (esc)
  $ fake-run tuned -noise=0.3 unnest:tuned:ms=10 copy-temp:ms=10
  $ upbench advise tuned | grep settle
  To settle it, measure these at the workload: `upbench advise` with --confirm does that.

What is never compared has to be chosen: arms, shares of new rows, bandwidths:

  $ fake-run armed unnest:arm=base:a=3e6:b=900 unnest:arm=index:a=1e6:b=1500
  $ upbench advise armed
  upbench advise: armed: --arm is needed: the run has base, index
  [2]
  $ upbench advise armed --arm index | head -n 1
  unnest arm=index, for 1,914 rows of 20 columns: 4.50 ms (4.08 \xe2\x80\xa6 4.85 ms), measured. (esc)
  $ fake-run created unnest:ms=3 unnest:new=0.5:ms=2 values:new=0.5:ms=3 unnest:bandwidth=10Mbit:ms=9
  $ upbench advise created
  upbench advise: created: --new is needed: the run has 0, 0.5
  [2]
  $ upbench advise created --new 0.5 | head -n 1
  unnest, for 1,914 rows of 20 columns, 50.0 % of them new: 2.00 ms (1.99 \xe2\x80\xa6 2.01 ms), measured. (esc)
  $ upbench advise created --new 0.25
  upbench advise: created: --new 0.25 was not measured: the run has 0, 0.5
  [2]
  $ upbench advise created --new 0
  upbench advise: created: --bandwidth is needed: the run has 0, 10Mbit
  [2]
  $ upbench advise created --new 0 --bandwidth 10Mbit,0
  upbench advise: --bandwidth: only one can be asked for
  [2]
  $ upbench advise created --new 0 --bandwidth 10Mbit | head -n 1
  unnest, for 1,914 rows of 20 columns, bandwidth 10Mbit: 9.00 ms (8.95 \xe2\x80\xa6 9.03 ms), measured. (esc)

A recommendation states all that it depends on:

  $ fake-run demands merge-unnest:skip-unchanged:tuned:set=work_mem=64MB:ms=2 copy-temp:workers=4:ms=1 unnest:ms=5
  $ upbench advise demands | sed -n '/^Requirements/,$p'
  Requirements:
    - The privilege TEMPORARY on the database, and a temporary table per transaction, whose catalog rows must be vacuumed. PgBouncer in transaction mode works.
    - A client library with COPY FROM STDIN.
    - 4 connections, each with a transaction of its own: the update is not atomic, and after a failure part of the rows are updated.
  $ fake-run settings merge-unnest:skip-unchanged:tuned:set=synchronous_commit=off:ms=2 unnest:ms=5
  $ upbench advise settings | sed -n '/^Requirements/,$p'
  Requirements:
    - PostgreSQL 15 or later (MERGE).
    - For a column that is an array, text with a cast: unnest() would expand the array.
    - Values in PostgreSQL's binary format: an encoder for the type of every column.
    - Settings of each of its transactions (SET LOCAL): plan_cache_mode=force_custom_plan, work_mem=256MB, jit=off.
    - Settings of its connections: synchronous_commit=off.
    - The condition IS DISTINCT FROM in the statement, for all columns: rows that have the right values already are not updated, and not counted.
  $ sed -i 's/"tuning"/"older"/' settings/run.json; upbench advise settings | grep -c 'did not record them'
  1

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
  $ upbench advise run --rows 0
  upbench advise: --rows: "0" is not between 1 and 1000000000000
  Try 'upbench advise --help'.
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
  $ fake-run ones -rows=[1,20,500] unnest:a=1e6:b=900 values:a=2e6:b=900; upbench advise ones --rows 1 | head -n 1
  unnest, for 1 row of 20 columns: 1.00 ms (0.995 \xe2\x80\xa6 1.00 ms), measured. (esc)
  $ upbench advise run --rows 1000 --table-rows 500
  upbench advise: run: --table-rows: a table of 500 rows does not hold the 1,000 that are updated
  [2]
  $ upbench advise run --rows 1000000000
  upbench advise: run: nothing can be recommended: unnest: 1,000,000,000 rows are more than 20 times the largest measured size (20,000)
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
