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

import { randomUUID } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import { DatabaseTaskStore } from '../../tasks/DatabaseTaskStore';
import { DatabasePolicyRuleStore } from './DatabasePolicyRuleStore';

jest.setTimeout(60_000);

const ADA = { by: 'user:default/ada', reason: 'Asked for by the team' };
const BEN = { by: 'user:default/ben', reason: 'Closed after the incident' };
const START = Date.parse('2026-11-22T12:00:00Z');

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let knex: Knex;
  let store: DatabasePolicyRuleStore;
  /** Another replica on the same database. */
  let other: DatabasePolicyRuleStore;
  let seconds: number;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    const database = mockServices.database.mock({
      getClient: async () => knex,
    });
    await DatabaseTaskStore.create({ database });
    seconds = 0;
    const now = () => START + 1000 * seconds++;
    store = await DatabasePolicyRuleStore.create({ database, now });
    other = await DatabasePolicyRuleStore.create({ database, now });
  });

  const add = (rule: PolicyRule, enabled = true) =>
    store.create({ rule, enabled }, ADA);

  /** As a newer version of the plugin, or somebody at the database, would. */
  const overwrite = (id: string, rule: string) =>
    knex('policy_rules').where({ id }).update({ rule });

  const history = async () =>
    (await store.listChanges({ limit: 100 })).map(
      ({ action, by, before, after }) => [
        action,
        by,
        before?.match,
        after?.match,
      ],
    );

  it('keeps rules in the order in which they came, with who and when', async () => {
    expect(await store.list()).toEqual([]);
    const rule: PolicyRule = {
      match: 'acme/*',
      allow: ['group:default/platform'],
      models: ['claude-sonnet-4.6'],
      customAgents: ['Ünïcode 🚀'],
      baseRefs: ['release/*'],
      sources: ['portal', 'mcp'],
      limits: { activeTasksPerUser: 3, aiCreditsPerMonth: 12.5 },
      validFrom: '2026-01-01',
      validUntil: '2026-12-31T10:00:00+02:00',
    };
    const first = await add(rule);
    const second = await add({ match: 'acme/payroll', deny: true }, false);
    expect(first).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      rule,
      enabled: true,
      version: 1,
      createdAt: '2026-11-22T12:00:00.000Z',
      createdBy: ADA.by,
      updatedAt: '2026-11-22T12:00:00.000Z',
      updatedBy: ADA.by,
    });
    expect(second.enabled).toBe(false);
    expect(await other.list()).toEqual([first, second]);
  });

  it('changes a rule and says what was done', async () => {
    const { id } = await add({ match: 'acme/*' });
    const { before, after } = await store.update(
      id,
      { rule: { match: 'acme/web-*' }, enabled: true, version: 1 },
      BEN,
    );
    expect(before).toMatchObject({ rule: { match: 'acme/*' }, version: 1 });
    expect(after).toMatchObject({
      rule: { match: 'acme/web-*' },
      version: 2,
      createdBy: ADA.by,
      updatedBy: BEN.by,
      updatedAt: '2026-11-22T12:00:01.000Z',
    });
    expect(await other.list()).toEqual([after]);
    const write = (match: string, enabled: boolean, version: number) =>
      store.update(id, { rule: { match }, enabled, version }, BEN);
    await write('acme/web-*', false, 2);
    await write('acme/web-*', true, 3);
    await write('acme/app-*', false, 4);
    await store.delete(id, 5, ADA);
    expect(await store.list()).toEqual([]);
    expect(await history()).toEqual([
      ['deleted', ADA.by, 'acme/app-*', undefined],
      ['disabled', BEN.by, 'acme/web-*', 'acme/app-*'],
      ['enabled', BEN.by, 'acme/web-*', 'acme/web-*'],
      ['disabled', BEN.by, 'acme/web-*', 'acme/web-*'],
      ['updated', BEN.by, 'acme/*', 'acme/web-*'],
      ['created', ADA.by, undefined, 'acme/*'],
    ]);
  });

  it('refuses a change that changes nothing', async () => {
    const { id } = await add({ match: 'acme/*' });
    await expect(
      store.update(
        id,
        { rule: { match: 'acme/*' }, enabled: true, version: 1 },
        BEN,
      ),
    ).rejects.toMatchObject({
      code: 'validation_failed',
      issues: [{ path: 'rule', message: expect.stringContaining('already') }],
    });
    expect(await history()).toHaveLength(1);
  });

  it('lets one of many changes from one version win, on every replica', async () => {
    const { id } = await add({ match: 'acme/*' });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 ? store : other).update(
          id,
          { rule: { match: `acme/team-${index}` }, enabled: true, version: 1 },
          BEN,
        ),
      ),
    );
    const written = outcomes.flatMap(outcome =>
      outcome.status === 'fulfilled' ? [outcome.value.after] : [],
    );
    expect(written).toHaveLength(1);
    expect(await store.list()).toEqual(written);
    expect(await history()).toHaveLength(2);
    const refusals = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    const refusal = {
      code: 'rule_changed',
      statusCode: 409,
      message: expect.stringContaining(
        `${BEN.by} changed this rule at ${written[0].updatedAt}`,
      ),
    };
    expect(refusals).toEqual(Array(9).fill(expect.objectContaining(refusal)));
  });

  it('refuses to delete from an outdated version', async () => {
    const { id } = await add({ match: 'acme/*' });
    const change = { rule: { match: 'acme/a' }, enabled: true, version: 1 };
    const { after } = await store.update(id, change, BEN);
    await expect(store.delete(id, 1, ADA)).rejects.toMatchObject({
      code: 'rule_changed',
    });
    expect(await store.list()).toEqual([after]);
  });

  it('says who deleted a rule that is gone', async () => {
    const { id } = await add({ match: 'acme/*' });
    await store.delete(id, 1, BEN);
    const again = store.update(
      id,
      { rule: { match: 'acme/a' }, enabled: true, version: 1 },
      ADA,
    );
    await expect(again).rejects.toMatchObject({
      code: 'rule_not_found',
      statusCode: 404,
      message: expect.stringContaining(`${BEN.by} deleted this rule at`),
    });
  });

  it.each([
    randomUUID(),
    'agentTasks.policy.repositories[0]',
    'a\0b',
    "' or 1=1 --",
    'x'.repeat(5000),
  ])('has no rule %#', async id => {
    await add({ match: 'acme/*' });
    await expect(store.delete(id, 1, ADA)).rejects.toMatchObject({
      code: 'rule_not_found',
    });
    expect(await store.listChanges({ ruleId: id, limit: 10 })).toEqual([]);
    expect(await store.list()).toHaveLength(1);
  });

  it('writes nothing if the check refuses', async () => {
    const first = await add({ match: 'acme/*' });
    const second = await add({ match: 'acme/a' });
    const refusal = new Error('Not beside this one.');
    const seen: unknown[] = [];
    const check = (...args: unknown[]) => {
      seen.push(args);
      throw refusal;
    };
    const change = { rule: { match: 'acme/b' }, enabled: true };
    await expect(store.create(change, ADA, check)).rejects.toBe(refusal);
    await expect(
      store.update(second.id, { ...change, version: 1 }, ADA, check),
    ).rejects.toBe(refusal);
    expect(seen).toEqual([[[first, second]], [[first], second]]);
    expect(await store.list()).toEqual([first, second]);
    expect(await history()).toHaveLength(2);
  });

  it('checks one change after the other, so that no two pass what only one may', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 ? store : other).create(
          { rule: { match: 'acme/*' }, enabled: true },
          ADA,
          others => {
            if (others.length > 0) throw new Error('There is one.');
          },
        ),
      ),
    );
    expect(
      outcomes.filter(({ status }) => status === 'fulfilled'),
    ).toHaveLength(1);
    expect(await store.list()).toHaveLength(1);
  });

  it('leaves no rule without history and no history without rule', async () => {
    await knex.schema.renameTable('policy_changes', 'policy_changes_gone');
    // The driver's errors are of another realm than those that Jest knows.
    const outcome = add({ match: 'acme/*' }).then(
      () => 'written',
      () => 'failed',
    );
    expect(await outcome).toBe('failed');
    await knex.schema.renameTable('policy_changes_gone', 'policy_changes');
    expect(await store.list()).toEqual([]);
  });

  it('refuses more than 1,000 rules', async () => {
    const stamp = new Date(START).toISOString();
    await knex.batchInsert(
      'policy_rules',
      Array.from({ length: 999 }, (_, index) => ({
        id: randomUUID(),
        rule: JSON.stringify({ match: `acme/repository-${index}` }),
        enabled: true,
        version: 1,
        created_at: stamp,
        created_by: ADA.by,
        updated_at: stamp,
        updated_by: ADA.by,
      })),
      100,
    );
    await add({ match: 'acme/the-last' });
    await expect(add({ match: 'acme/one-more' })).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining('1000 is the most'),
      issues: [expect.objectContaining({ path: 'rule' })],
    });
    const rules = await store.list();
    expect(rules).toHaveLength(1000);
    expect(rules.every(({ problem }) => problem === undefined)).toBe(true);
  });

  describe('a rule that cannot be read', () => {
    it.each([
      ['of a newer version', { match: 'acme/*', teams: ['a'] }, 'acme/*'],
      ['that denies', { match: 'acme/x', deny: true, teams: [1] }, 'acme/x'],
      ['with a bad list', { match: 'acme/*', allow: [] }, 'acme/*'],
      ['without a glob', { deny: true }, '*/*'],
      ['with a bad glob', { match: 'acme/{a', deny: true }, '*/*'],
      ['that is a list', [], '*/*'],
      ['that is null', null, '*/*'],
    ])('%s denies what it can match', async (_, value, match) => {
      const { id } = await add({ match: 'acme/web', deny: true });
      await overwrite(id, JSON.stringify(value));
      expect(await other.list()).toEqual([
        expect.objectContaining({
          id,
          rule: { match, deny: true },
          enabled: true,
          problem: expect.stringMatching(
            new RegExp(`^Rule ${id} of the admin page cannot be read \\(.+\\)`),
          ),
        }),
      ]);
    });

    it('denies everything where it is no JSON, beside others that are as they were', async () => {
      const good = await add({ match: 'acme/*' });
      const { id } = await add({ match: 'acme/web', deny: true });
      await overwrite(id, '{"match": "acme/we');
      const rules = await store.list();
      expect(rules[0]).toEqual(good);
      expect(rules[1].rule).toEqual({ match: '*/*', deny: true });
    });

    it('stays disabled if it is', async () => {
      const { id } = await add({ match: 'acme/web', deny: true }, false);
      await overwrite(id, '{}');
      expect(await store.list()).toMatchObject([{ id, enabled: false }]);
    });

    it('can be saved anew', async () => {
      const { id } = await add({ match: 'acme/web' });
      await overwrite(id, '{"match":"acme/web","teams":[]}');
      const change = { rule: { match: 'acme/web' }, enabled: true, version: 1 };
      const { after } = await store.update(id, change, BEN);
      expect(after).toMatchObject({ rule: { match: 'acme/web' }, version: 2 });
      expect(after).not.toHaveProperty('problem');
      const [change1] = await store.listChanges({ ruleId: id, limit: 1 });
      expect(change1).toMatchObject({
        action: 'updated',
        after: { match: 'acme/web' },
      });
      expect(change1).not.toHaveProperty('before');
    });

    it('can be deleted', async () => {
      const { id } = await add({ match: 'acme/web' });
      await overwrite(id, 'nonsense');
      await store.delete(id, 1, BEN);
      expect(await store.list()).toEqual([]);
    });
  });

  it('pages through the history, of all rules or of one', async () => {
    const { id } = await add({ match: 'acme/0' });
    for (let version = 1; version <= 4; version++) {
      await store.update(
        id,
        { rule: { match: `acme/${version}` }, enabled: true, version },
        BEN,
      );
      await add({ match: `tools/${version}` });
    }
    const pages = async (ruleId?: string) => {
      const seen: (string | undefined)[] = [];
      for (let before: string | undefined; ; ) {
        const page = await store.listChanges({ ruleId, before, limit: 2 });
        if (page.length === 0) return seen;
        seen.push(...page.map(({ after }) => after?.match));
        before = page[page.length - 1].id;
      }
    };
    expect(await pages(id)).toEqual([
      'acme/4',
      'acme/3',
      'acme/2',
      'acme/1',
      'acme/0',
    ]);
    expect(await pages()).toEqual([
      'tools/4',
      'acme/4',
      'tools/3',
      'acme/3',
      'tools/2',
      'acme/2',
      'tools/1',
      'acme/1',
      'acme/0',
    ]);
    const [newest] = await store.listChanges({ limit: 1 });
    expect(newest).toEqual({
      id: expect.stringMatching(/^\d+$/),
      ruleId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      at: expect.stringMatching(/^2026-11-22T12:00:\d\d\.000Z$/),
      action: 'created',
      ...ADA,
      after: { match: 'tools/4' },
    });
  });
});
