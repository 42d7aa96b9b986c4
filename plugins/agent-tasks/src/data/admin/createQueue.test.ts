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

import { createQueue } from './createQueue';

describe('a queue', () => {
  it('runs no more at a time than it is wide, in order, and goes on after failures', async () => {
    const inTurn = createQueue(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const work = (id: number) => () => {
      begun.push(id);
      return new Promise<number>((resolve, reject) => {
        ends[id] = () => (id === 1 ? reject(new Error('one')) : resolve(id));
      });
    };
    const results = [0, 1, 2, 3].map(id => inTurn(work(id)));
    await Promise.resolve();
    expect(begun).toEqual([0, 1]);
    ends[1]();
    await expect(results[1]).rejects.toThrow('one');
    expect(begun).toEqual([0, 1, 2]);
    ends[0]();
    await expect(results[0]).resolves.toBe(0);
    expect(begun).toEqual([0, 1, 2, 3]);
    ends[2]();
    ends[3]();
    await expect(Promise.all([results[2], results[3]])).resolves.toEqual([
      2, 3,
    ]);
  });

  it('does not begin what nobody waits for any more', async () => {
    const inTurn = createQueue(1);
    let end = () => {};
    const first = inTurn(() => new Promise<void>(resolve => (end = resolve)));
    const aborted = new AbortController();
    const work = jest.fn();
    const second = inTurn(work, aborted.signal);
    aborted.abort();
    end();
    await first;
    await expect(second).rejects.toThrow();
    expect(work).not.toHaveBeenCalled();
    await expect(inTurn(async () => 'next')).resolves.toBe('next');
  });
});
