A peer that is one file (tests/broken/added_peer.py) and one line (tests/broken/shipped.def) is
everywhere, with nothing else edited:

  $ /usr/bin/python3 -c 'import psycopg' 2> unfit || exit 80 # python3-psycopg is missing
  $ upbench-broken list peers | grep '^added-peer '
  added-peer              one file and one line more
  $ upbench-broken run --peer added-peer --strategy unnest --rows 10 --samples 5 --min-samples 5 --budget 60 \
  >   --output run | grep -o ' added-peer '
   added-peer 
   added-peer 
  $ python3 -c 'import csv
  > print(*sorted({(r["strategy"], r["peer"], r["status"]) for r in csv.DictReader(open("run/samples.csv"))}))'
  ('added-peer', 'added-peer', 'ok') ('unnest', '', 'ok')
  $ grep -o '>added-peer<' run/report.html | sort -u
  >added-peer<
