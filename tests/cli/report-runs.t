Verdicts and a history in the report, of runs that never took place:

  $ fake-run base row:ms=90 unnest:ms=20 json:ms=30 -sessions=3
  $ fake-run new -draw=3 row:ms=110 unnest:ms=20.1 json:ms=24 -sessions=3
  $ section() { sed -n "/^## $1/,\$p" | awk '/^## / && NR > 1 { exit } NF'; }

Of two runs it is that of the last one, with verdicts against the first:

  $ upbench report base new > out; grep -c base out; grep Report out
  0
  Report   new/report.html
  $ ls base; ls new
  run.json
  samples.csv
  plots
  report.html
  run.json
  samples.csv
  summary.csv
  $ upbench report -q base new -o two.html; grep -c 'data-name="verdicts"' two.html; cmp two.html new/report.html
  new
  1
  $ upbench report base new --format markdown | section Comparison
  ## Comparison
  The ratio is new over base. Regressed or improved: its whole interval lies beyond the threshold, also after Holm's correction for the number of comparisons. Equivalent: its 90 % interval lies within the threshold. Inconclusive: none of these. Counters of the server have a resolution instead of an interval. The column detectable has the smallest slow-down that the samples detect with a power of 80 %.
  **1 of 3 cases regressed, 1 improved, 1 equivalent.**
  New over base; threshold 5.0 %.
  ### new, against base: two runs, unpaired
  | case | base | new | change | 95 % interval | n | verdict | detectable |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |
  | **row rows=1914** | 90.0 ms | 110 ms | +22.0 % | +21.3 \xe2\x80\xa6 +22.7 % | 10 | regressed | 6.1 % | (esc)
  <details><summary>2 others</summary>
  | case | base | new | change | 95 % interval | n | verdict | detectable |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |
  | unnest rows=1914 | 20.0 ms | 20.1 ms | +0.7 % | -0.2 \xe2\x80\xa6 +1.5 % | 10 | equivalent | 6.5 % | (esc)
  | json rows=1914 | 30.0 ms | 24.0 ms | -20.0 % | -20.5 \xe2\x80\xa6 -19.4 % | 10 | improved | 6.3 % | (esc)
  </details>
  Overall: equivalent, -0.6 % (-0.9 \xe2\x80\xa6 -0.3 %), the mean of 3 cases over 3 sessions; threshold 2.0 %. (esc)
  $ upbench report base new --format markdown -o two.md; upbench report new --format markdown | diff - two.md | grep -c '^<'
  0
  [1]

Of three, each later one against the first:

  $ fake-run newest -draw=1 row:ms=90 unnest:ms=30 -sessions=3
  $ upbench report base new newest --format markdown | section Comparison
  ## Comparison
  The ratio is new over base. Regressed or improved: its whole interval lies beyond the threshold, also after Holm's correction for the number of comparisons. Equivalent: its 90 % interval lies within the threshold. Inconclusive: none of these. Counters of the server have a resolution instead of an interval. The column detectable has the smallest slow-down that the samples detect with a power of 80 %.
  **1 of 3 cases regressed, 1 improved, 1 equivalent.**
  New over base; threshold 5.0 %.
  ### new, against base: two runs, unpaired
  | case | base | new | change | 95 % interval | n | verdict | detectable |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |
  | **row rows=1914** | 90.0 ms | 110 ms | +22.0 % | +21.3 \xe2\x80\xa6 +22.7 % | 10 | regressed | 6.3 % | (esc)
  <details><summary>2 others</summary>
  | case | base | new | change | 95 % interval | n | verdict | detectable |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |
  | unnest rows=1914 | 20.0 ms | 20.1 ms | +0.7 % | -0.2 \xe2\x80\xa6 +1.5 % | 10 | equivalent | 6.8 % | (esc)
  | json rows=1914 | 30.0 ms | 24.0 ms | -20.0 % | -20.5 \xe2\x80\xa6 -19.4 % | 10 | improved | 6.6 % | (esc)
  </details>
  Overall: equivalent, -0.6 % (-0.9 \xe2\x80\xa6 -0.3 %), the mean of 3 cases over 3 sessions; threshold 2.0 %. (esc)
  **1 of 3 cases regressed, 1 equivalent, 1 incomparable; overall regressed.**
  New over base; threshold 5.0 %.
  ### newest, against base: two runs, unpaired
  | case | base | new | change | 95 % interval | n | verdict | detectable | reason |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |
  | **unnest rows=1914** | 20.0 ms | 30.0 ms | +50.5 % | +49.2 \xe2\x80\xa6 +51.8 % | 10 | regressed | 6.7 % |  | (esc)
  | json rows=1914 |  |  |  |  |  |  |  | incomparable: missing in newest |
  <details><summary>1 other</summary>
  | case | base | new | change | 95 % interval | n | verdict | detectable | reason |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |
  | row rows=1914 | 90.0 ms | 90.1 ms | +0.1 % | -0.9 \xe2\x80\xa6 +1.0 % | 10 | equivalent | 7.1 % |  | (esc)
  </details>
  Overall: regressed, +22.7 % (+21.7 \xe2\x80\xa6 +23.8 %), the mean of 2 cases over 3 sessions; threshold 2.0 %. (esc)
  $ upbench report -q base new newest; grep -o 'data-name="verdicts[^"]*"' newest/report.html
  newest
  data-name="verdicts-1"
  data-name="verdicts-2"

