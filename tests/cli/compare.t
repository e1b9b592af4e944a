Verdicts, formats and exit codes, of runs that never took place:

  $ fake() { fake-run "$@" -sessions=3; }
  $ fake base row:ms=90 unnest:ms=20 json:ms=30 values:ms=30 null:ms=1
  $ fake new -draw=3 row:ms=110 unnest:ms=20.1 json:ms=24 values:ms=31.52 null:ms=9

Two runs:

  $ upbench compare base new
  1 of 4 cases regressed, 1 improved, 1 equivalent, 1 inconclusive.
  New over base; threshold 5.0 %.
  
  new, against base: two runs, unpaired
    case                 base      new   change    95 % interval   n  verdict       detectable
    row rows=1914     90.0 ms   110 ms  +22.0 %  +21.3 \xe2\x80\xa6 +22.7 %  10  regressed          6.1 % (esc)
    unnest rows=1914  20.0 ms  20.1 ms   +0.7 %    -0.2 \xe2\x80\xa6 +1.5 %  10  equivalent         6.6 % (esc)
    json rows=1914    30.0 ms  24.0 ms  -20.0 %  -20.5 \xe2\x80\xa6 -19.4 %  10  improved           6.4 % (esc)
    values rows=1914  30.0 ms  31.5 ms   +5.1 %    +4.0 \xe2\x80\xa6 +6.2 %  10  inconclusive       7.4 % (esc)
  
    - values rows=1914: 10 and 10 samples would have shown a slow-down of 7.4 %; about 327 sessions per side are needed.
  Overall: equivalent, +0.8 % (+0.5 \xe2\x80\xa6 +1.1 %), the mean of 4 cases over 3 sessions; threshold 2.0 %. (esc)
  [1]

Of one case alone, by the exit code:

  $ fake a row:ms=20; fake same -draw=3 row:ms=20; fake slow -draw=3 row:ms=30; fake fast -draw=3 row:ms=10
  $ upbench compare -q a same
  $ upbench compare -q a slow
  [1]
  $ upbench compare -q a fast
  $ upbench compare a same; echo $?
  1 of 1 case equivalent.
  New over base; threshold 5.0 %.
  
  same, against a: two runs, unpaired
    case              base      new  change  95 % interval   n  verdict     detectable
    row rows=1914  20.0 ms  20.0 ms  -0.2 %  -0.8 \xe2\x80\xa6 +0.4 %  10  equivalent       5.8 % (esc)
  0

The threshold decides:

  $ upbench compare -q a slow --threshold 60%
  $ upbench compare -q a slow --threshold 50
  $ upbench compare a slow --threshold='-1' 2>&1 | head -n 1
  upbench compare: --threshold: "-1" is not a percentage such as 2, 0.5 or 5%
  $ upbench compare a slow --threshold='5x' 2>&1 | head -n 1
  upbench compare: --threshold: "5x" is not a percentage such as 2, 0.5 or 5%
  $ upbench compare a slow --threshold='nan' 2>&1 | head -n 1
  upbench compare: --threshold: "nan" is not a percentage such as 2, 0.5 or 5%
  $ upbench compare a slow --threshold='' 2>&1 | head -n 1
  upbench compare: --threshold: "" is not a percentage such as 2, 0.5 or 5%
  $ upbench compare a slow --threshold='2000' 2>&1 | head -n 1
  upbench compare: --threshold: "2000" is not between 0 and 1000 %

Too few samples say nothing of a time; a counter that is constant needs no more than one:

  $ fake-run one -samples=1 -trips=3 row:ms=20; fake-run other -samples=1 -trips=4 row:ms=20
  $ upbench compare one other
  upbench compare: not enough data: row rows=1914 cannot detect a slow-down of 15.0 % (--must-see); measure with --sessions 3 on both sides, or give --noise
  1 of 1 case inconclusive.
  New over base; threshold 5.0 %.
  
  other, against one: two runs, unpaired
    case              base      new  change  n  verdict
    row rows=1914  20.0 ms  20.0 ms     0 %  1  inconclusive
  
  A side has fewer than three sessions, so the intervals do not include the variation between sessions: a time has a verdict only if the difference is gross. Measure with --sessions 3 or more, or use `upbench calibrate` and `compare --noise`.
  [3]
  $ upbench compare one other --metric round_trips
  1 of 1 case regressed.
  New over base; threshold 5.0 %.
  
  other, against one: two runs, unpaired
    case           metric       base  new   change  95 % interval  n  verdict    detectable
    row rows=1914  round_trips     3    4  +33.3 %          exact  1  regressed       0.0 %
  [1]
  $ upbench compare one other --metric round_trips -q
  [1]
  $ upbench compare other one --metric round_trips -q
  $ fake-run one2 -samples=1 -trips=3 row:ms=20; upbench compare one one2 --metric round_trips -q
  $ fake wal -wal=1000 row:ms=20; fake wal2 -wal=1030 row:ms=20
  $ upbench compare wal wal2 --metric wal_bytes,update
  1 of 2 comparisons regressed, 1 equivalent.
  New over base; threshold 5.0 %.
  
  wal2, against wal: two runs, unpaired
    case           metric         base       new  change     95 % interval   n  verdict     detectable
    row rows=1914  wal_bytes  1.83 MiB  1.88 MiB  +3.0 %  resolution 0.1 %  10  regressed        0.1 %
                   update      20.0 ms   20.0 ms     0 %     -0.6 \xe2\x80\xa6 +0.6 %  10  equivalent       5.9 % (esc)
  [1]
  $ upbench compare wal wal2 --metric bytes_sent,buffers
  upbench compare: no case can be compared
  2 of 2 comparisons incomparable.
  New over base; threshold 5.0 %.
  
  wal2, against wal: two runs, unpaired
    row rows=1914, bytes_sent  incomparable: no sample of wal has bytes_sent
    row rows=1914, buffers  incomparable: no sample of wal has buffers
  [4]

