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

import express from 'express';
import {
  startSimulator,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import type { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import { startPortal } from '../../__testUtils__/startPortal';
import { waitFor } from '../../__testUtils__/waitFor';
import { createGetHealth, type GetHealthOptions } from './getHealth';

jest.setTimeout(60_000);

describe('GET /v1/health', () => {
  describe('of a portal', () => {
    const databases = createTestDatabases();
    let simulator: RunningSimulator;

    beforeAll(async () => {
      simulator = await startSimulator({ frozen: true, history: false });
    });
    afterAll(() => simulator.stop());

    it.each(databases.eachSupportedId())(
      'needs no credentials and holds numbers only, %p',
      async databaseId => {
        const knex: Knex = await databases.init(databaseId);
        // An interval that does not come to its end during the test.
        const portal = await startPortal({
          simulator,
          knex,
          intervalMs: 600_000,
          slowIntervalMs: 600_000,
        });
        try {
          const { token } = await simulator.control.createToken({
            login: 'ada-nwosu',
          });
          await portal.as('ada', token).start({});
          const answer = await request(portal.server).get(
            '/api/agent-tasks/v1/health',
          );
          expect(answer.status).toBe(200);
          expect(answer.headers['cache-control']).toBe('no-store');
          expect(answer.body).toEqual({
            status: 'ok',
            tracker: { due: 0, lagSeconds: 0, paused: 0, followed: 1 },
          });

          await knex.schema.renameTable('followed_users', 'away');
          // The last reading is told for a second.
          await waitFor(async () => {
            const away = await request(portal.server).get(
              '/api/agent-tasks/v1/health',
            );
            return away.status === 503 && away.body.status === 'unavailable';
          });
          await knex.schema.renameTable('away', 'followed_users');
        } finally {
          await portal.stop();
        }
      },
    );
  });

  describe('of a backlog', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    const get = (backlog: GetHealthOptions['backlog']) =>
      request(
        express().get(
          '/health',
          createGetHealth({ backlog, now: () => now, intervalMs: 15_000 }),
        ),
      ).get('/health');

    it('is 503 when the tracker is behind', async () => {
      const oldestDueAt = '2026-11-22T11:59:00.000Z';
      const backlog = { due: 4, oldestDueAt, paused: 0, followed: 9 };
      const answer = await get(async () => backlog);
      expect(answer.status).toBe(503);
      expect(answer.body).toEqual({
        status: 'behind',
        tracker: { ...backlog, lagSeconds: 60 },
      });
    });

    it('is 503 when the database cannot be read, without a reason', async () => {
      const answer = await get(async () => {
        throw new Error('no route to db.internal as user portal');
      });
      expect(answer.status).toBe(503);
      expect(answer.body).toEqual({ status: 'unavailable' });
    });
  });
});
