Cases that not both sides have measured, in comparisons of runs that never took place:

  $ fake() { fake-run "$@" -sessions=3; }
  $ fake base row:ms=20 json:ms=30:status=skipped
  $ fake new -draw=3 row:ms=20 json:ms=30:status=skipped unnest:ms=10
  $ upbench compare base new
  1 of 3 cases equivalent, 1 new, 1 not measured.
  New over base; threshold 5.0 %.
  
  new, against base: two runs, unpaired
    case              base      new  change  95 % interval   n  verdict     detectable
    row rows=1914  20.0 ms  20.0 ms  -0.2 %  -0.8 \xe2\x80\xa6 +0.4 %  10  equivalent       5.8 % (esc)
    json rows=1914  not measured: was skipped in both: gone
    unnest rows=1914  new: 10.0 ms; missing in base
  $ upbench compare base new -q
  $ upbench compare base new --format csv | cut -d, -f 3,5,6,10,12
  case,verdict,reason,n_new,new_median
  row rows=1914,equivalent,,10,19977690.5
  json rows=1914,not measured,was skipped in both: gone,0,
  unnest rows=1914,new,missing in base,10,9995502.5
  $ upbench compare base new --format junit
  <?xml version="1.0" encoding="UTF-8"?>
  <testsuites name="upbench compare">
    <testsuite name="upbench compare base new" tests="3" failures="0" errors="0" skipped="2">
      <testcase classname="upbench.compare.update" name="row rows=1914" time="0.019977690"/>
      <testcase classname="upbench.compare.update" name="json rows=1914">
        <skipped message="was skipped in both: gone"/>
      </testcase>
      <testcase classname="upbench.compare.update" name="unnest rows=1914" time="0.009995502">
        <skipped message="missing in base"/>
      </testcase>
    </testsuite>
  </testsuites>
  $ upbench compare base new --format markdown | sed -n '1p;7,$p'
  **1 of 3 cases equivalent, 1 new, 1 not measured.**
  <details><summary>3 cases</summary>
  
  | case | base | new | change | 95 % interval | n | verdict | detectable | reason |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |
  | row rows=1914 | 20.0 ms | 20.0 ms | -0.2 % | -0.8 \xe2\x80\xa6 +0.4 % | 10 | equivalent | 5.8 % |  | (esc)
  | json rows=1914 |  |  |  |  |  |  |  | not measured: was skipped in both: gone |
  | unnest rows=1914 |  |  |  |  |  |  |  | new: 10.0 ms; missing in base |
  
  </details>
  $ upbench compare base new --format json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["counts"]); print([(c["case"], c["verdict"], c["reason"], c["new"]) for c in d["comparisons"][0]["cases"]])'
  {'regressed': 0, 'improved': 0, 'equivalent': 1, 'inconclusive': 0, 'incomparable': 0, 'new': 1, 'not measured': 1}
  [('row rows=1914', 'equivalent', None, 19977690.5), ('json rows=1914', 'not measured', 'was skipped in both: gone', None), ('unnest rows=1914', 'new', 'missing in base', 9995502.5)]
  $ upbench report base new --format markdown | grep -E '^\| .*(new|not measured): '
  | json rows=1914 |  |  |  |  |  |  |  | not measured: was skipped in both: gone |
  | unnest rows=1914 |  |  |  |  |  |  |  | new: 10.0 ms; missing in base |

That is an error with --strict, and what the new run lacks always is:

  $ upbench compare base new --strict
  upbench compare: 2 of 3 cannot be compared
  1 of 3 cases equivalent, 2 incomparable.
  New over base; threshold 5.0 %.
  
  new, against base: two runs, unpaired
    case              base      new  change  95 % interval   n  verdict     detectable
    json rows=1914  incomparable: was skipped in both: gone
    unnest rows=1914  incomparable: missing in base
    row rows=1914  20.0 ms  20.0 ms  -0.2 %  -0.8 \xe2\x80\xa6 +0.4 %  10  equivalent       5.8 % (esc)
  [4]
  $ upbench compare base new --strict -q
  upbench compare: 2 of 3 cannot be compared
    json rows=1914: was skipped in both: gone
    unnest rows=1914: missing in base
  [4]
  $ upbench compare new base -q
  upbench compare: 1 of 3 cannot be compared
    unnest rows=1914: missing in base
  [4]
  $ fake other copy-temp:ms=1; fake skipped row:status=skipped; upbench compare base other -q; upbench compare skipped skipped -q
  upbench compare: no case can be compared
  upbench compare: warning: BASE and NEW are the same run
  upbench compare: no case can be compared
  [4]

