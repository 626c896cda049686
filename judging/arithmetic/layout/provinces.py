"""Where the provinces lie, as far as a journey asks: an island group, what a day's journey reaches, the capital.

The capitals' places are rounded to a tenth of a degree, some ten kilometres. A province that the table does not know
yet is a group of its own, as far from everywhere as the country is long.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from judging.arithmetic.terms import Id

# Where everybody sets out, and where the national agencies are.
HOME = "31"
EARTH_KM = 6371.0
ACROSS_THE_COUNTRY_KM = 5000.0


@dataclass(frozen=True)
class Province:
    """A province: the island group of a trip, the zone within which one day stays, and its capital in degrees."""

    island: str
    zone: str
    latitude: float
    longitude: float


SUMATERA, JAWA, BALI_NUSRA = "Sumatera", "Jawa", "Bali dan Nusa Tenggara"
KALIMANTAN, SULAWESI, MALUKU, PAPUA = "Kalimantan", "Sulawesi", "Maluku", "Papua"

PROVINCES = {
    "11": Province(SUMATERA, "11", 5.5, 95.3),
    "12": Province(SUMATERA, "12", 3.6, 98.7),
    "13": Province(SUMATERA, "13", -0.9, 100.4),
    "14": Province(SUMATERA, "14", 0.5, 101.4),
    "15": Province(SUMATERA, "15", -1.6, 103.6),
    "16": Province(SUMATERA, "16", -3.0, 104.8),
    "17": Province(SUMATERA, "17", -3.8, 102.3),
    "18": Province(SUMATERA, "18", -5.4, 105.3),
    "19": Province(SUMATERA, "19", -2.1, 106.1),
    "21": Province(SUMATERA, "21", 0.9, 104.5),
    # Banten's capital is an hour from Jakarta, Yogyakarta lies inside Central Java.
    "31": Province(JAWA, "31", -6.2, 106.8),
    "32": Province(JAWA, "32", -6.9, 107.6),
    "33": Province(JAWA, "33", -7.0, 110.4),
    "34": Province(JAWA, "33", -7.8, 110.4),
    "35": Province(JAWA, "35", -7.3, 112.7),
    "36": Province(JAWA, "31", -6.1, 106.2),
    "51": Province(BALI_NUSRA, "51", -8.7, 115.2),
    "52": Province(BALI_NUSRA, "52", -8.6, 116.1),
    "53": Province(BALI_NUSRA, "53", -10.2, 123.6),
    "61": Province(KALIMANTAN, "61", 0.0, 109.3),
    "62": Province(KALIMANTAN, "62", -2.2, 113.9),
    "63": Province(KALIMANTAN, "63", -3.4, 114.8),
    "64": Province(KALIMANTAN, "64", -0.5, 117.1),
    "65": Province(KALIMANTAN, "65", 2.8, 117.4),
    "71": Province(SULAWESI, "71", 1.5, 124.8),
    "72": Province(SULAWESI, "72", -0.9, 119.9),
    "73": Province(SULAWESI, "73", -5.1, 119.4),
    "74": Province(SULAWESI, "74", -4.0, 122.5),
    "75": Province(SULAWESI, "75", 0.5, 123.1),
    "76": Province(SULAWESI, "76", -2.7, 118.9),
    "81": Province(MALUKU, "81", -3.7, 128.2),
    "82": Province(MALUKU, "82", 0.7, 127.6),
    "91": Province(PAPUA, "91", -2.5, 140.7),
    "92": Province(PAPUA, "92", -0.9, 134.1),
    "93": Province(PAPUA, "93", -8.5, 140.4),
    "94": Province(PAPUA, "94", -3.4, 135.5),
    "95": Province(PAPUA, "95", -4.1, 138.9),
    "96": Province(PAPUA, "96", -0.9, 131.3),
}


def province_of(place: Id | None) -> str:
    """The province of a place by its region code; that of the capital for a national agency, which has none."""
    return str(place)[:2] if place else HOME


def island_of(province: str) -> str:
    """The island group in which a trip stays."""
    return PROVINCES[province].island if province in PROVINCES else province


def zone_of(province: str) -> str:
    """What one day stays within."""
    return PROVINCES[province].zone if province in PROVINCES else province


def distance(one: str, other: str) -> float:
    """Kilometres between the capitals of two provinces, on the great circle (haversine formula)."""
    if one == other:
        return 0.0
    if one not in PROVINCES or other not in PROVINCES:
        return ACROSS_THE_COUNTRY_KM
    here, there = PROVINCES[one], PROVINCES[other]
    north, south = math.radians(here.latitude), math.radians(there.latitude)
    rise = math.sin((south - north) / 2) ** 2
    turn = math.sin(math.radians(there.longitude - here.longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(rise + math.cos(north) * math.cos(south) * turn))
