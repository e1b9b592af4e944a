A run is held against the history of its case: a step at its end is a regression, and none is none.

  $ upbench run -q -s row -r 20 --samples 6 -o new > /dev/null
  $ cat > fake << 'END'
  > import csv, json, sys
  > # Thirty runs before this one; the last `slow` of them, and this one, as slow as now.
  > slow, factor = int(sys.argv[1]), float(sys.argv[2])
  > now = [row for row in csv.DictReader(open("new.csv", newline=""))][0]
  > writer = csv.DictWriter(open("history.csv", "w", newline=""), now.keys(), lineterminator="\n")
  > writer.writeheader()
  > for i in range(30):
  >     level = float(now["update_ns"]) / (1 if i >= 30 - slow else factor)
  >     row = dict(now, time=f"2020-01-{i + 1:02}T00:00:00Z", run=f"{i + 1:032x}")
  >     row["update_ns"] = str(level * (1 + 0.002 * (i * 7 % 5 - 2)))
  >     writer.writerow(row)
  > END
  $ upbench history new -o new.csv > /dev/null
  $ python3 fake 2 1.3; upbench compare --history history.csv new
  1 case: 1 regressed, 0 improved, 0 steady, 0 short.
  
    case +verdict +now +level +before +change +p  since +runs  first run  revision (re)
    row rows=20  regressed +.* ms +.* ms +.* ms  \+[23]\d\.\d %  \d\S+  2020-01-29T00:00:00Z     3  00000000 .* (re)
  [1]
  $ upbench compare --history history.csv new --format json | python3 -c 'import json, sys
  > def refuse(x): raise ValueError(x)
  > case = json.load(sys.stdin, parse_constant=refuse)["cases"][0]; print(case["verdict"], case["changes"][0]["runs"])'
  regressed 3
  $ upbench compare --history history.csv new --threshold 80 -q
With its next run the step is known:

  $ upbench history new -o history.csv; id=$(tail -n 1 new/samples.csv | cut -d , -f 1)
  history.csv: 1 row added, 0 already present
  $ sed -i "s/$id/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee/" new/run.json new/samples.csv
  $ upbench compare --history history.csv new --format csv | cut -d , -f 1-3
  case,verdict,runs
  row rows=20,steady,32

A run outside of all earlier ones is marked at once, by its own time:

  $ python3 fake 0 1.3; upbench compare --history history.csv new -q --format markdown=comment.md --format junit=compare.xml
  $ grep -c '| row rows=20 | steady | .* ms | .* ms | 31 | above all 30 earlier runs |' comment.md
  1
  $ python3 -c 'import xml.etree.ElementTree as tree
  > suite = tree.parse("compare.xml").getroot()[0]; print(suite.get("tests"), suite.get("failures"), suite[0].get("name"))'
  1 0 row rows=20
  $ python3 fake 0 1; upbench compare --history history.csv new | sed 's/: .*//'
  1 case
  
    case +verdict +now +level +runs (re)
    row rows=20  steady +.* ms +.* ms    31 (re)

A young history has enough runs for a large step, which the third slow run reports, and which remains:

  $ for i in $(seq -w 20); do ms=20; [ $i -lt 13 ] || ms=26
  >   fake-run r$i -samples=6 -started="\"2026-01-${i}T00:00:00Z\"" -draw=${i#0} row:ms=$ms:noise=0.15; done
  $ upbench history r?? -o young.csv > /dev/null
  $ for i in 09 10 13 14 15 16 20; do upbench compare --history young.csv r$i --format csv > out
  >   echo "$? $(tail -n 1 out | cut -d , -f 2,3,9-10)"; done
  0 short,9,,
  0 steady,10,,
  0 steady,13,,
  0 steady,14,,
  1 regressed,15,2026-01-13T00:00:00Z,r13
  0 steady,16,2026-01-13T00:00:00Z,r13
  0 steady,20,2026-01-13T00:00:00Z,r13

Too short a history is no failure, and no history is an empty one:

  $ head -n 4 history.csv > short.csv; upbench compare --history short.csv new -q
  $ upbench compare --history short.csv new -q --require-conclusive
  upbench compare: not enough data: 1 of 1 cases have fewer than 10 comparable runs
  [3]
  $ upbench compare --history nosuch.csv new | tail -n 1
    row rows=20  short .* 1  10 runs are needed (re)
  $ upbench compare --history history.csv new new
  upbench compare: --history: exactly one run is allowed
  [2]

An option that a history does not use is an error, and so is a run that is incomplete:

  $ for option in --metric=wal_bytes --noise=nosuch.json --must-see=0 --strict --expect=nosuch.txt; do
  >   upbench compare --history history.csv new $option; echo $?; done
  upbench compare: --history and --metric cannot be combined: --metric is for arms or two runs
  2
  upbench compare: --history and --noise cannot be combined: --noise is for arms or two runs
  2
  upbench compare: --history and --must-see cannot be combined: --must-see is for arms or two runs
  2
  upbench compare: --history and --strict cannot be combined: --strict is for arms or two runs
  2
  upbench compare: --history and --expect cannot be combined: --expect is for arms or two runs
  2
  $ cp -r new cut; sed -i 's/"outcome": "complete"/"outcome": "interrupted by SIGINT"/' cut/run.json
  $ upbench compare --history history.csv cut --export bencher=exported.json
  upbench compare: cut is incomplete (interrupted by SIGINT): --force compares it anyway
  [2]
  $ ls exported.json
  ls: cannot access 'exported.json': No such file or directory
  [2]
  $ upbench compare --history history.csv cut --force -q

Another processor is another series, whose first runs are not compared:

  $ python3 fake 0 1.3; python3 -c 'import csv
  > rows = list(csv.reader(open("history.csv", newline=""))); cpu = rows[0].index("cpu")
  > for row in rows[1:]: row[cpu] = "another"
  > csv.writer(open("history.csv", "w", newline=""), lineterminator="\n").writerows(rows)'
  $ upbench compare --history history.csv new --format csv | cut -d , -f 2,3,12-
  verdict,runs,remark
  incomparable,1,.*10 runs are needed; incomparable: the machine changed on 20..-..-.. \(cpu .*, before another\).* (re)

Formats are checked before anything is compared:

  $ upbench compare --history history.csv new --format html
  upbench compare: --format: "html" is none of terminal, markdown, json, junit, csv
  [2]
  $ upbench compare --history history.csv new --format csv=a --format junit=a
  upbench compare: --format: a is named twice
  [2]

What was compared can go to other programs as well:

  $ upbench run -q -s row -r 20 --samples 6 --arm base --arm same -o arms > /dev/null
  $ upbench compare arms -q --threshold 1000 --must-see 0 --export bencher=results.json; python3 -c 'import json
  > print(len(json.load(open("results.json"))))'
  2
  $ upbench compare arms --export nosuch=x
  upbench compare: --export: .*nosuch.* (re)
  [2]
