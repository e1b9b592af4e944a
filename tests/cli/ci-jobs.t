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

Both arms jobs leave their files, whatever the verdict is:

  $ for file in .github/workflows/upbench-arms.yml .gitlab-ci.yml; do
  >   steps $file arms > step; job; code=$?; [ $code -le 3 ] || cat err; ls comment.md compare.xml
  > done
  comment.md
  compare.xml
  comment.md
  compare.xml

A stored base: the first run becomes it:

  $ steps .gitlab-ci.yml stored-base > step; job; echo $?; ls comment.md compare.xml
  0
  comment.md
  compare.xml
  $ grep -c 'both are the same run' err
  1

A history from the first day on; both jobs have the same steps:

  $ steps .gitlab-ci.yml history > step; steps .github/workflows/upbench-history.yml history | sed '/^$/d' | cmp - step
  $ job; echo $?; wc -l < history.csv; grep -c '| short |' comment.md
  0
  2
  1

Thirty days later a step began four runs ago, and this run is the one that reports it:

  $ past() { python3 -c 'import csv, sys
  > rows = list(csv.DictReader(open("history.csv", newline=""))); now = rows[-1]
  > out = csv.DictWriter(open("history.csv", "w", newline=""), now.keys(), lineterminator="\n"); out.writeheader()
  > for i in range(31 + int(sys.argv[1])):
  >     level = float(now["update_ns"]) / (1 if i >= 30 else 100) * (1 + 0.002 * (i * 7 % 5 - 2))
  >     day = f"2020-{1 + i // 28:02}-{1 + i % 28:02}T00:00:00Z"
  >     out.writerow(dict(now, time=day, run=f"{i + 1:032x}", update_ns=str(level)))' $1; }
  $ past 3; job; echo $?; ls comment.md compare.xml; grep -c '| regressed |' comment.md; grep -c '<failure' compare.xml
  1
  comment.md
  compare.xml
  1
  1

The next run passes, since the step is known:

  $ job; echo $?; grep -c '| steady |' comment.md
  0
  1
