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

import { SimulatorClock } from './SimulatorClock';

describe('SimulatorClock', () => {
  it('moves only by advance while it is frozen', async () => {
    const clock = SimulatorClock.create({ frozen: true, startAt: 1_000 });
    const seen: number[] = [];
    clock.after(500, () => seen.push(clock.now()));
    await new Promise(resolve => setTimeout(resolve, 20));
    clock.catchUp();
    expect([clock.now(), seen]).toEqual([1_000, []]);
    clock.advance(2_000);
    expect([clock.now(), seen]).toEqual([3_000, [1_500]]);
  });

  it('runs what falls due in order, also what is added on the way', () => {
    const clock = SimulatorClock.create({ frozen: true, startAt: 0 });
    const seen: string[] = [];
    clock.at(30, () => seen.push('c'));
    clock.at(10, () => {
      seen.push('a');
      clock.after(10, () => seen.push(`b at ${clock.now()}`));
    });
    clock.at(500, () => seen.push('too late'));
    clock.advance(100);
    expect(seen).toEqual(['a', 'b at 20', 'c']);
  });

  it('steps from one thing to the next', () => {
    const clock = SimulatorClock.create({ startAt: 0, frozen: true });
    const seen: number[] = [];
    clock.at(5_000, () => seen.push(clock.now()));
    clock.at(9_000, () => seen.push(clock.now()));
    expect(clock.nextDueAt).toBe(5_000);
    expect([clock.step(), clock.step(), clock.step()]).toEqual([
      true,
      true,
      false,
    ]);
    expect(seen).toEqual([5_000, 9_000]);
    expect(clock.now()).toBe(9_000);
  });

  it('flows at its speed and can be cancelled', async () => {
    const clock = SimulatorClock.create({ startAt: 0, speed: 1_000 });
    const seen: string[] = [];
    clock.at(10_000, () => seen.push('ran'));
    clock.at(10_000, () => seen.push('cancelled'))();
    await new Promise(resolve => setTimeout(resolve, 60));
    expect(seen).toEqual(['ran']);
    clock.stop();
  });

  it('keeps its time when the speed changes', () => {
    const clock = SimulatorClock.create({ frozen: true, startAt: 5_000 });
    clock.setSpeed(50);
    clock.advance(1_000);
    expect(clock.now()).toBe(6_000);
    expect(clock.timestamp()).toBe('1970-01-01T00:00:06Z');
    expect(() => clock.setSpeed(0)).toThrow('greater than 0');
    expect(() => clock.advance(-1)).toThrow('backwards');
  });
});
