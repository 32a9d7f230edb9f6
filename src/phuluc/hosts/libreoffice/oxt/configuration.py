"""The configuration LibreOffice reads from the extension: menu, toolbar, protocol, jobs, manifest, description."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from phuluc import __version__
from phuluc.hosts.libreoffice.oxt.toolbar_items import ITEMS, ToolbarItem

EXTENSION_ID: Final = "vn.phuluc"
PROTOCOL: Final = "vn.phuluc.button:"
COMPONENTS: Final = ("functions_component.py", "events_component.py", "actions_component.py")
_EVENTS: Final = ("OnLoadFinished", "OnSaveDone", "OnSaveAsDone")
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES: Final = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
_SPREADSHEET: Final = "com.sun.star.sheet.SpreadsheetDocument"


def manifest() -> str:
    entries = [("types.idl", "application/vnd.sun.star.uno-typelibrary;type=RDB")]
    entries += [(name, "application/vnd.sun.star.uno-component;type=Python") for name in COMPONENTS]
    entries += [(name, "application/vnd.sun.star.configuration-data") for name in configuration_files()]
    lines = "".join(
        f"  <manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(kind)}/>\n"
        for name, kind in entries
    )
    namespace = 'xmlns:manifest="http://openoffice.org/2001/manifest"'
    return f"{_DECLARATION}<manifest:manifest {namespace}>\n{lines}</manifest:manifest>\n"


def description() -> str:
    return (
        f'{_DECLARATION}<description xmlns="http://openoffice.org/extensions/description/2006" '
        'xmlns:d="http://openoffice.org/extensions/description/2006" '
        'xmlns:l="http://libreoffice.org/extensions/description/2011" xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        f'  <identifier value="{EXTENSION_ID}"/>\n'
        f'  <version value="{__version__}"/>\n'
        '  <dependencies><l:LibreOffice-minimal-version value="7.4" d:name="LibreOffice 7.4"/></dependencies>\n'
        '  <display-name><name lang="vi">Phụ lục</name></display-name>\n'
        '  <publisher><name lang="vi" xlink:href="">Phụ lục contributors</name></publisher>\n'
        "</description>\n"
    )


def configuration_files() -> dict[str, str]:
    """File names and their contents."""
    return {
        "Addons.xcu": _addons(),
        "ProtocolHandler.xcu": _protocol_handler(),
        "Jobs.xcu": _jobs(),
        "CalcWindowState.xcu": _window_state(),
    }


def _jobs() -> str:
    """Which events the job of `events_component` wants."""
    job = "vn.phuluc.DocumentJob"
    events = "".join(
        f'<node oor:name="{event}" oor:op="fuse"><node oor:name="JobList"><node oor:name="{job}" oor:op="replace"/>'
        "</node></node>"
        for event in _EVENTS
    )
    service = f'<node oor:name="{job}" oor:op="replace"><prop oor:name="Service"><value>{job}</value></prop></node>'
    body = f'<node oor:name="Jobs">{service}</node><node oor:name="Events">{events}</node>'
    return _component_data("Jobs", body)


def _addons() -> str:
    items = "".join(_entry(number, item) for number, item in enumerate(ITEMS))
    menu = (
        f'<node oor:name="OfficeMenuBar"><node oor:name="{EXTENSION_ID}" oor:op="replace">{_text("Title", "~Phụ lục")}'
        f'{_value("Context", _SPREADSHEET)}<node oor:name="Submenu">{items}</node></node></node>'
    )
    toolbar = f'<node oor:name="OfficeToolBar"><node oor:name="{EXTENSION_ID}" oor:op="replace">{items}</node></node>'
    images = "".join(_images(f"i{number:02}", item) for number, item in enumerate(ITEMS))
    body = f'{menu}{toolbar}<node oor:name="Images">{images}</node>'
    return _component_data("Addons", f'<node oor:name="AddonUI">{body}</node>')


def _window_state() -> str:
    """Name and place of the toolbar: docked below the others, in sight."""
    settings = (
        f"{_text('UIName', 'Phụ lục')}"
        '<prop oor:name="Docked" oor:type="xs:boolean"><value>true</value></prop>'
        '<prop oor:name="DockingArea" oor:type="xs:int"><value>0</value></prop>'
        '<prop oor:name="DockPos" oor:type="xs:string"><value>0,3</value></prop>'
        '<prop oor:name="Visible" oor:type="xs:boolean"><value>true</value></prop>'
        # Icons with their texts.
        '<prop oor:name="Style" oor:type="xs:int"><value>2</value></prop>'
    )
    toolbar = f'<node oor:name="private:resource/toolbar/addon_{EXTENSION_ID}" oor:op="replace">{settings}</node>'
    body = f'<node oor:name="UIElements"><node oor:name="States">{toolbar}</node></node>'
    return _component_data("CalcWindowState", body, package="org.openoffice.Office.UI")


def _entry(number: int, item: ToolbarItem) -> str:
    line = f'<node oor:name="m{number:02}a" oor:op="replace">{_value("URL", "private:separator")}</node>'
    return (line if item.begins_group else "") + _item(f"m{number:02}b", item)


def _item(key: str, item: ToolbarItem) -> str:
    return (
        f'<node oor:name="{key}" oor:op="replace">{_value("URL", PROTOCOL + item.button)}{_text("Title", item.label)}'
        f"{_value('Target', '_self')}{_value('Context', _SPREADSHEET)}</node>"
    )


def _images(key: str, item: ToolbarItem) -> str:
    urls = "".join(
        _value(name, f"%origin%/icons/{item.icon}_{size}.png")
        for name, size in (("ImageSmallURL", 16), ("ImageBigURL", 26))
    )
    return (
        f'<node oor:name="{key}" oor:op="replace">{_value("URL", PROTOCOL + item.button)}'
        f'<node oor:name="UserDefinedImages">{urls}</node></node>'
    )


def _protocol_handler() -> str:
    handler = (
        '<node oor:name="vn.phuluc.Actions" oor:op="replace"><prop oor:name="Protocols" oor:type="oor:string-list">'
        f"<value>{PROTOCOL}*</value></prop></node>"
    )
    return _component_data("ProtocolHandler", f'<node oor:name="HandlerSet">{handler}</node>')


def _component_data(name: str, body: str, *, package: str = "org.openoffice.Office") -> str:
    place = f'oor:name="{name}" oor:package="{package}"'
    return f"{_DECLARATION}<oor:component-data {_NAMESPACES} {place}>{body}</oor:component-data>\n"


def _value(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:type="xs:string"><value>{escape(value)}</value></prop>'


def _text(name: str, value: str) -> str:
    """A text people read. One language for all: the offices' own, whatever the language of the program."""
    return "".join(
        f'<prop oor:name="{name}" oor:type="xs:string">'
        + "".join(f'<value xml:lang="{language}">{escape(value)}</value>' for language in ("en-US", "vi"))
        + "</prop>"
    )
