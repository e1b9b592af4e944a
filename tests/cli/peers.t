Peers that misbehave, in each way that there is. One script plays them all: it is told by the message that opens.

  $ cat > bad << 'END'
  > #!/bin/bash
  > psql=$(command -v psql || ls /usr/lib/postgresql/*/bin/psql | tail -n 1)
  > read -r open
  > kind=$(sed -E 's/.*"strategy":"([^"]*)".*/\1/' <<< "$open")
  > case $kind in
  > dies-at-once) echo "first word" >&2; echo "last word" >&2; exit 3 ;;
  > hangs-at-once) exec tail -f /dev/null ;;
  > skips) echo '{"skip": "nothing for me"}'; read -r; exit ;;
  > refuses) echo '{"error": "no such table"}'; read -r; exit ;;
  > esac
  > echo '{"ready": "bad 1.0"}'
  > read -r update
  > case $kind in
  > dies) echo "out of ideas" >&2; exit 4 ;;
  > is-killed) kill -KILL $$ ;;
  > closes) exec > /dev/null; tail -f /dev/null ;;
  > hangs) tail -f /dev/null ;;
  > hangs-in-server) "$psql" -qc 'UPDATE ads_programregistry SET clicks = 0' -c 'SELECT pg_sleep(1000)' > /dev/null; echo '{"error": "canceled"}' ;;
  > dies-in-server) "$psql" -qc 'BEGIN; LOCK TABLE ads_programregistry; SELECT pg_sleep(1000)' > /dev/null 2>&1 & 
  >   until [ "$("$psql" -Atc "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND relation = 'ads_programregistry'::regclass")" = 1 ]; do :; done
  >   disown; exit 5 ;;
  > says-nonsense) echo "Hello, $(printf '\033[31m')world" ;;
  > says-other) echo '{"rows": -1, "ns": "soon"}' ;;
  > says-nul) printf 'a\0b\n' ;;
  > says-too-much) head -c 100000 /dev/zero | tr '\0' x ;;
  > out-of-turn) echo '{"ready": "again"}' ;;
  > fails) echo '{"error": "deadlock detected (SQLSTATE 40P01)"}' ;;
  > lies) echo '{"rows": 7, "ns": 1}' ;;
  > esac
  > read -r
  > END
  $ chmod +x bad
  $ kinds="dies-at-once hangs-at-once skips refuses dies is-killed closes hangs hangs-in-server dies-in-server says-nonsense says-other says-nul says-too-much out-of-turn fails lies"
  $ peers=$(for kind in $kinds; do printf '%s=./bad,' $kind; done)

  $ upbench run --peer "${peers%,}" --strategy unnest --rows 7 --samples 1 --warmup 0 --timeout 1 --output run > output
  [6]
  $ python3 -c 'import csv
  > for r in csv.DictReader(open("run/samples.csv", newline="")):
  >     print(r["peer"] or r["strategy"], r["phase"], r["status"], r["error"])' | sort
  closes cold timeout stopped after its limit of 1 s
  dies cold failed dies: exited with code 4: out of ideas
  dies-at-once cold failed dies-at-once: exited with code 3: last word
  dies-in-server cold failed dies-in-server: exited with code 5
  fails cold failed fails: deadlock detected (SQLSTATE 40P01)
  hangs cold timeout stopped after its limit of 1 s
  hangs-at-once cold timeout stopped after its limit of 1 s
  hangs-in-server cold timeout stopped after its limit of 1 s
  is-killed cold failed is-killed: terminated by SIGKILL
  lies cold mismatch program_id "KsfBSPZtx4BjdSPrVid91E": yelp_business_id is "hrmXK07-6dGZIphXjiLTsA", expected "eQclL9T_SjGWng6CsdDqeF"; wrong columns: yelp_business_id, status, program_name and 16 more
  out-of-turn cold failed out-of-turn: unexpected answer: {"ready": "again"}
  refuses cold failed refuses: no such table
  says-nonsense cold failed says-nonsense: not a protocol message: Hello, ?[31mworld
  says-nul cold failed says-nul: answer with a NUL byte
  says-other cold failed says-other: not a protocol message: {"rows": -1, "ns": "soon"}
  says-too-much cold failed says-too-much: answer longer than 65536 bytes: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\xe2\x80\xa6 (esc)
  skips cold skipped skips: nothing for me
  unnest cold ok 
  unnest measure ok 

What they are is on record, and nothing of them is left:

  $ python3 -c 'import json; print(sorted(json.load(open("run/run.json"))["peers"].items())[0])'
  ('closes', 'bad 1.0')
  $ ps -eo args | grep -c '^/bin/bash ./bad' || true
  0
  $ ls
  bad
  output
  run

A peer that works, given as a program, is measured as any strategy; here it is this upbench:

  $ upbench run --peer "old=$(command -v upbench):unnest" --strategy unnest --rows 7 --samples 2 --warmup 0 -q --output same
  same
  $ python3 -c 'import csv
  > for r in csv.DictReader(open("same/samples.csv", newline="")):
  >     print(r["case"], r["strategy"], r["peer"], r["phase"], r["status"], r["round_trips"], r["state_hash"][:8], r["peer_ns"] != "", r["encode_ns"] != "")' | sort -u
  old rows=7 unnest old cold ok 3 efd3974e True False
  old rows=7 unnest old measure ok 3 efd3974e True False
  unnest rows=7 unnest  cold ok 1 efd3974e False True
  unnest rows=7 unnest  measure ok 1 efd3974e False True

What does not make a peer:

  $ upbench run --peer nobody
  upbench run: --peer: there is no peer "nobody": `upbench list peers` lists the shipped ones; NAME=PATH names a program
  [2]
  $ upbench run --peer mine=/no/such/program
  upbench run: --peer: mine: cannot run /no/such/program: No such file or directory
  [2]
  $ upbench run --peer unnest=./bad
  upbench run: --peer: "unnest" is the name of a strategy: choose another name
  [2]
  $ upbench run --peer 'my peer=./bad'
  upbench run: --peer: "my peer" is not a name for a peer: use letters, digits, '-', '_', '.' and '+'
  [2]
  $ upbench run --peer mine=./bad: 
  upbench run: --peer: "mine=./bad:": the strategy after the colon is missing
  [2]

What a peer cannot do is skipped before anything starts:

  $ upbench run --peer mine=./bad --rows 7 --new 0.5 --dry-run 2> messages | grep skipped:
    mine rows=7 new=0.5  skipped: peers cannot insert: --new is not supported
  $ upbench run --peer mine=./bad --rows 7 --tuned --dry-run 2> messages | grep skipped:
    mine rows=7 tuned  skipped: peers have their own transaction: --tuned is not supported
  $ upbench run --peer mine=./bad --rows 7 --chunk 3 --dry-run 2> messages | grep skipped:
    mine rows=7 chunk=3  skipped: mine does not split its rows into chunks

Those that come along are skipped where the interpreter does not fit: one that is too old for them, one without their
packages, none.

  $ cat > old-python << 'END'
  > #!/bin/sh
  > shift 2
  > exec python3 -I -c 'import sys; sys.version_info = (3, 10); exec(sys.argv[1])' "$@"
  > END
  $ chmod +x old-python; python3 -m venv --without-pip environment
  $ for python in ./old-python environment/bin/python /no/such/python; do
  >   rm -rf run
  >   UPBENCH_PYTHON=$python upbench run -q -s unnest --peer asyncpg-copy,django-save -r 7 --samples 1 --warmup 0 -o run
  >   python3 -c 'import csv
  > for r in csv.DictReader(open("run/samples.csv", newline="")):
  >     if r["peer"]: print(r["status"], r["error"])' | sort
  > done
  run
  skipped asyncpg-copy: Python 3.10 is too old: the peers require 3.11 or later; set UPBENCH_PYTHON to another interpreter
  skipped django-save: Python 3.10 is too old: the peers require 3.11 or later; set UPBENCH_PYTHON to another interpreter
  run
  skipped asyncpg-copy: this interpreter has no module asyncpg: pip install asyncpg
  skipped django-save: this interpreter has no module django: pip install django
  run
  skipped asyncpg-copy: cannot start /no/such/python: No such file or directory
  skipped django-save: cannot start /no/such/python: No such file or directory
