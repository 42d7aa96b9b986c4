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

import { readTimeout } from './readTimeout';

describe('readTimeout', () => {
  it.each([
    [{ minutes: 30 }, 1_800_000],
    [{ hours: 1, seconds: 5 }, 3_605_000],
    ['30m', 1_800_000],
    ['90 seconds', 90_000],
    ['PT2H', 7_200_000],
  ])('reads %j', (timeout, milliseconds) => {
    expect(readTimeout(timeout)).toBe(milliseconds);
  });

  it.each(['', 'soon', '30', '-5m', 'P', {}, { minutes: -1 }, { minutes: 0 }])(
    'refuses %j',
    timeout => {
      expect(() => readTimeout(timeout)).toThrow(
        expect.objectContaining({
          name: 'InputError',
          message: expect.stringContaining('is not a duration'),
        }),
      );
    },
  );
});
