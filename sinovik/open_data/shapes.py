"""What one row of each data set holds: plain values that JSON, CSV and a schema can say."""

from typing import Annotated

from ninja import Schema
from pydantic import Field, create_model

from proposals.models.jippnas import JippnasColumn

# A moment in UTC, "2026-03-01T02:00:00Z".
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]

Source = JippnasColumn.Source
# What the file for the national catalogue says beyond what the public page of an innovation does.
NOT_PUBLIC = {Source.REGISTRATION, Source.INTERESTS, Source.AGREEMENTS}
# What of that partners read: never the number of a proposal, which would say whose it was while judges read blind.
COUNTED = [Source.INTERESTS, Source.AGREEMENTS]
NUMBERS = {Source.YEAR, Source.PLACES, Source.CERTIFIED}
JIPPNAS = [source for source in Source if source not in NOT_PUBLIC]


class OpenEdition(Schema):
    """An announced edition."""

    id: str
    name: str
    year: int
    theme: str
    legal_basis: str
    opens_at: Moment
    closes_at: Moment
    phase: str
    is_example: bool
    url: str


class OpenStage(Schema):
    """A stage of an announced edition."""

    id: str
    edition: str
    position: int
    kind: str
    name: str
    state: str
    planned_from: Moment
    planned_until: Moment
    published_at: Moment | None
    list_state: str
    list_url: str
    is_example: bool
    url: str


class OpenRule(Schema):
    """One rule of an edition, as its page tells it."""

    id: str
    edition: str
    stage: int | None
    part: str
    name: str
    text: str
    number: float | None
    is_example: bool
    url: str


class OpenAnnounced(Schema):
    """One line of an announced list."""

    id: str
    edition: str
    stage: int
    list_kind: str
    list_state: str
    list_title: str
    decree: str
    published_at: Moment
    code: str
    entry: str
    title: str
    agency: str
    unit: str
    group: str
    awards: list[str]
    ended_at: Moment | None
    ended_reason: str
    is_example: bool
    url: str


class OpenTally(Schema):
    """One line of a table of statistics."""

    id: str
    year: int
    award: str
    table: str
    key: str
    label: str
    innovations: int
    agencies: int
    is_partial: bool
    has_examples: bool
    url: str


class OpenAgency(Schema):
    """An agency that may take part, with what the catalogue counts of it."""

    id: str
    name: str
    kind: str
    region: str
    region_name: str
    innovations: int
    url: str


class OpenInnovation(Schema):
    """An innovation of the catalogue, without its story."""

    id: str
    year: int
    title: str
    agency: str
    agency_kind: str
    unit: str
    province: str
    province_name: str
    group: str
    category: str
    goals: list[int]
    awards: list[str]
    award_keys: list[str]
    summary: str
    cost: str
    duration: str
    picture: str
    state: str
    state_at: Moment | None
    origins: list[str]
    programme: str
    honour: str
    registered_as: str
    is_partial: bool
    source: str
    is_example: bool
    published_at: Moment
    url: str


class OpenSection(Schema):
    """One part of an innovation's story."""

    title: str
    text: str


class OpenFile(Schema):
    """One public piece of evidence."""

    section: str
    name: str
    size: int
    url: str


class OpenStory(OpenInnovation):
    """An innovation with its story and its public evidence."""

    sections: list[OpenSection]
    files: list[OpenFile]
    ended_at: Moment | None
    ended_reason: str


class OpenForJippnas(Schema):
    """An innovation in the fields of the national catalogue."""

    id: str


OpenJippnas = create_model(
    "OpenJippnas",
    __base__=OpenForJippnas,
    **{source.value: (int if source in NUMBERS else str, ...) for source in JIPPNAS},
)


OpenForPartner = create_model(
    "OpenForPartner",
    __base__=OpenJippnas,
    **{source.value: (int, ...) for source in COUNTED},
    **dict.fromkeys(("office", "office_address", "office_phone", "office_email"), (str, ...)),
)


class OpenSentence(Schema):
    """Why there is no answer, in a sentence."""

    message: str
