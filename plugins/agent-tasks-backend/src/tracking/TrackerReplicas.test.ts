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
import { createStage } from '../__testUtils__/createStage';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { oauthAppCredentials } from '../__testUtils__/credentialSettings';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(60_000);

const HOUR = 3_600_000;

describe('Tracker, over several replicas and interruptions', () => {
  const databases = createTestDatabases();
  // A claim holds for 40 seconds: whoever waits for one to run out fails.
  const stage = createStage({
    credentials: oauthAppCredentials,
    requestTimeoutMs: 20_000,
  });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    const slowList = (milliseconds: number) =>
      stage.simulator.control.addFault({
        path: '/agents/tasks\\?',
        fault: { kind: 'delay', milliseconds },
      });
    const hasStruck = () =>
      waitFor(
        async () => (await stage.simulator.control.faults()).length === 0,
      );
    const lists = async () =>
      (await stage.simulator.control.requests({ method: 'GET' })).filter(
        ({ path }) => path.includes('/agents/tasks?'),
      );

    it('gives back what it has claimed, so that another goes on at once', async () => {
      const first = await stage.start({ knex });
      const { id } = await (await stage.signIn(first)).start({});
      await slowList(15_000);
      await hasStruck();
      expect(
        await knex('followed_users').whereNotNull('claimed_by'),
      ).toHaveLength(1);
      const second = await stage.start({ knex });
      await stage.stop(first);
      await stage.simulator.control.advance(7_000);
      const ada = await stage.signIn(second);
      await ada.taskWhen(id, task => task.state === 'in_progress');
    });

    it('takes over from a replica that was killed, when its claim has run out', async () => {
      const first = await stage.start({ knex });
      const { id } = await (await stage.signIn(first)).start({});
      await stage.stop(first);
      const claimedUntil = new Date(Date.now() + 500).toISOString();
      await knex('followed_users').update({
        claimed_by: 'killed',
        claimed_until: claimedUntil,
        next_check_at: new Date(Date.now() - 1_000).toISOString(),
      });
      await stage.simulator.control.advance(7_000);
      await stage.simulator.control.clearRequests();
      const second = await stage.start({ knex });
      const priya = await stage.signIn(second, 'priya-raman');
      await priya.taskWhen(id, task => task.state === 'in_progress');
      expect(new Date().toISOString() > claimedUntil).toBe(true);
    });

    it('sees a settled task come back to life that another replica followed', async () => {
      const first = await stage.start({ knex });
      const ada = await stage.signIn(first);
      const { id, github } = await ada.start({});
      await stage.simulator.control.advance(60_000);
      await ada.taskWhen(
        id,
        ({ state, pullRequest }) =>
          state === 'completed' && pullRequest?.state === 'open',
      );
      await stage.stop(first);

      const second = await stage.start({ knex });
      await stage.simulator.control.followUpTask(github.taskId!, 'More');
      await stage.simulator.control.advance(4_000);
      const priya = await stage.signIn(second, 'priya-raman');
      const revived = await priya.taskWhen(
        id,
        task => task.state === 'in_progress' && task.sessions.length === 2,
      );
      expect(revived.tracking.status).toBe('live');
      expect(revived).not.toHaveProperty('completedAt');
    });

    it('writes and tells each change once, whichever replica sees it', async () => {
      const replicas = [
        await stage.start({ knex }),
        await stage.start({ knex }),
        await stage.start({ knex }),
      ];
      const ada = await stage.signIn(replicas[0]);
      const tasks = await Promise.all(
        [1, 2, 3].map(n => ada.start({ prompt: `Task ${n}` })),
      );
      for (let step = 0; step < 10; step++) {
        await stage.simulator.control.advance(6_000);
        const seen = (await lists()).length;
        await waitFor(async () => (await lists()).length > seen + 1);
      }
      for (const { id } of tasks) {
        const { transitions } = await ada.taskWhen(
          id,
          task => task.state === 'completed',
        );
        const changes = transitions.filter(({ kind }) => kind === 'state');
        changes.slice(1).forEach(({ from }, index) => {
          expect(from).toBe(changes[index].to);
        });
        expect(changes.map(({ to }) => to)).toEqual([
          'queued',
          'in_progress',
          'completed',
        ]);
      }
      const told = replicas.flatMap(({ notifications }) =>
        notifications.map(({ payload }) => payload.link),
      );
      expect(told.length).toBeGreaterThan(0);
      expect(told).toHaveLength(new Set(told).size);
    });

    it('pauses where no replica has a token any more, and resumes with one', async () => {
      const replicas = [
        await stage.start({ knex }),
        await stage.start({ knex }),
      ];
      const { id } = await (await stage.signIn(replicas[0])).start({});
      await knex('credentials').delete();
      const priya = await stage.signIn(replicas[1], 'priya-raman');
      await priya.taskWhen(id, ({ tracking }) => tracking.status === 'paused');
      await stage.simulator.control.advance(7_000);
      await (await stage.signIn(replicas[1])).get('/repositories');
      const { transitions } = await priya.taskWhen(
        id,
        task => task.state === 'in_progress',
      );
      expect(
        transitions.flatMap(({ kind, to }) => (kind === 'tracking' ? to : [])),
      ).toEqual(['paused', 'resumed']);
    });

    it('follows an owner who brings the token with a task that is being sent', async () => {
      const portal = await stage.start({ knex });
      const ada = await stage.signIn(portal);
      await stage.simulator.control.addFault({
        method: 'POST',
        path: '/tasks$',
        fault: { kind: 'delay', milliseconds: 500 },
      });
      const starting = ada.start({});
      await hasStruck();
      await knex('credentials').delete();
      const { id } = await starting;
      await stage.simulator.control.advance(7_000);
      // As another viewer, who brings no token.
      const priya = await stage.signIn(portal, 'priya-raman');
      const { tracking } = await priya.taskWhen(
        id,
        task => task.state === 'in_progress',
      );
      expect(tracking.status).toBe('live');
    });

    it('neither stalls nor storms when the clock jumps by an hour', async () => {
      const portal = await stage.start({ knex, slowIntervalMs: 60_000 });
      const ada = await stage.signIn(portal);
      const { id } = await ada.start({});
      const columns = ['next_check_at', 'planned_at', 'next_sweep_at'];
      /** What is stored looks as if the clock had jumped the other way since. */
      const shift = (milliseconds: number) =>
        knex.transaction(async tx => {
          const row = await tx('followed_users').first(columns);
          await tx('followed_users').update(
            Object.fromEntries(
              columns.map(column => [
                column,
                row[column] &&
                  new Date(
                    Date.parse(row[column]) + milliseconds,
                  ).toISOString(),
              ]),
            ),
          );
        });

      await shift(HOUR);
      await stage.simulator.control.advance(7_000);
      await ada.taskWhen(id, task => task.state === 'in_progress');

      await shift(-HOUR);
      await waitFor(async () => {
        const row = await knex('followed_users').first('next_check_at');
        return Date.parse(row.next_check_at) > Date.now() - HOUR / 2;
      });
      const { tracking } = await ada.task(id);
      const wait = Date.parse(tracking.nextCheckAt!) - Date.now();
      expect(wait).toBeLessThan(1_000);
    });

    it('goes on when the database comes back, although looks were under way', async () => {
      const portal = await stage.start({ knex });
      const ada = await stage.signIn(portal);
      const { id } = await ada.start({});
      await slowList(300);
      await hasStruck();
      await knex.schema.renameTable('followed_users', 'away');
      await waitFor(() =>
        portal.logs.some(line => line.includes('could not be recorded')),
      );
      await stage.simulator.control.advance(7_000);
      await knex.schema.renameTable('away', 'followed_users');
      const { tracking } = await ada.taskWhen(
        id,
        task => task.state === 'in_progress',
      );
      expect(tracking.status).toBe('live');
    });

    it('backs off from an owner who cannot be looked at, and goes on with the others', async () => {
      const portal = await stage.start({ knex });
      const ada = await stage.signIn(portal);
      const ben = await stage.signIn(portal, 'ben-larsen');
      const broken = await ada.start({ prompt: 'A secret of Ada' });
      const { id } = await ben.start({});
      await waitFor(async () => {
        // Again and again, as a look that is under way may write over it.
        const row = knex('tasks').where({ id: broken.id });
        await row.update({ seen: 'no JSON' });
        const rows = await knex('followed_users').where('failures', '>', 2);
        return rows.length === 1;
      });
      await stage.simulator.control.advance(7_000);
      await ben.taskWhen(id, task => task.state === 'in_progress');
      const said = portal.logs.filter(line => line.includes('look at tasks'));
      expect(said.length).toBeGreaterThan(0);
      expect(said.join()).not.toContain('secret');
    });

    it('leaves its owner a tenth of the calls, whatever comes', async () => {
      const portal = await stage.start({ knex });
      const ada = await stage.signIn(portal);
      const { id } = await ada.start({});
      const row = () => knex('followed_users').first();
      await stage.simulator.control.setRateLimit('ada-nwosu', {
        remaining: 400,
      });
      const { not_before: notBefore } = await waitFor(async () => {
        const owner = await row();
        return owner.not_before !== null && !owner.claimed_by && owner;
      });
      expect(Date.parse(notBefore) - Date.now()).toBeGreaterThan(60_000);
      await stage.simulator.control.clearRequests();
      // A new task would otherwise be looked at after the interval.
      await ada.start({ prompt: 'Another' });
      expect((await row()).next_check_at >= notBefore).toBe(true);
      expect(await lists()).toEqual([]);
      expect((await ada.task(id)).tracking.status).toBe('live');
    });
  });
});
