The shape of a table that has every trap (fixtures/tables/traps.sql), as a role that is no superuser:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > shape() { upbench shape -d "$SERVER" "$@"; code=$?; [ $code = 0 ] || echo "[$code]"; }
  > sql -f "$SOURCE/fixtures/tables/traps.sql"
  > state() {
  >   sql << 'SQL'
  > SELECT relname, seq_scan, seq_tup_read, idx_scan, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables ORDER BY schemaname, relname;
  > SELECT indexrelname, idx_scan FROM pg_stat_user_indexes ORDER BY schemaname, indexrelname;
  > SELECT sequencename, last_value FROM pg_sequences ORDER BY 1;
  > SELECT 'catalogs', md5(string_agg(c::text, ' ' ORDER BY c.oid)) FROM pg_class c;
  > SELECT 'columns', md5(string_agg(a::text, ' ' ORDER BY attrelid, attnum)) FROM pg_attribute a WHERE attrelid >= 16384;
  > SELECT 'statistics', md5(string_agg(s::text, ' ' ORDER BY tablename, attname)) FROM pg_stats s WHERE schemaname = 'sales';
  > SQL
  > }
  > echo "- the table and its review"
  > shape sales.orders -o orders.json | sed -E 's/^( *(rows|size) ).*/\1.../; s/sha256 [0-9a-f]{12}/sha256 .../'
  > echo "- the same on standard output, twice"
  > shape sales.orders > again.json; cmp orders.json again.json
  > shape -q sales.orders -o again.json; cmp orders.json again.json
  > shape Sales."Orders" -o /dev/stdout | cmp orders.json
  > echo "- fields"
  > python3 show.py orders.json
  > echo "- partitions"
  > shape sales.events -o events.json --format markdown | sed -E 's/^(\| (rows|size) \|).*/\1 ... |/; s/sha256 [0-9a-f]{12}/sha256 .../'
  > python3 -c 'import json; print(json.dumps(json.load(open("events.json"))["partitions"], indent=1))'
  > echo "- quoted names, key and scope by option"
  > shape '"We ird"."T""x"' -q -o quoted.json --key '"Key"' --scope '"a,b"'
  > sed -n 's/^ "\(key\|scope\)"/\1/p' quoted.json
  > python3 -c 'import json; print([(c["name"], c["why_not"]) for c in json.load(open("quoted.json"))["columns"]])'
  > echo "- nothing of the server changes, no row is read"
  > rows() { sql -c "SELECT md5(string_agg(o::text, ' ' ORDER BY number)), max(o.xmin::text), max(o.xmax::text) FROM sales.orders o"; }
  > rows > rows.before; state > before
  > shape -q sales.orders -o other.json; shape -q sales.events -o other.json; shape -q sales.orders --statistics values -o values.json
  > state > after; rows > rows.after
  > diff before after; diff rows.before rows.after; wc -l < before
  > echo "- statistics"
  > shape -q sales.orders --statistics none -o none.json
  > for file in orders none values; do echo "$file $(grep -c '"null_frac"' $file.json) $(grep -qi 'marker\|mrk\|918273\|2031-09\|918\.27' $file.json && echo values || echo none)"; done
  > grep -l 'marker-payload\|marker-key' *.json
  > python3 -c 'import json
  > hashes = [json.load(open(f + ".json"))["hash"] for f in ("orders", "none", "values")]
  > print(len({h["structure"] for h in hashes}), [h["statistics"] == hashes[0]["statistics"] for h in hashes], hashes[1]["statistics"])'
  > echo "- the search path"
  > sql -c 'ALTER ROLE upbench SET search_path = sales'
  > shape orders -q -o path.json; cmp orders.json path.json
  > END
  $ cat > show.py << 'END'
  > import json, sys
  > shape = json.load(open(sys.argv[1]))
  > def left(value):
  >     return {k: v for k, v in value.items() if v not in (None, [], {})}
  > print(shape["table"]["reloptions"], shape["key"], shape["scope"])
  > for column in shape["columns"]:
  >     known = {k: v for k, v in left(column).items() if k not in ("statistics", "storage")}
  >     print(json.dumps(known))
  > for part in ("types", "indexes", "constraints", "triggers", "left_out"):
  >     print(part)
  >     for item in shape[part]:
  >         print("  " + json.dumps(left(item)))
  > note = next(c for c in shape["columns"] if c["name"] == "note")
  > print(note["storage"], shape["table"]["bytes"]["toast"] > 0)
  > status = next(c for c in shape["columns"] if c["name"] == "status")
  > print(json.dumps(status["statistics"]))
  > print(json.dumps(shape["extended_statistics"]))
  > END
  $ with-server bash script 2>&1 | sed -E 's/upbench [0-9]+\.[0-9]+\.[0-9]+/upbench VERSION/'
  - the table and its review
    fact        value
    table       sales.orders, permanent
    rows ...
    size ...
    storage     heap, fillfactor=90
    key         tenant, number (primary key, orders_pkey)
    updates     0, since the server's statistics were reset
    statistics  without values of rows
    structure   sha256 ...\xe2\x80\xa6 (esc)
  
  Columns
    column        type                      updated  remark
    tenant        integer                   no       key
    number        integer                   no       key
    ticket        bigint                    no       server column
    version       bigint                    no       identity
    place         bigint                    no       server column
    status        sales.order_status        yes
    contact       sales.short_address       yes
    tags          text[]                    yes
    price         sales.price               yes
    stay          tstzrange                 no       exclusion
    weights       sales.weight_span         yes
    country       character(3)              yes
    flags         bit(4)                    yes
    quantity      integer                   yes      moves with unit_price
    unit_price    numeric(10,2)             yes      moves with quantity
    total         numeric                   no       generated
    ordered       date                      yes      moves with shipped
    shipped       date                      yes      moves with ordered
    customer_id   integer                   no       tied to tenant
    code          text                      yes
    external_id   uuid                      no       unique
    active        boolean                   no       unique
    note          text                      yes
    Mixed "Case"  text                      yes
    updated_at    timestamp with time zone  yes
  
  Left out of a table that is made from the shape, or replaced in it
    part                         reason
    rule keep                    it would run other statements, and MERGE refuses a table that has one
    trigger touch                it would run the user's function sales.touch()
    foreign key orders_customer  sales.customer, which it refers to, is not copied
    default of ticket            a sequence of the new table's own takes the place of the original's
    default of code              it would run the user's function sales.new_code()
  
  Look at this before you give the file to others:
    - names: of schema, table, columns, types, functions, indexes, constraints and triggers
    - expressions of columns: ticket: nextval('sales.orders_ticket_seq'::regclass); status: 'open'::sales.order_status; total: ((quantity)::numeric * unit_price); code: sales.new_code(); active: true; updated_at: now()
    - checks: orders_dates: CHECK ((shipped >= ordered)); orders_note: CHECK (sales.is_fine(note)); orders_quantity: CHECK ((quantity > 0)); orders_total: CHECK ((total < (1000000)::numeric))
    - predicates and expressions of indexes: orders_external: active; orders_lower: lower("Mixed ""Case""")
    - labels of enums: sales.order_status: open, paid, sent, done, void
    - defaults and checks of domains: sales.address: CHECK (((VALUE)::text ~~ '%@%'::text)); sales.short_address: 'nobody@localhost'::character varying
    - triggers: touch: CREATE TRIGGER touch BEFORE UPDATE ON sales.orders FOR EACH ROW EXECUTE FUNCTION sales.touch()
    - statistics: numbers of rows and distinct values, shares of nulls and of the most common values, widths
  - the same on standard output, twice
  - fields
  ['fillfactor=90'] {'columns': ['tenant', 'number'], 'from': 'primary', 'index': 'orders_pkey'} None
  {"name": "tenant", "type": "integer", "base": "native", "not_null": true, "travels": false, "why_not": "key", "moves_with": 1}
  {"name": "number", "type": "integer", "base": "native", "not_null": true, "travels": false, "why_not": "key"}
  {"name": "ticket", "type": "bigint", "base": "native", "not_null": true, "default": "nextval('sales.orders_ticket_seq'::regclass)", "sequence": {"type": "bigint", "start": 1, "increment": 1, "minimum": 1, "maximum": 9223372036854775807, "cache": 1, "cycles": false}, "travels": false, "why_not": "server column"}
  {"name": "version", "type": "bigint", "base": "native", "not_null": true, "identity": "always", "sequence": {"type": "bigint", "start": 100, "increment": 10, "minimum": 1, "maximum": 9223372036854775807, "cache": 1, "cycles": false}, "travels": false, "why_not": "identity"}
  {"name": "place", "type": "bigint", "base": "native", "not_null": true, "identity": "by default", "sequence": {"type": "bigint", "start": 1, "increment": 1, "minimum": 1, "maximum": 9223372036854775807, "cache": 1, "cycles": false}, "travels": false, "why_not": "server column"}
  {"name": "status", "type": "sales.order_status", "base": "enum", "not_null": true, "default": "'open'::sales.order_status", "travels": true}
  {"name": "contact", "type": "sales.short_address", "base": "domain", "not_null": false, "travels": true}
  {"name": "tags", "type": "text[]", "base": "array", "not_null": false, "travels": true}
  {"name": "price", "type": "sales.price", "base": "composite", "not_null": false, "travels": true}
  {"name": "stay", "type": "tstzrange", "base": "range", "not_null": false, "travels": false, "why_not": "exclusion"}
  {"name": "weights", "type": "sales.weight_span", "base": "range", "not_null": false, "travels": true}
  {"name": "country", "type": "character(3)", "base": "other", "not_null": false, "travels": true}
  {"name": "flags", "type": "bit(4)", "base": "other", "not_null": false, "travels": true}
  {"name": "quantity", "type": "integer", "base": "native", "not_null": false, "travels": true, "moves_with": 2}
  {"name": "unit_price", "type": "numeric(10,2)", "base": "native", "not_null": false, "travels": true, "moves_with": 2}
  {"name": "total", "type": "numeric", "base": "native", "not_null": false, "default": "((quantity)::numeric * unit_price)", "generated": "stored", "travels": false, "why_not": "generated"}
  {"name": "ordered", "type": "date", "base": "native", "not_null": true, "travels": true, "moves_with": 3}
  {"name": "shipped", "type": "date", "base": "native", "not_null": false, "travels": true, "moves_with": 3}
  {"name": "customer_id", "type": "integer", "base": "native", "not_null": false, "travels": false, "why_not": "tied", "moves_with": 1}
  {"name": "code", "type": "text", "base": "native", "not_null": false, "default": "sales.new_code()", "statistics_target": 50, "options": ["n_distinct=7"], "functions": ["sales.new_code()"], "travels": true}
  {"name": "external_id", "type": "uuid", "base": "native", "not_null": false, "travels": false, "why_not": "unique"}
  {"name": "active", "type": "boolean", "base": "native", "not_null": true, "default": "true", "travels": false, "why_not": "unique"}
  {"name": "note", "type": "text", "base": "native", "not_null": false, "travels": true}
  {"name": "Mixed \"Case\"", "type": "text", "base": "native", "not_null": false, "collation": "pg_catalog.\"C\"", "travels": true}
  {"name": "updated_at", "type": "timestamp with time zone", "base": "native", "not_null": true, "default": "now()", "travels": true}
  types
    {"name": "sales.address", "kind": "domain", "base": "character varying(80)", "not_null": false, "checks": [{"name": "address_at", "definition": "CHECK (((VALUE)::text ~~ '%@%'::text))", "validated": true}]}
    {"name": "sales.order_status", "kind": "enum", "labels": ["open", "paid", "sent", "done", "void"]}
    {"name": "sales.price", "kind": "composite", "attributes": [{"name": "amount", "type": "numeric(12,2)", "collation": null}, {"name": "currency", "type": "character(3)", "collation": null}]}
    {"name": "sales.short_address", "kind": "domain", "base": "sales.address", "not_null": true, "default": "'nobody@localhost'::character varying"}
    {"name": "sales.weight_span", "kind": "range", "subtype": "double precision", "difference": "float8mi", "multirange": "sales.weight_span_multirange"}
  indexes
    {"name": "orders_pkey", "definition": "CREATE UNIQUE INDEX orders_pkey ON sales.orders USING btree (tenant, number)", "unique": true, "primary": true, "valid": true, "columns": ["tenant", "number"], "access_method": "btree", "constraint": "orders_pkey", "nulls_distinct": true, "immediate": true, "exclusion": false, "replica_identity": false}
    {"name": "orders_external", "definition": "CREATE UNIQUE INDEX orders_external ON sales.orders USING btree (external_id) WHERE active", "unique": true, "primary": false, "valid": true, "columns": ["external_id"], "predicate": "active", "access_method": "btree", "nulls_distinct": true, "immediate": true, "exclusion": false, "replica_identity": false}
    {"name": "orders_lower", "definition": "CREATE INDEX orders_lower ON sales.orders USING btree (lower(\"Mixed \"\"Case\"\"\")) INCLUDE (status)", "unique": false, "primary": false, "valid": true, "expressions": ["lower(\"Mixed \"\"Case\"\"\")"], "include": ["status"], "access_method": "btree", "immediate": true, "exclusion": false, "replica_identity": false}
    {"name": "orders_stay", "definition": "CREATE INDEX orders_stay ON sales.orders USING gist (stay)", "unique": false, "primary": false, "valid": true, "columns": ["stay"], "access_method": "gist", "constraint": "orders_stay", "immediate": true, "exclusion": true, "replica_identity": false}
  constraints
    {"name": "orders_customer", "type": "foreign key", "definition": "FOREIGN KEY (tenant, customer_id) REFERENCES sales.customer(tenant, id)", "columns": ["tenant", "customer_id"], "deferrable": false, "validated": true, "enforced": true, "references": "sales.customer", "referenced_columns": ["tenant", "id"], "referenced_types": ["integer", "integer"]}
    {"name": "orders_dates", "type": "check", "definition": "CHECK ((shipped >= ordered))", "columns": ["shipped", "ordered"], "deferrable": false, "validated": true, "enforced": true}
    {"name": "orders_note", "type": "check", "definition": "CHECK (sales.is_fine(note))", "columns": ["note"], "deferrable": false, "validated": true, "enforced": true, "functions": ["sales.is_fine(text)"]}
    {"name": "orders_pkey", "type": "primary key", "definition": "PRIMARY KEY (tenant, number)", "columns": ["tenant", "number"], "deferrable": false, "validated": true, "enforced": true}
    {"name": "orders_quantity", "type": "check", "definition": "CHECK ((quantity > 0))", "columns": ["quantity"], "deferrable": false, "validated": true, "enforced": true}
    {"name": "orders_stay", "type": "exclusion", "definition": "EXCLUDE USING gist (stay WITH &&)", "columns": ["stay"], "deferrable": false, "validated": true, "enforced": true}
    {"name": "orders_total", "type": "check", "definition": "CHECK ((total < (1000000)::numeric))", "columns": ["total"], "deferrable": false, "validated": true, "enforced": true}
  triggers
    {"name": "touch", "timing": "before", "events": ["update"], "function": "sales.touch", "enabled": "origin", "level": "row", "definition": "CREATE TRIGGER touch BEFORE UPDATE ON sales.orders FOR EACH ROW EXECUTE FUNCTION sales.touch()"}
  left_out
    {"what": "rule keep", "why": "it would run other statements, and MERGE refuses a table that has one"}
    {"what": "trigger touch", "why": "it would run the user's function sales.touch()"}
    {"what": "foreign key orders_customer", "why": "sales.customer, which it refers to, is not copied"}
    {"what": "default of ticket", "why": "a sequence of the new table's own takes the place of the original's"}
    {"what": "default of code", "why": "it would run the user's function sales.new_code()"}
  external True
  {"null_frac": 0.0, "avg_width": 4, "text_width": 4.0, "n_distinct": 2.0, "correlation": 0.4924623, "most_common_freqs": [0.5, 0.5]}
  [{"name": "sales.orders_together", "definition": "CREATE STATISTICS sales.orders_together (ndistinct, dependencies) ON tenant, status, country FROM sales.orders", "columns": ["tenant", "status", "country"], "n_distinct": [{"columns": ["tenant", "status"], "n_distinct": 2.0}, {"columns": ["tenant", "country"], "n_distinct": 1.0}, {"columns": ["status", "country"], "n_distinct": 2.0}, {"columns": ["tenant", "status", "country"], "n_distinct": 2.0}], "dependencies": [{"columns": ["tenant", "country"], "degree": 1.0}, {"columns": ["status", "tenant"], "degree": 1.0}, {"columns": ["status", "country"], "degree": 1.0}, {"columns": ["country", "tenant"], "degree": 1.0}, {"columns": ["tenant", "status", "country"], "degree": 1.0}, {"columns": ["status", "country", "tenant"], "degree": 1.0}]}]
  - partitions
  | fact | value |
  | --- | --- |
  | table | sales.events, permanent, partitioned by RANGE (day), 4 partitions |
  | rows | ... |
  | size | ... |
  | key | id, day, kind (primary key, events\_pkey) |
  | updates | 0, since the server's statistics were reset |
  | statistics | without values of rows |
  | structure | sha256 ...\xe2\x80\xa6 | (esc)
  
  ### Columns
  
  | column | type | updated | remark |
  | --- | --- | --- | --- |
  | id | bigint | no | key |
  | day | date | no | key |
  | kind | text | no | key |
  | payload | jsonb | yes |  |
  
  ### Look at this before you give the file to others
  
  - names: of schema, table, columns, types, functions, indexes, constraints and triggers
  - bounds of partitions: events\_2030: FOR VALUES FROM ('2030-01-01') TO ('2031-01-01'); events\_2031\_a: FOR VALUES IN ('a'); events\_2031\_rest: DEFAULT; events\_rest: DEFAULT
  - statistics: numbers of rows and distinct values, shares of nulls and of the most common values, widths
  {
   "strategy": "range",
   "key": "RANGE (day)",
   "leaves": [
    {
     "name": "events_2030",
     "bound": "FOR VALUES FROM ('2030-01-01') TO ('2031-01-01')",
     "reloptions": [
      "fillfactor=70"
     ]
    },
    {
     "name": "events_2031_a",
     "bound": "FOR VALUES IN ('a')",
     "parent": "events_2031"
    },
    {
     "name": "events_2031_rest",
     "bound": "DEFAULT",
     "parent": "events_2031"
    },
    {
     "name": "events_rest",
     "bound": "DEFAULT"
    }
   ],
   "branches": [
    {
     "name": "events_2031",
     "schema": "We ird",
     "bound": "FOR VALUES FROM ('2031-01-01') TO ('2032-01-01')",
     "key": "LIST (kind)"
    }
   ]
  }
  - quoted names, key and scope by option
  key: {"columns": ["Key"], "from": "option", "index": "T\"x_pkey"},
  scope: "a,b",
  [('Key', 'key'), ('select', None), ('a,b', 'scope')]
  - nothing of the server changes, no row is read
  upbench shape: warning: with --statistics values the file holds values of rows: treat it like the table
  25
  - statistics
  orders 25 none
  none 0 none
  values 25 values
  1 [True, False, True] None
  - the search path

