A run whose times follow formulas (see tests/fake/main.c), 3 ms and 900 ns a row for unnest:

  $ fake-run run -rows=[1000,2000,5000,10000,20000] unnest:a=3e6:b=900:wal=1260:sent=300 \
  >   values:a=1e6:b=1500:wal=1260:sent=350 copy-temp:a=9e6:b=600:trips=3:wal=1330 \
  >   case-when:a=1e6:c=70 floor:a=1e6:b=450 null:a=100000
  $ upbench plan run --rows 3000,100000 --rtt 0,1ms --window 1s
  3,000 rows
    strategy          time              95 % interval  round trips       WAL      sent
    floor          2.35 ms             2.35 \xe2\x80\xa6 2.35 ms            2         -         - (esc)
    values         5.50 ms             5.49 \xe2\x80\xa6 5.51 ms           31  3.60 MiB  1.00 MiB (esc)
    unnest         5.70 ms             5.69 \xe2\x80\xa6 5.71 ms            2  3.60 MiB   879 KiB (esc)
    copy-temp      10.8 ms             10.8 \xe2\x80\xa6 10.8 ms            4  3.81 MiB         - (esc)
    case-when       631 ms               630 \xe2\x80\xa6 632 ms            2         -         - (esc)
  
  100,000 rows
    strategy          time              95 % interval  round trips       WAL      sent
    floor          46.0 ms             40.2 \xe2\x80\xa6 52.7 ms            2         -         - (esc)
    copy-temp      68.9 ms             60.1 \xe2\x80\xa6 79.1 ms            4   127 MiB         - (esc)
    unnest         93.0 ms              81.3 \xe2\x80\xa6 106 ms            2   120 MiB  28.6 MiB (esc)
    values          151 ms               132 \xe2\x80\xa6 173 ms        1,001   120 MiB  33.4 MiB (esc)
    case-when  11 min 40 s  10 min 12 s \xe2\x80\xa6 13 min 21 s            2         -         - (esc)
  
  3,000 rows, round-trip time 1.00 ms
    strategy          time              95 % interval  round trips       WAL      sent
    floor          4.35 ms             4.35 \xe2\x80\xa6 4.35 ms            2         -         - (esc)
    unnest         7.70 ms             7.69 \xe2\x80\xa6 7.71 ms            2  3.60 MiB   879 KiB (esc)
    copy-temp      14.8 ms             14.8 \xe2\x80\xa6 14.8 ms            4  3.81 MiB         - (esc)
    values         36.5 ms             36.5 \xe2\x80\xa6 36.5 ms           31  3.60 MiB  1.00 MiB (esc)
    case-when       633 ms               632 \xe2\x80\xa6 634 ms            2         -         - (esc)
  
  Extrapolated: the run has one round-trip time, 0. The intervals suppose that the round trips stay as they were counted.
  
  100,000 rows, round-trip time 1.00 ms
    strategy          time              95 % interval  round trips       WAL      sent
    floor          48.0 ms             42.2 \xe2\x80\xa6 54.7 ms            2         -         - (esc)
    copy-temp      72.9 ms             64.1 \xe2\x80\xa6 83.1 ms            4   127 MiB         - (esc)
    unnest         95.0 ms              83.3 \xe2\x80\xa6 108 ms            2   120 MiB  28.6 MiB (esc)
    values          1.15 s              1.13 \xe2\x80\xa6 1.17 s        1,001   120 MiB  33.4 MiB (esc)
    case-when  11 min 40 s  10 min 12 s \xe2\x80\xa6 13 min 21 s            2         -         - (esc)
  
  Extrapolated: the run has one round-trip time, 0. The intervals suppose that the round trips stay as they were counted.
  
  Rows that can be updated in 1.00 s (upper end of the 95 % interval)
    strategy       rtt         most rows
    unnest           0  400,000 and more
    values           0  400,000 and more
    copy-temp        0  400,000 and more
    case-when        0             3,774
    floor            0  400,000 and more
    unnest     1.00 ms  400,000 and more
    values     1.00 ms            85,300
    copy-temp  1.00 ms  400,000 and more
    case-when  1.00 ms             3,770
    floor      1.00 ms  400,000 and more
  
  Crossovers of the fastest strategy
      rows      rtt  fastest below  fastest above  remark
     3,331        0  values         unnest
    19,958        0  unnest         copy-temp
       101  1.00 ms  values         case-when      extrapolated
       134  1.00 ms  case-when      values         extrapolated
       201  1.00 ms  values         unnest         extrapolated
    26,609  1.00 ms  unnest         copy-temp      extrapolated
  
  6 more crossovers between slower strategies: see --format json
  
  Models
    strategy   time of n rows       round trips   rows measured  residual  largest missed by
    unnest     3.00 ms + 900 ns n   2            1,000 \xe2\x80\xa6 20,000    0.04 %             0.09 % (esc)
    values     1.00 ms + 1.50 \xc2\xb5s n  1 + n / 100  1,000 \xe2\x80\xa6 20,000    0.09 %             0.04 % (esc)
    copy-temp  9.00 ms + 599 ns n   4            1,000 \xe2\x80\xa6 20,000    0.07 %              0.2 % (esc)
    case-when  947 \xc2\xb5s + 70 ns n^2   2            1,000 \xe2\x80\xa6 20,000    0.03 %             0.01 % (esc)
    floor      999 \xc2\xb5s + 450 ns n    2            1,000 \xe2\x80\xa6 20,000    0.08 %             0.08 % (esc)
  $ upbench plan run --rows 3000 -s unnest,values --format markdown
  ### 3,000 rows
  
  | strategy | time | 95 % interval | round trips | WAL | sent |
  | --- | ---: | ---: | ---: | ---: | ---: |
  | values | 5.50 ms | 5.49 \xe2\x80\xa6 5.51 ms | 31 | 3.60 MiB | 1.00 MiB | (esc)
  | unnest | 5.70 ms | 5.69 \xe2\x80\xa6 5.71 ms | 2 | 3.60 MiB | 879 KiB | (esc)
  
  ### Crossovers of the fastest strategy
  
  | rows | fastest below | fastest above |
  | ---: | --- | --- |
  | 3,331 | values | unnest |
  
  ### Models
  
  | strategy | time of n rows | round trips | rows measured | residual | largest missed by |
  | --- | --- | --- | ---: | ---: | ---: |
  | unnest | 3.00 ms + 900 ns n | 2 | 1,000 \xe2\x80\xa6 20,000 | 0.04 % | 0.09 % | (esc)
  | values | 1.00 ms + 1.50 \xc2\xb5s n | 1 + n / 100 | 1,000 \xe2\x80\xa6 20,000 | 0.09 % | 0.04 % | (esc)

