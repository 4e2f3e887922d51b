#!/usr/bin/python3
"""An RTSP server that plays files for ever, as a camera would: live, paced in real time, one clock per mount.

Takes: --mount /PATH=FILE[,FILE...] (H.264 or H.265, in mp4 or as elementary stream); options below.
Gives: one JSON line on standard output for each event; the first is {"event":"ready","port":N}.
Ends when standard input is closed, so that it never outlives the process that started it.
"""
import argparse
import json
import os
import sys
import threading
import time

import gi

gi.require_version('Gst', '1.0')
gi.require_version('GstRtsp', '1.0')
gi.require_version('GstRtspServer', '1.0')
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

SECOND = 1_000_000_000
BURST_STEP = 1_000_000
ROLE = 'viewer'
ELEMENTARY = {'.h264': 'h264', '.264': 'h264', '.h265': 'h265', '.265': 'h265', '.hevc': 'h265'}


SAYING = threading.Lock()


def say(event, **fields):
    # Several threads log: write each line as a whole, or two would be mixed.
    line = json.dumps({'event': event, **fields}) + '\n'
    with SAYING:
        sys.stdout.write(line)
        sys.stdout.flush()


class Unit:
    """One access unit; times in nanoseconds from the start of its programme."""

    def __init__(self, data, pts, dts, is_key):
        self.data = data
        self.pts = pts
        self.dts = dts
        self.is_key = is_key


class Programme:
    """The files of a mount one after the other: their access units, codec and total length."""

    def __init__(self, paths, default_fps):
        self.units = []
        self.codec = None
        self.length = 0
        for path in paths:
            self._append(path, default_fps)

    def _append(self, path, default_fps):
        codec, units = read_units(path)
        if not units:
            raise ValueError(f'{path}: no H.264 or H.265 pictures in it')
        if self.codec not in (None, codec):
            raise ValueError(f'{path}: is {codec}, the file before it is {self.codec}')
        self.codec = codec
        place_on_timeline(units, default_fps, self.length)
        self.length += file_length(units, default_fps)
        self.units += units

    def last_key_before(self, position):
        """Index of the last key unit that is due at `position`; 0 when none is."""
        due = [i for i, unit in enumerate(self.units) if unit.is_key and unit.dts <= position]
        return due[-1] if due else 0


def place_on_timeline(units, default_fps, offset):
    if any(unit.dts is None for unit in units):
        for index, unit in enumerate(units):
            unit.pts = unit.dts = index * SECOND // default_fps
    first = units[0].dts
    for unit in units:
        unit.pts = offset + (unit.pts if unit.pts is not None else unit.dts) - first
        unit.dts = offset + unit.dts - first


def file_length(units, default_fps):
    if len(units) == 1:
        return SECOND // default_fps
    span = units[-1].dts - units[0].dts
    return span + span // (len(units) - 1)


def read_units(path):
    """Takes a file apart into access units in byte-stream form, parameter sets before every key picture."""
    if not os.path.isfile(path):
        raise ValueError(f'{path}: no such file')
    codec = ELEMENTARY.get(os.path.splitext(path)[1].lower())
    found = {'codec': codec, 'units': []}
    if codec is None:
        pipeline = Gst.parse_launch('filesrc name=file ! parsebin name=parse')
        pipeline.get_by_name('parse').connect('pad-added', on_pad, pipeline, found)
    else:
        pipeline = Gst.parse_launch(f'filesrc name=file ! {unit_branch(codec)}')
        pipeline.get_by_name('units').connect('new-sample', on_sample, found['units'])
    pipeline.get_by_name('file').set_property('location', path)
    pipeline.set_state(Gst.State.PLAYING)
    message = pipeline.get_bus().timed_pop_filtered(
        60 * SECOND, Gst.MessageType.EOS | Gst.MessageType.ERROR)
    pipeline.set_state(Gst.State.NULL)
    if message is None or message.type == Gst.MessageType.ERROR:
        raise ValueError(f'{path}: {message.parse_error()[0].message if message else "reading took over 60 s"}')
    return found['codec'], found['units']


