A peer that carries out the whole sync, where it can and where it cannot:

  $ /usr/bin/python3 -c 'import aiohttp, asyncpg' 2> unfit || exit 80 # python3-aiohttp or python3-asyncpg is missing
  $ quick="--samples 1 --min-samples 1 --warmup 0 -q"
  $ cat > outcomes << 'END'
  > import csv, sys
  > for s in csv.DictReader(open(sys.argv[1] + "/samples.csv")):
  >     print(s["status"], s["error"])
  > END
  $ upbench run --peer asyncpg-sync --source api --whole-sync --new 0.25 --fetch-page-rows 7 -r 20 $quick -o run > printed
  $ python3 - << 'END'
  > import csv, json
  > *_, sample = csv.DictReader(open("run/samples.csv"))
  > print({name: sample[name] for name in ("rows_updated", "rows_created", "rows_unchanged", "rows_duplicate")})
  > stages = [int(sample[stage + "_ns"]) for stage in ("fetch", "classify", "create", "update", "business", "commit")]
  > assert 0 < sum(stages) <= int(sample["peer_ns"]) <= int(sample["total_ns"]), sample
  > unknown = ("encode_ns", "fetch_pages", "fetch_retries", "fetch_bytes", "round_trips", "statements", "fetch_critical_ns")
  > print({sample[name] for name in unknown})
  > print(*(word.split()[0] for word in json.load(open("run/run.json"))["peers"]["asyncpg-sync"].split(", ")))
  > END
  {'rows_updated': '15', 'rows_created': '5', 'rows_unchanged': '0', 'rows_duplicate': '0'}
  {''}
  aiohttp asyncpg Python

  $ cases() { upbench run --peer asyncpg-sync $quick "$@" -o no > printed 2>&1; python3 outcomes no | sort -u; rm -r no; }
  $ cases -r 20 --whole-sync
  skipped asyncpg-sync fetches its rows itself: there is no API: --source api is required
  $ cases -r 20 --source api
  skipped asyncpg-sync carries out the whole sync: --whole-sync is required
  $ cases -r 20 --source api --whole-sync --fetch-delay 1ms
  skipped asyncpg-sync fetches its rows itself: --fetch-delay is not supported
  $ cases -r 20 --source api --whole-sync --create insert-values
  skipped asyncpg-sync creates rows in its own way: --create is not supported
  $ cases -r 20 --source api --whole-sync --gone-share 0.1
  skipped asyncpg-sync does not look for rows that are gone: --gone ignore is required
  $ cases -r 20 --source api --overlap
  skipped peers update all rows at once: --overlap is not supported

A fetch that fails leaves the table as it was, and the message names the page and no URL:

  $ mkfifo url; upbench api --rows 20 --fault 500@1+2 > url 2> faults & server=$!; read -r url < url
  $ cases --source "api:$url" --whole-sync --gone ignore --fetch-page-rows 7
  failed asyncpg-sync: offset 0: status 500
  $ kill $server; wait $server
