No value of a user's row gets into a file of the run, or into what is printed: not by what is measured, not by
syncs that fail or leave a wrong state, not by plans, in which conditions have values.

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > SUPER=${SERVER/user=upbench/user=postgres}
  > sql << 'SQL'
  > CREATE SCHEMA private;
  > CREATE TYPE private.pair AS (a integer, b text);
  > CREATE DOMAIN private.address AS text CHECK (VALUE LIKE '%@%');
  > CREATE TABLE private.people (
  >   tenant text NOT NULL, id bigint NOT NULL, name text, address private.address, doc jsonb, old json, tags text[], pair private.pair, span int8range,
  >   code varchar(40), fixed character(30), bytes bytea, money numeric(20, 4), share double precision, small real, id2 uuid, at timestamptz, day date,
  >   host inet, bits bit(40), markup xml, words tsvector, place point, wait interval, flag boolean, PRIMARY KEY (tenant, id)
  > );
  > CREATE INDEX ON private.people (name) WHERE flag;
  > INSERT INTO private.people
  > SELECT 'mrkr-tenant', 7318270000 + n, 'mrkr-name-' || n, 'mrkr-' || n || '@example.org', jsonb_build_object('mrkr-key', 'mrkr-doc-' || n), '{"mrkr-key": 1}',
  >        ARRAY['mrkr-tag', 'mrkr-' || n], ROW(731827, 'mrkr-pair-' || n)::private.pair, int8range(7318270000 + n, 7318270000 + n + 3), 'mrkr-code-' || n,
  >        'mrkr-fixed-' || n, convert_to('mrkr-bytes-' || n, 'UTF8'), 731827.25 + n, 731827.5 + n, 731827 + n, ('731827ab-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid,
  >        '2073-09-17'::timestamptz + n * interval '1 minute', '2073-09-17'::date + n, '173.182.7.1'::inet + n, (7318270000 + n)::bit(40), '<mrkr>a</mrkr>', 'mrkr-word',
  >        point(731827, n), n * interval '731827 seconds', n % 2 = 0
  >   FROM generate_series(1, 40) AS n;
  > ANALYZE private.people;
  > CREATE FUNCTION private.shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'row %', NEW USING DETAIL = NEW::text, HINT = NEW.name, ERRCODE = '23514'; END $$;
  > CREATE FUNCTION private.change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := NEW.name || '-mrkr-wrong'; NEW.money := NEW.money + 1; RETURN NEW; END $$;
  > CREATE FUNCTION private.whisper() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'row %', NEW; RETURN NEW; END $$;
  > CREATE FUNCTION private.one_divided() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.small := NEW.name::integer; RETURN NEW; END $$;
  > SQL
  > number=0
  > measured() {
  >   number=$((number + 1)); out=run$number
  >   upbench run -s all --samples 1 --min-samples 1 --budget 1s --warmup 1 -r 10 --table private.people -o $out "$@" > $out.out 2> $out.errors
  >   echo "  [$?] $(python3 -c 'import csv, sys, collections
  > print(*sorted(collections.Counter(r["status"] for r in csv.DictReader(open(sys.argv[1] + "/samples.csv", newline=""))).keys()))' $out)"
  >   upbench report $out > $out.report 2>&1; upbench report --format markdown $out > $out.md 2>&1
  >   for format in json csv openmetrics; do upbench export $format $out > $out.$format 2>&1; done
  >   grep -rliE 'mrkr|731827|2073-09|173\.182|6d726b72' $out*
  > }
  > trigger() { sql -c "DROP TRIGGER IF EXISTS t ON private.people" -c "CREATE TRIGGER t BEFORE UPDATE ON private.people FOR EACH ROW EXECUTE FUNCTION private.$1()"; }
  > echo "- as it is, as a superuser, with plans"
  > measured -d "$SUPER" --scope tenant=mrkr-tenant
  > grep -q '"Filter"' run1/plans.json && grep -q 'UPDATE' run1/plans.json && echo "  plans"
  > measured -d "$SERVER" --scope tenant=mrkr-tenant --sample 0.9
  > measured -d "$SERVER" --new 0.3 -v
  > measured -d "$SERVER" --fk stub --chunk 3
  > for does in shout whisper one_divided change; do
  >   echo "- a trigger: $does"
  >   trigger $does
  >   measured -d "$SUPER" --scope tenant=mrkr-tenant --triggers keep
  >   measured -d "$SERVER" --triggers keep
  > done
  > sql -c 'DROP TRIGGER t ON private.people'
  > for does in "RAISE EXCEPTION 'unknown %', value;" "RETURN false;"; do
  >   echo "- a check: $does"
  >   sql << SQL
  > ALTER TABLE private.people DROP CONSTRAINT IF EXISTS people_name;
  > CREATE OR REPLACE FUNCTION private.known(value text) RETURNS boolean LANGUAGE plpgsql AS
  > \$\$ BEGIN IF current_query() ~ '^(UPDATE|MERGE|EXECUTE|INSERT INTO upbench.*CONFLICT)' THEN $does END IF; RETURN true; END \$\$;
  > ALTER TABLE private.people ADD CONSTRAINT people_name CHECK (private.known(name));
  > SQL
  >   measured -d "$SUPER"
  >   measured -d "$SERVER"
  > done
  > echo "- what is said instead"
  > python3 -c 'import csv
  > print(*sorted({r["error"] for n in (5, 9, 11, 13, 15) for r in csv.DictReader(open(f"run{n}/samples.csv", newline=""))}), sep="\n")'
  > sql -c 'SELECT p::text FROM private.people p' | grep -ciE 'mrkr|731827|2073-09|173\.182'
  > END
  $ with-server bash script 2>&1
  - as it is, as a superuser, with plans
    [0] ok
    plans
    [0] ok
    [0] ok skipped
    [0] ok skipped
  - a trigger: shout
    [5] failed ok
    [5] failed ok
  - a trigger: whisper
    [0] ok
    [0] ok
  - a trigger: one_divided
    [5] failed ok
    [5] failed ok
  - a trigger: change
    [5] mismatch ok
    [5] mismatch ok
  - a check: RAISE EXCEPTION 'unknown %', value;
    [5] failed ok
    [5] failed ok
  - a check: RETURN false;
    [5] failed ok
    [5] failed ok
  - what is said instead
  
  check_violation; the server's message is not shown, since it could show a row (SQLSTATE 23514)
  invalid_text_representation; the server's message is not shown, since it could show a row (SQLSTATE 22P02)
  new row for relation "people" violates check constraint "people_name" (SQLSTATE 23514)
  raise_exception; the server's message is not shown, since it could show a row (SQLSTATE P0001)
  row 1 of the sync: name is not as expected; wrong columns: name, money
  40
