"""
The names of CloudWatch's statistics, in the many spellings that people use.

See https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

from __future__ import annotations

import re

ALLOWED = (
    "Average, Sum, Minimum, Maximum, SampleCount, IQM, a percentile such as p99.9, or a range such "
    "as tm90 or TM(10%:90%), also with wm, tc, ts and PR"
)
SIMPLE = frozenset({"Average", "Sum", "Minimum", "Maximum", "SampleCount"})
_SPELLINGS = {
    "avg": "Average",
    "min": "Minimum",
    "max": "Maximum",
    "n": "SampleCount",
    "iqm": "IQM",
    **{name.lower(): name for name in SIMPLE},
}
_NUMBER = r"\d+(?:\.\d{1,10})?"
_ONE = re.compile(rf"(?:p|tm|wm|tc|ts)({_NUMBER})")
_RANGE = re.compile(rf"(?:tm|wm|tc|ts|pr)\((?:({_NUMBER})(%?))?:(?:({_NUMBER})(%?))?\)")
_ALL = 100


def normalized(text: str) -> str | None:
    """Return a statistic as CloudWatch spells it; None where it knows no such statistic."""
    small = re.sub(r"\s", "", text).lower()
    if small in _SPELLINGS:
        return _SPELLINGS[small]
    one = _ONE.fullmatch(small)
    if one:
        return small if float(one[1]) <= _ALL else None
    bounds = _RANGE.fullmatch(small)
    return small.upper() if bounds and _is_range(bounds) else None


def _is_range(bounds: re.Match[str]) -> bool:
    """Say whether a range has a bound, and bounds of one kind in the right order."""
    low, low_unit, high, high_unit = bounds.groups()
    units = {unit for bound, unit in ((low, low_unit), (high, high_unit)) if bound}
    if len(units) != 1:
        return False
    within = units == {""} or float(high or low) <= _ALL
    return within and (not low or not high or float(low) < float(high))
