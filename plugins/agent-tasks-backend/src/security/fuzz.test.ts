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

import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createStage } from '../__testUtils__/createStage';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { gitHubAppCredentials } from '../__testUtils__/credentialSettings';
import { createCallers, type FuzzCaller } from './__testUtils__/fuzz/callers';
import { findSecrets, findWords, judge } from './__testUtils__/fuzz/judge';
import {
  casesOf,
  deleteRules,
  learn,
  learnConsent,
  permissionsOf,
  startedTask,
  tell,
} from './__testUtils__/fuzz/play';
import { requests, type FuzzRequest } from './__testUtils__/fuzz/requests';
import { Wire } from './__testUtils__/fuzz/Wire';

const SEED = Number(process.env.FUZZ_SEED ?? 20261122);
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 10_000);
/** So that the second by which one's writes to GitHub are apart holds up only some. */
const AT_ONCE = 16;
const TOKENS_EACH = 6;
const MOST_TOLD = 10;

jest.setTimeout(10 * 60_000);

describe('the fuzz', () => {
  const databases = createTestDatabases();
  const stage = createStage();

  const mintFor = async (login: string) => {
    const limit = 10_000_000;
    await stage.simulator.control.setRateLimit(login, {
      limit,
      remaining: limit,
    });
    return Promise.all(
      Array.from({ length: TOKENS_EACH }, () => stage.mint(login)),
    );
  };

  /**
   * Everybody on GitHub whom it needs, and the tokens of somebody else. GitHub's
   * limits are no part of it.
   */
  const prepareGitHub = async (callers: FuzzCaller[]) => {
    const { control } = stage.simulator;
    await control.setSwitches({ secondaryLimits: false, lockOutAfter: 0 });
    await control.addPerson({
      login: 'otto-foster',
      writes: ['acme/services'],
    });
    for (const caller of callers) {
      if (caller.may.length > 0) caller.tokens = await mintFor(caller.name);
    }
    return mintFor('otto-foster');
  };

  // What nobody catches in this process, in which the portal runs, fails the test by Jest.
  it.each(databases.eachSupportedId())(
    'finds no 5xx, no unhandled rejection and no leak, and the portal goes on, %s',
    async databaseId => {
      const isFirst = databaseId === 'SQLITE_3';
      const count = isFirst ? REQUESTS : Math.ceil(REQUESTS / 4);
      // Other requests on the other database.
      const seed = isFirst ? SEED : SEED + REQUESTS;
      process.stderr.write(
        `${databaseId}: FUZZ_SEED=${SEED} FUZZ_REQUESTS=${REQUESTS}, of which ${count}\n`,
      );
      const callers = createCallers();
      const foreign = await prepareGitHub(callers);
      const portal = await stage.start({
        knex: await databases.init(databaseId),
        credentials: gitHubAppCredentials,
        // Slow enough not to be behind, which /health would tell with a 503.
        intervalMs: 10_000,
        slowIntervalMs: 10_000,
        features: [permissionsOf(callers), catalogServiceMock.factory()],
      });
      const wire = Wire.create({ port: portal.server.port() });
      await learnConsent(portal, wire, 'ada-nwosu');
      await learnConsent(portal, wire, 'ben-larsen');
      const { body: document } = await portal
        .as('ada-nwosu')
        .get('/openapi.json');
      const { grant, encryptionKeys } = gitHubAppCredentials;
      const secrets = [...encryptionKeys, grant.clientSecret, 'dead-token-'];
      const wrong: string[] = [];
      const statuses: Record<number, number> = {};
      const started = new Set<string>();

      const tokenOf = (
        { token }: FuzzRequest,
        caller: FuzzCaller,
        n: number,
      ): string | undefined =>
        ({
          own: caller.tokens[n % TOKENS_EACH],
          foreign: foreign[n % TOKENS_EACH],
          none: undefined,
          dead: `dead-token-${n % 3}`,
          installation: 'ghs_1234567890abcdef',
          malformed: 'dead-token- with spaces',
        }[token]);

      const cases = casesOf(requests(document, { callers: callers.length }), {
        seed,
        count,
      });
      let sent = 0;
      const play = async () => {
        for (const request of { [Symbol.iterator]: () => cases }) {
          const n = sent++;
          const caller = callers[request.caller];
          const what = `#${n} ${caller.name} ${tell(request)}`;
          try {
            const token = tokenOf(request, caller, n);
            const answer = await wire.send(request, caller, token);
            statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
            learn(wire, request, answer);
            const taskId = startedTask(request, answer);
            if (taskId) started.add(taskId);
            for (const each of judge(request, answer, { caller, secrets })) {
              const shown = `${answer.status} ${answer.text.slice(0, 300)}`;
              wrong.push(`${each}: ${what} → ${shown}`);
            }
          } catch (error) {
            wrong.push(`was not answered: ${what}: ${error}`);
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, play));
      wire.close();
      process.stderr.write(
        `${databaseId}: ${sent} requests, ${
          started.size
        } tasks started; answers by status: ${JSON.stringify(statuses)}\n`,
      );

      const letOut = [
        ...portal.logs,
        ...[...portal.signals, ...portal.notifications].map(each =>
          JSON.stringify(each),
        ),
      ];
      expect(letOut.join()).toContain('task-create');
      for (const line of letOut) {
        for (const each of [
          ...findSecrets(line, secrets),
          ...findWords(line),
        ]) {
          wrong.push(`${each}: ${line.slice(0, 500)}`);
        }
      }
      expect(wrong.slice(0, MOST_TOLD)).toEqual([]);
      expect(sent).toBe(count);
      // Not only refusals: what is behind them was reached.
      for (const status of [200, 201, 400, 401, 403, 404]) {
        expect([status, statuses[status]]).toEqual([
          status,
          expect.any(Number),
        ]);
      }
      const onGitHub = await stage.simulator.control.tasks();
      expect(onGitHub.length).toBeGreaterThan(0);
      expect(onGitHub.filter(({ id }) => !started.has(id))).toEqual([]);

      expect(Object.keys(Object.prototype)).toEqual([]);
      await deleteRules(portal);
      const priya = portal.as('priya-raman', callers[0].tokens[0]);
      const task = await priya.start({});
      expect(await priya.task(task.id)).toMatchObject({ state: 'queued' });
    },
  );
});