Its fields are those that docs/shape.md describes:

  $ cat > fields.py << 'END'
  > import glob, os, re
  > source = os.environ["SOURCE"]
  > names = {"root": "file", "column": "columns", "type": "types", "check": "checks", "attribute": "attributes", "index": "indexes",
  >          "constraint": "constraints", "combinations": "n_distinct", "dependency": "dependencies", "extended": "extended_statistics",
  >          "partition": "leaves", "trigger": "triggers", "omission": "left_out"}
  > program = {}
  > for file in glob.glob(source + "/bench/record/shape/*.c"):
  >     for name, members in re.findall(r"struct member (\w+)_members\[\] = \{(.*?)\n\};", open(file).read(), re.S):
  >         program[names.get(name, name)] = set(re.findall(r'MEMBER(?:_WITH)?\("(\w+)"', members))
  > page = {}
  > for name, rows in re.findall(r"\n\| `(\w+)` \| meaning.*? \|\n\| --- \| --- \|\n((?:\|.*\n)+)", open(source + "/docs/shape.md").read()):
  >     page[name] = set(re.findall(r"`(\w+)`", " ".join(row.split("|")[1] for row in rows.splitlines())))
  > for name in sorted(program.keys() | page.keys()):
  >     if program.get(name) != page.get(name):
  >         print(name, program.get(name, set()) ^ page.get(name, set()))
  > print(len(program), sum(len(keys) for keys in program.values()))
  > END
  $ python3 fields.py
  21 152