Something inconclusive among others counts only where that is asked for:

  $ fake b row:ms=20 json:ms=30; fake close -draw=3 row:ms=21.016 json:ms=30
  $ upbench compare b close
  1 of 2 cases equivalent, 1 inconclusive.
  New over base; threshold 5.0 %.
  
  close, against b: two runs, unpaired
    case               base      new  change  95 % interval   n  verdict       detectable
    row rows=1914   20.0 ms  21.0 ms  +4.9 %  +4.3 \xe2\x80\xa6 +5.5 %  10  inconclusive       6.0 % (esc)
    json rows=1914  30.0 ms  30.0 ms  +0.1 %  -0.6 \xe2\x80\xa6 +0.8 %  10  equivalent         6.2 % (esc)
  
    - row rows=1914: 10 and 10 samples would have shown a slow-down of 6.0 %; about 60 sessions per side are needed.
  Overall: inconclusive, +2.4 % (+1.9 \xe2\x80\xa6 +3.0 %), the mean of 2 cases over 3 sessions; threshold 2.0 %. (esc)
  $ upbench compare b close -q --require-conclusive
  upbench compare: not enough data: 1 of 2 inconclusive; about 60 sessions are needed
  [3]
  $ upbench compare a same -q --require-conclusive

A job that could not have seen a large slow-down of a case is not green:

  $ fake dim row:ms=20:noise=0.2 json:ms=30; fake dim2 -draw=3 row:ms=20:noise=0.2 json:ms=30
  $ upbench compare dim dim2
  upbench compare: not enough data: row rows=1914 cannot detect a slow-down of 15.0 % (--must-see); about 253 sessions are needed
  1 of 2 cases equivalent, 1 inconclusive.
  New over base; threshold 5.0 %.
  
  dim2, against dim: two runs, unpaired
    case               base      new  change    95 % interval   n  verdict       detectable
    row rows=1914   19.7 ms  19.1 ms  -7.3 %  -26.3 \xe2\x80\xa6 +16.5 %  10  inconclusive      51.4 % (esc)
    json rows=1914  30.0 ms  30.0 ms  +0.1 %    -0.6 \xe2\x80\xa6 +0.8 %  10  equivalent         6.2 % (esc)
  
    - row rows=1914: 10 and 10 samples would have shown a slow-down of 51.4 %; about 253 sessions per side are needed.
  Overall: inconclusive, -3.7 % (-14.3 \xe2\x80\xa6 +8.1 %), the mean of 2 cases over 3 sessions; threshold 2.0 %. (esc)
  [3]
  $ upbench compare dim dim2 -q --must-see 2000
  $ upbench compare dim dim2 -q --must-see 0
  $ upbench compare dim dim2 -q --must-see 0 --require-conclusive
  upbench compare: not enough data: 1 of 2 inconclusive; about 253 sessions are needed
  [3]
  $ upbench compare dim dim2 -q --threshold 50
  $ fake-run brief -samples=12 row:arm=base:ms=20 row:arm=new:ms=20 json:arm=base:ms=30:samples=5 json:arm=new:ms=30:samples=5; upbench compare brief -q
  upbench compare: not enough data: json rows=1914 cannot detect a slow-down of 15.0 % (--must-see); about 7 samples per case are needed
  [3]
  $ upbench compare brief -q --must-see 0
  $ upbench compare one other -q --must-see 0
  upbench compare: not enough data: 1 of 1 inconclusive; measure with --sessions 3 on both sides, or give --noise
  [3]
  $ upbench compare one other --must-see=-1 2>&1 | head -n 1
  upbench compare: --must-see: "-1" is not a percentage such as 2, 0.5 or 5%

Incomparable is what a side lacks or failed; what regressed goes before it:

  $ fake part -draw=3 row:ms=20; fake part2 -draw=3 row:ms=30
  $ upbench compare b part
  upbench compare: 1 of 2 cannot be compared
  1 of 2 cases equivalent, 1 incomparable.
  New over base; threshold 5.0 %.
  
  part, against b: two runs, unpaired
    case              base      new  change  95 % interval   n  verdict     detectable
    json rows=1914  incomparable: missing in part
    row rows=1914  20.0 ms  20.0 ms  -0.2 %  -0.8 \xe2\x80\xa6 +0.4 %  10  equivalent       5.8 % (esc)
  [4]
  $ upbench compare b part2 -q
  [1]
  $ fake failed -draw=3 row:ms=20 json:ms=30:status=mismatch
  $ upbench compare b failed
  upbench compare: 1 of 2 cannot be compared
  1 of 2 cases equivalent, 1 incomparable.
  New over base; threshold 5.0 %.
  
  failed, against b: two runs, unpaired
    case              base      new  change  95 % interval   n  verdict     detectable
    json rows=1914  incomparable: left the table in a wrong state in failed: gone
    row rows=1914  20.0 ms  20.0 ms  -0.2 %  -0.8 \xe2\x80\xa6 +0.4 %  10  equivalent       5.8 % (esc)
  [4]
  $ upbench compare failed b | sed -n 4p
  upbench compare: 1 of 2 cannot be compared
  b, against failed: two runs, unpaired
  $ fake none copy-temp:ms=1; upbench compare b none
  upbench compare: no case can be compared
  2 of 3 cases incomparable, 1 new.
  New over base; threshold 5.0 %.
  
  none, against b: two runs, unpaired
    row rows=1914  incomparable: missing in none
    json rows=1914  incomparable: missing in none
    copy-temp rows=1914  new: 1.00 ms; missing in b
  [4]
  $ fake idle null:ms=1; fake idle2 null:ms=1; upbench compare idle idle2
  upbench compare: no case can be compared
  There is no case to compare.
  [4]

