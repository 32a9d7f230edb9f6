"""Counts against each other: within an indicator, between indicators, between the two tables; blanks among figures."""

from __future__ import annotations

from collections.abc import Iterator

from phuluc.checks import catalogue
from phuluc.checks.context import Case, CheckContext
from phuluc.checks.wording import count_text
from phuluc.domain.figures import AnnexFigures, Entry
from phuluc.domain.measurement import usable_count
from phuluc.domain.values import NotApplicable
from phuluc.results import Finding

#: Services or procedures with dossiers, and the dossiers they must have: (indicator, indicator, what, dossiers).
_SERVICES_AND_DOSSIERS = (
    ("dvc_phat_sinh", "ho_so_truc_tuyen", "dịch vụ công có hồ sơ trực tuyến", "hồ sơ trực tuyến"),
    ("tttt_phat_sinh", "thanh_toan_truc_tuyen", "thủ tục có giao dịch thanh toán", "hồ sơ thanh toán trực tuyến"),
)


def check_counts(context: CheckContext) -> Iterator[Finding]:
    """Numerator against its own denominator, blanks, and counts that another column contradicts."""
    for case in context.cases:
        yield from _numerator(case)
        yield from _blanks(case)
        yield from _denominator_against_received(case)
    for cases in context.cases_by_unit.values():
        yield from _payments_without_procedures(cases)
        yield from _services_above_dossiers(cases)
    for annex in context.figures.annexes:
        yield from _received_in_both_tables(annex)


def _numerator(case: Case) -> Iterator[Finding]:
    numerator, denominator = case.measurement.numerator, case.measurement.denominator
    if not isinstance(numerator, int):
        return
    if isinstance(denominator, int) and 0 < denominator < numerator:
        yield catalogue.NUMERATOR_ABOVE_DENOMINATOR.finding(
            case.entries.numerator.where,
            f"{case.label}: kết quả lớn hơn mẫu số (ô {case.entries.denominator.where})",
            f"{count_text(numerator)}/{count_text(denominator)}",
        )
    elif numerator > 0 and not _positive(denominator) and case.entries.denominator.flaw is None:
        yield catalogue.NUMERATOR_WITHOUT_DENOMINATOR.finding(
            case.entries.numerator.where,
            f"{case.label}: có kết quả nhưng mẫu số (ô {case.entries.denominator.where}) là {count_text(denominator)}",
            count_text(numerator),
        )


def _blanks(case: Case) -> Iterator[Finding]:
    numerator, denominator = case.entries.numerator, case.entries.denominator
    not_offered = isinstance(case.measurement.target, NotApplicable)
    if numerator.is_blank and (not_offered or not denominator.is_blank):
        yield _blank(case, numerator, "kết quả")
    numerator_is_count = isinstance(case.measurement.numerator, int)
    if denominator.is_blank and not numerator_is_count and (not_offered or not numerator.is_blank):
        yield _blank(case, denominator, "mẫu số")


def _blank(case: Case, entry: Entry, column: str) -> Finding:
    return catalogue.BLANK_COUNT.finding(entry.where, f"{case.label}: ô {column} để trống", "ô trống")


def _denominator_against_received(case: Case) -> Iterator[Finding]:
    received = usable_count(case.row.total_received)
    reuse_or_payment = case.indicator.code in {"thanh_toan_truc_tuyen", "khai_thac_su_dung_lai"}
    # an estimate that exceeds the total received is already a finding of its own
    if not reuse_or_payment or case.entries.denominator_is_estimated:
        return
    denominator = case.measurement.denominator
    if isinstance(received, int) and isinstance(denominator, int) and denominator > received:
        yield catalogue.DENOMINATOR_ABOVE_RECEIVED.finding(
            case.entries.denominator.where,
            f"{case.label}: mẫu số lớn hơn tổng số hồ sơ tiếp nhận {count_text(received)}"
            f" (ô {case.row.total_received.where})",
            count_text(denominator),
        )


def _payments_without_procedures(cases: dict[str, Case]) -> Iterator[Finding]:
    procedures, payments = cases.get("tttt_phat_sinh"), cases.get("thanh_toan_truc_tuyen")
    if procedures is None or payments is None:
        return
    none_offered = procedures.measurement.denominator in {0, NotApplicable.DASH}
    if none_offered and _positive(payments.measurement.denominator):
        yield catalogue.PAYMENTS_WITHOUT_PROCEDURES.finding(
            payments.entries.denominator.where,
            f"{payments.row.unit}: có hồ sơ phải thanh toán nhưng số thủ tục phát sinh thanh toán"
            f" (ô {procedures.entries.denominator.where}) là {count_text(procedures.measurement.denominator)}",
            count_text(payments.measurement.denominator),
        )


def _services_above_dossiers(cases: dict[str, Case]) -> Iterator[Finding]:
    for services_code, dossiers_code, services_name, dossiers_name in _SERVICES_AND_DOSSIERS:
        services, dossiers = cases.get(services_code), cases.get(dossiers_code)
        if services is None or dossiers is None:
            continue
        service_count, dossier_count = services.measurement.numerator, dossiers.measurement.numerator
        if isinstance(service_count, int) and isinstance(dossier_count, int) and service_count > dossier_count:
            yield catalogue.SERVICES_ABOVE_DOSSIERS.finding(
                services.entries.numerator.where,
                f"{services.row.unit}: số {services_name} nhiều hơn số {dossiers_name}"
                f" {count_text(dossier_count)} (ô {dossiers.entries.numerator.where})",
                count_text(service_count),
            )


def _received_in_both_tables(annex: AnnexFigures) -> Iterator[Finding]:
    first: dict[str, Entry] = {}
    for table in annex.tables:
        for row in (row for row in table.rows if row.unit):
            entry = first.setdefault(row.unit, row.total_received)
            here, there = usable_count(row.total_received), usable_count(entry)
            if here is not None and there is not None and here != there:
                yield catalogue.RECEIVED_DIFFERS.finding(
                    row.total_received.where,
                    f"{row.unit}: tổng số hồ sơ tiếp nhận khác ô {entry.where} ({count_text(there)})",
                    count_text(here),
                )


def _positive(value: object) -> bool:
    return isinstance(value, int) and value > 0