What is no table, or none with a key, is refused, and no file is made:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > shape() { upbench shape -d "$SERVER" -o no.json "$@"; code=$?; [ $code = 2 ] || echo "[$code]"; }
  > sql -f "$SOURCE/fixtures/tables/traps.sql"
  > sql << 'SQL'
  > CREATE VIEW sales.a_view AS SELECT 1 AS n;
  > CREATE MATERIALIZED VIEW sales.a_copy AS SELECT 1 AS n;
  > CREATE SEQUENCE sales.a_sequence;
  > CREATE TABLE sales.parent (id integer PRIMARY KEY);
  > CREATE TABLE sales.child (PRIMARY KEY (id)) INHERITS (sales.parent);
  > CREATE TABLE sales.no_key (id integer);
  > CREATE TABLE sales.weak_keys (a integer, b integer NOT NULL, c text NOT NULL, UNIQUE (a));
  > CREATE UNIQUE INDEX weak_partial ON sales.weak_keys (b) WHERE b > 0;
  > CREATE UNIQUE INDEX weak_expression ON sales.weak_keys (lower(c));
  > ALTER TABLE sales.weak_keys ADD UNIQUE (b) DEFERRABLE;
  > CREATE TABLE sales.two_keys (a integer NOT NULL UNIQUE, "B" integer NOT NULL UNIQUE, c integer PRIMARY KEY DEFERRABLE);
  > CREATE TABLE sales.secret (id integer PRIMARY KEY);
  > ALTER TABLE sales.secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  > SQL
  > psql -XAtq "$SERVER user=postgres" << 'SQL'
  > CREATE TABLE sales.not_yours (id integer PRIMARY KEY);
  > CREATE TABLE sales.partly_yours (id integer PRIMARY KEY, hidden text);
  > INSERT INTO sales.partly_yours VALUES (1, 'x'), (2, 'y');
  > GRANT SELECT (id) ON sales.partly_yours TO upbench;
  > ANALYZE sales.partly_yours;
  > CREATE EXTENSION postgres_fdw;
  > CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw;
  > CREATE FOREIGN TABLE sales.remote (id integer) SERVER elsewhere;
  > SQL
  > for table in nosuch sales.nosuch ORDERS a.b.c '' 'two words' '"open' 'x.' sales.a_view sales.a_copy sales.a_sequence sales.remote \
  >   sales.parent sales.child sales.events_2030 sales.orders_pkey sales.price pg_class information_schema.sql_features \
  >   sales.no_key sales.weak_keys sales.two_keys sales.secret sales.not_yours; do
  >   shape "$table"
  > done
  > name=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl
  > shape $name
  > shape sales.orders --key number
  > shape sales.two_keys --key b
  > shape sales.orders --key tenant,
  > shape sales.orders --scope nosuch
  > shape sales.orders --scope tenant,number
  > shape sales.orders --statistics all
  > shape
  > upbench shape sales.orders -o no.json; echo $?
  > upbench shape sales.orders -d "host=nowhere password=$SERVER_PASSWORD port=x/" -o no.json; echo $?
  > upbench shape sales.orders -d "postgresql://u:$SERVER_PASSWORD@[/" -o no.json; echo $?
  > echo "- a temporary table of another session"
  > coproc session { psql -XAtq "$SERVER"; }
  > echo 'CREATE TEMPORARY TABLE passing (id integer PRIMARY KEY); SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema();' >&${session[1]}
  > read -r temporary <&${session[0]}
  > shape $temporary.passing 2>&1 | sed 's/pg_temp_[0-9]*/pg_temp_N/'
  > echo "- what another session has locked"
  > echo 'BEGIN; LOCK TABLE sales.orders; SELECT 1;' >&${session[1]}; read -r one <&${session[0]}
  > shape sales.orders
  > echo 'ROLLBACK; SELECT 1;' >&${session[1]}; read -r one <&${session[0]}
  > echo "- a file that cannot be written"
  > upbench shape -d "$SERVER" sales.orders -o nosuch/no.json; echo $?
  > ls no.json
  > echo "- allowed by options"
  > upbench shape -q -d "$SERVER" sales.two_keys --key '"B"' -o yes.json && sed -n 's/^ "key"/key/p' yes.json
  > upbench shape -d "$SERVER" sales.partly_yours -o yes.json | grep statistics
  > for table in secret not_yours; do upbench shape -q -d "$SERVER" sales.$table --statistics none -o yes.json; echo $?; done
  > END
  $ with-server bash script 2>&1 | sed 's/^upbench shape: //'
  there is no table "nosuch" in the search path of this role
  there is no table "nosuch" in the schema "sales"
  there is no table "orders" in the search path of this role; elsewhere: sales.orders
  a.b.c: a table is SCHEMA.TABLE or TABLE; --dbname names the database
  "": a name is empty
  two words: not a name; put one with capitals, blanks or quotes in double quotes: "My table"
  "open: a double quote is not closed
  x.: a name is empty
  sales.a_view is a view: name the table behind it
  sales.a_copy is a materialized view, which no UPDATE reaches
  sales.a_sequence is a sequence
  sales.remote is a foreign table: its rows are on another server
  sales.parent has 1 table that inherits from it, and inheritance is not supported
  sales.child inherits from sales.parent, and inheritance is not supported
  sales.events_2030 is a partition of sales.events: name that table
  sales.orders_pkey is an index
  sales.price is a composite type
  pg_catalog.pg_class is a table of the system's
  information_schema.sql_features is a table of the system's
  sales.no_key has no key: no unique index of columns that are all NOT NULL
  sales.weak_keys has no key: no unique index of columns that are all NOT NULL: weak_expression is of an expression; weak_keys_a_key is of a column that may be null; weak_keys_b_key is deferrable; weak_partial is partial
  sales.two_keys has no primary key, and 2 unique indexes that can be its key: choose one with --key: "B" (two_keys_B_key); a (two_keys_a_key)
  sales.secret: row-level security is in force for this role, and hides rows and statistics: take the owner of the table or a role with BYPASSRLS, or take --statistics none
  sales.not_yours: this role lacks SELECT on it, without which it sees no statistics: grant it that, or take --statistics none
  abcdefghijklmnopqrst\xe2\x80\xa6: a name has at most 63 bytes, and this one has 64 (esc)
  --key: no unique index of NOT NULL columns has exactly these; there are: tenant,number (orders_pkey)
  --key: no unique index of NOT NULL columns has exactly these; there are: "B" (two_keys_B_key); a (two_keys_a_key)
  --key: tenant,: a name is empty
  --scope: sales.orders has no column "nosuch"
  --scope: one column
  --statistics: "all" is not one of none, shape, values
  Try 'upbench shape --help'.
  an argument is missing: expected [SCHEMA.]TABLE
  Try 'upbench shape --help'.
  --dbname is missing: name the server that has the table
  2
  the connection string is malformed (where is not shown, since it could show a password)
  5
  --dbname: libpq does not understand this connection string (not repeated here, since it may hold a password)
  2
  - a temporary table of another session
  pg_temp_N.passing is a temporary table of another session, whose rows nobody else can see
  - what another session has locked
  orders: another session holds a lock on the table, or on a partition or an index of it: try again when it is done
  [5]
  - a file that cannot be written
  --output: cannot create nosuch/no.json: No such file or directory
  2
  ls: cannot access 'no.json': No such file or directory
  - allowed by options
  key: {"columns": ["B"], "from": "option", "index": "two_keys_B_key"},
    updates     0, since the server's statistics were reset
    statistics  without values of rows, of 1 of 2 columns
    - statistics: numbers of rows and distinct values, shares of nulls and of the most common values, widths
  0
  0

Large tables take seconds at most:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > sql <<< "SELECT format('CREATE TABLE wide (%s, PRIMARY KEY (c1))', string_agg(format('c%s integer DEFAULT %s', n, n), ', ')) FROM generate_series(1, 1600) n \gexec"
  > sql -c 'CREATE TABLE many (id integer PRIMARY KEY) PARTITION BY RANGE (id)'
  > for block in 0 1 2 3 4 5 6 7 8 9; do
  >   sql <<< "SELECT format('CREATE TABLE many_%s PARTITION OF many FOR VALUES FROM (%s) TO (%s)', n, n, n + 1) FROM generate_series($block * 200, $block * 200 + 199) n \gexec"
  > done
  > for table in wide many; do
  >   start=$SECONDS; upbench shape -q -d "$SERVER" $table -o $table.json; echo "$table $? $((SECONDS - start < 15))"
  > done
  > python3 -c 'import json; print(len(json.load(open("wide.json"))["columns"]), len(json.load(open("many.json"))["partitions"]["leaves"]))'
  > END
  $ with-server bash script 2>&1
  wide 0 1
  many 0 1
  1600 2000
