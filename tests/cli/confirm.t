An arm that is really slower is measured again in fresh sessions, and alone with its base:

  $ cat > slow.sql << 'END'
  > CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.01); RETURN NEW; END';
  > CREATE TRIGGER slow BEFORE UPDATE ON ads_programregistry FOR EACH ROW WHEN (OLD.username IS NOT NULL) EXECUTE FUNCTION slow();
  > END
  $ upbench run -s unnest,null -r 20 --samples 6 --arm base --arm slow:schema-sql=slow.sql --confirm -o run > out
  upbench run: 1 case regressed: measuring it again in 3 fresh sessions, at most 3 min 00 s plus loading
  $ python3 - << 'END'
  > import csv, json
  > run, again = (json.load(open(f"{d}/run.json")) for d in ("run", "run/confirmation"))
  > print(again["confirms"] == run["id"] != again["id"], again["order_seed"] != run["order_seed"], "confirm_threshold" in again, run["confirm_threshold"], run["outcome"], again["outcome"])
  > samples = [r for r in csv.DictReader(open("run/confirmation/samples.csv", newline="")) if r["phase"] == "measure"]
  > print(sorted({(r["strategy"], r["arm"]) for r in samples}), sorted({r["session"] for r in samples}))
  > END
  True True False 0.05 complete complete
  [('unnest', 'base'), ('unnest', 'slow')] ['1', '2', '3']
  $ upbench compare run > out; echo $?; grep -c 'confirmed in fresh sessions: ' out; ls run/confirmation/*.html
  1
  1
  run/confirmation/report.html
  $ grep -c 'confirmed in fresh sessions: ' run/report.html
  1
  $ ls $TMPDIR

Stopped during the confirmation, the run stays whole, and what it found stands:

  $ upbench run -s unnest -r 20 --samples 6 --arm base --arm slow:schema-sql=slow.sql --confirm -o stopped > out 2> err &
  $ until [ "$(cat stopped/confirmation/samples.csv 2> /dev/null | wc -l)" -gt 2 ] || ! kill -0 $!; do sleep 0.05; done
  $ kill -INT $!; wait $!
  [5]
  $ tail -n 1 err
  upbench run: the confirmation: [0-9]+ samples are kept in stopped/confirmation: interrupted by SIGINT (re)
  $ grep outcome stopped/run.json; ls stopped/report.html; ls $TMPDIR
    "outcome": "complete",
  stopped/report.html
  $ upbench compare stopped > out; echo $?; grep -o 'verdict of the run alone.*' out
  1
  verdict of the run alone, without a confirmation: stopped/confirmation is incomplete: interrupted by SIGINT.

A plan has its time, and an experiment without arms nothing to confirm:

  $ upbench run -s unnest -r 20 --samples 6 --sessions 2 --budget 10 --arm base --arm same --confirm --dry-run | tail -n 1
  Confirm at most 30.0 s more, plus loading, for 3 sessions, if every case regresses
  $ upbench run -s unnest --confirm
  upbench run: --confirm requires arms: give at least two with --arm
  [2]

What regressed once and not again is inconclusive, with both ratios:

  $ first() { fake-run $1 -confirm_threshold=0.05 -samples=12 row:arm=base:ms=20 row:arm=new:ms=22 json:arm=base:ms=30 json:arm=new:ms=30; }
  $ again() { fake-run $1/confirmation -id='"again"' -confirms="\"${2-$1}\"" -samples=12 -sessions=3 -draw=2 row:arm=base:ms=20 row:arm=new:ms=${3-20}; }
  $ first no; again no; upbench compare no --format junit=no.xml --format json=no.json
  1 of 2 cases equivalent, 1 inconclusive.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    case               base      new   change   95 % interval   n  verdict       detectable
    row rows=1914   23.4 ms  25.5 ms  +10.0 %  +9.3 \xe2\x80\xa6 +10.6 %  12  inconclusive       5.9 % (esc)
    json rows=1914  34.9 ms  35.0 ms   +0.1 %   -0.4 \xe2\x80\xa6 +0.5 %  12  equivalent         5.7 % (esc)
  
    - row rows=1914: not confirmed: 1.100 times base in the run, and 1.001 times (0.989 to 1.013) in fresh sessions.
  $ grep '<skipped' no.xml; python3 -c 'import json; print([(c["verdict"], c["reason"], c["confirmation"]) for c in json.load(open("no.json"))["comparisons"][0]["cases"]])'
        <skipped message="not confirmed: 1.100 times base in the run, and 1.001 times (0.989 to 1.013) in fresh sessions"/>
  [('inconclusive', 'not confirmed: 1.100 times base in the run, and 1.001 times (0.989 to 1.013) in fresh sessions', {'state': 'not confirmed', 'ratio': 1.00081706713222, 'low': 0.989262340466297, 'high': 1.01250675467036, 'n': 12}), ('equivalent', None, None)]
  $ upbench compare no --require-conclusive > /dev/null
  upbench compare: not enough data: 1 of 2 inconclusive; a second measurement did not confirm that they regressed
  [3]

  $ first yes; again yes yes 22; upbench compare yes --format junit=yes.xml --format json=yes.json --format markdown=yes.md
  1 of 2 cases regressed, 1 equivalent.
  New over base; threshold 5.0 %.
  
  new, against base: pairs of the same round
    case               base      new   change   95 % interval   n  verdict     detectable
    row rows=1914   23.4 ms  25.5 ms  +10.0 %  +9.3 \xe2\x80\xa6 +10.6 %  12  regressed        5.9 % (esc)
    json rows=1914  34.9 ms  35.0 ms   +0.1 %   -0.4 \xe2\x80\xa6 +0.5 %  12  equivalent       5.7 % (esc)
  
    - row rows=1914: confirmed in fresh sessions: +10.1 % (+8.8 \xe2\x80\xa6 +11.4 %). (esc)
  [1]
  $ grep '<failure' yes.xml; grep 'fresh sessions' yes.md; python3 -c 'import json; print([(c["verdict"], c["reason"], c["confirmation"]) for c in json.load(open("yes.json"))["comparisons"][0]["cases"]])'
        <failure message="+10.0 % (+9.3 \xe2\x80\xa6 +10.6 %), from 23.4 ms to 25.5 ms; confirmed in fresh sessions: +10.1 % (+8.8 \xe2\x80\xa6 +11.4 %)" type="regressed"/> (esc)
  - row rows=1914: confirmed in fresh sessions: +10.1 % (+8.8 \xe2\x80\xa6 +11.4 %). (esc)
  [('regressed', None, {'state': 'confirmed', 'ratio': 1.10089879096419, 'low': 1.08818859589624, 'high': 1.11375744288905, 'n': 12}), ('equivalent', None, None)]

A run that was not to be confirmed is judged alone, whatever lies in its directory:

  $ fake-run alone -samples=12 row:arm=base:ms=20 row:arm=new:ms=22; again alone; upbench compare alone | head -n 1
  1 of 1 case regressed.

A confirmation that cannot be used changes nothing:

  $ stands() { upbench compare $1 --format json=$1.json > out; echo $?; grep -o 'verdict of the run alone.*' out; grep -A1 '"confirmation": {' $1.json; }
  $ first missing; stands missing
  1
  verdict of the run alone, without a confirmation: missing/confirmation does not exist.
            "confirmation": {
              "state": "missing"
  $ first foreign; again foreign no; stands foreign
  1
  verdict of the run alone, without a confirmation: foreign/confirmation belongs to another run.
            "confirmation": {
              "state": "missing"
  $ first killed; again killed; sed -i '/"outcome"/d; /"ended"/d' killed/confirmation/run.json; stands killed
  1
  verdict of the run alone, without a confirmation: killed/confirmation is incomplete: it was killed, or is still running.
            "confirmation": {
              "state": "missing"
  $ first unread; again unread; rm unread/confirmation/run.json; stands unread
  1
  verdict of the run alone, without a confirmation: unread/confirmation is not a run: run.json: No such file or directory.
            "confirmation": {
              "state": "missing"
  $ first cut; again cut; sed -i 3,4d cut/confirmation/samples.csv; sed -i '$s/,.*//' cut/confirmation/samples.csv; stands cut
  1
  verdict of the run alone, without a confirmation: cut/confirmation/samples.csv:23: fewer fields than the header has.
            "confirmation": {
              "state": "missing"
  $ first other; again other; sed -i 's/"15.4"/"16.1"/' other/confirmation/run.json; stands other
  1
  verdict of the run alone, without a confirmation: other/confirmation differs from its run: server version: 15.4 -> 16.1.
            "confirmation": {
              "state": "missing"
  $ first lacks; fake-run lacks/confirmation -id='"again"' -confirms='"lacks"' -samples=12 json:arm=base:ms=20 json:arm=new:ms=20; stands lacks
  1
  verdict of the run alone, without a confirmation: the case was not measured again.
            "confirmation": {
              "state": "missing"
  $ first failed; fake-run failed/confirmation -id='"again"' -confirms='"failed"' -samples=12 row:arm=base:ms=20 row:arm=new:status=failed; stands failed
  1
  verdict of the run alone, without a confirmation: failed in new: gone.
            "confirmation": {
              "state": "missing"

The mean of all cases, which contains what was not confirmed, is not red either:

  $ fake-run mean -sessions=3 -confirm_threshold=0.05 -samples=12 row:arm=base:ms=20 row:arm=new:ms=22 json:arm=base:ms=30 json:arm=new:ms=30
  $ again mean; upbench compare mean | grep -oE '^Overall: [a-z]+|: not confirmed|overall regressed'; echo ${PIPESTATUS[0]}
  : not confirmed
  Overall: inconclusive
  0

Of three arms, each is confirmed by itself; a gross difference keeps its reason:

  $ arms() { fake-run three$1 "${@:2}" -samples=12 row:arm=old:ms=20 row:arm=mid:ms=22 row:arm=young:ms=22; }
  $ arms '' -confirm_threshold=0.05; fake-run three/confirmation -id='"again"' -confirms='"three"' -samples=12 -sessions=3 row:arm=old:ms=20 row:arm=mid:ms=20 row:arm=young:ms=22
  $ upbench compare three | grep -e sessions -e comparisons; echo ${PIPESTATUS[0]}
  1 of 2 comparisons regressed, 1 inconclusive.
    - row rows=1914: not confirmed: 1.100 times base in the run, and 1.001 times (0.994 to 1.008) in fresh sessions.
    - row rows=1914: confirmed in fresh sessions: +10.0 % (+9.0 \xe2\x80\xa6 +11.0 %). (esc)
  1
  $ fake-run gross -confirm_threshold=0.05 -samples=3 row:arm=base:ms=20 row:arm=new:ms=60; upbench compare gross | grep -e verdict; again gross gross 60; upbench compare gross | grep pair,
    case              base      new    change  n  verdict
    - row rows=1914: in every pair, new is above 1.5 times base; verdict of the run alone, without a confirmation: gross/confirmation does not exist.
    - row rows=1914: in every pair, new is above 1.5 times base; confirmed in fresh sessions: +200.2 % (+196.8 \xe2\x80\xa6 +203.8 %). (esc)
