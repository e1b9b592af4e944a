Sizes on servers that are scaled down with the data, for a size that is too large to be measured:

  $ upbench run planning --for-rows 500000 --dry-run 2> remarks | sed -n '/^  values/p; /^  unnest-binary/p'
    unnest-binary rows=12500                 16.6 MiB     6        7    10.0 s
    unnest-binary rows=25000                 33.2 MiB     6        7    10.0 s
    unnest-binary rows=50000                 66.3 MiB     6        7    10.0 s
    unnest-binary rows=100000                 133 MiB     6        7    10.0 s
    values rows=12500                        5.53 MiB     6        7    10.0 s
    values rows=25000                        11.1 MiB     6        7    10.0 s
    values rows=50000                        22.1 MiB     6        7    10.0 s
    values rows=100000                       29.0 MiB     6        7    10.0 s
    unnest-binary rows=12500 workers=2       16.6 MiB     6        7    10.0 s
    unnest-binary rows=25000 workers=2       33.2 MiB     6        7    10.0 s
    unnest-binary rows=50000 workers=2       66.3 MiB     6        7    10.0 s
    unnest-binary rows=100000 workers=2       133 MiB     6        7    10.0 s
    values rows=12500 workers=2              5.53 MiB     6        7    10.0 s
    values rows=25000 workers=2              11.1 MiB     6        7    10.0 s
    values rows=50000 workers=2              22.1 MiB     6        7    10.0 s
    values rows=100000 workers=2             29.0 MiB     6        7    10.0 s
  $ cat remarks
  upbench run: --for-rows: left out: 6250 rows: work_mem would be below its minimum of 64 kB
  upbench run: --for-rows: temp_buffers is held at its minimum up to 25000 rows
  $ upbench run -q -s unnest,row-pipeline --for-rows 8000 --server-set work_mem=64MB --server-set random_page_cost=1.5 \
  >   --samples 1 --warmup 0 -o run > /dev/null
  $ python3 - << 'END'
  > import json
  > run = json.load(open("run/run.json"))
  > print([(size["rows"], size["settings"][:2], size["settings"][-1], size["held"]) for size in run["scaling"]["sizes"]])
  > print({s["name"]: s["value"] for s in run["server"]["settings"] if s["name"] in ("shared_buffers", "work_mem")})
  > print(run["servers"]["count"], run["checkpointing"]["segment_bytes"])
  > END
  [(100, ['shared_buffers=1632kB', 'work_mem=819kB'], 'random_page_cost=1.5', ['temp_buffers']), (200, ['shared_buffers=3272kB', 'work_mem=1638kB'], 'random_page_cost=1.5', ['temp_buffers']), (400, ['shared_buffers=6552kB', 'work_mem=3276kB'], 'random_page_cost=1.5', ['temp_buffers']), (800, ['shared_buffers=13104kB', 'work_mem=6553kB'], 'random_page_cost=1.5', [])]
  {'shared_buffers': '204', 'work_mem': '819'}
  4 16777216
  $ upbench plan run --rows 8000 --format json | python3 -c 'import json, sys
  > plan = json.load(sys.stdin)
  > print(plan["scaled_for_rows"], [m["form"] for m in plan["model"]], [p["rows"] for p in plan["predictions"]])'
  8000 ['a + b n + c n ln n', 'a + b n + c n ln n'] [8000, 8000]
  $ upbench plan run --rows 4000
  upbench plan: run: nothing can be predicted: unnest: the run is scaled down for 8,000 rows, and predicts these alone: measure again with --for-rows 4000
  [2]
  $ upbench plan run --rows 8000 --window 1s
  upbench plan: run: --window: the run is scaled down for 8,000 rows, and predicts no other sizes
  [2]
  $ upbench advise run --rows 8000
  upbench advise: run: the run is scaled down for 8,000 rows, at which `upbench plan` predicts all of its strategies; other answers need a run without --for-rows
  [2]

