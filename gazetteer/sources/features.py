"""GeoNames feature codes to our kinds."""

from __future__ import annotations

from gazetteer.sources.entry import kind_of_settlement

# https://www.geonames.org/export/codes.html; what is not listed has the kind of its class.
_CODES = {
    "admin2": "ADM2 ADM2H",
    "admin3": "ADM3 ADM3H ADM4 ADM4H ADM5 ADM5H ADMD ADMDH TERR ZN ZNB",
    "neighbourhood": "PPLX",
    "airbase": "AIRB",
    "airport": "AIRP AIRF AIRH AIRQ AIRS",
    "base": "INSM FT MILB NVB",
    "crossing": "PSTB CSTM",
    "dam": "DAM DAMQ DAMSB",
    "hospital": "HSP HSPC HSPD HSPL CTRM",
    "prison": "PRN PRNJ PRNQ",
    "camp": "CMP CMPL CMPLA CMPMN CMPO CMPQ CMPRF",
    "port": "PRT HBR HBRX MAR ANCH",
    "bridge": "BDG BDGQ",
    "oilfield": "OILF GASF OILW",
    "island": "ISL ISLET ISLF ISLM ISLS ISLT ISLX ATOL",
    "lake": "LK LKS LKI LKSI LKN LKX LKC LKO LKSN LKNI RSV RSVI RSVT LGN LGNS PND PNDS",
    "sea": "SEA OCN GULF BAY BAYS STRT CHNM SD BGHT",
    "facility": "LCTY",
}
KIND_OF_CODE = {code: kind for kind, codes in _CODES.items() for code in codes.split()}
KIND_OF_CLASS = {
    "A": "admin3",
    "H": "river",
    "L": "region",
    "R": "road",
    "S": "facility",
    "T": "mountain",
    "U": "sea",
    "V": "region",
}

# Kilometres that a place of a kind reaches when nothing says more; others reach 1.
RADIUS_OF_KIND = {"admin2": 25.0, "admin3": 8.0, "region": 20.0, "airport": 2.0, "airbase": 3.0, "lake": 5.0}


def kind_of_feature(feature_class: str, code: str, population: int) -> str | None:
    """The kind of a GeoNames feature; None for countries and first-level areas, which are known."""
    if code == "ADM1" or code.startswith("PCL"):
        return None
    if feature_class == "P" and code != "PPLX":
        return kind_of_settlement(population, capital=code == "PPLC")
    return KIND_OF_CODE.get(code) or KIND_OF_CLASS.get(feature_class, "facility")
