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

import { waitFor } from '../__testUtils__/waitFor';
import { WorkPool } from './WorkPool';

/** Work that ends when it is told to. */
function createWork(waiting: number) {
  const queue = Array.from({ length: waiting }, (_, index) => index);
  const limits: number[] = [];
  const running = new Map<number, () => void>();
  let most = 0;
  return {
    queue,
    limits,
    running,
    most: () => most,
    finish: (item: number) => {
      running.get(item)!();
      running.delete(item);
    },
    claim: async (limit: number) => {
      limits.push(limit);
      return queue.splice(0, limit);
    },
    work: (item: number) =>
      new Promise<void>(resolve => {
        running.set(item, resolve);
        most = Math.max(most, running.size);
      }),
  };
}

describe('WorkPool', () => {
  it('keeps all slots busy and never more, without waiting while there is more', async () => {
    const work = createWork(100);
    // Whoever waited for the pause would wait for an hour.
    const pool = WorkPool.create({ size: 8, idleMs: 3_600_000, ...work });
    pool.start();
    for (let done = 0; done < 100; done++) {
      await waitFor(() => work.running.has(done));
      work.finish(done);
    }
    expect(work.most()).toBe(8);
    // Claimed in batches, not one by one.
    expect(work.limits.length).toBeLessThan(60);
    await pool.stop(1_000);
  });

  it('is not held up by work that takes long', async () => {
    const work = createWork(8);
    const pool = WorkPool.create({ size: 8, idleMs: 5, ...work });
    pool.start();
    await waitFor(() => work.running.size === 8);
    work.finish(0);
    work.queue.push(100);
    await waitFor(() => work.running.has(100));
    expect(work.running.has(7)).toBe(true);
    for (const item of work.running.keys()) work.finish(item);
    await pool.stop(1_000);
  });

  it('asks again after a while when there was nothing to do', async () => {
    const work = createWork(0);
    const pool = WorkPool.create({ size: 8, idleMs: 5, ...work });
    pool.start();
    await waitFor(() => work.limits.length > 3);
    work.queue.push(1);
    await waitFor(() => work.running.has(1));
    expect(work.limits.slice(0, 3)).toEqual([8, 8, 8]);
    work.finish(1);
    await pool.stop(1_000);
  });

  it('stops when its work has ended, starting none of what it claimed last', async () => {
    const work = createWork(1);
    let answer = (_: number[]) => {};
    const claims = [
      work.claim,
      () => new Promise<number[]>(resolve => (answer = resolve)),
    ];
    const pool = WorkPool.create({
      size: 8,
      idleMs: 5,
      work: work.work,
      claim: limit => (claims.shift() ?? work.claim)(limit),
    });
    pool.start();
    await waitFor(() => work.running.has(0) && claims.length === 0);
    const stopped = pool.stop(60_000);
    answer([7]);
    work.finish(0);
    await stopped;
    expect(work.running.has(7)).toBe(false);
  });

  it('stops although its work does not end', async () => {
    const work = createWork(1);
    const pool = WorkPool.create({ size: 8, idleMs: 5, ...work });
    pool.start();
    await waitFor(() => work.running.has(0));
    await pool.stop(1);
    expect(work.running.has(0)).toBe(true);
    work.finish(0);
  });
});
