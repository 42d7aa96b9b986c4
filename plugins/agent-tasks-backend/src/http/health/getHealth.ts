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

import type { Request, Response } from 'express';
import { settleWithin } from '../../settleWithin';
import type { Backlog } from '../../tracking/FollowedUsers';
import { healthOf } from './healthOf';

/** Probes do not wait for a database that does not answer. */
const LONGEST_READ_MS = 3_000;

/** What {@link createGetHealth} is made with. */
export interface GetHealthOptions {
  backlog: () => Promise<Backlog>;
  /** Milliseconds since the epoch, by the clock that the tracker plans by. */
  now: () => number;
  intervalMs: number;
}

/**
 * `GET /health`: for probes and alerts, which have no credentials. It holds
 * numbers only, and whatever the number of callers, the database is read once a
 * second. A failure of it is told by the status; its reason stands in no answer.
 */
export function createGetHealth({
  backlog,
  now,
  intervalMs,
}: GetHealthOptions) {
  return async (_request: Request, response: Response) => {
    const read = await settleWithin(backlog(), LONGEST_READ_MS).catch(
      () => undefined,
    );
    const health = healthOf(read, { now: now(), intervalMs });
    response
      .status(health.status === 'ok' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(health);
  };
}
