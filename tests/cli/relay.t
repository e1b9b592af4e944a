A delay of each round trip, and a bandwidth, are in the names of the cases and nowhere else:

  $ upbench run -s unnest -r 10 --rtt 0,500us,20ms --bandwidth 100Mbit --dry-run --memory 1GiB | sed -n 1,5p
    case                                           memory  min.  samples    budget
    unnest rows=10 bandwidth=100Mbit             13.6 KiB     3       20    30.0 s
    unnest rows=10 rtt=500us bandwidth=100Mbit   13.6 KiB     3       20    30.0 s
    unnest rows=10 rtt=20ms bandwidth=100Mbit    13.6 KiB     3       20    30.0 s
  
  $ upbench run -s unnest -r 10 --rtt 0,1ms --dry-run --memory 1GiB | grep unnest
    unnest rows=10           13.6 KiB     3       20    30.0 s
    unnest rows=10 rtt=1ms   13.6 KiB     3       20    30.0 s

What is no delay and no bandwidth:

  $ upbench run -s unnest --rtt 0.5us --dry-run
  upbench run: --rtt: "0.5us" is not a whole number of microseconds
  Try 'upbench run --help'.
  [2]
  $ upbench run -s unnest --rtt 1ms,1000us --dry-run
  upbench run: --rtt: "1000us" is in the list twice
  Try 'upbench run --help'.
  [2]
  $ upbench run -s unnest --rtt 11s --dry-run
  upbench run: --rtt: "11s" is not between 0 and 10 s
  Try 'upbench run --help'.
  [2]
  $ upbench run -s unnest --bandwidth 100 --dry-run
  upbench run: --bandwidth: "100" is not a bandwidth such as 100Mbit or 1Gbit
  Try 'upbench run --help'.
  [2]
  $ upbench run -s unnest --bandwidth 1kbit --dry-run
  upbench run: --bandwidth: "1kbit" is neither 0 nor between 10000 and 100000000000 bits per second
  Try 'upbench run --help'.
  [2]

A run with and without, and nothing is left:

  $ upbench run -q -s row,copy-temp -r 5 --samples 2 --rtt 0,1ms -o run
  run
  $ cat > look.py << 'END'
  > import csv, json
  > for case in json.load(open("run/run.json"))["cases"]:
  >     print(case["name"], case["rtt_us"], case["bandwidth_bits_per_s"])
  > rows = [r for r in csv.DictReader(open("run/samples.csv", newline="")) if r["phase"] == "measure"]
  > print({r["status"] for r in rows}, len({r["state_hash"] for r in rows}))
  > # A delay is a lower bound, on any machine.
  > print(all(int(r["update_ns"]) >= 1000 * int(r["rtt_us"]) * int(r["round_trips"]) for r in rows))
  > END
  $ python3 look.py
  row rows=5 0 0
  row rows=5 rtt=1ms 1000 0
  copy-temp rows=5 0 0
  copy-temp rows=5 rtt=1ms 1000 0
  {'ok'} 1
  True
  $ upbench run -q -s unnest -r 5 --samples 1 --bandwidth 1Gbit -o limited
  limited
  $ grep -c '"bandwidth_bits_per_s": 1000000000' limited/run.json
  1
  $ ls $TMPDIR

A private cluster that is restarted between sessions is reached again:

  $ upbench run -q -s unnest -r 5 --samples 2 --sessions 2 --rtt 1ms -o sessions
  sessions
  $ cut -d, -f18,19 sessions/samples.csv | sort | uniq -c | sed 's/^ *//'
  2 cold,ok
  2 measure,ok
  1 phase,status
  2 warmup,ok

A server with a password, and a run that is killed:

  $ cat > named << 'END'
  > PGPASSWORD=$SERVER_PASSWORD upbench run -q -d "$SERVER" -s unnest -r 5 --samples 1 --rtt 1ms -o named-run
  > END
  $ with-server bash named
  named-run
  $ upbench run -q -s unnest -r 5 --samples 100000 --precision 0 --budget 1h --rtt 1ms -o killed &
  $ until [ "$(cat killed/samples.csv 2> /dev/null | wc -l)" -gt 2 ] || ! kill -0 $!; do sleep 0.05; done
  $ kill -KILL $!; wait $! 2> /dev/null
  [137]
  $ for i in $(seq 200); do [ -z "$(ls $TMPDIR)" ] && break; sleep 0.05; done; ls $TMPDIR
