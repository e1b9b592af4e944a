  $ upbench run -q -s null,floor,unnest,row -r 20 --chunk 0,5 --set jit=off --samples 6 -o run > /dev/null
  $ upbench report -q run
  run

Every kind, and what its consumer expects of it (tests/export/check.py says what that is); the
cases that can take no chunk have no result and are left out, and null does nothing:

  $ for kind in bencher benchfmt github-action-benchmark google-benchmark openmetrics; do
  >   upbench report -q run --export $kind=$kind.out && python3 $SOURCE/tests/export/check.py $kind $kind.out run
  > done
  run
  bencher: 4 cases
  run
  benchfmt: 4 cases
  run
  github-action-benchmark: 4 cases
  run
  google-benchmark: 4 cases
  run
  openmetrics: 4 cases

Several at once; a file is replaced, and nothing else is left:

  $ mkdir out; echo old > out/a
  $ upbench report -q run --export bencher=out/a --export benchfmt=out/b
  run
  $ cmp out/a bencher.out; cmp out/b benchfmt.out; ls out
  a
  b

The checks can fail:

  $ check() { python3 $SOURCE/tests/export/check.py "$@"; }
  $ sed '0,/"value": [0-9.]*/s//"value": NaN/' bencher.out > broken; check bencher broken
  bencher: Wrong: NaN is not JSON
  [1]
  $ sed '0,/ 1 / s/ 1 / 1 7 /' benchfmt.out > broken; check benchfmt broken | cut -d: -f 1-3
  benchfmt: Wrong: number of fields
  $ sed '/EOF/d' openmetrics.out > broken; check openmetrics broken
  openmetrics: Wrong: the end
  [1]
  $ sed 's/"repetition_index": 1,/"repetition_index": 0,/' google-benchmark.out > broken; check google-benchmark broken | cut -d: -f 1-4
  google-benchmark: Wrong: update/floor/rows=20/jit=off: indexes [0, 0, 2, 3, 4, 5]
  $ sed '0,/"unit": "ms"/s//"unit": "s"/' github-action-benchmark.out > broken; check github-action-benchmark broken | cut -c 1-36
  github-action-benchmark: Wrong: {'na
  $ sed 's/floor/flour/g' bencher.out > broken; check bencher broken run | cut -d: -f 1-2
  bencher: Wrong

What is wrong is said before anything is written:

  $ upbench report -q run --export nosuch=x
  upbench report: --export: "nosuch" is none of bencher, benchfmt, github-action-benchmark, google-benchmark, openmetrics
  [2]
  $ upbench report -q run --export bencher
  upbench report: --export: "bencher" is not of the form KIND=FILE
  Try 'upbench report --help'.
  [2]
  $ upbench report -q run --export bencher=
  upbench report: --export: bencher= names no file: name one, as in bencher=FILE
  [2]
  $ upbench report -q run --export bencher=-
  upbench report: --export: bencher=-: a file name is required: use bencher=/dev/stdout to print the results and nothing else
  [2]
  $ upbench report -q run --export bencher=x --export benchfmt=x
  upbench report: --export: x is named twice
  [2]
  $ upbench report -q run run --export bencher=x
  upbench report: --export: exactly one run is allowed (got 2)
  [2]
  $ upbench report -q run --export bencher=nosuch/x
  upbench report: --export: cannot create nosuch/x: No such file or directory
  run
  [2]
  $ ls x nosuch
  ls: cannot access 'x': No such file or directory
  ls: cannot access 'nosuch': No such file or directory
  [2]

A run in which nothing was measured has nothing to export:

  $ cp -r run failed; sed -i 's/,ok,/,failed,/' failed/samples.csv
  $ upbench report -q failed --export bencher=x
  upbench report: --export: x: no case has a result to export
  failed
  [2]
  $ ls x
  ls: cannot access 'x': No such file or directory
  [2]
