A case that is precise enough leaves, but has ten samples; its arms leave together. Without a precision it stays:

  $ upbench run -s unnest -r 5 --samples 14 --min-samples 1 --precision '100 %' --arm a --arm b:set=jit=off -q -o some
  some
  $ upbench run -s unnest -r 5 --samples 12 --min-samples 1 --precision 0 -q -o all
  all
  $ cat > count.py << 'END'
  > import csv, collections, sys
  > rows = csv.DictReader(open(sys.argv[1] + "/samples.csv", newline=""))
  > counts = collections.Counter(r["case"] for r in rows if r["phase"] == "measure")
  > print(len(set(counts.values())), all(10 <= n <= 14 for n in counts.values()), sys.argv[1] == "some" or counts)
  > END
  $ python3 count.py some
  1 True True
  $ python3 count.py all
  1 True Counter({'unnest rows=5': 12})

What is no precision:

  $ upbench run --precision much
  upbench run: --precision: "much" is not a percentage such as 2, 0.5 or 5%
  Try 'upbench run --help'.
  [2]
  $ upbench run --precision 101
  upbench run: --precision: "101" is not between 0 and 100 %
  Try 'upbench run --help'.
  [2]