A new case that fails is an error, too; one that was skipped is not measured:

  $ fake worse -draw=3 row:ms=20 json:ms=30:status=skipped unnest:status=timeout values:status=skipped
  $ upbench compare base worse
  upbench compare: 1 of 4 cannot be compared
  1 of 4 cases equivalent, 1 incomparable, 2 not measured.
  New over base; threshold 5.0 %.
  
  worse, against base: two runs, unpaired
    case              base      new  change  95 % interval   n  verdict     detectable
    unnest rows=1914  incomparable: timed out in worse: gone
    row rows=1914  20.0 ms  20.0 ms  -0.2 %  -0.8 \xe2\x80\xa6 +0.4 %  10  equivalent       5.8 % (esc)
    json rows=1914  not measured: was skipped in both: gone
    values rows=1914  not measured: was skipped in worse: gone
  [4]

One that only the new run skips, or only the base, is an error:

  $ fake able -draw=3 row:ms=20 json:ms=30
  $ upbench compare base able -q
  upbench compare: 1 of 2 cannot be compared
    json rows=1914: was skipped in base: gone
  [4]
  $ upbench compare able base -q
  upbench compare: 1 of 2 cannot be compared
    json rows=1914: was skipped in base: gone
  [4]

A sample that failed keeps no other from being compared, and is an error:

  $ fake hundred row:ms=20:samples=99 json:ms=20
  $ fake timeout -draw=3 -error='"stopped after its limit of 1 s"' row:ms=20:samples=100:status=timeout:failing=1 json:ms=20
  $ upbench compare hundred timeout
  upbench compare: 1 of 2 with failed samples
  2 of 2 cases equivalent; 1 with failed samples.
  New over base; threshold 5.0 %.
  
  timeout, against hundred: two runs, unpaired
    case               base      new  change  95 % interval   n  verdict     detectable
    row rows=1914   20.0 ms  20.0 ms  -0.1 %  -0.5 \xe2\x80\xa6 +0.3 %  99  equivalent       5.6 % (esc)
    json rows=1914  20.0 ms  20.0 ms  +0.1 %  -0.6 \xe2\x80\xa6 +0.8 %  10  equivalent       6.2 % (esc)
  
    - row rows=1914: 1 of 100 samples timed out in timeout: stopped after its limit of 1 s.
  Overall: equivalent, -0.017 % (-0.5 \xe2\x80\xa6 +0.5 %), the mean of 2 cases over 3 sessions; threshold 2.0 %. (esc)
  [4]
  $ upbench compare hundred timeout -q
  upbench compare: 1 of 2 with failed samples
    row rows=1914: 1 of 100 samples timed out in timeout: stopped after its limit of 1 s
  [4]
  $ upbench compare timeout hundred -q
  upbench compare: 1 of 2 with failed samples
    row rows=1914: 1 of 100 samples timed out in timeout: stopped after its limit of 1 s
  [4]
  $ upbench compare timeout timeout --format csv | cut -d, -f 3,5,9,10,20
  upbench compare: warning: BASE and NEW are the same run
  upbench compare: 1 of 2 with failed samples
    row rows=1914: 1 of 100 samples timed out in timeout: stopped after its limit of 1 s; 1 of 100 samples timed out in timeout: stopped after its limit of 1 s
  case,verdict,n_base,n_new,failures
  row rows=1914,equivalent,99,99,1 of 100 samples timed out in timeout: stopped after its limit of 1 s; 1 of 100 samples timed out in timeout: stopped after its limit of 1 s
  json rows=1914,equivalent,10,10,
  overall,equivalent,3,3,
  $ upbench compare hundred timeout --format junit
  upbench compare: 1 of 2 with failed samples
    row rows=1914: 1 of 100 samples timed out in timeout: stopped after its limit of 1 s
  <?xml version="1.0" encoding="UTF-8"?>
  <testsuites name="upbench compare">
    <testsuite name="upbench compare hundred timeout" tests="3" failures="0" errors="1" skipped="0">
      <testcase classname="upbench.compare.update" name="row rows=1914" time="0.019976435">
        <error message="1 of 100 samples timed out in timeout: stopped after its limit of 1 s" type="failures"/>
      </testcase>
      <testcase classname="upbench.compare.update" name="json rows=1914" time="0.020002234"/>
      <testcase classname="upbench.compare.update" name="overall"/>
    </testsuite>
  </testsuites>
  [4]
  $ upbench compare hundred timeout --format json | python3 -c 'import json, sys; print([(c["case"], c["verdict"], c["failures"]) for c in json.load(sys.stdin)["comparisons"][0]["cases"]])'
  upbench compare: 1 of 2 with failed samples
    row rows=1914: 1 of 100 samples timed out in timeout: stopped after its limit of 1 s
  [('row rows=1914', 'equivalent', '1 of 100 samples timed out in timeout: stopped after its limit of 1 s'), ('json rows=1914', 'equivalent', None)]
  $ fake slow -draw=3 row:ms=30:samples=100:status=timeout:failing=1 json:ms=20
  $ upbench compare hundred slow -q
  [1]
  $ upbench compare hundred slow --format junit | grep -B 1 -A 1 failure
  <testsuites name="upbench compare">
    <testsuite name="upbench compare hundred slow" tests="3" failures="2" errors="0" skipped="0">
      <testcase classname="upbench.compare.update" name="row rows=1914" time="0.029964652">
        <failure message="+49.9 % (+49.3 \xe2\x80\xa6 +50.4 %), from 20.0 ms to 30.0 ms; 1 of 100 samples timed out in slow: gone" type="regressed"/> (esc)
      </testcase>
  --
      <testcase classname="upbench.compare.update" name="overall">
        <failure message="+22.5 % (+21.8 \xe2\x80\xa6 +23.1 %)" type="regressed"/> (esc)
      </testcase>
  $ fake wrong -draw=3 row:ms=20:samples=100:status=mismatch:failing=1 json:ms=20
  $ upbench compare hundred wrong | sed -n '1p;6,7p'
  upbench compare: 1 of 2 cannot be compared
  1 of 2 cases equivalent, 1 incomparable.
    row rows=1914  incomparable: left the table in a wrong state in wrong: gone
    json rows=1914  20.0 ms  20.0 ms  +0.1 %  -0.6 \xe2\x80\xa6 +0.8 %  10  equivalent       6.0 % (esc)
  $ fake-run arms -samples=12 row:arm=a:ms=20 row:arm=b:ms=20:status=failed:failing=2
  $ upbench compare arms
  upbench compare: 1 of 1 with failed samples
  1 of 1 case equivalent; 1 with failed samples.
  New over base; threshold 5.0 %.
  
  b, against a: pairs of the same round
    case              base      new  change  95 % interval   n  verdict     detectable
    row rows=1914  23.2 ms  23.3 ms  +0.2 %  -0.3 \xe2\x80\xa6 +0.6 %  10  equivalent       5.7 % (esc)
  
    - row rows=1914: 2 of 12 samples failed in b: gone.
  [4]

