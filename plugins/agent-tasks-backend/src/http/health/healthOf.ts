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

import { z } from 'zod';
import { lagSeconds } from '../../observability/lagSeconds';
import type { Backlog } from '../../tracking/FollowedUsers';

/** Overdue by more than so many intervals, the tracker cannot keep up. */
const MOST_INTERVALS_BEHIND = 3;

export const healthSchema = z.object({
  status: z.enum(['ok', 'behind', 'unavailable']).meta({
    description:
      'behind: the longest overdue user has waited for more than three intervals; unavailable: the database cannot be read',
  }),
  tracker: z
    .object({
      due: z
        .number()
        .int()
        .meta({ description: 'Users who are due and whom no replica has yet' }),
      oldestDueAt: z.iso.datetime().optional(),
      lagSeconds: z
        .number()
        .meta({ description: 'How long the longest overdue has been due' }),
      paused: z
        .number()
        .int()
        .meta({ description: 'Users who have to sign in to GitHub' }),
      followed: z.number().int().meta({
        description: 'Users with tasks that are followed, paused ones included',
      }),
    })
    .optional()
    .meta({ description: 'Absent where the database cannot be read' }),
});

/** What `GET /v1/health` answers. */
export type Health = z.infer<typeof healthSchema>;

/**
 * How the plugin is; pure.
 *
 * @param backlog - absent: it could not be read
 * @param now - milliseconds since the epoch, by the clock that the tracker plans by
 */
export function healthOf(
  backlog: Backlog | undefined,
  options: { now: number; intervalMs: number },
): Health {
  if (!backlog) return { status: 'unavailable' };
  const lag = lagSeconds(backlog, options.now);
  const isBehind = lag * 1_000 > MOST_INTERVALS_BEHIND * options.intervalMs;
  return {
    status: isBehind ? 'behind' : 'ok',
    tracker: { ...backlog, lagSeconds: Math.round(lag * 10) / 10 },
  };
}
