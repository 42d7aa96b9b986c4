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

import type { GitHubTask } from '../github/types';

/** A listing of GitHub as it was last read, for conditional requests. */
export interface RememberedListing {
  since: string;
  /** Fingerprint of the token: GitHub's ETags hold per token. */
  tokenKey: string;
  etag?: string;
  tasks: GitHubTask[];
}

/**
 * What this process remembers of an owner between two looks. Losing it costs
 * some calls to GitHub and nothing else.
 */
export interface OwnerMemory {
  /** Looks that failed in a row. */
  failures: number;
  /** Of looks at live tasks only, and of sweeps. */
  listings: { live?: RememberedListing; sweep?: RememberedListing };
  /** When a task was read one by one, by its id, milliseconds since the epoch. */
  readAt: Map<string, number>;
  /** When a task's pull request was read, likewise. */
  pullRequestReadAt: Map<string, number>;
}

export function emptyMemory(): OwnerMemory {
  return {
    failures: 0,
    listings: {},
    readAt: new Map(),
    pullRequestReadAt: new Map(),
  };
}
