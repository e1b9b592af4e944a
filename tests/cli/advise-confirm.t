Contenders that a run cannot tell apart are measured at the workload itself (tests/fake/main.c makes the run):

  $ fake-run run -noise=0.3 -rows=[10,40] row:b=1000:trips=n unnest:tuned:b=1030 values:c=7e6
  $ upbench advise run --rows 20 --changed 1 --confirm --budget 2s -o again --format json > advice.json
  upbench advise: measuring 2 contenders at the workload into again, 2.00 s plus loading or at least 10 samples each
  $ python3 - <<'PYTHON'
  > import csv, json
  > d = json.load(open("advice.json")); c = d["confirmation"]
  > samples = [s for s in csv.DictReader(open("again/samples.csv", newline="")) if s["phase"] == "measure" and s["status"] == "ok"]
  > cases = {(s["strategy"], s["rows"], s["tuned"], s["changed"]) for s in samples}
  > medians = {k["strategy"]: k["ns"] for k in c["candidates"]}
  > print(sorted(cases), min(sum(s["strategy"] == k for s in samples) for k in medians) >= 10)
  > print(c["run"], all(k["from"] == "measured" for k in c["candidates"]), len(c["candidates"]), c["confirmed"] == (c["recommended"]["strategy"] == d["recommended"]["strategy"]))
  > first, second = c["candidates"]
  > rows = {s["strategy"]: s for s in csv.DictReader(open("again/summary.csv", newline=""))}
  > reported = rows[second["strategy"]]
  > print(abs(second["ratio"] / (float(reported["median_ns"]) / float(rows[first["strategy"]]["median_ns"])) - 1) < 1e-6)
  > if reported["reference"] != reported["case"]: print(abs(second["ratio_low"] / float(reported["ratio_low"]) - 1) < 1e-6, abs(second["ratio_high"] / float(reported["ratio_high"]) - 1) < 1e-6)
  > else: print(True, True)
  > print(c["candidates"][1]["ratio_low"] <= c["candidates"][1]["ratio_high"], 0 < c["confidence"] <= 1, json.load(open("again/run.json"))["outcome"])
  > PYTHON
  [('row', '20', '0', '1'), ('unnest', '20', '1', '1')] True
  again True 2 True
  True
  True True
  True True complete
  $ ls again/report.html; ls $TMPDIR
  again/report.html

Interrupted, it prints what was measured, as `upbench run` does, and keeps it:

  $ upbench advise run --rows 20 --changed 1 --confirm --budget 1h -o stopped > out 2> err &
  $ until [ "$(cat stopped/samples.csv 2> /dev/null | wc -l)" -gt 2 ] || ! kill -0 $!; do sleep 0.05; done
  $ kill -INT $!; wait $!
  [5]
  $ head -n 1 out; grep -E '^(Samples|Report) ' out; tail -n 1 err
  This run is incomplete: interrupted by SIGINT after [0-9]+ samples? (re)
  Samples  stopped/samples.csv
  Report   stopped/report.html
  upbench advise: [0-9]+ samples are kept in stopped: interrupted by SIGINT (re)
  $ grep outcome stopped/run.json; ls $TMPDIR
    "outcome": "interrupted by SIGINT",

Standard output that is for JSON stays empty:

  $ upbench advise run --rows 20 --changed 1 --confirm --budget 1h -o cut --format json > out 2> err &
  $ until [ "$(cat cut/samples.csv 2> /dev/null | wc -l)" -gt 2 ] || ! kill -0 $!; do sleep 0.05; done
  $ kill -INT $!; wait $!
  [5]
  $ cat out; tail -n 1 err; ls cut/report.html
  upbench advise: [0-9]+ samples are kept in cut: interrupted by SIGINT (re)
  cut/report.html

Nothing is measured where nothing is open:

  $ fake-run clear unnest:ms=3 values:ms=9
  $ upbench advise clear --confirm | head -n 1
  Nothing was measured: every other contender with a time is slower by 10 % or more.
  $ upbench advise clear --confirm --format json | grep '"confirmation"'
    "confirmation": null

What cannot be measured from the files of the run alone is refused before anything is:

  $ fake-run named -noise=0.3 -server.private=false unnest:ms=3 row:ms=3
  $ upbench advise named --confirm
  upbench advise: --confirm requires --dbname: the run was measured on a named server, not on a private cluster
  [2]
  $ upbench advise named --confirm -d host=/nosuch -o kept; echo $?; ls kept 2> /dev/null
  upbench advise: measuring 2 contenders at the workload into kept, 1 min 00 s plus loading or at least 10 samples each
  upbench advise: connection to server on socket "/nosuch/.s.PGSQL.5432" failed: No such file or directory; Is the server running locally and accepting connections on that socket?
  5
  [2]
  $ fake-run armed -noise=0.3 unnest:arm=a:ms=3 row:arm=a:ms=3
  $ upbench advise armed --confirm
  upbench advise: --confirm: the run has arms, whose definition is not in its files; measure the contenders with `upbench run --arm`
  [2]
  $ fake-run peers -noise=0.3 unnest:ms=3 django-save:peer:ms=3
  $ upbench advise peers --peers --confirm
  upbench advise: --confirm: django-save is no strategy of this program
  [2]
  $ fake-run own -noise=0.3 -relation.own_table='{"structure": "1", "data": "rows"}' unnest:ms=3 row:ms=3
  $ upbench advise own --confirm
  upbench advise: --confirm: the run measured a table of the user's; measure the contenders with `upbench run --table`
  [2]
  $ upbench advise run --rows 20 --confirm --pg-bin /nosuch
  upbench advise: --pg-bin: /nosuch: No such file or directory
  [2]
  $ upbench advise run --rows 20 --confirm -o run
  upbench advise: measuring 2 contenders at the workload into run, 1 min 00 s plus loading or at least 10 samples each
  upbench advise: --output: run/run.json exists: name a directory without a run in it
  [2]
  $ upbench advise run --rows 20 -o again
  upbench advise: --output requires --confirm
  [2]
