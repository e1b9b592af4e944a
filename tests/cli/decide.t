Cases leave once their arms are decided, with all arms, and null with the last of them. An arm that hashes each row
thousands of times is slower by far more than a factor of two:

  $ cat > slow.sql << 'END'
  > CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
  >     'DECLARE h text := NEW::text; BEGIN FOR i IN 1 .. 20000 LOOP h := md5(h); END LOOP; RETURN NEW; END';
  > CREATE TRIGGER slow BEFORE UPDATE ON ads_programregistry FOR EACH ROW EXECUTE FUNCTION slow();
  > END
  $ upbench run -s row,null -r 20 --arm base --arm slow:schema-sql=slow.sql --samples 20 --min-samples 20 --sessions 5 --budget 1h --precision 0 --decide 100 -q -o apart
  apart
  $ python3 -c 'import csv, json
  > manifest = json.load(open("apart/run.json"))
  > rows = [r for r in csv.DictReader(open("apart/samples.csv", newline="")) if r["phase"] == "measure"]
  > print(manifest["outcome"], manifest["stopping"])
  > for case in manifest["cases"]:
  >     stopped, own = case["stopped"], [r for r in rows if r["case"] == case["name"]]
  >     pairs = stopped.pop("pairs", len(own))
  >     print(case["name"], stopped, pairs == len(own) == 4 * int(own[-1]["session"]), 12 <= pairs < 20)'
  complete {'rule': 'decision', 'threshold': 1.0, 'cases': 1}
  row rows=20 arm=base {'by': 'decision'} True True
  row rows=20 arm=slow {'by': 'decision', 'verdict': 'regressed'} True True
  null rows=20 arm=base {'by': 'decision'} True True
  null rows=20 arm=slow {'by': 'decision'} True True
  $ upbench compare apart > out; echo $?; head -1 out; grep -cE '  - row rows=20: decided by the sequential test at pair [0-9]+' out
  1
  1 of 1 case regressed.
  1
  $ upbench report apart -o report.html > /dev/null; grep -c 'decided by the sequential test at pair' report.html
  1

Another threshold cannot be asked of pairs that were stopped by this one:

  $ upbench compare apart --threshold 100 -q; upbench compare apart --threshold 50
  upbench compare: --threshold: cases of apart ended early, when they were decided at a threshold of 100 %: omit --threshold, or measure again with --decide and the other threshold
  [2]

Without arms, or with fewer than three sessions, there is nothing to decide. In a file the key is left alone then:

  $ upbench run -s row --decide 5
  upbench run: --decide requires arms: give at least two with --arm
  [2]
  $ upbench run -s row --decide 5 --arm a --arm b --sessions 2
  upbench run: --decide requires at least 3 sessions: give --sessions 3 or more
  [2]
  $ upbench run ci --decide 5
  upbench run: --decide requires arms: give at least two with --arm
  [2]
  $ upbench run ci -r 5 --samples 3 --min-samples 3 --sessions 3 -q -o fixed
  fixed
  $ grep -c stopp fixed/run.json
  0
  [1]
  $ printf '[a]\nstrategy=row\narm=a\narm=b\nsessions=3\ndecide=5\n[b]\nstrategy=unnest\narm=a\narm=b\nsessions=3\ndecide=2\n' > two.ini
  $ upbench run ./two.ini --dry-run
  upbench run: ./two.ini: decide: all groups need the same threshold
  [2]

A comparison applies the rule of the run, at its threshold; what is open behind the last round is judged by a test with the other
half of the level:

  $ rule='-stopping={"rule": "decision", "threshold": 0.02, "cases": 2}'
  $ fake-run fake "$rule" -samples=24 -sessions=3 -noise=0.01 row:ms=100:arm=a row:ms=100:arm=b unnest:ms=10:arm=a unnest:ms=10.4:noise=0.02:arm=b
  $ upbench compare fake
  1 of 2 cases equivalent, 1 inconclusive.
  New over base; threshold 2.0 %.
  
  b, against a: pairs of the same round
    case                 base      new    change  95 % interval   n  verdict       detectable
    row rows=1914      115 ms   115 ms  +0.011 %  -0.7 \xe2\x80\xa6 +0.8 %  24  equivalent         3.8 % (esc)
    unnest rows=1914  11.4 ms  11.8 ms    +3.7 %  +2.7 \xe2\x80\xa6 +4.7 %  24  inconclusive       4.3 % (esc)
  
    - row rows=1914: decided by the sequential test at pair 24.
    - unnest rows=1914: 24 pairs would have shown a slow-down of 4.3 %; the interval is beyond the threshold, but not after Holm's correction (p = 0.037); about 4 sessions are needed.
  Overall: inconclusive, +1.8 % (+1.4 \xe2\x80\xa6 +2.3 %), the mean of 2 cases over 3 sessions; threshold 2.0 %. (esc)
  $ upbench compare fake --format json | python3 -c 'import json, sys
  > for case in json.load(sys.stdin)["comparisons"][0]["cases"]: print(case["case"], case["verdict"], case["p_value"] is None, case["decided_at_pair"])'
  row rows=1914 equivalent True 24
  unnest rows=1914 inconclusive False None
  $ upbench compare fake --format csv | cut -d, -f 3,5,21
  case,verdict,decided_at_pair
  row rows=1914,equivalent,24
  unnest rows=1914,inconclusive,
  overall,inconclusive,

No case of it was stopped early, so another threshold is possible, and all of the level is for the test:

  $ upbench compare fake --threshold 5 | head -2
  2 of 2 cases equivalent.
  New over base; threshold 5.0 %.
  $ stop() { python3 -c 'import json, sys
  > manifest = json.load(open("fake/run.json"))
  > for case in manifest["cases"]:
  >     if case["name"].startswith(sys.argv[1]): case["stopped"] = {"by": sys.argv[2]}
  > json.dump(manifest, open("fake/run.json", "w"))' "$@"; }
  $ stop row decision; upbench compare fake --threshold 5
  upbench compare: --threshold: cases of fake ended early, when they were decided at a threshold of 2 %: omit --threshold, or measure again with --decide and the other threshold
  [2]

A case that was stopped by a decision has no test, also where the bets are open:

  $ stop unnest decision; upbench compare fake | grep -e '- unnest'
    - unnest rows=1914: 24 pairs do not decide: the case ended early, when another of its comparisons was decided.

A rule of a later version is not guessed:

  $ fake-run later '-stopping={"rule": "guess", "threshold": 0.02, "cases": 2}' -samples=6 row:arm=a row:arm=b
  $ upbench compare later
  upbench compare: later/run.json: stopping: the rule "guess" is not known
  [2]
