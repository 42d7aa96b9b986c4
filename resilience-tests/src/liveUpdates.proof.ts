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

import assert from 'node:assert/strict';
import { prove, waitFor, type PortalDatabase } from './harness';
import { listenForSignals } from './harness/listenForSignals';

prove(
  'a change that one replica sees reaches browsers on every replica, and its notification is one',
  { replicas: 2, github: { frozen: true } },
  async cluster => {
    const { replicas, github, database } = cluster;
    await recordNotifications(database);
    const ada = await cluster.person('ada-nwosu');
    const ben = await cluster.person('ben-larsen');
    const listeners = await Promise.all(
      replicas.flatMap(replica =>
        [ada, ben].map(person =>
          listenForSignals({ replica, person, channel: 'agent-tasks' }),
        ),
      ),
    );
    try {
      const { task } = await ada.start(replicas[0], {
        prompt: 'Ask me [simulate: waiting]',
      });
      const expectSignals = async (what: string) => {
        await waitFor(
          `every browser hears that ${what}`,
          () => listeners.every(({ messages }) => messages.length > 0),
          { explain: () => listeners.map(({ messages }) => messages.length) },
        );
        for (const { messages } of listeners) {
          // Ids only: what a browser may see it asks for with its own rights.
          for (const message of messages.splice(0)) {
            assert.deepEqual(message, { type: 'task-changed', id: task.id });
          }
        }
      };
      await expectSignals('the task was started');

      for (const to of ['in_progress', 'waiting_for_user'] as const) {
        await github.control.advance(to === 'in_progress' ? 7_000 : 20_000);
        await waitFor(`the task is ${to}`, async () => {
          const { state } = await database.task(task.id);
          return state === to;
        });
        await expectSignals(`the task is ${to}`);
      }
      await github.control.answerTask(task.github.taskId!);
      await github.control.advance(60_000);
      await waitFor('the task is completed', async () => {
        const { state } = await database.task(task.id);
        return state === 'completed';
      });
      await expectSignals('the task is completed');
      await waitFor('Ada is told that it is ready', async () => {
        const sent = await sentNotifications(database);
        return sent.length >= 2;
      });
      // Whoever was second to see a change would have spoken by then.
      const countLooks = async () =>
        (await github.control.requests({ method: 'GET' })).length;
      const looks = await countLooks();
      await waitFor(
        'GitHub is asked some more',
        async () => (await countLooks()) >= looks + 6,
      );
      const sent = await sentNotifications(database);
      assert.deepEqual(
        sent.map(({ user }) => user),
        [ada.userEntityRef, ada.userEntityRef],
      );
      assert.match(sent[0].title, /waits for your answer/);
      assert.match(sent[1].title, /is ready for review/);
    } finally {
      listeners.forEach(listener => listener.close());
    }
  },
);

/** Writes down every sending, as a later one takes the place of an earlier one. */
async function recordNotifications(database: PortalDatabase): Promise<void> {
  await database.plugin('notifications').raw(`
    create table sent (id serial, "user" text, title text);
    create function record_sending() returns trigger as $$
    begin insert into sent ("user", title) values (new."user", new.title);
      return new; end
    $$ language plpgsql;
    create trigger sending after insert or update of title on notification
      for each row execute function record_sending();
  `);
}

async function sentNotifications(
  database: PortalDatabase,
): Promise<{ user: string; title: string }[]> {
  return database.plugin('notifications')('sent').orderBy('id');
}
