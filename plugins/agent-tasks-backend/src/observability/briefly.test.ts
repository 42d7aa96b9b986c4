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

import { briefly } from './briefly';

describe('briefly', () => {
  it('reads once for all who ask at the same time, and soon after', async () => {
    const read = jest.fn().mockResolvedValue(7);
    const brief = briefly(read, 60_000);
    expect(await Promise.all([brief(), brief()])).toEqual([7, 7]);
    expect(await brief()).toBe(7);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('reads anew when the reading is old', async () => {
    const read = jest.fn().mockResolvedValueOnce(1).mockResolvedValueOnce(2);
    const brief = briefly(read, 0);
    expect([await brief(), await brief()]).toEqual([1, 2]);
  });

  it('does not read again while a reading is under way', async () => {
    let finish!: (value: number) => void;
    const read = jest.fn(
      () => new Promise<number>(resolve => (finish = resolve)),
    );
    const brief = briefly(read, 0);
    const [first, second] = [brief(), brief()];
    finish(3);
    expect(await Promise.all([first, second])).toEqual([3, 3]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('keeps no failure', async () => {
    const read = jest
      .fn()
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValueOnce(2);
    const brief = briefly(read, 60_000);
    await expect(brief()).rejects.toThrow('down');
    expect(await brief()).toBe(2);
  });
});