Arms of one run:

  $ fake-run arms -samples=12 row:rows=9:arm=base:ms=20 row:rows=9:arm=new:ms=22 json:arm=base:ms=30 json:arm=new:ms=30
  $ upbench compare arms
  1 of 2 cases regressed, 1 equivalent.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    case               base      new   change   95 % interval   n  verdict     detectable
    row rows=9      23.3 ms  25.5 ms  +10.0 %  +9.4 \xe2\x80\xa6 +10.5 %  12  regressed        5.8 % (esc)
    json rows=1914  34.9 ms  35.0 ms   +0.1 %   -0.4 \xe2\x80\xa6 +0.5 %  12  equivalent       5.7 % (esc)
  [1]
  $ fake-run three -samples=12 row:arm=old:ms=20 row:arm=mid:ms=20 row:arm=young:ms=30
  $ upbench compare three
  1 of 2 comparisons regressed, 1 equivalent.
  New over base; threshold 5.0 %.
  
  mid, against old: pairs of the same round
    case              base      new   change    95 % interval   n  verdict     detectable
    row rows=1914  23.2 ms  23.1 ms  +0.04 %    -0.3 \xe2\x80\xa6 +0.4 %  12  equivalent       5.6 % (esc)
  
  young, against old: pairs of the same round
    case              base      new   change    95 % interval   n  verdict     detectable
    row rows=1914  23.2 ms  34.9 ms  +49.9 %  +49.4 \xe2\x80\xa6 +50.6 %  12  regressed        5.6 % (esc)
  [1]
  $ upbench compare three --format json | python3 -c 'import json, sys; print([c["new"] for c in json.load(sys.stdin)["comparisons"]])'
  ['mid', 'young']
  $ fake-run five -samples=5 row:arm=base:ms=20 row:arm=new:ms=22; upbench compare five
  upbench compare: not enough data: row rows=1914 cannot detect a slow-down of 15.0 % (--must-see); about 6 samples per case are needed
  1 of 1 case inconclusive.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    case              base      new   change  n  verdict
    row rows=1914  23.7 ms  25.8 ms  +10.0 %  5  inconclusive
  
    - row rows=1914: 5 pairs are too few for any verdict; about 6 pairs are needed.
  [3]
  $ fake-run half -samples=12 row:arm=base:ms=20 row:arm=new:ms=20 json:arm=base:ms=30; upbench compare half
  upbench compare: 1 of 2 cannot be compared
  1 of 2 cases equivalent, 1 incomparable.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    case              base      new    change  95 % interval   n  verdict     detectable
    json rows=1914  incomparable: missing in new
    row rows=1914  23.4 ms  23.2 ms  -0.034 %  -0.6 \xe2\x80\xa6 +0.5 %  12  equivalent       5.8 % (esc)
  [4]
  $ upbench compare base
  upbench compare: base has no arms to compare with each other: name a second run
  [2]

Sessions are part of the interval where there are three. With fewer only a gross difference has a verdict:

  $ fake-run s -samples=12 -sessions=3 row:ms=20; fake-run t -samples=12 -draw=3 -sessions=3 row:ms=30
  $ upbench compare s t
  1 of 1 case regressed.
  New over base; threshold 5.0 %.
  
  t, against s: two runs, unpaired
    case              base      new   change    95 % interval   n  verdict    detectable
    row rows=1914  20.0 ms  30.0 ms  +49.9 %  +48.7 \xe2\x80\xa6 +51.0 %  12  regressed       6.0 % (esc)
  [1]
  $ upbench compare s t --seed 7 > seven; upbench compare s t --seed 7 | cmp - seven
  $ fake-run u -samples=12 -sessions=2 row:ms=20; fake-run w -draw=3 row:ms=28; fake-run x -draw=3 row:ms=31
  $ upbench compare u w
  upbench compare: not enough data: row rows=1914 cannot detect a slow-down of 15.0 % (--must-see); measure with --sessions 3 on both sides, or give --noise
  1 of 1 case inconclusive.
  New over base; threshold 5.0 %.
  
  w, against u: two runs, unpaired
    case              base      new   change    95 % interval      n  verdict
    row rows=1914  20.0 ms  28.0 ms  +39.9 %  +39.2 \xe2\x80\xa6 +40.5 %  12+10  inconclusive (esc)
  
  A side has fewer than three sessions, so the intervals do not include the variation between sessions: a time has a verdict only if the difference is gross. Measure with --sessions 3 or more, or use `upbench calibrate` and `compare --noise`.
  [3]
  $ upbench compare u w --format junit | grep message
  upbench compare: not enough data: row rows=1914 cannot detect a slow-down of 15.0 % (--must-see); measure with --sessions 3 on both sides, or give --noise
        <skipped message="the variation between sessions is unknown: measure with --sessions 3 or more, or use `upbench calibrate` and `compare --noise`"/>
  $ upbench compare u x
  1 of 1 case regressed.
  New over base; threshold 5.0 %.
  
  x, against u: two runs, unpaired
    case              base      new   change    95 % interval      n  verdict
    row rows=1914  20.0 ms  31.0 ms  +54.9 %  +54.2 \xe2\x80\xa6 +55.6 %  12+10  regressed (esc)
  
    - row rows=1914: every sample of new is above 1.5 times the largest of base.
  A side has fewer than three sessions, so the intervals do not include the variation between sessions: a time has a verdict only if the difference is gross. Measure with --sessions 3 or more, or use `upbench calibrate` and `compare --noise`.
  [1]

