"""Our VBA and xlwings' own, run by pyOpenVBA's interpreter."""

import subprocess
import sys
from pathlib import Path

import pytest
from pyopenvba.interpreter import EMPTY, VBAArray, VBADate, VBAErrorValue, VBARuntimeError

import phuluc
from phuluc.functions import CATALOGUE
from phuluc.workbook.vba.assembly import addin_modules, book_modules
from phuluc.workbook.vba.ribbon import GROUPS
from tests.workbook.vba.vba_machine import DLL, PYTHON, Book, Caller, Cells, Excel, RibbonControl, VbaMachine

BUTTONS = [button for group in GROUPS for button in group.buttons]
SETTINGS_FILE = r"D:\An\.PhuLuc\PhuLuc.conf"
NO_PYTHON = "#LỖI: chưa tính được vì máy này thiếu Python của Phụ lục"


def python_prints(code, environment, *options):
    command = [sys.executable, *options, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip()


def excel(*files, **more):
    environment = {"USERPROFILE": r"D:\An", "TEMP": r"C:\Temp", "PATH": r"C:\Windows;;D:\Python311"}
    settings = {"INTERPRETER_WIN": PYTHON} if SETTINGS_FILE in files else {}
    return Excel(files=set(files), environment=environment, settings=settings, **more)


def installed(**more):
    return excel(SETTINGS_FILE, PYTHON, DLL, **more)


def book_on(machine):
    return VbaMachine(book_modules(CATALOGUE), machine)


def addin_on(machine):
    return VbaMachine(addin_modules(CATALOGUE), machine)


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.id)
def test_button_runs_its_action_in_python(button):
    """Every button starts Python once, with its own id, told of the active workbook; the command holds no quote."""
    machine = installed(this_book=Book("PhuLuc.xlam", is_addin=True), active_book=Book("Sổ quý I.xlsx"))

    addin_on(machine).run("PhuLuc_Run", RibbonControl(button.id))

    (command,) = machine.shell.commands
    assert f"from phuluc.hosts.excel import ribbon; ribbon.dispatch('{button.id}')\"" in command
    assert '--wb="Sổ quý I.xlsx"' in command
    assert f'"{PYTHON}" -P -B -c' in command
    assert machine.messages == []


def test_button_may_run_in_the_function_server():
    """With xlwings' setting USE UDF SERVER an action runs in the Python of the cells, told of the same book."""
    machine = installed(this_book=Book("PhuLuc.xlam", is_addin=True), active_book=Book("Sổ quý I.xlsx"))
    machine.settings["USE UDF SERVER"] = "True"

    addin_on(machine).run("PhuLuc_Run", RibbonControl("btnCheck"))

    assert machine.python.executed == ["from phuluc.hosts.excel import ribbon; ribbon.dispatch('btnCheck')"]
    assert machine.python.attributes == {"xlwings._xlwindows.BOOK_CALLER": "Sổ quý I.xlsx"}
    assert machine.shell.commands == []


def test_no_module_is_taken_from_the_folder_of_a_workbook():
    """Whatever lies beside a workbook, Python does not load it: no folder of a workbook, no current folder."""
    machine = installed()

    addin_on(machine).run("PhuLuc_Run", RibbonControl("btnCheck"))

    arguments = machine.shell.commands[0].partition('prepare_sys_path(\\"')[2].partition('\\"')[0].split(";")
    assert arguments[0] == "false"
    assert arguments[6:] == []


def test_python_of_a_button_loads_xlwings_lightly():
    """What the command runs before xlwings comes is one line that loads it without pandas, or does nothing."""
    machine = installed()

    addin_on(machine).run("PhuLuc_Run", RibbonControl("btnCheck"))

    code = machine.shell.commands[0].partition('-c "')[2].partition("import xlwings.utils;")[0]
    shown = "import sys; print([name for name in ('xlwings', 'pandas', 'numpy') if name in sys.modules])"
    with_us = {"PYTHONPATH": str(Path(phuluc.__file__).parents[1])}
    assert python_prints(code + shown, with_us) == "['xlwings']"
    assert python_prints(code + shown, {}, "-S") == "[]"


def test_button_without_a_workbook():
    """Where no workbook is open, Python is told of the add-in itself."""
    machine = installed(this_book=Book("PhuLuc.xlam", is_addin=True))

    addin_on(machine).run("PhuLuc_Run", RibbonControl("btnNew"))

    assert '--wb="PhuLuc.xlam"' in machine.shell.commands[0]


