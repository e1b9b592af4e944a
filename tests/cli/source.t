The rows of a sync from a CSV file:

  $ sync() { upbench run -q -s copy-temp --samples 1 --warmup 0 "$@"; }
  $ outcome() { python3 -c 'import csv, sys; print(*sorted({" ".join([r["status"], r["rows"], r["columns"], r["table_rows"], r["rows_updated"], r["rows_created"], r["error"]]) for r in csv.DictReader(open(sys.argv[1] + "/samples.csv"))}), sep="\n")' "$1"; }
  $ state() { python3 -c 'import csv, sys; print(*{r["state_hash"] for r in csv.DictReader(open(sys.argv[1] + "/samples.csv"))})' "$1"; }
  $ upbench data -r 300 > rows.csv
  $ sync -r 300 -o made; sync --source csv:rows.csv -o file
  made
  file
  $ outcome file; test "$(state made)" = "$(state file)"
  ok 300 20 300 300 0 
  $ grep -A 7 '^  "source": {' file/run.json | sed 's/"[0-9a-f]\{32\}"/HASH/'
    "source": {
      "kind": "csv",
      "file": "rows.csv",
      "bytes": 96688,
      "xxh128": HASH,
      "rows": 300,
      "bad_rows": 0
    },
  $ grep -A 2 '^  "source": {' made/run.json
    "source": {
      "kind": "synthetic"
    },

Runs with different sources are not compared:

  $ upbench compare made file 2> /dev/null | grep -E 'source of the rows|bytes of'
    source of the rows +synthetic +csv (re)
    bytes of the source +not recorded +96688 (re)

Compressed, whatever its name is; rows of the table that are not in the file stay as they are, and others are created:

  $ gzip -c rows.csv > rows.data; sync --source csv:rows.data -o compressed; test "$(state compressed)" = "$(state made)"
  compressed
  $ sync --source csv:rows.csv --table-rows 400 -o more; outcome more
  more
  ok 300 20 400 300 0 
  $ sync --source csv:rows.csv --new 0.1 -o new; outcome new; test "$(state new)" = "$(state made)"
  new
  ok 300 20 270 270 30 
  $ head -c 20000 rows.data > cut.gz; sync --source csv:cut.gz -o cut
  upbench run: --source: cut.gz: the compressed data end too early: is the file cut short?
  [2]

Some of the columns, in any order, with another delimiter; the others are not updated:

  $ python3 - << 'END'
  > import csv
  > with open("rows.csv", newline="") as rows, open("narrow.csv", "w", newline="") as narrow:
  >     writer = csv.writer(narrow, delimiter="\t", quoting=csv.QUOTE_ALL)
  >     for row in csv.DictReader(rows):
  >         if writer is not None and narrow.tell() == 0:
  >             writer.writerow(["status", "program_id"])
  >         writer.writerow([row["status"], row["program_id"]])
  > END
  $ sync --source csv:narrow.csv --csv-delimiter tab -o narrow; outcome narrow
  narrow
  ok 300 2 300 300 0 
  $ sync -r 300 --columns status -o named; test "$(state named)" = "$(state narrow)"
  named
  $ sync --source csv:rows.csv --columns 5,10 -o counted; outcome counted
  counted
  ok 300 10 300 300 0 
  ok 300 5 300 300 0 

