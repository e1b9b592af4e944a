On a terminal the result so far appears while the run goes on, and is gone at its end. (The
run would last for hours; it is interrupted as soon as the table is there.)

  $ cat > first.py << 'END'
  > import fcntl, os, pty, re, signal, struct, sys, termios
  > pid, terminal = pty.fork()
  > if pid == 0:
  >     os.environ["TERM"] = "xterm"
  >     os.execvp("upbench", ["upbench", "run", "-s", "unnest,row", "-r", "5", "--samples", "1M",
  >         "--min-samples", "1M", "--budget", "1d", "-o", "run"] + sys.argv[1:])
  > fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 90, 0, 0))
  > text = ""
  > asked = False
  > while True:
  >     try:
  >         got = os.read(terminal, 65536)
  >     except OSError:
  >         break
  >     if not got:
  >         break
  >     text += got.decode(errors="replace").replace("\r\n", "\n")
  >     table = re.search(r"So far, after .*:\n.*case +median +samples\n( +(?:unnest|row) rows=5 +\S+ (?:[mµu]?s) +[\d,]+\n){2}", text[-4096:])
  >     if table and not asked:
  >         asked = True
  >         print("so far:", sorted(re.findall(r"^  (\w+ rows=5) ", table[0], re.M)))
  >         os.kill(pid, signal.SIGINT)
  > code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
  > print("exit", code)
  > after = text[text.rindex("So far"):]
  > print("erased" if re.search(r"\x1b\[4A\x1b\[J", after) else "stays", "before", "the table" if re.search(r"median.*95 %", after) else "nothing")
  > END
  $ python3 first.py
  so far: ['row rows=5', 'unnest rows=5']
  exit 5
  erased before the table

Without escape sequences it stays:

  $ rm -r run; NO_COLOR=1 python3 first.py
  so far: ['row rows=5', 'unnest rows=5']
  exit 5
  stays before the table