def test_macros_of_a_book_do_what_the_buttons_do():
    """A book that carries its functions offers every action as a macro too."""
    machine = installed()
    book = book_on(machine)

    for button in BUTTONS:
        book.run(button.macro)

    assert [command.partition("dispatch('")[2].partition("'")[0] for command in machine.shell.commands] == [
        button.id for button in BUTTONS
    ]


@pytest.mark.parametrize("function", CATALOGUE, ids=lambda function: function.name)
def test_function_hands_its_arguments_to_python(function):
    """Each wrapper passes its arguments in order to the function of its name and gives back the result."""
    machine = installed()
    machine.python.results = [81.9]
    arguments = [f"a{number}" for number, _ in enumerate(function.arguments)]

    result = book_on(machine).run(function.name, *arguments)

    assert result == 81.9
    assert machine.python.calls == [("phuluc.hosts.excel.udfs", function.name, arguments)]


@pytest.mark.parametrize(
    "value", [59.0, "-", True, EMPTY, VBAErrorValue(2007), VBADate(45296.0), VBAArray([(1, 2), (1, 1)])]
)
def test_ranges_are_read_before_python_is_called(value):
    """A range is handed over as its values, whatever it holds, dates as dates, errors as errors, blanks as blanks."""
    machine = installed()

    book_on(machine).run("INDICATOR_RATE", Cells([value]), 72)

    ((_, _, (numerator, *others)),) = machine.python.calls
    assert numerator is value or numerator == value
    assert type(numerator) is type(value)
    assert others[0] == 72


def test_several_areas_go_to_python_as_they_are():
    """Of a selection of several areas Value would be the first alone: Python gets the selection and reads them all."""
    machine = installed()
    several = Cells([10.0, 30.0])

    book_on(machine).run("GROUP_RATE", several, Cells([100.0]))

    ((_, _, arguments),) = machine.python.calls
    assert arguments[:2] == [several, 100.0]


def test_a_range_that_cannot_be_read_goes_to_python_as_it_is():
    """Where Excel does not give the values, Python gets the range and says in the cell what is wrong."""
    machine = installed()
    unreadable = Cells(None)

    assert book_on(machine).run("SCORE_GRADE", unreadable) == "from Python"
    ((module, function, arguments),) = machine.python.calls
    assert (module, function, arguments[0]) == ("phuluc.hosts.excel.udfs", "SCORE_GRADE", unreadable)
    assert machine.starts == 1


def test_python_is_started_once():
    """The connection is kept: xlwings would read its settings anew in every cell."""
    machine = installed()
    book = book_on(machine)

    for _ in range(5):
        book.run("INDICATOR_RATE", 59, 72)

    assert machine.starts == 1
    assert len(machine.python.calls) == 5


def test_python_that_ended_is_started_again():
    """When the process was ended in the meantime, the call is repeated on a new one."""
    machine = installed()
    machine.python.results = [81.9, VBARuntimeError(462, "server unavailable"), 62.8]
    book = book_on(machine)

    assert [book.run("INDICATOR_RATE", 59, 72) for _ in range(2)] == [81.9, 62.8]
    assert machine.starts == 2


def test_python_that_does_not_answer_is_told_in_the_cell():
    """A call that fails twice shows a short text and what to do."""
    machine = installed()
    machine.python.results = [VBARuntimeError(462, "unavailable")] * 2
    book = book_on(machine)
    book.run("FiguresMayChange")

    assert book.run("INDICATOR_RATE", 59, 72) == "#LỖI: mất kết nối với Python, bấm Ctrl+Alt+F9 để tính lại"


def test_python_that_does_not_start_is_waited_for_once():
    """xlwings waits two minutes; a sheet of cells must not wait two minutes each. A button asks again."""
    machine = installed(python_starts=False)
    book = book_on(machine)
    book.run("FiguresMayChange")

    results = {book.run("INDICATOR_RATE", 59, 72) for _ in range(50)}

    assert results == {NO_PYTHON}
    assert machine.starts == 1
    machine.python_starts = True
    book.run("PhuLuc_KiemTraSoLieu")
    assert book.run("INDICATOR_RATE", 59, 72) == "from Python"


@pytest.mark.parametrize(
    ("machine", "told"),
    [
        (excel(), "Máy này chưa cài Phụ lục: không thấy Python có xlwings64-0.37.8.dll."),
        (excel(SETTINGS_FILE, DLL), f"Không thấy Python tại {PYTHON}."),
        (excel(SETTINGS_FILE, PYTHON), f"Python tại {PYTHON} không có xlwings64-0.37.8.dll."),
    ],
    ids=["nothing", "no interpreter", "other version"],
)
def test_opening_without_python_says_so_and_starts_nothing(machine, told):
    """A book opened where Python is missing says in Vietnamese what is missing, what stays and what to do; no wait."""
    book_on(machine).run("Workbook_Open")

    (message,) = machine.messages
    assert message.startswith(told)
    assert "Số liệu trong sổ được giữ như lần tính trước" in message
    assert "phuluc install" in message
    assert machine.starts == 0
    assert machine.shell.commands == []


