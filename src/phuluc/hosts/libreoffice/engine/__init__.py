"""An xlwings engine for LibreOffice: what is written for Excel with xlwings runs on a live Calc document.

    import xlwings as xw
    from phuluc.hosts.libreoffice.engine import activate

    activate()
    with xw.App(visible=False) as app:
        app.books.open("phu-luc.xlsx").sheets[0]["A1"].value

Offices are reached through UNO from any CPython that LibreOffice's own bridge loads into, or from inside LibreOffice.
"""

from __future__ import annotations

from phuluc.hosts.libreoffice.engine.attach import activate, app_inside_office, app_of

__all__ = ["activate", "app_inside_office", "app_of"]
