A case that needs more memory than it may is skipped before anything of it begins:

  $ cat > states.py << 'END'
  > import csv, sys
  > for row in csv.DictReader(open(sys.argv[1] + "/samples.csv", newline="")):
  >     if row["phase"] in ("cold", ""): print(row["case"], row["status"], row["error"], sep=": ")
  > END
  $ states() { python3 states.py $1 | sort; }
  $ upbench run -q -s json,row -r 1000 --chunk 0,10 --samples 1 --memory 1MB -o memory
  memory
  $ states memory
  json rows=1000 chunk=10: ok: 
  json rows=1000: skipped: json needs 1.3 MiB for 1,000 rows at once, more than --memory 976.6 KiB
  row rows=1000 chunk=10: skipped: row does not split its rows into chunks
  row rows=1000: ok: 
  $ upbench run -q -s json -r 1000 --samples 1 --memory 10kB -o none
  upbench run: no case could be measured; the reasons are in none/samples.csv
  none
  [2]

With --stop-at-budget a larger size is not begun when smaller ones say that it takes too long. A
budget of nothing leaves only the smallest:

  $ run() { upbench-broken run -q --samples 1 --warmup 0 -o "$@"; }
  $ run small --strategy unnest,row --rows 3,2,1 --budget 0 --stop-at-budget
  small
  $ states small | sed -E 's/[0-9.e-]+ s/N s/g'
  row rows=1: ok: 
  row rows=2: skipped: predicted time per sync: N s (N s at 1 row), N s for N samples, more than 2 times the budget of N s
  row rows=3: skipped: predicted time per sync: N s (N s at 1 row), N s for N samples, more than 2 times the budget of N s
  unnest rows=1: ok: 
  unnest rows=2: skipped: predicted time per sync: N s (N s at 1 row), N s for N samples, more than 2 times the budget of N s
  unnest rows=3: skipped: predicted time per sync: N s (N s at 1 row), N s for N samples, more than 2 times the budget of N s
  $ run large --strategy unnest --rows 3,2,1 --budget 0
  large
  $ states large
  unnest rows=1: ok: 
  unnest rows=2: ok: 
  unnest rows=3: ok: 

A size that timed out rules out all larger ones of the same case, and no others:

  $ run slow --strategy broken-sleep,unnest --rows 20,10 --timeout 0.5 --stop-at-budget
  slow
  [5]
  $ states slow
  broken-sleep rows=10: timeout: stopped after its limit of 0.5 s
  broken-sleep rows=20: skipped: predicted time per sync: 1 s (over 0.5 s at 10 rows), more than the timeout of 0.5 s
  unnest rows=10: ok: 
  unnest rows=20: ok: 

In the first round the sizes of a case come one after the other:

  $ run order --strategy unnest,row --rows 4,1,2,3 --changed 0,1 --stop-at-budget
  order
  $ python3 -c 'import csv, collections
  > sizes = collections.defaultdict(list)
  > for row in csv.DictReader(open("order/samples.csv", newline="")):
  >     if row["round"] == "1": sizes[row["strategy"], row["changed"]].append(row["rows"])
  > for case, rows in sorted(sizes.items()): print(*case, *rows)'
  row 0 1 2 3 4
  row 1 1 2 3 4
  unnest 0 1 2 3 4
  unnest 1 1 2 3 4
  $ ls $TMPDIR
