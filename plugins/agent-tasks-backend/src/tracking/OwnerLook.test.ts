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

import { mockServices } from '@backstage/backend-test-utils';
import { storedTask } from '../__testUtils__/storedTask';
import type { CheckRecord, ClaimedUser } from './FollowedUsers';
import { OwnerLook, type OwnerLookOptions } from './OwnerLook';
import { toIso } from './toIso';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');

const claim: ClaimedUser = {
  userEntityRef: 'user:default/ada-nwosu',
  githubUserId: 90210001,
  nextCheckAt: toIso(NOW),
  failures: 2,
  claimedBy: 'a',
  claimedUntil: toIso(NOW + 10),
};

describe('OwnerLook', () => {
  it('gives up a look that comes to no end, and has the owner looked at later', async () => {
    const records: CheckRecord[] = [];
    const logger = mockServices.logger.mock();
    const look = OwnerLook.create({
      store: { listFollowed: async () => [storedTask()] },
      credentials: { find: async () => 'a-token' },
      followedUsers: {
        renew: async () => true,
        record: async (_: ClaimedUser, record: CheckRecord) => {
          records.push(record);
          return 'followed';
        },
      },
      // As where something in the way waits for a clock that went back.
      check: { run: () => new Promise(() => {}) },
      clock: { now: () => NOW },
      logger,
      intervalMs: 15_000,
      slowIntervalMs: 300_000,
      leaseMs: 10,
    } as unknown as OwnerLookOptions);

    await look.run(claim);

    expect(records).toEqual([expect.objectContaining({ failures: 3 })]);
    expect(Date.parse(records[0].nextCheckAt!)).toBeGreaterThan(NOW + 60_000);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.any(String),
      expect.objectContaining({ reason: 'TimeoutError' }),
    );
  });
});
