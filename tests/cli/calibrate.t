Like arms, judged as a job would: the figures differ from machine to machine.

  $ upbench calibrate --windows 2 --rounds 8 --seed 7 -q -o run | tee calibrated
  2 jobs of 8 rounds
    arm   case                        regressed  improved  equivalent  inconclusive  incomparable
    same  copy-temp-binary rows=1914 {10}\d {9}\d {11}\d {13}\d {13}0 (re)
          unnest rows=1914 {20}\d {9}\d {11}\d {13}\d {13}0 (re)
  
    false alarms           \d+ of 4 comparisons at the threshold of 5 % (re)
    noise                  \d+\.\d\d % between identical arms \(median\), \d+\.\d\d % \(95th percentile\) (re)
    recommended threshold  \d+\.\d % (re)
    smallest effect        \d+\.\d % slower is detected at that threshold in 80 of 100 jobs (re)
  
  Samples  run/samples.csv

The directory is that of a run, and names the command that repeats it:

  $ ls run
  plans.json
  plots
  report.html
  run.json
  samples.csv
  summary.csv
  $ python3 -c 'import json; print(*json.load(open("run/run.json"))["command_line"])'
  upbench calibrate --windows=2 --rounds=8 --seed=7 --quiet --output=run

A run is judged again without a server, in jobs of any length:

  $ upbench calibrate run --rounds 8 --seed 7 | diff - calibrated
  $ upbench calibrate run --rounds 16 --threshold 1000 | sed -n '1,4p;6p'
  1 job of 16 rounds
    arm   case                        regressed  improved  equivalent  inconclusive  incomparable
    same  copy-temp-binary rows=1914          0         0           1             0             0
          unnest rows=1914                    0         0           1             0             0
    false alarms           0 of 2 comparisons at the threshold of 1000 %

Arms that differ have verdicts, and no noise:

  $ echo 'CREATE INDEX ON ads_programregistry (program_name)' > index.sql
  $ upbench run -s unnest -r 50 --samples 16 --warmup 0 --precision 0 --arm base --arm index:schema-sql=index.sql -q -o arms
  arms
  $ upbench calibrate arms --rounds 8 --threshold 1000
  2 jobs of 8 rounds
    arm    case            regressed  improved  equivalent  inconclusive  incomparable
    index  unnest rows=50          0         0           2             0             0
  
  Samples  arms/samples.csv

What cannot be done:

  $ upbench calibrate --windows 1
  upbench calibrate: --windows: "1" is not between 2 and 10000
  Try 'upbench calibrate --help'.
  [2]
  $ upbench calibrate run --rounds 1000
  upbench calibrate: run has fewer than 1000 measured rounds
  [2]
  $ upbench calibrate run --windows 2
  upbench calibrate: --windows is for a new run, and run is a measured one: give one of them
  [2]
  $ upbench run -s unnest -r 5 --samples 1 -q -o single
  single
  $ upbench calibrate single
  upbench calibrate: single has no arms to compare with each other
  [2]
  $ upbench compare run --rounds 3
  upbench compare: --rounds: "3" is not of the form FIRST-LAST, as 1-30
  [2]
