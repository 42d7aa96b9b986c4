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
import type { JsonObject } from '@backstage/types';
import { readPolicy } from '../config';
import { CurrentPolicy } from './CurrentPolicy';
import type { StoredRule } from './store';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');

/** `agentTasks.policy` of app-config. */
const dataWith = (policy: JsonObject) => ({ agentTasks: { policy } });

const stored = (overrides: Partial<StoredRule> = {}): StoredRule => ({
  id: 'b7a8',
  rule: { match: 'acme/x' },
  enabled: true,
  version: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  createdBy: 'user:default/priya',
  updatedAt: '2026-11-01T00:00:00.000Z',
  updatedBy: 'user:default/priya',
  ...overrides,
});

describe('CurrentPolicy', () => {
  function setUp(
    policy: JsonObject,
    list: () => Promise<StoredRule[]> = async () => [],
  ) {
    const config = mockServices.rootConfig({ data: dataWith(policy) });
    const logger = mockServices.logger.mock();
    const source = CurrentPolicy.create({
      config,
      read: readPolicy,
      rules: { list },
      now: () => NOW,
      logger,
    });
    /** While the backend runs. */
    const edit = (changed: JsonObject) =>
      config.update({ data: dataWith(changed) });
    return { source, edit, logger };
  }

  it('gives the rules of app-config, then those of the admin page, with their status', async () => {
    const { source } = setUp(
      {
        repositories: [
          { match: 'acme/*' },
          { match: 'acme/a', validUntil: '2026-11-21' },
          { match: 'acme/b', validFrom: '2026-11-23' },
        ],
        limits: { activeTasksPerUser: 5 },
      },
      async () => [stored(), stored({ id: 'c9', enabled: false })],
    );
    const { rules, limits, configProblem } = await source.get();
    expect(rules.map(({ id, origin, status }) => [id, origin, status])).toEqual(
      [
        ['agentTasks.policy.repositories[0]', 'config', 'active'],
        ['agentTasks.policy.repositories[1]', 'config', 'expired'],
        ['agentTasks.policy.repositories[2]', 'config', 'not_yet_valid'],
        ['b7a8', 'database', 'active'],
        ['c9', 'database', 'disabled'],
      ],
    );
    expect(rules[3]).toMatchObject({
      version: 1,
      createdBy: 'user:default/priya',
    });
    expect([limits, configProblem]).toEqual([
      { activeTasksPerUser: 5 },
      undefined,
    ]);
  });

  it('follows changes of app-config without a restart', async () => {
    const { source, edit, logger } = setUp({});
    expect((await source.get()).rules).toEqual([]);
    edit({
      repositories: [{ match: 'acme/*' }],
      limits: { activeTasksPerUser: 1 },
    });
    expect(await source.get()).toMatchObject({
      rules: [{ rule: { match: 'acme/*' } }],
      limits: { activeTasksPerUser: 1 },
    });
    expect(logger.info).toHaveBeenCalledTimes(1);
  });

  it('keeps the policy before a change that is wrong, and says what is wrong until it is right', async () => {
    const { source, edit, logger } = setUp({
      repositories: [{ match: 'acme/*' }],
    });
    edit({
      repositories: [{ match: 'acme/*' }, { match: 'acme/x', deni: true }],
    });
    const broken = await source.get();
    expect(broken.rules.map(({ rule }) => rule.match)).toEqual(['acme/*']);
    expect(broken.configProblem).toMatch(
      /agentTasks\.policy\.repositories\[1\]\.deni does not exist/,
    );
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/stays in force.*repositories\[1\]\.deni/),
    );
    edit({
      repositories: [{ match: 'acme/*' }, { match: 'acme/x', deny: true }],
    });
    const repaired = await source.get();
    expect(repaired.rules).toHaveLength(2);
    expect(repaired).not.toHaveProperty('configProblem');
  });

  it('does not start with what is wrong', () => {
    expect(() => setUp({ repositories: [{ match: '*' }] })).toThrow(
      /agentTasks\.policy\.repositories\[0\]\.match/,
    );
  });

  it('decides nothing while the rules of the admin page cannot be read', async () => {
    const { source, logger } = setUp(
      { repositories: [{ match: 'acme/*' }] },
      async () => {
        throw new Error('select * from "policy_rules" - no connection');
      },
    );
    const error = await source.get().catch(caught => caught);
    expect(error).toMatchObject({ name: 'ServiceUnavailableError' });
    expect(error.message).toMatch(/decided nothing and started nothing/);
    expect(error.message).not.toMatch(/policy_rules/);
    expect(logger.error).toHaveBeenCalledTimes(1);
  });
});
