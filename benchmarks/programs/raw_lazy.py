"""
The program of ``raw.py`` with one import ahead of its own, which makes the provider's package lazy.

``python -m benchmarks.programs.raw_lazy 100 100 1`` writes what that does.
"""

import sys

import apigwv2_tf  # noqa: F401 - it is all that differs

from benchmarks.programs.raw import write

if __name__ == "__main__":
    write(*map(int, sys.argv[1:]))
