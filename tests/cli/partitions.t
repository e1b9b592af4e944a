A table that is partitioned is a factor; strategies of every kind are right on each sort of it:

  $ all=row-pipeline,case-when,values,copy-temp,copy-unlogged,unnest-binary,merge-unnest,upsert-unnest,floor
  $ upbench run -s $all -r 20 --table-rows 300 --new 0.1 --partitions 0,4 --partition-by hash,range,list --samples 1 --min-samples 1 --warmup 0 --budget 300 -q -o run
  run
  $ python3 - << 'END'
  > import csv, json
  > samples = list(csv.DictReader(open("run/samples.csv")))
  > print({sample["status"] for sample in samples}, {sample["rows_created"] for sample in samples})
  > print(sorted({(sample["partitions"], sample["partition_by"]) for sample in samples}))
  > print(sorted({(case["partitions"], case["partition_by"]) for case in json.load(open("run/run.json"))["cases"]}, key=str))
  > print(sorted({sample["case"] for sample in samples if sample["strategy"] == "values"}))
  > # The partitioned table itself has no storage: these are sums over its partitions.
  > print(all(sample["dead_tuples"] == "18" and sample["table_bytes"] and sample["index_bytes"] for sample in samples if sample["strategy"] == "values"))
  > END
  {'ok'} {'2'}
  [('0', ''), ('4', 'hash'), ('4', 'list'), ('4', 'range')]
  [(0, None), (4, 'hash'), (4, 'list'), (4, 'range')]
  ['values rows=20 new=0.1 table-rows=300', 'values rows=20 new=0.1 table-rows=300 partitions=4 partition-by=hash', 'values rows=20 new=0.1 table-rows=300 partitions=4 partition-by=list', 'values rows=20 new=0.1 table-rows=300 partitions=4 partition-by=range']
  True

Cases of different partitions are not ranked with each other, and are compared with their like:

  $ upbench report run | grep -o '^20 rows × .*: time of'
  20 rows \xc3\x97 20 columns, new=0.1, table-rows=300, partitions=0: time of (esc)
  20 rows \xc3\x97 20 columns, new=0.1, table-rows=300, partitions=4, partition-by=hash: time of (esc)
  20 rows \xc3\x97 20 columns, new=0.1, table-rows=300, partitions=4, partition-by=range: time of (esc)
  20 rows \xc3\x97 20 columns, new=0.1, table-rows=300, partitions=4, partition-by=list: time of (esc)
  $ upbench compare run run --threshold 50 2> /dev/null | grep -c 'values .*partition-by=range'
  1
  $ upbench advise run --rows 20 | head -1 | grep -o 'for 20 rows of 20 columns'
  for 20 rows of 20 columns

By range there have to be as many keys; peers know one table, and the SQL of an arm has its own:

  $ reasons() { python3 -c 'import csv, sys
  > for sample in csv.DictReader(open(sys.argv[1] + "/samples.csv")):
  >     if sample["status"] == "skipped": print(sample["case"] + ":", sample["error"])' $1; }
  $ echo 'SELECT 1' > change.sql
  $ quick='--samples 1 --min-samples 1 --warmup 0 -q'
  $ upbench run -s unnest -r 2 --partitions 0,4 --partition-by range $quick -o few
  few
  $ reasons few
  unnest rows=2 partitions=4 partition-by=range: --partitions: the table has too few rows for 4 partitions by range
  $ upbench run -s unnest -r 3 --partitions 0,4 --arm now --arm then:schema-sql=change.sql $quick -o arms
  arms
  $ reasons arms
  unnest rows=3 partitions=4 partition-by=hash arm=then: --partitions does not partition the table of an arm with schema-sql: its SQL can

What cannot be is refused before anything is made:

  $ upbench run -s unnest -r 5 --partition-by list
  upbench run: --partition-by: requires --partitions, of 1 or more
  [2]
  $ upbench run -s unnest -r 5 --partitions 4 --partition-by key
  upbench run: --partition-by: "key" is not one of hash, range, list
  Try 'upbench run --help'.
  [2]
  $ upbench run -s unnest -r 5 --partitions 501
  upbench run: --partitions: "501" is not between 0 and 500
  Try 'upbench run --help'.
  [2]
