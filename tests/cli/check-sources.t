scripts/check holds the layout of the sources to one version of clang-format, as others lay out otherwise:

  $ mkdir bin
  $ printf '#!/bin/sh\necho Debian clang-format version 19.1.7\n' > bin/clang-format
  $ chmod +x bin/clang-format
  $ PATH=$PWD/bin:$PATH "$SOURCE/scripts/check" format
  skipped: requires clang-format 14, found 19.1.7
  [77]

With the right one it is a check, and the others are made in any case:

  $ printf '#!/bin/sh\ncase $1 in --version) echo clang-format version 14.0.6 ;; *) echo bad layout; exit 1 ;; esac\n' > bin/clang-format
  $ PATH=$PWD/bin:$PATH "$SOURCE/scripts/check" format layers
  bad layout
  FAIL format
  ok   layers
  [1]
  $ "$SOURCE/scripts/check" taste
  scripts/check: unknown check taste: use format, tidy, cppcheck, layers, shell, names
  [2]
