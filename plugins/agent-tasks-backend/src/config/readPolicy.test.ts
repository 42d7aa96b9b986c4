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

import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { refusalOf } from './__testUtils__/refusalOf';
import { readPolicy } from './readPolicy';

const GUIDE = resolvePackagePath(
  'backstage-plugin-agent-tasks-backend',
  '../../docs/admin-guide.md',
);

const read = (data: JsonObject) =>
  readPolicy(mockServices.rootConfig({ data }));

const withRules = (...repositories: JsonObject[]) => ({
  agentTasks: { policy: { repositories } },
});

const limits = (settings: JsonObject) => ({
  agentTasks: { policy: { limits: settings } },
});

describe('readPolicy', () => {
  it.each<[why: string, data: JsonObject, key: string, remedy: RegExp]>([
    [
      'a limit of nothing',
      limits({ activeTasksPerUser: 0 }),
      'agentTasks.policy.limits.activeTasksPerUser',
      /at least 1/,
    ],
    [
      'a limit of one and a half',
      limits({ tasksPerUserPerDay: 1.5 }),
      'agentTasks.policy.limits.tasksPerUserPerDay',
      /whole number/,
    ],
    [
      'a limit that does not exist',
      limits({ tasksPerDay: 1 }),
      'agentTasks.policy.limits.tasksPerDay',
      /does not exist/,
    ],
    [
      'a slip of the pen in a rule',
      withRules({ match: 'acme/*', model: ['gpt-5.4'] }),
      'agentTasks.policy.repositories[0].model',
      /use one of: match, deny, allow/,
    ],
    [
      'a rule without match',
      withRules({ deny: true }),
      'agentTasks.policy.repositories[0].match',
      /Missing required/,
    ],
    [
      'a match without slash',
      withRules({ match: 'acme/*' }, { match: '*' }),
      'agentTasks.policy.repositories[1].match',
      /owner\/name/,
    ],
    [
      'a match with an open brace',
      withRules({ match: 'acme/{a,b' }),
      'agentTasks.policy.repositories[0].match',
      /no partner/,
    ],
    [
      'a match that can take very long',
      withRules({ match: 'acme/*a*a*a*' }),
      'agentTasks.policy.repositories[0].match',
      /more than three stars/,
    ],
    [
      'a branch that can take very long',
      withRules({ match: 'acme/*', baseRefs: ['*a*a*a*'] }),
      'agentTasks.policy.repositories[0].baseRefs[0]',
      /at most three stars/,
    ],
    [
      'an allowed entity of no kind',
      withRules(
        { match: 'acme/a' },
        { match: 'acme/b' },
        { match: 'acme/c', allow: ['platform'] },
      ),
      'agentTasks.policy.repositories[2].allow[0]',
      /group:default\/platform/,
    ],
    [
      'an allowed entity that is no person',
      withRules({ match: 'acme/a', allow: ['user:ada', 'component:billing'] }),
      'agentTasks.policy.repositories[0].allow[1]',
      /user or group/,
    ],
    [
      'a denial with those whom it allows',
      withRules({ match: 'acme/a', deny: true, allow: ['user:ada'] }),
      'agentTasks.policy.repositories[0].allow',
      /Use denyFor/,
    ],
    [
      'a denial with limits',
      withRules({
        match: 'acme/a',
        deny: true,
        limits: { activeTasksPerUser: 1 },
      }),
      'agentTasks.policy.repositories[0].limits',
      /Remove them/,
    ],
    [
      'a rule that allows and names whom it denies',
      withRules({ match: 'acme/a', denyFor: ['user:ada'] }),
      'agentTasks.policy.repositories[0].denyFor',
      /Use allow instead/,
    ],
    [
      'a limit of a rule that does not exist',
      withRules({ match: 'acme/a', limits: { tasksPerDay: 1 } }),
      'agentTasks.policy.repositories[0].limits.tasksPerDay',
      /use one of: activeTasksPerUser/,
    ],
    [
      'a limit of a rule of less than nothing',
      withRules({ match: 'acme/a', limits: { aiCreditsPerMonth: -1 } }),
      'agentTasks.policy.repositories[0].limits.aiCreditsPerMonth',
      /is '-1': Give a number of AI credits/,
    ],
    [
      'a door that does not exist',
      withRules({ match: 'acme/a', sources: ['portal', 'window'] }),
      'agentTasks.policy.repositories[0].sources[1]',
      /is 'window'.*"portal"/,
    ],
    [
      'a branch that is none',
      withRules({ match: 'acme/a', baseRefs: ['my branch'] }),
      'agentTasks.policy.repositories[0].baseRefs[0]',
      /release\/\*/,
    ],
    [
      'a day that is none',
      withRules({ match: 'acme/a', validUntil: '2026-02-30' }),
      'agentTasks.policy.repositories[0].validUntil',
      /date such as/,
    ],
    [
      'an end before the beginning',
      withRules({
        match: 'acme/a',
        validFrom: '2026-02-02',
        validUntil: '2026-02-01',
      }),
      'agentTasks.policy.repositories[0].validUntil',
      /later day/,
    ],
    [
      'a list that is a text',
      withRules({ match: 'acme/a', models: 'gpt-5.4' }),
      'agentTasks.policy.repositories[0].models',
      /array/,
    ],
    [
      'an empty list',
      withRules({ match: 'acme/a', customAgents: [] }),
      'agentTasks.policy.repositories[0].customAgents',
      /empty list/,
    ],
    [
      'the same rule twice',
      withRules(
        { match: 'acme/a', allow: ['user:a', 'user:b'] },
        { match: 'ACME/a', allow: ['user:b', 'user:a'] },
      ),
      'agentTasks.policy.repositories[1]',
      /repeats agentTasks.policy.repositories\[0\]/,
    ],
    [
      'a rule that another one cancels',
      withRules({ match: 'acme/a' }, { match: 'acme/A', deny: true }),
      'agentTasks.policy.repositories[0]',
      /agentTasks.policy.repositories\[1\] denies/,
    ],
    [
      'a wrong type',
      withRules({ match: 'acme/a', deny: 'perhaps' }),
      'agentTasks.policy.repositories[0].deny',
      /boolean/,
    ],
  ])('refuses %s and names its key', (_why, data, key, remedy) => {
    const refusal = refusalOf(() => read(data));
    expect(refusal).toEqual(expect.stringContaining(key));
    expect(refusal).toEqual(expect.stringMatching(remedy));
  });

  it('reads the whole vocabulary, completed and with numbers of the environment', () => {
    expect(
      read({
        agentTasks: {
          policy: {
            repositories: [
              {
                match: ' acme/* ',
                allow: ['group:Platform'],
                models: ['gpt-5.4'],
                customAgents: ['scaffolder'],
                baseRefs: ['main', 'release/*'],
                sources: ['portal', 'mcp'],
                limits: { activeTasksPerRepository: '3' },
                validFrom: '2026-01-01',
                validUntil: '2026-12-31T12:00:00Z',
              },
              { match: 'acme/x', deny: 'true', denyFor: ['user:ada'] },
            ],
            limits: { tasksPerUserPerDay: '50', aiCreditsPerMonth: 1000.5 },
          },
        },
      }),
    ).toEqual({
      rules: [
        {
          match: 'acme/*',
          allow: ['group:default/platform'],
          models: ['gpt-5.4'],
          customAgents: ['scaffolder'],
          baseRefs: ['main', 'release/*'],
          sources: ['portal', 'mcp'],
          limits: { activeTasksPerRepository: 3 },
          validFrom: '2026-01-01',
          validUntil: '2026-12-31T12:00:00Z',
        },
        { match: 'acme/x', deny: true, denyFor: ['user:default/ada'] },
      ],
      limits: { tasksPerUserPerDay: 50, aiCreditsPerMonth: 1000.5 },
    });
    expect(read({})).toEqual({ rules: [], limits: {} });
  });

  it('takes the example of the guide for admins', async () => {
    const guide = await readFile(GUIDE, 'utf8');
    const [, example] = /```yaml\n(.*?)```/s.exec(guide)!;
    const policy = read(parse(example));
    expect(policy.rules).toHaveLength(5);
    expect(policy.limits).toMatchObject({ activeTasksPerUser: 5 });
  });

  it('keeps a rule beside a denial that only some or sometimes meet', () => {
    const { rules } = read(
      withRules(
        { match: 'acme/*' },
        { match: 'acme/*', deny: true, models: ['m1'] },
        { match: 'acme/*', deny: true, validUntil: '2026-12-31' },
      ),
    );
    expect(rules).toHaveLength(3);
  });

  it('keeps rules that differ in what they allow', () => {
    const { rules } = read(
      withRules(
        { match: 'acme/*', models: ['a'], allow: ['user:ada'] },
        { match: 'acme/*', models: ['b'] },
      ),
    );
    expect(rules).toHaveLength(2);
  });
});
