#!/usr/bin/python3
"""A browser of one window around WebKitGTK, for WebKitWebDriver to drive.

WebKit's own MiniBrowser always starts a private session when it is automated; this one keeps what a
site stores in the folder it is given, as a person's browser does, unless it is told not to.

Arguments: --folder=<storage and downloads>, --private, --script=<file run in every document first>.
The driver adds arguments of its own.
"""
import os
import sys

import gi

gi.require_version('Gtk', '3.0')
gi.require_version('WebKit2', '4.1')
from gi.repository import Gtk, WebKit2  # noqa: E402

options = dict(
    argument[2:].split('=', 1) if '=' in argument else (argument[2:], '')
    for argument in sys.argv[1:]
    if argument.startswith('--')
)
folder = options['folder']
downloads = os.path.join(folder, 'downloads')

if 'private' in options:
    data = WebKit2.WebsiteDataManager.new_ephemeral()
else:
    data = WebKit2.WebsiteDataManager(
        base_data_directory=os.path.join(folder, 'data'),
        base_cache_directory=os.path.join(folder, 'cache'),
    )
context = WebKit2.WebContext(website_data_manager=data)
context.set_automation_allowed(True)

content = WebKit2.UserContentManager()
if 'script' in options:
    with open(options['script'], encoding='utf8') as file:
        content.add_script(
            WebKit2.UserScript.new(
                file.read(),
                WebKit2.UserContentInjectedFrames.ALL_FRAMES,
                WebKit2.UserScriptInjectionTime.START,
                None,
                None,
            )
        )

window = Gtk.Window(default_width=1440, default_height=900, decorated=False)
window.connect('destroy', Gtk.main_quit)


def create_view(_session):
    view = WebKit2.WebView(
        web_context=context, user_content_manager=content, is_controlled_by_automation=True
    )
    settings = view.get_settings()
    settings.set_enable_write_console_messages_to_stdout(True)
    settings.set_javascript_can_access_clipboard(True)
    # Without a graphics card, putting layers together by OpenGL takes most of the processor.
    settings.set_hardware_acceleration_policy(WebKit2.HardwareAccelerationPolicy.NEVER)
    child = window.get_child()
    if child is not None:
        window.remove(child)
    window.add(view)
    window.show_all()
    view.grab_focus()
    return view


def start_automation(_context, session):
    about = WebKit2.ApplicationInfo()
    about.set_name('Pipette tests')
    about.set_version(1, 0, 0)
    session.set_application_info(about)
    session.connect('create-web-view', create_view)


def choose_destination(download, name):
    """A file has its name only when it is whole."""
    path = os.path.join(downloads, name)
    download.connect('finished', lambda _: os.rename(path + '.part', path))
    download.set_destination('file://' + path + '.part')
    return True


context.connect('automation-started', start_automation)
context.connect(
    'download-started',
    lambda _, download: download.connect('decide-destination', choose_destination),
)
Gtk.main()
