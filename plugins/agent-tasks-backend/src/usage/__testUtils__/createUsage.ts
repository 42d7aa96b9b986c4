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
import type {
  Session,
  UsageGrouping,
} from 'backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { storedTask } from '../../__testUtils__/storedTask';
import { toIntentRow } from '../../tasks/database/rows';
import { toSessionRow } from '../../tasks/database/sessionRow';
import { DatabaseTaskStore } from '../../tasks/DatabaseTaskStore';
import type { StoredTask } from '../../tasks/types';
import { DatabaseUsageReader } from '../DatabaseUsageReader';
import type { UsageSum } from '../UsageReader';

/** A Wednesday, and the Friday two weeks after. */
export const FROM = '2026-11-04';
export const TO = '2026-11-20';

/** A task that was asked for on the tenth, unless it says otherwise. */
export interface Work {
  task?: Partial<StoredTask>;
  groups?: string[];
  sessions?: Partial<Session>[];
}

/** A reader over a database, and what fills it. */
export async function createUsage(knex: Knex) {
  const database = mockServices.database.mock({ getClient: async () => knex });
  await DatabaseTaskStore.create({ database });
  const reader = await DatabaseUsageReader.create({ database });
  const insert = async (works: Work[]) => {
    for (const { task: overrides, groups = [], sessions = [] } of works) {
      const task = storedTask({
        createdAt: '2026-11-10T12:00:00.000Z',
        ...overrides,
      });
      await knex('tasks').insert({
        ...toIntentRow({ task, requestHash: '', firstCheckAt: '' }),
        dispatch_status: task.dispatch.status,
      });
      for (const group_ref of groups) {
        await knex('task_groups').insert({ task_id: task.id, group_ref });
      }
      for (const [position, session] of sessions.entries()) {
        await knex('sessions').insert(
          toSessionRow(
            task,
            {
              id: String(position),
              state: 'completed',
              rawState: 'completed',
              ...session,
            },
            position,
          ),
        );
      }
    }
  };
  const read = (groupBy: UsageGrouping = 'requestedBy', from = FROM, to = TO) =>
    reader.read({ from, to, groupBy });
  const empty = () => knex('tasks').delete();
  return { insert, read, empty };
}

/** Usage of so many billionths of an AI credit. */
export const credits = (aiCreditsNano: bigint | string) => ({
  aiCreditsNano: String(aiCreditsNano),
});

/** Short for sums. */
export const sum = (
  tasks: number,
  aiCreditsNano: bigint,
  unknownTasks = 0,
  premiumRequests = 0,
): UsageSum => ({ tasks, aiCreditsNano, premiumRequests, unknownTasks });
