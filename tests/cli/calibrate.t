Like arms, judged as a job would: the figures differ from machine to machine.

  $ upbench calibrate --windows 2 --rounds 8 --seed 7 -q -o run
  2 jobs of 8 rounds, identical arms
  
    false alarms           \d+ of 4 comparisons at the threshold of 5 % (re)
    noise                  \d+\.\d\d % between identical arms \(median\), \d+\.\d\d % \(95th percentile\) (re)
    recommended threshold  \d+\.\d % (re)
    smallest effect        \d+\.\d % slower is detected at that threshold in 80 of 100 jobs (re)
  
  Samples  run/samples.csv

The same run can be cut by hand:

  $ "$SOURCE/scripts/windows" --rounds 8 --program "$(command -v upbench)" run | sed 's/  *[0-9][0-9]*/ N/g'
  2 windows of N rounds
  arm        case                         metric      regressed     improved   equivalent inconclusive incomparable
  same       copy-temp-binary rows=1914   update N N N N N
  same       unnest rows=1914             update N N N N N

What cannot be done:

  $ upbench calibrate --windows 1
  upbench calibrate: --windows: "1" is not between 2 and 10000
  Try 'upbench calibrate --help'.
  [2]
  $ "$SOURCE/scripts/windows" --program "$(command -v upbench)" --rounds 1000 run
  scripts/windows: run has less than 1000 measured rounds
  [2]
  $ upbench compare run --rounds 3
  upbench compare: --rounds: "3" is not of the form FIRST-LAST, as 1-30
  [2]
