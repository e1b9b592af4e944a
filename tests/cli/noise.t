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
