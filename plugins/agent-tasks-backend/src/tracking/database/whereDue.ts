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

import type { Knex } from 'knex';
import { CLOCK_TOLERANCE_MS } from '../isDue';
import { toIso } from '../toIso';

/** By what it is decided who is due. */
export interface DueTime {
  /** Milliseconds since the epoch. */
  now: number;
  /** How long a claim lasts. */
  leaseMs: number;
}

/** `isDue` as a condition on `followed_users`. */
export function whereDue({ now, leaseMs }: DueTime) {
  return (query: Knex.QueryBuilder) => {
    query
      .whereNotNull('next_check_at')
      .where(isTime =>
        isTime
          .where('next_check_at', '<=', toIso(now))
          .orWhere('planned_at', '>', toIso(now + CLOCK_TOLERANCE_MS)),
      )
      .where(isFree =>
        isFree
          .whereNull('claimed_until')
          .orWhere('claimed_until', '<=', toIso(now))
          .orWhere(
            'claimed_until',
            '>',
            toIso(now + leaseMs + CLOCK_TOLERANCE_MS),
          ),
      );
  };
}
