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

import type { Session } from 'backstage-plugin-agent-tasks-common';
import type { StoredTask } from '../types';

/** A row of `sessions`. */
export interface SessionRow {
  task_id: string;
  id: string;
  position: number;
  session: string;
  model: string | null;
  ai_credits_nano: string | null;
  premium_requests: number | null;
  created_at: string;
}

/** The largest that the column takes; nine billion credits. */
const MOST_NANO = 2n ** 63n - 1n;

/** A session of the past cost a few; no sum of these leaves what numbers hold. */
const MOST_PREMIUM_REQUESTS = 1_000_000_000;

/**
 * The columns of a session. What GitHub reports is kept as it is in `session`;
 * beside it stands what is added up. A cost that cannot be true, or a time that
 * cannot be compared, is as if it were not reported: one strange answer must not
 * keep a task from being followed, nor falsify the sums of all the others.
 */
export function toSessionRow(
  task: Pick<StoredTask, 'id' | 'createdAt'>,
  session: Session,
  position: number,
): SessionRow {
  const { id, model, usage, createdAt } = session;
  return {
    task_id: task.id,
    id,
    position,
    session: JSON.stringify(session),
    model: model || null,
    ai_credits_nano: readNano(usage?.aiCreditsNano),
    premium_requests: readPremiumRequests(usage?.premiumRequests),
    created_at:
      createdAt?.length === task.createdAt.length ? createdAt : task.createdAt,
  };
}

function readNano(nano: string | undefined): string | null {
  return nano !== undefined && BigInt(nano) <= MOST_NANO ? nano : null;
}

function readPremiumRequests(count: number | undefined): number | null {
  return count !== undefined && count <= MOST_PREMIUM_REQUESTS ? count : null;
}