Predictions are those of the formulas:

  $ upbench plan run --rows 50000,200000 --rtt 0,2ms --format json > plan.json
  $ python3 - <<'PYTHON'
  > import json
  > def refuse(word): raise ValueError(word)
  > plan = json.load(open("plan.json"), parse_constant=refuse)
  > formulas = {"unnest": (3e6, 900, 0, 2), "copy-temp": (9e6, 600, 0, 4), "case-when": (1e6, 0, 70, 2), "floor": (1e6, 450, 0, 2)}
  > for p in plan["predictions"]:
  >     if p["strategy"] in formulas:
  >         a, b, c, trips = formulas[p["strategy"]]
  >         true = a + b * p["rows"] + c * p["rows"] ** 2 + trips * p["rtt_us"] * 1e3
  >         assert abs(p["predicted_ns"] / true - 1) < 0.05, p
  >         assert p["low_ns"] <= p["predicted_ns"] <= p["high_ns"], p
  >         assert p["round_trips"] == trips, p
  >     if p["strategy"] == "values":
  >         assert p["round_trips"] == p["rows"] / 100 + 1, p
  > print(len(plan["predictions"]), sorted({p["strategy"] for p in plan["predictions"]}))
  > print(sorted((c["before"], c["after"]) for c in plan["crossovers"] if c["of_fastest"] and c["rtt_us"] == 0))
  > PYTHON
  20 ['case-when', 'copy-temp', 'floor', 'unnest', 'values']
  [('unnest', 'copy-temp'), ('values', 'unnest')]

