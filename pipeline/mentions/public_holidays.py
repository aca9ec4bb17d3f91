"""Letter → which French public holidays count where its reader lives, and the days they fall on."""

import datetime as dt
import re
from functools import cache
from typing import Final

from pipeline.mentions.found import Reading
from pipeline.mentions.recipient import find_recipient
from pipeline.mentions.sender import find_sender

METROPOLITAN: Final = ""
_POSTCODE: Final = re.compile(r"(?<!\d)(\d{5})(?= [^\W\d_])")  # «5 rue Foch, 67000 STRASBOURG»
# how a postcode begins → the part of France that has holidays of its own, as the library `holidays` calls it; the
# longer beginning counts: Saint-Barthélemy and Saint-Martin kept postcodes of Guadeloupe
_PARTS: Final = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "97133": "BL",
    "97150": "MF",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
_LENGTHS: Final = (5, 3, 2)


def part_of_france(postcode: str) -> str:
    """The part with holidays of its own that `postcode` lies in, else `METROPOLITAN`."""
    return next((_PARTS[start] for n in _LENGTHS if (start := postcode[:n]) in _PARTS), METROPOLITAN)


def part_of_letter(reading: Reading) -> str:
    """The part its reader lives in, who must act in time; where no address tells, that of its sender."""
    for find in (find_recipient, find_sender):
        addresses = (found.value for found in find(reading) if found.role == "address")
        if postcodes := [code for address in addresses for code in _POSTCODE.findall(address)]:
            return part_of_france(postcodes[-1])
    return METROPOLITAN


@cache
def holidays_of(year: int, part: str = METROPOLITAN) -> tuple[dt.date, ...]:
    """The public holidays of a year in a part of France."""
    from holidays import country_holidays  # 0.05 to 0.1 s, and few letters count in working days

    return tuple(sorted(country_holidays("FR", subdiv=part or None, years=year)))