def on_pad(_, pad, pipeline, found):
    name = pad.query_caps(None).get_structure(0).get_name()
    codec = {'video/x-h264': 'h264', 'video/x-h265': 'h265'}.get(name)
    if codec is None or found['codec'] is not None:
        link_bin(pipeline, pad, 'fakesink sync=false')
        return
    found['codec'] = codec
    sink = link_bin(pipeline, pad, unit_branch(codec))
    sink.get_by_name('units').connect('new-sample', on_sample, found['units'])


def unit_branch(codec):
    return f'{codec}parse config-interval=-1 ! {caps_of(codec)} ! appsink name=units sync=false emit-signals=true'


def link_bin(pipeline, pad, description):
    branch = Gst.parse_bin_from_description(description, True)
    pipeline.add(branch)
    branch.sync_state_with_parent()
    pad.link(branch.get_static_pad('sink'))
    return branch


def on_sample(sink, units):
    buffer = sink.emit('pull-sample').get_buffer()
    pts = None if buffer.pts == Gst.CLOCK_TIME_NONE else buffer.pts
    dts = pts if buffer.dts == Gst.CLOCK_TIME_NONE else buffer.dts
    is_key = not buffer.has_flags(Gst.BufferFlags.DELTA_UNIT)
    units.append(Unit(buffer.extract_dup(0, buffer.get_size()), pts, dts, is_key))
    return Gst.FlowReturn.OK


def caps_of(codec):
    return f'video/x-{codec},stream-format=byte-stream,alignment=au'


class Mount:
    """One address of the server. Its clock starts with the server or its first client and never stops."""

    def __init__(self, path, programme, options):
        self.path = path
        self.programme = programme
        self.options = options
        self.started_at = time.monotonic() if options.clock == 'server' else None
        self.stalls_left = options.drop_times if options.drop_times > 0 else float('inf')

    def factory(self):
        codec = self.programme.codec
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch(
            f'( appsrc name=source is-live=true format=time do-timestamp=false caps="{caps_of(codec)}" '
            f'! {codec}parse ! rtp{codec}pay name=pay0 pt=96 config-interval=-1 )')
        factory.set_shared(True)
        factory.set_protocols(lower_transports(self.options.transports))
        if os.environ.get('FENCEWATCH_RTSP_USER'):
            permissions = GstRtspServer.RTSPPermissions.new()
            for permission in ('media.factory.access', 'media.factory.construct'):
                permissions.add_permission_for_role(ROLE, permission, True)
            factory.set_permissions(permissions)
        factory.connect('media-configure', self.on_media)
        return factory

    def on_media(self, _, media):
        if self.started_at is None:
            self.started_at = time.monotonic()
        stop = threading.Event()
        media.connect('unprepared', lambda *_: stop.set())
        source = media.get_element().get_by_name('source')
        threading.Thread(target=self.play, args=(source, stop), daemon=True).start()

    def play(self, source, stop):
        """Sends what the clock says is due, from the last key picture on, until the media is gone."""
        joined_at = time.monotonic()
        stall_at = self.stall_time(joined_at)
        for due, unit, pts, dts in self.schedule(joined_at, source, stop):
            if stop.wait(max(0.0, due - time.monotonic())):
                return
            if time.monotonic() >= stall_at:
                say('stalled', path=self.path)
                return
            buffer = Gst.Buffer.new_wrapped(unit.data)
            buffer.pts, buffer.dts = pts, dts
            if source.emit('push-buffer', buffer) != Gst.FlowReturn.OK:
                return
        source.emit('end-of-stream')

    def stall_time(self, joined_at):
        if self.options.drop_after is None or self.stalls_left <= 0:
            return float('inf')
        self.stalls_left -= 1
        return joined_at + self.options.drop_after

    def schedule(self, joined_at, source, stop):
        """Yields (when due, unit, pts, dts). Units before the present one go out at once, 1 ms apart."""
        origin = wait_running_time(source, stop)
        elapsed = int((joined_at - self.started_at) * SECOND)
        lap, position = divmod(elapsed, self.programme.length)
        if lap > 0 and not self.options.loop:
            return
        first = self.programme.last_key_before(position)
        backlog = [unit for unit in self.programme.units[first:] if unit.dts <= position]
        present = origin + len(backlog) * BURST_STEP
        for index, unit in enumerate(backlog):
            stamp = origin + index * BURST_STEP
            yield joined_at, unit, stamp, stamp
        index = first + len(backlog)
        while True:
            for unit in self.programme.units[index:]:
                ahead = lap * self.programme.length + unit.dts - elapsed
                yield joined_at + ahead / SECOND, unit, present + ahead + unit.pts - unit.dts, present + ahead
            if not self.options.loop:
                return
            index, lap = 0, lap + 1