Cases that must be there:

  $ printf '# what a release is judged by\n\n  row rows=1914 \r\njson rows=1914\nunnest rows=1914\nvalues rows=1914\n' > expected
  $ upbench compare base new --expect expected
  upbench compare: 2 of 4 cannot be compared
  1 of 4 cases equivalent, 2 incomparable, 1 new.
  New over base; threshold 5.0 %.
  
  new, against base: two runs, unpaired
    case              base      new  change  95 % interval   n  verdict     detectable
    json rows=1914  incomparable: was skipped in both: gone
    values rows=1914  incomparable: listed in --expect, but in neither base nor new
    row rows=1914  20.0 ms  20.0 ms  -0.2 %  -0.8 \xe2\x80\xa6 +0.4 %  10  equivalent       5.8 % (esc)
    unnest rows=1914  new: 10.0 ms; missing in base
  [4]
  $ upbench compare base new --expect expected -q
  upbench compare: 2 of 4 cannot be compared
    json rows=1914: was skipped in both: gone
    values rows=1914: listed in --expect, but in neither base nor new
  [4]
  $ echo 'unnest rows=1914' > expected; upbench compare base new --expect expected -q
  $ upbench compare arms --expect expected -q
  upbench compare: 1 of 2 cannot be compared, 1 with failed samples
    row rows=1914: 2 of 12 samples failed in b: gone
    unnest rows=1914: listed in --expect, but in neither a nor b
  [4]
  $ upbench compare base new --expect nosuch
  upbench compare: --expect nosuch: No such file or directory
  [2]
  $ echo '# none' > expected; upbench compare base new --expect expected
  upbench compare: --expect: expected names no case
  [2]
  $ upbench compare base --history history.csv --expect expected
  upbench compare: --history and --expect cannot be combined: --expect is for arms or two runs
  [2]
