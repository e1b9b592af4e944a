promtool of Prometheus finds nothing to complain of (Debian's prometheus):

  $ command -v promtool > /dev/null || exit 80 # prometheus is missing
  $ upbench run -q -s row,unnest -r 20 --samples 6 -o run > /dev/null
  $ upbench report -q run --export openmetrics=metrics > /dev/null
  $ promtool check metrics < metrics
