"""`python -m phuluc`: the command line where the script `phuluc` is not on the path."""

import sys

from phuluc.cli import main

sys.exit(main())
