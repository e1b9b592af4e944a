What else happened beside each sample is in its line. On a private cluster nothing of the server's own gets in between:

  $ upbench run -s unnest -r 5 --samples 3 -q -o run
  run
  $ cat > noise.py << 'END'
  > import csv
  > rows = list(csv.DictReader(open("run/samples.csv", newline="")))
  > print({r["checkpoints"] for r in rows}, {r["autovacuums"] for r in rows})
  > print(all(int(r["runnable"]) >= 0 and int(r["steal_ns"]) >= 0 for r in rows))
  > print(all(r["cpu_khz"] == "" or int(r["cpu_khz"]) > 0 for r in rows))
  > END
  $ python3 noise.py
  {'0'} {'0'}
  True
  True

So is what it cost. With --probe-cost every second round goes without, and what difference that makes is told:

  $ upbench run -s unnest -r 5 --samples 4 --probe-cost -o cost | grep -oE '^Reading the counters takes|[0-9]+ pairs? of samples'
  Reading the counters takes
  2 pairs of samples
  $ cat > cost.py << 'END'
  > import csv
  > known = lambda r, *names: all(r[name] != "" for name in names)
  > rows = list(csv.DictReader(open("cost/samples.csv", newline="")))
  > print("bytes", all(known(r, "bytes_sent", "bytes_received", "statements") for r in rows))
  > print("table", [known(r, "wal_bytes", "table_bytes", "index_bytes", "toast_bytes", "catalog_bytes", "probe_ns") for r in rows])
  > print("client", [known(r, "client_cpu_ns") for r in rows])
  > END
  $ python3 cost.py
  bytes True
  table [True, False, True, False, True, False]
  client [True, False, True, False, True, False]
