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
import type { ClaimedUser } from './FollowedUsers';
import { keepClaim } from './keepClaim';
import { toIso } from './toIso';

const claim: ClaimedUser = {
  userEntityRef: 'user:default/ada',
  githubUserId: 1,
  nextCheckAt: toIso(0),
  failures: 0,
  claimedBy: 'a',
  claimedUntil: toIso(0),
};

describe('keepClaim', () => {
  it('renews what it has renewed, over a database that is away, until it ends', async () => {
    const renewed: [from: string, until: string][] = [];
    const answers = [true, new Error('away'), true, false];
    let now = 0;
    const kept = keepClaim({
      claim,
      clock: { now: () => now++ },
      leaseMs: 10,
      followedUsers: {
        renew: async ({ claimedUntil }, until) => {
          renewed.push([claimedUntil, until]);
          const answer = answers[renewed.length - 1] ?? false;
          if (answer instanceof Error) throw answer;
          return answer;
        },
      },
    });
    await waitFor(() => renewed.length >= 5);
    await kept.end();
    const { length } = renewed;
    expect(renewed.slice(0, 5)).toEqual([
      [toIso(0), toIso(10)],
      [toIso(10), toIso(11)],
      [toIso(10), toIso(12)],
      [toIso(12), toIso(13)],
      [toIso(12), toIso(14)],
    ]);
    expect(kept.claim.claimedUntil).toBe(toIso(12));
    await new Promise(resolve => setImmediate(resolve));
    expect(renewed).toHaveLength(length);
  });
});
