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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CredentialStore, GitHubIdentities } from '../credentials';
import type { GitHubClient } from '../github/types';
import type { Announcer } from '../live/Announcer';
import type { DispatchRecovery } from '../tasks/DispatchRecovery';
import type { TaskStore } from '../tasks/TaskStore';
import type { FollowedUsers } from './FollowedUsers';
import { ForsakenOwners } from './ForsakenOwners';
import { OwnerCheck } from './OwnerCheck';
import { OwnerLook } from './OwnerLook';
import type { Pauser } from './Pauser';
import type { SharedClock } from './SharedClock';
import { Tracker } from './Tracker';

export interface TrackingOptions {
  client: GitHubClient;
  store: TaskStore;
  followedUsers: FollowedUsers;
  credentials: CredentialStore;
  identities: GitHubIdentities;
  recovery: Pick<DispatchRecovery, 'recover'>;
  announcer: Announcer;
  pauser: Pauser;
  clock: SharedClock;
  logger: LoggerService;
  intervalMs: number;
  slowIntervalMs: number;
  /** How long a claim lasts unless it is renewed. */
  leaseMs: number;
}

/** All that follows tasks, put together. */
export function createTracking(options: TrackingOptions): {
  tracker: Tracker;
  ownerCheck: OwnerCheck;
} {
  const ownerCheck = OwnerCheck.create(options);
  const tracker = Tracker.create({
    ...options,
    look: OwnerLook.create({ ...options, check: ownerCheck }),
    forsaken: ForsakenOwners.create(options),
  });
  return { tracker, ownerCheck };
}
