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

import { createDatabase } from '../setup/BenchDatabase';
import { startSetup } from '../setup/startSetup';
import { readMembers } from './readMembers';

const REPOSITORIES = 50;

/** A portal on PostgreSQL over a GitHub on which so many people have unfinished tasks; nobody is followed yet. */
export async function startCompany(options: {
  users: number;
  tasksPerUser: number;
}) {
  const { users, tasksPerUser } = options;
  const tasks = users * tasksPerUser;
  const database = createDatabase('PostgreSQL');
  const setup = await startSetup({
    database: database.config,
    github: {
      seed: {
        people: users,
        tasks,
        unfinished: tasks,
        repositories: REPOSITORIES,
      },
    },
  });
  const db = database.open('agent-tasks');
  const stop = async () => {
    await db.destroy();
    await setup.stop();
    database.remove();
  };
  try {
    return { setup, db, members: await readMembers(setup), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
