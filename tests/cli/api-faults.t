Faults of an API, one by one, from the first sample on: before it, a run reads all rows twice.

  $ run() { upbench run -s unnest --samples 1 --warmup 0 -q "$@" > ran; }
  $ serve() { rm -f url; mkfifo url; upbench api -r 250 "$@" > url 2> faults & server=$!; read -r url < url; }

What you can correct ends the run with 2 while nothing is measured: what is in a page, or how it is asked for.  A failure of the
server or the network is one of 5, then as later:

  $ refused() { rm -rf refused; run -o refused --source "api:$url" --fetch-retries 0 "$@" > printed 2>&1; echo "exit code $?"; sed 's/:[0-9][0-9]*\//:PORT\//; s/byte [0-9]*: .*/byte .../' printed; }
  $ for fault in missing-field@1 wrong-type@2 malformed@1 total@2 500@1 close@2 429@1 missing-field@3+1; do serve --fault $fault; refused; kill $server; wait $server; done
  exit code 2
  upbench run: --source: page 1 of http://127.0.0.1:PORT/programs/v1: row 100: program_id is missing
  exit code 2
  upbench run: --source: page 2 of http://127.0.0.1:PORT/programs/v1: row 100 is a number, and must be an object
  exit code 2
  upbench run: --source: page 1 of http://127.0.0.1:PORT/programs/v1: not JSON: byte ...
  exit code 2
  upbench run: --source: page 2 of http://127.0.0.1:PORT/programs/v1: the total has changed from 250 to 251 since the first page
  exit code 5
  upbench run: --source: page 1 of http://127.0.0.1:PORT/programs/v1: HTTP status 500 (1 attempt)
  exit code 5
  upbench run: --source: page 2 of http://127.0.0.1:PORT/programs/v1: Server returned nothing (no headers, no data) (1 attempt)
  exit code 5
  upbench run: --source: page 1 of http://127.0.0.1:PORT/programs/v1: HTTP status 429 (1 attempt)
  exit code 2
  upbench run: cannot load the data set of 250 rows: page 3 of http://127.0.0.1:PORT/programs/v1: row 50: program_id is missing
  $ serve
  $ printf '[page]\nrows = data.items\n' > page.ini; refused --api-map page.ini
  exit code 2
  upbench run: --source: page 1 of http://127.0.0.1:PORT/programs/v1: data.items is missing
  $ printf '[page]\nrows = programs\n[columns]\nprogram_id = no.such\n' > path.ini; refused --api-map path.ini
  exit code 2
  upbench run: --source: page 1 of http://127.0.0.1:PORT/programs/v1: row 1: no.such is missing
  $ printf '[page]\nrows = programs\n[columns]\nclicks = program_status\n' > type.ini; refused --api-map type.ini
  exit code 2
  upbench run: --source: page 1 of http://127.0.0.1:PORT/programs/v1: row 1: program_status is not a value of type integer
  $ kill $server; wait $server

What passes is passed over and counted, and what stays fails the case, which leaves the table as it was.

  $ faulty() { serve --fault "$1"; shift; rm -rf faulty; run -o faulty --source "api:$url" --fetch-timeout 1s --fetch-retries 1 "$@" > printed 2>&1; echo "exit code $?"; kill $server; wait $server; python3 -c 'import csv; r = next(csv.DictReader(open("faulty/samples.csv"))); print(r["status"], r["fetch_retries"] + " retries" if r["status"] == "ok" else r["error"])' | sed 's/:[0-9][0-9]*\//:PORT\//; s/byte [0-9]*: .*/byte .../'; }
  $ faulty 500@2+2x1
  exit code 0
  ok 1 retries
  $ faulty 429@2+2x1
  exit code 0
  ok 1 retries
  $ faulty break@2+2x1
  exit code 0
  ok 1 retries
  $ faulty trickle@2
  exit code 0
  ok 0 retries
  $ faulty 500@2+2
  exit code 5
  failed page 2 of http://127.0.0.1:PORT/programs/v1: HTTP status 500 (2 attempts)
  $ faulty close@3+2
  exit code 5
  failed page 3 of http://127.0.0.1:PORT/programs/v1: Server returned nothing (no headers, no data) (2 attempts)
  $ faulty cut@2+2
  exit code 5
  failed page 2 of http://127.0.0.1:PORT/programs/v1: row 51: not JSON: byte ...
  $ faulty malformed@3+2
  exit code 5
  failed page 3 of http://127.0.0.1:PORT/programs/v1: not JSON: byte ...
  $ faulty wrong-type@1+2
  exit code 5
  failed page 1 of http://127.0.0.1:PORT/programs/v1: row 100 is a number, and must be an object
  $ faulty missing-field@3+2
  exit code 5
  failed page 3 of http://127.0.0.1:PORT/programs/v1: row 50: program_id is missing
  $ faulty repeat-page@2+2
  exit code 5
  failed page 2 of http://127.0.0.1:PORT/programs/v1: the offset is 0, where 100 was asked for
  $ faulty total@3+2
  exit code 5
  failed page 3 of http://127.0.0.1:PORT/programs/v1: the total has changed from 250 to 251 since the first page
  $ faulty never@2+2
  exit code 5
  timeout page 2 of http://127.0.0.1:PORT/programs/v1: no complete answer in time (2 attempts)
  $ faulty repeat-row@2
  exit code 0
  ok 0 retries
  $ python3 -c 'import csv; print({r["rows_duplicate"] for r in csv.DictReader(open("faulty/samples.csv"))})'
  {'1'}

The limit of a case ends its wait for a page, and for a delay between two attempts:

  $ for overlap in "" --overlap; do
  >   faulty never@2+2 --fetch-timeout 1h --timeout 500ms $overlap
  >   faulty 500@2+2 --fetch-retries 20 --timeout 500ms $overlap
  > done
  exit code 5
  timeout stopped after its limit of 0.5 s
  exit code 5
  timeout stopped after its limit of 0.5 s
  exit code 5
  timeout stopped after its limit of 0.5 s
  exit code 5
  timeout stopped after its limit of 0.5 s