What sessions differ by can come from a file, which also sets the least threshold of a case:

  $ fake-run cal -samples=60 -sessions=6 row:arm=base:ms=20 row:arm=same:ms=20 json:arm=base:ms=30 json:arm=same:ms=30
  $ upbench calibrate cal -o noise.json > /dev/null; python3 -c 'import json
  > noise = json.load(open("noise.json"))
  > for case, sigma in zip(noise["cases"], (0.03, 0.002)): case["sigma_b"] = sigma
  > json.dump(noise, open("noise.json", "w"))'
  $ fake-run y row:ms=20 json:ms=30; fake-run z -draw=3 row:ms=21.5 json:ms=32.5
  $ upbench compare y z --noise noise.json
  1 of 2 cases regressed, 1 inconclusive.
  New over base; thresholds by case.
  
  z, against y: two runs, unpaired
    case               base      new  change   95 % interval   n  threshold  verdict       detectable
    json rows=1914  30.0 ms  32.5 ms  +8.4 %   +7.3 \xe2\x80\xa6 +9.4 %  10      5.0 %  regressed          6.6 % (esc)
    row rows=1914   20.0 ms  21.5 ms  +7.4 %  -3.7 \xe2\x80\xa6 +19.8 %  10      9.4 %  inconclusive      30.2 % (esc)
  
    - row rows=1914: 10 and 10 samples would have shown a slow-down of 30.2 %; about 328 samples per side are needed; threshold raised to 9.4 %, three times the standard deviation between sessions.
  [1]
  $ upbench compare y z --noise noise.json --threshold 20 -q
  $ upbench compare y z --noise noise.json --format json | grep threshold
    "threshold": 0.05,
            "threshold": 0.0941742837052104,
            "threshold_source": "noise",
            "threshold": 0.05,
            "threshold_source": "comparison",

A case can have a threshold and a metric of its own, from its experiment; the command line is stronger:

  $ fake own -trips=3 row:ms=20 json:ms=30:threshold=12 values:ms=9:metric=round_trips
  $ fake own2 -draw=3 -trips=3 row:ms=22 json:ms=33:threshold=12 values:ms=18:metric=round_trips
  $ upbench compare own own2
  1 of 3 comparisons regressed, 2 equivalent; overall regressed.
  New over base; thresholds by case.
  
  own2, against own: two runs, unpaired
    case              metric          base      new   change   95 % interval   n  threshold  verdict     detectable
    row rows=1914     update       20.0 ms  22.0 ms   +9.8 %  +9.2 \xe2\x80\xa6 +10.4 %  10      5.0 %  regressed        6.0 % (esc)
    json rows=1914    update       30.0 ms  33.0 ms  +10.1 %  +9.3 \xe2\x80\xa6 +10.8 %  10     12.0 %  equivalent      13.3 % (esc)
    values rows=1914  round_trips        3        3      0 %           exact  10      0.0 %  equivalent       0.0 %
  
  Overall: regressed, +34.2 % (+33.8 \xe2\x80\xa6 +34.7 %), the mean of 3 cases over 3 sessions; threshold 2.0 %. (esc)
  [1]
  $ upbench compare own own2 --threshold 20 --metric update
  1 of 3 cases regressed, 2 equivalent; overall regressed.
  New over base; threshold 20.0 %.
  
  own2, against own: two runs, unpaired
    case                 base      new    change     95 % interval   n  verdict     detectable
    values rows=1914  9.00 ms  18.0 ms  +100.1 %  +98.0 \xe2\x80\xa6 +102.2 %  10  regressed       22.4 % (esc)
    row rows=1914     20.0 ms  22.0 ms    +9.8 %    +9.2 \xe2\x80\xa6 +10.4 %  10  equivalent      21.2 % (esc)
    json rows=1914    30.0 ms  33.0 ms   +10.1 %    +9.3 \xe2\x80\xa6 +10.8 %  10  equivalent      21.5 % (esc)
  
  Overall: regressed, +34.2 % (+33.8 \xe2\x80\xa6 +34.7 %), the mean of 3 cases over 3 sessions; threshold 2.0 %. (esc)
  [1]
  $ upbench compare own own2 --format json | grep -o '"threshold.*'
  "threshold": 0.05,
  "threshold": 0.05,
  "threshold_source": "comparison",
  "threshold": 0.12,
  "threshold_source": "experiment",
  "threshold": 0.0,
  "threshold_source": "counter",
  "threshold": 0.02,
  "threshold_source": "comparison",
  $ fake all row:ms=20:threshold=12; fake all2 -draw=3 row:ms=22:threshold=12; upbench compare all all2 | head -n 2
  1 of 1 case equivalent.
  New over base; threshold 12.0 %.
  $ fake newest row:ms=20:metric=elegance; upbench compare a newest
  upbench compare: run.json: case "row rows=1914": metric "elegance" is not known: a newer upbench wrote it; --metric names others
  [2]

