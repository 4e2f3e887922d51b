#!/usr/bin/python3
"""What others do with a camera: decode all of it, and run a detector five times a second or when something moves.

Takes: --url, --seconds, --mode full|gate, --model FILE (YOLOX-nano as ONNX; without it nothing is detected).
Gives: one JSON line: CPU seconds, seconds, pictures decoded, pictures looked at, model runs.
"""
import argparse
import json
import os
import resource
import time

os.environ.setdefault('OPENCV_FFMPEG_CAPTURE_OPTIONS', 'rtsp_transport;tcp')
import cv2  # noqa: E402
import numpy  # noqa: E402

FPS = 5
SIDE = 416
# A recorder's usual gate: so much of a small grey picture has changed by more than this.
GATE_STEP = 25
GATE_SHARE = 0.005


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--url', required=True)
    parser.add_argument('--seconds', type=float, required=True)
    parser.add_argument('--mode', choices=['full', 'gate'], required=True)
    parser.add_argument('--model')
    args = parser.parse_args()
    cv2.setNumThreads(1)
    net = cv2.dnn.readNetFromONNX(args.model) if args.model else None
    capture = cv2.VideoCapture(args.url, cv2.CAP_FFMPEG)
    if not capture.isOpened():
        raise SystemExit(f'{args.url}: cannot be opened')
    capture.read()
    print(json.dumps(watch(capture, net, args)))


def watch(capture, net, args):
    begun, cpu = time.monotonic(), cpu_seconds()
    decoded = looked = runs = 0
    due, before = begun, None
    while time.monotonic() - begun < args.seconds:
        if not capture.grab():
            break
        decoded += 1
        if time.monotonic() < due:
            continue
        due = max(due + 1 / FPS, time.monotonic() - 1 / FPS)
        ok, picture = capture.retrieve()
        if not ok:
            continue
        looked += 1
        if args.mode == 'gate':
            moved, before = has_moved(picture, before)
            if not moved:
                continue
        if net is not None:
            detect(net, picture)
            runs += 1
    seconds = time.monotonic() - begun
    return {
        'cpuSeconds': cpu_seconds() - cpu,
        'seconds': seconds,
        'decoded': decoded,
        'looked': looked,
        'runs': runs,
    }


def has_moved(picture, before):
    small = cv2.cvtColor(cv2.resize(picture, (320, 180)), cv2.COLOR_BGR2GRAY)
    small = cv2.GaussianBlur(small, (5, 5), 0)
    if before is None:
        return True, small
    changed = numpy.count_nonzero(cv2.absdiff(small, before) > GATE_STEP)
    return changed > GATE_SHARE * small.size, small


def detect(net, picture):
    scale = min(SIDE / picture.shape[0], SIDE / picture.shape[1])
    size = (int(picture.shape[1] * scale), int(picture.shape[0] * scale))
    padded = numpy.full((SIDE, SIDE, 3), 114, numpy.uint8)
    padded[: size[1], : size[0]] = cv2.resize(picture, size)
    net.setInput(numpy.ascontiguousarray(padded.transpose(2, 0, 1)[None], dtype=numpy.float32))
    net.forward()


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == '__main__':
    main()
