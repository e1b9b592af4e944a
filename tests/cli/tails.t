Slow samples and scatter, which the center of the times does not show:

  $ fake-run arms -samples=100 -noise=0.025 row:arm=base:ms=20 row:arm=new:ms=20:slow=0.2:slower=2 json:arm=base:ms=20 json:arm=new:ms=20
  $ upbench compare arms
  2 of 2 cases equivalent.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    case               base      new  change  95 % interval    n  verdict     detectable
    row rows=1914   23.3 ms  23.7 ms  +2.1 %  +0.8 \xe2\x80\xa6 +4.5 %  100  equivalent       8.1 % (esc)
    json rows=1914  22.9 ms  23.2 ms  +0.3 %  -0.5 \xe2\x80\xa6 +1.0 %  100  equivalent       6.2 % (esc)
  
    - row rows=1914: new has two modes: 22.8 ms (80 %), 47.7 ms (20 %).
  $ upbench compare arms --metric update,tails
  3 of 8 comparisons regressed, 2 equivalent, 3 inconclusive.
  New over base; thresholds by case.
  
  new, against base: pairs of the same round
    case            metric            base      new    change  95 % interval    n  threshold  verdict       detectable
    row rows=1914   update_mean    23.0 ms  27.7 ms   +20.0 %              -  100      5.0 %  regressed              -
                    update_slow    26.1 ms  49.5 ms   +89.6 %              -  100     10.0 %  regressed              -
                    update_spread    7.5 %   18.7 %  +150.1 %              -  100     25.0 %  regressed              -
                    update         23.3 ms  23.7 ms    +2.1 %  +0.8 \xe2\x80\xa6 +4.5 %  100      5.0 %  equivalent         8.6 % (esc)
    json rows=1914  update         22.9 ms  23.2 ms    +0.3 %  -0.5 \xe2\x80\xa6 +1.0 %  100      5.0 %  equivalent         6.4 % (esc)
                    update_mean    23.0 ms  23.0 ms    +0.3 %              -  100      5.0 %  inconclusive           -
                    update_slow    26.0 ms  26.2 ms    +1.0 %              -  100     10.0 %  inconclusive           -
                    update_spread    7.5 %    7.4 %    -1.7 %              -  100     25.0 %  inconclusive           -
  
    - row rows=1914: new has two modes: 22.8 ms (80 %), 47.7 ms (20 %).
    - row rows=1914, update_slow: 90 % quantile: 47.7 ms, of base 25.5 ms.
  Metrics of tails are never equivalent: one that shows no change beyond its threshold is inconclusive.
  [1]
  $ upbench compare arms --metric tails,update_mean -q --format csv=tails.csv
  [1]
  $ cut -d, -f 3-5,7-10,14- tails.csv
  case,metric,verdict,paired,exact,n_base,n_new,low,high,p_value,threshold,detectable,wanted,failures,decided_at_pair
  row rows=1914,update_mean,regressed,1,0,100,100,,,0.0055,0.05,,,,
  row rows=1914,update_slow,regressed,1,0,100,100,,,0.0012000000000000001,0.1,,,,
  row rows=1914,update_spread,regressed,1,0,100,100,,,0.0055,0.25,,,,
  json rows=1914,update_mean,inconclusive,1,0,100,100,,,1,0.05,,,,
  json rows=1914,update_slow,inconclusive,1,0,100,100,,,1,0.1,,,,
  json rows=1914,update_spread,inconclusive,1,0,100,100,,,1,0.25,,,,

