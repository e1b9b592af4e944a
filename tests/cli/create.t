The strategy of the create stage is a factor; every one leaves the rows that the oracle expects:

  $ quick="--samples 1 --min-samples 1 --warmup 0 -q"
  $ upbench run -s unnest -r 20 --new 0.5 --create insert-copy,insert-values,insert-unnest,upsert-unnest,upsert-copy $quick -o run > printed
  $ python3 - <<'END'
  > import csv
  > samples = list(csv.DictReader(open("run/samples.csv")))
  > for row in sorted({(s["case"], s["create"], s["status"], s["rows_created"]) for s in samples}):
  >     print(*row, sep=", ")
  > print(all(int(s["create_ns"]) > 0 for s in samples))
  > END
  unnest rows=20 new=0.5, insert-copy, ok, 10
  unnest rows=20 new=0.5 create=insert-unnest, insert-unnest, ok, 10
  unnest rows=20 new=0.5 create=insert-values, insert-values, ok, 10
  unnest rows=20 new=0.5 create=upsert-copy, upsert-copy, ok, 10
  unnest rows=20 new=0.5 create=upsert-unnest, upsert-unnest, ok, 10
  True
  $ upbench run --create copy
  upbench run: --create: "copy" is not one of insert-copy, insert-values, insert-unnest, upsert-unnest, upsert-copy
  Try 'upbench run --help'.
  [2]
