  $ upbench run -q -s row,null,unnest -r 20 --samples 6 -o one > /dev/null
  $ upbench run -q -s row,null,unnest,floor -r 20 --samples 6 -o two > /dev/null
  $ upbench history one -o history.csv
  history.csv: 2 rows added, 0 already present
  $ cut -d , -f 6,7,9,10,19 history.csv
  case,strategy,rows,columns,n
  row rows=20,row,20,20,6
  unnest rows=20,unnest,20,20,6
  $ head -n 1 history.csv
  time,run,revision,server_version,cpu,case,strategy,peer,rows,columns,chunk,workers,changed,new,skip_unchanged,table_rows,rtt_us,settings,n,update_ns,low_ns,high_ns,total_ns,wal_bytes,round_trips,bandwidth_bits_per_s,fetch_delay_ns,tuned,arm,partitions,partition_by,overlap,whole_sync,fetch_concurrency,create,gone_share,gone

A run is added once; rows are only added:

  $ cp history.csv before.csv
  $ upbench history one two one -o history.csv
  history.csv: 3 rows added, 4 already present
  $ head -n 3 history.csv | cmp - before.csv
  $ cut -d , -f 6 history.csv
  case
  row rows=20
  unnest rows=20
  row rows=20
  unnest rows=20
  floor rows=20
  $ upbench history two -o history.csv; ls
  history.csv: 0 rows added, 3 already present
  before.csv
  history.csv
  one
  two

Times, and what a history has in common with the run that it is from:

  $ tail -n +2 history.csv | grep -vcE '^20[0-9-]{8}T[0-9:]{8}Z,[0-9a-f]{32},[^,]+,"?1[3-9][^,]*,'
  0
  [1]
  $ cut -d , -f 18 two/summary.csv > medians; tail -n 3 history.csv | cut -d , -f 20 | grep -vxcFf medians
  0
  [1]

One case, for a program that wants a file a case:

  $ upbench history one two --case 'unnest rows=20' -o unnest.csv; cut -d , -f 6 unnest.csv
  unnest.csv: 2 rows added, 0 already present
  case
  unnest rows=20
  unnest rows=20
  $ upbench history one two --case 'floor rows=20' -o floor.csv; ls floor.csv
  upbench history: one has no result of a case "floor rows=20"
  ls: cannot access 'floor.csv': No such file or directory
  [2]

Apache Otava reads a CSV file by the names of its columns: a time, attributes, and metrics that
must be numbers in every row:

  $ python3 - <<'PYTHON'
  > import csv, datetime
  > for row in csv.DictReader(open("unnest.csv", newline="")):
  >     time = datetime.datetime.fromisoformat(row["time"].replace("Z", "+00:00"))
  >     assert time.utcoffset() == datetime.timedelta(0) and len(row["run"]) == 32 and None not in row
  >     print(all(float(row[metric]) > 0 for metric in ("update_ns", "total_ns", "wal_bytes", "round_trips")))
  > PYTHON
  True
  True

Jobs that add at once do not lose each other's rows:

  $ for i in $(seq 8); do cp -r one copy$i; sed -i "s/\"id\": \"......../\"id\": \"0000000$i/" copy$i/run.json; done
  $ for i in $(seq 8); do upbench history copy$i -o shared.csv > said$i & done; wait
  $ wc -l < shared.csv; cut -d , -f 2,6 shared.csv | sort -u | wc -l; ls -A | grep -c '\.upbench'
  17
  17
  0
  [1]

What is wrong:

  $ upbench history one
  upbench history: no history is named: add a file such as history.csv
  [2]
  $ upbench history -o history.csv
  upbench history: an argument is missing: expected RUN [RUN ...] [FILE]
  Try 'upbench history --help'.
  [2]
  $ upbench history nosuch -o history.csv
  upbench history: nosuch is not a run: run.json: No such file or directory
  [2]
  $ printf 'a,b\n1,2\n' > other.csv; upbench history one -o other.csv; cat other.csv
  upbench history: other.csv:1: the header has no column time
  a,b
  1,2
  $ sed '3s/Z,/,/' history.csv > broken.csv; upbench history one -o broken.csv
  upbench history: broken.csv:3: column time: "*" is not of the form 2026-01-31T12:00:00Z (glob)
  [2]
  $ head -c -22 history.csv > broken.csv; upbench history one -o broken.csv
  upbench history: broken.csv:6: fewer fields than the header has
  [2]
  $ upbench history one -o no/such/file
  upbench history: cannot open no/such/file: No such file or directory
  [2]
  $ cp -r one failed; sed -i 's/,ok,/,failed,/' failed/samples.csv; upbench history two failed -o new.csv; ls new.csv
  upbench history: failed has no case with a result
  ls: cannot access 'new.csv': No such file or directory
  [2]
