Like arms, judged as a job would: the figures differ from machine to machine.

  $ upbench calibrate --windows 2 --rounds 8 --seed 7 -q -o run > calibrated; grep -v Warning calibrated | LC_ALL=C tr -d '\200-\377'
  2 windows, each a session
    arm   case                        regressed  improved  equivalent  inconclusive  incomparable
    same  copy-temp-binary rows=1914 {10}\d {9}\d {11}\d {13}\d {13}0 (re)
          unnest rows=1914 {20}\d {9}\d {11}\d {13}\d {13}0 (re)
  
    arm   case                        windows +s +at most +claimed +F +95 % interval +false alarms +lag 1 (re)
    same  copy-temp-binary rows=1914 +2 .*[+-]\d\.\d\d (re)
          unnest rows=1914 +2 .*[+-]\d\.\d\d (re)
  
    false alarms           \d+ of 4 comparisons at the threshold of 5 % (re)
    noise                  \d+\.\d\d % between identical arms \(median\), \d+\.\d\d % \(95th percentile\), from 4 comparisons \(too few to rely on\) (re)
    recommended threshold  \d+\.\d %, from 4 comparisons \(too few to rely on\) (re)
    smallest effect        \d+\.\d % slower is detected at that threshold in 80 of 100 jobs (re)
  
  Samples  run/samples.csv
  Noise    run/noise.json

The directory is that of a run, and names the command that repeats it:

  $ ls run
  noise.json
  plans.json
  plots
  report.html
  run.json
  samples.csv
  summary.csv
  $ python3 -c 'import json; print(*json.load(open("run/run.json"))["command_line"])'
  upbench calibrate --windows=2 --rounds=8 --seed=7 --quiet --output=run

A run is judged again without a server, by its sessions, and the noise is the same:

  $ upbench calibrate run --seed 7 > again; diff again calibrated | sed 1d
  [>] Noise    run/noise.json (re)
  $ upbench calibrate run -o again.json | tail -1
  Noise    again.json
  $ python3 - <<'END'
  > import json
  > one, two = (json.load(open(f)) for f in ("run/noise.json", "again.json"))
  > assert one["cases"] == two["cases"] and one["run"]["id"] == json.load(open("run/run.json"))["id"]
  > for case in one["cases"]:
  >     print(case["case"], case["windows"], case["s_upper"] > case["s"] > 0, case["sigma_b"] > 0)
  > END
  copy-temp-binary rows=1914 2 True True
  unnest rows=1914 2 True True

A comparison takes what sessions differ by from there, unless it was measured elsewhere:

  $ upbench compare run --noise run/noise.json --threshold 1000 --must-see 0 -q
  $ fake-run a row:ms=20; fake-run b row:ms=20
  $ upbench compare a b --noise run/noise.json -q 2>&1 | head -1
  upbench compare: --noise: run/noise.json was measured on another machine or server, or with other settings: calibrate again, or omit --noise:
  $ upbench compare a b --noise run/noise.json -q 2> /dev/null
  [4]
  $ upbench compare run --noise run/run.json
  upbench compare: --noise: run/run.json: .* (re)
  [2]

Windows of rounds are no sessions:

  $ upbench calibrate run --rounds 8 --threshold 1000 | sed -n '1,4p'
  2 windows of 8 rounds, not sessions
    arm   case                        regressed  improved  equivalent  inconclusive  incomparable
    same  copy-temp-binary rows=1914          0         0           2             0             0
          unnest rows=1914                    0         0           2             0             0

Arms that differ have verdicts, and no noise:

  $ echo 'CREATE INDEX ON ads_programregistry (program_name)' > index.sql
  $ upbench run -s unnest -r 50 --samples 16 --warmup 0 --precision 0 --arm base --arm index:schema-sql=index.sql -q -o arms
  arms
  $ upbench calibrate arms --rounds 8 --threshold 1000 | LC_ALL=C tr -d '\200-\377'
  2 windows of 8 rounds, not sessions
    arm    case            regressed  improved  equivalent  inconclusive  incomparable
    index  unnest rows=50          0         0           2             0             0
  
    arm    case            windows .*lag 1 (re)
    index  unnest rows=50        2 .*[+-]\d\.\d\d (re)
  
  Samples  arms/samples.csv

What cannot be done:

  $ upbench calibrate --windows 1
  upbench calibrate: --windows: "1" is not between 2 and 10000
  Try 'upbench calibrate --help'.
  [2]
  $ upbench calibrate run --rounds 1000
  upbench calibrate: run has fewer measured rounds than one window (1000): give a smaller --rounds
  [2]
  $ upbench calibrate run --windows 2
  upbench calibrate: --windows cannot be combined with RUN (run), which is already measured
  [2]
  $ upbench run -s unnest -r 5 --samples 1 -q -o single
  single
  $ upbench calibrate single
  upbench calibrate: single has no arms: calibrate needs a run that was measured with --arm
  [2]
  $ upbench compare run --rounds 3
  upbench compare: --rounds: "3" is not of the form FIRST-LAST, as 1-30
  [2]
