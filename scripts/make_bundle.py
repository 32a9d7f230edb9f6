"""Puts the bundle for machines without Python together, from files given by path.

    pip download --platform win_amd64 --python-version 3.11 --only-binary=:all: -r requirements/runtime.txt -d WHEELS
    pip download --platform win_amd64 --python-version 3.11 --only-binary=:all: --no-deps pywin32==312 -d WHEELS
    pip wheel --no-deps -w WHEELS .
    python scripts/make_bundle.py --python-zip python-3.11.9-embed-amd64.zip --wheels WHEELS -o PhuLuc-win64.zip

The second line is for machines without Windows, where pip passes over pywin32; the version is that of the first file.
Python's own archive is the "Windows embeddable package (64-bit)" of the version wanted, from Python's download page.
"""

from __future__ import annotations

import sys
from pathlib import Path

from phuluc.errors import PhuLucError
from phuluc.hosts.excel.bundle.assembly import bundle_files, write_bundle
from phuluc.hosts.headless.usage import VietnameseParser


def main() -> int:
    parser = VietnameseParser(prog="make_bundle", description="Lập gói cài đặt có sẵn Python cho Windows.")
    options = parser.options
    options.add_argument("--python-zip", type=Path, required=True, metavar="ZIP", help="gói Python nhúng 64-bit, .zip")
    options.add_argument("--wheels", type=Path, required=True, metavar="DIR", help="thư mục các tệp .whl, gồm phuluc")
    options.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.zip", help="gói sẽ ghi")
    arguments = parser.parse_args()
    try:
        files = bundle_files(arguments.python_zip, arguments.wheels)
        write_bundle(files, arguments.output)
    except PhuLucError as error:
        print(f"Lỗi: {error}", file=sys.stderr)
        return error.exit_code
    megabytes = arguments.output.stat().st_size / 1_000_000
    print(f"Đã ghi {arguments.output}: {len(files)} tệp, {megabytes:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