def test_opening_with_python_says_nothing():
    """Where all is there, nothing interrupts; Python starts with the first cell only."""
    machine = installed()

    book_on(machine).run("Workbook_Open")

    assert machine.messages == []
    assert machine.starts == 0


@pytest.mark.parametrize("modules", [book_on, addin_on], ids=["book", "add-in"])
def test_settings_in_the_profile_of_a_vietnamese_name(modules):
    """The settings of a Nguyễn Văn A are found, in a folder that VBA's own reading of files does not know."""
    profile = r"C:\Users\Nguyễn Văn A"
    machine = Excel(
        files={rf"{profile}\.PhuLuc\PhuLuc.conf", PYTHON, DLL},
        environment={"USERPROFILE": profile, "TEMP": r"C:\Temp", "PATH": r"C:\Windows"},
        settings={"OTHER": "x,y", "Interpreter_Win": PYTHON},
    )
    project = modules(machine)

    assert project.run("WhyNoPython") == ""
    assert project.run("INDICATOR_RATE", 59, 72) == "from Python"
    assert project.run("GetConfig", "OTHER") == "x,y"
    assert project.run("GetConfig", "NOT THERE", "so") == "so"


def test_python_on_the_path_or_above_a_virtual_environment_is_found():
    """Without settings the search path is looked through; the library may stand one folder above the interpreter."""
    on_path = excel(r"D:\Python311\xlwings64-0.37.8.dll")
    above = excel(SETTINGS_FILE, PYTHON, r"C:\PhuLuc\xlwings64-0.37.8.dll")

    assert [book_on(machine).run("WhyNoPython") for machine in (on_path, above)] == ["", ""]


def test_button_without_python_explains():
    """A button pressed where Python is missing explains it instead of xlwings' English box."""
    machine = excel()

    addin_on(machine).run("PhuLuc_Run", RibbonControl("btnRefresh"))

    assert "Cách khắc phục: chạy lệnh phuluc install" in machine.messages[0]
    assert machine.shell.commands == []


GUARDED = '=IF(F9="","",INDICATOR_RATE(F9,E9,thong_tin_so_chu_so))'


@pytest.mark.parametrize(
    ("formula", "shown", "kept"),
    [
        (GUARDED, "81.9", 81.9),
        (GUARDED, "-", "-"),
        (GUARDED, "", ""),
        ("=INDICATOR_RATE(F9,E9)", "100", 100),
        ("=INDICATOR_RATE(F9,E9)/100", "0.819", NO_PYTHON),
        ("=INDICATOR_RATE(F9,E9)+INDICATOR_RATE(F8,E8)", "150", NO_PYTHON),
        ("=SUM(INDICATOR_RATE(F9,E9),1)", "82.9", NO_PYTHON),
        ('=IF(F9="","",INDICATOR_RATE(F9,E9)*2)', "163.8", NO_PYTHON),
        (GUARDED, "####", NO_PYTHON),
    ],
)
def test_figures_stay_while_a_book_opens(formula, shown, kept):
    """A newer Excel recalculates a book while opening it: a cell that shows just the function's result keeps it."""
    machine = excel(caller=Caller(formula, shown))

    assert book_on(machine).run("INDICATOR_RATE", 59, 72) == kept


def test_figures_that_may_have_changed_are_not_kept():
    """Once a book is open an old rate beside a new count would be a wrong one: the cell says it is not calculated."""
    machine = excel(caller=Caller(GUARDED, "81.9"))
    book = book_on(machine)
    book.run("Workbook_Open")

    assert book.run("INDICATOR_RATE", 59, 72) == NO_PYTHON


@pytest.mark.parametrize("describes_hidden", [True, False])
def test_function_wizard_knows_every_function(describes_hidden):
    """Opening the add-in gives Excel each function's Vietnamese description, category and arguments, hidden or not."""
    machine = installed(this_book=Book("PhuLuc.xlam", is_addin=True), describes_hidden=describes_hidden)

    addin_on(machine).run("Workbook_Open")

    assert machine.this_book.is_addin
    assert machine.described == [
        {
            "macro": f"'PhuLuc.xlam'!{function.name}",
            "description": function.summary,
            "category": "Phụ lục",
            "arguments": [argument.help for argument in function.arguments],
        }
        for function in CATALOGUE
    ]
