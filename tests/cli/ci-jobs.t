The jobs of docs/ci.md run as they are written there, with an upbench whose runs are small:

  $ python3 -c 'import yaml' 2> /dev/null || exit 80 # python3-yaml is missing
  $ steps() { python3 "$TESTDIR/ci-steps" "$TESTDIR/../../docs/ci.md" "$@"; }
  $ real=$(command -v upbench); mkdir bin old new
  $ cat > bin/upbench << END
  > #!/bin/sh
  > if [ "\$1" = run ]; then
  >   shift 2; exec $real run -q -s row -r 20 --samples 9 --sessions 3 "\$@"
  > fi
  > exec $real "\$@"
  > END
  $ chmod +x bin/upbench; ln -s $real old/upbench; ln -s $real new/upbench; PATH=$PWD/bin:$PATH
  $ job() { rm -rf run comment.md compare.xml; bash -e step > out 2> err; }

A new program that takes 0.4 s more for each answer is red in an arms job, also in a second measurement; the other arms job
finds it mended. Both leave their files:

  $ rm new/upbench; cat > new/upbench << END
  > #!/bin/sh
  > $real "\$@" | while read -r answer; do sleep 0.4; printf '%s\n' "\$answer"; done
  > END
  $ chmod +x new/upbench; steps .github/workflows/upbench-arms.yml arms > step; job; echo $?; ls comment.md
  1
  comment.md
  $ grep -c '| regressed |' comment.md; grep -c '<failure.*confirmed in fresh sessions' compare.xml
  1
  1
  $ ln -sf $real new/upbench; steps .gitlab-ci.yml arms > step; job; [ $? -ne 1 ] || cat err comment.md; ls comment.md compare.xml
  comment.md
  compare.xml

A stored base: the first run becomes it; both jobs have the same steps. Against itself nothing regresses, but sessions this short may
be too noisy for more:

  $ steps .gitlab-ci.yml stored-base > step; steps .github/workflows/upbench-stored-base.yml stored-base | sed '/^$/d' | cmp - step
  $ job; code=$?; [ $code -eq 0 -o $code -eq 3 ] || cat err; ls comment.md compare.xml
  comment.md
  compare.xml
  $ grep -c 'BASE and NEW are the same run' err
  1

A base that was 100 times as fast makes the job red, until the slower run is accepted as the base:

  $ python3 - << 'END'
  > import csv
  > rows = list(csv.DictReader(open("baseline/samples.csv", newline="")))
  > out = csv.DictWriter(open("baseline/samples.csv", "w", newline=""), rows[0].keys(), lineterminator="\n"); out.writeheader()
  > for row in rows: out.writerow({k: str(int(v) // 100) if k in ("update_ns", "commit_ns") else v for k, v in row.items()})
  > END
  $ job; echo $?; grep -c '| regressed |' comment.md; grep -c '<failure' compare.xml
  1
  1
  1
  $ rm -r baseline; job; code=$?; [ $code -eq 0 -o $code -eq 3 ] || cat err; ! grep '| regressed |' comment.md

A history from the first day on; both jobs have the same steps:

  $ steps .gitlab-ci.yml history > step; steps .github/workflows/upbench-history.yml history | sed '/^$/d' | cmp - step
  $ job; echo $?; wc -l < history.csv; grep -c '| short |' comment.md
  0
  2
  1

Thirty days later a step began two runs ago, and this run is the one that reports it:

  $ past() { python3 -c 'import csv, sys
  > rows = list(csv.DictReader(open("history.csv", newline=""))); now = rows[-1]
  > out = csv.DictWriter(open("history.csv", "w", newline=""), now.keys(), lineterminator="\n"); out.writeheader()
  > for i in range(31 + int(sys.argv[1])):
  >     level = float(now["update_ns"]) / (1 if i >= 30 else 100) * (1 + 0.002 * (i * 7 % 5 - 2))
  >     day = f"2020-{1 + i // 28:02}-{1 + i % 28:02}T00:00:00Z"
  >     out.writerow(dict(now, time=day, run=f"{i + 1:032x}", update_ns=str(level)))' $1; }
  $ past 1; job; echo $?; ls comment.md compare.xml; grep -c '| regressed |' comment.md; grep -c '<failure' compare.xml
  1
  comment.md
  compare.xml
  1
  1

The next run passes, since the step is known:

  $ job; echo $?; grep -c '| steady |' comment.md
  0
  1