The other way round they are improved. Two runs have no pairs:

  $ fake-run even -sessions=3 -samples=60 -noise=0.025 row:ms=20; fake-run uneven -sessions=3 -samples=40 -noise=0.025 -draw=3 row:ms=20:slow=0.2:slower=2
  $ upbench compare even uneven --metric tails
  3 of 3 comparisons regressed.
  New over base; thresholds by case.
  
  uneven, against even: two runs, unpaired
    case           metric            base      new    change      n  threshold  verdict
    row rows=1914  update_mean    20.0 ms  23.9 ms   +19.6 %  60+40      5.0 %  regressed
                   update_slow    20.9 ms  40.3 ms   +93.3 %  60+40     10.0 %  regressed
                   update_spread    2.0 %    5.7 %  +186.5 %  60+40     25.0 %  regressed
  
    - row rows=1914, update_slow: 90 % quantile: 39.8 ms, of base 20.6 ms.
  [1]
  $ upbench compare uneven even --metric tails
  3 of 3 comparisons improved.
  New over base; thresholds by case.
  
  even, against uneven: two runs, unpaired
    case           metric            base      new   change      n  threshold  verdict
    row rows=1914  update_mean    23.9 ms  20.0 ms  -16.4 %  40+60      5.0 %  improved
                   update_slow    40.3 ms  20.9 ms  -48.3 %  40+60     10.0 %  improved
                   update_spread    5.7 %    2.0 %  -65.1 %  40+60     25.0 %  improved
  
    - row rows=1914, update_slow: 90 % quantile: 20.6 ms, of base 39.8 ms.
  $ upbench compare even uneven --metric tails --seed 7 > seven; upbench compare even uneven --metric tails --seed 7 | cmp - seven

Each has its own threshold, in proportion to that of times. What is not there is not called, and not proven:

  $ upbench compare arms --metric tails --format json | python3 -c 'import json, sys; print([c["threshold"] for c in json.load(sys.stdin)["comparisons"][0]["cases"][:3]])'
  [0.05, 0.1, 0.25]
  $ upbench compare arms --metric tails --threshold 50 -q
  $ upbench compare arms --metric tails --threshold 100 --require-conclusive
  6 of 6 comparisons inconclusive.
  New over base; thresholds by case.
  
  new, against base: pairs of the same round
    case            metric            base      new    change    n  threshold  verdict
    row rows=1914   update_mean    23.0 ms  27.7 ms   +20.0 %  100    100.0 %  inconclusive
                    update_slow    26.1 ms  49.5 ms   +89.6 %  100    200.0 %  inconclusive
                    update_spread    7.5 %   18.7 %  +150.1 %  100    500.0 %  inconclusive
    json rows=1914  update_mean    23.0 ms  23.0 ms    +0.3 %  100    100.0 %  inconclusive
                    update_slow    26.0 ms  26.2 ms    +1.0 %  100    200.0 %  inconclusive
                    update_spread    7.5 %    7.4 %    -1.7 %  100    500.0 %  inconclusive
  
  Metrics of tails are never equivalent: one that shows no change beyond its threshold is inconclusive.
  $ upbench compare even uneven --rounds 1-3 --metric tails
  upbench compare: not enough data: row rows=1914, update_mean and 2 more comparisons cannot detect a slow-down of 15.0 % (--must-see); measure with --sessions 3 on both sides, or give --noise
  3 of 3 comparisons inconclusive.
  New over base; thresholds by case.
  
  uneven, against even: two runs, unpaired
    case           metric            base      new   change  n  threshold  verdict
    row rows=1914  update_mean    20.0 ms  19.9 ms   -0.3 %  3      5.0 %  inconclusive
                   update_slow    20.7 ms  20.4 ms   -1.5 %  3     10.0 %  inconclusive
                   update_spread    2.4 %    1.4 %  -41.0 %  3     25.0 %  inconclusive
  
  A side has fewer than three sessions, so the intervals do not include the variation between sessions: a time has a verdict only if the difference is gross. Measure with --sessions 3 or more, or use `upbench calibrate` and `compare --noise`.
  [3]

