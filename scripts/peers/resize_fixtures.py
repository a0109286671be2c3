#!/usr/bin/env python3
"""What OpenCV and scikit-image make of small pictures, as checksums: the fixtures of the resize tests.

Usage: resize_fixtures.py > src/test/resources/dqn/preprocess/resize.csv
Needs: pip install opencv-python-headless scikit-image numpy

Each line: method, channels, source height and width, target height and width, and the CRC-32 of the resized uint8
picture, planes one after the other ([channels][height][width]).

The source picture needs no file. Its bytes, row by row with interleaved channels, are the top bits of a linear
congruential generator: s <- (1103515245 * s + 12345) mod 2^31 starting from s = 12345; byte = (s >> 16) mod 256.

Methods: area is cv2.INTER_AREA; bilinear is scikit-image's warp of order 1 on values of 0 to 1 (its resize was a warp
before version 0.14), times 255, truncated; luminance is the same after 0.2125 R + 0.7154 G + 0.0721 B of three channels.
The warp's matrix is written down here: the old resize estimated it from three points, with noise in the last bits.
"""
import zlib

import cv2
import numpy as np
from skimage.transform import AffineTransform, warp

SIZES = [
    (210, 160, 84, 84), (214, 160, 84, 84), (250, 160, 84, 84), (210, 160, 105, 80), (210, 160, 105, 160),
    (210, 160, 70, 40), (210, 160, 42, 40), (210, 160, 64, 64), (210, 160, 100, 100), (210, 160, 1, 160),
    (105, 80, 84, 80), (90, 80, 89, 79), (84, 84, 84, 84), (84, 84, 42, 42), (49, 98, 1, 1), (49, 98, 1, 2),
    (13, 11, 5, 11), (13, 11, 12, 10), (9, 9, 3, 3), (8, 8, 2, 4), (7, 5, 3, 2), (7, 5, 1, 1), (6, 6, 2, 3), (1, 1, 1, 1),
]


def noise(height, width, channels):
    state, values = 12345, []
    for _ in range(height * width * channels):
        state = (1103515245 * state + 12345) % 2**31
        values.append((state >> 16) % 256)
    return np.array(values, np.uint8).reshape(height, width, channels)


def area(picture, height, width):
    resized = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return resized.reshape(height, width, picture.shape[2])


def warped(unit, height, width):
    rows, columns = unit.shape[0] / height, unit.shape[1] / width
    centres = AffineTransform(np.array([[columns, 0, columns * 0.5 - 0.5], [0, rows, rows * 0.5 - 0.5], [0, 0, 1]]))
    return np.uint8(warp(unit, centres, output_shape=(height, width), order=1, mode="constant") * 255)


def bilinear(picture, height, width):
    return np.stack([warped(picture[..., c] / 255, height, width) for c in range(picture.shape[2])], axis=-1)


def luminance(picture, height, width):
    unit = picture / 255
    grey = 0.2125 * unit[..., 0] + 0.7154 * unit[..., 1] + 0.0721 * unit[..., 2]
    return warped(grey, height, width)[..., None]


for method, channels in [(area, 1), (area, 3), (bilinear, 1), (bilinear, 3), (luminance, 3)]:
    for height, width, to_height, to_width in SIZES:
        resized = method(noise(height, width, channels), to_height, to_width)
        crc = zlib.crc32(np.moveaxis(resized, -1, 0).tobytes())
        print(method.__name__, channels, height, width, to_height, to_width, f"{crc:08x}", sep=",")