Runs that differ in what their numbers depend on are refused:

  $ fake moved -server.version='"16.1"' -host.cores=4 -seed=7 -server.settings='[{"name": "jit", "value": "off", "unit": null}]' row:ms=20
  $ upbench compare a moved
  upbench compare: the runs cannot be compared (--force compares them anyway)
  Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.
  Why:
  
    fact              base       new
    server version    15.4       16.1
    setting work_mem  4096 \xc3\x97 kB  default (esc)
    setting jit       default    off
    host cores        2          4
    seed              1914       7
  [4]
  $ upbench compare -q a moved --force
  $ upbench compare a moved --force --format markdown
  **1 of 1 case equivalent.**
  
  New over base; threshold 5.0 %.
  
  ### moved, against a: two runs, unpaired
  
  <details><summary>1 case</summary>
  
  | case | base | new | change | 95 % interval | n | verdict | detectable |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |
  | row rows=1914 | 20.0 ms | 20.0 ms | 0 % | -0.6 \xe2\x80\xa6 +0.6 % | 10 | equivalent | 5.9 % | (esc)
  
  </details>
  
  Warning: the runs differ in server, settings, host or data, or a run is incomplete:
  
  | fact | base | new |
  | --- | --- | --- |
  | server version | 15.4 | 16.1 |
  | setting work\\_mem | 4096 \xc3\x97 kB | default | (esc)
  | setting jit | default | off |
  | host cores | 2 | 4 |
  | seed | 1914 | 7 |
  $ upbench compare a moved --format markdown 2>/dev/null
  **Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.**
  
  Why:
  
  | fact | base | new |
  | --- | --- | --- |
  | server version | 15.4 | 16.1 |
  | setting work\\_mem | 4096 \xc3\x97 kB | default | (esc)
  | setting jit | default | off |
  | host cores | 2 | 4 |
  | seed | 1914 | 7 |
  [4]
  $ upbench compare a moved --format json 2>/dev/null | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["refused"], d["counts"], len(d["comparisons"][0]["differences"]))'
  True {'regressed': 0, 'improved': 0, 'equivalent': 0, 'inconclusive': 0, 'incomparable': 0, 'new': 0, 'not measured': 0} 5
  $ upbench compare a moved --format junit 2>/dev/null
  <?xml version="1.0" encoding="UTF-8"?>
  <testsuites name="upbench compare">
    <testsuite name="upbench compare a moved" tests="1" failures="0" errors="1" skipped="0">
      <testcase classname="upbench.compare" name="the runs can be compared">
        <error message="the runs differ in server, settings, host or data, or a run is incomplete" type="refused">server version: 15.4 -&gt; 16.1
  setting work_mem: 4096 \xc3\x97 kB -&gt; default (esc)
  setting jit: default -&gt; off
  host cores: 2 -&gt; 4
  seed: 1914 -&gt; 7
  </error>
      </testcase>
    </testsuite>
  </testsuites>
  [4]
  $ upbench compare a moved --format csv 2>/dev/null
  base,new,case,metric,verdict,reason,paired,exact,n_base,n_new,base_median,new_median,ratio,low,high,p_value,threshold,detectable,wanted,failures,decided_at_pair
  [4]

So is one that did not end:

  $ fake killed -outcome=null row:ms=20; upbench compare a killed
  upbench compare: the runs cannot be compared (--force compares them anyway)
  Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.
  Why:
  
    fact            base      new
    end of the run  complete  none: it was killed, or still runs
  [4]
  $ fake-run cut -samples=12 -outcome='"interrupted by SIGINT"' row:arm=base:ms=20 row:arm=new:ms=20; upbench compare cut -q
  upbench compare: the runs cannot be compared (--force compares them anyway):
    end of the run: interrupted by SIGINT
  [4]
  $ upbench compare cut --force
  1 of 1 case equivalent.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    case              base      new    change  95 % interval   n  verdict     detectable
    row rows=1914  23.4 ms  23.2 ms  -0.034 %  -0.6 \xe2\x80\xa6 +0.5 %  12  equivalent       5.8 % (esc)
  
  Warning: the runs differ in server, settings, host or data, or a run is incomplete:
  
    fact            is
    end of the run  interrupted by SIGINT

A run and itself:

  $ upbench compare a a
  upbench compare: warning: BASE and NEW are the same run
  1 of 1 case equivalent.
  New over base; threshold 5.0 %.
  
  a, against a: two runs, unpaired
    case              base      new  change  95 % interval   n  verdict     detectable
    row rows=1914  20.0 ms  20.0 ms     0 %  -0.6 \xe2\x80\xa6 +0.6 %  10  equivalent       5.9 % (esc)

