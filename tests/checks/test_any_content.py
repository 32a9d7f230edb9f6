"""Whatever stands in the cells, the checks, rankings and the export answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.actions.export import export_figures
from phuluc.actions.ranking import rank_units
from phuluc.checks import run_checks
from phuluc.checks.catalogue import CHECKS_BY_CODE
from phuluc.domain.figures import BookFigures, Entry, EntryFlaw, IndicatorEntries, PublishedRate, TotalRow, UnitRow
from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.domain.values import NOT_APPLICABLE

from .mutations import clean_book

COUNTS = st.one_of(st.none(), st.just(NOT_APPLICABLE), st.integers(-3, 200), st.just(Decimal("1.5")))
PERCENTS = st.one_of(st.none(), st.just(NOT_APPLICABLE), st.decimals(-5, 130, places=1), st.integers(0, 100))
FLAWS = st.one_of(st.none(), st.sampled_from(EntryFlaw))


@st.composite
def _entry(draw: st.DrawFn, values: st.SearchStrategy[object], where: str) -> Entry:
    flaw = draw(FLAWS)
    value = draw(values) if flaw in {None, EntryFlaw.TEXT_NUMBER, EntryFlaw.NEGATIVE} else None
    return Entry(value, None if value is None else str(value), where, flaw)


@st.composite
def _entries(draw: st.DrawFn, row: int) -> IndicatorEntries:
    own = draw(_entry(COUNTS, f"Phụ lục 1!E{row}"))
    return IndicatorEntries(
        target=draw(_entry(PERCENTS, f"Phụ lục 1!D{row}")),
        numerator=draw(_entry(COUNTS, f"Phụ lục 1!F{row}")),
        denominator=draw(st.one_of(st.just(own), _entry(COUNTS, f"Phụ lục 1!C{row}"))),
        rate=draw(_entry(PERCENTS, f"Phụ lục 1!G{row}")),
        own_denominator=draw(st.sampled_from([own, None])),
        denominator_is_estimated=draw(st.booleans()),
    )


@st.composite
def _books(draw: st.DrawFn) -> BookFigures:
    book = clean_book()
    tables = []
    for table in book.annexes[0].tables:
        codes = [indicator.code for indicator in SEVEN_INDICATORS if indicator.table == table.number]
        rows = tuple(
            UnitRow(
                order=draw(st.one_of(st.none(), st.integers(0, 5))),
                name=(name := draw(st.sampled_from(["", "Sở Y tế", "Sở Nội vụ", "Ban Quản lý Khu kinh tế tỉnh"]))),
                unit=name,
                where=f"Phụ lục 1!B{row}",
                total_received=draw(_entry(COUNTS, f"Phụ lục 1!C{row}")),
                indicators={code: draw(_entries(row)) for code in codes},
            )
            for row in range(draw(st.integers(0, 3)))
        )
        totals = (TotalRow("Tổng cộng", "Phụ lục 1!B20", {codes[0]: draw(_entries(20))}),)
        tables.append(replace(table, rows=rows, totals=totals))
    published = tuple(
        PublishedRate(tier, "khai_thac_su_dung_lai", draw(_entry(PERCENTS, "Tổng hợp!K2")))
        for tier in (None, "cap_tinh")
    )
    annex = replace(book.annexes[0], tables=tuple(tables))
    return replace(book, annexes=(annex,), published=published, digits=draw(st.integers(0, 2)))


@settings(max_examples=25, deadline=None)
@given(_books())
def test_no_content_of_cells_stops_the_work(book: BookFigures) -> None:
    """Checks, rankings and export give an answer for any content, and the same one each time."""
    found = run_checks(book)

    assert {finding.code for finding in found} <= set(CHECKS_BY_CODE)
    assert found == run_checks(book)
    for criterion in ("so_chi_tieu_dat", "khoang_cach_chi_tieu"):
        for ranking in rank_units(book, criterion, indicator=None, ties="lien-tiep"):
            ranked = [row.rank for row in ranking.rows if row.rank is not None]
            assert ranked == list(range(1, len(ranked) + 1))
    assert export_figures(book)["total"].keys() == {indicator.code for indicator in SEVEN_INDICATORS}