Runs that differ in what their numbers depend on are not judged, which is no failure:

  $ fake-run moved -server.version='"16.1"' -host.cores=4 -seed=7 row:ms=20
  $ upbench report base moved --format markdown | section Comparison
  ## Comparison
  ### moved against base
  **Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.**
  Why:
  | fact | base | new |
  | --- | --- | --- |
  | server version | 15.4 | 16.1 |
  | host cores | 2 | 4 |
  | seed | 1914 | 7 |
  $ upbench report -q base moved; grep -o 'data-name="[vd][^"i]*i*[^"]*"' moved/report.html
  moved
  data-name="differences"

Arms, all of them, and beside another run:

  $ fake-run three -samples=12 row:arm=old:ms=20 row:arm=mid:ms=20 row:arm=young:ms=30
  $ upbench report three --format markdown | section Comparison
  ## Comparison
  The ratio is new over base. Regressed or improved: its whole interval lies beyond the threshold, also after Holm's correction for the number of comparisons. Equivalent: its 90 % interval lies within the threshold. Inconclusive: none of these. Counters of the server have a resolution instead of an interval. The column detectable has the smallest slow-down that the samples detect with a power of 80 %.
  **1 of 1 case equivalent.**
  New over base; threshold 5.0 %.
  ### mid, against old: pairs of the same round
  <details><summary>1 case</summary>
  | case | base | new | change | 95 % interval | n | verdict | detectable |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |
  | row rows=1914 | 23.2 ms | 23.1 ms | +0.04 % | -0.3 \xe2\x80\xa6 +0.4 % | 12 | equivalent | 5.6 % | (esc)
  </details>
  **1 of 1 case regressed.**
  New over base; threshold 5.0 %.
  ### young, against old: pairs of the same round
  | case | base | new | change | 95 % interval | n | verdict | detectable |
  | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |
  | **row rows=1914** | 23.2 ms | 34.9 ms | +49.9 % | +49.4 \xe2\x80\xa6 +50.6 % | 12 | regressed | 5.6 % | (esc)
  $ upbench report base three --format markdown | grep '^### .*against'
  ### three, against base: two runs, unpaired
  ### mid, against old: pairs of the same round
  ### young, against old: pairs of the same round
  $ fake-run cut -samples=12 -outcome='"interrupted by SIGINT"' row:arm=base:ms=20 row:arm=new:ms=20
  $ upbench report cut --format markdown | section Comparison
  ## Comparison
  ### new against base
  **Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.**
  Why:
  | fact | is |
  | --- | --- |
  | end of the run | interrupted by SIGINT |

