A strategy that is one file (tests/broken/added.c) and one line (tests/broken/strategies.def) is
everywhere, with nothing else edited:

  $ upbench-broken list strategies | grep '^added '
  added             one file and one line more
  $ upbench-broken check --strategy added --format json | python3 -c 'import json, sys
  > print(*sorted({r["verdict"] for r in json.load(sys.stdin)}))'
  ok
  $ upbench-broken run --strategy added --chunk 3 --rows 10 --samples 5 --min-samples 5 --budget 60 \
  >   --output run | grep -o ' added chunk=3 '
   added chunk=3 
  $ python3 -c 'import csv
  > print(*{(r["strategy"], r["chunk"], r["status"]) for r in csv.DictReader(open("run/samples.csv"))})'
  ('added', '3', 'ok')
  $ upbench-broken advise run --rows 10 --format json | python3 -c 'import json, sys
  > advice = json.load(sys.stdin)
  > print(advice["recommended"]["strategy"], *(r["name"] for r in advice["requirements"]))'
  added unique-key pipeline
