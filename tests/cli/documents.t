The documentation names only what exists, and what it must:

  $ "$SOURCE/tests/cli/check-documents"

The files that it names are those of a run:

  $ upbench run -q -s row,unnest -r 20,50 --samples 2 -o run > /dev/null
  $ sed -n 's/^| `\([^`]*\)`.*/\1/p' "$SOURCE/docs/run-directory.md" | grep '[.]' | (cd run; while read -r file; do
  >   ls $file > /dev/null; done)

The facts of host, server and database that it describes are those of a manifest, all of them:

  $ cat > facts.py << 'END'
  > import json, os, re
  > run = json.load(open("run/run.json"))
  > page = open(os.environ["SOURCE"] + "/docs/run-directory.md").read()
  > for name, facts in {"host": run["host"], "server": run["server"], "database": run["server"]["database"]}.items():
  >     rows = page.split(f"| `{name}` | meaning |\n")[1].split("\n\n")[0]
  >     print(name, set(re.findall(r"`(\w+)`", " ".join(row.split("|")[1] for row in rows.splitlines()))) ^ set(facts))
  > END
  $ python3 facts.py
  host set()
  server set()
  database set()

Each kind of fault is found:

  $ mkdir root; ln -s "$SOURCE"/* root; rm root/README.md root/docs
  $ check() { "$SOURCE/tests/cli/check-documents" root | sed -E 's/:[0-9]+:/:/'; }
  $ with() { cp -r "$SOURCE/README.md" "$SOURCE/docs" root; printf '%s\n' "$@" >> root/docs/ci.md; check; }
  $ with '[one](nosuch.md) [two](compare.md#nosuch) [three](https://example.org/nosuch) [four](compare.md#verdicts)'
  docs/ci.md: dead link: nosuch.md
  docs/ci.md: dead link: no heading compare.md#nosuch
  $ with '`--nosuch`, `upbench run --threshold 5`, `--threshold` and `scripts/bench --nosuch`'
  docs/ci.md: no option --nosuch
  docs/ci.md: scripts/bench has no option --nosuch
  $ with '    code=0; upbench nosuch RUN || upbench run nosuch && upbench run -s row,nosuch --peer nosuch  # --nosuch'
  docs/ci.md: upbench has no command nosuch
  docs/ci.md: no experiment nosuch
  docs/ci.md: not one of the strategies: nosuch
  docs/ci.md: not one of the peers: nosuch
  $ with '`scripts/nosuch`, `measure/trial/nosuch`, `measure/trial/trial`, `results/RUN`'
  docs/ci.md: no file scripts/nosuch
  docs/ci.md: no file measure/trial/nosuch
  $ cp -r "$SOURCE/README.md" "$SOURCE/docs" root; echo '`nosuch_ns`, `commit_ns`' >> root/docs/history.md; check
  docs/history.md: no column nosuch_ns
  $ readme() { cp -r "$SOURCE/README.md" "$SOURCE/docs" root; sed -i "$1" root/README.md; check; }
  $ readme ''; yes More. | head -n $((120 - $(wc -l < root/README.md))) >> root/README.md; check; echo More. >> root/README.md; check
  README.md: more than 120 lines
  $ readme 's/`row-pipeline`//; s/`scaling`//; s/docs.network.md/README.md/'
  README.md: no link to docs/network.md
  README.md: no word about row-pipeline, one of the strategies
  README.md: no word about scaling, one of the experiments
  $ readme 's/10\.9 s\./10.8 s./; s/19\.1 …/19.0 …/'
  README.md: not a time of results/strategies: 10.8 s
  README.md: not a line of `upbench report results/strategies`

The manual has every option that a command has:

  $ mkdir bin; cat > bin/upbench <<END
  > #!/bin/sh
  > $(command -v upbench) "\$@"; status=\$?
  > if [ "\$1 \$2" = 'data --help' ]; then echo '  --nosuch'; fi
  > exit \$status
  > END
  $ chmod +x bin/upbench; PATH=$PWD/bin:$PATH "$SOURCE/tests/cli/check-documents" | grep nosuch
  upbench --man:1: no word about --nosuch of data