The same run gives the same answer:

  $ upbench plan run --rows 50000,200000 --rtt 0,2ms --format json | cmp - plan.json
  $ grep -o '"rtt_extrapolated": [a-z]*' plan.json | sort -u
  "rtt_extrapolated": false
  "rtt_extrapolated": true

More connections than one: by what was measured, or by the law of scalability. Round trips are a line in
the workers: 2 W here, for each begins, sends one statement and commits.

  $ fake-run workers -rows=[1000,2000,5000,10000] unnest:a=3e6:b=900 unnest:workers=2:a=2e6:b=480:rows=10000:trips=3 \
  >   unnest:workers=4:a=2e6:b=300:rows=10000:trips=7
  $ upbench plan workers --rows 10000 --workers 2 | tail -n 3
  Models
    strategy          time of n rows                                 round trips   rows measured  residual  largest missed by
    unnest workers=2  3.00 ms + 899 ns n, by 2 workers \xc3\x971.76 faster  4            1,000 \xe2\x80\xa6 10,000   0.004 %            0.002 % (esc)
  $ upbench plan workers --rows 10000 --workers 3 | tail -n 3
  Models
    strategy          time of n rows                                       round trips   rows measured  residual  largest missed by
    unnest workers=3  3.00 ms + 899 ns n, by 3 workers \xc3\x972.21 faster (law)  6            1,000 \xe2\x80\xa6 10,000   0.004 %            0.002 % (esc)
  $ upbench plan workers --rows 10000 --workers 3 --rtt 1ms --format json | grep -e round_trips -e speedup_by
        "round_trips": 6,
        "round_trips": {
        "speedup_by": "law",
  $ fake-run slower -rows=[1000,2000,5000,10000] unnest:a=3e6:b=900 unnest:workers=2:a=3e6:b=1100:rows=10000:trips=3
  $ upbench plan slower --rows 10000 --workers 2 | tail -n 1
    unnest workers=2  3.00 ms + 899 ns n, by 2 workers \xc3\x971.17 slower  4            1,000 \xe2\x80\xa6 10,000   0.004 %            0.002 % (esc)
  $ upbench plan slower --rows 10000 | grep 'workers=2' | head -n 1
    unnest workers=2  a curve requires at least 3 numbers of rows, the run has 1: measure more with --rows, or predict it by --workers 2
  $ upbench plan slower --rows 10000 --workers 3
  upbench plan: slower: nothing can be predicted: unnest workers=3: 3 workers were not measured: a prediction requires at least 3 numbers of workers, the run has 2: measure more with --workers
  [2]
  $ upbench plan workers --rows 10000 --workers 9
  upbench plan: workers: nothing can be predicted: unnest workers=9: 9 workers are more than 2 times the most that were measured (4)
  [2]

What is not to be known is not told:

  $ upbench plan run --rows 400001
  upbench plan: run: nothing can be predicted: unnest: 400,001 rows are more than 20 times the largest measured size (20,000); --extrapolate overrides this limit
  [2]
  $ upbench plan run --rows 49
  upbench plan: run: nothing can be predicted: unnest: 49 rows are less than 1/20 of the smallest that was measured (1,000); --extrapolate overrides this limit
  [2]
  $ upbench plan run --rows 1 -s floor
  upbench plan: run: nothing can be predicted: floor: 1 row is less than 1/20 of the smallest that was measured (1,000); --extrapolate overrides this limit
  [2]
  $ upbench plan run --rows 1 -s floor --extrapolate | head -n 1
  1 row
  $ upbench plan run --rows 400001 -s floor --extrapolate | head -n 3
  400,001 rows
    strategy    time  95 % interval  round trips
    floor     181 ms   141 \xe2\x80\xa6 233 ms            2 (esc)
  $ fake-run two -rows=[1000,2000] unnest:a=3e6:b=900
  $ upbench plan two --rows 1500
  upbench plan: two: nothing can be predicted: unnest: a curve requires at least 3 numbers of rows, the run has 2: measure more with --rows
  [2]
  $ upbench plan two --window 1s
  upbench plan: two: nothing can be predicted: unnest: a curve requires at least 3 numbers of rows, the run has 2: measure more with --rows
  [2]
  $ fake-run mixed -rows=[1000,2000,3000] unnest:a=3e6:b=900 values:b=1500:rows=1000
  $ upbench plan mixed --rows 1500
  1,500 rows
    strategy     time   95 % interval  round trips
    unnest    4.35 ms  4.34 \xe2\x80\xa6 4.36 ms            2 (esc)
    values  a curve requires at least 3 numbers of rows, the run has 1: measure more with --rows
  
  Crossovers of the fastest strategy
  none
  
  Models
    strategy  time of n rows      round trips  rows measured  residual
    unnest    3.00 ms + 898 ns n  2            1,000 \xe2\x80\xa6 3,000    0.02 % (esc)
    values  a curve requires at least 3 numbers of rows, the run has 1: measure more with --rows

Beyond the data there is an interval only where curves could be held against a larger size:

  $ fake-run three -rows=[1000,2000,5000] unnest:a=3e6:b=900
  $ upbench plan three --rows 3000,9000 | grep unnest
    unnest    5.70 ms  5.68 \xe2\x80\xa6 5.71 ms            2 (esc)
    unnest    11.1 ms               -            2
    unnest    3.00 ms + 899 ns n  2            1,000 \xe2\x80\xa6 5,000   0.004 % (esc)

What is wrong:

  $ upbench plan run
  upbench plan: --rows or --window is required
  [2]
  $ upbench plan run --window 0
  upbench plan: --window must be greater than 0
  [2]
  $ upbench plan run --window soon
  upbench plan: --window: "soon" is not a duration such as 30, 0.5, 200ms, 10s or 1h30m
  Try 'upbench plan --help'.
  [2]
  $ upbench plan run --rows 0
  upbench plan: --rows: "0" is not between 1 and 1000000000000
  Try 'upbench plan --help'.
  [2]
  $ upbench plan run --rows 5 --rtt 5min
  upbench plan: --rtt: "5min" is not between 0 and 60 s
  Try 'upbench plan --help'.
  [2]
  $ upbench plan run --rows 5000 -s unnest,row
  upbench plan: run: the run has no result of strategy "row"; it has results of: unnest, values, copy-temp, case-when, floor, null
  [2]
  $ upbench plan run --rows 5000 -s null
  upbench plan: run: nothing can be predicted: null updates nothing, and is not ranked
  [2]
  $ upbench plan run --rows 5000 > /dev/full
  upbench plan: cannot write to the standard output: No space left on device
  [5]
  $ upbench plan run --rows 5000,6000,7000 --format json > /dev/full
  upbench plan: cannot write to the standard output: No space left on device
  [5]
  $ upbench plan nosuch --rows 5000
  upbench plan: nosuch is not a run: run.json: No such file or directory
  [2]
  $ cp -r run broken; head -c -7 run/samples.csv > broken/samples.csv; upbench plan broken --rows 5000
  upbench plan: broken/samples.csv:301: the file ends in the middle of a line
  [2]
  $ cp -r run empty; head -n 1 run/samples.csv > empty/samples.csv; upbench plan empty --rows 5000
  upbench plan: empty/samples.csv has no sample
  [2]
  $ cp -r run failed; sed -i 's/,ok,/,failed,/' failed/samples.csv; upbench plan failed --rows 5000
  upbench plan: failed: the run has no case with a result
  [2]
  $ cp -r run idle; sed -i '2,$ { /null/! d }' idle/samples.csv; upbench plan idle --rows 5000
  upbench plan: idle: nothing can be predicted: the run has no such case
  [2]

What no size that was measured can show is said:

  $ fake-run pages -server.settings='[{"name": "shared_buffers", "value": "16384", "unit": "8kB"}]' -rows=[1000,2000,5000,10000,20000] unnest:a=3e6:b=900:pages=1000 copy-temp:a=9e6:b=600:pages=1600
  $ upbench plan pages --rows 50000 | head -n 4
  50,000 rows
    strategy      time   95 % interval  round trips     table  indexes  TOAST
    copy-temp  39.0 ms  36.1 \xe2\x80\xa6 42.2 ms            2  38.1 MiB      0 B    0 B (esc)
    unnest     48.0 ms  44.5 \xe2\x80\xa6 51.9 ms            2  23.8 MiB      0 B    0 B (esc)
  $ upbench plan pages --rows 100000 | head -n 6
  100,000 rows
    strategy      time   95 % interval  round trips     table  indexes  TOAST
    copy-temp  68.9 ms  60.1 \xe2\x80\xa6 79.1 ms            2  76.3 MiB      0 B    0 B (esc)
    unnest     93.0 ms   81.3 \xe2\x80\xa6 106 ms            2  47.7 MiB      0 B    0 B (esc)
  
  From about 84,000 rows on, for copy-temp: the pages that are touched no longer fit into shared_buffers (128 MiB): 152 MiB at 100,000 rows. No size that was measured shows it. Measure on a server with more shared_buffers, or measure sizes above.
  $ upbench plan pages --rows 200000 | head -n 6
  200,000 rows
    strategy     time  95 % interval  round trips     table  indexes  TOAST
    copy-temp  129 ms   106 \xe2\x80\xa6 157 ms            2   153 MiB      0 B    0 B (esc)
    unnest     183 ms   151 \xe2\x80\xa6 222 ms            2  95.4 MiB      0 B    0 B (esc)
  
  From about 84,000 rows on (134,000 for the last of them): the pages that are touched no longer fit into shared_buffers (128 MiB): 305 MiB at 200,000 rows. No size that was measured shows it. Measure on a server with more shared_buffers, or measure sizes above.
  $ upbench plan pages --rows 100000 --format markdown | head -n 9
  ### 100,000 rows
  
  | strategy | time | 95 % interval | round trips | table | indexes | TOAST |
  | --- | ---: | ---: | ---: | ---: | ---: | ---: |
  | copy-temp | 68.9 ms | 60.1 \xe2\x80\xa6 79.1 ms | 2 | 76.3 MiB | 0 B | 0 B | (esc)
  | unnest | 93.0 ms | 81.3 \xe2\x80\xa6 106 ms | 2 | 47.7 MiB | 0 B | 0 B | (esc)
  
  From about 84,000 rows on, for copy-temp: the pages that are touched no longer fit into shared\_buffers (128 MiB): 152 MiB at 100,000 rows. No size that was measured shows it. Measure on a server with more shared\_buffers, or measure sizes above.
  
  $ upbench plan pages --rows 100000 --format json | grep outgrows
        "outgrows_cache": false,
        "outgrows_cache": true,

Only one workload and one arm are compared, each in a part of its own:

  $ fake-run parts -rows=[1000,2000,5000,10000] unnest:a=3e6:b=900 unnest:table-rows=50000:a=9e6:b=900 \
  >   unnest:new=0.5:a=1e6:b=400 values:a=1e6:b=1500 values:table-rows=50000:a=2e6:b=1500
  $ upbench plan parts --rows 3000,400000
  Workload: all rows changed, no other rows in the table
  
  3,000 rows
    strategy     time   95 % interval  round trips
    values    5.50 ms  5.49 \xe2\x80\xa6 5.51 ms           31 (esc)
    unnest    5.70 ms  5.69 \xe2\x80\xa6 5.71 ms            2 (esc)
  
  400,000 rows
    none  400,000 rows are more than 20 times the largest measured size (10,000); --extrapolate overrides this limit
  
  Crossovers of the fastest strategy
      rows  fastest below  fastest above  remark
     3,331  values         unnest
  
  Models
    strategy  time of n rows       round trips   rows measured  residual  largest missed by
    unnest    3.00 ms + 899 ns n   2            1,000 \xe2\x80\xa6 10,000   0.004 %            0.002 % (esc)
    values    1.00 ms + 1.50 \xc2\xb5s n  1 + n / 100  1,000 \xe2\x80\xa6 10,000    0.09 %             0.05 % (esc)
  
  Workload: table-rows=50000
  
  3,000 rows
    strategy     time   95 % interval  round trips
    values    6.50 ms  6.49 \xe2\x80\xa6 6.51 ms           31 (esc)
    unnest    11.7 ms  11.7 \xe2\x80\xa6 11.7 ms            2 (esc)
  
  400,000 rows
    none  400,000 rows are more than the table's 50,000
  
  Crossovers of the fastest strategy
      rows  fastest below  fastest above  remark
    11,672  values         unnest         extrapolated
  
  Models
    strategy  time of n rows       round trips   rows measured  residual  largest missed by
    unnest    9.00 ms + 900 ns n   2            1,000 \xe2\x80\xa6 10,000    0.06 %              0.1 % (esc)
    values    2.00 ms + 1.50 \xc2\xb5s n  1 + n / 100  1,000 \xe2\x80\xa6 10,000    0.02 %             0.04 % (esc)
  
  Workload: new=0.5
  
  3,000 rows
    strategy     time   95 % interval  round trips
    unnest    2.20 ms  2.20 \xe2\x80\xa6 2.20 ms            2 (esc)
  
  400,000 rows
    unnest  400,000 rows are more than 20 times the largest measured size (10,000); --extrapolate overrides this limit
  
  Crossovers of the fastest strategy
  none
  
  Models
    strategy  time of n rows       round trips   rows measured  residual  largest missed by
    unnest    1.00 ms + 400 ns n   2            1,000 \xe2\x80\xa6 10,000    0.02 %             0.04 % (esc)
  $ upbench plan parts --rows 3000 --table-rows 0 --new 0 | grep -c Workload
  0
  [1]
  $ upbench plan parts --rows 3000 --table-rows 50000 --format json > parts.json
  $ python3 - <<'PYTHON'
  > import json
  > plan = json.load(open("parts.json"))
  > print([(w["table_rows"], w["new"], w["arm"]) for w in plan["workloads"]])
  > print([(p["case"], p["workload"]) for p in plan["predictions"]])
  > print([(c["before"], round(c["rows"], -2), c["extrapolated"], c["workload"]) for c in plan["crossovers"]])
  > PYTHON
  [(50000, 0.0, None)]
  [('unnest table-rows=50000', 0), ('values table-rows=50000', 0)]
  [('values table-rows=50000', 11700, True, 0)]
  $ upbench plan parts --rows 3000 --new 0.25
  upbench plan: parts: --new 0.25 was not measured: the run has 0, 0.5
  [2]
  $ upbench plan parts --rows 3000 --new 0.5 --table-rows 50000
  upbench plan: parts: no case of the run has all the levels that are asked for together
  [2]
  $ fake-run armed -rows=[1000,2000,5000] unnest:arm=base:a=3e6:b=900 unnest:arm=index:a=1e6:b=1500
  $ upbench plan armed --rows 3000 | grep -v '^$'
  Workload: all rows changed, no other rows in the table, arm base
  3,000 rows
    strategy             time   95 % interval  round trips
    unnest arm=base   6.63 ms  6.40 \xe2\x80\xa6 7.04 ms            2 (esc)
  Crossovers of the fastest strategy
  none
  Models
    strategy          time of n rows       round trips  rows measured  residual
    unnest arm=base   3.48 ms + 1.05 \xc2\xb5s n  2            1,000 \xe2\x80\xa6 5,000     0.1 % (esc)
  Workload: all rows changed, no other rows in the table, arm index
  3,000 rows
    strategy             time   95 % interval  round trips
    unnest arm=index  6.41 ms  6.16 \xe2\x80\xa6 6.76 ms            2 (esc)
  Crossovers of the fastest strategy
  none
  Models
    strategy          time of n rows       round trips  rows measured  residual
    unnest arm=index  1.16 ms + 1.75 \xc2\xb5s n  2            1,000 \xe2\x80\xa6 5,000     0.3 % (esc)
  $ upbench plan armed --rows 3000 --arm base | head -n 3
  3,000 rows
    strategy            time   95 % interval  round trips
    unnest arm=base  6.63 ms  6.40 \xe2\x80\xa6 7.04 ms            2 (esc)
  $ upbench plan armed --rows 3000 --arm bas,index
  upbench plan: armed: --arm bas was not measured: the run has base, index
  [2]

A window that the interval of no size below the measured ones fits into, but larger sizes do:

  $ fake-run scattered -noise=0.3 -rows=[1000,2000,5000,10000,20000] unnest:a=3e6:b=900 values:a=1e6:b=1500
  $ upbench plan scattered --window 10ms | grep -c 'fewer than'
  0
  [1]

A table of a certain size holds no more rows, of which those that are new are not there yet:

  $ fake-run held -rows=[1000,2000,5000] unnest:table-rows=10000:a=3e6:b=900 unnest:table-rows=10000:new=0.5:a=1e6:b=400
  $ upbench plan held --rows 20000 --new 0 --extrapolate
  upbench plan: held: nothing can be predicted: unnest table-rows=10000: 20,000 rows are more than the table's 10,000
  [2]
  $ upbench plan held --rows 20001 --new 0.5
  upbench plan: held: nothing can be predicted: unnest new=0.5 table-rows=10000: 10,001 rows that are not new are more than the table's 10,000
  [2]
  $ upbench plan held --window 1s --extrapolate | grep -A 2 '^Rows'
  Rows that can be updated in 1.00 s (upper end of the 95 % interval)
    strategy                               most rows
    unnest    10,000, all of the table (no interval)
  --
  Rows that can be updated in 1.00 s (upper end of the 95 % interval)
    strategy                               most rows
    unnest    20,000, all of the table (no interval)
  $ upbench plan held --window 1s --new 0 | grep -A 2 '^Rows'
  Rows that can be updated in 1.00 s (upper end of the 95 % interval)
    strategy                                              most rows
    unnest table-rows=10000  10,000, all of the table (no interval)

A window that the network alone fills:

  $ upbench plan run --window 10ms --rtt 200ms -s unnest | sed -n 1,3p
  Rows that can be updated in 10.0 ms (upper end of the 95 % interval)
    strategy     rtt                                most rows
    unnest    200 ms  none: the round trips alone take longer

Where the hash table of a join leaves its memory, and what is to be done:

  $ fake-run hash -rows=[1000,2000,5000,10000,20000] unnest:a=3e6:b=900:hash=61 values:a=1e6:b=1500
  $ upbench plan hash --rows 100000 | grep -c 'hash table'
  0
  [1]
  $ upbench plan hash --rows 250000 | head -n 6
  250,000 rows
    strategy    time  95 % interval  round trips
    unnest    228 ms   184 \xe2\x80\xa6 282 ms            2 (esc)
    values    376 ms   304 \xe2\x80\xa6 465 ms        2,501 (esc)
  
  From about 115,000 rows on, for unnest: the hash table of t no longer fits into 8.00 MiB (work_mem \xc3\x97 hash_mem_multiplier): 4 batches at 250,000 rows. No size that was measured shows it. Use --tuned or --set work_mem=..., or measure sizes above. (esc)
  $ upbench plan hash --rows 250000 -s unnest --format json | grep -A 8 thresholds
        "thresholds": [
          {
            "name": "hash_memory",
            "rows": 114689,
            "limit": 8388608,
            "figure": 4,
            "remedy": "Use --tuned or --set work_mem=..., or measure sizes above."
          }
        ],
  $ upbench plan hash --window 150ms | sed -n '/^Rows/,/^$/ p'
  Rows that can be updated in 150 ms (upper end of the 95 % interval)
    strategy  most rows  remark
    unnest      138,412  beyond hash_memory
    values       87,648
  

A curve goes through sizes of one plan:

  $ fake-run turns -rows=[1000,2000,5000,10000,20000] unnest:a=3e6:b=900:hash=61:turns=5000 \
  >   copy-temp:a=3e6:b=900:hash=61:turns=10000 values:a=1e6:b=1500:hash=61
  $ upbench plan turns --rows 3000,30000
  3,000 rows
    strategy     time   95 % interval  round trips
    values    5.50 ms  5.49 \xe2\x80\xa6 5.51 ms           31 (esc)
    unnest  its plan turns between 2,000 and 5,000 rows, and 3,000 are below; --extrapolate overrides this limit
    copy-temp  its plan turns between 5,000 and 10,000 rows: measure one more size above
  
  30,000 rows
    strategy     time   95 % interval  round trips
    unnest    30.0 ms  29.0 \xe2\x80\xa6 31.1 ms            2 (esc)
    values    46.0 ms  44.5 \xe2\x80\xa6 47.6 ms          301 (esc)
    copy-temp  its plan turns between 5,000 and 10,000 rows: measure one more size above
  
  Crossovers of the fastest strategy
  none
  
  Models
    strategy  time of n rows       round trips   rows measured  residual  largest missed by
    unnest    3.00 ms + 900 ns n   2            5,000 \xe2\x80\xa6 20,000    0.04 %                  - (esc)
    copy-temp  its plan turns between 5,000 and 10,000 rows: measure one more size above
    values    1.00 ms + 1.50 \xc2\xb5s n  1 + n / 100  1,000 \xe2\x80\xa6 20,000    0.09 %             0.04 % (esc)
  
  The curve of unnest leaves out the sizes up to 2,000 rows: their plan is not that of larger ones.

Nothing is planned with samples that the run did not write:

  $ edit() { rm -rf edited; cp -r turns edited; sed -i "$1" edited/samples.csv; for c in plan advise; do upbench $c edited --rows 3000; done; }
  $ edit '3{p}'
  upbench plan: edited/samples.csv: duplicate sample 2 of unnest rows=1000
  upbench advise: edited/samples.csv: duplicate sample 2 of unnest rows=1000
  [2]
  $ edit '3s/,ok,,[0-9]*,/,ok,,-5,/'
  upbench plan: edited/samples.csv:3: column fetch_ns: "-5" is not a time of 0 or more
  upbench advise: edited/samples.csv:3: column fetch_ns: "-5" is not a time of 0 or more
  [2]
  $ edit "3s/,ok,,\([0-9]*,\)\{7\}/&-7/"
  upbench plan: edited/samples.csv:3: column rows_updated: "-7" is not a count of 0 or more
  upbench advise: edited/samples.csv:3: column rows_updated: "-7" is not a count of 0 or more
  [2]
  $ edit '3s/,ok,,[0-9]*,/,ok,,9223372036854775807,/'
  upbench plan: edited/samples.csv:3: column fetch_ns: "9223372036854775807" is not a time below 73 years
  upbench advise: edited/samples.csv:3: column fetch_ns: "9223372036854775807" is not a time below 73 years
  [2]
  $ edit '3s/,unnest,,1000,/,unnest,,-1000,/'
  upbench plan: edited/samples.csv:3: column rows: "-1000" is not an integer of 0 or more
  upbench advise: edited/samples.csv:3: column rows: "-1000" is not an integer of 0 or more
  [2]

Where nearly all of a measured time was waiting for round trips, nothing is known of the rest:

  $ fake-run waited -rows=[1000,2000,5000,10000] row:rtt=2ms:a=1e6:b=30000:trips=n unnest:rtt=2ms:a=7e6:b=900
  $ upbench plan waited --rows 5000 --rtt 0,1ms | sed -n '1,/^Crossovers/ p'
  5,000 rows
    strategy     time   95 % interval  round trips
    unnest    11.5 ms  11.3 \xe2\x80\xa6 11.7 ms            2 (esc)
    row  at the measured round-trip time of 2.00 ms nearly all of the time is waiting, and the rest is not known: measure with --rtt 0
  
  Extrapolated: the run has one round-trip time, 2.00 ms. The intervals suppose that the round trips stay as they were counted.
  
  5,000 rows, round-trip time 1.00 ms
    strategy     time   95 % interval  round trips
    unnest    13.5 ms  13.3 \xe2\x80\xa6 13.7 ms            2 (esc)
    row        5.04 s   4.90 \xe2\x80\xa6 5.19 s        5,001 (esc)
  
  Extrapolated: the run has one round-trip time, 2.00 ms. The intervals suppose that the round trips stay as they were counted.
  
  Crossovers of the fastest strategy

Of whole syncs the round trips of the other stages are not counted, so times over another network are not known:

  $ fake-run whole -rows=[1000,2000,5000] unnest:whole-sync=1:a=3e6:b=900:trips=2
  $ upbench plan whole --rows 3000 --rtt 0,1ms | sed -n '1,/^Crossovers/ p'
  3,000 rows
    strategy              time   95 % interval
    unnest whole-sync  11.4 ms  11.4 \xe2\x80\xa6 11.4 ms (esc)
  
  3,000 rows, round-trip time 1.00 ms
    unnest whole-sync  unknown number of round trips
  
  Crossovers of the fastest strategy
  $ upbench advise whole --rows 2000 --rtt 1ms
  upbench advise: whole: nothing can be recommended: unnest whole-sync: unknown number of round trips
  [2]
