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
  /** Those that are followed. */
  tasks: GitHubTask[];
}

/**
 * What this process remembers of an owner between two looks. Losing it costs
 * some calls to GitHub and nothing else. Times are milliseconds by
 * `performance.now()`, which does not jump.
 */
export interface OwnerMemory {
  /** Of looks at live tasks only, and of sweeps. */
  listings: { live?: RememberedListing; sweep?: RememberedListing };
  /** When a task that no listing shows was read by its id. */
  readAt: Map<string, number>;
  /** When GitHub refused to show a task, or failed to twice in a row. */
  refusedAt: Map<string, number>;
  /** Tasks that GitHub failed to show when it was last asked. */
  failing: Set<string>;
  /** When a task's pull request was read. */
  pullRequestReadAt: Map<string, number>;
}

export function emptyMemory(): OwnerMemory {
  return {
    listings: {},
    readAt: new Map(),
    refusedAt: new Map(),
    failing: new Set(),
    pullRequestReadAt: new Map(),
  };
}

/** Lets go of what is remembered of tasks that are followed no more. */
export function forgetOthers(
  memory: OwnerMemory,
  followed: readonly { id: string }[],
): void {
  const ids = new Set(followed.map(({ id }) => id));
  const { readAt, refusedAt, failing, pullRequestReadAt } = memory;
  for (const known of [readAt, refusedAt, failing, pullRequestReadAt]) {
    for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
  }
}
