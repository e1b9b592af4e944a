The first call of each session, on a fresh connection, is a metric: a value for each session, of which six pairs can be tested:

  $ fake-run arms -samples=12 -sessions=6 row:arm=a:ms=20:cold=40 row:arm=b:ms=20:cold=60
  $ upbench compare arms --metric update,cold
  1 of 2 comparisons regressed, 1 equivalent.
  New over base; threshold 5.0 %.
  
  b, against a: pairs of the same round
    case           metric     base      new     change    95 % interval   n  verdict     detectable
    row rows=1914  cold    46.2 ms  68.7 ms    +49.1 %  +47.9 \xe2\x80\xa6 +50.2 %   6  regressed        6.3 % (esc)
                   update  23.3 ms  23.2 ms  +0.0068 %    -0.7 \xe2\x80\xa6 +0.7 %  12  equivalent       6.2 % (esc)
  [1]
  $ fake-run few -samples=12 -sessions=5 row:arm=a:ms=20:cold=40 row:arm=b:ms=20:cold=41
  $ upbench compare few --metric cold
  upbench compare: not enough data: row rows=1914, cold cannot detect a slow-down of 15.0 % (--must-see); about 6 sessions are needed
  1 of 1 case inconclusive.
  New over base; threshold 5.0 %.
  
  b, against a: pairs of the same round
    case           metric     base      new  change  n  verdict
    row rows=1914  cold    48.0 ms  49.5 ms  +1.9 %  5  inconclusive
  
    - row rows=1914, cold: 5 pairs are too few for any verdict; about 6 sessions are needed.
  [3]
  $ fake-run none -samples=12 -sessions=6 row:arm=a:ms=20 row:arm=b:ms=20:cold=60
  $ upbench compare none --metric cold
  upbench compare: no case can be compared
  1 of 1 case incomparable.
  New over base; threshold 5.0 %.
  
  b, against a: pairs of the same round
    row rows=1914, cold  incomparable: no sample of a has cold
  [4]

Between two runs:

  $ fake-run before -samples=12 -sessions=4 row:ms=20:cold=40; fake-run after -samples=12 -sessions=4 -draw=3 row:ms=20:cold=20
  $ upbench compare before after --metric cold --format csv | cut -d, -f 3-5,9-13
  case,metric,verdict,n_base,n_new,base_median,new_median,ratio
  row rows=1914,cold,improved,4,4,40161728.5,20006549,0.49782616047177125

A real run has them, and how long preparing took before them:

  $ upbench run -s unnest-binary,row -r 5 --samples 6 --sessions 6 --arm a --arm b -q -o run
  run
  $ upbench compare run --metric cold --format csv -q -o run.csv > out 2>&1; cut -d, -f 3,4,9,10 run.csv
  case,metric,n_base,n_new
  unnest-binary rows=5,cold,6,6
  row rows=5,cold,6,6
  $ python3 - << 'END'
  > import csv
  > rows = list(csv.DictReader(open("run/samples.csv", newline="")))
  > print(sorted({(r["phase"] == "cold", r["prepare_ns"] != "") for r in rows}))
  > print(all(int(r["prepare_ns"]) > 0 for r in rows if r["phase"] == "cold"))
  > END
  [(False, False), (True, True)]
  True
