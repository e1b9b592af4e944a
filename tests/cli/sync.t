The whole sync from an API, one stage after the other and overlapped, ends in the same state, and so does that of a peer
in Python, which fetches from the same API:

  $ /usr/bin/python3 -c 'import aiohttp, asyncpg' 2> unfit || exit 80 # python3-aiohttp or python3-asyncpg is missing
  $ upbench run sync-short --samples 1 --min-samples 1 -o run > printed; echo $?
  0
  $ grep ' rows × ' printed | sed 's/ \xc3\x97 / x /'
  500 rows x 20 columns, new=0, whole-sync: time of the whole sync
  500 rows x 20 columns, new=0.1, whole-sync: time of the whole sync
  $ python3 - << 'END'
  > import csv, json
  > stages = ["fetch", "classify", "create", "update", "business", "commit"]
  > samples = list(csv.DictReader(open("run/samples.csv")))
  > print(sorted({sample["status"] for sample in samples}))
  > print(sorted({(sample["peer"], sample["fetch_pages"]) for sample in samples}))
  > for new in "0", "0.1":
  >     print(new, len({sample["state_hash"] for sample in samples if sample["new"] == new}), "state")
  > for sample in samples:
  >     critical = [sample[stage + "_critical_ns"] for stage in stages]
  >     if sample["overlap"] == "0":
  >         assert critical == [""] * 6 and sample["fetch_begin_ns"] == sample["update_end_ns"] == "", sample
  >         assert sum(int(sample[stage + "_ns"]) for stage in stages) <= int(sample["total_ns"]), sample
  >     else:
  >         assert sum(map(int, critical)) == int(sample["total_ns"]), sample
  >         assert int(sample["update_begin_ns"]) < int(sample["fetch_end_ns"]) <= int(sample["update_end_ns"]), sample
  >         assert int(sample["commit_end_ns"]) == int(sample["total_ns"]), sample
  > source = json.load(open("run/run.json"))["source"]
  > print(source["kind"])
  > END
  ['ok']
  [('', '10'), ('asyncpg-sync', '')]
  0 1 state
  0.1 1 state
  api

The report has both, and its pictures their name:

  $ grep -o 'Stages that overlap in time' run/report.html
  Stages that overlap in time
  $ grep -c '<td>fetch</td><td><svg class="lane"' run/report.html
  8
  $ grep -ho '>Time of [a-z ]* at 500' run/plots/distribution-500-whole-sync.svg | sort -u
  >Time of the whole sync at 500
  $ grep -c 'Update and commit are compared\|that of update and commit' run/report.html
  0
  [1]

What cannot be one transaction is skipped with the reason, and a run has one source:

  $ upbench run -s row-autocommit --overlap -r 10 --samples 1 -q -o skipped; echo $?
  upbench run: no case could be measured; the reasons are in skipped/samples.csv
  skipped
  2
  $ cut -d, -f 19,20 skipped/samples.csv
  status,error
  skipped,row-autocommit commits by itself: a fetch that fails would leave a part
  $ printf '[a]\nstrategy = row\nsource = api\n[b]\nstrategy = unnest\n' > two.ini; upbench run two.ini
  upbench run: two.ini:4: [b] has another source than [a], and a run has one: source and fetch-* belong into [global]
  [2]
