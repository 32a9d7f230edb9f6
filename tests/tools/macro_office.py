"""Runs in LibreOffice's own Python: opens a workbook with its macros, gives what cells and macros show, as JSON.

Arguments: soffice, a folder for the profile, the workbook; on standard input a JSON list of areas "Sheet!A1:B2" and
macros "Module.Name argument". Areas give rows of values, macros their result.
"""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

ALWAYS_EXECUTE = 4
MACRO_FILTER = "Calc MS Excel 2007 VBA XML"
PIPE = "phuluc-macro-test"
#: A new profile ends the program once; it is started again.
STARTS = 2


def main(soffice, profile, file):
    """Give the results on standard output, and end the program whatever happens."""
    wanted = json.load(sys.stdin)
    desktop, program = start(soffice, profile)
    try:
        # An add-in is not recognised by itself.
        options = properties(Hidden=True, MacroExecutionMode=ALWAYS_EXECUTE, FilterName=MACRO_FILTER)
        document = desktop.loadComponentFromURL(Path(file).resolve().as_uri(), "_blank", 0, options)
        document.calculateAll()
        json.dump({item: shown(document, item) for item in wanted}, sys.stdout)
    finally:
        with contextlib.suppress(Exception):
            desktop.terminate()
        program.wait(timeout=30)


def start(soffice, profile):
    """Start the program and connect to it."""
    command = [soffice, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={Path(profile).as_uri()}"]
    for _ in range(STARTS):
        pipe = f"{PIPE}-{time.monotonic_ns()}"
        program = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stderr=subprocess.DEVNULL)
        resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        while program.poll() is None:
            with contextlib.suppress(Exception):
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
                return desktop, program
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not start")


def properties(**values):
    """UNO's form of named arguments."""
    made = []
    for name, value in values.items():
        prop = PropertyValue()
        prop.Name, prop.Value = name, value
        made.append(prop)
    return tuple(made)


def shown(document, item):
    """The values of an area, or what a macro gives back."""
    if "!" in item:
        sheet, area = item.split("!")
        return document.Sheets.getByName(sheet).getCellRangeByName(area).getDataArray()
    macro, *arguments = item.split(" ")
    address = f"vnd.sun.star.script:PhuLuc.{macro}?language=Basic&location=document"
    return document.getScriptProvider().getScript(address).invoke(tuple(arguments), (), ())[0]


main(*sys.argv[1:])
