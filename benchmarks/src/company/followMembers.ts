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
import { eachOf } from '../setup/eachOf';
import { insertRows } from '../setup/insertRows';
import type { Setup } from '../setup/startSetup';
import type { Member } from './readMembers';

const INTERVAL_MS = 15_000;

/** Nobody is asked about before all have shown up. */
const LATER_MS = 3_600_000;

/**
 * Lets the portal follow the tasks of these people: their tasks are written
 * into its database, each of them is seen once with a token, and from then on
 * they are asked about in turn, evenly over the interval.
 */
export async function followMembers(
  setup: Setup,
  db: Knex,
  members: Member[],
): Promise<void> {
  const now = Date.now();
  const toIso = (time: number) => new Date(time).toISOString();
  await insertRows(
    db,
    'tasks',
    members.flatMap(({ tasks }) => tasks),
  );
  await insertRows(
    db,
    'followed_users',
    members.map(({ userEntityRef, githubUserId }) => ({
      user_entity_ref: userEntityRef,
      github_user_id: githubUserId,
      next_check_at: toIso(now + LATER_MS),
      planned_at: toIso(now),
      failures: 0,
    })),
  );
  await eachOf(members, member => showUp(setup, member));
  const begin = Date.now();
  await db.transaction(async tx => {
    for (const [index, { userEntityRef }] of members.entries()) {
      const delay = (index * INTERVAL_MS) / members.length;
      await tx('followed_users')
        .where({ user_entity_ref: userEntityRef })
        .update({ next_check_at: toIso(begin + delay) });
    }
  });
}

async function showUp(setup: Setup, { login, token }: Member): Promise<void> {
  const response = await fetch(
    `${setup.portal.url}/api/agent-tasks/v1/tasks?requestedBy=me&limit=1`,
    {
      headers: {
        authorization: `Bearer ${await setup.signIn(login)}`,
        'x-github-token': token,
      },
    },
  );
  const { items, error } = await response.json();
  if (items?.length !== 1) {
    throw new Error(`${login} does not see a task. ${error?.message}`);
  }
}
