The JSON of `upbench doctor`, against its schema (Debian's python3-jsonschema):

  $ /usr/bin/python3 -c 'import jsonschema' 2> /dev/null || exit 80 # python3-jsonschema is missing; scripts/setup --test installs it
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > psql -XAtq "$SERVER user=postgres" -c "CREATE ROLE guest LOGIN PASSWORD '$SERVER_PASSWORD'" -c "SELECT pg_create_physical_replication_slot('kept')" > made
  > upbench doctor -d "$SERVER user=postgres" --format json > superuser.json
  > upbench doctor -d "$SERVER user=guest" --format json > guest.json; echo $?
  > END
  $ with-server bash script
  2
  $ cat > check.py << 'END'
  > import copy, json, os, jsonschema
  > schema = json.load(open(os.environ["SOURCE"] + "/docs/doctor.schema.json"))
  > jsonschema.Draft7Validator.check_schema(schema)
  > validator = jsonschema.Draft7Validator(schema)
  > for name in ("superuser", "guest"):
  >     found = json.load(open(name + ".json"))
  >     validator.validate(found)
  >     print(name, "is valid; superuser:", found["role"]["superuser"])
  > for member in found:
  >     wrong = copy.deepcopy(found)
  >     del wrong[member]
  >     assert not validator.is_valid(wrong), member
  > found["findings"][0]["severity"] = "fatal"
  > print("a severity that is none is valid:", validator.is_valid(found))
  > END
  $ /usr/bin/python3 check.py
  superuser is valid; superuser: True
  guest is valid; superuser: False
  a severity that is none is valid: False
