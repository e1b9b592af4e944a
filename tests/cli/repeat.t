How to repeat a run: what the report prints is pasted into a shell, in another directory, with the files as run.json has
them.

  $ echo "CREATE INDEX it's_odd ON ads_programregistry (status); -- it's" | sed "s/it's_odd/\"it's odd\"/" > "an index.sql"
  $ cat > 'an experiment.ini' << 'END'
  > [one]
  > strategy = unnest
  > rows = 2
  > samples = 1
  > warmup = 0
  > END
  $ cat > command << 'END'
  > import html, re, sys
  > page = open(sys.argv[1] + "/report.html", encoding="utf-8").read()
  > print(html.unescape(re.search(r"Command</h3>\s*<pre[^>]*><code>(.*?)</code>", page, re.S)[1]))
  > END
  $ try() { upbench run -q "$@" --arm=base --arm="index:schema-sql=an index.sql,set=\"search_path=public, pg_temp\"" 'an experiment.ini'; }
  $ try -o a
  a
  $ small() { upbench run -s unnest -r 2 --samples 1 --warmup 0 "$@"; }
  $ small -q -ob; small --output=c -q; small -q --output d; small --out e -q; small -qof
  b
  c
  d
  e
  f
  $ for run in a b c d e f; do python3 command $run; done
  upbench run 'an experiment.ini' --quiet --arm=base '--arm=index:set="search_path=public, pg_temp",schema-sql=an index.sql'
  upbench run --strategy=unnest --rows=2 --samples=1 --warmup=0 --quiet
  upbench run --strategy=unnest --rows=2 --samples=1 --warmup=0 --quiet
  upbench run --strategy=unnest --rows=2 --samples=1 --warmup=0 --quiet
  upbench run --strategy=unnest --rows=2 --samples=1 --warmup=0 --quiet
  upbench run --strategy=unnest --rows=2 --samples=1 --warmup=0 --quiet

The files, from run.json; and in the report, when they are gone:

  $ python3 -c 'import json
  > run = json.load(open("a/run.json"))
  > for file in [run["experiment_file"], run["arms"][1]["schema_sql"]]: open("kept " + file["file"], "w").write(file["text"])'
  $ for file in an*; do cmp "$file" "kept $file"; done
  $ mkdir elsewhere; for file in an*; do mv "$file" elsewhere; done
  $ upbench report -q a; grep -c 'an index.sql, at the time of the run' a/report.html; grep -c 'at the time of the run' a/report.html
  a
  1
  2
  $ upbench report a --format markdown | grep -A 3 '^### Command'
  ### Command
  
      upbench run 'an experiment.ini' --quiet --arm=base '--arm=index:set="search_path=public, pg_temp",schema-sql=an index.sql'
  
  $ upbench report a --format markdown | grep 'an .*run.json'
  an experiment.ini: run.json has its text
  an index.sql: run.json has its text
  $ python3 command a > elsewhere/again; cd elsewhere; bash again | sed 's/-[0-9]*T[0-9]*Z/-TIME/'; cd ..
  results/an experiment-TIME

A file whose lines end in CR and LF. run.json has them, the report shows lines:

  $ printf 'CREATE INDEX ON ads_programregistry (status);\r\n-- end\r\n' > crlf.sql
  $ upbench run -q -s unnest -r 2 --samples 1 --warmup 0 --arm a --arm b:schema-sql=crlf.sql -o crlf
  crlf
  $ python3 -c 'import json; print(ascii(json.load(open("crlf/run.json"))["arms"][1]["schema_sql"]["text"]))'
  'CREATE INDEX ON ads_programregistry (status);\r\n-- end\r\n'
  $ grep -A 3 'crlf.sql, ' crlf/report.html; grep -c $'\xef\xbf\xbd' crlf/report.html
  <summary>crlf.sql, at the time of the run, without CR at line ends</summary>
  <pre tabindex="0"><code>CREATE INDEX ON ads_programregistry (status);
  -- end
  </code></pre>
  0
  [1]

Command lines of older runs, and arguments that look like options:

  $ fake-run old -command_line='["upbench", "run", "ci", "-o", "here", "-ohere", "--output", "there", "--output=x", "--set=a=$b c", "--", "-o"]' row:ms=20
  $ upbench report old > out; python3 command old
  upbench run ci '--set=a=$b c' -- -o
  $ cp "elsewhere/an experiment.ini" ./-x.ini; upbench run -q -o dashed -- ./-x.ini; python3 command dashed
  dashed
  upbench run ./-x.ini --quiet
  $ upbench run -q -o dashed2 -- -x.ini; python3 command dashed2
  dashed2
  upbench run --quiet -- -x.ini

What may hold a secret is not kept, and neither is where a server is:

  $ cat > role.sql << 'END'
  > CREATE ROLE somebody PASSWORD 's3cret';
  > DROP ROLE somebody;
  > END
  $ cat > secret.ini << 'END'
  > [one]
  > strategy = unnest
  > rows = 2
  > samples = 1
  > ; the password of the test server is s3cret
  > END
  $ upbench run -q secret.ini --arm a --arm b:schema-sql=role.sql -o secret
  secret
  $ grep -rl s3cret secret
  [1]
  $ grep -o '[a-z]*\.[a-z]*: text not stored; SHA-256: [0-9a-f]*' secret/report.html | sed "s/: [0-9a-f]*$//"
  secret.ini: text not stored; SHA-256
  role.sql: text not stored; SHA-256
  $ fake-run named -command_line='["upbench", "run", "ci", "--dbname=..."]' row:ms=20
  $ upbench report named > out; python3 command named; grep -o '[.]* replaces the connection[^<]*' named/report.html
  upbench run ci --dbname=...
  ... replaces the connection string, which is not stored because it may contain a password: insert your own.