Formats for programs, and text that would break them:

  $ fake evil -error='"]]><&\"|\u001b[31m\uffff` @all"' 'row:set=x="<&>|`":ms=20' json:ms=30:status=failed values:ms=9:samples=3
  $ fake evil2 -draw=3 'row:set=x="<&>|`":ms=30' json:ms=30 values:ms=9.45:samples=3
  $ upbench compare evil evil2
  1 of 3 cases regressed, 1 inconclusive, 1 incomparable; overall regressed.
  New over base; threshold 5.0 %.
  
  evil2, against evil: two runs, unpaired
    case                        base      new   change    95 % interval   n  verdict       detectable
    row rows=1914 x="<&>|`"  20.0 ms  30.0 ms  +49.9 %  +48.8 \xe2\x80\xa6 +51.0 %  10  regressed          6.2 % (esc)
    json rows=1914  incomparable: failed in evil: ]]><&"|\xef\xbf\xbd[31m\xef\xbf\xbf` @all (esc)
    values rows=1914         9.00 ms  9.45 ms   +4.9 %    +3.8 \xe2\x80\xa6 +6.1 %   3  inconclusive       6.9 % (esc)
  
    - values rows=1914: 3 and 3 samples would have shown a slow-down of 6.9 %; about 696 sessions per side are needed.
  Overall: regressed, +25.4 % (+24.3 \xe2\x80\xa6 +26.6 %), the mean of 2 cases over 3 sessions; threshold 2.0 %. (esc)
  [1]
  $ upbench compare evil evil2 --format markdown
  **1 of 3 cases regressed, 1 inconclusive, 1 incomparable; overall regressed.**
  
  New over base; threshold 5.0 %.
  
  ### evil2, against evil: two runs, unpaired
  
  | case | base | new | change | 95 % interval | n | verdict | detectable | reason |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |
  | **row rows=1914 x="&#60;&#38;&#62;\\|\\`"** | 20.0 ms | 30.0 ms | +49.9 % | +48.8 \xe2\x80\xa6 +51.0 % | 10 | regressed | 6.2 % |  | (esc)
  | json rows=1914 |  |  |  |  |  |  |  | incomparable: failed in evil: \\]\\]&#62;&#60;&#38;"\\|\xef\xbf\xbd\\[31m\xef\xbf\xbf\\` &#64;all | (esc)
  
  <details><summary>1 other</summary>
  
  | case | base | new | change | 95 % interval | n | verdict | detectable | reason |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |
  | values rows=1914 | 9.00 ms | 9.45 ms | +4.9 % | +3.8 \xe2\x80\xa6 +6.1 % | 3 | inconclusive | 6.9 % |  | (esc)
  
  </details>
  
  - values rows=1914: 3 and 3 samples would have shown a slow-down of 6.9 %; about 696 sessions per side are needed.
  
  Overall: regressed, +25.4 % (+24.3 \xe2\x80\xa6 +26.6 %), the mean of 2 cases over 3 sessions; threshold 2.0 %. (esc)
  [1]
  $ upbench compare evil evil2 --format junit -o out.xml
  1 of 3 cases regressed, 1 inconclusive, 1 incomparable; overall regressed.
  [1]
  $ cat out.xml
  <?xml version="1.0" encoding="UTF-8"?>
  <testsuites name="upbench compare">
    <testsuite name="upbench compare evil evil2" tests="4" failures="2" errors="1" skipped="1">
      <testcase classname="upbench.compare.update" name="row rows=1914 x=&quot;&lt;&amp;&gt;|`&quot;" time="0.029981865">
        <failure message="+49.9 % (+48.8 \xe2\x80\xa6 +51.0 %), from 20.0 ms to 30.0 ms" type="regressed"/> (esc)
      </testcase>
      <testcase classname="upbench.compare.update" name="json rows=1914">
        <error message="failed in evil: ]]&gt;&lt;&amp;&quot;|\xef\xbf\xbd[31m\xef\xbf\xbd` @all" type="incomparable"/> (esc)
      </testcase>
      <testcase classname="upbench.compare.update" name="values rows=1914" time="0.009447366">
        <skipped message="3 and 3 samples would have shown a slow-down of 6.9 %; about 696 sessions per side are needed"/>
      </testcase>
      <testcase classname="upbench.compare.update" name="overall">
        <failure message="+25.4 % (+24.3 \xe2\x80\xa6 +26.6 %)" type="regressed"/> (esc)
      </testcase>
    </testsuite>
  </testsuites>
  $ python3 - <<'END'
  > import xml.etree.ElementTree as tree
  > for case in tree.parse("out.xml").getroot().iter("testcase"):
  >     print(repr(case.get("name")), [(child.tag, child.get("message")) for child in case])
  > END
  'row rows=1914 x="<&>|`"' [('failure', '+49.9 % (+48.8 \xe2\x80\xa6 +51.0 %), from 20.0 ms to 30.0 ms')] (esc)
  'json rows=1914' [('error', 'failed in evil: ]]><&"|\xef\xbf\xbd[31m\xef\xbf\xbd` @all')] (esc)
  'values rows=1914' [('skipped', '3 and 3 samples would have shown a slow-down of 6.9 %; about 696 sessions per side are needed')]
  'overall' [('failure', '+25.4 % (+24.3 \xe2\x80\xa6 +26.6 %)')] (esc)
  $ upbench compare evil evil2 --format json -q -o out.json
  [1]
  $ python3 - <<'END'
  > import json
  > def refuse(constant): raise ValueError(constant)
  > d = json.load(open("out.json"), parse_constant=refuse)
  > print(d["counts"])
  > for case in d["comparisons"][0]["cases"]: print(case)
  > END
  {'regressed': 1, 'improved': 0, 'equivalent': 0, 'inconclusive': 1, 'incomparable': 1, 'new': 0, 'not measured': 0}
  {'case': 'row rows=1914 x="<&>|`"', 'metric': 'update', 'unit': 'ns', 'verdict': 'regressed', 'reason': None, 'exact': False, 'n_base': 10, 'n_new': 10, 'base': 20000232.0, 'new': 29981864.5, 'base_p90': None, 'new_p90': None, 'base_modes': None, 'new_modes': None, 'ratio': 1.49911273473379, 'low': 1.48835335318121, 'high': 1.50994989639896, 'p_value': 4.50075713454683e-08, 'threshold': 0.05, 'threshold_source': 'comparison', 'detectable': 0.0621636597278157, 'by_session': True, 'wanted': None, 'decided_at_pair': None, 'failures': None, 'confirmation': None}
  {'case': 'json rows=1914', 'metric': 'update', 'unit': 'ns', 'verdict': 'incomparable', 'reason': 'failed in evil: ]]><&"|\xef\xbf\xbd[31m\\uffff` @all', 'exact': False, 'n_base': 0, 'n_new': 0, 'base': None, 'new': None, 'base_p90': None, 'new_p90': None, 'base_modes': None, 'new_modes': None, 'ratio': None, 'low': None, 'high': None, 'p_value': None, 'threshold': 0.05, 'threshold_source': 'comparison', 'detectable': None, 'by_session': False, 'wanted': None, 'decided_at_pair': None, 'failures': None, 'confirmation': None} (esc)
  {'case': 'values rows=1914', 'metric': 'update', 'unit': 'ns', 'verdict': 'inconclusive', 'reason': None, 'exact': False, 'n_base': 3, 'n_new': 3, 'base': 9003302.0, 'new': 9447366.0, 'base_p90': None, 'new_p90': None, 'base_modes': None, 'new_modes': None, 'ratio': 1.04932240942314, 'low': 1.03787892825898, 'high': 1.0608920645153, 'p_value': 1.0, 'threshold': 0.05, 'threshold_source': 'comparison', 'detectable': 0.0685595072526653, 'by_session': True, 'wanted': 696, 'decided_at_pair': None, 'failures': None, 'confirmation': None}
  $ upbench compare evil evil2 --format csv -q -o out.csv
  [1]
  $ cat out.csv
  base,new,case,metric,verdict,reason,paired,exact,n_base,n_new,base_median,new_median,ratio,low,high,p_value,threshold,detectable,wanted,failures,decided_at_pair
  evil,evil2,"row rows=1914 x=""<&>|`""",update,regressed,,0,0,10,10,20000232,29981864.5,1.4991127347337905,1.4883533531812134,1.5099498963989642,4.5007571345468317e-08,0.05,0.0621636597278157,,,
  evil,evil2,json rows=1914,update,incomparable,"failed in evil: ]]><&""|\x1b[31m\xef\xbf\xbf` @all",0,0,0,0,,,,,,,0.05,,,, (esc)
  evil,evil2,values rows=1914,update,inconclusive,,0,0,3,3,9003302,9447366,1.0493224094231448,1.0378789282589789,1.060892064515299,1,0.05,0.068559507252665325,696,,
  evil,evil2,overall,update,regressed,,0,0,3,3,,,1.25421393183451,1.2430237252242045,1.265504877249265,1.0965188334004414e-05,0.02,,,,
  $ python3 -c 'import csv; print([(r["case"], r["verdict"], r["reason"]) for r in csv.DictReader(open("out.csv"))])'
  [('row rows=1914 x="<&>|`"', 'regressed', ''), ('json rows=1914', 'incomparable', 'failed in evil: ]]><&"|\x1b[31m\uffff` @all'), ('values rows=1914', 'inconclusive', ''), ('overall', 'regressed', '')]
  $ odd=$(printf 'd\377"<r'); mv evil "$odd"; upbench compare "$odd" evil2 --format json | python3 -c 'import json, sys; print(ascii(json.load(sys.stdin)["comparisons"][0]["base"]))'
  'd\ufffd"<r'
  $ upbench compare "$odd" evil2 --format junit | python3 -c 'import sys, xml.etree.ElementTree as t; print(ascii(t.parse(sys.stdin.buffer).getroot()[0].get("name")))'
  'upbench compare d\ufffd"<r evil2'

