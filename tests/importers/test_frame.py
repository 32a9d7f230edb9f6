"""The DataFrame people get."""

import subprocess
import sys

import pytest

import phuluc
from tests.importers.hand_made import QUARTER


@pytest.fixture(scope="module")
def frame():
    return phuluc.read_annex(QUARTER)


def test_one_row_per_unit_and_indicator(frame):
    """280 rows; what does not apply is missing, never zero."""
    assert frame.shape == (280, 10)
    assert frame.numerator.isna().sum() == 11
    assert frame.rate.isna().sum() == 11
    assert (frame.printed_rate - frame.rate).abs().max() <= 0.05 + 1e-9


def test_ratio_of_sums_from_the_frame(frame):
    """Grouping gives the totals worked out by hand: 20462 of 20824 dossiers online in the province's offices."""
    online = frame[frame.indicator == "ho_so_truc_tuyen"].groupby("tier")[["numerator", "denominator"]].sum()
    assert online.loc["cap_tinh"].tolist() == [20462, 20824]
    assert online.sum().tolist() == [101130, 108106]


def test_attainment_facts_of_the_quarter(frame):
    """Judged on the unrounded rate: one office misses "Hồ sơ trực tuyến" by 99,51 against 100."""
    missed = frame[frame.attained.eq(False)]
    by_indicator = missed.groupby("indicator").unit.agg(list)
    assert by_indicator["ho_so_truc_tuyen"] == ["Sở Tư pháp"]
    assert by_indicator["thanh_toan_truc_tuyen"] == [
        "Sở Thông tin và Truyền thông",
        "UBND huyện An Lão",
        "UBND huyện Tuy Phước",
    ]
    assert by_indicator["so_hoa"] == ["UBND huyện Vân Canh"]
    reuse = frame[frame.indicator == "khai_thac_su_dung_lai"]
    assert reuse[reuse.attained.eq(True).fillna(value=False)].unit.tolist() == [
        "Sở Giao thông vận tải",
        "UBND huyện Tuy Phước",
        "UBND thành phố Quy Nhơn",
        "UBND thị xã Hoài Nhơn",
    ]
    assert len(by_indicator["cap_ket_qua_dien_tu"]) == 33


def test_importing_the_package_does_not_load_pandas():
    """The core stays light: pandas comes with the first call."""
    code = "import sys, phuluc; assert not {'pandas', 'phuluc.importers'} & set(sys.modules); phuluc.read_annex"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})
