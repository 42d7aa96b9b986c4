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

import type { ClaimedUser, FollowedUsers } from './FollowedUsers';
import type { SharedClock } from './SharedClock';
import { toIso } from './toIso';

/** A claim that is renewed for as long as it is kept. */
export interface KeptClaim {
  /** As it is now. */
  readonly claim: ClaimedUser;
  /** Renews it no more, and waits for a renewal that is under way. */
  end(): Promise<void>;
}

/**
 * Renews a claim each time half of it has passed, for work that takes long. One
 * that could not be renewed runs out: another replica takes the owner over, and
 * nothing that this one finds out about the plan is recorded.
 */
export function keepClaim(options: {
  claim: ClaimedUser;
  followedUsers: Pick<FollowedUsers, 'renew'>;
  clock: Pick<SharedClock, 'now'>;
  leaseMs: number;
}): KeptClaim {
  const { followedUsers, clock, leaseMs } = options;
  let { claim } = options;
  let renewal = Promise.resolve();

  const renew = async () => {
    const claimedUntil = toIso(clock.now() + leaseMs);
    try {
      if (await followedUsers.renew(claim, claimedUntil)) {
        claim = { ...claim, claimedUntil };
      }
    } catch {
      // The database is away: the next renewal may reach it.
    }
  };
  const timer = setInterval(() => {
    renewal = renewal.then(renew);
  }, leaseMs / 2);

  return {
    get claim() {
      return claim;
    },
    async end() {
      clearInterval(timer);
      await renewal;
    },
  };
}
