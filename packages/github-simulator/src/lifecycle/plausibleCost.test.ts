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

import { plausibleCost } from './plausibleCost';

const costsOf = (model: string) =>
  Array.from({ length: 200 }, (_, index) =>
    plausibleCost({ key: `task-${index}/1`, model }),
  );
const mean = (costs: number[]) =>
  costs.reduce((sum, cost) => sum + cost, 0) / costs.length;

describe('plausibleCost', () => {
  it('is the same at every look', () => {
    const session = { key: 'task/1', model: 'gpt-5.4' };
    expect(plausibleCost(session)).toBe(plausibleCost(session));
  });

  it.each([
    'sweagent-capi:claude-haiku-4.5',
    'sweagent-capi:claude-sonnet-4.6',
    'sweagent-capi:claude-opus-4.6',
    'sweagent-capi:gpt-5.4-mini',
    'sweagent-capi:gpt-5.3-codex',
  ])(
    'of %s is what real sessions have cost, and never twice the same',
    model => {
      const costs = costsOf(model);
      expect(new Set(costs).size).toBe(costs.length);
      for (const cost of costs) {
        expect(Number.isSafeInteger(cost)).toBe(true);
        expect(cost).toBeGreaterThanOrEqual(46e9);
        expect(cost).toBeLessThanOrEqual(861e9);
      }
    },
  );

  it('is more with a large model than with a small one', () => {
    const [small, usual, large] = [
      'claude-haiku-4.5',
      'claude-sonnet-4.6',
      'claude-opus-4.6',
    ].map(model => mean(costsOf(model)));
    expect(small).toBeLessThan(usual / 2);
    expect(usual).toBeLessThan(large / 1.5);
  });
});