All cases 3 % slower are equivalent case by case, and not together; it takes three sessions:

  $ fake-run all -samples=30 -noise=0.01 -sessions=3 row:arm=base:ms=20 row:arm=new:ms=20.6 json:arm=base:ms=30 json:arm=new:ms=30.9
  $ upbench compare all
  2 of 2 cases equivalent; overall regressed.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    case               base      new  change  95 % interval   n  verdict     detectable
    row rows=1914   22.8 ms  23.8 ms  +2.9 %  +1.4 \xe2\x80\xa6 +4.4 %  30  equivalent       7.6 % (esc)
    json rows=1914  34.7 ms  35.4 ms  +3.1 %  +1.3 \xe2\x80\xa6 +4.9 %  30  equivalent       8.1 % (esc)
  
  Overall: regressed, +3.0 % (+2.6 \xe2\x80\xa6 +3.4 %), the mean of 2 cases over 3 sessions; threshold 2.0 %. (esc)
  [1]
  $ upbench compare all --threshold 1 -q -o tally.txt
  [1]
  $ upbench compare all --format csv | cut -d, -f 3-5,9,17
  case,metric,verdict,n_base,threshold
  row rows=1914,update,equivalent,30,0.05
  json rows=1914,update,equivalent,30,0.05
  overall,update,regressed,3,0.02
  $ upbench compare all --format json | python3 -c 'import json, sys; d = json.load(sys.stdin); o = d["comparisons"][0]["overall"]; print(d["counts"]["regressed"], o["verdict"], o["cases"], o["n_base"], o["threshold"])'
  0 regressed 2 3 0.02
  $ upbench compare all --format junit | tail -n 6
      <testcase classname="upbench.compare.update" name="json rows=1914" time="0.035373922"/>
      <testcase classname="upbench.compare.update" name="overall">
        <failure message="+3.0 % (+2.6 \xe2\x80\xa6 +3.4 %)" type="regressed"/> (esc)
      </testcase>
    </testsuite>
  </testsuites>
  $ upbench compare all --format markdown | sed -n '1p;$p'
  **2 of 2 cases equivalent; overall regressed.**
  Overall: regressed, +3.0 % (+2.6 \xe2\x80\xa6 +3.4 %), the mean of 2 cases over 3 sessions; threshold 2.0 %. (esc)
  $ upbench compare all --metric total -q
  $ fake-run fewer -samples=30 -noise=0.01 -sessions=2 row:arm=base:ms=20 row:arm=new:ms=20.6 json:arm=base:ms=30 json:arm=new:ms=30.9
  $ upbench compare fewer -q
  $ upbench compare fewer --format json | grep overall
        "overall": null

A side with two modes is described, whatever its verdict:

  $ fake-run modes -samples=100 -noise=0.02 row:ms=4; fake-run humps -samples=100 -noise=0.02 -draw=3 row:ms=4:slow=0.3:slower=1.5
  $ upbench compare modes humps | grep modes
  upbench compare: not enough data: row rows=1914 cannot detect a slow-down of 15.0 % (--must-see); measure with --sessions 3 on both sides, or give --noise
  humps, against modes: two runs, unpaired
  $ upbench compare modes humps --format json | python3 -c 'import json, sys; c = json.load(sys.stdin)["comparisons"][0]["cases"][0]; print(c["base_modes"], [m["share"] for m in c["new_modes"]])'
  upbench compare: not enough data: row rows=1914 cannot detect a slow-down of 15.0 % (--must-see); measure with --sessions 3 on both sides, or give --noise
  None [0.7, 0.3]

Processor time and memory are judged as times are, growth as other counters of the server; an amount that was not measured is not 0:

  $ fake-run more -samples=12 -counters=true row:arm=base:ms=20:pages=100 row:arm=new:ms=30:pages=102
  $ upbench compare more --metric server_cpu,client_cpu,backend_peak,table_bytes,index_bytes
  3 of 5 comparisons regressed, 2 equivalent.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    case           metric            base       new   change     95 % interval   n  verdict     detectable
    row rows=1914  server_cpu     11.6 ms   17.2 ms  +49.9 %   +49.1 \xe2\x80\xa6 +50.8 %  12  regressed        6.0 % (esc)
                   client_cpu     4.63 ms   6.90 ms  +49.9 %   +49.1 \xe2\x80\xa6 +50.8 %  12  regressed        6.0 % (esc)
                   table_bytes   93.5 KiB  95.3 KiB   +2.0 %  resolution 0.1 %  12  regressed        0.1 %
                   backend_peak  28.6 MiB  28.6 MiB      0 %     +0.0 \xe2\x80\xa6 +0.0 %  12  equivalent       5.0 % (esc)
                   index_bytes        0 B       0 B      0 %  resolution 0.1 %  12  equivalent       0.1 %
  [1]
  $ upbench compare more --metric client_peak,temp_bytes
  upbench compare: no case can be compared
  2 of 2 comparisons incomparable.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    row rows=1914, client_peak  incomparable: no sample of base has client_peak
    row rows=1914, temp_bytes  incomparable: no sample of base has temp_bytes
  [4]
