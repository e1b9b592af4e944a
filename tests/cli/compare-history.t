A run is held against the history of its case: a step at its end is a regression, and none is none.

  $ upbench run -q -s row -r 20 --samples 6 -o new > /dev/null
  $ cat > fake << 'END'
  > import csv, json, sys
  > # Fifteen runs before this one; the last `slow` of them, and this one, as slow as now.
  > slow, factor = int(sys.argv[1]), float(sys.argv[2])
  > now = [row for row in csv.DictReader(open("new.csv", newline=""))][0]
  > writer = csv.DictWriter(open("history.csv", "w", newline=""), now.keys(), lineterminator="\n")
  > writer.writeheader()
  > for i in range(15):
  >     level = float(now["update_ns"]) / (1 if i >= 15 - slow else factor)
  >     row = dict(now, time=f"2020-01-{i + 1:02}T00:00:00Z", run=f"{i + 1:032x}")
  >     row["update_ns"] = str(level * (1 + 0.002 * (i * 7 % 5 - 2)))
  >     writer.writerow(row)
  > END
  $ upbench history new -o new.csv > /dev/null
  $ python3 fake 3 1.3; upbench compare --history history.csv new
  1 case: 1 regressed, 0 improved, 0 steady, 0 short.
  
    case +verdict +before +now +change +p  since +runs  first run  revision (re)
    row rows=20  regressed +.* ms +.* ms  \+[23]\d\.\d %  0\.\d+  2020-01-13T00:00:00Z     4  00000000 .* (re)
  [1]
  $ upbench compare --history history.csv new --format json | python3 -c 'import json, sys
  > def refuse(x): raise ValueError(x)
  > case = json.load(sys.stdin, parse_constant=refuse)["cases"][0]; print(case["verdict"], case["changes"][0]["runs"])'
  regressed 4
  $ upbench compare --history history.csv new --threshold 80 -q
  $ python3 fake 0 1; upbench compare --history history.csv new | sed 's/: .*//'
  1 case
  
    case +verdict +now  runs (re)
    row rows=20  steady +.* ms    16 (re)

Too short a history cannot tell:

  $ head -n 4 history.csv > short.csv; upbench compare --history short.csv new -q
  upbench compare: not enough data: 1 of 1 cases have too short a history
  [3]
  $ upbench compare --history nosuch.csv new
  upbench compare: nosuch.csv: No such file or directory
  [2]
  $ upbench compare --history history.csv new new
  upbench compare: --history: exactly one run is allowed
  [2]
  $ upbench compare --history history.csv new --format junit
  upbench compare: --history supports --format terminal, markdown and json only
  [2]

What was compared can go to other programs as well:

  $ upbench run -q -s row -r 20 --samples 6 --arm base --arm same -o arms > /dev/null
  $ upbench compare arms -q --threshold 1000 --export bencher=results.json; python3 -c 'import json
  > print(len(json.load(open("results.json"))))'
  2
  $ upbench compare arms --export nosuch=x
  upbench compare: --export: .*nosuch.* (re)
  [2]