What is no run, or no longer the one that was written:

  $ upbench compare a nosuch
  upbench compare: nosuch is not a run: run.json: No such file or directory
  [2]
  $ upbench compare nosuch
  upbench compare: nosuch is not a run: run.json: No such file or directory
  [2]
  $ copy() { rm -rf copy; cp -r a copy; }
  $ copy; sed -i 1q copy/samples.csv; upbench compare copy copy
  upbench compare: copy/samples.csv has no sample: nothing to compare
  [2]
  $ copy; sed -i 1q copy/samples.csv; upbench compare a copy
  upbench compare: copy/samples.csv has no sample: nothing to compare
  [2]
  $ copy; : > copy/samples.csv; upbench compare a copy
  upbench compare: copy/samples.csv:1: the file is empty
  [2]
  $ copy; truncate -s -20 copy/samples.csv; upbench compare a copy
  upbench compare: copy/samples.csv:11: the file ends in the middle of a line
  [2]
  $ copy; rm copy/run.json; upbench compare a copy
  upbench compare: copy is not a run: run.json: No such file or directory
  [2]
  $ copy; tail -n 1 a/samples.csv >> copy/samples.csv; upbench compare a copy
  upbench compare: copy/samples.csv: duplicate sample 10 of row rows=1914
  [2]
  $ copy; tail -n 1 same/samples.csv >> copy/samples.csv; upbench compare a copy
  upbench compare: copy/samples.csv: a sample of row rows=1914 belongs to run same, and run.json to a
  [2]
  $ copy; sed -i 's/,measure,ok,/,measure,fine,/' copy/samples.csv; upbench compare a copy
  upbench compare: copy/samples.csv:2: column status: "fine" is not an allowed value
  [2]
  $ copy; upbench report -q copy; sed -i '$d' copy/samples.csv; upbench compare a copy
  copy
  upbench compare: copy/summary.csv:2: copy: samples.csv has 9 measured samples of row rows=1914, summary.csv 10: one of the files was edited or truncated
  [2]
  $ copy; sed -i 's/,measure,/,warmup,/' copy/samples.csv; upbench compare a copy
  upbench compare: warning: BASE and NEW are the same run
  upbench compare: no case can be compared
  1 of 1 case incomparable.
  New over base; threshold 5.0 %.
  
  copy, against a: two runs, unpaired
    row rows=1914  incomparable: no sample of copy has update
  [4]
  $ upbench compare a same -o nosuch/file
  upbench compare: --output: cannot create nosuch/file: No such file or directory
  [2]
  $ upbench compare a same --format pdf 2>&1 | head -n 1
  upbench compare: --format: "pdf" is none of terminal, markdown, json, junit, csv
  $ upbench compare a same --metric speed 2>&1 | head -n 1
  upbench compare: --metric: "speed" is not one of update, total, wal_bytes, round_trips, bytes_sent, buffers, server_cpu, client_cpu, backend_peak, client_peak, server_instructions, client_instructions, temp_bytes, table_bytes, index_bytes, cold, update_mean, update_slow, update_spread, tails
  $ upbench compare a same slow 2>&1 | head -n 1
  upbench compare: surplus argument "slow": expected RUN | BASE NEW
  $ upbench compare 2>&1 | head -n 1
  upbench compare: an argument is missing: expected RUN | BASE NEW