def wait_running_time(element, stop):
    """The time on the pipeline's clock, once it runs. Before the base time is set it would be the machine's uptime."""
    while not stop.is_set():
        running = element.get_current_running_time()
        if element.get_base_time() > 0 and running != Gst.CLOCK_TIME_NONE:
            return running
        time.sleep(0.002)
    return 0


def lower_transports(names):
    flags = {'tcp': GstRtsp.RTSPLowerTrans.TCP, 'udp': GstRtsp.RTSPLowerTrans.UDP}
    wanted = GstRtsp.RTSPLowerTrans(0)
    for name in names.split(','):
        wanted |= flags[name]
    return wanted


def authentication(method):
    user = os.environ.get('FENCEWATCH_RTSP_USER')
    if not user:
        return None
    password = os.environ.get('FENCEWATCH_RTSP_PASSWORD', '')
    token = GstRtspServer.RTSPToken.new()
    token.set_string('media.factory.role', ROLE)
    auth = GstRtspServer.RTSPAuth()
    if method == 'digest':
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(user, password, token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    return auth


def create_server(options):
    server = GstRtspServer.RTSPServer()
    server.set_address(options.host)
    server.set_service(str(options.port))
    auth = authentication(options.auth)
    if auth is not None:
        server.set_auth(auth)
    for text in options.mount:
        path, _, files = text.partition('=')
        mount = Mount(path, Programme(files.split(','), options.fps), options)
        server.get_mount_points().add_factory(path, mount.factory())
    server.connect('client-connected', on_client)
    return server


def on_client(_, client):
    address = client.get_connection().get_ip()
    say('connected', address=address)
    client.connect('closed', lambda *_: say('disconnected', address=address))
    client.connect('play-request', lambda _, context: say('playing', path=context.uri.abspath))


def arguments():
    parser = argparse.ArgumentParser(description='Plays video files over RTSP, over and over, as a camera would.')
    parser.add_argument('--mount', action='append', required=True, metavar='/PATH=FILE[,FILE...]')
    parser.add_argument('--host', default='127.0.0.1')
    parser.add_argument('--port', type=int, default=0, help='0 takes a free one')
    parser.add_argument('--transports', default='tcp,udp', help='tcp, udp or both')
    parser.add_argument('--auth', choices=['basic', 'digest'], default='digest',
                        help='used when FENCEWATCH_RTSP_USER and FENCEWATCH_RTSP_PASSWORD are set')
    parser.add_argument('--clock', choices=['server', 'first-client'], default='server')
    parser.add_argument('--no-loop', dest='loop', action='store_false')
    parser.add_argument('--fps', type=int, default=25, help='for streams without times')
    parser.add_argument('--drop-after', type=float, metavar='S', help='stop sending S seconds after a client came')
    parser.add_argument('--drop-times', type=int, default=1, help='how often to do so; 0 is every time')
    return parser.parse_args()


def main():
    Gst.init(None)
    try:
        server = create_server(arguments())
    except ValueError as fault:
        say('failed', reason=str(fault))
        return 2
    if server.attach(None) == 0:
        say('failed', reason='the port is taken')
        return 2
    loop = GLib.MainLoop()
    GLib.timeout_add_seconds(2, lambda: server.get_session_pool().cleanup() >= 0)
    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, lambda *_: loop.quit())
    say('ready', port=server.get_bound_port())
    loop.run()
    return 0


if __name__ == '__main__':
    sys.exit(main())