A run and itself, also as a copy, and what is no run, or no longer what it wrote:

  $ upbench report base base
  upbench report: base and base are the same run
  [2]
  $ cp -r base again; upbench report new base again
  upbench report: base and again are the same run
  [2]
  $ upbench report base nosuch
  upbench report: nosuch is not a run: run.json: No such file or directory
  [2]
  $ upbench report nosuch base
  upbench report: nosuch is not a run: run.json: No such file or directory
  [2]
  $ cp -r new copy; tail -n 1 new/samples.csv >> copy/samples.csv
  $ upbench report base copy
  upbench report: copy/samples.csv: duplicate sample 10 of json rows=1914
  [2]
  $ upbench report copy base
  upbench report: copy/samples.csv: duplicate sample 10 of json rows=1914
  [2]
  $ cmp copy/report.html new/report.html

Since when:

  $ history() {
  >   rm -rf r?? history.csv
  >   for i in $(seq -w 28); do
  >     slow=20; [ $i -lt "$1" ] || slow=25
  >     new=; [ $i -lt 25 ] || new=json:ms=30
  >     fake-run r$i -samples=6 -started="\"2026-01-${i}T00:00:00Z\"" -tool.revision="\"v$i\"" -draw=${i#0} \
  >       row:ms=$slow unnest:ms=9 $new
  >   done
  >   upbench history r?? -o history.csv > /dev/null
  > }
  $ history 26; upbench report r28 --history history.csv --format markdown | section History
  ## History
  Medians of update and commit per case and run. now: this run. level: median since the last step. regressed, improved: this run is the first in which a step by more than 5.0 % is detected, or small steps that add up to more than that within 20 runs. steady: no new step. Cases that changed in the same run probably have the same cause. p: probability of such a step by chance.
  **3 cases: 1 regressed, 0 improved, 1 steady, 1 short.**
  | case | verdict | now | level | before | change | p | since | runs | first run | revision | remark |
  | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- | --- | --- |
  | **row rows=1914** | regressed | 25.0 ms | 25.0 ms | 20.0 ms | +25.0 % | 3.9e-53 | 2026-01-26T00:00:00Z | 3 | r26 | v25 \xe2\x86\x92 v26 |  | (esc)
  | unnest rows=1914 | steady | 9.00 ms | 9.00 ms | - | - | - | - | 28 | - | - |  |
  | json rows=1914 | short | 30.0 ms | 30.0 ms | - | - | - | - | 4 | - | - | 10 runs are needed |
  $ upbench report -q r28 --history history.csv; grep -c 'data-name="history"' r28/report.html
  r28
  1
  $ upbench report -q r28; grep -c 'data-name="history"' r28/report.html
  r28
  0
  [1]
  $ history 99; upbench report r10 --history history.csv --format markdown | section History
  ## History
  Medians of update and commit per case and run. now: this run. level: median since the last step. regressed, improved: this run is the first in which a step by more than 5.0 % is detected, or small steps that add up to more than that within 20 runs. steady: no new step. Cases that changed in the same run probably have the same cause. p: probability of such a step by chance.
  **2 cases: 0 regressed, 0 improved, 2 steady, 0 short; no step in any of them.**
  | case | verdict | now | level | runs |
  | --- | --- | ---: | ---: | ---: |
  | row rows=1914 | steady | 20.0 ms | 20.0 ms | 10 |
  | unnest rows=1914 | steady | 8.99 ms | 9.00 ms | 10 |
  $ upbench report r28 --history nosuch.csv | head -n 1
  1,914 rows \xc3\x97 20 columns: time of update and commit (esc)
  $ upbench report r27 r28 --history history.csv
  upbench report: --history: exactly one run is allowed
  [2]
  $ upbench report r14 --history history.csv --plots figures
  upbench report: --plots and --history cannot be combined
  [2]
  $ upbench report r13 r14 --plots figures
  upbench report: --plots: exactly one run is allowed (got 2)
  [2]
