Scripts that compare predictions with measurements measure nothing twice. In place of upbench, what writes a run:

  $ cat > fake-upbench << 'END'
  > #!/usr/bin/env python3
  > import csv, json, os, pathlib, sys
  > words = sys.argv[1:]
  > with open(os.environ["CALLS"], "a") as calls:
  >     print(words[0], *([pathlib.Path(words[-1]).name] if words[0] == "run" else []), file=calls)
  > def value(name):
  >     return words[words.index(name) + 1]
  > if words[0] == "advise":
  >     if "-o" in words:
  >         pathlib.Path(value("-o")).mkdir()
  >     advice = {"recommended": {"strategy": "row"}, "confidence": None}
  >     print(json.dumps({**advice, "confirmation": advice if "-o" in words else None}))
  > elif words[0] == "plan":
  >     print(json.dumps({"predictions": []}))
  > else:
  >     if os.environ.get("STOP_AT") in words[-1]:
  >         sys.exit("stopped")
  >     run = pathlib.Path(words[-1])
  >     run.mkdir()
  >     (run / "run.json").write_text(json.dumps({"id": str(os.getpid()), "outcome": "complete", "tool": {"revision": "abc"}}))
  >     with open(run / "samples.csv", "w") as file:
  >         rows = csv.writer(file)
  >         names = "phase", "status", "strategy", "rows", "session", "round", "update_ns", "commit_ns"
  >         costs = ("table_bytes", "index_bytes", "wal_bytes", "bytes_sent", "bytes_received", "backend_peak_bytes",
  >                  "client_peak_bytes")
  >         rows.writerow(names + costs)
  >         for number in range(20):
  >             for strategy, ns in (("row", 1), ("unnest", 2)):
  >                 rows.writerow(["measure", "ok", strategy, 1, 1, number, ns, 1, *[""] * len(costs)])
  > END
  $ chmod +x fake-upbench
  $ export CALLS="$PWD/calls" STOP_AT=nothing
  $ advice() { rm -f calls
  >   python3 "$SOURCE/scripts/check-advice" --program ./fake-upbench --output out --strategies row,unnest --count 3 --require 3 "$@" > text
  >   code=$?
  >   sed -n '$p' text
  >   touch calls; sort calls | uniq -c
  >   return $code; }

It is stopped at the second workload, and goes on there; the third time only the advice is requested:

  $ STOP_AT=workload-2 advice
  check-advice: run -q -s row,unnest --rows 1375 --changed 0.37 --table-rows 6341 --rtt 2ms --skip-unchanged --samples 20 --min-samples 10 --precision 0 --budget 60s -o out/workload-2-1: stopped
  right      --rows 13343 --changed 0.63 --table-rows 28678: row (confidence unknown), in 1 stage
        2 advise
        1 run base
        1 run workload-1-1
        1 run workload-2-1
  [1]
  $ advice
  3 of 3 recommendations right, 0 wrong, 0 undecided (within 5 % of every other), seed 20261130, program of revision abc
        3 advise
        1 run workload-2-1
        1 run workload-3-1
  $ advice
  3 of 3 recommendations right, 0 wrong, 0 undecided (within 5 % of every other), seed 20261130, program of revision abc
        3 advise

A run that is not complete is measured again, and so is one of other words or another experiment:

  $ echo '{"outcome": "interrupted"}' > out/workload-1-1/run.json
  $ advice
  3 of 3 recommendations right, 0 wrong, 0 undecided (within 5 % of every other), seed 20261130, program of revision abc
        3 advise
        1 run workload-1-1
  $ advice --samples 40
  3 of 3 recommendations right, 0 wrong, 0 undecided (within 5 % of every other), seed 20261130, program of revision abc
        3 advise
        1 run workload-1-1
        1 run workload-2-1
        1 run workload-3-1
  $ advice --samples 40 --sizes 200,50000
  3 of 3 recommendations right, 0 wrong, 0 undecided (within 5 % of every other), seed 20261130, program of revision abc
        3 advise
        1 run base

What is recorded needs no run, and the rest goes on behind it:

  $ rm -r out; STOP_AT=workload-3 advice --record rows.csv
  check-advice: run -q -s row,unnest --rows 11610 --changed 0.88 --table-rows 17149 --rtt 2ms --skip-unchanged --samples 20 --min-samples 10 --precision 0 --budget 60s -o out/workload-3-1: stopped
  right      --rows 1375 --changed 0.37 --table-rows 6341 --rtt 2ms: row (confidence unknown), in 1 stage
        3 advise
        1 run base
        1 run workload-1-1
        1 run workload-2-1
        1 run workload-3-1
  [1]
  $ cat rows.csv
  seed,number,workload,confirm,recommended,confidence,verdict,stages,slower_at_least,undecided,revision
  20261130,1,--rows 13343 --changed 0.63 --table-rows 28678,0,row,,right,1,,,abc
  20261130,2,--rows 1375 --changed 0.37 --table-rows 6341 --rtt 2ms,0,row,,right,1,,,abc
  $ rm -r out; advice --record rows.csv
  3 of 3 recommendations right, 0 wrong, 0 undecided (within 5 % of every other), seed 20261130, program of revision abc
        1 advise
        1 run base
        1 run workload-3-1
  $ rm -r out; advice --record rows.csv
  3 of 3 recommendations right, 0 wrong, 0 undecided (within 5 % of every other), seed 20261130, program of revision abc

The others:

  $ bytes() { rm -f calls; python3 "$SOURCE/scripts/check-bytes" --program ./fake-upbench --output bytes && sort calls | uniq -c; }
  $ bytes
  0 of 0 are within their intervals
        1 plan
        1 run base
        1 run targets
  $ bytes
  0 of 0 are within their intervals
        1 plan
