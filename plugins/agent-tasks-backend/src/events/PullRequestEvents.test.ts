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

import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import { createStage } from '../__testUtils__/createStage';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import type { Portal } from '../__testUtils__/startPortal';
import { waitFor } from '../__testUtils__/waitFor';

jest.setTimeout(60_000);

describe('PullRequestEvents', () => {
  const databases = createTestDatabases();
  const stage = createStage();

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let events: ReturnType<typeof mockServices.events>;
    let portal: Portal;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      events = mockServices.events();
      portal = await stage.start({
        knex,
        slowIntervalMs: 600_000,
        features: [
          createServiceFactory({
            service: eventsServiceRef,
            deps: {},
            factory: () => events,
          }),
        ],
      });
    });

    /** A finished task, whose open pull request is read every ten minutes. */
    async function finishTask() {
      const ada = await stage.signIn(portal);
      const { id } = await ada.start({});
      await stage.simulator.control.advance(60_000);
      const task = await ada.taskWhen(
        id,
        ({ tracking, pullRequest }) =>
          tracking.status === 'slow' && pullRequest !== undefined,
      );
      // The last look is recorded, and was not a moment ago.
      const longAgo = new Date(Date.now() - 10_000).toISOString();
      await waitFor(() =>
        knex('followed_users')
          .whereNull('claimed_by')
          .where(
            'next_check_at',
            '>',
            new Date(Date.now() + 60_000).toISOString(),
          )
          .update({ planned_at: longAgo }),
      );
      await stage.simulator.control.clearRequests();
      return { ada, id, number: task.pullRequest!.number };
    }

    const publish = (event: string, number: number, more: object = {}) =>
      events.publish({
        topic: `github.${event}`,
        eventPayload: {
          repository: { full_name: 'Acme/Services' },
          pull_request: { number },
          ...more,
        },
      });

    it('shows a merged pull request without waiting for the slow interval', async () => {
      const { ada, id, number } = await finishTask();
      const { control } = stage.simulator;
      await control.updatePullRequest(
        { repository: 'acme/services', number },
        { action: 'merge' },
      );
      for (let n = 0; n < 100; n++) await publish('pull_request', number);
      const merged = await ada.taskWhen(
        id,
        ({ pullRequest }) => pullRequest?.state === 'merged',
      );
      expect(merged.tracking).toEqual({ status: 'ended' });
      const requests = await control.requests();
      const reads = requests.filter(({ path }) => path.includes('graphql'));
      expect(reads.length).toBeGreaterThan(0);
      expect(reads.length).toBeLessThanOrEqual(2);
    });

    it.each(['check_suite', 'workflow_run'])(
      'hears of %s by the branch alone',
      async event => {
        const { ada, id, number } = await finishTask();
        const { branch } = await ada.task(id);
        await stage.simulator.control.updatePullRequest(
          { repository: 'acme/services', number },
          { checks: 'failure' },
        );
        await publish(event, 0, {
          [event]: { head_branch: branch, pull_requests: [] },
        });
        const { pullRequest } = await ada.taskWhen(
          id,
          task => task.pullRequest?.checks === 'failure',
        );
        expect(pullRequest!.number).toBe(number);
        // The mark is removed once its pull request was read.
        await waitFor(async () => {
          const task = await knex('tasks').first('refresh_requested_at');
          return task.refresh_requested_at === null;
        });
      },
    );

    it('asks GitHub nothing for what it does not follow or cannot read', async () => {
      const { number } = await finishTask();
      await publish('pull_request', number + 1);
      await publish('pull_request', number, {
        repository: { full_name: 'acme/billing' },
      });
      await publish('pull_request', number, {
        repository: {
          full_name: 'acme/services',
          html_url: 'https://elsewhere.test/acme/services',
        },
      });
      await publish('pull_request_review', number, { pull_request: 'seven' });
      await publish('check_suite', 0, { check_suite: { head_branch: '\0' } });
      const [owner] = await knex('followed_users').select();
      expect(Date.parse(owner.next_check_at)).toBeGreaterThan(
        Date.now() + 60_000,
      );
      expect(
        await knex('tasks').whereNotNull('refresh_requested_at').select('id'),
      ).toEqual([]);
      expect(await stage.simulator.control.requests()).toEqual([]);
      expect(portal.logs.join('\n')).toContain('names no pull request');
    });
  });
});