Colors are for terminals:

  $ upbench compare base new | grep -c $'\e'
  0
  [1]
  $ script -qec 'stty cols 60; upbench compare base new' /dev/null </dev/null | tr -d '\r' | cat -v
  1 of 4 cases regressed, 1 improved, 1 equivalent, 1
  inconclusive.
  New over base; threshold 5.0 %.
  
  new, against base: two runs, unpaired
    case               change    95 % interval  verdict
  ^[[31m  row rows=1914     +22.0 %  +21.3 ~ +22.7 %  regressed^[[0m
    unnest rows=1914   +0.7 %    -0.2 ~ +1.5 %  equivalent
  ^[[32m  json rows=1914    -20.0 %  -20.5 ~ -19.4 %  improved^[[0m
  ^[[2m  values rows=1914   +5.1 %    +4.0 ~ +6.2 %  inconclusive^[[0m
  
    - values rows=1914: 10 and 10 samples would have shown a
      slow-down of 7.4 %; about 327 sessions per side are
      needed.
  Overall: equivalent, +0.8 % (+0.5 ~ +1.1 %), the mean of 4
  cases over 3 sessions; threshold 2.0 %.
  
  Not shown in 60 columns: base, new, detectable.
  $ script -qec 'NO_COLOR=1 upbench compare base new' /dev/null </dev/null | grep -c $'\e'
  0
  [1]

A model of the processor that neither run knows may differ unseen; one that differs is refused:

  $ fake unknown -host.cpu=null row:ms=20; fake unknown-too -host.cpu=null -draw=2 row:ms=20; fake D -host.cpu='"D"' row:ms=20
  $ upbench compare unknown unknown-too | grep -o 'Warning: .*'
  Warning: the CPU model of neither run is known. They may come from different machines.
  $ upbench compare unknown unknown-too --format json | grep unknown\"
        "base": "unknown",
        "cpu_unknown": true,
  $ upbench compare a s --format json | grep unknown\"
        "cpu_unknown": false,
  $ upbench compare a D
  upbench compare: the runs cannot be compared (--force compares them anyway)
  Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.
  Why:
  
    fact      base  new
    host cpu  C     D
  [4]
  $ upbench compare a unknown 2>/dev/null | tail -n 1
    host cpu  C     not recorded

A fact that only one of two runs recorded is a difference, as with a run of an earlier version; no limit is known:

  $ fake newer -host.usable_processors=2 -host.cpu_limit=0 -host.memory_limit_bytes=536870912 -server.filesystem='"ext4"' row:ms=20
  $ upbench compare a newer
  upbench compare: the runs cannot be compared (--force compares them anyway)
  Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.
  Why:
  
    fact               base          new
    file system        not recorded  ext4
    usable processors  not recorded  2
    cpu limit          not recorded  none
    memory limit       not recorded  536870912
  [4]
  $ fake limited -host.usable_processors=2 -host.cpu_limit=1.5 -host.memory_limit_bytes=0 -server.filesystem='"ext4"' row:ms=20
  $ upbench compare newer limited
  upbench compare: the runs cannot be compared (--force compares them anyway)
  Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.
  Why:
  
    fact          base       new
    cpu limit     none       1.5
    memory limit  536870912  none
  [4]
