Bandwidth is a part of the workload: cases that differ in it are never ranked with each other. The
recommended settings are a part of the method: with and without, they are.

  $ cat > both.ini << 'END'
  > [plain]
  > strategy = case-when,unnest
  > rows = 10
  > samples = 2
  > bandwidth = 0,1Gbit
  > [recommended]
  > strategy = case-when,unnest
  > rows = 10
  > samples = 2
  > bandwidth = 0,1Gbit
  > tuned = yes
  > END
  $ upbench run both.ini --output run > printed
  $ grep -e ' rows × ' printed | sort
  10 rows \xc3\x97 20 columns, bandwidth=1Gbit: time of update and commit (esc)
  10 rows \xc3\x97 20 columns: time of update and commit (esc)
  $ python3 - << 'END'
  > import csv
  > groups = {}
  > for row in csv.DictReader(open("run/summary.csv")):
  >     group = groups.setdefault(row["bandwidth_bits_per_s"], (set(), set()))
  >     group[0].add((row["strategy"], row["tuned"]))
  >     group[1].add(row["reference"])
  > for bandwidth, (cases, references) in sorted(groups.items()):
  >     print(bandwidth, sorted(cases), len(references))
  > END
  0 [('case-when', '0'), ('case-when', '1'), ('unnest', '0'), ('unnest', '1')] 1
  1000000000 [('case-when', '0'), ('case-when', '1'), ('unnest', '0'), ('unnest', '1')] 1

"vs case-when" is against case-when as programs send it, and never against one with other settings,
wherever in the list it is; without such a case there is no such column:

  $ grep -o '^  case-when .*  1\.00×' printed | sed 's/   *[0-9].*//'
    case-when
    case-when
  $ upbench run --strategy case-when,unnest --rows 10 --samples 2 --tuned --output tuned > printed
  $ grep -c 'vs case-when' printed
  0
  [1]
