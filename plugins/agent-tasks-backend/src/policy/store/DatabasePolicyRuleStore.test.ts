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
import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import {
  ADA,
  BEN,
  createRuleStores,
  START,
} from './__testUtils__/createRuleStores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  const setUp = () => createRuleStores(databases, databaseId);

  it('keeps rules in the order in which they came, with who and when', async () => {
    const { store, other, add } = await setUp();
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
    const { store, other, add, history } = await setUp();
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
    const { store, add, history } = await setUp();
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
    const { store, other, add, history } = await setUp();
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
    const { store, add } = await setUp();
    const { id } = await add({ match: 'acme/*' });
    const change = { rule: { match: 'acme/a' }, enabled: true, version: 1 };
    const { after } = await store.update(id, change, BEN);
    await expect(store.delete(id, 1, ADA)).rejects.toMatchObject({
      code: 'rule_changed',
    });
    expect(await store.list()).toEqual([after]);
  });

  it('says who deleted a rule that is gone', async () => {
    const { store, add } = await setUp();
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
    const { store, add } = await setUp();
    await add({ match: 'acme/*' });
    await expect(store.delete(id, 1, ADA)).rejects.toMatchObject({
      code: 'rule_not_found',
    });
    expect(await store.listChanges({ ruleId: id, limit: 10 })).toEqual([]);
    expect(await store.list()).toHaveLength(1);
  });

  it('writes nothing if the check refuses', async () => {
    const { store, add, history } = await setUp();
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
    const { store, other } = await setUp();
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
    const { knex, store, add } = await setUp();
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
    const { knex, store, add } = await setUp();
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
});
