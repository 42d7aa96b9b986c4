/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { MOST_KEYS } from './usageChart';
import { usageColors } from './usageColors';

type Rgb = [number, number, number];

const toLinear = (hex: string): Rgb =>
  [1, 3, 5].map(index => {
    const value = parseInt(hex.slice(index, index + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;

const times = (matrix: number[][], rgb: Rgb): Rgb =>
  matrix.map(row =>
    row.reduce((sum, factor, index) => sum + factor * rgb[index], 0),
  ) as Rgb;

/** WCAG's contrast. */
function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [red, green, blue] = toLinear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  return Math.max(light(a), light(b)) / Math.min(light(a), light(b));
}

// How people see linear RGB whom a kind of cones is missing: Machado et al., 2009.
const VISIONS: Record<string, number[][]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIELAB of a colour as somebody sees it. */
function toLab(hex: string, vision: string): Rgb {
  const seen = times(VISIONS[vision], toLinear(hex)).map(value =>
    Math.min(1, Math.max(0, value)),
  ) as Rgb;
  const [x, y, z] = times(
    [
      [0.4339, 0.3762, 0.1898],
      [0.2126, 0.7152, 0.0722],
      [0.0177, 0.1095, 0.8729],
    ],
    seen,
  ).map(value =>
    value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const PAPERS = {
  light: ['#ffffff', '#f8f8f8'],
  dark: ['#424242', '#333333'],
};

describe.each(['light', 'dark'] as const)('usageColors, %s', mode => {
  const { keys, others } = usageColors(mode);
  const all = [...keys, others];

  it('has one for each', () => {
    expect(keys).toHaveLength(MOST_KEYS);
  });

  it.each(all)('%s stands out from the paper (WCAG 1.4.11)', color => {
    for (const paper of PAPERS[mode])
      expect(contrast(color, paper)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(VISIONS))('can be told apart with %s', vision => {
    const labs = all.map(color => toLab(color, vision));
    const distances = labs.flatMap((a, index) =>
      labs
        .slice(index + 1)
        .map(b => Math.hypot(...a.map((value, axis) => value - b[axis]))),
    );
    // 2.3 is what people just notice side by side.
    expect(Math.min(...distances)).toBeGreaterThan(15);
  });
});