A row that is wrong stops the run before anything is written, or is left out:

  $ { head -1 rows.csv; echo 'WRONG-1,row'; tail -n +2 rows.csv; printf 'WRONG-\351,' ; tail -1 rows.csv; } > bad.csv
  $ sync --source csv:bad.csv -o bad
  upbench run: --source: bad.csv:2: 2 fields, where 20 must be
  [2]
  $ test -e bad
  [1]
  $ sync --source csv:bad.csv --on-bad-row skip --rejects rejects.csv -o bad
  bad.csv:2: left out: 2 fields, where 20 must be
  bad.csv:\d+: left out: column program_id: the text is not UTF-8 (re)
  upbench run: bad.csv: 2 of 302 rows are left out
  bad
  $ outcome bad; test "$(state bad)" = "$(state made)"; grep bad_rows bad/run.json
  ok 300 20 300 300 0 
      "bad_rows": 2
  $ stat -c %a rejects.csv; wc -l < rejects.csv; grep -ac WRONG rejects.csv; grep -arl WRONG bad
  600
  3
  2
  [1]
  $ sync --source csv:bad.csv --on-bad-row skip --rejects rejects.csv -o again
  upbench run: --rejects: cannot make rejects.csv: File exists
  [2]

So is one with a null in a column that is NOT NULL:

  $ python3 - << 'END'
  > import csv
  > with open("rows.csv", newline="") as rows, open("null.csv", "w", newline="") as file:
  >     file.write("program_id,status\n")
  >     for r, row in enumerate(csv.DictReader(rows), 1):
  >         fields = ['"%s"' % row[name].replace('"', '""') for name in ("program_id", "status")]
  >         if r in (2, 5):
  >             fields[r == 2] = ""
  >         file.write(",".join(fields) + "\n")
  > END
  $ sync --source csv:null.csv -o null
  upbench run: --source: null.csv:3: column status: null, in a column that is NOT NULL
  [2]
  $ sync --source csv:null.csv --table-rows 400 --on-bad-row skip --rejects null-rejects.csv -o null
  null.csv:3: left out: column status: null, in a column that is NOT NULL
  null.csv:6: left out: column program_id: null, in a column that is NOT NULL
  upbench run: null.csv: 2 of 300 rows are left out
  null
  $ outcome null; sed -n '3p;6p' null.csv > expected; tail -n +2 null-rejects.csv | cmp - expected
  ok 298 2 400 298 0 

What does not go together:

  $ sync --source csv:nosuch.csv
  upbench run: --source: cannot open nosuch.csv: No such file or directory
  [2]
  $ sync --source csv:.; mkfifo pipe; sync --source csv:pipe
  upbench run: --source: . is not a file, which each sync could read again
  upbench run: --source: pipe is not a file, which each sync could read again
  [2]
  $ upbench api --csv .
  upbench api: cannot read .: Is a directory
  [2]
  $ head -2 rows.csv | iconv -t utf-16 > utf-16.csv; sync --source csv:utf-16.csv
  upbench run: --source: utf-16.csv:1: the text is not UTF-8
  [2]
  $ echo 'program_id,status,colour' | tee unknown.csv > /dev/null; sync --source csv:unknown.csv
  upbench run: --source: unknown.csv:1: column 3 of the header, "colour", is no column of ads_programregistry
  [2]
  $ head -1 rows.csv > empty.csv; sync --source csv:empty.csv
  upbench run: --source: empty.csv has no rows
  [2]
  $ (head -1 rows.csv; echo one; echo two) > wrong.csv; sync --source csv:wrong.csv --on-bad-row skip
  upbench run: --source: wrong.csv has no row that is right: 2 were left out
  [2]
  $ cut -d, -f 3-5 rows.csv > keyless.csv; sync --source csv:keyless.csv
  upbench run: --source: keyless.csv:1: the header has no column program_id, which is part of the key
  [2]
  $ sync --source csv:rows.csv --rows 5
  upbench run: --rows: the rows of --source decide this
  [2]
  $ sync --csv-null x
  upbench run: --csv-null requires --source csv:FILE
  [2]
  $ sync --source csv:rows.csv --rejects x
  upbench run: --rejects requires --on-bad-row skip
  [2]
  $ sync --source csv:rows.csv --csv-delimiter '"'
  upbench run: --csv-delimiter: """ is not one ASCII character other than quotes and ends of lines, or tab
  [2]
  $ sync --source api:x
  upbench run: --source: not a URL, such as https://api.example.com/programs/v1
  [2]
