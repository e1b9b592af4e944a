Rows from an API, which is the same server as `upbench run` starts by itself. The state of the table is that of the same
rows without an API:

  $ states() { python3 -c 'import csv, sys; print(len({r["state_hash"] for d in sys.argv[1:] for r in csv.DictReader(open(d + "/samples.csv"))}))' "$@"; }
  $ fetched() { python3 -c 'import csv, sys; print(sorted({tuple(r[c] for c in ("status", "fetch_concurrency", "fetch_pages", "fetch_retries", "rows_duplicate")) for r in csv.DictReader(open(sys.argv[1] + "/samples.csv"))}))' "$1"; }
  $ run() { upbench run -s unnest --samples 1 --warmup 0 -q "$@" > ran; }
  $ run -r 250 -o made
  $ run -r 250 -o pages --source api --fetch-concurrency 1,3
  $ states made pages
  1
  $ fetched made
  [('ok', '1', '', '', '0')]
  $ fetched pages
  [('ok', '1', '3', '0', '0'), ('ok', '3', '3', '0', '0')]
  $ python3 -c 'import json; print(json.load(open("pages/run.json"))["source"])'
  {'kind': 'api', 'page_rows': 100, 'latency_ns': 0}

The same for fewer columns, and for rows that the table has not, in pages of another shape:

  $ run -r 90 --columns 5 -o some-made
  $ run -r 90 --columns 5 -o some-pages --source api --fetch-page-rows 7
  $ states some-made some-pages
  1
  $ cat > api.ini << 'END'
  > [page]
  > rows = data.items
  > total = none
  > offset = none
  > limit-parameter = count
  > [columns]
  > clicks = deep.er.clicks
  > features = list[]
  > END
  $ run -r 90 --new 0.5 -o mapped --source api --api-map api.ini --fetch-page-rows 30
  $ fetched mapped
  [('ok', '1', '4', '0', '0')]

A latency takes its time for the first page, and then for as many as are fetched at once:

  $ run -r 250 -o late --source api --fetch-latency 20ms --fetch-concurrency 1,2
  $ python3 -c 'import csv; print([int(r["fetch_ns"]) >= n for r, n in zip(sorted(csv.DictReader(open("late/samples.csv")), key=lambda r: r["fetch_concurrency"]), (60e6, 60e6, 40e6, 40e6))])'
  [True, True, True, True]

A server of its own, with a token, and with secrets in its URL: none is in a file or a message.

  $ serve() { rm -f url; mkfifo url; upbench api -r 250 "$@" > url 2> faults & server=$!; read -r url < url; }
  $ export UPBENCH_API_TOKEN=tok3n
  $ serve
  $ run -o other --source "api:$url?key=s3cret"
  $ states made other
  1
  $ grep -rlE 's3cret|tok3n' other
  [1]
  $ grep -o '"--source=api:http://127.0.0.1:[0-9]*/programs/v1"' other/run.json | sed 's/[0-9]*\/programs/PORT\/programs/'
  "--source=api:http://127.0.0.1:PORT/programs/v1"
  $ UPBENCH_API_TOKEN=wrong run -o refused --source "api:$url?key=s3cret" 2> refusal; echo "exit code $?"; sed 's/:[0-9][0-9]*\//:PORT\//' refusal
  exit code 2
  upbench run: --source: page 1 of http://127.0.0.1:PORT/programs/v1: HTTP status 401 (1 attempt)
  $ kill $server; wait $server
  $ unset UPBENCH_API_TOKEN

A server that nobody has started, and options that do not fit:

  $ run -o nobody --source api:http://127.0.0.1:1/ --fetch-retries 0
  upbench run: --source: page 1 of http://127.0.0.1:1/: Could* connect to server (1 attempt) (glob)
  [5]
  $ ls nobody
  ls: cannot access 'nobody': No such file or directory
  [2]
  $ upbench run --source api:ftp://h/
  upbench run: --source: a URL must begin with https:// or http://
  [2]
  $ upbench run --source api:http://me:pw@example.com/
  upbench run: --source: a token or a password would be sent to example.com unencrypted; use https
  [2]
  $ upbench run --fetch-latency 5ms
  upbench run: --fetch-latency requires --source api
  [2]
  $ upbench run --source api:http://127.0.0.1/ --fetch-latency 5ms
  upbench run: --fetch-latency is that of upbench's own API: give --source api without a URL
  [2]
  $ printf '[columns]\nclick = a\n' > wrong.ini
  $ upbench run --source api --api-map wrong.ini
  upbench run: --api-map: wrong.ini: no column click of table ads_programregistry travels with a sync
  [2]
  $ printf '[columns]\nclicks = a..b\n' > wrong.ini
  $ upbench run --source api --api-map wrong.ini
  upbench run: --api-map: wrong.ini:2: "a..b" is not a path, such as name, metrics.clicks, businesses[0].id or features[]
  [2]
  $ upbench api --fault nonsense
  upbench api: --fault: "nonsense" is not a fault, such as 500@3 or close@2x1
  [2]

The rows of a CSV file as pages:

  $ upbench data -r 250 -o rows.csv
  $ serve --csv rows.csv
  $ run -o file --source "api:$url"
  $ states made file
  1
  $ kill $server; wait $server