What is predicted can be measured next to it, and is not predicted from:

  $ upbench run -q -s unnest,row-pipeline --for-rows 8000 --with-target --server-set work_mem=64MB --samples 1 --warmup 0 -o both > /dev/null
  $ upbench plan both --rows 8000 --format json | python3 -c 'import csv, json, sys
  > plan = json.load(sys.stdin)
  > seen = {row["strategy"]: round(float(row["median_ns"])) for row in csv.DictReader(open("both/summary.csv")) if row["rows"] == "8000"}
  > print([(p["strategy"], p["measured_ns"] == seen[p["strategy"]], p["predicted_ns"] != p["measured_ns"]) for p in plan["predictions"]])
  > run = json.load(open("both/run.json"))
  > print([size["rows"] for size in run["scaling"]["sizes"]])'
  [('unnest', True, True), ('row-pipeline', True, True)]
  [100, 200, 400, 800, 8000]
  $ upbench plan both --rows 8000 | sed -n 2p | grep -c measured
  1
  $ upbench plan both --rows 8000 | sed -n '/rows measured/,$p' | grep -c ' … 800 '
  2
  $ upbench plan both --rows 8100 | sed -n 2p | grep -c measured
  0
  [1]
  $ upbench plan run --rows 8000 | sed -n 2p | grep -c measured
  0
  [1]

Runs that are scaled for other sizes or servers are not comparable:

  $ sed 's/"work_mem=65536kB"/"work_mem=32768kB"/' run/run.json > other.json; cp -r run other; mv other.json other/run.json
  $ upbench compare run other 2>&1 | grep scaled
    settings that are scaled down  shared_buffers=131072kB, work_mem=65536kB, temp_buffers=8192kB, wal_buffers=4096kB, effective_cache_size=4194304kB, max_wal_size=16777216kB, jit_above_cost=100000, jit_inline_above_cost=500000, jit_optimize_above_cost=500000, random_page_cost=1.5  shared_buffers=131072kB, work_mem=32768kB, temp_buffers=8192kB, wal_buffers=4096kB, effective_cache_size=4194304kB, max_wal_size=16777216kB, jit_above_cost=100000, jit_inline_above_cost=500000, jit_optimize_above_cost=500000, random_page_cost=1.5

What cannot be scaled is refused:

  $ upbench run -s row --for-rows 8000 -d nowhere
  upbench run: --for-rows: a server that is named cannot be scaled down with the data: measure sizes near 8000 there with --rows, or leave out --dbname and describe it with --server-set
  [2]
  $ upbench run -s row --server-set work_mem=64MB --server-set Work_Mem=32MB
  upbench run: --server-set: Work_Mem is set twice
  [2]
  $ upbench run -s row --server-set work_mem=64MB -d nowhere
  upbench run: --server-set is for a private cluster: change the settings of the server that --dbname names yourself, or those of sessions with --set
  [2]
  $ upbench run -s row --with-target
  upbench run: --with-target requires --for-rows
  [2]
  $ upbench run -s row --for-rows 8000 --rows 100
  upbench run: --for-rows is not possible with --rows: --for-rows chooses the sizes
  [2]
  $ upbench run -s row --for-rows 8000 --set work_mem=64MB
  upbench run: --for-rows: --set work_mem=64MB is not scaled down: give it with --server-set
  [2]
  $ upbench run -s row --for-rows 8000 --tuned
  upbench run: --for-rows: tuned sets work_mem without scaling it: give --server-set work_mem=256MB
  [2]
  $ upbench run ci --for-rows 8000 --arm a --arm b:set=jit=off
  upbench run: --for-rows is not possible with --arm: each size has a server of its own already
  [2]
  $ upbench run small-batches --for-rows 8000
  upbench run: --for-rows: small-batches has no case whose table has the rows of the sync
  [2]
  $ upbench run -s row --for-rows 8000 --server-set work_mem=1MB
  upbench run: --for-rows: fewer than 3 sizes can be measured: 400 rows: work_mem would be below its minimum of 64 kB: these settings are too small to be scaled down
  [2]
